//! What the keeper of the library tells while it is read.

use std::sync::Arc;

use super::{
    super::{
        page::Page,
        records::Records,
        views::{Listing, Target},
    },
    Model,
};
use crate::library::{keeper::News, shelf::Shelf};

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
        let id = |shelf: &Shelf, row: u32| shelf.catalog().row(row).map(|row| shelf.catalog().string(row.id).to_owned());
        let selected = self.target_at(self.list.at).and_then(|target| Some((id(self.shelf(), target.row)?, target.item)));
        self.records = Records::new(Arc::clone(shelf), Arc::clone(self.state.decisions()));
        (self.coming, self.all) = (None, None);
        self.kept.clear();
        // Numbers of the old shelf say nothing of the new one.
        self.listing = Listing::default();
        self.relist();
        let is_it = |target: &Target| selected == id(shelf, target.row).map(|id| (id, target.item));
        let place = (0..self.listing.numbers.len()).find(|&at| self.target_at(at).as_ref().is_some_and(is_it));
        self.list.at = place.unwrap_or_else(|| self.list.at.min(self.listing.numbers.len().saturating_sub(1)));
        let target = self.target_at(self.list.at);
        self.aimed = target;
        if let (Some(reading), Some(target)) = (&mut self.reading, target)
            && let Some(Ok(briefing)) = self.records.briefing(target.row)
            && briefing.id == reading.briefing.id
        {
            reading.row = target.row;
            if briefing != reading.briefing {
                reading.renew(briefing);
                reading.page = Page::default();
                self.close_lists();
            }
        } else {
            self.open_selected();
        }
        self.refind();
    }
}
