//! Narrowing a library: words and countries.

use crate::{
    country::{self, CountryCode},
    name::fold,
};

/// What a briefing must have to be listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all occur, in title, text or names; a word that means a country also finds what it acts in.
    pub words: String,
    /// Countries of which one (or each, see `all`) must act in it.
    pub countries: Vec<CountryCode>,
    /// Countries that must not act in it.
    pub without: Vec<CountryCode>,
    /// Whether all of `countries` are needed rather than any.
    pub all: bool,
}

impl Filter {
    /// Whether it lets everything pass.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.countries.is_empty() && self.without.is_empty()
    }

    /// Whether a briefing with these countries passes.
    #[must_use]
    pub fn admits(&self, countries: &[CountryCode]) -> bool {
        let has = |code: &CountryCode| countries.contains(code);
        let wanted = self.countries.is_empty() || if self.all { self.countries.iter().all(has) } else { self.countries.iter().any(has) };
        wanted && !self.without.iter().any(has)
    }

    pub(super) fn terms(&self) -> Vec<Term> {
        self.words.split_whitespace().map(|word| Term { folded: fold(word), country: country::find(word) }).collect()
    }
}

/// One word of the filter line.
pub(super) struct Term {
    folded: String,
    country: Option<CountryCode>,
}

impl Term {
    /// Whether the word stands in the folded text, or means one of the countries.
    pub(super) fn is_in(&self, haystack: &str, countries: &[CountryCode]) -> bool {
        self.country.is_some_and(|code| countries.contains(&code)) || haystack.contains(&self.folded)
    }
}
