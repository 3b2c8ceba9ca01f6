//! Split quotations: `"A," she said. "B"` is one utterance of two parts.

use crate::{
    annotate::{Layers, Quote},
    document::Document,
    label::QuoteKind,
    span::Span,
};

/// Joins quotations that follow one another to one of several parts, where one attribution serves them all.
pub fn join(document: &Document<'_>, layers: &Layers, quotes: Vec<Quote>) -> Vec<Quote> {
    let mut joined: Vec<Quote> = Vec::with_capacity(quotes.len());
    for quote in quotes {
        let whole = joined.last_mut().filter(|before| goes_on(document, layers, before, &quote));
        if let Some(whole) = whole {
            whole.parts.extend(quote.parts);
            whole.kind = QuoteKind::Direct;
            whole.trace.push(format!("{}: joined", quote.evidence.rule));
        } else {
            joined.push(quote);
        }
    }
    joined
}

/// Whether `quote` goes on with `before`: the same words name the speaker, and nothing but them stands between, or the
/// first was never closed and the second opens the next paragraph.
fn goes_on(document: &Document<'_>, layers: &Layers, before: &Quote, quote: &Quote) -> bool {
    let both = before.kind != QuoteKind::Indirect && quote.kind != QuoteKind::Indirect;
    let (Some(&first), Some(&second)) = (before.parts.last(), quote.parts.first()) else { return false };
    if !both || before.source.is_none() || before.source != quote.source || before.speaker != quote.speaker {
        return false;
    }
    let outer = |span: Span| {
        let number = layers.marks.partition_point(|mark| mark.inner.start < span.start);
        layers.marks.get(number).filter(|mark| mark.inner == span)
    };
    let gap = document.range(Span::new(first.end, second.start));
    let paragraph = |at: usize| document.paragraph_of(document.token_at(at));
    let near = paragraph(second.start) - paragraph(first.start);
    let text = document.text();
    let ends = first.of(text).ends_with([',', '.', '!', '?', '…', '-', '—', '–', ';']);
    let attributed = before.source.is_some_and(|source| source.start >= first.end && source.end <= second.start);
    let stops = document.sentence_of(gap.start) + 2 < document.sentence_of(gap.end);
    match near {
        0 => ends && attributed && gap.len() <= 40 && !stops,
        1 => outer(first).is_some_and(|mark| !mark.closed),
        _ => false,
    }
}
