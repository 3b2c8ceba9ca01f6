//! Who acts in the clause around a thing, where its verb is none of those that the frames know.

use super::{Answer, Ladder, frame::Action, party};
use crate::{
    annotate::Tag,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::equipment::Role,
    span::TokenRange,
};

impl<'p> Ladder<'_, 'p> {
    /// `the three launchers which the Americans had parked`: the party right behind the relative pronoun, before its verb.
    pub(super) fn relative(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let at = phrase.tokens.end + usize::from(view.word(phrase.tokens.end) == ",");
        if !matches!(view.word(at), "which" | "that") {
            return Answer::Pass;
        }
        let behind = TokenRange::new(at + 1, (at + 3).min(phrase.sentence.end));
        let acts = |end: usize| matches!(view.tag(end), Tag::Auxiliary | Tag::VerbPast | Tag::Verb) && !view.says(TokenRange::new(at, end));
        let party = self.parties.within(behind).first().filter(|mention| acts(mention.tokens.end));
        // what somebody destroyed, saw, gave or wants is not theirs
        let others = Role::DESTROY | Role::WATCH | Role::GIVE | Role::REQUEST | Role::DEPLOY;
        let gone = |end: usize| (end..end + 5).any(|at| view.role(at).is(others) || matches!(view.word(at), "asked" | "ask"));
        Answer::of(party.filter(|mention| !gone(mention.tokens.end)).map(|mention| mention.party))
    }

    /// `whose Typhoons`: the party before the pronoun.
    pub(super) fn whose(&self, at: usize) -> Answer<'p> {
        let end = at - usize::from(self.view.word(at.saturating_sub(1)) == ",");
        let before = TokenRange::new(self.phrase.sentence.start, end);
        // "617 Squadron of the Royal Air Force, the Dambusters, whose jets …"
        let mention = self.parties.within(before).iter().rev().find(|mention| mention.tokens.end + 5 > end);
        Answer::of(mention.map(|mention| mention.party))
    }

    /// `Russian losses at more than 400 vehicles`: of the side that has the losses.
    pub(super) fn losses(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let from = phrase.tokens.start.saturating_sub(12).max(phrase.sentence.start);
        let Some(lost) = (from..phrase.tokens.start).rev().find(|&at| matches!(view.word(at), "losses" | "Losses" | "LOSSES")) else {
            return Answer::Pass;
        };
        let counts = matches!(view.before(phrase.tokens.start, phrase.sentence), "at" | "of" | "to" | "including");
        // "Losses: 900 soldiers, 5 tanks and 31 howitzers"
        if !counts && !(lost..phrase.tokens.start).any(|at| view.word(at) == ":") {
            return Answer::Pass;
        }
        let whose = |mention: &&party::Mention<'_>| {
            mention.tokens.end == lost || mention.tokens.end + 1 == lost && matches!(view.word(lost - 1), "'s" | "’s" | "'" | "’")
        };
        let before = TokenRange::new(phrase.sentence.start, lost);
        // "Losses of the enemy: 5 tanks"
        let behind = TokenRange::new(lost + 1, (lost + 4).min(phrase.tokens.start));
        let of = || self.parties.within(behind).first().filter(|_| view.word(lost + 1) == "of");
        Answer::of(self.parties.within(before).iter().rev().find(whose).or_else(of).map(|mention| mention.party))
    }

    /// A base lies in the land of the town that it is called after.
    pub(super) fn site(&self) -> Answer<'p> {
        if self.phrase.category != AssetCategory::Base {
            return Answer::Pass;
        }
        let place = |kind| matches!(kind, EntityKind::Place | EntityKind::Country);
        let names = self.view.names_in(self.phrase.tokens);
        let state = names.iter().find(|name| place(name.kind)).and_then(|name| name.country.as_ref());
        Answer::of(state.map(crate::country::CountryCode::as_str))
    }

    /// The subject of the clause, where a verb that tells no owner stands between it and the thing: `Peru pushed five battalions
    /// across`, `the rebels, who have ringed the town with trucks`. Only a party nearer than the last force counts.
    pub(super) fn clause(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        if self.frame.is_some_and(|frame| !frame.after && matches!(frame.action, Action::Destroy | Action::Watch | Action::Request)) {
            return Answer::Pass;
        }
        let from = self.before.force.map_or(phrase.sentence.start, |(end, _)| end.max(phrase.sentence.start));
        let here = self.parties.within(TokenRange::new(from, phrase.tokens.start));
        let relative = |end: usize| {
            let at = end + usize::from(view.word(end) == ",");
            matches!(view.word(at), "who" | "which")
        };
        let acts = |mention: &&party::Mention<'_>| !mention.held && (mention.is_free() || relative(mention.tokens.end));
        let Some(actor) = here.iter().rev().find(acts) else { return Answer::Pass };
        if self.is_one_of_two(actor.tokens, actor.party) {
            return Answer::Pass;
        }
        let between = actor.tokens.end..phrase.tokens.start;
        let finite = |at: usize| matches!(view.tag(at), Tag::Verb | Tag::VerbPast | Tag::Auxiliary);
        // "Peru responded with patrol planes" tells no words
        let speaks = |at: usize| view.info(at).verb != 0 && view.word(at + 1) != "with" || view.kind(at) == TokenKind::Quote;
        let does = between.clone().any(finite) && !between.clone().any(speaks);
        // "Peru shelled the camp of 300 fighters": what it does it does to them
        let others = Role::DESTROY | Role::WATCH | Role::CASUALTY | Role::REQUEST | Role::GIVE | Role::BUY;
        let harms = between.clone().any(|at| view.role(at).is(others) || matches!(view.word(at), "finance" | "purchase" | "sell"));
        Answer::of(Some(actor.party).filter(|_| does && !harms))
    }

    /// Whoever was named last as one who acts, in this sentence or the few before it.
    pub(super) fn nearest(&self) -> Answer<'p> {
        if self.frame.is_some_and(|frame| !frame.after && matches!(frame.action, Action::Destroy | Action::Watch)) {
            return Answer::Pass;
        }
        let here = self.phrase.tokens.start;
        let before = self.parties.within(TokenRange::new(here.saturating_sub(120), here));
        let actor = before.iter().rev().find(|mention| mention.is_free() && !mention.held);
        Answer::of(actor.map(|mention| mention.party).or(self.parties.dateline))
    }

    /// The thing does what was done: `tanks were hit by drones`, `the posts were taken by the 114th Brigade`. It is of the side that
    /// the harmed are not of.
    pub(super) fn doer(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let article = usize::from(matches!(view.before(phrase.tokens.start, phrase.sentence), "a" | "an" | "the" | "its"));
        let by = phrase.tokens.start.saturating_sub(article);
        let Some(frame) = self.frame.filter(|frame| !frame.after && matches!(frame.action, Action::Destroy | Action::Capture)) else {
            return Answer::Pass;
        };
        let passive = frame.passive || view.tag(frame.verb) == Tag::VerbParticiple;
        if !passive || view.before(by, phrase.sentence) != "by" {
            return Answer::Pass;
        }
        let before = TokenRange::new(phrase.sentence.start, frame.verb);
        if let Answer::Is(maker) = self.maker() {
            return Answer::Is(maker);
        }
        let harmed = self.parties.within(before).iter().rev().find(|mention| mention.held).map(|mention| mention.party);
        let force = self.before.force.filter(|&(end, _)| phrase.sentence.holds(end - 1));
        // "struck by a boat and by two missiles"
        if let Some((_, doer)) = force.filter(|&(end, _)| end > frame.verb) {
            return Answer::Is(doer);
        }
        let harmed = harmed.or_else(|| force.map(|(_, owner)| owner)).or(self.before.last);
        Answer::of(harmed.and_then(|party| self.parties.other(party)))
    }
}
