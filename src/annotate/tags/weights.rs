//! Weights of the tagger: an open-addressing hash table that is used in place.
//!
//! The file is the table: slots of 20 bytes, four for the key (little endian, 0 = free) and one signed weight a class.
//! A key's home is `key × slots / 2³²`, so the slots stand almost in the order of their keys, and a lookup runs on to
//! the first free slot. Nothing is parsed, nothing copied: only the pages that are asked for are ever read.

/// How many classes a row holds.
pub const CLASSES: usize = 16;

/// Bytes of a slot: key and row.
const SLOT: usize = 4 + CLASSES;

/// One weight a class, as bytes of two's complement.
pub type Row = [u8; CLASSES];

/// A table of weights over the bytes of a file.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    slots: &'static [[u8; SLOT]],
}

impl Weights {
    /// The table in `bytes`; a rest shorter than a slot is ignored.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { slots: bytes.as_chunks().0 }
    }

    /// The row of `key`.
    #[must_use]
    #[inline]
    pub fn row(&self, key: u32) -> Option<&'static Row> {
        let mut at = home(key, self.slots.len());
        // a full table would never show a free slot: one round is enough
        for _ in 0..self.slots.len() {
            let (found, row) = self.slots.get(at)?.split_first_chunk()?;
            match u32::from_le_bytes(*found) {
                found if found == key => return row.as_array(),
                0 => return None,
                _ => at = if at + 1 == self.slots.len() { 0 } else { at + 1 },
            }
        }
        None
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

/// Lays out `rows` as a file. Keys are distinct and not 0; the order of `rows` decides nothing if it is that of the keys.
#[must_use]
pub fn encode(rows: &[(u32, Row)]) -> Vec<u8> {
    let count = rows.len() + rows.len() / 4 + 1;
    let mut slots = vec![[0_u8; SLOT]; count];
    for (key, row) in rows {
        let mut at = home(*key, count);
        while let Some(slot) = slots.get_mut(at) {
            if slot.starts_with(&[0; 4]) {
                slot[..4].copy_from_slice(&key.to_le_bytes());
                slot[4..].copy_from_slice(row);
                break;
            }
            at = if at + 1 == count { 0 } else { at + 1 };
        }
    }
    slots.into_flattened()
}

/// Where a lookup of `key` begins among `slots`.
#[inline]
fn home(key: u32, slots: usize) -> usize {
    usize::try_from((u64::from(key) * slots as u64) >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_laid_out() {
        let rows: Vec<(u32, Row)> = (1..2000_u32).map(|n| (n.wrapping_mul(0x9E37_79B1), [n.to_le_bytes()[0]; CLASSES])).collect();
        let weights = Weights::new(encode(&rows).leak());
        for (key, row) in &rows {
            assert_eq!(weights.row(*key), Some(row));
        }
        assert_eq!(weights.row(12345), None);
        assert_eq!(Weights::new(&[]).row(7), None);
    }
}
