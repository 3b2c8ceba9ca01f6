//! What belongs together: briefings that tell one story, quotations that are one saying.

use std::collections::BTreeSet;

use super::{Catalog, alike::FRESH};
use crate::library::bits::Bits;

/// A set of labels of stories or of sayings.
#[derive(Debug)]
pub struct Labels {
    known: Bits,
    /// What parted from others since: few, and beyond every limit.
    fresh: BTreeSet<u32>,
}

impl Labels {
    /// An empty set, for labels below `limit` and fresh ones.
    #[must_use]
    pub fn none(limit: usize) -> Self {
        Self { known: Bits::none(limit), fresh: BTreeSet::new() }
    }

    /// Puts `label` in, and tells whether it was not there before.
    pub fn insert(&mut self, label: u32) -> bool {
        if label >= FRESH {
            return self.fresh.insert(label);
        }
        let is_new = !self.known.has(label);
        self.known.insert(label);
        is_new
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.known.count() + self.fresh.len()
    }
}

/// Groups of two and more; what stands alone is in none.
#[derive(Debug, Default)]
pub struct Groups {
    /// The members, group by group, each in the order of lists.
    members: Vec<u32>,
    /// The label of each group and where its members end, by label.
    ends: Vec<(u32, usize)>,
    grouped: Bits,
}

impl Groups {
    /// Groups of what bears one label; `labeled` are numbers with their labels, in the order of lists, all below `limit`.
    pub(super) fn of(limit: usize, labeled: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let (mut once, mut again) = (Bits::none(limit), Bits::none(limit));
        for (_, label) in labeled.clone() {
            if once.has(label) { again.insert(label) } else { once.insert(label) }
        }
        // There are few fresh labels, so that each may be looked at.
        let is_grouped = |label: u32| label >= FRESH || again.has(label);
        let mut grouped: Vec<(u32, u32)> = labeled.filter(|&(_, label)| is_grouped(label)).map(|(number, label)| (label, number)).collect();
        grouped.sort_by_key(|&(label, _)| label);
        let mut groups = Self { grouped: Bits::none(limit), ..Self::default() };
        for part in grouped.chunk_by(|a, b| a.0 == b.0).filter(|part| part.len() > 1) {
            for &(_, number) in part {
                groups.members.push(number);
                groups.grouped.insert(number);
            }
            groups.ends.extend(part.first().map(|&(label, _)| (label, groups.members.len())));
        }
        groups
    }

    /// The members of the group with this label, in the order of lists; none where there is no group.
    #[must_use]
    pub fn members(&self, label: u32) -> &[u32] {
        let found = self.ends.binary_search_by_key(&label, |&(label, _)| label);
        found.ok().and_then(|at| self.group(at)).unwrap_or_default()
    }

    fn group(&self, at: usize) -> Option<&[u32]> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&(_, end)| end);
        self.members.get(start..self.ends.get(at)?.1)
    }

    /// Whether `number` is in a group.
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        self.grouped.has(number)
    }

    /// All groups.
    pub(in crate::library) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).filter_map(|at| self.group(at))
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

impl Catalog {
    /// Briefings that tell one story: the same text but for some of its words, told within three days.
    #[must_use]
    pub fn stories(&self) -> &Groups {
        let labeled = self.order.iter().filter_map(|&row| Some((row, self.story(row)?)));
        self.told.get_or_init(|| Groups::of(self.limit(), labeled))
    }

    /// Quotations that are one saying: the same words, but for few, of one voice.
    #[must_use]
    pub fn sayings(&self) -> &Groups {
        let quotes = self.order.iter().filter_map(|&row| self.row(row)).flat_map(|row| row.quotes..row.quotes_end);
        let labeled = quotes.filter_map(|quote| Some((quote, self.saying(quote)?)));
        self.said.get_or_init(|| Groups::of(self.quotes.len(), labeled))
    }

    /// The story of a row: a number that all rows of it have in common.
    #[must_use]
    pub fn story(&self, row: u32) -> Option<u32> {
        self.stories.get(row as usize).map(|&story| self.one_story.label(row, story))
    }

    /// The saying that a quote is: a number that all quotes of it have in common.
    #[must_use]
    pub fn saying(&self, quote: u32) -> Option<u32> {
        self.sayings.get(quote as usize).map(|&saying| self.one_saying.label(quote, saying))
    }

    /// The other rows that tell the story of `row`, in the order of lists.
    pub fn also(&self, row: u32) -> impl Iterator<Item = u32> {
        let members = self.story(row).map_or(&[][..], |story| self.stories().members(story));
        members.iter().copied().filter(move |&member| member != row)
    }

    /// The other quotes that are the saying of `quote`, in the order of lists.
    pub fn also_said(&self, quote: u32) -> impl Iterator<Item = u32> {
        let members = self.saying(quote).map_or(&[][..], |saying| self.sayings().members(saying));
        members.iter().copied().filter(move |&member| member != quote)
    }

    /// Tells of each row and quote what it is now known to be, so that it need not be looked up; what lies in a file stays as it is.
    pub(super) fn settle(&mut self) {
        if let (Some(stories), Some(sayings)) = (self.stories.new_only(), self.sayings.new_only()) {
            for (row, story) in (0..).zip(stories) {
                *story = self.one_story.label(row, *story);
            }
            for (quote, saying) in (0..).zip(sayings) {
                *saying = self.one_saying.label(quote, *saying);
            }
            (self.one_story, self.one_saying) = Default::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_parted_are_told_apart_as_others_are() {
        let mut labels = Labels::none(100);
        let new = [3, FRESH, FRESH + 7, 99, FRESH, 3, FRESH + 7].map(|label| labels.insert(label));
        assert_eq!(new, [true, true, true, true, false, false, false]);
        assert_eq!(labels.count(), 4);
    }
}
