//! From the words that name a speaker to the entity: names, pronouns, posts, bodies, descriptions.

use rustc_hash::FxHashMap;

use super::{
    clause::{Clauses, is_pronoun, uncontracted},
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

mod joint;
mod pronoun;
mod roles;

/// Resolves the sources of one document, in reading order.
pub struct Resolver<'a> {
    clauses: Clauses<'a>,
    layers: &'a Layers,
    described: Vec<Entity>,
    known_descriptions: FxHashMap<String, usize>,
    /// Numbers of the descriptions by every word of theirs.
    described_by: FxHashMap<String, Vec<usize>>,
    /// The persons by every word of their posts.
    posts: FxHashMap<String, Vec<usize>>,
    /// Speakers so far, with the byte where each spoke.
    speakers: Vec<(usize, usize)>,
    /// Whom the quote that is being resolved answers.
    answered: Option<usize>,
    /// What earlier quotes were resolved to, by number.
    done: Vec<Outcome>,
}

#[derive(Clone, Default)]
struct Outcome {
    speaker: Option<usize>,
    joint: Vec<usize>,
    score: f32,
    source: Option<Span>,
    cue: Option<Span>,
}

impl<'a> Resolver<'a> {
    pub fn new(input: &Input<'a>, layers: &'a Layers, quotes: usize) -> Self {
        Self {
            clauses: Clauses::new(input, layers),
            layers,
            described: Vec::new(),
            known_descriptions: FxHashMap::default(),
            described_by: FxHashMap::default(),
            posts: roles::posts(&layers.entities),
            speakers: Vec::new(),
            answered: None,
            done: vec![Outcome::default(); quotes],
        }
    }

    /// The speakers who are only described, to be added to the entities in this order.
    pub fn into_described(self) -> Vec<Entity> {
        self.described
    }

    /// Names the speaker of `quote`, which is number `number`.
    pub fn resolve(&mut self, number: usize, quote: &mut Quote) {
        let at = quote.parts.first().map_or(0, |part| part.start);
        if let Some(shared) = quote.speaker.take().and_then(|number| number.checked_sub(SHARED)) {
            let outcome = self.done.get(shared).cloned().unwrap_or_default();
            quote.speaker = outcome.speaker;
            quote.joint = outcome.joint;
            quote.source = outcome.source;
            quote.cue = outcome.cue;
            let score = quote.evidence.score.min(outcome.score);
            quote.evidence = Evidence::new(std::mem::take(&mut quote.evidence.rule), score);
        } else if let Some(source) = quote.source {
            let tokens = self.clauses.without_relative(self.clauses.document.range(source));
            self.answered = self.answered_by(quote);
            let mut several = self.several(tokens);
            let (speaker, rule, weight) =
                if several.is_empty() { self.speaker(tokens, at) } else { (Some(several.remove(0)), "joint", 1.0) };
            quote.speaker = speaker;
            quote.joint = several;
            quote.trace.push(format!("{rule}: {}", speaker.map_or("nobody", |s| self.entity(s).map_or("", |e| e.name.as_str()))));
            let score = quote.evidence.score * weight;
            let name = format!("{}+{rule}", quote.evidence.rule);
            quote.evidence = Evidence::new(name, if speaker.is_some() { score } else { score.min(0.5) });
        }
        if let Some(speaker) = quote.speaker {
            self.speakers.push((speaker, at));
        }
        if let Some(reporter) = quote.reporter {
            let tokens = self.clauses.without_relative(self.clauses.document.range(reporter));
            quote.via = self.speaker(tokens, at).0.filter(|&via| quote.speaker != Some(via));
        }
        if let Some(done) = self.done.get_mut(number) {
            let joint = quote.joint.clone();
            *done = Outcome { speaker: quote.speaker, joint, score: quote.evidence.score, source: quote.source, cue: quote.cue };
        }
    }

    /// Names the speaker of a `quote` that stands in another, whose speaker is `outer`: that one calls himself "I" and no other.
    pub fn resolve_inside(&mut self, quote: &mut Quote, outer: Option<usize>) {
        let Some(source) = quote.source else { return };
        let at = quote.parts.first().map_or(0, |part| part.start);
        let tokens = self.clauses.without_relative(self.clauses.document.range(source));
        let word = self.clauses.word(tokens.start);
        let (speaker, rule, weight) = if tokens.len() == 1 && matches!(word, "I" | "we" | "We") {
            (outer, "pronoun.i", 1.0)
        } else {
            let pronoun = is_pronoun(word);
            match self.speaker(tokens, at) {
                // "he" and "the colonel" are others than who tells of them
                (speaker, _, _) if speaker == outer && pronoun => (None, "pronoun.open", 0.4),
                (speaker, _, _) if speaker == outer && speaker.is_some() => (Some(self.describe(tokens)), "described", 0.8),
                (speaker, rule, weight) => (speaker, rule, if pronoun { weight * 0.7 } else { weight }),
            }
        };
        quote.speaker = speaker;
        let score = quote.evidence.score * weight;
        let name = format!("{}+{rule}", quote.evidence.rule);
        quote.evidence = Evidence::new(name, if speaker.is_some() { score } else { score.min(0.5) });
    }

    fn entity(&self, number: usize) -> Option<&Entity> {
        let all = self.layers.entities.len();
        if number < all { self.layers.entities.get(number) } else { self.described.get(number - all) }
    }

