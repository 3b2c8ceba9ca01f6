//! Persons: full names first, then short ones under the person they belong to.

use rustc_hash::FxHashMap;

use super::{Cast, gender_of};
use crate::{
    label::{EntityKind, Gender},
    lexicon::Word,
    name::{fold, is_near},
};

/// What a person's printed name consists of.
struct Parts {
    /// Number of the name.
    index: usize,
    /// Folded first word; empty for a single one.
    first: String,
    /// Folded last word.
    last: String,
    /// The gender that an honorific before it tells.
    gender: Option<Gender>,
}

impl Cast<'_, '_> {
    /// Gathers the persons.
    pub(super) fn persons(&mut self) {
        let parts: Vec<Parts> = (0..self.names.len()).filter_map(|index| self.parts(index)).collect();
        let mut by_surname: FxHashMap<String, Vec<(usize, String)>> = FxHashMap::default();
        let mut by_stem: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for part in parts.iter().filter(|part| !part.first.is_empty()) {
            let entity = self.full_name(part, &mut by_surname, &mut by_stem);
            self.link(part.index, entity);
        }
        let mut recent: FxHashMap<String, usize> = FxHashMap::default();
        for part in &parts {
            if part.first.is_empty() {
                let entity = self.short_name(part, &by_surname, &by_stem, &recent).unwrap_or_else(|| {
                    let made = self.make(EntityKind::Person, &self.printed(part.index), None, "person.single", 0.75);
                    by_surname.entry(part.last.clone()).or_default().push((made, String::new()));
                    made
                });
                self.link(part.index, entity);
                self.add_gender(entity, part.gender);
                recent.insert(part.last.clone(), entity);
            } else if let Some(entity) = self.names.get(part.index).and_then(|name| name.entity) {
                recent.insert(part.last.clone(), entity);
            }
        }
        for entity in &mut self.entities {
            if entity.kind == EntityKind::Person {
                entity.mentions.sort_unstable();
            }
        }
    }

    fn add_gender(&mut self, entity: usize, gender: Option<Gender>) {
        if let Some(entity) = self.entities.get_mut(entity)
            && gender.is_some()
        {
            entity.gender = gender;
        }
    }

    fn parts(&self, index: usize) -> Option<Parts> {
        let name = self.names.get(index).filter(|name| name.kind == EntityKind::Person)?;
        let capital =
            |at: &usize| self.document.token(*at).is_some_and(|t| t.is_word() && (t.capital || self.document.word(*at).contains('-')));
        let words: Vec<usize> =
            name.tokens.iter().filter(capital).filter(|&at| !matches!(self.document.word(at), "Jr" | "Sr" | "II" | "III" | "IV")).collect();
        let (&first, &last) = (words.first()?, words.last()?);
        let before = name.tokens.start.checked_sub(1);
        let before = before.filter(|&b| self.document.word(b) != ".").or_else(|| before?.checked_sub(1));
        let gender = before.and_then(|b| self.info(b).gender()).or_else(|| if first == last { None } else { gender_of(self.info(first)) });
        let last = fold(self.document.word(last));
        Some(Parts { index, first: if words.len() > 1 { fold(self.document.word(first)) } else { String::new() }, last, gender })
    }

    /// The entity of a full name: a known one with the same or a nearly equal name, else a new one.
    fn full_name(
        &mut self,
        part: &Parts,
        by_surname: &mut FxHashMap<String, Vec<(usize, String)>>,
        by_stem: &mut FxHashMap<String, Vec<String>>,
    ) -> usize {
        let same = |known: &(usize, String)| agree(&known.1, &part.first);
        if let Some(&(entity, _)) = by_surname.get(&part.last).and_then(|known| known.iter().find(|k| same(k))) {
            let longer = self.entities.get(entity).is_some_and(|e| e.name.len() < self.printed(part.index).len());
            if longer {
                let printed = self.printed(part.index).into_owned();
                if let Some(found) = self.entities.get_mut(entity) {
                    let short = std::mem::replace(&mut found.name, printed);
                    found.aliases.retain(|alias| *alias != found.name);
                    if !found.aliases.contains(&short) {
                        found.aliases.push(short);
                    }
                }
            }
            return entity;
        }
        // another spelling of the same name: Zelenskyy, Zelensky
        let near = by_stem.get(&stem(&part.last)).into_iter().flatten().find_map(|surname| {
            if !is_near(surname, &part.last) {
                return None;
            }
            by_surname.get(surname)?.iter().find(|(_, first)| agree(first, &part.first) || is_near(first, &part.first)).map(|known| known.0)
        });
        let entity = near.unwrap_or_else(|| {
            let made = self.make(EntityKind::Person, &self.printed(part.index), None, "person.full", 0.92);
            if let Some(found) = self.entities.get_mut(made) {
                found.gender = part.gender;
            }
            made
        });
        self.add_gender(entity, part.gender);
        by_stem.entry(stem(&part.last)).or_default().push(part.last.clone());
        by_surname.entry(part.last.clone()).or_default().push((entity, part.first.clone()));
        entity
    }

    /// The person whom a single word names: by surname, by the spelling next to it, or by a given name.
    fn short_name(
        &self,
        part: &Parts,
        by_surname: &FxHashMap<String, Vec<(usize, String)>>,
        by_stem: &FxHashMap<String, Vec<String>>,
        recent: &FxHashMap<String, usize>,
    ) -> Option<usize> {
        let fits = |entity: usize| {
            let gender = self.entities.get(entity).and_then(|e| e.gender);
            part.gender.is_none() || gender.is_none() || part.gender == gender
        };
        if let Some(&entity) = recent.get(&part.last).filter(|&&entity| fits(entity)) {
            return Some(entity);
        }
        let known = by_surname.get(&part.last).and_then(|known| known.iter().find(|k| fits(k.0)).or_else(|| known.first()));
        if let Some(&(entity, _)) = known {
            return Some(entity);
        }
        let near = by_stem.get(&stem(&part.last)).into_iter().flatten().find(|surname| is_near(surname, &part.last));
        if let Some(&(entity, _)) = near.and_then(|surname| by_surname.get(surname)?.first()) {
            return Some(entity);
        }
        // "Xi" of Xi Jinping, "Boris" of Boris Johnson: the first word of exactly one full name
        let mut firsts = self
            .entities
            .iter()
            .enumerate()
            .filter(|(_, e)| e.kind == EntityKind::Person && fold(e.name.split(' ').next().unwrap_or("")) == part.last)
            .map(|(index, _)| index);
        let only = firsts.next()?;
        let name = self.names.get(part.index)?;
        let honored = name.tokens.start.checked_sub(1).is_some_and(|b| self.info(b).is(Word::HONORIFIC));
        (firsts.next().is_none() && !honored).then_some(only)
    }
}

/// Whether two folded given names may be one person's: equal, or an initial of the other, or absent.
fn agree(known: &str, first: &str) -> bool {
    known.is_empty() || first.is_empty() || known == first || initial_of(known, first) || initial_of(first, known)
}

fn initial_of(short: &str, long: &str) -> bool {
    let letters = short.trim_end_matches('.');
    letters.chars().count() == 1 && long.starts_with(letters)
}

/// The first four letters: names that differ there are not taken for spellings of one another.
fn stem(surname: &str) -> String {
    surname.chars().take(4).collect()
}
