//! Columns of which the greater part lies in a file that is mapped into memory, and what is new in memory of its own.

use std::{fmt, marker::PhantomData};

use bytemuck::Pod;
use tantivy::directory::OwnedBytes;

/// Numbers or records in a row, which is only ever added to.
pub(in crate::library) struct Series<T> {
    base: OwnedBytes,
    tail: Vec<T>,
    of: PhantomData<T>,
}

impl<T: Clone> Clone for Series<T> {
    fn clone(&self) -> Self {
        Self { base: self.base.clone(), tail: self.tail.clone(), of: PhantomData }
    }
}

impl<T> From<Vec<T>> for Series<T> {
    fn from(tail: Vec<T>) -> Self {
        Self { tail, ..Self::default() }
    }
}

impl<T> Default for Series<T> {
    fn default() -> Self {
        Self { base: OwnedBytes::empty(), tail: Vec::new(), of: PhantomData }
    }
}

impl<T: Pod> Series<T> {
    /// The series of what `base` and then `tail` spell; `None` when one is no whole number of records, or lies askew.
    pub(in crate::library) fn of(base: OwnedBytes, tail: &[u8]) -> Option<Self> {
        // What is empty may lie anywhere.
        if !base.is_empty() {
            bytemuck::try_cast_slice::<u8, T>(&base).ok()?;
        }
        tail.len().is_multiple_of(size_of::<T>()).then(|| Self { base, tail: copied(tail), of: PhantomData })
    }

    /// The part in the file, and the part in memory.
    pub(in crate::library) fn parts(&self) -> [&[T]; 2] {
        [bytemuck::try_cast_slice(&self.base).unwrap_or_default(), &self.tail]
    }

    /// How many.
    pub(in crate::library) fn len(&self) -> usize {
        self.base.len() / size_of::<T>() + self.tail.len()
    }

    /// The one of this number.
    pub(in crate::library) fn get(&self, number: usize) -> Option<&T> {
        let [base, tail] = self.parts();
        base.get(number).or_else(|| tail.get(number - base.len()))
    }

    /// Those from `start` to `end`, the last left out; nothing where they are not all there. What was added together lies together.
    pub(in crate::library) fn part(&self, start: u32, end: u32) -> &[T] {
        let ([base, tail], start, end) = (self.parts(), start as usize, end as usize);
        let in_tail = || tail.get(start.checked_sub(base.len())?..end.checked_sub(base.len())?);
        base.get(start..end).or_else(in_tail).unwrap_or_default()
    }

    /// All.
    pub(in crate::library) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        let [base, tail] = self.parts();
        base.iter().chain(tail)
    }

    /// All, each with the one of the same number of `other`, which came in the same steps. Faster than looking up each.
    pub(in crate::library) fn beside<'a, U: Pod>(&'a self, other: &'a Series<U>) -> impl Iterator<Item = (&'a T, &'a U)> {
        let ([base, tail], [other_base, other_tail]) = (self.parts(), other.parts());
        base.iter().zip(other_base).chain(tail.iter().zip(other_tail))
    }

    /// All with their numbers.
    pub(in crate::library) fn numbered(&self) -> impl Iterator<Item = (u32, &T)> {
        (0..).zip(self.iter())
    }

    /// Those from number `first` on, with their numbers; what comes before costs nothing.
    pub(in crate::library) fn numbered_from(&self, first: usize) -> impl Iterator<Item = (u32, &T)> {
        let [base, tail] = self.parts();
        let rest = base.get(first..).unwrap_or_default().iter().chain(tail.get(first.saturating_sub(base.len())..).unwrap_or_default());
        (u32::try_from(first).unwrap_or(u32::MAX)..).zip(rest)
    }

    /// How many come before the first for which `is_before` does not hold, where all before it do and none after.
    pub(in crate::library) fn partition_point(&self, mut is_before: impl FnMut(&T) -> bool) -> usize {
        let [base, tail] = self.parts();
        let in_base = base.partition_point(&mut is_before);
        if in_base < base.len() { in_base } else { in_base + tail.partition_point(is_before) }
    }

    /// As [`Series::partition_point`], where it is not before number `first`, and likely soon after.
    pub(in crate::library) fn partition_point_from(&self, first: usize, mut is_before: impl FnMut(&T) -> bool) -> usize {
        let mut is_before = |number: usize| self.get(number).is_some_and(&mut is_before);
        let (mut low, mut step) = (first, 1);
        while is_before(low + step - 1) {
            low += step;
            step *= 2;
        }
        let mut high = low + step - 1;
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(middle) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The one of this number, to be changed, where it does not lie in the file.
    pub(in crate::library) fn get_new(&mut self, number: usize) -> Option<&mut T> {
        let in_base = self.base.len() / size_of::<T>();
        self.tail.get_mut(number.checked_sub(in_base)?)
    }

    /// How many lie in the file.
    pub(in crate::library) fn in_base(&self) -> usize {
        self.base.len() / size_of::<T>()
    }

    /// All, to be changed, where none lies in the file.
    pub(in crate::library) fn new_only(&mut self) -> Option<&mut [T]> {
        self.base.is_empty().then_some(&mut self.tail)
    }

    /// Adds one at the end.
    pub(in crate::library) fn push(&mut self, value: T) {
        self.tail.push(value);
    }

    /// Adds several at the end, as they lie.
    pub(in crate::library) fn extend_from_slice(&mut self, values: &[T]) {
        self.tail.extend_from_slice(values);
    }

    /// Adds several at the end.
    pub(in crate::library) fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        self.tail.extend(values);
    }
}

impl<T: Pod> fmt::Debug for Series<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Series of {}", self.len())
    }
}

/// The records that `bytes` spell, wherever they lie.
pub(in crate::library) fn copied<T: Pod>(bytes: &[u8]) -> Vec<T> {
    let mut all = vec![T::zeroed(); bytes.len() / size_of::<T>()];
    let room: &mut [u8] = bytemuck::cast_slice_mut(&mut all);
    for (slot, &byte) in room.iter_mut().zip(bytes) {
        *slot = byte;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_from_somewhere_finds_what_halving_all_finds() {
        let mut series: Series<u32> = Series { tail: vec![0, 1, 1, 3, 4], ..Series::default() };
        series.extend([4, 6, 9, 9, 20]);
        for limit in 0..22 {
            let all = series.partition_point(|&one| one < limit);
            for first in 0..=all {
                assert_eq!(series.partition_point_from(first, |&one| one < limit), all, "{limit} from {first}");
            }
        }
    }
}
