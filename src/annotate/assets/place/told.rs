//! Places that the text told before: meant by the word for their kind.

use super::super::{phrase::Phrase, view::View};
use crate::{annotate::Name, label::EntityKind, span::TokenRange};

/// How many names back a place is sought.
const BACK: usize = 60;

/// `the base`, `the country`: what the text named of that kind, be it a town in the same sentence.
pub(super) fn of_kind(view: &View<'_>, phrase: &Phrase, kind: &str) -> Option<String> {
    let last = |end: usize| {
        let names = view.names_in(TokenRange::new(0, end));
        names.get(names.len().saturating_sub(BACK)..).unwrap_or_default()
    };
    let words = |name: &Name| Some(view.document.words(name.tokens).to_owned());
    let names = last(phrase.sentence.start);
    if matches!(kind, "country" | "nation") {
        // the land that the text told of most, rather than the one whose forces are there
        let here = view.names_in(phrase.sentence);
        let lands = || {
            let lands = names.iter().filter(|name| name.kind == EntityKind::Country);
            lands.filter(|name| here.iter().all(|other| other.country != name.country))
        };
        let times = |name: &&Name| lands().filter(|other| other.country == name.country).count();
        let own = here.iter().find(|name| name.kind == EntityKind::Country);
        return lands().max_by_key(times).or(own).and_then(words);
    }
    let is_kind = |at: usize| view.word(at).eq_ignore_ascii_case(kind);
    // "Saky airfield", "the port of Feodosia", "Second Thomas Shoal"
    let is_one = |name: &&Name| {
        let of = name.tokens.start.checked_sub(2).is_some_and(|at| is_kind(at) && view.word(at + 1) == "of");
        name.kind == EntityKind::Place && (of || name.tokens.iter().any(is_kind) || is_kind(name.tokens.end))
    };
    if let Some(name) = names.iter().rev().find(is_one) {
        return words(name);
    }
    if !matches!(kind, "city" | "town" | "village" | "port" | "capital") {
        return None;
    }
    let lies = |name: &&Name| {
        let before = name.tokens.start.checked_sub(1).map_or("", |at| view.word(at));
        name.kind == EntityKind::Place && matches!(before, "in" | "at" | "near" | "around" | "outside" | "of")
    };
    last(phrase.tokens.start).iter().rev().find(lies).and_then(words)
}
