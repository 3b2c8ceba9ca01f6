//! The decided briefings as a small library of their own, which is asked beside the whole one: what it answers takes the place of what
//! the whole one has of the same briefings, as they were found.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use rustc_hash::FxHashMap;

use super::{Overlay, Thing};
use crate::{
    briefing::Briefing,
    country::CountryCode,
    label::ActorKind,
    library::{
        answer::{Answer, Items, Loose, Reading, range},
        bits::Bits,
        catalog::{ActorRow, Catalog, Identity, NONE, QuoteRow, Row, country},
        decisions::Outcome,
        facets::{Count, Facet},
        query::Query,
        shelf::Shelf,
    },
    name::fold,
};

/// The decided briefings of a shelf.
#[derive(Debug)]
pub(super) struct Patch {
    /// They alone.
    shelf: Shelf,
    /// The row that each of its rows is in the whole shelf.
    rows: Vec<u32>,
    /// The other way round.
    at: FxHashMap<u32, u32>,
    /// Who each of its actors is: an identity of the whole shelf, or one of its own, counted on from those.
    who: Vec<u32>,
    /// How many identities the whole shelf has.
    persons: usize,
}

/// Somebody, as decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// The name.
    pub name: &'a str,
    /// What it is.
    pub kind: ActorKind,
    /// The country.
    pub country: Option<CountryCode>,
}

/// What is decided of one row.
pub(super) struct Part<'a> {
    pub catalog: &'a Catalog,
    pub row: &'a Row,
    who: &'a [u32],
}

impl<'a> Part<'a> {
    /// Who actor `number` of the small library is.
    pub(super) fn who(&self, number: u32) -> u32 {
        self.who.get(number as usize).copied().unwrap_or(NONE)
    }

    /// The actors of the row, each with its number, who it is, and the number of its quotes.
    pub(super) fn actors(&self) -> impl Iterator<Item = (u32, u32, usize)> {
        let (row, quotes, who) = (self.row, self.catalog.quotes_of(self.row), self.who);
        (row.actors..row.actors_end).map(move |number| {
            let said = quotes.iter().filter(|quote| quote.speaker == number).count();
            (number, who.get(number as usize).copied().unwrap_or(NONE), said)
        })
    }

    /// Quote `at` of the row.
    pub(super) fn quote(&self, at: usize) -> Option<&'a QuoteRow> {
        self.catalog.quotes_of(self.row).get(at)
    }
}

impl Patch {
    pub(super) fn of(shelf: &Shelf, decided: &BTreeMap<u32, (Arc<Briefing>, Arc<Outcome>)>) -> Self {
        let catalog = shelf.catalog();
        let collection =
            |row: u32| Some(catalog.row(row)?.collection).filter(|&string| string != NONE).map(|string| catalog.string(string).to_owned());
        let own = Shelf::gathered(decided.iter().map(|(&row, (briefing, _))| (Arc::clone(briefing), None, collection(row))));
        let rows: Vec<u32> = decided.keys().copied().collect();
        let at = (0_u32..).zip(&rows).map(|(own, &row)| (row, own)).collect();
        let mut patch = Self { shelf: own, rows, at, who: Vec::new(), persons: catalog.names().limit() };
        patch.who = patch.identify(catalog, decided);
        patch
    }

    /// Who each actor of the small library is.
    fn identify(&self, catalog: &Catalog, decided: &BTreeMap<u32, (Arc<Briefing>, Arc<Outcome>)>) -> Vec<u32> {
        let (own, names) = (self.shelf.catalog(), catalog.names());
        let mut who = Vec::new();
        for (number, (&base, (_, outcome))) in (0_u32..).zip(decided) {
            let (Some(row), Some(found)) = (own.row(number), catalog.row(base)) else { continue };
            for (at, (number, actor)) in (row.actors..).zip(own.actors_of(row)).enumerate() {
                let before = outcome.found(Thing::Actor, at).and_then(|at| Some((at, catalog.actors_of(found).get(at)?)));
                let is_same = |before: &ActorRow| catalog.string(before.name) == own.string(actor.name) && before.about == actor.about;
                who.push(match before.filter(|(_, before)| is_same(before)) {
                    Some((at, _)) => names.identity(found.actors + u32::try_from(at).unwrap_or(NONE)),
                    None => self.known(catalog, *actor).unwrap_or_else(|| self.counted_on(own.names().identity(number))),
                });
            }
        }
        who
    }

    /// The number of an identity of the small library among all.
    fn counted_on(&self, identity: u32) -> u32 {
        u32::try_from(self.persons).ok().and_then(|persons| persons.checked_add(identity)).unwrap_or(NONE)
    }

    /// The identity of the whole shelf that bears the name of `actor`, of the same kind and of no other country.
    fn known(&self, catalog: &Catalog, actor: ActorRow) -> Option<u32> {
        let name = fold(self.shelf.catalog().string(actor.name));
        let fits = |identity: &Identity, exact: bool| {
            let is_near = identity.country == actor.country() || !exact && (identity.country == NONE || actor.country() == NONE);
            identity.kind == actor.kind() && is_near && fold(catalog.string(identity.name)) == name
        };
        let found = |exact: bool| catalog.names().persons().find(|(_, identity)| fits(identity, exact));
        found(true).or_else(|| found(false)).map(|(person, _)| person)
    }

