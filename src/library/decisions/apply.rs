//! Decisions replayed on a briefing. Total: whatever was decided and whatever the briefing holds, the result is a sound briefing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decisions, Nation, Ruling, Rulings, Spot, Standing, Subject, Thing, Voice};
use crate::{
    briefing::{Actor, Briefing},
    library::state::Key,
    name::fold,
    span::Span,
};

mod apart;

/// The rule of what the user decided.
const RULE: &str = "decided by hand";

/// Which item of the record is which item of what is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Trail {
    /// By number in the record; `None` for what is hidden.
    now: Vec<Option<usize>>,
    /// By number as it is shown; `None` for what the record does not have.
    found: Vec<Option<usize>>,
}

/// What came of the decisions about one briefing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The text.
    pub key: Key,
    actors: Trail,
    quotes: Trail,
    assets: Trail,
    /// Who said each quote as shown, by the number of the actor in the record.
    speakers: Vec<Option<usize>>,
    confirmed: BTreeSet<(Thing, usize)>,
    ruled: BTreeMap<(Thing, usize), Subject>,
    /// What is hidden.
    pub hidden: Vec<Subject>,
    /// Decisions about what is not found in it any more; they are kept.
    pub misfits: Vec<Subject>,
}

impl Outcome {
    const fn trail(&self, thing: Thing) -> &Trail {
        match thing {
            Thing::Actor => &self.actors,
            Thing::Quote => &self.quotes,
            Thing::Asset => &self.assets,
        }
    }

    /// The number that item `number` of the record is shown by; `None` when it is hidden. A merged actor is the one it was merged into.
    #[must_use]
    pub fn now(&self, thing: Thing, number: usize) -> Option<usize> {
        self.trail(thing).now.get(number).copied().flatten()
    }

    /// The number that the record has for the item shown as `number`; `None` for an actor that was set apart from another.
    #[must_use]
    pub fn found(&self, thing: Thing, number: usize) -> Option<usize> {
        self.trail(thing).found.get(number).copied().flatten()
    }

    /// Who said the quote shown as `number`: an actor by its number in the record.
    #[must_use]
    pub fn speaker(&self, number: usize) -> Option<usize> {
        self.speakers.get(number).copied().flatten()
    }

    /// Whether the user said that the item shown as `number` is right.
    #[must_use]
    pub fn is_confirmed(&self, thing: Thing, number: usize) -> bool {
        self.confirmed.contains(&(thing, number))
    }

    /// What decisions about the item shown as `number` are known by: what they were known by so far, else the item's own words.
    #[must_use]
    pub fn subject(&self, briefing: &Briefing, decisions: &Decisions, thing: Thing, number: usize) -> Option<Subject> {
        let known = self.ruled.get(&(thing, number)).cloned();
        known.or_else(|| Some(decisions.settled(self.key, Subject::of(briefing, thing, number)?)))
    }
}

/// Replays what was decided about `briefing` on it; `None` where nothing was.
pub fn apply(briefing: &mut Briefing, decisions: &Decisions) -> Option<Outcome> {
    if decisions.is_empty() {
        return None;
    }
    let key = Key::of(&briefing.text);
    let rulings = decisions.of(key)?;
    let held = briefing.actors.len();
    let mut bench = Bench {
        held,
        into: (0..briefing.actors.len()).collect(),
        hidden: BTreeSet::new(),
        at: BTreeMap::new(),
        outcome: Outcome { key, ..Outcome::default() },
        briefing,
    };
    bench.split(rulings);
    bench.merge(rulings);
    for (subject, ruling) in rulings {
        // Who was merged into another is called what the other is called.
        if ruling.same_as.is_none() || subject.thing != Thing::Actor {
            bench.rule(subject, ruling);
        }
    }
    bench.speak(rulings);
    Some(bench.clear())
}

/// A briefing while decisions are replayed. Items keep their numbers until the end.
struct Bench<'a> {
    briefing: &'a mut Briefing,
    /// How many actors the record has.
    held: usize,
    /// For each actor the one it was merged into, else itself.
    into: Vec<usize>,
    hidden: BTreeSet<(Thing, usize)>,
    /// Which item each subject is.
    at: BTreeMap<Subject, usize>,
    outcome: Outcome,
}

