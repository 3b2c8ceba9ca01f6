//! The tabs: quotes, actors and assets of one briefing as rows to choose from.

use std::collections::HashMap;

use super::{
    action::Tab,
    marks::{Item, actor_role, links},
    text::{clip, fold_lines, width},
    theme::Role,
    wording::{class, noun, quantity},
};
use crate::{
    briefing::{Actor, Asset, Briefing, Quote},
    country::CountryCode,
    label::ActorKind,
};

/// Words of one role.
pub(super) type Run = (String, Role);

/// One row of cells: what stands left and what stands right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub left: Vec<Run>,
    pub right: Vec<Run>,
}

impl Line {
    pub(super) fn of(words: impl Into<String>, role: Role) -> Self {
        Self { left: vec![(words.into(), role)], right: Vec::new() }
    }

    pub(super) fn and(mut self, words: impl Into<String>, role: Role) -> Self {
        self.left.push((words.into(), role));
        self
    }

    /// Adds `words` in exactly `columns`, the last of which stays empty.
    pub(super) fn cell(self, words: &str, columns: usize, role: Role) -> Self {
        let words = clip(words, columns.saturating_sub(1)).into_owned();
        let room = columns.saturating_sub(width(&words));
        self.and(words, role).and(" ".repeat(room), Role::Text)
    }

    pub(super) fn right(mut self, words: impl Into<String>, role: Role) -> Self {
        self.right.push((words.into(), role));
        self
    }
}

/// Some rows that belong together: one item, or a heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub lines: Vec<Line>,
    pub item: Option<Item>,
}

