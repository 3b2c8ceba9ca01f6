//! Items of a briefing as words, for every printed form.

use crate::{
    briefing::{Actor, Asset, Briefing, Quantity, Quote},
    country::{self, CountryCode},
    label::QuoteKind,
    library::Summary,
    sanitize,
};

/// `1 quote`, `12 quotes`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Text from outside on one line.
pub(super) fn line(text: &str) -> String {
    sanitize::line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `+2: Herald, Post`: in how many other briefings, and of which outlets.
pub(super) fn also(others: usize, outlets: &[&str]) -> String {
    let outlets: Vec<String> = outlets.iter().map(|outlet| line(outlet)).collect();
    if outlets.is_empty() { format!("+{others}") } else { format!("+{others}: {}", outlets.join(", ")) }
}

/// What stands under the title: date, outlet, author, address.
pub(super) fn header(briefing: &Briefing) -> String {
    let date = briefing.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let source = &briefing.source;
    let words = [&source.name, &source.author, &source.url].into_iter().flatten().map(|word| line(word));
    std::iter::once(date).chain(words).collect::<Vec<_>>().join(" · ")
}

/// `12 quotes · 3 speakers · 5 assets · Ukraine, Russia`.
pub(super) fn summary(briefing: &Briefing) -> String {
    findings(&Summary::of(briefing))
}

/// [`summary`] of a briefing in a list.
pub(super) fn findings(summary: &Summary) -> String {
    let counts = [(summary.quotes, "quote"), (summary.speakers.len(), "speaker"), (summary.assets, "asset")];
    let mut parts = counts.map(|(number, noun)| count(number, noun)).to_vec();
    if !summary.countries.is_empty() {
        parts.push(summary.countries.iter().map(|code| code.name()).collect::<Vec<_>>().join(", "));
    }
    parts.join(" · ")
}

/// Role, affiliation and country of an actor, as far as they are known.
pub(super) fn standing(actor: &Actor) -> String {
    let country = actor.country.map(CountryCode::name).filter(|name| *name != actor.name);
    let words = [actor.role.as_deref(), actor.affiliation.as_deref(), country];
    words.into_iter().flatten().map(line).collect::<Vec<_>>().join(", ")
}

/// The name of the speaker, or what stands for it.
pub(super) fn speaker(briefing: &Briefing, quote: &Quote) -> String {
    let source = quote.source.as_ref().map(|source| source.text.as_str());
    let name = briefing.speaker(quote).map(|actor| actor.name.as_str()).or(source).unwrap_or("somebody");
    line(name)
}

/// The words of a quotation, in marks unless they are reported speech; what parts them is left out.
pub(super) fn words(quote: &Quote) -> String {
    let words = line(&quote.words());
    if quote.kind == QuoteKind::Indirect { words } else { format!("“{words}”") }
}

/// What is known of an asset: class, number, owner, place, status, who says so.
pub(super) fn asset(briefing: &Briefing, asset: &Asset) -> String {
    let mut parts = vec![asset.category.name().replace('-', " ")];
    parts.extend(asset.designation.iter().map(|designation| line(designation)));
    parts.extend(asset.echelon.iter().map(|echelon| line(echelon)));
    parts.extend(asset.hull.iter().map(|hull| line(hull)));
    parts.extend(asset.quantity.as_ref().and_then(quantity));
    parts.extend(asset.owner.iter().map(|owner| format!("of {}", party(owner))));
    parts.extend(asset.giver.iter().map(|giver| format!("from {}", party(giver))));
    parts.extend(asset.receiver.iter().map(|receiver| format!("to {}", party(receiver))));
    parts.extend(asset.place.iter().map(|place| format!("at {}", line(place))));
    parts.extend(asset.status.map(|status| status.name().to_owned()));
    let claimant = asset.claimed_by.as_ref().and_then(|id| briefing.actor(id));
    parts.extend(claimant.map(|actor| format!("says {}", line(&actor.name))));
    parts.join(", ")
}

/// `12`, `100 or more`, `up to 30`, `10 to 20`.
fn quantity(quantity: &Quantity) -> Option<String> {
    match (quantity.min, quantity.max) {
        (Some(min), Some(max)) if min == max => Some(format!("{min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("{min} or more")),
        (None, Some(max)) => Some(format!("up to {max}")),
        (None, None) => None,
    }
}

/// The name of a country behind its code; the name of a group as it is.
fn party(word: &str) -> String {
    let code = word.parse::<CountryCode>().ok().and_then(CountryCode::country);
    code.map_or_else(|| line(word), |country: &country::Country| country.name.to_owned())
}
