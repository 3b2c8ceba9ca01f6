//! Where reported words begin and where they end.

use super::{
    super::{
        clause::{is_day, is_pronoun},
        linear::{Features, Model, bucket},
    },
    group::{Form, View, contraction},
};
use crate::{
    annotate::Tag,
    document::TokenKind,
    lexicon::{Report, ReportPart},
    span::TokenRange,
};

/// How reported words stand to their cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "Said that the bridge is shut".
    That,
    /// "Said on Monday that the bridge is shut".
    Late,
    /// "Said the bridge is shut".
    Zero,
    /// "Told reporters the bridge is shut".
    Addressee,
    /// "Asked whether the bridge is shut".
    Whether,
    /// "Promised to shut the bridge".
    To,
    /// "Urged them to shut the bridge".
    ObjectTo,
    /// "Denied shutting the bridge".
    Ing,
    /// "Denied the charge".
    Object,
    /// "The claim of victory".
    Of,
    /// "Said: the bridge is shut".
    Colon,
    /// "The bridge is shut, she said".
    Before,
    /// "The bridge is shut, said the envoy".
    Inverted,
    /// "The bridge, she said, is shut".
    Around,
    /// "As she said, the bridge is shut".
    As,
    /// "The bridge is shut, as she said".
    AsTail,
    /// "According to her, the bridge is shut".
    Fronted,
    /// "The bridge is shut, according to her".
    Tail,
}

/// Where the words after a reporting word begin, and how.
pub fn after(clauses: &View<'_>, report: &Report, cue_end: usize, sentence_end: usize) -> Option<(Shape, usize)> {
    let mut at = cue_end;
    for _ in 0..3 {
        if is_time(clauses.word(at)) || clauses.tag(at) == Tag::Adverb && !is_question(clauses.word(at)) && clauses.word(at + 1) != "," {
            at += 1;
        }
    }
    if at >= sentence_end {
        return None;
    }
    let word = clauses.word(at);
    let late = || late(clauses, report, at, sentence_end);
    match word {
        "that" if report.takes(Report::THAT) => return Some((if at == cue_end { Shape::That } else { Shape::Late }, at + 1)),
        ":" => return Some((Shape::Colon, at + 1)),
        "," => {
            let close = (at + 1..sentence_end.min(at + 10)).find(|&i| clauses.word(i) == ",")?;
            return (report.takes(Report::THAT) && clauses.word(close + 1) == "that").then_some((Shape::Late, close + 2));
        }
        "to" if clauses.tag(at) == Tag::Particle => return report.takes(Report::TO).then_some((Shape::To, at)),
        "." | "!" | "?" | "…" | ";" | "—" | "–" | "-" | ")" | "(" => return None,
        _ => {}
    }
    if clauses.document.token(at).is_some_and(|token| token.kind == TokenKind::Quote) {
        return None;
    }
    if is_question(word) && report.takes(Report::WHETHER | Report::OF) {
        return Some((Shape::Whether, at));
    }
    if !contraction(word).is_empty() && report.takes(Report::THAT) && report.part == ReportPart::Verb {
        return Some((Shape::Zero, at));
    }
    match clauses.tag(at) {
        Tag::Adposition | Tag::Particle => {
            if report.part != ReportPart::Verb && report.takes(Report::OF) && is_of(word) {
                return late().or(Some((Shape::Of, at + 1)));
            }
            // "said in the north the roads are open"
            late().or_else(|| {
                (report.part == ReportPart::Verb && report.takes(Report::THAT) && has_clause(clauses, at, sentence_end))
                    .then_some((Shape::Zero, at))
            })
        }
        Tag::Conjunction if matches!(word, "and" | "or" | "but" | "&") => None,
        Tag::VerbGerund if report.takes(Report::ING) => Some((Shape::Ing, at)),
        Tag::Verb | Tag::VerbPast | Tag::Auxiliary if !is_pronoun(word) && contraction(word).is_empty() => None,
        _ if report.part != ReportPart::Verb => {
            (report.part == ReportPart::Adjective && report.takes(Report::THAT) && has_finite(clauses, at, sentence_end))
                .then_some((Shape::Zero, at))
                .or_else(late)
        }
        _ => {
            if let Some(found) = late() {
                return Some(found);
            }
            if report.takes(Report::ADDRESSEE) {
                if let Some(found) = addressee(clauses, report, at, sentence_end) {
                    return Some(found);
                }
            } else if report.takes(Report::THAT) && (has_finite(clauses, at, sentence_end) || !report.takes(Report::OBJECT)) {
                return Some((Shape::Zero, at));
            }
            report.takes(Report::OBJECT).then_some((Shape::Object, at))
        }
    }
}

