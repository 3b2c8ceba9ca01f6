//! Speech reported without quotation marks: "said that …", "…, Orlova said", "according to …", "plans to …".
//!
//! Every reporting word of `assets/reports.toml` is a candidate with its source and its words. A small logistic model over features that
//! hold no words (the class of the cue, the shape of the clause, the kind of source) tells how likely it is a report.

use super::{clause::Clauses, counts, linear::Model, quote};
use crate::{
    annotate::{Input, Layers, Quote},
    label::QuoteKind,
    span::{Span, TokenRange},
};

mod candidates;
mod content;
mod group;
mod headline;

pub use candidates::Candidate;
use candidates::Reader;
pub use content::{Boundary, Manner, Shape};
use group::View;

/// The weights that the program ships, of which reports are reports and of where their words end: two models in one table.
const SHIPPED: Model = Model::with(include_bytes!("../../../assets/indirect.bin"));

/// A report that is less likely than this is none.
const LEAST: f32 = 0.3;

/// The same for a bare phrase ("praised the plan"), which tells the reader less than a clause.
const LEAST_PHRASE: f32 = 0.38;

/// Finds reported speech outside the quotations already found.
#[must_use]
pub fn find(input: &Input<'_>, layers: &Layers, quotes: &[Quote]) -> Vec<Quote> {
    let clauses = Clauses::new(input, layers);
    let taken = taken(quotes);
    let model = SHIPPED;
    let mut kept: Vec<(Candidate, f32)> = Vec::new();
    for candidate in candidates(input, layers, quotes, model) {
        let score = model.probability(&candidate.features);
        let least = if matches!(candidate.manner.shape, Shape::Object | Shape::Of) { LEAST_PHRASE } else { LEAST };
        // a bare name or pronoun tells the reader nothing
        if score < least || candidate.parts.iter().map(|part| part.len()).sum::<usize>() < 2 {
            continue;
        }
        // "…," she quoted an official as saying: whose words they are, and no words
        let end = candidate.parts[0].end;
        if clauses.word(end - 1) == "saying" && clauses.word(end - 2) == "as" {
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
    headline::find(&clauses, layers, &taken, &mut found);
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
    let score = calibrated(score);
    // a report that nobody is behind tells half of it
    let score = if attribution.is_some() { score } else { score.min(0.5) };
    let mut made = quote(first, QuoteKind::Indirect, attribution.as_ref(), "speaker.indirect", score);
    made.cue = Some(clauses.document.span(candidate.cue));
    made.parts.extend((!second.is_empty()).then_some(second));
    made.trace.push("speaker.indirect: decided".to_owned());
    made
}

/// How often a report that the model holds for so likely is one: on articles that it never saw it is surer of itself than
/// right (`assets/indirect.toml` has the figures that this line was laid through).
fn calibrated(likely: f32) -> f32 {
    let odds = (likely / (1.0 - likely).max(f32::EPSILON)).max(f32::EPSILON).ln();
    1.0 / (1.0 + (0.2 - 0.72 * odds).exp())
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
