//! For each value the numbers that have it.

use super::Catalog;
use crate::library::series::Series;

/// Numbers by value: those of a file, and what came since.
#[derive(Clone, Debug, Default)]
pub(in crate::library) struct Lists {
    /// Where the numbers of each value end.
    pub(super) ends: Series<u32>,
    pub(super) numbers: Series<u32>,
    /// Values and numbers that came since, sorted.
    new: Vec<(u32, u32)>,
}

impl Lists {
    /// The numbers of each value below `limit`; `values` are those of 0, 1, …, and those not below the limit are left out.
    pub(super) fn of(limit: usize, values: impl Iterator<Item = u32> + Clone) -> Self {
        let mut ends = vec![0_u32; limit];
        for value in values.clone() {
            if let Some(count) = ends.get_mut(value as usize) {
                *count += 1;
            }
        }
        let mut before = 0;
        for end in &mut ends {
            // First where the numbers of the value begin; each one moves it on.
            before += std::mem::replace(end, before);
        }
        let mut numbers = vec![0; before as usize];
        for (number, value) in (0..).zip(values) {
            if let Some(end) = ends.get_mut(value as usize)
                && let Some(slot) = numbers.get_mut(*end as usize)
            {
                *slot = number;
                *end += 1;
            }
        }
        Self { ends: ends.into(), numbers: numbers.into(), new: Vec::new() }
    }

    /// Whether it is of nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.len() == 0
    }

    /// The same with `values` of the numbers after those that it was made of.
    pub(super) fn with(self, values: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut new: Vec<(u32, u32)> = values.map(|(number, value)| (value, number)).collect();
        new.sort_unstable();
        Self { new, ..self }
    }

    /// The numbers that have `value`, ascending.
    pub(in crate::library) fn get(&self, value: u32) -> impl Iterator<Item = u32> {
        let end = self.ends.get(value as usize).copied().unwrap_or(0);
        let start = value.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        let first = self.new.partition_point(|(other, _)| *other < value);
        let new = self.new.iter().skip(first).take_while(move |(other, _)| *other == value);
        self.numbers.part(start, end).iter().copied().chain(new.map(|&(_, number)| number))
    }
}

impl Catalog {
    /// The quotes by speaker, made of all there is.
    pub(super) fn made_said(&self) -> Lists {
        let names = self.names();
        Lists::of(names.limit(), self.quotes.iter().map(|quote| names.group(quote.speaker)))
    }

    /// The quotes of a group of actors, see [`Names::find`](super::Names::find).
    pub(in crate::library) fn said_by(&self, group: u32) -> impl Iterator<Item = u32> {
        let lists = self.by_speaker.get_or_init(|| {
            if self.base_said.is_empty() {
                return self.made_said();
            }
            let (names, new) = (self.names(), self.quotes.numbered_from(self.quotes.in_base()));
            self.base_said.clone().with(new.map(|(number, quote)| (number, names.group(quote.speaker))))
        });
        lists.get(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_its_numbers() {
        let lists = Lists::of(4, [3, 0, 9, 3, 1, 0].into_iter());
        let all = |lists: &Lists| [0, 1, 2, 3, 4, 9].map(|value| lists.get(value).collect::<Vec<_>>());
        assert_eq!(all(&lists), [&[1, 5][..], &[4], &[], &[0, 3], &[], &[]]);
        let more = lists.with([(6, 9), (7, 0), (8, 3), (9, 0)].into_iter());
        assert_eq!(all(&more), [&[1, 5, 7, 9][..], &[4], &[], &[0, 3, 8], &[], &[6]]);
    }
}
