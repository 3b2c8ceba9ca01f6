//! What the user decides about the item at hand: who it is, what it is called, who said it, whether it is one at all.

use tui_input::Input;

use super::super::{
    action::Deciding,
    items::actor_glyph,
    layer::{Ask, Layer},
    marks::Item,
    menu::{Choice, Entry, Kind, Menu},
    model::Model,
    text::{capital, clip},
    wording::one_line,
};
use crate::{
    briefing::{Actor, Briefing},
    country::CountryCode,
    label::ActorKind,
    library::{
        decisions::{Decision, Nation, Standing, Subject, Voice},
        state::{Change, Key},
    },
    name::nearest,
};

/// Columns of words that a notice quotes.
const SHORT: usize = 32;

/// Begins to decide: does what needs no more words, or opens the list or line that asks for them.
pub(super) fn begin(model: &mut Model, what: Deciding) {
    match what {
        Deciding::Merge => pick_actor(model),
        Deciding::Split => super::split::begin(model),
        Deciding::Reattribute => pick_voice(model),
        Deciding::Unhide => pick_hidden(model),
        Deciding::Amend => amend(model),
        Deciding::Hide | Deciding::Confirm => {
            let Some(item) = at_hand(model) else { return };
            let row = model.reading.as_ref().map_or(0, |reading| reading.row);
            let is_confirmed = model.is_confirmed(row, item);
            let standing = match what {
                Deciding::Hide => Some(Standing::Hidden),
                _ if is_confirmed => None,
                _ => Some(Standing::Confirmed),
            };
            decide(model, item, vec![Decision::Standing(standing)]);
        }
    }
}

/// The item that is lit.
fn at_hand(model: &mut Model) -> Option<Item> {
    let item = model.reading.as_ref().and_then(|reading| reading.current).map(|(item, _)| item);
    let item = item.filter(|item| item.thing().is_some());
    if item.is_none() {
        model.notice = Some("Choose a quote, an actor or an asset first: ]q, ]a, or their tabs.".to_owned());
    }
    item
}

/// The actor that is lit, or who speaks in what is lit.
pub(super) fn actor_at_hand(model: &mut Model) -> Option<usize> {
    let actor = model.reading.as_ref().and_then(super::super::reading::Reading::actor_at_hand);
    if actor.is_none() {
        model.notice = Some("Choose an actor first: in the tab Actors, or at a quote of somebody.".to_owned());
    }
    actor
}

/// Decides about an item of the open briefing, as one step, and says so.
pub(super) fn decide(model: &mut Model, item: Item, decisions: Vec<Decision>) {
    let Some((key, subject)) = model.key().zip(model.reading.as_ref().map(|reading| reading.row).and_then(|row| model.subject(row, item)))
    else {
        return;
    };
    about(model, key, subject, decisions);
}

/// Decides about what is known by `subject` in the text of this key, as one step, and says so.
pub(super) fn about(model: &mut Model, key: Key, subject: Subject, decisions: Vec<Decision>) {
    let told = told(&subject, &decisions);
    let change = Change::Decided(subject, decisions);
    model.notice = Some(match model.state.change(key, change) {
        Ok(()) => format!("{}; u takes it back.", capital(&told)),
        Err(error) => format!("This is not kept: {error}."),
    });
}

/// What was decided, in words.
pub(super) fn told(subject: &Subject, decisions: &[Decision]) -> String {
    let what = format!("“{}”", clip(&one_line(&subject.spot.words), SHORT));
    let words: Vec<String> = decisions
        .iter()
        .map(|decision| match decision {
            Decision::Apart(Some(others)) if others.is_empty() => format!("{what} is somebody else there"),
            Decision::Apart(Some(others)) => format!("{what} is somebody else at {} places", others.len() + 1),
            Decision::Apart(None) => format!("{what} stands for whom it was found as"),
            Decision::SameAs(Some(spot)) => format!("{what} is “{}”", clip(&one_line(&spot.words), SHORT)),
            Decision::SameAs(None) => format!("{what} stands for itself"),
            Decision::Name(Some(name)) => format!("{what} is called {name}"),
            Decision::Kind(Some(kind)) => format!("{what} is a {kind}").replace("a organization", "an organization"),
            Decision::Role(Some(role)) if role.is_empty() => format!("{what} has no role"),
            Decision::Role(Some(role)) => format!("{what} is {role}"),
            Decision::Country(Some(Nation(Some(code)))) => format!("{what} is of {}", code.name()),
            Decision::Country(Some(Nation(None))) => format!("{what} is of no country"),
            Decision::Speaker(Some(Voice::Nobody)) => format!("nobody is named for {what}"),
            Decision::Speaker(Some(Voice::Actor(spot))) => format!("{what} was said by “{}”", clip(&one_line(&spot.words), SHORT)),
            Decision::Standing(Some(Standing::Hidden)) => format!("{what} is hidden"),
            Decision::Standing(Some(Standing::Confirmed)) => format!("{what} is right"),
            Decision::Standing(None) => format!("{what} is as it was found"),
            Decision::Name(None) | Decision::Kind(None) | Decision::Role(None) | Decision::Country(None) | Decision::Speaker(None) => {
                format!("{what} as it was found")
            }
        })
        .collect();
    words.join(", ")
}

