//! Numbers in the text: what range they give and what kind of thing they count or measure.
//!
//! Conventions: *about N* is N to N, *more than N* has no greatest value, *nearly* or *up to N* has no least one, and
//! *dozens* has neither. Ordinals are no numbers.

use super::{Annotator, Input, Layer, Layers, Quantity, QuantityKind};
use crate::{
    document::{Document, TokenKind},
    lexicon::{Firsts, Lexicon, Meaning},
    span::{Span, TokenRange},
};

mod number;
mod openers;
mod units;

use number::{Lower, Number, Suffix};
use units::is_unit;

/// Fills [`Layer::Quantities`].
#[derive(Clone, Copy, Debug)]
pub struct Quantities;

impl Annotator for Quantities {
    fn name(&self) -> &'static str {
        "quantities"
    }

    fn requires(&self) -> &'static [Layer] {
        &[]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Quantities]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let scan = Scan { document: input.document, lexicon: input.lexicon, openers: openers::openers() };
        for &sentence in input.document.sentences() {
            let mut at = sentence.start;
            while at < sentence.end {
                match Some(at).filter(|&at| scan.may_open(at)).and_then(|at| scan.quantity(at, sentence)) {
                    Some(quantity) => {
                        at = quantity.tokens.end;
                        layers.quantities.push(quantity);
                    }
                    None => at += 1,
                }
            }
        }
    }
}

/// How the words before a number bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// `about`, `some`.
    Exact,
    /// `more than`, `at least`.
    Least,
    /// `nearly`, `up to`.
    Most,
    /// `between`, `from`: a range must follow.
    Between,
}

