//! What lists, fields and facets need of every briefing, in columns of small numbers.
//!
//! Rows stay where they are: a briefing that changes is a new row, and the old one is marked as gone; `order` tells which come first.
//! A catalog is rebuilt from nothing at any time, and nothing but a cache.

use std::{borrow::Cow, cmp::Reverse, collections::BTreeMap, sync::OnceLock};

use jiff::{ToSpan, civil::Date};

use super::{
    Summary, Totals,
    answer::{Items, range},
    bits::Bits,
    series::Series,
    state::Key,
    stretch::Stretch,
};
use crate::{briefing, country::CountryCode};

mod alike;
mod build;
mod columns;
mod file;
mod groups;
mod lists;
mod names;
mod strings;

pub(super) use alike::{Traits, letter};
pub use build::Home;
pub(super) use build::halves;
pub use columns::{ActorRow, Amount, AmountRange, AssetKind, AssetRow, FileRow, QuoteRow, Row};
pub(super) use file::{Part, checksum, is_sound};
pub use groups::{Groups, Labels};
use lists::Lists;
pub use names::{Column, Identity, Names};
pub use strings::Strings;

/// No string, no row, no file.
pub const NONE: u32 = u32::MAX;

/// Which state of an index a catalog is: another number, other content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Counts the rebuilds; words belong to one of them.
    pub generation: u32,
    /// Counts the changes since.
    pub change: u32,
}

/// A library in columns.
#[derive(Debug, Default)]
pub struct Catalog {
    edition: Edition,
    /// The edition of the file that the greater part is mapped from.
    base: Edition,
    pub(super) strings: Strings,
    /// Paths of files, apart from what lists show.
    paths: Strings,
    pub(super) files: Series<FileRow>,
    pub(super) rows: Series<Row>,
    pub(super) countries: Series<u32>,
    pub(super) places: Series<u32>,
    pub(super) actors: Series<ActorRow>,
    /// Other forms of each actor's name, each after a tab, and its role (strings).
    aliases: Series<u32>,
    pub(super) roles: Series<u32>,
    pub(super) quotes: Series<QuoteRow>,
    /// The kind of each quote, by its place in `QuoteKind::ALL`, and the saying that it is, as it was known when the quote was added.
    pub(super) quote_kinds: Series<u8>,
    sayings: Series<u32>,
    /// Where the words of each quote stand, see [`Standing`](super::stretch::Standing), and of each asset.
    quote_stretches: Series<[Stretch; 2]>,
    asset_stretches: Series<Stretch>,
    pub(super) assets: Series<AssetRow>,
    pub(super) asset_kinds: Series<AssetKind>,
    /// Who says so of each asset: a number among all actors.
    pub(super) claims: Series<u32>,
    /// How many assets are, of which that is told: in one number, or in two.
    amounts: Series<Amount>,
    amount_ranges: Series<AmountRange>,
    /// With which letters and digits words of each row begin, see [`alike::letter`].
    letters: Series<[u32; 2]>,
    /// The story that each row tells, as it was known when the row was added; which of them are one and the same, of sayings too.
    stories: Series<u32>,
    one_story: alike::Joined,
    one_saying: alike::Joined,
    sketches: Series<alike::Sketch>,
    /// Whose voice each quote is, and its gist, see [`alike`].
    voices: Series<u32>,
    gists: Series<[u32; 2]>,
    /// Files that are not as `files` has them any more.
    changed: BTreeMap<u32, FileRow>,
    /// Rows that are no longer there.
    gone: Bits,
    /// Rows that are there, newest first.
    order: Vec<u32>,
    /// The same as a set, made when it is first asked for.
    present: OnceLock<Bits>,
    finder: alike::Finder,
    /// What lies in the file, and the same with what is new.
    base_names: Names,
    names: OnceLock<Names>,
    told: OnceLock<Groups>,
    said: OnceLock<Groups>,
    /// Quotes by [group](Names::group) of the speaker: in the file, and with what is new.
    base_said: Lists,
    by_speaker: OnceLock<Lists>,
}

impl Catalog {
    /// An empty catalog whose words are those of `generation`.
    #[must_use]
    pub(super) fn of_generation(generation: u32) -> Self {
        Self { edition: Edition { generation, change: 0 }, ..Self::default() }
    }

    /// Which index of words belongs to it.
    #[must_use]
    pub const fn generation(&self) -> u32 {
        self.edition.generation
    }

