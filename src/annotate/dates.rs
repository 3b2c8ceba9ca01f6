//! Dates and times: an own grammar of calendar words, and their days.
//!
//! Absolute dates keep the digits that the text gives (`2022`, `2022-01`, `2022-01-18`). Relative ones are reckoned from
//! the day of publication, where it is known: a bare weekday is the last one on or before it, or, where the clause looks
//! ahead, the next; a day or month without its year lies in the nearest year on the side to which the clause leans. A
//! week is the stretch from its Monday to its Sunday. Lengths of time (`45 minutes`), times of day and what is reckoned from
//! another day of the text are found too and stay without a date; their rules tell them apart.

use jiff::civil::Date;

use crate::{
    annotate::{Annotator, DateMention, Input, Layer, Layers, Tag},
    document::{Document, TokenKind},
    evidence::Evidence,
    span::{Span, TokenRange},
};

mod calendar;
mod grammar;
mod words;

use calendar::{Leaning, When};
use grammar::Grammar;

/// Annotator of [`Layer::Dates`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Dates;

impl Annotator for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn requires(&self) -> &'static [Layer] {
        &[Layer::Tags]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Dates]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        layers.dates = find(input.document, &layers.tags, input.article.header.published);
    }
}

/// The dates of `document`, whose tokens have `tags`, reckoned from the day it was `published`. Linear in the text.
#[must_use]
pub fn find(document: &Document<'_>, tags: &[Tag], published: Option<Date>) -> Vec<DateMention> {
    let mut dates = Vec::new();
    for &sentence in document.sentences() {
        let grammar = Grammar::new(document, sentence.end);
        let mut found: Vec<(TokenRange, When)> = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some((end, when)) = grammar.read(at) {
                found.push((TokenRange::new(at, end), when));
                at = end.max(at + 1);
            } else {
                at += 1;
            }
        }
        let clause = Clause { document, tags, sentence };
        let mut found = found.into_iter().peekable();
        while let Some((range, when)) = found.next() {
            let leaning = clause.leaning(range);
            let mut mention = mention(document, range, when, published, leaning);
            if let Some(&(next, last)) = found.peek()
                && is_period(document, range, next)
                && let Some(until) = last.resolve(published, leaning).date
                && mention.date.as_ref().is_some_and(|date| *date < until)
            {
                mention.first = Some(document.span(range));
                mention.tokens = TokenRange::new(range.start, next.end);
                mention.span = document.span(mention.tokens);
                mention.until = Some(until);
                found.next();
            }
            dates.push(mention);
        }
    }
    dates
}

fn mention(document: &Document<'_>, tokens: TokenRange, when: When, published: Option<Date>, leaning: Leaning) -> DateMention {
    let days = when.resolve(published, leaning);
    let (rule, score) = match when {
        _ if when.is_absolute() => ("date.absolute", 0.98),
        When::Clock => ("date.clock", 0.9),
        When::Length => ("date.length", 0.7),
        When::Vague => ("date.vague", 0.6),
        _ if published.is_none() => ("date.unresolved", 0.7),
        When::Day { .. } | When::Month { .. } => ("date.nearest-year", 0.85),
        When::Weekday { .. } if leaning == Leaning::Future => ("date.next-weekday", 0.85),
        When::Weekday { .. } => ("date.last-weekday", 0.9),
        When::Season { .. } => ("date.season", 0.6),
        _ => ("date.reckoned", 0.9),
    };
    DateMention {
        span: document.span(tokens),
        tokens,
        first: first_day(document, tokens, when),
        date: days.date,
        until: days.until,
        relative: days.relative,
        evidence: Evidence::new(rule, score),
    }
}

/// The first day of `May 5 - 9`, up to its number; in `5 - 9 May` it is not whole.
fn first_day(document: &Document<'_>, tokens: TokenRange, when: When) -> Option<Span> {
    let When::Day { until: Some(_), .. } = when else { return None };
    let number = |at: &usize| document.token(*at).is_some_and(|token| token.kind == TokenKind::Number);
    let day = tokens.iter().find(number).filter(|&at| at > tokens.start)?;
    let linked = matches!(document.word(day + 1), "-" | "–" | "—" | "to" | "and" | "through" | "until");
    linked.then(|| document.span(TokenRange::new(tokens.start, day + 1)))
}

/// Whether `first` and `last` are the ends of one period: `from May to July`, `between 2014 and 2016`, `May – July`.
fn is_period(document: &Document<'_>, first: TokenRange, last: TokenRange) -> bool {
    let before = first.start.checked_sub(1).map_or("", |at| document.word(at));
    last.start == first.end + 1
        && match document.word(first.end) {
            "-" | "–" | "through" => true,
            "to" | "until" | "till" => before.eq_ignore_ascii_case("from") || last.len() <= first.len(),
            "and" => before.eq_ignore_ascii_case("between"),
            _ => false,
        }
}

