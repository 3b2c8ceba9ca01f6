//! What is said, over the whole library: the words, who said them, when and where; newest first.

use std::borrow::Cow;

use super::{
    super::{
        action::ViewKind,
        export::Source,
        items::Line,
        marks::{Item, actor_role},
        model::Model,
        text::{day, fold_lines, width},
        theme::Role,
        wording::said,
    },
    View, items_of, no_sign, own, target_of,
};
use crate::library::{answer::Items, table};

pub(super) const VIEW: View = View {
    kind: ViewKind::Quotes,
    title: "Quotes",
    noun: "quote",
    order: "newest first",
    list: |shelf, overlay, query, marks| items_of(shelf, overlay, Items::Quotes, query, marks),
    all: |shelf, overlay, marks| items_of(shelf, overlay, Items::Quotes, &crate::library::query::Query::All, marks).numbers.len(),
    heading: |_| Line::default(),
    lines,
    sign: no_sign,
    words: |source, at| Cow::Owned(words(source, at)),
    data: |source, at| {
        let (target, briefing) = source.target(at)?;
        let Some(Item::Quote(number)) = target.item else { return None };
        let also = table::said_too(source.shelf.catalog(), *source.listing.numbers.get(at)?);
        Some(table::quote(&briefing, briefing.quotes.get(number)?, &also, source.path(target.row)))
    },
    items: "quotes",
    target: |shelf, listing, at| target_of(shelf, Items::Quotes, *listing.numbers.get(at)?),
    of: |shelf, row| own(shelf, Items::Quotes, row),
    empty: "Nothing that was said answers. Esc removes what narrows the list.",
};

fn words(source: &Source, at: usize) -> String {
    let quote = || {
        let (target, briefing) = source.target(at)?;
        let Some(Item::Quote(number)) = target.item else { return None };
        Some(briefing.quotes.get(number)?.words().into_owned())
    };
    quote().unwrap_or_default()
}

fn lines(model: &Model, at: usize, columns: usize) -> Vec<Line> {
    let Some(target) = model.target_at(at) else { return Vec::new() };
    let Some(briefing) = model.briefing(target.row) else { return vec![Line::of("this record cannot be read", Role::Warning)] };
    let quote = target.item.and_then(|item| if let Item::Quote(number) = item { briefing.quotes.get(number) } else { None });
    let Some(quote) = quote else { return Vec::new() };
    let rows = fold_lines(&said(quote), columns, 2);
    let mut lines: Vec<Line> = rows.into_iter().map(|row| Line::of(row, Role::Quote)).collect();
    let about = match briefing.speaker(quote) {
        Some(actor) => {
            let line = Line::of(actor.name.clone(), actor_role(actor));
            actor.country.map_or_else(|| line.clone(), |code| line.clone().and(format!(" {code}"), Role::Country))
        }
        None => Line::of("nobody named", Role::Warning),
    };
    let day = briefing.published.map_or_else(String::new, day);
    // What does not fit whole is left out: a part of it says nothing.
    let mut room = columns.saturating_sub(width(&day) + 1 + about.left.iter().map(|(words, _)| width(words)).sum::<usize>());
    let mut fits = |words: &str| {
        let more = format!(" · {words}");
        let left = room.checked_sub(width(&more))?;
        room = left;
        Some(more)
    };
    let cue = quote.cue.as_ref().and_then(|cue| fits(&cue.text)).unwrap_or_default();
    let outlet = briefing.source.name.as_deref().and_then(&mut fits).unwrap_or_default();
    lines.push(about.and(cue, Role::Dim).and(outlet, Role::Dim).right(day, Role::Dim));
    lines.push(Line::default());
    lines
}
