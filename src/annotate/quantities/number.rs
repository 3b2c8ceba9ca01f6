//! Numerals: digits and number words, with scales, ranges and open numbers.

use super::units::is_unit;
use crate::document::{Document, TokenKind};

/// A number as written, without the words around it that widen or narrow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Least value; `None` where the number is open (`dozens`).
    pub min: Option<u64>,
    /// Greatest value.
    pub max: Option<u64>,
    /// The token after the number.
    pub end: usize,
    /// Written in digits alone, without grouping: a year, a day or part of a name may look so.
    pub bare: bool,
    /// What is glued to the number.
    pub suffix: Suffix,
}

/// What is glued to a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Suffix {
    /// Nothing.
    #[default]
    None,
    /// `-strong`, `-odd`, `-member`: it counts heads.
    Strong,
    /// `-plus`, `+`.
    Plus,
    /// A unit of measure: `155mm`, `1,000-kilometer`.
    Unit,
    /// Any other word: `500-vehicle`.
    Other,
}

/// A word in lower case, on the stack; empty where it is longer than any number word or not ASCII.
pub(super) struct Lower {
    bytes: [u8; 24],
    len: usize,
}

impl Lower {
    pub(super) fn new(word: &str) -> Self {
        let mut bytes = [0; 24];
        let len = match bytes.get_mut(..word.len()) {
            Some(room) if word.is_ascii() => {
                room.copy_from_slice(word.as_bytes());
                room.make_ascii_lowercase();
                word.len()
            }
            _ => 0,
        };
        Self { bytes, len }
    }

    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

/// A value with the digits after its decimal point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Value {
    whole: u64,
    fraction: u64,
    /// 10 to the number of digits in `fraction`.
    tenths: u64,
}

impl Value {
    const fn new(whole: u64) -> Self {
        Self { whole, fraction: 0, tenths: 1 }
    }

    fn times(self, scale: u64) -> Self {
        let fraction = self.fraction.saturating_mul(scale);
        Self {
            whole: self.whole.saturating_mul(scale).saturating_add(fraction / self.tenths),
            fraction: fraction % self.tenths,
            tenths: self.tenths,
        }
    }
}

/// The number that begins at token `at` and ends before `limit`.
pub(super) fn number(document: &Document<'_>, at: usize, limit: usize) -> Option<Number> {
    let first = Reading::at(document, at, limit)?;
    let Some(low) = first.value else {
        return Some(Number { min: None, max: None, end: first.end, bare: false, suffix: first.suffix });
    };
    if let Some(high) = first.high {
        return Some(Number { min: Some(low.whole), max: Some(high.whole), end: first.end, bare: false, suffix: first.suffix });
    }
    if first.suffix == Suffix::None
        && let Some(high) = range(document, &first, limit)
    {
        return Some(high);
    }
    Some(Number { min: Some(low.whole), max: Some(low.whole), end: first.end, bare: first.bare, suffix: first.suffix })
}

/// `20 to 30`, `20–30`, `two or three`: the second number, which shares its scale with the first where that has none.
fn range(document: &Document<'_>, first: &Reading, limit: usize) -> Option<Number> {
    let low = first.value?;
    let joiner = document.word(first.end);
    if first.end + 1 >= limit || !matches!(joiner, "to" | "or" | "–" | "—" | "-") {
        return None;
    }
    // "LIMA, July 8 - Thirteen aircraft …": the dash of a dateline
    if document.token(first.end + 1).is_some_and(|token| token.capital && token.spaced) {
        return None;
    }
    let second = Reading::at(document, first.end + 1, limit)?;
    let high = second.value.filter(|_| second.high.is_none())?;
    let low =
        if low.whole < high.whole && first.scale == 1 && second.scale >= 1000 && low.whole < 1000 { low.times(second.scale) } else { low };
    (low.whole < high.whole).then_some(Number {
        min: Some(low.whole),
        max: Some(high.whole),
        end: second.end,
        bare: first.bare && second.bare && joiner != "to" && joiner != "or",
        suffix: second.suffix,
    })
}

