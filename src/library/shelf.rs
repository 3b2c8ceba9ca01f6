//! A library ready to be asked: its catalog, its words, and the way to each record.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    Error, Library,
    answer::{Answer, Answers, Items, Loose, Reading, Recent},
    bits::Bits,
    catalog::{Catalog, Edition, Home, NONE, Row},
    facets::{self, Count, Facet},
    index::{self, Place},
    query::{Query, Test},
    texts::{Held, Texts},
};
use crate::briefing::{Briefing, anchor, clean::clean, store};

/// To look into so many times as many briefings takes long.
const LONG: usize = 4;

/// Briefings with their catalog and their words.
#[derive(Debug, Default)]
pub struct Shelf {
    catalog: Catalog,
    texts: Texts,
    records: Records,
    /// What was found lately; a shelf never changes.
    recent: Recent,
    /// How often the values of fields occur in all of it, as far as somebody has asked.
    counted: Mutex<Vec<(Facet, usize, Vec<Count>)>>,
}

/// Where whole records are.
#[derive(Debug)]
enum Records {
    /// Below this folder.
    Disk(PathBuf),
    /// In memory, by row.
    Memory(Vec<Arc<Briefing>>),
}

impl Default for Records {
    fn default() -> Self {
        Self::Memory(Vec::new())
    }
}

impl Shelf {
    /// The library at `folder` as its index at `place` has it; `None` when there is no index that can be used.
    #[must_use]
    pub fn open(folder: &Path, place: &Place) -> Option<Self> {
        let catalog = place.catalog()?;
        Self::with(folder, place, catalog)
    }

    /// The library at `folder` with a catalog that was just made.
    #[must_use]
    pub fn with(folder: &Path, place: &Place, catalog: Catalog) -> Option<Self> {
        // A library without a briefing has no words.
        let texts = match place.words(&catalog) {
            Some(words) => Texts::Indexed(words),
            None if catalog.limit() == 0 => Texts::Held(Box::default()),
            None => return None,
        };
        Some(Self { catalog, texts, records: Records::Disk(folder.to_owned()), ..Self::default() })
    }

