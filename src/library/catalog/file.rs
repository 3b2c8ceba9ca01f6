//! A catalog as a file that is mapped into memory: opening it costs the same whatever it holds.
//!
//! A head (what it is, its edition, the bytes of each column, a sum over itself), then the columns, each at a multiple of eight bytes, then
//! a sum over the columns. Numbers have the byte order of the machine, as it is a cache of this machine.

use std::io::{self, Read, Write};

use bytemuck::Pod;
use tantivy::directory::OwnedBytes;

use super::{Catalog, Edition, series::Series, strings::Strings};

/// Tells a file of this form from others; the number changes with the form.
const MAGIC: u64 = u64::from_be_bytes(*b"attache3");
/// Columns in the file.
const COLUMNS: usize = 11;
/// Bytes of the head: what it is, the edition, the columns, the sum.
const HEAD: usize = 8 * (3 + COLUMNS);

impl Catalog {
    fn columns(&self) -> [&[u8]; COLUMNS] {
        fn bytes<T: Pod>(series: &Series<T>) -> &[u8] {
            bytemuck::cast_slice(series)
        }
        [
            bytes(&self.strings.heap),
            bytes(&self.strings.ends),
            bytes(&self.strings.table),
            bytes(&self.files),
            bytes(&self.rows),
            bytes(&self.countries),
            bytes(&self.places),
            bytes(&self.actors),
            bytes(&self.quotes),
            bytes(&self.assets),
            bytes(&self.order),
        ]
    }

    /// Writes the catalog.
    pub(in crate::library) fn write(&self, mut out: impl Write) -> io::Result<()> {
        let columns = self.columns();
        let mut head = vec![MAGIC, u64::from(self.edition.generation) << 32 | u64::from(self.edition.change)];
        head.extend(columns.iter().map(|column| column.len() as u64));
        head.push(checksum(bytemuck::cast_slice(&head)));
        out.write_all(bytemuck::cast_slice(&head))?;
        let mut sum = 0;
        for column in columns {
            out.write_all(column)?;
            out.write_all([0; 8].get(..padding(column.len())).unwrap_or_default())?;
            sum = mix(sum, checksum(column));
        }
        out.write_all(&sum.to_ne_bytes())
    }

    /// The catalog in a file that was mapped; `None` when it is of another form or not whole. The columns are taken as they are: [`is_sound`] looks at them.
    pub(in crate::library) fn mapped(file: &OwnedBytes) -> Option<Self> {
        let head: [u64; HEAD / 8] = bytemuck::try_pod_read_unaligned(file.get(..HEAD)?).ok()?;
        let [_, edition, lengths @ .., _] = head;
        if !is_head(&head) {
            return None;
        }
        let mut from = HEAD;
        let mut columns = lengths.into_iter().map(|length| {
            let length = usize::try_from(length).ok()?;
            let end = from.checked_add(length).filter(|&end| end <= file.len())?;
            let column = file.slice(from..end);
            from = end.next_multiple_of(8);
            Some(column)
        });
        let mut next = || columns.next().flatten();
        let halves = super::halves(edition);
        let catalog = Self {
            edition: Edition { generation: halves[1], change: halves[0] },
            strings: Strings { heap: Series::mapped(next()?)?, ends: Series::mapped(next()?)?, table: Series::mapped(next()?)? },
            files: Series::mapped(next()?)?,
            rows: Series::mapped(next()?)?,
            countries: Series::mapped(next()?)?,
            places: Series::mapped(next()?)?,
            actors: Series::mapped(next()?)?,
            quotes: Series::mapped(next()?)?,
            assets: Series::mapped(next()?)?,
            order: Series::mapped(next()?)?,
            ..Self::default()
        };
        (from + 8 == file.len()).then_some(catalog)
    }
}

/// Whether the columns in a file are as they were written.
pub(in crate::library) fn is_sound(mut file: impl Read) -> io::Result<bool> {
    let mut head = [0_u64; HEAD / 8];
    file.read_exact(bytemuck::cast_slice_mut(&mut head))?;
    let [_, _, lengths @ .., _] = head;
    let mut buffer = vec![0; 1 << 18];
    let mut all = 0;
    for length in lengths {
        let mut left = usize::try_from(length).map_err(io::Error::other)?;
        let mut sum = SEED;
        let mut rest = 0..0;
        while left > 0 {
            let part = buffer.get_mut(..left.min(1 << 18)).unwrap_or_default();
            file.read_exact(part)?;
            left -= part.len();
            sum = part.as_chunks::<8>().0.iter().fold(sum, |sum, word| mix(sum, u64::from_le_bytes(*word)));
            rest = part.len() / 8 * 8..part.len();
        }
        all = mix(all, finish(sum, usize::try_from(length).unwrap_or(0), buffer.get(rest).unwrap_or_default()));
        let length = usize::try_from(length).unwrap_or(0);
        file.read_exact([0; 8].get_mut(..padding(length)).unwrap_or_default())?;
    }
    let mut sum = [0; 8];
    file.read_exact(&mut sum)?;
    Ok(is_head(&head) && u64::from_ne_bytes(sum) == all)
}

fn is_head(head: &[u64; HEAD / 8]) -> bool {
    let [body @ .., sum] = head;
    body.first() == Some(&MAGIC) && *sum == checksum(bytemuck::cast_slice(body))
}

/// Bytes after a column of `length` bytes, so that the next lies at a multiple of eight.
const fn padding(length: usize) -> usize {
    length.next_multiple_of(8) - length
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

const fn mix(sum: u64, word: u64) -> u64 {
    (sum ^ word).wrapping_mul(0x100_0000_01b3).rotate_left(23)
}

fn finish(sum: u64, length: usize, rest: &[u8]) -> u64 {
    rest.iter().fold(mix(sum, length as u64), |sum, &byte| mix(sum, u64::from(byte)))
}

/// A sum over all bytes that damage changes. FNV-1a (Fowler, Noll, Vo 1991) over words of eight bytes.
pub(in crate::library) fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    finish(words.iter().fold(SEED, |sum, word| mix(sum, u64::from_le_bytes(*word))), bytes.len(), rest)
}