/// "That" or a question that comes after an addressee or a phrase of time and place.
fn late(clauses: &View<'_>, report: &Report, from: usize, end: usize) -> Option<(Shape, usize)> {
    if !report.takes(Report::THAT | Report::WHETHER) {
        return None;
    }
    for at in from + 1..end.min(from + 13) {
        let word = clauses.word(at);
        if word == "that" && report.takes(Report::THAT) && !clauses.finite(at + 1) {
            return Some((Shape::Late, at + 1));
        }
        if report.takes(Report::WHETHER) && report.takes(Report::ADDRESSEE) && is_question(word) {
            return Some((Shape::Whether, at));
        }
        if matches!(word, "," | ";" | ":" | "—" | "who" | "which")
            || clauses.finite(at)
            || clauses.document.token(at).is_some_and(|t| t.kind == TokenKind::Quote)
        {
            return None;
        }
    }
    None
}

/// "Told reporters the bridge is shut", "urged them to shut it".
fn addressee(clauses: &View<'_>, report: &Report, from: usize, end: usize) -> Option<(Shape, usize)> {
    let limit = end.min(from + 12);
    let mut at = from;
    while at < limit {
        at += 1;
        let word = clauses.word(at);
        if word == "to" && clauses.tag(at) == Tag::Particle && report.takes(Report::TO) {
            return Some((Shape::ObjectTo, from));
        }
        if matches!(word, "," | ";" | ":" | "—" | ".") {
            break;
        }
        let full = matches!(clauses.tag(at - 1), Tag::Noun | Tag::Proper | Tag::Pronoun) || clauses.name_at(at - 1).is_some();
        let opens = matches!(clauses.tag(at), Tag::Determiner | Tag::Pronoun | Tag::Other)
            || clauses.name_at(at).is_some_and(|name| name.tokens.start == at);
        if full && opens && report.takes(Report::THAT) && clauses.tag(at - 1) != Tag::Determiner && has_finite(clauses, at, end) {
            return Some((Shape::Addressee, at));
        }
        if clauses.finite(at) {
            return (report.takes(Report::THAT)).then_some((Shape::Zero, from));
        }
    }
    None
}

/// Whether a new phrase with a finite verb follows a phrase of place or time: "in the north the roads are open".
fn has_clause(clauses: &View<'_>, from: usize, end: usize) -> bool {
    let opens = |at: &usize| {
        let full = matches!(clauses.tag(*at - 1), Tag::Noun | Tag::Proper | Tag::Numeral) || matches!(clauses.word(*at - 1), ",");
        let starts = clauses.tag(*at) == Tag::Determiner
            || is_pronoun(clauses.word(*at))
            || clauses.name_at(*at).is_some_and(|name| name.tokens.start == *at);
        full && starts
    };
    let phrase = (from + 2..end.min(from + 8))
        .take_while(|at| !clauses.finite(*at) && !matches!(clauses.word(*at), "that" | "who" | "which"))
        .find(opens);
    phrase.is_some_and(|at| (at..end.min(at + 8)).any(|at| clauses.finite(at)))
}

