//! The sidebar: every field that tells apart what is listed, with its most frequent values and how often each occurs there.

use jiff::civil::Date;

use super::action::Move;
use crate::library::{
    answer::{Items, Reading},
    bits::Bits,
    decisions::Overlay,
    facets::{Count, Facet},
    narrow::Narrowing,
    query::Query,
    shelf::Shelf,
};

/// How many values of a field stand in the sidebar, beside those chosen.
const SHOWN: usize = 5;

/// The fields in the order in which they stand: what one asks for most first.
const ORDER: [Facet; 13] = [
    Facet::Tag,
    Facet::Country,
    Facet::Speaker,
    Facet::Category,
    Facet::Owner,
    Facet::Status,
    Facet::Place,
    Facet::Month,
    Facet::Outlet,
    Facet::Organization,
    Facet::Person,
    Facet::Language,
    Facet::Collection,
];

/// How many values of a field are counted, the most frequent.
const MOST: usize = 2_000;

/// A field with values that occur in what is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub facet: Facet,
    /// The most frequent values, and those chosen.
    pub values: Vec<Count>,
    /// How many values occur.
    pub all: usize,
}

/// What the sidebar shows, and where in it one is.
#[derive(Clone, Debug, Default)]
pub(super) struct Sidebar {
    pub sections: Vec<Section>,
    /// The list they were counted for.
    pub of: u64,
    /// The row at hand.
    pub at: Spot,
    /// The first line in view.
    pub top: usize,
}

/// A row of the sidebar: a field, or a value of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub section: usize,
    /// The value; the field itself where there is none.
    pub value: Option<usize>,
}

/// What is counted: the values of fields in what answers a narrowing.
pub(super) struct Counting<'a> {
    pub shelf: &'a Shelf,
    pub overlay: &'a Overlay,
    pub reading: &'a dyn Reading,
    pub narrowing: &'a Narrowing,
    pub today: Date,
}

impl Counting<'_> {
    fn answer(&self, query: &Query) -> Bits {
        self.overlay.answer(self.shelf, Items::Briefings, query, self.reading).found
    }

    /// How often each value of a field occurs, those beside the chosen values of the same field too; the chosen ones in any case.
    pub(super) fn counts(&self, facet: Facet) -> Vec<Count> {
        let query = self.narrowing.query_beside(facet, self.today).unwrap_or_default();
        self.counts_in(facet, &self.answer(&query))
    }

    fn counts_in(&self, facet: Facet, found: &Bits) -> Vec<Count> {
        let mut counts = self.overlay.facet(self.shelf, facet, found, self.reading, MOST);
        for choice in self.narrowing.choices.iter().filter(|choice| choice.facet == facet) {
            if !counts.iter().any(|count| count.value == choice.value) {
                counts.push(Count { label: choice.label.clone(), value: choice.value.clone(), count: 0 });
            }
        }
        counts
    }

    /// Every field that tells apart what answers.
    pub(super) fn sections(&self) -> Vec<Section> {
        let Ok(query) = self.narrowing.query(self.today) else { return Vec::new() };
        let found = self.answer(&query);
        let stories = self.shelf.catalog().stories().once(&found).count();
        let section = |facet: Facet| {
            let is_chosen = |count: &Count| self.narrowing.is_out(facet, &count.value).is_some();
            let is_narrowed = self.narrowing.choices.iter().any(|choice| choice.facet == facet);
            let counts = if is_narrowed { self.counts(facet) } else { self.counts_in(facet, &found) };
            let all = counts.len();
            // One value that everything has tells nothing apart.
            let is_told = all > 1 || counts.first().is_some_and(|only| only.count < stories || is_chosen(only));
            let shown = counts.into_iter().enumerate().filter(|(place, count)| *place < SHOWN || is_chosen(count));
            is_told.then(|| Section { facet, values: shown.map(|(_, count)| count).collect(), all })
        };
        ORDER.into_iter().filter_map(section).collect()
    }
}

impl Sidebar {
    /// Shows these fields; what was at hand stays so, wherever it stands now.
    pub(super) fn take(&mut self, sections: Vec<Section>) {
        let field = self.section().map(|section| section.facet);
        let value = self.count().map(|count| count.value.clone());
        let is_new = self.sections.is_empty();
        self.sections = sections;
        if is_new {
            self.at = Spot { section: 0, value: Some(0) };
        }
        if let Some(section) = self.sections.iter().position(|section| Some(section.facet) == field) {
            self.at.section = section;
        }
        let place = value.and_then(|value| self.section()?.values.iter().position(|count| count.value == value));
        self.at.value = place.or(self.at.value);
        self.settle();
    }

    /// The field at hand.
    pub(super) fn section(&self) -> Option<&Section> {
        self.sections.get(self.at.section)
    }

    /// The value at hand.
    pub(super) fn count(&self) -> Option<&Count> {
        self.section()?.values.get(self.at.value?)
    }

