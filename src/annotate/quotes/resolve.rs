//! From the words that name a speaker to the entity: names, pronouns, posts, bodies, descriptions.

use rustc_hash::FxHashMap;

use super::{
    clause::{Clauses, is_pronoun},
    ladder::SHARED,
};
use crate::{
    annotate::{Entity, Input, Layers, Name, Quote, Tag},
    evidence::Evidence,
    label::EntityKind,
    lexicon::Word,
    name::fold,
    span::{Span, TokenRange},
};

mod pronoun;

/// Resolves the sources of one document, in reading order.
pub struct Resolver<'a> {
    clauses: Clauses<'a>,
    layers: &'a Layers,
    described: Vec<Entity>,
    known_descriptions: FxHashMap<String, usize>,
    /// Speakers so far, with the byte where each spoke.
    speakers: Vec<(usize, usize)>,
    /// What earlier quotes were resolved to, by number.
    done: Vec<Outcome>,
}

#[derive(Clone, Copy, Default)]
struct Outcome {
    speaker: Option<usize>,
    score: f32,
    source: Option<Span>,
    cue: Option<Span>,
}

impl<'a> Resolver<'a> {
    pub fn new(input: &Input<'a>, layers: &'a Layers) -> Self {
        Self {
            clauses: Clauses::new(input, layers),
            layers,
            described: Vec::new(),
            known_descriptions: FxHashMap::default(),
            speakers: Vec::new(),
            done: Vec::new(),
        }
    }

    /// The speakers who are only described, to be added to the entities in this order.
    pub fn into_described(self) -> Vec<Entity> {
        self.described
    }

    /// Names the speaker of `quote`.
    pub fn resolve(&mut self, quote: &mut Quote) {
        let at = quote.parts.first().map_or(0, |part| part.start);
        if let Some(shared) = quote.speaker.take().and_then(|number| number.checked_sub(SHARED)) {
            let outcome = self.done.get(shared).copied().unwrap_or_default();
            quote.speaker = outcome.speaker;
            quote.source = outcome.source;
            quote.cue = outcome.cue;
            let score = quote.evidence.score.min(outcome.score);
            quote.evidence = Evidence::new(std::mem::take(&mut quote.evidence.rule), score);
        } else if let Some(source) = quote.source {
            let (speaker, rule, weight) = self.speaker(self.clauses.document.range(source), at);
            quote.speaker = speaker;
            quote.trace.push(format!("{rule}: {}", speaker.map_or("nobody", |s| self.entity(s).map_or("", |e| e.name.as_str()))));
            let score = quote.evidence.score * weight;
            let name = format!("{}+{rule}", quote.evidence.rule);
            quote.evidence = Evidence::new(name, if speaker.is_some() { score } else { score.min(0.5) });
        }
        if let Some(speaker) = quote.speaker {
            self.speakers.push((speaker, at));
        }
        if !matches!(quote.kind, crate::label::QuoteKind::Indirect) {
            self.done.push(Outcome { speaker: quote.speaker, score: quote.evidence.score, source: quote.source, cue: quote.cue });
        }
    }

    fn entity(&self, number: usize) -> Option<&Entity> {
        let all = self.layers.entities.len();
        if number < all { self.layers.entities.get(number) } else { self.described.get(number - all) }
    }