/// One sentence, asked for its tenses.
struct Clause<'a> {
    document: &'a Document<'a>,
    tags: &'a [Tag],
    sentence: TokenRange,
}

impl Clause<'_> {
    /// Whether the verb next to `range` looks back or ahead: the nearest before it, else the nearest behind it.
    fn leaning(&self, range: TokenRange) -> Leaning {
        /// How far a verb may stand from its date, in tokens.
        const REACH: usize = 24;
        // a remark in brackets speaks for itself
        let bracket = |&at: &usize| !matches!(self.document.word(at), "(" | ")" | "[" | "]");
        let before = (self.sentence.start.max(range.start.saturating_sub(REACH))..range.start).rev().take_while(bracket);
        let behind = (range.end..self.sentence.end.min(range.end + REACH)).take_while(bracket);
        before.chain(behind).map(|at| self.tense(at)).find(|&tense| tense != Leaning::Unknown).unwrap_or(Leaning::Unknown)
    }

    fn tense(&self, at: usize) -> Leaning {
        let word = self.document.word(at);
        let tag = |at: usize| self.tags.get(at).copied().unwrap_or_default();
        let before = |words: &[&str]| at.checked_sub(1).is_some_and(|before| words.contains(&self.document.word(before)));
        let plain = |at: usize| !matches!(self.document.word(at), "not" | "have");
        match tag(at) {
            Tag::Auxiliary if AHEAD.contains(&word) => Leaning::Future,
            Tag::Auxiliary if matches!(word, "could" | "may" | "might" | "must" | "should" | "can") && plain(at + 1) => Leaning::Future,
            Tag::Auxiliary if BACK.contains(&word) => Leaning::Past,
            Tag::VerbPast | Tag::VerbParticiple | Tag::Adjective
                if PLANNED.contains(&word) && matches!(self.document.word(at + 1), "to" | "for" | "on" | "in" | "by" | "next") =>
            {
                Leaning::Future
            }
            Tag::VerbPast => Leaning::Past,
            // a participle without its auxiliary: "pictured on", "released in"
            Tag::VerbParticiple
                if at.checked_sub(1).is_none_or(|before| !matches!(tag(before), Tag::Auxiliary | Tag::Adverb | Tag::Particle)) =>
            {
                Leaning::Past
            }
            Tag::Verb if PLANS.contains(&word) => Leaning::Future,
            Tag::VerbGerund if before(&["is", "are", "am"]) => Leaning::Future,
            _ => Leaning::Unknown,
        }
    }
}

/// Auxiliaries that look ahead.
const AHEAD: &[&str] = &["will", "would", "shall", "won't", "won’t", "wouldn't", "wouldn’t"];

/// Auxiliaries that look back.
const BACK: &[&str] =
    &["had", "was", "were", "has", "have", "did", "hadn't", "wasn't", "weren't", "didn't", "hadn’t", "wasn’t", "weren’t", "didn’t"];

/// Words that announce, with what follows them.
const PLANNED: &[&str] =
    &["agreed", "due", "expected", "going", "hoped", "intended", "planned", "prepared", "promised", "scheduled", "set", "slated", "vowed"];

