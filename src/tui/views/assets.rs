//! The ledger of forces and equipment: how many, what, whose, where, what happens to it, who says so; newest first.

use std::borrow::Cow;

use super::{
    super::{
        action::ViewKind,
        items::Line,
        model::Model,
        text::day,
        theme::Role,
        wording::{class, noun, quantity},
    },
    ONE_LINE, View, items_of, no_sign, own, target_of,
};
use crate::{
    briefing::{Asset, Briefing},
    library::answer::Items,
};

pub(super) const VIEW: View = View {
    kind: ViewKind::Assets,
    title: "Assets",
    noun: "asset",
    order: "newest first",
    list: |shelf, overlay, query, marks| items_of(shelf, overlay, Items::Assets, query, marks),
    all: |shelf, overlay, marks| items_of(shelf, overlay, Items::Assets, &crate::library::query::Query::All, marks).numbers.len(),
    heading,
    lines,
    sign: no_sign,
    words: |source, at| {
        let catalog = source.shelf.catalog();
        let asset = source.listing.numbers.get(at).and_then(|&number| catalog.asset(number));
        Cow::Borrowed(asset.map_or("", |asset| catalog.string(asset.text)))
    },
    data: |source, at| {
        let (target, briefing) = source.target(at)?;
        let Some(super::super::marks::Item::Asset(number)) = target.item else { return None };
        Some(crate::library::table::asset(&briefing, briefing.assets.get(number)?, source.path(target.row)))
    },
    items: "assets",
    target: |shelf, listing, at| target_of(shelf, Items::Assets, *listing.numbers.get(at)?),
    of: |shelf, row| own(shelf, Items::Assets, row),
    empty: "No forces or equipment answer. Esc removes what narrows the list.",
};

/// Columns of figure, thing, class, owner and status in a row of one line.
const FIGURE: usize = 9;
const THING: usize = 20;
const CLASS: usize = 16;
const OWNER: usize = 8;
const STATUS: usize = 10;

fn heading(columns: usize) -> Line {
    let figure = format!("{:>FIGURE$}  ", "how many");
    if columns < ONE_LINE {
        return Line::of(figure, Role::Dim).and("what · whose · where", Role::Dim);
    }
    Line::of(figure, Role::Dim)
        .cell("what", THING, Role::Dim)
        .cell("class", CLASS, Role::Dim)
        .cell("whose", OWNER, Role::Dim)
        .cell("status", STATUS, Role::Dim)
        .and("where · says so", Role::Dim)
        .right("said", Role::Dim)
}

fn lines(model: &Model, at: usize, columns: usize) -> Vec<Line> {
    let Some((briefing, asset)) = model.target_at(at).and_then(|target| {
        let briefing = model.briefing(target.row)?;
        let Some(super::super::marks::Item::Asset(number)) = target.item else { return None };
        (number < briefing.assets.len()).then_some((briefing, number))
    }) else {
        return vec![Line::of("this record cannot be read", Role::Warning)];
    };
    let Some(asset) = briefing.assets.get(asset) else { return Vec::new() };
    let figure = asset.quantity.as_ref().map(quantity).unwrap_or_default();
    let line = Line::of(format!("{:>FIGURE$}  ", super::super::text::clip(&figure, FIGURE)), Role::Count);
    let day = briefing.published.map_or_else(String::new, day);
    let said = about(&briefing, asset);
    if columns >= ONE_LINE {
        let line = line
            .cell(&noun(asset), THING, Role::Text)
            .cell(&class(asset), CLASS, Role::Dim)
            .cell(&hands(asset), OWNER, Role::Country)
            .cell(asset.status.map_or("", crate::label::AssetStatus::name), STATUS, Role::Text);
        return vec![line.and(said, Role::Dim).right(day, Role::Dim)];
    }
    let mut parts: Vec<String> = [hands(asset), class(asset)].into_iter().filter(|part| !part.is_empty()).collect();
    parts.extend(asset.status.map(|status| status.to_string()));
    parts.push(said);
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    vec![
        line.and(noun(asset), Role::Text).right(day, Role::Dim),
        Line::of(" ".repeat(FIGURE + 2), Role::Dim).and(parts.join(" · "), Role::Dim),
    ]
}

/// Whose it is; where it changes hands, from whom to whom.
fn hands(asset: &Asset) -> String {
    match (&asset.giver, &asset.receiver) {
        (Some(giver), Some(receiver)) => format!("{giver}→{receiver}"),
        (Some(giver), None) => format!("{giver}→"),
        (None, Some(receiver)) => format!("→{receiver}"),
        (None, None) => asset.owner.clone().unwrap_or_default(),
    }
}

fn about(briefing: &Briefing, asset: &Asset) -> String {
    let says = asset.claimed_by.as_deref().and_then(|id| briefing.actor(id)).map(|actor| format!("says {}", actor.name));
    asset.place.clone().into_iter().chain(says).collect::<Vec<_>>().join(" · ")
}
