//! What the list shows: the narrowing answered, one view after another. Lists of items of a big library are made while keys are obeyed.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use super::{
    super::{
        action::{Move, Pane, ViewKind},
        export::Source,
        reading::Cursor,
        views::{self, Listing},
    },
    Model, Place,
};
use crate::library::{decisions::Overlay, narrow::Narrowing, query::Query};

/// Up to so many briefings everything about the list is made with it; beyond, a moment after it, and no key waits for that.
pub(super) const SMALL: usize = 200;

/// Up to so many briefings their items are listed before the next key is obeyed: some milliseconds.
const MANY: usize = 1_000;

/// And with decisions about so many texts, each of which must be read for them.
const FEW: usize = 40;

/// How many moves in a list that is being made are kept.
const AHEAD: usize = 256;

/// How many lists of a big library are kept, to be come back to.
const KEPT: usize = 4;

/// Lists that were made lately, and the one that is being made.
#[derive(Debug, Default)]
pub(in crate::tui) struct Lists {
    /// Those of a big library, the latest first.
    kept: Vec<Listed>,
    /// The one that is shown.
    shown: Option<Listed>,
    pub(super) awaited: Option<Awaited>,
    /// The ticket of the list at hand, for those who make things for it elsewhere.
    pub(super) latest: Arc<AtomicU64>,
}

/// A list, and what it is of.
#[derive(Clone, Debug)]
struct Listed {
    kind: ViewKind,
    narrowing: Narrowing,
    query: Query,
    listing: Arc<Listing>,
}

/// A list that is being made.
#[derive(Debug)]
pub(super) struct Awaited {
    /// What is selected once it is there.
    pub wish: Wish,
    /// Where the user has gone in it already.
    pub moves: Vec<Move>,
    /// Where Esc goes back to.
    before: Option<(Listed, Cursor, Pane)>,
    /// Whether it was asked for.
    pub asked: bool,
}

/// What is selected in a list.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// The row that has this number, else the one at this place.
    Number(Option<u32>, usize),
    /// The row of this place's briefing and item, else the one at this place of the list.
    Place(Box<Place>, usize),
    /// The same, and the text as it was there.
    Return(Box<Place>),
}

impl Model {
    /// Lists anew what answers the narrowing. A line that cannot be understood leaves the list as it is, and says why.
    pub(in crate::tui) fn refilter(&mut self) {
        self.look(self.kind);
    }

    /// The same, with this row selected where it is listed, else the first.
    pub(in crate::tui) fn refilter_from(&mut self, row: Option<u32>) {
        self.look_for_row(self.kind, Wish::Number(row, 0));
    }

    /// The number of the selected row.
    pub(in crate::tui) fn selected(&self) -> Option<u32> {
        self.listing.numbers.get(self.list.at).copied()
    }

    /// Looks at the library in another way.
    pub(in crate::tui) fn show(&mut self, kind: ViewKind) {
        if self.kind != kind {
            self.look(kind);
        }
    }

    /// Shows briefings, this row selected where it is listed: who looks for it in the list must not take a first screen for all of it.
    pub(in crate::tui) fn show_briefing(&mut self, row: u32) {
        if self.kind != ViewKind::Briefings || self.is_listing() {
            self.look_for_row(ViewKind::Briefings, Wish::Number(Some(row), 0));
        }
    }

    /// Shows what of a kind answers the narrowing.
    pub(in crate::tui) fn look(&mut self, kind: ViewKind) {
        let selected = self.selected();
        let wished = if kind == self.kind { selected } else { self.kept.get(&kind).copied() };
        self.look_for_row(kind, Wish::Number(wished, 0));
    }

    /// Shows what of a kind answers the narrowing, a row of it selected.
    pub(super) fn look_for_row(&mut self, kind: ViewKind, wish: Wish) {
        match self.narrowing.query(self.today) {
            Ok(query) => (self.query, self.misread) = (query, None),
            Err(error) => {
                self.misread = Some(error);
                if kind == self.kind {
                    return;
                }
            }
        }
        if kind != self.kind {
            if let Some(&number) = self.listing.numbers.get(self.list.at) {
                self.kept.insert(self.kind, number);
            }
            (self.all, self.totals) = (None, None);
        }
        self.list_as(kind, wish);
    }

