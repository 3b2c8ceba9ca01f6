//! Draws the model; changes nothing in it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    action::{Pane, Tab},
    geometry::Geometry,
    icons,
    items::Line,
    layer::Layer,
    model::Model,
    text::{clip, is_plain, width},
    theme::{Palette, Role},
};
use crate::config::Icons;

mod article;
mod card;
mod frame;
mod items;
mod list;
mod menu;
mod minimap;
mod pickers;
mod sidebar;
mod which;

#[cfg(test)]
pub(crate) use article::tests::check as check_drawn;
pub(super) use frame::{Chip, chip_at, dateline, view_at};
pub(super) use items::tab_at;

/// Draws the whole screen and says where the cursor of the line one types into stands.
pub fn view(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    let geometry = model.geometry();
    let mut canvas = Canvas { buffer, theme: model.options.palette() };
    let ground = canvas.theme.ground();
    if ground != Style::new() {
        canvas.shade(canvas.buffer.area, ground);
    }
    let cursor = panes(model, &geometry, &mut canvas);
    if model.options.icons == Icons::Ascii {
        icons::to_ascii(canvas.buffer);
    }
    cursor
}

fn panes(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Option<Position> {
    if geometry.tiny {
        frame::too_small(model, canvas);
        return None;
    }
    frame::draw(model, geometry, canvas);
    sidebar::draw(model, geometry.facets, canvas);
    list::draw(model, geometry.list, canvas);
    article::draw(model, geometry.article, canvas);
    items::draw(model, geometry.items, canvas);
    let mut cursor = frame::prompt(model, geometry, canvas);
    match &model.layer {
        Some(Layer::Facets(_) | Layer::Speakers(_)) => cursor = pickers::draw(model, geometry, canvas),
        Some(Layer::Filter(line)) if !geometry.panel.is_empty() => pickers::offers(line, geometry.panel, geometry, canvas),
        Some(Layer::Menu(list)) => cursor = Some(menu::draw(model, list, geometry, canvas)),
        _ if model.card => card::draw(model, geometry, canvas),
        _ => {}
    }
    which::draw(model, geometry, canvas);
    if !model.options.mouse {
        let base = geometry.base;
        canvas.say_right(base.x, base.y, base.right().saturating_sub(2), MOUSE_FREE, Role::Chip);
    }
    cursor
}

/// What tells that clicks are the terminal's.
const MOUSE_FREE: &str = " the mouse is the terminal's ";

/// The cells to draw on. Nothing is drawn outside of them, and nothing that a terminal would obey.
struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Palette<'a>,
}

