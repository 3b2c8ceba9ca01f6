//! What the user did with briefings, as far as queries ask.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    label::BriefingState,
    library::{query::Words, state::Key},
};

/// What the user did with briefings, as far as queries ask.
pub trait Reading {
    /// Whether the text of this key is in `state`.
    fn is(&self, key: Key, state: BriefingState) -> bool;
    /// The texts of which a tag has `words`.
    fn tagged(&self, words: &Words) -> BTreeSet<Key>;
    /// Every tag with the texts that bear it, by tag.
    fn by_tag(&self) -> BTreeMap<&str, Vec<Key>>;
    /// The texts that are left out of every answer whose query does not ask about hidden ones.
    fn hidden(&self) -> BTreeSet<Key> {
        BTreeSet::new()
    }
}

/// Nothing done with any briefing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Untouched;

impl Reading for Untouched {
    fn is(&self, _: Key, state: BriefingState) -> bool {
        state == BriefingState::Unread
    }

    fn tagged(&self, _: &Words) -> BTreeSet<Key> {
        BTreeSet::new()
    }

    fn by_tag(&self) -> BTreeMap<&str, Vec<Key>> {
        BTreeMap::new()
    }
}
