//! The words for a place that a preposition governs.

use super::{
    super::base,
    View,
    words::{is_direction, is_origin, is_speaking, is_station},
};
use crate::{
    annotate::{Name, Tag},
    document::TokenKind,
    label::EntityKind,
    lexicon::{Word, equipment::Role},
    span::TokenRange,
};

/// A place for practice, by its last word: "training center", "firing range".
fn is_ground(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "center" | "centre" | "ground" | "grounds" | "range")
        && matches!(view.word(at - 1), "training" | "proving" | "firing" | "test" | "testing" | "shooting")
}

/// The end of a name that no list has, behind the preposition at `at`: "at Seungjin", "near El Bur", "around al-Watiya".
fn unknown(view: &View<'_>, at: usize, start: usize, limit: TokenRange) -> Option<usize> {
    let word = view.word(at);
    let tells = matches!(
        word,
        "in" | "at"
            | "near"
            | "around"
            | "between"
            | "outside"
            | "off"
            | "past"
            | "to"
            | "from"
            | "over"
            | "into"
            | "inside"
            | "towards"
            | "toward"
            | "onto"
            | "above"
            | "through"
            | "beyond"
    );
    // "At Bolari a radar was …", "east of Bolari", "the southern end of Bolari", "have reached Bolari"
    let opens = view.opens(at, limit) && matches!(word, "At" | "In" | "Near" | "Around" | "Outside" | "Off" | "Over" | "From");
    let side = view.word(at + 1) == "of" && start == at + 2 && is_direction(word);
    let goes = view.role(at).is(Role::GOING) && view.tag(at).is_verb();
    let direct = start == at + 1 && (tells || opens || goes) || side;
    let part = |i: usize| {
        let arabic = matches!(view.word(i).split_once('-'), Some(("al" | "el" | "as" | "ad" | "ar" | "at", rest)) if rest.len() > 2);
        (view.is_capital(i) || arabic)
            && view.name_at(i).is_none()
            && !view.info(i).is(Word::MONTH | Word::NOT_NAME | Word::POST | Word::RANK)
    };
    // "from Battery A"
    if view.role(start).is(Role::ECHELON | Role::COMMON_ECHELON) {
        return None;
    }
    let end = (start..limit.end.min(start + 4)).take_while(|&i| part(i) && (i == start || view.is_spaced(i))).last()? + 1;
    let word = view.word(start);
    // "Hill 412"
    if direct
        && start + 2 <= limit.end
        && matches!(word, "Hill" | "Height" | "Point" | "Position" | "Checkpoint" | "Outpost")
        && view.kind(start + 1) == TokenKind::Number
    {
        return Some(start + 2);
    }
    let shouted = word.bytes().all(|b| !b.is_ascii_lowercase()) && !(is_station(word) && end > start + 1);
    // "in Ruger pistols", "to Reuters": what follows makes it no place
    let headed = end < limit.end && view.tag(end) == Tag::Noun && view.role(end).is(Role::PLACE);
    let follows = view.tag(end) == Tag::Noun && !headed
        || is_ground(view, end + 1)
        || view.kind(end) == TokenKind::Possessive
        || view.is_capital(end)
        || view.kind(end) == TokenKind::Number;
    let equipment = view.equipment.designation(view.document, start, end + 1).is_some()
        || view.equipment.class_noun(view.document, start, end).is_some();
    (direct && !shouted && !follows && !equipment && (word.len() > 2 || end > start + 1)).then_some(end + usize::from(headed))
}

/// The object of the preposition at `at`, where it is a place: from its first word to the noun it ends in; and whether it
/// holds a name.
pub(super) fn object(view: &View<'_>, at: usize, limit: TokenRange) -> Option<(String, bool)> {
    let (text, named, end) = nearest(view, at, limit)?;
    // "struck a base in northern Peru"
    let inner = !named && end < limit.end && matches!(view.word(end), "in" | "near" | "outside");
    let inner = if inner { nearest(view, end, limit).filter(|&(_, named, _)| named) } else { None };
    Some(inner.map_or((text, named), |(text, named, _)| (text, named)))
}

/// The same for the nearest noun phrase alone, and the token where it ends.
fn nearest(view: &View<'_>, at: usize, limit: TokenRange) -> Option<(String, bool, usize)> {
    // "took over the lead"; "officials in Lima believe" tells where those are
    let before = view.word(at.saturating_sub(1));
    if view.word(at) == "over" && (before.starts_with("tak") || before.starts_with("hand") || before == "took")
        || is_speaking(before)
        || view.word(at) == "from" && is_origin(view, at)
        // "between Peru and Chad" tells no place, "between Lima and Kisumu" does
        || view.word(at) == "between" && view.name_at(at + 1).is_some_and(|name| name.kind != EntityKind::Place)
    {
        return None;
    }
    let mut start = at + 1;
    while start < limit.end
        && (matches!(view.word(start), "the" | "The" | "a" | "an" | "its" | "their" | "and" | "near" | "of")
            || view.kind(start) == TokenKind::Quote)
    {
        start += 1;
    }
    // "from Air Base 101"
    if let Some(core) = base::find(view, start, limit).filter(|core| core.tokens.end <= limit.end) {
        return Some((view.document.words(core.tokens).to_owned(), true, core.tokens.end));
    }
    if let Some(end) = unknown(view, at, start, limit) {
        let range = TokenRange::new(if view.word(at) == "near" { at } else { start }, end);
        return Some((view.document.words(range).split_whitespace().collect::<Vec<_>>().join(" "), true, end));
    }
    let Some(Extent { range, named }) = extent(view, at, start, limit) else {
        return side(view, start, limit).map(|text| (text, false, start + 1));
    };
    worded(view, at, range, limit, named).map(|(text, named)| (text, named, range.end))
}