    /// The entity behind the words `source`, for a quote at byte `at`: the entity, the rule, how sure.
    fn speaker(&mut self, source: TokenRange, at: usize) -> (Option<usize>, &'static str, f32) {
        let head = self.first_phrase(source);
        let last = head.end.saturating_sub(1);
        let word = uncontracted(self.clauses.word(last));
        if is_pronoun(word) && head.len() <= 2 {
            if let Some(range) = self.described_just_before(word, source.start, at) {
                return (Some(self.describe(range)), "pronoun.described", 0.85);
            }
            return self.pronoun(word, source.start, at);
        }
        // "Nobody had ordered him …", "whose pictures showed …"
        if matches!(self.clauses.word(head.start), "Nobody" | "nobody" | "None" | "none" | "whose") {
            return (None, "nobody", 0.4);
        }
        // "her answer" is hers
        if self.clauses.info(last).is(Word::SPEECH | Word::DOCUMENT)
            && let Some(owner) = possessor(self.clauses.word(head.start))
        {
            return self.pronoun(owner, source.start, at);
        }
        // "Orlova's office" is not Orlova
        let aide = self.clauses.info(last).is(Word::PERSON | Word::POST) && !self.clauses.document.token(last).is_some_and(|t| t.capital);
        // nor is "a Hallam aide"
        let owns =
            |name: &Name| name.tokens.end < head.end && (aide || matches!(self.clauses.word(name.tokens.end), "'s" | "’s" | "'" | "’"));
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
        let apposed = |comma: usize| comma + 1 + (comma + 1..source.end).take_while(is_title).count();
        // "the member for Turkana, Mary Lokwang": so it is behind all that belongs to the post
        let comma = if self.clauses.word(end) == "," { Some(end) } else { source.iter().rev().find(|&at| self.clauses.word(at) == ",") };
        if let Some(comma) = comma
            && let Some(name) =
                self.clauses.name_at(apposed(comma)).filter(|name| name.kind == EntityKind::Person && name.tokens.end <= source.end)
            && (comma == end || name.tokens.start == apposed(comma) && name.tokens.end == source.end)
            && self.last_name(TokenRange::new(source.start, comma), EntityKind::Person).is_none()
        {
            return name.tokens;
        }
        TokenRange::new(source.start, end)
    }

    /// "of" in "Secretary of State" parts no phrase.
    fn title_holds(&self, start: usize, at: usize) -> bool {
        (start..at).any(|first| {
            self.clauses.lexicon.title(self.clauses.document, first, self.clauses.info(first)).is_some_and(|(n, _)| first + n > at + 1)
        })
    }

    fn last_name(&self, range: TokenRange, kind: EntityKind) -> Option<&'a Name> {
        Name::within(self.clauses.names, range).iter().rev().find(|name| name.kind == kind && name.tokens.end <= range.end)
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
        // "the statement by U.S. President X" is not of the United States, nor is "a U.S. spy report"
        let best =
            |range: TokenRange| within(range).filter(speaks).find(|n| n.kind != EntityKind::Country).or_else(|| within(range).find(speaks));
        let owns = |name: &&Name| name.kind != EntityKind::Country || matches!(self.clauses.word(name.tokens.end), "'s" | "’s" | "'" | "’");
        best(TokenRange::new(head.end, source.end))
            .or_else(|| after.and_then(best))
            .or_else(|| within(head).filter(speaks).filter(owns).last())
    }

    /// The person whom the words of a description name, or those behind it: `Colonel Juan Mori, governor`, `A spokesman for the
    /// mission, Colonel Juan Mori, said`, `the mission's head, the Peruvian diplomat Juan Mori, said`.
    fn apposed(&self, source: TokenRange) -> Option<usize> {
        let clauses = &self.clauses;
        let person = |range: TokenRange| Name::within(clauses.names, range).iter().find(|name| name.kind == EntityKind::Person);
        let title = |at: usize| clauses.info(at).is(Word::RANK | Word::POST | Word::HONORIFIC | Word::MODIFIER) || clauses.word(at) == ".";
        let first = person(source).filter(|name| matches!(clauses.word(name.tokens.end), "," | "("));
        if let Some(name) = first.filter(|name| (source.start..name.tokens.start).all(title)) {
            return name.entity;
        }
        let sentence = clauses.document.sentence(clauses.document.sentence_of(source.start));
        let acts = |at: usize| clauses.tag(at).is_verb() || matches!(clauses.tag(at), Tag::Auxiliary | Tag::Punctuation);
        let comma = (source.end..sentence.end.min(source.end + 8)).find(|&at| acts(at)).filter(|&at| clauses.word(at) == ",")?;
        let name = person(TokenRange::new(comma + 1, sentence.end.min(comma + 8)))?;
        let plain = (comma + 1..name.tokens.start).all(|at| !acts(at) || clauses.word(at) == ".");
        let whole = !(comma + 1..name.tokens.start).any(|at| matches!(clauses.word(at), "who" | "whose" | "and" | "with" | "of"));
        let closed = matches!(clauses.word(name.tokens.end), "," | ")") || acts(name.tokens.end);
        name.entity.filter(|_| plain && whole && closed)
    }

    /// An entity for a speaker who is only described.
    fn describe(&mut self, source: TokenRange) -> usize {
        if let Some(entity) = self.apposed(source) {
            return entity;
        }
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
            if let Some(entity) = self.described.get_mut(number - all).filter(|entity| !entity.mentions.contains(&span)) {
                entity.mentions.push(span);
            }
            return number;
        }
        let number = all + self.described.len();
        for word in key.split(' ') {
            self.described_by.entry(word.to_owned()).or_default().push(self.described.len());
        }
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
