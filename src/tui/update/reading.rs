//! What one does while reading: paragraphs, marks shown or not, widths of panes, what is at hand taken as a filter or looked for, letters
//! under which places are kept.

use super::{
    super::{
        action::{Letter, MarkKind, Move, Pane, ViewKind},
        layer::Layer,
        marks::Item,
        model::Model,
        page::{Page, Row},
        views,
    },
    moves,
};
use crate::{
    country::CountryCode,
    label::ActorKind,
    library::facets::{Count, Facet, quote},
};

/// Scrolls to the next or previous paragraph.
pub(super) fn paragraph(model: &mut Model, by: isize) {
    let Some(reading) = &model.reading else { return };
    let rows = &reading.page.rows;
    let begins =
        |row: &usize| matches!(rows.get(*row), Some(Row::Words(..))) && !matches!(rows.get(row.wrapping_sub(1)), Some(Row::Words(..)));
    // The paragraph at hand begins at the first row shown or, where that is blank, after it.
    let next = if by > 0 { (reading.top + 2..rows.len()).find(begins) } else { (0..reading.top).rev().find(begins) };
    let Some(row) = next else {
        moves::scroll(model, if by > 0 { Move::Bottom } else { Move::Top });
        return;
    };
    let step = row.saturating_sub(1).cast_signed() - reading.top.cast_signed();
    moves::scroll(model, Move::Step(step));
}

/// Shows the marks of a kind, or hides them.
pub(super) fn toggle(model: &mut Model, kind: MarkKind) {
    let shown = model.showing.flip(kind);
    let what = match kind {
        MarkKind::Quotes => "Quotes",
        MarkKind::Actors => "Actors",
        MarkKind::Assets => "Assets",
        MarkKind::Places => "Places, dates and addresses",
    };
    model.notice = Some(format!("{what} are {} in the text.", if shown { "marked" } else { "not marked" }));
    lay_out_anew(model);
}

/// The text as a briefing, cleaned, or raw.
pub(super) fn next_form(model: &mut Model) {
    model.showing.form = model.showing.form.next();
    model.notice = Some(model.showing.form.told().to_owned());
    lay_out_anew(model);
}

fn lay_out_anew(model: &mut Model) {
    if let Some(reading) = &mut model.reading {
        reading.page = Page::default();
    }
}

/// Makes the pane with focus wider or narrower; the text takes or gives the room.
pub(super) fn widen(model: &mut Model, by: isize) {
    let geometry = model.geometry();
    let width = |pane: Pane| geometry.pane(pane).width;
    let next = |pane: Pane, by: isize| width(pane).saturating_add_signed(i16::try_from(by * 2).unwrap_or(0));
    match model.focus {
        Pane::Facets if width(Pane::Facets) > 0 => set_width(model, Pane::Facets, next(Pane::Facets, by)),
        Pane::List if width(Pane::List) > 0 => set_width(model, Pane::List, next(Pane::List, by)),
        Pane::Items if width(Pane::Items) > 0 => set_width(model, Pane::Items, next(Pane::Items, by)),
        Pane::Article if width(Pane::Items) > 0 => set_width(model, Pane::Items, next(Pane::Items, -by)),
        _ => model.notice = Some("Only a pane beside others has a width of its own.".to_owned()),
    }
}

fn set_width(model: &mut Model, pane: Pane, columns: u16) {
    let layout = &mut model.options.layout;
    match pane {
        Pane::Facets => layout.sidebar = Some(columns.clamp(24, 60)),
        Pane::List => layout.list = Some(columns.clamp(20, 80)),
        Pane::Items => layout.items = Some(columns.clamp(24, 80)),
        Pane::Article => {}
    }
}

/// Moves the border that was pressed to column `x`.
pub(super) fn drag(model: &mut Model, x: u16) {
    let geometry = model.geometry();
    match model.drag {
        Some(Pane::Facets) => set_width(model, Pane::Facets, x.saturating_sub(geometry.facets.x)),
        Some(Pane::List) => set_width(model, Pane::List, x.saturating_sub(geometry.list.x)),
        Some(Pane::Items) => set_width(model, Pane::Items, geometry.screen.right().saturating_sub(x + 1)),
        _ => {}
    }
}

