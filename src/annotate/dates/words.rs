//! Words of the calendar, as the grammar sees them.

use crate::document::{Document, Token, TokenKind};

/// A stretch of time that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes and hours: too fine for a date.
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// What a token may do in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A month; `false` where the word has other uses, so that it needs company.
    Month(i8, bool),
    /// A day of the week, Monday = 1.
    Weekday(i8),
    /// A unit, in the singular or plural.
    Unit(Unit),
    /// Morning, afternoon, evening, night, dawn.
    Part,
    /// `last`, `past`: the stretch before this one.
    Last,
    /// `next`, `coming`.
    Next,
    /// `this`, `current`.
    This,
    /// `previous`, `following`, `same`, `that`: reckoned from another day of the text.
    Other,
    /// `recent`.
    Recent,
    /// `yesterday` −1, `today` 0, `tomorrow` 1.
    Deictic(i8),
    /// `early`, `late`, `mid`.
    Early,
    /// `earlier`, `later`.
    Earlier,
    /// `end`, `beginning`, `start`, `middle`, `hours`: with `of` before a date.
    Edge,
    /// `ago`.
    Ago,
    /// A number in letters.
    Count(i32),
    /// `few`, `several`, `couple`, `many`.
    Few,
    /// Spring 1 … winter 4; `false` where the word has other uses.
    Season(i8, bool),
    /// A day of the year: month and day; day 0 where it moves from year to year.
    Feast(i8, i8),
    /// A number in digits.
    Figure(Figure),
    The,
    Of,
    In,
    /// Anything else.
    None,
}

/// What a token that begins with a digit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// `18`, `2014`: the number and how many digits it has.
    Plain(i32, u8),
    /// `18th`.
    Ordinal(i8),
    /// `10-20`.
    Days(i8, i8),
    /// `2014-2016`, `2014-15`.
    Years(i16, i16),
    /// `1990s`.
    Decade(i16),
    /// `2022-01-18`, `18/01/2022`, `18.01.2022`.
    Date(i16, i8, i8),
    /// `8pm`.
    Clock,
    /// `20-plus`.
    AtLeast(i32),
    /// Anything else.
    Other,
}

/// The longest word of the calendar, in bytes.
const LONGEST: usize = 14;

/// What token `index` may do.
pub fn cue(document: &Document<'_>, index: usize) -> Cue {
    let Some(token) = document.token(index) else { return Cue::None };
    let word = document.word(index);
    match token.kind {
        TokenKind::Number => Cue::Figure(figure(word)),
        TokenKind::Word if word.len() <= LONGEST => {
            let mut buffer = [0; LONGEST];
            let Some(lower) = buffer.get_mut(..word.len()) else { return Cue::None };
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).map_or(Cue::None, |lower| letters(lower, token))
        }
        _ => Cue::None,
    }
}

fn letters(word: &str, token: Token) -> Cue {
    if token.capital
        && let Some(cue) = named(word)
    {
        return cue;
    }
    match word {
        "the" => Cue::The,
        "of" => Cue::Of,
        "in" => Cue::In,
        "last" | "past" => Cue::Last,
        "next" | "coming" | "upcoming" => Cue::Next,
        "this" | "current" => Cue::This,
        "previous" | "following" | "same" | "that" | "preceding" => Cue::Other,
        "recent" => Cue::Recent,
        "yesterday" => Cue::Deictic(-1),
        "today" | "tonight" => Cue::Deictic(0),
        "tomorrow" => Cue::Deictic(1),
        "early" | "late" | "mid" => Cue::Early,
        "earlier" | "later" => Cue::Earlier,
        "end" | "beginning" | "start" | "middle" | "turn" | "eve" => Cue::Edge,
        "ago" => Cue::Ago,
        "few" | "several" | "couple" | "many" => Cue::Few,
        "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "moments" => Cue::Unit(Unit::Hour),
        "day" | "days" => Cue::Unit(Unit::Day),
        "week" | "weeks" | "fortnight" => Cue::Unit(Unit::Week),
        "weekend" | "weekends" => Cue::Unit(Unit::Weekend),
        "month" | "months" => Cue::Unit(Unit::Month),
        "quarter" => Cue::Unit(Unit::Quarter),
        "year" | "years" => Cue::Unit(Unit::Year),
        "decade" | "decades" => Cue::Unit(Unit::Decade),
        "century" | "centuries" => Cue::Unit(Unit::Century),
        "morning" | "afternoon" | "evening" | "night" | "dawn" => Cue::Part,
        "spring" => Cue::Season(1, false),
        "summer" => Cue::Season(2, true),
        "autumn" => Cue::Season(3, true),
        "fall" => Cue::Season(3, false),
        "winter" => Cue::Season(4, true),
        _ => count(word).map_or(Cue::None, Cue::Count),
    }
}

