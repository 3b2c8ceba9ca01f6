//! What the keeper of the library tells while it is read.

use std::sync::Arc;

use super::{
    super::{page::Page, records::Records},
    Model, Place,
    listing::Wish,
    places::row_of,
};
use crate::{
    library::{keeper::News, shelf::Shelf},
    span::Span,
};

impl Model {
    /// Takes in what is new in the library.
    pub fn hear(&mut self, news: &News) {
        match news {
            News::Shelf(shelf) => self.take(shelf),
            News::Progress(progress) => self.coming = Some(*progress),
            News::Notice(words) => self.notice = Some(words.clone()),
        }
        self.settle();
    }

    /// Shows the library as it is now; what was selected and read stays, wherever it stands now.
    fn take(&mut self, shelf: &Arc<Shelf>) {
        let selected = self.place_selected();
        self.records = Records::new(Arc::clone(shelf), Arc::clone(self.state.decisions()));
        (self.coming, self.all) = (None, None);
        self.kept.clear();
        self.rejoin();
        let at = self.list.at;
        self.lists.awaited.take_if(|awaited| matches!(awaited.wish, Wish::Number(..)));
        // Numbers of the old shelf say nothing of the new one.
        self.listing = Arc::default();
        self.list_news(selected.map_or(Wish::Number(None, at), |place| Wish::Place(Box::new(place), at)));
        self.refind();
    }

    /// The selected row as a place in the text.
    fn place_selected(&self) -> Option<Place> {
        let target = self.target_at(self.list.at)?;
        let catalog = self.shelf().catalog();
        let id = catalog.id(catalog.row(target.row)?).into_owned();
        let current = target.item.map(|item| (item, Span::default()));
        Some(Place { pane: self.focus, view: self.kind, narrowing: self.narrowing.clone(), id, anchor: 0, current })
    }

    /// Finds what is read in the library as it is now.
    fn rejoin(&mut self) {
        let Some(reading) = &mut self.reading else { return };
        let row = row_of(self.records.shelf(), &reading.briefing.id);
        let Some((row, Some(Ok(briefing)))) = row.map(|row| (row, self.records.briefing(row))) else {
            self.reading = None;
            return;
        };
        reading.row = row;
        if briefing != reading.briefing {
            reading.renew(briefing);
            reading.page = Page::default();
            self.close_lists();
        }
    }
}
