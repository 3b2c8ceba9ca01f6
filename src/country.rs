//! Countries by ISO 3166-1 alpha-2 code: alpha-3 code, names, adjectives, nationals, capitals and seats of power.
//!
//! Owns `assets/countries.toml`; queries, pickers and the lexicon borrow it.

use std::{fmt, str::FromStr, sync::OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::gazetteer::rows;

static BLOB: &str = include_str!(concat!(env!("OUT_DIR"), "/countries.tsv"));

/// A code of ISO 3166-1 alpha-2 (and `XK` for Kosovo), in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code as text, such as `UA`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The country behind the code; `None` for a code that no country bears.
    #[must_use]
    pub fn country(self) -> Option<&'static Country> {
        let all = countries();
        all.binary_search_by_key(&self, |country| country.code).ok().and_then(|index| all.get(index))
    }

    /// The common English name, or the code where no country bears it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.country().map_or("unknown", |country| country.name)
    }

    /// The flag as a pair of regional indicator symbols.
    #[must_use]
    pub fn flag(self) -> String {
        self.0.iter().filter_map(|&byte| char::from_u32(0x1F1E6 + u32::from(byte.wrapping_sub(b'A')))).collect()
    }
}

impl FromStr for CountryCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()])),
            _ => Err(format!("a country code is two letters, not {:?}", text.chars().take(20).collect::<String>())),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One country.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO code.
    pub code: CountryCode,
    /// ISO 3166-1 alpha-3 code, in capitals.
    pub alpha3: &'static str,
    /// Common English name.
    pub name: &'static str,
    /// Other names and abbreviations.
    pub names: Vec<&'static str>,
    /// Adjectives.
    pub adjectives: Vec<&'static str>,
    /// Nouns for its nationals.
    pub people: Vec<&'static str>,
    /// Capitals, with spelling variants.
    pub capitals: Vec<&'static str>,
    /// Seats of power that stand for the state.
    pub seats: Vec<&'static str>,
    /// Continent code: AF, AN, AS, EU, NA, OC, SA.
    pub continent: &'static str,
}

impl Country {
    /// Every word that means it: name, names, adjectives, nationals, capitals, seats.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        let groups = [&self.names, &self.adjectives, &self.people, &self.capitals, &self.seats];
        std::iter::once(self.name).chain(groups.into_iter().flatten().copied())
    }
}

/// All countries, sorted by code.
#[must_use]
pub fn countries() -> &'static [Country] {
    static ALL: OnceLock<Vec<Country>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<Country> = rows(BLOB)
            .filter(|row| row.key == "country")
            .filter_map(|row| {
                Some(Country {
                    code: row.field("code").parse().ok()?,
                    alpha3: row.field("alpha3"),
                    name: row.field("name"),
                    names: row.list("names").collect(),
                    adjectives: row.list("adjectives").collect(),
                    people: row.list("people").collect(),
                    capitals: row.list("capitals").collect(),
                    seats: row.list("seats").collect(),
                    continent: row.field("continent"),
                })
            })
            .collect();
        all.sort_by_key(|country| country.code);
        all
    })
}

/// The country that a word means, in any case: a code of two or three letters, a name, adjective, national, capital or seat of power.
#[must_use]
pub fn find(word: &str) -> Option<CountryCode> {
    static INDEX: OnceLock<FxHashMap<String, CountryCode>> = OnceLock::new();
    let index = INDEX.get_or_init(|| countries().iter().map(|country| (country.alpha3.to_lowercase(), country.code)).collect());
    find_unlike_acronyms(word).or_else(|| index.get(&word.trim().to_lowercase()).copied())
}

/// The same without codes of three letters, where a word may as well be the acronym of a group: `KNA`, `MDA`.
#[must_use]
pub fn find_unlike_acronyms(word: &str) -> Option<CountryCode> {
    static INDEX: OnceLock<FxHashMap<String, CountryCode>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let mut index = FxHashMap::default();
        for country in countries() {
            for word in country.words() {
                index.entry(word.to_lowercase()).or_insert(country.code);
            }
        }
        for country in countries() {
            index.insert(country.code.as_str().to_lowercase(), country.code);
        }
        index
    });
    index.get(&word.trim().to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_found_by_its_codes_and_its_name_in_any_case() {
        for country in countries() {
            assert!(country.alpha3.len() == 3 && country.alpha3.bytes().all(|letter| letter.is_ascii_uppercase()), "{country:?}");
            for word in [country.alpha3, country.code.as_str(), country.name] {
                assert_eq!(find(word), Some(country.code), "{word}");
                assert_eq!(find(&word.to_lowercase()), Some(country.code), "{word}");
            }
        }
        assert_eq!(find("GBR"), find("British"));
        assert_eq!(find("usa"), find("US"));
        assert_eq!(find("QQQ"), None);
        assert_eq!((find_unlike_acronyms("KNA"), find_unlike_acronyms("Chad")), (None, find("TCD")));
    }
}
