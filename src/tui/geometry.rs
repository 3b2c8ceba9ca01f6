//! Where everything stands: a pure function of the screen's size and of what is open.

use ratatui::layout::{Rect, Size};

use super::action::Pane;

/// From so many columns on there are three panes.
const THREE: u16 = 110;
/// From so many columns on there are two panes.
const TWO: u16 = 70;
/// Columns and rows below which only a notice fits.
const LEAST: Size = Size::new(40, 10);
/// The least columns that are left for the text, whatever the user wants for the panes beside it.
const TEXT: u16 = 50;
/// Columns of the sidebar of fields unless the user says otherwise.
const SIDEBAR: u16 = 32;
/// From so many columns for the text on, all three panes stand beside the sidebar.
const WIDE_TEXT: u16 = 68;

/// What stands in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListKind {
    /// Briefings, beside the text and its items.
    #[default]
    Briefings,
    /// There is but one briefing: a list would say nothing, and is left out.
    Alone,
    /// A ledger, which takes the place of the items too.
    Ledger,
}

/// What of the model decides where things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The pane with focus.
    pub focus: Pane,
    /// The pane beside the text where there are two.
    pub side: Pane,
    /// Whether the focused pane has the whole screen.
    pub zoom: bool,
    /// What stands in the list.
    pub list: ListKind,
    /// Whether the line of chips is shown.
    pub chips: bool,
    /// Rows that a panel at the bottom wants; 0 for none, [`u16::MAX`] for all.
    pub panel: u16,
    /// Columns that the user wants for list and items.
    pub widths: (Option<u16>, Option<u16>),
    /// The sidebar of fields where it is wanted: columns that the user wants for it.
    pub sidebar: Option<Option<u16>>,
    /// The panes that stand beside the text where there is room for three.
    pub beside: Beside,
}

/// Which panes stand beside the text where there is room for all three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// The list and the items.
    #[default]
    Both,
    /// The list alone.
    List,
    /// The items alone.
    Items,
    /// None.
    Neither,
}

impl Beside {
    /// The next of them, and after the last the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Both => Self::List,
            Self::List => Self::Items,
            Self::Items => Self::Neither,
            Self::Neither => Self::Both,
        }
    }

    /// The same with `pane`.
    #[must_use]
    pub const fn with(self, pane: Pane) -> Self {
        match (self, pane) {
            (Self::List, Pane::Items) | (Self::Items, Pane::List) => Self::Both,
            (Self::Neither, Pane::List) => Self::List,
            (Self::Neither, Pane::Items) => Self::Items,
            _ => self,
        }
    }

    /// Whether `pane` is one of them.
    const fn has(self, pane: Pane) -> bool {
        match pane {
            Pane::Facets => false,
            Pane::List => matches!(self, Self::Both | Self::List),
            Pane::Items => matches!(self, Self::Both | Self::Items),
            Pane::Article => true,
        }
    }
}

/// The rectangles of one screen; those of hidden panes are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The whole screen.
    pub screen: Rect,
    /// Whether it is too small for more than a notice.
    pub tiny: bool,
    /// The first line.
    pub header: Rect,
    /// The line of chips.
    pub chips: Rect,
    /// The rule above the panes.
    pub rule: Rect,
    /// The fields with their values.
    pub facets: Rect,
    /// The list of briefings.
    pub list: Rect,
    /// The text.
    pub article: Rect,
    /// Actors, quotes, assets.
    pub items: Rect,
    /// The panel over the lower part of the panes.
    pub panel: Rect,
    /// The rule below the panes.
    pub base: Rect,
    /// The last line.
    pub footer: Rect,
}

/// The part of a pane below its title.
#[must_use]
pub fn body(pane: Rect) -> Rect {
    let head = 2.min(pane.height);
    Rect { y: pane.y + head, height: pane.height - head, ..pane }
}

/// How many panes stand side by side.
#[must_use]
pub const fn panes(size: Size) -> usize {
    match size.width {
        THREE.. => 3,
        TWO.. => 2,
        _ => 1,
    }
}

