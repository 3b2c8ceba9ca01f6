//! Days as a query gives them: `2022`, `2022-01`, `2022-01-18`, `2022-01..2022-02`, `>=2022-06`, `7d`, `today`.

use jiff::{ToSpan, civil::Date};

/// A stretch of days, both ends within it; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Days {
    /// Whether `day` lies in it.
    #[must_use]
    pub fn has(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Reads what stands after `date:`; `None` where it is none of the forms.
    pub(super) fn parse(written: &str, today: Date) -> Option<Self> {
        if let Some((from, to)) = written.split_once("..") {
            let from = if from.is_empty() { None } else { Self::period(from, today)?.from };
            let to = if to.is_empty() { None } else { Self::period(to, today)?.to };
            return (from.is_some() || to.is_some()).then_some(Self { from, to });
        }
        let (sign, rest) = split_sign(written);
        let period = Self::period(rest, today)?;
        Some(match sign {
            "" => period,
            ">=" => Self { from: period.from, to: None },
            ">" => Self { from: Some(period.to?.checked_add(1.day()).ok()?), to: None },
            "<=" => Self { from: None, to: period.to },
            _ => Self { from: None, to: Some(period.from?.checked_sub(1.day()).ok()?) },
        })
    }

    /// A year, month, day, or a time that ends today.
    fn period(written: &str, today: Date) -> Option<Self> {
        let until_today = |from: Date| Some(Self { from: Some(from), to: Some(today) });
        match written {
            "today" => return until_today(today),
            "yesterday" => {
                let day = today.yesterday().ok()?;
                return Some(Self { from: Some(day), to: Some(day) });
            }
            _ => {}
        }
        if let Some((unit, digits)) = written.char_indices().next_back().and_then(|(at, unit)| Some((unit, written.get(..at)?)))
            && unit.is_ascii_alphabetic()
        {
            let count: i64 = digits.parse().ok().filter(|count| (1..=100_000).contains(count))?;
            let from = match unit {
                'd' => today.checked_sub((count - 1).days()),
                'w' => today.checked_sub((count * 7 - 1).days()),
                'm' => today.checked_sub(count.months()),
                'y' => today.checked_sub(count.years()),
                _ => return None,
            };
            return until_today(from.ok()?);
        }
        let mut numbers = written.split('-');
        let year: i16 = numbers.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month: Option<i8> = numbers.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = numbers.next().map(str::parse).transpose().ok()?;
        if numbers.next().is_some() {
            return None;
        }
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let last = match (month, day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some(Self { from: Some(first), to: Some(last) })
    }
}

/// A comparison at the front, and the rest.
pub(super) fn split_sign(written: &str) -> (&str, &str) {
    [">=", "<=", ">", "<"]
        .into_iter()
        .find_map(|sign| written.strip_prefix(sign).map(|rest| (sign, rest)))
        .unwrap_or_else(|| ("", written.strip_prefix('=').unwrap_or(written)))
}
