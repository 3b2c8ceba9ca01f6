//! Moving inside the focused pane, a picker or the page of keys.

use super::{
    super::{
        action::{Move, Pane},
        geometry,
        layer::Layer,
        list,
        model::Model,
    },
    jumps, layers, menus,
};

pub(super) fn go(model: &mut Model, by: Move) {
    match &model.layer {
        Some(Layer::Menu(_)) => menus::shift(model, by),
        Some(Layer::Facets(_) | Layer::Speakers(_)) => layers::move_picker(model, by),
        Some(Layer::Find(..)) => {
            if let Move::Step(by) = by {
                jumps::find_next(model, by);
            }
        }
        Some(Layer::Filter(_)) => {
            list(model, by);
            let row = model.selected();
            if let Some(Layer::Filter(line)) = &mut model.layer {
                line.row = row;
            }
        }
        Some(Layer::Line(..) | Layer::Letter(_)) => {}
        None => match model.focus {
            Pane::Facets => sidebar(model, by),
            Pane::List => list(model, by),
            Pane::Article => scroll(model, by),
            Pane::Items => items(model, by),
        },
    }
}

/// Where `by` leads from `at` among `count` things of which `page` fit.
pub(in super::super) fn shifted(at: usize, by: Move, page: usize, count: usize) -> usize {
    let step = |by: isize| at.saturating_add_signed(by);
    let next = match by {
        Move::Step(by) => step(by),
        Move::Half(by) => step(by * (page / 2).max(1).cast_signed()),
        Move::Page(by) => step(by * page.max(1).cast_signed()),
        Move::Top => 0,
        Move::Bottom => count.saturating_sub(1),
    };
    next.min(count.saturating_sub(1))
}

/// Moves among the fields and values of the sidebar.
pub(super) fn sidebar(model: &mut Model, by: Move) {
    let page = usize::from(model.geometry_of(Pane::Facets).visible(Pane::Facets).height);
    if let Some(sidebar) = &mut model.sidebar {
        sidebar.go(by, page);
    }
}

pub(in super::super) fn list(model: &mut Model, by: Move) {
    if model.move_later(by) {
        return;
    }
    model.list.at = shifted(model.list.at, by, list::page(model), model.listing.numbers.len());
}

/// Scrolls the text; the lit item follows once it is out of view.
pub(super) fn scroll(model: &mut Model, by: Move) {
    let height = model.height();
    let Some(reading) = &mut model.reading else { return };
    let tops = (reading.page.rows.len() + 1).saturating_sub(height).max(1);
    reading.top = shifted(reading.top, by, height.saturating_sub(2), tops);
    reading.anchor = if reading.top == 0 { 0 } else { reading.page.start_of(reading.top) };
    let view = reading.in_view(height);
    if reading.current.is_some_and(|(_, span)| !span.overlaps(view)) {
        jumps::light_nearest(model);
    }
}

/// Moves among the items of the tab; the text follows.
fn items(model: &mut Model, by: Move) {
    let rows = usize::from(geometry::body(model.geometry_of(Pane::Items).items).height);
    let Some(reading) = &mut model.reading else { return };
    let at = reading.cursor.at;
    let count = reading.sheet.entries.len();
    let lit = reading.current.is_some_and(|(item, _)| reading.sheet.entry_of(item).is_some());
    let next = match by {
        Move::Step(_) if !lit => reading.sheet.step(at, 0),
        Move::Step(by) => reading.sheet.step(at, by),
        Move::Top => reading.sheet.step(0, 0),
        Move::Bottom => reading.sheet.step(count, -1),
        Move::Half(_) | Move::Page(_) => {
            let row = reading.sheet.starts.get(at).copied().unwrap_or_default();
            let target = reading.sheet.at_row(shifted(row, by, rows, reading.sheet.rows));
            reading.sheet.step(target, 0)
        }
    };
    if let Some(next) = next {
        jumps::light_entry(model, next);
    }
}
