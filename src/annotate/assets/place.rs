//! Where an asset is or goes, in the words of the text.

use super::{
    frame::{self, Action, Frame},
    phrase::Phrase,
    view::View,
};
use crate::{
    annotate::{Name, Tag},
    country::CountryCode,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::{Word, equipment::Role},
    span::TokenRange,
};

mod told;
mod words;

use words::{is_direction, is_distance, is_field, is_locative, is_origin, is_station, is_vague};

/// How far after the asset a place is sought, in tokens.
const REACH: usize = 36;

/// How far before the asset a place is sought, in tokens, unless it opens the sentence.
const BACK: usize = 16;

/// The place, with the sieve that found it.
pub(super) fn find(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>, previous: Option<&String>) -> Option<(String, &'static str)> {
    let above = || above(view, phrase, frame).map(|place| (place, "place.above"));
    let caption = || caption(view, phrase).map(|place| (place, "place.caption"));
    let found = beside(view, phrase)
        .map(|place| (place, "place.beside"))
        .or_else(|| here(view, phrase).filter(|_| is_right_here(view, phrase)).map(|place| (place, "place.here")))
        .or_else(|| held(view, phrase).map(|place| (place, "place.held")))
        .or_else(|| whereabouts(view, phrase).map(|place| (place, "place.where")))
        .or_else(|| after(view, phrase, frame, false).map(|place| (place, AFTER)))
        .or_else(|| previous.map(|place| (place.clone(), "place.list")))
        .or_else(|| receiver(view, phrase, frame).map(|place| (place, "place.receiver")))
        .or_else(|| before(view, phrase, frame).map(|place| (place, "place.before")))
        .or_else(|| after(view, phrase, frame, true).map(|place| (place, "place.far")))
        .or_else(|| here(view, phrase).map(|place| (place, "place.here")));
    match found {
        // "the area", "the island": which one the text told before
        Some((place, rule)) if is_vague(&place) => {
            let told = || told::of_kind(view, phrase, &place).map(|place| (place, "place.told"));
            told().or_else(caption).or_else(above).or(Some((place, rule)))
        }
        Some(found) => Some(found),
        None => caption().or_else(above).or_else(|| site(view, phrase).map(|place| (place, "place.site"))),
    }
}

/// The state of the place that these words of the sentence name.
pub(super) fn state_of(view: &View<'_>, phrase: &Phrase, place: &str) -> Option<CountryCode> {
    let near = view.names_in(phrase.sentence).iter().filter(|name| matches!(name.kind, EntityKind::Place | EntityKind::Country));
    // "South Sudan" holds "Sudan"
    near.filter(|name| place.contains(view.document.words(name.tokens))).max_by_key(|name| name.span.end - name.span.start)?.country
}

/// The sieve whose place holds for the whole list before the asset, too.
pub(super) const AFTER: &str = "place.after";

/// `Cannon's gunships`, `San Diego-based cruisers`, `Ramstein Air Base, Germany`.
fn beside(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let start = phrase.tokens.start;
    let based = (start.saturating_sub(6).max(phrase.sentence.start)..phrase.tokens.end)
        .find(|&at| view.word(at).ends_with("-based") && view.is_capital(at));
    if let Some(at) = based {
        let mut from = at;
        while from > phrase.sentence.start
            && (view.is_capital(from - 1) || view.word(from - 1) == "," && from > 1 && view.is_capital(from - 2))
            && view.name_at(from - 1).is_none_or(|name| name.kind != EntityKind::Nationality)
        {
            from -= 1;
        }
        let text = view.document.words(TokenRange::new(from, at + 1));
        return text.strip_suffix("-based").map(ToOwned::to_owned);
    }
    if let Some(mark) = start.checked_sub(1).filter(|&mark| view.kind(mark) == TokenKind::Possessive && mark > phrase.sentence.start)
        && let Some(name) = view.name_at(mark - 1).filter(|name| name.kind == EntityKind::Place)
    {
        return Some(view.document.words(name.tokens).to_owned());
    }
    let end = phrase.tokens.end;
    if view.word(end) == ","
        && matches!(phrase.category, AssetCategory::Base)
        && let Some(name) = view.name_at(end + 1).filter(|name| matches!(name.kind, EntityKind::Place | EntityKind::Country))
    {
        return Some(view.document.words(name.tokens).to_owned());
    }
    None
}

