//! Pickers and lines one types into: opening, typing, choosing, taking, cancelling.

use tui_input::{Input, InputRequest};

use super::{
    super::{
        action::{Move, Pane, Tab},
        geometry,
        layer::{Ask, Before, FacetPicker, Layer, Picker, facet_rows, speaker_rows},
        marks::Item,
        model::Model,
    },
    Effect, decide, facets, jumps, marks, menus, moves, query, reading, share,
};
use crate::library::narrow::Narrowing;

pub(super) fn before(model: &Model) -> Before {
    Before {
        pane: model.focus,
        list: model.list.at,
        top: model.reading.as_ref().map_or(0, |reading| reading.top),
        current: model.reading.as_ref().and_then(|reading| reading.current),
        narrowing: model.narrowing.clone(),
        speaker: model.speaker.clone(),
    }
}

pub(super) fn pick_speaker(model: &mut Model) {
    let rows = model.reading.as_ref().map_or_else(Vec::new, |reading| speaker_rows(&reading.briefing, ""));
    if rows.len() < 2 {
        model.notice = Some("Nobody is quoted by name in this briefing.".to_owned());
        return;
    }
    let mut picker = Picker::new(rows, before(model));
    let known = picker.rows.iter().position(|row| row.id == model.speaker);
    picker.cursor.at = known.filter(|_| model.speaker.is_some()).unwrap_or(0);
    model.layer = Some(Layer::Speakers(picker));
}

pub(super) fn begin_find(model: &mut Model) {
    if model.focus == Pane::Facets {
        facets::pick_here(model);
        return;
    }
    model.layer = Some(Layer::Find(Input::default(), before(model)));
}

/// Types into the line of the topmost layer; its effect is seen at once.
pub(super) fn edit(model: &mut Model, request: InputRequest) {
    match &mut model.layer {
        Some(Layer::Facets(FacetPicker { facet, counts, picker })) => {
            picker.input.handle(request);
            picker.rows = facet_rows(counts.as_deref().unwrap_or_default(), *facet, picker.input.value());
            picker.cursor.at = 0;
        }
        Some(Layer::Speakers(picker)) => {
            picker.input.handle(request);
            let typed = picker.input.value();
            picker.rows = model.reading.as_ref().map_or_else(Vec::new, |reading| speaker_rows(&reading.briefing, typed));
            picker.cursor.at = 0;
            preview_speaker(model);
        }
        Some(Layer::Find(input, before)) => {
            input.handle(request);
            let (needle, before) = (input.value().to_owned(), before.clone());
            model.look_for(before.pane, &needle, before.list);
            find_from(model, &before);
        }
        Some(Layer::Filter(line)) => {
            line.input.handle(request);
            line.back = 0;
            query::typed(model);
        }
        Some(Layer::Line(_, input)) => {
            input.handle(request);
        }
        Some(Layer::Letter(what)) => {
            if let (InputRequest::InsertChar(c), what) = (request, *what) {
                reading::lettered(model, what, c);
            }
        }
        Some(Layer::Menu(menu)) => {
            menu.input.handle(request);
            menu.refilter();
            menus::preview(model);
        }
        None => {}
    }
}

/// The words of the line are a regular expression now, or words again.
pub(super) fn patterns(model: &mut Model) {
    model.meant = model.meant.other();
    if let Some(Layer::Find(input, before)) = &model.layer {
        let (needle, before) = (input.value().to_owned(), before.clone());
        model.look_for(before.pane, &needle, before.list);
        find_from(model, &before);
    }
}

/// Shows the first hit after where the search began; where there is none, that place itself.
fn find_from(model: &mut Model, before: &Before) {
    restore(model, before);
    let from = match before.pane {
        Pane::Article => model.reading.as_ref().map_or(0, |reading| reading.page.start_of(before.top)),
        Pane::List => before.list,
        Pane::Facets | Pane::Items => 0,
    };
    if model.finding.as_ref().is_some_and(|finding| finding.hits.len() > 0) {
        jumps::nearest_hit(model, from);
    }
}

fn restore(model: &mut Model, before: &Before) {
    if before.pane == Pane::List {
        model.list.at = before.list;
    } else if let Some(reading) = &mut model.reading {
        reading.top = before.top;
        reading.anchor = if reading.top == 0 { 0 } else { reading.page.start_of(reading.top) };
        reading.current = before.current;
    }
}

/// Moves the marker of the picker.
pub(super) fn move_picker(model: &mut Model, by: Move) {
    let page = usize::from(model.geometry().panel.height.saturating_sub(2)).max(1);
    match &mut model.layer {
        Some(Layer::Facets(FacetPicker { picker, .. })) => picker.cursor.at = moves::shifted(picker.cursor.at, by, page, picker.rows.len()),
        Some(Layer::Speakers(picker)) => {
            picker.cursor.at = moves::shifted(picker.cursor.at, by, page, picker.rows.len());
            preview_speaker(model);
        }
        _ => {}
    }
}

