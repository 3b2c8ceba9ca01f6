//! Speech set out by layout instead of marks: transcripts (`ORLOVA: …`), interviews (`Q: … A: …`) and dialogue after dashes.

use rustc_hash::FxHashMap;

use super::{
    clause::{Attribution, Clauses},
    counts, quote,
};
use crate::{
    annotate::{Input, Layers, Quote},
    document::{Document, Paragraph, TokenKind},
    label::{EntityKind, QuoteKind},
    lexicon::Word,
    name::fold,
    span::{Span, TokenRange},
};

/// Adds what paragraphs say by their layout, where no quotation in them was found.
pub fn find(input: &Input<'_>, layers: &Layers, quotes: &mut Vec<Quote>) {
    let clauses = Clauses::new(input, layers);
    let document = input.document;
    let paragraphs: Vec<TokenRange> = document
        .paragraphs()
        .iter()
        .enumerate()
        .filter(|(number, paragraph)| counts(layers.paragraphs.get(*number).copied().unwrap_or(paragraph.kind)))
        .map(|(_, paragraph)| words_of(document, layers, paragraph))
        .collect();
    // who is named in front of several paragraphs takes turns, known as a person or not
    let mut turns: FxHashMap<&str, usize> = FxHashMap::default();
    for words in paragraphs.iter().filter_map(|&paragraph| Some(document.words(front(&clauses, paragraph)?))) {
        *turns.entry(words).or_default() += 1;
    }
    // sub-headings name somebody, too, but each once
    let by_turns = turns.values().any(|&times| times >= 2);
    let labels: Vec<Option<TokenRange>> = paragraphs.iter().map(|&paragraph| label(&clauses, paragraph, &turns, by_turns)).collect();
    let is_transcript = labels.iter().flatten().count() >= 2;
    let mut taken: Vec<Span> = quotes.iter().flat_map(|quote| quote.parts.iter().copied()).collect();
    taken.sort_unstable();
    let mut made = Vec::new();
    for (&paragraph, label) in paragraphs.iter().zip(&labels) {
        let (content, attribution) = if let Some(label) = label.filter(|_| is_transcript) {
            let speaker = speaker_of(&clauses, layers, label, paragraph.start);
            (TokenRange::new(label.end + 1, paragraph.end), speaker)
        } else if let Some((content, attribution)) = dashed(&clauses, paragraph) {
            (content, Some(attribution))
        } else {
            continue;
        };
        let span = trimmed(document.span(content), document.text());
        let first = taken.partition_point(|part| part.end <= span.start);
        let is_quoted = taken.get(first).is_some_and(|part| part.overlaps(span));
        // "Orlova: 1,769." is a tally
        let said = content.iter().any(|at| document.token(at).is_some_and(|token| token.kind == TokenKind::Word));
        if !is_quoted && said && content.len() >= 2 {
            // a question of nobody by name is nobody's
            let score = if attribution.is_some() { 0.93 } else { 0.5 };
            let mut found = quote(span, QuoteKind::Direct, attribution.as_ref(), "speaker.layout", score);
            found.trace.push("speaker.layout: decided".to_owned());
            made.push(found);
        }
    }
    if !made.is_empty() {
        // quotes that share a speaker refer to one another by number: what is added comes behind all of them
        quotes.append(&mut made);
    }
}

/// The paragraph without a mark in front that opens no quotation: the layout of an excerpt, `"ORLOVA: …`.
fn words_of(document: &Document<'_>, layers: &Layers, paragraph: &Paragraph) -> TokenRange {
    let TokenRange { start, end } = paragraph.tokens;
    let Some(first) = document.token(start).filter(|token| token.kind == TokenKind::Quote) else { return paragraph.tokens };
    let mark = layers.marks.binary_search_by_key(&(first.start as usize), |mark| mark.outer.start);
    TokenRange::new(start + usize::from(mark.is_err() && start + 1 < end), end)
}

fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// The words before the colon that opens a paragraph, at most four and each with a capital; or Q and A.
fn front(clauses: &Clauses<'_>, tokens: TokenRange) -> Option<TokenRange> {
    let letter = matches!(clauses.word(tokens.start), "Q" | "A") && matches!(clauses.word(tokens.start + 1), "." | ":");
    let colon = tokens.iter().take(6).skip(1).find(|&at| clauses.word(at) == ":" || letter)?;
    let range = TokenRange::new(tokens.start, colon);
    let words = range.iter().filter(|&at| clauses.document.token(at).is_some_and(|t| t.kind == TokenKind::Word));
    let capitals = range.iter().all(|at| {
        clauses.document.token(at).is_some_and(|t| t.capital || t.kind == TokenKind::Punct) || clauses.info(at).is(Word::MODIFIER)
    });
    (colon + 2 < tokens.end && capitals && (1..=4).contains(&words.count())).then_some(range)
}

/// The label that opens a paragraph: a surname in capitals, Q and A, a name of two words and more that comes again, or, where
/// some label comes again, the name of a person.
fn label(clauses: &Clauses<'_>, tokens: TokenRange, turns: &FxHashMap<&str, usize>, by_turns: bool) -> Option<TokenRange> {
    let range = front(clauses, tokens)?;
    let text = clauses.document.words(range);
    let shouted = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let named = by_turns && clauses.name_at(range.end - 1).is_some_and(|name| name.kind == EntityKind::Person);
    let again = range.len() >= 2 && turns.get(text).is_some_and(|&times| times >= 2);
    (shouted || named || again).then_some(range)
}

/// Who speaks behind a label: the person of that surname; behind "A" whoever is interviewed.
fn speaker_of(clauses: &Clauses<'_>, layers: &Layers, label: TokenRange, at: usize) -> Option<Attribution> {
    let text = clauses.document.words(label);
    let persons = || layers.names.iter().filter(|name| name.kind == EntityKind::Person);
    match text {
        "Q" | "QUESTION" | "Question" | "REPORTER" => None,
        "A" | "ANSWER" | "Answer" => {
            let first = persons().find(|name| name.tokens.start < at)?;
            Some(clauses.attribution(None, first.tokens))
        }
        _ => {
            if clauses.name_at(label.start).is_some_and(|name| name.kind == EntityKind::Person) {
                return Some(clauses.attribution(None, label));
            }
            let last = fold(clauses.word(label.end - 1));
            let known = persons().find(|name| fold(clauses.word(name.tokens.end.saturating_sub(1))) == last);
            Some(known.map_or_else(|| clauses.attribution(None, label), |name| clauses.attribution(None, name.tokens)))
        }
    }
}

/// `— You cannot land here, said Sergeant Orlov.`, `— You cannot land here, she said.`: the words after the dash up to the
/// comma before the attribution.
fn dashed(clauses: &Clauses<'_>, tokens: TokenRange) -> Option<(TokenRange, Attribution)> {
    if !matches!(clauses.word(tokens.start), "—" | "–" | "―") || tokens.len() < 4 {
        return None;
    }
    let start = tokens.start + 1;
    let stop = |at: usize| at > start && matches!(clauses.word(at), "," | "?" | "!" | "—" | "–");
    for at in start + 1..tokens.end {
        let Some(cue) = clauses.cue_at(at).filter(|cue| cue.verb.direct) else { continue };
        let subject = if stop(at - 1) {
            clauses.subject_after(cue.end, tokens.end)
        } else {
            let ends = matches!(clauses.word(cue.end), "." | "," | ":" | "—" | "–") || cue.end >= tokens.end;
            clauses.subject_before(at, start).filter(|subject| ends && subject.start > start && stop(subject.start - 1))
        };
        let Some(subject) = subject else { continue };
        let first = at.min(subject.start);
        let end = if matches!(clauses.word(first - 1), "—" | "–") { first - 1 } else { first };
        let attribution = clauses.attribution(Some(TokenRange::new(cue.at, cue.end)), subject);
        return Some((TokenRange::new(start, end), attribution));
    }
    None
}