/// The screen of `size` for `shape`.
#[must_use]
pub fn geometry(size: Size, shape: Shape) -> Geometry {
    let Size { width, height } = size;
    let screen = Rect::new(0, 0, width, height);
    if width < LEAST.width || height < LEAST.height {
        return Geometry { screen, tiny: true, ..Geometry::default() };
    }
    let row = |y| Rect::new(0, y, width, 1);
    let chips = u16::from(shape.chips);
    let top = 2 + chips;
    let middle = Rect::new(0, top, width, height - top - 2);
    let mut geometry = Geometry {
        screen,
        tiny: false,
        header: row(0),
        chips: Rect { height: chips, ..row(1) },
        rule: row(1 + chips),
        base: row(height - 2),
        footer: row(height - 1),
        ..Geometry::default()
    };
    let column = |x, width| Rect { x, width, ..middle };
    if shape.zoom || panes(size) == 1 {
        *geometry.pane_mut(shape.focus) = middle;
    } else if shape.has_sidebar(size) {
        geometry.beside_sidebar(middle, shape);
    } else if panes(size) == 2 {
        let beside = match shape {
            Shape { list: ListKind::Ledger, .. } | Shape { list: ListKind::Briefings, side: Pane::Article, .. } => Pane::List,
            Shape { list: ListKind::Alone, .. } => Pane::Items,
            Shape { side, .. } => side,
        };
        let left = if shape.list == ListKind::Ledger { width * 54 / 100 } else { (width * 36 / 100).clamp(28, 38) };
        *geometry.pane_mut(beside) = column(0, left);
        geometry.article = column(left + 1, width - left - 1);
    } else if shape.list == ListKind::Ledger {
        geometry.ledger(middle);
    } else if shape.list == ListKind::Alone {
        let items = shape.widths.1.unwrap_or((width * 30 / 100).clamp(36, 60)).min(width - TEXT - 1);
        geometry.article = column(0, width - items - 1);
        geometry.items = column(width - items, items);
    } else {
        geometry.three(middle, shape);
    }
    geometry.with_panel(middle, shape.panel)
}

impl Shape {
    /// Whether the sidebar stands beside other panes on a screen of `size`: where there is room, or where it has the focus.
    fn has_sidebar(self, size: Size) -> bool {
        let is_room = panes(size) == 3 && self.room_beside(size.width).is_some();
        self.sidebar.is_some() && self.list != ListKind::Alone && (is_room || self.focus == Pane::Facets)
    }

    /// Columns of list and items beside the sidebar and the text on a screen so wide, 0 for no items; `None` where the pane with the focus
    /// would have no room.
    fn room_beside(self, width: u16) -> Option<(u16, u16)> {
        let rest = width.saturating_sub(self.sidebar_width(width) + 1);
        if self.list == ListKind::Ledger {
            return (rest >= THREE || self.focus != Pane::Article).then_some((0, 0));
        }
        let (list, items) = self.widths_on(width);
        if rest <= list + TEXT {
            return matches!(self.focus, Pane::Facets | Pane::List).then_some((list, 0));
        }
        if self.beside.has(Pane::Items) && rest >= list + items + 2 + WIDE_TEXT {
            return Some((list, items));
        }
        (self.focus != Pane::Items).then_some((list, 0))
    }

    fn sidebar_width(self, width: u16) -> u16 {
        self.sidebar.flatten().unwrap_or(SIDEBAR).min(width / 3)
    }

    /// Columns of list and items on a screen so wide.
    fn widths_on(self, width: u16) -> (u16, u16) {
        let most = width.saturating_sub(TEXT + 2) / 2;
        let list = self.widths.0.unwrap_or((width * 26 / 100).clamp(28, 46)).min(most);
        let items = self.widths.1.unwrap_or((width * 26 / 100).clamp(28, 50)).min(most);
        (list, items)
    }
}

impl Geometry {
    /// List, text and items in `middle`.
    fn three(&mut self, middle: Rect, shape: Shape) {
        let (list, items) = shape.widths_on(middle.width);
        let room = |pane, width| if shape.beside.has(pane) { width + 1 } else { 0 };
        let (left, right) = (room(Pane::List, list), room(Pane::Items, items));
        if left > 0 {
            self.list = Rect { width: list, ..middle };
        }
        if right > 0 {
            self.items = Rect { x: middle.right() - items, width: items, ..middle };
        }
        self.article = Rect { x: middle.x + left, width: middle.width - left - right, ..middle };
    }