/// Verbs of plans.
const PLANS: &[&str] = &["expect", "expects", "hope", "hopes", "intend", "intends", "plan", "plans"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tags::Tagger;

    /// `expected` is the text with every date in brackets and its days behind a bar: `on [Monday|2022-01-17]`.
    /// A period has `/` between its ends, an unresolved one nothing; the text was published on Tuesday, 18 January 2022.
    fn check(expected: &str) {
        show(expected, Some(Date::constant(2022, 1, 18)));
    }

    fn show(expected: &str, published: Option<Date>) {
        let mut text = String::new();
        for part in expected.split('[') {
            match part.split_once(']') {
                Some((date, rest)) => text.extend([date.split('|').next().unwrap(), rest]),
                None => text.push_str(part),
            }
        }
        let document = Document::new(&text, &[]);
        let tags = Tagger::new().tag(&document);
        let mut shown = text.clone();
        for date in find(&document, &tags, published).iter().rev() {
            let until = date.until.as_ref().map(|until| format!("/{until}")).unwrap_or_default();
            shown.insert_str(date.span.end, &format!("|{}{until}]", date.date.as_deref().unwrap_or("")));
            shown.insert(date.span.start, '[');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn reads_absolute_dates() {
        for text in [
            "It began on [Jan. 18, 2022|2022-01-18], officials said.",
            "It began on [January 18th, 2022|2022-01-18].",
            "It began on [18 January 2022|2022-01-18].",
            "It began on [the 18th of January 2022|2022-01-18].",
            "It began on [Tuesday, Jan. 18, 2022|2022-01-18].",
            "It began on [2022-01-18|2022-01-18] and [18/01/2022|2022-01-18] and [18.01.2022|2022-01-18].",
            "The treaty of [5-6 April 2016|2016-04-05/2016-04-06] held.",
            "In [2014|2014] it seized the cape; since [March 2021|2021-03] it has built there.",
            "Between [2014|2014/2016] it".replace("[2014|2014/2016]", "[2014 and 2016|2014/2016]").as_str(),
            "The fleet of [the 1990s|1990/1999] and the [2016|2016] vote.",
            "In [late 2021|2021] and [early March 2020|2020-03], [mid-2019|2019].",
            "The attacks of [9/11|2001-09-11] changed that.",
            "From [May 2020 to July 2021|2020-05/2021-07] he led it.",
            "In [the spring of 2014|2014-03/2014-05] it fell.",
        ] {
            check(text);
        }
    }

    #[test]
    fn reckons_relative_dates_from_the_day_of_publication() {
        for text in [
            "He said [Tuesday|2022-01-18] it was over.",
            "[On Monday|]".replace("[On Monday|]", "On [Monday|2022-01-17], the envoy rejected it.").as_str(),
            "She will meet him on [Wednesday|2022-01-19] before flying to Berlin on [Thursday|2022-01-20].",
            "The White House said [Friday|2022-01-14] that agents had gone there.",
            "They met [last week|2022-01-10/2022-01-16] and meet again [next month|2022-02].",
            "He spoke [today|2022-01-18], [yesterday|2022-01-17] and [last night|2022-01-17].",
            "[Earlier this year|2022] and [late last year|2021] they drilled.",
            "They arrived in [the early hours of Monday morning|2022-01-17].",
            "The drills are expected to take place [Feb. 10-20|2022-02-10/2022-02-20].",
            "He was seen on [December 21|2021-12-21] and [18 January|2022-01-18].",
            "Soldiers died on [March 3|2021-03-03].",
            "[Two years ago|2020] it had none; [three days ago|2022-01-15] it had ten.",
            "In [the last 24 hours|2022-01-17/2022-01-18] two fell.",
            "[Last December|2021-12] it rose and in [November|2021-11] it fell.",
            "He will speak at [8 p.m.|] on [Wednesday|2022-01-19].",
            "The envoy (pictured on [December 21|2021-12-21]) will speak.",
            "[This past week|2022-01-10/2022-01-16] it snowed, as in [winter|]; winter tires helped.",
            "It departed for a scheduled visit on [January 17|2022-01-17].",
            "It could fall in [February|2022-02].",
            "[The following day|] they left at [10:30 a.m.|]",
            "In [recent weeks|] many came.",
            "It lasts [45 minutes|] and ends [one year|] after the war.",
            "[Last summer|2021-06/2021-08] was dry.",
        ] {
            check(text);
        }
    }

    #[test]
    fn periods_begin_with_a_date_of_their_own() {
        for (text, first) in [
            ("It lasts from May 5 - 9 in all.", Some("May 5")),
            ("It lasts from Feb. 5, 2021 to March 2022.", Some("Feb. 5, 2021")),
            ("It lasts from 5 - 9 May.", None),
            ("It lasts from May 5-9.", None),
            ("It began on May 5.", None),
        ] {
            let document = Document::new(text, &[]);
            let dates = find(&document, &Tagger::new().tag(&document), None);
            assert_eq!(dates.iter().find_map(|date| date.first).map(|span| span.of(text)), first, "{text}");
        }
    }

    #[test]
    fn reads_what_has_no_number_and_feasts() {
        for text in [
            "It lasted for [months|], and [years later|] they met again; he rested over [the weekend|].",
            "They left at [dawn|] and came back at [noon|]; shots were heard [overnight|].",
            "The talks are to last [45 minutes|].",
            "On [the eve of the New Year|2022-01-01] the guns fell silent, and [last Christmas|2021-12], too; [next Christmas|2022-12] they sail.",
            "Ships of [the 20th century|1901/2000] lie there [sixteen years|] on.",
            "Between [June and August|2021-06/2021-08] it fell.",
        ] {
            check(text);
        }
    }

    #[test]
    fn without_a_day_of_publication_relative_dates_stay_open() {
        show("He said [Tuesday|] that in [2014|2014] and on [Feb. 9|] it rained [last week|].", None);
    }

    #[test]
    fn leaves_other_numbers_and_words_alone() {
        for text in [
            "They may march in step, and 2,000 troops with 18 guns may fall.",
            "Theresa May met Gen. Mark March and Sgt. June Carter.",
            "The drill Allied Resolve 2022 involved 2022 men and 10-20 ships.",
            "About 2000 soldiers in 2014 tanks crossed.",
            "He told USA Today about Christmas trees the day after the vote.",
            "She is 18 years old and earns more than a man a year.",
            "The second man won 5 to 3 in the last game.",
            "Mara Lindqvist said the weekend edition of an overnight train paper was for days of rest.",
        ] {
            check(text);
        }
    }
}
