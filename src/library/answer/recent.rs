//! Answers to single conditions, kept for the next key: while one types, all but the last word of a line stays as it was.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Items, Loose};
use crate::library::{bits::Bits, query::Test};

/// How many answers are kept.
const KEPT: usize = 24;

/// What a condition found, and which of its words were not found as they were written.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub found: Arc<Bits>,
    pub loose: Vec<Loose>,
}

/// The answers given last, the latest first. They belong to one state of a library.
#[derive(Debug, Default)]
pub(in crate::library) struct Recent {
    kept: Mutex<VecDeque<(Items, Test, Known)>>,
}

impl Recent {
    /// Whether the answer to `test` stays the same whatever the user does.
    pub(super) const fn takes(test: &Test) -> bool {
        !test.is_of_marks()
    }

    /// Whether something is known of a condition.
    pub(in crate::library) fn knows(&self, items: Items, test: &Test) -> bool {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|(of, known, _)| *of == items && known == test)
    }

    /// What is known of a condition; it will be the last to be forgotten.
    pub(super) fn get(&self, items: Items, test: &Test) -> Option<Known> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(of, known, _)| *of == items && known == test)?;
        let answer = kept.remove(place)?;
        let known = answer.2.clone();
        kept.push_front(answer);
        Some(known)
    }

    /// Keeps what was found.
    pub(super) fn put(&self, items: Items, test: Test, known: Known) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((items, test, known));
    }
}