    /// The entity behind the words `source`, for a quote at byte `at`: the entity, the rule, how sure.
    fn speaker(&mut self, source: TokenRange, at: usize) -> (Option<usize>, &'static str, f32) {
        let head = self.first_phrase(source);
        let last = head.end.saturating_sub(1);
        let word = self.clauses.word(last);
        if is_pronoun(word) && head.len() <= 2 {
            return self.pronoun(word, source.start, at);
        }
        // "her answer" is hers
        if self.clauses.info(last).is(Word::SPEECH | Word::DOCUMENT)
            && let Some(owner) = possessor(self.clauses.word(head.start))
        {
            return self.pronoun(owner, source.start, at);
        }
        // "Orlova's office" is not Orlova
        let owns = |name: &Name| matches!(self.clauses.word(name.tokens.end), "'s" | "’s" | "'" | "’") && name.tokens.end < head.end;
        if let Some(name) = self.last_name(head, EntityKind::Person).filter(|name| !owns(name)) {
            return (name.entity, "name", 1.0);
        }
        // "a statement by the ministry", "a spokesman for the army": who is behind the document, or a described person
        let info = self.clauses.info(last);
        let ends_in_name = self.clauses.name_at(last).filter(|name| name.tokens.end == head.end);
        if let Some(name) = ends_in_name
            && matches!(name.kind, EntityKind::Organization | EntityKind::Country | EntityKind::Place)
            && name.entity.is_some()
        {
            return (name.entity, "body", 0.97);
        }
        if info.is(Word::DOCUMENT | Word::SPEECH)
            && !info.is(Word::PERSON | Word::POST)
            && let Some(name) = self.behind_document(source, head)
        {
            return (name.entity, "document", 0.93);
        }
        if info.is(Word::POST | Word::RANK)
            && let Some(entity) = self.by_role(head, at)
        {
            return (Some(entity), "role", 0.9);
        }
        if info.is(Word::DOCUMENT)
            && !info.is(Word::PERSON | Word::POST)
            && let Some(entity) = self.author_of(head)
        {
            return (Some(entity), "document.author", 0.85);
        }
        if info.is(Word::POST | Word::RANK | Word::PERSON)
            && let Some(entity) = self.by_definite(head, source, at)
        {
            return (Some(entity), "definite", 0.8);
        }
        if info.is(Word::BODY)
            && let Some(entity) = self.by_body(head, at)
        {
            return (Some(entity), "body.short", 0.9);
        }
        if info.is(Word::PERSON | Word::POST | Word::RANK | Word::BODY | Word::DOCUMENT | Word::SPEECH)
            || self.clauses.tag(last) == Tag::Noun
        {
            return (Some(self.describe(source)), "described", 0.92);
        }
        let name = self
            .last_name(source, EntityKind::Person)
            .or_else(|| self.last_name(source, EntityKind::Organization))
            .or_else(|| self.last_name(source, EntityKind::Country));
        match name {
            Some(name) => (name.entity, "name.inside", 0.8),
            None => (Some(self.describe(source)), "described", 0.7),
        }
    }

    /// The noun phrase before the first preposition or comma: "a spokesman" of "a spokesman for the army".
    fn first_phrase(&self, source: TokenRange) -> TokenRange {
        let end = source
            .iter()
            .skip(1)
            .find(|&at| {
                let preposition = self.clauses.tag(at) == Tag::Adposition || matches!(self.clauses.word(at), "," | "(" | "who");
                preposition
                    && self.clauses.name_at(at).is_none_or(|name| !name.tokens.holds(source.start) && name.tokens.start == at)
                    && !self.title_holds(source.start, at)
            })
            .unwrap_or(source.end);
        // "Ukraine's president, Volodymyr Zelensky": the name after the comma is the head
        let is_title = |at: &usize| {
            self.clauses.info(*at).is(Word::RANK | Word::POST | Word::HONORIFIC | Word::MODIFIER) || self.clauses.word(*at) == "."
        };
        let apposed = end + 1 + (end + 1..source.end).take_while(is_title).count();
        if self.clauses.word(end) == ","
            && let Some(name) =
                self.clauses.name_at(apposed).filter(|name| name.kind == EntityKind::Person && name.tokens.end <= source.end)
            && self.last_name(TokenRange::new(source.start, end), EntityKind::Person).is_none()
        {
            return name.tokens;
        }
        TokenRange::new(source.start, end)
    }

    /// "of" in "Secretary of State" parts no phrase.
    fn title_holds(&self, start: usize, at: usize) -> bool {
        (start..at).any(|first| self.clauses.lexicon.title(self.clauses.document, first).is_some_and(|(n, _)| first + n > at + 1))
    }

