//! Everything the reader knows. Changed by [`update`](super::update) alone, drawn by [`view`](super::view) alone.

use std::collections::HashMap;

use ratatui::layout::Size;

use super::{
    Options,
    action::{Pane, Tab},
    find::find,
    geometry::{self, Geometry, Shape, geometry},
    items::Sheet,
    keymap::{Key, Scope},
    layer::{Layer, Picker},
    list,
    marks::Marks,
    menu,
    page::Page,
    reading::{Current, Cursor, Reading},
};
use crate::{
    library::{Filter, Library, Totals},
    span::Span,
};

/// A place to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub id: String,
    pub anchor: usize,
    pub current: Option<Current>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hits {
    /// Places in the text.
    Text(Vec<Span>),
    /// Rows of the list or entries of the tab.
    Rows(Vec<usize>),
}

impl Hits {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(spans) => spans.len(),
            Self::Rows(rows) => rows.len(),
        }
    }
}

/// A search that is lit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub pane: Pane,
    pub needle: String,
    pub hits: Hits,
    /// The hit jumped to last.
    pub at: usize,
}

/// The state of the reader.
#[derive(Debug)]
pub struct Model {
    pub(super) library: Library,
    pub(super) options: Options,
    pub(super) size: Size,
    pub(super) focus: Pane,
    /// The pane beside the text where there are two.
    pub(super) side: Pane,
    pub(super) zoom: bool,
    pub(super) filter: Filter,
    /// Numbers of the briefings listed.
    pub(super) shown: Vec<usize>,
    /// Sums over them.
    pub(super) totals: Totals,
    pub(super) list: Cursor,
    pub(super) reading: Option<Reading>,
    /// Why the selected briefing cannot be read.
    pub(super) trouble: Option<String>,
    pub(super) tab: Tab,
    pub(super) layer: Option<Layer>,
    /// Whether the card that tells why is open.
    pub(super) card: bool,
    pub(super) finding: Option<Finding>,
    /// Id of the actor whose quotes alone are listed.
    pub(super) speaker: Option<String>,
    /// Keys of a chord that has begun.
    pub(super) pending: Vec<Key>,
    pub(super) past: Vec<Place>,
    pub(super) future: Vec<Place>,
    /// Where each briefing was left.
    pub(super) left: HashMap<String, Place>,
    pub(super) notice: Option<String>,
    /// What was told so far, the latest last.
    pub(super) told: Vec<String>,
    pub(super) over: bool,
}

impl Model {
    /// A reader of `library` on a screen of `size`.
    #[must_use]
    pub fn new(library: Library, options: Options, size: Size) -> Self {
        let shown = library.select(&Filter::default());
        let focus = if library.len() == 1 { Pane::Article } else { Pane::List };
        let notice = match library.notices() {
            [] => None,
            [one] => Some(one.clone()),
            [one, more @ ..] => Some(format!("{one} (and {} more)", more.len())),
        };
        let mut model = Self {
            totals: library.totals(&shown),
            library,
            options,
            size,
            focus,
            side: Pane::List,
            zoom: false,
            filter: Filter::default(),
            shown,
            list: Cursor::default(),
            reading: None,
            trouble: None,
            tab: Tab::default(),
            layer: None,
            card: false,
            finding: None,
            speaker: None,
            pending: Vec::new(),
            past: Vec::new(),
            future: Vec::new(),
            left: HashMap::new(),
            told: notice.iter().cloned().collect(),
            notice,
            over: false,
        };
        model.settle();
        model
    }

    /// Whether the library holds one briefing only.
    pub(super) fn is_alone(&self) -> bool {
        self.library.len() == 1
    }

