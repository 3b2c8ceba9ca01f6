//! What the list shows: the narrowing answered, one view after another, and sums that may come later.

use super::{
    super::{action::ViewKind, reading::Cursor, views::Listing},
    Model,
};
use crate::library::answer::Items;

/// Up to so many briefings sums are made with the list; beyond, a moment after it.
const SMALL: usize = 4_000;

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
        self.listing = (self.view().list)(self.shelf(), &self.query, &self.state);
        let place = selected.and_then(|number| self.listing.numbers.iter().position(|&other| other == number));
        self.list = Cursor { at: place.unwrap_or(0), top: if place.is_some() { self.list.top } else { 0 } };
        self.totals = None;
        if self.held() <= SMALL {
            self.catch_up();
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

    /// Makes what may come a moment after the list: sums and counts. Tells whether there is something new to paint.
    pub fn catch_up(&mut self) -> bool {
        if self.totals.is_some() && self.all.is_some() {
            return false;
        }
        if self.totals.is_none() {
            let found = self.shelf().answer(Items::Briefings, &self.query, &self.state).found;
            self.totals = Some(self.shelf().catalog().totals(&found));
        }
        if self.all.is_none() {
            self.all = Some((self.view().all)(self.shelf()));
        }
        true
    }
}
