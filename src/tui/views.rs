//! What a library can be looked at by: its briefings, those who speak, what is said, the forces. A view is a row of [`VIEWS`] and a file.
//!
//! Every view lists numbers that mean something to it alone, answers the same query, and can tell which briefing, and which item in
//! it, a row stands for. All else (moving, finding, choosing, jumping) is the same in each.

use std::{borrow::Cow, ops::Range};

use super::{action::ViewKind, export::Source, items::Line, marks::Item, model::Model};
use crate::library::{
    answer::{Items, Loose, range},
    bits::Bits,
    catalog::Labels,
    decisions::Overlay,
    query::Query,
    shelf::Shelf,
    speakers::Tally,
    state::Marks,
    table,
};

mod assets;
mod briefings;
mod quotes;
mod speakers;

/// What a view lists now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// Its rows, in their order: briefings, items or persons by their numbers in the catalog.
    pub numbers: Vec<u32>,
    /// What was counted for each row, where the view counts.
    pub tallies: Vec<Tally>,
    /// Words of the query that were not found as written.
    pub loose: Vec<Loose>,
    /// The briefings that answer, or in which something does; `None` before anything was asked.
    pub found: Option<Bits>,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The briefing, by its row in the catalog.
    pub row: u32,
    /// The item in it.
    pub item: Option<Item>,
}

/// A way to look at a library.
pub(super) struct View {
    pub kind: ViewKind,
    /// Its title, as the header and the pane print it.
    pub title: &'static str,
    /// What one row is.
    pub noun: &'static str,
    /// The order of the rows, in words.
    pub order: &'static str,
    /// What answers the query.
    pub list: fn(&Shelf, &Overlay, &Query, &Marks) -> Listing,
    /// How many rows there are when nothing narrows.
    pub all: fn(&Shelf, &Overlay, &Marks) -> usize,
    /// The titles of the columns, in a pane so wide.
    pub heading: fn(usize) -> Line,
    /// One row, in a pane so wide.
    pub lines: fn(&Model, usize, usize) -> Vec<Line>,
    /// The sign before a row.
    pub sign: fn(&Model, usize) -> &'static str,
    /// The words of a row that are looked through for finding.
    pub words: fn(&Source, usize) -> Cow<'_, str>,
    /// One row as data.
    pub data: fn(&Source, usize) -> Option<table::Row>,
    /// The word that `attache list --items` has for it.
    pub items: &'static str,
    /// What a row stands for, by its number in the record.
    pub target: fn(&Shelf, &Listing, usize) -> Option<Target>,
    /// The numbers that rows of a briefing have among those listed, or a wider range.
    pub of: fn(&Shelf, u32) -> Range<u32>,
    /// What to say where there is nothing.
    pub empty: &'static str,
}

/// Every view, in the order of their keys.
pub(super) static VIEWS: &[View] = &[briefings::VIEW, speakers::VIEW, assets::VIEW, quotes::VIEW];

/// The view of a kind.
pub(super) fn view_of(kind: ViewKind) -> &'static View {
    VIEWS.iter().find(|view| view.kind == kind).unwrap_or(&briefings::VIEW)
}

/// The items of a kind that answer `query`: those of the newest briefing first, then in reading order.
fn items_of(shelf: &Shelf, overlay: &Overlay, items: Items, query: &Query, marks: &Marks) -> Listing {
    let catalog = shelf.catalog();
    let answer = overlay.answer(shelf, items, query, marks);
    let (mut numbers, mut found) = (Vec::new(), Bits::none(catalog.limit()));
    for (number, row) in catalog.order().iter().filter_map(|&number| Some((number, catalog.row(number)?))) {
        let before = numbers.len();
        let all = range(row, items).enumerate();
        let shown = all.filter(|&(at, item)| answer.found.has(item) && !overlay.is_hidden(number, items, at));
        numbers.extend(shown.map(|(_, item)| item));
        if numbers.len() > before {
            found.insert(number);
        }
    }
    if items == Items::Quotes {
        // What several outlets tell of one saying is one row, as in `attache list`.
        let mut told = Labels::none(answer.found.limit());
        numbers.retain(|&quote| told.insert(catalog.saying(quote).unwrap_or(quote)));
    }
    Listing { numbers, loose: answer.loose, found: Some(found), ..Listing::default() }
}

/// The rows that items of a kind stand in.
fn rows_of(shelf: &Shelf, items: Items, numbers: impl Iterator<Item = u32>) -> Bits {
    let mut rows = Bits::none(shelf.catalog().limit());
    let mut known = 0..0;
    for number in numbers {
        // Those of one row come one after the other.
        if !known.contains(&number)
            && let Some(row) = shelf.catalog().row_of(items, number)
        {
            rows.insert(row);
            known = shelf.catalog().row(row).map_or(0..0, |row| range(row, items));
        }
    }
    rows
}

/// The items of a kind of a briefing, by their numbers among all.
fn own(shelf: &Shelf, items: Items, row: u32) -> Range<u32> {
    shelf.catalog().row(row).map_or(0..0, |row| range(row, items))
}

/// What item `number` of a kind stands for.
fn target_of(shelf: &Shelf, items: Items, number: u32) -> Option<Target> {
    let row = shelf.catalog().row_of(items, number)?;
    let at = (number - range(shelf.catalog().row(row)?, items).start) as usize;
    let item = match items {
        Items::Quotes => Some(Item::Quote(at)),
        Items::Assets => Some(Item::Asset(at)),
        Items::Actors => Some(Item::Actor(at)),
        Items::Briefings => None,
    };
    Some(Target { row, item })
}

pub(super) use briefings::first as first_briefings;
pub(super) use speakers::name as speaker_name;

fn no_sign(_: &Model, _: usize) -> &'static str {
    ""
}

/// From so many columns on, a row of a ledger is one line.
const ONE_LINE: usize = 84;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_view() {
        for (kind, view) in ViewKind::ALL.iter().zip(VIEWS) {
            assert_eq!(*kind, view.kind);
            assert_eq!(view_of(*kind).title, view.title);
        }
        assert_eq!(ViewKind::ALL.len(), VIEWS.len());
    }
}
