//! Everything the reader knows. Changed by [`update`](super::update) alone, drawn by [`view`](super::view) alone.

use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
};

use jiff::civil::Date;

use ratatui::layout::Size;

use super::{
    Options,
    action::{Action, Pane, Tab, ViewKind},
    find::Meant,
    geometry::{self, Beside, Geometry, ListKind, Shape, geometry},
    items::Sheet,
    keymap::{Key, Scope},
    layer::{FacetPicker, Layer, Picker},
    list,
    marks::Marks,
    menu,
    page::Page,
    reading::{Cursor, Reading},
    records::Records,
    showing::Showing,
    sidebar::Sidebar,
    views::{Listing, Target, View, view_of},
};
use crate::{
    briefing::Briefing,
    library::{
        Summary, Totals,
        catalog::Row,
        desk::Desk,
        facets::Facet,
        index::Progress,
        narrow::Narrowing,
        query::{self, Query},
        shelf::Shelf,
        state::{self, State},
    },
};

mod decided;
mod finding;
mod late;
mod listing;
mod news;
mod places;
pub(super) mod review;
mod session;

pub(super) use finding::{Finding, Hits};
pub use finding::{Found, Seek};
pub use late::{Late, Sums};
pub(super) use listing::Lists;
pub(super) use places::{Landing, Place};
pub(super) use review::Review;

/// What the briefings that ship with the program are called.
pub(super) const SHIPPED: &str = "shipped briefings · read-only";

/// The state of the reader.
#[derive(Debug)]
pub struct Model {
    pub(super) records: Records,
    /// What the library is called.
    pub(super) name: String,
    /// By what name its sessions are remembered; its folder, where it has one.
    pub(super) library: String,
    /// How far the library has been read, while it is not there yet.
    pub(super) coming: Option<Progress>,
    /// The folder of the library, where it has one.
    pub(super) folder: Option<PathBuf>,
    /// What the user did with briefings.
    pub(super) state: State,
    /// The day from which relative dates are reckoned.
    pub(super) today: Date,
    pub(super) options: Options,
    pub(super) size: Size,
    pub(super) focus: Pane,
    /// The pane beside the text where there are two.
    pub(super) side: Pane,
    pub(super) zoom: bool,
    /// The panes beside the text where there is room for three.
    pub(super) beside: Beside,
    /// Commands run from the palette, the last one first.
    pub(super) ran: Vec<Action>,
    /// What of an article is shown.
    pub(super) showing: Showing,
    /// The pane whose border was pressed last.
    pub(super) drag: Option<Pane>,
    /// Places kept under letters.
    pub(super) letters: HashMap<char, Place>,
    pub(super) narrowing: Narrowing,
    /// What the narrowing means, as far as it could be understood.
    pub(super) query: Query,
    /// Why the line of the narrowing cannot be understood.
    pub(super) misread: Option<query::Error>,
    pub(super) kind: ViewKind,
    /// What the view lists.
    pub(super) listing: Arc<Listing>,
    /// Lists made before, and the one being made.
    pub(super) lists: Lists,
    pub(super) list: Cursor,
    /// The row that was selected in each view when it was left.
    pub(super) kept: HashMap<ViewKind, u32>,
    /// Counts the lists that were made.
    pub(super) ticket: u64,
    /// The list whose sums were asked for last.
    pub(super) summed: u64,
    /// The list for which the sidebar was asked for last.
    pub(super) counted: u64,
    /// The field whose values are to be counted, and within what.
    pub(super) wanted: Option<(Facet, Narrowing)>,
    /// The fields with their values, where they are shown.
    pub(super) sidebar: Option<Sidebar>,
    /// Sums over the briefings that answer, once they are made.
    pub(super) totals: Option<Totals>,
    /// How many rows the view has when nothing narrows it, once it is known.
    pub(super) all: Option<usize>,
    /// How many briefings of the library are left out because the user hid them.
    pub(super) hidden: usize,
    /// The briefings chosen for what is done next.
    pub(super) chosen: BTreeSet<state::Key>,
    pub(super) reading: Option<Reading>,
    /// What of the list the text shows.
    pub(super) aimed: Option<Target>,
    /// Why the selected briefing cannot be read.
    pub(super) trouble: Option<String>,
    pub(super) tab: Tab,
    pub(super) layer: Option<Layer>,
    /// Whether the card that tells why is open.
    pub(super) card: bool,
    pub(super) finding: Option<Finding>,
    /// How words to be looked for are meant.
    pub(super) meant: Meant,
    /// How often the next command is done; 0 where nothing was said of that.
    pub(super) count: usize,
    /// Id of the actor whose quotes alone are listed.
    pub(super) speaker: Option<String>,
    /// Keys of a chord that has begun.
    pub(super) pending: Vec<Key>,
    /// What is looked through item by item, the least certain first.
    pub(super) review: Option<Review>,
    /// Where the last jump ended; `None` while one is made.
    pub(super) landed: Option<Landing>,
    pub(super) past: Vec<Place>,
    pub(super) future: Vec<Place>,
    /// Where each briefing was left.
    pub(super) left: HashMap<String, Place>,
    pub(super) notice: Option<String>,
    /// What was told so far, the latest last.
    pub(super) told: Vec<String>,
    /// Stops the list that is being written.
    pub(super) writing: Option<Arc<AtomicBool>>,
    pub(super) over: bool,
}

