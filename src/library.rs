//! Many briefings: from a folder, from what ships with the program, or from memory; indexed, asked, kept up to date, marked.

use std::sync::{Arc, OnceLock};

use crate::briefing::Briefing;

pub mod answer;
pub mod bits;
pub mod catalog;
pub mod decisions;
pub mod desk;
pub mod dictionary;
pub mod facets;
pub mod index;
pub mod keeper;
pub mod narrow;
pub mod query;
mod series;
pub mod shelf;
pub mod speakers;
mod split;
pub mod state;
mod stretch;
mod summary;
pub mod table;
pub mod texts;
pub mod trash;

pub use summary::Summary;

static SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/shipped.jsonl"));

/// Why a library or one of its briefings cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A record does not parse.
    #[error("{id}: this briefing cannot be read: {reason}")]
    Record {
        /// Which one.
        id: String,
        /// Why, as a sentence.
        reason: String,
    },
}

/// Sums over some briefings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many briefings.
    pub briefings: usize,
    /// How many quotes they hold.
    pub quotes: usize,
    /// How many different speakers, told apart by name.
    pub speakers: usize,
    /// How many assets.
    pub assets: usize,
}

/// A set of briefings, newest first.
#[derive(Debug, Default)]
pub struct Library {
    name: String,
    shipped: bool,
    entries: Vec<Entry>,
    notices: Vec<String>,
}

#[derive(Debug)]
struct Entry {
    summary: Summary,
    /// The record as JSON where it is not parsed yet.
    line: &'static str,
    briefing: OnceLock<Arc<Briefing>>,
}

impl Entry {
    fn held(briefing: Arc<Briefing>, collection: Option<String>) -> Self {
        let summary = Summary { collection, ..Summary::of(&briefing) };
        Self { summary, line: "", briefing: OnceLock::from(briefing) }
    }
}

impl Library {
    /// The briefings that ship with the program; read-only.
    #[must_use]
    pub fn shipped() -> Self {
        let mut library = Self { name: "shipped briefings".to_owned(), shipped: true, ..Self::default() };
        for (number, line) in SHIPPED.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str(line) {
                Ok(summary) => {
                    library.entries.push(Entry { summary, line, briefing: OnceLock::new() });
                }
                Err(error) => library.notices.push(format!("shipped briefing {}: {error}", number + 1)),
            }
        }
        library.sort();
        library
    }

    /// A library of briefings held in memory.
    #[must_use]
    pub fn of(briefings: Vec<Briefing>) -> Self {
        let entries = briefings.into_iter().map(|briefing| Entry::held(Arc::new(briefing), None)).collect();
        let mut library = Self { name: "read just now".to_owned(), entries, ..Self::default() };
        library.sort();
        library
    }

    /// The same library under another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The same library with one more sentence to tell when it is shown.
    #[must_use]
    pub fn noted(mut self, notice: impl Into<String>) -> Self {
        self.notices.push(notice.into());
        self
    }

    fn sort(&mut self) {
        self.entries.sort_by(|a, b| (b.summary.published, &a.summary.id).cmp(&(a.summary.published, &b.summary.id)));
    }

    /// What to call it on screen.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether these are the briefings that ship with the program.
    #[must_use]
    pub const fn is_shipped(&self) -> bool {
        self.shipped
    }

    /// What went wrong while it was opened, as sentences.
    #[must_use]
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// How many briefings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is known of briefing `number` without parsing it whole.
    #[must_use]
    pub fn summary(&self, number: usize) -> Option<&Summary> {
        self.entries.get(number).map(|entry| &entry.summary)
    }

    /// Every summary, newest first.
    #[must_use]
    pub fn summaries(&self) -> impl ExactSizeIterator<Item = &Summary> {
        self.entries.iter().map(|entry| &entry.summary)
    }

    /// The whole briefing `number`; `None` beyond the last.
    ///
    /// # Errors
    /// When its record does not parse.
    #[must_use]
    pub fn briefing(&self, number: usize) -> Option<Result<Arc<Briefing>, Error>> {
        let entry = self.entries.get(number)?;
        if let Some(briefing) = entry.briefing.get() {
            return Some(Ok(Arc::clone(briefing)));
        }
        let parsed: Result<Briefing, _> = serde_json::from_str(entry.line);
        Some(match parsed {
            Ok(briefing) => Ok(Arc::clone(entry.briefing.get_or_init(|| Arc::new(briefing)))),
            Err(error) => Err(Error::Record { id: entry.summary.id.clone(), reason: error.to_string() }),
        })
    }
}

#[cfg(test)]
mod tests;
