//! Speed of a big library, made before: `cargo run --release --example make_library -- 100000 target/made && cargo bench --bench library`.
//!
//! First every key of 40 queries, typed letter by letter: from the query's text to the answer and the first screen of its list. Then what others
//! need for the same text, where the machine has them, and opening, facets, a changed file, a mark. `ATTACHE_MADE` names another library than
//! `target/made`; its index is built where it is not there yet, and how long that took is told. With `--pack` after the folder, `make_library`
//! makes a pack, of which the same is measured. `ATTACHE_ANEW` has the index built anew.

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, LazyLock,
        mpsc::{Receiver, channel},
    },
    time::{Duration, Instant},
};

use attache::{
    library::{
        answer::{Items, Untouched},
        bits::Bits,
        facets::Facet,
        index::{Cancel, Place, Scope},
        keeper::{Keeper, News},
        query::Query,
        shelf::Shelf,
        state::{Change, Key, State},
    },
    name::fold,
};
use divan::Bencher;
use jiff::civil::date;

/// Rows of a list on a screen of 60 lines.
const SCREEN: usize = 60;

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| std::env::var_os("ATTACHE_MADE").map_or_else(|| "target/made".into(), PathBuf::from));
static PLACE: LazyLock<Place> = LazyLock::new(|| Place::under(Path::new("target/made-index"), &LIBRARY));

static SHELF: LazyLock<Arc<Shelf>> = LazyLock::new(|| {
    let start = Instant::now();
    let scope = if std::env::var_os("ATTACHE_ANEW").is_some() { Scope::Anew } else { Scope::All };
    let (_, report) = PLACE.refresh(&LIBRARY, scope, &|_| {}, &Cancel::default()).expect("an index");
    let how = if report.rebuilt { "built" } else { "looked through" };
    println!("{} briefings, index {how} in {:.1} s", report.briefings, start.elapsed().as_secs_f64());
    let shelf = Shelf::open(&LIBRARY, &PLACE).expect("an index");
    let start = Instant::now();
    shelf.warm();
    println!("names of all fields made in {:.0} ms; most memory so far {}", start.elapsed().as_secs_f64() * 1e3, peak());
    Arc::new(shelf)
});

/// The most memory that this process had.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or_else(|| "unknown".to_owned(), |size| size.trim().to_owned())
}

fn main() {
    if !LIBRARY.is_dir() {
        // Tests run every bench for a moment; a library is not made for that.
        println!("no library in {}: cargo run --release --example make_library -- 100000 {0}", LIBRARY.display());
        return;
    }
    if !std::env::args().any(|argument| argument == "--test") {
        keys();
        others();
    }
    divan::main();
}

/// Forty queries of six kinds, of words that the library has.
fn queries(shelf: &Shelf) -> Vec<(&'static str, String)> {
    let limit = u32::try_from(shelf.catalog().limit()).expect("fewer rows");
    let some = (1..=16).map(|part| shelf.briefing(limit / 17 * part).expect("a row").expect("a record"));
    let some: Vec<_> = some.collect();
    let speaker = |at: usize| some[at].quotes.iter().find_map(|quote| some[at].speaker(quote)).map_or("nobody", |actor| &actor.name);
    let words =
        |at: usize, count: usize| some[at].title.split_whitespace().take(count).collect::<Vec<_>>().join(" ").replace(['"', '“', '”'], "");
    let mut all = Vec::new();
    let mut add = |kind, query: String| all.push((kind, query));
    for word in ["the", "said", "minister", "defence", "air", "government", "forces", "drones"] {
        add("common", word.to_owned());
    }
    for at in 0..8 {
        add("rare", fold(speaker(at)));
    }
    for word in ["xylophonist", "zzyzx road", "quarkberry", "grain xylophonist"] {
        add("absent", word.to_owned());
    }
    for at in 8..14 {
        add("phrase", format!("\"{}\"", words(at, 2 + at % 3)));
    }
    let surname = speaker(14).split(' ').next_back().unwrap_or_default().to_owned();
    for query in [
        format!("speaker:{surname}"),
        format!("speaker:\"{}\" date:2026-03", speaker(15)),
        "country:polish".to_owned(),
        "owner:UA category:drone".to_owned(),
        "quantity:>=100 status:promised".to_owned(),
        "outlet:herald has:quote".to_owned(),
        "place:kherson".to_owned(),
        "asset:himars -country:US".to_owned(),
    ] {
        add("field", query);
    }
    for query in ["artill*", "mini*", "s*", "pro* drone*", "amb*", "tit*"] {
        add("prefix", query.to_owned());
    }
    all
}

