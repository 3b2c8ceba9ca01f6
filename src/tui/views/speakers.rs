//! Who speaks: of which country, in which role, how often, where last; most quoted first.

use std::{borrow::Cow, cmp::Reverse};

use super::{
    super::{
        action::ViewKind,
        items::Line,
        model::Model,
        text::{number, short_date},
        theme::Role,
    },
    Listing, ONE_LINE, Tally, View, no_sign, target_of,
};
use crate::{
    label::ActorKind,
    library::{
        answer::{Items, range},
        catalog::{NONE, country},
        query::Query,
        shelf::Shelf,
        state::State,
    },
};

pub(super) const VIEW: View = View {
    kind: ViewKind::Speakers,
    title: "Speakers",
    noun: "speaker",
    order: "most quoted first",
    list,
    all: |shelf| list(shelf, &Query::All, &State::default()).numbers.len(),
    heading,
    lines,
    sign: no_sign,
    words: |model, at| Cow::Borrowed(name(model, at)),
    target: |shelf, listing, at| target_of(shelf, Items::Quotes, listing.tallies.get(at)?.last),
    empty: "Nobody here is quoted by name. Esc removes what narrows the list.",
};

fn list(shelf: &Shelf, query: &Query, state: &State) -> Listing {
    let answer = shelf.answer(Items::Quotes, query, state);
    let (catalog, names) = (shelf.catalog(), shelf.catalog().names());
    let mut tallies = vec![Tally { last: NONE, ..Tally::default() }; names.persons().len()];
    let mut seen = vec![NONE; tallies.len()];
    // From the newest on, so that the first quote met is the last one said.
    for (at, row) in (0_u32..).zip(catalog.order().iter().filter_map(|&row| catalog.row(row))) {
        for (quote, said) in range(row, Items::Quotes).zip(catalog.quotes_of(row)).filter(|(quote, _)| answer.found.has(*quote)) {
            let person = names.identity(said.speaker) as usize;
            let (Some(tally), Some(seen)) = (tallies.get_mut(person), seen.get_mut(person)) else { continue };
            tally.quotes += 1;
            tally.briefings += u32::from(*seen != at);
            *seen = at;
            if tally.last == NONE {
                tally.last = quote;
            }
        }
    }
    let mut found: Vec<(u32, Tally)> = (0_u32..).zip(tallies).filter(|(_, tally)| tally.quotes > 0).collect();
    let name = |person: u32| names.persons().get(person as usize).map_or("", |identity| catalog.string(identity.name));
    found.sort_by(|(a, of_a), (b, of_b)| (Reverse(of_a.quotes), name(*a)).cmp(&(Reverse(of_b.quotes), name(*b))));
    let (numbers, tallies) = found.into_iter().unzip();
    Listing { numbers, tallies, loose: answer.loose }
}

/// The name of the speaker in row `at`.
pub(in super::super) fn name(model: &Model, at: usize) -> &str {
    let catalog = model.shelf().catalog();
    let person = model.listing.numbers.get(at).and_then(|&person| catalog.names().persons().get(person as usize));
    person.map_or("", |identity| catalog.string(identity.name))
}

/// Columns of a name in a row of one line.
const NAME: usize = 30;

fn heading(columns: usize) -> Line {
    let figures = format!("{:>6}  {:>9}  {:>6}", "quotes", "briefings", "last");
    let line = Line::of("  ", Role::Dim);
    let line =
        if columns < ONE_LINE { line.and("speaker", Role::Dim) } else { line.cell("speaker", NAME + 5, Role::Dim).and("role", Role::Dim) };
    line.right(figures, Role::Dim)
}

fn lines(model: &Model, at: usize, columns: usize) -> Vec<Line> {
    let catalog = model.shelf().catalog();
    let identity = model.listing.numbers.get(at).and_then(|&person| catalog.names().persons().get(person as usize));
    let (Some(identity), Some(tally)) = (identity, model.listing.tallies.get(at)) else { return Vec::new() };
    let kind = ActorKind::ALL.get(identity.kind as usize).copied().unwrap_or(ActorKind::Person);
    let role = super::super::marks::kind_role(kind);
    let last = catalog.row_of(Items::Quotes, tally.last).and_then(|row| catalog.row(row));
    let day = last.and_then(crate::library::catalog::Row::published).map_or_else(String::new, short_date);
    let figures = format!("{:>6}  {:>9}  {day:>6}", number(tally.quotes.into()), number(tally.briefings.into()));
    let code = country(identity.country).map_or_else(String::new, |code| code.to_string());
    let office = last.and_then(|row| {
        let quote = catalog.quotes_of(row).get((tally.last - row.quotes) as usize)?;
        let actor = catalog.actors_of(row).get(quote.speaker.checked_sub(row.actors)? as usize)?;
        Some(catalog.string(actor.role))
    });
    let office = office.unwrap_or_default();
    let line = Line::of(format!("{} ", super::super::items::actor_glyph(kind)), role);
    if columns >= ONE_LINE {
        let room = columns.saturating_sub(NAME + 7 + 27);
        let line = line.cell(catalog.string(identity.name), NAME, role).cell("", 1, Role::Text).cell(&code, 4, Role::Country);
        return vec![line.cell(office, room, Role::Dim).right(figures, Role::Count)];
    }
    let first = line.and(catalog.string(identity.name), role).right(figures, Role::Count);
    let about: Vec<&str> = [code.as_str(), office].into_iter().filter(|part| !part.is_empty()).collect();
    vec![first, Line::of(format!("  {}", about.join(" · ")), Role::Dim)]
}
