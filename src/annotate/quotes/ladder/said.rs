//! Whether words between marks are speech at all: no title, nickname, term or scare quote.
//!
//! A linear model over the shape of the words, their neighbors and the sieve that found a speaker. The weights are data:
//! `assets/said.bin`, made by `cargo run --release --example train_speakers`; recipe and held-out score stand in
//! `assets/said.toml`.

use super::{Ladder, Stretch, Verdict, shape::Ending};
use crate::{
    annotate::{
        Tag,
        quotes::{
            clause::is_pronoun,
            linear::{Features, Model, bucket},
        },
    },
    document::TokenKind,
    label::ParagraphKind,
    lexicon::Word,
    span::TokenRange,
};

/// The weights that the program ships.
pub const SHIPPED: Model = Model::with(include_bytes!("../../../../assets/said.bin"));

/// How probable it is at least that words are speech which are taken for it: where the F1 of the held-out quotations is
/// greatest.
pub const LIKELY: f32 = 0.575;

/// Values of [`Ladder::neighbor`].
const NEIGHBORS: usize = 28;

/// Classes of flags that a word beside the marks may have.
const FLAGS: [u32; 7] = [
    Word::DOCUMENT,
    Word::SPEECH,
    Word::BODY,
    Word::PERSON,
    Word::POST | Word::RANK,
    Word::GIVEN_FEMALE | Word::GIVEN_MALE,
    Word::MODIFIER,
];

/// What stands beside the marks and how, in classes.
struct Beside {
    rule: usize,
    length: usize,
    shape: usize,
    title: usize,
    earlier: usize,
    before: usize,
    after: usize,
}

impl Ladder<'_, '_> {
    /// What tells whether somebody said these words.
    pub(super) fn said_features(&self, stretch: &Stretch<'_>, verdict: &Verdict, heading: ParagraphKind) -> Features {
        let mut features = Features::with_room();
        let words = self.word_count(stretch);
        let size = match words {
            0..=5 => words,
            6..=7 => 6,
            8..=10 => 7,
            11..=16 => 8,
            _ => 9,
        };
        let length = words.clamp(1, 4) - 1;
        let rule = Self::rule_number(verdict.rule);
        let shape = self.shape(stretch);
        let title = usize::from(self.is_title_case(stretch));
        let before = self.neighbor(stretch.open.checked_sub(1).filter(|&b| b >= stretch.left));
        let earlier = self.neighbor(stretch.open.checked_sub(2).filter(|&b| b >= stretch.left));
        let after = self.neighbor(Some(stretch.close).filter(|&a| a < stretch.right));
        let later = self.neighbor(Some(stretch.close + 1).filter(|&a| a < stretch.right));
        features.set(0, 0);
        features.set(1, size);
        features.set(2, rule);
        features.set(3, before);
        features.set(4, earlier);
        features.set(5, after);
        features.set(6, later);
        features.set(7, shape);
        features.set(8, shape * 4 + length);
        features.set(9, title * 16 + rule);
        features.set(10, title * 32 + before);
        features.set(11, rule * 4 + length);
        features.set(12, before * 4 + length);
        features.set(13, title * 16 + size);
        features.set(14, after * 4 + length);
        self.inner_features(stretch, &mut features, size, before);
        self.cue_features(stretch, verdict, &mut features, rule, length);
        self.place_features(stretch, &mut features, heading, length);
        self.near_features(stretch, &mut features, length, size);
        self.joint_features(stretch, verdict, &mut features, &Beside { rule, length, shape, title, earlier, before, after });
        features
    }

    /// What several facts tell together.
    fn joint_features(&self, stretch: &Stretch<'_>, verdict: &Verdict, features: &mut Features, beside: &Beside) {
        let Beside { rule, length, shape, title, earlier, before, after } = *beside;
        let inner = self.clauses.document.range(stretch.mark.inner);
        let mut joint = |template, values: [usize; 3]| features.add(template, values.map(|value| u32::try_from(value).unwrap_or(u32::MAX)));
        joint(57, [rule, before, length]);
        joint(58, [before, self.clauses.tag(inner.start) as usize, length]);
        joint(59, [rule, shape, title]);
        joint(60, [earlier, before, after]);
        joint(61, [usize::from(self.is_capital(stretch)), before, after]);
        joint(62, [usize::from(self.double), usize::from(self.is_odd(stretch)), rule]);
        joint(63, [bucket(stretch.open.saturating_sub(stretch.sentence.start)) as usize, rule, length]);
        joint(64, [usize::from(self.goes_on(stretch)), usize::from(self.speaks_up(stretch)), rule]);
        // verbs between the one that reports and the words
        let cue = verdict.attribution.as_ref().and_then(|found| found.cue).map(|cue| self.clauses.document.token_at(cue.start));
        let way = cue
            .map_or(0, |at| if at < stretch.open { 4 + self.finite_in(at + 1, stretch.open) } else { self.finite_in(stretch.close, at) });
        joint(65, [rule, way, if cue.is_some() { length } else { 9 }]);
    }

