//! The records of a catalog: each field a number of four bytes, so that a file of them can be used where it is mapped.

use bytemuck::{Pod, Zeroable};

use super::{NONE, label_number};
use crate::label::ActorKind;

/// Declares a record of `u32` fields that can lie in a file as it is.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
        #[repr(C)]
        pub struct $name { $($(#[$fmeta])* pub $field: u32,)+ }
    };
}

record! {
    /// A file of the library, as it was when it was read last.
    FileRow {
        /// Its path below the library (a number among all paths).
        path,
        /// Bytes, the lower half.
        size,
        /// Bytes, the upper half.
        size_high,
        /// When it was changed, in nanoseconds since 1970, the lower half.
        changed,
        /// When it was changed, the upper half.
        changed_high,
        /// A sum over its content, the lower half.
        hash,
        /// A sum over its content, the upper half.
        hash_high,
        /// A sum over its path, the lower half.
        place,
        /// A sum over its path, the upper half.
        place_high,
        /// 1 when the file is no longer there.
        gone,
    }
}

record! {
    /// A briefing.
    Row {
        /// Its file.
        file,
        /// Where its record begins there, the lower half; 0 in a file of its own.
        offset,
        /// Where its record begins there, the upper half.
        offset_high,
        /// Bytes of its record in a pack; 0 in a file of its own.
        length,
        /// Day of publication, see [`Row::published`].
        day,
        /// Its id (a string) where that is not made of day, title and key, see [`Catalog::id`](super::Catalog::id).
        own_id,
        /// Headline (a string).
        title,
        /// Publisher (a string).
        outlet,
        /// Byline (a string).
        author,
        /// Language (a string).
        language,
        /// Sub-folder (a string).
        collection,
        /// What its text is known by, the lower half.
        key_low,
        /// What its text is known by, the upper half.
        key_high,
        /// The first of its countries.
        countries,
        /// The number after the last of its countries.
        countries_end,
        /// The first of its places.
        places,
        /// The number after the last of its places.
        places_end,
        /// The first of its actors.
        actors,
        /// The number after the last of its actors.
        actors_end,
        /// The first of its quotes.
        quotes,
        /// The number after the last of its quotes.
        quotes_end,
        /// The first of its assets.
        assets,
        /// The number after the last of its assets.
        assets_end,
    }
}

record! {
    /// An actor of a briefing.
    ActorRow {
        /// Name (a string).
        name,
        /// Kind and country, see [`ActorRow::kind`] and [`ActorRow::country`].
        about,
    }
}

record! {
    /// A quote of a briefing.
    QuoteRow {
        /// Who said it: a number among all actors.
        speaker,
    }
}

record! {
    /// An asset of a briefing.
    AssetRow {
        /// Its words (a string).
        text,
        /// Its designation (a string).
        designation,
        /// Whose: code or name (a string).
        owner,
        /// Where (a string).
        place,
    }
}

record! {
    /// What kind of asset an asset is: few values, which are looked through for all assets at once.
    AssetKind {
        /// Class, status and state, see its functions.
        about,
    }
}

record! {
    /// How many an asset is, as most are told.
    Amount {
        /// Which: a number among all assets.
        asset,
        /// So many.
        count,
    }
}

record! {
    /// Between which numbers an asset is.
    AmountRange {
        /// Which: a number among all assets.
        asset,
        /// At least.
        least,
        /// At most.
        most,
    }
}

impl ActorRow {
    /// An actor of a kind, by its place in `ActorKind::ALL`, and a country, as a number or [`NONE`].
    pub(super) const fn new(name: u32, kind: u32, country: u32) -> Self {
        Self { name, about: kind << 16 | if country == NONE { 0 } else { country & 0xffff } }
    }

    /// Its kind, by its place in `ActorKind::ALL`.
    #[must_use]
    pub const fn kind(&self) -> u32 {
        self.about >> 16
    }

    /// Its country, as a number; [`NONE`] for none.
    #[must_use]
    pub const fn country(&self) -> u32 {
        some(self.about & 0xffff)
    }

    /// Whether it is of this kind.
    #[must_use]
    pub fn is(&self, kind: ActorKind) -> bool {
        self.kind() == label_number(ActorKind::ALL, &kind)
    }
}

impl AssetKind {
    /// A class, by its place in `AssetCategory::ALL`; a status, by its place in `AssetStatus::ALL` or [`NONE`]; whose, where that is a
    /// state, as a number or [`NONE`].
    pub(super) const fn new(category: u32, status: u32, country: u32) -> Self {
        let status = if status == NONE { 0xff } else { status & 0xff };
        Self { about: category << 24 | status << 16 | if country == NONE { 0 } else { country & 0xffff } }
    }

    /// Its class, by its place in `AssetCategory::ALL`.
    #[must_use]
    pub const fn category(&self) -> u32 {
        self.about >> 24
    }

    /// Its status, by its place in `AssetStatus::ALL`; [`NONE`] for none.
    #[must_use]
    pub const fn status(&self) -> u32 {
        let status = self.about >> 16 & 0xff;
        if status == 0xff { NONE } else { status }
    }

    /// Whose, where that is a state, as a number; else [`NONE`].
    #[must_use]
    pub const fn country(&self) -> u32 {
        some(self.about & 0xffff)
    }
}

/// A country, or none.
const fn some(country: u32) -> u32 {
    if country == 0 { NONE } else { country }
}