impl Bench<'_> {
    fn merge(&mut self, rulings: &Rulings) {
        for (subject, ruling) in rulings {
            let Some(spot) = ruling.same_as.as_ref().filter(|_| subject.thing == Thing::Actor) else { continue };
            match (self.actor(&subject.spot), self.actor(spot)) {
                (Some(one), Some(other)) if one != other => self.join(one, other),
                (Some(_), Some(_)) => {}
                _ => self.outcome.misfits.push(subject.clone()),
            }
        }
    }

    /// Makes actor `one` a part of actor `other`.
    fn join(&mut self, one: usize, other: usize) {
        let Some(merged) =
            self.briefing.actors.get_mut(one).map(|actor| Actor { mentions: std::mem::take(&mut actor.mentions), ..actor.clone() })
        else {
            return;
        };
        let Some(into) = self.briefing.actors.get_mut(other) else { return };
        into.mentions.extend(merged.mentions);
        into.mentions.sort_unstable();
        into.mentions.dedup();
        for form in std::iter::once(merged.name).chain(merged.aliases) {
            if form != into.name && !into.aliases.contains(&form) {
                into.aliases.push(form);
            }
        }
        into.role = into.role.take().or(merged.role);
        into.country = into.country.or(merged.country);
        into.affiliation = into.affiliation.take().or(merged.affiliation);
        let to = into.id.clone();
        self.point(&merged.id, Some(&to));
        for target in &mut self.into {
            if *target == one {
                *target = other;
            }
        }
    }

    /// Whatever names actor `from` names `to` instead, or nobody.
    fn point(&mut self, from: &str, to: Option<&String>) {
        let turn = |id: &mut Option<String>| {
            if id.as_deref() == Some(from) {
                *id = to.cloned();
            }
        };
        for quote in &mut self.briefing.quotes {
            turn(&mut quote.speaker);
            turn(&mut quote.via);
            if quote.joint.iter().any(|id| id == from) {
                quote.joint.retain(|id| id != from);
                let speaker = quote.speaker.as_ref();
                quote.joint.extend(to.filter(|to| Some(*to) != speaker).cloned());
            }
            let speaker = quote.speaker.clone();
            quote.joint.retain(|id| Some(id) != speaker.as_ref());
            quote.joint.dedup();
        }
        self.briefing.assets.iter_mut().for_each(|asset| turn(&mut asset.claimed_by));
        self.briefing.entities.iter_mut().for_each(|mention| turn(&mut mention.actor));
    }

    /// What is decided of one item alone.
    fn rule(&mut self, subject: &Subject, ruling: &Ruling) {
        let Some(number) = self.find(subject) else {
            self.outcome.misfits.push(subject.clone());
            return;
        };
        if let (Thing::Actor, Some(actor)) = (subject.thing, self.briefing.actors.get_mut(number)) {
            if let Some(name) = ruling.name.as_ref().filter(|name| **name != actor.name) {
                let before = std::mem::replace(&mut actor.name, name.clone());
                actor.aliases.retain(|form| form != name);
                if !actor.aliases.contains(&before) {
                    actor.aliases.push(before);
                }
                actor.described = false;
            }
            actor.kind = ruling.kind.unwrap_or(actor.kind);
            if let Some(role) = &ruling.role {
                actor.role = Some(role.clone()).filter(|role| !role.is_empty());
            }
            if let Some(Nation(country)) = ruling.country {
                actor.country = country;
            }
        }
        self.at.insert(subject.clone(), number);
        match ruling.standing {
            Some(Standing::Hidden) => {
                self.hidden.insert((subject.thing, number));
                self.outcome.hidden.push(subject.clone());
            }
            Some(Standing::Confirmed) => {
                self.outcome.confirmed.insert((subject.thing, number));
            }
            None => {}
        }
    }

    /// Who said what, once it is settled who is who.
    fn speak(&mut self, rulings: &Rulings) {
        for (subject, ruling) in rulings.iter().filter(|(subject, _)| subject.thing == Thing::Quote) {
            let (Some(voice), Some(&number)) = (&ruling.speaker, self.at.get(subject)) else { continue };
            let mut speaker = None;
            if let Voice::Actor(spot) = voice {
                let Some(actor) = self.actor(spot).and_then(|actor| self.briefing.actors.get(actor)) else {
                    self.outcome.misfits.push(subject.clone());
                    continue;
                };
                speaker = Some(actor.id.clone());
            }
            if let Some(quote) = self.briefing.quotes.get_mut(number) {
                (quote.speaker, quote.source, quote.score) = (speaker, None, 1.0);
                quote.joint.clear();
                RULE.clone_into(&mut quote.rule);
            }
        }
    }

    fn find(&self, subject: &Subject) -> Option<usize> {
        match subject.thing {
            Thing::Actor => self.actor(&subject.spot),
            Thing::Quote => self.item(&subject.spot, self.briefing.quotes.iter().map(crate::briefing::Quote::span)),
            Thing::Asset => self.item(&subject.spot, self.briefing.assets.iter().map(crate::briefing::Asset::span)),
        }
    }

    /// The stretch of text that a spot means; `None` where the text reads otherwise.
    fn span(&self, spot: &Spot) -> Option<Span> {
        let span = Span::new(spot.at, spot.at.checked_add(spot.words.len())?);
        (self.briefing.text.get(span.start..span.end)? == spot.words && !spot.words.is_empty()).then_some(span)
    }

    /// The actor named at a spot: with just these words, with some of them, or else the one of that name.
    fn actor(&self, spot: &Spot) -> Option<usize> {
        let there = || self.briefing.actors.iter().enumerate().filter(|(number, _)| self.into.get(*number) == Some(number));
        let named = self.span(spot).and_then(|span| {
            let overlap = |actor: &Actor| actor.mentions.iter().map(|mention| shared(*mention, span)).max().unwrap_or(0);
            let best = there().max_by_key(|(number, actor)| (actor.mentions.contains(&span), overlap(actor), std::cmp::Reverse(*number)));
            best.filter(|(_, actor)| overlap(actor) > 0).map(|(number, _)| number)
        });
        named.or_else(|| {
            let name = fold(&spot.words);
            there().find(|(_, actor)| fold(&actor.name) == name).map(|(number, _)| number)
        })
    }

    /// The item that covers a spot: its words, or for the most part the same.
    fn item(&self, spot: &Spot, spans: impl Iterator<Item = Span>) -> Option<usize> {
        let wanted = self.span(spot)?;
        let most = |span: &Span| shared(*span, wanted) * 2 >= span.len().max(wanted.len());
        let fitting = spans.enumerate().filter(|(_, span)| most(span));
        let best = fitting.max_by_key(|(number, span)| (*span == wanted, shared(*span, wanted), std::cmp::Reverse(*number)));
        best.map(|(number, _)| number)
    }

    /// Takes out what is hidden or merged, and tells which number became which.
    fn clear(mut self) -> Outcome {
        let gone: Vec<String> = (self.hidden.iter())
            .filter(|(thing, _)| *thing == Thing::Actor)
            .filter_map(|(_, number)| self.briefing.actors.get(*number).map(|actor| actor.id.clone()))
            .collect();
        for id in &gone {
            self.point(id, None);
        }
        let Self { briefing, held, into, hidden, at, mut outcome } = self;
        let stays = |thing: Thing, number: usize| !hidden.contains(&(thing, number));
        outcome.actors = keep(&mut briefing.actors, held, |number| stays(Thing::Actor, number) && into.get(number) == Some(&number));
        outcome.quotes = keep(&mut briefing.quotes, usize::MAX, |number| stays(Thing::Quote, number));
        outcome.assets = keep(&mut briefing.assets, usize::MAX, |number| stays(Thing::Asset, number));
        let merged: Vec<Option<usize>> = into.iter().map(|&target| outcome.now(Thing::Actor, target)).collect();
        outcome.actors.now = merged;
        let ids: BTreeSet<String> = briefing.quotes.iter().map(|quote| quote.id.clone()).collect();
        for quote in &mut briefing.quotes {
            quote.within = quote.within.take().filter(|id| ids.contains(id));
        }
        let number_of = |id: &String| briefing.actors.iter().position(|actor| actor.id == *id);
        outcome.speakers = (briefing.quotes.iter()).map(|quote| outcome.found(Thing::Actor, number_of(quote.speaker.as_ref()?)?)).collect();
        outcome.confirmed = (outcome.confirmed.iter()).filter_map(|&(thing, number)| Some((thing, outcome.now(thing, number)?))).collect();
        outcome.ruled =
            at.into_iter().filter_map(|(subject, number)| Some(((subject.thing, outcome.now(subject.thing, number)?), subject))).collect();
        outcome
    }
}

/// Bytes that two stretches share.
fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Keeps the items whose number `stays`; the record has the first `held` of them.
fn keep<T>(items: &mut Vec<T>, held: usize, stays: impl Fn(usize) -> bool) -> Trail {
    let kept: Vec<usize> = (0..items.len()).filter(|&number| stays(number)).collect();
    let mut now = vec![None; items.len()];
    for (place, &number) in kept.iter().enumerate() {
        if let Some(slot) = now.get_mut(number) {
            *slot = Some(place);
        }
    }
    let mut number = 0;
    items.retain(|_| {
        number += 1;
        stays(number - 1)
    });
    Trail { now, found: kept.into_iter().map(|number| Some(number).filter(|&number| number < held)).collect() }
}
