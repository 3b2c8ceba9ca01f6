//! What the list shows: the narrowing answered, one view after another.

use super::{
    super::{action::ViewKind, reading::Cursor, views::Listing},
    Model,
};
use crate::{
    label::BriefingState,
    library::{answer::Reading as _, bits::Bits, decisions::Overlay, query::Query},
};

/// Up to so many briefings everything about the list is made with it; beyond, a moment after it, and no key waits for that.
pub(super) const SMALL: usize = 200;

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
        self.make_small();
    }

    /// Makes what is wanted about the list, where that takes no time.
    pub(in crate::tui) fn make_small(&mut self) {
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
        rows(catalog.present()).saturating_sub(rows(&self.shelf().visible(&**marks)))
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

    /// More briefings with a hidden asset than are read with the list.
    fn decided() -> Model {
        let shipped = Library::shipped();
        let first =
            (0..shipped.len()).filter_map(|number| shipped.briefing(number)?.ok()).find(|briefing| !briefing.assets.is_empty()).unwrap();
        let mut state = State::default();
        let briefings: Vec<Briefing> = (0..=FEW)
            .map(|number| {
                let text = format!("{}\nNumber {number}.\n", first.text);
                let briefing = Briefing { id: format!("n{number}"), text, ..(*first).clone() };
                let subject = Subject::of(&briefing, Thing::Asset, 0).unwrap();
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
        model.show(ViewKind::Assets);
        assert!(model.records.is_behind(), "they were read with the list");
        let undecided = model.listing.numbers.len();
        let mut made = Vec::new();
        model.late().expect("they are asked for").work(|sums| made.push(sums));
        for sums in made {
            model.sum(sums);
        }
        assert!(!model.records.is_behind() && model.totals.is_some());
        assert_eq!(undecided - model.listing.numbers.len(), FEW + 1);
    }
}