    /// What is decided of row `number` of the whole shelf.
    pub(super) fn part(&self, number: u32) -> Option<Part<'_>> {
        let catalog = self.shelf.catalog();
        Some(Part { catalog, row: catalog.row(*self.at.get(&number)?)?, who: &self.who })
    }

    /// How many identities there are, those of the small library among them.
    pub(super) fn limit(&self) -> usize {
        self.persons + self.shelf.catalog().names().limit()
    }

    /// Identity `person`, where it is one of the small library.
    pub(super) fn own(&self, person: u32) -> Option<Known<'_>> {
        known(self.shelf.catalog(), u32::try_from((person as usize).checked_sub(self.persons)?).ok()?)
    }

    /// What of a kind answers `query` in the whole shelf with the decided briefings as decided; and which items of the small library do.
    pub(super) fn answer(&self, overlay: &Overlay, shelf: &Shelf, items: Items, query: &Query, reading: &dyn Reading) -> (Answer, Bits) {
        let (mut all, mut own) = (shelf.answer(items, query, reading), self.shelf.answer(items, query, reading));
        let settled = settled(&all.loose, &own.loose);
        if all.loose != settled {
            all = shelf.answer_as(items, query, reading, settled.clone());
        }
        if own.loose != settled {
            own = self.shelf.answer_as(items, query, reading, settled.clone());
        }
        let mut found = all.found;
        for (number, &base) in (0_u32..).zip(&self.rows) {
            let (Some(row), Some(part)) = (shelf.catalog().row(base), self.shelf.catalog().row(number)) else { continue };
            if items == Items::Briefings {
                found.remove(base);
                if own.found.has(number) {
                    found.insert(base);
                }
                continue;
            }
            let before = range(row, items);
            before.clone().for_each(|item| found.remove(item));
            for (at, _) in range(part, items).enumerate().filter(|(_, item)| own.found.has(*item)) {
                if let Some(at) = overlay.found(base, items, at) {
                    found.insert(before.start + at);
                }
            }
        }
        (Answer { found, loose: settled }, own.found)
    }

    /// How often each value of `facet` occurs in `rows`, the decided ones as decided; at most `most` values. A story in which something
    /// is decided is counted by itself, and added.
    pub(super) fn facet(&self, shelf: &Shelf, facet: Facet, rows: &Bits, reading: &dyn Reading, most: usize) -> Vec<Count> {
        let catalog = shelf.catalog();
        let mut rest = rows.clone();
        let mut stories: Vec<Vec<u32>> = Vec::new();
        for &row in self.rows.iter().filter(|&&row| rows.has(row)) {
            if !rest.has(row) {
                continue;
            }
            let story: Vec<u32> = std::iter::once(row).chain(catalog.also(row)).filter(|&row| rows.has(row)).collect();
            for &row in &story {
                rest.remove(row);
            }
            stories.push(story);
        }
        if stories.is_empty() {
            return shelf.facet(facet, rows, reading, most);
        }
        let mut counts = shelf.facet(facet, &rest, reading, usize::MAX);
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for (place, count) in counts.iter().enumerate() {
            places.entry(fold(&count.label)).or_insert(place);
        }
        for story in stories {
            let mut told: BTreeMap<String, Count> = BTreeMap::new();
            for row in story {
                let values = match self.at.get(&row) {
                    Some(&own) => one(&self.shelf, facet, reading, own),
                    None => one(shelf, facet, reading, row),
                };
                for value in values {
                    told.entry(fold(&value.label)).or_insert(value);
                }
            }
            for (label, value) in told {
                let next = counts.len();
                let place = *places.entry(label).or_insert(next);
                match counts.get_mut(place) {
                    Some(count) => count.count += 1,
                    None => counts.push(Count { count: 1, ..value }),
                }
            }
        }
        match facet {
            Facet::Month => counts.sort_by(|a, b| b.label.cmp(&a.label)),
            _ => counts.sort_by(|a, b| (Reverse(a.count), &a.label).cmp(&(Reverse(b.count), &b.label))),
        }
        counts.truncate(most);
        counts
    }
}

/// The values of one row.
fn one(shelf: &Shelf, facet: Facet, reading: &dyn Reading, row: u32) -> Vec<Count> {
    shelf.facet(facet, &Bits::of(shelf.catalog().limit(), [row]), reading, usize::MAX)
}

/// Identity `person` of a catalog.
pub(super) fn known(catalog: &Catalog, person: u32) -> Option<Known<'_>> {
    let identity = catalog.names().person(person)?;
    let kind = ActorKind::ALL.get(identity.kind as usize).copied().unwrap_or(ActorKind::Person);
    Some(Known { name: catalog.string(identity.name), kind, country: country(identity.country) })
}

/// How words are found where two libraries are asked: as the one that found them best.
fn settled(all: &[Loose], own: &[Loose]) -> Vec<Loose> {
    let both = all.iter().filter_map(|loose| Some((loose, own.iter().find(|other| other.word == loose.word)?)));
    both.map(|(loose, other)| Loose { word: loose.word.clone(), nearness: loose.nearness.min(other.nearness) }).collect()
}
