//! Where the reader was when it was left, and its coming back to it.

use super::{
    super::{
        action::{Pane, Tab},
        showing::Showing,
        sidebar::Sidebar,
        views::VIEWS,
    },
    Model, Place,
    listing::Wish,
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
            // One briefing has no fields beside it: that says nothing of the time when there are more.
            fields: if self.is_alone() {
                self.state.session(&self.library).and_then(|last| last.fields)
            } else {
                Some(self.sidebar.is_some())
            },
        };
        // Nobody is left to tell.
        let _ = self.state.leave(session);
    }

    /// Goes on where the reader of this library was left.
    pub(super) fn resume(&mut self) {
        let Some(session) = self.state.session(&self.library).cloned() else { return self.relist() };
        let kind = VIEWS.iter().find(|view| view.title == session.view).map_or(self.kind, |view| view.kind);
        if let Some(tab) = Tab::ALL.into_iter().find(|tab| tab.title() == session.tab) {
            self.tab = tab;
        }
        self.showing = Showing::of(&session.showing);
        if let Some(shown) = session.fields.filter(|_| !self.is_alone()) {
            self.sidebar = shown.then(Sidebar::default);
        }
        self.narrowing.line = session.query;
        let narrowing = self.narrowing.clone();
        let place = Place { pane: self.focus, view: kind, narrowing, id: session.briefing, anchor: 0, current: None };
        self.look_for_row(kind, Wish::Place(Box::new(place), 0));
        if self.misread.is_some() && kind == self.kind {
            self.relist();
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

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::{
        library::{Library, desk::Desk, state::State},
        tui::{Options, action::Action, update},
    };

    #[test]
    fn the_fields_beside_the_list_are_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let open = |facets: bool| {
            let state = State::open(&folder.path().join("marks")).unwrap();
            let desk = Desk { state, name: "ours".to_owned(), shipped: true, ..Desk::from(Library::shipped()) };
            let mut options = Options::default();
            options.layout.facets = facets;
            Model::new(desk, options, Size::new(160, 45))
        };
        let mut model = open(false);
        assert!(model.sidebar.is_none());
        update(&mut model, Action::Sidebar);
        model.leave();
        drop(model);
        let mut model = open(false);
        assert!(model.sidebar.is_some() && model.focus == Pane::List);
        update(&mut model, Action::Sidebar);
        assert_eq!(model.focus, Pane::List);
        model.leave();
        drop(model);
        // Taken away by hand, they stay away, whatever the settings say of the start.
        assert!(open(true).sidebar.is_none());
    }
}
