use std::{fs, path::PathBuf};

use proptest::prelude::*;

use super::*;

fn load_bytes(name: &str, bytes: &[u8]) -> Result<Article, LoadError> {
    from_bytes(name, bytes, None, &Options::default())
}

fn text(name: &str, bytes: &[u8]) -> String {
    load_bytes(name, bytes).unwrap().text
}

#[test]
fn plain_text_comes_out_byte_for_byte() {
    for given in [
        "One line",
        "Two\nlines\n",
        "\n\n  Indented, “quoted” — naïve.\t\n\n\n",
        "---\ntitle: no front matter in plain text\n---\nBody\n",
        "# no heading\n",
        "<html> is a word here",
        "Emoji 👩‍👩‍👧 and 中文\n",
    ] {
        let article = load_bytes("a.txt", given.as_bytes()).unwrap();
        assert_eq!(article.text, given);
        assert_eq!(article.origin.format, "text");
        assert!(article.marks.is_empty() && article.header.title.is_none());
    }
    assert_eq!(text("a.txt", b"\xEF\xBB\xBFOne\r\ntwo\rthree\r\n"), "One\ntwo\nthree\n");
}

#[test]
fn names_and_content_tell_the_format() {
    for (name, content, format) in [
        ("a.txt", "words", "text"),
        ("a.MD", "words", "markdown"),
        ("a.markdown", "words", "markdown"),
        ("a.html", "words", "html"),
        ("a.HTM", "words", "html"),
        ("a", "words", "text"),
        ("a.news", "words", "text"),
        ("-", "words", "text"),
        ("-", "---\ntitle: a\n---\nwords", "markdown"),
        ("-", "+++\ntitle = 'a'\n+++\nwords", "markdown"),
        ("-", "# Title\n\nwords", "markdown"),
        ("-", " <!-- saved --> <!DOCTYPE html><p>words", "html"),
        ("a", "<HTML><p>words", "html"),
        ("a", "<?xml version='1.0'?>\n<html><p>words", "html"),
        ("a", "--- rule\nwords", "text"),
    ] {
        assert_eq!(load_bytes(name, content.as_bytes()).unwrap().origin.format, format, "{name}: {content}");
    }
}

#[test]
fn options_win_over_the_header_and_fill_it() {
    let file = b"---\ntitle: Own\nauthor: Own Author\ndate: 2022-01-17\n---\nWords";
    let options = Options {
        title: Some("Given \x1b[2J title\n".into()),
        date: parse_date("2022-01-18"),
        outlet: Some("Given Outlet".into()),
        url: Some("  ".into()),
        ..Options::default()
    };
    let header = from_bytes("a.md", file, None, &options).unwrap().header;
    assert_eq!(header.title.as_deref(), Some("Given title"));
    assert_eq!(header.published, parse_date("2022-01-18"));
    assert_eq!(header.author.as_deref(), Some("Own Author"));
    assert_eq!(header.outlet.as_deref(), Some("Given Outlet"));
    assert_eq!(header.url, None);
    assert_eq!(header.language.as_deref(), Some("en"));
}

#[test]
fn the_text_is_what_follows_the_front_matter() {
    let article = load_bytes("a.md", b"---\r\ntitle: T\r\n---\r\n\r\n# H\r\n\r\nBody *x*.\r\n").unwrap();
    assert_eq!(article.text, "\n# H\n\nBody *x*.\n");
    assert_eq!(article.marks, [(Span::new(1, 4), ParagraphKind::Heading)]);
}

