//! Searches in the index of words.

use std::sync::{Arc, LazyLock};

use tantivy::{
    COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term,
    columnar::ColumnValues,
    postings::{Postings, SegmentPostings, TermInfo},
    query::{DfaWrapper, FuzzyTermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{Fields, NUMBER, Open};
use crate::{
    label::AssetCategory,
    library::{
        answer::{Items, range},
        bits::Bits,
        catalog::Catalog,
        dictionary::{Dictionary, Nearness},
        index::{
            parts::{cores, each},
            phrase::{Matches, followed},
            touched::Touched,
        },
        query::{Pattern, Words, slips},
    },
};

/// A search for things of a kind.
pub(super) struct Search<'a> {
    pub index: &'a Open,
    pub fields: Fields,
    pub kind: Items,
    pub present: &'a Bits,
    pub catalog: &'a Catalog,
}

/// How words are to be found.
enum How<'a> {
    /// As they are, side by side.
    Exact(&'a [String]),
    /// Side by side, and the last may go on.
    Beginning(&'a [String]),
    /// What is nearly a word, by an automaton.
    Near(&'a str, &'a DfaWrapper),
    /// A word that a pattern matches as a whole.
    Pattern(&'a Pattern),
}

impl Search<'_> {
    /// What has `words`, and how they were found.
    pub(super) fn words(&self, words: &Words) -> (Bits, Nearness) {
        match words {
            Words::Phrase(words) => (self.find(&How::Exact(words)), Nearness::Exact),
            Words::Prefix(words) => (self.find(&How::Beginning(words)), Nearness::Exact),
            Words::Near(words) => (self.near(words), Nearness::Exact),
            Words::Pattern(pattern) => (self.find(&How::Pattern(pattern)), Nearness::Exact),
            Words::Plain(words) => {
                for (how, nearness) in [(How::Exact(words), Nearness::Exact), (How::Beginning(words), Nearness::Beginning)] {
                    let found = self.find(&how);
                    if !found.is_empty() {
                        return (found, nearness);
                    }
                }
                (self.near(words), Nearness::Near)
            }
        }
    }

    /// What has words; a damaged index has none.
    fn find(&self, how: &How<'_>) -> Bits {
        let fields = &self.fields;
        let found = |field, are_items| self.in_field(field, how, are_items).unwrap_or_else(|_| self.none());
        let found = match self.kind {
            Items::Briefings | Items::Actors => found(fields.texts, false),
            Items::Quotes => found(fields.texts, true).or(&found(fields.quotes, false)),
            Items::Assets => found(fields.texts, true).or(&found(fields.assets, false)).or(&self.of_class(how)),
        };
        found.and(self.present)
    }

    /// What has something near each of `words`.
    fn near(&self, words: &[String]) -> Bits {
        let of_word = |word: &String| {
            let slips = u8::try_from(slips(word)).unwrap_or(2);
            let automaton = FuzzyTermQuery::new(Term::from_field_text(self.fields.texts, word), slips, false).automaton();
            automaton.map_or_else(|_| self.none(), |automaton| self.find(&How::Near(word, &automaton)))
        };
        words.iter().map(of_word).reduce(|all, one| all.and(&one)).unwrap_or_else(|| self.none())
    }

    fn none(&self) -> Bits {
        Bits::none(self.present.limit())
    }

    /// The assets of the classes whose names have words.
    fn of_class(&self, how: &How<'_>) -> Bits {
        static CLASSES: LazyLock<Dictionary> = LazyLock::new(|| {
            let mut names = Dictionary::default();
            for class in AssetCategory::ALL {
                names.push([class.name()]);
            }
            names
        });
        let words = match how {
            How::Exact(words) => Words::Phrase(words.to_vec()),
            How::Beginning(words) => Words::Prefix(words.to_vec()),
            How::Near(word, _) => Words::Near(vec![(*word).to_owned()]),
            How::Pattern(pattern) => Words::Pattern((*pattern).clone()),
        };
        let (classes, _) = CLASSES.find_in_texts(&words);
        if classes.is_empty() {
            return self.none();
        }
        let kinds = &self.catalog.asset_kinds;
        Bits::marked(kinds.len(), kinds.parts(), |kind| classes.contains(&kind.category()))
    }

    /// What has words in a field: documents by their numbers, or items where they stand in a briefing's text.
    fn in_field(&self, field: Field, how: &How<'_>, are_items: bool) -> tantivy::Result<Bits> {
        let segments = self.index.searcher.segment_readers();
        let phrase = match how {
            How::Exact(words) if words.len() > 1 => Some(self.index.phrases.find(segments, field, words, &self.index.touched)?),
            How::Beginning([words @ .., _]) if !words.is_empty() => {
                Some(self.index.phrases.find(segments, field, words, &self.index.touched)?)
            }
            _ => None,
        };
        let of_segment = |at: usize, segment: &SegmentReader| {
            let mut found = self.none();
            let inverted = segment.inverted_index(field)?;
            let numbers = segment.fast_fields().column_first_or_default::<u64>(NUMBER)?;
            let within = are_items.then_some((self.catalog, self.kind));
            let mut hits = Hits {
                found: &mut found,
                numbers,
                inverted: &inverted,
                documents: segment.max_doc(),
                touched: &self.index.touched,
                within,
            };
            let phrase = phrase.as_ref().and_then(|phrase| phrase.get(at));
            match (how, phrase) {
                (How::Exact(words), Some(phrase)) => hits.phrase(phrase, words.len()),
                (How::Beginning(words @ [.., last]), Some(phrase)) => hits.phrase_on(phrase, words.len(), last)?,
                (How::Exact([word, ..]), None) => hits.terms(inverted.get_term_info(&Term::from_field_text(field, word))?)?,
                (How::Beginning(words), None) => hits.terms(beginning_with(&inverted, words.last().map_or("", String::as_str))?)?,
                (How::Near(_, automaton), _) => hits.terms(near(&inverted, automaton)?)?,
                (How::Pattern(pattern), _) => hits.terms(matching(&inverted, pattern)?)?,
                (How::Exact([]) | How::Beginning([]), _) => {}
            }
            Ok(found)
        };
        // What is found at once is found before another thread has begun.
        let threads = if matches!(how, How::Exact(_)) && !are_items { 1 } else { cores() };
        let parts: tantivy::Result<Vec<Bits>> = each(segments, threads, of_segment).into_iter().collect();
        Ok(parts?.iter().fold(self.none(), Bits::or))
    }
}

/// The words of a field that begin with `beginning` and pass.
fn beginning(
    inverted: &InvertedIndexReader,
    beginning: &[u8],
    passes: impl Fn(&[u8]) -> bool,
    found: &mut Vec<TermInfo>,
) -> tantivy::Result<()> {
    let mut terms = inverted.terms().range().ge(beginning).into_stream()?;
    while terms.advance() && terms.key().starts_with(beginning) {
        if passes(terms.key()) {
            found.push(terms.value().clone());
        }
    }
    Ok(())
}

/// The words of a field that begin with `word`.
fn beginning_with(inverted: &InvertedIndexReader, word: &str) -> tantivy::Result<Vec<TermInfo>> {
    let mut found = Vec::new();
    beginning(inverted, word.as_bytes(), |_| true, &mut found)?;
    Ok(found)
}

/// The words of a field that an automaton takes.
fn near(inverted: &InvertedIndexReader, automaton: &DfaWrapper) -> tantivy::Result<Vec<TermInfo>> {
    let mut terms = inverted.terms().search(automaton).into_stream()?;
    let mut found = Vec::new();
    while terms.advance() {
        found.push(terms.value().clone());
    }
    Ok(found)
}

/// The words of a field that a pattern matches.
fn matching(inverted: &InvertedIndexReader, pattern: &Pattern) -> tantivy::Result<Vec<TermInfo>> {
    let matches = |word: &[u8]| std::str::from_utf8(word).is_ok_and(|word| pattern.is_whole(word));
    let mut found = Vec::new();
    let beginnings = pattern.beginnings().map_or_else(|| vec![&[][..]], |all| all.iter().map(Vec::as_slice).collect());
    beginnings.into_iter().try_for_each(|bytes| beginning(inverted, bytes, matches, &mut found))?;
    Ok(found)
}

/// Marks what stands in the documents of a segment.
struct Hits<'a> {
    found: &'a mut Bits,
    /// What each document is.
    numbers: Arc<dyn ColumnValues<u64>>,
    inverted: &'a InvertedIndexReader,
    /// How many documents the segment has.
    documents: u32,
    touched: &'a Touched,
    /// Where documents are briefings and items in them are wanted: which.
    within: Option<(&'a Catalog, Items)>,
}

impl Hits<'_> {
    /// Marks what has one of `terms`.
    fn terms(&mut self, terms: impl IntoIterator<Item = TermInfo>) -> tantivy::Result<()> {
        let mut terms: Vec<TermInfo> = terms.into_iter().collect();
        // After the most frequent ones there is often nothing left to be found.
        terms.sort_unstable_by_key(|term| std::cmp::Reverse(term.doc_freq));
        if self.within.is_some() {
            let mut full = Bits::none(self.documents as usize);
            return terms.iter().try_for_each(|term| {
                self.items(self.touched.read(self.inverted, term, IndexRecordOption::WithFreqsAndPositions)?, &mut full);
                Ok(())
            });
        }
        let postings = |term| self.touched.read(self.inverted, term, IndexRecordOption::Basic);
        if let [term] = &*terms {
            each_document(postings(term)?, |document| self.document(document));
            return Ok(());
        }
        // Each document is marked once, as its number is dearer than its bit.
        let mut documents = Bits::none(self.documents as usize);
        let mut looked_at = 0;
        for term in &terms {
            each_document(postings(term)?, |document| documents.insert(document));
            looked_at += term.doc_freq;
            if looked_at >= self.documents {
                if documents.count() == self.documents as usize {
                    break;
                }
                looked_at = 0;
            }
        }
        documents.iter().for_each(|document| self.document(document));
        Ok(())
    }

    fn number(&self, document: DocId) -> Option<u32> {
        u32::try_from(self.numbers.get_val(document)).ok()
    }

    fn document(&mut self, document: DocId) {
        if let Some(number) = self.number(document) {
            self.found.insert(number);
        }
    }

    /// Marks the items in which a word stands. Documents in `full`, of which all items are marked already, are passed over: where a word stands
    /// in them is dear to read, and of many words that begin alike the most frequent ones often mark all.
    fn items(&mut self, mut postings: SegmentPostings, full: &mut Bits) {
        let mut places = Vec::new();
        while postings.doc() != TERMINATED {
            let document = postings.doc();
            if !full.has(document) {
                postings.positions(&mut places);
                if self.items_in(document, &places, 1) {
                    full.insert(document);
                }
            }
            postings.advance();
        }
    }

    /// Marks the items of a document in which `count` words stand that begin at one of `places`. Tells whether all of them are marked now.
    fn items_in(&mut self, document: DocId, places: &[u32], count: u32) -> bool {
        let Some((catalog, kind)) = self.within else { return true };
        let Some(row) = self.number(document).and_then(|row| catalog.row(row)) else { return true };
        catalog.each_holding(row, kind, places, count, |item| self.found.insert(item));
        range(row, kind).all(|item| self.found.has(item))
    }

    /// Marks where a phrase of `count` words stands.
    fn phrase(&mut self, phrase: &Matches, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        for (document, places) in phrase.iter() {
            if self.within.is_some() {
                let _ = self.items_in(document, places, count);
            } else {
                self.document(document);
            }
        }
    }

    /// Marks where a phrase of `count` words stands of which `head` has all but the last, which begins with `last`.
    fn phrase_on(&mut self, head: &Matches, count: usize, last: &str) -> tantivy::Result<()> {
        for term in beginning_with(self.inverted, last)? {
            let last = self.touched.read(self.inverted, &term, IndexRecordOption::WithFreqsAndPositions)?;
            self.phrase(&followed(head, count - 1, last), count);
        }
        Ok(())
    }
}

/// Every document of some postings.
fn each_document(mut postings: impl Postings, mut take: impl FnMut(DocId)) {
    let mut buffer = [TERMINATED; COLLECT_BLOCK_BUFFER_LEN];
    loop {
        let filled = postings.fill_buffer(&mut buffer);
        buffer.iter().take(filled).for_each(|&document| take(document));
        if filled < buffer.len() {
            break;
        }
    }
}
