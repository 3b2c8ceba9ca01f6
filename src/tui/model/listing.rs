//! What the list shows: the narrowing answered, one view after another, and sums that may come later.

use std::sync::Arc;

use super::{
    super::{
        action::ViewKind,
        reading::Cursor,
        views::{Listing, View},
    },
    Model,
};
use crate::library::{
    Totals,
    bits::Bits,
    decisions::{Decisions, Overlay},
    query::Query,
    shelf::Shelf,
};

/// Up to so many briefings sums are made with the list; beyond, a moment after it.
const SMALL: usize = 200;

/// And with decisions about so many texts, each of which must be read for them.
const FEW: usize = 40;

impl Model {
    /// Lists anew what answers the narrowing. A line that cannot be understood leaves the list as it is, and says why.
    pub(in crate::tui) fn refilter(&mut self) {
        match self.narrowing.query(self.today) {
            Ok(query) => {
                (self.query, self.misread) = (query, None);
                self.relist();
            }
            Err(error) => self.misread = Some(error),
        }
    }

    /// Lists what answers the query; the selected row stays selected if it may.
    pub(in crate::tui) fn relist(&mut self) {
        let selected = self.listing.numbers.get(self.list.at).copied();
        let none = Overlay::default();
        // All briefings are listed whatever is decided about what is in them.
        let overlay = if self.kind == ViewKind::Briefings && self.query == Query::All { &none } else { self.records.overlay() };
        self.listing = (self.view().list)(self.records.shelf(), overlay, &self.query, &self.state);
        let place = selected.and_then(|number| self.listing.numbers.iter().position(|&other| other == number));
        self.list = Cursor { at: place.unwrap_or(0), top: if place.is_some() { self.list.top } else { 0 } };
        self.totals = None;
        self.ticket += 1;
        if self.is_small()
            && let Some(late) = self.late()
        {
            self.sum(late.work());
        }
    }

    /// Looks at the library in another way.
    pub(in crate::tui) fn show(&mut self, kind: ViewKind) {
        if self.kind == kind {
            return;
        }
        if let Some(&number) = self.listing.numbers.get(self.list.at) {
            self.kept.insert(self.kind, number);
        }
        self.kind = kind;
        self.listing = Listing::default();
        (self.all, self.totals) = (None, None);
        self.relist();
        let kept = self.kept.get(&kind).and_then(|number| self.listing.numbers.iter().position(|other| other == number));
        self.list = Cursor { at: kept.unwrap_or(0), top: 0 };
    }

    /// Whether sums are made at once.
    fn is_small(&self) -> bool {
        self.held() <= SMALL && (self.state.decisions().len() <= FEW || self.records.known_overlay().is_some())
    }

    /// The sums that are wanted and not yet asked for.
    pub(in crate::tui) fn late(&mut self) -> Option<Late> {
        if self.summed == self.ticket {
            return None;
        }
        self.summed = self.ticket;
        let found = self.listing.found.clone().filter(|_| self.query != Query::All);
        let found = found.unwrap_or_else(|| self.shelf().catalog().present());
        let overlay = if self.is_small() { Some(Arc::clone(self.records.overlay())) } else { self.records.known_overlay() };
        let (shelf, decisions) = (self.records.shared(), Arc::clone(self.state.decisions()));
        Some(Late { ticket: self.ticket, shelf, decisions, overlay, found, view: self.view() })
    }

    /// Takes in sums; those of an earlier list are let go.
    pub(in crate::tui) fn sum(&mut self, sums: Sums) {
        if sums.ticket == self.ticket {
            (self.totals, self.all) = (Some(sums.totals), Some(sums.all));
        }
    }
}

/// Sums over a list, to be made while keys are obeyed.
pub struct Late {
    ticket: u64,
    shelf: Arc<Shelf>,
    decisions: Arc<Decisions>,
    /// What they change, if it is known.
    overlay: Option<Arc<Overlay>>,
    found: Bits,
    view: &'static View,
}

impl Late {
    /// Makes them.
    pub(in crate::tui) fn work(self) -> Sums {
        let overlay = self.overlay.unwrap_or_else(|| Arc::new(Overlay::of(&self.shelf, &self.decisions)));
        let totals = overlay.totals(&self.shelf, &self.found);
        Sums { ticket: self.ticket, totals, all: (self.view.all)(&self.shelf, &overlay) }
    }
}

/// Sums that were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Of which list.
    ticket: u64,
    totals: Totals,
    /// How many rows the view has when nothing narrows it.
    all: usize,
}
