//! Words looked for: in the text, or in the rows of the list and the tabs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use super::{
    super::{action::Pane, export::Source, find::Needle},
    Model,
    listing::SMALL,
};
use crate::span::Span;

/// How long nothing is told while a long list is looked through.
const BREATH: Duration = Duration::from_millis(100);

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
#[derive(Debug)]
pub(in crate::tui) struct Finding {
    pub pane: Pane,
    pub needle: Needle,
    pub hits: Hits,
    /// The hit jumped to last.
    pub at: usize,
    /// The row of the list that it began at, as long as that list is there.
    from: Option<usize>,
    /// The list that was looked through.
    of: u64,
    /// The rows of a long list are looked through while keys are obeyed.
    pub seeking: Option<Seeking>,
}

/// A list that is being looked through; dropped, it is given up.
#[derive(Debug)]
pub(in crate::tui) struct Seeking {
    stop: Arc<AtomicBool>,
    asked: bool,
    /// How much of it was looked through, in percent.
    pub percent: usize,
}

impl Drop for Seeking {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Rows of a long list to be looked through.
#[derive(Debug)]
pub struct Seek {
    needle: Needle,
    source: Source,
    from: usize,
    stop: Arc<AtomicBool>,
}

/// Rows that were found since the last word about it.
#[derive(Clone, Debug)]
pub struct Found {
    rows: Vec<usize>,
    percent: usize,
    /// Whose they are.
    stop: Arc<AtomicBool>,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stop, &other.stop) && (&self.rows, self.percent) == (&other.rows, other.percent)
    }
}

impl Eq for Found {}

