//! Where the reader was when it was left, and its coming back to it.

use super::{
    super::{
        action::{Pane, Tab},
        showing::Showing,
        views::VIEWS,
    },
    Model, Place,
};
use crate::library::{
    catalog::Row,
    state::{Change, Session},
};

impl Model {
    /// Remembers the place in the text, the list and what narrows it, for the next time.
    pub(in crate::tui) fn leave(&mut self) {
        self.keep_place();
        if self.library.is_empty() {
            return;
        }
        let session = Session {
            library: self.library.clone(),
            view: self.view().title.to_owned(),
            query: self.narrowing.text(),
            briefing: self.reading.as_ref().map_or_else(String::new, |reading| reading.briefing.id.clone()),
            tab: self.tab.title().to_owned(),
            showing: self.showing.names(),
        };
        // Nobody is left to tell.
        let _ = self.state.leave(session);
    }

    /// Goes on where the reader of this library was left.
    pub(super) fn resume(&mut self) {
        let Some(session) = self.state.session(&self.library).cloned() else { return };
        if let Some(view) = VIEWS.iter().find(|view| view.title == session.view) {
            self.kind = view.kind;
        }
        if let Some(tab) = Tab::ALL.into_iter().find(|tab| tab.title() == session.tab) {
            self.tab = tab;
        }
        self.showing = Showing::of(&session.showing);
        self.narrowing.line = session.query;
        self.refilter();
        let catalog = self.shelf().catalog();
        let is_it = |at: &usize| self.row_at(*at).is_some_and(|row| catalog.string(row.id) == session.briefing);
        if let Some(at) = (0..self.listing.numbers.len()).find(is_it) {
            self.list.at = at;
        }
    }

    /// Keeps where the open briefing is left, here and for the next time.
    pub(super) fn keep_place(&mut self) {
        let Some(place) = self.place() else { return };
        let key = self.reading.as_ref().and_then(|reading| self.shelf().catalog().row(reading.row)).map(Row::key);
        if let Some(key) = key
            && let Err(error) = self.state.change(key, Change::Place(place.anchor))
        {
            self.notice = Some(format!("The place is not kept: {error}."));
        }
        self.left.insert(place.id.clone(), place);
    }

    /// Where the briefing `id` of this row was left.
    pub(super) fn place_left(&self, id: &str, row: u32) -> Option<Place> {
        if let Some(place) = self.left.get(id) {
            return Some(place.clone());
        }
        let mark = self.state.mark(self.shelf().catalog().row(row)?.key())?;
        let place = Place {
            pane: Pane::Article,
            view: self.kind,
            narrowing: self.narrowing.clone(),
            id: id.to_owned(),
            anchor: mark.place,
            current: None,
        };
        (mark.place > 0).then_some(place)
    }
}
