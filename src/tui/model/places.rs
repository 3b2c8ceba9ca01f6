//! Places that were left by a jump, to be come back to.

use super::{
    super::{action::ViewKind, page::Page, reading::Current, views::Target},
    Model,
};
use crate::library::narrow::Narrowing;

/// A place to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Place {
    /// What the list showed.
    pub view: ViewKind,
    pub narrowing: Narrowing,
    /// The briefing that was open.
    pub id: String,
    pub anchor: usize,
    pub current: Option<Current>,
}

impl Model {
    /// The place in the text that is on the screen.
    pub(in crate::tui) fn place(&self) -> Option<Place> {
        let reading = self.reading.as_ref()?;
        Some(Place {
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
    }

    /// Goes to a remembered place, if its briefing is still there.
    pub(in crate::tui) fn go_to(&mut self, place: &Place) -> bool {
        if self.narrowing != place.narrowing {
            self.narrowing = place.narrowing.clone();
            self.refilter();
        }
        self.show(place.view);
        let is_it =
            |target: Target| self.shelf().catalog().row(target.row).map(|row| self.shelf().catalog().string(row.id)) == Some(&place.id);
        let fits = |target: &Target| target.item.is_none() || target.item == place.current.map(|(item, _)| item);
        let rows = 0..self.listing.numbers.len();
        let mut here = rows.filter_map(|at| Some((at, self.target_at(at).filter(|&target| is_it(target))?)));
        let Some((mut at, first)) = here.next() else { return false };
        if !fits(&first) {
            at = here.find(|(_, target)| fits(target)).map_or(at, |(at, _)| at);
        }
        self.list.at = at;
        self.open_selected();
        if let Some(reading) = &mut self.reading {
            reading.anchor = place.anchor;
            reading.current = place.current;
            reading.wanted = None;
            reading.page = Page::default();
        }
        true
    }
}
