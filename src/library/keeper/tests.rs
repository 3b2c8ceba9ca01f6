use std::{
    fs,
    sync::mpsc::{self, Receiver},
};

use jiff::civil::date;

use super::*;
use crate::{
    briefing::{Briefing, store},
    library::{
        Library,
        answer::{Items, Untouched},
        index::Scope,
        query::Query,
    },
};

/// Long enough for any machine; nothing waits so long that goes well.
const LONG: Duration = Duration::from_mins(1);

struct Bench {
    folder: tempfile::TempDir,
    library: PathBuf,
}

fn shipped(number: usize) -> Briefing {
    (*Library::shipped().briefing(number).unwrap().unwrap()).clone()
}

impl Bench {
    /// A library of three files and a pack of one.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        for number in 0..3 {
            store::save(&library, &shipped(number)).unwrap();
        }
        let mut pack = Vec::new();
        store::write_json_line(&mut pack, &shipped(3)).unwrap();
        fs::write(library.join("pack.jsonl"), pack).unwrap();
        Self { folder, library }
    }

    fn place(&self) -> Place {
        Place::under(&self.folder.path().join("cache"), &self.library)
    }

    fn start(&self, place: Option<Place>, shown: Option<Arc<Shelf>>) -> (Keeper, Receiver<News>) {
        let (sender, news) = mpsc::channel();
        let keeper = Keeper::start(&self.library, place, shown, move |told| drop(sender.send(told)));
        (keeper, news)
    }

    /// Replaces a briefing as editors do: a new file renamed onto the old one.
    fn retitle(&self, number: usize, title: &str) {
        let mut briefing = shipped(number);
        let path = self.library.join(format!("{}.toml", briefing.id));
        title.clone_into(&mut briefing.title);
        let new = self.folder.path().join("new");
        fs::write(&new, store::to_toml(&briefing)).unwrap();
        fs::rename(&new, path).unwrap();
    }
}

fn titles(shelf: &Shelf, query: &str) -> Vec<String> {
    let found = shelf.answer(Items::Briefings, &Query::parse(query, date(2026, 1, 1)).unwrap(), &Untouched).found;
    found.iter().map(|row| shelf.catalog().summary(row).unwrap().title).collect()
}

/// The next shelf that is told, and the notices before it.
fn next(news: &Receiver<News>) -> (Arc<Shelf>, Vec<String>) {
    let mut notices = Vec::new();
    loop {
        match news.recv_timeout(LONG).unwrap() {
            News::Shelf(shelf) => return (shelf, notices),
            News::Notice(notice) => notices.push(notice),
            News::Progress(_) => {}
        }
    }
}

#[test]
fn changed_new_and_vanished_files_are_told() {
    let bench = Bench::new();
    let (_keeper, news) = bench.start(Some(bench.place()), None);
    let (shelf, notices) = next(&news);
    assert_eq!((titles(&shelf, "").len(), notices), (4, Vec::new()));
    bench.retitle(0, "Quokkas cross the strait");
    assert_eq!(titles(&next(&news).0, "quokkas strait"), ["Quokkas cross the strait"]);
    store::save(&bench.library.join("north/sea"), &shipped(5)).unwrap();
    let mut last = next(&news).0;
    while titles(&last, "collection:sea").is_empty() {
        last = next(&news).0;
    }
    assert_eq!(titles(&last, "").len(), 5);
    fs::remove_dir_all(bench.library.join("north")).unwrap();
    while titles(&last, "").len() != 4 {
        last = next(&news).0;
    }
}

#[test]
fn only_what_differs_from_what_is_shown_is_told() {
    let bench = Bench::new();
    let place = bench.place();
    let refresh = || place.refresh(&bench.library, Scope::All, &|_| {}, &Cancel::default()).unwrap();
    refresh();
    let shown = Arc::new(Shelf::open(&bench.library, &place).unwrap());
    let (keeper, news) = bench.start(Some(place.clone()), Some(Arc::clone(&shown)));
    bench.retitle(1, "Wombats");
    let (shelf, _) = next(&news);
    assert_eq!(titles(&shelf, "wombats"), ["Wombats"], "the first shelf told is that of the change");
    drop(keeper);
    assert!(news.try_recv().is_err(), "and it is told once");
    // Another process was first to see a change.
    bench.retitle(1, "Bandicoots");
    refresh();
    let (_keeper, news) = bench.start(Some(place.clone()), Some(shelf));
    assert_eq!(titles(&next(&news).0, "bandicoots"), ["Bandicoots"]);
}

#[test]
fn while_another_process_writes_the_index_it_waits_for_its_turn() {
    let bench = Bench::new();
    let place = bench.place();
    fs::create_dir_all(place.folder()).unwrap();
    let lock = fs::File::create(place.folder().join("lock")).unwrap();
    lock.lock().unwrap();
    let (keeper, news) = bench.start(Some(place.clone()), None);
    assert!(news.recv_timeout(BUSY * 3).is_err());
    lock.unlock().unwrap();
    assert_eq!(titles(&next(&news).0, "").len(), 4);
    drop(keeper);
    lock.lock().unwrap();
    // One that waits can be sent away.
    drop(bench.start(Some(place), None));
}

#[test]
fn without_a_cache_memory_serves_with_one_notice() {
    let bench = Bench::new();
    fs::write(bench.folder.path().join("cache"), "no folder").unwrap();
    let (_keeper, news) = bench.start(Some(bench.place()), None);
    let (shelf, notices) = next(&news);
    assert_eq!(titles(&shelf, "").len(), 4, "packs are read too");
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].contains("index cannot be written"), "{notices:?}");
    bench.retitle(0, "Quokkas");
    let (shelf, notices) = next(&news);
    assert_eq!((titles(&shelf, "quokkas").len(), notices.len()), (1, 0));
    let row = shelf.catalog().row(shelf.catalog().order()[0]).unwrap();
    assert!(bench.library.join(shelf.path(row)).is_file());
}

#[test]
fn a_file_that_cannot_be_read_is_named_once() {
    let bench = Bench::new();
    fs::write(bench.library.join("bad.toml"), "title = ").unwrap();
    let (_keeper, news) = bench.start(Some(bench.place()), None);
    let (_, notices) = next(&news);
    assert!(notices.len() == 1 && notices[0].starts_with("bad.toml: "), "{notices:?}");
    bench.retitle(0, "Quokkas");
    assert_eq!(next(&news).1, [] as [&str; 0]);
}
