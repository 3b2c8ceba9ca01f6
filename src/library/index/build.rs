//! Building an index and keeping it up to date.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufRead, BufReader},
    panic::{RefUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use rustc_hash::FxHashMap;

use super::{
    parts::{cores, each},
    place::Place,
    scan::{self, Found, Listing},
    words::Writer,
};
use crate::{
    briefing::{Briefing, anchor, clean::clean, outline::Outline, store},
    library::catalog::{Catalog, Home, Traits, checksum},
    sanitize,
};

/// How many records are read at once.
const BATCH: usize = 256;
/// Memory that the words of one thread fill before they are written, in bytes: enough that what is written need not be joined.
const BUDGET: usize = 80 << 20;
/// Threads that write words, at most; they share the cores with those that read.
const WRITERS: usize = 2;

/// Memory that the words of a few files may fill, in bytes: the least that tantivy takes.
const SMALL_BUDGET: usize = 15 << 20;
/// Bytes of briefings up to which they are a few.
const SMALL: u64 = 1 << 20;

/// What is to be looked at.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// All files; what has not changed is not read.
    All,
    /// All files, and all are read.
    Anew,
    /// The files at these paths below the library, parts joined by `/`. Where there is no index yet, all.
    Files(&'a BTreeSet<String>),
}

/// How far the work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of briefings read.
    pub done: u64,
    /// Bytes to be read in all.
    pub total: u64,
    /// Briefings read.
    pub briefings: usize,
}

/// Stops the work from another thread.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    /// Stops the work as soon as possible; the index stays as it was.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a refresh found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Briefings in the library now.
    pub briefings: usize,
    /// Briefings that are new or have changed.
    pub added: usize,
    /// Briefings that have vanished or were replaced.
    pub removed: usize,
    /// Whether everything was read anew.
    pub rebuilt: bool,
    /// A sentence for each file that could not be read.
    pub notices: Vec<String>,
}

/// Why an index cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The library cannot be listed.
    #[error("{}: cannot be opened as a library: {}", path.display(), store::reason(source))]
    Library {
        /// Its folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process writes this index now.
    #[error("another attache is bringing this index up to date; this one reads what is there")]
    Busy,
    /// The cache folder cannot be written to.
    #[error("{}: the index cannot be written: {}", path.display(), store::reason(source))]
    Cache {
        /// Its folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The index of words cannot be written.
    #[error("{}: the index of words cannot be written: {reason}", path.display())]
    Words {
        /// Its folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The user stopped it.
    #[error("stopped; the index is as it was")]
    Cancelled,
}

impl Place {
    /// Brings the index of the library at `library` up to date.
    ///
    /// Files of the same size and time are taken as known, files of the same content keep their rows.
    ///
    /// # Errors
    /// When the library cannot be listed, the cache cannot be written, another process writes it, or the work is cancelled. The index
    /// then stays as it was.
    pub fn refresh(
        &self,
        library: &Path,
        scope: Scope<'_>,
        progress: &dyn Fn(Progress),
        cancel: &Cancel,
    ) -> Result<(Catalog, Report), Error> {
        let cache = |source| Error::Cache { path: self.folder().to_owned(), source };
        fs::create_dir_all(self.folder()).map_err(cache)?;
        let lock = File::options().create(true).append(true).open(self.lock_file()).map_err(cache)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(Error::Busy),
            Err(fs::TryLockError::Error(source)) => return Err(cache(source)),
        }
        let mut report = Report::default();
        let scan = || {
            let mut notices = Vec::new();
            let found = scan::scan(library, &mut notices).map_err(|source| Error::Library { path: library.to_owned(), source });
            found.map(|found| (found, notices))
        };
        let is_anew = matches!(scope, Scope::Anew);
        let usable = |known: &Catalog| !is_anew && !known.is_wasteful() && self.has_words(known);
        // The library is listed while the index is looked at: each takes its time.
        let (known, scanned) = thread::scope(|threads| {
            let scanning = (!matches!(scope, Scope::Files(_))).then(|| threads.spawn(scan));
            let known = if scanning.is_none() { self.catalog() } else { self.sound_catalog() };
            // Words of a catalog that cannot be read any more must not be taken for those of the new one.
            let last = known.as_ref().map_or(0, Catalog::generation).max(self.latest_words());
            let known = known.filter(usable).ok_or(last);
            (known, scanning.and_then(|scanning| scanning.join().ok()))
        });
        report.rebuilt = known.is_err();
        let catalog = known.unwrap_or_else(|last| Catalog::of_generation(last.wrapping_add(1)));
        // Of a rebuild nothing is left out.
        let scope = if report.rebuilt { Scope::All } else { scope };
        let listing = match scope {
            Scope::Files(_) => Listing::default(),
            Scope::All | Scope::Anew => {
                let (listing, notices) = scanned.unwrap_or_else(scan)?;
                report.notices = notices;
                listing
            }
        };
        let mut work = Work {
            place: self,
            library,
            catalog,
            report,
            writer: None,
            batch: Vec::new(),
            stamped: false,
            progress,
            cancel,
            told: Progress::default(),
        };
        let changed = match scope {
            Scope::Files(paths) => work.compare_some(paths),
            Scope::All | Scope::Anew => work.compare(&listing),
        };
        drop(listing);
        work.told.total = changed.iter().map(|(_, found)| found.size).sum();
        for (file, found) in &changed {
            work.read(*file, found)?;
        }
        work.flush()?;
        work.finish()
    }
}

/// A refresh under way.
struct Work<'a> {
    place: &'a Place,
    library: &'a Path,
    catalog: Catalog,
    report: Report,
    writer: Option<Writer>,
    /// Records queued.
    batch: Vec<Record>,
    /// Whether the time of a file has changed and nothing else.
    stamped: bool,
    progress: &'a dyn Fn(Progress),
    cancel: &'a Cancel,
    told: Progress,
}

