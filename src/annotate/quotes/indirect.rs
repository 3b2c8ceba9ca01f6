//! Speech reported without quotation marks: "said that …", "…, Orlova said", "according to …", "plans to …".
//!
//! Every reporting word of `assets/reports.toml` is a candidate with its source and its words. A small logistic model over features that
//! hold no words (the class of the cue, the shape of the clause, the kind of source) tells how likely it is a report.

use super::{clause::Clauses, counts, quote};
use crate::{
    annotate::{Input, Layers, Quote},
    label::{EntityKind, QuoteKind},
    span::{Span, TokenRange},
};

mod candidates;
mod content;
mod group;
mod model;

pub use candidates::Candidate;
use candidates::{Reader, trim_end};
pub use content::{Boundary, Manner, Shape};
use group::View;
pub use model::{Features, Model, SCALE, WEIGHTS};

/// A report that is less likely than this is none.
const LEAST: f32 = 0.3;

/// The same for a bare phrase ("praised the plan"), which tells the reader less than a clause.
const LEAST_PHRASE: f32 = 0.38;

/// Finds reported speech outside the quotations already found.
#[must_use]
pub fn find(input: &Input<'_>, layers: &Layers, quotes: &[Quote]) -> Vec<Quote> {
    let clauses = Clauses::new(input, layers);
    let taken = taken(quotes);
    let model = Model::shipped();
    let mut kept: Vec<(Candidate, f32)> = Vec::new();
    for candidate in candidates(input, layers, quotes, model) {
        let score = model.probability(&candidate.features);
        let least = if matches!(candidate.manner.shape, Shape::Object | Shape::Of) { LEAST_PHRASE } else { LEAST };
        // a bare name or pronoun tells the reader nothing
        if score < least || candidate.parts.iter().map(|part| part.len()).sum::<usize>() < 2 {
            continue;
        }
        // "declined to say whether": one report, not two
        match kept.last_mut() {
            Some((before, weight)) if repeats(before, &candidate) => {
                if score > *weight {
                    (*before, *weight) = (candidate, score);
                }
            }
            _ => kept.push((candidate, score)),
        }
    }
    let mut found: Vec<Quote> = kept.iter().map(|(candidate, score)| made(&clauses, candidate, *score)).collect();
    headline(&clauses, layers, &taken, &mut found);
    found
}

/// Whether `next` tells again what `last` told: a cue near the beginning of its words, the same source, the same end; or
/// the same words before another cue.
fn repeats(last: &Candidate, next: &Candidate) -> bool {
    let [first, second] = last.parts;
    let lead = next.cue.start.wrapping_sub(first.start);
    let again = first.start == next.parts[0].start && next.manner.shape == Shape::Before;
    again || lead < 4 && second.is_empty() && next.source == last.source && next.parts[0].end == first.end
}

/// The quote that comes of a candidate.
fn made(clauses: &Clauses<'_>, candidate: &Candidate, score: f32) -> Quote {
    let attribution = candidate.source.map(|source| clauses.attribution(Some(candidate.cue), source));
    let [first, second] = candidate.parts.map(|part| clauses.document.span(part));
    // a report that nobody is behind tells half of it
    let score = if attribution.is_some() { score } else { score.min(0.5) };
    let mut made = quote(first, QuoteKind::Indirect, attribution.as_ref(), "speaker.indirect", score);
    made.cue = Some(clauses.document.span(candidate.cue));
    made.parts.extend((!second.is_empty()).then_some(second));
    made.trace.push("speaker.indirect: decided".to_owned());
    made
}

fn taken(quotes: &[Quote]) -> Vec<Span> {
    let mut taken: Vec<Span> = quotes.iter().flat_map(|quote| quote.parts.iter().copied()).collect();
    taken.sort_unstable();
    taken
}

/// Everything that may be reported speech outside `quotes`, in the order of the cues.
#[must_use]
pub fn candidates(input: &Input<'_>, layers: &Layers, quotes: &[Quote], model: Model) -> Vec<Candidate> {
    let clauses = Clauses::new(input, layers);
    let taken = taken(quotes);
    let mut cues: Vec<Span> = quotes.iter().filter_map(|quote| quote.cue).collect();
    cues.sort_unstable();
    let view = View::new(clauses);
    let reader = Reader::new(&view, layers, &taken, &cues, model);
    let document = input.document;
    let mut found = Vec::new();
    for &sentence in document.sentences() {
        let paragraph = document.paragraph_of(sentence.start);
        let kind = layers.paragraphs.get(paragraph).copied().or_else(|| document.paragraphs().get(paragraph).map(|p| p.kind));
        if let Some(kind) = kind.filter(|kind| counts(*kind)) {
            reader.read(sentence, kind, &mut found);
        }
    }
    found
}

/// The places where the words of `candidate` may end, for training.
#[must_use]
pub fn boundaries(input: &Input<'_>, layers: &Layers, candidate: &Candidate) -> Vec<Boundary> {
    let view = View::new(Clauses::new(input, layers));
    let content = TokenRange::new(candidate.parts[0].start, candidate.limit);
    content::boundaries(&view, candidate.manner, content).collect()
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
