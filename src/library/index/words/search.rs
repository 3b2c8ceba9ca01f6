//! Searches in the index of words.

use std::sync::{Arc, LazyLock};

use tantivy::{
    COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term,
    columnar::ColumnValues,
    postings::{Postings, TermInfo},
    query::{DfaWrapper, FuzzyTermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{Fields, NUMBER, Open};
use crate::{
    label::AssetCategory,
    library::{
        answer::{Items, range},
        bits::Bits,
        catalog::{Catalog, Row},
        dictionary::{Dictionary, Nearness},
        index::{
            parts::{cores, each},
            phrase::{Matches, followed},
            touched::Touched,
        },
        query::{Pattern, Words, slips},
        stretch::Stretch,
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

impl<'a> Hits<'a> {
    /// Marks what has one of `terms`.
    fn terms(&mut self, terms: impl IntoIterator<Item = TermInfo>) -> tantivy::Result<()> {
        let mut terms: Vec<TermInfo> = terms.into_iter().collect();
        // After the most frequent ones there is often nothing left to be found.
        terms.sort_unstable_by_key(|term| std::cmp::Reverse(term.doc_freq));
        if self.within.is_some() {
            return self.items(&terms);
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

    /// Marks the items in which one of `terms` stands.
    fn items(&mut self, terms: &[TermInfo]) -> tantivy::Result<()> {
        if terms.len() > FEW {
            return self.items_of_many(terms);
        }
        let mut places = Vec::new();
        for term in terms {
            let mut postings = self.touched.read(self.inverted, term, IndexRecordOption::WithFreqsAndPositions)?;
            while postings.doc() != TERMINATED {
                postings.positions(&mut places);
                self.items_with(postings.doc(), |stretch| stretch.holds(&places, 1));
                postings.advance();
            }
        }
        Ok(())
    }

    /// The same of many terms, which come by how frequent they are.
    ///
    /// Items are looked through after some words, and not for each: of thousands that begin alike, each may stand in one of a document. Where
    /// all items of a document are marked, it is passed over: of many words that begin alike the most frequent ones often mark all.
    fn items_of_many(&mut self, terms: &[TermInfo]) -> tantivy::Result<()> {
        let mut sheets = Sheets { places: vec![0; self.documents as usize * SHEET], fresh: Bits::none(self.documents as usize) };
        let mut full = Bits::none(self.documents as usize);
        let (mut places, mut pause) = (Vec::new(), PAUSE);
        for (number, term) in (1..).zip(terms) {
            let mut postings = self.touched.read(self.inverted, term, IndexRecordOption::WithFreqsAndPositions)?;
            while postings.doc() != TERMINATED {
                let document = postings.doc();
                if !full.has(document) {
                    postings.positions(&mut places);
                    if !sheets.note(document, &places) {
                        self.items_with(document, |stretch| stretch.holds(&places, 1));
                    }
                }
                postings.advance();
            }
            if number == pause || number == terms.len() {
                pause *= PAUSE;
                for document in std::mem::replace(&mut sheets.fresh, Bits::none(self.documents as usize)).iter() {
                    self.items_with(document, |stretch| stretch.has_one(sheets.of(document)));
                    if self.is_full(document) {
                        full.insert(document);
                    }
                }
            }
        }
        Ok(())
    }

    /// The briefing that a document is, where items in it are wanted, and which.
    fn row(&self, document: DocId) -> Option<(&'a Catalog, &'a Row, Items)> {
        let (catalog, kind) = self.within?;
        Some((catalog, catalog.row(self.number(document)?)?, kind))
    }

    /// Marks the items of a document of which a stretch is such.
    fn items_with(&mut self, document: DocId, is_such: impl Fn(Stretch) -> bool) {
        if let Some((catalog, row, kind)) = self.row(document) {
            catalog.each_with(row, kind, |&stretch| is_such(stretch), |item| self.found.insert(item));
        }
    }

    /// Whether all items of a document are marked.
    fn is_full(&self, document: DocId) -> bool {
        self.row(document).is_none_or(|(_, row, kind)| range(row, kind).all(|item| self.found.has(item)))
    }

    /// Marks where a phrase of `count` words stands.
    fn phrase(&mut self, phrase: &Matches, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        for (document, places) in phrase.iter() {
            if self.within.is_some() {
                self.items_with(document, |stretch| stretch.holds(places, count));
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

/// The items of so few words are looked through for each.
const FEW: usize = 32;

/// After so many words the items of documents are looked through, and again after so many times as many.
const PAUSE: usize = 8;

/// How many numbers hold the places of a document, a bit each: the first 2,048 words, which few texts go beyond.
const SHEET: usize = 32;

/// Places in documents where one of some words stands.
struct Sheets {
    /// [`SHEET`] for each document.
    places: Vec<u64>,
    /// The documents in which places came since items were looked through.
    fresh: Bits,
}

impl Sheets {
    /// Notes places in a document; tells whether all of them are on its sheet.
    fn note(&mut self, document: DocId, places: &[u32]) -> bool {
        self.fresh.insert(document);
        let start = document as usize * SHEET;
        let sheet = self.places.get_mut(start..start + SHEET).unwrap_or_default();
        let mut note = |&place: &u32| sheet.get_mut((place / u64::BITS) as usize).map(|bits| *bits |= 1 << (place % u64::BITS));
        places.iter().map(|place| note(place).is_some()).fold(true, |all, is_noted| all & is_noted)
    }

    /// The places in a document.
    fn of(&self, document: DocId) -> &[u64] {
        let start = document as usize * SHEET;
        self.places.get(start..start + SHEET).unwrap_or_default()
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
