//! Quotations inside quotations: what a speaker says that somebody said.

use super::{Ladder, Stretch};
use crate::{
    annotate::{Marked, Quote, quotes::quote},
    label::QuoteKind,
    span::TokenRange,
};

/// What a nested quotation's score is worth beside that of an outermost one by the same sieve.
const WEIGHT: f32 = 0.9;

impl Ladder<'_, '_> {
    /// The quotations that stand in `outer` and are attributed there; `behind` are the marks after its own, in their order.
    pub(super) fn nested(&self, outer: &Stretch<'_>, behind: &[Marked]) -> Vec<Quote> {
        let document = self.clauses.document;
        let whole = document.range(outer.mark.inner);
        let inner: Vec<&Marked> = behind.iter().take_while(|mark| mark.depth > 0).filter(|mark| mark.depth == 1).collect();
        let mut left = whole.start;
        let mut found = Vec::new();
        for (number, mark) in inner.iter().enumerate() {
            let range = document.range(mark.outer);
            let right = inner.get(number + 1).map_or(whole.end, |next| document.token_at(next.outer.start));
            let sentence = self.sentence_around(range.start, range.end, whole);
            let paragraph = outer.paragraph;
            let stretch = Stretch { mark, open: range.start, close: range.end, left, right, paragraph, sentence };
            left = range.end;
            let verdict = self.introduced(&stretch).or_else(|| self.after(&stretch)).or_else(|| self.clause_before(&stretch));
            let Some(verdict) = verdict else { continue };
            let beyond = |tokens: TokenRange| tokens.start < whole.start || tokens.end > whole.end;
            let attribution = verdict.attribution.filter(|found| found.cue.is_some() && !beyond(found.tokens));
            if attribution.is_none() || self.word_count(&stretch) == 0 || self.is_named(&stretch) {
                continue;
            }
            let kind = if self.word_count(&stretch) <= 3 { QuoteKind::Partial } else { QuoteKind::Direct };
            let mut made = quote(mark.inner, kind, attribution.as_ref(), verdict.rule, verdict.score * WEIGHT);
            made.trace.push(format!("{}: decided, inside another quotation", verdict.rule));
            found.push(made);
        }
        found
    }
}
