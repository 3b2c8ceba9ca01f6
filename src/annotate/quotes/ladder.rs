//! The ladder: for each quotation the sieves in order, most precise first.

use super::{
    clause::{Attribution, Clauses},
    counts, is_aside, quote,
};
use rustc_hash::{FxHashMap, FxHashSet};

use rank::Candidate;

use super::linear::Features;
use crate::{
    annotate::{Input, Layers, Marked, Quote, Tag},
    document::{Document, Paragraph, TokenKind},
    label::{ParagraphKind, QuoteKind},
    lexicon::Word,
    span::{Span, TokenRange},
};

mod beside;
mod headline;
mod near;
mod nested;
mod plain;
pub mod rank;
mod said;
mod shape;
mod via;

pub use said::LIKELY;

/// An outermost quotation with its surroundings, in tokens.
#[derive(Clone, Copy, Debug)]
struct Stretch<'m> {
    mark: &'m Marked,
    /// The token of the opening mark.
    open: usize,
    /// The token after the closing mark.
    close: usize,
    /// First token of the gap before it: after the quotation before, or the start of the paragraph.
    left: usize,
    /// The token after the gap behind it: the next quotation, or the end of the paragraph.
    right: usize,
    /// Number of its paragraph.
    paragraph: usize,
    /// Tokens of its sentence, from before the opening to after the closing mark.
    sentence: TokenRange,
}

/// What a sieve found.
#[derive(Clone, Debug)]
struct Verdict {
    attribution: Option<Attribution>,
    rule: &'static str,
    score: f32,
    /// Number of the quote whose speaker it shares, where it has no words of its own.
    shares: Option<usize>,
}

/// Decides whether somebody said the words at a span, from the features of that quotation.
pub type Judge<'j> = dyn FnMut(Span, &Features) -> bool + 'j;

/// Names the best of the candidates for the quotation at a span, with how probable it is.
pub type Rank<'j> = dyn FnMut(Span, &[Candidate]) -> Option<(usize, f32)> + 'j;

/// The quotations of a document.
#[derive(Debug, Default)]
pub struct Attributed {
    /// The outermost ones.
    pub outer: Vec<Quote>,
    /// Those that somebody says, inside an outermost one, that somebody said.
    pub nested: Vec<Quote>,
}

/// Attributes every quotation of the document.
pub fn attribute(input: &Input<'_>, layers: &Layers) -> Attributed {
    let mut judge = |_, features: &Features| said::SHIPPED.probability(features) >= said::LIKELY;
    read(input, layers, &mut judge, &mut |_, candidates| rank::choose(rank::SHIPPED, candidates), Ranked::Open)
}

/// The same where `judge` decides what is speech and `rank` who said it, asked for each quotation.
pub fn judged(input: &Input<'_>, layers: &Layers, judge: &mut Judge<'_>, rank: &mut Rank<'_>) -> Attributed {
    read(input, layers, judge, rank, Ranked::Every)
}

/// Which quotations the ranker is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ranked {
    /// All, to learn from them.
    Every,
    /// Those whose attribution does not stand whatever it says.
    Open,
}

