//! The index of words, on disk, by tantivy.

use std::path::Path;

use regex::Regex;
use tantivy::{
    COLLECT_BLOCK_BUFFER_LEN, DocId, Index, IndexWriter, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term,
    columnar::ColumnValues,
    directory::MmapDirectory,
    merge_policy::LogMergePolicy,
    postings::Postings,
    query::{DfaWrapper, EnableScoring, FuzzyTermQuery, PhrasePrefixQuery},
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer},
};

use super::{
    parts::{cores, in_parts},
    phrase::Phrases,
};
use crate::{
    briefing::Briefing,
    library::{
        answer::Items,
        bits::Bits,
        dictionary::Nearness,
        query::{Words, next_word, slips},
        texts,
    },
    name::fold,
};

/// Words of texts, quotes and assets with the numbers of their rows and items.
pub struct WordIndex {
    searcher: Searcher,
    fields: Fields,
    phrases: Phrases,
}

impl std::fmt::Debug for WordIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordIndex").field("documents", &self.searcher.num_docs()).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
struct Fields {
    texts: Field,
    quotes: Field,
    assets: Field,
    number: Field,
}

impl Fields {
    const fn of(self, kind: Items) -> Field {
        match kind {
            Items::Quotes => self.quotes,
            Items::Assets => self.assets,
            Items::Briefings | Items::Actors => self.texts,
        }
    }
}

/// Documents beyond which a part of an index is left as it is.
const JOINED: usize = 50_000;

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
    /// A writer of the index in `folder`, which is made where it is not there; `budget` is the memory it may fill before it writes, in bytes.
    pub(super) fn open(folder: &Path, threads: usize, budget: usize) -> tantivy::Result<Self> {
        let (index, fields) = open(folder)?;
        let writer: IndexWriter = index.writer_with_num_threads(threads, budget)?;
        // Small parts are joined, as each change makes one; big ones stay, or a change would wait for them.
        let mut join = LogMergePolicy::default();
        join.set_max_docs_before_merge(JOINED);
        writer.set_merge_policy(Box::new(join));
        Ok(Self { writer, fields })
    }

    /// Adds the words of a briefing: its row and the first of its quotes and assets.
    pub(super) fn add(&self, briefing: &Briefing, row: u32, quotes: u32, assets: u32) -> tantivy::Result<()> {
        let mut document = self.document(row);
        document.add_text(self.fields.texts, &briefing.title);
        document.add_text(self.fields.texts, &briefing.text);
        self.writer.add_document(document)?;
        for (number, quote) in (quotes..).zip(&briefing.quotes) {
            let mut document = self.document(number);
            for words in &texts::of_quote(briefing, quote) {
                document.add_text(self.fields.quotes, words);
            }
            self.writer.add_document(document)?;
        }
        for (number, asset) in (assets..).zip(&briefing.assets) {
            let mut document = self.document(number);
            for words in &texts::of_asset(briefing, asset) {
                document.add_text(self.fields.assets, words);
            }
            self.writer.add_document(document)?;
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
        let (index, fields) = open(folder)?;
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        Ok(Self { searcher: reader.searcher(), fields, phrases: Phrases::default() })
    }

    /// What of `kind` has `words`, among what is in `present`. A damaged index finds nothing.
    pub(in crate::library) fn find(&self, kind: Items, words: &Words, present: &Bits) -> (Bits, Nearness) {
        let field = self.fields.of(kind);
        let search = |how: How<'_>| self.search(field, &how, present).unwrap_or_else(|_| Bits::none(present.limit()));
        let near = |words: &[String]| automata(field, words).map_or_else(|_| Bits::none(present.limit()), |near| search(How::Near(near)));
        match words {
            Words::Phrase(words) => (search(How::Exact(words)), Nearness::Exact),
            Words::Prefix(words) => (search(How::Beginning(words)), Nearness::Exact),
            Words::Near(words) => (near(words), Nearness::Exact),
            Words::Pattern(pattern) => (search(How::Pattern(pattern.whole())), Nearness::Exact),
            Words::Plain(words) => {
                for (how, nearness) in [(How::Exact(words), Nearness::Exact), (How::Beginning(words), Nearness::Beginning)] {
                    let found = search(how);
                    if !found.is_empty() {
                        return (found, nearness);
                    }
                }
                (near(words), Nearness::Near)
            }
        }
    }

    fn search(&self, field: Field, how: &How<'_>, present: &Bits) -> tantivy::Result<Bits> {
        let segments = self.searcher.segment_readers();
        let phrases = match how {
            How::Exact(words @ [_, _, ..]) => Some(self.phrases.find(segments, field, words)?),
            _ => None,
        };
        let part = |first: usize, segments: &[SegmentReader]| {
            let mut found = Bits::none(present.limit());
            for (at, segment) in (first..).zip(segments) {
                let numbers = segment.fast_fields().column_first_or_default::<u64>(NUMBER)?;
                let mut hits = Hits { found: &mut found, numbers: &*numbers };
                match how {
                    How::Exact([word]) => hits.term(segment, &Term::from_field_text(field, word))?,
                    How::Beginning([word]) => hits.beginning(segment, field, word)?,
                    How::Exact(_) => {
                        let matches = phrases.as_ref().and_then(|phrases| phrases.get(at));
                        matches.into_iter().flat_map(|matches| &matches.documents).for_each(|&document| hits.mark(document));
                    }
                    How::Beginning(words) => {
                        let mut query = PhrasePrefixQuery::new(terms(field, words));
                        // Room is made for as many as are allowed, so it must not be more than there are.
                        query.set_max_expansions(beginnings(segment, field, words)?);
                        hits.query(
                            segment,
                            &*tantivy::query::Query::weight(&query, EnableScoring::disabled_from_searcher(&self.searcher))?,
                        )?;
                    }
                    How::Near(words) => hits.near(segment, field, words, present.limit())?,
                    How::Pattern(pattern) => hits.pattern(segment, field, pattern)?,
                }
            }
            Ok(found)
        };
        // What is found at once is found before another thread has begun.
        let threads = if matches!(how, How::Exact(_)) { 1 } else { cores() };
        let parts: tantivy::Result<Vec<Bits>> = in_parts(segments, threads, part).into_iter().collect();
        Ok(parts?.iter().fold(Bits::none(present.limit()), Bits::or).and(present))
    }
}

