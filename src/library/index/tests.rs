use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::date;

use super::*;
use crate::{
    briefing::{Briefing, store},
    library::{
        Library,
        answer::{Items, Untouched},
        query::Query,
        shelf::Shelf,
    },
};

/// A library of files and a pack, and a place for its index.
struct Bench {
    _folder: tempfile::TempDir,
    library: PathBuf,
    place: Place,
}

fn shipped() -> Vec<Arc<Briefing>> {
    let library = Library::shipped();
    (0..library.len()).map(|number| library.briefing(number).unwrap().unwrap()).collect()
}

impl Bench {
    /// Every third shipped briefing in a pack, the others as files, some in a folder of a folder.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        let deep = library.join("north/sea");
        fs::create_dir_all(&deep).unwrap();
        let mut pack = Vec::new();
        for (number, briefing) in shipped().iter().enumerate() {
            match number % 3 {
                0 => {
                    store::write_json_line(&mut pack, briefing).unwrap();
                    pack.push(b'\n');
                }
                1 => drop(store::save(&library, briefing).unwrap()),
                _ => drop(store::save(&deep, briefing).unwrap()),
            }
        }
        fs::write(library.join("pack.jsonl"), pack).unwrap();
        let place = Place::under(&folder.path().join("cache"), &library);
        Self { _folder: folder, library, place }
    }

    fn refresh(&self) -> Report {
        self.place.refresh(&self.library, Scope::All, &|_| {}, &Cancel::default()).unwrap().1
    }

    /// Ids of the briefings that answer a query, sorted.
    fn ask(&self, written: &str) -> Vec<String> {
        let opened = Shelf::open(&self.library, &self.place).unwrap();
        let query = Query::parse(written, date(2026, 3, 15)).unwrap();
        let found = opened.answer(Items::Briefings, &query, &Untouched).found;
        let mut ids: Vec<String> = found.iter().map(|row| opened.briefing(row).unwrap().unwrap().id.clone()).collect();
        ids.sort();
        ids
    }

    fn file(&self, number: usize) -> PathBuf {
        self.library.join(format!("{}.toml", shipped()[number].id))
    }
}

#[test]
fn files_packs_and_folders_are_one_library() {
    let bench = Bench::new();
    let report = bench.refresh();
    assert_eq!((report.briefings, report.added, report.removed, report.rebuilt), (shipped().len(), shipped().len(), 0, true));
    assert_eq!(report.notices, [] as [String; 0]);
    let mut all: Vec<String> = shipped().iter().map(|briefing| briefing.id.clone()).collect();
    all.sort();
    assert_eq!(bench.ask(""), all);
    let north: Vec<String> = bench.ask("collection:north");
    assert_eq!(north.len(), shipped().iter().skip(2).step_by(3).count());
    assert_eq!(bench.ask("collection:\"north sea\""), north);
    assert_eq!(bench.refresh(), Report { briefings: all.len(), ..Report::default() });
}

#[test]
fn what_changes_comes_and_goes_comes_and_goes_in_the_index() {
    let bench = Bench::new();
    bench.refresh();
    let mut changed = (*shipped()[1]).clone();
    changed.title = "Zebras cross the quadrangle".to_owned();
    fs::write(bench.file(1), store::to_toml(&changed)).unwrap();
    fs::remove_file(bench.file(4)).unwrap();
    let mut new = (*shipped()[7]).clone();
    new.id = "2026-01-01-new-00000000".to_owned();
    new.title = "Quokkas".to_owned();
    fs::write(bench.library.join("new.toml"), store::to_toml(&new)).unwrap();
    let report = bench.refresh();
    assert_eq!((report.added, report.removed, report.rebuilt), (2, 2, false));
    assert_eq!(bench.ask("title:zebras"), [changed.id.as_str()]);
    assert_eq!(bench.ask("quadrangle quokkas"), [] as [&str; 0]);
    assert_eq!(bench.ask("quokkas"), ["2026-01-01-new-00000000"]);
    assert!(!bench.ask("").contains(&shipped()[4].id));
    assert_eq!(bench.ask(&format!("title:\"{}\"", shipped()[4].title)), [] as [&str; 0]);
}

