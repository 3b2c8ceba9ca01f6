//! The list of the view at hand: which of its rows are in view, and where.

use super::{action::Pane, geometry::Geometry, model::Model};

/// Columns that the rows of the list have, beside the marker.
pub(super) const fn columns(pane: u16) -> usize {
    (pane as usize).saturating_sub(3)
}

/// The screen as it is where the list is in view, else as it will be.
fn shown(model: &Model) -> Geometry {
    let now = model.geometry();
    if now.list.is_empty() { model.geometry_of(Pane::List) } else { now }
}

fn tall(model: &Model, at: usize, columns: usize) -> usize {
    (model.view().lines)(model, at, columns).len()
}

/// Scrolls so that the selected row is in view.
pub(super) fn keep_in_view(model: &mut Model) {
    let visible = shown(model).visible(Pane::List);
    let (width, height) = (columns(visible.width), usize::from(visible.height));
    let least = top_for(model, model.list.at, width, height);
    let most = top_for(model, model.listing.numbers.len().saturating_sub(1), width, height);
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
    let width = columns(shown(model).list.width);
    let mut used = 0;
    for row in model.list.top..model.listing.numbers.len() {
        used += tall(model, row, width);
        if line < used {
            return Some(row);
        }
    }
    None
}

/// How many rows fit on a page.
pub(super) fn page(model: &Model) -> usize {
    let visible = shown(model).visible(Pane::List);
    let rows = tall(model, model.list.at, columns(visible.width)).max(1);
    (usize::from(visible.height) / rows).max(1)
}
