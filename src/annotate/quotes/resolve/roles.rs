//! Whom a post, a definite description or a short name of a body means.

use rustc_hash::FxHashMap;

use super::Resolver;
use crate::{
    annotate::{Entity, Name, Tag},
    label::EntityKind,
    lexicon::Word,
    name::fold,
    span::TokenRange,
};

/// How many descriptions with the same noun are looked through.
const MANY: usize = 40;

/// The persons by every word of their posts.
pub(super) fn posts(entities: &[Entity]) -> FxHashMap<String, Vec<usize>> {
    let mut posts: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person) {
        let role = entity.role.as_deref().map(|role| fold(role).replace("defence", "defense")).unwrap_or_default();
        for word in role.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let known = posts.entry(word.to_owned()).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
    }
    posts
}

impl Resolver<'_> {
    /// The person with this post: "the foreign minister", "the Ukrainian president".
    pub(super) fn by_role(&self, head: TokenRange, at: usize) -> Option<usize> {
        let country = self
            .clauses
            .names
            .iter()
            .skip(self.clauses.names.partition_point(|n| n.tokens.start < head.start))
            .take_while(|n| n.tokens.end <= head.end)
            .find_map(|n| n.country);
        if matches!(self.clauses.word(head.start), "a" | "an" | "A" | "An" | "one" | "another") {
            return None;
        }
        let wanted: Vec<String> = head
            .iter()
            .filter(|&i| {
                self.clauses.info(i).is(Word::POST | Word::RANK | Word::MODIFIER)
                    || matches!(self.clauses.tag(i), Tag::Adjective | Tag::Noun) && self.clauses.name_at(i).is_none()
            })
            .map(|i| fold(self.clauses.word(i)).replace("defence", "defense"))
            .collect();
        let fits = |entity: &Entity| {
            let Some(role) = entity.role.as_deref() else { return false };
            let role = fold(role).replace("defence", "defense");
            let last = wanted.last().is_some_and(|w| role.split(|c: char| !c.is_alphanumeric()).any(|r| r == w));
            last && (country.is_none() || entity.country.is_none() || entity.country == country)
                && wanted.iter().all(|w| role.contains(w.as_str()) || matches!(w.as_str(), "former" | "senior" | "top"))
        };
        let mut best: Option<(usize, usize)> = None;
        for &number in self.posts.get(wanted.last()?).into_iter().flatten() {
            let Some(entity) = self.layers.entities.get(number).filter(|entity| fits(entity)) else { continue };
            let next = entity.mentions.partition_point(|mention| mention.start < at);
            let near = entity.mentions.get(next.saturating_sub(1)..).unwrap_or(&[]).iter().take(2);
            let nearest = near.map(|mention| mention.start.abs_diff(at)).min().unwrap_or(usize::MAX);
            if best.is_none_or(|(distance, _)| nearest < distance) {
                best = Some((nearest, number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// "The French president", "the general", "the diplomat": the person of that country, or the one last present.
    pub(super) fn by_definite(&mut self, head: TokenRange, source: TokenRange, at: usize) -> Option<usize> {
        let first = self.clauses.word(head.start);
        let names = self.clauses.names;
        let from = names.partition_point(|n| n.tokens.start < head.start);
        let country = names.get(from..)?.iter().take_while(|n| n.tokens.end <= head.end).find_map(|n| n.country);
        let last = head.end.saturating_sub(1);
        let plural = self.clauses.word(last).ends_with('s') && !self.clauses.word(last).ends_with("ss");
        if !matches!(first, "the" | "The") || plural || source.end > head.end && self.clauses.word(head.end) != "," {
            return None;
        }
        // a person described in these words before, or one from the same country
        let key = fold(self.clauses.document.words(TokenRange::new(head.start + 1, head.end)));
        let noun = fold(self.clauses.word(last));
        let same = |number: usize, entity: &Entity| {
            let words = fold(&entity.name);
            let ends = words.split(' ').any(|word| word == noun)
                && (words.contains(&key) || head.len() == 2 || country.is_some() && entity.country == country);
            ends.then_some(self.layers.entities.len() + number)
        };
        let known = self.described_by.get(&noun).into_iter().flatten().rev().take(MANY);
        if let Some(known) = known.filter_map(|&number| Some((number, self.described.get(number)?))).find_map(|(n, e)| same(n, e)) {
            return Some(known);
        }
        if self.clauses.info(last).is(Word::PERSON)
            && head.len() == 2
            && let Some(range) = self.described_before(head.start, &noun)
        {
            return Some(self.describe(range));
        }
        let post = self.clauses.info(last).is(Word::POST);
        let gender = self.clauses.info(last).gender();
        let fits = |entity: usize| {
            self.entity(entity).is_some_and(|e| {
                e.kind == EntityKind::Person
                    && (gender.is_none() || e.gender.is_none() || e.gender == gender)
                    && (country.is_none() || e.country == country)
            })
        };
        if let Some(country) = country.filter(|_| post) {
            let before = names.partition_point(|n| n.span.start < at);
            let near = names
                .get(before.saturating_sub(80)..before)?
                .iter()
                .rev()
                .filter(|n| n.kind == EntityKind::Person)
                .filter_map(|n| n.entity);
            return near.into_iter().find(|&e| fits(e) && self.entity(e).is_some_and(|e| e.country == Some(country)));
        }
        if head.len() > 2 || country.is_some() {
            return None;
        }
        let before = names.partition_point(|n| n.span.start < at);
        // "the minister" is no spokesperson who was told of without a name
        let other = |s: usize| post && self.entity(s).is_some_and(|e| e.described && !fold(&e.name).split(' ').any(|word| word == noun));
        let spoke = self.speakers.last().map(|&(speaker, _)| speaker).filter(|&s| fits(s) && !other(s));
        spoke.or_else(|| {
            names
                .get(before.saturating_sub(12)..before)?
                .iter()
                .rev()
                .filter(|n| n.kind == EntityKind::Person)
                .filter_map(|n| n.entity)
                .find(|&e| fits(e))
        })
    }

    /// The phrase that introduced "the official" before: "a senior U.S. official".
    fn described_before(&self, start: usize, noun: &str) -> Option<TokenRange> {
        (start.saturating_sub(500)..start).rev().filter(|&at| self.clauses.word(at) == noun).find_map(|at| {
            let sentence = self.clauses.document.sentence(self.clauses.document.sentence_of(at));
            let range = self.clauses.noun_phrase_ending(at + 1, sentence.start)?;
            (range.len() > 2 && range.len() < 10).then_some(range)
        })
    }

    /// Who stands behind "the report": the body or person in the sentence that named the document before.
    pub(super) fn author_of(&self, head: TokenRange) -> Option<usize> {
        let word = self.clauses.word(head.end.saturating_sub(1));
        let document = self.clauses.document;
        let mut seen = 0;
        for at in (head.start.saturating_sub(1500)..head.start).rev() {
            if self.clauses.word(at) != word {
                continue;
            }
            seen += 1;
            let sentence = document.sentence(document.sentence_of(at));
            let names = self.clauses.names;
            let from = names.partition_point(|n| n.tokens.start < sentence.start);
            let found = names
                .get(from..)?
                .iter()
                .take_while(|n| n.tokens.start < sentence.end)
                .filter(|n| matches!(n.kind, EntityKind::Organization) && n.tokens.start.abs_diff(at) <= 12)
                .min_by_key(|n| n.tokens.start.abs_diff(at));
            // "in a letter to the committee, the commodore apologized"
            let inside = (sentence.start..at).rev().take(3).any(|before| matches!(self.clauses.word(before), "In" | "in"));
            let writer = || names.get(from..)?.iter().take_while(|n| n.tokens.start < sentence.end).find(|n| self.writes(n, at));
            if let Some(name) = found.or_else(|| if inside { writer() } else { None }) {
                return name.entity;
            }
            if seen > MANY {
                break;
            }
        }
        None
    }

    /// Whether `name` is a person behind the document at `at`, with a verb of its own.
    fn writes(&self, name: &Name, at: usize) -> bool {
        let verb = matches!(self.clauses.tag(name.tokens.end), Tag::VerbPast | Tag::Verb | Tag::Auxiliary);
        name.kind == EntityKind::Person && name.tokens.start > at && verb
    }

    /// The body that "the ministry" means: the organization named last before whose name ends in that word.
    pub(super) fn by_body(&self, head: TokenRange, at: usize) -> Option<usize> {
        if matches!(self.clauses.word(head.start), "a" | "an" | "A" | "An" | "one" | "another") {
            return None;
        }
        let word = fold(self.clauses.word(head.end.saturating_sub(1)));
        let before = self.clauses.names.partition_point(|name| name.span.start < at);
        self.clauses
            .names
            .get(before.saturating_sub(400)..before)?
            .iter()
            .rev()
            .filter(|name| name.kind == EntityKind::Organization)
            .find(|name| fold(name.span.of(self.clauses.document.text())).split(' ').any(|part| part == word))
            .and_then(|name| name.entity)
    }
}
