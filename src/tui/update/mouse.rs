//! Clicks and the wheel.

use super::{
    super::{
        action::{Action, Move, Pane},
        geometry, list,
        model::Model,
        view,
    },
    Effect, closing, facets, jumps, layers, moves,
};

pub(super) fn click(model: &mut Model, x: u16, y: u16) -> Option<Effect> {
    let geometry = model.geometry();
    model.drag = None;
    if geometry.tiny {
        return None;
    }
    if model.layer.is_some() {
        if geometry.panel.contains((x, y).into()) {
            let line = usize::from(y - geometry.panel.y);
            if line >= 2 {
                return layers::point_at(model, line - 2);
            }
        }
        return None;
    }
    if geometry.header.contains((x, y).into()) && x + 8 >= geometry.header.right() {
        return super::act(model, Action::Help);
    } else if geometry.header.contains((x, y).into()) {
        if let Some(kind) = view::view_at(model, geometry.header, x) {
            super::show(model, kind);
        }
    } else if geometry.chips.contains((x, y).into()) {
        if let Some(chip) = view::chip_at(model, geometry.chips, x) {
            closing::take_away(model, &chip);
        }
    } else if geometry.panel.contains((x, y).into()) {
        model.card = false;
    } else if let Some(pane) = geometry.border_at(x, y) {
        model.drag = Some(pane);
    } else if let Some(pane) = geometry.pane_at(x, y) {
        let again = model.focus == pane;
        super::focus(model, pane);
        if pane == Pane::List && again && row_under(model, y) == Some(model.list.at) {
            return super::enter(model);
        }
        in_pane(model, pane, x, y);
    }
    None
}

/// The row of the list in line `y` of the screen.
fn row_under(model: &Model, y: u16) -> Option<usize> {
    let body = geometry::body(model.geometry().list);
    list::row_at(model, usize::from(y.checked_sub(body.y)?))
}

fn in_pane(model: &mut Model, pane: Pane, x: u16, y: u16) {
    let geometry = model.geometry();
    let rect = geometry.pane(pane);
    let body = geometry::body(rect);
    let below = y.checked_sub(body.y).map(usize::from);
    match (pane, below) {
        (Pane::Facets, Some(line)) => {
            let Some(sidebar) = &mut model.sidebar else { return };
            let spot = sidebar.lines().nth(sidebar.top + line).flatten();
            if let Some(spot) = spot {
                sidebar.at = spot;
                facets::enter(model);
            }
        }
        (Pane::List, Some(_)) => {
            if let Some(row) = row_under(model, y) {
                model.list.at = row;
            }
        }
        (Pane::Items, None) => {
            if let Some(tab) = view::tab_at(model, rect.width, x - rect.x) {
                super::show_tab(model, tab);
            }
        }
        (Pane::Items, Some(line)) => {
            let Some(reading) = &model.reading else { return };
            let entry = reading.sheet.at_row(reading.cursor.top + line);
            if reading.sheet.entries.get(entry).is_some_and(|entry| entry.item.is_some()) {
                jumps::light_entry(model, entry);
            }
        }
        (Pane::Article, Some(line)) => {
            let column = geometry::column(rect.width, model.options.layout.text);
            let Some(reading) = &model.reading else { return };
            let at = usize::from((x - rect.x).saturating_sub(column.left + column.gutter));
            let offset = reading.page.offset_at(&reading.briefing.text, reading.top + line, at);
            if let Some(current) = offset.and_then(|offset| reading.marks.item_at(offset)) {
                jumps::light(model, current);
            }
        }
        _ => {}
    }
}

pub(super) fn wheel(model: &mut Model, x: u16, y: u16, by: isize) {
    let geometry = model.geometry();
    if geometry.panel.contains((x, y).into()) {
        if model.layer.is_some() {
            moves::go(model, Move::Step(by.signum()));
        }
        return;
    }
    match geometry.pane_at(x, y) {
        Some(Pane::Facets) => moves::sidebar(model, Move::Step(by.signum())),
        Some(Pane::Article) => moves::scroll(model, Move::Step(by)),
        Some(Pane::List) => moves::list(model, Move::Step(by.signum())),
        Some(Pane::Items) => {
            let next = model.reading.as_ref().and_then(|reading| reading.sheet.step(reading.cursor.at, by.signum()));
            if let Some(next) = next {
                jumps::light_entry(model, next);
            }
        }
        None => {}
    }
}
