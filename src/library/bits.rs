//! Sets of small numbers.

/// A set of numbers below a limit, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    limit: usize,
}

impl Bits {
    /// The empty set of numbers below `limit`.
    #[must_use]
    pub fn none(limit: usize) -> Self {
        Self { words: vec![0; limit.div_ceil(64)], limit }
    }

    /// All numbers below `limit`.
    #[must_use]
    pub fn all(limit: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; limit.div_ceil(64)], limit };
        if let Some(last) = bits.words.last_mut().filter(|_| !limit.is_multiple_of(64)) {
            *last = (1 << (limit % 64)) - 1;
        }
        bits
    }

    /// The set of `numbers`; those not below `limit` are left out.
    #[must_use]
    pub fn of(limit: usize, numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = Self::none(limit);
        for number in numbers {
            bits.insert(number);
        }
        bits
    }

    /// The numbers below `limit` of those that pass; `parts` have number 0, 1, … one after another. Much faster than [`Bits::of`] where many are
    /// looked at.
    #[must_use]
    pub(super) fn marked<'a, T: 'a>(limit: usize, parts: impl IntoIterator<Item = &'a [T]>, passes: impl Fn(&T) -> bool) -> Self {
        let mut words = Vec::with_capacity(limit.div_ceil(64));
        let (mut word, mut filled) = (0_u64, 0);
        for mut rest in parts {
            while !rest.is_empty() {
                let (now, later) = rest.split_at(rest.len().min(64 - filled));
                word |= now.iter().rev().fold(0, |bits, one| bits << 1 | u64::from(passes(one))) << filled;
                (rest, filled) = (later, filled + now.len());
                if filled == 64 {
                    words.push(std::mem::take(&mut word));
                    filled = 0;
                }
            }
        }
        words.push(word);
        words.resize(limit.div_ceil(64), 0);
        Self { words, limit }.and(&Self::all(limit))
    }

    /// The set whose bits `words` are, the lowest first.
    #[must_use]
    pub(super) fn of_words(words: Vec<u64>) -> Self {
        Self { limit: words.len() * 64, words }
    }

    /// Its bits, the lowest first.
    #[must_use]
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Lets it hold all numbers below `limit`, and up to 63 more, if it does not yet.
    pub(super) fn grow(&mut self, limit: usize) {
        if limit > self.limit {
            self.words.resize(limit.div_ceil(64), 0);
            self.limit = self.words.len() * 64;
        }
    }

    /// Puts `number` in, if it is below the limit.
    #[inline]
    pub fn insert(&mut self, number: u32) {
        let number = number as usize;
        if number < self.limit
            && let Some(word) = self.words.get_mut(number / 64)
        {
            *word |= 1 << (number % 64);
        }
    }

    /// Puts all numbers from `start` to `end` in, the last left out, as far as they are below the limit.
    pub fn insert_range(&mut self, numbers: std::ops::Range<u32>) {
        let (start, end) = (numbers.start as usize, (numbers.end as usize).min(self.limit));
        if start >= end {
            return;
        }
        let (first, last) = (start / 64, (end - 1) / 64);
        for (at, word) in self.words.iter_mut().enumerate().take(last + 1).skip(first) {
            let from = if at == first { u64::MAX << (start % 64) } else { u64::MAX };
            let to = if at == last { u64::MAX >> (63 - (end - 1) % 64) } else { u64::MAX };
            *word |= from & to;
        }
    }

    /// The first number in it from `number` on.
    #[must_use]
    pub fn next(&self, number: u32) -> Option<u32> {
        let first = number as usize / 64;
        let mut words = self.words.iter().enumerate().skip(first).map(|(at, &word)| {
            let word = if at == first { word & u64::MAX << (number % 64) } else { word };
            (at, word)
        });
        let (at, word) = words.find(|(_, word)| *word != 0)?;
        u32::try_from(at * 64).ok().map(|base| base + word.trailing_zeros())
    }

    /// Takes `number` out.
    pub fn remove(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Whether `number` is in it.
    #[must_use]
    #[inline]
    pub fn has(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Every number in it is below this.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// How many are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether none is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Keeps what `other` has too.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
        self
    }

    /// Adds what `other` has.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
        self
    }

    /// What is below the limit and not in it.
    #[must_use]
    pub fn not(&self) -> Self {
        let mut turned = Self::all(self.limit);
        turned.words.iter_mut().zip(&self.words).for_each(|(word, other)| *word &= !other);
        turned
    }

    /// The numbers in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).step_by(64).zip(&self.words).flat_map(|(base, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    base + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_behave_as_sets() {
        for limit in [0, 1, 63, 64, 65, 200] {
            let top = u32::try_from(limit).unwrap();
            let third = Bits::of(limit, (0..top + 9).filter(|n| n % 3 == 0));
            let even = Bits::of(limit, (0..top).filter(|n| n % 2 == 0));
            assert_eq!(third.iter().collect::<Vec<_>>(), (0..top).filter(|n| n % 3 == 0).collect::<Vec<_>>());
            assert_eq!(third.clone().and(&even).count(), (0..top).filter(|n| n % 6 == 0).count());
            assert_eq!(third.clone().or(&even).count() + third.clone().and(&even).count(), third.count() + even.count());
            assert_eq!(third.not().not(), third);
            assert_eq!(third.not().count(), limit - third.count());
            assert_eq!(Bits::all(limit).count(), limit);
            let numbers: Vec<u32> = (0..top + 9).collect();
            for cut in [0, 1, 60, 70].map(|cut| numbers.len().min(cut)) {
                let (first, second) = numbers.split_at(cut);
                assert_eq!(Bits::marked(limit, [first, second], |n| n % 2 == 0), even);
            }
            assert_eq!(Bits::marked(limit, [&[()][..]], |()| true), Bits::of(limit, [0]));
            assert_eq!(third.next(1), third.iter().find(|&n| n >= 1));
            assert_eq!(third.next(64), third.iter().find(|&n| n >= 64));
            for (start, end) in [(0, 0), (0, top), (1, 64), (63, 65), (64, 128), (5, 500)] {
                let mut some = even.clone();
                some.insert_range(start..end);
                assert_eq!(some, even.clone().or(&Bits::of(limit, start..end)), "{start}..{end}");
            }
            assert!(third.iter().all(|n| third.has(n)) && !third.has(top));
        }
    }
}