#[test]
fn a_file_that_was_only_touched_or_cannot_be_read_changes_nothing_else() {
    let bench = Bench::new();
    bench.refresh();
    let bytes = fs::read(bench.file(1)).unwrap();
    fs::write(bench.file(1), &bytes).unwrap();
    assert_eq!(bench.refresh().added, 0);
    fs::write(bench.file(1), b"title = ").unwrap();
    fs::write(bench.library.join("bad.jsonl"), b"{}\nnot a record\n\xff\n").unwrap();
    let report = bench.refresh();
    assert_eq!((report.added, report.removed), (0, 1));
    assert_eq!(report.notices.len(), 4, "{:?}", report.notices);
    assert!(report.notices.iter().all(|notice| notice.starts_with("bad.jsonl: ") || notice.starts_with(&shipped()[1].id)));
    assert_eq!(bench.ask("").len(), shipped().len() - 1);
}

#[test]
fn a_damaged_or_foreign_index_is_made_anew() {
    let bench = Bench::new();
    bench.refresh();
    let catalog = bench.place.catalog_file();
    let bytes = fs::read(&catalog).unwrap();
    fs::write(&catalog, &bytes[..bytes.len() - 1]).unwrap();
    assert!(Shelf::open(&bench.library, &bench.place).is_none());
    assert!(bench.refresh().rebuilt);
    let words = fs::read_dir(bench.place.folder()).unwrap().filter_map(Result::ok).map(|entry| entry.path());
    let words = words.filter(|path| path.is_dir()).collect::<Vec<_>>();
    assert_eq!(words.len(), 1, "old words are swept out");
    fs::remove_dir_all(&words[0]).unwrap();
    assert!(Shelf::open(&bench.library, &bench.place).is_none());
    assert!(bench.refresh().rebuilt);
    assert_eq!(bench.ask("").len(), shipped().len());
}

#[test]
fn words_of_an_index_of_another_form_find_nothing() {
    let bench = Bench::new();
    bench.refresh();
    // A word of one file that stands in no other.
    let all = shipped();
    let others: String = all.iter().enumerate().filter(|(number, _)| *number != 1).map(|(_, other)| other.text.to_lowercase()).collect();
    let mut words = all[1].text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 6 && word.is_ascii());
    let own = words.find(|word| !others.contains(&word.to_lowercase())).unwrap();
    // Between marks nothing like it is looked for.
    let own = format!("\"{own}\"");
    assert_eq!(bench.ask(&own), [all[1].id.clone()]);
    fs::remove_file(bench.file(1)).unwrap();
    fs::write(bench.place.catalog_file(), "of another form").unwrap();
    assert!(bench.refresh().rebuilt);
    assert_eq!(bench.ask(&own), Vec::<String>::new());
}

#[test]
fn while_one_writes_another_reads_what_is_there() {
    let bench = Bench::new();
    bench.refresh();
    let lock = fs::File::open(bench.place.lock_file()).unwrap();
    lock.lock().unwrap();
    let refused = bench.place.refresh(&bench.library, Scope::All, &|_| {}, &Cancel::default());
    assert!(matches!(refused, Err(Error::Busy)));
    assert_eq!(bench.ask("").len(), shipped().len());
}

#[test]
fn stopped_work_leaves_the_index_as_it_was() {
    let bench = Bench::new();
    let cancel = Cancel::default();
    cancel.cancel();
    let refused = bench.place.refresh(&bench.library, Scope::All, &|_| {}, &cancel);
    assert!(matches!(refused, Err(Error::Cancelled)));
    assert!(bench.place.catalog().is_none());
}

