//! All knowledge of the engine: the gazetteers of `assets/`, loaded once.

use std::sync::OnceLock;

/// All knowledge of the engine.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Loads all gazetteers from the blobs compiled into the program.
    #[must_use]
    pub fn load() -> Self {
        Self::default()
    }

    /// The one lexicon of this process, loaded at first use.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(Self::load)
    }
}