    /// Function words beside the marks, whose the words seem to be, and how many of those before were said.
    fn near_features(&self, stretch: &Stretch<'_>, features: &mut Features, length: usize, size: usize) {
        let document = self.clauses.document;
        let inner = document.range(stretch.mark.inner);
        let before = |steps: usize| stretch.open.checked_sub(steps).filter(|&b| b >= stretch.left);
        let (lead, earlier) = (self.lead_class(before(1)), self.lead_class(before(2)));
        let tail = self.tail_class(Some(stretch.close).filter(|&a| a < stretch.right));
        let end = self.end_of(stretch) as usize;
        let title = usize::from(self.is_title_case(stretch));
        features.set(47, lead * 8 + length);
        features.set(48, earlier * 8 + length);
        features.set(49, tail * 8 + length);
        features.set(50, lead * 8 + end * 2 + title);
        features.set(51, tail * 8 + end * 2 + title);
        features.set(52, lead * 8 + tail / 2);
        let person = self.person_class(inner);
        features.set(53, person * 16 + size);
        features.set(54, person * 16 + lead);
        let share = if self.seen < 3 { 5 } else { self.found.len() * 4 / self.seen };
        features.set(55, share.min(5) * 8 + length);
        let capital = |at: usize| document.token(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word);
        let capitals = inner.iter().take(4).enumerate().fold(0, |bits, (number, at)| bits | usize::from(capital(at)) << number);
        features.set(56, capitals * 8 + length * 2 + usize::from(end > 0));
    }

    /// The words inside: their tags, whether they hold a verb or a pronoun.
    fn inner_features(&self, stretch: &Stretch<'_>, features: &mut Features, size: usize, before: usize) {
        let inner = self.clauses.document.range(stretch.mark.inner);
        let near = TokenRange::new(inner.start, inner.end.min(inner.start + 40));
        let tag = |at: usize| self.clauses.tag(at) as usize;
        let last = (inner.start..inner.end).rev().find(|&at| self.clauses.tag(at) != Tag::Punctuation).unwrap_or(inner.start);
        let finite = near.iter().any(|at| matches!(self.clauses.tag(at), Tag::VerbPast | Tag::Verb | Tag::Auxiliary));
        let pronoun = near.iter().any(|at| is_pronoun(self.clauses.word(at)) || self.clauses.tag(at) == Tag::Pronoun);
        let named = near.iter().all(|at| self.clauses.name_at(at).is_some() || self.clauses.tag(at) == Tag::Punctuation);
        features.set(15, tag(inner.start));
        features.set(16, tag(last));
        features.set(17, usize::from(finite) * 2 + usize::from(pronoun));
        features.set(18, (usize::from(finite) * 2 + usize::from(pronoun)) * 16 + size);
        features.set_if(named, 19, size);
        features.set(20, tag(inner.start) * 4 + self.end_of(stretch) as usize);
        features.set_if(size <= 2, 21, before.min(31) * 4 + usize::from(finite) * 2 + usize::from(tag(last) == Tag::Adjective as usize));
        let hyphen = stretch.mark.inner.of(self.clauses.document.text()).contains(['@', '#', '_']);
        features.set_if(hyphen, 22, size);
        let flags = FLAGS.iter().enumerate();
        for (number, &flag) in flags {
            let is = |at: Option<usize>| at.is_some_and(|at| self.clauses.info(at).is(flag));
            features.set_if(is(stretch.open.checked_sub(1)), 23, number);
            features.set_if(is(stretch.open.checked_sub(2)), 24, number);
            features.set_if(is(Some(stretch.close)), 25, number);
            features.set_if(is(Some(stretch.close)), 26, number * 16 + size);
        }
    }

    /// The verb that reports and who reports by it.
    fn cue_features(&self, stretch: &Stretch<'_>, verdict: &Verdict, features: &mut Features, rule: usize, length: usize) {
        let Some(attribution) = verdict.attribution.as_ref() else {
            features.set(27, usize::from(verdict.shares.is_some()));
            return;
        };
        let subject = self.kind_of(attribution.tokens) as usize;
        features.set(28, subject);
        features.set(29, subject * 16 + rule);
        let Some(at) = attribution.cue.map(|cue| self.clauses.document.token_at(cue.start)) else {
            features.set(30, 31);
            return;
        };
        let cue = self.cue_at(at);
        let class = cue.map_or(15, |cue| cue.verb.class as usize);
        let weight = cue.map_or(0, |cue| usize::from(cue.verb.weak) * 2 + usize::from(cue.verb.direct));
        let gap = if at < stretch.open { stretch.open - at } else { at.saturating_sub(stretch.close) };
        let distance = match gap {
            0..=4 => gap,
            5..=7 => 5,
            8..=12 => 6,
            13..=20 => 7,
            _ => 8,
        };
        let side = usize::from(at < stretch.open);
        features.set(30, class);
        features.set(31, class * 4 + length);
        features.set(32, side * 16 + distance);
        features.set(33, (side * 16 + distance) * 4 + length);
        features.set(34, weight * 16 + rule);
        features.set(35, self.clauses.tag(at) as usize);
    }

