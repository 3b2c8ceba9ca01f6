//! Who speaks, over many briefings: of which country, in which role, how often, where last.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{
    answer::{Items, range},
    bits::Bits,
    catalog::NONE,
    decisions::{Known, Overlay},
    shelf::Shelf,
};
use crate::{country::CountryCode, label::ActorKind};

/// How much one person said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many quotes.
    pub quotes: u32,
    /// In how many briefings.
    pub briefings: u32,
    /// The newest quote, by its number among all.
    pub last: u32,
}

/// Those who said the quotes `found`, by their numbers among all identities; most quoted first, then by name.
#[must_use]
pub fn tally(shelf: &Shelf, overlay: &Overlay, found: &Bits) -> Vec<(u32, Tally)> {
    // A name is looked up once, not with each comparison.
    let name = |person: u32| overlay.known(shelf, person).map_or("", |known| known.name);
    let mut all: Vec<_> =
        unsorted(shelf, overlay, found).map(|(person, tally)| (Reverse(tally.quotes), name(person), person, tally)).collect();
    all.sort_unstable_by_key(|&(quotes, name, person, _)| (quotes, name, person));
    all.into_iter().map(|(_, _, person, tally)| (person, tally)).collect()
}

/// How many they are.
#[must_use]
pub fn count(shelf: &Shelf, overlay: &Overlay, found: &Bits) -> usize {
    unsorted(shelf, overlay, found).count()
}

fn unsorted(shelf: &Shelf, overlay: &Overlay, found: &Bits) -> impl Iterator<Item = (u32, Tally)> {
    let catalog = shelf.catalog();
    let mut tallies = vec![Tally { last: NONE, ..Tally::default() }; overlay.persons(shelf)];
    let mut seen = vec![NONE; tallies.len()];
    let voice = overlay.voices(shelf);
    // From the newest on, so that the first quote met is the last one said.
    for (place, &number) in (0_u32..).zip(catalog.order()) {
        let Some(row) = catalog.row(number) else { continue };
        for ((at, quote), said) in
            range(row, Items::Quotes).enumerate().zip(catalog.quotes_of(row)).filter(|((_, quote), _)| found.has(*quote))
        {
            let person = voice(number, at, said) as usize;
            let (Some(tally), Some(seen)) = (tallies.get_mut(person), seen.get_mut(person)) else { continue };
            tally.quotes += 1;
            tally.briefings += u32::from(*seen != place);
            *seen = place;
            if tally.last == NONE {
                tally.last = quote;
            }
        }
    }
    (0_u32..).zip(tallies).filter(|(_, tally)| tally.quotes > 0)
}

/// Somebody who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker<'a> {
    /// The name.
    pub name: &'a str,
    /// What it is.
    pub kind: ActorKind,
    /// The country.
    pub country: Option<CountryCode>,
    /// The role in which the last quote was said; may be empty.
    pub role: &'a str,
    /// How many quotes.
    pub quotes: usize,
    /// In how many briefings.
    pub briefings: usize,
    /// The day of the newest one.
    pub last: Option<Date>,
}

/// Identity `person` with its tally; `None` where there is no such identity.
#[must_use]
pub fn speaker<'a>(shelf: &'a Shelf, overlay: &'a Overlay, person: u32, tally: Tally) -> Option<Speaker<'a>> {
    let catalog = shelf.catalog();
    let Known { name, kind, country } = overlay.known(shelf, person)?;
    let number = catalog.row_of(Items::Quotes, tally.last);
    let row = number.and_then(|number| catalog.row(number));
    let role = number.zip(row).and_then(|(number, row)| overlay.role(shelf, number, (tally.last - row.quotes) as usize));
    Some(Speaker {
        name,
        kind,
        country,
        role: role.unwrap_or_default(),
        quotes: tally.quotes as usize,
        briefings: tally.briefings as usize,
        last: row.and_then(super::catalog::Row::published),
    })
}
