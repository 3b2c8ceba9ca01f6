//! Amounts as a query gives them: `100`, `>=100`, `10..20`, `1,000`, `5k`, `2m`.

use super::dates::split_sign;
use crate::briefing::Quantity;

/// A range of whole numbers, both ends within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// At least.
    pub from: u64,
    /// At most.
    pub to: u64,
}

impl Amounts {
    /// Whether the amount a text tells may lie in it. "At least 100" and "up to 100" count as 100, "100 to 150" as all
    /// of those.
    #[must_use]
    pub fn has(&self, quantity: &Quantity) -> bool {
        let low = quantity.min.or(quantity.max);
        let high = quantity.max.or(quantity.min);
        low.zip(high).is_some_and(|(low, high)| low <= self.to && self.from <= high)
    }

    /// Reads what stands after `quantity:`.
    pub(super) fn parse(written: &str) -> Option<Self> {
        if let Some((from, to)) = written.split_once("..") {
            let from = if from.is_empty() { 0 } else { number(from)? };
            let to = if to.is_empty() { u64::MAX } else { number(to)? };
            return Some(Self { from, to });
        }
        let (sign, rest) = split_sign(written);
        let value = number(rest)?;
        Some(match sign {
            "" => Self { from: value, to: value },
            ">=" => Self { from: value, to: u64::MAX },
            ">" => Self { from: value.checked_add(1)?, to: u64::MAX },
            "<=" => Self { from: 0, to: value },
            _ => Self { from: 0, to: value.checked_sub(1)? },
        })
    }
}

/// Digits, in groups of three if one likes, with an optional `k` (thousand) or `m` (million).
fn number(written: &str) -> Option<u64> {
    let lower = written.to_ascii_lowercase();
    let (digits, factor) = match lower.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => lower.strip_suffix('m').map_or((lower.as_str(), 1), |digits| (digits, 1_000_000)),
    };
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let are_groups = groups.all(|group| group.len() == 3 && !first.is_empty());
    are_groups.then(|| digits.replace(',', ""))?.parse::<u64>().ok()?.checked_mul(factor)
}
