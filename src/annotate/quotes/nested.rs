//! Which quote stands in which.

use std::cmp::Reverse;

use super::resolve::Resolver;
use crate::annotate::Quote;

/// Puts the `nested` quotations among `quotes`, names their speakers, and tells of every quote the one it stands in.
pub fn place(quotes: Vec<Quote>, nested: Vec<Quote>, resolver: &mut Resolver<'_>) -> Vec<Quote> {
    let outermost = quotes.len();
    let mut all: Vec<(usize, Quote)> = quotes.into_iter().chain(nested).enumerate().collect();
    all.sort_by_key(|(number, quote)| (quote.parts.first().map_or(0, |part| part.start), *number));
    let is_nested: Vec<bool> = all.iter().map(|(number, _)| *number >= outermost).collect();
    let mut quotes: Vec<Quote> = all.into_iter().map(|(_, quote)| quote).collect();
    for (number, outer) in within(&quotes).into_iter().enumerate() {
        let speaker = outer.and_then(|outer| quotes.get(outer)).and_then(|outer| outer.speaker);
        let Some(quote) = quotes.get_mut(number) else { continue };
        quote.within = outer;
        if is_nested.get(number).copied().unwrap_or(false) {
            resolver.resolve_inside(quote, speaker);
        }
    }
    quotes
}

/// For every quote the number of the smallest one that holds its first words. One sweep over all stretches, with those that
/// are open in a short list.
fn within(quotes: &[Quote]) -> Vec<Option<usize>> {
    let numbered = quotes.iter().enumerate();
    let mut stretches: Vec<_> =
        numbered.flat_map(|(number, quote)| quote.parts.iter().enumerate().map(move |(part, span)| (*span, number, part))).collect();
    stretches.sort_unstable_by_key(|&(span, number, _)| (span.start, Reverse(span.end), number));
    let mut outer = vec![None; quotes.len()];
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for (span, number, part) in stretches {
        open.retain(|&(end, ..)| end > span.start);
        let around = open.iter().rev().find(|&&(end, length, holder)| holder != number && end >= span.end && length > span.len());
        if let Some(place) = outer.get_mut(number).filter(|_| part == 0) {
            *place = around.map(|&(.., holder)| holder);
        }
        open.push((span.end, span.len(), number));
    }
    outer
}
