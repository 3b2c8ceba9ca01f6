//! Cores of assets: what a phrase is built around.

use crate::{country::CountryCode, label::AssetCategory, lexicon::equipment::Firmness, span::TokenRange};

/// What a core is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CoreKind {
    /// A named ship.
    Ship,
    /// A formation by number or name.
    Unit,
    /// A named base.
    Base,
    /// A designation that the lexicon knows.
    Known(Firmness),
    /// A designation by its shape alone.
    Shape,
    /// A class noun.
    Noun,
}

/// One core.
#[derive(Clone, Debug)]
pub(super) struct Core {
    pub tokens: TokenRange,
    pub kind: CoreKind,
    pub category: AssetCategory,
    pub plural: bool,
    /// One form for one and many: artillery, aircraft.
    pub mass: bool,
    /// An asset even when bare.
    pub strong: bool,
    pub designation: Option<String>,
    /// State whose ships bear the prefix, or that makes the equipment.
    pub maker: Option<CountryCode>,
    /// The only state that has such a thing.
    pub sole: Option<CountryCode>,
    pub echelon: Option<String>,
    pub hull: Option<String>,
}

impl Core {
    pub(super) const fn new(tokens: TokenRange, kind: CoreKind, category: AssetCategory) -> Self {
        Self {
            tokens,
            kind,
            category,
            plural: false,
            mass: false,
            strong: true,
            designation: None,
            maker: None,
            sole: None,
            echelon: None,
            hull: None,
        }
    }
}
