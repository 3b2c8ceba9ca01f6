//! Who is one and the same over all briefings.
//!
//! Actors of one kind and one folded name are a group, persons of two countries two, and persons of no country one by themselves. A group is
//! an identity; that of no country is the person of that name of whom there are most actors, if there is any, so that it may turn out to be
//! somebody else when more is known, and no actor need be looked at again.

use std::{borrow::Cow, cmp::Reverse, slice};

use bytemuck::{Pod, Zeroable};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    label::ActorKind,
    library::{
        bits::Bits,
        catalog::{
            Catalog, NONE,
            file::{Columns, bytes},
            label_number,
            strings::{places, tabled},
        },
        dictionary::{Dictionary, Nearness},
        query::Words,
        series::Series,
    },
    name::fold,
};

/// One and the same person, body or country over many briefings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Identity {
    /// The name it bears (a string).
    pub name: u32,
    /// Its kind, by its place in `ActorKind::ALL`.
    pub kind: u32,
    /// Its country, as a number.
    pub country: u32,
}

/// All groups of actors, and who they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    /// What is known of each group: of its first actor.
    groups: Series<Identity>,
    /// The group of each actor.
    of_actor: Series<u32>,
    /// How many actors are in each group.
    counts: Kept,
    /// Which group each is: itself, or one of a country.
    homes: Kept,
    /// The groups that are another.
    away: Series<u32>,
    /// The groups in the file by the sums of their folded names, see [`tabled`].
    table: Series<u32>,
    /// Names of groups.
    words: Dictionary,
    /// Whose names each entry has.
    bearers: Series<u32>,
}

impl Who {
    /// How many columns of a file it takes.
    pub(super) const COLUMNS: usize = 9;

    pub(super) fn columns(&self, catalog: &Catalog) -> Vec<[Cow<'_, [u8]>; 2]> {
        let owned = |numbers: &[u32]| [Cow::Owned(bytemuck::cast_slice(numbers).to_vec()), Cow::Borrowed(&[][..])];
        let (heap, ends) = self.words.columns();
        let table = tabled(self.limit(), |group| self.folded(catalog, group));
        vec![
            bytes(&self.groups),
            bytes(&self.of_actor),
            owned(&self.counts.all()),
            owned(&self.homes.all()),
            bytes(&self.away),
            owned(&table),
            bytes(heap),
            bytes(ends),
            bytes(&self.bearers),
        ]
    }

    pub(super) fn of(columns: &mut Columns<'_>) -> Option<Self> {
        Some(Self {
            groups: columns.series()?,
            of_actor: columns.series()?,
            counts: Kept::of(columns.series()?),
            homes: Kept::of(columns.series()?),
            away: columns.series()?,
            table: columns.series()?,
            words: columns.dictionary()?,
            bearers: columns.series()?,
        })
    }

    pub(super) fn limit(&self) -> usize {
        self.groups.len()
    }

    pub(super) fn get(&self, number: u32) -> Option<&Identity> {
        self.groups.get(number as usize)
    }