/// An actor as a row to pick.
fn entry(briefing: &Briefing, number: usize, actor: &Actor) -> Entry {
    let quotes = briefing.quotes.iter().filter(|quote| quote.speaker.as_ref() == Some(&actor.id)).count();
    let about: Vec<String> = [actor.country.map(|code| code.to_string()), actor.role.clone().or_else(|| actor.affiliation.clone())]
        .into_iter()
        .flatten()
        .collect();
    Entry {
        group: "",
        name: format!("{} {}", actor_glyph(actor.kind), actor.name),
        keys: format!("{quotes} ❝ {:>3}×", actor.mentions.len()),
        words: about.join(" · "),
        choice: Choice::Pick(Some(number)),
    }
}

/// The actors of the open briefing, those that `comes_first` first, each kind by its mentions.
fn actors(briefing: &Briefing, comes_first: ActorKind, without: Option<usize>) -> Vec<Entry> {
    let mut actors: Vec<(usize, &Actor)> = briefing.actors.iter().enumerate().filter(|(number, _)| Some(*number) != without).collect();
    actors.sort_by_key(|(number, actor)| (actor.kind != comes_first, actor.kind, std::cmp::Reverse(actor.mentions.len()), *number));
    actors.into_iter().map(|(number, actor)| entry(briefing, number, actor)).collect()
}

fn pick_actor(model: &mut Model) {
    let Some(one) = actor_at_hand(model) else { return };
    let Some(reading) = &model.reading else { return };
    let kind = reading.briefing.actors.get(one).map_or(ActorKind::Person, |actor| actor.kind);
    let entries = actors(&reading.briefing, kind, Some(one));
    if entries.is_empty() {
        model.notice = Some("There is no other actor in this text.".to_owned());
        return;
    }
    model.layer = Some(Layer::Menu(Menu::new(Kind::Merge, entries)));
}

fn pick_voice(model: &mut Model) {
    let Some(Item::Quote(_)) = at_hand(model) else {
        model.notice = Some("Choose a quote first: ]q, or the tab Quotes.".to_owned());
        return;
    };
    let Some(reading) = &model.reading else { return };
    let nobody = Entry {
        group: "",
        name: "? nobody".to_owned(),
        keys: String::new(),
        words: "the text does not tell".to_owned(),
        choice: Choice::Pick(None),
    };
    let entries = actors(&reading.briefing, ActorKind::Person, None).into_iter().chain([nobody]);
    model.layer = Some(Layer::Menu(Menu::new(Kind::Voice, entries.collect())));
}

/// What is hidden in the open briefing.
fn hidden(model: &Model) -> Vec<Subject> {
    let outcome = model.reading.as_ref().and_then(|reading| model.records.outcome(reading.row));
    outcome.map_or_else(Vec::new, |outcome| outcome.hidden.clone())
}

fn pick_hidden(model: &mut Model) {
    let entries: Vec<Entry> = hidden(model)
        .iter()
        .enumerate()
        .map(|(number, subject)| Entry {
            group: "",
            name: subject.thing.to_string(),
            keys: String::new(),
            words: one_line(&subject.spot.words),
            choice: Choice::Pick(Some(number)),
        })
        .collect();
    if entries.is_empty() {
        model.notice = Some("Nothing is hidden in this briefing.".to_owned());
        return;
    }
    model.layer = Some(Layer::Menu(Menu::new(Kind::Hidden, entries)));
}

