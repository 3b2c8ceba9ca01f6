//! What is to be known of a list beside its rows, made while keys are obeyed: sums, counts of values, decisions replayed.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use jiff::civil::Date;

use super::{
    super::{
        layer::{FacetPicker, Layer, facet_rows},
        records::Replayed,
        sidebar::{Counting, Section},
        update,
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
        facets::{Count, Facet},
        narrow::Narrowing,
        query::Query,
        shelf::Shelf,
        state::Marks,
    },
};

impl Model {
    /// What is wanted and not yet asked for.
    pub(in crate::tui) fn late(&mut self) -> Option<Late> {
        let list = self.lists.awaited.as_mut().filter(|awaited| !awaited.asked);
        let list = list.map(|awaited| awaited.asked = true).is_some();
        let listing = (!self.is_listing()).then(|| Arc::clone(&self.listing));
        let sums = (self.summed != self.ticket).then(|| Of { view: self.view(), query: self.query.clone(), listing });
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
        let (marks, latest) = (Arc::clone(self.state.marks()), Arc::clone(&self.lists.latest));
        let known = Arc::clone(self.records.overlay());
        Some(Late { ticket: self.ticket, latest, today: self.today, shelf, decisions, marks, known, overlay, list, sums, sections, counts })
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
            Made::List(listing) => {
                if let Some(awaited) = self.lists.awaited.take_if(|_| is_of_list) {
                    let wish = self.wish_of_first(awaited.wish);
                    self.put(listing, wish);
                    awaited.moves.into_iter().for_each(|by| update::move_in_list(self, by));
                    self.settle();
                }
            }
            Made::Totals(totals, all, hidden) if is_of_list => {
                (self.totals, self.all, self.hidden) = (Some(totals), Some(all), hidden);
            }
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

/// What is to be known of a list, and perhaps the list itself.
pub struct Late {
    ticket: u64,
    /// The ticket of the list at hand now.
    latest: Arc<AtomicU64>,
    today: Date,
    shelf: Arc<Shelf>,
    decisions: Arc<Decisions>,
    marks: Arc<Marks>,
    /// What decisions change, as far as it is known.
    known: Arc<Overlay>,
    /// The same, if all of it is known.
    overlay: Option<Arc<Overlay>>,
    /// Whether the list is wanted that the sums are of.
    list: bool,
    /// Sums over what is listed, and how many rows there are in the view.
    sums: Option<Of>,
    /// The fields of the sidebar, within this.
    sections: Option<Narrowing>,
    /// The values of a field, within this.
    counts: Option<(Facet, Narrowing)>,
}

/// A list that things are to be known of.
struct Of {
    view: &'static View,
    query: Query,
    /// What is listed, where it is known already.
    listing: Option<Arc<Listing>>,
}

impl Late {
    /// The same with what `earlier`, which nobody has made, asked for beside it.
    pub(in crate::tui) fn instead_of(mut self, earlier: Self) -> Self {
        self.counts = self.counts.or(earlier.counts);
        if self.ticket == earlier.ticket {
            self.list |= earlier.list;
            self.sums = self.sums.or(earlier.sums);
            self.sections = self.sections.or(earlier.sections);
        }
        self
    }

    /// Whether it is of a list that nobody looks at any more.
    fn is_past(&self) -> bool {
        self.latest.load(Ordering::Relaxed) != self.ticket
    }

    /// Makes it, and tells part after part.
    pub(in crate::tui) fn work(mut self, mut tell: impl FnMut(Sums)) {
        let ticket = self.ticket;
        let mut told = |what| tell(Sums { ticket, what });
        if self.list
            && let Some(Of { view, query, listing }) = &mut self.sums
        {
            let made = Arc::new((view.list)(&self.shelf, &self.known, query, &self.marks));
            told(Made::List(Arc::clone(&made)));
            *listing = Some(made);
        }
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
        if self.overlay.is_none() || self.is_past() {
            return;
        }
        if let Some(Of { view, query, listing }) = &self.sums {
            let visible = self.shelf.visible(&*self.marks);
            let (found, listed) = match (query, listing) {
                (Query::All, listing) => (&visible, listing.as_ref().map(|listing| listing.numbers.len())),
                (_, Some(listing)) => (listing.found.as_ref().unwrap_or(&visible), None),
                (_, None) => (&visible, None),
            };
            let all = listed.unwrap_or_else(|| (view.all)(&self.shelf, &overlay, &self.marks));
            told(Made::Totals(overlay.totals(&self.shelf, found), all, self.hidden(query, &visible)));
        }
        if let Some(narrowing) = self.sections.as_ref().filter(|_| !self.is_past()) {
            told(Made::Sections(counting(narrowing).sections()));
        }
    }

    /// How many rows of the list of all briefings are left out because the user hid them.
    fn hidden(&self, query: &Query, visible: &Bits) -> usize {
        if query.asks_of(BriefingState::Hidden) || self.marks.hidden().is_empty() {
            return 0;
        }
        let catalog = self.shelf.catalog();
        let rows = |found: &Bits| catalog.stories().once(found).count();
        rows(catalog.present()).saturating_sub(rows(visible))
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
    /// What the view lists.
    List(Arc<Listing>),
    /// Sums over what answers, how many rows the view has when nothing narrows it, and how many briefings the user hid.
    Totals(Totals, usize, usize),
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
