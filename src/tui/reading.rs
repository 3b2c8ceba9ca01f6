//! One briefing on the screen: its marks, its page, its items, and where in them one is.

use std::sync::Arc;

use super::{
    action::Tab,
    items::Sheet,
    marks::{Item, Marks},
    page::{Page, Row},
};
use crate::{
    briefing::{Asset, Briefing},
    label::ActorKind,
    span::Span,
};

/// A selected row and the first one shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    pub at: usize,
    pub top: usize,
}

/// The item that is lit in the text, and where.
pub(super) type Current = (Item, Span);

/// The briefing on the screen, laid out.
#[derive(Debug)]
pub(super) struct Reading {
    /// Its row in the catalog.
    pub row: u32,
    pub briefing: Arc<Briefing>,
    pub marks: Marks,
    pub page: Page,
    /// First row shown.
    pub top: usize,
    /// First byte of text shown: what a new width keeps in view.
    pub anchor: usize,
    pub current: Option<Current>,
    /// What is to be lit and brought into view once the page is laid out.
    pub wanted: Option<Current>,
    pub sheet: Sheet,
    /// What the sheet was made for.
    pub sheet_of: (Tab, usize, Option<String>),
    pub cursor: Cursor,
}

impl Reading {
    /// The same briefing, read again: the place in the text stays, the lit item where it is still there.
    pub(super) fn renew(&mut self, briefing: Arc<Briefing>) {
        self.marks = Marks::new(&briefing);
        self.briefing = briefing;
        self.sheet = Sheet::default();
        self.current = self.current.and_then(|(item, _)| Some((item, self.span_of(item)?)));
    }

    /// Brings `span` into view, a third from the top if it was not.
    pub(super) fn reveal(&mut self, span: Span, height: usize) {
        let first = self.page.row_of(span.start);
        let last = self.page.row_of(span.end.saturating_sub(1).max(span.start));
        let margin = usize::from(height > 4);
        if first < self.top + margin && self.top > 0 || last + margin >= self.top + height || first < self.top {
            self.top = first.saturating_sub(height / 3);
        }
        let end = self.page.rows.len().saturating_sub(height);
        self.top = self.top.min(end);
        self.anchor = if self.top == 0 { 0 } else { self.page.start_of(self.top) };
    }

    /// The bytes of text in view.
    pub(super) fn in_view(&self, height: usize) -> Span {
        let start = self.page.start_of(self.top);
        let end = self
            .page
            .rows
            .iter()
            .skip(self.top)
            .take(height)
            .rev()
            .find_map(|row| if let Row::Words(span, _) = row { Some(span.end) } else { None });
        Span::new(start, end.unwrap_or(start))
    }

    /// Scrolls the items so that the one at hand is among the `rows` shown, with its heading where that fits.
    pub(super) fn keep_sheet_in_view(&mut self, rows: usize) {
        let Some(&start) = self.sheet.starts.get(self.cursor.at) else {
            self.cursor = Cursor::default();
            return;
        };
        let tall = self.sheet.entries.get(self.cursor.at).map_or(1, |entry| entry.lines.len());
        let heading = self.cursor.at.checked_sub(1).and_then(|before| self.sheet.entries.get(before)).filter(|entry| entry.item.is_none());
        let first = start - heading.map_or(0, |entry| entry.lines.len()).min(start);
        if self.cursor.top > first {
            self.cursor.top = first;
        } else if start + tall > self.cursor.top + rows {
            self.cursor.top = (start + tall - rows).min(start);
        }
        self.cursor.top = self.cursor.top.min(self.sheet.rows.saturating_sub(rows));
    }

    /// Lights the item that the cursor is on, without moving the text.
    pub(super) fn light_at_cursor(&mut self) {
        let item = self.sheet.entries.get(self.cursor.at).and_then(|entry| entry.item);
        self.current = item.and_then(|item| Some((item, self.span_of(item)?)));
    }

    /// How many items `tab` has.
    pub(super) fn count(&self, tab: Tab) -> usize {
        match tab {
            Tab::Quotes => self.briefing.quotes.len(),
            Tab::Actors => self.briefing.actors.len(),
            Tab::Assets => self.briefing.assets.len(),
            Tab::Places => self.briefing.places.len(),
            Tab::Links => self.marks.links.len() + usize::from(self.briefing.source.url.is_some()),
        }
    }

    /// Where `item` first stands in the text.
    pub(super) fn span_of(&self, item: Item) -> Option<Span> {
        match item {
            Item::Quote(number) => self.briefing.quotes.get(number).and_then(|quote| quote.stretches().first().copied()),
            Item::Actor(number) => self.briefing.actors.get(number).and_then(|actor| actor.mentions.first().copied()),
            Item::Asset(number) => self.briefing.assets.get(number).map(Asset::span),
            Item::Place(number) => self.briefing.places.get(number).and_then(|place| place.mentions.first().copied()),
            Item::Link(number) => self.marks.links.get(number).copied(),
        }
    }

    /// The actor that the current item is, or who speaks in it, or who owns it.
    pub(super) fn actor_at_hand(&self) -> Option<usize> {
        let number = |id: &str| self.briefing.actors.iter().position(|actor| actor.id == id);
        match self.current?.0 {
            Item::Actor(actor) => Some(actor),
            Item::Quote(quote) => number(self.briefing.quotes.get(quote)?.speaker.as_deref()?),
            Item::Place(_) | Item::Link(_) => None,
            Item::Asset(asset) => {
                let code = self.briefing.assets.get(asset)?.owner.as_deref()?;
                self.briefing
                    .actors
                    .iter()
                    .position(|actor| actor.kind == ActorKind::Country && actor.country.is_some_and(|known| known.as_str() == code))
            }
        }
    }
}
