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

fn keys() {
    let shelf = &**SHELF;
    let mut times: Vec<(Duration, &str, String)> = Vec::new();
    for (kind, query) in queries(shelf) {
        let mut typed = String::new();
        let mut found = 0;
        for letter in query.chars() {
            typed.push(letter);
            let start = Instant::now();
            if let Some(count) = key(shelf, &typed) {
                times.push((start.elapsed(), kind, typed.clone()));
                found = count;
            }
        }
        println!("{kind:8} {found:8}  {query}");
    }
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 1_000].0.as_secs_f64() * 1e3;
    println!("{} keys: median {:.2} ms, 90 % {:.2}, 99 % {:.2}, most {:.2}", times.len(), at(500), at(900), at(990), at(1_000));
    for (time, kind, query) in times.iter().rev().take(12) {
        println!("  {:7.2} ms  {kind:8} {query}", time.as_secs_f64() * 1e3);
    }
}

/// The word that others look for.
const WORD: &str = "helicopter";

/// How long others look for a word in the same library.
fn others() {
    let library = LIBRARY.to_string_lossy().into_owned();
    let ripgrep: &[&str] = &["rg", "--ignore-case", "--count", "--", WORD, &library];
    let find = format!("find '{library}' -type f | fzf --filter {WORD} | wc -l");
    for (what, command) in [("ripgrep over the text", ripgrep), ("fzf over the names of the files", &["sh", "-c", &find])] {
        let program = if command[0] == "sh" { "fzf" } else { command[0] };
        if Command::new(program).arg("--version").output().is_err() {
            println!("{what}: there is no {program} here, skipped");
            continue;
        }
        let start = Instant::now();
        let found = Command::new(command[0]).args(&command[1..]).output();
        println!("{what}: {:.0} ms{}", start.elapsed().as_secs_f64() * 1e3, if found.is_ok() { "" } else { ", failed" });
    }
    let start = Instant::now();
    let found = key(&SHELF, WORD);
    println!("the same word here: {:.2} ms, {} briefings", start.elapsed().as_secs_f64() * 1e3, found.unwrap_or(0));
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

#[divan::bench(args = Facet::ALL.iter().map(|(_, name)| *name))]
fn facet_of_all(bencher: Bencher, name: &str) {
    let facet: Facet = name.parse().expect("a facet");
    let all = SHELF.answer(Items::Briefings, &Query::All, &Untouched).found;
    bencher.bench(|| SHELF.facet(facet, &all, &Untouched, 200));
}

#[divan::bench]
fn all_facets_of_all(bencher: Bencher) {
    let all = SHELF.answer(Items::Briefings, &Query::All, &Untouched).found;
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
