//! Speech reported without quotation marks: "said that …", "…, Orlova said", "according to …".

use super::{
    clause::{Attribution, Clauses},
    counts, quote,
};
use crate::{
    annotate::{Input, Layers, Quote, Tag},
    label::{EntityKind, QuoteKind},
    lexicon::SpeechClass,
    span::{Span, TokenRange},
};

/// Finds reported speech outside the quotations already found.
pub fn find(input: &Input<'_>, layers: &Layers, quotes: &[Quote]) -> Vec<Quote> {
    let clauses = Clauses::new(input, layers);
    let document = input.document;
    let mut taken: Vec<Span> = quotes.iter().flat_map(|quote| quote.parts.iter().copied()).collect();
    taken.sort_unstable();
    let mut found = Vec::new();
    for &sentence in document.sentences() {
        let paragraph = document.paragraph_of(sentence.start);
        let kind = layers.paragraphs.get(paragraph).copied().or_else(|| document.paragraphs().get(paragraph).map(|p| p.kind));
        if !kind.is_some_and(counts) {
            continue;
        }
        let mut from = sentence.start;
        // a sentence may report several times: "… said that …, and warned that …"
        for _ in 0..4 {
            let Some((content, attribution)) = read(&clauses, sentence, from, layers) else { break };
            let next = next_report(&clauses, content);
            let content = TokenRange::new(content.start, next.unwrap_or(content.end));
            let span = document.span(content);
            // words between marks are quotations of their own
            let first = taken.partition_point(|part| part.end <= span.start);
            let is_marked = taken.get(first).is_some_and(|part| part.overlaps(span));
            if !is_marked && content.len() >= 3 {
                let mut made = quote(span, QuoteKind::Indirect, Some(&attribution), "speaker.indirect", 0.85);
                made.trace.push("speaker.indirect: decided".to_owned());
                found.push(made);
            }
            match next {
                Some(next) if next > from => from = next,
                _ => break,
            }
        }
    }
    headline(&clauses, layers, &taken, &mut found);
    found
}

/// Where the next report begins inside `content`: at an "and" or "but" with a reporting verb, or a pronoun and one, after it.
fn next_report(clauses: &Clauses<'_>, content: TokenRange) -> Option<usize> {
    content.iter().skip(2).find(|&at| {
        let joint = matches!(clauses.word(at), "and" | "but");
        let after = if matches!(clauses.word(at + 1), "he" | "she" | "they" | "also" | "then") { at + 2 } else { at + 1 };
        let cue = clauses.cue_at(after).filter(|cue| joint && cue.end < content.end);
        cue.is_some_and(|cue| cue.verb.that && !cue.verb.weak && clauses.is_finite(cue) && clauses.tag(cue.at) != Tag::VerbGerund)
    })
}

/// A headline that names who says it: "Orlova: The bridge stays closed".
fn headline(clauses: &Clauses<'_>, layers: &Layers, taken: &[Span], found: &mut Vec<Quote>) {
    let document = clauses.document;
    let Some(first) = document.paragraphs().first() else { return };
    let Some(colon) = first.tokens.iter().take(8).skip(1).find(|&at| clauses.word(at) == ":") else { return };
    let label = TokenRange::new(first.tokens.start, colon);
    let named = clauses
        .name_at(colon - 1)
        .is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization) && name.tokens.end == colon);
    let content = TokenRange::new(colon + 1, trim_end(clauses, first.tokens));
    let span = document.span(content);
    let is_marked = taken.iter().take_while(|part| part.start < span.end).any(|part| part.overlaps(span) && part.len() * 2 > span.len());
    let is_line = layers.paragraphs.first().is_none_or(|kind| counts(*kind)) && first.span.len() < 200;
    if named && is_line && !is_marked && content.len() >= 3 {
        let attribution = clauses.attribution(None, label);
        let mut made = quote(span, QuoteKind::Indirect, Some(&attribution), "speaker.headline", 0.85);
        made.trace.push("speaker.headline: decided".to_owned());
        found.push(made);
    }
}

