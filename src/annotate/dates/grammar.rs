//! The grammar of dates: from a token on, the longest expression that is one.

use super::{
    calendar::When,
    words::{self, Cue, Figure, Unit, cue},
};
use crate::document::{Document, TokenKind};

mod absolute;

/// An expression found: the token after its last one, and what it says.
pub type Found = (usize, When);

/// Reads dates from a document.
#[derive(Clone, Copy)]
pub struct Grammar<'a> {
    document: &'a Document<'a>,
    /// No expression goes beyond this token.
    end: usize,
}

impl<'a> Grammar<'a> {
    /// A grammar that reads up to the token `end`.
    pub const fn new(document: &'a Document<'a>, end: usize) -> Self {
        Self { document, end }
    }

    fn cue(&self, at: usize) -> Cue {
        if at < self.end { cue(self.document, at) } else { Cue::None }
    }

    fn word(&self, at: usize) -> &'a str {
        if at < self.end { self.document.word(at) } else { "" }
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// The expression that begins at token `at`.
    pub fn read(&self, at: usize) -> Option<Found> {
        match self.cue(at) {
            Cue::Month(month, sure) => self.month_first(at, month, sure),
            Cue::Weekday(weekday) => Some(self.weekday(at, weekday, None)),
            Cue::Figure(figure) => self.figure(at, figure),
            // a newspaper, not a day
            Cue::Deictic(_) if self.document.token(at).is_some_and(|token| token.capital) && self.follows_name(at) => None,
            Cue::Deictic(by) => Some(self.with_part(at + 1, When::Shifted(Unit::Day, i32::from(by)))),
            Cue::The => self.after_the(at),
            // "is to last 45 minutes"
            Cue::Last if self.before(at, VERBAL) && matches!(self.cue(at + 1), Cue::Count(_) | Cue::Few | Cue::Figure(_)) => None,
            Cue::Last => self.shifted(at + 1, -1),
            Cue::Next => self.shifted(at + 1, 1),
            Cue::This => self.after_this(at + 1),
            Cue::Recent => match self.cue(at + 1) {
                Cue::Unit(unit) if unit != Unit::Hour => Some((at + 2, When::Vague)),
                _ => None,
            },
            Cue::Other => self.other(at),
            Cue::Early => self.early(at),
            Cue::Earlier => self.earlier(at),
            Cue::Edge => self.edge(at),
            Cue::Count(count) => self.amount(at + 1, Some(count)),
            Cue::Few => self.amount(at + 1, None),
            Cue::Season(season, sure) => self.season(at, season, sure),
            Cue::Feast(month, day) => self.feast(at, month, day),
            Cue::None => self.rest(at),
            Cue::Unit(unit) => self.uncounted(at, unit),
            Cue::Part => (self.before(at, &["at"]) && self.begins_nothing(at + 1)).then_some((at + 1, When::Clock)),
            Cue::Ago | Cue::Of | Cue::In => None,
        }
    }

