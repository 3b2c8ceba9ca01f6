//! Many strings in one stretch of memory.

use rustc_hash::FxHashMap;

use super::file::checksum;
use crate::library::series::Series;

/// Strings by number.
#[derive(Debug, Default)]
pub struct Strings {
    /// UTF-8.
    pub(super) heap: Series<u8>,
    /// Where each string ends in `heap`.
    pub(super) ends: Series<u32>,
    /// The first strings by their sums: at a place that the sum tells, or after it, the number and one; 0 where there is none. Its length is
    /// a power of two.
    pub(super) table: Series<u32>,
    /// The others, once they are asked for.
    new: FxHashMap<Box<str>, u32>,
}

impl Strings {
    pub(super) fn of(heap: Series<u8>, ends: Series<u32>, table: Series<u32>) -> Self {
        Self { heap, ends, table, new: FxHashMap::default() }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The string of this number; empty where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let Some(&end) = self.ends.get(number as usize) else { return "" };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        // A file that was damaged since it was written may hold anything.
        std::str::from_utf8(self.heap.part(start, end)).unwrap_or_default()
    }

    /// The number of `text`, new or known. Beyond 4 GiB of text new strings are empty.
    pub fn intern(&mut self, text: &str) -> u32 {
        let [_, new] = self.ends.parts();
        if self.new.len() < new.len() {
            let first = self.len() - new.len();
            self.new = (first..self.len())
                .filter_map(|number| u32::try_from(number).ok())
                .map(|number| (self.get(number).into(), number))
                .collect();
        }
        if let Some(&number) = self.new.get(text) {
            return number;
        }
        if let Some(number) = self.in_table(text) {
            return number;
        }
        let number = u32::try_from(self.len()).unwrap_or(super::NONE);
        if u32::try_from(self.heap.len() + text.len()).is_ok() {
            self.heap.extend_from_slice(text.as_bytes());
        }
        self.ends.push(u32::try_from(self.heap.len()).unwrap_or(u32::MAX));
        self.new.insert(text.into(), number);
        number
    }

    /// The number of `text`, if it is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        self.in_table(text).or_else(|| {
            let [old, new] = self.ends.parts();
            let first = u32::try_from(old.len()).ok()?;
            (first..).take(new.len()).find(|&number| self.get(number) == text)
        })
    }

    fn in_table(&self, text: &str) -> Option<u32> {
        let [table, _] = self.table.parts();
        places(table.len(), text).map_while(|at| table.get(at)?.checked_sub(1)).find(|&number| self.get(number) == text)
    }

    /// The table of all strings.
    pub(super) fn tabled(&self) -> Vec<u32> {
        tabled(self.len(), |number| self.get(number))
    }
}

/// A table of `count` texts: the number of each and one, at one of the [`places`] for it; 0 where there is none.
pub(super) fn tabled<T: AsRef<str>>(count: usize, text: impl Fn(u32) -> T) -> Vec<u32> {
    let mut table = vec![0; (count * 3 / 2).next_power_of_two()];
    for number in (0..super::NONE).take(count) {
        let free = places(table.len(), text(number).as_ref()).find(|&at| table.get(at) == Some(&0));
        if let Some(slot) = free.and_then(|at| table.get_mut(at)) {
            *slot = number + 1;
        }
    }
    table
}

/// The places in a table of `length` where `text` may stand, one after the other.
pub(super) fn places(length: usize, text: &str) -> impl Iterator<Item = usize> {
    let sum = checksum(text.as_bytes());
    let first = usize::try_from((sum ^ sum >> 32) & u64::from(u32::MAX)).unwrap_or(0);
    (0..length).map(move |step| (first + step) & (length - 1))
}