/// Attributes every quotation; `rank` is asked about those that `asked` tells.
fn read(input: &Input<'_>, layers: &Layers, judge: &mut Judge<'_>, rank: &mut Rank<'_>, asked: Ranked) -> Attributed {
    let clauses = Clauses::new(input, layers);
    let outer = || layers.marks.iter().filter(|mark| mark.depth == 0);
    let single = outer().filter(|mark| mark.outer.of(input.document.text()).starts_with(['\'', '‘', '`'])).count();
    let mut printed: FxHashMap<&str, u32> = FxHashMap::default();
    for mark in outer().filter(|mark| mark.inner.len() < 60) {
        *printed.entry(mark.inner.of(input.document.text())).or_default() += 1;
    }
    let double = single * 2 < outer().count();
    let curly = outer().filter(|mark| mark.outer.of(input.document.text()).starts_with('“')).count() * 2 > outer().count();
    let mut ladder = Ladder {
        clauses,
        cues: (0..input.document.tokens().len()).map(|at| clauses.cue_at(at).is_some()).collect(),
        found: Vec::new(),
        seen: 0,
        last: None,
        printed,
        double,
        curly,
        outer: outer().map(|mark| mark.outer).collect(),
        interview: is_interview(input.document),
        asked,
        judge,
    };
    let mut from = 0;
    let mut headings = Vec::new();
    let mut nested = Vec::new();
    for (number, paragraph) in input.document.paragraphs().iter().enumerate() {
        let kind = layers.paragraphs.get(number).copied().unwrap_or(paragraph.kind);
        let mut stretches = Vec::new();
        let mut numbers = Vec::new();
        let first = ladder.found.len();
        while let Some(mark) = layers.marks.get(from).filter(|mark| mark.outer.start < paragraph.span.end) {
            from += 1;
            let open = input.document.token_at(mark.outer.start);
            let close = input.document.range(mark.outer).end;
            if mark.depth == 0 && !ladder.clauses.is_nickname(open, close) {
                let left = stretches.last().map_or(paragraph.tokens.start, |before: &Stretch<'_>| before.close);
                if let Some(before) = stretches.last_mut() {
                    before.right = open;
                }
                let sentence = ladder.sentence_around(open, close, paragraph.tokens);
                numbers.push(from);
                stretches.push(Stretch { mark, open, close, left, right: paragraph.tokens.end, paragraph: number, sentence });
            }
        }
        let shouted = ladder.is_shouted(paragraph.tokens);
        if !shouted && number > 0 && stretches.len() == 1 && stretches.iter().all(|s| ladder.is_subheading(s, kind, paragraph.tokens)) {
            headings.extend(stretches.into_iter().filter(|s| !ladder.is_bare(s, paragraph.tokens)));
        } else if counts(kind) {
            ladder.paragraph(&stretches, paragraph.tokens, kind, rank);
            let said: FxHashSet<usize> = ladder.found.iter().skip(first).filter_map(|quote| Some(quote.parts.first()?.start)).collect();
            for (outer, behind) in stretches.iter().zip(numbers).filter(|(outer, _)| said.contains(&outer.mark.inner.start)) {
                nested.append(&mut ladder.nested(outer, layers.marks.get(behind..).unwrap_or(&[])));
            }
        }
    }
    // a sub-heading takes words from a quotation, mostly of the paragraphs below it; one that is nothing but these words would
    // list the utterance twice
    for heading in headings {
        if let Some(number) = ladder.echoed(heading.mark.inner) {
            let verdict = Verdict { attribution: None, rule: "speaker.heading", score: 0.85, shares: Some(number) };
            ladder.keep(&heading, &verdict, vec!["speaker.heading: decided".to_owned()]);
        }
    }
    Attributed { outer: ladder.found, nested }
}

/// Whether two or more paragraphs without quotation marks end in a question mark right before one that opens with a mark.
fn is_interview(document: &Document<'_>) -> bool {
    let quoted = |at: usize| document.token(at).is_some_and(|token| token.kind == TokenKind::Quote);
    let asks = |pair: &&[Paragraph]| match pair {
        [question, answer] => {
            let last = question.tokens.end.saturating_sub(1);
            document.word(last) == "?" && !question.tokens.iter().take(60).any(quoted) && quoted(answer.tokens.start)
        }
        _ => false,
    };
    document.paragraphs().windows(2).filter(asks).nth(1).is_some()
}

struct Ladder<'a, 'j> {
    clauses: Clauses<'a>,
    found: Vec<Quote>,
    /// How many quotations were looked at.
    seen: usize,
    /// The quote found last, with its paragraph.
    last: Option<(usize, usize)>,
    /// How often the same words stand between marks.
    printed: FxHashMap<&'a str, u32>,
    /// Quotations stand between double marks, as a rule.
    double: bool,
    /// The marks are curly, as a rule.
    curly: bool,
    /// Which tokens begin a reporting verb.
    cues: Vec<bool>,
    /// Where the outermost quotations stand.
    outer: Vec<Span>,
    /// Paragraphs without marks ask, and paragraphs between marks answer.
    interview: bool,
    /// Which quotations the ranker is asked about.
    asked: Ranked,
    judge: &'j mut Judge<'j>,
}

impl Ladder<'_, '_> {
    /// The sentences that hold the opening and the closing mark, as one range.
    fn sentence_around(&self, open: usize, close: usize, paragraph: TokenRange) -> TokenRange {
        let document = self.clauses.document;
        let first = document.sentence(document.sentence_of(open));
        // after a comma inside the marks the sentence goes on behind them
        let last = document.sentence(document.sentence_of(close.min(paragraph.end.saturating_sub(1))));
        let goes_on = close < paragraph.end && last.start < close;
        let end = if goes_on { last.end } else { document.sentence(document.sentence_of(close.saturating_sub(1))).end };
        TokenRange::new(first.start.max(paragraph.start), end.min(paragraph.end))
    }

    fn paragraph(&mut self, stretches: &[Stretch<'_>], tokens: TokenRange, kind: ParagraphKind, rank: &mut Rank<'_>) {
        let first_here = self.found.len();
        let mut waiting: Vec<(usize, Stretch<'_>)> = Vec::new();
        if self.is_shouted(tokens) {
            for stretch in stretches {
                if let Some(verdict) = self.shouted(stretch, tokens) {
                    let trace = vec![format!("{}: decided", verdict.rule)];
                    let last = self.last;
                    self.keep(stretch, &verdict, trace);
                    self.last = last;
                }
            }
            return;
        }
        for (number, stretch) in stretches.iter().enumerate() {
            let mut trace = Vec::new();
            let verdict = self.climb(stretch, tokens, first_here, &mut trace);
            let Some(verdict) = verdict else {
                waiting.push((number, *stretch));
                continue;
            };
            if self.is_said(stretch, &verdict, kind) {
                let verdict = self.ranked(stretch, verdict, rank);
                self.keep(stretch, &verdict, trace);
            }
        }
        // a quotation that opens the paragraph is told by the attribution of a later one
        for (_, stretch) in waiting {
            let later = self
                .found
                .get(first_here..)
                .unwrap_or(&[])
                .iter()
                .position(|q| q.parts.first().is_some_and(|p| p.start > stretch.mark.outer.start) && q.source.is_some());
            let verdict = match later {
                Some(offset) => {
                    Verdict { attribution: None, rule: "speaker.paragraph.later", score: 0.7, shares: Some(first_here + offset) }
                }
                None => self.unattributed(&stretch),
            };
            if self.is_said(&stretch, &verdict, kind) {
                let trace = vec![format!("{}: decided", verdict.rule)];
                let verdict = self.ranked(&stretch, verdict, rank);
                self.keep(&stretch, &verdict, trace);
            }
        }
    }

    /// Whether somebody said these words.
    fn is_said(&mut self, stretch: &Stretch<'_>, verdict: &Verdict, kind: ParagraphKind) -> bool {
        let features = self.said_features(stretch, verdict, kind);
        self.seen += 1;
        let nobody = verdict.attribution.as_ref().is_none_or(|found| found.cue.is_none()) && verdict.shares.is_none();
        let name = nobody && self.word_count(stretch) <= 4 && self.is_capital(stretch);
        // a fragment before all attributions of its paragraph is the reporter's own
        let loose = verdict.rule == "speaker.paragraph.later" && self.word_count(stretch) <= 2 && !self.is_sentence_like(stretch);
        let plain = self.goes_on(stretch) && self.speaks_up(stretch)
            || self.is_block(stretch, verdict)
            || self.is_pair(stretch, verdict)
            || self.is_object(stretch, verdict);
        let judged = plain && !self.is_transcript(stretch) || (self.judge)(stretch.mark.inner, &features);
        let chanted = self.is_chanted(stretch) || self.is_proclaimed(stretch, verdict);
        let said = self.word_count(stretch) > 0 && (chanted || self.is_bracketed(stretch) || !name && !loose && judged);
        let beside = verdict.shares.is_some() && !self.is_pair(stretch, verdict);
        let title = beside && kind == ParagraphKind::Body && stretch.paragraph > 0 && self.is_title_case(stretch);
        said && (chanted || !title) && !self.is_named(stretch) && !self.is_titled(stretch)
    }

    fn keep(&mut self, stretch: &Stretch<'_>, verdict: &Verdict, trace: Vec<String>) {
        let kind = if self.word_count(stretch) <= 3 { QuoteKind::Partial } else { QuoteKind::Direct };
        let mut made = quote(stretch.mark.inner, kind, verdict.attribution.as_ref(), verdict.rule, verdict.score);
        made.trace = trace;
        // the resolver follows this number to the quote whose speaker it shares
        made.speaker = verdict.shares.map(|number| SHARED + number);
        made.reporter = verdict.attribution.as_ref().and_then(|attribution| self.reporter(stretch, attribution));
        let words = self.clauses.document.paragraphs().get(stretch.paragraph).map_or("", |p| p.span.of(self.clauses.document.text()));
        if !is_aside(words) {
            self.last = Some((self.found.len(), stretch.paragraph));
        }
        self.found.push(made);
    }

    /// Tries the sieves in order.
    fn climb(&self, stretch: &Stretch<'_>, paragraph: TokenRange, first_here: usize, trace: &mut Vec<String>) -> Option<Verdict> {
        for (name, sieve) in SIEVES {
            if let Some(verdict) = sieve(self, stretch, paragraph, first_here) {
                trace.push(format!("{name}: decided"));
                return Some(verdict);
            }
            trace.push(format!("{name}: nothing"));
        }
        None
    }

    /// The number of a sieve; sieves that share a beginning share it with the longest.
    fn rule_number(rule: &str) -> usize {
        let named = |(name, _): &(&str, Sieve)| *name == rule;
        SIEVES.iter().position(named).unwrap_or(match rule {
            "speaker.introduced.colon" => SIEVES.len(),
            "speaker.after.signed" => SIEVES.len() + 1,
            "speaker.paragraph.later" => SIEVES.len() + 2,
            "speaker.sentence.before" => SIEVES.len() + 3,
            _ => SIEVES.len() + 4,
        })
    }

    fn unattributed(&self, stretch: &Stretch<'_>) -> Verdict {
        let attribution = self.sentence_before(stretch);
        match attribution {
            Some(found) => Verdict { attribution: Some(found), rule: "speaker.sentence.before", score: 0.55, shares: None },
            None => Verdict { attribution: None, rule: "speaker.none", score: 0.3, shares: None },
        }
    }

    fn word_count(&self, stretch: &Stretch<'_>) -> usize {
        let range = self.clauses.document.range(stretch.mark.inner);
        range
            .iter()
            .filter(|&at| self.clauses.document.token(at).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)))
            .count()
    }

    /// Another part of the same sentence was attributed: `"a lie" and "a farce"`.
    fn same_sentence(&self, stretch: &Stretch<'_>, first_here: usize) -> Option<Verdict> {
        let (number, _) = self.last.filter(|&(number, paragraph)| paragraph == stretch.paragraph && number >= first_here)?;
        let last = self.found.get(number)?;
        let gap = TokenRange::new(stretch.left, stretch.open);
        let inside = last.parts.last()?.end > self.clauses.document.span(stretch.sentence).start;
        let short = gap.len() <= 12 && !gap.iter().any(|at| matches!(self.clauses.word(at), "." | ";"));
        (inside && short).then_some(Verdict { attribution: None, rule: "speaker.sentence.same", score: 0.85, shares: Some(number) })
    }

    /// A quotation of the same paragraph was attributed, and this one stands by itself.
    fn same_paragraph(&self, stretch: &Stretch<'_>, first_here: usize) -> Option<Verdict> {
        let (number, _) = self.last.filter(|&(number, paragraph)| paragraph == stretch.paragraph && number >= first_here)?;
        let gap = stretch.open.saturating_sub(stretch.left);
        if let Some(attribution) = self.reported_between(stretch) {
            return self.is_sentence_like(stretch).then_some(Verdict {
                attribution: Some(attribution),
                rule: "speaker.sentence.before",
                score: 0.88,
                shares: None,
            });
        }
        let score = if gap <= 14 { 0.93 } else { 0.7 };
        self.is_sentence_like(stretch).then_some(Verdict { attribution: None, rule: "speaker.paragraph.same", score, shares: Some(number) })
    }

    /// A whole sentence of reported speech between the last quotation and this one: its speaker goes on.
    fn reported_between(&self, stretch: &Stretch<'_>) -> Option<Attribution> {
        let document = self.clauses.document;
        let sentence = document.sentence(document.sentence_of(stretch.open).checked_sub(1)?);
        if sentence.start < stretch.left || sentence.end > stretch.open {
            return None;
        }
        let cue = sentence
            .iter()
            .filter_map(|at| self.cue_at(at))
            .find(|&cue| self.clauses.is_finite(cue) && (cue.verb.direct || cue.verb.that))?;
        let subject = self.clauses.subject_before(cue.at, sentence.start).filter(|&s| self.clauses.is_somebody(s))?;
        Some(self.clauses.attribution(Some(TokenRange::new(cue.at, cue.end)), subject))
    }

    /// The paragraph before ended inside a quotation, and this one opens with a mark.
    fn continued(&self, stretch: &Stretch<'_>, paragraph: TokenRange) -> Option<Verdict> {
        let (number, before) = self.last?;
        let last = self.found.get(number)?;
        let previous = stretch.paragraph.checked_sub(1).filter(|&p| p == before)?;
        let end = self.clauses.document.paragraphs().get(previous)?.span.end;
        let unclosed = last.parts.last()?.end == end;
        (unclosed && stretch.open == paragraph.start).then_some(Verdict {
            attribution: None,
            rule: "speaker.paragraph.continued",
            score: 0.97,
            shares: Some(number),
        })
    }

    /// The paragraph consists of the quotation, and the paragraph before ended with one.
    fn follows(&self, stretch: &Stretch<'_>, paragraph: TokenRange) -> Option<Verdict> {
        let (number, before) = self.last?;
        let near = stretch.paragraph.saturating_sub(before) <= 1;
        let alone = stretch.open == paragraph.start && self.is_sentence_like(stretch);
        if let Some(other) = self.other_of_two(stretch, number).filter(|_| alone && stretch.close >= paragraph.end) {
            return Some(Verdict { attribution: None, rule: "speaker.paragraph.follows", score: 0.75, shares: Some(other) });
        }
        let verdict = |number| Verdict { attribution: None, rule: "speaker.paragraph.follows", score: 0.85, shares: Some(number) };
        let answer = if self.interview && alone && stretch.close >= paragraph.end { self.answered(stretch) } else { None };
        answer.or_else(|| (near && alone).then_some(number)).map(verdict)
    }

    /// In an interview whose questions stand without marks: the answer before this one, which the paragraph between asks on from.
    fn answered(&self, stretch: &Stretch<'_>) -> Option<usize> {
        let document = self.clauses.document;
        let paragraphs = document.paragraphs();
        let between = paragraphs.get(stretch.paragraph.checked_sub(1)?)?;
        if self.clauses.document.token(between.tokens.start).is_none_or(|token| token.kind == TokenKind::Quote) {
            return None;
        }
        let opens = |quote: &Quote| {
            let start = quote.parts.first().map_or(0, |part| part.start);
            let number = document.paragraph_of(document.token_at(start));
            let paragraph = paragraphs.get(number).filter(|_| number + 5 >= stretch.paragraph);
            paragraph.is_some_and(|paragraph| start <= paragraph.span.start + 4)
        };
        let mut answers = self.found.iter().enumerate().rev().take(12).filter(|(_, quote)| opens(quote));
        let (number, last) = answers.next()?;
        // two who are quoted by turns are no interview
        let source = |quote: &Quote| quote.source.map(|span| span.of(document.text()));
        let other = |quote: &Quote| quote.source.is_some() && last.source.is_some() && source(quote) != source(last);
        (!answers.any(|(_, quote)| other(quote))).then_some(number)
    }

    /// Dialogue of two: where the last two paragraphs were a question and its answer, each with its own speaker, the first
    /// of them speaks again.
    fn other_of_two(&self, stretch: &Stretch<'_>, last: usize) -> Option<usize> {
        let document = self.clauses.document;
        let before = last.checked_sub(1)?;
        let (first, second) = (self.found.get(before)?, self.found.get(last)?);
        let opens = |quote: &Quote, back: usize| {
            let part = quote.parts.first()?;
            let number = stretch.paragraph.checked_sub(back)?;
            let start = document.paragraphs().get(number)?.span.start;
            (part.start <= start + 4 && part.start >= start).then(|| part.of(document.text()))
        };
        let (asked, answered) = (opens(first, 2)?, opens(second, 1)?);
        let apart = first.source.is_some()
            && second.source.is_some()
            && first.source.map(|s| s.of(document.text())) != second.source.map(|s| s.of(document.text()));
        (apart && asked.contains('?') && !answered.contains('?')).then_some(before)
    }

    /// The paragraph before ends with a colon: its last clause introduces this one.
    fn colon_before(&self, stretch: &Stretch<'_>, paragraph: TokenRange) -> Option<Verdict> {
        if stretch.open != paragraph.start {
            return None;
        }
        let before = self.clauses.document.paragraphs().get(stretch.paragraph.checked_sub(1)?)?.tokens;
        let last = before.end.checked_sub(1).filter(|&at| self.clauses.word(at) == ":")?;
        let sentence = self.clauses.document.sentence(self.clauses.document.sentence_of(last));
        let attribution =
            self.last_cue(TokenRange::new(sentence.start, last)).or_else(|| self.subject_of(TokenRange::new(sentence.start, last)))?;
        Some(Verdict { attribution: Some(attribution), rule: "speaker.paragraph.colon", score: 0.88, shares: None })
    }

    /// The subject of the sentence before, in the same paragraph.
    fn sentence_before(&self, stretch: &Stretch<'_>) -> Option<Attribution> {
        let document = self.clauses.document;
        let number = document.sentence_of(stretch.open).checked_sub(1)?;
        let sentence = document.sentence(number);
        let same = document.paragraph_of(sentence.start) == stretch.paragraph;
        if same { self.subject_of(sentence) } else { None }
    }

    /// The subject of the first finite verb.
    fn subject_of(&self, range: TokenRange) -> Option<Attribution> {
        let verb = range
            .iter()
            .skip(1)
            .find(|&at| matches!(self.clauses.tag(at), Tag::VerbPast | Tag::Verb | Tag::Auxiliary) && self.clauses.name_at(at).is_none())?;
        let subject = self.clauses.subject_before(verb, range.start)?;
        let speaks = subject.iter().any(|at| self.clauses.name_at(at).is_some() || self.clauses.info(at).is(Word::POST | Word::PERSON))
            || matches!(self.clauses.word(subject.start), "He" | "She" | "he" | "she");
        speaks.then(|| self.clauses.attribution(None, subject))
    }
}

type Sieve = fn(&Ladder<'_, '_>, &Stretch<'_>, TokenRange, usize) -> Option<Verdict>;

/// The sieves in their order.
const SIEVES: [(&str, Sieve); 11] = [
    ("speaker.introduced", |l, s, _, _| l.introduced(s)),
    ("speaker.clause.open", |l, s, _, _| l.clause_open(s)),
    ("speaker.after", |l, s, _, _| l.after(s)),
    ("speaker.clause", |l, s, _, _| l.clause_before(s)),
    ("speaker.clause.after", |l, s, _, _| l.clause_after(s)),
    ("speaker.sentence.same", |l, s, _, first| l.same_sentence(s, first)),
    ("speaker.clause.subject", |l, s, _, _| l.clause_subject(s)),
    ("speaker.paragraph.continued", |l, s, p, _| l.continued(s, p)),
    ("speaker.paragraph.same", |l, s, _, first| l.same_paragraph(s, first)),
    ("speaker.paragraph.colon", |l, s, p, _| l.colon_before(s, p)),
    ("speaker.paragraph.follows", |l, s, p, _| l.follows(s, p)),
];

/// Marks a speaker number that is the number of another quote, until the resolver has followed it.
pub const SHARED: usize = 1 << 40;