    /// Lists what answers the query anew: it may be something else now. The selected row stays selected if it may, else the one after it.
    pub(in crate::tui) fn relist(&mut self) {
        let selected = self.selected();
        self.list_news(Wish::Number(selected, self.list.at));
    }

    /// The same, with this row selected where no other is to be.
    pub(super) fn list_news(&mut self, wish: Wish) {
        let awaited = self.lists.awaited.take();
        self.lists.kept.clear();
        self.lists.shown = None;
        self.list_as(self.kind, awaited.map_or(wish, |awaited| awaited.wish));
    }

    fn list_as(&mut self, kind: ViewKind, wish: Wish) {
        if self.is_small() {
            self.records.read_decided();
        }
        let before = match self.lists.awaited.take() {
            Some(awaited) => awaited.before,
            None => self.lists.shown.clone().map(|shown| (shown, self.list, self.focus)),
        };
        if kind != self.kind {
            (self.kind, self.listing, self.list) = (kind, Arc::default(), Cursor::default());
        }
        self.totals = None;
        self.next_ticket();
        let known = self.lists.kept.iter().find(|known| known.kind == kind && known.query == self.query);
        if let Some(known) = known.map(|known| Arc::clone(&known.listing)) {
            self.put(known, wish);
        } else if kind != ViewKind::Briefings && self.is_big() {
            self.lists.awaited = Some(Awaited { wish, moves: Vec::new(), before, asked: false });
        } else if let Some(first) = self.first(&wish) {
            self.listing = Arc::new(first);
            self.select(wish.clone());
            self.lists.awaited = Some(Awaited { wish, moves: Vec::new(), before, asked: false });
        } else {
            let none = Overlay::default();
            let listing = (self.view().list)(self.records.shelf(), self.overlay_of_list(&none), &self.query, self.state.marks());
            self.put(Arc::new(listing), wish);
        }
        self.make_small();
    }

    /// The first screen of a list of briefings that takes long to make: it is seen at once, and the rest comes after it.
    fn first(&self, wish: &Wish) -> Option<Listing> {
        let Wish::Number(selected, 0) = wish else { return None };
        let is_plain = self.kind == ViewKind::Briefings && self.is_big() && self.records.overlay().is_empty();
        let (shelf, enough) = (self.records.shelf(), usize::from(self.size.height));
        is_plain.then(|| views::first_briefings(shelf, &self.query, self.state.marks(), *selected, enough))?
    }

    /// What is selected in the list that was made, where its first rows were listed before: what the user has selected among them.
    pub(super) fn wish_of_first(&self, wish: Wish) -> Wish {
        let selected = self.listing.numbers.get(self.list.at).filter(|_| self.kind == ViewKind::Briefings);
        selected.map_or(wish, |&number| Wish::Number(Some(number), self.list.at))
    }

    /// All briefings are listed whatever is decided about what is in them.
    fn overlay_of_list<'a>(&'a self, none: &'a Overlay) -> &'a Overlay {
        if self.kind == ViewKind::Briefings && self.query == Query::All { none } else { self.records.overlay() }
    }

    fn next_ticket(&mut self) {
        self.ticket += 1;
        self.lists.latest.store(self.ticket, Ordering::Relaxed);
    }

    /// Shows a list that was made.
    pub(super) fn put(&mut self, listing: Arc<Listing>, wish: Wish) {
        self.lists.awaited = None;
        self.listing = listing;
        let (kind, narrowing, query) = (self.kind, self.narrowing.clone(), self.query.clone());
        let listed = Listed { kind, narrowing, query, listing: Arc::clone(&self.listing) };
        self.lists.kept.retain(|known| known.kind != listed.kind || known.query != listed.query);
        if self.is_big() && !listed.query.asks_of_marks() {
            self.lists.kept.insert(0, listed.clone());
            self.lists.kept.truncate(KEPT);
        }
        self.lists.shown = Some(listed);
        self.select(wish);
    }