/// Whether "here" is the first place that the sentence tells after the phrase.
fn is_right_here(view: &View<'_>, phrase: &Phrase) -> bool {
    let mut after = phrase.tokens.end..phrase.sentence.end.min(phrase.tokens.end + 25);
    after.find(|&at| matches!(view.word(at), "here" | "," | "which" | "while")).is_some_and(|at| view.word(at) == "here")
}

/// `The town was being held by two companies`, `the island, which is garrisoned by 3,000 troops`: the place that is the subject.
fn held(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let sentence = phrase.sentence;
    let near = phrase.tokens.start.saturating_sub(BACK).max(sentence.start);
    let by = (near..phrase.tokens.start).rev().find(|&at| view.word(at) == "by")?;
    let verb = by.checked_sub(1).filter(|&verb| verb > sentence.start)?;
    let keeps = matches!(
        view.word(verb),
        "held" | "defended" | "garrisoned" | "guarded" | "occupied" | "surrounded" | "besieged" | "encircled" | "protected" | "shelled"
    );
    if !keeps {
        return None;
    }
    let subject = view.names_in(TokenRange::new(sentence.start, verb)).iter().rev().find(|name| {
        name.kind == EntityKind::Place
            && (view.opens(name.tokens.start, sentence) || view.word(name.tokens.end) == "," && view.word(name.tokens.end + 1) == "which")
    })?;
    Some(view.document.words(subject.tokens).to_owned())
}

/// `Guam, where five submarines are based`: the place right before "where", if nothing right behind the phrase tells another.
fn whereabouts(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let (sentence, start) = (phrase.sentence, phrase.tokens.start);
    if is_locative(view.word(phrase.tokens.end)) {
        return None;
    }
    let near = start.saturating_sub(BACK).max(sentence.start);
    let at = (near..start).rev().take_while(|&at| !matches!(view.word(at), ";" | "which" | "who")).find(|&at| view.word(at) == "where")?;
    // "here, where Peru says it has stationed howitzers", but not "where, in Lima, Peru has …"
    let inside = (at + 1..start).any(|i| is_locative(view.word(i)) && object(view, i, sentence).is_some_and(|(_, named)| named));
    let end = at.checked_sub(1).filter(|&comma| comma > sentence.start && view.word(comma) == ",").unwrap_or(at);
    // "In Kyiv, where sirens wailed, a drone …" goes on without it
    let closed = is_locative(&view.word(sentence.start).to_ascii_lowercase()) && (at + 1..start).any(|i| view.word(i) == ",");
    if inside || closed {
        return None;
    }
    let named = view.names_in(TokenRange::new(sentence.start, end)).iter().rev().find(|name| name.tokens.end == end);
    if let Some(name) = named {
        return matches!(name.kind, EntityKind::Place | EntityKind::Country).then(|| view.document.words(name.tokens).to_owned());
    }
    // "the camp at PB Bolari, where …"
    let from = (sentence.start..end).rev().take(3).take_while(|&at| view.is_capital(at)).last()?;
    let lies = from.checked_sub(1).is_some_and(|at| is_locative(view.word(at)));
    lies.then(|| view.document.words(TokenRange::new(from, end)).to_owned())
}

/// "trained here, May 6": where the dateline says, which begins a paragraph in capitals and ends with a dash.
fn here(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let said = phrase.sentence.iter().any(|at| view.word(at) == "here" && !matches!(view.word(at + 1), "is" | "are" | "to"));
    let shouted = |at: usize| view.word(at).len() > 1 && view.word(at).bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let lines = view.document.paragraphs().iter().take(4).map(|paragraph| paragraph.tokens).filter(|_| said);
    let mut opened = lines.filter(|line| shouted(line.start));
    opened.find_map(|line| {
        let near = TokenRange::new(line.start, line.end.min(line.start + 9));
        near.iter().find(|&at| matches!(view.word(at), "—" | "–" | "-" | "--"))?;
        let end = near.iter().find(|&at| !shouted(at)).filter(|&at| at > near.start)?;
        Some(view.document.words(TokenRange::new(near.start, end)).to_owned())
    })
}