impl Model {
    /// A reader of what lies on `desk` on a screen of `size`.
    #[must_use]
    pub fn new(desk: impl Into<Desk>, options: Options, size: Size) -> Self {
        let Desk { shelf, name, shipped, notices, state, today, coming, home } = desk.into();
        let notice = match notices.as_slice() {
            [] => state.notice().map(str::to_owned),
            [one] => Some(one.clone()),
            [one, more @ ..] => Some(format!("{one} (and {} more)", more.len())),
        };
        let alone = shelf.catalog().order().len() == 1;
        let sidebar = (options.layout.facets && !alone).then(Sidebar::default);
        let mut model = Self {
            records: Records::new(shelf, Arc::clone(state.decisions())),
            folder: home.as_ref().map(|home| home.folder.clone()),
            library: match home {
                Some(home) => home.folder.to_string_lossy().into_owned(),
                // Articles that were read just now are not come back to.
                None => {
                    if shipped {
                        name.clone()
                    } else {
                        String::new()
                    }
                }
            },
            name: if shipped { SHIPPED.to_owned() } else { name },
            coming: coming.then(Progress::default),
            state,
            today,
            options,
            size,
            focus: if alone { Pane::Article } else { Pane::List },
            side: Pane::List,
            zoom: false,
            beside: Beside::default(),
            ran: Vec::new(),
            showing: Showing::default(),
            drag: None,
            letters: HashMap::new(),
            narrowing: Narrowing::default(),
            query: Query::default(),
            misread: None,
            kind: ViewKind::default(),
            listing: Arc::default(),
            lists: Lists::default(),
            list: Cursor::default(),
            kept: HashMap::new(),
            ticket: 0,
            summed: 0,
            counted: 0,
            wanted: None,
            sidebar,
            totals: None,
            all: None,
            hidden: 0,
            chosen: BTreeSet::new(),
            reading: None,
            aimed: None,
            trouble: None,
            tab: Tab::default(),
            layer: None,
            card: false,
            finding: None,
            meant: Meant::default(),
            count: 0,
            speaker: None,
            pending: Vec::new(),
            landed: Some(Landing::default()),
            past: Vec::new(),
            future: Vec::new(),
            left: HashMap::new(),
            review: None,
            told: notice.iter().cloned().collect(),
            notice,
            writing: None,
            over: false,
        };
        model.resume();
        model.settle();
        model
    }

    /// The briefings.
    pub(super) fn shelf(&self) -> &Shelf {
        self.records.shelf()
    }

