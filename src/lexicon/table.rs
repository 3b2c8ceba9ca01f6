//! A map by words: short words are keys of 16 bytes that stand in the table itself, so that a look-up reads one place and
//! compares no text elsewhere.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// A word of at most 15 bytes and how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u128);

impl Key {
    /// The longest word that is a key, in bytes.
    const LONGEST: usize = 15;

    /// The key of `word`; `None` where it is longer than 15 bytes.
    #[inline]
    fn of(word: &str) -> Option<Self> {
        Self::room(word).map(|room| Self(u128::from_le_bytes(room)))
    }

    /// The key of `word` in lower case; `None` where it is longer than 15 bytes or no ASCII.
    #[inline]
    pub fn lower(word: &str) -> Option<Self> {
        let mut room = Self::room(word).filter(|room| room.is_ascii())?;
        room.make_ascii_lowercase();
        Some(Self(u128::from_le_bytes(room)))
    }

    #[inline]
    fn room(word: &str) -> Option<[u8; 16]> {
        let length = u8::try_from(word.len()).ok().filter(|&length| usize::from(length) <= Self::LONGEST)?;
        let mut room = [0; 16];
        room.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        let [.., last] = &mut room;
        *last = length;
        Some(room)
    }

    /// The word.
    fn text(self) -> String {
        let room = self.0.to_le_bytes();
        String::from_utf8_lossy(room.get(..usize::from(room[Self::LONGEST])).unwrap_or(&[])).into_owned()
    }
}

/// Values by words.
#[derive(Debug)]
pub struct Table<V> {
    short: FxHashMap<Key, V>,
    long: FxHashMap<String, V>,
}

impl<V> Table<V> {
    /// An empty table with room for so many short words.
    #[must_use]
    pub fn with_capacity(words: usize) -> Self {
        Self { short: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher), long: FxHashMap::default() }
    }

    /// The value of `word`.
    #[must_use]
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        match Key::of(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        }
    }

    /// The value of a short word.
    #[must_use]
    #[inline]
    pub fn at(&self, key: Key) -> Option<&V> {
        self.short.get(&key)
    }

    /// The value of `word`, which becomes `value` where there is none.
    pub fn or_insert(&mut self, word: &str, value: V) -> &mut V {
        match Key::of(word) {
            Some(key) => match self.short.entry(key) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(free) => free.insert(value),
            },
            None => self.long.entry(word.to_owned()).or_insert(value),
        }
    }

    /// All words, in no order.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.short.keys().map(|key| key.text()).chain(self.long.keys().cloned())
    }
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_of_every_length_and_no_others() {
        let mut table = Table::default();
        let words = ["", "a", "a\0", "Élysée", "fifteen letters", "sixteen  letters", "rather more than sixteen letters"];
        for (number, word) in words.into_iter().enumerate() {
            *table.or_insert(word, 0) += number;
        }
        for (number, word) in words.into_iter().enumerate() {
            assert_eq!(table.get(word), Some(&number), "{word:?}");
        }
        for strange in ["A", "a\0\0", "b", "fifteen letter", "rather more than sixteen letter"] {
            assert_eq!(table.get(strange), None, "{strange:?}");
        }
        let mut all: Vec<String> = table.words().collect();
        all.sort();
        let mut expected = words.map(str::to_owned);
        expected.sort();
        assert_eq!(all, expected);
        assert_eq!(Key::lower("A").and_then(|key| table.at(key)), Some(&1));
        assert!(Key::lower("Élysée").is_none() && Key::lower("sixteen  letters").is_none());
    }
}
