//! The second pass: what the capital words mean that the first pass left open.

use super::{Scan, is_locative};
use crate::{
    annotate::Tag,
    country::CountryCode,
    label::EntityKind,
    lexicon::{Meaning, Word},
    span::TokenRange,
};

impl Scan<'_> {
    /// Gives open words their meaning from the names found elsewhere in the text.
    pub(super) fn resolve_singles(&mut self) {
        for range in std::mem::take(&mut self.open) {
            let mut at = range.start;
            while at < range.end {
                at = self.single(at, range).max(at + 1);
            }
        }
    }

    /// Reads the open word at `at`; returns where to go on.
    fn single(&mut self, at: usize, range: TokenRange) -> usize {
        let word = self.word(at);
        let one = TokenRange::new(at, at + 1);
        if self.ships.contains(word) && self.surnames.get(word).is_none_or(|&full| full == 0) {
            return at + 1;
        }
        if self.surnames.contains_key(word) {
            self.push(one, EntityKind::Person, None, None);
            return at + 1;
        }
        if let Some(&country) = self.acronyms.get(word) {
            let numbered = TokenRange::new(at, self.unit_number(at + 1, range_after(range)));
            self.push(numbered, EntityKind::Organization, country, None);
            return at + 1;
        }
        if let Some((country, n)) = self.phrase(at).and_then(|(meaning, n)| Some((place_of(meaning)?, n))) {
            if self.is_placed(one) {
                self.push(TokenRange::new(at, at + n), EntityKind::Place, country, None);
            }
            return at + n;
        }
        let info = self.info(at);
        // a surname that readers of news know
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        let after = self.lexicon.verb(self.info(at + 1).verb).filter(|verb| verb.that || verb.direct);
        // "Redstone Arsenal, Ala. —"
        let state = before == ","
            && self.word(at + 1) == "."
            && !self.is_spaced(at + 1)
            && matches!(self.word(at + 2), "," | "—" | "–" | "-" | "(");
        if state || word.contains('.') || matches!(before, "a" | "an") || self.is_vessel_or_equipment(one) {
            return at + 1;
        }
        // "his son, Hunter, "
        if before == "," && self.word(at + 1) == "," && info.is_given() && at.checked_sub(2).is_some_and(|b| self.info(b).is(Word::PERSON))
        {
            self.push(one, EntityKind::Person, None, None);
            return at + 1;
        }
        // "the force, known as SAMIDRC"
        if before == "as" && at.checked_sub(2).is_some_and(|b| self.word(b) == "known") && self.is_shouted(at) && word.len() > 2 {
            self.push(one, EntityKind::Organization, None, None);
            self.acronyms.entry(word).or_default();
            return at + 1;
        }
        // "Vadym, a 34-year-old welder", "is identified only as Jannik": those who give no surname
        let aged = self.word(at + 1) == ","
            && matches!(self.word(at + 2), "a" | "an")
            && (self.word(at + 3).ends_with("-year-old") || self.word(at + 4).ends_with("-year-old"));
        let only = before == "as" && at.checked_sub(2).is_some_and(|b| matches!(self.word(b), "only" | "identified" | "known"));
        if range.len() == 1 && (aged || only) && !info.is(Word::COMMON | Word::NOT_NAME) {
            self.push(one, EntityKind::Person, None, None);
            self.surnames.entry(word).or_default();
            return at + 1;
        }
        // one of many who bear it, unless something says that it is a person's name
        let inside = at > 0
            && self.is_capital(at - 1)
            && self.is_spaced(at)
            && !self.info(at - 1).is(Word::STARTER | Word::NOT_NAME)
            && self.phrase(at - 1).is_none();
        let backed = after.is_some() || matches!(self.word(at + 1), "'s" | "’s" | "administration") || self.types_as_person(one);
        if !info.is(Word::COMMON | Word::NOT_NAME)
            && let Some(figure) = self.lexicon.famous(word).copied().filter(|_| backed && !inside)
        {
            self.push(one, EntityKind::Person, figure.country, None);
            return at + 1;
        }
        let ordinary = Word::COMMON | Word::NOT_NAME | Word::ORG_SUFFIX | Word::POST | Word::RANK | Word::PERSON;
        let plain_shape = word.chars().filter(|c| c.is_uppercase()).count() == 1 && !word.bytes().any(|b| b.is_ascii_digit());
        if range.len() == 1 && word.len() > 2 && plain_shape && !info.is(ordinary) {
            let reports = after.is_some() && matches!(self.tags.get(at + 1), Some(Tag::VerbPast | Tag::VerbParticiple))
                || after.is_some() && self.word(at + 1).ends_with('s');
            // "Kindly tell", "Statins found"
            let plain = word.ends_with("ly") || !info.is(Word::SURNAME) && !info.is_given() && !self.types_as_person(one);
            if reports && !plain && !is_locative(before) && !matches!(before, "the" | "The") {
                self.push(one, EntityKind::Person, None, None);
                self.surnames.entry(word).or_default();
            } else if matches!(before, "in" | "In" | "near" | "outside" | "from") && !info.is(Word::SURNAME) && !info.is_given() {
                self.push(one, EntityKind::Place, None, None);
            }
        }
        at + 1
    }
}

/// The tokens up to a little after `range`.
const fn range_after(range: TokenRange) -> TokenRange {
    TokenRange::new(range.start, range.end + 4)
}

/// The country of a place's meaning; `None` for what is no place.
#[expect(clippy::option_option, reason = "a place may lie in no single country")]
fn place_of(meaning: Meaning) -> Option<Option<CountryCode>> {
    match meaning {
        Meaning::Capital(code) | Meaning::Country(code) => Some(Some(code)),
        Meaning::Place(country, _) => Some(country),
        _ => None,
    }
}
