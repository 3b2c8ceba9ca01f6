//! Many strings in one stretch of memory.

use super::{file::checksum, series::Series};

/// Strings by number.
#[derive(Debug, Default)]
pub struct Strings {
    /// UTF-8.
    pub(super) heap: Series<u8>,
    /// Where each string ends in `heap`.
    pub(super) ends: Series<u32>,
    /// Where to find a string: at a place told by its sum, or after it, its number and one; 0 where there is none. Its length is a power of two.
    pub(super) table: Series<u32>,
}

impl Strings {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string of this number; empty where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let Some(&end) = self.ends.get(number as usize) else { return "" };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        // A file that was damaged since it was written may hold anything.
        self.heap.get(start as usize..end as usize).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The number of `text`, new or known. Beyond 4 GiB of text new strings are empty.
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.table.len() * 3 <= self.len() * 4 {
            self.grow();
        }
        let at = match self.place(text) {
            Ok(number) => return number,
            Err(at) => at,
        };
        let number = u32::try_from(self.len()).unwrap_or(super::NONE);
        if u32::try_from(self.heap.len() + text.len()).is_ok() {
            self.heap.to_mut().extend_from_slice(text.as_bytes());
        }
        self.ends.push(u32::try_from(self.heap.len()).unwrap_or(u32::MAX));
        if let Some(slot) = self.table.get_mut(at) {
            *slot = number + 1;
        }
        number
    }

    /// The number of `text`, if it is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        self.place(text).ok()
    }

    /// The number of `text`, or the free place in the table where it belongs.
    fn place(&self, text: &str) -> Result<u32, usize> {
        let Some(last) = self.table.len().checked_sub(1) else { return Err(0) };
        let sum = checksum(text.as_bytes());
        let mut at = usize::try_from(sum ^ sum >> 32).unwrap_or(0) & last;
        // A table always has free places, unless its file was damaged.
        for _ in 0..self.table.len() {
            match self.table.get(at).copied().unwrap_or(0) {
                0 => return Err(at),
                number if self.get(number - 1) == text => return Ok(number - 1),
                _ => at = (at + 1) & last,
            }
        }
        Err(at)
    }

    /// Makes the table twice as long.
    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(64)].into();
        for number in 0..u32::try_from(self.len()).unwrap_or(super::NONE) {
            if let Err(at) = self.place(self.get(number))
                && let Some(slot) = self.table.get_mut(at)
            {
                *slot = number + 1;
            }
        }
    }
}