    /// The briefings of `library`, in memory; those that cannot be read are left out.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        Self::gathered((0..library.len()).filter_map(|number| {
            let collection = library.summary(number).and_then(|summary| summary.collection.clone());
            Some((library.briefing(number)?.ok()?, None, collection))
        }))
    }

    /// Briefings in memory, each with the path of its file below the library.
    #[must_use]
    pub(super) fn held(briefings: impl IntoIterator<Item = (Arc<Briefing>, Arc<str>)>) -> Self {
        Self::gathered(briefings.into_iter().map(|(briefing, path)| {
            let collection = index::collection(&path).map(str::to_owned);
            (briefing, Some(path), collection)
        }))
    }

    /// Briefings in memory, each with the path of its file, where it has one, and its collection.
    pub(super) fn gathered(briefings: impl IntoIterator<Item = (Arc<Briefing>, Option<Arc<str>>, Option<String>)>) -> Self {
        let (mut catalog, mut held, mut records) = (Catalog::default(), Held::default(), Vec::new());
        for (briefing, path, collection) in briefings {
            let file = path.map_or(NONE, |path| catalog.file(&path));
            catalog.add(&briefing, Home { file, collection: collection.as_deref(), ..Home::default() });
            held.push(&briefing);
            records.push(briefing);
        }
        catalog.sort();
        Self { catalog, texts: Texts::Held(Box::new(held)), records: Records::Memory(records), ..Self::default() }
    }

    /// Makes what fields and facets need, which otherwise the first to ask waits for.
    pub fn warm(&self) {
        self.catalog.warm();
    }

    /// Which state of the library it is.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        self.catalog.edition()
    }

    /// Its columns.
    #[must_use]
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What of a kind answers `query`.
    #[must_use]
    pub fn answer(&self, items: Items, query: &Query, reading: &dyn Reading) -> Answer {
        Answers::new(&self.catalog, &self.texts, reading).recalling(&self.recent).items(items, query)
    }

    /// What answers `query` among the newest `most` briefings, where to find all takes long; `None` where it does not.
    ///
    /// Only a phrase of common words takes long: where each word stands in every text must be looked up.
    #[must_use]
    pub fn newest(&self, query: &Query, reading: &dyn Reading, most: usize) -> Option<Answer> {
        let mut is_long = |test: &Test| {
            let phrase = test.phrase().filter(|_| !self.recent.knows(Items::Briefings, test));
            phrase.is_some_and(|words| self.texts.candidates(words) > LONG * most)
        };
        query.has_test(&mut is_long).then(|| {
            let among = Bits::of(self.catalog.limit(), self.catalog.order().iter().take(most).copied());
            Answers::new(&self.catalog, &self.texts, reading).recalling(&self.recent).among(&among).briefings(query)
        })
    }

    /// The briefings that are there and that the user has not hidden.
    #[must_use]
    pub fn visible(&self, reading: &dyn Reading) -> Bits {
        self.answer(Items::Briefings, &Query::All, reading).found
    }

    /// What [`Shelf::answer`] says, with words found as they were written or as `allowed`.
    #[must_use]
    pub(super) fn answer_as(&self, items: Items, query: &Query, reading: &dyn Reading, allowed: Vec<Loose>) -> Answer {
        Answers::new(&self.catalog, &self.texts, reading).allowing(allowed).items(items, query)
    }

    /// How often each value of `facet` occurs in `rows`, most frequent first; at most `most` values.
    #[must_use]
    pub fn facet(&self, facet: Facet, rows: &Bits, reading: &dyn Reading, most: usize) -> Vec<Count> {
        let count = || facets::count(&self.catalog, reading, facet, rows, most);
        // Tags change, and what is asked of a part is asked once.
        if facet == Facet::Tag || rows != self.catalog.present() {
            return count();
        }
        let counted = || self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let known = counted().iter().find(|(of, limit, _)| (*of, *limit) == (facet, most)).map(|(_, _, counts)| counts.clone());
        known.unwrap_or_else(|| {
            let counts = count();
            counted().push((facet, most, counts.clone()));
            counts
        })
    }

    /// Where the record of a row lies, below the library.
    #[must_use]
    pub fn path(&self, row: &Row) -> &str {
        self.catalog.file_row(row.file).map_or("", |file| self.catalog.path(file))
    }

    /// The whole briefing of row `number`; `None` where there is no such row.
    ///
    /// # Errors
    /// When its record is no longer there, or does not parse.
    #[must_use]
    pub fn briefing(&self, number: u32) -> Option<Result<Arc<Briefing>, Error>> {
        let row = self.catalog.row(number)?;
        match &self.records {
            Records::Memory(briefings) => briefings.get(number as usize).map(|briefing| Ok(Arc::clone(briefing))),
            Records::Disk(root) => {
                let id = || self.catalog.id(row).into_owned();
                let read = read(&root.join(self.path(row)), row);
                Some(read.map(Arc::new).map_err(|reason| Error::Record { id: id(), reason }))
            }
        }
    }
}

/// Reads the record of `row` in the file at `path`.
fn read(path: &Path, row: &Row) -> Result<Briefing, String> {
    let told = |error: std::io::Error| store::reason(&error);
    if row.length == 0 {
        return anchor::load(path).map(|(briefing, _)| briefing).map_err(|error| error.to_string());
    }
    let mut pack = File::open(path).map_err(told)?;
    pack.seek(SeekFrom::Start(u64::from(row.offset) | u64::from(row.offset_high) << 32)).map_err(told)?;
    let mut line = String::new();
    pack.take(u64::from(row.length)).read_to_string(&mut line).map_err(told)?;
    let mut briefing = store::from_json(&line).map_err(|error| error.to_string())?;
    clean(&mut briefing);
    anchor::reanchor(&mut briefing);
    Ok(briefing)
}
