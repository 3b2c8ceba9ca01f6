//! For each value the numbers that have it.

/// Numbers by value, in one stretch of memory.
#[derive(Debug, Default)]
pub(in crate::library) struct Lists {
    /// Where the numbers of each value end.
    ends: Vec<u32>,
    numbers: Vec<u32>,
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
        Self { ends, numbers }
    }

    /// The numbers that have `value`, ascending.
    pub(in crate::library) fn get(&self, value: u32) -> &[u32] {
        let Some(&end) = self.ends.get(value as usize) else { return &[] };
        let start = value.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        self.numbers.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_its_numbers() {
        let lists = Lists::of(4, [3, 0, 9, 3, 1, 0].into_iter());
        assert_eq!([0, 1, 2, 3, 4].map(|value| lists.get(value)), [&[1, 5][..], &[4], &[], &[0, 3], &[]]);
    }
}