impl Entry {
    /// The words shown, for finding.
    pub(super) fn words(&self) -> String {
        self.lines
            .iter()
            .flat_map(|line| line.left.iter().chain(&line.right))
            .map(|(words, _)| words.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The entries of one tab and the row each begins on.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub entries: Vec<Entry>,
    pub starts: Vec<usize>,
    pub rows: usize,
}

impl Sheet {
    /// Tab `tab` of `briefing` for `columns`, quotes narrowed to those of `speaker`.
    pub(super) fn new(briefing: &Briefing, tab: Tab, columns: usize, speaker: Option<&str>) -> Self {
        let entries = match tab {
            Tab::Quotes => quotes(briefing, columns, speaker),
            Tab::Actors => actors(briefing, columns),
            Tab::Assets => assets(briefing, columns),
            Tab::Places => places(briefing),
            Tab::Links => addresses(briefing, columns),
        };
        let mut rows = 0;
        let starts = entries
            .iter()
            .map(|entry| {
                rows += entry.lines.len();
                rows - entry.lines.len()
            })
            .collect();
        Self { entries, starts, rows }
    }

    /// Puts a tick beside the items that are `right`.
    pub(super) fn tick(&mut self, right: impl Fn(Item) -> bool) {
        for entry in self.entries.iter_mut().filter(|entry| entry.item.is_some_and(&right)) {
            if let Some(line) = entry.lines.last_mut() {
                line.right.insert(0, ("✓ ".to_owned(), Role::Focus));
            }
        }
    }

    /// Number of the entry of `item`.
    pub(super) fn entry_of(&self, item: Item) -> Option<usize> {
        self.entries.iter().position(|entry| entry.item == Some(item))
    }

    /// The item nearest to entry `from` in direction `by`, `from` itself included where `by` is 0.
    pub(super) fn step(&self, from: usize, by: isize) -> Option<usize> {
        let is_item = |number: &usize| self.entries.get(*number).is_some_and(|entry| entry.item.is_some());
        match by {
            0 => (from..self.entries.len()).find(is_item).or_else(|| (0..from.min(self.entries.len())).rev().find(is_item)),
            1.. => (from + 1..self.entries.len()).filter(is_item).take(by.unsigned_abs()).last(),
            _ => (0..from.min(self.entries.len())).rev().filter(is_item).take(by.unsigned_abs()).last(),
        }
    }

    /// The entry that covers `row`.
    pub(super) fn at_row(&self, row: usize) -> usize {
        self.starts.partition_point(|&start| start <= row).saturating_sub(1)
    }
}

fn blank() -> Entry {
    Entry { lines: vec![Line::default()], item: None }
}

/// Quotes in reading order; the speaker heads each run of quotes.
fn quotes(briefing: &Briefing, columns: usize, only: Option<&str>) -> Vec<Entry> {
    let said = said_by_each(briefing);
    let mut entries = Vec::new();
    let mut heading: Option<Option<&str>> = None;
    for (number, quote) in briefing.quotes.iter().enumerate() {
        let speaker = quote.speaker.as_deref();
        if only.is_some_and(|only| speaker != Some(only)) {
            continue;
        }
        if heading != Some(speaker) {
            if heading.is_some() {
                entries.push(blank());
            }
            heading = Some(speaker);
            entries.push(Entry { lines: speaker_lines(briefing, quote, &said, columns), item: None });
        }
        let mut lines: Vec<Line> = fold_lines(&super::wording::said(quote), columns.saturating_sub(3), 3)
            .into_iter()
            .map(|line| Line::of(format!("  {line}"), Role::Quote))
            .collect();
        let cue = quote.cue.as_ref().map_or("no cue", |cue| cue.text.as_str());
        lines.push(Line::of(format!("  {cue} · {}", quote.kind), Role::Dim).right(format!("{:.2}", quote.score), Role::Dim));
        entries.push(Entry { lines, item: Some(Item::Quote(number)) });
    }
    entries
}

/// How many quotes are whose, by the ids of actors.
fn said_by_each(briefing: &Briefing) -> HashMap<&str, usize> {
    let mut said = HashMap::new();
    for speaker in briefing.quotes.iter().filter_map(|quote| quote.speaker.as_deref()) {
        *said.entry(speaker).or_default() += 1;
    }
    said
}

fn speaker_lines(briefing: &Briefing, quote: &Quote, said: &HashMap<&str, usize>, columns: usize) -> Vec<Line> {
    let Some(actor) = briefing.speaker(quote) else {
        return vec![Line::of("? nobody named", Role::Warning)];
    };
    let total = said.get(actor.id.as_str()).copied().unwrap_or(0);
    let mut lines = vec![named(actor).right(total.to_string(), Role::Count)];
    if let Some(role) = &actor.role {
        lines.extend(fold_lines(role, columns.saturating_sub(3), 1).into_iter().map(|line| Line::of(format!("  {line}"), Role::Dim)));
    }
    lines
}

/// `● Name  CC`.
fn named(actor: &Actor) -> Line {
    let line = Line::of(format!("{} ", actor_glyph(actor.kind)), actor_role(actor)).and(actor.name.clone(), actor_role(actor));
    match actor.country {
        Some(code) => line.and(format!("  {code}"), Role::Dim),
        None => line,
    }
}

/// The sign of a kind of actor.
pub(super) const fn actor_glyph(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "●",
        ActorKind::Organization => "■",
        ActorKind::Country => "◆",
    }
}

/// Actors by kind, most quoted and most named first.
fn actors(briefing: &Briefing, columns: usize) -> Vec<Entry> {
    let quotes = said_by_each(briefing);
    let mut entries = Vec::new();
    for (kind, title) in [(ActorKind::Person, "Persons"), (ActorKind::Organization, "Organizations"), (ActorKind::Country, "Countries")] {
        let mut group: Vec<(usize, &Actor, usize)> = briefing
            .actors
            .iter()
            .enumerate()
            .filter(|(_, actor)| actor.kind == kind)
            .map(|(number, actor)| (number, actor, quotes.get(actor.id.as_str()).copied().unwrap_or(0)))
            .collect();
        group.sort_by_key(|&(number, actor, said)| (std::cmp::Reverse((said, actor.mentions.len())), number));
        if group.is_empty() {
            continue;
        }
        if !entries.is_empty() {
            entries.push(blank());
        }
        let heading = Line::of(title, Role::Title).and(format!("  {}", group.len()), Role::Dim).right("❝   named", Role::Dim);
        entries.push(Entry { lines: vec![heading], item: None });
        entries.extend(group.into_iter().map(|(number, actor, said)| {
            let counts = if said > 0 { format!("{said:>3}  {:>3}", actor.mentions.len()) } else { format!("{:>8}", actor.mentions.len()) };
            let line = match kind {
                ActorKind::Country => Line::of("◆ ", Role::Country)
                    .and(actor.country.map_or_else(|| "??".to_owned(), |code| code.to_string()), Role::Country)
                    .and(format!("  {}", actor.name), Role::Text),
                _ => named(actor),
            };
            let mut lines = vec![line.right(counts, Role::Text)];
            if let Some(role) = actor.role.as_ref().or(actor.affiliation.as_ref()) {
                lines.extend(
                    fold_lines(role, columns.saturating_sub(3), 1).into_iter().map(|line| Line::of(format!("  {line}"), Role::Dim)),
                );
            }
            Entry { lines, item: Some(Item::Actor(number)) }
        }));
    }
    entries
}

/// Places by country, most named first.
fn places(briefing: &Briefing) -> Vec<Entry> {
    let mut groups: Vec<(Option<CountryCode>, Vec<usize>)> = Vec::new();
    for (number, place) in briefing.places.iter().enumerate() {
        match groups.iter_mut().find(|(country, _)| *country == place.country) {
            Some((_, numbers)) => numbers.push(number),
            None => groups.push((place.country, vec![number])),
        }
    }
    groups.sort_by_key(|(country, _)| country.is_none());
    let mut entries = Vec::new();
    for (country, mut numbers) in groups {
        if !entries.is_empty() {
            entries.push(blank());
        }
        let heading = match country {
            Some(code) => Line::of("◆ ", Role::Country).and(code.to_string(), Role::Country).and(format!("  {}", code.name()), Role::Text),
            None => Line::of("? country not told", Role::Dim),
        };
        entries.push(Entry { lines: vec![heading.right("named", Role::Dim)], item: None });
        numbers.sort_by_key(|&number| std::cmp::Reverse(briefing.places.get(number).map_or(0, |place| place.mentions.len())));
        for number in numbers {
            let Some(place) = briefing.places.get(number) else { continue };
            let line = Line::of("  ", Role::Text).and(place.name.clone(), Role::Place).right(place.mentions.len().to_string(), Role::Count);
            entries.push(Entry { lines: vec![line], item: Some(Item::Place(number)) });
        }
    }
    entries
}

/// The address of the article, and those in its text.
fn addresses(briefing: &Briefing, columns: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let room = columns.saturating_sub(4);
    if let Some(url) = &briefing.source.url {
        let lines = std::iter::once(Line::of("the article", Role::Dim));
        let lines = lines.chain(fold_lines(url, room, 3).into_iter().map(|line| Line::of(format!("  {line}"), Role::Text)));
        entries.push(Entry { lines: lines.collect(), item: None });
    }
    for (number, span) in links(&briefing.text).into_iter().enumerate() {
        let lines = fold_lines(span.of(&briefing.text), room, 3).into_iter().map(|line| Line::of(format!("  {line}"), Role::Key));
        entries.push(Entry { lines: lines.collect(), item: Some(Item::Link(number)) });
    }
    entries
}

/// Assets by owner, those with a number or a name of their own first.
fn assets(briefing: &Briefing, columns: usize) -> Vec<Entry> {
    let mut owners: Vec<Option<&str>> = Vec::new();
    for asset in &briefing.assets {
        let owner = asset.owner.as_deref();
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners.sort_by_key(Option::is_none);
    let mut entries = Vec::new();
    for owner in owners {
        if !entries.is_empty() {
            entries.push(blank());
        }
        let of_owner = || briefing.assets.iter().enumerate().filter(|(_, asset)| asset.owner.as_deref() == owner);
        let heading = match owner.map(|owner| (owner, owner.parse::<crate::country::CountryCode>())) {
            Some((_, Ok(code))) if code.country().is_some() => {
                Line::of("◆ ", Role::Country).and(code.to_string(), Role::Country).and(format!("  {}", code.name()), Role::Text)
            }
            Some((owner, _)) => Line::of("■ ", Role::Organization).and(owner, Role::Organization),
            None => Line::of("? owner not told", Role::Warning),
        };
        entries.push(Entry { lines: vec![heading.right(of_owner().count().to_string(), Role::Count)], item: None });
        for (number, asset) in of_owner() {
            entries.push(Entry { lines: asset_lines(briefing, asset, columns), item: Some(Item::Asset(number)) });
        }
    }
    entries
}

fn asset_lines(briefing: &Briefing, asset: &Asset, columns: usize) -> Vec<Line> {
    let first = Line::of("  ▲ ", Role::AssetSign).and(noun(asset), Role::Text);
    let first = match asset.quantity.as_ref().map(quantity) {
        Some(figure) if !figure.is_empty() => first.right(figure, Role::Count),
        _ => first,
    };
    let mut about = vec![class(asset)];
    about.extend(asset.status.map(|status| status.to_string()));
    about.extend(asset.place.clone());
    if let (Some(giver), Some(receiver)) = (&asset.giver, &asset.receiver) {
        about.push(format!("{giver} → {receiver}"));
    } else {
        about.extend(asset.receiver.as_ref().map(|receiver| format!("→ {receiver}")));
        about.extend(asset.giver.as_ref().map(|giver| format!("{giver} →")));
    }
    if let Some(actor) = asset.claimed_by.as_deref().and_then(|id| briefing.actor(id)) {
        about.push(format!("says {}", actor.name));
    }
    let rest = fold_lines(&about.join(" · "), columns.saturating_sub(5), 2);
    std::iter::once(first).chain(rest.into_iter().map(|line| Line::of(format!("    {line}"), Role::Dim))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stepping_skips_headings() {
        let entry = |item| Entry { lines: vec![Line::default()], item };
        let sheet = Sheet {
            entries: vec![entry(None), entry(Some(Item::Quote(0))), entry(None), entry(Some(Item::Quote(1)))],
            starts: vec![0, 1, 2, 3],
            rows: 4,
        };
        assert_eq!(sheet.step(0, 0), Some(1));
        assert_eq!(sheet.step(1, 1), Some(3));
        assert_eq!(sheet.step(1, 9), Some(3));
        assert_eq!(sheet.step(3, 1), None);
        assert_eq!(sheet.step(3, -1), Some(1));
        assert_eq!(sheet.at_row(2), 2);
    }
}
