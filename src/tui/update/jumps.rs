//! From place to place: quotes, assets, mentions, hits, and back again.

use super::super::{
    action::{Goal, Pane, Tab},
    layer::Layer,
    marks::Item,
    model::{Found, Hits, Model, Place},
    reading::{Current, Reading},
};
use crate::span::Span;

/// Lights `current` in the text and in its tab, and brings it into view.
pub(super) fn light(model: &mut Model, current: Current) {
    let tab = match current.0 {
        Item::Quote(_) => Tab::Quotes,
        Item::Actor(_) => Tab::Actors,
        Item::Asset(_) => Tab::Assets,
        Item::Place(_) => Tab::Places,
        Item::Link(_) => Tab::Links,
    };
    let height = model.height();
    let hidden = match (current.0, &model.speaker, &model.reading) {
        (Item::Quote(number), Some(only), Some(reading)) => {
            reading.briefing.quotes.get(number).is_none_or(|quote| quote.speaker.as_ref() != Some(only))
        }
        _ => false,
    };
    if hidden {
        model.speaker = None;
    }
    model.tab = tab;
    if let Some(reading) = &mut model.reading {
        reading.current = Some(current);
        reading.reveal(current.1, height);
    }
}

/// Lights the item of entry `number` of the tab.
pub(super) fn light_entry(model: &mut Model, number: usize) {
    let Some(reading) = &mut model.reading else { return };
    reading.cursor.at = number;
    let item = reading.sheet.entries.get(number).and_then(|entry| entry.item);
    if let Some((item, span)) = item.and_then(|item| Some((item, reading.span_of(item)?))) {
        light(model, (item, span));
    }
}

/// Lights the first item of the tab that is in view, else the first after, without moving the text.
pub(super) fn light_nearest(model: &mut Model) {
    let height = model.height();
    let tab = model.tab;
    let only = model.speaker.clone();
    let Some(reading) = &mut model.reading else { return };
    let view = reading.in_view(height);
    let places = places(reading, tab, only.as_deref());
    let next = places.iter().find(|(_, span)| span.start >= view.start).or(places.last()).copied();
    if next.is_some() {
        reading.current = next;
    }
}

/// All places of the items of `tab`, in reading order.
fn places(reading: &Reading, tab: Tab, only: Option<&str>) -> Vec<Current> {
    let briefing = &reading.briefing;
    let mut places: Vec<Current> = match tab {
        Tab::Quotes => (0..briefing.quotes.len())
            .filter(|&number| only.is_none() || briefing.quotes.get(number).is_some_and(|quote| quote.speaker.as_deref() == only))
            .filter_map(|number| Some((Item::Quote(number), reading.span_of(Item::Quote(number))?)))
            .collect(),
        Tab::Assets => briefing.assets.iter().enumerate().map(|(number, asset)| (Item::Asset(number), asset.span())).collect(),
        Tab::Places => briefing
            .places
            .iter()
            .enumerate()
            .flat_map(|(number, place)| place.mentions.iter().map(move |&span| (Item::Place(number), span)))
            .collect(),
        Tab::Links => reading.marks.links.iter().enumerate().map(|(number, &span)| (Item::Link(number), span)).collect(),
        Tab::Actors => briefing
            .actors
            .iter()
            .enumerate()
            .flat_map(|(number, actor)| actor.mentions.iter().map(move |&span| (Item::Actor(number), span)))
            .collect(),
    };
    places.sort_by_key(|(_, span)| span.start);
    places
}

/// Enter on an item: its place in the text takes the focus.
pub(super) fn go_to_item(model: &mut Model) {
    let Some(at) = model.reading.as_ref().map(|reading| reading.cursor.at) else { return };
    model.remember();
    light_entry(model, at);
    super::focus(model, Pane::Article);
}

/// The next or previous place of a kind.
pub(super) fn jump(model: &mut Model, goal: Goal, by: isize) {
    let height = model.height();
    let only = model.speaker.clone();
    let Some(reading) = &model.reading else { return };
    let (kind, places) = match goal {
        Goal::Quote => ("quote", places(reading, Tab::Quotes, only.as_deref())),
        Goal::Asset => ("asset", places(reading, Tab::Assets, None)),
        Goal::SameSpeaker => {
            let speaker = match reading.current {
                Some((Item::Quote(number), _)) => reading.briefing.quotes.get(number).and_then(|quote| quote.speaker.clone()),
                _ => None,
            };
            let speaker =
                speaker.or_else(|| reading.actor_at_hand().and_then(|actor| Some(reading.briefing.actors.get(actor)?.id.clone())));
            match speaker {
                Some(id) => ("quote of the same speaker", places(reading, Tab::Quotes, Some(&id))),
                None => ("quote", places(reading, Tab::Quotes, None)),
            }
        }
        Goal::Mention => {
            let Some(actor) = reading.actor_at_hand() else {
                model.notice = Some("Choose an actor first: in the tab Actors, or at a quote.".to_owned());
                return;
            };
            let mut all = places(reading, Tab::Actors, None);
            all.retain(|(item, _)| *item == Item::Actor(actor));
            ("mention", all)
        }
    };
    match next(reading, &places, height, by) {
        Some(place) => light(model, place),
        None if places.is_empty() => model.notice = Some(format!("There is no {kind} in this text.")),
        None => model.notice = Some(format!("That is the {} {kind}.", if by > 0 { "last" } else { "first" })),
    }
}

