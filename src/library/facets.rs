//! How often each value of a field occurs among some briefings, those that tell one story counted once.

use std::{cmp::Reverse, str::FromStr};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{
    answer::Reading,
    bits::Bits,
    catalog::{Catalog, NONE, Row, country, label_number},
    state::Key,
};
use crate::label::{ActorKind, AssetCategory, AssetStatus};

/// A field whose values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Countries that act.
    Country,
    /// Who speaks.
    Speaker,
    /// Persons.
    Person,
    /// Bodies.
    Organization,
    /// Classes of assets.
    Category,
    /// Whose assets.
    Owner,
    /// What happens to assets.
    Status,
    /// Named places.
    Place,
    /// Publishers.
    Outlet,
    /// Months of publication.
    Month,
    /// Languages.
    Language,
    /// Sub-folders.
    Collection,
    /// Tags that the user gave.
    Tag,
}

impl Facet {
    /// Every facet with its name, which is that of the query's field.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Country, "country"),
        (Self::Speaker, "speaker"),
        (Self::Person, "person"),
        (Self::Organization, "org"),
        (Self::Category, "category"),
        (Self::Owner, "owner"),
        (Self::Status, "status"),
        (Self::Place, "place"),
        (Self::Outlet, "outlet"),
        (Self::Month, "date"),
        (Self::Language, "lang"),
        (Self::Collection, "collection"),
        (Self::Tag, "tag"),
    ];

    /// Its name in a query.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(facet, _)| *facet == self).map_or("", |(_, name)| name)
    }
}

impl FromStr for Facet {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(facet, _)| *facet).ok_or(())
    }
}

/// A value and in how many stories it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value as it is shown.
    pub label: String,
    /// The value as a query has it after `name:`.
    pub value: String,
    /// Stories: briefings, but those that tell the same one once.
    pub count: usize,
}

/// Counts the values of `facet` in `rows`, most frequent first, then by label (months: newest first); at most `most` of them.
#[must_use]
pub(super) fn count(catalog: &Catalog, reading: &dyn Reading, facet: Facet, rows: &Bits, most: usize) -> Vec<Count> {
    let names = catalog.names();
    let strings = catalog.strings.len();
    let rows = || each_story(catalog, rows);
    let string = |value: u32| catalog.string(value);
    let quoted = |value: u32| quote(catalog.string(value));
    let person = |value: u32| names.person(value).map_or(NONE, |identity| identity.name);
    match facet {
        Facet::Country => {
            let counts = Tally::of(1 << 16, rows(), |row, tally| catalog.countries_of(row).iter().for_each(|&code| tally.add(code)));
            counts.told(
                most,
                |code| country(code).map_or("", |code| code.name()),
                |code| country(code).map_or_else(String::new, Into::into),
            )
        }
        Facet::Speaker => {
            let identity = names.identities_of_groups();
            let counts = Tally::of(names.limit(), rows(), |row, tally| {
                let groups = names.groups().part(row.actors, row.actors_end);
                // A row has many quotes of few speakers, who are looked up once.
                let mut spoke = 0_u64;
                for place in catalog.quotes_of(row).iter().filter_map(|quote| quote.speaker.checked_sub(row.actors)) {
                    if place < u64::BITS {
                        spoke |= 1 << place;
                    } else {
                        groups.get(place as usize).into_iter().for_each(|&group| tally.add(identity(group)));
                    }
                }
                while spoke != 0 {
                    groups.get(spoke.trailing_zeros() as usize).into_iter().for_each(|&group| tally.add(identity(group)));
                    spoke &= spoke - 1;
                }
            });
            counts.told(most, |value| string(person(value)), |value| quoted(person(value)))
        }
        Facet::Person | Facet::Organization => {
            let kind = if facet == Facet::Person { ActorKind::Person } else { ActorKind::Organization };
            let (identity, kind) = (names.identities_of_groups(), label_number(ActorKind::ALL, &kind));
            let counts = Tally::of(names.limit(), rows(), |row, tally| {
                let actors = catalog.actors_of(row).iter().zip(names.groups().part(row.actors, row.actors_end));
                actors.filter(|(actor, _)| actor.kind() == kind).for_each(|(_, &group)| tally.add(identity(group)));
            });
            counts.told(most, |value| string(person(value)), |value| quoted(person(value)))
        }
        Facet::Category | Facet::Status => {
            let of = |asset: &super::catalog::AssetKind| if facet == Facet::Category { asset.category() } else { asset.status() };
            let counts = Tally::of_few(rows(), |row| {
                catalog.asset_kinds_of(row).iter().map(of).filter(|&value| value < 32).fold(0, |all, value| all | 1 << value)
            });
            let label = |value: u32| {
                let at = value as usize;
                if facet == Facet::Category {
                    AssetCategory::ALL.get(at).map(|it| it.name())
                } else {
                    AssetStatus::ALL.get(at).map(|it| it.name())
                }
                .unwrap_or_default()
            };
            counts.told(most, label, |value| label(value).to_owned())
        }
        Facet::Owner => {
            let counts = Tally::of(strings, rows(), |row, tally| catalog.assets_of(row).iter().for_each(|asset| tally.add(asset.owner)));
            let label = |value: u32| {
                let owner = catalog.string(value);
                let state = owner.parse::<crate::country::CountryCode>().ok().and_then(crate::country::CountryCode::country);
                state.map_or(owner, |state| state.name)
            };
            counts.told(most, label, quoted)
        }
        Facet::Place => Tally::of(strings, rows(), |row, tally| catalog.places_of(row).iter().for_each(|&place| tally.add(place)))
            .told(most, string, quoted),
        Facet::Outlet => Tally::of(strings, rows(), |row, tally| tally.add(row.outlet)).told(most, string, quoted),
        Facet::Language => {
            Tally::of(strings, rows(), |row, tally| tally.add(row.language)).told(most, string, |value| string(value).to_owned())
        }
        Facet::Collection => Tally::of(strings, rows(), |row, tally| tally.add(row.collection)).told(most, string, quoted),
        Facet::Tag => {
            let tags = reading.by_tag();
            let mut borne: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
            for (tag, keys) in (0..).zip(tags.values()) {
                for &key in keys {
                    borne.entry(key).or_default().push(tag);
                }
            }
            let names: Vec<&str> = tags.into_keys().collect();
            let name = |tag: u32| names.get(tag as usize).copied().unwrap_or_default();
            let counts =
                Tally::of(names.len(), rows(), |row, tally| borne.get(&row.key()).into_iter().flatten().for_each(|&tag| tally.add(tag)));
            counts.told(most, name, |tag| quote(name(tag)))
        }
        Facet::Month => {
            let mut months = months(rows());
            months.truncate(most);
            months
        }
    }
}

