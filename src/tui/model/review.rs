//! A look through the items of what is listed, the least certain first.

use super::super::{action::Pane, keymap::Scope};
use crate::library::{decisions::Subject, state::Key};

/// An item to be looked at.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Doubt {
    /// Its briefing, by the row in the catalog and the key of its text.
    pub row: u32,
    pub key: Key,
    pub subject: Subject,
}

/// A look through items.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Review {
    /// What is looked at, in this order.
    pub doubts: Vec<Doubt>,
    /// Which one is at hand.
    pub at: usize,
    /// For each step so far where it began, and how many changes could be taken back after it if it was one.
    pub steps: Vec<(usize, Option<usize>)>,
}

/// Where keys mean something while a pane has the focus.
pub(super) const fn scopes(focus: Pane) -> &'static [Scope] {
    match focus {
        Pane::Facets => &[Scope::Review, Scope::Sidebar, Scope::Panes, Scope::Everywhere],
        Pane::List => &[Scope::Review, Scope::List, Scope::Panes, Scope::Everywhere],
        Pane::Article => &[Scope::Review, Scope::Article, Scope::Panes, Scope::Everywhere],
        Pane::Items => &[Scope::Review, Scope::Items, Scope::Panes, Scope::Everywhere],
    }
}
