//! A catalog on disk: a base that is mapped into memory and never changed, and what was added since, which is read.
//!
//! So opening costs the same whatever a library holds, and writing a change costs what has changed. Both files have one form: a head (what it
//! is, its edition, the base it stands on, the bytes of each column, a sum over itself), then the columns, each at a multiple of eight bytes,
//! then a sum over the columns. Numbers have the byte order of the machine, as it is a cache of this machine.

use std::{
    borrow::Cow,
    io::{self, Read, Write},
    ops::Range,
};

use bytemuck::Pod;
use tantivy::directory::OwnedBytes;

use super::{Catalog, Edition, FileRow, alike::Joined, halves, lists::Lists, names::Names, strings::Strings};
use crate::library::{
    bits::Bits,
    dictionary::Dictionary,
    series::{Series, copied},
};

/// Tells a file of this form from others; the number changes with the form.
const MAGIC: u64 = u64::from_be_bytes(*b"attache7");
/// Columns that are added to.
const SERIES: usize = 28;
/// Columns that are of one piece.
const WHOLE: usize = 7;
/// Columns of what is made of the others when a base is written: names and quotes by speaker.
const MADE: usize = Names::COLUMNS + 2;
/// Columns in a file.
const COLUMNS: usize = SERIES + WHOLE + MADE;
/// Bytes of the head: what it is, two editions, the columns, the sum.
const HEAD: usize = 8 * (4 + COLUMNS);
/// Rows that may stand beside the base before a new base is written; more where the base is big.
const BESIDE: usize = 500;
/// The part of the base that may stand beside it.
const SHARE: usize = 16;

/// What a file of a catalog holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Part {
    /// All rows, as a base.
    Base,
    /// What is new since the base, and which rows are there, in order.
    New,
    /// The same, when all rows are in the base.
    Order,
}

impl Catalog {
    /// Whether so much stands beside the base that a new one is better written.
    pub(in crate::library) fn wants_base(&self) -> bool {
        let [base, new] = self.rows.parts();
        new.len() > BESIDE.max(base.len() / SHARE)
    }

    /// The edition of the base it stands on, if it has one.
    pub(in crate::library) fn base(&self) -> Option<Edition> {
        (self.base != Edition::default()).then_some(self.base)
    }

    /// Stands on what was written as a base.
    pub(in crate::library) const fn set_base(&mut self) {
        self.base = self.edition;
    }

    /// Writes a part of the catalog.
    pub(in crate::library) fn write(&self, part: Part, out: impl Write) -> io::Result<()> {
        let mut columns = vec![
            bytes(&self.strings.heap),
            bytes(&self.strings.ends),
            bytes(&self.paths.heap),
            bytes(&self.paths.ends),
            bytes(&self.files),
            bytes(&self.rows),
            bytes(&self.countries),
            bytes(&self.places),
            bytes(&self.actors),
            bytes(&self.aliases),
            bytes(&self.roles),
            bytes(&self.quotes),
            bytes(&self.quote_kinds),
            bytes(&self.sayings),
            bytes(&self.assets),
            bytes(&self.asset_kinds),
            bytes(&self.claims),
            bytes(&self.amounts),
            bytes(&self.amount_ranges),
            bytes(&self.letters),
            bytes(&self.stories),
            bytes(&self.sketches),
            bytes(&self.voices),
            bytes(&self.gists),
            bytes(&self.quote_stretches),
            bytes(&self.asset_stretches),
            bytes(&self.one_story.pairs),
            bytes(&self.one_saying.pairs),
        ];
        let nothing = || Cow::Borrowed(&[][..]);
        for [base, new] in &mut columns {
            if part != Part::Base {
                *base = nothing();
            }
            if part == Part::Order {
                *new = nothing();
            }
        }
        let said = if part == Part::Base { self.made_said() } else { Lists::default() };
        if part == Part::Base {
            columns.push([Cow::Owned(bytemuck::cast_slice(&self.strings.tabled()).to_vec()), nothing()]);
            columns.resize(SERIES + WHOLE, [nothing(), nothing()]);
            columns.extend(self.names().columns(self));
            columns.extend([bytes(&said.ends), bytes(&said.numbers)]);
        } else {
            let (files, changed): (Vec<u32>, Vec<FileRow>) = self.changed.iter().map(|(&number, &file)| (number, file)).unzip();
            let order: &[u8] = bytemuck::cast_slice(&self.order);
            let gone: &[u8] = bytemuck::cast_slice(self.gone.words());
            columns.push([nothing(), nothing()]);
            columns.extend([Cow::Borrowed(order), Cow::Borrowed(gone)].map(|column| [column, nothing()]));
            let parted = [&self.one_story, &self.one_saying]
                .map(|joined| joined.parted.iter().map(|(&number, &label)| [number, label]).collect::<Vec<_>>());
            let [stories, sayings] = &parted;
            let whole = [
                bytemuck::cast_slice(&files),
                bytemuck::cast_slice(&changed),
                bytemuck::cast_slice(stories),
                bytemuck::cast_slice(sayings),
            ];
            columns.extend(whole.map(|column: &[u8]| [Cow::Owned(column.to_vec()), nothing()]));
            columns.resize(COLUMNS, [nothing(), nothing()]);
        }
        write(self.edition, if part == Part::Base { self.edition } else { self.base }, &columns, out)
    }