    pub(super) fn select(&mut self, wish: Wish) {
        let last = self.listing.numbers.len().saturating_sub(1);
        let found = match &wish {
            Wish::Number(number, _) => number.and_then(|number| self.listing.numbers.iter().position(|&other| other == number)),
            Wish::Place(place, _) | Wish::Return(place) => self.find(place),
        };
        match wish {
            Wish::Number(_, at) => self.list.at = found.unwrap_or(at).min(last),
            Wish::Place(_, at) => {
                self.list.at = found.unwrap_or(at).min(last);
                if found.is_some() {
                    // What is read stays where it is.
                    self.aimed = self.target_at(self.list.at);
                }
            }
            Wish::Return(place) => {
                self.list.at = found.unwrap_or(self.list.at).min(last);
                if found.is_some() {
                    self.stand_at(&place);
                } else {
                    self.notice = Some("That briefing is not in the list now.".to_owned());
                }
            }
        }
    }

    /// Makes what is wanted about the list, where that takes no time.
    pub(in crate::tui) fn make_small(&mut self) {
        if self.is_small()
            && let Some(late) = self.late()
        {
            late.work(|sums| self.sum(sums));
        }
    }

    /// Whether the list of the view is being made.
    pub(in crate::tui) const fn is_listing(&self) -> bool {
        self.lists.awaited.is_some()
    }

    /// Whether Esc gives up the list that is being made.
    pub(in crate::tui) fn may_stop_listing(&self) -> bool {
        self.lists.awaited.as_ref().is_some_and(|awaited| awaited.before.is_some())
    }

    /// Says that what is listed cannot be used yet, where that is so.
    pub(in crate::tui) fn is_listed_later(&mut self) -> bool {
        if self.is_listing() {
            self.notice = Some("The list is still being made; a moment, please.".to_owned());
        }
        self.is_listing()
    }

    /// Keeps a move for the list that is being made, so that what is typed ahead is not lost. Tells whether there is one.
    pub(in crate::tui) fn move_later(&mut self, by: Move) -> bool {
        let Some(awaited) = &mut self.lists.awaited else { return false };
        if awaited.moves.len() < AHEAD {
            awaited.moves.push(by);
        }
        true
    }

    /// Gives up the list that is being made: what was listed before is listed again. Tells whether there was one.
    pub(in crate::tui) fn stop_listing(&mut self) -> bool {
        let Some(Awaited { wish, before: Some((listed, cursor, focus)), .. }) =
            self.lists.awaited.take_if(|awaited| awaited.before.is_some())
        else {
            return false;
        };
        (self.kind, self.narrowing, self.query, self.misread) = (listed.kind, listed.narrowing, listed.query, None);
        self.next_ticket();
        self.put(listed.listing, Wish::Number(None, cursor.at));
        self.list = cursor;
        self.stand_in(focus);
        self.take_back_jump(wish);
        self.notice = Some("Stopped; listed is what was listed before.".to_owned());
        true
    }

    /// All that is listed, for those who look through it while keys are obeyed.
    pub(in crate::tui) fn source(&self) -> Source {
        Source {
            shelf: self.records.shared(),
            decisions: Arc::clone(self.state.decisions()),
            overlay: Arc::clone(self.records.overlay()),
            view: self.view(),
            listing: Arc::clone(&self.listing),
            last: Mutex::default(),
        }
    }

    /// Whether everything about the list is made at once.
    pub(super) fn is_small(&self) -> bool {
        self.held() <= SMALL && (self.state.decisions().len() <= FEW || !self.records.is_behind())
    }

    /// Whether items take so long to list that keys are obeyed meanwhile.
    fn is_big(&self) -> bool {
        self.held() > MANY
    }
}

#[cfg(test)]
pub(super) mod tests {
    mod first;

    use std::sync::LazyLock;

    use jiff::civil::date;
    use ratatui::layout::Size;