impl Seek {
    /// Looks through all rows from where one stands on, around the end, and tells what was found now and then.
    pub(in crate::tui) fn work(self, mut tell: impl FnMut(Found)) {
        let count = self.source.listing.numbers.len();
        let (mut rows, mut told) = (Vec::new(), Instant::now());
        let mut is_first = true;
        for (done, at) in (self.from..count).chain(0..self.from.min(count)).enumerate() {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            if self.needle.is_in(&(self.source.view.words)(&self.source, at)) {
                rows.push(at);
            }
            if is_first && !rows.is_empty() || told.elapsed() > BREATH {
                told = Instant::now();
                is_first &= rows.is_empty();
                tell(Found { rows: std::mem::take(&mut rows), percent: (done * 100 / count).min(99), stop: Arc::clone(&self.stop) });
            }
        }
        tell(Found { rows, percent: 100, stop: self.stop });
    }
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
            // What was looked through is the same until another list is made.
            Pane::List if finding.of == self.ticket => return,
            Pane::List if self.is_listing() => return self.forget_rows(),
            Pane::List if self.held() > SMALL => return self.begin_seeking(),
            Pane::List => {
                let source = self.source();
                (0..self.listing.numbers.len()).filter(|&at| finding.needle.is_in(&(source.view.words)(&source, at))).collect()
            }
            Pane::Items => self.reading.as_ref().map_or_else(Vec::new, |reading| {
                let hit = |&entry: &usize| {
                    reading.sheet.entries.get(entry).is_some_and(|entry| entry.item.is_some() && finding.needle.is_in(&entry.words()))
                };
                (0..reading.sheet.entries.len()).filter(hit).collect()
            }),
        };
        if let Some(finding) = &mut self.finding {
            finding.of = self.ticket;
            finding.at = finding.at.min(rows.len().saturating_sub(1));
            finding.hits = Hits::Rows(rows);
        }
    }

    /// The rows that were found are of a list that is not there any more.
    fn forget_rows(&mut self) {
        if let Some(finding) = &mut self.finding {
            (finding.at, finding.hits, finding.seeking, finding.from) = (0, Hits::Rows(Vec::new()), None, None);
        }
    }

    fn begin_seeking(&mut self) {
        if let Some(finding) = &mut self.finding {
            // In another list nobody has asked to be taken anywhere.
            finding.from = finding.from.filter(|_| finding.of == 0);
            (finding.of, finding.at, finding.hits) = (self.ticket, 0, Hits::Rows(Vec::new()));
            finding.seeking = Some(Seeking { stop: Arc::default(), asked: false, percent: 0 });
        }
    }

    /// The rows that are to be looked through and that nobody was asked to.
    pub(in crate::tui) fn seek(&mut self) -> Option<Seek> {
        let source = self.source();
        let finding = self.finding.as_mut()?;
        let seeking = finding.seeking.as_mut().filter(|seeking| !seeking.asked)?;
        seeking.asked = true;
        Some(Seek { needle: finding.needle.clone(), source, from: finding.from.unwrap_or(0), stop: Arc::clone(&seeking.stop) })
    }

    /// Takes in rows that were found, if they are still looked for; tells whether these are the first.
    pub(in crate::tui) fn found(&mut self, Found { rows, percent, stop }: &Found) -> bool {
        let Some(finding) = &mut self.finding else { return false };
        let is_sought = |seeking: &Seeking| Arc::ptr_eq(&seeking.stop, stop);
        let (Some(seeking), Hits::Rows(known)) = (finding.seeking.as_mut().filter(|seeking| is_sought(seeking)), &mut finding.hits) else {
            return false;
        };
        seeking.percent = *percent;
        let (is_first, at_hand) = (known.is_empty() && !rows.is_empty(), known.get(finding.at).copied());
        known.extend(rows);
        known.sort_unstable();
        finding.at = at_hand.and_then(|row| known.binary_search(&row).ok()).unwrap_or(0);
        if *percent == 100 {
            finding.seeking = None;
        }
        is_first
    }

    /// Where in the list what is looked for was looked for first; `None` in another list than that.
    pub(in crate::tui) fn sought_from(&self) -> Option<usize> {
        self.finding.as_ref()?.from
    }

    /// Starts to look for `needle` in `pane`, in a list from row `from` on.
    pub(in crate::tui) fn look_for(&mut self, pane: Pane, needle: &str, from: usize) {
        if needle.is_empty() {
            self.finding = None;
            return;
        }
        let needle = Needle::new(needle, self.meant);
        self.finding = Some(Finding { pane, needle, hits: Hits::Rows(Vec::new()), at: 0, from: Some(from), of: 0, seeking: None });
        self.refind();
        self.refind_rows();
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::update::{self, update},
            listing::tests::big,
        },
        *,
    };
    use crate::tui::action::{Action, Move, ViewKind};

    fn look(model: &mut Model) -> usize {
        let mut found = Vec::new();
        model.seek().expect("rows are looked through").work(|some| found.push(some));
        for some in &found {
            update::found(model, some);
        }
        found.len()
    }

    #[test]
    fn rows_of_a_long_list_are_looked_through_while_keys_are_obeyed() {
        let mut model = big();
        model.show(ViewKind::Assets);
        let mut made = Vec::new();
        model.late().unwrap().work(|sums| made.push(sums));
        for sums in made {
            model.sum(sums);
        }
        let source = model.source();
        let word = (source.view.words)(&source, 1).split(' ').max_by_key(|word| word.len()).unwrap().to_owned();
        let expected: Vec<usize> =
            (0..model.listing.numbers.len()).filter(|&at| (source.view.words)(&source, at).contains(&word)).collect();
        update(&mut model, Action::Move(Move::Step(2)));
        model.look_for(Pane::List, &word, 2);
        assert!(model.finding.as_ref().is_some_and(|finding| finding.seeking.is_some() && finding.hits.len() == 0));
        assert!(look(&mut model) > 1, "the first one is told at once");
        let finding = model.finding.as_ref().unwrap();
        assert_eq!(finding.hits, Hits::Rows(expected.clone()));
        assert_eq!(Some(&model.list.at), expected.iter().find(|&&row| row >= 2), "the first row from there on");
        assert!(finding.seeking.is_none() && expected[finding.at] == model.list.at);
        // Nothing is looked through again for a key that changes no list.
        update(&mut model, Action::Move(Move::Step(1)));
        assert!(model.seek().is_none());
        // Who reads a text meanwhile stays with it, and so does who has another list.
        model.list.at = 0;
        model.settle();
        model.look_for(Pane::List, &word, 0);
        model.focus = Pane::Article;
        look(&mut model);
        assert_eq!(model.list.at, 0, "the reader is taken nowhere");
        model.focus = Pane::List;
        // What is given up stops.
        model.look_for(Pane::List, &word, 2);
        let seek = model.seek().unwrap();
        update(&mut model, Action::Cancel);
        let mut told = 0;
        seek.work(|_| told += 1);
        assert_eq!(told, 0);
        // What is nowhere is said to be so.
        model.look_for(Pane::List, "no such words anywhere", 0);
        look(&mut model);
        assert!(model.notice.as_ref().is_some_and(|notice| notice.contains("not found")));
    }
}
