//! Quotes: which words between marks somebody said, and who; and speech reported without marks.
//!
//! For every outermost quotation a ladder of sieves is tried, most precise first (after the sieves of `CoreNLP`'s quote
//! attribution, Muzny et al. 2017): an attribution right after it, one that introduces it, the clause it stands in, the
//! attribution beside another part of the same paragraph, the paragraph before. The sieve that decided gives rule and score.

use super::{Annotator, Input, Layer, Layers, Quote};
use crate::{
    evidence::Evidence,
    label::{ParagraphKind, QuoteKind},
    span::Span,
};

mod clause;
mod dialogue;
mod indirect;
mod ladder;
mod resolve;

use clause::Attribution;
use resolve::Resolver;

/// Fills [`Layer::Quotes`].
#[derive(Clone, Copy, Debug)]
pub struct Quotes;

impl Annotator for Quotes {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn requires(&self) -> &'static [Layer] {
        &[Layer::Words, Layer::Tags, Layer::Marks, Layer::Names, Layer::Actors]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Quotes]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let mut quotes = ladder::attribute(input, layers);
        dialogue::find(input, layers, &mut quotes);
        let mut indirect = indirect::find(input, layers, &quotes);
        quotes.append(&mut indirect);
        quotes.sort_by_key(|quote| quote.parts.first().map_or(0, |part| part.start));
        let mut resolver = Resolver::new(input, layers);
        for quote in &mut quotes {
            resolver.resolve(quote);
        }
        let described = resolver.into_described();
        layers.entities.extend(described);
        layers.quotes = quotes;
    }
}

/// A quote of one part.
fn quote(span: Span, kind: QuoteKind, attribution: Option<&Attribution>, rule: &str, score: f32) -> Quote {
    Quote {
        parts: vec![span],
        kind,
        source: attribution.map(|a| a.source),
        cue: attribution.and_then(|a| a.cue),
        speaker: None,
        via: None,
        within: None,
        evidence: Evidence::new(rule, score),
        trace: Vec::new(),
    }
}

/// Whether quotes of this paragraph count: captions and repeated paragraphs say nothing new.
fn counts(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Body | ParagraphKind::Heading)
}