    fn last_name(&self, range: TokenRange, kind: EntityKind) -> Option<&'a Name> {
        let names = self.clauses.names;
        let to = names.partition_point(|name| name.tokens.start < range.end);
        let from = names.partition_point(|name| name.tokens.start < range.start);
        names.get(from..to)?.iter().rev().find(|name| name.kind == kind && name.tokens.end <= range.end)
    }

    /// The body or person behind a document: "a statement by X", "X's statement".
    fn behind_document(&self, source: TokenRange, head: TokenRange) -> Option<&'a Name> {
        let names = self.clauses.names;
        let within = |range: TokenRange| {
            let from = names.partition_point(|name| name.tokens.start < range.start);
            names.get(from..).unwrap_or(&[]).iter().take_while(move |name| name.tokens.end <= range.end)
        };
        let speaks = |name: &&Name| matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Country);
        // "a statement issued today by X": behind the words that were found
        let sentence = self.clauses.document.sentence(self.clauses.document.sentence_of(source.start));
        let by = (source.end..sentence.end.min(source.end + 6))
            .take_while(|&at| self.clauses.tag(at) != Tag::Auxiliary && self.clauses.name_at(at).is_none())
            .find(|&at| self.clauses.word(at) == "by");
        let after = by.map(|by| TokenRange::new(by, sentence.end.min(by + 8)));
        within(TokenRange::new(head.end, source.end))
            .find(speaks)
            .or_else(|| after.and_then(|after| within(after).find(speaks)))
            .or_else(|| within(head).filter(speaks).last())
    }

    /// The person with this post: "the foreign minister", "the Ukrainian president".
    fn by_role(&self, head: TokenRange, at: usize) -> Option<usize> {
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
        for (number, entity) in self.layers.entities.iter().enumerate() {
            if entity.kind == EntityKind::Person && fits(entity) {
                let nearest = entity.mentions.iter().map(|m| m.start.abs_diff(at)).min().unwrap_or(usize::MAX);
                if best.is_none_or(|(distance, _)| nearest < distance) {
                    best = Some((nearest, number));
                }
            }
        }
        best.map(|(_, number)| number)
    }

    /// "The French president", "the general", "the diplomat": the person of that country, or the one last present.
    fn by_definite(&mut self, head: TokenRange, source: TokenRange, at: usize) -> Option<usize> {
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
        if let Some(known) = self.described.iter().enumerate().rev().find_map(|(number, entity)| same(number, entity)) {
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
        let spoke = self.speakers.last().map(|&(speaker, _)| speaker).filter(|&s| fits(s));
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
    fn author_of(&self, head: TokenRange) -> Option<usize> {
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
            if let Some(name) = found {
                return name.entity;
            }
            if seen > 4 {
                break;
            }
        }
        None
    }

    /// The body that "the ministry" means: the organization named last before whose name ends in that word.
    fn by_body(&self, head: TokenRange, at: usize) -> Option<usize> {
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

    /// An entity for a speaker who is only described.
    fn describe(&mut self, source: TokenRange) -> usize {
        let document = self.clauses.document;
        let mut range = source;
        while range.len() > 1
            && matches!(self.clauses.word(range.start), "the" | "The" | "A" | "An")
            && !matches!(self.clauses.word(range.start), "a" | "an")
        {
            range = TokenRange::new(range.start + 1, range.end);
        }
        // "a senior official speaking on condition of anonymity": what they did is no part of the description
        let tail = range.iter().skip(2).find(|&at| {
            self.clauses.tag(at) == Tag::VerbGerund && self.clauses.info(at - 1).is(Word::PERSON | Word::POST)
                || self.clauses.word(at) == "who"
        });
        range.end = tail.unwrap_or(range.end);
        let span = document.span(range);
        let key = fold(span.of(document.text()));
        let all = self.layers.entities.len();
        if let Some(&number) = self.known_descriptions.get(&key) {
            if let Some(entity) = self.described.get_mut(number - all) {
                entity.mentions.push(span);
            }
            return number;
        }
        let number = all + self.described.len();
        self.known_descriptions.insert(key, number);
        let person = range.iter().any(|at| self.clauses.info(at).is(Word::PERSON | Word::POST | Word::RANK));
        let country = self
            .clauses
            .names
            .iter()
            .skip(self.clauses.names.partition_point(|n| n.tokens.start < range.start))
            .take_while(|n| n.tokens.start < range.end)
            .find_map(|n| n.country);
        let gender = range.iter().find_map(|at| self.clauses.info(at).gender());
        self.described.push(Entity {
            kind: if person { EntityKind::Person } else { EntityKind::Organization },
            name: words_of(document.text(), span),
            aliases: Vec::new(),
            role: None,
            country,
            affiliation: None,
            described: true,
            gender,
            owner: None,
            mentions: vec![span],
            evidence: Evidence::new("actor.described", 0.8),
        });
        number
    }
}

/// The pronoun of a possessive.
fn possessor(word: &str) -> Option<&'static str> {
    Some(match word {
        "his" | "His" => "he",
        "her" | "Her" => "she",
        "their" | "Their" => "they",
        "its" | "Its" => "it",
        "my" | "My" => "i",
        _ => return None,
    })
}

/// The words of a span on one line.
fn words_of(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
