//! Many strings in one stretch of memory.

/// Strings by number.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    pub(super) heap: String,
    /// Where each string ends in `heap`.
    pub(super) ends: Vec<u32>,
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
        self.heap.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Adds a string and tells its number; beyond 4 GiB of text it is added as an empty one.
    pub fn push(&mut self, text: &str) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(super::NONE);
        if u32::try_from(self.heap.len() + text.len()).is_ok() {
            self.heap.push_str(text);
        }
        self.ends.push(u32::try_from(self.heap.len()).unwrap_or(u32::MAX));
        number
    }
}