/// A record to be read: a file of its own, or a line of a pack.
struct Record {
    file: u32,
    path: String,
    source: String,
    /// Where the line begins in a pack.
    offset: Option<u64>,
}

/// What an index takes of a record.
enum Taken<'a> {
    AsWritten(Outline<'a>),
    /// It was cleaned, and its items put in place.
    Mended(Briefing),
}

impl Work<'_> {
    /// The files that must be read, with the numbers they had; what has vanished is marked.
    fn compare(&mut self, listing: &Listing) -> Vec<(Option<u32>, Found)> {
        // By the sums of their paths: the paths themselves would all have to be looked at.
        let mut known: FxHashMap<u64, u32> = self.catalog.files_there().map(|(number, file)| (file.place_sum(), number)).collect();
        let mut changed = Vec::new();
        for (path, size, time) in listing.iter() {
            match known.remove(&checksum(path.as_bytes())) {
                Some(number) if self.catalog.file_row(number).is_some_and(|file| file.is_as(size, time)) => {}
                number => changed.push((number, Found { path: path.to_owned(), size, changed: time })),
            }
        }
        for number in known.into_values() {
            self.report.removed += self.catalog.drop_file(number);
        }
        changed
    }

    /// As [`Work::compare`], of the files at `paths` alone.
    fn compare_some(&mut self, paths: &BTreeSet<String>) -> Vec<(Option<u32>, Found)> {
        let mut known: FxHashMap<&str, u32> =
            paths.iter().filter_map(|path| Some((path.as_str(), self.catalog.find_file(path)?))).collect();
        let there = paths.iter().filter_map(|path| scan::look(&self.library.join(path), path.clone()));
        let changed = there.map(|found| (known.remove(found.path.as_str()), found)).collect();
        for number in known.into_values() {
            self.report.removed += self.catalog.drop_file(number);
        }
        changed
    }

    /// Takes up a file that is new or has changed.
    fn read(&mut self, known: Option<u32>, found: &Found) -> Result<(), Error> {
        let path = self.library.join(&found.path);
        if scan::is_pack(&found.path) {
            let file = self.enter(known, found, 0);
            return match File::open(&path) {
                Ok(pack) => self.read_pack(file, found, pack),
                Err(error) => {
                    self.note(&found.path, store::reason(&error));
                    Ok(())
                }
            };
        }
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                // Between listing and reading it vanished, or it may not be read.
                self.report.removed += known.map_or(0, |number| self.catalog.drop_file(number));
                self.note(&found.path, store::reason(&error));
                return Ok(());
            }
        };
        let hash = checksum(&bytes);
        if let Some(number) = known
            && self.catalog.file_row(number).is_some_and(|file| file.has_content(hash))
        {
            self.catalog.change_file(number, |file| file.stamp(found.size, found.changed));
            self.stamped = true;
            self.told.done += found.size;
            return Ok(());
        }
        let file = self.enter(known, found, hash);
        if let Ok(source) = String::from_utf8(bytes) {
            return self.queue(Record { file, path: found.path.clone(), source, offset: None });
        }
        self.note(&found.path, "this is no UTF-8 text");
        Ok(())
    }

    /// A new row for a file in the place of the one it had.
    fn enter(&mut self, known: Option<u32>, found: &Found, hash: u64) -> u32 {
        self.report.removed += known.map_or(0, |number| self.catalog.drop_file(number));
        let mut row = self.catalog.new_file(&found.path);
        row.stamp(found.size, found.changed);
        row.set_content(hash);
        let number = u32::try_from(self.catalog.files.len()).unwrap_or(u32::MAX);
        self.catalog.files.push(row);
        number
    }

    fn read_pack(&mut self, file: u32, found: &Found, pack: File) -> Result<(), Error> {
        let mut lines = BufReader::with_capacity(1 << 20, pack);
        let (mut offset, mut usual) = (0, 0);
        loop {
            // Lines are about as long as those before.
            let mut line = Vec::with_capacity(usual);
            match lines.read_until(b'\n', &mut line) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) => {
                    self.note(&found.path, store::reason(&error));
                    return Ok(());
                }
            }
            let (start, length) = (offset, line.len() as u64);
            usual = line.len() + line.len() / 4;
            offset += length;
            match String::from_utf8(line) {
                Ok(source) if source.trim().is_empty() => {}
                Ok(source) => self.queue(Record { file, path: found.path.clone(), source, offset: Some(start) })?,
                Err(_) => self.note(&found.path, "a line is no UTF-8 text"),
            }
        }
    }

    fn note(&mut self, path: &str, problem: impl std::fmt::Display) {
        self.report.notices.push(sanitize::line(&format!("{path}: {problem}")).into_owned());
    }

    fn queue(&mut self, record: Record) -> Result<(), Error> {
        self.batch.push(record);
        if self.batch.len() < BATCH { Ok(()) } else { self.flush() }
    }

    /// Reads what is queued, on all cores, and adds it in its order.
    fn flush(&mut self) -> Result<(), Error> {
        if self.cancel.is_set() {
            return Err(Error::Cancelled);
        }
        let batch = std::mem::take(&mut self.batch);
        let read = each_done(&batch, Record::parse);
        for (record, read) in batch.iter().zip(read) {
            self.told.done += record.source.len() as u64;
            match read {
                Ok((Taken::AsWritten(outline), traits)) => self.add(record, &outline, &traits)?,
                Ok((Taken::Mended(briefing), traits)) => self.add(record, &Outline::of(&briefing), &traits)?,
                Err(problem) => self.note(&record.path, problem),
            }
        }
        (self.progress)(self.told);
        Ok(())
    }

    fn add(&mut self, record: &Record, briefing: &Outline<'_>, traits: &Traits) -> Result<(), Error> {
        let home = Home {
            file: record.file,
            offset: record.offset.unwrap_or(0),
            length: record.offset.and_then(|_| u32::try_from(record.source.len()).ok()).unwrap_or(0),
            collection: scan::collection(&record.path),
        };
        let row = self.catalog.add_known(briefing, traits, home);
        let (quotes, assets) = self.catalog.row(row).map_or((0, 0), |row| (row.quotes, row.assets));
        let folder = self.place.words_folder(self.catalog.generation());
        let told = |error: tantivy::TantivyError| Error::Words { path: folder.clone(), reason: error.to_string() };
        let writer = if let Some(writer) = self.writer.take() {
            writer
        } else {
            fs::create_dir_all(&folder).map_err(|source| Error::Cache { path: folder.clone(), source })?;
            let is_small = self.told.total <= SMALL && !self.report.rebuilt;
            let threads = if is_small { 1 } else { (cores() / 2).clamp(1, WRITERS) };
            Writer::open(&folder, threads, if is_small { SMALL_BUDGET } else { BUDGET }).map_err(told)?
        };
        let added = writer.add(traits, row, quotes, assets);
        self.writer = Some(writer);
        self.report.added += 1;
        self.told.briefings += 1;
        added.map_err(told)
    }

    /// Writes what has changed; words before the catalog, as it points to them.
    fn finish(mut self) -> Result<(Catalog, Report), Error> {
        let folder = self.place.words_folder(self.catalog.generation());
        let changed = self.writer.is_some() || self.stamped || self.report.removed > 0 || self.report.rebuilt;
        let writer = self.writer.take();
        let (words, base) = thread::scope(|threads| {
            let writing = writer.map(|writer| threads.spawn(|| writer.finish()));
            // Nobody knows of a base before the catalog does, so that it may be written at the same time.
            self.catalog.sort();
            let base = changed.then(|| {
                self.catalog.advance();
                self.place.write_base(&mut self.catalog)
            });
            let words = writing.map_or(Ok(()), |writing| writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            (words, base.transpose())
        });
        words.map_err(|error| Error::Words { path: folder, reason: error.to_string() })?;
        self.report.briefings = self.catalog.order().len();
        let cache = |source| Error::Cache { path: self.place.folder().to_owned(), source };
        if let Some(has_base) = base.map_err(cache)? {
            self.place.write(&self.catalog, has_base).map_err(cache)?;
            // Mapped it takes no memory of its own.
            if let Some(catalog) = has_base.then(|| self.place.catalog()).flatten() {
                self.catalog = catalog;
            }
        }
        Ok((self.catalog, self.report))
    }
}

