//! Actors set apart: one that was found as two, by the places where the other one is named.

use super::{Bench, Rulings, Spot, Thing};
use crate::{
    briefing::{Actor, Briefing},
    span::Span,
};

impl Bench<'_> {
    /// Makes actors of what was decided to be named at some places of others.
    pub(super) fn split(&mut self, rulings: &Rulings) {
        for (subject, ruling) in rulings {
            let Some(others) = ruling.apart.as_ref().filter(|_| subject.thing == Thing::Actor) else { continue };
            if self.set_apart(&subject.spot, others).is_none() {
                self.outcome.misfits.push(subject.clone());
            }
        }
    }

    /// Makes an actor of what is named at `first` and at `others`; `None` where nothing is named there, or where nothing would be left
    /// of the actor it was found as.
    fn set_apart(&mut self, first: &Spot, others: &[Spot]) -> Option<()> {
        let source = self.actor(first)?;
        let spans: Vec<Span> = std::iter::once(first).chain(others).filter_map(|spot| self.span(spot)).collect();
        let actor = self.briefing.actors.get_mut(source)?;
        let is_taken = |mention: &Span| spans.iter().any(|span| span.overlaps(*mention));
        let (taken, left): (Vec<Span>, Vec<Span>) = actor.mentions.iter().copied().partition(is_taken);
        if taken.is_empty() || left.is_empty() {
            return None;
        }
        let text = &self.briefing.text;
        let forms = |spans: &[Span]| spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        let (theirs, own) = (forms(&taken), forms(&left));
        actor.mentions = left;
        // A form that only the other one bears is none of this one's.
        actor.aliases.retain(|form| own.contains(form) || !theirs.contains(form));
        let name = theirs.iter().rev().max_by_key(|form| form.chars().count())?.clone();
        let mut aliases: Vec<String> = Vec::new();
        for form in theirs.into_iter().filter(|form| *form != name) {
            if !aliases.contains(&form) {
                aliases.push(form);
            }
        }
        let kind = actor.kind;
        let (from, id) = (actor.id.clone(), free_id(self.briefing, source)?);
        self.turn(&from, &id, &taken);
        self.into.push(self.briefing.actors.len());
        self.briefing.actors.push(Actor {
            id,
            kind,
            name,
            aliases,
            role: None,
            country: None,
            affiliation: None,
            described: false,
            rule: super::RULE.to_owned(),
            score: 1.0,
            mentions: taken,
        });
        Some(())
    }

    /// What the words at `taken` say of actor `from`, they say of actor `to`.
    fn turn(&mut self, from: &str, to: &str, taken: &[Span]) {
        let is_there = |start: usize, end: usize| taken.iter().any(|span| span.overlaps(Span::new(start, end)));
        for quote in &mut self.briefing.quotes {
            if quote.speaker.as_deref() == Some(from) && quote.source.as_ref().is_some_and(|source| is_there(source.start, source.end)) {
                quote.speaker = Some(to.to_owned());
            }
        }
        for mention in &mut self.briefing.entities {
            if mention.actor.as_deref() == Some(from) && is_there(mention.start, mention.end) {
                mention.actor = Some(to.to_owned());
            }
        }
    }
}

/// An id that no actor has yet, after that of actor `number`.
fn free_id(briefing: &Briefing, number: usize) -> Option<String> {
    let base = &briefing.actors.get(number)?.id;
    // One of them is free: they are more than the actors.
    (2..briefing.actors.len() + 3).map(|count| format!("{base}-{count}")).find(|id| briefing.actor(id).is_none())
}