    /// The size of the screen.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
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
            Some(Layer::Menu(_)) => (self.size.height / 2).max(6),
            Some(Layer::Countries(Picker { tall, .. }) | Layer::Speakers(Picker { tall, .. })) => (self.size.height / 2).max(6).min(*tall),
            _ if self.card && self.size.width >= 94 => 9,
            _ if self.card => 13.min(self.size.height / 2),
            _ => 0,
        };
        let chips = !self.filter.is_empty() || self.speaker.is_some() || matches!(self.layer, Some(Layer::Filter(..)));
        let widths = (self.options.layout.list, self.options.layout.items);
        Shape { focus: self.focus, side: self.side, zoom: self.zoom, alone: self.is_alone(), chips, panel, widths }
    }

    /// The screen as it is when `pane` has the focus.
    pub(super) fn geometry_of(&self, pane: Pane) -> Geometry {
        let side = if pane == Pane::Article { self.side } else { pane };
        geometry(self.size, Shape { focus: pane, side, ..self.shape() })
    }

    /// Rows of the text that are in view.
    pub(super) fn height(&self) -> usize {
        usize::from(self.geometry_of(Pane::Article).visible(Pane::Article).height).max(1)
    }

    /// Where keys mean something now, narrow scopes first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match (&self.layer, self.focus) {
            (Some(Layer::Countries(_)), _) => &[Scope::Countries, Scope::Picker],
            (Some(Layer::Speakers(_) | Layer::Menu(_)), _) => &[Scope::Picker],
            (Some(Layer::Find(..) | Layer::Filter(..)), _) => &[Scope::Prompt],
            (None, Pane::List) => &[Scope::List, Scope::Panes, Scope::Everywhere],
            (None, Pane::Article) => &[Scope::Article, Scope::Panes, Scope::Everywhere],
            (None, Pane::Items) => &[Scope::Items, Scope::Panes, Scope::Everywhere],
        }
    }

    /// Selects anew what the filter lets through; the selected briefing stays selected if it may.
    pub(super) fn refilter(&mut self) {
        let selected = self.shown.get(self.list.at).copied();
        self.shown = self.library.select(&self.filter);
        self.totals = self.library.totals(&self.shown);
        let place = selected.and_then(|number| self.shown.iter().position(|&other| other == number));
        self.list = Cursor { at: place.unwrap_or(0), top: if place.is_some() { self.list.top } else { 0 } };
    }

    /// Brings everything that is derived up to date: the open briefing, its page, its sheet, what is scrolled where.
    pub(super) fn settle(&mut self) {
        if self.geometry().tiny {
            return;
        }
        self.list.at = self.list.at.min(self.shown.len().saturating_sub(1));
        self.open_selected();
        self.lay_out();
        list::keep_in_view(self);
    }

    fn open_selected(&mut self) {
        let selected = self.shown.get(self.list.at).copied();
        if self.reading.as_ref().map(|reading| reading.number) == selected && (selected.is_some() || self.trouble.is_none()) {
            return;
        }
        if let Some(place) = self.place() {
            self.left.insert(place.id.clone(), place);
        }
        (self.reading, self.trouble, self.speaker) = (None, None, None);
        let Some(number) = selected else { return };
        let briefing = match self.library.briefing(number) {
            Some(Ok(briefing)) => briefing,
            Some(Err(error)) => {
                self.trouble = Some(error.to_string());
                return;
            }
            None => return,
        };
        let place = self.left.get(&briefing.id);
        self.reading = Some(Reading {
            number,
            marks: Marks::new(&briefing),
            page: Page::default(),
            top: 0,
            anchor: place.map_or(0, |place| place.anchor),
            current: place.and_then(|place| place.current),
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
            reading.page = Page::new(&reading.briefing, columns);
            reading.top = if reading.anchor <= reading.page.start_of(0) { 0 } else { reading.page.row_of(reading.anchor) };
        }
        let last = reading.page.rows.len().saturating_sub(height);
        if reading.top > last {
            reading.top = last;
        }
        reading.anchor = if reading.top == 0 { 0 } else { reading.page.start_of(reading.top) };
        if reading.sheet_of != wanted || reading.sheet.entries.is_empty() {
            reading.sheet = Sheet::new(&reading.briefing, wanted.0, wanted.1, wanted.2.as_deref());
            reading.sheet_of = wanted;
            reading.cursor = Cursor::default();
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

    /// The place in the text that is on the screen.
    pub(super) fn place(&self) -> Option<Place> {
        let reading = self.reading.as_ref()?;
        Some(Place { id: reading.briefing.id.clone(), anchor: reading.anchor, current: reading.current })
    }

    /// Remembers the place on the screen, before a jump.
    pub(super) fn remember(&mut self) {
        if let Some(place) = self.place().filter(|place| self.past.last() != Some(place)) {
            self.past.push(place);
            self.future.clear();
        }
    }

    /// Goes to a remembered place, if its briefing is still there.
    pub(super) fn go_to(&mut self, place: &Place) -> bool {
        let is_it = |&number: &usize| self.library.summary(number).is_some_and(|summary| summary.id == place.id);
        let Some(at) = self.shown.iter().position(is_it) else { return false };
        self.list.at = at;
        self.open_selected();
        if let Some(reading) = &mut self.reading {
            reading.anchor = place.anchor;
            reading.current = place.current;
            reading.page = Page::default();
        }
        true
    }

    /// Looks again for what is being looked for, in a new text.
    pub(super) fn refind(&mut self) {
        let Some(finding) = &mut self.finding else { return };
        if finding.pane == Pane::Article {
            let text = self.reading.as_ref().map_or("", |reading| &reading.briefing.text);
            finding.hits = Hits::Text(find(text, &finding.needle));
            finding.at = 0;
        }
    }

    fn refind_rows(&mut self) {
        let Some(finding) = &self.finding else { return };
        let rows: Vec<usize> = match finding.pane {
            Pane::Article => return,
            Pane::List => {
                let title = |number: &usize| self.library.summary(*number).map_or("", |summary| &summary.title);
                (0..self.shown.len())
                    .filter(|&row| self.shown.get(row).is_some_and(|number| !find(title(number), &finding.needle).is_empty()))
                    .collect()
            }
            Pane::Items => self.reading.as_ref().map_or_else(Vec::new, |reading| {
                let hit = |&entry: &usize| {
                    reading
                        .sheet
                        .entries
                        .get(entry)
                        .is_some_and(|entry| entry.item.is_some() && !find(&entry.words(), &finding.needle).is_empty())
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
    pub(super) fn look_for(&mut self, pane: Pane, needle: &str) {
        if needle.is_empty() {
            self.finding = None;
            return;
        }
        self.finding = Some(Finding { pane, needle: needle.to_owned(), hits: Hits::Rows(Vec::new()), at: 0 });
        self.refind();
        self.refind_rows();
    }
}