/// Does `work` on each of `all`, on all cores; what came of each, in their order. What fails in the middle of its work fails alone.
fn each_done<'a, T: Sync + RefUnwindSafe, R: Send>(
    all: &'a [T],
    work: impl Fn(&'a T) -> Result<R, String> + Sync + RefUnwindSafe,
) -> Vec<Result<R, String>> {
    let one = |one: &'a T| catch_unwind(|| work(one)).unwrap_or_else(|_| Err("a fault of this program kept it from being read".to_owned()));
    each(all, cores(), |_, item| one(item))
}

impl Record {
    fn parse(&self) -> Result<(Taken<'_>, Traits), String> {
        let is_json = self.offset.is_some();
        // Nearly all records are as the program wrote them.
        if let Some(outline) = Outline::read(&self.source, is_json) {
            let traits = Traits::of(&outline);
            return Ok((Taken::AsWritten(outline), traits));
        }
        let briefing = parse(&self.source, is_json)?;
        let traits = Traits::of(&Outline::of(&briefing));
        Ok((Taken::Mended(briefing), traits))
    }
}

/// Reads a record of a pack or of a file of its own: cleaned, and every item where its words stand.
pub(super) fn parse(source: &str, is_json: bool) -> Result<Briefing, String> {
    let read = if is_json { store::from_json(source) } else { store::from_toml(source) };
    let mut briefing = read.map_err(|error| error.to_string())?;
    clean(&mut briefing);
    anchor::reanchor(&mut briefing);
    Ok(briefing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_in_the_middle_takes_nothing_else_with_it() {
        let all: Vec<usize> = (0..100).collect();
        let done = each_done(&all, |&one| if one % 40 == 7 { panic!("number {one}") } else { Ok(one) });
        assert_eq!(done.len(), all.len());
        for (one, done) in all.iter().zip(done) {
            assert_eq!(done.ok(), (one % 40 != 7).then_some(*one));
        }
    }
}