/// What a reader does for a key: the query understood and answered, counted, and the rows of the first screen summed up.
fn key(shelf: &Shelf, written: &str) -> Option<usize> {
    let query = Query::parse(written, date(2026, 7, 1)).ok()?;
    let answer = shelf.answer(Items::Briefings, &query, &Untouched);
    let rows = shelf.catalog().order().iter().filter(|&&row| answer.found.has(row)).take(SCREEN);
    black_box(rows.filter_map(|&row| shelf.catalog().summary(row)).collect::<Vec<_>>());
    Some(answer.found.count())
}

/// How often all keys are typed, each time into a library that was just opened.
const ROUNDS: usize = 3;

/// Every key of 40 queries. On a machine that others use too, the best of the rounds tells more of the program, the rest more of the machine.
fn keys() {
    let queries = queries(&SHELF);
    let mut all: Vec<(Duration, &str, String)> = Vec::new();
    let mut best: Vec<(Duration, &str, String)> = Vec::new();
    for round in 0..ROUNDS {
        let shelf = Shelf::open(&LIBRARY, &PLACE).expect("an index");
        shelf.warm();
        let mut typed_before = 0;
        for (kind, query) in &queries {
            let mut found = 0;
            for (end, letter) in query.char_indices() {
                let typed = &query[..end + letter.len_utf8()];
                let start = Instant::now();
                let Some(count) = key(&shelf, typed) else { continue };
                let time = start.elapsed();
                found = count;
                all.push((time, kind, typed.to_owned()));
                match best.get_mut(typed_before) {
                    Some(known) => known.0 = known.0.min(time),
                    None => best.push((time, kind, typed.to_owned())),
                }
                typed_before += 1;
            }
            if round == 0 {
                println!("{kind:8} {found:8}  {query}");
            }
        }
    }
    tell("all rounds", &mut all);
    tell("the best of the rounds", &mut best);
    for (time, kind, query) in best.iter().rev().take(12) {
        println!("  {:7.2} ms  {kind:8} {query}", time.as_secs_f64() * 1e3);
    }
}

/// Prints how long keys took, and sorts them.
fn tell(what: &str, times: &mut [(Duration, &str, String)]) {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 1_000].0.as_secs_f64() * 1e3;
    println!("{} keys, {what}: median {:.2} ms, 90 % {:.2}, 99 % {:.2}, most {:.2}", times.len(), at(500), at(900), at(990), at(1_000));
}

/// The word that others look for.
const WORD: &str = "helicopter";

/// How long others look for a word in the same library, and how long a feed reader takes to open as many articles.
fn others() {
    let library = LIBRARY.to_string_lossy().into_owned();
    let text = format!("find '{library}' -type f -print0 | xargs -0 cat");
    let fzf = format!("{text} | fzf --exact --no-sort --filter {WORD} | wc -l");
    time("ripgrep over the text", &["rg", "--ignore-case", "--count", "--", WORD, &library]);
    if is_here("fzf", "fzf over the text, with what reads it") {
        time("what reads the text alone", &["sh", "-c", &format!("{text} | wc -l")]);
        time("fzf over the text, with what reads it", &["sh", "-c", &fzf]);
    }
    newsboat();
    let start = Instant::now();
    let found = key(&SHELF, WORD);
    println!("the same word here: {:.2} ms, {} briefings", start.elapsed().as_secs_f64() * 1e3, found.unwrap_or(0));
}

/// Whether there is such a program; tells where there is not.
fn is_here(program: &str, what: &str) -> bool {
    let is_here = Command::new(program).arg("--version").output().is_ok();
    if !is_here {
        println!("{what}: there is no {program} here, skipped");
    }
    is_here
}

/// Prints how long a command takes.
fn time(what: &str, command: &[&str]) {
    let is_shell = command[0] == "sh";
    if !is_shell && !is_here(command[0], what) {
        return;
    }
    let start = Instant::now();
    let done = Command::new(command[0]).args(&command[1..]).output();
    let is_done = done.is_ok_and(|output| output.status.success());
    println!("{what}: {:.0} ms{}", start.elapsed().as_secs_f64() * 1e3, if is_done { "" } else { ", failed" });
}

/// Articles that newsboat is given; it takes minutes to take up more.
const ARTICLES: usize = 10_000;