/// One numeral.
#[derive(Clone, Copy, Debug)]
struct Reading {
    /// `None` for an open number.
    value: Option<Value>,
    /// The second value of a range in one token (`20-30`).
    high: Option<Value>,
    /// What the number words after it multiply it by.
    scale: u64,
    end: usize,
    bare: bool,
    suffix: Suffix,
}

impl Reading {
    fn at(document: &Document<'_>, at: usize, limit: usize) -> Option<Self> {
        let token = document.token(at).filter(|_| at < limit)?;
        match token.kind {
            TokenKind::Number => Self::digits(document, at, limit),
            TokenKind::Word => Self::words(document, at, limit).or_else(|| open(document, at, limit)),
            _ => None,
        }
    }

    /// `100,000`, `4.5 million`, `20-30`, `2,000-plus`, `155mm`.
    fn digits(document: &Document<'_>, at: usize, limit: usize) -> Option<Self> {
        let word = document.word(at);
        let (value, used, grouped) = parse_digits(word)?;
        let rest = word.get(used..)?;
        let mut reading = Self { value: Some(value), high: None, scale: 1, end: at + 1, bare: !grouped, suffix: Suffix::None };
        let lower = Lower::new(rest);
        match lower.as_str() {
            "" if rest.is_empty() => reading.scales(document, limit),
            "k" => reading.multiply(1000),
            "bn" => reading.multiply(1_000_000_000),
            "tn" => reading.multiply(1_000_000_000_000),
            "m" if counts_millions(document, at, limit) => reading.multiply(1_000_000),
            "s" | "st" | "nd" | "rd" | "th" => return None,
            "-plus" => reading.suffix = Suffix::Plus,
            text => {
                let high = text.strip_prefix('-').and_then(parse_digits);
                let wide = is_group(document, at + 1, limit);
                if let Some((high, more, _)) = high.filter(|(high, ..)| high.whole > value.whole || wide) {
                    reading.high = Some(high);
                    let tail = text.get(1 + more..).unwrap_or("");
                    reading.group(document, limit);
                    match tail {
                        "" => reading.scales(document, limit),
                        "m" if counts_millions(document, at, limit) => reading.multiply(1_000_000),
                        "k" => reading.multiply(1000),
                        _ => reading.suffix = glued(tail)?,
                    }
                } else {
                    reading.suffix = glued(text)?;
                }
            }
        }
        Some(reading)
    }

    /// `twelve`, `two hundred and fifty`, `a dozen`, `half a million`.
    fn words(document: &Document<'_>, at: usize, limit: usize) -> Option<Self> {
        let lower = Lower::new(document.word(at));
        let (text, suffix) = split_suffix(lower.as_str());
        let mut reading = Self { value: None, high: None, scale: 1, end: at + 1, bare: false, suffix };
        if let Some(value) = cardinal(text) {
            reading.value = Some(Value::new(value));
            if suffix == Suffix::None {
                reading.scales(document, limit);
                reading.tens(document, limit);
            }
            return Some(reading);
        }
        let next = |n: usize| if at + n < limit { document.word(at + n) } else { "" };
        match text {
            "a" | "an" => {
                let inner = Lower::new(next(1));
                let (noun, glued) = split_suffix(inner.as_str());
                let scale = scale(noun);
                let score = noun == "score" && next(2) == "of";
                let value = scale.or_else(|| matches!(noun, "pair" | "couple").then_some(2)).or_else(|| score.then_some(20))?;
                (reading.value, reading.end, reading.suffix) = (Some(Value::new(value)), at + 2, glued);
                if scale.is_some() && glued == Suffix::None {
                    reading.scales(document, limit);
                    reading.tens(document, limit);
                }
            }
            "half" if matches!(next(1), "a" | "an") => {
                let scale = scale(next(2))?;
                (reading.value, reading.end) = (Some(Value::new(scale / 2)), at + 3);
            }
            "half-dozen" => reading.value = Some(Value::new(6)),
            "half-million" => reading.value = Some(Value::new(500_000)),
            "dozen" | "hundred" | "thousand" | "million" => reading.value = Some(Value::new(scale(text)?)),
            "pair" if next(1) == "of" => reading.value = Some(Value::new(2)),
            _ => return None,
        }
        Some(reading)
    }

