//! Labels of what belongs together.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::library::series::Series;

/// Labels from this one on were given to what parted from others; lesser ones are the number of what bore it first.
pub(in crate::library::catalog) const FRESH: u32 = 1 << 31;

/// Labels of which some turned out to mean the same.
#[derive(Debug, Default)]
pub(in crate::library::catalog) struct Joined {
    /// Pairs of them, in the order in which that was found.
    pub(in crate::library::catalog) pairs: Series<[u32; 2]>,
    /// For each that another stands for a lesser one.
    lesser: FxHashMap<u32, u32>,
    /// What has another label than it had, as what held it together with others is gone.
    pub(in crate::library::catalog) parted: BTreeMap<u32, u32>,
}

impl Joined {
    /// What `pairs` of labels join, and what has `parted` from others: numbers and their labels.
    pub(in crate::library::catalog) fn of(pairs: Series<[u32; 2]>, parted: impl IntoIterator<Item = [u32; 2]>) -> Self {
        let mut joined = Self { parted: parted.into_iter().map(|[number, label]| (number, label)).collect(), ..Self::default() };
        for &[a, b] in pairs.iter() {
            joined.join(a, b);
        }
        Self { pairs, ..joined }
    }

    /// The label of `number`, which had `label` when it was added.
    pub(in crate::library::catalog) fn label(&self, number: u32, label: u32) -> u32 {
        self.least(self.parted.get(&number).copied().unwrap_or(label))
    }

    /// The least of the labels that mean the same as `label`.
    pub(in crate::library::catalog) fn least(&self, mut label: u32) -> u32 {
        while let Some(&lesser) = self.lesser.get(&label) {
            label = lesser;
        }
        label
    }

    /// What `labels` mean from now on, if there is any.
    pub(in crate::library::catalog) fn join_all(&mut self, labels: &[u32]) -> Option<u32> {
        let (&first, others) = labels.split_first()?;
        for &other in others {
            if self.join(first, other) {
                self.pairs.push([first, other]);
            }
        }
        Some(self.least(first))
    }

    /// Lets two labels mean the same; tells whether they did not before. Tarjan (1975).
    pub(super) fn join(&mut self, a: u32, b: u32) -> bool {
        let (low, high) = (self.least(a).min(self.least(b)), self.least(a).max(self.least(b)));
        for mut label in [a, b] {
            // All on the way point to the end of it.
            while label != low {
                label = self.lesser.insert(label, low).unwrap_or(low);
            }
        }
        low != high
    }
}
