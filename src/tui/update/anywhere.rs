//! By voice through the library: the next thing that a person said, in whatever briefing it stands.

use std::collections::HashMap;

use super::super::{
    action::{Pane, Tab},
    marks::Item,
    model::Model,
    text::{number, plural},
};
use crate::library::{
    catalog::{NONE, QuoteRow},
    decisions::Thing,
    narrow::Narrowing,
};

/// A thing said: the rank of its briefing in the list, its number in the record, the row.
type Said = (usize, usize, u32);

/// A place among things said: the rank of a briefing, and twice the number of a quote, or between two.
type Stand = (usize, isize);

const fn stand((rank, found, _): &Said) -> Stand {
    (*rank, found.cast_signed() * 2)
}

/// The next (1) or previous (-1) thing that the person at hand said anywhere, in the order of the list.
pub(super) fn next(model: &mut Model, by: isize) {
    let Some((person, name)) = person(model) else {
        model.notice = Some("Choose somebody first: a quote of theirs, or an actor.".to_owned());
        return;
    };
    let all = said(model, person);
    let Some(here) = here(model) else { return };
    let next = if by > 0 { all.iter().position(|said| stand(said) > here) } else { all.iter().rposition(|said| stand(said) < here) };
    let Some((place, &(_, found, row))) = next.and_then(|place| Some((place, all.get(place)?))) else {
        model.notice = Some(match all.len() {
            0 => format!("{name} is not quoted anywhere."),
            count => format!("That is the {} of {} by {name}.", if by > 0 { "last" } else { "first" }, plural(count, "quote")),
        });
        return;
    };
    model.remember();
    let is_elsewhere = !go(model, row);
    super::marks::opened(model);
    model.tab = Tab::Quotes;
    model.speaker = None;
    let outcome = model.records.outcome(row);
    let shown = outcome.map_or(Some(found), |outcome| outcome.now(Thing::Quote, found));
    if let Some((item, reading)) = shown.map(Item::Quote).zip(model.reading.as_mut()) {
        reading.wanted = reading.span_of(item).map(|span| (item, span));
    }
    super::focus(model, Pane::Article);
    let beyond = if is_elsewhere { "; it was not listed, H goes back" } else { "" };
    model.notice = Some(format!("{name}: {} of {}{beyond}.", number(place as u64 + 1), number(all.len() as u64)));
}

/// Who the person at hand is over all briefings, and the name.
fn person(model: &Model) -> Option<(u32, String)> {
    let reading = model.reading.as_ref()?;
    let actor = reading.actor_at_hand()?;
    let name = reading.briefing.actors.get(actor)?.name.clone();
    let person = model.records.overlay().person(model.shelf(), reading.row, actor);
    (person != NONE).then_some((person, name))
}

/// Everything that a person said, in the order of the list.
fn said(model: &Model, person: u32) -> Vec<Said> {
    let catalog = model.shelf().catalog();
    // Of a story that several outlets tell, the one that is listed, and the one that is open.
    let once = catalog.stories().once(&model.shelf().visible(&**model.state.marks()));
    let open = model.reading.as_ref().map(|reading| reading.row);
    // In the order in which they lie in memory; the few rows that are found are put into that of the list.
    let mut found: HashMap<u32, Vec<usize>> = HashMap::new();
    let voice = model.records.overlay().voices(model.shelf());
    for number in (0..).take(catalog.limit()).filter(|&number| once.has(number) || open == Some(number)) {
        let Some(row) = catalog.row(number) else { continue };
        let is_theirs = |(at, quote): &(usize, &QuoteRow)| voice(number, *at, quote) == person;
        for (at, _) in catalog.quotes_of(row).iter().enumerate().filter(is_theirs) {
            found.entry(number).or_default().push(at);
        }
    }
    let rows = catalog.order().iter().enumerate().filter_map(|(rank, number)| Some((rank, *number, found.get(number)?)));
    rows.flat_map(|(rank, number, quotes)| quotes.iter().map(move |&at| (rank, at, number))).collect()
}

/// Where one is: at the quote that is lit, else after the last quote before what is lit.
fn here(model: &Model) -> Option<Stand> {
    let reading = model.reading.as_ref()?;
    let rank = model.shelf().catalog().order().iter().position(|&row| row == reading.row)?;
    let (item, span) = reading.current?;
    let outcome = model.records.outcome(reading.row);
    let found = |shown: usize| outcome.as_ref().map_or(Some(shown), |outcome| outcome.found(Thing::Quote, shown));
    if let Item::Quote(shown) = item {
        return Some((rank, found(shown)?.cast_signed() * 2));
    }
    let before = reading.briefing.quotes.iter().rposition(|quote| quote.start < span.start);
    Some((rank, before.and_then(found).map_or(-1, |found| found.cast_signed() * 2 + 1)))
}

/// Opens the briefing of a row in the list of briefings; tells whether it was listed. Where it was not, nothing narrows any more.
fn go(model: &mut Model, row: u32) -> bool {
    model.show_briefing(row);
    let place = |model: &Model| model.listing.numbers.iter().position(|&other| other == row);
    let listed = place(model);
    if listed.is_none() {
        model.narrowing = Narrowing::default();
        model.refilter();
    }
    model.list.at = listed.or_else(|| place(model)).unwrap_or(model.list.at);
    model.open_selected();
    listed.is_some()
}
