//! The lists to search: keys over the whole screen, commands, themes and notices over its lower half.

use ratatui::layout::{Position, Rect};

use super::{
    super::{
        geometry::{Geometry, window},
        items::Line,
        menu::{Entry, Kind, Menu},
        model::Model,
        text::{number, plural, width},
        theme::Role,
    },
    Canvas, frame, joints, pickers,
};

/// Columns that one column of keys takes.
const COLUMN: u16 = 74;
/// Columns for the names of the keys.
const KEYS: u16 = 19;
/// Columns for the names of commands and themes.
const NAMES: usize = 22;
/// Columns for what stands first in a list of items.
const FIRST: usize = 26;
/// Columns of the name of a form to copy.
const FORM: usize = 14;

pub(super) fn draw(model: &Model, menu: &Menu, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Position {
    let area = geometry.panel;
    canvas.wipe(area);
    canvas.wipe(geometry.base);
    frame::rule(geometry.base, &[], "", canvas);
    let told = told(model, menu);
    if menu.kind == Kind::Help {
        canvas.wipe(geometry.rule);
        frame::rule(geometry.rule, &[], "", canvas);
        let cursor = pickers::head(Rect { y: area.y.saturating_sub(1), ..area }, menu.kind.label(), &menu.input, &told, canvas);
        keys(menu, area, canvas);
        places(model, geometry.base, canvas);
        return cursor;
    }
    frame::rule(Rect { height: 1, ..area }, &joints(geometry), "┴", canvas);
    let cursor = pickers::head(area, menu.kind.label(), &menu.input, &told, canvas);
    let lines = menu.shown().map(|entry| line(menu.kind, entry));
    pickers::rows(area, menu.at, lines, menu.kind.none(), canvas);
    cursor
}

/// What stands at the right of the line one types into.
fn told(model: &Model, menu: &Menu) -> String {
    let count = menu.shown().len();
    match menu.kind {
        Kind::Help | Kind::Palette => format!("{} · Enter runs it", plural(count, "command")),
        Kind::Themes(_) => "seen at once · Esc takes it back".to_owned(),
        Kind::Merge => "the one at hand becomes the one picked".to_owned(),
        Kind::Split { .. } => format!("{} of {} chosen", menu.ticked().len(), plural(count, "mention")),
        Kind::Voice | Kind::Hidden => plural(count, if menu.kind == Kind::Voice { "actor" } else { "item" }),
        Kind::Copy => "Enter copies".to_owned(),
        Kind::Notices => format!("{} of {}", number(count as u64), plural(model.told.len(), "notice")),
    }
}

/// One entry as a line.
fn line(kind: Kind, entry: &Entry) -> Line {
    let mut line = Line::default();
    match kind {
        Kind::Notices => line.left.push((entry.words.clone(), Role::Text)),
        Kind::Themes(_) => {
            line.left.push((format!("{:<2}", entry.keys), Role::Focus));
            line.left.push((format!("{:<NAMES$}", entry.name), Role::Count));
            line.left.push((entry.words.clone(), Role::Text));
        }
        Kind::Split { .. } => {
            line.left.push((format!("{:<2}", entry.keys), Role::Focus));
            line = line.cell(&entry.name, FIRST, Role::Count).and("  ", Role::Text).and(entry.words.clone(), Role::Text);
        }
        Kind::Merge | Kind::Voice | Kind::Hidden | Kind::Copy => {
            let first = if kind == Kind::Copy { FORM } else { FIRST };
            line = line.cell(&entry.name, first, Role::Count).and("  ", Role::Text).and(entry.words.clone(), Role::Text);
            line.right.push((entry.keys.clone(), Role::Dim));
        }
        Kind::Help | Kind::Palette => {
            line.left.push((format!("{:<NAMES$}", entry.name), Role::Count));
            line.left.push((entry.words.clone(), Role::Text));
            line.right.push((entry.keys.clone(), Role::Key));
        }
    }
    line
}

/// A row of the page of keys.
enum Row<'a> {
    Heading(&'a str),
    Entry(usize, &'a Entry),
    Blank,
}

/// The page of keys in as many columns as fit, a group never torn.
fn columns(menu: &Menu, screen: u16) -> Vec<Vec<Row<'_>>> {
    let count = usize::from((screen / COLUMN).clamp(1, 2));
    let mut blocks: Vec<Vec<Row<'_>>> = Vec::new();
    let mut group = "";
    for (place, entry) in menu.shown().enumerate() {
        if entry.group != group || blocks.is_empty() {
            group = entry.group;
            blocks.push(vec![Row::Heading(group)]);
        }
        if let Some(block) = blocks.last_mut() {
            block.push(Row::Entry(place, entry));
        }
    }
    let total: usize = blocks.iter().map(|block| block.len() + 1).sum();
    let mut columns: Vec<Vec<Row<'_>>> = vec![Vec::new()];
    for block in blocks {
        if columns.len() < count
            && let Some(column) = columns.last()
            && !column.is_empty()
            && column.len() + block.len() / 2 > total / count
        {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            column.extend(block);
            column.push(Row::Blank);
        }
    }
    columns
}

fn keys(menu: &Menu, area: Rect, canvas: &mut Canvas<'_>) {
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if menu.shown().len() == 0 {
        canvas.say(body.x + 2, body.y, body.right(), menu.kind.none(), Role::Dim);
        return;
    }
    let columns = columns(menu, area.width);
    let is_marked = |row: &Row<'_>| matches!(row, Row::Entry(place, _) if *place == menu.at);
    let marked = columns.iter().find_map(|column| column.iter().position(is_marked)).unwrap_or(0);
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let top = window(marked, body.height.into(), longest);
    let wide = if columns.len() > 1 { (area.width / 2).max(COLUMN) } else { area.width };
    for (place, column) in (0u16..).zip(&columns) {
        let x = body.x + 2 + place * wide;
        let end = (x + wide - 2).min(area.right());
        for (y, row) in (body.y..body.bottom()).zip(column.iter().skip(top)) {
            match row {
                Row::Heading(title) => {
                    canvas.say(x, y, end, title, Role::Title);
                }
                Row::Entry(place, entry) => {
                    let words = x + KEYS.max(u16::try_from(width(&entry.keys)).unwrap_or(0) + 2);
                    canvas.say(x, y, end, &entry.keys, Role::Key);
                    canvas.say(words, y, end, &entry.words, Role::Text);
                    if *place == menu.at {
                        canvas.shade(Rect::new(x - 2, y, end - x, 1), canvas.theme.style(Role::Selected));
                        canvas.say(x - 2, y, end, "▌", Role::Focus);
                    }
                }
                Row::Blank => {}
            }
        }
    }
}

/// Where settings and log lie.
fn places(model: &Model, base: Rect, canvas: &mut Canvas<'_>) {
    let file = model.options.file.as_deref();
    let log = crate::config::log_file().filter(|_| file.is_some());
    let words = [("settings", file), ("log", log.as_deref())];
    let told: Vec<String> = words.into_iter().filter_map(|(what, path)| Some(format!("{what} {}", path?.display()))).collect();
    if !told.is_empty() {
        let words = format!(" {} ", told.join(" · "));
        canvas.say(base.x + 2, base.y, base.right(), &super::clip(&words, usize::from(base.width.saturating_sub(4))), Role::Dim);
    }
}
