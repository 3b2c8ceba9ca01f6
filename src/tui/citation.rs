//! An item in the forms in which it leaves the reader: its words, a citation, Markdown, JSON.

use super::{
    marks::{Item, links},
    wording::{asset_note, one_line, said},
};
use crate::{
    briefing::{Actor, Briefing},
    country::CountryCode,
    library::table::{self, Also},
};

/// The words of an item alone; of an asset its sentence, of an actor the name.
pub(super) fn words(briefing: &Briefing, item: Item) -> Option<String> {
    Some(match item {
        Item::Quote(number) => said(briefing.quotes.get(number)?),
        Item::Actor(number) => briefing.actors.get(number)?.name.clone(),
        Item::Asset(number) => one_line(briefing.assets.get(number)?.sentence.of(&briefing.text)),
        Item::Place(number) => briefing.places.get(number)?.name.clone(),
        Item::Link(number) => address(briefing, number)?.to_owned(),
    })
}

/// Address `number` in the text.
pub(super) fn address(briefing: &Briefing, number: usize) -> Option<&str> {
    links(&briefing.text).get(number).map(|span| span.of(&briefing.text))
}

/// Name, role, body and country of an actor.
fn standing(actor: &Actor) -> String {
    let country = actor.country.map(CountryCode::name).filter(|name| *name != actor.name);
    let parts = [Some(actor.name.as_str()), actor.role.as_deref(), actor.affiliation.as_deref(), country];
    let mut seen: Vec<String> = Vec::new();
    for part in parts.into_iter().flatten().map(one_line).filter(|part| !part.is_empty()) {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen.join(", ")
}

/// Who or what an item is about.
fn about(briefing: &Briefing, item: Item) -> Option<String> {
    Some(match item {
        Item::Quote(number) => {
            let quote = briefing.quotes.get(number)?;
            let with = quote.joint.iter().filter_map(|id| briefing.actor(id)).map(|actor| format!(" with {}", actor.name));
            briefing.speaker(quote).map_or_else(|| "speaker not told".to_owned(), standing) + &with.collect::<String>()
        }
        Item::Actor(number) => standing(briefing.actors.get(number)?),
        Item::Asset(number) => one_line(&asset_note(briefing.assets.get(number)?)),
        Item::Place(number) => {
            let place = briefing.places.get(number)?;
            std::iter::once(place.name.as_str()).chain(place.country.map(CountryCode::name)).collect::<Vec<_>>().join(", ")
        }
        Item::Link(number) => address(briefing, number)?.to_owned(),
    })
}

/// Outlet, headline, day and address of the article.
fn source(briefing: &Briefing, title: &str) -> String {
    let day = briefing.published.map(|day| super::text::long_date(day).trim().to_owned());
    [briefing.source.name.clone(), Some(title.to_owned()), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether an item is a sentence or words of one, and not a name.
const fn is_said(item: Item) -> bool {
    matches!(item, Item::Quote(_) | Item::Asset(_))
}

/// An item with who said it, in which role, where and when.
pub(super) fn citation(briefing: &Briefing, item: Item) -> Option<String> {
    let title = format!("“{}”", one_line(&briefing.title));
    let mut parts: Vec<String> = if is_said(item) { vec![words(briefing, item)?] } else { Vec::new() };
    parts.push(about(briefing, item)?);
    parts.push(source(briefing, &title));
    let url = briefing.source.url.as_ref().map_or_else(String::new, |url| format!(", {url}"));
    Some(format!("{}{url}", parts.join(" — ")))
}

/// An item as a quotation in Markdown, with a link to the article where its address is known.
pub(super) fn markdown(briefing: &Briefing, item: Item) -> Option<String> {
    let plain = |text: &str| text.replace('\\', "\\\\").replace(['[', ']'], "").replace('*', "\\*").replace('_', "\\_");
    let title = plain(&one_line(&briefing.title));
    let link = briefing.source.url.as_ref().map_or_else(|| format!("*{title}*"), |url| format!("[{title}](<{url}>)"));
    let about = plain(&about(briefing, item)?);
    let source = source(briefing, &link);
    Some(match item {
        _ if is_said(item) => format!("> {}\n>\n> — {about}; {source}\n", plain(&words(briefing, item)?)),
        _ => format!("**{about}** — {source}\n"),
    })
}

/// An item as the object that `attache list --format json` prints of it.
pub(super) fn json(briefing: &Briefing, item: Item, also: &Also<'_>, path: &str) -> Option<String> {
    let row = match item {
        Item::Quote(number) => table::quote(briefing, briefing.quotes.get(number)?, also, path),
        Item::Actor(number) => table::actor(briefing, briefing.actors.get(number)?, path),
        Item::Asset(number) => table::asset(briefing, briefing.assets.get(number)?, path),
        Item::Place(number) => table::place(briefing, briefing.places.get(number)?, path),
        Item::Link(number) => table::link(briefing, address(briefing, number)?, path),
    };
    serde_json::to_string_pretty(&row).ok()
}