    /// Every line, from the first on: a row, or the blank one between two fields.
    pub(super) fn lines(&self) -> impl Iterator<Item = Option<Spot>> {
        self.sections.iter().enumerate().flat_map(|(section, field)| {
            let blank = (section > 0).then_some(None);
            let values = (0..field.values.len()).map(move |value| Some(Spot { section, value: Some(value) }));
            blank.into_iter().chain(std::iter::once(Some(Spot { section, value: None }))).chain(values)
        })
    }

    /// Moves through the rows, `page` of which fit.
    pub(super) fn go(&mut self, by: Move, page: usize) {
        let rows: Vec<Spot> = self.lines().flatten().collect();
        let at = rows.iter().position(|row| *row == self.at).unwrap_or(0);
        let next = super::update::shifted(at, by, page, rows.len());
        self.at = rows.get(next).copied().unwrap_or_default();
    }

    /// Goes to the next or previous field, around the end.
    pub(super) fn turn(&mut self, by: isize) {
        let count = self.sections.len().max(1);
        self.at = Spot { section: (self.at.section + count).saturating_add_signed(by) % count, value: None };
    }

    /// Keeps the row at hand among those there are.
    fn settle(&mut self) {
        self.at.section = self.at.section.min(self.sections.len().saturating_sub(1));
        let values = self.section().map_or(0, |section| section.values.len());
        self.at.value = self.at.value.filter(|_| values > 0).map(|value| value.min(values.saturating_sub(1)));
    }

    /// Scrolls so that the row at hand is among the `height` lines in view, with its field where that fits.
    pub(super) fn keep_in_view(&mut self, height: usize) {
        let place = |spot: Spot| self.lines().position(|line| line == Some(spot)).unwrap_or(0);
        let (at, field) = (place(self.at), place(Spot { value: None, ..self.at }));
        let count = self.lines().count();
        let first = if at - field < height { field } else { at };
        let least = (at + 1).saturating_sub(height);
        self.top = self.top.clamp(least, first.max(least)).min(count.saturating_sub(height).max(least));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, answer::Untouched};

    fn counting(narrowing: &Narrowing) -> Vec<Section> {
        let (shelf, overlay) = (Shelf::of(&Library::shipped()), Overlay::default());
        Counting { shelf: &shelf, overlay: &overlay, reading: &Untouched, narrowing, today: jiff::civil::date(2026, 3, 15) }.sections()
    }

    #[test]
    fn every_field_has_its_place() {
        let mut order = ORDER.to_vec();
        order.sort();
        let mut all: Vec<Facet> = Facet::ALL.iter().map(|(facet, _)| *facet).collect();
        all.sort();
        assert_eq!(order, all);
    }

    #[test]
    fn what_all_have_alike_tells_nothing_apart_and_what_is_chosen_stays_in_sight() {
        let all = counting(&Narrowing::default());
        let of = |sections: &[Section], facet| sections.iter().find(|section| section.facet == facet).cloned();
        let countries = of(&all, Facet::Country).unwrap();
        assert!(countries.values.len() == SHOWN && countries.all > SHOWN);
        // Within one day there is one month.
        let day = Narrowing { line: "date:2022-01-18".to_owned(), ..Narrowing::default() };
        let within = counting(&day);
        assert!(of(&within, Facet::Month).is_none() && of(&within, Facet::Country).is_some());
        // A value that no longer occurs, or is not among the most frequent, is shown where it was chosen.
        let mut chosen = day;
        let rare = Count { label: "Kenya".to_owned(), value: "KE".to_owned(), count: 1 };
        chosen.flip(Facet::Country, &rare, true);
        let countries = of(&counting(&chosen), Facet::Country).unwrap();
        assert_eq!(countries.values.iter().filter(|count| count.value == "KE").map(|count| count.count).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn the_row_at_hand_is_the_same_wherever_it_stands_after_counting() {
        let mut sidebar = Sidebar::default();
        sidebar.take(counting(&Narrowing::default()));
        assert_eq!(sidebar.at, Spot { section: 0, value: Some(0) });
        sidebar.turn(2);
        sidebar.go(Move::Step(2), 10);
        let (facet, value) = (sidebar.section().unwrap().facet, sidebar.count().unwrap().value.clone());
        let mut sections = sidebar.sections.clone();
        sections.remove(0);
        sections[1].values.rotate_left(1);
        sidebar.take(sections);
        assert_eq!((sidebar.section().unwrap().facet, &sidebar.count().unwrap().value), (facet, &value));
        sidebar.go(Move::Bottom, 10);
        sidebar.keep_in_view(12);
        let lines: Vec<_> = sidebar.lines().collect();
        assert!(lines[sidebar.top..].len() == 12 && lines.last() == Some(&Some(sidebar.at)));
        sidebar.take(Vec::new());
        assert!(sidebar.count().is_none() && sidebar.section().is_none());
        sidebar.go(Move::Page(1), 10);
        sidebar.turn(-1);
        sidebar.keep_in_view(12);
    }
}