/// `PHILIPPINE SEA (June 9) — Sailors aboard …`: what a caption shows is where it says, before the date in parentheses.
fn caption(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let line = view.document.paragraphs().get(view.document.paragraph_of(phrase.tokens.start))?.tokens;
    let near = line.start..line.end.min(line.start + 14);
    let open = near.clone().find(|&at| view.word(at) == "(").filter(|&open| open > line.start)?;
    let close = (open + 1..near.end).find(|&at| view.word(at) == ")")?;
    let dated = view.info(open + 1).is(Word::MONTH) || view.word(open + 1).ends_with('.') && view.kind(open + 2) == TokenKind::Number;
    let ends = matches!(view.word(close + 1), "—" | "–" | "-" | "--");
    let shouted = view.word(line.start).bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    (dated && ends && shouted).then(|| view.document.words(TokenRange::new(line.start, open)).to_owned())
}

/// A base lies where the town is that it is called after: "Lima air base".
fn site(view: &View<'_>, phrase: &Phrase) -> Option<String> {
    let names = view.names_in(phrase.tokens);
    let town = names.iter().find(|name| name.kind == EntityKind::Place).filter(|_| phrase.category == AssetCategory::Base)?;
    Some(view.document.words(town.tokens).to_owned())
}

/// Where the sentences before, in the same paragraph, last were; for what moves, fights or is lost also the end of the paragraph before.
fn above(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<String> {
    let here = view.document.sentence_of(phrase.tokens.start);
    let happens = frame.is_some_and(|frame| !frame.ahead && matches!(frame.action, Action::Destroy | Action::Capture | Action::Lose));
    let follows = |before: TokenRange, n: usize| {
        let [now, then] = [phrase.tokens.start, before.start].map(|at| view.document.paragraph_of(at));
        now == then && (n == 1 || happens) || n == 1 && (goes_on(view, phrase.sentence) || happens && then + 1 == now)
    };
    let before = (1..=2).map_while(|n| Some((view.document.sentence(here.checked_sub(n)?), n)));
    before.take_while(|&(before, n)| follows(before, n)).find_map(|(before, _)| last_place(view, before))
}

/// The last named place of a sentence that a preposition of place governs.
fn last_place(view: &View<'_>, before: TokenRange) -> Option<String> {
    // "before deploying to Poland"
    let deploying = |at: usize| view.role(at.saturating_sub(1)).is(Role::DEPLOY);
    let governs = |at: &usize| {
        is_locative(&view.word(*at).to_ascii_lowercase()) && (!matches!(view.word(*at), "from" | "through" | "to") || deploying(*at))
    };
    let place = |at| object(view, at, before).filter(|(_, named)| *named).map(|(place, _)| place);
    (before.end.saturating_sub(40).max(before.start)..before.end).rev().filter(governs).find_map(place)
}

/// Whether a sentence that names no place goes on with what the one before told: "About 40 tanks …", "The drill involves …".
fn goes_on(view: &View<'_>, sentence: TokenRange) -> bool {
    let places = view.names_in(sentence).iter().any(|name| matches!(name.kind, EntityKind::Place | EntityKind::Country));
    let first = sentence.start;
    let opens = matches!(view.word(first), "The" | "It" | "They" | "These" | "During" | "Also") || view.quantity_at(first).is_some();
    opens && !places
}

/// The first place after the asset that a locative preposition or a verb of going governs, inside the clause; with `far`,
/// also beyond it.
fn after(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>, far: bool) -> Option<String> {
    let bought = frame.is_some_and(|frame| matches!(frame.action, Action::Buy | Action::Receive));
    let to = (phrase.tokens.end + REACH).min(phrase.sentence.end);
    let mut second = None;
    for at in phrase.tokens.end..to {
        let word = view.word(at);
        let relative = matches!(word, "that" | "which" | "who") && at > phrase.tokens.end + 2;
        if far && matches!(word, "while" | "whereas") {
            break;
        }
        // "…, the minister told reporters in Lima": where it was said
        if matches!(word, "told" | "tells") && view.tag(at).is_verb() {
            break;
        }
        if !far && (relative || matches!(word, ";" | ":" | "because" | "while" | "although" | "after" | "before" | "said" | "says")) {
            break;
        }
        let out_of = word == "of" && (view.word(at - 1) == "out" || is_distance(view.word(at - 1)));
        // "from" a land tells where somebody is of, unless it stands right behind
        let afar = word == "from" && !far && at > phrase.tokens.end + 2 && !view.role(at - 1).is(Role::DEPLOY | Role::USE);
        if (is_locative(word) && !(bought && word == "from") && !afar || out_of || view.role(at).is(Role::GOING))
            && let Some(place) = object(view, at, phrase.sentence)
        {
            let (place, named) = place;
            // "fighters launched from the base", "drones, which take off from there to strike a road"
            let near = at == phrase.tokens.end + 1 + usize::from(view.word(phrase.tokens.end) == ",");
            if named
                && word == "from"
                && (near || view.role(at - 1).is(Role::USE) || matches!(view.word(at - 1), "off" | "operate" | "operating"))
            {
                return Some(place);
            }
            // "sailed through the strait into the sea"
            let passed = word == "through" && matches!(phrase.category, AssetCategory::Ship | AssetCategory::Submarine);
            if named && (passed || !matches!(word, "from" | "through" | "across" | "over" | "departed" | "departs" | "left" | "leaving")) {
                return Some(place);
            }
            // "flies them from the air base of Peru"
            if named && word == "from" && is_field(&place) && view.role(at - 2).is(Role::USE) {
                return Some(place);
            }
            second.get_or_insert(place);
        }
    }
    second
}

/// The nearest place before the asset that a locative preposition governs: "In Arequipa, paratroopers …".
fn before(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<String> {
    let start = phrase.tokens.start;
    let limit = TokenRange::new(phrase.sentence.start, start);
    // "overran the camp on the edge of Kisumu, one of the last in the hands of Chad, seizing two tanks"
    let aside = frame.is_some_and(|frame| !frame.after && view.tag(frame.verb) == Tag::VerbGerund && view.word(frame.verb - 1) == ",");
    let near = start.saturating_sub(if aside { 2 * BACK } else { BACK }).max(phrase.sentence.start);
    let governs = |at: &usize| is_locative(&view.word(*at).to_ascii_lowercase()) || view.role(*at).is(Role::GOING);
    let place = |at| object(view, at, limit).filter(|(_, named)| *named).map(|(place, _)| place);
    let found = (near..start).rev().filter(governs).find_map(place);
    found.or_else(|| (phrase.sentence.start..near.min(phrase.sentence.start + 3)).filter(governs).find_map(place))
}

/// The party that something is given to stands for the place where it goes.
fn receiver(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<String> {
    let frame = frame.filter(|frame| frame.action == Action::Give)?;
    let name = frame::receiver(view, frame.verb, phrase.sentence, phrase.tokens)?;
    let lies = matches!(name.kind, EntityKind::Country | EntityKind::Place);
    lies.then(|| view.document.words(name.tokens).to_owned())
}

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
fn object(view: &View<'_>, at: usize, limit: TokenRange) -> Option<(String, bool)> {
    // "took over the lead"; "officials in Lima believe" tells where those are
    let before = view.word(at.saturating_sub(1));
    if view.word(at) == "over" && (before.starts_with("tak") || before.starts_with("hand") || before == "took")
        || matches!(
            before,
            "officials" | "Officials" | "authorities" | "analysts" | "lawmakers" | "reporters" | "diplomats" | "journalists"
        )
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
    if let Some(end) = unknown(view, at, start, limit) {
        let range = TokenRange::new(if view.word(at) == "near" { at } else { start }, end);
        return Some((view.document.words(range).split_whitespace().collect::<Vec<_>>().join(" "), true));
    }
    let mut end = start;
    let mut place = false;
    let mut name = None;
    while end < limit.end.min(start + 9)
        && (end == start || view.is_spaced(end) || view.kind(end) == TokenKind::Possessive || view.kind(end) == TokenKind::Quote)
    {
        if let Some(found) = view.name_at(end).filter(|found| found.tokens.start == end) {
            let chained = name.is_some_and(|name: &Name| name.kind != EntityKind::Nationality)
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
    if !place {
        return None;
    }
    worded(view, at, TokenRange::new(start, end), limit, name.is_some())
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
