//! Words looked for: in the text, or in the rows of the list and the tabs.

use super::{
    super::{action::Pane, find::Needle},
    Model,
};
use crate::span::Span;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Hits {
    /// Places in the text.
    Text(Vec<Span>),
    /// Rows of the list or entries of the tab.
    Rows(Vec<usize>),
}

impl Hits {
    pub(in crate::tui) fn len(&self) -> usize {
        match self {
            Self::Text(spans) => spans.len(),
            Self::Rows(rows) => rows.len(),
        }
    }
}

/// A search that is lit.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Finding {
    pub pane: Pane,
    pub needle: Needle,
    pub hits: Hits,
    /// The hit jumped to last.
    pub at: usize,
}

impl Model {
    /// Looks again for what is being looked for, in a new text.
    pub(in crate::tui) fn refind(&mut self) {
        let Some(finding) = &mut self.finding else { return };
        if finding.pane == Pane::Article {
            let text = self.reading.as_ref().map_or("", |reading| &reading.briefing.text);
            finding.hits = Hits::Text(finding.needle.find(text));
            finding.at = 0;
        }
    }

    pub(in crate::tui) fn refind_rows(&mut self) {
        let Some(finding) = &self.finding else { return };
        let rows: Vec<usize> = match finding.pane {
            Pane::Article | Pane::Facets => return,
            Pane::List => (0..self.listing.numbers.len()).filter(|&at| finding.needle.is_in(&(self.view().words)(self, at))).collect(),
            Pane::Items => self.reading.as_ref().map_or_else(Vec::new, |reading| {
                let hit = |&entry: &usize| {
                    reading.sheet.entries.get(entry).is_some_and(|entry| entry.item.is_some() && finding.needle.is_in(&entry.words()))
                };
                (0..reading.sheet.entries.len()).filter(hit).collect()
            }),
        };
        if let Some(finding) = &mut self.finding {
            finding.at = finding.at.min(rows.len().saturating_sub(1));
            finding.hits = Hits::Rows(rows);
        }
    }

    /// Starts to look for `needle` in `pane`.
    pub(in crate::tui) fn look_for(&mut self, pane: Pane, needle: &str) {
        if needle.is_empty() {
            self.finding = None;
            return;
        }
        let needle = Needle::new(needle, self.meant);
        self.finding = Some(Finding { pane, needle, hits: Hits::Rows(Vec::new()), at: 0 });
        self.refind();
        self.refind_rows();
    }
}
