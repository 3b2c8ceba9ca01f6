//! Ships and equipment that bear the names of persons and towns.

use super::Scan;
use crate::{
    document::TokenKind,
    label::AssetCategory,
    lexicon::{
        Word,
        equipment::{Firmness, Role},
    },
    span::TokenRange,
};

impl Scan<'_> {
    /// Whether the word stands before the name of a warship: USS, HMS.
    pub(super) fn is_ship_prefix(&self, at: usize) -> bool {
        let word = self.word(at);
        let short = (2..=5).contains(&word.len()) && word.bytes().take(2).all(|b| b.is_ascii_uppercase());
        short && (self.lexicon.equipment().role_of(word).is(Role::SHIP) || matches!(word, "ENS" | "MT" | "MV" | "ROCS" | "RFS" | "CNS"))
    }

    /// The end of the ship's name whose prefix stands at `at`.
    pub(super) fn ship_end(&self, at: usize, sentence: TokenRange) -> usize {
        let mut end = at + 1;
        while end < sentence.end && end < at + 5 && (self.is_capital(end) || self.word(end) == "." && self.word(end - 1).len() == 1) {
            end += 1;
        }
        end
    }

    /// Learns the names of all ships with a prefix, so that they are no persons earlier in the text either.
    pub(super) fn learn_ships(&mut self) {
        for at in 0..self.document.tokens().len() {
            if self.is_capital(at) && self.is_ship_prefix(at) {
                let sentence = self.document.sentence(self.document.sentence_of(at));
                for part in at + 1..self.ship_end(at, sentence) {
                    self.ships.insert(self.word(part));
                }
            }
        }
    }

    /// Whether the words name a ship, a class of ships or equipment rather than a person.
    pub(super) fn is_vessel_or_equipment(&self, range: TokenRange) -> bool {
        // "the Harry S. Truman"
        let vessel = self.lexicon.equipment().vessel(self.document, range.start, self.document.tokens().len());
        if vessel.is_some_and(|(_, len)| len >= range.len()) && !self.is_capital(range.end) {
            return true;
        }
        let acts = self.info(range.end).verb != 0 || self.has_title_before(range.start);
        // "Henry J. Kaiser-class"
        let joined = usize::from(self.word(range.end) == "and");
        let classed = (range.end.saturating_sub(1)..=range.end + joined).any(|at| {
            let word = self.word(at);
            word.ends_with("-class") || word.ends_with("-Class")
        });
        // "the Dwight D. Eisenhower carrier strike group"
        let grouped = matches!(self.word(range.end), "carrier" | "Carrier" | "amphibious") && self.word(range.end + 1) != ",";
        if classed || grouped && !self.has_title_before(range.start) || self.is_of_class(range.start) {
            return true;
        }
        let learned = !self.has_title_before(range.start)
            && !self.ships.is_empty()
            && range.iter().all(|at| !self.is_capital(at) || self.ships.contains(self.word(at)));
        learned || !acts && self.is_equipment(range)
    }

    /// "the frigate Carlo Bergamini".
    pub(super) fn is_of_class(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.document.token(before).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
                && self
                    .lexicon
                    .equipment()
                    .class_noun(self.document, before, at)
                    .is_some_and(|noun| matches!(noun.category, AssetCategory::Ship | AssetCategory::Submarine) && !noun.plural)
        })
    }

    /// A designation ("Abrams M1A1", "Bradley") with a number or the noun of its class behind it.
    fn is_equipment(&self, range: TokenRange) -> bool {
        let equipment = self.lexicon.equipment();
        let limit = range.end + 4;
        let Some(found) = equipment.designation(self.document, range.start, limit) else { return false };
        let end = range.start + found.len;
        let model = |at: usize| self.word(at).bytes().any(|b| b.is_ascii_digit());
        found.firmness == Firmness::Name && (end >= range.end || range.len() == 2 && model(range.end - 1))
            || (end..range.end + 2).any(|at| model(at) || equipment.class_noun(self.document, at, at + 2).is_some())
                && !self.info(range.start).is(Word::RANK)
    }
}