/// The words of a place, and whether a name is among them.
struct Extent {
    range: TokenRange,
    named: bool,
}

/// How far the place goes that begins at token `start`, behind the preposition at `at`.
fn extent(view: &View<'_>, at: usize, start: usize, limit: TokenRange) -> Option<Extent> {
    let mut start = start;
    let mut end = start;
    let mut place = false;
    let mut name = None;
    while end < limit.end.min(start + 9)
        && (end == start || view.is_spaced(end) || view.kind(end) == TokenKind::Possessive || view.kind(end) == TokenKind::Quote)
    {
        if let Some(found) = view.name_at(end).filter(|found| found.tokens.start == end) {
            // "Peru's western Arequipa province"
            let whose = |name: &&Name| view.kind(name.tokens.end) == TokenKind::Possessive && found.kind == EntityKind::Place;
            let owner = name.filter(whose);
            start = owner.map_or(start, |name| name.tokens.end + 1);
            let chained = name.is_some_and(|name: &Name| name.kind != EntityKind::Nationality)
                && owner.is_none()
                && !matches!(view.word(end - 1), "'s" | "’s" | "of" | "the");
            let body =
                found.kind == EntityKind::Organization && found.tokens.iter().any(|i| matches!(view.word(i), "Base" | "Station" | "Fleet"));
            // "ride in Humvees"
            if view.equipment.class_noun(view.document, end, found.tokens.end).is_some() {
                return None;
            }
            // "near Suárez": whoever else bears that name, here it is a place
            // "on the Virginia-class submarine"
            if view.word(found.tokens.end - 1).ends_with("-class") {
                return None;
            }
            let near = matches!(view.word(at), "near" | "outside" | "around" | "off") && end == start && found.kind == EntityKind::Person;
            let own = near || matches!(found.kind, EntityKind::Place | EntityKind::Country) || body;
            // "at its peak France had …": the name begins another phrase
            let apart = end > start && name.is_none() && found.kind == EntityKind::Country && view.tag(end - 1) == Tag::Noun;
            if apart && !view.role(end - 1).is(Role::PLACE) {
                return None;
            }
            if (chained && !body) || (!own && found.kind != EntityKind::Nationality) {
                break;
            }
            place = own;
            name = Some(found);
            end = found.tokens.end;
            continue;
        }
        let word = view.word(end);
        if view.role(end).is(Role::STOP) {
            break;
        }
        let noun = is_ground(view, end + 1)
            || matches!(view.tag(end), Tag::Noun | Tag::Adjective | Tag::Proper | Tag::VerbParticiple | Tag::Numeral);
        if view.role(end).is(Role::PLACE) || is_ground(view, end) {
            place = true;
        } else if word == "of" && name.is_some_and(|name| name.kind == EntityKind::Place && name.tokens.end == end) {
            // "the arrival in Lima of the carrier"
            break;
        } else if view.kind(end) == TokenKind::Possessive || end > start && (word == "of" || word == "the" && view.word(end - 1) == "of") {
            // "the village of X": the name after it counts
        } else if name.is_some() && view.tag(end) == Tag::VerbParticiple
            || !noun
            || view.kind(end) == TokenKind::Quote
            || view.quantity_at(end).is_some() && !word.ends_with("th")
        {
            break;
        } else if name.is_some_and(|name| name.tokens.end == end)
            && view.tag(end) == Tag::Noun
            && !view.is_capital(end)
            && !word.contains('-')
        {
            // "US aid", "Belarus talks": the name only describes
            place = false;
        }
        end += 1;
    }
    place.then(|| Extent { range: TokenRange::new(start, end), named: name.is_some() })
}

/// `in the south`: a side of the land that the text is about.
fn side(view: &View<'_>, start: usize, limit: TokenRange) -> Option<String> {
    let the = view.before(start, limit) == "the";
    let alone = !matches!(view.tag(start + 1), Tag::Noun | Tag::Proper) && view.word(start + 1) != "of" && !view.is_capital(start + 1);
    (the && alone && is_direction(view.word(start))).then(|| view.document.words(TokenRange::new(start - 1, start + 1)).to_owned())
}

/// The words for a place that the preposition at `at` governs, without what belongs to another phrase, and whether they hold a name.
fn worded(view: &View<'_>, at: usize, range: TokenRange, limit: TokenRange, named: bool) -> Option<(String, bool)> {
    let (start, mut end) = (range.start, range.end);
    // "on the Peru road count trucks": what follows the word for a place is another phrase
    while end > start + 1 && view.role(end - 2).is(Role::PLACE) && view.role(end - 1).is(Role::ACTS) {
        end -= 1;
    }
    while end > start
        && (matches!(view.word(end - 1), "of" | "the") || matches!(view.kind(end - 1), TokenKind::Possessive | TokenKind::Quote))
    {
        end -= 1;
    }
    if end == start {
        return None;
    }
    let near = view.word(at).eq_ignore_ascii_case("near");
    let range = TokenRange::new(if near { at } else { start }, end);
    if view.role(start).is(Role::SHIP) {
        return None;
    }
    let mut text = view.document.words(range).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = !named && range.iter().any(|at| view.is_capital(at));
    // "the Darial training center in North Ossetia"
    if told
        && view.word(end) == "in"
        && end + 1 < limit.end
        && let Some(land) = view.name_at(end + 1).filter(|name| matches!(name.kind, EntityKind::Place | EntityKind::Country))
    {
        text.push_str(" in ");
        text.push_str(view.document.words(land.tokens));
    }
    (text.len() <= 80).then_some((text, named || told))
}
