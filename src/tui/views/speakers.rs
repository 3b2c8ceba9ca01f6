//! Who speaks: of which country, in which role, how often, where last; most quoted first.

use std::borrow::Cow;

use super::{
    super::{
        action::ViewKind,
        items::Line,
        model::Model,
        text::{day, number},
        theme::Role,
    },
    Listing, ONE_LINE, View, no_sign, rows_of, target_of,
};
use crate::library::{
    answer::Items,
    decisions::Overlay,
    query::Query,
    shelf::Shelf,
    speakers::{self, Speaker},
    state::Marks,
    table,
};

pub(super) const VIEW: View = View {
    kind: ViewKind::Speakers,
    title: "Speakers",
    noun: "speaker",
    order: "most quoted first",
    list,
    all: |shelf, overlay, marks| speakers::count(shelf, overlay, &overlay.answer(shelf, Items::Quotes, &Query::All, marks).found),
    heading,
    lines,
    sign: no_sign,
    words: |source, at| {
        let person = source.listing.numbers.get(at);
        let known = person.and_then(|&person| source.overlay.known(&source.shelf, person));
        Cow::Borrowed(known.map_or("", |known| known.name))
    },
    data: |source, at| {
        let (person, tally) = (*source.listing.numbers.get(at)?, *source.listing.tallies.get(at)?);
        speakers::speaker(&source.shelf, &source.overlay, person, tally).as_ref().map(table::speaker)
    },
    items: "speakers",
    target: |shelf, listing, at| target_of(shelf, Items::Quotes, listing.tallies.get(at)?.last),
    of: |_, _| 0..u32::MAX,
    empty: "Nobody here is quoted by name. Esc removes what narrows the list.",
};

fn list(shelf: &Shelf, overlay: &Overlay, query: &Query, marks: &Marks) -> Listing {
    let answer = overlay.answer(shelf, Items::Quotes, query, marks);
    let found = speakers::tally(shelf, overlay, &answer.found);
    let rows = rows_of(shelf, Items::Quotes, answer.found.iter());
    let (numbers, tallies) = found.into_iter().unzip();
    Listing { numbers, tallies, loose: answer.loose, found: Some(rows) }
}

/// The speaker in row `at`.
fn speaker(model: &Model, at: usize) -> Option<Speaker<'_>> {
    let (person, tally) = (*model.listing.numbers.get(at)?, *model.listing.tallies.get(at)?);
    speakers::speaker(model.shelf(), model.records.overlay(), person, tally)
}

/// The name of the speaker in row `at`.
pub(in super::super) fn name(model: &Model, at: usize) -> &str {
    let person = model.listing.numbers.get(at).and_then(|&person| model.records.overlay().known(model.shelf(), person));
    person.map_or("", |known| known.name)
}

/// Columns of a name in a row of one line.
const NAME: usize = 30;

fn heading(columns: usize) -> Line {
    let figures = format!("{:>6}  {:>9}  {:>9}", "quotes", "briefings", "last");
    let line = Line::of("  ", Role::Dim);
    let line =
        if columns < ONE_LINE { line.and("speaker", Role::Dim) } else { line.cell("speaker", NAME + 5, Role::Dim).and("role", Role::Dim) };
    line.right(figures, Role::Dim)
}

fn lines(model: &Model, at: usize, columns: usize) -> Vec<Line> {
    let Some(Speaker { name, kind, country, role: office, quotes, briefings, last }) = speaker(model, at) else { return Vec::new() };
    let role = super::super::marks::kind_role(kind);
    let day = last.map_or_else(String::new, day);
    let figures = format!("{:>6}  {:>9}  {day:>9}", number(quotes as u64), number(briefings as u64));
    let code = country.map_or_else(String::new, |code| code.to_string());
    let line = Line::of(format!("{} ", super::super::items::actor_glyph(kind)), role);
    if columns >= ONE_LINE {
        let room = columns.saturating_sub(NAME + 7 + 30);
        let line = line.cell(name, NAME + 1, role).cell(&code, 4, Role::Country);
        return vec![line.cell(office, room, Role::Dim).right(figures, Role::Count)];
    }
    let first = line.and(name, role).right(figures, Role::Count);
    let about: Vec<&str> = [code.as_str(), office].into_iter().filter(|part| !part.is_empty()).collect();
    vec![first, Line::of(format!("  {}", about.join(" · ")), Role::Dim)]
}
