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
            letters(lower, token)
        }
        _ => Cue::None,
    }
}

fn letters(word: &[u8], token: Token) -> Cue {
    if token.capital
        && let Some(cue) = named(word)
    {
        return cue;
    }
    match word {
        b"the" => Cue::The,
        b"of" => Cue::Of,
        b"in" => Cue::In,
        b"last" | b"past" => Cue::Last,
        b"next" | b"coming" | b"upcoming" => Cue::Next,
        b"this" | b"current" => Cue::This,
        b"previous" | b"following" | b"same" | b"that" | b"preceding" => Cue::Other,
        b"recent" => Cue::Recent,
        b"yesterday" => Cue::Deictic(-1),
        b"today" | b"tonight" => Cue::Deictic(0),
        b"tomorrow" => Cue::Deictic(1),
        b"early" | b"late" | b"mid" => Cue::Early,
        b"earlier" | b"later" => Cue::Earlier,
        b"end" | b"beginning" | b"start" | b"middle" | b"turn" | b"eve" => Cue::Edge,
        b"ago" => Cue::Ago,
        b"few" | b"several" | b"couple" | b"many" => Cue::Few,
        b"second" | b"seconds" | b"minute" | b"minutes" | b"hour" | b"hours" | b"moments" => Cue::Unit(Unit::Hour),
        b"day" | b"days" => Cue::Unit(Unit::Day),
        b"week" | b"weeks" | b"fortnight" => Cue::Unit(Unit::Week),
        b"weekend" | b"weekends" => Cue::Unit(Unit::Weekend),
        b"month" | b"months" => Cue::Unit(Unit::Month),
        b"quarter" => Cue::Unit(Unit::Quarter),
        b"year" | b"years" => Cue::Unit(Unit::Year),
        b"decade" | b"decades" => Cue::Unit(Unit::Decade),
        b"century" | b"centuries" => Cue::Unit(Unit::Century),
        b"morning" | b"afternoon" | b"evening" | b"night" | b"dawn" => Cue::Part,
        b"spring" => Cue::Season(1, false),
        b"summer" => Cue::Season(2, true),
        b"autumn" => Cue::Season(3, true),
        b"fall" => Cue::Season(3, false),
        b"winter" => Cue::Season(4, true),
        _ => count(word).map_or(Cue::None, Cue::Count),
    }
}

/// Words that are written with a capital.
fn named(word: &[u8]) -> Option<Cue> {
    Some(match word {
        b"january" => Cue::Month(1, true),
        b"february" => Cue::Month(2, true),
        b"july" => Cue::Month(7, true),
        b"september" => Cue::Month(9, true),
        b"october" => Cue::Month(10, true),
        b"november" => Cue::Month(11, true),
        b"december" => Cue::Month(12, true),
        b"jan" => Cue::Month(1, false),
        b"feb" => Cue::Month(2, false),
        b"march" | b"mar" => Cue::Month(3, false),
        b"april" | b"apr" => Cue::Month(4, false),
        b"may" => Cue::Month(5, false),
        b"june" | b"jun" => Cue::Month(6, false),
        b"jul" => Cue::Month(7, false),
        b"august" | b"aug" => Cue::Month(8, false),
        b"sept" | b"sep" => Cue::Month(9, false),
        b"oct" => Cue::Month(10, false),
        b"nov" => Cue::Month(11, false),
        b"dec" => Cue::Month(12, false),
        b"monday" => Cue::Weekday(1),
        b"tuesday" => Cue::Weekday(2),
        b"wednesday" => Cue::Weekday(3),
        b"thursday" => Cue::Weekday(4),
        b"friday" => Cue::Weekday(5),
        b"saturday" => Cue::Weekday(6),
        b"sunday" => Cue::Weekday(7),
        b"christmas" => Cue::Feast(12, 25),
        b"easter" | b"ramadan" | b"passover" => Cue::Feast(0, 0),
        _ => return None,
    })
}

fn count(word: &[u8]) -> Option<i32> {
    Some(match word {
        b"a" | b"an" | b"one" => 1,
        b"two" => 2,
        b"three" => 3,
        b"four" => 4,
        b"five" => 5,
        b"six" => 6,
        b"seven" => 7,
        b"eight" => 8,
        b"nine" => 9,
        b"ten" => 10,
        b"eleven" => 11,
        b"twelve" => 12,
        b"thirteen" => 13,
        b"fourteen" => 14,
        b"fifteen" => 15,
        b"sixteen" => 16,
        b"seventeen" => 17,
        b"eighteen" => 18,
        b"nineteen" => 19,
        b"twenty" => 20,
        b"thirty" => 30,
        b"forty" => 40,
        b"fifty" => 50,
        b"sixty" => 60,
        b"seventy" => 70,
        b"eighty" => 80,
        b"ninety" => 90,
        b"hundred" => 100,
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
    named(word.to_ascii_lowercase().as_bytes()).filter(|cue| matches!(cue, Cue::Month(..))).unwrap_or(Cue::None)
}
