//! What the user does with briefings: read, starred, hidden, tagged, noted, left at a place. Kept apart from the briefings.
//!
//! The file is a journal in JSON Lines, a change a line, which is only ever added to: a change is in the file before the screen shows it,
//! and on the disk a moment later. A line that a crash tore is left out. Marks belong to the text ([`Key`]), so they survive when a
//! briefing is extracted again, renamed or moved. Undoing is a line too: every change can be taken back, also the next day.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::decisions::{Decision, Decisions, Subject};

mod decided;
mod journal;
mod marks;

use journal::{Journal, write_line};
pub use marks::{Mark, Marks};

/// Changes that can be taken back.
const UNDO: usize = 1_000;
/// Queries that are remembered.
const QUERIES: usize = 200;
/// Lines after which the journal is written anew, shorter, when it is opened.
const LONG: usize = 50_000;

/// What a text is known by: the first eight bytes of its SHA-256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(pub u64);

impl Key {
    /// The key of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_digest(&Sha256::digest(text.as_bytes()).into())
    }

    /// The key of a text of this SHA-256.
    #[must_use]
    pub(super) fn of_digest(digest: &[u8; 32]) -> Self {
        Self(digest.iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte)))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for Key {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for Key {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// One thing that is done with a briefing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Opened, or marked as not opened.
    Read(bool),
    /// Starred, or no longer.
    Starred(bool),
    /// Left out of lists, or no longer.
    Hidden(bool),
    /// A tag put on.
    Tag(String),
    /// A tag taken off.
    Untag(String),
    /// A note written; an empty one is none.
    Note(String),
    /// Reading left at a byte of the text; nothing to take back.
    Place(usize),
    /// Something decided about an item, in one or several matters.
    Decided(Subject, Vec<Decision>),
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    /// Something done with a briefing.
    Did(Key, Change),
    /// The same done with many, as one step.
    Many(Vec<Key>, Change),
    /// The last change taken back.
    Undo,
    /// The last change that was taken back done again.
    Redo,
    /// A query asked.
    Asked(String),
    /// The reader left.
    Left(Session),
}

/// Why the user's marks cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: your marks cannot be kept: {source}", path.display())]
pub struct Error {
    path: PathBuf,
    source: io::Error,
}

/// Where the reader was when it was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The library, by its folder or name.
    pub library: String,
    /// The view, by its title.
    pub view: String,
    /// What narrowed the list, as a query.
    pub query: String,
    /// The id of the briefing that was open.
    pub briefing: String,
    /// The tab, by its title.
    pub tab: String,
    /// What of articles was shown.
    pub showing: Vec<String>,
    /// Whether the fields stood beside the list; `None` where nothing is known of that.
    pub fields: Option<bool>,
}

/// A change that can be taken back.
#[derive(Clone, Debug)]
struct Step {
    change: Change,
    /// What it replaced.
    before: Vec<(Key, Change)>,
}

/// The user's marks, and the journal that keeps them.
#[derive(Debug, Default)]
pub struct State {
    marks: Arc<Marks>,
    decisions: Arc<Decisions>,
    queries: Vec<String>,
    /// By library.
    sessions: BTreeMap<String, Session>,
    done: Vec<Step>,
    undone: Vec<Step>,
    journal: Option<Journal>,
    /// The file of decisions, where they are kept.
    file: Option<PathBuf>,
    /// Whether there are decisions that the file does not have.
    unsaved: bool,
    notice: Option<String>,
}

