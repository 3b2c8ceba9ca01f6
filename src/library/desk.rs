//! What lies before the reader: a library ready to be asked, what to call it, and the user's marks.

use std::{path::PathBuf, sync::Arc};

use jiff::civil::Date;

use super::{Library, index::Place, shelf::Shelf, state::State};

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
    /// The folder to be kept up to date, if there is one.
    pub home: Option<Home>,
    /// Whether the briefings are yet to come.
    pub coming: bool,
}

/// A library on disk.
#[derive(Clone, Debug)]
pub struct Home {
    /// The folder.
    pub folder: PathBuf,
    /// Its index; `None` where there is no cache folder.
    pub place: Option<Place>,
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
