//! The other side of a deed: who sells what is ordered, who loses what is destroyed, whose whole a part belongs to.

use super::{Action, Answer, Frame, Ladder, frame, party, status};
use crate::{annotate::Tag, label::AssetCategory, lexicon::equipment::Role, span::TokenRange};

impl<'p> Ladder<'_, 'p> {
    /// What a whole consists of: the party that the sentence names before the verb, else whoever has what was told last, where the
    /// whole is some of it ("The package will also include …"); a drill has no owner.
    pub(super) fn part(&self, frame: Frame) -> Answer<'p> {
        let range = TokenRange::new(self.phrase.sentence.start, frame.verb);
        if range.iter().any(|at| self.view.role(at).is(Role::EXERCISE)) {
            return Answer::Pass;
        }
        if range.iter().any(|at| self.view.word(at).eq_ignore_ascii_case("games")) {
            return Answer::Pass;
        }
        // "The intercepted aircraft included two bombers": of another side
        let harmed =
            |at| self.view.role(at).is(Role::DESTROY | Role::WATCH) && matches!(self.view.tag(at), Tag::VerbParticiple | Tag::Adjective);
        if range.iter().any(harmed) {
            let maker = self.phrase.maker.as_ref().and_then(|maker| self.parties.find(maker.as_str()));
            return Answer::of(maker.or_else(|| self.parties.leading.and_then(|leading| self.parties.other(leading))));
        }
        let free = |noun: bool| {
            let mut before = self.parties.within(range).iter().rev();
            before.find(|mention| mention.is_free() && mention.noun == noun).map(|mention| mention.party)
        };
        // "In Lima, the government proposed a package that includes …"
        let named = free(false).or_else(|| free(true));
        Answer::of(
            self.before.force.map(|(_, owner)| owner).or(named).or_else(|| self.before.last.filter(|_| frame::is_whole(self.view, range))),
        )
    }

    /// Bought, but not yet there.
    pub(super) fn is_ordered(&self, frame: Frame) -> bool {
        let verb = self.view.word(frame.verb);
        frame.ahead
            || self.view.before(frame.verb, self.phrase.sentence) == "to"
            || verb.starts_with("order")
            || verb.starts_with("contract")
            || verb.starts_with("deal")
            || verb.starts_with("expect")
            || verb.starts_with("await")
            || verb.starts_with("wait")
    }

    /// Who sells what `buyer` orders: the party after `from`, else the maker, where the text names it.
    pub(super) fn seller(&self, buyer: Option<&str>) -> Option<&'p str> {
        let after = TokenRange::new(self.phrase.tokens.end, self.phrase.sentence.end);
        let from = |start: usize| {
            let the = start.saturating_sub(1);
            let before = if matches!(self.view.word(the), "the" | "its") { the } else { start };
            self.view.before(before, self.phrase.sentence) == "from"
        };
        let seller = self.parties.within(after).iter().find(|mention| from(mention.tokens.start)).map(|mention| mention.party);
        let maker = || self.parties.find(self.phrase.maker.as_ref()?.as_str());
        seller.or_else(maker).filter(|&seller| Some(seller) != buyer)
    }

    /// Who loses what `actor` destroys: the party that the text puts after the thing (`three tanks from the militia`), else the only
    /// other one of the sentence, else the other of the two that the text is about.
    pub(super) fn victim(&self, actor: Option<&str>) -> Option<&'p str> {
        let actor = actor?;
        let (view, phrase) = (self.view, self.phrase);
        // "destroyed two radars in rebel-held land, while Peru …": the next clause is about something else
        let turns = |&at: &usize| matches!(view.word(at), "while" | "whereas" | "although" | ";");
        let end = (phrase.tokens.end..phrase.sentence.end).find(turns).unwrap_or(phrase.sentence.end);
        let others = || self.parties.within(TokenRange::new(phrase.sentence.start, end)).iter().filter(|mention| mention.party != actor);
        let held = view.names_in(TokenRange::new(phrase.tokens.end, end)).iter().find(|name| party::is_held(view, name));
        let from = |start: usize| {
            let the = start.saturating_sub(1);
            view.before(if view.word(the) == "the" { the } else { start }, phrase.sentence) == "from"
        };
        let robbed = others().find(|mention| mention.tokens.start >= phrase.tokens.end && from(mention.tokens.start));
        let mut only = Only::default();
        others().filter(|mention| mention.is_free()).for_each(|mention| only.add(mention.party));
        // "downed nine Reapers": their maker's, where the text names it
        let maker = phrase.maker.as_ref().and_then(|maker| self.parties.find(maker.as_str())).filter(|&maker| maker != actor);
        // "the jets of Peru and Kenya": an ally of who destroys loses nothing
        let hostile = |party: &&str| self.parties.foe(actor).is_none() || self.parties.fight(actor, party);
        robbed
            .map(|mention| mention.party)
            .or_else(|| held.and_then(|name| view.owner_of(name)).filter(|&party| party != actor))
            .or_else(|| only.party().filter(hostile))
            .or(maker)
            .or_else(|| self.parties.foe_near(view, phrase.tokens.start, actor))
            // who fights a state in a text that names one armed group is that group
            .or_else(|| self.parties.armed.filter(|&group| party::is_state(actor) && group != actor))
            .or_else(|| self.parties.rival(view, phrase.tokens.start, actor))
            .or_else(|| self.parties.other(actor))
            .or_else(|| self.parties.leading.filter(|&leading| leading != actor))
            .map(|party| self.parties.usurper(party, actor).unwrap_or(party))
    }

    /// In a text about aid: what is there belongs to who got it, what is to come to who gives it.
    pub(super) fn aid(&self) -> Answer<'p> {
        let given = self.frame.is_some_and(|frame| matches!(frame.action, Action::Give | Action::Receive | Action::Contain));
        if !given || !self.is_equipment() && self.phrase.category != AssetCategory::Unit {
            return Answer::Pass;
        }
        let there = self.frame.is_some_and(|frame| frame.action != Action::Contain && status::is_handed_over(self.view, frame));
        Answer::of(if there { self.parties.aided } else { self.parties.aiding })
    }

    /// "Norway and Peru sent": neither alone.
    pub(super) fn is_one_of_two(&self, name: TokenRange, party: &str) -> bool {
        let the = usize::from(self.view.before(name.start, self.phrase.sentence) == "the");
        let Some(and) = name.start.checked_sub(1 + the).filter(|&and| self.view.word(and) == "and") else { return false };
        let other = and.checked_sub(1).and_then(|at| self.view.name_at(at)).and_then(|name| party::party(self.view, name, self.entities));
        other.is_some_and(|other| other != party)
    }
}

/// One party, as long as no other is added.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Only<'p> {
    party: Option<&'p str>,
    mixed: bool,
}

impl<'p> Only<'p> {
    pub(super) fn add(&mut self, party: &'p str) {
        self.mixed |= self.party.is_some_and(|known| known != party);
        self.party = Some(party);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.party.is_none()
    }

    pub(super) fn party(self) -> Option<&'p str> {
        self.party.filter(|_| !self.mixed)
    }
}