    /// The tokenizer ends `3,000-4,000` after the 4: takes in the groups of digits that follow.
    fn group(&mut self, document: &Document<'_>, limit: usize) {
        while is_group(document, self.end, limit) {
            let digits = parse_digits(document.word(self.end + 1)).map_or(0, |(value, ..)| value.whole);
            self.high = self.high.map(|high| Value::new(high.whole.saturating_mul(1000).saturating_add(digits)));
            self.end += 2;
        }
    }

    fn multiply(&mut self, scale: u64) {
        self.value = self.value.map(|value| value.times(scale));
        self.high = self.high.map(|value| value.times(scale));
        self.scale = self.scale.saturating_mul(scale);
        self.bare = false;
    }

    /// Takes in the scale words that follow: `million`, `hundred thousand`, `dozen`.
    fn scales(&mut self, document: &Document<'_>, limit: usize) {
        while self.end < limit && self.suffix == Suffix::None {
            let lower = Lower::new(document.word(self.end));
            let (text, suffix) = split_suffix(lower.as_str());
            let Some(factor) = scale(text) else { break };
            self.multiply(factor);
            self.suffix = suffix;
            self.end += 1;
        }
        if document.word(self.end) == "+" && self.end < limit && document.token(self.end).is_some_and(|token| !token.spaced) {
            self.suffix = Suffix::Plus;
            self.end += 1;
        }
    }

    /// Takes in what number words add: `two hundred and fifty`, `three thousand five hundred`.
    fn tens(&mut self, document: &Document<'_>, limit: usize) {
        if self.scale < 100 || self.suffix != Suffix::None {
            return;
        }
        let from = if document.word(self.end) == "and" { self.end + 1 } else { self.end };
        if from >= limit {
            return;
        }
        let Some(mut value) = cardinal(Lower::new(document.word(from)).as_str()) else { return };
        let mut end = from + 1;
        while let Some(factor) = scale(document.word(end)).filter(|&factor| end < limit && factor < self.scale) {
            value = value.saturating_mul(factor);
            end += 1;
        }
        if value < self.scale
            && let Some(sum) = self.value
        {
            self.value = Some(Value::new(sum.whole.saturating_add(value)));
            self.end = end;
        }
    }
}

/// Open numbers: `dozens`, `hundreds of thousands`, `several hundred`, `a few`, `a handful`.
fn open(document: &Document<'_>, at: usize, limit: usize) -> Option<Reading> {
    let word = |n: usize| if at + n < limit { document.word(at + n) } else { "" };
    let lower = Lower::new(word(0));
    let mut len = match lower.as_str() {
        "dozens" | "scores" | "hundreds" | "thousands" | "millions" | "billions" | "several" | "numerous" | "multiple" | "countless" => 1,
        "tens" | "dozen" if word(1) == "of" => 1,
        "a" if matches!(word(1), "few" | "handful") => 2,
        "a" if word(1) == "number" && word(2) == "of" => 2,
        "an" if matches!(word(1), "unspecified" | "unknown" | "undisclosed") && word(2) == "number" => 3,
        _ => return None,
    };
    if matches!(lower.as_str(), "scores") && word(1) != "of" {
        return None;
    }
    while word(len) == "of" && matches!(word(len + 1), "dozens" | "hundreds" | "thousands" | "millions" | "billions") {
        len += 2;
    }
    while scale(word(len)).is_some() {
        len += 1;
    }
    Some(Reading { value: None, high: None, scale: 1, end: at + len, bare: false, suffix: Suffix::None })
}

