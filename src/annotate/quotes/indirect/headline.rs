//! Headlines that name who says it before a colon: "Orlova: The bridge stays closed", "Minister: Bridge stays closed".

use super::{
    super::{clause::Clauses, counts, quote},
    candidates::trim_end,
};
use crate::{
    annotate::{Layers, Quote, Tag},
    document::TokenKind,
    label::{EntityKind, QuoteKind},
    lexicon::Word,
    span::{Span, TokenRange},
};

/// How long a label may be, in tokens.
const LABEL: usize = 7;

/// Adds what the first paragraph says that way, where it is a line and no quotation in marks is most of it.
pub fn find(clauses: &Clauses<'_>, layers: &Layers, taken: &[Span], found: &mut Vec<Quote>) {
    let document = clauses.document;
    let Some(first) = document.paragraphs().first() else { return };
    if first.span.len() >= 200 || layers.paragraphs.first().is_some_and(|kind| !counts(*kind)) {
        return;
    }
    let end = trim_end(clauses, first.tokens);
    let Some(colon) = first.tokens.iter().skip(1).find(|&at| clauses.word(at) == ":") else { return };
    let (label, content) = (TokenRange::new(first.tokens.start, colon), TokenRange::new(colon + 1, end));
    if content.len() < 3 || !is_label(clauses, label) {
        return;
    }
    let span = document.span(content);
    let is_marked = taken.iter().take_while(|part| part.start < span.end).any(|part| part.overlaps(span) && part.len() * 2 > span.len());
    if !is_marked {
        let attribution = clauses.attribution(None, label);
        let mut made = quote(span, QuoteKind::Indirect, Some(&attribution), "speaker.headline", 0.85);
        made.trace.push("speaker.headline: decided".to_owned());
        found.push(made);
    }
}

/// Whether `range` is nothing but somebody: a person, a body, a post.
fn is_label(clauses: &Clauses<'_>, range: TokenRange) -> bool {
    let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty() && range.len() <= LABEL) else { return false };
    let plain = |at: usize| {
        let word = clauses.document.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Possessive));
        (word || clauses.word(at) == ".") && !matches!(clauses.tag(at), Tag::VerbPast | Tag::Auxiliary | Tag::VerbGerund | Tag::Particle)
    };
    let name = clauses.name_at(last).filter(|name| name.tokens.end == range.end && name.tokens.start >= range.start);
    let named = name.is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization));
    let info = clauses.info(last);
    range.iter().all(plain) && (named || name.is_none() && info.is(Word::POST | Word::PERSON | Word::RANK))
}
