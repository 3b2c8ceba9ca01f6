//! Words that were not found as they were written.

use crate::library::{bits::Bits, dictionary::Nearness};

/// A word that was found only by its beginning or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// The word of the query.
    pub word: String,
    /// How it was found.
    pub nearness: Nearness,
}

/// What can have nothing in it.
pub(super) trait Emptied {
    /// The same with nothing in it.
    fn emptied(self) -> Self;
}

impl Emptied for Bits {
    fn emptied(self) -> Self {
        Self::none(self.limit())
    }
}

impl Emptied for Vec<u32> {
    fn emptied(self) -> Self {
        Self::new()
    }
}
