//! An actor in whom two were joined: which of its mentions are the other one.

use super::{
    super::{
        layer::Layer,
        marks::Item,
        menu::{Choice, Entry, Kind, Menu},
        model::Model,
        wording::one_line,
    },
    decide, jumps,
};
use crate::{
    library::decisions::{Decision, Spot, Subject, Thing},
    span::Span,
};

/// Bytes of text shown before and after a mention.
const AROUND: usize = 60;

/// Opens the list of the mentions of the actor at hand. With one of them lit, those of the same words are chosen already.
pub(super) fn begin(model: &mut Model) {
    let Some(number) = decide::actor_at_hand(model) else { return };
    let Some(reading) = &model.reading else { return };
    let Some(actor) = reading.briefing.actors.get(number) else { return };
    if actor.mentions.len() < 2 {
        model.notice = Some("This actor is named once only: there is nothing to set apart.".to_owned());
        return;
    }
    let text = &reading.briefing.text;
    let lit = reading.current.filter(|(item, _)| *item == Item::Actor(number)).map(|(_, span)| span);
    let at = actor.mentions.iter().position(|mention| Some(*mention) == lit).unwrap_or(0);
    let alike = |mention: Span| lit.filter(|_| at > 0).is_some_and(|lit| lit.of(text) == mention.of(text));
    let is_all = actor.mentions.iter().all(|&mention| alike(mention));
    let entries = actor.mentions.iter().enumerate().map(|(place, &mention)| Entry {
        group: "",
        name: one_line(mention.of(text)),
        keys: if alike(mention) && (!is_all || place == at) { "✓".to_owned() } else { String::new() },
        words: around(text, mention),
        choice: Choice::Pick(Some(place)),
    });
    let kind = Kind::Split { actor: number, top: reading.top, lit: reading.current };
    let mut menu = Menu::new(kind, entries.collect());
    menu.at = at;
    model.layer = Some(Layer::Menu(menu));
}

/// The words around a mention, on one line.
fn around(text: &str, mention: Span) -> String {
    let start = text.floor_char_boundary(mention.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary(mention.end.saturating_add(AROUND).min(text.len()));
    let start = text.get(start..mention.start).and_then(|before| before.rfind('\n')).map_or(start, |at| start + at + 1);
    let end = text.get(mention.end..end).and_then(|after| after.find('\n')).map_or(end, |at| mention.end + at);
    format!("…{}…", one_line(text.get(start..end).unwrap_or_default()))
}

/// Lights the mention under the marker.
pub(super) fn preview(model: &mut Model) {
    let Some(Layer::Menu(menu)) = &model.layer else { return };
    let (Kind::Split { actor, .. }, Some(Choice::Pick(Some(place)))) = (menu.kind, menu.entry().map(|entry| entry.choice)) else { return };
    let mention = model.reading.as_ref().and_then(|reading| reading.briefing.actors.get(actor)?.mentions.get(place).copied());
    if let Some(mention) = mention {
        jumps::light(model, (Item::Actor(actor), mention));
    }
}

/// Enter: the mentions that are chosen, or else the one under the marker, are somebody else.
pub(super) fn picked(model: &mut Model, menu: &Menu, actor: usize) {
    let mut chosen = menu.ticked();
    if chosen.is_empty()
        && let Some(Choice::Pick(Some(place))) = menu.entry().map(|entry| entry.choice)
    {
        chosen.push(place);
    }
    let Some((key, reading)) = model.key().zip(model.reading.as_ref()) else { return };
    let Some(mentions) = reading.briefing.actors.get(actor).map(|actor| &actor.mentions) else { return };
    if chosen.len() == mentions.len() {
        model.notice = Some("That is every mention; E gives the actor another name.".to_owned());
        return;
    }
    let text = &reading.briefing.text;
    let spots = chosen.iter().filter_map(|&place| mentions.get(place)).map(|span| Spot { at: span.start, words: span.of(text).to_owned() });
    let mut spots: Vec<Spot> = spots.collect();
    if spots.is_empty() {
        return;
    }
    if spots.iter().any(|spot| model.state.decisions().rests_on(key, spot)) {
        model.notice =
            Some("A decision about this actor rests on one of these mentions; take it back first, or choose the others.".to_owned());
        return;
    }
    let first = spots.remove(0);
    let start = first.at;
    decide::about(model, key, Subject { thing: Thing::Actor, spot: first }, vec![Decision::Apart(Some(spots))]);
    model.settle();
    let apart = model.reading.as_ref().and_then(|reading| {
        let actors = reading.briefing.actors.iter().enumerate();
        let mut named = actors.flat_map(|(number, actor)| actor.mentions.iter().map(move |&span| (Item::Actor(number), span)));
        named.find(|(_, span)| span.start == start)
    });
    if let Some(lit) = apart {
        jumps::light(model, lit);
    }
}
