//! What was done with each text, and what queries ask of that.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Key};
use crate::{
    label::BriefingState,
    library::{answer::Reading, dictionary::Dictionary, query::Words},
};

/// What the user did with one briefing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Opened.
    pub read: bool,
    /// Marked with a star.
    pub starred: bool,
    /// Left out of lists unless asked for.
    pub hidden: bool,
    /// Tags, each once.
    pub tags: BTreeSet<String>,
    /// A note.
    pub note: String,
    /// Where reading was left, as a byte of the text.
    pub place: usize,
}

impl Mark {
    /// The changes that lead from nothing to it.
    pub(super) fn changes(&self) -> impl Iterator<Item = Change> {
        let switches = [
            (self.read, Change::Read(true)),
            (self.starred, Change::Starred(true)),
            (self.hidden, Change::Hidden(true)),
            (!self.note.is_empty(), Change::Note(self.note.clone())),
            (self.place > 0, Change::Place(self.place)),
        ];
        let set = switches.into_iter().filter(|(is_set, _)| *is_set).map(|(_, change)| change);
        set.chain(self.tags.iter().cloned().map(Change::Tag))
    }
}

/// What the user did with briefings, by their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<Key, Mark>);

impl Marks {
    /// What was done with the text of this key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Mark> {
        self.0.get(&key)
    }

    /// Every text that something was done with.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Mark)> {
        self.0.iter().map(|(&key, mark)| (key, mark))
    }

    /// Every tag, with how many briefings bear it.
    #[must_use]
    pub fn tags(&self) -> BTreeMap<&str, usize> {
        let mut tags = BTreeMap::new();
        for tag in self.0.values().flat_map(|mark| &mark.tags) {
            *tags.entry(tag.as_str()).or_default() += 1;
        }
        tags
    }

    /// The change that would bring back what `change`, which is no decision, replaces.
    pub(super) fn before(&self, key: Key, change: &Change) -> Change {
        let none = Mark::default();
        let mark = self.0.get(&key).unwrap_or(&none);
        match change {
            Change::Read(_) => Change::Read(mark.read),
            Change::Starred(_) => Change::Starred(mark.starred),
            Change::Hidden(_) => Change::Hidden(mark.hidden),
            Change::Tag(tag) | Change::Untag(tag) if mark.tags.contains(tag) => Change::Tag(tag.clone()),
            Change::Tag(tag) | Change::Untag(tag) => Change::Untag(tag.clone()),
            Change::Note(_) => Change::Note(mark.note.clone()),
            Change::Place(_) => Change::Place(mark.place),
            Change::Decided(..) => change.clone(),
        }
    }

    /// Takes note of what was done with the text of this key.
    pub(super) fn set(&mut self, key: Key, change: Change) {
        let mark = self.0.entry(key).or_default();
        match change {
            Change::Read(read) => mark.read = read,
            Change::Starred(starred) => mark.starred = starred,
            Change::Hidden(hidden) => mark.hidden = hidden,
            Change::Tag(tag) => {
                mark.tags.insert(tag);
            }
            Change::Untag(tag) => {
                mark.tags.remove(&tag);
            }
            Change::Note(note) => mark.note = note,
            Change::Place(place) => mark.place = place,
            Change::Decided(..) => {}
        }
        if *mark == Mark::default() {
            self.0.remove(&key);
        }
    }
}

impl Reading for Marks {
    fn is(&self, key: Key, state: BriefingState) -> bool {
        let mark = self.0.get(&key);
        match state {
            BriefingState::Unread => mark.is_none_or(|mark| !mark.read),
            BriefingState::Read => mark.is_some_and(|mark| mark.read),
            BriefingState::Starred => mark.is_some_and(|mark| mark.starred),
            BriefingState::Tagged => mark.is_some_and(|mark| !mark.tags.is_empty()),
            BriefingState::Noted => mark.is_some_and(|mark| !mark.note.is_empty()),
            BriefingState::Hidden => mark.is_some_and(|mark| mark.hidden),
        }
    }

    fn tagged(&self, words: &Words) -> BTreeSet<Key> {
        let tags: Vec<&str> = self.tags().into_keys().collect();
        let mut names = Dictionary::default();
        for tag in &tags {
            names.push([*tag]);
        }
        let found: Vec<&str> = names.find(words).0.into_iter().filter_map(|at| tags.get(at as usize).copied()).collect();
        let bears = |mark: &Mark| mark.tags.iter().any(|tag| found.contains(&tag.as_str()));
        self.0.iter().filter(|(_, mark)| bears(mark)).map(|(&key, _)| key).collect()
    }

    fn by_tag(&self) -> BTreeMap<&str, Vec<Key>> {
        let mut tags: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for (&key, mark) in &self.0 {
            mark.tags.iter().for_each(|tag| tags.entry(tag).or_default().push(key));
        }
        tags
    }

    fn hidden(&self) -> BTreeSet<Key> {
        self.0.iter().filter(|(_, mark)| mark.hidden).map(|(&key, _)| key).collect()
    }
}
