//! The names that fields are searched for, and who is one and the same over all briefings.
//!
//! What was known when the base of a catalog was written lies in its file, so that opening makes nothing of it and only what is looked at
//! takes memory; names of what came since are added to it.

use std::borrow::Cow;

use super::{
    Catalog,
    file::{Columns, bytes},
};
use crate::library::{
    bits::Bits,
    dictionary::{Dictionary, Nearness},
    query::Words,
    series::Series,
};

mod who;

pub use who::Identity;
use who::Who;

/// The distinct strings of a column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Their numbers among all strings, in the order of the dictionary.
    strings: Series<u32>,
    words: Dictionary,
    /// How many strings there are in all.
    limit: usize,
}

impl Column {
    /// Adds those of `strings` that it does not have.
    fn extend(&mut self, catalog: &Catalog, strings: impl Iterator<Item = u32>) {
        self.limit = catalog.strings.len();
        let mut new = Bits::of(self.limit, strings);
        if !new.is_empty() {
            self.strings.iter().for_each(|&known| new.remove(known));
        }
        for string in new.iter() {
            self.strings.push(string);
            self.words.push([catalog.string(string)]);
        }
    }

    /// The strings that have `words`, as a set of their numbers, and how they were found.
    #[must_use]
    pub fn find(&self, words: &Words) -> (Bits, Nearness) {
        let (found, nearness) = self.words.find(words);
        let numbers = found.into_iter().filter_map(|at| self.strings.get(at as usize).copied());
        (Bits::of(self.limit, numbers), nearness)
    }
}

/// Names of all fields.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub(in crate::library) outlets: Column,
    pub(in crate::library) authors: Column,
    pub(in crate::library) collections: Column,
    pub(in crate::library) places: Column,
    pub(in crate::library) asset_places: Column,
    pub(in crate::library) roles: Column,
    pub(in crate::library) owners: Column,
    pub(in crate::library) assets: Column,
    pub(in crate::library) titles: Dictionary,
    who: Who,
}

impl Names {
    /// How many columns of a file they take.
    pub(super) const COLUMNS: usize = 8 * 3 + 2 + Who::COLUMNS;

    /// These, which are those of what lies in the base of `catalog`, with what came since.
    pub(super) fn with_new(mut self, catalog: &Catalog) -> Self {
        fn new<T: bytemuck::Pod>(series: &Series<T>) -> impl Iterator<Item = &T> + Clone {
            let [_, new] = series.parts();
            new.iter()
        }
        let (rows, assets) = (new(&catalog.rows), new(&catalog.assets));
        rows.clone().for_each(|row| self.titles.push([catalog.string(row.title)]));
        self.outlets.extend(catalog, rows.clone().map(|row| row.outlet));
        self.authors.extend(catalog, rows.clone().map(|row| row.author));
        self.collections.extend(catalog, rows.map(|row| row.collection));
        self.places.extend(catalog, new(&catalog.places).copied());
        self.roles.extend(catalog, new(&catalog.roles).copied());
        self.asset_places.extend(catalog, assets.clone().map(|asset| asset.place));
        self.owners.extend(catalog, assets.clone().map(|asset| asset.owner));
        self.assets.extend(catalog, assets.flat_map(|asset| [asset.text, asset.designation]));
        self.who.extend(catalog);
        self
    }

    /// All columns as a file has them, in the order in which [`Names::of`] takes them.
    pub(super) fn columns(&self, catalog: &Catalog) -> Vec<[Cow<'_, [u8]>; 2]> {
        let of =
            [&self.outlets, &self.authors, &self.collections, &self.places, &self.asset_places, &self.roles, &self.owners, &self.assets];
        let mut columns: Vec<[Cow<'_, [u8]>; 2]> = Vec::with_capacity(Self::COLUMNS);
        for column in of {
            let (heap, ends) = column.words.columns();
            columns.extend([bytes(&column.strings), bytes(heap), bytes(ends)]);
        }
        let (heap, ends) = self.titles.columns();
        columns.extend([bytes(heap), bytes(ends)]);
        columns.extend(self.who.columns(catalog));
        columns
    }

    /// The names that lie in a file of `strings`.
    pub(super) fn of(columns: &mut Columns<'_>, strings: usize) -> Option<Self> {
        let mut column = || Some(Column { strings: columns.series()?, words: columns.dictionary()?, limit: strings });
        Some(Self {
            outlets: column()?,
            authors: column()?,
            collections: column()?,
            places: column()?,
            asset_places: column()?,
            roles: column()?,
            owners: column()?,
            assets: column()?,
            titles: columns.dictionary()?,
            who: Who::of(columns)?,
        })
    }

    /// The number of every identity is below it.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.who.limit()
    }

    /// Identity `number`.
    #[must_use]
    pub fn person(&self, number: u32) -> Option<&Identity> {
        self.who.get(number)
    }

    /// All identities with their numbers.
    pub fn persons(&self) -> impl Iterator<Item = (u32, &Identity)> {
        self.who.iter()
    }

    /// Who actor `number` is; [`NONE`](super::NONE) for none.
    #[must_use]
    pub fn identity(&self, number: u32) -> u32 {
        self.who.identity(number)
    }

    /// As [`Names::identity`], faster for many.
    pub fn identities(&self) -> impl Fn(u32) -> u32 {
        self.who.identities()
    }

    /// Who the actors of a [group](Self::group) are.
    pub(in crate::library) fn identities_of_groups(&self) -> impl Fn(u32) -> u32 {
        self.who.identities_of_groups()
    }

    /// The group of actors in which actor `number` is; the groups of an identity are among what [`Names::find`] finds.
    pub(in crate::library) fn group(&self, number: u32) -> u32 {
        self.who.group(number)
    }

    /// Those of some [groups](Self::group) whose actors are of this kind, by its place in `ActorKind::ALL`.
    pub(in crate::library) fn of_kind(&self, groups: Bits, kind: u32) -> Bits {
        self.who.of_kind(groups, kind)
    }

    /// The [group](Self::group) of each actor.
    pub(in crate::library) const fn groups(&self) -> &Series<u32> {
        self.who.of_actors()
    }

    /// The identities that bear `words`, with all groups of theirs, and how they were found.
    #[must_use]
    pub fn find(&self, words: &Words) -> (Bits, Nearness) {
        self.who.find(words)
    }
}

#[cfg(test)]
mod tests;