#[test]
fn an_empty_library_is_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::under(&folder.path().join("cache"), folder.path());
    let (catalog, report) = place.refresh(folder.path(), Scope::All, &|_| {}, &Cancel::default()).unwrap();
    assert_eq!((catalog.order().len(), report.briefings), (0, 0));
    assert!(Shelf::open(folder.path(), &place).is_some());
    let absent = Path::new("/nowhere/at/all");
    assert!(matches!(place.refresh(absent, Scope::All, &|_| {}, &Cancel::default()), Err(Error::Library { .. })));
}

#[test]
fn a_change_in_a_big_library_is_written_beside_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let place = Place::under(&folder.path().join("cache"), &library);
    let write = |number: usize, title: &str| {
        let text = format!("Report {number} of the harbor master.");
        let briefing = Briefing { schema: 1, id: format!("report-{number}"), title: title.to_owned(), text, ..Briefing::default() };
        fs::create_dir_all(&library).unwrap();
        fs::write(library.join(format!("{number:03}.toml")), store::to_toml(&briefing)).unwrap();
    };
    let refresh = |scope: Scope<'_>| place.refresh(&library, scope, &|_| {}, &Cancel::default()).unwrap().1;
    let ask = |written: &str| {
        let shelf = Shelf::open(&library, &place).unwrap();
        let found = shelf.answer(Items::Briefings, &Query::parse(written, date(2026, 3, 15)).unwrap(), &Untouched).found;
        found.iter().map(|row| shelf.briefing(row).unwrap().unwrap().title.clone()).collect::<Vec<_>>()
    };
    let base = || {
        let files = fs::read_dir(place.folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        files.filter(|name| name.starts_with("base-")).collect::<Vec<_>>()
    };
    (0..700).for_each(|number| write(number, "Calm"));
    assert_eq!(refresh(Scope::All).added, 700);
    let first = base();
    assert_eq!(first.len(), 1);
    assert_eq!(["\"harbor master\"", "title:calm harbor-mas", "\"the harbor ma*\""].map(|query| ask(query).len()), [700, 700, 0]);
    assert_eq!(ask("report-7").len(), 1);
    assert_eq!(ask("report-69").len(), 1);
    write(7, "Gale");
    fs::remove_file(library.join("008.toml")).unwrap();
    let paths = ["007.toml", "008.toml", "nothing.toml"].map(str::to_owned).into();
    let report = refresh(Scope::Files(&paths));
    assert_eq!((report.briefings, report.added, report.removed), (699, 1, 2));
    assert_eq!((ask("gale"), ask("title:calm").len(), base()), (vec!["Gale".to_owned()], 698, first.clone()));
    assert_eq!(refresh(Scope::All), Report { briefings: 699, ..Report::default() });
    write(7, "Storm");
    assert_eq!(refresh(Scope::All).added, 1);
    assert_eq!((ask("gale storm").len(), ask("storm"), base()), (0, vec!["Storm".to_owned()], first.clone()));
    // Much that is new makes a new base, and the old one is swept out.
    (700..1_300).for_each(|number| write(number, "Fog"));
    refresh(Scope::All);
    assert_eq!((ask("fog").len(), ask("storm").len(), base().len()), (600, 1, 1));
    assert_ne!(base(), first);
    fs::write(place.folder().join(&base()[0]), "damaged").unwrap();
    assert!(Shelf::open(&library, &place).is_none());
    assert!(refresh(Scope::All).rebuilt);
    assert_eq!(ask("").len(), 1_299);
}

#[test]
fn words_that_were_looked_at_are_not_opened_again() {
    let bench = Bench::new();
    bench.refresh();
    let (catalog, _) = bench.place.refresh(&bench.library, Scope::All, &|_| {}, &Cancel::default()).unwrap();
    fs::remove_dir_all(bench.place.words_folder(catalog.generation())).unwrap();
    assert!(bench.place.words(&catalog).is_some(), "those that were looked at");
    assert!(bench.place.words(&catalog).is_none(), "they are handed out once");
}
