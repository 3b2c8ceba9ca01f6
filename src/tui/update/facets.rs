//! The picker of a field's values: opening it, turning to another field, taking values in and leaving them out.

use super::{
    super::{
        layer::{FacetPicker, Layer, Picker, facet_rows},
        model::Model,
        wording::facet_title,
    },
    layers,
};
use crate::library::{
    answer::Items,
    facets::{Count, Facet},
};

/// How many values of a field are listed, the most frequent.
pub(super) const MOST: usize = 2_000;

/// Opens the picker of a field.
pub(super) fn pick(model: &mut Model, facet: Facet) {
    let counts = counts(model, facet);
    if counts.is_empty() {
        model.notice = Some(format!("Nothing here has {}.", facet_title(facet)));
        return;
    }
    let rows = facet_rows(&counts, facet, "");
    let picker = Picker::new(rows, layers::before(model));
    model.layer = Some(Layer::Facets(FacetPicker { facet, counts, picker }));
}

/// How often each value occurs in what is listed, those beside the chosen values of the same field too.
fn counts(model: &Model, facet: Facet) -> Vec<Count> {
    let query = model.narrowing.query_beside(facet, model.today).unwrap_or_else(|_| model.query.clone());
    let overlay = model.records.overlay();
    let found = overlay.answer(model.shelf(), Items::Briefings, &query, &model.state).found;
    let mut counts = overlay.facet(model.shelf(), facet, &found, &model.state, MOST);
    for choice in model.narrowing.choices.iter().filter(|choice| choice.facet == facet) {
        if !counts.iter().any(|count| count.value == choice.value) {
            counts.push(Count { label: choice.label.clone(), value: choice.value.clone(), count: 0 });
        }
    }
    counts
}

/// Turns to the next or previous field that occurs.
pub(super) fn turn(model: &mut Model, by: isize) {
    let Some(Layer::Facets(FacetPicker { facet, .. })) = &model.layer else { return };
    let all = Facet::ALL;
    let mut at = all.iter().position(|(known, _)| known == facet).unwrap_or(0);
    for _ in 0..all.len() {
        at = (at + all.len()).wrapping_add_signed(by) % all.len();
        let Some(&(next, _)) = all.get(at) else { return };
        let counts = counts(model, next);
        if counts.is_empty() {
            continue;
        }
        if let Some(Layer::Facets(FacetPicker { facet, counts: known, picker })) = &mut model.layer {
            picker.input.reset();
            picker.rows = facet_rows(&counts, next, "");
            picker.cursor.at = 0;
            picker.tall = Picker::<()>::tall(picker.rows.len());
            (*facet, *known) = (next, counts);
        }
        return;
    }
}

/// Takes the value under the marker in or leaves it out, or takes that back.
pub(super) fn choose(model: &mut Model, out: bool) {
    let Some(Layer::Facets(FacetPicker { facet, picker, .. })) = &model.layer else { return };
    let Some(row) = picker.row() else { return };
    model.narrowing.flip(*facet, &row.count, out);
    model.refilter();
}

/// Enter: what was chosen stays; where nothing was, the value under the marker is taken in.
pub(super) fn accept(model: &mut Model, FacetPicker { facet, picker, .. }: &FacetPicker) {
    if model.narrowing == picker.before.narrowing
        && let Some(row) = picker.row()
    {
        model.narrowing.flip(*facet, &row.count, false);
        model.refilter();
    }
}

pub(super) fn any_or_all(model: &mut Model) {
    if matches!(model.layer, Some(Layer::Facets(_))) {
        model.narrowing.all = !model.narrowing.all;
        model.refilter();
    }
}