/// Digits with grouping commas and a decimal point: the value, how many bytes, whether it is grouped or has a decimal.
fn parse_digits(word: &str) -> Option<(Value, usize, bool)> {
    let mut value = Value::new(0);
    let (mut used, mut grouped, mut decimal) = (0, false, false);
    for (at, byte) in word.bytes().enumerate() {
        match byte {
            b'0'..=b'9' if decimal => {
                if value.tenths < 1_000_000 {
                    value.fraction = value.fraction * 10 + u64::from(byte - b'0');
                    value.tenths *= 10;
                }
            }
            b'0'..=b'9' => value.whole = value.whole.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?,
            b',' if !decimal => grouped = true,
            b'.' if !decimal => (decimal, grouped) = (true, true),
            _ => break,
        }
        used = at + 1;
    }
    (used > 0).then_some((value, used, grouped))
}

/// The value of a number word below a hundred, hyphenated ones included.
fn cardinal(word: &str) -> Option<u64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let find = |list: &[&str], text: &str| list.iter().position(|known| *known == text).and_then(|index| u64::try_from(index).ok());
    if !matches!(word.as_bytes().first(), Some(b'e' | b'f' | b'n' | b'o' | b's' | b't' | b'z')) {
        return None;
    }
    find(&ONES, word).or_else(|| {
        let (tens, ones) = word.split_once('-').unwrap_or((word, ""));
        let tens = find(&TENS, tens)? * 10 + 20;
        if ones.is_empty() { Some(tens) } else { find(&ONES, ones).filter(|one| (1..10).contains(one)).map(|one| tens + one) }
    })
}

fn scale(word: &str) -> Option<u64> {
    match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" | "mn" | "mln" => Some(1_000_000),
        "billion" | "bn" => Some(1_000_000_000),
        "trillion" | "tn" => Some(1_000_000_000_000),
        _ => None,
    }
}

/// Parts `-strong` and its like from a number word.
fn split_suffix(word: &str) -> (&str, Suffix) {
    match word.rsplit_once('-') {
        Some((number, tail)) if cardinal(number).is_some() || scale(number).is_some() => {
            if cardinal(tail).is_some() && cardinal(word).is_some() {
                (word, Suffix::None)
            } else {
                (number, glued(tail).unwrap_or(Suffix::Other))
            }
        }
        _ => (word, Suffix::None),
    }
}

/// What a word glued to a number makes of it; `None` where the whole is a designation (`2S19`), no number.
fn glued(text: &str) -> Option<Suffix> {
    let hyphen = text.starts_with('-');
    let word = text.trim_start_matches('-');
    match word {
        "strong" | "odd" | "member" | "man" | "person" | "soldier" | "troop" | "crew" => Some(Suffix::Strong),
        "plus" => Some(Suffix::Plus),
        _ if is_unit(word) || word.split('-').next().is_some_and(is_unit) => Some(Suffix::Unit),
        _ if hyphen && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') => Some(Suffix::Other),
        _ => None,
    }
}

/// Whether a comma and three digits follow at `at`, without space.
fn is_group(document: &Document<'_>, at: usize, limit: usize) -> bool {
    let close = |at: usize| document.token(at).is_some_and(|token| !token.spaced);
    let digits = document.word(at + 1);
    at + 1 < limit
        && document.word(at) == ","
        && close(at)
        && close(at + 1)
        && digits.len() == 3
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `4m` means four million: something countable follows.
fn counts_millions(document: &Document<'_>, at: usize, limit: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| document.word(before));
    let next = if at + 1 < limit { document.word(at + 1) } else { "" };
    matches!(before, "$" | "€" | "£" | "¥")
        || next.len() > 3 && next.ends_with('s') && next.bytes().all(|b| b.is_ascii_lowercase())
        || matches!(next, "people" | "personnel" | "artillery" | "mortar" | "small-arms")
}
