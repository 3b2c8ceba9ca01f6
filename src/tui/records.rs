//! The briefings of a shelf as the reader asks for them, with the user's decisions replayed on each; those asked for lately are kept, so
//! that a screen reads no file twice.

use std::{cell::RefCell, collections::VecDeque, sync::Arc};

use crate::{
    briefing::Briefing,
    library::{
        Error,
        decisions::{Decided, Decisions, Outcome, Overlay},
        shelf::Shelf,
        state::Key,
    },
};

/// How many briefings are kept: some screens full of rows.
const KEPT: usize = 160;

/// Decisions replayed on the briefings that they are about.
#[derive(Clone, Debug)]
pub(super) struct Replayed {
    pub shelf: Arc<Shelf>,
    pub decisions: Arc<Decisions>,
    pub overlay: Arc<Overlay>,
}

impl PartialEq for Replayed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.overlay, &other.overlay)
    }
}

impl Eq for Replayed {}

/// A shelf, with the briefings that were asked for last.
#[derive(Debug, Default)]
pub(super) struct Records {
    shelf: Arc<Shelf>,
    decisions: Arc<Decisions>,
    /// What decisions change in lists of items, as far as it is known.
    overlay: Arc<Overlay>,
    /// Whether there are decisions that it does not know yet.
    behind: bool,
    recent: RefCell<VecDeque<(u32, Decided)>>,
}

impl Records {
    pub(super) fn new(shelf: Arc<Shelf>, decisions: Arc<Decisions>) -> Self {
        let behind = !decisions.is_empty();
        Self { shelf, decisions, behind, ..Self::default() }
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub(super) fn shared(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf)
    }

    /// What decisions change in what the catalog tells of items; nothing while that [is not known](Self::is_behind).
    pub(super) const fn overlay(&self) -> &Arc<Overlay> {
        &self.overlay
    }

    /// Whether the briefings that decisions are about have not been read yet.
    pub(super) const fn is_behind(&self) -> bool {
        self.behind
    }

    /// Reads the briefings that decisions are about, now.
    pub(super) fn read_decided(&mut self) {
        if self.behind {
            (self.overlay, self.behind) = (Arc::new(Overlay::of(&self.shelf, &self.decisions)), false);
        }
    }

    /// Takes in what was read elsewhere meanwhile; what was decided since then is read now. Tells whether it was waited for.
    pub(super) fn adopt(&mut self, Replayed { shelf, decisions, mut overlay }: Replayed) -> bool {
        if !self.behind || !Arc::ptr_eq(&shelf, &self.shelf) {
            return false;
        }
        let since = decisions.differing(&self.decisions);
        if !since.is_empty() {
            Arc::make_mut(&mut overlay).renew(&self.shelf, &self.decisions, &since);
        }
        (self.overlay, self.behind) = (overlay, false);
        true
    }

    /// Takes up what is decided now; tells about which texts it is something else than before.
    pub(super) fn decide(&mut self, decisions: &Arc<Decisions>) -> Vec<Key> {
        if Arc::ptr_eq(&self.decisions, decisions) {
            return Vec::new();
        }
        let keys = self.decisions.differing(decisions);
        self.decisions = Arc::clone(decisions);
        if !self.behind {
            Arc::make_mut(&mut self.overlay).renew(&self.shelf, decisions, &keys);
        }
        let key_of = |row: u32| self.shelf.catalog().row(row).map(crate::library::catalog::Row::key);
        self.recent.get_mut().retain(|(row, _)| key_of(*row).is_some_and(|key| !keys.contains(&key)));
        keys
    }

    /// The briefing of row `row` with what came of the decisions about it; `None` where there is no such row.
    ///
    /// # Errors
    /// When its record cannot be read.
    pub(super) fn decided(&self, row: u32) -> Option<Result<Decided, Error>> {
        if let Some((_, decided)) = self.recent.borrow().iter().find(|(known, _)| *known == row) {
            return Some(Ok(decided.clone()));
        }
        let read = self.shelf.decided(&self.decisions, row)?;
        if let Ok(decided) = &read {
            let mut recent = self.recent.borrow_mut();
            recent.push_front((row, decided.clone()));
            recent.truncate(KEPT);
        }
        Some(read)
    }

    /// The briefing of row `row`; `None` where there is no such row.
    ///
    /// # Errors
    /// When its record cannot be read.
    pub(super) fn briefing(&self, row: u32) -> Option<Result<Arc<Briefing>, Error>> {
        self.decided(row).map(|read| read.map(|(briefing, _)| briefing))
    }

    /// What came of the decisions about the briefing of row `row`; `None` where nothing is decided.
    pub(super) fn outcome(&self, row: u32) -> Option<Arc<Outcome>> {
        self.decisions.of(self.shelf.catalog().row(row)?.key())?;
        self.decided(row)?.ok()?.1
    }
}