/// The quotes of the speaker under the marker alone are listed; the first one is lit.
pub(super) fn preview_speaker(model: &mut Model) {
    let Some(Layer::Speakers(picker)) = &model.layer else { return };
    let Some(row) = picker.row() else { return };
    model.speaker.clone_from(&row.id);
    model.tab = Tab::Quotes;
    let Some(reading) = &model.reading else { return };
    let first = model.speaker.as_ref().and_then(|id| reading.briefing.quotes.iter().position(|quote| quote.speaker.as_ref() == Some(id)));
    if let Some((item, span)) = first.and_then(|number| Some((Item::Quote(number), reading.span_of(Item::Quote(number))?))) {
        jumps::light(model, (item, span));
    }
}

/// Enter in a layer.
pub(super) fn accept(model: &mut Model) -> Option<Effect> {
    match model.layer.take() {
        Some(Layer::Menu(menu)) => return menus::accept(model, &menu),
        Some(Layer::Facets(picker)) => facets::accept(model, &picker),
        Some(Layer::Speakers(picker)) if model.speaker.is_some() && model.speaker != picker.before.speaker => {
            super::focus(model, Pane::Article);
        }
        Some(Layer::Find(input, before)) if input.value().is_empty() => restore(model, &before),
        Some(Layer::Find(_, before)) => {
            let count = model.finding.as_ref().map_or(0, |finding| finding.hits.len());
            if count == 0 {
                not_found(model);
            }
            if before.pane == Pane::Article
                && count > 0
                && let Some(mut place) = model.place()
            {
                place.current = before.current;
                place.anchor = model.reading.as_ref().map_or(0, |reading| reading.page.start_of(before.top));
                model.past.push(place);
            }
        }
        Some(Layer::Filter(line)) => query::accept(model, line),
        Some(Layer::Line(Ask::Mark(what), input)) => marks::written(model, what, input.value()),
        Some(Layer::Line(Ask::Amend, input)) => decide::amended(model, input.value()),
        Some(Layer::Line(Ask::Pipe, input)) => return share::piped(model, input.value()),
        Some(Layer::Line(Ask::Save, input)) => return share::saved(model, input.value()),
        Some(Layer::Speakers(_) | Layer::Letter(_)) | None => {}
    }
    None
}

/// Says why nothing is lit, unless it is still looked for.
pub(super) fn not_found(model: &mut Model) {
    let Some(finding) = model.finding.as_ref().filter(|finding| finding.seeking.is_none()) else { return };
    model.notice = Some(match finding.needle.problem() {
        Some(problem) => format!("“{}” is no regular expression: {problem}.", finding.needle.words()),
        None => format!("“{}” is not found in this pane.", finding.needle.words()),
    });
}

/// Esc in a layer: as if it had not been opened.
pub(super) fn cancel(model: &mut Model) {
    match model.layer.take() {
        Some(Layer::Facets(FacetPicker { picker, .. })) => renarrow(model, picker.before.narrowing),
        Some(Layer::Speakers(picker)) => {
            model.speaker.clone_from(&picker.before.speaker);
            restore(model, &Before { pane: Pane::Article, ..picker.before });
        }
        Some(Layer::Find(_, before)) => {
            model.finding = None;
            restore(model, &before);
        }
        Some(Layer::Filter(line)) => {
            if model.narrowing != line.before || model.misread.is_some() {
                model.narrowing = line.before;
                model.refilter_from(line.row);
            }
        }
        Some(Layer::Menu(menu)) => menus::cancel(model, &menu),
        Some(Layer::Line(..) | Layer::Letter(_)) | None => {}
    }
}

/// Brings an earlier narrowing back.
fn renarrow(model: &mut Model, before: Narrowing) {
    if model.narrowing != before || model.misread.is_some() {
        model.narrowing = before;
        model.refilter();
    }
}

/// Puts the marker of a picker on the row `line` rows below its first visible one.
pub(super) fn point_at(model: &mut Model, line: usize) -> Option<Effect> {
    let visible = usize::from(model.geometry().panel.height.saturating_sub(2)).max(1);
    match &mut model.layer {
        Some(Layer::Facets(FacetPicker { picker, .. })) => {
            let top = geometry::window(picker.cursor.at, visible, picker.rows.len());
            if top + line < picker.rows.len() {
                picker.cursor.at = top + line;
                facets::choose(model, false);
            }
        }
        Some(Layer::Speakers(picker)) => {
            let top = geometry::window(picker.cursor.at, visible, picker.rows.len());
            if top + line < picker.rows.len() {
                picker.cursor.at = top + line;
                preview_speaker(model);
            }
        }
        Some(Layer::Menu(_)) => return menus::point_at(model, line),
        _ => {}
    }
    None
}