/// Words that are written with a capital.
fn named(word: &str) -> Option<Cue> {
    Some(match word {
        "january" => Cue::Month(1, true),
        "february" => Cue::Month(2, true),
        "july" => Cue::Month(7, true),
        "september" => Cue::Month(9, true),
        "october" => Cue::Month(10, true),
        "november" => Cue::Month(11, true),
        "december" => Cue::Month(12, true),
        "jan" => Cue::Month(1, false),
        "feb" => Cue::Month(2, false),
        "march" | "mar" => Cue::Month(3, false),
        "april" | "apr" => Cue::Month(4, false),
        "may" => Cue::Month(5, false),
        "june" | "jun" => Cue::Month(6, false),
        "jul" => Cue::Month(7, false),
        "august" | "aug" => Cue::Month(8, false),
        "sept" | "sep" => Cue::Month(9, false),
        "oct" => Cue::Month(10, false),
        "nov" => Cue::Month(11, false),
        "dec" => Cue::Month(12, false),
        "monday" => Cue::Weekday(1),
        "tuesday" => Cue::Weekday(2),
        "wednesday" => Cue::Weekday(3),
        "thursday" => Cue::Weekday(4),
        "friday" => Cue::Weekday(5),
        "saturday" => Cue::Weekday(6),
        "sunday" => Cue::Weekday(7),
        "christmas" => Cue::Feast(12, 25),
        "easter" | "ramadan" | "passover" => Cue::Feast(0, 0),
        _ => return None,
    })
}

fn count(word: &str) -> Option<i32> {
    Some(match word {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        _ => return None,
    })
}

/// What `word`, which begins with a digit, says.
pub fn figure(word: &str) -> Figure {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(number), Some(rest)) = (word.get(..digits).and_then(|n| n.parse::<i32>().ok()), word.get(digits..)) else {
        return Figure::Other;
    };
    match rest {
        "" => Figure::Plain(number, u8::try_from(digits).unwrap_or(u8::MAX)),
        "st" | "nd" | "rd" | "th" => day(number).map_or(Figure::Other, Figure::Ordinal),
        "am" | "pm" | "a.m." | "p.m." | "AM" | "PM" | "hrs" if number <= 24 => Figure::Clock,
        "s" if digits == 4 && number % 10 == 0 => year(number).map_or(Figure::Other, Figure::Decade),
        "-plus" => Figure::AtLeast(number),
        _ => composed(word, number, digits).unwrap_or(Figure::Other),
    }
}

/// Figures of several numbers with one kind of sign between them.
fn composed(word: &str, first: i32, digits: usize) -> Option<Figure> {
    let sign = word.chars().nth(digits).filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let mut parts = word.split(sign).skip(1);
    let (second, third) = (parts.next()?, parts.next());
    let numeral = |part: &str| part.parse::<i32>().ok();
    if parts.next().is_some() {
        return None;
    }
    let number = numeral(second)?;
    match (third, sign, digits, second.len()) {
        (Some(third), '-', 4, 2) => Some(Figure::Date(year(first)?, month(number)?, day(numeral(third)?)?)),
        (Some(third), ..) if third.len() == 4 => {
            // day first unless only month first fits; slashes alone leave a doubt that the day settles
            let year = year(numeral(third)?)?;
            match (month(number), month(first)) {
                (Some(month), _) if first > 12 || sign == '.' => Some(Figure::Date(year, month, day(first)?)),
                (_, Some(month)) => Some(Figure::Date(year, month, day(number)?)),
                _ => None,
            }
        }
        (None, '-', 4, 4) => Some(Figure::Years(year(first)?, year(number)?)),
        (None, '-', 4, 2) => {
            let (first, until) = (year(first)?, year(first - first % 100 + number)?);
            (until > first).then_some(Figure::Years(first, until))
        }
        (None, '-', 1..=2, 1..=2) => {
            let (first, until) = (day(first)?, day(number)?);
            (until > first).then_some(Figure::Days(first, until))
        }
        // the one day that goes by its figures alone
        (None, '/', ..) if word == "9/11" => Some(Figure::Date(2001, 9, 11)),
        _ => None,
    }
}

/// `number` as a day of a month.
pub fn day(number: i32) -> Option<i8> {
    i8::try_from(number).ok().filter(|day| (1..=31).contains(day))
}

fn month(number: i32) -> Option<i8> {
    i8::try_from(number).ok().filter(|month| (1..=12).contains(month))
}

/// `number` as a year that news speak of.
pub fn year(number: i32) -> Option<i16> {
    i16::try_from(number).ok().filter(|year| (1000..=2199).contains(year))
}

/// The month that `word` names, capital or not.
pub fn named_month(word: &str) -> Cue {
    named(&word.to_ascii_lowercase()).filter(|cue| matches!(cue, Cue::Month(..))).unwrap_or(Cue::None)
}
