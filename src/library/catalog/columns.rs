//! The records of a catalog: each field a number of four bytes, so that a file of them can be used where it is mapped.

use bytemuck::{Pod, Zeroable};

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
        /// Its path below the library (a string).
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
        /// Its id (a string).
        id,
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
        /// Kind, by its place in `ActorKind::ALL`.
        kind,
        /// Name (a string).
        name,
        /// Other forms, each after a tab (a string).
        aliases,
        /// Role (a string).
        role,
        /// Country, as a number.
        country,
    }
}

record! {
    /// A quote of a briefing.
    QuoteRow {
        /// Kind, by its place in `QuoteKind::ALL`.
        kind,
        /// Who said it: a number among all actors.
        speaker,
        /// The saying that it is, as it was known when the quote was added, see `Catalog::saying`.
        saying,
    }
}

record! {
    /// An asset of a briefing.
    AssetRow {
        /// Class, by its place in `AssetCategory::ALL`.
        category,
        /// Status, by its place in `AssetStatus::ALL`.
        status,
        /// Its words (a string).
        text,
        /// Its designation (a string).
        designation,
        /// Whose: code or name (a string).
        owner,
        /// Whose, where that is a state, as a number.
        country,
        /// Where (a string).
        place,
        /// Who says so: a number among all actors.
        claimed_by,
    }
}
