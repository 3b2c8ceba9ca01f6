//! What is to be known of a list beside its rows, made while keys are obeyed: sums, counts of values, decisions replayed.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    super::{
        layer::{FacetPicker, Layer, facet_rows},
        records::Replayed,
        sidebar::{Counting, Section},
        update,
        views::View,
    },
    Model,
};
use crate::library::{
    Totals,
    bits::Bits,
    decisions::{Decisions, Overlay},
    facets::{Count, Facet},
    narrow::Narrowing,
    query::Query,
    shelf::Shelf,
    state::Marks,
};

impl Model {
    /// What is wanted and not yet asked for.
    pub(in crate::tui) fn late(&mut self) -> Option<Late> {
        let sums = (self.summed != self.ticket).then(|| {
            let found = self.listing.found.clone().filter(|_| self.query != Query::All);
            (found.unwrap_or_else(|| self.shelf().visible(&self.state)), self.view())
        });
        let sections = (self.sidebar.is_some() && self.counted != self.ticket).then(|| self.narrowing.clone());
        let counts = self.wanted.take();
        if sums.is_none() && sections.is_none() && counts.is_none() {
            return None;
        }
        self.summed = self.ticket;
        if sections.is_some() {
            self.counted = self.ticket;
        }
        let overlay = (!self.records.is_behind()).then(|| Arc::clone(self.records.overlay()));
        let (shelf, decisions) = (self.records.shared(), Arc::clone(self.state.decisions()));
        let marks = Arc::clone(self.state.marks());
        Some(Late { ticket: self.ticket, today: self.today, shelf, decisions, marks, overlay, sums, sections, counts })
    }

    /// Takes in what was made; what is of an earlier list is let go.
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
            Made::Sections(sections) if is_of_list => {
                if let Some(sidebar) = &mut self.sidebar {
                    sidebar.of = self.ticket;
                    sidebar.take(sections);
                }
                self.settle_sidebar();
            }
            Made::Totals(..) | Made::Sections(_) => {}
            Made::Counts(facet, counts) => self.take_counts(facet, counts),
        }
    }

    /// Shows counts of a field's values where they are waited for.
    fn take_counts(&mut self, of: Facet, made: Vec<Count>) {
        match &mut self.layer {
            Some(Layer::Facets(FacetPicker { facet, counts, picker, .. })) if *facet == of => {
                picker.rows = facet_rows(&made, of, picker.input.value());
                picker.grow();
                *counts = Some(made);
            }
            Some(Layer::Filter(line)) if !line.known.iter().any(|(known, _)| *known == of) => {
                line.known.push((of, made));
                update::offer(self);
            }
            _ => {}
        }
    }

    /// Has the values of a field counted in what answers `narrowing`, for a picker or the line of the query.
    pub(in crate::tui) fn count(&mut self, facet: Facet, narrowing: Narrowing) {
        self.wanted = Some((facet, narrowing));
        self.make_small();
    }

    /// Whether the fields in the sidebar are still being counted.
    pub(in crate::tui) fn is_counting(&self) -> bool {
        self.sidebar.as_ref().is_some_and(|sidebar| sidebar.of != self.ticket)
    }

    /// Has the sidebar counted anew: what the user did with briefings counts there too.
    pub(in crate::tui) fn recount(&mut self) {
        self.counted = 0;
        self.make_small();
    }
}

/// What is to be known of a list.
pub struct Late {
    ticket: u64,
    today: Date,
    shelf: Arc<Shelf>,
    decisions: Arc<Decisions>,
    marks: Arc<Marks>,
    /// What decisions change, if it is known.
    overlay: Option<Arc<Overlay>>,
    /// Sums over these rows, and how many there are in the view.
    sums: Option<(Bits, &'static View)>,
    /// The fields of the sidebar, within this.
    sections: Option<Narrowing>,
    /// The values of a field, within this.
    counts: Option<(Facet, Narrowing)>,
}

impl Late {
    /// The same with what `earlier`, which nobody has made, asked for beside it.
    pub(in crate::tui) fn instead_of(mut self, earlier: Self) -> Self {
        self.counts = self.counts.or(earlier.counts);
        if self.ticket == earlier.ticket {
            self.sums = self.sums.or(earlier.sums);
            self.sections = self.sections.or(earlier.sections);
        }
        self
    }

    /// Makes it, and tells part after part.
    pub(in crate::tui) fn work(self, mut tell: impl FnMut(Sums)) {
        let ticket = self.ticket;
        let mut told = |what| tell(Sums { ticket, what });
        let overlay = self.overlay.clone().unwrap_or_else(|| {
            let overlay = Arc::new(Overlay::of(&self.shelf, &self.decisions));
            let (shelf, decisions) = (Arc::clone(&self.shelf), Arc::clone(&self.decisions));
            told(Made::Overlay(Replayed { shelf, decisions, overlay: Arc::clone(&overlay) }));
            overlay
        });
        let counting = |narrowing| Counting { shelf: &self.shelf, overlay: &overlay, reading: &*self.marks, narrowing, today: self.today };
        if let Some((facet, narrowing)) = &self.counts {
            told(Made::Counts(*facet, counting(narrowing).counts(*facet)));
        }
        // A list that was made without the decisions is made anew, and asks again.
        if self.overlay.is_none() {
            return;
        }
        if let Some((found, view)) = &self.sums {
            told(Made::Totals(overlay.totals(&self.shelf, found), (view.all)(&self.shelf, &overlay, &self.marks)));
        }
        if let Some(narrowing) = &self.sections {
            told(Made::Sections(counting(narrowing).sections()));
        }
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
    /// The fields of the sidebar.
    Sections(Vec<Section>),
    /// The values of a field.
    Counts(Facet, Vec<Count>),
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::{super::listing::SMALL, *};
    use crate::{
        briefing::Briefing,
        library::Library,
        tui::{Options, action::Action},
    };

    #[test]
    fn what_was_asked_for_before_is_made_with_what_is_asked_for_last() {
        let one = |number: usize| Briefing { id: format!("n{number}"), text: format!("Report {number}.\n"), ..Briefing::default() };
        let mut model = Model::new(Library::of((0..=SMALL).map(one).collect()), Options::default(), Size::new(160, 45));
        update::update(&mut model, Action::Sidebar);
        let first = model.late().unwrap();
        update::update(&mut model, Action::Facets(Facet::Country));
        assert!(matches!(&model.layer, Some(Layer::Facets(picker)) if picker.counts.is_none()), "no key waits for counts");
        let mut made = Vec::new();
        model.late().unwrap().instead_of(first).work(|sums| made.push(sums));
        assert!(matches!(
            made.iter().map(|sums| &sums.what).collect::<Vec<_>>()[..],
            [Made::Counts(..), Made::Totals(..), Made::Sections(_)]
        ));
        for sums in made {
            model.sum(sums);
        }
        assert!(matches!(&model.layer, Some(Layer::Facets(picker)) if picker.counts.is_some()));
        assert!(!model.is_counting() && model.totals.is_some() && model.late().is_none());
    }
}