/// A value as a query takes it: in quotation marks where it is more than a word.
#[must_use]
pub fn quote(value: &str) -> String {
    let is_plain = !value.is_empty() && value.chars().all(char::is_alphanumeric);
    if is_plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', " ")) }
}

/// The rows in `rows`, story by story, each with whether a new story begins with it.
fn each_story<'a>(catalog: &'a Catalog, rows: &'a Bits) -> impl Iterator<Item = (bool, &'a Row)> {
    let stories = catalog.stories();
    let alone = rows.iter().filter(|&row| !stories.has(row)).map(|row| (true, row));
    let told = stories.iter().flat_map(|members| {
        let mut first = true;
        members.iter().filter(|&&row| rows.has(row)).map(move |&row| (std::mem::take(&mut first), row))
    });
    alone.chain(told).filter_map(|(is_first, row)| Some((is_first, catalog.row(row)?)))
}

/// Months of publication, the last first.
fn months<'a>(rows: impl Iterator<Item = (bool, &'a Row)>) -> Vec<Count> {
    // Days are many, but months are reckoned once for each.
    let mut months: FxHashMap<u32, u32> = FxHashMap::default();
    let counts = Tally::of(10_000 * 12, rows, |row, tally| {
        if row.day > 0 {
            let month = |day: Date| u32::try_from(i32::from(day.year()) * 12 + i32::from(day.month()) - 1).unwrap_or(u32::MAX);
            tally.add(*months.entry(row.day).or_insert_with(|| row.published().map_or(u32::MAX, month)));
        }
    });
    let found = (0_u32..).zip(counts.counts).filter(|(_, (count, _))| *count > 0);
    let told = |(month, (count, _)): (u32, (u32, u32))| {
        let label = format!("{:04}-{:02}", month / 12, month % 12 + 1);
        Count { value: label.clone(), label, count: count as usize }
    };
    let mut months: Vec<Count> = found.map(told).collect();
    months.reverse();
    months
}

