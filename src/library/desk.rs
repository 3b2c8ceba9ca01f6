//! What lies before the reader: a library ready to be asked, what to call it, and the user's marks.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Library, shelf::Shelf, state::State};

/// A library as the reader takes it up.
#[derive(Debug, Default)]
pub struct Desk {
    /// The briefings.
    pub shelf: Arc<Shelf>,
    /// What the library is called on screen.
    pub name: String,
    /// Whether these are the briefings that ship with the program.
    pub shipped: bool,
    /// What went wrong while it was opened, as sentences.
    pub notices: Vec<String>,
    /// What the user does with briefings.
    pub state: State,
    /// The day from which relative dates are reckoned.
    pub today: Date,
}

impl From<Library> for Desk {
    fn from(library: Library) -> Self {
        Self {
            shelf: Arc::new(Shelf::of(&library)),
            name: library.name().to_owned(),
            shipped: library.is_shipped(),
            notices: library.notices().to_vec(),
            ..Self::default()
        }
    }
}
