//! From what a text says to days of the calendar.

use jiff::{Span, civil::Date};

use super::words::Unit;

/// What a text says about a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day of a month, with or without its year, and the last day where it is a period.
    Day { year: Option<i16>, month: i8, day: i8, until: Option<(i8, i8)> },
    /// A month, with or without its year; `shift` −1 the last, 0 this year's, 1 the next one.
    Month { year: Option<i16>, month: i8, shift: Option<i8> },
    /// Years, both ends included.
    Years(i16, i16),
    /// A day of the week; `shift` as for months; `weeks` where the week is told (`Monday last week`).
    Weekday { weekday: i8, shift: Option<i8>, weeks: Option<i8> },
    /// A season, with or without its year; `shift` as for months.
    Season { season: i8, year: Option<i16>, shift: Option<i8> },
    /// The unit `by` places from the one that holds the day of publication.
    Shifted(Unit, i32),
    /// The stretch of so many units up to the day of publication (negative) or from it.
    Stretch(Unit, i32),
    /// So many units before (negative) or after the day of publication.
    Offset(Unit, i32),
    /// A time of day.
    Clock,
    /// A length of time: no date.
    Length,
    /// Reckoned from another day of the text, or left vague.
    Vague,
}

/// Whether the clause looks back or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    Past,
    Future,
    Unknown,
}

/// Days found: ISO 8601 with as many digits as are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    pub date: Option<String>,
    pub until: Option<String>,
    /// Reckoned from the day of publication.
    pub relative: bool,
}

impl When {
    /// Whether the text alone tells which day, month or year it is.
    pub fn is_absolute(self) -> bool {
        matches!(
            self,
            Self::Day { year: Some(_), .. } | Self::Month { year: Some(_), .. } | Self::Years(..) | Self::Season { year: Some(_), .. }
        )
    }

    /// The days meant, in a text that was published on `today`.
    pub fn resolve(self, today: Option<Date>, leaning: Leaning) -> Days {
        let absolute = self.is_absolute();
        let found = match (self.absolute(), today) {
            (Some(found), _) => Some(found),
            (None, Some(today)) => self.reckon(today, leaning),
            (None, None) => None,
        };
        let (date, until) = found.unwrap_or_default();
        Days {
            relative: !absolute && !date.is_empty(),
            until: Some(until).filter(|until| !until.is_empty() && *until != date),
            date: Some(date).filter(|date| !date.is_empty()),
        }
    }

    fn absolute(self) -> Option<(String, String)> {
        match self {
            Self::Day { year: Some(year), month, day, until } => {
                let date = Date::new(year, month, day).ok()?;
                let until = until.and_then(|(month, day)| Date::new(year, month, day).ok()).map(|date| date.to_string());
                Some((date.to_string(), until.unwrap_or_default()))
            }
            Self::Month { year: Some(year), month, .. } => Some((format!("{year:04}-{month:02}"), String::new())),
            Self::Years(first, last) => Some((format!("{first:04}"), format!("{last:04}"))),
            Self::Season { season, year: Some(year), .. } => Some(season_of(season, year)),
            _ => None,
        }
    }

    fn reckon(self, today: Date, leaning: Leaning) -> Option<(String, String)> {
        match self {
            Self::Day { month, day, until, .. } => {
                let at = |year| Date::new(year, month, day).ok();
                let year = year_for(today, leaning, |year| at(year).map(|date| days_between(today, date)))?;
                Self::Day { year: Some(year), month, day, until }.absolute()
            }
            Self::Month { month, shift, .. } => {
                let months = |year: i16| i32::from(year - today.year()) * 12 + i32::from(month - today.month());
                let year = match shift {
                    Some(0) => today.year(),
                    Some(-1) => today.year() - i16::from(month >= today.month()),
                    Some(_) => today.year() + i16::from(month <= today.month()),
                    None => year_for(today, leaning, |year| Some(months(year) * 30))?,
                };
                Self::Month { year: Some(year), month, shift }.absolute()
            }
            Self::Weekday { weekday, shift, weeks } => {
                Some((weekday_of(today, leaning, weekday, shift, weeks)?.to_string(), String::new()))
            }
            Self::Season { season, shift, .. } => {
                let (first, year) = (season * 3, today.year());
                // the winter of January began last year
                let running = if season == 4 && today.month() < 3 { year - 1 } else { year };
                let over = today.month() > first + 2 && season != 4;
                let year = match shift {
                    Some(0) => running,
                    Some(-1) if over => year,
                    Some(-1) => running - 1,
                    Some(_) => year + i16::from(today.month() >= first),
                    None => year_for(today, leaning, |year| {
                        Some((i32::from(year - today.year()) * 12 + i32::from(first + 1 - today.month())) * 30)
                    })?,
                };
                Some(season_of(season, year))
            }
            Self::Shifted(unit, by) => shifted(today, unit, by),
            Self::Stretch(unit, by) => {
                let (far, near) = (cut(add(today, unit, by)?, unit), cut(today, unit));
                Some(if by < 0 { (far, near) } else { (near, far) })
            }
            Self::Offset(unit, by) => Some((cut(add(today, unit, by)?, unit), String::new())),
            Self::Years(..) | Self::Clock | Self::Length | Self::Vague => None,
        }
    }
}