    /// The edition of the base that the file `new` stands on; `None` when it is damaged, cut short or of another form.
    pub(in crate::library) fn base_of(new: &[u8]) -> Option<Edition> {
        is_sound(new).ok()?.then(|| head(new)).flatten().map(|head| edition(head.base))
    }

    /// The catalog in the files `base`, which is mapped and taken as it is ([`is_sound`] looks at it), and `new`, which
    /// [`Catalog::base_of`] has looked at; `None` when they do not belong together.
    pub(in crate::library) fn of_files(base: Option<&OwnedBytes>, new: &[u8]) -> Option<Self> {
        let is_whole = |file: &[u8], head: &Head| head.columns().last().is_none_or(|last| last.end.next_multiple_of(8) + 8 == file.len());
        let (own, below) = (head(new)?, base.map(|base| head(base)));
        let below = match below {
            Some(below) => Some(below.filter(|below| below.edition == own.base)?),
            None => None,
        };
        if !is_whole(new, &own) || below.as_ref().zip(base).is_some_and(|(head, base)| !is_whole(base, head)) {
            return None;
        }
        let ranges: Vec<_> = own.columns().zip(below.iter().flat_map(Head::columns).map(Some).chain(std::iter::repeat(None))).collect();
        let mut columns = Columns { base, new, ranges: ranges.into_iter() };
        let (heap, ends) = (columns.series()?, columns.series()?);
        let paths = Strings::of(columns.series()?, columns.series()?, Series::default());
        let mut catalog = Self {
            paths,
            edition: edition(own.edition),
            base: edition(own.base),
            files: columns.series()?,
            rows: columns.series()?,
            countries: columns.series()?,
            places: columns.series()?,
            actors: columns.series()?,
            aliases: columns.series()?,
            roles: columns.series()?,
            quotes: columns.series()?,
            quote_kinds: columns.series()?,
            sayings: columns.series()?,
            assets: columns.series()?,
            asset_kinds: columns.series()?,
            claims: columns.series()?,
            amounts: columns.series()?,
            amount_ranges: columns.series()?,
            letters: columns.series()?,
            stories: columns.series()?,
            sketches: columns.series()?,
            voices: columns.series()?,
            gists: columns.series()?,
            quote_stretches: columns.series()?,
            asset_stretches: columns.series()?,
            ..Self::default()
        };
        let [stories, sayings] = [columns.series()?, columns.series()?];
        catalog.strings = Strings::of(heap, ends, columns.series()?);
        catalog.order = copied(columns.next()?.1);
        catalog.gone = Bits::of_words(copied(columns.next()?.1));
        let files: Vec<u32> = copied(columns.next()?.1);
        catalog.changed = files.into_iter().zip(copied::<FileRow>(columns.next()?.1)).collect();
        catalog.one_story = Joined::of(stories, copied(columns.next()?.1));
        catalog.one_saying = Joined::of(sayings, copied(columns.next()?.1));
        catalog.base_names = Names::of(&mut columns, catalog.strings.len())?;
        (catalog.base_said.ends, catalog.base_said.numbers) = (columns.series()?, columns.series()?);
        Some(catalog)
    }
}

/// The bytes of a series: of what lies in the base, and of what is new.
pub(super) fn bytes<T: Pod>(series: &Series<T>) -> [Cow<'_, [u8]>; 2] {
    series.parts().map(|part| Cow::Borrowed(bytemuck::cast_slice(part)))
}

/// The columns of two files, one after the other.
pub(super) struct Columns<'a> {
    base: Option<&'a OwnedBytes>,
    new: &'a [u8],
    ranges: std::vec::IntoIter<(Range<usize>, Option<Range<usize>>)>,
}

impl<'a> Columns<'a> {
    /// The next column in the base and in the other file.
    fn next(&mut self) -> Option<(OwnedBytes, &'a [u8])> {
        let (new, base) = self.ranges.next()?;
        let base = self.base.zip(base).map_or_else(OwnedBytes::empty, |(file, part)| file.slice(part));
        Some((base, self.new.get(new)?))
    }

    /// The series that the next column is.
    pub(super) fn series<T: Pod>(&mut self) -> Option<Series<T>> {
        let (base, new) = self.next()?;
        Series::of(base, new)
    }

    /// The dictionary that the next two columns are.
    pub(super) fn dictionary(&mut self) -> Option<Dictionary> {
        Some(Dictionary::of(self.series()?, self.series()?))
    }
}

fn edition(number: u64) -> Edition {
    let [change, generation] = halves(number);
    Edition { generation, change }
}