/// The place after (or before) the lit item, or where none is lit, after the top of what is in view.
fn next(reading: &Reading, places: &[Current], height: usize, by: isize) -> Option<Current> {
    let view = reading.in_view(height);
    let lit = reading.current.filter(|(_, span)| span.overlaps(view)).map(|(_, span)| span.start);
    if by > 0 {
        places.iter().find(|(_, span)| lit.map_or(span.start >= view.start, |at| span.start > at)).copied()
    } else {
        let at = lit.unwrap_or(view.start);
        places.iter().rev().find(|(_, span)| span.start < at).copied()
    }
}

/// The next or previous hit, around the end.
pub(super) fn find_next(model: &mut Model, by: isize) {
    let Some(finding) = &mut model.finding else {
        model.notice = Some("Nothing is looked for yet: / begins.".to_owned());
        return;
    };
    let count = finding.hits.len();
    if count == 0 {
        let is_sought = finding.seeking.is_some();
        model.notice = Some(format!("“{}” is {}.", finding.needle.words(), if is_sought { "still looked for" } else { "not found" }));
        return;
    }
    let next = (finding.at + count).saturating_add_signed(by) % count;
    if by > 0 && next <= finding.at {
        model.notice = Some("from the top again".to_owned());
    } else if by < 0 && next >= finding.at {
        model.notice = Some("from the end again".to_owned());
    }
    finding.at = next;
    show_hit(model);
}

/// Brings the hit at hand into view.
pub(super) fn show_hit(model: &mut Model) {
    let height = model.height();
    let Some(finding) = &model.finding else { return };
    match (&finding.hits, finding.pane) {
        (Hits::Text(spans), _) => {
            if let (Some(&span), Some(reading)) = (spans.get(finding.at), &mut model.reading) {
                reading.reveal(span, height);
            }
        }
        (Hits::Rows(rows), Pane::List) => {
            if let Some(&row) = rows.get(finding.at) {
                model.list.at = row;
            }
        }
        (Hits::Rows(rows), _) => {
            if let Some(&entry) = rows.get(finding.at) {
                light_entry(model, entry);
            }
        }
    }
}

/// The first hit at or after `from` becomes the one at hand.
pub(super) fn nearest_hit(model: &mut Model, from: usize) {
    if let Some(finding) = &mut model.finding {
        let at = match &finding.hits {
            Hits::Text(spans) => spans.iter().position(|span: &Span| span.start >= from),
            Hits::Rows(rows) => rows.iter().position(|&row| row >= from),
        };
        finding.at = at.unwrap_or(0);
    }
    show_hit(model);
}

/// Takes in rows of the list that were found; the first ones are gone to, where one still stands in the list where one looked from.
pub(in super::super) fn found(model: &mut Model, found: &Found) {
    let from = model.sought_from().filter(|&from| model.list.at == from);
    // Who reads meanwhile is not taken to another text.
    let looks = model.focus == Pane::List || matches!(model.layer, Some(Layer::Find(..)));
    if model.found(found)
        && let Some(from) = from.filter(|_| looks)
    {
        nearest_hit(model, from);
    }
    if model.layer.is_none() && model.finding.as_ref().is_some_and(|finding| finding.hits.len() == 0) {
        super::layers::not_found(model);
    }
    model.settle();
}

/// Back to place `at` of those left, over the ones after it.
pub(super) fn back_to(model: &mut Model, at: usize) {
    let Some(here) = model.place() else { return };
    let mut left = model.past.split_off(at).into_iter();
    let Some(place) = left.next() else { return };
    model.future.push(here);
    model.future.extend(left.rev());
    model.go_to(&place);
    model.stand_in(place.pane);
}

/// Back and forward through the places that were left by a jump.
pub(super) fn history(model: &mut Model, by: isize) {
    let Some(here) = model.place() else { return };
    let from = if by < 0 { &mut model.past } else { &mut model.future };
    while let Some(place) = from.pop() {
        if (Place { pane: here.pane, ..place.clone() }) == here {
            continue;
        }
        if by < 0 {
            model.future.push(here);
        } else {
            model.past.push(here);
        }
        model.go_to(&place);
        return;
    }
    model.notice = Some(if by < 0 { "No earlier place." } else { "No later place." }.to_owned());
}
