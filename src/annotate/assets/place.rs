//! Where an asset is or goes, in the words of the text.

use super::{
    frame::{self, Action, Frame},
    phrase::Phrase,
    view::View,
};
use crate::{
    annotate::Tag,
    country::CountryCode,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::{Word, equipment::Role},
    span::TokenRange,
};

mod object;
mod told;
mod words;

use object::object;
use words::{is_distance, is_field, is_locative, is_vague};

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
        None => caption().or_else(|| site(view, phrase).map(|place| (place, "place.site"))).or_else(above),
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
    // "told a briefing in Lima"
    let told = |at: usize| (at.saturating_sub(6).max(before.start)..at).any(|i| matches!(view.word(i), "told" | "tells"));
    let governs = |at: &usize| {
        is_locative(&view.word(*at).to_ascii_lowercase())
            && !told(*at)
            && (!matches!(view.word(*at), "from" | "through" | "to") || deploying(*at))
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
    let bought = frame.is_some_and(|frame| !frame.after && matches!(frame.action, Action::Buy | Action::Receive));
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
        // "a battery promised to Peru has reached Chad"
        if word == "to"
            && at == phrase.tokens.end + 1
            && view.role(phrase.tokens.end).is(Role::GIVE | Role::PROMISE)
            && goes_on_to(view, at, to)
        {
            continue;
        }
        // "a corvette, launched in Peru in 2017"
        let ship = matches!(phrase.category, AssetCategory::Ship | AssetCategory::Submarine);
        if ship && word == "in" && matches!(view.word(at - 1), "built" | "commissioned" | "launched") && !view.role(at - 2).is(Role::USE) {
            continue;
        }
        let out_of = word == "of" && (view.word(at - 1) == "out" || is_distance(view.word(at - 1)));
        // "from" a land tells where somebody is of, unless it stands right behind
        let sets_out = view.role(at - 1).is(Role::DEPLOY | Role::USE) || view.word(at - 1) == "off";
        let afar = word == "from" && !far && at > phrase.tokens.end + 2 && !sets_out;
        if (is_locative(word) && !(bought && word == "from") && !afar || out_of || view.role(at).is(Role::GOING))
            && let Some(place) = object(view, at, phrase.sentence)
        {
            let (place, named) = place;
            // "fighters launched from the base", "drones, which take off from there to strike a road"
            let near = at == phrase.tokens.end + 1 + usize::from(view.word(phrase.tokens.end) == ",");
            // "destroyed two drones launched from Peru in the southern sea": where they were destroyed
            let harmed = frame.is_some_and(|frame| matches!(frame.action, Action::Destroy | Action::Watch));
            // "bombers from Peru joined four jets over the Southern Sea"
            let flies = matches!(phrase.category, AssetCategory::Aircraft | AssetCategory::Helicopter | AssetCategory::Drone);
            let names_air = |i: usize| view.word(i) == "over" && object(view, i, phrase.sentence).is_some_and(|(_, named)| named);
            if word == "from" && flies && at == phrase.tokens.end && (at + 1..to).any(names_air) {
                continue;
            }
            if named
                && word == "from"
                && !harmed
                && (near || view.role(at - 1).is(Role::USE) || matches!(view.word(at - 1), "off" | "operate" | "operating"))
            {
                return Some(place);
            }
            // "sailed through the strait into the sea"
            let passed = word == "through" && ship;
            // "launched by jets over Peru"
            let above = word == "over" && (flies || at == phrase.tokens.end);
            let leaves = matches!(word, "from" | "through" | "across" | "over" | "departed" | "departs" | "left" | "leaving");
            if named && (passed || above || !leaves) {
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

/// Whether a verb of going follows before token `to`.
fn goes_on_to(view: &View<'_>, at: usize, to: usize) -> bool {
    (at + 1..to.min(at + 6)).any(|i| view.role(i).is(Role::GOING) && view.tag(i).is_verb())
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