/// How words are to be found.
enum How<'a> {
    Exact(&'a [String]),
    Beginning(&'a [String]),
    /// By an automaton for each word.
    Near(Vec<DfaWrapper>),
    Pattern(&'a Regex),
}

/// For each word what tells whether another is nearly it; made once for all parts of the index, as that takes its time.
fn automata(field: Field, words: &[String]) -> tantivy::Result<Vec<DfaWrapper>> {
    let automaton = |word: &String| {
        let slips = u8::try_from(slips(word)).unwrap_or(2);
        FuzzyTermQuery::new(Term::from_field_text(field, word), slips, false).automaton()
    };
    words.iter().map(automaton).collect()
}

fn terms(field: Field, words: &[String]) -> Vec<Term> {
    words.iter().map(|word| Term::from_field_text(field, word)).collect()
}

/// Takes documents of a segment and marks their numbers.
struct Hits<'a> {
    found: &'a mut Bits,
    numbers: &'a dyn ColumnValues<u64>,
}

impl Hits<'_> {
    fn mark(&mut self, document: DocId) {
        if let Ok(number) = u32::try_from(self.numbers.get_val(document)) {
            self.found.insert(number);
        }
    }

    fn postings(&mut self, postings: impl Postings) {
        each(postings, |document| self.mark(document));
    }

    /// Marks the documents of many postings, each once: its number is dearer than its bit.
    fn union<P: Postings>(&mut self, segment: &SegmentReader, all: impl Iterator<Item = P>) {
        let mut documents = Bits::none(segment.max_doc() as usize);
        for postings in all {
            each(postings, |document| documents.insert(document));
        }
        documents.iter().for_each(|document| self.mark(document));
    }

    fn term(&mut self, segment: &SegmentReader, term: &Term) -> tantivy::Result<()> {
        if let Some(postings) = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)? {
            self.postings(postings);
        }
        Ok(())
    }

    fn beginning(&mut self, segment: &SegmentReader, field: Field, word: &str) -> tantivy::Result<()> {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().range().ge(word.as_bytes()).into_stream()?;
        let mut found = Vec::new();
        while terms.advance() && terms.key().starts_with(word.as_bytes()) {
            found.push(inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?);
        }
        if found.len() < 3 {
            for postings in found {
                self.postings(postings);
            }
        } else {
            self.union(segment, found.into_iter());
        }
        Ok(())
    }

    fn pattern(&mut self, segment: &SegmentReader, field: Field, pattern: &Regex) -> tantivy::Result<()> {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            if std::str::from_utf8(terms.key()).is_ok_and(|word| pattern.is_match(word)) {
                self.postings(inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?);
            }
        }
        Ok(())
    }

    /// Documents that have something near each word.
    fn near(&mut self, segment: &SegmentReader, field: Field, words: &[DfaWrapper], limit: usize) -> tantivy::Result<()> {
        let inverted = segment.inverted_index(field)?;
        let mut all: Option<Bits> = None;
        for automaton in words {
            let mut terms = inverted.terms().search(automaton).into_stream()?;
            let mut some = Bits::none(limit);
            let mut hits = Hits { found: &mut some, numbers: self.numbers };
            while terms.advance() {
                hits.postings(inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?);
            }
            all = Some(all.map_or_else(|| some.clone(), |all| all.and(&some)));
        }
        for number in all.iter().flat_map(Bits::iter) {
            self.found.insert(number);
        }
        Ok(())
    }

    fn query(&mut self, segment: &SegmentReader, weight: &dyn tantivy::query::Weight) -> tantivy::Result<()> {
        weight.for_each_no_score(segment, &mut |documents| documents.iter().for_each(|&document| self.mark(document)))
    }
}