/// The field and the value that what is at hand stands for.
fn at_hand(model: &Model) -> Option<(Facet, Count)> {
    let count = |label: &str| Count { value: quote(label), label: label.to_owned(), count: 0 };
    if model.focus == Pane::List && model.kind == ViewKind::Speakers {
        return Some((Facet::Speaker, count(views::speaker_name(model, model.list.at))));
    }
    let reading = model.reading.as_ref()?;
    let briefing = &reading.briefing;
    match reading.current?.0 {
        Item::Quote(number) => Some((Facet::Speaker, count(&briefing.speaker(briefing.quotes.get(number)?)?.name))),
        Item::Actor(number) => {
            let actor = briefing.actors.get(number)?;
            match (actor.kind, actor.country) {
                (ActorKind::Country, Some(code)) => {
                    let value = code.to_string();
                    Some((Facet::Country, Count { value, label: code.name().to_owned(), count: 0 }))
                }
                (ActorKind::Country, None) => None,
                (ActorKind::Person, _) => Some((Facet::Person, count(&actor.name))),
                (ActorKind::Organization, _) => Some((Facet::Organization, count(&actor.name))),
            }
        }
        Item::Asset(number) => {
            let asset = briefing.assets.get(number)?;
            let class = || {
                let name = asset.category.name();
                (Facet::Category, Count { value: name.to_owned(), ..count(name) })
            };
            let state =
                |owner: &str| owner.parse::<CountryCode>().ok().and_then(CountryCode::country).map(|country| country.name.to_owned());
            let owned = |owner: &str| Count { label: state(owner).unwrap_or_else(|| owner.to_owned()), ..count(owner) };
            Some(asset.owner.as_deref().map_or_else(class, |owner| (Facet::Owner, owned(owner))))
        }
        Item::Place(number) => Some((Facet::Place, count(&briefing.places.get(number)?.name))),
        Item::Link(_) => None,
    }
}

/// Narrows the list to what is at hand: its speaker, owner, place.
pub(super) fn pivot(model: &mut Model) {
    let Some((facet, count)) = at_hand(model) else {
        model.notice = Some("Choose a quote, an actor, an asset or a place first: the list narrows to it.".to_owned());
        return;
    };
    model.remember();
    model.narrowing.flip(facet, &count, false);
    model.refilter();
}

/// Finds what is at hand in the text.
pub(super) fn find_this(model: &mut Model) {
    let name = model.reading.as_ref().and_then(|reading| {
        let briefing = &reading.briefing;
        match reading.current?.0 {
            Item::Quote(number) => Some(briefing.speaker(briefing.quotes.get(number)?)?.name.clone()),
            Item::Actor(number) => Some(briefing.actors.get(number)?.name.clone()),
            Item::Asset(number) => briefing.assets.get(number).map(|asset| asset.designation.clone().unwrap_or_else(|| asset.text.clone())),
            Item::Place(number) => Some(briefing.places.get(number)?.name.clone()),
            Item::Link(_) => None,
        }
    });
    let Some(name) = name else {
        model.notice = Some("Choose a quote, an actor, an asset or a place first: its name is looked for.".to_owned());
        return;
    };
    model.remember();
    // Of a person the last name: texts seldom print the whole one twice.
    let last = super::super::text::short_name(&name).to_owned();
    model.look_for(Pane::Article, &last, 0);
    super::jumps::find_next(model, 1);
}

/// Waits for a letter.
pub(super) fn letter(model: &mut Model, what: Letter) {
    model.layer = Some(Layer::Letter(what));
}

/// A letter came: the place is kept under it, or gone to.
pub(super) fn lettered(model: &mut Model, what: Letter, c: char) {
    model.layer = None;
    match what {
        Letter::Keep => {
            if let Some(place) = model.place() {
                model.letters.insert(c, place);
                model.notice = Some(format!("This place is kept under {c}; ' and {c} come back to it."));
            }
        }
        Letter::Go => match model.letters.get(&c).cloned() {
            None => model.notice = Some(format!("No place is kept under {c}.")),
            Some(place) => {
                model.remember();
                model.go_to(&place);
            }
        },
    }
}
