use std::time::{Duration, Instant};

use super::*;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Talks go on | The Harbor Post</title>
<meta property="og:site_name" content="The Harbor Post"><meta property="og:title" content="Talks go on in the capital">
<meta property="article:published_time" content="2022-01-18T09:30:00Z"><link rel="canonical" href="https://example.org/talks">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Talks go on in the capital","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Ek"}],"datePublished":"2022-01-18T09:30:00Z"}]}</script>
</head><body><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>
<article><h1>Talks go on in the capital</h1><p>By <a href=/ann>Ann Lee</a></p>
<p>The envoys met for a third day, and the minister said that “progress is slow” &mdash; but that nobody had left the table.</p>
<figure><img src=a.jpg><figcaption>The envoys <i>arrive</i> at the ministry.</figcaption></figure>
<h2>What comes next</h2>
<p>A further round is planned for Friday, officials said, and both sides have agreed to bring their military advisers along.</p>
<p>Nobody expects a treaty before the spring, though the ministers have been told to come back with a text to look at.</p>
<p><a href=/x>Read more: the border towns</a></p><p>Sign up for our newsletter</p></article>
<footer><p>© 2022 The Harbor Post. All rights reserved.</p></footer></body></html>"#;

#[test]
fn a_page_gives_its_article_and_header() {
    let draft = read(PAGE).unwrap();
    let header = &draft.header;
    assert_eq!(header.title.as_deref(), Some("Talks go on in the capital"));
    assert_eq!(header.outlet.as_deref(), Some("The Harbor Post"));
    assert_eq!(header.author.as_deref(), Some("Ann Lee, Bo Ek"));
    assert_eq!(header.published.map(|day| day.to_string()).as_deref(), Some("2022-01-18"));
    assert_eq!(header.url.as_deref(), Some("https://example.org/talks"));
    assert_eq!(header.language.as_deref(), Some("en-GB"));
    let paragraphs: Vec<&str> = draft.text.split("\n\n").collect();
    assert!(paragraphs.iter().any(|words| words.starts_with("The envoys met") && words.contains("slow” — but")), "{paragraphs:?}");
    assert!(paragraphs.last().unwrap().starts_with("Nobody expects"), "{paragraphs:?}");
    assert!(!draft.text.contains("Home") && !draft.text.contains("Read more"));
    let marked: Vec<_> = draft.marks.iter().map(|(span, kind)| (span.of(&draft.text), kind.name())).collect();
    assert!(marked.contains(&("The envoys arrive at the ministry.", "caption")), "{marked:?}");
    assert!(marked.contains(&("What comes next", "heading")), "{marked:?}");
}

#[test]
fn a_small_page_keeps_all_of_its_words() {
    for (page, expected) in [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<html><body>Bare words</body></html>", "Bare words"),
        ("no markup at all", "no markup at all"),
    ] {
        assert_eq!(read(page).unwrap().text, expected);
    }
    for page in ["", "<html></html>", "<script>x</script>", "<!-- x -->", "<p>&#8203;</p>"] {
        assert!(matches!(read(page), Err(Problem::NoArticle)), "{page}");
    }
}

#[test]
fn a_hostile_page_gives_safe_words() {
    let page = PAGE
        .replace("progress", "&#27;[2J&#x202E;pro&#x200B;gress&#7;")
        .replace("content=\"The Harbor", "content=\"&#27;]0;x&#7;The Harbor");
    let draft = read(&page).unwrap();
    assert!(draft.text.contains("progress"), "{}", draft.text);
    assert_eq!(draft.header.outlet.as_deref(), Some("The Harbor Post"));
    assert!(matches!(sanitize::text(&draft.text), std::borrow::Cow::Borrowed(_)));
}

/// Small pages built to hold a parser for minutes end soon.
#[test]
fn bombs_end_soon() {
    let many = |count: usize, piece: fn(usize) -> String| (0..count).map(piece).collect::<Vec<_>>().concat();
    for (name, page) in [
        ("deep div", "<div>".repeat(64_000)),
        ("deep list", "<ul><li>".repeat(40_000)),
        ("deep spans", "<span>a".repeat(50_000)),
        ("formatting", many(20_000, |n| format!("<p><font size={n}>a</p>"))),
        ("bold", "<b><i>".repeat(50_000)),
        ("attributes", format!("<p {}>a", many(40_000, |n| format!("a{n}=1 ")))),
        ("just shallow enough", format!("{}words", "<div>".repeat(250))),
        ("many paragraphs", "<p>A sentence of some length, with a comma in it.</p>".repeat(5_000)),
        ("many breaks", "a<br><br>".repeat(10_000)),
        ("many links", "<a href=x>a</a>".repeat(20_000)),
        ("open comments", "<!--".repeat(80_000)),
        ("open tags", "<a ".repeat(100_000)),
        ("open quotes", "<a b='".repeat(60_000)),
        ("open scripts", "<script>".repeat(40_000)),
        ("angle brackets", "<".repeat(300_000)),
        ("references", "&amp".repeat(80_000)),
        ("one word", "a".repeat(320_000)),
        ("tables", "<table><tr><td>".repeat(30_000)),
        ("table rows", format!("<table>{}", "<tr><td>a<td>b".repeat(10_000))),
        ("linked data", format!("<script type='application/ld+json'>{}</script><p>a", "[".repeat(300_000))),
        ("titles", "<h1>a b c d</h1>".repeat(5_000)),
        ("meta", "<meta name=date content=x>".repeat(10_000)),
    ] {
        let start = Instant::now();
        let _ = read(&page);
        let time = start.elapsed();
        eprintln!("{name}: {time:?}");
        assert!(time < Duration::from_secs(5), "{name}: {time:?}");
    }
}

/// The cases of the HTML suite, where they are at hand: none breaks the loader, and all that comes out is safe.
#[test]
fn the_html_suite_comes_out_safe() {
    let Ok(folder) = std::fs::read_dir("../shared/suites/html5lib/tree-construction") else {
        eprintln!("skipped: ../shared/suites/html5lib is not here");
        return;
    };
    let mut cases = 0;
    for file in folder.flatten().filter(|file| file.path().extension().is_some_and(|extension| extension == "dat")) {
        let bytes = std::fs::read(file.path()).unwrap();
        for case in String::from_utf8_lossy(&bytes).split("#data\n").skip(1) {
            let page = case.split("\n#errors").next().unwrap_or("");
            if let Ok(draft) = read(page) {
                assert!(matches!(sanitize::text(&draft.text), std::borrow::Cow::Borrowed(_)), "{page:?}");
            }
            cases += 1;
        }
    }
    assert!(cases > 1_000, "{cases}");
}

/// Every file of the JSON suite as a page's linked data, where the suite is at hand: the page keeps its words.
#[test]
fn odd_linked_data_do_no_harm() {
    let Ok(folder) = std::fs::read_dir("../shared/suites/json/test_parsing") else {
        eprintln!("skipped: ../shared/suites/json is not here");
        return;
    };
    let mut cases = 0;
    for file in folder.flatten() {
        let bytes = std::fs::read(file.path()).unwrap();
        let data = String::from_utf8_lossy(&bytes).replace("</", "<\\/");
        let page = PAGE.replace("{\"@context\"", &format!("{data}</script><script type=\"application/ld+json\">{{\"@context\""));
        let draft = read(&page).unwrap();
        assert!(draft.text.contains("progress is slow"), "{:?}", file.path());
        assert_eq!(draft.header.author.as_deref(), Some("Ann Lee, Bo Ek"), "{:?}", file.path());
        cases += 1;
    }
    assert!(cases > 300, "{cases}");
}