/// How many words of a field begin with the last of `words`.
fn beginnings(segment: &SegmentReader, field: Field, words: &[String]) -> tantivy::Result<u32> {
    let Some(last) = words.last() else { return Ok(0) };
    let inverted = segment.inverted_index(field)?;
    let mut terms = inverted.terms().range().ge(last.as_bytes()).into_stream()?;
    let mut count = 0;
    while terms.advance() && terms.key().starts_with(last.as_bytes()) {
        count += 1;
    }
    Ok(count)
}

/// Every document of some postings.
fn each(mut postings: impl Postings, mut take: impl FnMut(DocId)) {
    let mut buffer = [TERMINATED; COLLECT_BLOCK_BUFFER_LEN];
    loop {
        let filled = postings.fill_buffer(&mut buffer);
        buffer.iter().take(filled).for_each(|&document| take(document));
        if filled < buffer.len() {
            break;
        }
    }
}

/// The words that [`tokens`](crate::library::query::tokens) finds, one at a time.
#[derive(Clone, Default)]
struct Folded {
    token: Token,
}

struct FoldedStream<'a> {
    token: &'a mut Token,
    text: &'a str,
    from: usize,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.token.reset();
        FoldedStream { token: &mut self.token, text, from: 0 }
    }
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        while self.token.text.is_empty() {
            let Some((start, end)) = next_word(self.text, self.from) else { return false };
            self.from = end;
            (self.token.offset_from, self.token.offset_to) = (start, end);
            let word = self.text.get(start..end).unwrap_or_default();
            if word.is_ascii() {
                self.token.text.push_str(word);
                self.token.text.make_ascii_lowercase();
            } else {
                self.token.text.push_str(&fold(word));
            }
        }
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
