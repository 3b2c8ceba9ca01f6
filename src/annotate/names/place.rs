//! Places that no list has: by the last word of the name ("Karrada District") or by the first ("Fort Hale").

use super::Scan;
use crate::{
    annotate::Name,
    country::CountryCode,
    label::EntityKind,
    lexicon::{Meaning, Word},
    span::TokenRange,
};

impl Scan<'_> {
    /// The place whose name begins at `at`, with the country that its words tell.
    pub(super) fn headed_place(&self, at: usize, sentence: TokenRange) -> Option<(TokenRange, Option<CountryCode>)> {
        if self.opens(at, sentence) && self.info(at).is(Word::STARTER) || self.info(at).is(Word::NOT_NAME) {
            return None;
        }
        let end = self.near_run_end(at, 5, sentence);
        let range = if is_place_opener(self.word(at)) && end > at + 1 {
            // "Camp Lemonnier Djibouti": two words at most belong to the opener
            TokenRange::new(at, end.min(at + 3))
        } else {
            let head = (at + 1..end).rev().find(|&i| self.info(i).is(Word::PLACE_HEAD) && !self.is_shouted(i))?;
            TokenRange::new(at, head + 1)
        };
        let last = range.end - 1;
        let person = range.len() == 2 && self.info(at).is_given() && self.info(last).is(Word::SURNAME | Word::SURNAME_WORD);
        let titled = range.iter().any(|i| self.info(i).is(Word::POST | Word::RANK | Word::HONORIFIC) && !self.info(i).is(Word::SURNAME));
        let ordinary = range.iter().take(range.len() - 1).all(|i| self.info(i).is(Word::COMMON) && !self.info(i).is(Word::SURNAME));
        if person || titled || ordinary && self.opens(at, sentence) {
            return None;
        }
        let country = range.iter().find_map(|i| match self.phrase(i) {
            Some((Meaning::Place(country, _), _)) => country,
            Some((Meaning::Country(code) | Meaning::Capital(code) | Meaning::Adjective(code), _)) => Some(code),
            _ => None,
        });
        Some((range, country))
    }
}

impl Scan<'_> {
    /// A state's name that a part of another state bears too ("Georgia") means that part where the text is about the
    /// other state and names nothing else of the first or of a neighbor.
    pub(super) fn settle_namesakes(&mut self) {
        let mut doubtful: Vec<(CountryCode, CountryCode)> =
            self.names.iter().filter_map(|name| Some((name.country?, self.lexicon.namesake(name.country?)?))).collect();
        doubtful.sort_unstable();
        doubtful.dedup();
        for (state, other) in doubtful {
            let bare = |name: &Name| {
                let printed = name.span.of(self.document.text());
                state.name() == printed || name.kind != EntityKind::Country && printed.starts_with(state.name())
            };
            let own = self.names.iter().filter(|name| name.country == Some(state) && !bare(name)).count();
            let others = self.names.iter().filter(|name| name.country == Some(other)).count();
            let foreign = self.names.iter().filter(|name| name.country.is_some_and(|c| c != state && c != other)).count();
            if own > 0 || others < 2 || foreign >= others {
                continue;
            }
            let text = self.document.text();
            for name in self.names.iter_mut().filter(|name| name.country == Some(state)) {
                let printed = name.span.of(text);
                if name.kind == EntityKind::Country && printed == state.name() {
                    name.kind = EntityKind::Place;
                }
                name.country = Some(other);
            }
        }
    }
}

/// First words of places' names.
fn is_place_opener(word: &str) -> bool {
    matches!(word, "Camp" | "Cape" | "Fort" | "Jebel" | "Lake" | "Mount" | "Port" | "Wadi")
}