struct Scan<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    openers: &'a Firsts,
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.document.word(at)
    }

    /// Whether a number phrase may begin at token `at`, by its word alone.
    fn may_open(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(|token| match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                let word = self.word(at);
                self.openers.may_hold(word) || word.contains('-')
            }
            _ => false,
        })
    }

    /// The number phrase that begins at token `at`.
    fn quantity(&self, at: usize, sentence: TokenRange) -> Option<Quantity> {
        let token = self.document.token(at)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        let mut bound = Bound::Exact;
        let mut from = at;
        // at most three in a row: "an estimated", "at least some", "up to about"
        for _ in 0..3 {
            if self.is_particle(from, sentence) {
                return None;
            }
            let Some((next, length)) = self.bound(from, sentence.end) else { break };
            from += length;
            bound = if bound == Bound::Exact { next } else { bound };
        }
        // "over $40 million": the sign stands between the bound and the number
        if from > at && is_currency(self.word(from)) {
            from += 1;
        }
        let number =
            if bound == Bound::Between { self.between(from, sentence.end)? } else { number::number(self.document, from, sentence.end)? };
        let mut end = number.end;
        let (mut min, mut max) = match bound {
            Bound::Exact | Bound::Between => (number.min, number.max),
            Bound::Least => (number.min, None),
            Bound::Most => (None, number.max),
        };
        if number.suffix == Suffix::Plus {
            (min, max) = (number.min, None);
        }
        if let Some((length, after)) = self.bound_after(end, sentence.end) {
            end += length;
            match after {
                Bound::Least => (min, max) = (number.min, None),
                Bound::Most => (min, max) = (None, number.max),
                Bound::Exact | Bound::Between => {}
            }
        }
        let tokens = TokenRange::new(at, end);
        let kind = self.kind(&number, from, end, sentence);
        Some(Quantity { tokens, span: self.document.span(tokens), min, max, kind })
    }

    /// *Over* that belongs to the verb before it: "handed over 60 trucks", "took over two ports".
    fn is_particle(&self, at: usize, sentence: TokenRange) -> bool {
        let verb = at.checked_sub(1).filter(|&verb| verb >= sentence.start).map_or("", |verb| self.word(verb));
        self.word(at) == "over" && ["hand", "tak", "took", "turn"].iter().any(|stem| verb.starts_with(stem))
    }

    /// `between 20 and 30`, `from 20 to 30`.
    fn between(&self, at: usize, limit: usize) -> Option<Number> {
        let low = number::number(self.document, at, limit)?;
        if low.min != low.max {
            return Some(low);
        }
        if !matches!(self.word(low.end), "and" | "to") || low.end + 1 >= limit {
            return None;
        }
        let high = number::number(self.document, low.end + 1, limit)?;
        (low.min < high.min && high.min == high.max && low.min.is_some()).then_some(Number { min: low.min, ..high })
    }

    /// The words at `at` that bound a number, and how many.
    fn bound(&self, at: usize, limit: usize) -> Option<(Bound, usize)> {
        let word = |n: usize| if at + n < limit { self.word(at + n) } else { "" };
        let lower = Lower::new(word(0));
        let found = match (lower.as_str(), word(1), word(2)) {
            ("in", "excess", "of") | ("no", "fewer" | "less", "than") | ("a", "minimum", "of") => (Bound::Least, 3),
            ("well" | "far" | "just" | "slightly", "over", _)
            | ("upwards" | "upward" | "north", "of", _)
            | ("more" | "greater" | "larger" | "better", "than", _)
            | ("at", "least", _) => (Bound::Least, 2),
            ("over" | "above" | "exceeding", ..) => (Bound::Least, 1),
            ("as", "many" | "much", "as") | ("no" | "not", "more", "than") | ("a", "maximum", "of") => (Bound::Most, 3),
            ("up" | "close", "to", _)
            | ("fewer" | "less", "than", _)
            | ("at", "most", _)
            | ("just" | "slightly" | "well", "under" | "below", _) => (Bound::Most, 2),
            ("nearly" | "almost" | "under" | "below", ..) => (Bound::Most, 1),
            ("a", "total" | "combined", "of") => (Bound::Exact, 3),
            ("an", "estimated" | "additional", _) => (Bound::Exact, 2),
            ("about" | "around" | "some" | "roughly" | "approximately" | "circa" | "exactly" | "precisely" | "estimated", ..) => {
                (Bound::Exact, 1)
            }
            ("between" | "from", ..) => (Bound::Between, 1),
            _ => return None,
        };
        Some(found)
    }

    /// `or more`, `or so`, `or fewer` after a number.
    fn bound_after(&self, at: usize, limit: usize) -> Option<(usize, Bound)> {
        if at + 1 >= limit {
            return None;
        }
        match (self.word(at), self.word(at + 1)) {
            ("or", "more") => Some((2, Bound::Least)),
            ("or", "fewer" | "less") => Some((2, Bound::Most)),
            ("or", "so") => Some((2, Bound::Exact)),
            _ => None,
        }
    }

    /// What the number is, by the words around it. `from` is the first token of the number itself.
    fn kind(&self, number: &Number, from: usize, end: usize, sentence: TokenRange) -> QuantityKind {
        let before = from.checked_sub(1).filter(|&b| b >= sentence.start).map_or("", |b| self.word(b));
        let after = if end < sentence.end { self.word(end) } else { "" };
        if is_currency(before) || is_money(after) {
            return QuantityKind::Money;
        }
        match number.suffix {
            Suffix::Strong => return QuantityKind::Count,
            Suffix::Unit => return QuantityKind::Measure,
            Suffix::Other => return QuantityKind::Other,
            Suffix::None | Suffix::Plus => {}
        }
        if is_measured(Lower::new(after).as_str()) || (after == "per" && matches!(self.word(end + 1), "cent" | "hour" | "second")) {
            return QuantityKind::Measure;
        }
        if self.word(from).eq_ignore_ascii_case("one") && end == from + 1 && is_pronoun(before, after) {
            return QuantityKind::Other;
        }
        if number.bare && (self.is_date_or_time(number, from, end, before, after) || self.is_in_name(from, end, before, sentence)) {
            return QuantityKind::Other;
        }
        QuantityKind::Count
    }

    /// A year, a day of a month or a time of day.
    fn is_date_or_time(&self, number: &Number, from: usize, end: usize, before: &str, after: &str) -> bool {
        let Some(value) = number.min else { return false };
        let month = |word: &str| is_month(word.trim_end_matches('.'));
        let far = from.checked_sub(2).map_or("", |b| self.word(b));
        if value <= 31 && (month(before) || month(after) || (before == "." && month(far))) {
            return true;
        }
        if matches!(after, "a.m." | "p.m." | "am" | "pm" | "GMT" | "UTC" | "o'clock" | "hrs" | "AM" | "PM" | ":")
            || (before == ":" && self.is_digits(from.wrapping_sub(2)))
            || (matches!(after, "/" | ".") && self.is_digits(end + 1) && self.document.token(end + 1).is_some_and(|t| !t.spaced))
        {
            return true;
        }
        if !(1700..2100).contains(&value) || self.word(from).contains(',') {
            return false;
        }
        let dated = matches!(
            Lower::new(before).as_str(),
            "in" | "since"
                | "by"
                | "until"
                | "till"
                | "from"
                | "during"
                | "of"
                | "early"
                | "late"
                | "mid"
                | "before"
                | "after"
                | "year"
                | "fiscal"
                | "summer"
                | "winter"
                | "spring"
                | "autumn"
                | "fall"
        ) || month(before)
            || month(far);
        dated || !is_counted(after)
    }

    /// A number that belongs to a name: `CVN 68`, `Type 055`, `Resolution 1701`, `(DESRON) 9`, `No. 5`.
    fn is_in_name(&self, from: usize, end: usize, before: &str, sentence: TokenRange) -> bool {
        let Some(previous) = from.checked_sub(1).filter(|&b| b >= sentence.start) else { return false };
        let Some(token) = self.document.token(previous) else { return false };
        // "About 400 …" at the start of a sentence: the word bounds the number
        if self.bound(previous, from).is_some() {
            return false;
        }
        if before == "." && previous > sentence.start {
            return matches!(self.word(previous - 1), "No" | "no" | "Nos" | "Art" | "Sec" | "Ch");
        }
        if before == ")" {
            return self.document.token(previous.wrapping_sub(1)).is_some_and(|t| t.capital);
        }
        if before == "#" {
            return true;
        }
        if !token.capital || token.kind != TokenKind::Word {
            return matches!(
                before,
                "article" | "chapter" | "page" | "phase" | "resolution" | "flight" | "route" | "number" | "section" | "type"
            );
        }
        if previous == sentence.start && !before.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
            return !is_counted(self.word(end)) && before.len() > 3;
        }
        let owner = match self.lexicon.phrase(self.document, previous) {
            Some((Meaning::Country(_) | Meaning::Adjective(_) | Meaning::People(_) | Meaning::Capital(_), _)) => true,
            Some((Meaning::Organization(number), _)) => self.lexicon.organization(number).is_some_and(|body| body.owner.is_some()),
            _ => false,
        };
        // "30 Ruger 57 pistols": what is counted stands between two numbers
        if !owner
            && previous > sentence.start
            && number::number(self.document, previous - 1, from).is_some_and(|count| count.end == previous)
        {
            return true;
        }
        let acronym = before.bytes().skip(1).all(|b| !b.is_ascii_lowercase());
        !owner && (acronym || !is_counted(self.word(end)))
    }

    fn is_digits(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The bytes of a quantity as a mention: a measure with its unit. Vague counts, money and the numbers of dates and names
/// are no mentions.
#[must_use]
pub fn mention(document: &Document<'_>, quantity: &Quantity) -> Option<Span> {
    let text = quantity.span.of(document.text());
    let vague = text.starts_with("one or")
        || matches!(text, "one" | "One" | "several" | "Several" | "multiple" | "Multiple" | "numerous" | "Numerous" | "many" | "Many")
        || text.ends_with("number");
    match quantity.kind {
        QuantityKind::Other | QuantityKind::Money => None,
        QuantityKind::Count => (!vague).then_some(quantity.span),
        QuantityKind::Measure if text == "one" => None,
        QuantityKind::Measure => {
            let word = |at: usize| document.word(at);
            let start = quantity.tokens.end;
            let compound = matches!(word(start), "per" | "square" | "cubic" | "nautical" | "metric" | "percentage");
            let unit = usize::from(is_measured(word(start)) || word(start) == "per" || word(start) == "%");
            Some(document.span(TokenRange::new(quantity.tokens.start, start + unit + usize::from(compound && unit > 0))))
        }
    }
}

/// Whether a word after a number looks like counted things: a lower-case plural or a noun that has none.
fn is_counted(word: &str) -> bool {
    let lower = word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    lower && (word.ends_with('s') && !matches!(word, "this" | "was" | "has" | "does" | "its" | "always" | "versus"))
        || matches!(
            word,
            "men"
                | "women"
                | "people"
                | "aircraft"
                | "personnel"
                | "new"
                | "more"
                | "additional"
                | "other"
                | "armed"
                | "military"
                | "combat"
                | "armored"
                | "armoured"
                | "battle"
                | "artillery"
                | "main"
                | "modern"
                | "heavy"
                | "light"
        )
}

/// Whether *one* between these words stands for somebody or something named before.
fn is_pronoun(before: &str, after: &str) -> bool {
    let opens = after.bytes().next().is_none_or(|b| !b.is_ascii_alphanumeric() && after.is_ascii());
    opens
        || matches!(
            after,
            "another"
                | "that"
                | "who"
                | "which"
                | "can"
                | "could"
                | "would"
                | "should"
                | "must"
                | "is"
                | "was"
                | "has"
                | "had"
                | "will"
                | "may"
                | "to"
                | "in"
                | "for"
                | "and"
                | "with"
                | "at"
                | "on"
        )
        || matches!(before.to_ascii_lowercase().as_str(), "no" | "every" | "any" | "this" | "that" | "each" | "which" | "another" | "only")
}

fn is_currency(word: &str) -> bool {
    matches!(word, "$" | "€" | "£" | "¥" | "₹" | "₽" | "₴" | "₩" | "₪" | "₺" | "USD" | "EUR" | "GBP" | "US$" | "Rs" | "A$" | "C$")
}

/// A currency's name after a number.
fn is_money(word: &str) -> bool {
    matches!(
        Lower::new(word).as_str(),
        "dollar"
            | "dollars"
            | "euro"
            | "euros"
            | "cent"
            | "cents"
            | "ruble"
            | "rubles"
            | "rouble"
            | "roubles"
            | "yuan"
            | "yen"
            | "won"
            | "rupee"
            | "rupees"
            | "hryvnia"
            | "hryvnias"
            | "zloty"
            | "zlotys"
            | "lira"
            | "shekel"
            | "shekels"
            | "dinar"
            | "dinars"
            | "riyal"
            | "riyals"
            | "rial"
            | "rials"
            | "franc"
            | "francs"
            | "krona"
            | "kronor"
            | "krone"
            | "kroner"
            | "peso"
            | "pesos"
            | "real"
            | "reais"
            | "usd"
            | "eur"
            | "gbp"
            | "renminbi"
            | "baht"
            | "ringgit"
            | "rupiah"
            | "forint"
            | "koruna"
            | "lei"
            | "sterling"
    ) || is_currency(word)
}

/// A unit after a number; the words of one letter only where they cannot be anything else.
fn is_measured(word: &str) -> bool {
    is_unit(word) && !matches!(word, "second" | "point" | "nm" | "min" | "metric")
        || matches!(word, "metric" | "percentage")
        || word.split_once('-').is_some_and(|(first, rest)| first.len() > 1 && is_unit(first) && first != "second" && rest != "class")
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sept"
            | "Sep"
            | "Oct"
            | "Nov"
            | "Dec"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::rows::{layers, unmark};

    /// The expectation is the text with each number phrase in brackets and its range after it: `$` for money, `~` for a
    /// measure, `=` for a count; numbers that are none of these are left out.
    #[track_caller]
    fn check(expected: &str) {
        let text = unmark(expected, '[', ']');
        let layers = layers(&text, &[&Quantities]);
        let mut marked = text.clone();
        for quantity in layers.quantities.iter().rev() {
            let sign = match quantity.kind {
                QuantityKind::Count => '=',
                QuantityKind::Money => '$',
                QuantityKind::Measure => '~',
                QuantityKind::Other => continue,
            };
            let side = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
            let range = match (quantity.min, quantity.max) {
                (min, max) if min == max => side(min),
                (min, max) => format!("{}..{}", side(min), side(max)),
            };
            marked.insert_str(quantity.span.end, &format!("|{sign}{range}]"));
            marked.insert(quantity.span.start, '[');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn reads_digits_and_words() {
        check("They sent [12|=12] guns, [100,000|=100000] shells and [two hundred and fifty|=250] men.");
        check("[Twenty-five|=25] tanks and [three thousand five hundred|=3500] mines were lost.");
        check("It bought [4m|=4000000] rounds and [1.5 million|=1500000] shells, [300k|=300000] of them new.");
        check("[A dozen|=12] jets, [half a dozen|=6] boats, [two dozen|=24] guns and [a couple|=2] of trucks came.");
        check("The [90,000-strong|=90000] army has [a pair|=2] of ships and a [six-man|=6] crew.");
    }

    #[test]
    fn keeps_open_numbers() {
        check("[Dozens|=] of tanks, [hundreds of thousands|=] of shells, [several hundred|=] men and [a few|=] boats.");
        check("[A handful|=] of guns, [tens of thousands|=] of soldiers and [several dozen|=] vans.");
    }

    #[test]
    fn bounds_numbers_by_the_words_around() {
        check("[More than 40|=40..] tanks, [at least 7|=7..] guns, [over 300|=300..] men, [2,000-plus|=2000..] drones.");
        check("[Nearly 91,000|=..91000] men, [up to 30|=..30] jets, [as many as 5|=..5] ships, [fewer than ten|=..10] boats.");
        check("[About 60|=60] guns, [some 200|=200] men, [an estimated 900|=900] mines, [a total of 8|=8] planes.");
        check("[20 to 30|=20..30] tanks, [20-30|=20..30] guns, [between 5 and 9|=5..9] boats, [two or three|=2..3] planes.");
        check("[30 or more|=30..] drones, [100+|=100..] vans, [50 or so|=50] men, [2 to 3 million|=2000000..3000000] shells.");
    }

    #[test]
    fn tells_money_and_measures_from_counts() {
        check("It paid $[4.2 billion|$4200000000] and [30 million|$30000000] euros for [40|=40] guns.");
        check("The shells fly [40|~40] km and the road is [some 600|~600] miles long.");
        check("A [155mm|~155] gun, a [1,000-kilometer|~1000] front, [10|~10] percent and [three|~3] weeks.");
    }

    #[test]
    fn passes_over_names_dates_and_ordinals() {
        check("The 93rd Brigade and CSG 11 met the USS Dale (DDG 96) on Oct. 9, 2022, at 10:30 a.m.");
        check("In 2021 the Type 055 sailed under Resolution 1701 with the 2S19, the F-16 and the G-20.");
        check("Squadron (DESRON) 9 and Task Force 59 left on 3 March.");
        check("Poland gave Ukraine [14|=14] tanks and the US [2000|=2000] shells.");
    }
}