#[test]
fn the_origin_tells_path_format_and_hash() {
    let origin = load_bytes("news/\x1b]0;x\x07a.txt", b"abc").unwrap().origin;
    assert_eq!(origin.path, "news/a.txt");
    assert_eq!(origin.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn a_text_that_is_not_english_is_kept_with_a_warning() {
    let given = "Le ministre a déclaré mardi que les troupes quitteraient la frontière avant la fin du mois et que « les négociations » continueraient.";
    let article = load_bytes("a.txt", given.as_bytes()).unwrap();
    assert_eq!(article.text, given);
    assert_eq!(article.header.language.as_deref(), Some("fr"));
    assert_eq!(article.warnings, ["The text seems to be French; only quotations are found, by their marks."]);
}

#[test]
fn hostile_text_leaves_safe() {
    for (name, bytes) in [
        ("a.txt", "a \x1b]52;c;QUJD\x07\x1b[2J\u{9b}31m\u{202E}b".as_bytes()),
        ("a.md", "a \x1b]52;c;QUJD\x07\x1b[2J\u{9b}31m\u{202E}b".as_bytes()),
        ("a.html", b"<p>a &#27;]52;c;QUJD&#7;&#x1b;[2J&#x202E;b</p>"),
    ] {
        assert_eq!(text(name, bytes), "a b");
    }
    let front = "---\ntitle: \"x\\e[2J\\u202Ey\"\nauthor: \"\\u0007\"\n---\nwords";
    assert_eq!(load_bytes("a.md", front.as_bytes()).unwrap().header.title.as_deref(), Some("xy"));
}

#[test]
fn each_fault_is_one_line_with_the_file_and_the_mend() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let sparse = folder.path().join("sparse.txt");
    fs::File::create(&sparse).unwrap().set_len(5 << 30).unwrap();
    let rows: Vec<(PathBuf, &str)> = vec![
        (folder.path().join("absent.txt"), "there is no such file; check the path"),
        (folder.path().join("evil\n\x1b[2J.txt"), "there is no such file; check the path"),
        (folder.path().into(), "this is a folder; name the files in it"),
        ("/dev/zero".into(), "this is no regular file; pipe its content into attache and give `-` as the file"),
        (sparse, "this file is larger than 64 MB; split it into single articles"),
        (write("empty.txt", b""), "there is no text in it; save the article again"),
        (write("blank.txt", b"\xEF\xBB\xBF \n\t\r\n\x1b[0m"), "there is no text in it; save the article again"),
        (write("front.md", b"---\ntitle: a\n---\n"), "there is no text in it; save the article again"),
        (write("empty.html", b"<html><script>x</script></html>"), "no article was found in this page; save its text as a .txt file"),
        (write("binary.txt", b"ab\0\x01\x02"), "this is a binary file, not text; give a text, Markdown or HTML file"),
        (write("paper.pdf", b"%PDF-1.7\n"), "this is a PDF, not text; convert it first, for example with pdftotext"),
        (write("long.txt", &b"word ".repeat(4 << 20)), "the article is longer than 16 MB; split it into single articles"),
    ];
    for (path, expected) in rows {
        let message = load(&path, &Options::default()).unwrap_err().to_string();
        assert_eq!(message, format!("{}: {expected}", sanitize::line(&path.to_string_lossy())));
        assert!(!message.contains(|char: char| char.is_control()), "{message:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_forbidden_file_neither_blocks_nor_panics() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
    if made {
        assert!(matches!(load(&pipe, &Options::default()).unwrap_err().problem(), Problem::Special));
    } else {
        eprintln!("skipped: no mkfifo");
    }
    let cycle = folder.path().join("cycle.txt");
    symlink(&cycle, &cycle).unwrap();
    assert!(matches!(load(&cycle, &Options::default()).unwrap_err().problem(), Problem::Unreadable(_)));
}

#[test]
fn reads_the_first_article() {
    let path = std::path::Path::new("../shared/articles/000_dad89e80a77f07e4.txt");
    let Ok(bytes) = fs::read(path) else {
        eprintln!("skipped: ../shared/articles is not here");
        return;
    };
    let article = load(path, &Options::default()).unwrap();
    assert_eq!(article.text.as_bytes(), bytes);
    assert_eq!(article.header.language.as_deref(), Some("en"));
    assert!(article.warnings.is_empty());
}

/// Bytes that look like something, and bytes that do not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"---\n".to_vec()),
        Just(b"+++\n".to_vec()),
        Just(b"title: x\n".to_vec()),
        Just(b"title = 'x'\n".to_vec()),
        Just(b"date: 2022-01-18\n".to_vec()),
        Just(b"# Heading\n".to_vec()),
        Just(b"![a](b)\n".to_vec()),
        Just(b"<p>".to_vec()),
        Just(b"<html>".to_vec()),
        Just(b"</div><figure>".to_vec()),
        Just(b"<meta charset=".to_vec()),
        Just(b"&#27;[31m".to_vec()),
        Just(b"\x1b]0;".to_vec()),
        Just("“Quoted,” he said. ".as_bytes().to_vec()),
        Just("\u{202E}\u{301}".as_bytes().to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\xFF\xFE".to_vec()),
        Just(b"\x93quoted\x94".to_vec()),
        Just(b"words ".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..8),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_give_a_safe_article_or_one_line(bytes in bytes(), name in prop_oneof![Just("a.txt"), Just("a.md"), Just("a.html"), Just("-")]) {
        match load_bytes(name, &bytes) {
            Ok(article) => {
                prop_assert!(matches!(sanitize::text(&article.text), std::borrow::Cow::Borrowed(_)), "{:?}", article.text);
                for (span, _) in &article.marks {
                    prop_assert!(!span.of(&article.text).is_empty(), "{span:?} of {:?}", article.text);
                }
                let header = article.header;
                for field in [header.title, header.author, header.outlet, header.url, header.language].into_iter().flatten() {
                    prop_assert!(!field.is_empty() && matches!(sanitize::line(&field), std::borrow::Cow::Borrowed(_)), "{field:?}");
                }
            }
            Err(error) => prop_assert!(!error.to_string().contains(|char: char| char.is_control()), "{error}"),
        }
    }
}
