//! The pickers of countries and speakers, over the lower half of the screen.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::{
    super::{
        geometry::{Geometry, window},
        items::Line,
        layer::{CountryRow, Layer, SpeakerRow},
        model::Model,
        text::{bar, clip, number, width},
        theme::Role,
        wording::told,
    },
    Canvas, frame, joints,
};

pub(super) fn draw(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Option<Position> {
    let area = geometry.panel;
    canvas.wipe(area);
    frame::rule(Rect { height: 1, ..area }, &joints(geometry), "┴", canvas);
    canvas.wipe(geometry.base);
    frame::rule(geometry.base, &[], "", canvas);
    match &model.layer {
        Some(Layer::Countries(picker)) => {
            let mode = if model.filter.all { "any of · ALL OF" } else { "ANY OF · all of" };
            let told = format!("{} of {} briefings · {mode}", number(model.shown.len() as u64), number(model.library.len() as u64));
            let most = picker.rows.iter().map(|row| row.count).max().unwrap_or(1);
            let cursor = head(area, "countries › ", &picker.input, &told, canvas);
            let lines = picker.rows.iter().map(|row| country(model, row, most, area.width));
            rows(area, picker.cursor.at, lines, "No country here begins so.", canvas);
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

/// Adds `words` in exactly `columns`.
fn cell(line: &mut Line, words: &str, columns: usize, role: Role) {
    let words = clip(words, columns).into_owned();
    let room = columns.saturating_sub(width(&words));
    line.left.push((words, role));
    line.left.push((" ".repeat(room), Role::Text));
}

fn country(model: &Model, row: &CountryRow, most: usize, columns: u16) -> Line {
    let sign = if model.filter.countries.contains(&row.code) {
        "✓"
    } else if model.filter.without.contains(&row.code) {
        "✗"
    } else {
        " "
    };
    let bars = if columns >= 100 { 24 } else { 10 };
    let names = if columns >= 70 { 24 } else { 16 };
    let mut line = Line::of(format!("{sign} "), Role::Focus);
    if model.options.layout.flags {
        line.left.push((format!("{} ", row.code.flag()), Role::Text));
    }
    cell(&mut line, row.code.as_str(), 4, Role::Country);
    cell(&mut line, row.code.name(), names, Role::Text);
    cell(&mut line, &bar(row.count, most, bars), bars, Role::Key);
    line.left.push((format!("{:>5}", row.count), Role::Count));
    if columns >= 70 && !row.also.is_empty() {
        line.left.push((format!("   also: {}", row.also.join(", ")), Role::Dim));
    }
    line
}

fn speaker(model: &Model, row: &SpeakerRow, most: usize, columns: u16) -> Line {
    let bars = if columns >= 100 { 24 } else { 10 };
    let names = if columns >= 70 { 28 } else { 20 };
    let sign = if row.id.is_some() && row.id == model.speaker { "✓ " } else { "  " };
    let mut line = Line::of(sign, Role::Focus);
    cell(&mut line, &row.name, names + 1, row.role);
    cell(&mut line, row.country.as_ref().map_or("", |code| code.as_str()), 4, Role::Country);
    let share = if row.id.is_some() { bar(row.count, most, bars) } else { String::new() };
    cell(&mut line, &share, bars, Role::Speaker);
    line.left.push((format!("{:>5}", row.count), Role::Count));
    if columns >= 70 {
        line.left.push((format!("   {}", row.about), Role::Dim));
    }
    line
}
