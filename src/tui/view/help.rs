//! The page of keys, made from the table.

use ratatui::layout::Rect;

use super::{
    super::{
        geometry::Geometry,
        keymap::{Group, rows_of},
        text::width,
        theme::Role,
    },
    Canvas, frame,
};

/// Columns that one column of keys takes.
const COLUMN: u16 = 74;
/// Columns for the names of the keys.
const KEYS: u16 = 19;

/// A heading, a key with its words, or nothing.
enum Row {
    Heading(&'static str),
    Key(String, &'static str),
    Blank,
}

/// The rows of the page in as many columns as fit.
fn columns(screen: u16) -> Vec<Vec<Row>> {
    let count = usize::from((screen / COLUMN).clamp(1, 2));
    let blocks: Vec<Vec<Row>> = Group::ALL
        .into_iter()
        .map(|group| {
            let keys = rows_of(group).into_iter().map(|(keys, help)| Row::Key(keys, help));
            std::iter::once(Row::Heading(group.title())).chain(keys).chain([Row::Blank]).collect()
        })
        .collect();
    let total: usize = blocks.iter().map(Vec::len).sum();
    let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
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
        }
    }
    columns
}

/// Rows of the longest column on a screen so wide.
pub(in super::super) fn rows(screen: u16) -> usize {
    columns(screen).iter().map(Vec::len).max().unwrap_or(0)
}

pub(super) fn draw(top: usize, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let area = geometry.panel;
    canvas.wipe(area);
    canvas.wipe(geometry.rule);
    frame::rule(geometry.rule, &[], "", canvas);
    canvas.wipe(geometry.base);
    frame::rule(geometry.base, &[], "", canvas);
    canvas.say(area.x, area.y, area.right(), "▌KEYS", Role::Focus);
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    for (place, column) in (0u16..).zip(columns(area.width)) {
        let x = body.x + 2 + place * (area.width / 2).max(COLUMN);
        for (y, row) in (body.y..body.bottom()).zip(column.iter().skip(top)) {
            match row {
                Row::Heading(title) => {
                    canvas.say(x, y, area.right(), title, Role::Title);
                }
                Row::Key(keys, help) => {
                    let words = x + KEYS.max(u16::try_from(width(keys)).unwrap_or(0) + 2);
                    canvas.say(x, y, area.right(), keys, Role::Key);
                    canvas.say(words, y, area.right(), help, Role::Text);
                }
                Row::Blank => {}
            }
        }
    }
}
