//! What decisions change in what the catalog tells of items: which are not shown, and who said what.

use std::{collections::BTreeMap, sync::Arc};

use super::{Decisions, Outcome, Thing, apply};
use crate::{
    briefing::Briefing,
    library::{
        Error, Totals,
        answer::{Items, range},
        bits::Bits,
        catalog::{NONE, QuoteRow, Row},
        shelf::Shelf,
        state::Key,
    },
};

/// The outcomes of all decisions about the briefings of a shelf, by row.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    outcomes: BTreeMap<u32, Arc<Outcome>>,
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

    /// Reads those briefings again about whose texts something else is decided now.
    pub fn renew(&mut self, shelf: &Shelf, decisions: &Decisions, keys: &[Key]) {
        self.outcomes.retain(|_, outcome| !keys.contains(&outcome.key));
        self.read(shelf, decisions, |row| keys.contains(&row.key()) && decisions.of(row.key()).is_some());
    }

    fn read(&mut self, shelf: &Shelf, decisions: &Decisions, wanted: impl Fn(&Row) -> bool) {
        let catalog = shelf.catalog();
        for &number in catalog.order() {
            if catalog.row(number).is_some_and(&wanted)
                && let Some(Ok((_, Some(outcome)))) = shelf.decided(decisions, number)
            {
                self.outcomes.insert(number, outcome);
            }
        }
    }

    /// What came of the decisions about the briefing of a row; `None` where nothing is decided.
    #[must_use]
    pub fn outcome(&self, row: u32) -> Option<&Arc<Outcome>> {
        self.outcomes.get(&row)
    }

    /// Sums over `rows`.
    #[must_use]
    pub fn totals(&self, shelf: &Shelf, rows: &Bits) -> Totals {
        let catalog = shelf.catalog();
        if self.outcomes.is_empty() {
            return catalog.totals(rows);
        }
        let mut speakers = Bits::none(catalog.names().persons().len());
        let mut totals = Totals::default();
        for (number, row) in rows.iter().filter_map(|number| Some((number, catalog.row(number)?))) {
            let shown = |items: Items| (0..range(row, items).len()).filter(|&at| !self.is_hidden(number, items, at)).count();
            totals.briefings += 1;
            totals.quotes += shown(Items::Quotes);
            totals.assets += shown(Items::Assets);
            for (at, quote) in catalog.quotes_of(row).iter().enumerate() {
                speakers.insert(catalog.names().identity(self.speaker(number, row, at, quote)));
            }
        }
        Totals { speakers: speakers.count(), ..totals }
    }

    /// Whether item `at` of the briefing of a row is not shown.
    #[must_use]
    pub fn is_hidden(&self, row: u32, items: Items, at: usize) -> bool {
        let thing = match items {
            Items::Briefings => return false,
            Items::Quotes => Thing::Quote,
            Items::Actors => Thing::Actor,
            Items::Assets => Thing::Asset,
        };
        self.outcome(row).is_some_and(|outcome| outcome.now(thing, at).is_none())
    }

    /// Who said quote `at` of row `number`: a number among all actors, or [`NONE`].
    #[must_use]
    pub fn speaker(&self, number: u32, row: &Row, at: usize, quote: &QuoteRow) -> u32 {
        let Some(outcome) = self.outcome(number) else { return quote.speaker };
        let speaker = outcome.now(Thing::Quote, at).and_then(|now| outcome.speaker(now));
        speaker.and_then(|actor| row.actors.checked_add(u32::try_from(actor).ok()?)).unwrap_or(NONE)
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