    /// All that are nobody else.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Identity)> {
        self.groups.numbered().filter(|(number, _)| self.homes.get(*number) == *number)
    }

    pub(super) fn group(&self, actor: u32) -> u32 {
        self.of_actor.get(actor as usize).copied().unwrap_or(NONE)
    }

    /// Those of `groups` that are of a kind.
    pub(super) fn of_kind(&self, groups: Bits, kind: u32) -> Bits {
        let others: Vec<u32> = groups.iter().filter(|&group| self.get(group).is_none_or(|group| group.kind != kind)).collect();
        let mut groups = groups;
        for other in others {
            groups.remove(other);
        }
        groups
    }

    /// The groups of all actors.
    pub(super) const fn of_actors(&self) -> &Series<u32> {
        &self.of_actor
    }

    pub(super) fn identity(&self, actor: u32) -> u32 {
        self.homes.get(self.group(actor))
    }

    /// As [`Who::identity`], for many: few groups are another, and which they are is looked up in a small set.
    pub(super) fn identities(&self) -> impl Fn(u32) -> u32 {
        let identity = self.identities_of_groups();
        move |actor| identity(self.group(actor))
    }

    /// Who the actors of a group are.
    pub(super) fn identities_of_groups(&self) -> impl Fn(u32) -> u32 {
        let away = Bits::of(self.limit(), self.away.iter().copied());
        move |group| if away.has(group) { self.homes.get(group) } else { group }
    }

    pub(super) fn find(&self, words: &Words) -> (Bits, Nearness) {
        if let Some((found, nearness)) = self.words.find_as_written(words) {
            return (self.bearers(found), nearness);
        }
        // Each word may be near one of any group of theirs.
        let nearly = |words: &[String]| self.bearers(self.words.near(words));
        let each = words.list().iter().map(|word| nearly(slice::from_ref(word)));
        let found = each.reduce(|all, some| all.and(&some)).unwrap_or_else(|| nearly(&[]));
        (found, if matches!(words, Words::Near(_)) { Nearness::Exact } else { Nearness::Near })
    }

    /// Whose names these entries are: identities, and all groups that are one of them.
    fn bearers(&self, entries: Vec<u32>) -> Bits {
        let groups = entries.into_iter().filter_map(|entry| self.bearers.get(entry as usize));
        let mut found = Bits::of(self.limit(), groups.map(|&group| self.homes.get(group)));
        // Looked at once, not for each of those who are somebody else.
        if found.is_empty() {
            return found;
        }
        let too: Vec<u32> = self.away.iter().copied().filter(|&group| found.has(self.homes.get(group))).collect();
        for group in too {
            found.insert(group);
        }
        found
    }

    fn folded(&self, catalog: &Catalog, group: u32) -> String {
        fold(self.get(group).map_or("", |group| catalog.string(group.name)))
    }

    /// The groups in the file that bear a folded name.
    fn named(&self, catalog: &Catalog, name: &str) -> Vec<u32> {
        let [table, _] = self.table.parts();
        let near = places(table.len(), name).map_while(|at| table.get(at)?.checked_sub(1));
        near.filter(|&group| self.folded(catalog, group) == name).collect()
    }

    /// Takes up the actors that are not known yet.
    pub(super) fn extend(&mut self, catalog: &Catalog) {
        let mut known = Known::default();
        let mut forms: FxHashSet<(u32, u32)> = FxHashSet::default();
        let first = self.of_actor.len();
        let aliases = catalog.aliases.numbered_from(first).map(|(_, &aliases)| aliases);
        for ((_, actor), aliases) in catalog.actors.numbered_from(first).zip(aliases) {
            let name = known.name(self, catalog, actor.name);
            let met = Identity { name: actor.name, kind: actor.kind(), country: actor.country() };
            let next = u32::try_from(self.limit()).unwrap_or(NONE);
            let group = *known.groups.entry(key(name, &met)).or_insert(next);
            if group == next {
                self.groups.push(met);
                self.counts.push(0);
                self.homes.push(group);
                known.meet(name, group, &met);
                forms.insert((group, NONE));
            }
            self.counts.set(group, self.counts.get(group).saturating_add(1));
            if aliases != NONE {
                forms.insert((group, aliases));
            }
            self.of_actor.push(group);
        }
        known.persons.iter().for_each(|persons| self.settle(persons));
        let mut forms: Vec<(u32, u32)> = forms.into_iter().collect();
        forms.sort_unstable();
        for forms in forms.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(group, _)) = forms.first() else { continue };
            let name = self.get(group).map_or("", |group| catalog.string(group.name));
            let aliases = forms.iter().filter(|(_, form)| *form != NONE).flat_map(|&(_, form)| catalog.string(form).split('\t'));
            self.words.push(std::iter::once(name).chain(aliases));
            self.bearers.push(group);
        }
    }

    /// Settles who of `persons`, all groups of one name, the one of no country is.
    fn settle(&mut self, persons: &[u32]) {
        let country = |group: u32| self.get(group).map_or(NONE, |group| group.country);
        let (at_home, homeless): (Vec<u32>, Vec<u32>) = persons.iter().partition(|&&group| country(group) != NONE);
        let best = at_home.into_iter().max_by_key(|&group| (self.counts.get(group), Reverse(country(group))));
        let (Some(best), Some(&group)) = (best, homeless.first()) else { return };
        if self.homes.get(group) == group {
            self.away.push(group);
        }
        self.homes.set(group, best);
    }
}

/// What makes a group: the kind, the folded name and, of persons, the country.
fn key(name: u32, met: &Identity) -> (u32, u32, u32) {
    (met.kind, name, if is_person(met) { met.country } else { NONE })
}

fn is_person(met: &Identity) -> bool {
    met.kind == label_number(ActorKind::ALL, &ActorKind::Person)
}

/// Who is known while actors are taken up.
#[derive(Default)]
struct Known {
    /// The folded forms of strings, by their numbers; each string is folded once.
    of_string: FxHashMap<u32, u32>,
    folded: FxHashMap<String, u32>,
    groups: FxHashMap<(u32, u32, u32), u32>,
    /// The persons of each name.
    persons: Vec<Vec<u32>>,
}

impl Known {
    /// The number of the folded form of a string. The groups of that name are known from then on.
    fn name(&mut self, who: &Who, catalog: &Catalog, string: u32) -> u32 {
        if let Some(&name) = self.of_string.get(&string) {
            return name;
        }
        let folded = fold(catalog.string(string));
        let next = u32::try_from(self.persons.len()).unwrap_or(NONE);
        let name = self.folded.get(&folded).copied().unwrap_or(next);
        if name == next {
            self.persons.push(Vec::new());
            for group in who.named(catalog, &folded) {
                if let Some(met) = who.get(group) {
                    self.groups.insert(key(name, met), group);
                    self.meet(name, group, met);
                }
            }
            self.folded.insert(folded, name);
        }
        self.of_string.insert(string, name);
        name
    }

    fn meet(&mut self, name: u32, group: u32, met: &Identity) {
        if let Some(persons) = self.persons.get_mut(name as usize).filter(|_| is_person(met)) {
            persons.push(group);
        }
    }
}

/// A number for each group, of which those in the file may change.
#[derive(Clone, Debug, Default)]
struct Kept {
    numbers: Series<u32>,
    changed: FxHashMap<u32, u32>,
}

impl Kept {
    fn of(numbers: Series<u32>) -> Self {
        Self { numbers, changed: FxHashMap::default() }
    }

    fn get(&self, at: u32) -> u32 {
        let kept = || self.numbers.get(at as usize).copied().unwrap_or(NONE);
        // Mostly nothing has changed.
        if self.changed.is_empty() { kept() } else { self.changed.get(&at).copied().unwrap_or_else(kept) }
    }

    fn push(&mut self, number: u32) {
        self.numbers.push(number);
    }

    fn set(&mut self, at: u32, number: u32) {
        match self.numbers.get_new(at as usize) {
            Some(kept) => *kept = number,
            None => drop(self.changed.insert(at, number)),
        }
    }

    fn all(&self) -> Vec<u32> {
        (0..).take(self.numbers.len()).map(|at| self.get(at)).collect()
    }
}