/// Counts of small numbers, each once a story.
struct Tally {
    counts: Vec<(u32, u32)>,
    story: u32,
}

impl Tally {
    fn of<'a>(limit: usize, rows: impl Iterator<Item = (bool, &'a Row)>, mut each: impl FnMut(&Row, &mut Self)) -> Self {
        let mut tally = Self { counts: vec![(0, 0); limit], story: 0 };
        for (is_first, row) in rows {
            tally.story += u32::from(is_first);
            each(row, &mut tally);
        }
        tally
    }

    /// The same of numbers below 32, of which each row has some; a bit each.
    fn of_few<'a>(rows: impl Iterator<Item = (bool, &'a Row)>, each: impl Fn(&Row) -> u32) -> Self {
        let mut tally = Self { counts: vec![(0, 0); 32], story: 0 };
        let mut story = 0_u32;
        let count = |tally: &mut Self, story: u32| {
            for (value, (count, _)) in tally.counts.iter_mut().enumerate() {
                *count += story >> value & 1;
            }
        };
        for (is_first, row) in rows {
            if is_first {
                count(&mut tally, std::mem::take(&mut story));
            }
            story |= each(row);
        }
        count(&mut tally, story);
        tally
    }

    /// Counts `value` for this story, if it has not been counted for it yet.
    fn add(&mut self, value: u32) {
        let story = self.story;
        if let Some((count, last)) = self.counts.get_mut(value as usize).filter(|(_, last)| *last != story) {
            *count += 1;
            *last = story;
        }
    }

    /// The `most` values that occur most often, by count and then by label. Of those that occur equally often, and are too many, the ones
    /// that came first into the library are told: to compare the labels of all would take longer than counting them.
    fn told<'a>(self, most: usize, label: impl Fn(u32) -> &'a str, value: impl Fn(u32) -> String) -> Vec<Count> {
        let found = (0_u32..).zip(self.counts);
        let mut found: Vec<(u32, u32)> = found.filter(|(_, (count, _))| *count > 0).map(|(number, (count, _))| (number, count)).collect();
        if let Some(last) = most.checked_sub(1).filter(|&last| last < found.len()) {
            found.select_nth_unstable_by_key(last, |&(number, count)| (Reverse(count), number));
        }
        found.truncate(most);
        found.sort_by(|&(a, of_a), &(b, of_b)| (Reverse(of_a), label(a)).cmp(&(Reverse(of_b), label(b))));
        let told = |(number, count): (u32, u32)| Count { label: label(number).to_owned(), value: value(number), count: count as usize };
        found.into_iter().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::{
        label::BriefingState,
        library::{Library, query::Words, shelf::Shelf},
    };

    /// Tags of some texts.
    struct Tags(Vec<(&'static str, Vec<Key>)>);

    impl Reading for Tags {
        fn is(&self, _: Key, _: BriefingState) -> bool {
            false
        }

        fn tagged(&self, _: &Words) -> BTreeSet<Key> {
            BTreeSet::new()
        }

        fn by_tag(&self) -> BTreeMap<&str, Vec<Key>> {
            self.0.iter().cloned().collect()
        }
    }

    #[test]
    fn tags_are_counted_within_what_is_listed() {
        let shelf = Shelf::of(&Library::shipped());
        let catalog = shelf.catalog();
        let keys: Vec<Key> = catalog.order().iter().filter_map(|&row| Some(catalog.row(row)?.key())).collect();
        let tags = Tags(vec![("late", vec![keys[0]]), ("my notes", vec![keys[0], keys[2], keys[3]]), ("not here", vec![keys[3], Key(1)])]);
        let count = |label: &str, value: &str, count| Count { label: label.to_owned(), value: value.to_owned(), count };
        let listed = Bits::of(catalog.limit(), catalog.order()[..3].iter().copied());
        assert_eq!(shelf.facet(Facet::Tag, &listed, &tags, 9), [count("my notes", "\"my notes\"", 2), count("late", "late", 1)]);
        assert_eq!(shelf.facet(Facet::Tag, &listed, &tags, 1).len(), 1);
        assert_eq!(shelf.facet(Facet::Tag, &listed, &crate::library::answer::Untouched, 9), []);
    }
}