/// Whether a finite verb follows the phrase that begins at `at`, before any mark of a boundary.
fn has_finite(clauses: &View<'_>, from: usize, end: usize) -> bool {
    for at in from..end.min(from + 24) {
        if clauses.finite(at) {
            return true;
        }
        if at > from && matches!(clauses.word(at), "," | ";" | ":" | "—" | "who" | "which" | "that") && clauses.tag(at) != Tag::Adposition
        {
            return false;
        }
    }
    false
}

fn is_time(word: &str) -> bool {
    is_day(word) || matches!(word, "again" | "earlier" | "later" | "morning" | "afternoon" | "evening" | "night")
}

fn is_question(word: &str) -> bool {
    matches!(word, "whether" | "if" | "how" | "why" | "what" | "when" | "where" | "who" | "which")
}

fn is_of(word: &str) -> bool {
    matches!(word, "of" | "for" | "about" | "on" | "against" | "to" | "over" | "with" | "at" | "by" | "from" | "in" | "toward" | "towards")
}

/// The subject, the object or the clause before the cue's own: "The bridge is shut, she said".
pub fn before(
    clauses: &View<'_>,
    cue: TokenRange,
    subject: Option<TokenRange>,
    sentence: TokenRange,
) -> Option<(Shape, TokenRange, TokenRange)> {
    let inverted = subject.is_some_and(|subject| subject.start >= cue.end);
    let edge = subject.filter(|_| !inverted).map_or(cue.start, |subject| subject.start);
    let comma = edge.checked_sub(1).filter(|at| *at > sentence.start)?;
    let (as_clause, comma) = if clauses.word(comma).eq_ignore_ascii_case("as") { (true, comma.checked_sub(1)?) } else { (false, comma) };
    if !matches!(clauses.word(comma), "," | "—" | "–") || comma < sentence.start + 2 {
        return None;
    }
    let content = TokenRange::new(after_dateline(clauses, sentence.start, comma), comma);
    let after = subject.filter(|_| inverted).map_or(cue.end, |subject| subject.end);
    let rest = rest(clauses, after, sentence.end);
    let whole = clauses.any_finite(content);
    let shape = match rest {
        _ if as_clause => Shape::AsTail,
        Some(_) if !whole => Shape::Around,
        Some(from) if matches!(clauses.word(from), "and" | "but" | "or" | "that" | "because" | "so" | "while" | "which" | "with") => {
            Shape::Around
        }
        _ if inverted => Shape::Inverted,
        _ => Shape::Before,
    };
    let second = if shape == Shape::Around {
        rest.map_or(TokenRange::default(), |from| TokenRange::new(from, sentence.end))
    } else {
        TokenRange::default()
    };
    Some((shape, content, second))
}

/// The first token after a dateline: "OSLO (Wire) – The bridge is shut".
fn after_dateline(clauses: &View<'_>, start: usize, end: usize) -> usize {
    let word = clauses.word(start);
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return start;
    }
    let dash = (start + 1..end.min(start + 12)).find(|&at| matches!(clauses.word(at), "—" | "–" | "--" | "-"));
    dash.map_or(start, |dash| dash + 1)
}

/// Where the words go on after "she said,": behind the next comma.
fn rest(clauses: &View<'_>, from: usize, end: usize) -> Option<usize> {
    let comma = (from..end.min(from + 12)).find(|&at| matches!(clauses.word(at), "," | "—" | "–"))?;
    let quoted = clauses.document.token(comma + 1).is_some_and(|token| token.kind == TokenKind::Quote);
    (comma + 2 < end && !quoted && clauses.tag(comma + 1) != Tag::VerbGerund).then_some(comma + 1)
}