    /// A ledger and the text in `middle`.
    fn ledger(&mut self, middle: Rect) {
        let list = middle.width * 56 / 100;
        self.list = Rect { width: list, ..middle };
        self.article = Rect { x: middle.x + list + 1, width: middle.width - list - 1, ..middle };
    }

    /// The sidebar at the left of `middle`, and as many other panes as there is room for: the list first, whose rows it changes.
    fn beside_sidebar(&mut self, middle: Rect, shape: Shape) {
        let width = shape.sidebar_width(middle.width);
        self.facets = Rect { width, ..middle };
        let rest = Rect { x: middle.x + width + 1, width: middle.width - width - 1, ..middle };
        let size = Size::new(middle.width, middle.height);
        match (shape.list, shape.room_beside(middle.width)) {
            (ListKind::Ledger, _) if rest.width >= THREE => self.ledger(rest),
            (ListKind::Ledger, _) => self.list = rest,
            (_, Some((list, items))) if panes(size) == 3 && rest.width > list + TEXT => {
                self.list = Rect { width: list, ..rest };
                let right = if items > 0 { items + 1 } else { 0 };
                self.article = Rect { x: rest.x + list + 1, width: rest.width - list - 1 - right, ..rest };
                if items > 0 {
                    self.items = Rect { x: rest.right() - items, width: items, ..rest };
                }
            }
            _ => self.list = rest,
        }
    }

    /// The same with a panel of so many rows over the lower part of `middle`.
    fn with_panel(mut self, middle: Rect, rows: u16) -> Self {
        if rows == u16::MAX {
            self.panel = middle;
        } else if rows > 0 {
            let wanted = rows.min(middle.height.saturating_sub(3)).max(1);
            self.panel = Rect { y: middle.bottom() - wanted, height: wanted, ..middle };
        }
        self
    }

    /// The rectangle of `pane`.
    #[must_use]
    pub const fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Facets => self.facets,
            Pane::List => self.list,
            Pane::Article => self.article,
            Pane::Items => self.items,
        }
    }

    const fn pane_mut(&mut self, pane: Pane) -> &mut Rect {
        match pane {
            Pane::Facets => &mut self.facets,
            Pane::List => &mut self.list,
            Pane::Article => &mut self.article,
            Pane::Items => &mut self.items,
        }
    }

    /// The pane at a cell, if one is there.
    #[must_use]
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        Pane::ALL.into_iter().find(|&pane| self.pane(pane).contains((x, y).into()))
    }

    /// The pane whose width the border at a cell sets, if a border is there.
    #[must_use]
    pub fn border_at(&self, x: u16, y: u16) -> Option<Pane> {
        let between = y > self.rule.y && y < self.base.y;
        let is_right_of = |pane: Rect| between && !pane.is_empty() && x == pane.right() && x < self.screen.right();
        if is_right_of(self.facets) {
            return Some(Pane::Facets);
        }
        let list = is_right_of(self.list);
        let items = between && !self.items.is_empty() && self.items.x.checked_sub(1) == Some(x);
        if list { Some(Pane::List) } else { items.then_some(Pane::Items) }
    }

    /// Rows of `pane` that are not covered by a panel and stand below its title.
    #[must_use]
    pub fn visible(&self, pane: Pane) -> Rect {
        let body = body(self.pane(pane));
        if self.panel.is_empty() {
            return body;
        }
        Rect { height: body.height.min(self.panel.y.saturating_sub(body.y)), ..body }
    }
}

/// The first of `count` rows to show so that row `at` is among the `visible` ones.
#[must_use]
pub(super) const fn window(at: usize, visible: usize, count: usize) -> usize {
    let last = count.saturating_sub(visible);
    let middle = at.saturating_sub(visible / 2);
    if middle < last { middle } else { last }
}

/// The columns of a page of text inside a pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// First column of the margin, counted from the pane's left.
    pub left: u16,
    /// Columns of the margin that names the speakers.
    pub gutter: u16,
    /// Columns of text.
    pub text: u16,
}

