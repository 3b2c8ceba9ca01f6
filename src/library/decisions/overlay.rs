//! What decisions change in what the catalog tells: which items are not shown, who said what, who is who, and what answers a query.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use super::{Decisions, Outcome, Thing, apply};
use crate::{
    briefing::Briefing,
    library::{
        Error, Summary, Totals,
        answer::{Answer, Items, Reading, range},
        bits::Bits,
        catalog::{Catalog, Labels, NONE, QuoteRow, Row},
        facets::{Count, Facet},
        query::Query,
        shelf::Shelf,
        state::Key,
    },
};

mod patch;

pub use patch::Known;
use patch::Patch;

/// All briefings of a shelf about which something is decided, by row, as decided.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    decided: BTreeMap<u32, (Arc<Briefing>, Arc<Outcome>)>,
    /// They as a library of their own, made when something is first asked of it.
    patch: OnceLock<Arc<Patch>>,
}

/// An actor of one briefing.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Who it is over all briefings.
    pub person: u32,
    /// Its role; may be empty.
    pub role: &'a str,
    /// How many quotes it said there.
    pub quotes: usize,
}

impl Overlay {
    /// Reads every briefing about which something is decided.
    #[must_use]
    pub fn of(shelf: &Shelf, decisions: &Decisions) -> Self {
        let mut overlay = Self::default();
        if !decisions.is_empty() {
            let decided = |row: &Row| decisions.of(row.key()).is_some();
            overlay.read(shelf, decisions, decided);
        }
        overlay
    }

