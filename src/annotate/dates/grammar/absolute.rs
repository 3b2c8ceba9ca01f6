//! Dates by the calendar: days, months, years, seasons, feasts, times of day.

use super::{Found, Grammar, LINKS};
use crate::{
    annotate::dates::{
        calendar::When,
        words::{self, Cue, Figure, Unit},
    },
    span::TokenRange,
};

impl Grammar<'_> {
    /// `January`, `Jan. 18, 2022`, `January 2022`, `Feb. 10-20`, `March 3 to 5`.
    pub(super) fn month_first(&self, at: usize, month: i8, sure: bool) -> Option<Found> {
        let dotted = self.word(at + 1) == "." && self.document.word(at).len() <= 4;
        let next = at + 1 + usize::from(dotted);
        let day = match self.cue(next) {
            Cue::Figure(Figure::Plain(number, 1..=2)) => words::day(number).map(|day| (day, None)),
            Cue::Figure(Figure::Ordinal(day)) => Some((day, None)),
            Cue::Figure(Figure::Days(day, last)) => Some((day, Some((month, last)))),
            _ => None,
        };
        if let Some((day, until)) = day {
            let (end, until) = match until {
                Some(until) => (next + 1, Some(until)),
                None => self.last_day(next + 1, month, day),
            };
            return Some(self.with_year(end, When::Day { year: None, month, day, until }));
        }
        // a month without its day
        let comma = usize::from(matches!(self.word(next), "," | "of"));
        if let Some(year) = self.year(next + comma) {
            return Some((next + comma + 1, When::Month { year: Some(year), month, shift: None }));
        }
        // "between June and August"
        let beside = |at: usize| matches!(self.cue(at), Cue::Month(..)) && self.document.token(at).is_some_and(|token| token.capital);
        let paired = self.is(at.wrapping_sub(1), &["and", "to", "-", "–", "through"]) && beside(at.wrapping_sub(2));
        (self.leads(at) || paired || sure && !self.follows_name(at)).then_some((at + 1, When::Month { year: None, month, shift: None }))
    }

    /// Whether the word before token `at` may be a name that goes on: `Black September`.
    pub(super) fn follows_name(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.document.token(before).is_some_and(|token| token.is_word() && token.capital)
                && self.document.sentence_of(before) == self.document.sentence_of(at)
                && before > self.document.sentence(self.document.sentence_of(at)).start
                && self.cue(before) == Cue::None
        })
    }

    /// Whether a preposition of time stands before token `at`.
    fn leads(&self, at: usize) -> bool {
        self.before(
            at,
            &["in", "since", "until", "till", "by", "from", "during", "before", "after", "through", "last", "next", "between", "for"],
        )
    }

    /// The last day of a period of which `day` is the first: `to 20`, `- 17`, `and 5`.
    fn last_day(&self, at: usize, month: i8, day: i8) -> (usize, Option<(i8, i8)>) {
        let linked = matches!(self.word(at), "-" | "–" | "—" | "to" | "and" | "through" | "until");
        if let Cue::Figure(Figure::Plain(number, 1..=2)) = self.cue(at + 1)
            && linked
            && let Some(last) = words::day(number).filter(|&last| last > day)
            && !matches!(self.cue(at + 2), Cue::Unit(_))
            && self.begins_nothing(at + 2)
        {
            return (at + 2, Some((month, last)));
        }
        (at, None)
    }

    /// A year after a day: `, 2022`, `2022`, `of 2022`.
    pub(super) fn with_year(&self, at: usize, when: When) -> Found {
        let comma = usize::from(matches!(self.word(at), "," | "of"));
        match (self.year(at + comma), when) {
            (Some(year), When::Day { month, day, until, .. }) => (at + comma + 1, When::Day { year: Some(year), month, day, until }),
            _ => (at, when),
        }
    }

    pub(super) fn year(&self, at: usize) -> Option<i16> {
        match self.cue(at) {
            Cue::Figure(Figure::Plain(number, 4)) => words::year(number),
            _ => None,
        }
    }

    /// `18/01/2022`, `9/11`.
    fn slashed(&self, at: usize) -> Option<Found> {
        let end = if self.word(at + 3) == "/" { at + 5 } else { at + 3 };
        if end > self.end {
            return None;
        }
        match words::figure(self.document.words(TokenRange::new(at, end))) {
            Figure::Date(year, month, day) => Some((end, When::Day { year: Some(year), month, day, until: None })),
            _ => None,
        }
    }

    pub(super) fn figure(&self, at: usize, figure: Figure) -> Option<Found> {
        if self.word(at + 1) == "/" {
            return self.slashed(at);
        }
        if let Some(found) = self.day_first(at, figure) {
            return Some(found);
        }
        match figure {
            Figure::Date(year, month, day) => Some((at + 1, When::Day { year: Some(year), month, day, until: None })),
            Figure::Years(first, last) => Some((at + 1, When::Years(first, last))),
            Figure::Decade(year) => Some((at + 1, When::Years(year, year + 9))),
            Figure::Clock => Some(self.clock_end(at + 1)),
            Figure::Plain(number, 1..=2) if number <= 24 => self.clock(at).or_else(|| self.amount(at + 1, Some(number))),
            Figure::Plain(number, 4) => words::year(number)
                .filter(|_| self.is_year(at, number))
                .map(|year| (at + 1, When::Years(year, year)))
                .or_else(|| self.amount(at + 1, Some(number))),
            Figure::Plain(number, _) => self.amount(at + 1, Some(number)),
            Figure::AtLeast(_) => self.amount(at + 1, None),
            // "the 21st century"
            Figure::Ordinal(number) if self.cue(at + 1) == Cue::Unit(Unit::Century) => {
                let first = (i16::from(number) - 1) * 100;
                (number > 0).then_some((at + 2, When::Years(first + 1, first + 100)))
            }
            Figure::Ordinal(_) | Figure::Days(..) | Figure::Other => None,
        }
    }

    /// `18 January 2022`, `18th of January`, `5-6 April`, `10 to 20 February`.
    pub(super) fn day_first(&self, at: usize, figure: Figure) -> Option<Found> {
        let (mut end, day, last) = match figure {
            Figure::Plain(number, 1..=2) => (at + 1, words::day(number)?, None),
            Figure::Ordinal(day) => (at + 1, day, None),
            Figure::Days(day, last) => (at + 1, day, Some(last)),
            _ => return None,
        };
        let mut last = last;
        if last.is_none()
            && matches!(self.word(end), "-" | "–" | "—" | "to" | "and")
            && let Cue::Figure(Figure::Plain(number, 1..=2)) = self.cue(end + 1)
        {
            last = words::day(number);
            end += 2;
        }
        end += usize::from(self.cue(end) == Cue::Of);
        let Cue::Month(month, _) = self.cue(end) else { return None };
        let dotted = self.word(end + 1) == "." && self.document.word(end).len() <= 4 && self.year(end + 2).is_some();
        // "the 5 March" is a date, "5 May told" is not: nobody counts names
        Some(self.with_year(end + 1 + usize::from(dotted), When::Day { year: None, month, day, until: last.map(|last| (month, last)) }))
    }

    /// Whether four bare digits are a year: a preposition of time or an article before, no counted noun behind.
    fn is_year(&self, at: usize, number: i32) -> bool {
        let before = |words: &[&str]| self.before(at, words);
        let follower = self.document.token(at + 1).filter(|_| at + 1 < self.end);
        let counts = follower.is_some_and(|token| token.is_word() && !token.capital && token.spaced) && !self.is(at + 1, LINKS);
        let bracketed = before(&["("]) && self.is(at + 1, &[")", ",", "-", "–"]);
        if before(&[
            "in", "since", "until", "till", "by", "from", "during", "before", "after", "of", "between", "early", "late", "mid", "year",
            "through",
        ]) {
            return !counts && (1100..=2100).contains(&number);
        }
        (1900..=2060).contains(&number)
            && (bracketed
                || before(&["the", "its", "his", "their", "'s", "’s", "and", "to"]) && (follower.is_some() || before(&["and", "to"])))
    }

    /// `8 p.m.`, `10:30`, `10:30 a.m. local time`.
    fn clock(&self, at: usize) -> Option<Found> {
        let tight = |index: usize| self.document.token(index).is_some_and(|token| !token.spaced);
        let minutes = self.word(at + 1) == ":"
            && tight(at + 1)
            && tight(at + 2)
            && matches!(self.cue(at + 2), Cue::Figure(Figure::Plain(0..=59, 2) | Figure::Clock | Figure::Other));
        let end = if minutes { at + 3 } else { at + 1 };
        let half = self.is(end, &["a.m", "p.m", "a.m.", "p.m.", "am", "pm", "GMT", "UTC"]) || self.is(end, &["hours"]) && minutes;
        let told = matches!(self.cue(at + 2), Cue::Figure(Figure::Clock)) && minutes;
        if half || told {
            return Some(self.clock_end(end + usize::from(half)));
        }
        (minutes && self.before(at, &["at", "by", "around", "about", "until", "from", "to"])).then(|| self.clock_end(end))
    }

    /// The zone after a time of day.
    fn clock_end(&self, at: usize) -> Found {
        let mut end = at;
        if self.is(end, &["local"]) && self.is(end + 1, &["time"]) {
            end += 2;
        } else if self.is(end, &["GMT", "UTC", "EST", "EDT", "ET", "CET", "CEST", "BST", "PST", "PDT"]) {
            end += 1;
        }
        (end, When::Clock)
    }

    /// `summer 2014`, `spring of 2022`, `in the winter`.
    pub(super) fn season(&self, at: usize, season: i8, sure: bool) -> Option<Found> {
        let of = usize::from(self.cue(at + 1) == Cue::Of);
        if let Some(year) = self.year(at + 1 + of) {
            return Some((at + 2 + of, When::Season { season, year: Some(year), shift: None }));
        }
        let before = |words: &[&str]| self.before(at, words);
        if !self.begins_nothing(at + 1) || !sure && !self.is(at, &["spring"]) {
            return None;
        }
        // without an article it may be any
        let vague = before(&["in", "during"]);
        let led = vague || before(&["this", "by", "since", "until", "late", "early"]) || of == 0 && before(&["the"]);
        led.then_some((at + 1, if vague { When::Vague } else { When::Season { season, year: None, shift: None } }))
    }

    /// `Christmas Eve`, `Ramadan`.
    pub(super) fn feast(&self, at: usize, month: i8, day: i8) -> Option<Found> {
        let named = |name: &str| self.word(at + 1) == name;
        let end = at + 1 + usize::from(named("Eve") || named("Day") || named("Sunday"));
        if !self.begins_nothing(end) {
            return None;
        }
        if day == 0 {
            return Some((end, When::Vague));
        }
        Some(self.with_year(end, When::Day { year: None, month, day: day - i8::from(named("Eve")), until: None }))
    }
}