impl Canvas<'_> {
    /// Draws `words` from column `x` on, up to but not into column `end`; says where they ended.
    fn put(&mut self, x: u16, y: u16, end: u16, words: &str, style: Style) -> u16 {
        let mut x = x;
        let end = end.min(self.buffer.area.right());
        if words.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            // Most words: a letter a cell, and nothing to look at.
            for letter in (0..words.len()).filter_map(|at| words.get(at..=at)).take(usize::from(end.saturating_sub(x))) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_symbol(letter).set_style(style);
                }
                x += 1;
            }
            return x;
        }
        for grapheme in words.graphemes(true) {
            let grapheme = match grapheme {
                "\t" | "\n" | "\r\n" => " ",
                grapheme if is_plain(grapheme) => grapheme,
                _ => "\u{fffd}",
            };
            let wide = u16::try_from(width(grapheme)).unwrap_or(u16::MAX);
            if wide == 0 {
                continue;
            }
            if x.saturating_add(wide) > end || y >= self.buffer.area.bottom() {
                break;
            }
            (x, _) = self.buffer.set_stringn(x, y, grapheme, wide.into(), style);
        }
        x
    }

    /// Draws `words` in the style of `role`.
    fn say(&mut self, x: u16, y: u16, end: u16, words: &str, role: Role) -> u16 {
        self.put(x, y, end, words, self.theme.style(role))
    }

    /// Draws `words` so that they end before column `end`, if they fit after column `from`.
    fn say_right(&mut self, from: u16, y: u16, end: u16, words: &str, role: Role) -> u16 {
        let wide = u16::try_from(width(words)).unwrap_or(u16::MAX);
        match end.checked_sub(wide).filter(|&x| x >= from) {
            Some(x) => {
                self.say(x, y, end, words, role);
                x
            }
            None => end,
        }
    }

    /// Draws a line of runs in `x..end`; `over` is laid above each run's own style.
    fn line(&mut self, x: u16, y: u16, end: u16, line: &Line, over: Option<Style>) {
        let style = |role: Role| over.map_or(self.theme.style(role), |over| self.theme.style(role).patch(over));
        let styles = |runs: &[(String, Role)]| runs.iter().map(|(_, role)| style(*role)).collect::<Vec<_>>();
        let (left, right) = (styles(&line.left), styles(&line.right));
        let wide: usize = line.right.iter().map(|(words, _)| width(words)).sum();
        let start = end.saturating_sub(u16::try_from(wide).unwrap_or(u16::MAX)).max(x);
        let mut at = start;
        for ((words, _), style) in line.right.iter().zip(right) {
            at = self.put(at, y, end, words, style);
        }
        let stop = if wide == 0 { end } else { start.saturating_sub(1) };
        let mut at = x;
        for ((words, _), style) in line.left.iter().zip(left) {
            let room = stop.saturating_sub(at);
            at = self.put(at, y, stop, &clip(words, room.into()), style);
        }
    }

    /// Lays `style` over the cells of `area`.
    fn shade(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties the cells of `area`, down to the ground of the theme.
    fn wipe(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        let ground = self.theme.ground();
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(ground);
                }
            }
        }
    }

    /// Lights every place of `needle` in the row `y` of `x..end` as it was drawn.
    fn light(&mut self, x: u16, y: u16, end: u16, needle: &super::find::Needle) {
        let mut row = String::new();
        let mut columns = Vec::new();
        for column in x..end.min(self.buffer.area.right()) {
            let Some(cell) = self.buffer.cell((column, y)) else { return };
            columns.resize(row.len() + cell.symbol().len(), column);
            row.push_str(cell.symbol());
        }
        for span in needle.find(&row) {
            let (Some(&first), Some(&last)) = (columns.get(span.start), columns.get(span.end - 1)) else { continue };
            let style = self.theme.style(Role::Hit);
            self.shade(Rect::new(first, y, last - first + 1, 1), style);
        }
    }
}

/// The title of a pane: the focused one has a marker and is bright.
fn pane_title(model: &Model, pane: Pane, area: Rect, title: &str, canvas: &mut Canvas<'_>) -> u16 {
    let focused = model.focus == pane;
    let role = if focused { Role::Focus } else { Role::Pane };
    let x = canvas.say(area.x, area.y, area.right(), if focused { "▌" } else { " " }, Role::Focus);
    canvas.say(x, area.y, area.right(), &clip(title, usize::from(area.width.saturating_sub(2))), role)
}

/// Words that say what to do where there is nothing to show.
fn empty_state(area: Rect, words: &str, canvas: &mut Canvas<'_>) {
    let columns = usize::from(area.width.saturating_sub(4));
    for (row, line) in super::text::fold_lines(words, columns, usize::from(area.height)).iter().enumerate() {
        let Ok(row) = u16::try_from(row) else { return };
        canvas.say(area.x + 2, area.y + row, area.right(), line, Role::Dim);
    }
}

/// The label of a tab with its count; the shown one in capitals, the others in short where that is asked.
fn tab_label(model: &Model, tab: Tab, short: bool) -> String {
    let count = model.reading.as_ref().map_or(0, |reading| reading.count(tab));
    match (model.tab == tab, short) {
        (true, _) => format!("{} {count}", tab.title().to_uppercase()),
        (false, false) => format!("{} {count}", tab.title()),
        (false, true) => format!("{} {count}", tab.title().get(..3).unwrap_or_default()),
    }
}

/// The columns where a rule runs between two panes.
fn joints(geometry: &Geometry) -> Vec<u16> {
    [geometry.facets, geometry.list, geometry.article, geometry.items]
        .into_iter()
        .filter(|pane| !pane.is_empty() && pane.right() < geometry.screen.right())
        .map(Rect::right)
        .collect()
}
