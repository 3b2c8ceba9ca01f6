//! The sidebar: fields, their values, and how often each occurs in what is listed.

use ratatui::layout::Rect;

use super::{
    super::{
        action::Pane,
        geometry::body,
        items::Line,
        model::Model,
        sidebar::{Section, Sidebar, Spot},
        text::{bar, capital, number, width},
        theme::Role,
        wording::{facet_title, shown_value},
    },
    Canvas, empty_state, pane_title,
};
use crate::{
    country::CountryCode,
    library::facets::{Count, Facet},
};

/// Columns of a bar, where there is little room and where there is much.
const BAR: usize = 5;
const WIDE_BAR: usize = 14;

pub(super) fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(sidebar) = model.sidebar.as_ref().filter(|_| !area.is_empty()) else { return };
    let focused = model.focus == Pane::Facets;
    let x = pane_title(model, Pane::Facets, area, if focused { "FIELDS" } else { "Fields" }, canvas);
    let mode = if model.narrowing.all { "all of" } else { "any of" };
    let told = if model.is_counting() { "counting …" } else { mode };
    canvas.say_right(x + 2, area.y, area.right().saturating_sub(1), told, Role::Dim);
    let body = body(area);
    if sidebar.sections.is_empty() {
        let words = if model.is_counting() { "The values are counted …" } else { "Nothing here tells the briefings apart." };
        empty_state(body, words, canvas);
        return;
    }
    let most = sidebar.sections.iter().flat_map(|section| &section.values).map(|count| count.count).max().unwrap_or(1);
    for (y, line) in (body.y..body.bottom()).zip(sidebar.lines().skip(sidebar.top)) {
        let Some((spot, section)) = line.and_then(|spot| Some((spot, sidebar.sections.get(spot.section)?))) else { continue };
        let selected = spot == sidebar.at;
        let over = (selected && focused).then(|| canvas.theme.style(Role::Selected));
        if let Some(style) = over {
            canvas.shade(Rect { y, height: 1, ..area }, style);
            canvas.say(area.x, y, area.right(), "▌", Role::Focus);
        }
        let wide = usize::from(area.width.saturating_sub(2));
        canvas.line(area.x + 1, y, area.right().saturating_sub(1), &row(model, sidebar, section, spot, most, wide), over);
    }
}

fn row(model: &Model, sidebar: &Sidebar, section: &Section, spot: Spot, most: usize, columns: usize) -> Line {
    let Some(count) = spot.value.and_then(|value| section.values.get(value)) else {
        let rest = section.all.saturating_sub(section.values.len());
        let more = if rest > 0 { format!("{} more ›", number(rest as u64)) } else { String::new() };
        let role = if spot.section == sidebar.at.section { Role::Title } else { Role::Pane };
        return Line::of(capital(facet_title(section.facet)), role).right(more, Role::Dim);
    };
    value(model, section.facet, count, most, columns)
}

/// A value with its sign, a bar and its count, beside values of which the most frequent occurs `most` times.
fn value(model: &Model, facet: Facet, count: &Count, most: usize, columns: usize) -> Line {
    let figures = width(&number(most as u64)).max(3) + 1;
    let (sign, role) = match model.narrowing.is_out(facet, &count.value) {
        Some(false) => ("✓ ", Role::Text),
        Some(true) => ("✗ ", Role::Dim),
        None => ("  ", Role::Text),
    };
    let code = if matches!(facet, Facet::Country | Facet::Owner) { count.value.parse::<CountryCode>().ok() } else { None };
    let line = Line::of(sign, Role::Focus);
    let bars = if columns >= 48 { WIDE_BAR } else { BAR };
    let room = columns.saturating_sub(2 + bars + 1 + figures);
    let line = match code {
        Some(code) => line.cell(code.as_str(), 3, Role::Country).cell(&count.label, room.saturating_sub(3), role),
        None => line.cell(&shown_value(facet, &count.label), room, role),
    };
    let shown = format!("{:>figures$}", number(count.count as u64));
    line.cell(&bar(count.count, most, bars), bars + 1, Role::Key).and(shown, Role::Count)
}