impl State {
    /// The marks in the journal at `path`, which is made where it is not there. While another process has it, or where it may not be
    /// written, marks can be made but are not kept; [`State::notice`] says so.
    ///
    /// # Errors
    /// When a journal that is there cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let told = |source| Error { path: path.to_owned(), source };
        let mut state = Self::default();
        let file = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| OpenOptions::new().read(true).append(true).create(true).open(path));
        let mut file = match file {
            Ok(file) => file,
            Err(error) => {
                state.notice = Some(format!("{}: {error}; marks are not kept", path.display()));
                match File::open(path) {
                    Ok(file) => file,
                    Err(_) => return Ok(state),
                }
            }
        };
        let is_ours = match file.try_lock() {
            // Where files cannot be locked at all, marks are kept without.
            Ok(()) | Err(TryLockError::Error(_)) => state.notice.is_none(),
            Err(TryLockError::WouldBlock) => {
                state.notice.get_or_insert_with(|| "another attache keeps your marks now; those made here are not kept".to_owned());
                false
            }
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(told)?;
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = 0;
        for line in bytes.get(..whole).unwrap_or_default().split(|&byte| byte == b'\n') {
            lines += 1;
            // A line of a newer version, or a damaged one, says nothing to this one.
            if let Ok(line) = serde_json::from_slice(line) {
                state.apply(line);
            }
        }
        if is_ours {
            if whole < bytes.len() {
                file.set_len(whole as u64).map_err(told)?;
            }
            if lines > LONG {
                file = state.rewrite(path).map_err(told)?;
            }
            file.seek(SeekFrom::End(0)).map_err(told)?;
            state.journal = Some(Journal::new(file).map_err(told)?);
        }
        state.take_decisions(path, is_ours);
        Ok(state)
    }

    /// The marks in the journal at `path` as they are now, for a look: nothing is locked, made or kept. None where there is no journal.
    #[must_use]
    pub fn look(path: &Path) -> Self {
        let mut state = Self::default();
        let bytes = fs::read(path).unwrap_or_default();
        let lines = bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| line.ends_with(b"\n"));
        lines.filter_map(|line| serde_json::from_slice(line).ok()).for_each(|line| state.apply(line));
        state
    }

    /// Why marks are not kept, if they are not.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// What was done with the text of this key.
    #[must_use]
    pub fn mark(&self, key: Key) -> Option<&Mark> {
        self.marks.get(key)
    }

    /// Everything that was done with texts, to be looked at elsewhere while the user goes on.
    #[must_use]
    pub const fn marks(&self) -> &Arc<Marks> {
        &self.marks
    }

    /// Queries asked, the last one last, each once.
    #[must_use]
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// Where the reader of `library` was when it was left.
    #[must_use]
    pub fn session(&self, library: &str) -> Option<&Session> {
        self.sessions.get(library)
    }

    /// Remembers where the reader is left.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn leave(&mut self, session: Session) -> io::Result<()> {
        if self.sessions.get(&session.library) == Some(&session) {
            return Ok(());
        }
        self.record(Line::Left(session))
    }

    /// Does something with a briefing; nothing when that is so already.
    ///
    /// # Errors
    /// When the journal cannot be written; the change is made all the same.
    pub fn change(&mut self, key: Key, change: Change) -> io::Result<()> {
        let before = self.before(key, &change);
        if before == change {
            return Ok(());
        }
        self.record(Line::Did(key, change))
    }

    /// Does the same with several briefings, as one step; those where it is so already are left out.
    ///
    /// # Errors
    /// When the journal cannot be written; the change is made all the same.
    pub fn change_all(&mut self, keys: &[Key], change: &Change) -> io::Result<()> {
        let keys: Vec<Key> = keys.iter().copied().filter(|&key| self.before(key, change) != *change).collect();
        match keys.as_slice() {
            [] => Ok(()),
            [key] => self.record(Line::Did(*key, change.clone())),
            _ => self.record(Line::Many(keys, change.clone())),
        }
    }

    /// Remembers a query.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn asked(&mut self, query: &str) -> io::Result<()> {
        if query.trim().is_empty() || self.queries.last().is_some_and(|last| last == query) {
            return Ok(());
        }
        self.record(Line::Asked(query.to_owned()))
    }

    /// Takes the last change back; tells with how many briefings it was done, and which it was.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn undo(&mut self) -> io::Result<Option<(usize, Change)>> {
        let Some(Step { change, before }) = self.done.last().cloned() else { return Ok(None) };
        self.record(Line::Undo)?;
        Ok(Some((before.len(), change)))
    }

    /// Does the last change that was taken back again; tells with how many briefings, and which it was.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn redo(&mut self) -> io::Result<Option<(usize, Change)>> {
        let Some(Step { change, before }) = self.undone.last().cloned() else { return Ok(None) };
        self.record(Line::Redo)?;
        Ok(Some((before.len(), change)))
    }

    /// How many changes can be taken back.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.done.len()
    }

    /// How many changes are remembered at most.
    #[must_use]
    pub const fn limit(&self) -> usize {
        UNDO
    }

    fn record(&mut self, line: Line) -> io::Result<()> {
        let written = line.clone();
        self.apply(line);
        // The file of decisions first: what stands in the journal alone would be taken for something taken out of the file.
        let filed = self.save_decisions();
        self.journal.as_mut().map_or(Ok(()), |journal| journal.write(&written)).and(filed)
    }

    fn apply(&mut self, line: Line) {
        match line {
            Line::Did(key, change) => self.apply_all(&[key], change),
            Line::Many(keys, change) => self.apply_all(&keys, change),
            Line::Undo => {
                if let Some(step) = self.done.pop() {
                    for (key, before) in &step.before {
                        self.set(*key, before.clone());
                    }
                    self.undone.push(step);
                }
            }
            Line::Redo => {
                if let Some(step) = self.undone.pop() {
                    for (key, _) in &step.before {
                        self.set(*key, step.change.clone());
                    }
                    self.done.push(step);
                }
            }
            Line::Left(session) => {
                self.sessions.insert(session.library.clone(), session);
            }
            Line::Asked(query) => {
                self.queries.retain(|known| *known != query);
                self.queries.push(query);
                if self.queries.len() > QUERIES {
                    self.queries.remove(0);
                }
            }
        }
    }

    fn apply_all(&mut self, keys: &[Key], change: Change) {
        let before: Vec<(Key, Change)> = keys.iter().map(|&key| (key, self.before(key, &change))).collect();
        for &key in keys {
            self.set(key, change.clone());
        }
        if !matches!(change, Change::Place(_)) {
            self.undone.clear();
            self.done.push(Step { change, before });
            if self.done.len() > UNDO {
                self.done.remove(0);
            }
        }
    }

    /// The change that would bring back what `change` replaces.
    fn before(&self, key: Key, change: &Change) -> Change {
        match change {
            Change::Decided(subject, decisions) => {
                let before = decisions.iter().map(|decision| self.decisions.before(key, subject, decision));
                Change::Decided(subject.clone(), before.collect())
            }
            _ => self.marks.before(key, change),
        }
    }

    fn set(&mut self, key: Key, change: Change) {
        if let Change::Decided(subject, decisions) = change {
            self.decide(key, &subject, decisions);
            return;
        }
        Arc::make_mut(&mut self.marks).set(key, change);
    }

    /// Writes the journal anew with what counts now; what was done before cannot be taken back any more.
    fn rewrite(&mut self, path: &Path) -> io::Result<File> {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        for (key, mark) in self.marks.iter() {
            for change in mark.changes() {
                write_line(&mut new, &Line::Did(key, change))?;
            }
        }
        for session in self.sessions.values() {
            write_line(&mut new, &Line::Left(session.clone()))?;
        }
        for (key, change) in self.all_decided() {
            write_line(&mut new, &Line::Did(key, change))?;
        }
        for query in &self.queries {
            write_line(&mut new, &Line::Asked(query.clone()))?;
        }
        new.as_file().sync_data()?;
        let file = new.persist(path).map_err(|error| error.error)?;
        file.try_lock()?;
        (self.done, self.undone) = (Vec::new(), Vec::new());
        Ok(file)
    }
}

#[cfg(test)]
mod tests;