    /// Whether nothing is decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decided.is_empty()
    }

    /// Reads those briefings again about whose texts something else is decided now.
    pub fn renew(&mut self, shelf: &Shelf, decisions: &Decisions, keys: &[Key]) {
        self.decided.retain(|_, (_, outcome)| !keys.contains(&outcome.key));
        self.read(shelf, decisions, |row| keys.contains(&row.key()) && decisions.of(row.key()).is_some());
        self.patch = OnceLock::new();
    }

    fn read(&mut self, shelf: &Shelf, decisions: &Decisions, wanted: impl Fn(&Row) -> bool) {
        let catalog = shelf.catalog();
        for &number in catalog.order() {
            if catalog.row(number).is_some_and(&wanted)
                && let Some(Ok((briefing, Some(outcome)))) = shelf.decided(decisions, number)
            {
                self.decided.insert(number, (briefing, outcome));
            }
        }
    }

    /// The decided briefings as a library; `None` where nothing is decided.
    fn patch(&self, shelf: &Shelf) -> Option<&Patch> {
        (!self.decided.is_empty()).then(|| &**self.patch.get_or_init(|| Arc::new(Patch::of(shelf, &self.decided))))
    }

    /// What came of the decisions about the briefing of a row; `None` where nothing is decided.
    #[must_use]
    pub fn outcome(&self, row: u32) -> Option<&Arc<Outcome>> {
        self.decided.get(&row).map(|(_, outcome)| outcome)
    }

    /// What of a kind answers `query`, as decided. Actors that were set apart from others have no number of their own and are not among
    /// the answer.
    #[must_use]
    pub fn answer(&self, shelf: &Shelf, items: Items, query: &Query, reading: &dyn Reading) -> Answer {
        match self.patch(shelf) {
            Some(patch) => patch.answer(self, shelf, items, query, reading).0,
            None => shelf.answer(items, query, reading),
        }
    }

    /// How often each value of `facet` occurs in `rows`, most frequent first; at most `most` values.
    #[must_use]
    pub fn facet(&self, shelf: &Shelf, facet: Facet, rows: &Bits, reading: &dyn Reading, most: usize) -> Vec<Count> {
        match self.patch(shelf) {
            Some(patch) => patch.facet(shelf, facet, rows, reading, most),
            None => shelf.facet(facet, rows, reading, most),
        }
    }

    /// What a list shows of row `number`.
    #[must_use]
    pub fn summary(&self, catalog: &Catalog, number: u32) -> Option<Summary> {
        let found = catalog.summary(number)?;
        Some(match self.decided.get(&number) {
            Some((briefing, _)) => Summary { collection: found.collection, ..Summary::of(briefing) },
            None => found,
        })
    }

    /// The actors that answer `query`, of each row in the order of lists.
    #[must_use]
    pub fn actors<'a>(&'a self, shelf: &'a Shelf, query: &Query, reading: &dyn Reading) -> (Vec<(&'a Row, Vec<Named<'a>>)>, Answer) {
        let (catalog, patch) = (shelf.catalog(), self.patch(shelf));
        let (answer, own) = match patch {
            Some(patch) => patch.answer(self, shelf, Items::Actors, query, reading),
            None => (shelf.answer(Items::Actors, query, reading), Bits::default()),
        };
        let named = |catalog: &'a Catalog, person: u32, actor: u32, quotes: usize| Named {
            person,
            role: catalog.string(catalog.role(actor)),
            quotes,
        };
        let of_row = |&number: &u32| {
            let row = catalog.row(number)?;
            if let Some(part) = patch.and_then(|patch| patch.part(number)) {
                let there = part.actors().filter(|(number, ..)| own.has(*number));
                return Some((row, there.map(|(actor, person, quotes)| named(part.catalog, person, actor, quotes)).collect()));
            }
            let there = (row.actors..row.actors_end).filter(|number| answer.found.has(*number));
            let quotes = |number: u32| catalog.quotes_of(row).iter().filter(|quote| quote.speaker == number).count();
            let told = there.map(|number| named(catalog, catalog.names().identity(number), number, quotes(number)));
            Some((row, told.collect()))
        };
        (catalog.order().iter().filter_map(of_row).collect(), answer)
    }

    /// Sums over `rows`.
    #[must_use]
    pub fn totals(&self, shelf: &Shelf, rows: &Bits) -> Totals {
        let catalog = shelf.catalog();
        if self.decided.is_empty() {
            return catalog.totals(rows);
        }
        let mut speakers = Bits::none(self.persons(shelf));
        let mut sayings = Labels::none(catalog.quotes.len());
        let mut totals = Totals::default();
        let voice = self.voices(shelf);
        for (number, row) in rows.iter().filter_map(|number| Some((number, catalog.row(number)?))) {
            let shown = |items: Items| (0..range(row, items).len()).filter(|&at| !self.is_hidden(number, items, at)).count();
            totals.briefings += 1;
            totals.assets += shown(Items::Assets);
            for ((at, quote), item) in catalog.quotes_of(row).iter().enumerate().zip(range(row, Items::Quotes)) {
                speakers.insert(voice(number, at, quote));
                if !self.is_hidden(number, Items::Quotes, at) {
                    sayings.insert(catalog.saying(item).unwrap_or(item));
                }
            }
        }
        Totals { speakers: speakers.count(), quotes: sayings.count(), ..totals }
    }

    /// Whether item `at` of the briefing of a row is not shown.
    #[must_use]
    pub fn is_hidden(&self, row: u32, items: Items, at: usize) -> bool {
        let Some((thing, outcome)) = thing(items).zip(self.outcome(row)) else { return false };
        outcome.now(thing, at).is_none()
    }

    /// The number in the record of the item shown as `at` of row `row`, counted from the first of its kind there.
    fn found(&self, row: u32, items: Items, at: usize) -> Option<u32> {
        u32::try_from(self.outcome(row)?.found(thing(items)?, at)?).ok()
    }

    /// How many identities there are, those that only decisions know among them.
    #[must_use]
    pub fn persons(&self, shelf: &Shelf) -> usize {
        self.patch(shelf).map_or_else(|| shelf.catalog().names().limit(), Patch::limit)
    }

    /// Who said quote `at` of row `number` of the catalog, over all briefings; or [`NONE`].
    #[must_use]
    pub fn voice(&self, shelf: &Shelf, number: u32, at: usize, quote: &QuoteRow) -> u32 {
        let names = shelf.catalog().names();
        self.decided_voice(self.patch(shelf), number, at).unwrap_or_else(|| names.identity(quote.speaker))
    }

    /// As [`Overlay::voice`], faster for many.
    pub fn voices<'a>(&'a self, shelf: &'a Shelf) -> impl Fn(u32, usize, &QuoteRow) -> u32 + 'a {
        let (patch, identity) = (self.patch(shelf), shelf.catalog().names().identities());
        move |number, at, quote| self.decided_voice(patch, number, at).unwrap_or_else(|| identity(quote.speaker))
    }

    /// The same of a row about which something is decided; `None` of any other.
    fn decided_voice(&self, patch: Option<&Patch>, number: u32, at: usize) -> Option<u32> {
        let part = patch?.part(number)?;
        Some(self.now(number, at).and_then(|at| part.quote(at)).map_or(NONE, |quote| part.who(quote.speaker)))
    }

    /// The role in which quote `at` of row `number` was said; may be empty.
    #[must_use]
    pub fn role<'a>(&'a self, shelf: &'a Shelf, number: u32, at: usize) -> Option<&'a str> {
        let role = |catalog: &'a Catalog, row: &Row, quote: &QuoteRow| {
            Some(catalog.string(catalog.role(Some(quote.speaker).filter(|speaker| (row.actors..row.actors_end).contains(speaker))?)))
        };
        if let Some(part) = self.patch(shelf).and_then(|patch| patch.part(number)) {
            return role(part.catalog, part.row, part.quote(self.now(number, at)?)?);
        }
        let row = shelf.catalog().row(number)?;
        role(shelf.catalog(), row, shelf.catalog().quotes_of(row).get(at)?)
    }

    /// Who the actor shown as `at` of row `number` is over all briefings; or [`NONE`].
    #[must_use]
    pub fn person(&self, shelf: &Shelf, number: u32, at: usize) -> u32 {
        let place = |row: &Row| row.actors.checked_add(u32::try_from(at).ok()?);
        match self.patch(shelf).and_then(|patch| patch.part(number)) {
            Some(part) => place(part.row).map_or(NONE, |actor| part.who(actor)),
            None => shelf.catalog().row(number).and_then(place).map_or(NONE, |actor| shelf.catalog().names().identity(actor)),
        }
    }

    /// What is known of an identity; `None` where there is no such one.
    #[must_use]
    pub fn known<'a>(&'a self, shelf: &'a Shelf, person: u32) -> Option<Known<'a>> {
        patch::known(shelf.catalog(), person).or_else(|| self.patch(shelf)?.own(person))
    }

    /// The number that quote `at` of a decided row is shown by.
    fn now(&self, row: u32, at: usize) -> Option<usize> {
        self.outcome(row)?.now(Thing::Quote, at)
    }
}

/// What items of a kind are to those who decide about them.
const fn thing(items: Items) -> Option<Thing> {
    match items {
        Items::Briefings => None,
        Items::Quotes => Some(Thing::Quote),
        Items::Actors => Some(Thing::Actor),
        Items::Assets => Some(Thing::Asset),
    }
}

/// A briefing as the user has decided it is, and what came of the decisions; `None` where there were none.
pub type Decided = (Arc<Briefing>, Option<Arc<Outcome>>);

impl Shelf {
    /// The briefing of row `number` with the user's decisions; `None` where there is no such row.
    ///
    /// # Errors
    /// When its record cannot be read.
    #[must_use]
    pub fn decided(&self, decisions: &Decisions, number: u32) -> Option<Result<Decided, Error>> {
        let is_decided = self.catalog().row(number).is_some_and(|row| decisions.of(row.key()).is_some());
        Some(self.briefing(number)?.map(|briefing| {
            if !is_decided {
                return (briefing, None);
            }
            let mut own = Arc::unwrap_or_clone(briefing);
            let outcome = apply(&mut own, decisions).map(Arc::new);
            (Arc::new(own), outcome)
        }))
    }
}

#[cfg(test)]
mod tests;
