//! Decisions as changes like any other, and the file of their own that they are kept in.
//!
//! The journal has every decision with its place in the history; the file has what is decided now. Where both tell of decisions, the
//! file is right: somebody may have edited it, or got it from somebody else.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Change, Key, State};
use crate::{
    briefing::store::{reason, write_atomic},
    library::decisions::{self, Decision, Decisions, Subject},
};

/// The file of decisions beside the journal at `path`.
fn beside(path: &Path) -> PathBuf {
    path.with_file_name("decisions.toml")
}

impl State {
    /// What the user has decided about items.
    #[must_use]
    pub const fn decisions(&self) -> &Arc<Decisions> {
        &self.decisions
    }

    /// The decisions in the file beside the journal at `path`, without the rest and without locking anything; none where there is none.
    ///
    /// # Errors
    /// When the file cannot be read: a sentence that names it.
    pub fn decided(path: &Path) -> Result<Decisions, String> {
        let file = beside(path);
        let told = |problem: String| format!("{}: your decisions cannot be read: {problem}", file.display());
        match fs::read_to_string(&file) {
            Ok(text) => decisions::parse(&text).map_err(told),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Decisions::default()),
            Err(error) => Err(told(reason(&error))),
        }
    }

    /// Takes up the file of decisions beside the journal at `path`; it is written when something is decided if the journal `is_ours`.
    pub(super) fn take_decisions(&mut self, path: &Path, is_ours: bool) {
        let file = beside(path);
        if file.exists() {
            match Self::decided(path) {
                Ok(decisions) => self.decisions = Arc::new(decisions),
                Err(problem) => {
                    // It is left as it is, so that it can be mended.
                    self.notice.get_or_insert(format!("{problem}; until that is mended, decisions are not kept"));
                    return;
                }
            }
        }
        self.unsaved = false;
        self.file = is_ours.then_some(file);
    }

    pub(super) fn decide(&mut self, key: Key, subject: &Subject, decisions: Vec<Decision>) {
        let all = Arc::make_mut(&mut self.decisions);
        for decision in decisions {
            all.set(key, subject, decision);
        }
        self.unsaved = true;
    }

    /// Writes the file of decisions if it lacks any.
    pub(super) fn save_decisions(&mut self) -> io::Result<()> {
        let Some(file) = self.file.as_ref().filter(|_| self.unsaved) else { return Ok(()) };
        write_atomic(file, decisions::write(&self.decisions).as_bytes())?;
        self.unsaved = false;
        Ok(())
    }

    /// Everything decided, as changes.
    pub(super) fn all_decided(&self) -> impl Iterator<Item = (Key, Change)> {
        let rulings = self.decisions.iter().flat_map(|(key, rulings)| rulings.iter().map(move |ruling| (key, ruling)));
        rulings.map(|(key, (subject, ruling))| (key, Change::Decided(subject.clone(), ruling.decisions())))
    }
}