/// The year, of the last, this and the next one, in which a day lies nearest, on the side to which the clause leans.
fn year_for(today: Date, leaning: Leaning, distance: impl Fn(i16) -> Option<i32>) -> Option<i16> {
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| Some((distance(year)?, year)))
        .filter(|&(days, _)| match leaning {
            Leaning::Past => days <= 0,
            Leaning::Future => days >= 0,
            Leaning::Unknown => true,
        })
        .min_by_key(|(days, _)| days.abs())
        .map(|(_, year)| year)
}

/// Days from `a` to `b`.
fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX / 2, |span| span.get_days())
}

/// In news the last such day on or before publication; where the clause looks ahead, the next one.
fn weekday_of(today: Date, leaning: Leaning, weekday: i8, shift: Option<i8>, weeks: Option<i8>) -> Option<Date> {
    let now = today.weekday().to_monday_one_offset();
    let (back, ahead) = ((now - weekday).rem_euclid(7), (weekday - now).rem_euclid(7));
    let days = match (weeks, shift) {
        (Some(weeks), _) => weekday - now + 7 * weeks,
        (None, Some(0)) => weekday - now,
        (None, Some(-1)) => -if back == 0 { 7 } else { back },
        (None, Some(_)) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (None, None) if leaning == Leaning::Future => ahead,
        (None, None) => -back,
    };
    add(today, Unit::Day, i32::from(days))
}

/// Three months of the north; winter is named by the year in which it begins.
fn season_of(season: i8, year: i16) -> (String, String) {
    let first = season * 3;
    let (last, end) = if season == 4 { (2, year + 1) } else { (first + 2, year) };
    (format!("{year:04}-{first:02}"), format!("{end:04}-{last:02}"))
}

fn shifted(today: Date, unit: Unit, by: i32) -> Option<(String, String)> {
    let day = |days: i32| add(today, Unit::Day, days);
    let monday = 1 - i32::from(today.weekday().to_monday_one_offset()) + 7 * by;
    let year = i32::from(today.year());
    Some(match unit {
        Unit::Week => (day(monday)?.to_string(), day(monday + 6)?.to_string()),
        Unit::Weekend => (day(monday + 5)?.to_string(), day(monday + 6)?.to_string()),
        Unit::Quarter => {
            let quarter = (i32::from(today.month()) - 1) / 3 + by;
            let (year, first) = (year + quarter.div_euclid(4), quarter.rem_euclid(4) * 3 + 1);
            (format!("{year:04}-{first:02}"), format!("{year:04}-{:02}", first + 2))
        }
        Unit::Decade => {
            let first = year - year % 10 + 10 * by;
            (format!("{first:04}"), format!("{:04}", first + 9))
        }
        Unit::Century => {
            let first = (year - 1) / 100 * 100 + 1 + 100 * by;
            (format!("{first:04}"), format!("{:04}", first + 99))
        }
        Unit::Hour | Unit::Day | Unit::Month | Unit::Year => (cut(add(today, unit, by)?, unit), String::new()),
    })
}

/// `date` with as many digits as `unit` gives reason for.
fn cut(date: Date, unit: Unit) -> String {
    match unit {
        Unit::Hour | Unit::Day | Unit::Weekend => date.to_string(),
        Unit::Week | Unit::Month | Unit::Quarter => format!("{:04}-{:02}", date.year(), date.month()),
        Unit::Year | Unit::Decade | Unit::Century => format!("{:04}", date.year()),
    }
}

/// The day `by` units from `date`; none beyond the calendar.
fn add(date: Date, unit: Unit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match unit {
        // a day more or less only where the hours make whole days
        Unit::Hour => Span::new().try_days(by / 24),
        Unit::Day => Span::new().try_days(by),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(by),
        Unit::Month => Span::new().try_months(by),
        Unit::Quarter => Span::new().try_months(by * 3),
        Unit::Year => Span::new().try_years(by),
        Unit::Decade => Span::new().try_years(by * 10),
        Unit::Century => Span::new().try_years(by * 100),
    };
    date.checked_add(span.ok()?).ok().filter(|date| date.year() > 0)
}
