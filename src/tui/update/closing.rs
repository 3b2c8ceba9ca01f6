//! Closing and going back: one thing at a time, what came last first.

use std::sync::atomic::Ordering;

use super::{
    super::{action::Pane, geometry, model::Model, view::Chip},
    focus, jumps, layers, review, side,
};
use crate::library::narrow::Narrowing;

/// Closes what is topmost; where nothing is open, leaves.
pub(super) fn back(model: &mut Model) {
    if close(model) {
        return;
    }
    if is_further_in(model) {
        side(model, -1);
    } else if geometry::panes(model.size) == 1 && model.focus == Pane::Facets {
        focus(model, Pane::List);
    } else {
        model.over = true;
    }
}

/// Closes a panel, a review, the card or the zoom, whichever lies above the others; tells whether there was one.
fn close(model: &mut Model) -> bool {
    if model.layer.is_some() {
        layers::cancel(model);
    } else if model.review.is_some() {
        review::end(model);
    } else if model.card {
        model.card = false;
    } else if model.zoom {
        model.zoom = false;
    } else {
        return false;
    }
    true
}

/// The outermost pane: the list, where there is one.
fn home(model: &Model) -> Pane {
    if model.is_alone() { Pane::Article } else { Pane::List }
}

/// Whether the pane that has the screen for itself lies further in than the outermost one.
fn is_further_in(model: &Model) -> bool {
    geometry::panes(model.size) == 1 && model.focus > home(model)
}

/// Takes one thing away: what is being written, what is open, the words found, what is chosen, the filters since the last jump, then the
/// jump itself, and in the list the filters before it.
pub(super) fn cancel(model: &mut Model) {
    if let Some(stop) = model.writing.take() {
        stop.store(true, Ordering::Relaxed);
    } else if model.layer.is_none() && model.stop_listing() {
    } else if model.layer.is_none() && model.review.is_none() && !model.card && model.finding.is_some() {
        model.finding = None;
    } else if !close(model) {
        step_back(model);
    }
}

/// Takes back what came last: a filter, or a jump; at last one goes to the list.
fn step_back(model: &mut Model) {
    if model.focus == Pane::Facets {
        focus(model, Pane::List);
    } else if model.esc_clears() {
        clear_one(model);
    } else if let Some(at) = model.outer() {
        jumps::back_to(model, at);
    } else if is_further_in(model) {
        side(model, -1);
    } else {
        let home = home(model);
        focus(model, home);
    }
}

/// Removes one filter: the speaker whose quotes alone are listed, else what is chosen, else the value chosen last, else the line.
fn clear_one(model: &mut Model) {
    if model.speaker.take().is_some() {
        return;
    }
    if !model.chosen.is_empty() {
        model.chosen.clear();
    } else if !model.narrowing.is_empty() {
        if model.narrowing.choices.pop().is_none() {
            model.narrowing.line.clear();
        }
        model.refilter();
    }
}

/// Takes away what a chip stands for.
pub(super) fn take_away(model: &mut Model, chip: &Chip) {
    match chip {
        Chip::Line => model.narrowing.line.clear(),
        Chip::Taken(facet) => model.narrowing.choices.retain(|choice| choice.facet != *facet || choice.out),
        Chip::Out(facet, value) => model.narrowing.choices.retain(|choice| choice.facet != *facet || choice.value != *value),
        Chip::Chosen => model.chosen.clear(),
        Chip::Speaker => model.speaker = None,
    }
    if !matches!(chip, Chip::Chosen | Chip::Speaker) {
        model.refilter();
    }
}

/// Removes every filter; where something is chosen, that alone.
pub(super) fn clear(model: &mut Model) {
    model.speaker = None;
    if model.chosen.is_empty() {
        model.narrowing = Narrowing::default();
        model.refilter();
    }
    model.chosen.clear();
}
