//! The words of texts, quotes and assets: by a plain scan of memory for a few briefings, by an index on disk for many.

use std::borrow::Cow;

use super::{
    answer::Items,
    bits::Bits,
    catalog::Catalog,
    dictionary::{Dictionary, Nearness},
    index::WordIndex,
    query::Words,
};
use crate::briefing::{Asset, Briefing, Quote};

/// What of a quote words are looked for in: its sentence, so that it is found by who said it and how ("denied"), and what was said
/// where that goes beyond.
pub(super) fn of_quote<'a>(briefing: &'a Briefing, quote: &'a Quote) -> Vec<Cow<'a, str>> {
    let sentence = Cow::Borrowed(quote.sentence.of(&briefing.text));
    if quote.sentence.contains(quote.span()) { vec![sentence] } else { vec![sentence, quote.words()] }
}

/// What of an asset words are looked for in: its sentence, its class and its designation, so that "tank" finds a T-72.
pub(super) fn of_asset<'a>(briefing: &'a Briefing, asset: &'a Asset) -> Vec<&'a str> {
    let forms = [asset.sentence.of(&briefing.text), asset.category.name()];
    forms.into_iter().chain(asset.designation.as_deref()).collect()
}

/// Where words are looked up.
#[derive(Debug)]
pub enum Texts {
    /// In memory.
    Held(Box<Held>),
    /// On disk.
    Indexed(WordIndex),
}

impl Default for Texts {
    fn default() -> Self {
        Self::Held(Box::default())
    }
}

/// The words of briefings held in memory, in the order of the catalog's rows.
#[derive(Debug, Default)]
pub struct Held {
    texts: Dictionary,
    quotes: Dictionary,
    assets: Dictionary,
}

impl Held {
    /// Adds the words of the next row.
    pub fn push(&mut self, briefing: &Briefing) {
        self.texts.push([briefing.title.as_str(), briefing.text.as_str()]);
        for quote in &briefing.quotes {
            self.quotes.push(of_quote(briefing, quote).iter().map(|words| &**words));
        }
        for asset in &briefing.assets {
            self.assets.push(of_asset(briefing, asset));
        }
    }

    fn of(&self, kind: Items) -> &Dictionary {
        match kind {
            Items::Quotes => &self.quotes,
            Items::Assets => &self.assets,
            Items::Briefings | Items::Actors => &self.texts,
        }
    }
}

impl Texts {
    /// What of `kind` has `words`, among what is in `present`, and how it was found; `catalog` is the one that these texts belong to. A
    /// briefing has words in title or text, a quote in what was said or its sentence, an asset in its sentence, its class or its designation.
    #[must_use]
    pub fn find(&self, kind: Items, words: &Words, present: &Bits, catalog: &Catalog) -> (Bits, Nearness) {
        match self {
            Self::Held(held) => {
                let (found, nearness) = held.of(kind).find_in_texts(words);
                (Bits::of(present.limit(), found), nearness)
            }
            Self::Indexed(index) => index.find(kind, words, present, catalog),
        }
    }

    /// How many briefings must be looked into to find in which `words` stand side by side; none where that takes no time.
    pub(super) fn candidates(&self, words: &[String]) -> usize {
        match self {
            Self::Held(_) => 0,
            Self::Indexed(index) => index.candidates(words),
        }
    }

    /// The briefings in which `words` stand side by side, of the few in `among`.
    pub(super) fn phrase_among(&self, words: &[String], among: &Bits) -> Bits {
        match self {
            Self::Held(held) => Bits::of(among.limit(), held.texts.find_in_texts(&Words::Phrase(words.to_vec())).0).and(among),
            Self::Indexed(index) => index.phrase_among(words, among),
        }
    }
}