    /// Whether one of `words` stands right before token `at`.
    fn before(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, words))
    }

    /// Units without a number: `years ago`, `moments later`, `for months`, `within hours`.
    fn uncounted(&self, at: usize, unit: Unit) -> Option<Found> {
        if !self.word(at).ends_with('s') {
            return None;
        }
        let reckoned = matches!(self.cue(at + 1), Cue::Ago | Cue::Earlier);
        if reckoned && self.begins_nothing(at + 2) {
            return Some((at + 2, When::Vague));
        }
        let bare = self.begins_nothing(at + 1) && self.cue(at + 1) != Cue::Of;
        (bare && unit != Unit::Weekend && self.before(at, &["for", "within"])).then_some((at + 1, When::Length))
    }

    /// Whether no noun follows that the number before it would count.
    fn begins_nothing(&self, at: usize) -> bool {
        at >= self.end || !self.document.token(at).is_some_and(|token| token.is_word() && !token.capital) || self.is(at, LINKS)
    }

    /// `Tuesday`, `Tuesday morning`, `Tuesday, Jan. 18`, `Tuesday last week`.
    fn weekday(&self, at: usize, weekday: i8, shift: Option<i8>) -> Found {
        let after = at + 1 + usize::from(self.word(at + 1) == "," && self.document.token(at + 1).is_some_and(|token| !token.spaced));
        let dated = match self.cue(after) {
            Cue::Month(month, sure) => self.month_first(after, month, sure),
            Cue::Figure(figure) => self.day_first(after, figure),
            _ => None,
        };
        if let Some((end, when @ When::Day { .. })) = dated {
            return (end, when);
        }
        let end = at + 1 + usize::from(self.cue(at + 1) == Cue::Part);
        let weeks = match (self.cue(end), self.cue(end + 1)) {
            (Cue::Last, Cue::Unit(Unit::Week)) => Some(-1),
            (Cue::This, Cue::Unit(Unit::Week)) => Some(0),
            (Cue::Next, Cue::Unit(Unit::Week)) => Some(1),
            _ => None,
        };
        (if weeks.is_some() { end + 2 } else { end }, When::Weekday { weekday, shift, weeks })
    }

    /// Takes in a part of the day: `yesterday morning`.
    fn with_part(&self, at: usize, when: When) -> Found {
        (at + usize::from(self.cue(at) == Cue::Part), when)
    }

    /// After `last` (−1), `this` (0), `next` (1): `week`, `Wednesday`, `two years`, `December`, `summer`.
    fn shifted(&self, at: usize, by: i8) -> Option<Found> {
        let shift = Some(by);
        match self.cue(at) {
            Cue::Unit(Unit::Hour) => None,
            Cue::Unit(Unit::Day) => (by != 0 && self.word(at) == "day").then_some((at + 1, When::Vague)),
            // "the past weeks" are no last week
            Cue::Unit(_) if self.word(at).ends_with(['s', 'S']) => (by != 0).then_some((at + 1, When::Vague)),
            Cue::Unit(unit) => Some((at + 1, When::Shifted(unit, i32::from(by)))),
            Cue::Part if by <= 0 => {
                Some((at + 1, When::Shifted(Unit::Day, if by < 0 && self.is(at, &["night", "evening"]) { -1 } else { 0 })))
            }
            Cue::Weekday(weekday) => Some(self.weekday(at, weekday, shift)),
            Cue::Month(month, _) if self.document.token(at).is_some_and(|token| token.capital) => {
                let (end, when) = self.month_first(at, month, true)?;
                Some((end, if let When::Month { year: None, month, .. } = when { When::Month { year: None, month, shift } } else { when }))
            }
            Cue::Season(season, _) => Some((at + 1, When::Season { season, year: None, shift })),
            // of a feast that is told by its year alone the month is sure
            Cue::Feast(month, day) => self.feast(at, month, day).map(|(end, when)| match when {
                When::Day { year: None, month, .. } => (end, When::Month { year: None, month, shift }),
                other => (end, other),
            }),
            Cue::Few => {
                let of = usize::from(self.cue(at + 1) == Cue::Of);
                matches!(self.cue(at + 1 + of), Cue::Unit(_)).then_some((at + 2 + of, When::Vague))
            }
            Cue::Count(count) | Cue::Figure(Figure::Plain(count, _) | Figure::AtLeast(count)) => self.stretch(at + 1, count, by),
            _ => None,
        }
    }

    /// `this week`, `this past winter`, `this coming Friday`.
    fn after_this(&self, at: usize) -> Option<Found> {
        match self.cue(at) {
            Cue::Last => self.shifted(at + 1, -1),
            Cue::Next => self.shifted(at + 1, 1),
            _ => self.shifted(at, 0),
        }
    }

    /// The unit of `the last 24 hours`.
    fn stretch(&self, at: usize, count: i32, by: i8) -> Option<Found> {
        match self.cue(at) {
            Cue::Unit(unit) if by != 0 => Some((at + 1, When::Stretch(unit, count.checked_mul(i32::from(by))?))),
            Cue::Unit(_) => Some((at + 1, When::Vague)),
            _ => None,
        }
    }

    /// `the last two years`, `the 18th of January`, `the 1990s`, `the early hours of Monday`, `the end of March`, `the day before`.
    fn after_the(&self, at: usize) -> Option<Found> {
        let next = at + 1;
        match self.cue(next) {
            Cue::Last => match self.shifted(next + 1, -1)? {
                // with the article it is the stretch up to now
                (end, When::Shifted(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade), _)) => {
                    Some((end, When::Stretch(unit, -1)))
                }
                found => Some(found),
            },
            Cue::Next => match self.shifted(next + 1, 1)? {
                (end, When::Shifted(unit, _)) => Some((end, if unit == Unit::Day { When::Vague } else { When::Stretch(unit, 1) })),
                found => Some(found),
            },
            Cue::This => self.after_this(next + 1),
            Cue::Other => self.other(next),
            Cue::Early => self.early(next),
            Cue::Edge => self.edge(next),
            Cue::Figure(figure @ (Figure::Ordinal(_) | Figure::Decade(_))) => self.figure(next, figure),
            Cue::Season(season, _) => self.season(next, season, true),
            Cue::Part if self.cue(next + 1) == Cue::Of => {
                self.read(next + 2).filter(|(_, when)| matches!(when, When::Day { .. } | When::Weekday { .. }))
            }
            Cue::Unit(Unit::Weekend) if self.begins_nothing(next + 1) => Some((next + 1, When::Vague)),
            Cue::Unit(Unit::Day) if self.is(next + 1, &["before", "after"]) => match self.cue(next + 2) {
                Cue::Deictic(by @ (-1 | 1)) => Some((next + 3, When::Shifted(Unit::Day, i32::from(by) * 2))),
                _ => self.document.token(next + 2).is_none_or(|token| token.kind == TokenKind::Punct).then_some((next + 2, When::Vague)),
            },
            _ => None,
        }
    }

    /// `the following day`, `the previous year`, `that night`, `the same month`.
    fn other(&self, at: usize) -> Option<Found> {
        match self.cue(at + 1) {
            Cue::Unit(unit) if unit != Unit::Hour && !self.word(at + 1).ends_with('s') => Some((at + 2, When::Vague)),
            Cue::Part if !self.is(at, &["previous"]) => Some((at + 2, When::Vague)),
            _ => None,
        }
    }

    /// `early March`, `late 2021`, `early next year`, `early Monday`, `early hours of Sunday`, `mid January`.
    fn early(&self, at: usize) -> Option<Found> {
        let next = at + 1;
        if self.is(next, &["hours", "hour"]) {
            return self.edge(next);
        }
        match self.cue(next) {
            Cue::Month(month, _) => self.month_first(next, month, true),
            Cue::Weekday(weekday) => Some(self.weekday(next, weekday, None)),
            Cue::Figure(Figure::Plain(number, 4)) => words::year(number).map(|year| (next + 1, When::Years(year, year))),
            Cue::Figure(Figure::Decade(year)) => Some((next + 1, When::Years(year, year + 9))),
            Cue::Last | Cue::Next | Cue::This | Cue::Deictic(_) => self.read(next),
            Cue::Season(season, _) => self.season(next, season, true),
            Cue::In => self.in_unit(next),
            _ => None,
        }
    }

    /// `in the day`, `in the year`: reckoned from the text.
    fn in_unit(&self, at: usize) -> Option<Found> {
        match (self.cue(at + 1), self.cue(at + 2)) {
            (Cue::The, Cue::Unit(unit)) if unit != Unit::Hour => Some((at + 3, When::Vague)),
            _ => None,
        }
    }

    /// `earlier this year`, `later today`, `later in the day`, `earlier Monday`, `later that day`.
    fn earlier(&self, at: usize) -> Option<Found> {
        match self.cue(at + 1) {
            Cue::Last | Cue::This | Cue::Deictic(_) | Cue::Weekday(_) | Cue::Other => self.read(at + 1),
            Cue::In => self.in_unit(at + 1).or_else(|| self.read(at + 2)),
            _ => None,
        }
    }

    /// `end of March`, `hours of Monday`, `start of the year`, `end of next week`.
    fn edge(&self, at: usize) -> Option<Found> {
        if self.cue(at + 1) != Cue::Of {
            return None;
        }
        let inner = at + 2;
        match self.cue(inner) {
            Cue::Month(month, _) => self.month_first(inner, month, true),
            Cue::Figure(Figure::Plain(number, 4)) => words::year(number).map(|year| (inner + 1, When::Years(year, year))),
            Cue::Weekday(_) | Cue::Last | Cue::Next | Cue::This | Cue::Deictic(_) => self.read(inner),
            Cue::Figure(figure) => self.day_first(inner, figure),
            Cue::Feast(month, day) => self.feast(inner, month, day),
            Cue::None if self.is_new_year(inner) => Some(Self::new_year(inner)),
            Cue::Count(1) if self.is_new_year(inner + 1) => Some(Self::new_year(inner + 1)),
            Cue::The => match self.cue(inner + 1) {
                Cue::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)) => {
                    Some((inner + 2, When::Shifted(unit, 0)))
                }
                Cue::Figure(Figure::Decade(_)) | Cue::Last | Cue::Next => self.read(inner),
                Cue::None if self.is_new_year(inner + 1) => Some(Self::new_year(inner + 1)),
                _ => None,
            },
            _ => None,
        }
    }

    /// After a number: `two years ago`, `a few days earlier`, `45 minutes`.
    fn amount(&self, at: usize, count: Option<i32>) -> Option<Found> {
        let number = at.saturating_sub(1);
        // "a few", "a couple of"
        let (at, count) = if self.cue(at) == Cue::Few { (at + 1, None) } else { (at, count) };
        let at = at + usize::from(self.cue(at) == Cue::Of);
        let Cue::Unit(unit) = self.cue(at) else { return None };
        match self.cue(at + 1) {
            Cue::Ago => Some((at + 2, count.and_then(i32::checked_neg).map_or(When::Vague, |by| When::Offset(unit, by)))),
            Cue::Earlier => Some((at + 2, When::Vague)),
            _ if self.is(at + 1, &["from"]) && self.is(at + 2, &["now"]) => {
                Some((at + 3, count.map_or(When::Vague, |by| When::Offset(unit, by))))
            }
            // "a year" is mostly a rate; "18 years old" is an age
            _ if self.is(at + 1, &["old", "younger", "older"]) || self.is(number, &["a", "an"]) && count.is_some() => None,
            _ if self.word(at).ends_with('s') || self.is(number, &["one", "1"]) && unit != Unit::Day => Some((at + 1, When::Length)),
            _ => None,
        }
    }

    /// `New Year`, no `New Year's Eve`.
    fn is_new_year(&self, at: usize) -> bool {
        self.word(at) == "New"
            && self.word(at + 1) == "Year"
            && self.document.token(at + 2).is_none_or(|token| token.kind != TokenKind::Possessive)
    }

    /// The first of January by its name.
    const fn new_year(at: usize) -> Found {
        (at + 2, When::Day { year: None, month: 1, day: 1, until: None })
    }

    /// What begins with no word of the calendar: `New Year's Eve`, `mid-January`, `noon`, `overnight`.
    fn rest(&self, at: usize) -> Option<Found> {
        let word = self.document.word(at);
        if matches!(word, "noon" | "midnight") && self.before(at, &["at", "by", "around", "until", "after", "before", "since", "from"]) {
            return Some((at + 1, When::Clock));
        }
        if word.eq_ignore_ascii_case("overnight") && self.begins_nothing(at + 1) {
            return Some((at + 1, When::Vague));
        }
        if word == "New" && self.word(at + 1) == "Year" && self.document.token(at + 2).is_some_and(|t| t.kind == TokenKind::Possessive) {
            return match self.word(at + 3) {
                "Eve" => Some(self.with_year(at + 4, When::Day { year: None, month: 12, day: 31, until: None })),
                "Day" => Some(self.with_year(at + 4, When::Day { year: None, month: 1, day: 1, until: None })),
                _ => None,
            };
        }
        let behind = |prefix: &str| word.split_at_checked(prefix.len()).filter(|(first, _)| first.eq_ignore_ascii_case(prefix));
        let (_, rest) = ["mid-", "early-", "late-"].into_iter().find_map(behind)?;
        if let Cue::Month(month, _) = words::named_month(rest) {
            let year = self.year(at + 1);
            return Some((at + 1 + usize::from(year.is_some()), When::Month { year, month, shift: None }));
        }
        let year = words::year(rest.parse().ok()?)?;
        Some((at + 1, When::Years(year, year)))
    }
}

/// Words behind which "last" is a verb.
const VERBAL: &[&str] =
    &["to", "will", "would", "can", "could", "may", "might", "should", "must", "not", "didn't", "didn’t", "won't", "won’t"];

/// Words after a number that it does not count.
const LINKS: &[&str] = &[
    "a",
    "after",
    "against",
    "amid",
    "an",
    "and",
    "are",
    "as",
    "at",
    "because",
    "been",
    "before",
    "but",
    "by",
    "can",
    "could",
    "during",
    "due",
    "for",
    "following",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "may",
    "might",
    "must",
    "near",
    "not",
    "of",
    "on",
    "or",
    "our",
    "over",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "there",
    "they",
    "this",
    "through",
    "to",
    "under",
    "until",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "you",
];