    /// Which state of the index it is.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        self.edition
    }

    /// Counts a change.
    pub(super) const fn advance(&mut self) {
        self.edition.change = self.edition.change.wrapping_add(1);
    }

    /// Whether so many rows are gone that it is better made anew.
    #[must_use]
    pub(super) fn is_wasteful(&self) -> bool {
        let gone = self.rows.len() - self.order.len();
        gone > 1_000 && gone > self.order.len()
    }

    /// Marks the rows of a file as gone, and the file; tells how many there were.
    pub(super) fn drop_file(&mut self, number: u32) -> usize {
        self.change_file(number, |file| file.gone = 1);
        // Files come in the order of their numbers, and their rows with them.
        let first = self.rows.partition_point(|row| row.file < number);
        let rows = (first..self.limit()).filter_map(|row| u32::try_from(row).ok());
        let rows: Vec<u32> = rows.take_while(|&row| self.row(row).is_some_and(|row| row.file == number)).collect();
        self.gone.grow(self.limit());
        let there: Vec<u32> = rows.into_iter().filter(|&row| !self.gone.has(row)).collect();
        for &row in &there {
            self.gone.insert(row);
        }
        there.len()
    }

    /// A file as it was when it was read last.
    pub(super) fn file_row(&self, number: u32) -> Option<&FileRow> {
        self.changed.get(&number).or_else(|| self.files.get(number as usize))
    }

    /// Changes what is known of a file.
    pub(super) fn change_file(&mut self, number: u32, change: impl FnOnce(&mut FileRow)) {
        if let Some(mut file) = self.file_row(number).copied() {
            change(&mut file);
            self.changed.insert(number, file);
        }
    }

    /// The files that are there, with their numbers.
    pub(super) fn files_there(&self) -> impl Iterator<Item = (u32, &FileRow)> {
        let now = |(number, file)| (number, self.changed.get(&number).unwrap_or(file));
        self.files.numbered().map(now).filter(|(_, file)| file.gone == 0)
    }

    /// Whether a row is no longer there.
    pub(super) fn is_gone(&self, number: u32) -> bool {
        self.gone.has(number)
    }

    /// The file at `path`, below the library, if it is there.
    pub(super) fn find_file(&self, path: &str) -> Option<u32> {
        let sum = checksum(path.as_bytes());
        self.files_there().find(|(_, file)| file.place_sum() == sum && self.path(file) == path).map(|(number, _)| number)
    }

    /// Rows that are there, newest first, then by title.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// How many rows there are, gone ones among them; every row number is below it.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.rows.len()
    }

    /// The row of this number.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.get(number as usize)
    }

    /// The row that holds item `number` of a kind, numbered among all of that kind.
    #[must_use]
    pub fn row_of(&self, items: Items, number: u32) -> Option<u32> {
        // Rows are only ever added, and their items with them.
        let at = self.rows.partition_point(|row| range(row, items).end <= number);
        let at = u32::try_from(at).ok()?;
        self.row(at).filter(|row| range(row, items).contains(&number)).map(|_| at)
    }

    /// Where a file lies, below the library.
    #[must_use]
    pub fn path(&self, file: &FileRow) -> &str {
        self.paths.get(file.path)
    }

    /// The id of the briefing in a row. Most are made of what stands in the row anyway, and are not kept.
    #[must_use]
    pub fn id(&self, row: &Row) -> Cow<'_, str> {
        if row.own_id == NONE {
            briefing::id(row.published(), self.string(row.title), &format!("{:08x}", row.key_high)).into()
        } else {
            self.string(row.own_id).into()
        }
    }

    /// The first row, in the order of lists, of a briefing with this id.
    #[must_use]
    pub fn row_with(&self, id: &str) -> Option<u32> {
        // An id that is made ends in the hash, so that few need be made to be compared.
        let hash = id.rsplit('-').next().and_then(|hash| u32::from_str_radix(hash, 16).ok());
        let may_be = |row: &&Row| row.own_id != NONE || Some(row.key_high) == hash;
        self.order.iter().copied().find(|&number| self.row(number).filter(may_be).is_some_and(|row| self.id(row) == id))
    }

    /// The string of this number; empty for [`NONE`].
    #[must_use]
    pub fn string(&self, number: u32) -> &str {
        self.strings.get(number)
    }

    /// The rows that are there.
    #[must_use]
    pub fn present(&self) -> &Bits {
        self.present.get_or_init(|| Bits::of(self.limit(), self.order.iter().copied()))
    }

    /// The names of all fields, made when they are first asked for.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| self.base_names.clone().with_new(self))
    }

    /// The first row from `at` on whose items of a kind go beyond `number`, if `number` is one of them.
    pub(super) fn row_from(&self, at: u32, items: Items, number: u32) -> Option<u32> {
        let holds = |row: u32| self.row(row).filter(|row| range(row, items).end > number).map(|_| row);
        // The next rows are the likeliest; further on, rows are found by halving.
        let near = (at..at.saturating_add(8)).find_map(holds);
        near.or_else(|| self.row_of(items, number)).filter(|&row| self.row(row).is_some_and(|row| range(row, items).contains(&number)))
    }

    /// Makes what queries, facets and lists need and what is otherwise made when it is first asked for.
    pub(super) fn warm(&self) {
        let _ = (self.names(), self.stories(), self.said_by(NONE));
    }

    /// The outlets of `rows`, each once, in their order.
    #[must_use]
    pub fn outlets(&self, rows: impl Iterator<Item = u32>) -> Vec<&str> {
        let mut outlets: Vec<u32> = Vec::new();
        for outlet in rows.filter_map(|row| self.row(row)).map(|row| row.outlet).filter(|&outlet| outlet != NONE) {
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        outlets.into_iter().map(|outlet| self.string(outlet)).collect()
    }

    /// The rows that have a word in title or text that begins with a [`letter`].
    pub(super) fn beginning_with(&self, letter: u32) -> Bits {
        let has = |[low, high]: [u32; 2]| if letter < 32 { low >> letter & 1 == 1 } else { high >> (letter - 32) & 1 == 1 };
        Bits::of(self.limit(), self.letters.numbered().filter(|(_, letters)| has(**letters)).map(|(row, _)| row))
    }

    /// The actors of a row.
    #[must_use]
    pub fn actors_of(&self, row: &Row) -> &[ActorRow] {
        self.actors.part(row.actors, row.actors_end)
    }

    /// The quotes of a row.
    #[must_use]
    pub fn quotes_of(&self, row: &Row) -> &[QuoteRow] {
        self.quotes.part(row.quotes, row.quotes_end)
    }

    /// The assets of a row.
    #[must_use]
    pub fn assets_of(&self, row: &Row) -> &[AssetRow] {
        self.assets.part(row.assets, row.assets_end)
    }

    /// The kinds of the assets of a row.
    #[must_use]
    pub fn asset_kinds_of(&self, row: &Row) -> &[AssetKind] {
        self.asset_kinds.part(row.assets, row.assets_end)
    }

    /// The quotes, or assets, of a row of which a stretch of the text is such.
    pub(super) fn each_with(&self, row: &Row, items: Items, is_such: impl Fn(&Stretch) -> bool, mut take: impl FnMut(u32)) {
        match items {
            Items::Quotes => {
                let stretches = self.quote_stretches.part(row.quotes, row.quotes_end);
                (row.quotes..).zip(stretches).filter(|(_, both)| both.iter().any(&is_such)).for_each(|(quote, _)| take(quote));
            }
            Items::Assets => {
                let stretches = self.asset_stretches.part(row.assets, row.assets_end);
                (row.assets..).zip(stretches).filter(|(_, one)| is_such(one)).for_each(|(asset, _)| take(asset));
            }
            Items::Briefings | Items::Actors => {}
        }
    }

    /// The assets, by their numbers among all, that may be at least `least` and at most `most`.
    pub(super) fn assets_between(&self, least: u64, most: u64) -> impl Iterator<Item = u32> {
        let exact = self.amounts.iter().map(|amount| (amount.asset, amount.count, amount.count));
        let ranges = self.amount_ranges.iter().map(|range| (range.asset, range.least, range.most));
        let holds = move |&(_, low, high): &(u32, u32, u32)| u64::from(low) <= most && least <= u64::from(high);
        exact.chain(ranges).filter(holds).map(|(asset, ..)| asset)
    }

    /// The role of an actor by its number among all (a string).
    #[must_use]
    pub fn role(&self, actor: u32) -> u32 {
        self.roles.get(actor as usize).copied().unwrap_or(NONE)
    }

    /// The asset of this number among all.
    #[must_use]
    pub fn asset(&self, number: u32) -> Option<&AssetRow> {
        self.assets.get(number as usize)
    }

    /// Codes of the countries of a row, as numbers.
    #[must_use]
    pub fn countries_of(&self, row: &Row) -> &[u32] {
        self.countries.part(row.countries, row.countries_end)
    }

    /// The places of a row, as strings.
    #[must_use]
    pub fn places_of(&self, row: &Row) -> &[u32] {
        self.places.part(row.places, row.places_end)
    }

    /// What a list shows of row `number`.
    #[must_use]
    pub fn summary(&self, number: u32) -> Option<Summary> {
        let row = self.row(number)?;
        let optional = |string: u32| (string != NONE).then(|| self.string(string).to_owned());
        let spoke = self.quotes_of(row).iter().filter_map(|quote| self.actors.get(quote.speaker as usize));
        let mut speakers: Vec<String> = spoke.map(|actor| self.string(actor.name).to_owned()).collect();
        speakers.sort();
        speakers.dedup();
        Some(Summary {
            id: self.id(row).into_owned(),
            title: self.string(row.title).to_owned(),
            published: row.published(),
            outlet: optional(row.outlet),
            collection: optional(row.collection),
            countries: self.countries_of(row).iter().filter_map(|&code| country(code)).collect(),
            speakers,
            quotes: self.quotes_of(row).len(),
            assets: self.assets_of(row).len(),
            actors: self.actors_of(row).len(),
        })
    }

    /// Sums over `rows`; of quotes, each saying once.
    #[must_use]
    pub fn totals(&self, rows: &Bits) -> Totals {
        let names = self.names();
        let identity = names.identities();
        let mut speakers = Bits::none(names.limit());
        let mut sayings = Labels::none(self.quotes.len());
        let mut totals = Totals::default();
        for row in rows.iter().filter_map(|number| self.row(number)) {
            totals.briefings += 1;
            totals.assets += self.assets_of(row).len();
            self.quotes_of(row).iter().for_each(|quote| speakers.insert(identity(quote.speaker)));
            for label in (row.quotes..row.quotes_end).filter_map(|quote| self.saying(quote)) {
                sayings.insert(label);
            }
        }
        Totals { speakers: speakers.count(), quotes: sayings.count(), ..totals }
    }

    /// Puts the rows that are there into order.
    pub(super) fn sort(&mut self) {
        let is_there = |&number: &u32| !self.is_gone(number);
        let key = |number: u32| self.row(number).map(|row| (Reverse(row.day), self.id(row), number));
        // What was in order stays so; rows after those are new.
        let first = self.order.iter().max().map_or(0, |&last| last + 1);
        let mut new: Vec<_> = (first..NONE).take(self.limit().saturating_sub(first as usize)).filter(is_there).filter_map(key).collect();
        new.sort_unstable();
        let (old, gone): (Vec<u32>, Vec<u32>) = self.order.iter().partition(|&number| is_there(number));
        let mut rest = &*old;
        let mut order = Vec::with_capacity(rest.len() + new.len());
        for new in new {
            let (before, after) = rest.split_at(rest.partition_point(|&number| key(number).is_some_and(|old| old < new)));
            order.extend_from_slice(before);
            order.push(new.2);
            rest = after;
        }
        order.extend_from_slice(rest);
        self.order = order;
        self.part(&gone);
        self.present = OnceLock::new();
        (self.finder, self.names, self.told, self.said, self.by_speaker) = Default::default();
        self.settle();
    }
}