    /// The view at hand.
    pub(super) fn view(&self) -> &'static View {
        view_of(self.kind)
    }

    /// How many briefings the library holds.
    pub(super) fn held(&self) -> usize {
        self.shelf().catalog().order().len()
    }

    /// Whether the library holds one briefing only.
    pub(super) fn is_alone(&self) -> bool {
        self.held() == 1
    }

    /// What row `at` of the list stands for.
    pub(super) fn target_at(&self, at: usize) -> Option<Target> {
        let target = (self.view().target)(self.shelf(), &self.listing, at)?;
        Some(self.shown(target))
    }

    /// The briefing that row `at` of the list stands for, as the catalog has it.
    pub(super) fn row_at(&self, at: usize) -> Option<&Row> {
        self.shelf().catalog().row(self.target_at(at)?.row)
    }

    /// What a list shows of row `row` of the catalog.
    pub(super) fn summary(&self, row: u32) -> Option<Summary> {
        let summary = self.shelf().catalog().summary(row)?;
        let decided = self.records.outcome(row).and_then(|_| self.briefing(row));
        Some(
            decided
                .map_or_else(|| summary.clone(), |briefing| Summary { collection: summary.collection.clone(), ..Summary::of(&briefing) }),
        )
    }

    /// The briefing of row `row` of the catalog, where it can be read.
    pub(super) fn briefing(&self, row: u32) -> Option<Arc<Briefing>> {
        self.records.briefing(row)?.ok()
    }

    /// The tabs that are shown: places and links only where there are any.
    pub(super) fn tabs(&self) -> Vec<Tab> {
        let count = |tab| self.reading.as_ref().map_or(0, |reading| reading.count(tab));
        let is_shown = |tab: &Tab| !matches!(tab, Tab::Places | Tab::Links) || *tab == self.tab || count(*tab) > 0;
        Tab::ALL.into_iter().filter(is_shown).collect()
    }

    /// The size of the screen.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// What the user did with briefings.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Whether the user has left.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.over
    }

    /// Where everything stands.
    #[must_use]
    pub fn geometry(&self) -> Geometry {
        geometry(self.size, self.shape())
    }

    fn shape(&self) -> Shape {
        let panel = match &self.layer {
            Some(Layer::Menu(menu)) if menu.kind == menu::Kind::Help => u16::MAX,
            Some(Layer::Menu(menu)) => (self.size.height / 2).max(6).min(Picker::<()>::tall(menu.held())),
            Some(Layer::Facets(FacetPicker { picker: Picker { tall, .. }, .. }) | Layer::Speakers(Picker { tall, .. })) => {
                (self.size.height / 2).max(6).min(*tall)
            }
            Some(Layer::Filter(line)) if !line.offers.is_empty() => u16::try_from(line.offers.len()).unwrap_or(0) + 1,
            _ if self.card && self.size.width >= 94 => 9,
            _ if self.card => 13.min(self.size.height / 2),
            _ => 0,
        };
        let chips = !self.narrowing.is_empty()
            || !self.chosen.is_empty()
            || self.speaker.is_some()
            || matches!(self.layer, Some(Layer::Filter(..)));
        let list = match self.kind {
            ViewKind::Briefings if self.is_alone() => ListKind::Alone,
            ViewKind::Briefings => ListKind::Briefings,
            _ => ListKind::Ledger,
        };
        let widths = (self.options.layout.list, self.options.layout.items);
        let sidebar = self.sidebar.as_ref().map(|_| self.options.layout.sidebar);
        Shape { focus: self.focus, side: self.side, zoom: self.zoom, list, chips, panel, widths, sidebar, beside: self.beside }
    }

    /// The screen as it is when `pane` has the focus.
    pub(super) fn geometry_of(&self, pane: Pane) -> Geometry {
        let side = if matches!(pane, Pane::Facets | Pane::Article) { self.side } else { pane };
        geometry(self.size, Shape { focus: pane, side, ..self.shape() })
    }

    /// Rows of the text that are in view.
    pub(super) fn height(&self) -> usize {
        usize::from(self.geometry_of(Pane::Article).visible(Pane::Article).height).max(1)
    }

    /// Where keys mean something now, narrow scopes first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        if let (Some(_), None) = (&self.review, &self.layer) {
            return review::scopes(self.focus);
        }
        match (&self.layer, self.focus) {
            (Some(Layer::Facets(_)), _) => &[Scope::Facets, Scope::Picker],
            (Some(Layer::Menu(menu)), _) if menu.kind.takes_several() => &[Scope::Several, Scope::Picker],
            (Some(Layer::Speakers(_) | Layer::Menu(_)), _) => &[Scope::Picker],
            (Some(Layer::Filter(..)), _) => &[Scope::Query, Scope::Prompt],
            (Some(Layer::Find(..)), _) => &[Scope::Find, Scope::Prompt],
            (Some(Layer::Line(..) | Layer::Letter(_)), _) => &[Scope::Prompt],
            (None, Pane::Facets) => &[Scope::Sidebar, Scope::Panes, Scope::Everywhere],
            (None, Pane::List) => &[Scope::List, Scope::Panes, Scope::Everywhere],
            (None, Pane::Article) => &[Scope::Article, Scope::Panes, Scope::Everywhere],
            (None, Pane::Items) => &[Scope::Items, Scope::Panes, Scope::Everywhere],
        }
    }

    /// Brings everything that is derived up to date: the open briefing, its page, its sheet, what is scrolled where.
    pub(super) fn settle(&mut self) {
        self.follow();
        if self.geometry().tiny {
            return;
        }
        self.list.at = self.list.at.min(self.listing.numbers.len().saturating_sub(1));
        self.open_selected();
        self.lay_out();
        list::keep_in_view(self);
        self.settle_sidebar();
    }

    /// Keeps the row at hand of the sidebar in view.
    fn settle_sidebar(&mut self) {
        let height = usize::from(self.geometry_of(Pane::Facets).visible(Pane::Facets).height).max(1);
        if let Some(sidebar) = &mut self.sidebar {
            sidebar.keep_in_view(height);
        }
    }

    pub(super) fn open_selected(&mut self) {
        let target = self.target_at(self.list.at);
        let row = target.map(|target| target.row);
        // While a list is made, what was read is read on.
        if self.is_listing() && target.is_none() {
            return;
        }
        if self.reading.as_ref().map(|reading| reading.row) != row || row.is_none() && self.trouble.is_some() {
            self.open(row);
        }
        // In a ledger the text follows the row.
        if self.aimed != target {
            self.aimed = target;
            if let Some((item, reading)) = target.and_then(|target| target.item).zip(self.reading.as_mut()) {
                reading.wanted = reading.span_of(item).map(|span| (item, span));
            }
        }
    }

    fn open(&mut self, row: Option<u32>) {
        self.keep_place();
        (self.reading, self.trouble, self.speaker) = (None, None, None);
        let Some(row) = row else { return };
        let briefing = match self.records.decided(row) {
            Some(Ok((briefing, outcome))) => {
                self.tell_misfits(outcome.as_deref());
                briefing
            }
            Some(Err(error)) => {
                self.trouble = Some(error.to_string());
                return;
            }
            None => return,
        };
        let place = self.place_left(&briefing.id, row);
        self.reading = Some(Reading {
            row,
            marks: Marks::new(&briefing),
            page: Page::default(),
            top: 0,
            anchor: place.as_ref().map_or(0, |place| place.anchor),
            current: place.and_then(|place| place.current),
            wanted: None,
            sheet: Sheet::default(),
            sheet_of: (self.tab, 0, None),
            cursor: Cursor::default(),
            briefing,
        });
        self.refind();
    }

    /// Lays out page and sheet where their width or content has changed.
    fn lay_out(&mut self) {
        let columns = usize::from(geometry::column(self.geometry_of(Pane::Article).article.width, self.options.layout.text).text);
        let pane = geometry::body(self.geometry_of(Pane::Items).items);
        let height = self.height();
        let rows = usize::from(self.geometry_of(Pane::Items).visible(Pane::Items).height).max(1);
        let wanted = (self.tab, usize::from(pane.width.saturating_sub(3)), self.speaker.clone());
        let Some(reading) = &mut self.reading else { return };
        if reading.page.columns != columns {
            reading.page = Page::new(&reading.briefing, columns, &self.showing);
            reading.top = if reading.anchor <= reading.page.start_of(0) { 0 } else { reading.page.row_of(reading.anchor) };
        }
        let last = reading.page.rows.len().saturating_sub(height);
        if reading.top > last {
            reading.top = last;
        }
        reading.anchor = if reading.top == 0 { 0 } else { reading.page.start_of(reading.top) };
        if let Some(wanted) = reading.wanted.take() {
            reading.current = Some(wanted);
            reading.reveal(wanted.1, height);
        }
        if reading.sheet_of != wanted || reading.sheet.entries.is_empty() {
            reading.sheet = Sheet::new(&reading.briefing, wanted.0, wanted.1, wanted.2.as_deref());
            if let Some(outcome) = self.records.outcome(reading.row) {
                reading.sheet.tick(|item| item.thing().is_some_and(|(thing, number)| outcome.is_confirmed(thing, number)));
            }
            // What is made anew of the same things keeps its place: where one of them is gone, the next is at hand.
            if (reading.sheet_of.0, &reading.sheet_of.2) != (wanted.0, &wanted.2) {
                reading.cursor = Cursor::default();
            }
            reading.sheet_of = wanted;
        }
        let entry = reading.current.and_then(|(item, _)| reading.sheet.entry_of(item));
        if let Some(entry) = entry.or_else(|| reading.sheet.step(reading.cursor.at, 0)) {
            reading.cursor.at = entry;
        }
        if self.focus == Pane::Items && reading.current.is_none() {
            reading.light_at_cursor();
        }
        reading.keep_sheet_in_view(rows);
        self.refind_rows();
    }
}
