//! What belongs together: briefings that tell one story, quotations that are one saying.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::library::bits::Bits;

/// Groups of two and more; what stands alone is in none.
#[derive(Debug, Default)]
pub struct Groups {
    /// The members, group by group, each in the order of lists.
    members: Vec<u32>,
    by_label: FxHashMap<u32, Range<usize>>,
    grouped: Bits,
}

impl Groups {
    /// Groups of what bears one label; `labeled` are numbers with their labels, in the order of lists, all below `limit`.
    pub(super) fn of(limit: usize, labeled: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let (mut once, mut again) = (Bits::none(limit), Bits::none(limit));
        for (_, label) in labeled.clone() {
            if once.has(label) { again.insert(label) } else { once.insert(label) }
        }
        let mut grouped: Vec<(u32, u32)> = labeled.filter(|&(_, label)| again.has(label)).map(|(number, label)| (label, number)).collect();
        grouped.sort_by_key(|&(label, _)| label);
        let mut groups = Self { grouped: Bits::of(limit, grouped.iter().map(|&(_, number)| number)), ..Self::default() };
        for part in grouped.chunk_by(|a, b| a.0 == b.0) {
            let start = groups.members.len();
            groups.members.extend(part.iter().map(|&(_, number)| number));
            groups.by_label.extend(part.first().map(|&(label, _)| (label, start..groups.members.len())));
        }
        groups
    }

    /// The members of the group with this label, in the order of lists; none where there is no group.
    #[must_use]
    pub fn members(&self, label: u32) -> &[u32] {
        self.by_label.get(&label).and_then(|range| self.members.get(range.clone())).unwrap_or_default()
    }

    /// Whether `number` is in a group.
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        self.grouped.has(number)
    }

    /// All groups.
    pub(in crate::library) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut ranges: Vec<&Range<usize>> = self.by_label.values().collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.into_iter().filter_map(|range| self.members.get(range.clone()))
    }

    /// Of each group in `set` the first member, and all that stands alone.
    #[must_use]
    pub fn once(&self, set: &Bits) -> Bits {
        let mut once = set.clone();
        for members in self.iter() {
            for &again in members.iter().filter(|&&member| set.has(member)).skip(1) {
                once.remove(again);
            }
        }
        once
    }
}
