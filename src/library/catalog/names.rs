//! The names that fields are searched for, and who is one and the same over all briefings.

use rustc_hash::FxHashMap;

use super::{ActorRow, Catalog, NONE};
use crate::{
    label::ActorKind,
    library::{
        bits::Bits,
        dictionary::{Dictionary, Nearness},
        query::Words,
    },
    name::fold,
};

/// The distinct strings of a column.
#[derive(Debug, Default)]
pub struct Column {
    /// Their numbers among all strings, in the order of the dictionary.
    strings: Vec<u32>,
    words: Dictionary,
    /// How many strings there are in all.
    limit: usize,
}

impl Column {
    fn of(catalog: &Catalog, strings: impl Iterator<Item = u32>) -> Self {
        let limit = catalog.strings.len();
        let distinct = Bits::of(limit, strings);
        let mut column = Self { limit, ..Self::default() };
        for string in distinct.iter() {
            column.strings.push(string);
            column.words.push([catalog.string(string)]);
        }
        column
    }

    /// The strings that have `words`, as a set of their numbers, and how they were found.
    #[must_use]
    pub fn find(&self, words: &Words) -> (Bits, Nearness) {
        let (found, nearness) = self.words.find(words);
        let numbers = found.into_iter().filter_map(|at| self.strings.get(at as usize).copied());
        (Bits::of(self.limit, numbers), nearness)
    }
}

/// One and the same person, body or country over many briefings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The name it bears (a string).
    pub name: u32,
    /// Its kind, by its place in `ActorKind::ALL`.
    pub kind: u32,
    /// Its country, as a number.
    pub country: u32,
}

/// Names of all fields.
#[derive(Debug, Default)]
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
    identities: Vec<Identity>,
    /// Who each actor is.
    of_actor: Vec<u32>,
    words: Dictionary,
}

impl Names {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut titles = Dictionary::default();
        for row in catalog.rows.iter() {
            titles.push([catalog.string(row.title)]);
        }
        let assets = &catalog.assets;
        let mut names = Self {
            outlets: Column::of(catalog, catalog.rows.iter().map(|row| row.outlet)),
            authors: Column::of(catalog, catalog.rows.iter().map(|row| row.author)),
            collections: Column::of(catalog, catalog.rows.iter().map(|row| row.collection)),
            places: Column::of(catalog, catalog.places.iter().copied()),
            asset_places: Column::of(catalog, assets.iter().map(|asset| asset.place)),
            roles: Column::of(catalog, catalog.actors.iter().map(|actor| actor.role)),
            owners: Column::of(catalog, assets.iter().map(|asset| asset.owner)),
            assets: Column::of(catalog, assets.iter().flat_map(|asset| [asset.text, asset.designation])),
            titles,
            ..Self::default()
        };
        names.identify(catalog);
        names
    }

    /// Who is who: actors of one kind and one folded name are one, persons of two countries two; a person of no country is
    /// the one of that name that occurs most.
    fn identify(&mut self, catalog: &Catalog) {
        let mut folded = Folded::of(catalog);
        let mut known = Known::default();
        let mut homeless = Vec::new();
        self.of_actor = vec![NONE; catalog.actors.len()];
        let person = super::label_number(ActorKind::ALL, &ActorKind::Person);
        for (at, actor) in catalog.actors.iter().enumerate() {
            let name = folded.name(catalog, actor.name);
            if actor.kind == person && actor.country == NONE {
                homeless.push((at, name));
                continue;
            }
            let country = if actor.kind == person { actor.country } else { NONE };
            self.join(&mut known, (actor.kind, name, country), at, actor);
        }
        let mut homes: FxHashMap<u32, (usize, u32)> = FxHashMap::default();
        for (&(kind, name, country), &identity) in &known.identities {
            if kind == person {
                let rank = (known.counts.get(identity as usize).copied().unwrap_or(0), u32::MAX - country);
                let best = homes.entry(name).or_insert(rank);
                *best = (*best).max(rank);
            }
        }
        for (at, name) in homeless {
            let country = homes.get(&name).map_or(NONE, |&(_, country)| u32::MAX - country);
            if let Some(actor) = catalog.actors.get(at) {
                self.join(&mut known, (person, name, country), at, actor);
            }
        }
        for (identity, forms) in self.identities.iter().zip(&mut known.forms) {
            forms.sort_unstable();
            forms.dedup();
            let aliases = forms.iter().filter(|&&form| form != NONE).flat_map(|&form| catalog.string(form).split('\t'));
            self.words.push(std::iter::once(catalog.string(identity.name)).chain(aliases));
        }
    }

    fn join(&mut self, known: &mut Known, key: (u32, u32, u32), at: usize, actor: &ActorRow) {
        let next = u32::try_from(self.identities.len()).unwrap_or(NONE);
        let identity = *known.identities.entry(key).or_insert(next);
        if identity == next {
            self.identities.push(Identity { name: actor.name, kind: actor.kind, country: actor.country });
            known.counts.push(0);
            known.forms.push(Vec::new());
        }
        if let Some(count) = known.counts.get_mut(identity as usize) {
            *count += 1;
        }
        if let Some(forms) = known.forms.get_mut(identity as usize).filter(|forms| forms.last() != Some(&actor.aliases)) {
            forms.push(actor.aliases);
        }
        if let Some(slot) = self.of_actor.get_mut(at) {
            *slot = identity;
        }
    }

    /// All identities.
    #[must_use]
    pub fn persons(&self) -> &[Identity] {
        &self.identities
    }

    /// Who actor `number` is; [`NONE`] for none.
    #[must_use]
    pub fn identity(&self, number: u32) -> u32 {
        self.of_actor.get(number as usize).copied().unwrap_or(NONE)
    }

    /// The identities that bear `words`, and how they were found.
    #[must_use]
    pub fn find(&self, words: &Words) -> (Bits, Nearness) {
        let (found, nearness) = self.words.find(words);
        (Bits::of(self.identities.len(), found), nearness)
    }
}

/// Who is known while identities are made.
#[derive(Default)]
struct Known {
    /// By kind, folded name and country.
    identities: FxHashMap<(u32, u32, u32), u32>,
    /// How many actors each has.
    counts: Vec<usize>,
    /// The other forms of its name (strings).
    forms: Vec<Vec<u32>>,
}

/// Folded names by number; each string is folded once.
struct Folded {
    of_string: Vec<u32>,
    numbers: FxHashMap<String, u32>,
}

impl Folded {
    fn of(catalog: &Catalog) -> Self {
        Self { of_string: vec![NONE; catalog.strings.len()], numbers: FxHashMap::default() }
    }

    /// The number of the folded form of a string.
    fn name(&mut self, catalog: &Catalog, string: u32) -> u32 {
        let Some(known) = self.of_string.get_mut(string as usize) else { return NONE };
        if *known == NONE {
            let next = u32::try_from(self.numbers.len()).unwrap_or(NONE);
            *known = *self.numbers.entry(fold(catalog.string(string))).or_insert(next);
        }
        *known
    }
}