/// What was picked from a list of this `kind`.
pub(super) fn picked(model: &mut Model, kind: Kind, which: Option<usize>) {
    let row = model.reading.as_ref().map_or(0, |reading| reading.row);
    let spot = |model: &Model, number: usize| model.subject(row, Item::Actor(number)).map(|subject| subject.spot);
    match (kind, which) {
        (Kind::Merge, Some(other)) => {
            let Some(one) = actor_at_hand(model) else { return };
            let Some(spot) = spot(model, other) else { return };
            decide(model, Item::Actor(one), vec![Decision::SameAs(Some(spot))]);
        }
        (Kind::Voice, which) => {
            let Some(item @ Item::Quote(_)) = at_hand(model) else { return };
            let voice = which.map_or(Some(Voice::Nobody), |number| spot(model, number).map(Voice::Actor));
            decide(model, item, vec![Decision::Speaker(voice)]);
        }
        (Kind::Hidden, Some(number)) => {
            let Some((key, subject)) = model.key().zip(hidden(model).into_iter().nth(number)) else { return };
            model.tab = super::review::tab_of(subject.thing);
            let told = format!("{} is shown again.", capital(&format!("“{}”", clip(&one_line(&subject.spot.words), SHORT))));
            let done = model.state.change(key, Change::Decided(subject, vec![Decision::Standing(None)]));
            model.notice = Some(done.map_or_else(|error| format!("This is not kept: {error}."), |()| told));
        }
        _ => {}
    }
}

/// The fields of the line that corrects an actor.
const FIELDS: [&str; 4] = ["name", "kind", "country", "role"];

fn fields(actor: &Actor) -> [String; 4] {
    let country = actor.country.map_or_else(String::new, |code| code.to_string());
    [actor.name.clone(), actor.kind.to_string(), country, actor.role.clone().unwrap_or_default()]
}

/// Opens the line that corrects the actor at hand.
fn amend(model: &mut Model) {
    let Some(number) = actor_at_hand(model) else { return };
    let Some(actor) = model.reading.as_ref().and_then(|reading| reading.briefing.actors.get(number)) else { return };
    let line: Vec<String> =
        FIELDS.iter().zip(fields(actor)).map(|(field, value)| format!("{field}: {}", value.replace(';', ","))).collect();
    model.layer = Some(Layer::Line(Ask::Amend, Input::new(line.join("; "))));
}

/// What was typed in that line.
pub(super) fn amended(model: &mut Model, line: &str) {
    let Some(number) = actor_at_hand(model) else { return };
    let Some(actor) = model.reading.as_ref().and_then(|reading| reading.briefing.actors.get(number)) else { return };
    match amendments(actor, line) {
        Ok(decisions) if decisions.is_empty() => model.notice = Some("Nothing was changed.".to_owned()),
        Ok(decisions) => decide(model, Item::Actor(number), decisions),
        Err(problem) => {
            model.layer = Some(Layer::Line(Ask::Amend, Input::new(line.to_owned())));
            model.notice = Some(problem);
        }
    }
}

/// What `line` says otherwise than `actor` is.
fn amendments(actor: &Actor, line: &str) -> Result<Vec<Decision>, String> {
    let before = fields(actor);
    let mut decisions = Vec::new();
    for part in line.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let Some((field, value)) = part.split_once(':').map(|(field, value)| (field.trim(), one_line(value))) else {
            return Err(format!("“{part}” needs a field and a colon, as in “role: mayor”."));
        };
        let Some(place) = FIELDS.iter().position(|known| *known == field) else {
            let near = nearest(field, FIELDS).map_or_else(String::new, |near| format!(" Did you mean “{near}”?"));
            return Err(format!("An actor has no field “{field}”.{near}"));
        };
        if before.get(place).is_some_and(|known| one_line(known).replace(';', ",") == value) {
            continue;
        }
        decisions.push(match field {
            "name" if value.is_empty() => return Err("An actor needs a name; x hides it.".to_owned()),
            "name" => Decision::Name(Some(value)),
            "kind" => {
                let kind = value.parse().map_err(|()| format!("“{value}” is no kind; it is person, organization or country."))?;
                Decision::Kind(Some(kind))
            }
            "country" => Decision::Country(Some(Nation(nation(&value)?))),
            _ => Decision::Role(Some(value)),
        });
    }
    Ok(decisions)
}

/// The country that somebody means by a code or one of its names.
fn nation(words: &str) -> Result<Option<CountryCode>, String> {
    if words.is_empty() {
        return Ok(None);
    }
    crate::country::find(words).map(Some).ok_or_else(|| format!("“{words}” is no country; a code or a name is wanted."))
}
