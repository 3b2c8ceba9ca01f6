//! Named exercises and operations: "Operation Rising Lion", "Exercise Steadfast Defender 24", "the Zapad-2021 drills".

use super::Scan;
use crate::{
    document::TokenKind,
    label::EntityKind,
    lexicon::{Meaning, Word},
    span::TokenRange,
};

impl Scan<'_> {
    /// The event whose name begins at `at`.
    pub(super) fn event(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let word = self.word(at);
        if matches!(word, "Operation" | "Exercise" | "Exercises") {
            let start = at + 1 + usize::from(self.is_opening_quote(at + 1));
            let end = self.event_end(start, sentence);
            // "Operation Command South" is a body's name
            let named = end > start && !self.info(end - 1).is(Word::ORG_SUFFIX | Word::UNIT);
            return named.then(|| TokenRange::new(at, end));
        }
        if let Some((Meaning::Event, n)) = self.phrase(at) {
            return Some(TokenRange::new(at, self.number_end(at + n, sentence)));
        }
        if self.is_dated(at) && self.word(at).len() > 8 {
            return Some(TokenRange::new(at, at + 1));
        }
        let end = self.event_end(at, sentence);
        if self.is_named_after_drill(TokenRange::new(at, end), sentence) {
            return Some(TokenRange::new(at, end));
        }
        let after = end + usize::from(self.document.token(end).is_some_and(|t| t.kind == TokenKind::Quote && !t.spaced));
        let drill = (after..after + 3).find(|&i| i >= sentence.end || self.info(i).is(Word::DRILL))?;
        let described = (after..drill).all(|i| is_kind_of_drill(self.word(i)));
        let named = drill < sentence.end && described && self.document.token(drill).is_some_and(|t| !t.capital);
        (named && self.may_name_drill(TokenRange::new(at, end), sentence)).then(|| TokenRange::new(at, end))
    }

    /// "An exercise early next year, Steady Lantern, …": two capital words or more in apposition to an exercise.
    fn is_named_after_drill(&self, range: TokenRange, sentence: TokenRange) -> bool {
        let comma = range.start.checked_sub(1).filter(|&comma| comma > sentence.start && self.word(comma) == ",");
        let drill = |comma: usize| (sentence.start.max(comma.saturating_sub(4))..comma).any(|i| self.info(i).is(Word::DRILL));
        let plain = |i: usize| {
            let info = self.info(i);
            !info.is(Word::ORG_SUFFIX | Word::UNIT | Word::NOT_NAME | Word::POST | Word::RANK | Word::HONORIFIC)
                && !info.is_given()
                && self.phrase(i).is_none()
        };
        (2..=3).contains(&range.len())
            && matches!(self.word(range.end), "," | "." | ";")
            && comma.is_some_and(drill)
            && range.iter().all(plain)
    }

    /// Whether capital words before "drills" name them, rather than say whose they are or where they are held.
    fn may_name_drill(&self, range: TokenRange, sentence: TokenRange) -> bool {
        let numbered = self.document.token(range.end - 1).is_some_and(|t| t.kind == TokenKind::Number) || self.is_dated(range.start);
        let known =
            range.iter().any(|i| self.info(i).is(Word::ORG_SUFFIX | Word::UNIT | Word::NOT_NAME | Word::MONTH) || self.phrase(i).is_some());
        numbered && !self.opens(range.start, sentence) || !known && range.len() > 1 && !self.opens(range.start, sentence)
    }

    fn is_opening_quote(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(|t| t.kind == TokenKind::Quote && t.spaced)
    }

    /// "Zapad-2021".
    fn is_dated(&self, at: usize) -> bool {
        self.word(at)
            .rsplit_once(['-', '–'])
            .is_some_and(|(name, year)| name.len() > 3 && year.bytes().all(|b| b.is_ascii_digit()) && matches!(year.len(), 2 | 4))
    }

    /// Where a run of capital words from `at` ends, with its number.
    fn event_end(&self, at: usize, sentence: TokenRange) -> usize {
        let mut end = at;
        while end < sentence.end && end < at + 4 && self.is_capital(end) && (end == at || self.is_spaced(end)) {
            if end > at && self.phrase(end).is_some_and(|(meaning, _)| matches!(meaning, Meaning::Organization(_))) {
                break;
            }
            end += 1;
        }
        if end == at { at } else { self.number_end(end, sentence) }
    }

    /// Takes in the year or number of an event: "Freedom Shield 25", "Anakonda 2023".
    fn number_end(&self, end: usize, sentence: TokenRange) -> usize {
        let number = end < sentence.end
            && self.is_spaced(end)
            && self.document.token(end).is_some_and(|t| t.kind == TokenKind::Number)
            && matches!(self.word(end).len(), 2 | 4)
            && self.word(end).bytes().all(|b| b.is_ascii_digit());
        end + usize::from(number)
    }

    pub(super) fn push_event(&mut self, range: TokenRange) {
        self.push(range, EntityKind::Event, None, None);
    }
}

/// Words between the name of an exercise and the noun.
fn is_kind_of_drill(word: &str) -> bool {
    matches!(
        word,
        "military"
            | "joint"
            | "naval"
            | "annual"
            | "multinational"
            | "air"
            | "war"
            | "strategic"
            | "nuclear"
            | "large-scale"
            | "live-fire"
            | "field"
            | "training"
    )
}
