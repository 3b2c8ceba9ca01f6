//! Places that were left by a jump, to be come back to.

use super::{
    super::{
        action::{Pane, ViewKind},
        page::Page,
        reading::Current,
        views::Target,
    },
    Model,
    listing::Wish,
};
use crate::library::{narrow::Narrowing, shelf::Shelf};

/// A place to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Place {
    /// The pane with the focus.
    pub pane: Pane,
    /// What the list showed.
    pub view: ViewKind,
    pub narrowing: Narrowing,
    /// The briefing that was open.
    pub id: String,
    pub anchor: usize,
    pub current: Option<Current>,
}

/// Where a jump ended.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Landing {
    pub pane: Pane,
    pub view: ViewKind,
    pub narrowing: Narrowing,
}

impl Model {
    /// The place in the text that is on the screen.
    pub(in crate::tui) fn place(&self) -> Option<Place> {
        let reading = self.reading.as_ref()?;
        Some(Place {
            pane: self.focus,
            view: self.kind,
            narrowing: self.narrowing.clone(),
            id: reading.briefing.id.clone(),
            anchor: reading.anchor,
            current: reading.current,
        })
    }

    /// Remembers the place on the screen, before a jump.
    pub(in crate::tui) fn remember(&mut self) {
        if let Some(place) = self.place().filter(|place| self.past.last() != Some(place)) {
            self.past.push(place);
            self.future.clear();
        }
        self.landed = None;
    }

    /// The last place left in another view, or in another pane where the last jump led here; else in a pane further out.
    pub(in crate::tui) fn outer(&self) -> Option<usize> {
        let has_landed = self.landed.as_ref().is_some_and(|landed| (landed.pane, landed.view) == (self.focus, self.kind));
        let is_elsewhere = |pane: Pane| if has_landed { pane != self.focus } else { pane < self.focus };
        self.past.iter().rposition(|place| place.view != self.kind || self.focus != Pane::List && is_elsewhere(place.pane))
    }

    /// Whether Esc, where nothing is open, takes a filter away rather than a step back: one that came after the last jump, or there was none.
    pub(in crate::tui) fn esc_clears(&self) -> bool {
        self.speaker.is_some()
            || !self.chosen.is_empty()
            || !self.narrowing.is_empty()
                && (self.landed.as_ref().is_none_or(|landed| landed.narrowing != self.narrowing)
                    || self.focus == Pane::List && self.outer().is_none())
    }

    /// Gives the focus to `pane`; the pane beside the text follows it, and where one goes, one sees.
    pub(in crate::tui) const fn stand_in(&mut self, pane: Pane) {
        self.focus = pane;
        self.beside = self.beside.with(pane);
        if !matches!(pane, Pane::Facets | Pane::Article) {
            self.side = pane;
        }
    }

    /// Goes to a remembered place, if its briefing is still there.
    pub(in crate::tui) fn go_to(&mut self, place: &Place) {
        self.landed = None;
        let wish = Wish::Return(Box::new(place.clone()));
        if self.narrowing != place.narrowing || self.kind != place.view || self.is_listing() {
            self.narrowing = place.narrowing.clone();
            self.look_for_row(place.view, wish);
        } else {
            self.select(wish);
        }
    }

    /// Takes a jump back that led nowhere: the place where one stands is no place that was left.
    pub(super) fn take_back_jump(&mut self, wish: Wish) {
        let Some(here) = self.place() else { return };
        let is_here = |place: Option<&Place>| place.is_some_and(|place| Place { pane: here.pane, ..place.clone() } == here);
        match wish {
            Wish::Return(place) if is_here(self.future.last()) => {
                self.future.pop();
                self.past.push(*place);
            }
            Wish::Return(place) if is_here(self.past.last()) => {
                self.past.pop();
                self.future.push(*place);
            }
            _ if is_here(self.past.last()) => drop(self.past.pop()),
            _ => {}
        }
    }

    /// Shows the text of the selected row as it was at a remembered place.
    pub(super) fn stand_at(&mut self, place: &Place) {
        self.open_selected();
        if let Some(reading) = &mut self.reading {
            reading.anchor = place.anchor;
            reading.current = place.current;
            reading.wanted = None;
            reading.page = Page::default();
        }
    }

    /// The row of the list that stands for the briefing of a place: the one of its item, where there are several.
    pub(super) fn find(&self, place: &Place) -> Option<usize> {
        let row = row_of(self.shelf(), &place.id)?;
        let own = (self.view().of)(self.shelf(), row);
        let may_be = (0..).zip(&self.listing.numbers).filter(|(_, number)| own.contains(number)).map(|(at, _)| at);
        let mut rows = may_be.filter_map(|at| Some((at, self.target_at(at).filter(|target| target.row == row)?)));
        let (first, target) = rows.next()?;
        let fits = |target: &Target| target.item.is_none() || target.item == place.current.map(|(item, _)| item);
        if fits(&target) { Some(first) } else { Some(rows.find(|(_, target)| fits(target)).map_or(first, |(at, _)| at)) }
    }
}

/// The row of the briefing that has an id.
pub(super) fn row_of(shelf: &Shelf, id: &str) -> Option<u32> {
    shelf.catalog().row_with(id)
}