/// The reported words of a sentence and who reports them.
fn read(clauses: &Clauses<'_>, sentence: TokenRange, from: usize, layers: &Layers) -> Option<(TokenRange, Attribution)> {
    let document = clauses.document;
    let inside = |at: usize| {
        let start = document.token(at).map_or(0, |t| t.start as usize);
        let number = layers.marks.partition_point(|mark| mark.outer.start <= start);
        layers.marks.get(number.saturating_sub(3)..number).unwrap_or(&[]).iter().any(|mark| mark.outer.holds(start))
    };
    let end = trim_end(clauses, sentence);
    let again = from > sentence.start;
    for at in from..sentence.end {
        if clauses.word(at).eq_ignore_ascii_case("according") && clauses.word(at + 1) == "to" && !inside(at) {
            let subject = clauses.subject_after(at + 2, sentence.end)?;
            let attribution = clauses.attribution(Some(TokenRange::new(at, at + 2)), subject);
            let content = if at <= sentence.start + 1 {
                let from = if clauses.word(subject.end) == "," { subject.end + 1 } else { subject.end };
                TokenRange::new(from, end)
            } else {
                let to = if clauses.word(at - 1) == "," { at - 1 } else { at };
                TokenRange::new(sentence.start, to)
            };
            return Some((content, attribution));
        }
        let Some(cue) = clauses.cue_at(at).filter(|cue| cue.end <= sentence.end) else { continue };
        if inside(at) || !clauses.is_finite(cue) || clauses.tag(at) == Tag::VerbGerund {
            continue;
        }
        let next = clauses.word(cue.end);
        let cue_range = TokenRange::new(cue.at, cue.end);
        // "…, Orlova said." and "…, said Orlova."
        if let Some(found) = reported_before(clauses, cue_range, sentence, again || inside(sentence.start)) {
            return Some(found);
        }
        let Some(subject) = clauses.subject_before(at, sentence.start).filter(|&s| clauses.can_speak(s)) else { continue };
        let that = (cue.end..sentence.end.min(cue.end + 12)).find(|&i| clauses.word(i) == "that" && clauses.tag(i) == Tag::Adposition);
        let from = match that {
            Some(that) if that == cue.end || cue.verb.object || that <= cue.end + 4 => that + 1,
            // "told reporters in Oslo": whom, not what
            _ if !cue.verb.that || cue.verb.weak || cue.verb.object => continue,
            _ if matches!(next, "," | ":" | "." | "to" | "in" | "on" | "at" | "with" | "for" | "of" | "about" | "as") => {
                if next == "to"
                    && matches!(
                        cue.verb.class,
                        SpeechClass::Ask | SpeechClass::Order | SpeechClass::Announce | SpeechClass::Agree | SpeechClass::Warn
                    )
                {
                    cue.end
                } else {
                    continue;
                }
            }
            _ => cue.end,
        };
        if from + 2 < end {
            return Some((TokenRange::new(from, end), clauses.attribution(Some(cue_range), subject)));
        }
    }
    None
}

fn trim_end(clauses: &Clauses<'_>, sentence: TokenRange) -> usize {
    let mut end = sentence.end;
    while end > sentence.start && matches!(clauses.word(end - 1), "." | "!" | "?" | "…") {
        end -= 1;
    }
    end
}

/// "The convoy has left, Orlova said." and "…, said Orlova."
fn reported_before(clauses: &Clauses<'_>, cue: TokenRange, sentence: TokenRange, quoted: bool) -> Option<(TokenRange, Attribution)> {
    if quoted {
        return None;
    }
    let next = clauses.word(cue.end);
    let closes = cue.end >= sentence.end || matches!(next, "." | "," | "in" | "on" | "at" | "during");
    let comma = (sentence.start + 3..cue.start).rev().take(25).find(|&at| clauses.word(at) == ",")?;
    if closes {
        let subject = clauses.subject_before(cue.start, comma + 1).filter(|&s| s.start == comma + 1 && clauses.can_speak(s))?;
        return Some((TokenRange::new(sentence.start, comma), clauses.attribution(Some(cue), subject)));
    }
    if comma + 1 == cue.start && clauses.subject_before(cue.start, sentence.start).is_none_or(|s| !clauses.is_somebody(s)) {
        let subject = clauses.subject_after(cue.end, sentence.end).filter(|&s| clauses.can_speak(s))?;
        return Some((TokenRange::new(sentence.start, comma), clauses.attribution(Some(cue), subject)));
    }
    None
}
