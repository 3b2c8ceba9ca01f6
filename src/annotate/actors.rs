//! The things behind the names: one entity for every person, organization and country, with what the text says of it.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Annotator, Entity, Input, Layer, Layers, Name};
use crate::{
    country::CountryCode,
    document::Document,
    evidence::Evidence,
    label::{EntityKind, Gender},
    lexicon::{Lexicon, Word},
    name::fold,
    span::Span,
};

mod hints;
mod organizations;
mod persons;
mod roles;
mod states;

/// Fills [`Layer::Actors`] and links the names to it.
#[derive(Clone, Copy, Debug)]
pub struct Actors;

impl Annotator for Actors {
    fn name(&self) -> &'static str {
        "actors"
    }

    fn requires(&self) -> &'static [Layer] {
        &[Layer::Words, Layer::Names]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Actors]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let mut cast = Cast::new(input, &layers.words, &mut layers.names);
        cast.states();
        cast.organizations();
        cast.persons();
        cast.places();
        cast.place_bodies();
        cast.describe_persons();
        cast.bare_titles();
        cast.titled.sort_unstable_by_key(|(span, _)| span.start);
        layers.forces = cast.home_of_forces();
        layers.titled = cast.titled;
        layers.entities = cast.entities;
    }
}

/// The entities of one document while they are gathered.
struct Cast<'a, 'n> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    words: &'a [Word],
    names: &'n mut Vec<Name>,
    entities: Vec<Entity>,
    /// Names with their titles, and titles alone.
    titled: Vec<(Span, usize)>,
    /// The states whose forces single words tell, one for each such word.
    told: Vec<CountryCode>,
}

impl<'a, 'n> Cast<'a, 'n> {
    fn new(input: &Input<'a>, words: &'a [Word], names: &'n mut Vec<Name>) -> Self {
        let told = states::told(input.document, input.lexicon);
        Self { document: input.document, lexicon: input.lexicon, words, names, entities: Vec::new(), titled: Vec::new(), told }
    }

    fn info(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The name as it is printed, on one line.
    fn printed(&self, name: usize) -> Cow<'a, str> {
        let printed = self.names.get(name).map_or("", |name| name.span.of(self.document.text()));
        if printed.contains(['\n', '\r', '\t']) { printed.split_whitespace().collect::<Vec<_>>().join(" ").into() } else { printed.into() }
    }

    /// Makes an entity; returns its number.
    fn make(&mut self, kind: EntityKind, name: &str, country: Option<CountryCode>, rule: &str, score: f32) -> usize {
        self.entities.push(Entity {
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            role: None,
            country,
            affiliation: None,
            described: false,
            gender: None,
            owner: None,
            mentions: Vec::new(),
            evidence: Evidence::new(rule, score),
        });
        self.entities.len() - 1
    }

    /// Links name number `name` to entity number `entity`.
    fn link(&mut self, name: usize, entity: usize) {
        let printed = self.printed(name);
        let Some(mention) = self.names.get_mut(name) else { return };
        let Some(found) = self.entities.get_mut(entity) else { return };
        mention.entity = Some(entity);
        if found.country.is_none() {
            found.country = mention.country;
        }
        if found.owner.is_none() {
            found.owner.clone_from(&mention.owner);
        }
        found.mentions.push(mention.span);
        if found.name != printed && !found.aliases.iter().any(|alias| *alias == printed) {
            found.aliases.push(printed.into_owned());
        }
    }

    /// Countries: names, adjectives, and capitals that act for them.
    fn states(&mut self) {
        let mut known: FxHashMap<CountryCode, usize> = FxHashMap::default();
        for index in 0..self.names.len() {
            let Some(name) = self.names.get(index) else { continue };
            let (EntityKind::Country | EntityKind::Nationality, Some(code)) = (name.kind, name.country) else { continue };
            let entity = if let Some(&entity) = known.get(&code) {
                entity
            } else {
                let made = self.make(EntityKind::Country, code.name(), Some(code), "country.gazetteer", 0.98);
                known.insert(code, made);
                made
            };
            self.link(index, entity);
        }
    }

    /// Places: one for every name.
    fn places(&mut self) {
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for index in 0..self.names.len() {
            let Some(name) = self.names.get(index) else { continue };
            if name.kind != EntityKind::Place {
                continue;
            }
            let country = name.country;
            let printed = self.printed(index);
            let entity = if let Some(&entity) = known.get(&fold(&printed)) {
                entity
            } else {
                let (rule, score) = if country.is_some() { ("place.gazetteer", 0.9) } else { ("place.preposition", 0.7) };
                let made = self.make(EntityKind::Place, without_article(&printed), country, rule, score);
                known.insert(fold(&printed), made);
                made
            };
            self.link(index, entity);
        }
    }
}

/// The gender that a given name tells.
fn gender_of(word: Word) -> Option<Gender> {
    match (word.is(Word::GIVEN_FEMALE), word.is(Word::GIVEN_MALE)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// A name without a leading article.
fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}
