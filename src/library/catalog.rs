//! What lists, fields and facets need of every briefing, in columns of small numbers.
//!
//! Rows stay where they are: a briefing that changes is a new row, and the old one is marked as gone; `order` tells which come first.
//! A catalog is rebuilt from nothing at any time, and nothing but a cache.

use std::cmp::Reverse;

use jiff::{ToSpan, civil::Date};

use super::{
    Summary, Totals,
    answer::{Items, range},
    bits::Bits,
    state::Key,
};
use crate::{
    country::CountryCode,
    label::{ActorKind, AssetCategory, AssetStatus, QuoteKind},
};

mod build;
mod columns;
mod file;
mod names;
mod series;
mod strings;

pub use build::Home;
pub(super) use build::halves;
pub use columns::{ActorRow, AssetRow, FileRow, QuoteRow, Row};
pub(super) use file::{checksum, is_sound};
pub use names::{Column, Identity, Names};
use series::Series;
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
    pub(super) strings: Strings,
    pub(super) files: Series<FileRow>,
    pub(super) rows: Series<Row>,
    pub(super) countries: Series<u32>,
    pub(super) places: Series<u32>,
    pub(super) actors: Series<ActorRow>,
    pub(super) quotes: Series<QuoteRow>,
    pub(super) assets: Series<AssetRow>,
    /// Rows that are there, newest first.
    order: Series<u32>,
    names: std::sync::OnceLock<Names>,
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
        if let Some(file) = self.files.get_mut(number as usize) {
            file.gone = 1;
        }
        let rows = self.rows.to_mut().iter_mut().filter(|row| row.file == number && row.gone == 0);
        rows.map(|row| row.gone = 1).count()
    }

    /// The file at `path`, below the library, if it is there.
    pub(super) fn find_file(&self, path: &str) -> Option<u32> {
        let path = self.strings.find(path)?;
        let files = (0_u32..).zip(&self.files).filter(|(_, file)| file.path == path && file.gone == 0);
        files.map(|(number, _)| number).next()
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

    /// The string of this number; empty for [`NONE`].
    #[must_use]
    pub fn string(&self, number: u32) -> &str {
        self.strings.get(number)
    }

    /// The rows that are there.
    #[must_use]
    pub fn present(&self) -> Bits {
        Bits::of(self.limit(), self.order.iter().copied())
    }

    /// The names of all fields, made when they are first asked for.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self))
    }

    /// The actors of a row.
    #[must_use]
    pub fn actors_of(&self, row: &Row) -> &[ActorRow] {
        part(&self.actors, row.actors, row.actors_end)
    }

    /// The quotes of a row.
    #[must_use]
    pub fn quotes_of(&self, row: &Row) -> &[QuoteRow] {
        part(&self.quotes, row.quotes, row.quotes_end)
    }

    /// The assets of a row.
    #[must_use]
    pub fn assets_of(&self, row: &Row) -> &[AssetRow] {
        part(&self.assets, row.assets, row.assets_end)
    }

    /// The asset of this number among all.
    #[must_use]
    pub fn asset(&self, number: u32) -> Option<&AssetRow> {
        self.assets.get(number as usize)
    }

    /// Codes of the countries of a row, as numbers.
    #[must_use]
    pub fn countries_of(&self, row: &Row) -> &[u32] {
        part(&self.countries, row.countries, row.countries_end)
    }

    /// The places of a row, as strings.
    #[must_use]
    pub fn places_of(&self, row: &Row) -> &[u32] {
        part(&self.places, row.places, row.places_end)
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
            id: self.string(row.id).to_owned(),
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

    /// Sums over `rows`.
    #[must_use]
    pub fn totals(&self, rows: &Bits) -> Totals {
        let mut speakers = Bits::none(self.names().persons().len());
        let mut totals = Totals::default();
        for row in rows.iter().filter_map(|number| self.row(number)) {
            totals.briefings += 1;
            totals.quotes += self.quotes_of(row).len();
            totals.assets += self.assets_of(row).len();
            for quote in self.quotes_of(row) {
                speakers.insert(self.names().identity(quote.speaker));
            }
        }
        Totals { speakers: speakers.count(), ..totals }
    }

    /// Puts the rows that are there into order.
    pub(super) fn sort(&mut self) {
        let is_there = |&number: &u32| self.row(number).is_some_and(|row| row.gone == 0);
        let key = |number: u32| self.row(number).map(|row| (Reverse(row.day), self.string(row.id), number));
        // What was in order stays so; rows after those are new.
        let first = self.order.iter().max().map_or(0, |&last| last + 1);
        let mut new: Vec<_> = (first..NONE).take(self.limit().saturating_sub(first as usize)).filter(is_there).filter_map(key).collect();
        new.sort_unstable();
        let old: Vec<u32> = self.order.iter().copied().filter(is_there).collect();
        let mut rest = &*old;
        let mut order = Vec::with_capacity(rest.len() + new.len());
        for new in new {
            let (before, after) = rest.split_at(rest.partition_point(|&number| key(number) < Some(new)));
            order.extend_from_slice(before);
            order.push(new.2);
            rest = after;
        }
        order.extend_from_slice(rest);
        self.order = order.into();
        self.names = std::sync::OnceLock::new();
    }
}

/// `all[start..end]`, or nothing.
fn part<T>(all: &[T], start: u32, end: u32) -> &[T] {
    all.get(start as usize..end as usize).unwrap_or_default()
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

    /// Notes the sum of its content.
    pub(super) fn set_content(&mut self, sum: u64) {
        [self.hash, self.hash_high] = halves(sum);
    }
}

impl ActorRow {
    /// What it is.
    #[must_use]
    pub fn is(&self, kind: ActorKind) -> bool {
        self.kind == label_number(ActorKind::ALL, &kind)
    }
}

impl QuoteRow {
    /// How the speech is given.
    #[must_use]
    pub fn is(&self, kind: QuoteKind) -> bool {
        self.kind == label_number(QuoteKind::ALL, &kind)
    }
}

impl AssetRow {
    /// Its class.
    #[must_use]
    pub fn is_category(&self, category: AssetCategory) -> bool {
        self.category == label_number(AssetCategory::ALL, &category)
    }

    /// What happens to it.
    #[must_use]
    pub fn is_status(&self, status: AssetStatus) -> bool {
        self.status == label_number(AssetStatus::ALL, &status)
    }
}

#[cfg(test)]
mod tests;
