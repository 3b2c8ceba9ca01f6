//! The pickers of values and speakers, and what the query line offers, over the lower half of the screen.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::{
    super::{
        geometry::{Geometry, window},
        items::Line,
        layer::{FacetPicker, FacetRow, Layer, QueryLine, SpeakerRow},
        model::Model,
        text::{bar, number},
        theme::Role,
        wording::{facet_title, shown_value, told},
    },
    Canvas, frame, joints,
};
use crate::library::facets::Facet;

pub(super) fn draw(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Option<Position> {
    let area = geometry.panel;
    canvas.wipe(area);
    frame::rule(Rect { height: 1, ..area }, &joints(geometry), "┴", canvas);
    canvas.wipe(geometry.base);
    frame::rule(geometry.base, &[], "", canvas);
    match &model.layer {
        Some(Layer::Facets(FacetPicker { facet, picker, counts })) => {
            let mode = if model.narrowing.all { "any of · ALL OF" } else { "ANY OF · all of" };
            let told = format!("{} · {mode}", frame::share(model));
            let most = picker.rows.iter().map(|row| row.count.count).max().unwrap_or(1);
            let cursor = head(area, &format!("{} › ", facet_title(*facet)), &picker.input, &told, canvas);
            let lines = picker.rows.iter().map(|row| value(model, *facet, row, most, area.width));
            let none = if counts.is_some() { "None here begins so." } else { "Counting …" };
            rows(area, picker.cursor.at, lines, none, canvas);
            Some(cursor)
        }
        Some(Layer::Speakers(picker)) => {
            let told = model.reading.as_ref().map_or_else(String::new, |reading| told(&reading.briefing));
            let most = picker.rows.iter().filter(|row| row.id.is_some()).map(|row| row.count).max().unwrap_or(1);
            let cursor = head(area, "speakers › ", &picker.input, &told, canvas);
            let lines = picker.rows.iter().map(|row| speaker(model, row, most, area.width));
            rows(area, picker.cursor.at, lines, "No speaker here begins so.", canvas);
            Some(cursor)
        }
        _ => None,
    }
}

pub(super) fn head(area: Rect, label: &str, input: &Input, told: &str, canvas: &mut Canvas<'_>) -> Position {
    let line = Rect { y: area.y + 1, height: 1, ..area };
    let end = canvas.say_right(area.x + 24, line.y, area.right().saturating_sub(1), told, Role::Dim);
    frame::line(line, end, label, input, canvas)
}

/// Draws the `lines` that are in view, the one at `at` marked; `none` where there are none.
pub(super) fn rows(area: Rect, at: usize, lines: impl ExactSizeIterator<Item = Line>, none: &str, canvas: &mut Canvas<'_>) {
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if lines.len() == 0 {
        canvas.say(body.x + 2, body.y, body.right(), none, Role::Dim);
        return;
    }
    let top = window(at, usize::from(body.height), lines.len());
    for (y, (place, line)) in (body.y..body.bottom()).zip(lines.enumerate().skip(top)) {
        let selected = place == at;
        let over = selected.then(|| canvas.theme.style(Role::Selected));
        if let Some(style) = over {
            canvas.shade(Rect::new(area.x, y, area.width, 1), style);
            canvas.say(area.x, y, area.right(), "▌", Role::Focus);
        }
        canvas.line(area.x + 2, y, area.right().saturating_sub(1), &line, over);
    }
}

fn value(model: &Model, facet: Facet, row: &FacetRow, most: usize, columns: u16) -> Line {
    let sign = match model.narrowing.is_out(facet, &row.count.value) {
        Some(false) => "✓",
        Some(true) => "✗",
        None => " ",
    };
    let bars = if columns >= 100 { 24 } else { 10 };
    let names = if columns >= 70 { 28 } else { 20 };
    let mut line = Line::of(format!("{sign} "), Role::Focus);
    if let Some(code) = row.code {
        if model.options.layout.flags {
            line = line.and(format!("{} ", code.flag()), Role::Text);
        }
        line = line.cell(code.as_str(), 4, Role::Country).cell(code.name(), names - 4, Role::Text);
    } else {
        line = line.cell(&shown_value(facet, &row.count.label), names, Role::Text);
    }
    line = line
        .cell(&bar(row.count.count, most, bars), bars + 1, Role::Key)
        .and(format!("{:>5}", number(row.count.count as u64)), Role::Count);
    if columns >= 70 && !row.also.is_empty() {
        line = line.and(format!("   also: {}", row.also.join(", ")), Role::Dim);
    }
    line
}

fn speaker(model: &Model, row: &SpeakerRow, most: usize, columns: u16) -> Line {
    let bars = if columns >= 100 { 24 } else { 10 };
    let names = if columns >= 70 { 28 } else { 20 };
    let sign = if row.id.is_some() && row.id == model.speaker { "✓ " } else { "  " };
    let share = if row.id.is_some() { bar(row.count, most, bars) } else { String::new() };
    let line = Line::of(sign, Role::Focus)
        .cell(&row.name, names + 1, row.role)
        .cell(row.country.as_ref().map_or("", |code| code.as_str()), 4, Role::Country)
        .cell(&share, bars + 1, Role::Speaker)
        .and(format!("{:>4}", row.count), Role::Count);
    if columns >= 70 { line.and(format!("   {}", row.about), Role::Dim) } else { line }
}

/// How the word at the cursor of the query may go on.
pub(super) fn offers(line: &QueryLine, area: Rect, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    canvas.wipe(area);
    frame::rule(Rect { height: 1, ..area }, &joints(geometry), "┴", canvas);
    canvas.wipe(geometry.base);
    frame::rule(geometry.base, &[], "", canvas);
    for (row, (y, offer)) in (area.y + 1..area.bottom()).zip(&line.offers).enumerate() {
        let key = if row == 0 { "Tab  " } else { "     " };
        let line = Line::of(key, Role::Key).cell(&offer.word, 34, Role::Text).and(format!("  {}", offer.about), Role::Dim);
        canvas.line(area.x + 2, y, area.right().saturating_sub(1), &line, None);
    }
}
