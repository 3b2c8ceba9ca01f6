//! The index of words, on disk, by tantivy.
//!
//! A document holds title and text of a briefing. Words of quotes and assets are found there by their numbers, as the catalog knows [where items
//! stand](crate::library::stretch); a document for an item holds what of it stands nowhere in the text.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{
    Index, IndexWriter, Searcher, SegmentReader, TantivyDocument,
    directory::MmapDirectory,
    merge_policy::LogMergePolicy,
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::TextAnalyzer,
};

use super::{phrase::Phrases, touched::Touched};
use crate::library::{
    answer::Items,
    bits::Bits,
    catalog::{Catalog, Traits},
    dictionary::Nearness,
    query::Words,
    split::folded,
};

mod search;
mod tokenizer;

use search::Search;
use tokenizer::Folded;

/// Words of texts, quotes and assets with the numbers of their rows and items.
pub struct WordIndex {
    folder: PathBuf,
    open: Mutex<Arc<Open>>,
    fields: Fields,
}

/// An index as it was when it was opened.
struct Open {
    searcher: Searcher,
    phrases: Arc<Phrases>,
    touched: Touched,
}

/// When so many bytes of an index were looked at, it is opened anew, which gives back the memory that they took: that is a millisecond, and
/// what is needed again is in the memory of the system.
const TOUCHED: usize = 8 << 20;

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordIndex").field("documents", &self.opened().searcher.num_docs()).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
struct Fields {
    texts: Field,
    quotes: Field,
    assets: Field,
    number: Field,
}

/// Documents beyond which a part of an index is left as it is.
const JOINED: usize = 4_000;

const NUMBER: &str = "number";
const TOKENIZER: &str = "folded";

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        texts: schema.add_text_field("texts", words.clone()),
        quotes: schema.add_text_field("quotes", words.clone()),
        assets: schema.add_text_field("assets", words),
        number: schema.add_u64_field(NUMBER, FAST),
    };
    (schema.build(), fields)
}

fn open(folder: &Path) -> tantivy::Result<(Index, Fields)> {
    let (schema, fields) = schema();
    let index = Index::open_or_create(MmapDirectory::open(folder)?, schema)?;
    index.tokenizers().register(TOKENIZER, TextAnalyzer::from(Folded::default()));
    Ok((index, fields))
}

/// Adds words to an index.
pub(super) struct Writer {
    writer: IndexWriter,
    fields: Fields,
}

impl Writer {
    /// A writer of the index in `folder`, which is made where it is not there; `budget` is the memory that a thread may fill before it writes, in bytes.
    pub(super) fn open(folder: &Path, threads: usize, budget: usize) -> tantivy::Result<Self> {
        let (index, fields) = open(folder)?;
        let writer: IndexWriter = index.writer_with_num_threads(threads, threads * budget)?;
        // Small parts are joined, as each change makes one; big ones stay, or a change would wait for them.
        let mut join = LogMergePolicy::default();
        join.set_max_docs_before_merge(JOINED);
        writer.set_merge_policy(Box::new(join));
        Ok(Self { writer, fields })
    }

    /// Adds the words of a briefing: its row and the first of its quotes and assets.
    pub(super) fn add(&self, traits: &Traits, row: u32, quotes: u32, assets: u32) -> tantivy::Result<()> {
        let mut document = self.document(row);
        traits.folded.iter().for_each(|words| document.add_text(self.fields.texts, words));
        self.writer.add_document(document)?;
        let own = [(self.fields.quotes, quotes, &traits.standing.quote_words), (self.fields.assets, assets, &traits.standing.asset_words)];
        for (field, first, words) in own {
            for (number, words) in words {
                let mut document = self.document(first + number);
                document.add_text(field, folded(words));
                self.writer.add_document(document)?;
            }
        }
        Ok(())
    }

    fn document(&self, number: u32) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_u64(self.fields.number, u64::from(number));
        document
    }

    /// Makes what was added durable.
    pub(super) fn finish(mut self) -> tantivy::Result<()> {
        self.writer.commit()?;
        self.writer.wait_merging_threads()
    }
}

impl WordIndex {
    /// The index in `folder`, as it is now.
    ///
    /// # Errors
    /// When there is none, or it is damaged or of another version.
    pub(super) fn open(folder: &Path) -> tantivy::Result<Self> {
        let (open, fields) = Open::of(folder)?;
        Ok(Self { folder: folder.to_owned(), open: Mutex::new(Arc::new(open)), fields })
    }

    fn opened(&self) -> Arc<Open> {
        Arc::clone(&self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Opens the index anew. Words are only ever added, and what has come since is left out by its number; where the index is no longer there,
    /// what is open stays open.
    fn renew(&self, open: &Open) {
        if let Ok((mut new, _)) = Open::of(&self.folder)
            && new.searcher.num_docs() >= open.searcher.num_docs()
        {
            // Phrases that were asked for are known part by part.
            let parts = |open: &Open| open.searcher.segment_readers().iter().map(SegmentReader::segment_id).collect::<Vec<_>>();
            if parts(&new) == parts(open) {
                new.phrases = Arc::clone(&open.phrases);
            }
            *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        }
    }

    /// What of `kind` has `words`, among what is in `present`; `catalog` is the one that these words belong to. A damaged index finds nothing.
    pub(in crate::library) fn find(&self, kind: Items, words: &Words, present: &Bits, catalog: &Catalog) -> (Bits, Nearness) {
        let open = self.opened();
        let search = Search { index: &open, fields: self.fields, kind, present, catalog };
        let found = search.words(words);
        if open.touched.bytes() > TOUCHED {
            self.renew(&open);
        }
        found
    }

    /// How many briefings must be looked into to find in which `words` stand side by side; none where that is known.
    pub(in crate::library) fn candidates(&self, words: &[String]) -> usize {
        let open = self.opened();
        open.phrases.candidates(open.searcher.segment_readers(), self.fields.texts, words).unwrap_or(0)
    }

    /// The briefings in which `words` stand side by side, of the few in `among`.
    pub(in crate::library) fn phrase_among(&self, words: &[String], among: &Bits) -> Bits {
        let open = self.opened();
        let mut found = Bits::none(among.limit());
        let mut of_segment = |segment: &SegmentReader| -> tantivy::Result<()> {
            let numbers = segment.fast_fields().column_first_or_default::<u64>(NUMBER)?;
            let number = |document| u32::try_from(numbers.get_val(document)).unwrap_or(u32::MAX);
            let documents = Phrases::among(segment, self.fields.texts, words, |document| among.has(number(document)))?;
            for document in documents {
                found.insert(number(document));
            }
            Ok(())
        };
        // A damaged index finds nothing.
        open.searcher.segment_readers().iter().for_each(|segment| drop(of_segment(segment)));
        found
    }
}

impl Open {
    fn of(folder: &Path) -> tantivy::Result<(Self, Fields)> {
        let (index, fields) = open(folder)?;
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        Ok((Self { searcher: reader.searcher(), phrases: Arc::default(), touched: Touched::default() }, fields))
    }
}

#[cfg(test)]
mod tests;