    use super::*;
    use crate::{
        briefing::Briefing,
        library::{
            Library,
            decisions::{Decision, Standing, Subject, Thing},
            desk::Desk,
            shelf::Shelf,
            state::{Change, Key, State},
        },
        tui::{Options, action::Action, update},
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

    /// A library whose items are listed later; made once, as that takes some seconds here.
    static BIG: LazyLock<Arc<Shelf>> = LazyLock::new(|| {
        let shipped = Library::shipped();
        let first =
            (0..shipped.len()).filter_map(|number| shipped.briefing(number)?.ok()).find(|briefing| !briefing.assets.is_empty()).unwrap();
        // Some days lie between them, or they would be one story.
        let day = |number: usize| date(1990, 1, 1).saturating_add(jiff::Span::new().days(9 * i64::try_from(number).unwrap()));
        let of = |number| Briefing {
            id: format!("n{number}"),
            published: Some(day(number)),
            text: format!("{}\nNumber {number}.\n", first.text),
            ..(*first).clone()
        };
        Arc::new(Shelf::of(&Library::of((0..=MANY).map(of).collect())))
    });

    pub(in crate::tui::model) fn big() -> Model {
        let desk = Desk { shelf: Arc::clone(&BIG), ..Desk::from(Library::of(Vec::new())) };
        Model::new(desk, Options::default(), Size::new(160, 45))
    }

    fn work(model: &mut Model) {
        let mut made = Vec::new();
        model.late().expect("something is wanted").work(|sums| made.push(sums));
        for sums in made {
            model.sum(sums);
        }
    }

    fn seen(model: &Model) -> String {
        let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::from((ratatui::layout::Position::ORIGIN, model.size)));
        crate::tui::view(model, &mut buffer);
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn items_of_many_briefings_are_listed_while_keys_are_obeyed() {
        let mut model = big();
        work(&mut model);
        let read = model.reading.as_ref().map(|reading| reading.row);
        update(&mut model, Action::View(ViewKind::Assets));
        assert!(model.is_listing() && model.listing.numbers.is_empty());
        assert_eq!(model.reading.as_ref().map(|reading| reading.row), read, "what was read is read on");
        assert!(seen(&model).contains("being listed … Esc stops"));
        update(&mut model, Action::Move(crate::tui::action::Move::Step(1)));
        work(&mut model);
        assert!(!model.is_listing() && model.listing.numbers.len() > MANY && model.all == Some(model.listing.numbers.len()));
        assert_eq!(model.list.at, 1, "what is typed ahead is done when the list is there");
        // Lists made lately are there at once.
        update(&mut model, Action::View(ViewKind::Briefings));
        update(&mut model, Action::View(ViewKind::Assets));
        assert!(!model.is_listing() && !model.listing.numbers.is_empty());
        // But not when they may be something else now.
        update(&mut model, Action::Mark(crate::tui::action::Marking::Hidden));
        assert!(model.is_listing() && !model.may_stop_listing());
        work(&mut model);
        assert_eq!(model.hidden, 1);
    }

    #[test]
    fn esc_gives_a_list_up_and_what_was_listed_is_listed_again() {
        let mut model = big();
        update(&mut model, Action::Move(crate::tui::action::Move::Step(7)));
        update(&mut model, Action::View(ViewKind::Quotes));
        update(&mut model, Action::View(ViewKind::Speakers));
        let late = model.late().unwrap();
        update(&mut model, Action::Cancel);
        assert_eq!((model.kind, model.list.at, model.listing.numbers.len()), (ViewKind::Briefings, 7, MANY + 1));
        let mut made = Vec::new();
        late.work(|sums| made.push(sums));
        for sums in made {
            model.sum(sums);
        }
        assert_eq!(model.listing.numbers.len(), MANY + 1, "a list that comes too late is let go");
    }

    #[test]
    fn one_comes_back_to_a_row_of_a_list_that_must_be_made_again() {
        let mut model = big();
        update(&mut model, Action::View(ViewKind::Quotes));
        work(&mut model);
        update(&mut model, Action::Move(crate::tui::action::Move::Step(40)));
        let at = (model.list.at, model.target_at(model.list.at));
        update(&mut model, Action::Enter);
        update(&mut model, Action::Enter);
        assert_eq!(model.kind, ViewKind::Briefings);
        model.lists.kept.clear();
        // A jump that is given up leaves the places as they were.
        let places = (model.past.clone(), model.future.clone());
        update(&mut model, Action::History(-1));
        assert!(model.is_listing());
        update(&mut model, Action::Cancel);
        assert_eq!((model.kind, &model.past, &model.future), (ViewKind::Briefings, &places.0, &places.1));
        model.lists.kept.clear();
        update(&mut model, Action::History(-1));
        if model.is_listing() {
            work(&mut model);
        }
        assert_eq!((model.kind, (model.list.at, model.target_at(model.list.at))), (ViewKind::Quotes, at));
    }
}
