//! What queries ask of the user's marks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Mark, State};
use crate::{
    label::BriefingState,
    library::{answer::Reading, dictionary::Dictionary, query::Words},
};

impl Reading for State {
    fn is(&self, key: Key, state: BriefingState) -> bool {
        let mark = self.marks.get(&key);
        match state {
            BriefingState::Unread => mark.is_none_or(|mark| !mark.read),
            BriefingState::Read => mark.is_some_and(|mark| mark.read),
            BriefingState::Starred => mark.is_some_and(|mark| mark.starred),
            BriefingState::Tagged => mark.is_some_and(|mark| !mark.tags.is_empty()),
            BriefingState::Noted => mark.is_some_and(|mark| !mark.note.is_empty()),
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
        self.marks.iter().filter(|(_, mark)| bears(mark)).map(|(&key, _)| key).collect()
    }

    fn by_tag(&self) -> BTreeMap<&str, Vec<Key>> {
        let mut tags: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for (&key, mark) in &self.marks {
            mark.tags.iter().for_each(|tag| tags.entry(tag).or_default().push(key));
        }
        tags
    }
}