fn number(edition: Edition) -> u64 {
    u64::from(edition.generation) << 32 | u64::from(edition.change)
}

/// What a file begins with.
struct Head {
    edition: u64,
    base: u64,
    /// Bytes of each column.
    lengths: [u64; COLUMNS],
}

impl Head {
    /// Where each column lies; one that cannot be is empty, beyond the end of any file.
    fn columns(&self) -> impl Iterator<Item = Range<usize>> {
        let mut from = HEAD;
        self.lengths.iter().map(move |&length| {
            let start = from;
            let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length)).unwrap_or(usize::MAX - 8);
            from = end.next_multiple_of(8);
            start..end
        })
    }
}

/// The head of a file, if it is one.
fn head(mut file: &[u8]) -> Option<Head> {
    let mut head = [0_u64; HEAD / 8];
    file.read_exact(bytemuck::cast_slice_mut(&mut head)).ok()?;
    let [body @ .., sum] = &head;
    let is_ours = body.first() == Some(&MAGIC) && *sum == checksum(bytemuck::cast_slice(body));
    let [_, edition, base, lengths @ .., _] = head;
    is_ours.then_some(Head { edition, base, lengths })
}

fn write(edition: Edition, base: Edition, columns: &[[Cow<'_, [u8]>; 2]], mut out: impl Write) -> io::Result<()> {
    let length = |column: &[Cow<'_, [u8]>; 2]| column.iter().map(|part| part.len()).sum::<usize>();
    let mut head = vec![MAGIC, number(edition), number(base)];
    head.extend(columns.iter().map(|column| length(column) as u64));
    head.push(checksum(bytemuck::cast_slice(&head)));
    out.write_all(bytemuck::cast_slice(&head))?;
    let mut all = 0;
    for column in columns {
        let mut sum = Sum::default();
        for part in column {
            out.write_all(part)?;
            sum.add(part);
        }
        out.write_all([0; 8].get(..padding(length(column))).unwrap_or_default())?;
        all = mix(all, sum.finish());
    }
    out.write_all(&all.to_ne_bytes())?;
    out.flush()
}

/// Whether a file is as it was written.
pub(in crate::library) fn is_sound(mut file: impl Read) -> io::Result<bool> {
    let mut start = [0; HEAD];
    file.read_exact(&mut start)?;
    let Some(head) = head(&start) else { return Ok(false) };
    let mut buffer = vec![0; 1 << 18];
    let mut all = 0;
    for column in head.columns() {
        let mut sum = Sum::default();
        let mut left = column.len();
        while left > 0 {
            let part = buffer.get_mut(..left.min(1 << 18)).unwrap_or_default();
            file.read_exact(part)?;
            sum.add(part);
            left -= part.len();
        }
        let mut between = [0; 8];
        file.read_exact(between.get_mut(..padding(column.len())).unwrap_or_default())?;
        if between != [0; 8] {
            return Ok(false);
        }
        all = mix(all, sum.finish());
    }
    let mut sum = [0; 8];
    file.read_exact(&mut sum)?;
    Ok(u64::from_ne_bytes(sum) == all)
}

/// Bytes after a column of `length` bytes, so that the next lies at a multiple of eight.
const fn padding(length: usize) -> usize {
    length.next_multiple_of(8) - length
}

const fn mix(sum: u64, word: u64) -> u64 {
    (sum ^ word).wrapping_mul(0x100_0000_01b3).rotate_left(23)
}

/// A sum over bytes that come in parts, whichever parts they are. FNV-1a (Fowler, Noll, Vo 1991) over words of eight bytes.
struct Sum {
    state: u64,
    length: u64,
    /// What does not fill a word yet.
    rest: [u8; 8],
    filled: usize,
}

impl Default for Sum {
    fn default() -> Self {
        Self { state: 0xcbf2_9ce4_8422_2325, length: 0, rest: [0; 8], filled: 0 }
    }
}

impl Sum {
    fn add(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.filled > 0 {
            let (first, after) = bytes.split_at(bytes.len().min(8 - self.filled));
            self.fill(first);
            bytes = after;
        }
        let (words, rest) = bytes.as_chunks::<8>();
        self.state = words.iter().fold(self.state, |sum, word| mix(sum, u64::from_le_bytes(*word)));
        self.fill(rest);
    }

    fn fill(&mut self, bytes: &[u8]) {
        for (slot, &byte) in self.rest.iter_mut().skip(self.filled).zip(bytes) {
            *slot = byte;
        }
        self.filled += bytes.len();
        if self.filled == 8 {
            self.state = mix(self.state, u64::from_le_bytes(self.rest));
            self.filled = 0;
        }
    }

    fn finish(&self) -> u64 {
        self.rest.iter().take(self.filled).fold(mix(self.state, self.length), |sum, &byte| mix(sum, u64::from(byte)))
    }
}

/// A sum over all bytes that damage changes.
pub(in crate::library) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = Sum::default();
    sum.add(bytes);
    sum.finish()
}
