//! What the list shows: the narrowing answered, one view after another, and sums that may come later.

use std::sync::Arc;

use super::{
    super::{
        action::ViewKind,
        reading::Cursor,
        records::Replayed,
        views::{Listing, View},
    },
    Model,
};
use crate::{
    label::BriefingState,
    library::{
        Totals,
        answer::Reading as _,
        bits::Bits,
        decisions::{Decisions, Overlay},
        query::Query,
        shelf::Shelf,
        state::Marks,
    },
};

/// Up to so many briefings everything about the list is made with it; beyond, a moment after it, and no key waits for that.
const SMALL: usize = 200;

/// And with decisions about so many texts, each of which must be read for them.
const FEW: usize = 40;

impl Model {
    /// Lists anew what answers the narrowing. A line that cannot be understood leaves the list as it is, and says why.
    pub(in crate::tui) fn refilter(&mut self) {
        match self.narrowing.query(self.today) {
            Ok(query) => {
                (self.query, self.misread) = (query, None);
                self.relist();
            }
            Err(error) => self.misread = Some(error),
        }
    }

    /// Lists what answers the query; the selected row stays selected if it may.
    pub(in crate::tui) fn relist(&mut self) {
        if self.is_small() {
            self.records.read_decided();
        }
        let selected = self.listing.numbers.get(self.list.at).copied();
        let none = Overlay::default();
        // All briefings are listed whatever is decided about what is in them.
        let overlay = if self.kind == ViewKind::Briefings && self.query == Query::All { &none } else { self.records.overlay() };
        self.listing = (self.view().list)(self.records.shelf(), overlay, &self.query, self.state.marks());
        let place = selected.and_then(|number| self.listing.numbers.iter().position(|&other| other == number));
        self.list = Cursor { at: place.unwrap_or(0), top: if place.is_some() { self.list.top } else { 0 } };
        self.hidden = self.count_hidden();
        self.totals = None;
        self.ticket += 1;
        if self.is_small()
            && let Some(late) = self.late()
        {
            late.work(|sums| self.sum(sums));
        }
    }

    /// How many rows of the list of all briefings are left out because the user hid them.
    fn count_hidden(&self) -> usize {
        let marks = self.state.marks();
        if self.query.asks_of(BriefingState::Hidden) || marks.hidden().is_empty() {
            return 0;
        }
        let catalog = self.shelf().catalog();
        let rows = |found: &Bits| catalog.stories().once(found).count();
        rows(&catalog.present()).saturating_sub(rows(&self.shelf().visible(&**marks)))
    }

    /// Looks at the library in another way.
    pub(in crate::tui) fn show(&mut self, kind: ViewKind) {
        if self.kind == kind {
            return;
        }
        if let Some(&number) = self.listing.numbers.get(self.list.at) {
            self.kept.insert(self.kind, number);
        }
        self.kind = kind;
        self.listing = Listing::default();
        (self.all, self.totals) = (None, None);
        self.relist();
        let kept = self.kept.get(&kind).and_then(|number| self.listing.numbers.iter().position(|other| other == number));
        self.list = Cursor { at: kept.unwrap_or(0), top: 0 };
    }

    /// Whether everything about the list is made at once.
    fn is_small(&self) -> bool {
        self.held() <= SMALL && (self.state.decisions().len() <= FEW || !self.records.is_behind())
    }

    /// What is wanted about the list and not yet asked for.
    pub(in crate::tui) fn late(&mut self) -> Option<Late> {
        if self.summed == self.ticket {
            return None;
        }
        self.summed = self.ticket;
        let found = self.listing.found.clone().filter(|_| self.query != Query::All);
        let found = found.unwrap_or_else(|| self.shelf().visible(&self.state));
        let overlay = (!self.records.is_behind()).then(|| Arc::clone(self.records.overlay()));
        let (shelf, decisions) = (self.records.shared(), Arc::clone(self.state.decisions()));
        let marks = Arc::clone(self.state.marks());
        Some(Late { ticket: self.ticket, shelf, decisions, marks, overlay, found, view: self.view() })
    }

    /// Takes in what was made; sums of an earlier list are let go.
    pub(in crate::tui) fn sum(&mut self, sums: Sums) {
        let is_of_list = sums.ticket == self.ticket;
        match sums.what {
            Made::Overlay(made) => {
                if self.records.adopt(made) {
                    self.relist();
                    self.settle();
                }
            }
            Made::Totals(totals, all) if is_of_list => (self.totals, self.all) = (Some(totals), Some(all)),
            Made::Totals(..) => {}
        }
    }
}

/// What is to be known of a list, to be made while keys are obeyed.
pub struct Late {
    ticket: u64,
    shelf: Arc<Shelf>,
    decisions: Arc<Decisions>,
    marks: Arc<Marks>,
    /// What decisions change, if it is known.
    overlay: Option<Arc<Overlay>>,
    found: Bits,
    view: &'static View,
}

impl Late {
    /// Makes it, and tells part after part.
    pub(in crate::tui) fn work(self, mut tell: impl FnMut(Sums)) {
        let ticket = self.ticket;
        let mut told = |what| tell(Sums { ticket, what });
        let Some(overlay) = &self.overlay else {
            // The list was made without the decisions: it is made anew, and then asks again.
            let overlay = Overlay::of(&self.shelf, &self.decisions);
            return told(Made::Overlay(Replayed { shelf: self.shelf, decisions: self.decisions, overlay: Arc::new(overlay) }));
        };
        let totals = overlay.totals(&self.shelf, &self.found);
        told(Made::Totals(totals, (self.view.all)(&self.shelf, overlay, &self.marks)));
    }
}

/// Something about a list that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Of which list.
    ticket: u64,
    what: Made,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Made {
    /// The decisions, replayed on what they are about.
    Overlay(Replayed),
    /// Sums over what answers, and how many rows the view has when nothing narrows it.
    Totals(Totals, usize),
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::{
        briefing::Briefing,
        library::{
            Library,
            decisions::{Decision, Standing, Subject, Thing},
            desk::Desk,
            state::{Change, Key, State},
        },
        tui::Options,
    };

    /// More briefings with a hidden quote than are read with the list.
    fn decided() -> Model {
        let shipped = Library::shipped();
        let first =
            (0..shipped.len()).filter_map(|number| shipped.briefing(number)?.ok()).find(|briefing| !briefing.quotes.is_empty()).unwrap();
        let mut state = State::default();
        let briefings: Vec<Briefing> = (0..=FEW)
            .map(|number| {
                let text = format!("{}\nNumber {number}.\n", first.text);
                let briefing = Briefing { id: format!("n{number}"), text, ..(*first).clone() };
                let subject = Subject::of(&briefing, Thing::Quote, 0).unwrap();
                let hidden = vec![Decision::Standing(Some(Standing::Hidden))];
                state.change(Key::of(&briefing.text), Change::Decided(subject, hidden)).unwrap();
                briefing
            })
            .collect();
        Model::new(Desk { state, ..Desk::from(Library::of(briefings)) }, Options::default(), Size::new(160, 45))
    }

    #[test]
    fn decided_briefings_are_not_read_while_a_key_waits() {
        let mut model = decided();
        model.show(ViewKind::Quotes);
        assert!(model.records.is_behind(), "they were read with the list");
        let undecided = model.listing.numbers.len();
        let mut made = Vec::new();
        model.late().expect("they are asked for").work(|sums| made.push(sums));
        made.into_iter().for_each(|sums| model.sum(sums));
        assert!(!model.records.is_behind() && model.totals.is_some());
        assert_eq!(undecided - model.listing.numbers.len(), FEW + 1);
    }
}
