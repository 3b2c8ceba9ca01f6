//! Where an asset is or goes, in the words of the text.

use super::{frame::Frame, phrase::Phrase, view::View};
use crate::{
    annotate::{Name, Tag},
    document::TokenKind,
    label::EntityKind,
    span::TokenRange,
};

/// How far after the asset a place is sought, in tokens.
const REACH: usize = 28;

/// The place, with the sieve that found it.
pub(super) fn find(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>, previous: Option<&String>) -> Option<(String, &'static str)> {
    after(view, phrase)
        .map(|place| (place, "place.after"))
        .or_else(|| previous.map(|place| (place.clone(), "place.list")))
        .or_else(|| before(view, phrase).map(|place| (place, "place.before")))
        .or_else(|| receiver(view, phrase, frame).map(|place| (place, "place.receiver")))
}

/// The first place after the asset that a locative preposition governs, inside the clause.
fn after(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let to = (phrase.tokens.end + REACH).min(phrase.sentence.end);
    let mut from = None;
    for at in phrase.tokens.end..to {
        let word = view.word(at);
        if matches!(word, ";" | ":" | "that" | "which" | "who" | "because" | "while" | "although" | "as" | "after" | "before" | "said") {
            break;
        }
        if is_locative(word)
            && let Some(place) = object(view, at, phrase.sentence)
        {
            if word != "from" {
                return Some(place);
            }
            from.get_or_insert(place);
        }
    }
    from
}

/// The nearest place before the asset that a locative preposition governs: "In Orenburg, special forces …".
fn before(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let mut found = None;
    for at in phrase.sentence.start..phrase.tokens.start {
        if is_locative(&view.word(at).to_ascii_lowercase())
            && let Some(place) = object(view, at, TokenRange::new(phrase.sentence.start, phrase.tokens.start))
        {
            found = Some(place);
        }
    }
    found
}

/// The party that something is given to stands for the place where it goes.
fn receiver(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<String> {
    let frame = frame.filter(|frame| frame.action == super::frame::Action::Give)?;
    let name = super::frame::receiver(view, frame.verb, phrase.sentence, phrase.tokens)?;
    Some(view.document.words(name.tokens).to_owned())
}

fn is_locative(word: &str) -> bool {
    matches!(
        word,
        "in" | "near"
            | "at"
            | "to"
            | "toward"
            | "towards"
            | "on"
            | "into"
            | "across"
            | "around"
            | "along"
            | "outside"
            | "inside"
            | "off"
            | "over"
            | "within"
            | "from"
            | "aboard"
            | "throughout"
            | "through"
            | "onto"
    )
}

/// The object of the preposition at `at`, where it holds the name of a place: from its first word to the noun it ends in.
fn object(view: &View<'_>, at: usize, limit: TokenRange) -> Option<String> {
    let mut start = at + 1;
    while start < limit.end
        && matches!(view.word(start), "the" | "a" | "an" | "its" | "their" | "our" | "and" | "near" | "territory" | "of")
    {
        start += 1;
    }
    let mut name: Option<&Name> = None;
    for i in start..limit.end.min(start + 6) {
        if let Some(found) = view.name_at(i) {
            if matches!(found.kind, EntityKind::Place | EntityKind::Country | EntityKind::Nationality) {
                name = Some(found);
            }
            break;
        }
        if !matches!(view.tag(i), Tag::Adjective | Tag::Noun | Tag::Determiner | Tag::Proper | Tag::VerbParticiple)
            && !matches!(view.word(i), "of" | "with" | "the" | "and")
        {
            break;
        }
    }
    let name = name?;
    let mut end = name.tokens.end;
    if view.kind(end) == TokenKind::Possessive {
        end += 1;
    }
    let nouns = end;
    while end < limit.end
        && view.is_spaced(end)
        && matches!(view.tag(end), Tag::Noun | Tag::Adjective | Tag::Proper)
        && view.kind(end) == TokenKind::Word
        && view.name_at(end).is_none()
        && end < nouns + 4
    {
        end += 1;
    }
    if name.kind == EntityKind::Nationality && end == nouns {
        return None;
    }
    let near = view.word(at).eq_ignore_ascii_case("near");
    let range = TokenRange::new(if near { at } else { start }, end);
    let text = view.document.words(range).split_whitespace().collect::<Vec<_>>().join(" ");
    (text.len() <= 80).then_some(text)
}
