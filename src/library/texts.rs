//! The words of texts, quotes and assets: by a plain scan of memory for a few briefings, by an index on disk for many.

use super::{
    answer::Items,
    bits::Bits,
    dictionary::{Dictionary, Nearness},
    index::WordIndex,
    query::Words,
};
use crate::briefing::Briefing;

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
            self.quotes.push([&*quote.words()]);
        }
        for asset in &briefing.assets {
            self.assets.push([asset.sentence.of(&briefing.text)]);
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
    /// What of `kind` has `words`, among what is in `present`, and how it was found. A briefing has them in title or text, a quote in its
    /// words, an asset in its sentence.
    #[must_use]
    pub fn find(&self, kind: Items, words: &Words, present: &Bits) -> (Bits, Nearness) {
        match self {
            Self::Held(held) => {
                let (found, nearness) = held.of(kind).find_in_texts(words);
                (Bits::of(present.limit(), found), nearness)
            }
            Self::Indexed(index) => index.find(kind, words, present),
        }
    }
}