/// A kind of place where reported words may end, by the word that stands there and the one after it; none elsewhere.
fn boundary(clauses: &View<'_>, at: usize) -> Option<u32> {
    let word = clauses.word(at);
    let next = clauses.word(at + 1);
    let tag = clauses.tag(at);
    let after = clauses.tag(at + 1);
    Some(match word {
        "," => match next {
            "and" | "or" => 1,
            "but" | "yet" => 2,
            "while" | "though" | "although" | "whereas" | "even" => 3,
            "as" => 4,
            "which" | "who" | "where" | "whose" => 5,
            "according" => 6,
            "because" | "if" | "unless" | "since" | "so" => 7,
            "after" | "before" | "when" | "until" | "following" | "during" => 8,
            "he" | "she" | "they" | "it" | "we" | "I" => 9,
            // ", adding that": the report ends, another begins
            _ if after == Tag::VerbGerund && clauses.info(at + 1).report > 0 => {
                if clauses.word(at + 2) == "that" {
                    31
                } else {
                    6
                }
            }
            _ if clauses.name_at(at + 1).is_some() => 10,
            _ => 11 + after as u32,
        },
        ";" => 32,
        "—" | "–" | "--" | "-" => 33,
        ":" => 34,
        "(" | ")" => 35,
        "and" | "or" => 36 + u32::from(clauses.finite(at + 1)) + 2 * u32::from(next == "to") + 3 * u32::from(after == Tag::VerbGerund),
        "but" => 42,
        "while" | "though" | "although" | "whereas" => 43,
        "as" => 44,
        "after" | "before" | "when" | "since" | "until" | "once" => 45,
        "because" | "if" | "unless" => 46,
        "who" | "which" | "where" => 47,
        "that" => 48,
        "of" => 49,
        "for" => 50,
        "to" => 51 + u32::from(tag == Tag::Particle),
        "in" | "at" => 53,
        "on" => 54,
        "by" => 55,
        "with" => 56,
        "from" | "into" | "over" | "about" | "against" | "toward" => 57,
        "during" | "amid" | "despite" | "following" | "under" => 58,
        _ if tag == Tag::Adposition => 59,
        _ if is_time(word) => 60,
        _ => match tag {
            Tag::VerbGerund => 61,
            Tag::VerbParticiple => 62,
            Tag::VerbPast => 63,
            Tag::Verb => 64,
            Tag::Auxiliary => 65,
            Tag::Adverb => 66,
            _ if is_pronoun(word) => 67,
            Tag::Determiner => 68,
            _ if clauses.document.token(at).is_some_and(|token| token.kind == TokenKind::Quote) => 69,
            _ => return None,
        },
    })
}

/// Whether the comma at `at` parts elements of a list: an "and" follows before any verb.
fn in_list(clauses: &View<'_>, at: usize, end: usize) -> bool {
    (at + 1..end.min(at + 14)).take_while(|&i| !clauses.finite(i)).any(|i| matches!(clauses.word(i), "and" | "or"))
        && clauses.tag(at + 1) != Tag::VerbGerund
}

/// A place where reported words may end, with what speaks for it.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// The first token after the words.
    pub at: usize,
    /// What speaks for it.
    pub features: Features,
}

/// How the words are reported, as far as it tells where they end.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// How the words stand to the cue.
    pub shape: Shape,
    /// The class of the cue.
    pub class: u32,
    /// The form of the cue.
    pub form: Form,
    /// What stands before the cue: nothing finite, a finite verb, a relative pronoun.
    pub lead: u32,
}