/// newsboat with articles of the library: how long it takes to open its cache and count what is unread, and this program beside it.
fn newsboat() {
    if !is_here("newsboat", "newsboat") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let rows = SHELF.catalog().order().iter().take(ARTICLES);
    let articles: Vec<_> = rows.filter_map(|&row| SHELF.briefing(row)?.ok()).collect();
    let mut urls = String::new();
    for (number, part) in articles.chunks(1_000).enumerate() {
        let mut feed = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>feed {number}</title><link>x</link>");
        for briefing in part {
            let (title, text) = (escaped(&briefing.title), escaped(&briefing.text));
            let id = &briefing.id;
            feed += &format!("<item><title>{title}</title><link>x:{id}</link><guid>{id}</guid><description>{text}</description></item>");
        }
        fs::write(path(&format!("{number}.xml")), feed + "</channel></rss>").expect("written");
        urls += &format!("file://{}\n", path(&format!("{number}.xml")));
    }
    fs::write(path("urls"), urls).expect("written");
    fs::write(path("config"), "max-items 0\n").expect("written");
    let (config, urls, cache) = (path("config"), path("urls"), path("cache.db"));
    let own = ["newsboat", "-C", &config, "-u", &urls, "-c", &cache, "-x"];
    time(&format!("newsboat takes up {} articles", articles.len()), &[&own[..], &["reload"]].concat());
    time("newsboat opens them and counts what is unread", &[&own[..], &["print-unread"]].concat());
    let start = Instant::now();
    let shelf = Shelf::open(&LIBRARY, &PLACE).expect("an index");
    let first = shelf.catalog().order().iter().take(SCREEN).filter_map(|&row| shelf.catalog().summary(row)).count();
    let held = shelf.catalog().order().len();
    println!("the whole library opened here: {:.1} ms, {held} briefings, {first} of them listed", start.elapsed().as_secs_f64() * 1e3);
}

#[divan::bench]
fn open_to_first_screen(bencher: Bencher) {
    let _built = &*SHELF;
    bencher.bench(|| {
        let shelf = Shelf::open(&LIBRARY, &PLACE).expect("an index");
        shelf.catalog().order().iter().take(SCREEN).filter_map(|&row| shelf.catalog().summary(row)).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn names_of_all_fields(bencher: Bencher) {
    bencher.with_inputs(|| Shelf::open(&LIBRARY, &PLACE).expect("an index")).bench_values(|shelf| shelf.warm());
}

/// All rows but the oldest: what occurs in the whole library is counted but once.
fn nearly_all() -> Bits {
    let order = SHELF.catalog().order();
    Bits::of(SHELF.catalog().limit(), order.iter().take(order.len().saturating_sub(1)).copied())
}

#[divan::bench(args = Facet::ALL.iter().map(|(_, name)| *name))]
fn facet_of_all(bencher: Bencher, name: &str) {
    let facet: Facet = name.parse().expect("a facet");
    let all = nearly_all();
    bencher.bench(|| SHELF.facet(facet, &all, &Untouched, 200));
}

#[divan::bench]
fn all_facets_of_all(bencher: Bencher) {
    let all = nearly_all();
    bencher.bench(|| Facet::ALL.iter().map(|&(facet, _)| SHELF.facet(facet, &all, &Untouched, 200).len()).sum::<usize>());
}

#[divan::bench(args = ["", "is:unread", "the", "speaker:a*", "said minister"])]
fn quotes_of(bencher: Bencher, written: &str) {
    let query = Query::parse(written, date(2026, 7, 1)).expect("a query");
    bencher.bench(|| SHELF.answer(Items::Quotes, &query, &Untouched).found.count());
}

/// A file replaced by another of the same name until the new shelf is told.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn changed_file_to_new_shelf(bencher: Bencher) {
    let shelf = &SHELF;
    let row = shelf.catalog().order().iter().filter_map(|&row| shelf.catalog().row(row)).find(|row| row.length == 0);
    let Some(path) = row.map(|row| LIBRARY.join(shelf.path(row))) else { return };
    let old = fs::read_to_string(&path).expect("a file");
    let (sender, news) = channel();
    let keeper = Keeper::start(&LIBRARY, Some(PLACE.clone()), Some(Arc::clone(shelf)), move |news| drop(sender.send(news)));
    let next = |news: &Receiver<News>| while !matches!(news.recv().expect("a keeper"), News::Shelf(_)) {};
    let mut number = 0;
    let mut change = || {
        number += 1;
        fs::write(&path, old.replacen("\ntitle = \"", &format!("\ntitle = \"{number} "), 1)).expect("written");
        next(&news);
    };
    // The first one waits until the keeper has looked through the library.
    change();
    bencher.bench_local(change);
    fs::write(&path, &old).expect("written");
    next(&news);
    drop(keeper);
}

/// A mark until it is on the disk.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn mark_durable(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut number = 0;
    let mut state = || {
        number += 1;
        (State::open(&folder.path().join("marks")).expect("marks"), Key(number))
    };
    // It lets go of its files when all that was written is on the disk.
    bencher.with_inputs(&mut state).bench_local_values(|(mut state, key)| {
        state.change(key, Change::Starred(true)).expect("written");
        drop(state);
    });
}

/// A mark as the user sees it: in the file, not yet on the disk.
#[divan::bench]
fn mark(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut state = State::open(&folder.path().join("marks")).expect("marks");
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        state.change(Key(number), Change::Starred(true)).expect("written");
    });
}
