//! The tabs of actors, quotes and assets.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    super::{
        action::{Pane, Tab},
        geometry::body,
        model::Model,
        text::width,
        theme::Role,
        wording::empty,
    },
    Canvas, empty_state, tab_label,
};

/// The labels of the tabs in a pane so wide, and the columns between two of them.
fn labels(model: &Model, columns: u16) -> (Vec<(Tab, String)>, u16) {
    let tabs = model.tabs();
    let labels = |short| tabs.iter().map(|&tab| (tab, tab_label(model, tab, short))).collect::<Vec<_>>();
    let wide = |labels: &[(Tab, String)]| labels.iter().map(|(_, label)| width(label)).sum::<usize>() + 1;
    let room = usize::from(columns);
    let gaps = tabs.len().saturating_sub(1).max(1);
    let chosen = Some(labels(false)).filter(|all| wide(all) + gaps <= room).unwrap_or_else(|| labels(true));
    let gap = room.saturating_sub(wide(&chosen)) / gaps;
    (chosen, u16::try_from(gap).unwrap_or(1).clamp(1, 3))
}

pub(super) fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    if area.is_empty() {
        return;
    }
    let focused = model.focus == Pane::Items;
    let mut x = canvas.say(area.x, area.y, area.right(), if focused { "▌" } else { " " }, Role::Focus);
    let (labels, gap) = labels(model, area.width);
    for (tab, label) in labels {
        let role = match (tab == model.tab, focused) {
            (true, true) => Role::Focus,
            (true, false) => Role::Pane,
            (false, _) => Role::Dim,
        };
        x = canvas.say(x, area.y, area.right(), &label, role) + gap;
    }
    let Some(reading) = &model.reading else { return };
    let body = body(area);
    if reading.sheet.entries.is_empty() {
        empty_state(body, empty(model.tab), canvas);
        return;
    }
    let first = reading.sheet.at_row(reading.cursor.top);
    let lit = reading.current.map(|(item, _)| item);
    for (entry, start) in reading.sheet.entries.iter().zip(&reading.sheet.starts).skip(first) {
        let selected = entry.item.is_some() && entry.item == lit;
        let over = match (selected, focused) {
            (true, true) => Some(canvas.theme.style(Role::Selected)),
            (true, false) => Some(Style::new().add_modifier(Modifier::BOLD)),
            (false, _) => None,
        };
        for (offset, line) in entry.lines.iter().enumerate() {
            let Some(row) = (start + offset).checked_sub(reading.cursor.top).and_then(|row| u16::try_from(row).ok()) else { continue };
            let y = body.y.saturating_add(row);
            if y >= body.bottom() {
                return;
            }
            if selected {
                if focused {
                    let style = canvas.theme.style(Role::Selected);
                    canvas.shade(Rect::new(area.x, y, area.width, 1), style);
                }
                canvas.say(area.x, y, area.right(), "▌", Role::Focus);
            }
            canvas.line(area.x + 1, y, area.right().saturating_sub(1), line, over);
            if let Some(finding) = model.finding.as_ref().filter(|finding| finding.pane == Pane::Items) {
                canvas.light(area.x + 1, y, area.right(), &finding.needle);
            }
        }
    }
}

/// The tab whose title covers column `x` of a pane so wide.
pub(in super::super) fn tab_at(model: &Model, columns: u16, x: u16) -> Option<Tab> {
    let mut start = 1;
    let (labels, gap) = labels(model, columns);
    let hit = labels.into_iter().find(|(_, label)| {
        let end = start + u16::try_from(width(label)).unwrap_or(0) + gap;
        let hit = x < end;
        start = end;
        hit
    });
    hit.map(|(tab, _)| tab)
}
