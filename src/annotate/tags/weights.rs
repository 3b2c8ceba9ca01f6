//! Weights of the tagger: an open-addressing hash table that is used in place.
//!
//! The file is the table: first the keys of all slots, four bytes each (little endian, 0 = free), then their rows, one signed
//! weight a class. Keys lie close together, because most that are looked for are not there, and only they are read then.
//! A key's home is `key × homes / 2³²`, and a key whose home is taken stands in the next free slot, so the slots stand in
//! the order of their keys (ordered linear probing: Amble and Knuth, *Ordered Hash Tables*, 1974): a lookup runs on to the
//! first free slot or the first greater key. Behind the last home a few slots more take in who finds no room. Nothing is
//! parsed, nothing copied: only the pages that are asked for are ever read.

use std::hint::select_unpredictable;

/// How many classes a row holds.
pub const CLASSES: usize = 16;

/// Bytes of a key.
const KEY: usize = 4;

/// How many slots are looked at together.
const NEAR: usize = 8;

/// Slots behind the last home.
const SPARE: usize = 64;

/// One weight a class, as bytes of two's complement.
pub type Row = [u8; CLASSES];

/// What a look at the slots near a key's home tells.
struct Near {
    /// The slot of the key, or the last slot of all, whose weights are 0.
    slot: usize,
    /// The key may stand farther from its home.
    late: bool,
}

/// A table of weights over the bytes of a file.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    keys: &'static [[u8; KEY]],
    rows: &'static [Row],
}

impl Weights {
    /// The table in `bytes`; a rest shorter than a slot is ignored.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        let slots = bytes.len() / (KEY + CLASSES);
        let (keys, rows) = bytes.split_at(slots * KEY);
        Self { keys: keys.as_chunks().0, rows: rows.as_chunks().0 }
    }

    /// The row of `key`.
    #[must_use]
    #[inline]
    pub fn row(&self, key: u32) -> Option<&'static Row> {
        self.rows.get(self.find(key)?)
    }

    /// The sums of the rows of `keys`, class by class; `N` × 127 must fit into 16 bits.
    #[must_use]
    pub fn sums<const N: usize>(&self, keys: &[u32; N]) -> [i16; CLASSES] {
        // all are found before any row is read: the memory answers together; without branches, which nobody could foretell
        let mut found = [0; N];
        let mut late = false;
        for (slot, &key) in found.iter_mut().zip(keys) {
            let near = self.near(key);
            *slot = near.slot;
            late |= near.late;
        }
        if late {
            found = keys.map(|key| self.find(key).unwrap_or(self.keys.len().saturating_sub(1)));
        }
        let mut sums = [0_i16; CLASSES];
        for row in found.iter().filter_map(|&slot| self.rows.get(slot)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
        sums
    }

    /// Looks for `key` among the [`NEAR`] slots from its home on, where nearly all keys stand.
    #[inline]
    fn near(&self, key: u32) -> Near {
        let home = home(key, self.keys.len().saturating_sub(SPARE));
        let none = self.keys.len().saturating_sub(1);
        let Some(keys) = self.keys.get(home..).and_then(<[_]>::first_chunk::<NEAR>) else { return Near { slot: none, late: false } };
        let place = place(key, keys);
        let [.., last] = keys;
        let last = u32::from_le_bytes(*last);
        let slot = select_unpredictable(place == 0, none, (home + place as usize).wrapping_sub(1));
        // one comparison for "neither free nor greater": a free slot, 0, wraps around to the greatest
        Near { slot, late: place == 0 && last.wrapping_sub(1) < key.wrapping_sub(1) }
    }

    /// The slot of `key`.
    #[inline]
    fn find(&self, key: u32) -> Option<usize> {
        let home = home(key, self.keys.len().saturating_sub(SPARE));
        let keys = self.keys.get(home..)?;
        let (probed, found) =
            keys.iter().map(|slot| u32::from_le_bytes(*slot)).enumerate().find(|&(_, found)| found == 0 || found >= key)?;
        (found == key).then_some(home + probed)
    }

    /// What the dictionary knows of the word `key`.
    #[must_use]
    pub fn entry(&self, key: u32) -> Entry {
        self.row(key).map_or_else(Entry::default, |row| {
            let [first, second, third, fourth, low, high, ..] = *row;
            Entry { fixed: [first, second, third, fourth], classes: u16::from_le_bytes([low, high]) }
        })
    }
}

