//! The records of a catalog: each field a number of four bytes, so that a file of them is read as fast as memory is filled.

use super::{Catalog, Strings};

/// Declares a record of `u32` fields with its spelling in bytes.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name { $($(#[$fmeta])* pub $field: u32,)+ }

        impl Record for $name {
            const SIZE: usize = 4 * [$(stringify!($field),)+].len();

            fn write(&self, out: &mut Vec<u8>) {
                $(out.extend_from_slice(&self.$field.to_le_bytes());)+
            }

            fn read(bytes: &[u8]) -> Self {
                let mut numbers = bytes.chunks_exact(4).map(|chunk| u32::from_le_bytes(chunk.try_into().unwrap_or_default()));
                Self { $($field: numbers.next().unwrap_or_default(),)+ }
            }
        }
    };
}

/// Something of a fixed number of bytes.
trait Record: Sized {
    const SIZE: usize;
    fn write(&self, out: &mut Vec<u8>);
    fn read(bytes: &[u8]) -> Self;
}

impl Record for u32 {
    const SIZE: usize = 4;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Self::from_le_bytes(bytes.try_into().unwrap_or_default())
    }
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
        /// 1 when it is no longer there.
        gone,
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
        /// First byte in the text.
        start,
        /// Byte after the last.
        end,
        /// Its words as a hash: equal words, equal hashes.
        words,
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
        /// At least so many; above `most` when no number is told.
        least,
        /// At most so many.
        most,
        /// First byte in the text.
        start,
        /// Byte after the last.
        end,
    }
}

/// Tells a file of this form from others; the number changes with the form.
const MAGIC: &[u8; 16] = b"attache catalog1";

impl Catalog {
    /// The catalog as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&self.generation.to_le_bytes());
        section(&mut out, self.strings.heap.as_bytes());
        write_all(&mut out, &self.strings.ends);
        write_all(&mut out, &self.files);
        write_all(&mut out, &self.rows);
        write_all(&mut out, &self.countries);
        write_all(&mut out, &self.places);
        write_all(&mut out, &self.actors);
        write_all(&mut out, &self.quotes);
        write_all(&mut out, &self.assets);
        write_all(&mut out, self.order());
        let sum = checksum(&out);
        out.extend_from_slice(&sum.to_le_bytes());
        out
    }

    /// The catalog that `bytes` spell; `None` when they are damaged or of another form.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<8>()?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return None;
        }
        let (generation, mut rest) = body.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
        let heap = String::from_utf8(take(&mut rest)?.to_vec()).ok()?;
        let catalog = Self {
            generation: u32::from_le_bytes(*generation),
            strings: Strings { heap, ends: read_all(&mut rest)? },
            files: read_all(&mut rest)?,
            rows: read_all(&mut rest)?,
            countries: read_all(&mut rest)?,
            places: read_all(&mut rest)?,
            actors: read_all(&mut rest)?,
            quotes: read_all(&mut rest)?,
            assets: read_all(&mut rest)?,
            order: read_all(&mut rest)?,
            ..Self::default()
        };
        rest.is_empty().then_some(catalog)
    }
}

fn section(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn write_all<T: Record>(out: &mut Vec<u8>, records: &[T]) {
    out.extend_from_slice(&((records.len() * T::SIZE) as u64).to_le_bytes());
    for record in records {
        record.write(out);
    }
}

/// The bytes of the next section.
fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<8>()?;
    let (bytes, after) = after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = after;
    Some(bytes)
}

fn read_all<T: Record>(rest: &mut &[u8]) -> Option<Vec<T>> {
    let bytes = take(rest)?;
    bytes.len().is_multiple_of(T::SIZE).then(|| bytes.chunks_exact(T::SIZE).map(T::read).collect())
}

/// A sum over all bytes that damage changes. FNV-1a (Fowler, Noll, Vo 1991) over words of eight bytes.
pub(in crate::library) fn checksum(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x100_0000_01b3).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(0xcbf2_9ce4_8422_2325, |sum, word| mix(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(mix(sum, bytes.len() as u64), |sum, &byte| mix(sum, u64::from(byte)))
}