/// The places where the words of `content` may end before its end.
pub fn boundaries<'a>(clauses: &'a View<'a>, manner: Manner, content: TokenRange) -> impl Iterator<Item = Boundary> + 'a {
    let mut finite = 0_u32;
    let mut open = 0_u32;
    let mut last = 0_u32;
    (content.start + 1..content.end).filter_map(move |at| {
        let before = clauses.tag(at - 1);
        finite += u32::from(clauses.finite(at - 1));
        open = match clauses.word(at - 1) {
            "(" => open + 1,
            ")" => open.saturating_sub(1),
            _ => open,
        };
        let kind = boundary(clauses, at)?;
        let shape = manner.shape as u32;
        let form = manner.form as u32;
        let verb = (at..content.end.min(at + 6))
            .find(|&i| clauses.finite(i))
            .map_or(0, |i| 1 + u32::from(clauses.tag(i) == Tag::VerbPast) + 2 * u32::from(clauses.tag(i) == Tag::Verb));
        let length = bucket(at - content.start);
        let mut features = Features::new(1);
        features.add(2, [kind, 0, 0]);
        features.add(3, [kind, shape, 0]);
        features.add(4, [kind, shape, finite.min(2)]);
        features.add(5, [kind, manner.class, 0]);
        features.add(6, [kind, clauses.tag(at + 1) as u32, shape]);
        features.add(7, [shape, length, finite.min(2)]);
        features.add(8, [kind, length, 0]);
        features.add(9, [kind, verb, form]);
        features.add(10, [kind, before as u32, 0]);
        features.add(11, [shape, bucket(content.end - at), 0]);
        features.add(12, [kind, bucket(content.end - at), 0]);
        features.add(13, [kind, last, shape]);
        features.add(14, [manner.class, length, 0]);
        features.add(16, [kind, shape, manner.lead]);
        features.add(17, [kind, manner.lead + 4 * finite.min(2), form]);
        features.add(15, [u32::from(open > 0), kind, 0]);
        let listed = u32::from(kind < 32 && kind > 0 && in_list(clauses, at, content.end));
        let clause = (at + 1..content.end.min(at + 8)).find(|&i| clauses.finite(i)).map_or(0, |i| i - at);
        features.add(71, [kind, u32::try_from(clause).unwrap_or(0), shape]);
        features.add(72, [kind, clauses.tag(at + 1) as u32, clauses.tag(at + 2) as u32]);
        features.add(18, [listed, kind, finite.min(2)]);
        features.add(19, [before as u32, clauses.tag(at + 1) as u32, kind]);
        last = kind;
        Some(Boundary { at, features })
    })
}

/// Where the words most likely end: the end that shares half of its words or more with the most of all possible ends, each by
/// its likelihood.
pub fn end(clauses: &View<'_>, model: Model, manner: Manner, content: TokenRange) -> usize {
    let mut on = 1.0_f32;
    let mut ends: Vec<(usize, f32)> = Vec::with_capacity(24);
    for boundary in boundaries(clauses, manner, content) {
        let stop = model.probability(&boundary.features);
        ends.push((boundary.at, on * stop));
        on *= 1.0 - stop;
        if on < 0.02 {
            break;
        }
    }
    ends.push((content.end, on));
    let mut best = (content.end, -1.0_f32);
    for &(at, own) in &ends {
        let length = at - content.start;
        let near = |other: usize| other * 2 >= length && other <= length * 2;
        let share: f32 = ends.iter().filter(|(other, _)| near(other - content.start)).map(|(_, likely)| likely).sum();
        if share + own > best.1 {
            best = (at, share + own);
        }
    }
    if best.0 == content.end { before_call(clauses, content) } else { trim(clauses, content.start, best.0) }
}

/// `claims that he lied, calling him “…”`: the end of words before a participle that brings in the quotation behind them.
fn before_call(clauses: &View<'_>, content: TokenRange) -> usize {
    let quoted = clauses.document.token(content.end).is_some_and(|token| token.kind == TokenKind::Quote);
    let calls = |&at: &usize| {
        let says = clauses.tag(at + 1) == Tag::VerbGerund && clauses.info(at + 1).verb != 0;
        at > content.start && clauses.word(at) == "," && says
    };
    if !quoted {
        return content.end;
    }
    let call = (content.end.saturating_sub(5)..content.end).find(calls);
    call.unwrap_or_else(|| trim(clauses, content.start, content.end))
}

/// The end without the words that open what follows: ", and", "with".
fn trim(clauses: &View<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start + 1
        && (matches!(clauses.word(end - 1), "," | ";" | "—" | "–" | "--" | "-" | "(" | ":")
            || matches!(clauses.tag(end - 1), Tag::Conjunction | Tag::Adposition))
    {
        end -= 1;
    }
    end
}
