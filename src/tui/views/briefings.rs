//! The briefings: date, title, countries, how many quotes and assets; newest first.

use std::borrow::Cow;

use super::{
    super::{
        action::ViewKind,
        items::Line,
        model::Model,
        text::{fold_lines, number, short_date},
        theme::Role,
    },
    Listing, Target, View,
};
use crate::{
    label::BriefingState,
    library::{
        Summary,
        answer::{Answer, Items, Reading as _},
        decisions::Overlay,
        query::Query,
        shelf::Shelf,
        state::Marks,
        table,
    },
};

pub(super) const VIEW: View = View {
    kind: ViewKind::Briefings,
    title: "Briefings",
    noun: "briefing",
    order: "newest first",
    list,
    all: |shelf, _, marks| shelf.catalog().stories().once(&shelf.visible(marks)).count(),
    heading: |_| Line::default(),
    lines: |model, at, columns| {
        let summary = model.listing.numbers.get(at).and_then(|&row| model.summary(row));
        summary.map_or_else(Vec::new, |summary| lines(&summary, &tags(model, at), columns, model.options.layout.flags))
    },
    sign,
    words: |source, at| {
        let row = source.listing.numbers.get(at).and_then(|&row| source.shelf.catalog().row(row));
        Cow::Borrowed(row.map_or("", |row| source.shelf.catalog().string(row.title)))
    },
    data: |source, at| {
        let (row, catalog) = (*source.listing.numbers.get(at)?, source.shelf.catalog());
        Some(table::briefing(&source.overlay.summary(catalog, row)?, &table::told_too(catalog, row), source.path(row)))
    },
    items: "briefings",
    target: |_, listing, at| Some(Target { row: *listing.numbers.get(at)?, item: None }),
    of: |_, row| row..row.saturating_add(1),
    empty: "No briefing answers. Esc removes what narrows the list; f and F change it.",
};

/// Columns of the date with its margins.
const DATE: usize = 8;

fn list(shelf: &Shelf, overlay: &Overlay, query: &Query, marks: &Marks) -> Listing {
    listing(shelf, overlay.answer(shelf, Items::Briefings, query, marks))
}

/// How many of the newest briefings are looked through for the first screen of a list that takes long to make.
const NEWEST: usize = if cfg!(test) { 100 } else { 2_000 };

/// The first rows of the list, with which the user can begin while the rest is found, where that takes long and they are `enough`. `selected`
/// is the row that stays selected in the whole list.
pub(in super::super) fn first(shelf: &Shelf, query: &Query, marks: &Marks, selected: Option<u32>, enough: usize) -> Option<Listing> {
    let newest = || shelf.catalog().order().iter().take(NEWEST);
    if selected.is_some_and(|selected| !newest().any(|&row| row == selected)) {
        return None;
    }
    let first = listing(shelf, shelf.newest(query, marks, NEWEST)?);
    (first.numbers.len() >= enough).then_some(first)
}

fn listing(shelf: &Shelf, answer: Answer) -> Listing {
    let catalog = shelf.catalog();
    // A story that several outlets tell is one row.
    let once = catalog.stories().once(&answer.found);
    let numbers = catalog.order().iter().copied().filter(|&row| once.has(row)).collect();
    Listing { numbers, tallies: Vec::new(), loose: answer.loose, found: Some(answer.found) }
}

/// `+` chosen, `∅` hidden and asked for, `★` starred, `•` not read yet.
fn sign(model: &Model, at: usize) -> &'static str {
    let Some(key) = model.row_at(at).map(crate::library::catalog::Row::key) else { return "" };
    if model.chosen.contains(&key) {
        "+"
    } else if model.state.marks().is(key, BriefingState::Hidden) {
        "∅"
    } else if model.state.marks().is(key, BriefingState::Starred) {
        "★"
    } else if model.state.marks().is(key, BriefingState::Unread) {
        "•"
    } else {
        ""
    }
}

fn tags(model: &Model, at: usize) -> String {
    let mark = model.row_at(at).and_then(|row| model.state.mark(row.key()));
    let also: Vec<u32> = model.listing.numbers.get(at).map_or_else(Vec::new, |&row| model.shelf().catalog().also(row).collect());
    let told = model.shelf().catalog().outlets(also.iter().copied()).join(", ");
    let also = match (also.len(), told.is_empty()) {
        (0, _) => None,
        (count, true) => Some(format!("+{count}")),
        (count, false) => Some(format!("+{count}: {told}")),
    };
    let tags = mark.iter().flat_map(|mark| &mark.tags).map(|tag| format!("#{tag}"));
    let note = mark.filter(|mark| !mark.note.is_empty()).map(|_| "✎".to_owned());
    also.into_iter().chain(tags).chain(note).collect::<Vec<_>>().join(" ")
}

/// The rows of one briefing in a list `columns` wide: date, title, countries and counts, its tags, and a blank row.
fn lines(summary: &Summary, tags: &str, columns: usize, flags: bool) -> Vec<Line> {
    let titles = fold_lines(&summary.title, columns.saturating_sub(DATE), 2);
    let day = summary.published.map_or_else(|| "no day".to_owned(), short_date);
    let year = summary.published.map_or_else(String::new, |date| date.year().to_string());
    let date = |row: usize| match row {
        0 => format!("{day:<DATE$}"),
        1 => format!("  {year:<width$}", width = DATE - 2),
        _ => " ".repeat(DATE),
    };
    let mut rows: Vec<Line> = Vec::new();
    for (row, title) in titles.into_iter().enumerate() {
        rows.push(Line::of(date(row), Role::Dim).and(title, Role::Title));
    }
    let counts = format!("{:>3} ❝ {:>3} ▲", number(summary.quotes as u64), number(summary.assets as u64));
    let room = columns.saturating_sub(DATE + counts.chars().count() + 2);
    let meta = Line::of(date(rows.len()), Role::Dim).and(codes(summary, room, flags), Role::Country);
    rows.push(meta.right(counts, Role::Dim));
    if !tags.is_empty() {
        rows.push(Line::of(date(rows.len()), Role::Dim).and(tags, Role::Key));
    }
    rows.push(Line::default());
    rows
}

/// As many country codes as fit, then how many more.
fn codes(summary: &Summary, room: usize, flags: bool) -> String {
    let each = if flags { 6 } else { 3 };
    let all = summary.countries.len();
    let fitting = (room + 1) / each;
    let shown = if all <= fitting { all } else { fitting.saturating_sub(1) };
    let mut codes: Vec<String> =
        summary.countries.iter().take(shown).map(|code| if flags { format!("{} {code}", code.flag()) } else { code.to_string() }).collect();
    if all > shown {
        codes.push(format!("+{}", all - shown));
    }
    codes.join(" ")
}
