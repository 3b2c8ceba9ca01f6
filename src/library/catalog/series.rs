//! Columns that are read where the system maps them, and copied into memory of their own when they are first changed.

use std::{fmt, ops::Deref};

use bytemuck::Pod;
use tantivy::directory::OwnedBytes;

/// Numbers or records in a row.
pub(in crate::library) struct Series<T> {
    /// In a file that is mapped into memory.
    mapped: Option<OwnedBytes>,
    /// In memory of its own, unless it is mapped.
    owned: Vec<T>,
}

impl<T> Default for Series<T> {
    fn default() -> Self {
        Self { mapped: None, owned: Vec::new() }
    }
}

impl<T: Pod> Deref for Series<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.mapped {
            Some(bytes) => bytemuck::try_cast_slice(bytes).unwrap_or_default(),
            None => &self.owned,
        }
    }
}

impl<T: Pod> Series<T> {
    /// The series that `bytes` spell; `None` when they are no whole number of records, or lie askew.
    pub(super) fn mapped(bytes: OwnedBytes) -> Option<Self> {
        let fits = bytemuck::try_cast_slice::<u8, T>(&bytes).is_ok();
        fits.then(|| Self { mapped: Some(bytes), owned: Vec::new() })
    }

    /// The same in memory of its own, to be changed.
    pub(in crate::library) fn to_mut(&mut self) -> &mut Vec<T> {
        if self.mapped.is_some() {
            // A little more, as there will be more.
            let mut owned = Vec::with_capacity(self.len() + self.len() / 16 + 64);
            owned.extend_from_slice(self);
            self.owned = owned;
            self.mapped = None;
        }
        &mut self.owned
    }

    /// Adds one at the end.
    pub(in crate::library) fn push(&mut self, value: T) {
        self.to_mut().push(value);
    }

    /// The one of this number, to be changed.
    pub(in crate::library) fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        self.to_mut().get_mut(number)
    }
}

impl<T: Pod> From<Vec<T>> for Series<T> {
    fn from(owned: Vec<T>) -> Self {
        Self { mapped: None, owned }
    }
}

impl<'a, T: Pod> IntoIterator for &'a Series<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Pod> fmt::Debug for Series<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Series of {}", self.len())
    }
}
