//! A map by words: short words are keys of 16 bytes that stand in the table itself, so that a look-up reads one place and
//! compares no text elsewhere.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// A word of at most 15 bytes: its bytes, zeros, and in the last byte how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key([u64; 2]);

impl Key {
    /// The longest word that is a key, in bytes.
    const LONGEST: usize = 15;

    /// The key of `word`; `None` where it is longer than 15 bytes.
    #[inline]
    fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let length = bytes.len();
        if length > Self::LONGEST {
            return None;
        }
        // two reads that overlap take in any length: no copy of as many bytes as there are
        let [first, second] = match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last), ..) => {
                let last = u128::from(u64::from_le_bytes(*last)) << 64;
                [u64::from_le_bytes(*first), ((last >> (8 * (16 - length))) >> 64) as u64]
            }
            (_, _, Some(first), Some(last)) => {
                let last = u64::from(u32::from_le_bytes(*last)) << 32;
                [u64::from(u32::from_le_bytes(*first)) | (last >> (8 * (8 - length))) & !0xFFFF_FFFF, 0]
            }
            _ => [bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0],
        };
        Some(Self([first, second | (length as u64) << 56]))
    }

    /// The key of `word` in lower case; `None` where it is longer than 15 bytes or no ASCII.
    #[inline]
    fn lower(word: &str) -> Option<Self> {
        let Self(halves) = Self::of(word)?;
        let [first, second] = halves;
        ((first | second) & HIGH == 0).then(|| Self(halves.map(small)))
    }

    /// The word.
    fn text(self) -> String {
        let [first, second] = self.0.map(u64::to_le_bytes);
        let length = usize::from(second[7]);
        let bytes: Vec<u8> = first.into_iter().chain(second).take(length).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight bytes of ASCII in lower case, all at once: a byte's highest bit tells whether it is `A` or more, and whether it is more
/// than `Z`; where these differ, bit 5 is set (Lamport, *Multiple Byte Processing with Full-Word Instructions*, 1975).
#[inline]
const fn small(bytes: u64) -> u64 {
    let (from_a, beyond_z) = (bytes + 0x3F3F_3F3F_3F3F_3F3F, bytes + 0x2525_2525_2525_2525);
    bytes | ((from_a ^ beyond_z) & HIGH) >> 2
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

    /// The value of `word` with its capitals of ASCII in lower case.
    #[must_use]
    #[inline]
    pub fn lower(&self, word: &str) -> Option<&V> {
        match Key::lower(word) {
            Some(key) => self.short.get(&key),
            None => self.get(&word.to_ascii_lowercase()),
        }
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

    /// All values, in no order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.short.values_mut().chain(self.long.values_mut())
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
        let words = [
            "",
            "a",
            "a\0",
            "Élysée",
            "four",
            "quarter",
            "quarters",
            "quartered",
            "fifteen letters",
            "sixteen  letters",
            "rather more than sixteen letters",
        ];
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
        assert_eq!(Key::lower("A").and_then(|key| table.short.get(&key)), Some(&1));
        assert_eq!(table.lower("RATHER more than Sixteen letters"), table.get("rather more than sixteen letters"));
        for byte in 0..=127_u8 {
            let word = format!("{}x", char::from(byte));
            assert_eq!(Key::lower(&word), Key::of(&word.to_ascii_lowercase()), "{word:?}");
        }
        assert!(Key::lower("Élysée").is_none() && Key::lower("sixteen  letters").is_none());
    }
}
