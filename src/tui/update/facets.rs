//! Values of fields taken in and left out: in the picker of one field, and in the sidebar of all.

use super::{
    super::{
        action::Pane,
        layer::{FacetPicker, Layer, Picker},
        model::Model,
        sidebar::Sidebar,
        wording::facet_title,
    },
    focus, layers,
};
use crate::library::facets::{Count, Facet};

/// Opens the picker of a field.
pub(super) fn pick(model: &mut Model, facet: Facet) {
    let before = layers::before(model);
    model.layer = Some(Layer::Facets(FacetPicker { facet, counts: None, picker: Picker::new(Vec::new(), before) }));
    model.count(facet, model.narrowing.clone());
    if matches!(&model.layer, Some(Layer::Facets(picker)) if picker.counts.as_ref().is_some_and(Vec::is_empty)) {
        model.layer = None;
        model.notice = Some(format!("Nothing here has {}.", facet_title(facet)));
    }
}

/// Opens the picker of the field at hand in the sidebar.
pub(super) fn pick_here(model: &mut Model) {
    if let Some(section) = model.sidebar.as_ref().and_then(Sidebar::section) {
        pick(model, section.facet);
    }
}

/// Turns to the next or previous field; in the picker to one that occurs, where that is known at once.
pub(super) fn turn(model: &mut Model, by: isize) {
    let Some(Layer::Facets(FacetPicker { facet, .. })) = &model.layer else {
        if let Some(sidebar) = &mut model.sidebar {
            sidebar.turn(by);
        }
        return;
    };
    let all = Facet::ALL;
    let mut at = all.iter().position(|(known, _)| known == facet).unwrap_or(0);
    for _ in 0..all.len() {
        at = (at + all.len()).wrapping_add_signed(by) % all.len();
        let Some(&(next, _)) = all.get(at) else { return };
        if let Some(Layer::Facets(FacetPicker { facet, counts: known, picker })) = &mut model.layer {
            picker.input.reset();
            picker.rows.clear();
            picker.cursor.at = 0;
            (*facet, *known) = (next, None);
        }
        model.count(next, model.narrowing.clone());
        if !matches!(&model.layer, Some(Layer::Facets(picker)) if picker.counts.as_ref().is_some_and(Vec::is_empty)) {
            return;
        }
    }
}

/// The field and the value at hand, in the picker or in the sidebar.
fn at_hand(model: &Model) -> Option<(Facet, Count)> {
    match &model.layer {
        Some(Layer::Facets(FacetPicker { facet, picker, .. })) => Some((*facet, picker.row()?.count.clone())),
        None if model.focus == Pane::Facets => {
            let sidebar = model.sidebar.as_ref()?;
            Some((sidebar.section()?.facet, sidebar.count()?.clone()))
        }
        _ => None,
    }
}

/// Takes the value at hand in or leaves it out, or takes that back.
pub(super) fn choose(model: &mut Model, out: bool) {
    if let Some((facet, count)) = at_hand(model) {
        model.narrowing.flip(facet, &count, out);
        model.refilter();
    }
}

/// Enter in the sidebar: a value is taken in; of a field all values are shown.
pub(super) fn enter(model: &mut Model) {
    if at_hand(model).is_some() {
        choose(model, false);
    } else {
        pick_here(model);
    }
}

/// Enter in the picker: what was chosen stays; where nothing was, the value under the marker is taken in.
pub(super) fn accept(model: &mut Model, FacetPicker { facet, picker, .. }: &FacetPicker) {
    if model.narrowing == picker.before.narrowing
        && let Some(row) = picker.row()
    {
        model.narrowing.flip(*facet, &row.count, false);
        model.refilter();
    }
}

/// Any of the values of a field, or all of them.
pub(super) fn any_or_all(model: &mut Model) {
    if matches!(model.layer, Some(Layer::Facets(_))) || model.focus == Pane::Facets {
        model.narrowing.all = !model.narrowing.all;
        model.refilter();
    }
}

/// Shows the sidebar and goes there, or takes it away.
pub(super) fn sidebar(model: &mut Model) {
    if model.is_alone() {
        model.notice = Some("There is one briefing only: no list to narrow.".to_owned());
    } else if model.sidebar.is_some() && !model.geometry().facets.is_empty() {
        put_sidebar(model, false);
    } else {
        put_sidebar(model, true);
        model.zoom = false;
        focus(model, Pane::Facets);
    }
}

/// Puts the sidebar beside the list, or takes it away; the focus moves only where it stood there.
pub(super) fn put_sidebar(model: &mut Model, shown: bool) {
    if !shown {
        model.sidebar = None;
        if model.focus == Pane::Facets {
            (model.focus, model.zoom) = (Pane::List, false);
        }
    } else if model.sidebar.is_none() && !model.is_alone() {
        model.sidebar = Some(Sidebar::default());
        model.recount();
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{
        buffer::{Buffer, Cell},
        layout::{Position, Rect, Size},
    };

    use super::{super::super::Options, *};
    use crate::{
        library::Library,
        tui::{action::Action, update, view},
    };

    fn seen(model: &Model) -> String {
        let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, model.size)));
        view(model, &mut buffer);
        buffer.content.iter().map(Cell::symbol).collect()
    }

    #[test]
    fn the_fields_stand_where_the_settings_say_once_these_are_read_again() {
        let mut model = Model::new(Library::shipped(), Options::default(), Size::new(160, 45));
        let with = |facets: bool| {
            let mut options = Options::default();
            options.layout.facets = facets;
            options
        };
        assert!(super::super::settings(&mut model, with(true)));
        assert!(seen(&model).contains("Fields") && model.focus == Pane::List);
        update(&mut model, Action::Turn(-1));
        assert_eq!(model.focus, Pane::Facets);
        super::super::settings(&mut model, with(false));
        assert!(!seen(&model).contains("FIELDS") && model.focus == Pane::List);
        // What the user put there himself stays while that setting is as it was.
        update(&mut model, Action::Sidebar);
        super::super::settings(&mut model, with(false));
        assert!(seen(&model).contains("FIELDS"));
    }

    #[test]
    fn where_esc_goes_to_the_list_no_chip_says_that_it_clears() {
        let mut model = Model::new(Library::shipped(), Options::default(), Size::new(160, 45));
        update(&mut model, Action::Sidebar);
        update(&mut model, Action::Toggle);
        assert!(!model.narrowing.is_empty());
        assert!(seen(&model).contains("C clears") && !seen(&model).contains("Esc clears"));
        update(&mut model, Action::Cancel);
        assert!(model.focus == Pane::List && !model.narrowing.is_empty());
        assert!(seen(&model).contains("Esc clears"));
    }
}
