//! What is listed, as rows of a file: made apart from the model, so that keys are obeyed while a long list is written.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    marks::Item,
    outside,
    text::number,
    views::{Listing, Target, View},
};
use crate::{
    briefing::Briefing,
    library::{
        decisions::{Decided, Decisions, Overlay},
        shelf::Shelf,
        table,
    },
};

/// Rows between two words about how far it is.
const STRIDE: usize = 2_000;

/// A list as it was when somebody asked for all of it.
pub(super) struct Source {
    pub shelf: Arc<Shelf>,
    pub decisions: Arc<Decisions>,
    pub overlay: Arc<Overlay>,
    pub view: &'static View,
    pub listing: Arc<Listing>,
    /// The briefing read last, by its row: items of one come one after the other.
    pub last: Mutex<Option<(u32, Decided)>>,
}

impl Source {
    /// What row `at` stands for, by the number that its item is shown by, with its briefing.
    pub(super) fn target(&self, at: usize) -> Option<(Target, Arc<Briefing>)> {
        let target = (self.view.target)(&self.shelf, &self.listing, at)?;
        let (briefing, outcome) = self.decided(target.row)?;
        let shown = target.item.and_then(Item::thing).map(|(thing, number)| {
            let number = outcome.map_or(Some(number), |outcome| outcome.now(thing, number));
            number.map(|number| Item::of(thing, number))
        });
        Some((Target { item: shown.map_or(Some(target.item), |shown| shown.map(Some))?, ..target }, briefing))
    }

    /// The briefing of row `row`, as decided.
    fn decided(&self, row: u32) -> Option<Decided> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, decided)) = last.as_ref().filter(|(known, _)| *known == row) {
            return Some(decided.clone());
        }
        let decided = self.shelf.decided(&self.decisions, row)?.ok()?;
        *last = Some((row, decided.clone()));
        Some(decided)
    }

    /// The path of the file of row `row`, below the library.
    pub(super) fn path(&self, row: u32) -> &str {
        self.shelf.catalog().row(row).map_or("", |row| self.shelf.path(row))
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("view", &self.view.title).finish_non_exhaustive()
    }
}

/// A list to be written into a file.
#[derive(Clone)]
pub struct Export {
    pub(super) path: PathBuf,
    pub(super) form: fn(&[table::Row]) -> String,
    pub(super) source: Arc<Source>,
    /// Set when it is to be given up.
    pub(super) stop: Arc<AtomicBool>,
}

impl Export {
    /// Writes it; tells `progress` in words how far it is, and returns what came of it.
    pub(super) fn work(&self, progress: impl Fn(String)) -> String {
        let count = self.source.listing.numbers.len();
        let mut rows = Vec::new();
        for at in 0..count {
            if self.stop.load(Ordering::Relaxed) {
                return "Stopped; nothing was written.".to_owned();
            }
            if at > 0 && at.is_multiple_of(STRIDE) {
                progress(format!("{} of {} rows are ready; Esc stops.", number(at as u64), number(count as u64)));
            }
            rows.extend((self.source.view.data)(&self.source, at));
        }
        outside::write(&self.path, &(self.form)(&rows))
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("path", &self.path).finish_non_exhaustive()
    }
}

impl PartialEq for Export {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && Arc::ptr_eq(&self.source, &other.source)
    }
}

impl Eq for Export {}