    /// Where the quotation stands, and what stands around it.
    fn place_features(&self, stretch: &Stretch<'_>, features: &mut Features, kind: ParagraphKind, length: usize) {
        let document = self.clauses.document;
        let paragraph = document.paragraphs().get(stretch.paragraph).map(|p| p.tokens).unwrap_or_default();
        let opens = stretch.open == paragraph.start;
        let closes = stretch.close >= paragraph.end;
        let title = stretch.paragraph == 0 && paragraph.len() < 28 && document.paragraphs().len() > 3;
        let heading = usize::from(kind == ParagraphKind::Heading) * 2 + usize::from(title);
        features.set(36, usize::from(opens) * 2 + usize::from(closes));
        features.set(37, heading);
        features.set(38, heading * 4 + usize::from(opens) * 2 + usize::from(closes));
        let odd = self.is_odd(stretch);
        features.set(39, usize::from(odd) * 4 + length);
        // straight marks that nothing closes, in a text of curly ones, are left over from a layout
        let straight = document.word(stretch.open) == "\"";
        let strange = straight && self.curly || !straight && !self.curly;
        features.set_if(!stretch.mark.closed, 46, usize::from(strange) * 2 + usize::from(opens));
        let set_off = usize::from(strange) * 4 + usize::from(opens) * 2 + usize::from(closes);
        features.set(66, set_off * 2 + usize::from(!stretch.mark.closed));
        let again = self.printed.get(stretch.mark.inner.of(document.text())).copied().unwrap_or(0).min(3);
        features.set(41, again as usize * 4 + length);
        // another quotation of the same sentence was one
        let sentence = document.span(stretch.sentence);
        let sibling = self.found.last().and_then(|quote| quote.parts.last()).is_some_and(|part| sentence.holds(part.start));
        let sibling_any = stretch.left > stretch.sentence.start;
        features.set(42, (usize::from(sibling) * 2 + usize::from(sibling_any)) * 4 + length);
        let gap = stretch.open.saturating_sub(stretch.left).min(7);
        features.set_if(sibling_any, 43, gap * 2 + usize::from(sibling));
        features.set_if(self.is_named(stretch), 44, length);
        let title = usize::from(self.is_title_case(stretch)) * 4;
        let work = |at: usize| self.clauses.info(at).is(Word::WORK);
        let before = (stretch.left.max(stretch.open.saturating_sub(4))..stretch.open).rev().position(work);
        let after = (stretch.close..stretch.right.min(stretch.close + 3)).position(work);
        features.set(40, title + before.map_or(3, |distance| distance.min(2)));
        features.set(45, title + after.map_or(3, |distance| distance.min(2)));
    }

    /// The class of the token beside the marks: its tag, or which punctuation it is; the edge of the gap is one too.
    fn neighbor(&self, at: Option<usize>) -> usize {
        let Some(at) = at else { return NEIGHBORS - 1 };
        let kind = self.clauses.document.token(at).map(|token| token.kind);
        match self.clauses.word(at) {
            "," => 18,
            ":" => 19,
            "." | "!" | "?" | "…" => 20,
            "(" | "[" => 21,
            ")" | "]" => 22,
            "—" | "–" | "-" | "―" => 23,
            ";" => 24,
            _ if kind == Some(TokenKind::Quote) => 25,
            _ if kind == Some(TokenKind::Possessive) => 26,
            _ => self.clauses.tag(at) as usize,
        }
    }

    /// Letters at the beginning and punctuation at the end.
    fn shape(&self, stretch: &Stretch<'_>) -> usize {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        let begin = match inner.chars().find(|c| !matches!(c, '[' | '(' | '‘' | '\'' | '“' | '"')) {
            Some(c) if c.is_lowercase() => 0,
            Some(c) if c.is_uppercase() => 1,
            Some(c) if c.is_ascii_digit() => 2,
            _ => 3,
        };
        begin * 8 + self.end_of(stretch) as usize
    }

    pub(super) fn end_of(&self, stretch: &Stretch<'_>) -> Ending {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        match inner.chars().next_back() {
            Some(',') => Ending::Comma,
            Some('.' | '!' | '?' | '…') => Ending::Stop,
            Some('-' | '—' | '–' | ':' | ';') => Ending::Other,
            _ => Ending::None,
        }
    }
}
