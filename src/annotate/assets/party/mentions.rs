//! Where a text names parties, and how each stands in its clause.

use super::{Case, Mention, Sides, is_alliance, is_enemy, is_origin, is_quoted, is_state, party};
use crate::{
    annotate::{
        Entity, Name, Tag,
        assets::{
            nouns::{Nouns, is_body, unknown_group},
            phrase::Phrase,
            view::View,
        },
    },
    country::CountryCode,
    label::EntityKind,
    lexicon::{Meaning, Word, equipment::Role},
    span::TokenRange,
};

/// All mentions, in reading order.
pub(super) fn mentions<'a>(
    view: &View<'a>,
    entities: &'a [Entity],
    phrases: &[Phrase],
    dateline: Option<&'a str>,
    sides: Option<Sides<'a>>,
) -> Vec<Mention<'a>> {
    let mut found: Vec<Mention<'a>> = Vec::with_capacity(view.names.len());
    let mut nouns = Nouns { state: dateline, home: dateline, group: sole_group(view), ..Nouns::default() };
    let mut phrases = phrases.iter().peekable();
    let mut names = view.names.iter().peekable();
    for &sentence in view.document.sentences() {
        for at in sentence.iter() {
            let mut taken = false;
            while let Some(name) = names.next_if(|name| name.tokens.start <= at) {
                // "In Lima, the government …"
                if name.kind == EntityKind::Place && opens_with(view, name, sentence) {
                    nouns.state = name.country.as_ref().map(CountryCode::as_str).or(nouns.state);
                }
                let Some(party) = party(view, name, entities) else { continue };
                // "Front spokesman Juan Alva": a group's man speaks for it
                let last = found.last().filter(|before| name.kind == EntityKind::Person && !is_state(before.party));
                let titled = |before: &&Mention<'_>| {
                    before.tokens.end < name.tokens.start
                        && (before.tokens.end..name.tokens.start).all(|at| view.info(at).is(Word::POST | Word::RANK))
                };
                let party = last.filter(titled).map_or(party, |before| before.party);
                // "a Bradley" is no general
                while phrases.next_if(|phrase| phrase.tokens.end <= name.tokens.start).is_some() {}
                let held = phrases.peek().is_some_and(|phrase| phrase.tokens.overlaps(name.tokens));
                if name.kind == EntityKind::Person && held {
                    continue;
                }
                let case = governed(view, name.tokens.start, sentence);
                if !is_origin(view, name) {
                    nouns.learn(view, name, party, case != Case::Free);
                    found.push(Mention { tokens: name.tokens, party, case, noun: false, held });
                    taken = true;
                }
            }
            if taken {
                continue;
            }
            if let Some((tokens, party)) = nouns.stand_in(view, at, sentence) {
                let case = governed(view, at, sentence);
                found.push(Mention { tokens, party, case, noun: true, held: false });
            } else if let Some(sides) = sides
                .filter(|_| is_enemy(view.word(at)) && view.tag(at + 1) != Tag::Noun && view.word(at + 1) != "of" && !is_quoted(view, at))
            {
                let case = governed(view, at, sentence);
                found.push(Mention { tokens: TokenRange::new(at, at + 1), party: sides.enemy, case, noun: false, held: false });
            } else if let Some(tokens) = unknown_group(view, at, sentence) {
                let party = view.document.words(tokens);
                nouns.group = Some(party);
                found.push(Mention { tokens, party, case: Case::Free, noun: false, held: false });
            }
        }
    }
    found
}

/// The armed group that a text names, where it names one alone.
fn sole_group<'a>(view: &View<'a>) -> Option<&'a str> {
    let mut groups = view.names.iter().filter(|name| name.kind == EntityKind::Organization && !view.is_international(name));
    let first = groups.find_map(|name| view.owner_of(name).filter(|owner| !is_state(owner) && !is_alliance(owner)))?;
    let others = groups.filter_map(|name| view.owner_of(name)).any(|owner| !is_state(owner) && !is_alliance(owner) && owner != first);
    (!others).then_some(first)
}

/// Whether a sentence opens with the capital that the name names: "In Lima, …".
fn opens_with(view: &View<'_>, name: &Name, sentence: TokenRange) -> bool {
    name.tokens.start == sentence.start + 1
        && view.word(sentence.start) == "In"
        && view.word(name.tokens.end) == ","
        && matches!(view.lexicon.phrase(view.document, name.tokens.start), Some((Meaning::Capital(_), _)))
}

/// What governs the noun phrase with token `at`.
fn governed(view: &View<'_>, at: usize, sentence: TokenRange) -> Case {
    let mut start = at;
    while start > sentence.start
        && (matches!(view.word(start - 1), "the" | "The" | "a" | "an" | "its") || view.tag(start - 1) == Tag::Adjective)
        // "on the 22nd Peru sent": a day, and no adjective
        && !view.word(start - 1).starts_with(|first: char| first.is_ascii_digit())
    {
        start -= 1;
    }
    let before = view.before(start, sentence);
    // "fighters of the front", "the army of Mali": the party itself
    let own = matches!(before, "of" | "from") && start >= sentence.start + 2 && {
        let head = view.word(start - 2);
        view.equipment.is_class_noun(&head.to_ascii_lowercase()) || view.role(start - 2).is(Role::BRANCH) || is_body(head)
    };
    match preposition(before) {
        Some(_) if own => Case::Free,
        Some(case) => case,
        None => Case::Free,
    }
}

/// Whether a word before a name takes it as its object, and as a place: the one table of both.
fn preposition(word: &str) -> Option<Case> {
    let mut buffer = [0_u8; 10];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"in" | b"on" | b"to" | b"at" | b"near" | b"into" | b"toward" | b"towards" | b"across" | b"inside" | b"outside" | b"around"
        | b"along" | b"through" | b"against" | b"invading" | b"invade" | b"for" => Some(Case::Located),
        b"under" | b"alongside" | b"despite" | b"of" | b"with" | b"from" | b"over" | b"between" | b"by" | b"invaded" | b"attack"
        | b"attacked" | b"attacking" | b"help" | b"helped" => Some(Case::Oblique),
        _ => None,
    }
}