/// A country's code as a number, and back.
pub(super) fn code_number(code: CountryCode) -> u32 {
    code.as_str().bytes().fold(0, |number, byte| number << 8 | u32::from(byte))
}

/// The country behind a number of a column.
#[must_use]
pub fn country(number: u32) -> Option<CountryCode> {
    let [.., a, b] = number.to_be_bytes();
    std::str::from_utf8(&[a, b]).ok()?.parse().ok()
}

impl Row {
    /// What its text is known by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key(u64::from(self.key_low) | u64::from(self.key_high) << 32)
    }

    /// The day of publication.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        let days = i64::from(self.day.checked_sub(1)?);
        Date::constant(1, 1, 1).checked_add(days.days()).ok()
    }

    /// A day as the column `day` holds it: 1 for the first day of year 1, 0 for none.
    #[must_use]
    pub(super) fn day_of(day: Option<Date>) -> u32 {
        let days = day.and_then(|day| day.since(Date::constant(1, 1, 1)).ok()).and_then(|span| u32::try_from(span.get_days()).ok());
        days.map_or(0, |days| days + 1)
    }
}

/// The place of a label among all of its kind, as columns hold it.
pub(super) fn label_number<T: PartialEq>(all: &[T], label: &T) -> u32 {
    all.iter().position(|known| known == label).and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE)
}

impl FileRow {
    /// Whether it still has this size and time.
    pub(super) fn is_as(&self, size: u64, changed: u64) -> bool {
        [self.size, self.size_high] == halves(size) && [self.changed, self.changed_high] == halves(changed)
    }

    /// Notes size and time.
    pub(super) fn stamp(&mut self, size: u64, changed: u64) {
        [self.size, self.size_high] = halves(size);
        [self.changed, self.changed_high] = halves(changed);
    }

    /// Whether its content had this sum.
    pub(super) fn has_content(&self, sum: u64) -> bool {
        [self.hash, self.hash_high] == halves(sum)
    }

    /// The sum of its path.
    pub(super) fn place_sum(&self) -> u64 {
        u64::from(self.place) | u64::from(self.place_high) << 32
    }

    /// Notes the sum of its content.
    pub(super) fn set_content(&mut self, sum: u64) {
        [self.hash, self.hash_high] = halves(sum);
    }
}

#[cfg(test)]
mod tests;
