//! The list of briefings: how an entry looks and which ones are in view.

use super::{
    action::Pane,
    items::Line,
    model::Model,
    text::{fold_lines, number, short_date},
    theme::Role,
};
use crate::library::Summary;

/// Columns of the date with its margins.
const DATE: usize = 8;

/// The rows of one briefing in a list `columns` wide: date, title, countries and counts, and a blank row.
pub(super) fn lines(summary: &Summary, columns: usize, flags: bool) -> Vec<Line> {
    let titles = fold_lines(&summary.title, columns.saturating_sub(DATE), 2);
    let day = summary.published.map_or_else(|| "no date".to_owned(), short_date);
    let year = summary.published.map_or_else(String::new, |date| date.year().to_string());
    let date = |row: usize| match row {
        0 => format!("{day:<DATE$}"),
        1 => format!("  {year:<width$}", width = DATE - 2),
        _ => " ".repeat(DATE),
    };
    let mut rows: Vec<Line> = Vec::new();
    for (row, title) in titles.into_iter().enumerate() {
        let mut line = Line::of(date(row), Role::Dim);
        line.left.push((title, Role::Title));
        rows.push(line);
    }
    let mut meta = Line::of(date(rows.len()), Role::Dim);
    let counts = format!("{:>3} ❝ {:>3} ▲", number(summary.quotes as u64), number(summary.assets as u64));
    let room = columns.saturating_sub(DATE + counts.chars().count() + 2);
    meta.left.push((codes(summary, room, flags), Role::Country));
    meta.right.push((counts, Role::Dim));
    rows.push(meta);
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

/// Columns that the rows of the list have, beside the marker.
pub(super) const fn columns(pane: u16) -> usize {
    (pane as usize).saturating_sub(3)
}

fn tall(model: &Model, row: usize, columns: usize) -> usize {
    let summary = model.shown.get(row).and_then(|&number| model.library.summary(number));
    summary.map_or(0, |summary| lines(summary, columns, model.options.layout.flags).len())
}

/// Scrolls so that the selected briefing is in view.
pub(super) fn keep_in_view(model: &mut Model) {
    let pane = model.geometry_of(Pane::List);
    let visible = pane.visible(Pane::List);
    let (width, height) = (columns(visible.width), usize::from(visible.height));
    let least = top_for(model, model.list.at, width, height);
    let most = top_for(model, model.shown.len().saturating_sub(1), width, height);
    model.list.top = model.list.top.min(most).clamp(least, model.list.at.max(least));
}

/// The first row to show so that row `last` is the last one in view.
fn top_for(model: &Model, last: usize, width: usize, height: usize) -> usize {
    let mut used = 0;
    let mut top = last;
    for row in (0..=last).rev() {
        used += tall(model, row, width);
        if used > height + 1 {
            break;
        }
        top = row;
    }
    top
}

/// The row of the list at `line` rows below its top.
pub(super) fn row_at(model: &Model, line: usize) -> Option<usize> {
    let width = columns(model.geometry_of(Pane::List).list.width);
    let mut used = 0;
    for row in model.list.top..model.shown.len() {
        used += tall(model, row, width);
        if line < used {
            return Some(row);
        }
    }
    None
}

/// How many briefings fit on a page.
pub(super) fn page(model: &Model) -> usize {
    let visible = model.geometry_of(Pane::List).visible(Pane::List);
    (usize::from(visible.height) / 4).max(1)
}