/// The column of text in a pane `width` wide: at most `widest` where there is room, centered.
#[must_use]
pub fn column(width: u16, widest: u16) -> Column {
    let gutter = match width {
        88.. => 14,
        74.. => 13,
        // Two letters, a blank and the bar.
        36.. => 5,
        _ => 4.min(width / 4),
    };
    let text = width.saturating_sub(gutter + 3).clamp(1, widest.max(1));
    let left = width.saturating_sub(gutter + text) / 2;
    Column { left: left.min(width.saturating_sub(gutter + text)), gutter, text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn panes_by_width() {
        let at = |width, height| geometry(Size::new(width, height), Shape::default());
        assert!(!at(160, 45).items.is_empty() && !at(160, 45).list.is_empty());
        assert!(at(100, 30).items.is_empty() && !at(100, 30).article.is_empty());
        assert!(at(60, 20).article.is_empty() && at(60, 20).list.width == 60);
        assert!(at(38, 9).tiny && at(200, 9).tiny && !at(40, 10).tiny);
        let beside = |width, focus, list| geometry(Size::new(width, 30), Shape { focus, list, sidebar: Some(None), ..Shape::default() });
        let there = |geometry: Geometry| [Pane::Facets, Pane::List, Pane::Article, Pane::Items].map(|pane| !geometry.pane(pane).is_empty());
        assert_eq!(there(beside(200, Pane::Facets, ListKind::Briefings)), [true; 4]);
        assert_eq!(there(beside(160, Pane::Facets, ListKind::Briefings)), [true, true, true, false]);
        assert_eq!(there(beside(160, Pane::Items, ListKind::Briefings)), [false, true, true, true]);
        assert_eq!(there(beside(100, Pane::Facets, ListKind::Briefings)), [true, true, false, false]);
        assert_eq!(there(beside(100, Pane::List, ListKind::Briefings)), [false, true, true, false]);
        assert_eq!(there(beside(60, Pane::Facets, ListKind::Briefings)), [true, false, false, false]);
        assert_eq!(there(beside(160, Pane::List, ListKind::Ledger)), [true, true, true, false]);
        assert_eq!(there(beside(120, Pane::List, ListKind::Ledger)), [true, true, false, false]);
        assert_eq!(there(beside(120, Pane::Article, ListKind::Ledger)), [false, true, true, false]);
        assert_eq!(column(105, 90).text, 88);
        assert_eq!(column(200, 90).text, 90);
        assert_eq!(column(200, 60).text, 60);
    }

    proptest! {
        #[test]
        fn everything_is_on_the_screen_and_apart(
            width in 0u16..300, height in 0u16..120, zoom: bool, chips: bool, panel in 0u16..60,
            list in prop::sample::select(vec![ListKind::Briefings, ListKind::Alone, ListKind::Ledger]),
            focus in prop::sample::select(vec![Pane::Facets, Pane::List, Pane::Article, Pane::Items]),
            side in prop::sample::select(vec![Pane::List, Pane::Items]),
            beside in prop::sample::select(vec![Beside::Both, Beside::List, Beside::Items, Beside::Neither]),
            widths in (prop::option::of(20u16..=80), prop::option::of(24u16..=80)),
            sidebar in prop::option::of(prop::option::of(24u16..=60)),
        ) {
            let geometry = geometry(Size::new(width, height), Shape { focus, side, zoom, list, chips, panel, widths, sidebar, beside });
            let screen = geometry.screen;
            let panes = [geometry.facets, geometry.list, geometry.article, geometry.items];
            let rows = [geometry.header, geometry.chips, geometry.rule, geometry.base, geometry.footer];
            for rect in panes.into_iter().chain(rows).chain([geometry.panel]) {
                prop_assert_eq!(rect.intersection(screen), rect);
            }
            let all: Vec<Rect> = panes.into_iter().chain(rows).filter(|rect| !rect.is_empty()).collect();
            for (place, a) in all.iter().enumerate() {
                for b in all.iter().skip(place + 1) {
                    prop_assert!(!a.intersects(*b), "{a:?} {b:?}");
                }
            }
            if sidebar.is_some() && list != ListKind::Alone && matches!(focus, Pane::Facets | Pane::Article) {
                prop_assert!(geometry.tiny || !geometry.pane(focus).is_empty(), "the pane with the focus is in view");
            }
            let column = column(width, 90);
            prop_assert!(width < 8 || column.left + column.gutter + column.text <= width);
        }
    }
}