/// What the dictionary knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// For each of the four cases (small, capital, capitals, headline) its only class and one more, or 0 for several.
    pub fixed: [u8; 4],
    /// The classes that it can have, one bit each; 0 where unknown.
    pub classes: u16,
}

impl Entry {
    /// The bytes of a row.
    #[must_use]
    pub fn row(self) -> Row {
        let mut row = [0; CLASSES];
        let [low, high] = self.classes.to_le_bytes();
        row[..4].copy_from_slice(&self.fixed);
        row[4..6].copy_from_slice(&[low, high]);
        row
    }

    /// The only class of the word where it is written in `case`.
    #[must_use]
    pub fn class(self, case: u8) -> Option<usize> {
        self.fixed.get(usize::from(case)).and_then(|&class| usize::from(class).checked_sub(1))
    }
}

/// Lays out `rows` as a file. Keys are distinct, not 0 and in ascending order.
#[must_use]
pub fn encode(rows: &[(u32, Row)]) -> Vec<u8> {
    debug_assert!(rows.is_sorted_by(|a, b| a.0 < b.0), "keys in ascending order");
    let homes = rows.len() + rows.len() / 2 + 1;
    let mut keys = vec![[0_u8; KEY]; homes + SPARE];
    let mut weights = vec![[0; CLASSES]; homes + SPARE];
    let mut free = 0;
    for (key, row) in rows {
        free = free.max(home(*key, homes));
        let (Some(slot), Some(kept)) = (keys.get_mut(free), weights.get_mut(free)) else { break };
        *slot = key.to_le_bytes();
        *kept = *row;
        free += 1;
    }
    let mut file = keys.into_flattened();
    file.extend(weights.into_flattened());
    file
}

/// The number of the slot in `keys` that holds `key`, from 1 on, or 0. Four slots are compared at once.
#[inline]
fn place(key: u32, keys: &[[u8; KEY]; NEAR]) -> u32 {
    let (fours, _) = keys.as_chunks::<4>();
    let mut places = [0; 4];
    for (fourth, slots) in (0..).zip(fours) {
        for ((place, slot), number) in places.iter_mut().zip(slots).zip(1..) {
            let same = 0_u32.wrapping_sub(u32::from(u32::from_le_bytes(*slot) == key));
            *place |= same & (4 * fourth + number);
        }
    }
    places.into_iter().fold(0, |all, place| all | place)
}

/// Where a lookup of `key` begins among `homes`.
#[inline]
const fn home(key: u32, homes: usize) -> usize {
    ((key as u64 * homes as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_laid_out() {
        let mut rows: Vec<(u32, Row)> = (1..2000_u32).map(|n| (n.wrapping_mul(0x9E37_79B1), [n.to_le_bytes()[0]; CLASSES])).collect();
        rows.extend((0..9).map(|n| (u32::MAX - n, [1; CLASSES])));
        rows.sort_unstable();
        let weights = Weights::new(encode(&rows).leak());
        for (key, row) in &rows {
            assert_eq!(weights.row(*key), Some(row));
        }
        assert_eq!(weights.row(12345), None);
        let [first, second] = [rows[3], rows[4]];
        let sum: Vec<i16> = first.1.iter().zip(second.1).map(|(a, b)| i16::from(a.cast_signed()) + i16::from(b.cast_signed())).collect();
        assert_eq!(weights.sums(&[first.0, 12345, second.0]).to_vec(), sum);
        for (key, row) in &rows {
            assert_eq!(weights.sums(&[*key]), row.map(|weight| i16::from(weight.cast_signed())));
        }
        assert_eq!(Weights::new(&[]).row(7), None);
    }
}
