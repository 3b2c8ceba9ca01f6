//! The briefings of a shelf as the reader asks for them: those asked for lately are kept, so that a screen reads no file twice.

use std::{cell::RefCell, collections::VecDeque, sync::Arc};

use crate::{
    briefing::Briefing,
    library::{Error, shelf::Shelf},
};

/// How many briefings are kept: some screens full of rows.
const KEPT: usize = 160;

/// A shelf, with the briefings that were asked for last.
#[derive(Debug, Default)]
pub(super) struct Records {
    shelf: Arc<Shelf>,
    recent: RefCell<VecDeque<(u32, Arc<Briefing>)>>,
}

impl Records {
    pub(super) fn new(shelf: Arc<Shelf>) -> Self {
        Self { shelf, recent: RefCell::default() }
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub(super) fn shared(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf)
    }

    /// The briefing of row `row`; `None` where there is no such row.
    ///
    /// # Errors
    /// When its record cannot be read.
    pub(super) fn briefing(&self, row: u32) -> Option<Result<Arc<Briefing>, Error>> {
        if let Some((_, briefing)) = self.recent.borrow().iter().find(|(known, _)| *known == row) {
            return Some(Ok(Arc::clone(briefing)));
        }
        let read = self.shelf.briefing(row)?;
        if let Ok(briefing) = &read {
            let mut recent = self.recent.borrow_mut();
            recent.push_front((row, Arc::clone(briefing)));
            recent.truncate(KEPT);
        }
        Some(read)
    }
}
