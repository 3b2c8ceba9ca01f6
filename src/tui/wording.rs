//! Items in words: figures, names of assets, one-line tellings, what an empty tab says.

use std::borrow::Cow;

use super::{
    action::Tab,
    marks::{Item, links},
    text::{number, plural},
};
use crate::{
    briefing::{Actor, Asset, Briefing, Quantity, Quote},
    label::QuoteKind,
    library::facets::Facet,
};

/// `18`, `40–60`, `≥ 100`, `≤ 10`, with `≈` where the words say about.
pub(super) fn quantity(quantity: &Quantity) -> String {
    let about = ["about", "some", "around", "nearly", "almost", "roughly", "approximately", "up to"];
    let folded = quantity.text.to_lowercase();
    let sign = if about.iter().any(|word| folded.starts_with(word)) { "≈ " } else { "" };
    match (quantity.min, quantity.max) {
        (Some(min), Some(max)) if min == max => format!("{sign}{}", number(min)),
        (Some(min), Some(max)) => format!("{}–{}", number(min), number(max)),
        (Some(min), None) => format!("≥ {}", number(min)),
        (None, Some(max)) => format!("≤ {}", number(max)),
        (None, None) => quantity.text.clone(),
    }
}

/// What an asset is, without its number: its designation, or its own words.
pub(super) fn noun(asset: &Asset) -> String {
    if let Some(name) = &asset.designation {
        return name.clone();
    }
    let noun = uncounted(&asset.text, asset.quantity.as_ref().map_or("", |quantity| quantity.text.as_str()));
    if noun.is_empty() { class(asset) } else { noun }
}

/// The class of an asset in words.
pub(super) fn class(asset: &Asset) -> String {
    asset.category.to_string().replace('-', " ")
}

/// `text` without the words of `number` at its start, and without the `of` that tied them to the rest.
fn uncounted(text: &str, number: &str) -> String {
    let number = number.to_lowercase();
    let is_number =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || number.split_whitespace().any(|known| known == word.to_lowercase());
    let start = if number.is_empty() { 0 } else { text.split_whitespace().take_while(|word| is_number(word)).count() };
    let rest: Vec<&str> = text.split_whitespace().skip(start).collect();
    let rest = rest.strip_prefix(&["of"]).filter(|_| start > 0).unwrap_or(&rest);
    rest.join(" ")
}

/// An asset in a few words: `RU ≈ 100 000 personnel · near the border`.
pub(super) fn asset_note(asset: &Asset) -> String {
    let mut words: Vec<String> = asset.owner.clone().into_iter().collect();
    words.extend(asset.quantity.as_ref().map(quantity));
    words.push(noun(asset));
    let mut note = words.join(" ");
    if let Some(place) = &asset.place {
        note.push_str(" · ");
        note.push_str(place);
    }
    note
}

/// `text` with every run of white space as one blank.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a quote on one line, in marks unless they are reported speech.
pub(super) fn said(quote: &Quote) -> String {
    marked(&quote.words(), quote.kind)
}

fn marked(words: &str, kind: QuoteKind) -> String {
    let words = one_line(words);
    if kind == QuoteKind::Indirect { words } else { format!("“{words}”") }
}

/// An item in one line.
pub(super) fn in_short(briefing: &Briefing, item: Item) -> String {
    let mut parts: Vec<String> = Vec::new();
    match item {
        Item::Quote(number) => {
            let Some(quote) = briefing.quotes.get(number) else { return String::new() };
            match briefing.speaker(quote) {
                Some(actor) => parts.extend(about(actor)),
                None => parts.push("nobody named".to_owned()),
            }
            parts.extend(quote.cue.as_ref().map(|cue| cue.text.clone()));
            parts.push(format!("{:.2}", quote.score));
        }
        Item::Actor(number) => {
            let Some(actor) = briefing.actors.get(number) else { return String::new() };
            parts.extend(about(actor));
            parts.push(format!("named {}", plural(actor.mentions.len(), "time")));
        }
        Item::Place(number) => {
            let Some(place) = briefing.places.get(number) else { return String::new() };
            parts.push(place.name.clone());
            parts.extend(place.country.map(|code| code.name().to_owned()));
            parts.push(format!("named {}", plural(place.mentions.len(), "time")));
        }
        Item::Link(number) => {
            parts.extend(links(&briefing.text).get(number).map(|span| span.of(&briefing.text).to_owned()));
        }
        Item::Asset(number) => {
            let Some(asset) = briefing.assets.get(number) else { return String::new() };
            parts.push(asset_note(asset));
            parts.push(class(asset));
            parts.extend(asset.status.map(|status| status.to_string()));
        }
    }
    parts.join(" · ")
}

