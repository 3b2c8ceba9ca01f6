//! Days as headers write them.

use jiff::civil::{Date, DateTime};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The day that `text` names, as headers, bylines and pages write it: `2022-01-18`, with a time after it or not,
/// `2022/1/18`, `20220118`, `18 January 2022`, `January 18, 2022`, `Tue, 18 Jan 2022 09:30:00 GMT`.
///
/// The day is the one that is written; times and zones are left aside. `18/01/2022` is taken where it can mean only
/// one day. Years from 1800 to 2199.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let head = text.get(..text.floor_char_boundary(text.len().min(64)))?;
    let words: Vec<&str> = head.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    numeric(head, &words).or_else(|| named(&words))
}

/// The day where the outlet is, when `told` gives the moment in UTC and one of `others` gives the same moment in
/// local time; nobody's front page follows Greenwich.
pub fn local(told: &str, others: &[String]) -> Option<Date> {
    const QUARTER: i64 = 15 * 60;
    let (moment, offset) = moment(told)?;
    if offset != Some(0) {
        return None;
    }
    others.iter().find_map(|other| {
        let (clock, offset) = self::moment(other)?;
        let apart = seconds(clock) - seconds(moment);
        let same = match offset {
            Some(offset) => offset != 0 && (apart - offset).abs() < 60,
            // a clock without its zone runs whole quarters of an hour apart
            None => apart != 0 && apart.abs() <= 56 * QUARTER && apart % QUARTER == 0 && seconds(clock) % QUARTER != 0,
        };
        same.then(|| clock.date())
    })
}

/// Seconds of a clock since 1970 as if it were in UTC.
fn seconds(clock: DateTime) -> i64 {
    clock.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

/// A clock as written in RFC 3339 and its kin, with the seconds of its offset where one is written.
fn moment(text: &str) -> Option<(DateTime, Option<i64>)> {
    let text = text.trim();
    let clock: DateTime = text.get(..19)?.replacen(' ', "T", 1).parse().ok()?;
    let zone = text.get(19..)?.trim_start_matches(['.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).trim();
    let offset = match zone.get(..1) {
        None => None,
        Some("Z" | "z") => Some(0),
        Some(sign @ ("+" | "-")) => {
            let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
            let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i64>().ok();
            let offset = number(0..2)? * 3600 + number(2..4)? * 60;
            Some(if sign == "-" { -offset } else { offset })
        }
        Some(_) => return None,
    };
    Some((clock, offset))
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if (1800..2200).contains(&year) { Date::new(year, month, day).ok() } else { None }
}

/// A date in figures at the start.
fn numeric(head: &str, words: &[&str]) -> Option<Date> {
    let first = words.first()?.split(['T', 't']).next()?;
    let figures = first.bytes().all(|byte| byte.is_ascii_digit());
    if !figures || !head.starts_with(first) {
        return None;
    }
    match (first.len(), words) {
        (8, _) => day(first.get(..4)?.parse().ok()?, first.get(4..6)?.parse().ok()?, first.get(6..)?.parse().ok()?),
        (4, [year, month, rest, ..]) => {
            // 18T09 in 2022-01-18T09:30
            let end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
            let after = rest.get(end..)?;
            if !(after.is_empty() || after.starts_with(['T', 't'])) {
                return None;
            }
            day(year.parse().ok()?, month.parse().ok()?, rest.get(..end)?.parse().ok()?)
        }
        (1 | 2, [a, b, year, ..]) if year.len() == 4 => {
            let (a, b, year) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
            if head.contains('.') || a > 12 || a == b {
                day(year, b, a)
            } else if b > 12 {
                day(year, a, b)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// A month's name beside a day and a year.
fn named(words: &[&str]) -> Option<Date> {
    let (at, month) = words.iter().enumerate().find_map(|(index, word)| Some((index, month(word)?)))?;
    let number = |index: usize| words.get(index).and_then(|word| ordinal(word));
    let year = |index: usize| words.get(index).filter(|word| word.len() == 4).and_then(|word| word.parse::<i16>().ok());
    let before = at.checked_sub(1).and_then(number);
    match (before, year(at + 1)) {
        (Some(number), Some(year)) => day(year, month, number),
        _ => day(year(at + 2)?, month, number(at + 1)?),
    }
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let index =
        MONTHS.iter().position(|month| word == *month || word == "sept" && *month == "september" || month.get(..3) == Some(&word))?;
    i8::try_from(index + 1).ok()
}

/// `18`, `18th`.
fn ordinal(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_days_that_headers_write() {
        for text in [
            "2022-01-18",
            " 2022-01-18 ",
            "2022-01-18T23:59:59-08:00",
            "2022-01-18 09:30:00 +0000",
            "2022-1-18",
            "2022/01/18",
            "2022.01.18",
            "20220118",
            "20220118T093000Z",
            "18 January 2022",
            "18 Jan. 2022",
            "18th January, 2022",
            "January 18, 2022",
            "Jan 18 2022 9:30AM",
            "Tue, 18 Jan 2022 09:30:00 GMT",
            "Tuesday 18 January 2022 09.30 GMT",
            "Published 18 January 2022",
            "18/01/2022",
            "01/18/2022",
            "18.01.2022",
            "18-Jan-2022",
        ] {
            assert_eq!(parse(text), Date::new(2022, 1, 18).ok(), "{text}");
        }
        assert_eq!(parse("3 Sept 2021"), Date::new(2021, 9, 3).ok());
    }

    #[test]
    fn a_moment_falls_on_the_day_of_the_outlet() {
        for (told, other, expected) in [
            ("2023-12-22T18:30:00+00:00", "2023-12-23T05:30:00+11:00", Some("2023-12-23")),
            ("2023-12-24T01:06:51+00:00", "2023-12-23T17:06:51", Some("2023-12-23")),
            ("2023-12-24T01:06:51.250Z", "2023-12-23 17:06:51 -0800", Some("2023-12-23")),
            ("2023-12-24T01:06:51Z", "2023-12-20T17:06:51", None),
            ("2023-12-24T01:06:51Z", "2023-12-23T16:00:00-08:00", None),
            ("2023-12-24T01:06:51-05:00", "2023-12-24T06:06:51+00:00", None),
            ("2023-12-24", "2023-12-23T17:06:51", None),
            ("2023-12-24T01:00:00Z", "2023-12-23T00:00:00", None),
        ] {
            assert_eq!(local(told, &[other.to_owned()]), expected.and_then(parse), "{told} {other}");
        }
    }

    #[test]
    fn refuses_what_names_no_one_day() {
        for text in [
            "",
            "yesterday",
            "2022",
            "2022-01",
            "2022-13-01",
            "2022-02-30",
            "03/04/2022",
            "1642500000",
            "January 2022",
            "18 January",
            "0001-01-01",
            "99999-01-01",
            "½",
            "2022-01-1８",
            "9 of 10 in March",
            "é January é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