/// Name, code and role of an actor.
fn about(actor: &Actor) -> impl Iterator<Item = String> {
    let name = actor.country.map_or_else(|| actor.name.clone(), |code| format!("{} {code}", actor.name));
    std::iter::once(name).chain(actor.role.clone())
}

/// What the values of a field are called together.
pub(super) const fn facet_title(facet: Facet) -> &'static str {
    match facet {
        Facet::Country => "countries",
        Facet::Speaker => "speakers",
        Facet::Person => "persons",
        Facet::Organization => "organizations",
        Facet::Category => "classes of assets",
        Facet::Owner => "owners",
        Facet::Status => "states of assets",
        Facet::Place => "places",
        Facet::Outlet => "outlets",
        Facet::Month => "months",
        Facet::Language => "languages",
        Facet::Collection => "collections",
        Facet::Tag => "tags",
    }
}

/// A value of a field as it is shown: months in the form of all dates.
pub(super) fn shown_value(facet: Facet, label: &str) -> Cow<'_, str> {
    let month = (facet == Facet::Month).then(|| format!("{label}-01").parse::<jiff::civil::Date>().ok()).flatten();
    month.map_or(Cow::Borrowed(label), |day| Cow::Owned(day.strftime("%b %Y").to_string()))
}

/// What an empty tab says.
pub(super) const fn empty(tab: Tab) -> &'static str {
    match tab {
        Tab::Quotes => "Nobody is quoted in this text.",
        Tab::Actors => "No person, organization or country was found in this text.",
        Tab::Assets => "No forces or equipment were found in this text.",
        Tab::Places => "No place but countries is named in this text.",
        Tab::Links => "No address of a page is known of this text, or stands in it.",
    }
}

/// `6 min`: the time it takes to read.
pub(super) fn reading_time(text: &str) -> String {
    format!("{} min", number((text.split_whitespace().count() as u64).div_ceil(230).max(1)))
}

/// `12 quotes of 3 speakers`, for the speaker picker's title.
pub(super) fn told(briefing: &Briefing) -> String {
    plural(briefing.quotes.len(), "quote")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_loses_its_number_and_what_ties_it() {
        assert_eq!(uncounted("a number of air defense units", "a number"), "air defense units");
        assert_eq!(uncounted("Some 12 tanks of the guard", "some 12"), "tanks of the guard");
        assert_eq!(uncounted("Guard of honor", ""), "Guard of honor");
    }

    #[test]
    fn reported_speech_keeps_the_marks_inside_it() {
        assert_eq!(marked("the charge\nwas “false.”", QuoteKind::Indirect), "the charge was “false.”");
        assert_eq!(marked("It is  false,", QuoteKind::Direct), "“It is false,”");
    }

    #[test]
    fn figures_read_well() {
        let of = |min, max, text: &str| quantity(&Quantity { min, max, text: text.to_owned() });
        assert_eq!(of(Some(18), Some(18), "18"), "18");
        assert_eq!(of(Some(100_000), Some(100_000), "about 100,000"), "≈ 100\u{a0}000");
        assert_eq!(of(Some(40), Some(60), "40 to 60"), "40–60");
        assert_eq!(of(Some(100), None, "more than 100"), "≥ 100");
        assert_eq!(of(None, None, "several"), "several");
    }
}
