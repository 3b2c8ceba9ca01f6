//! Whose a thing is by the words right beside it.

use super::{
    Answer, Ladder, View,
    frame::{Action, Frame},
    is_origin, party,
};
use crate::{
    annotate::{Name, Tag},
    country::CountryCode,
    document::TokenKind,
    label::EntityKind,
    span::TokenRange,
};

impl<'p> Ladder<'_, 'p> {
    /// `Russia's`, `the Kremlin's`, `Kyiv's` right before the phrase.
    pub(super) fn possessive(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let at = self.before_modifiers();
        let Some(mark) = at.checked_sub(1).filter(|&mark| mark > phrase.sentence.start && view.kind(mark) == TokenKind::Possessive) else {
            return Answer::Pass;
        };
        if let Some(name) = view.name_at(mark - 1) {
            let state = || name.country.as_ref().map(CountryCode::as_str);
            return Answer::of(party::party(view, name, self.entities).or_else(state));
        }
        // "the army's tanks"
        let noun = self.parties.within(TokenRange::new(phrase.sentence.start, mark)).last().filter(|mention| mention.tokens.end == mark);
        Answer::of(noun.map(|mention| mention.party))
    }

    /// The first of the words right before the phrase that may stand behind a possessor.
    fn before_modifiers(&self) -> usize {
        let (view, phrase) = (self.view, self.phrase);
        let mut at = phrase.tokens.start;
        while at > phrase.sentence.start && view.kind(at - 1) != TokenKind::Possessive && is_light(view, at - 1) {
            at -= 1;
        }
        at
    }

    /// Whether a possessor stands right before the phrase: `its`, `Peru's`.
    pub(super) fn is_owned(&self) -> bool {
        let view = self.view;
        let at = self.before_modifiers();
        at > self.phrase.sentence.start
            && (view.kind(at - 1) == TokenKind::Possessive
                || matches!(view.word(at - 1), "its" | "their" | "his" | "her" | "our" | "Its" | "Their" | "His" | "Her" | "Our"))
    }

    /// `of Belarus`, `from the Russian Federation`, `belonging to the army` right after the phrase.
    pub(super) fn of_party(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        if let Some(party) = self.comes_from() {
            return Answer::Is(party);
        }
        if let Some(party) = self.part_of() {
            return Answer::Is(party);
        }
        let mut at = phrase.tokens.end;
        // "five ships promised by Lima"
        if matches!(view.word(at), "promised" | "pledged" | "offered" | "lent" | "loaned") && view.word(at + 1) == "by" {
            let name = view.name_at(at + 2 + usize::from(view.word(at + 2) == "the"));
            let state = |name: &'p Name| party::party(view, name, self.entities).or(name.country.as_ref().map(CountryCode::as_str));
            return Answer::of(name.and_then(state));
        }
        // "It has received launchers from Peru and Chile": they were with those before
        let got = |frame: Frame| !frame.after && !frame.ahead && matches!(frame.action, Action::Receive | Action::Buy | Action::Hold);
        if view.word(at) == "from" && self.is_equipment() && self.frame.is_some_and(got) {
            return Answer::Pass;
        }
        // "send two minehunters from Peru": where they set out from
        let moved = |frame: Frame| !frame.after && frame.action == Action::Deploy && self.subject(frame.verb).is_some();
        if view.word(at) == "from"
            && self.frame.is_some_and(moved)
            && view.name_at(at + 1).is_some_and(|name| name.kind == EntityKind::Country)
        {
            return Answer::Pass;
        }
        // "drones flown by the group", "rockets launched from rebel-held hills"
        let sent = matches!(view.word(at), "launched" | "fired" | "flown" | "operated" | "crewed" | "manned" | "used" | "lobbed");
        if sent && matches!(view.word(at + 1), "by" | "from") {
            let range = TokenRange::new(at + 2, (at + 7).min(phrase.sentence.end));
            let by = || self.parties.within(range).first().map(|mention| mention.party);
            let held = view.names_in(range).iter().find(|name| is_origin(view, name)).and_then(|name| view.owner_of(name));
            return Answer::of(held.or_else(|| by().filter(|_| view.word(at + 1) == "by")));
        }
        let belongs = view.word(at) == "belonging" && view.word(at + 1) == "to";
        // tanks from Germany are a gift or a loss, soldiers from there are its own
        let several = |i: usize| matches!(view.word(i), "nations" | "countries" | "states" | "allies" | "members");
        if matches!(view.word(at), "of" | "from") && ((at + 1..(at + 5).min(phrase.sentence.end)).any(several) || self.is_of_two(at + 1)) {
            return Answer::Nobody;
        }
        // "boats in the Black Sea Fleet"
        let fleet = |name: &Name| matches!(view.word(name.tokens.end - 1), "Fleet" | "Navy" | "Army" | "Force" | "Corps" | "Guard");
        if matches!(view.word(at), "in" | "with")
            && let Some(body) = view.names_in(TokenRange::new(at + 1, at + 3)).iter().find(|name| fleet(name))
        {
            return Answer::of(view.owner_of(body));
        }
        // "attacked by 40 tanks from Peru": who does it is no gift
        let does = view.before(phrase.tokens.start, phrase.sentence) == "by";
        if !belongs && view.word(at) != "of" && (view.word(at) != "from" || self.is_equipment() && !does) {
            return Answer::Pass;
        }
        at += 1 + usize::from(belongs);
        let to = (at + 3).min(phrase.sentence.end);
        let mention = self.parties.within(TokenRange::new(at, to)).first();
        let direct = |start: usize| (at..start).all(|i| matches!(view.word(i), "the" | "a") || view.tag(i) == Tag::Adjective);
        Answer::of(mention.filter(|mention| direct(mention.tokens.start)).map(|mention| mention.party))
    }

    /// `an Indian Air Force (IAF) contingent of 150 men`: whose the body of them is.
    fn part_of(&self) -> Option<&'p str> {
        let (view, phrase) = (self.view, self.phrase);
        let body = phrase.tokens.start.checked_sub(2).filter(|&at| at > phrase.sentence.start && view.word(at + 1) == "of")?;
        if !matches!(view.word(body), "contingent" | "convoy" | "detachment" | "flotilla" | "force" | "formation" | "team") {
            return None;
        }
        let from = body.saturating_sub(8).max(phrase.sentence.start);
        let whose = self.parties.within(TokenRange::new(from, body)).last()?;
        let plain = |at: usize| {
            view.tag(at) == Tag::Adjective || matches!(view.tag(at), Tag::Noun | Tag::Proper) || view.kind(at) == TokenKind::Punct
        };
        let joins = |at: usize| plain(at) && !matches!(view.word(at), "," | ";" | ":" | "." | "–" | "—");
        (whose.tokens.end..body).all(joins).then_some(whose.party)
    }

    /// Whether several states stand from token `at` on: `minehunters from Kenya, Peru and Chad`.
    fn is_of_two(&self, at: usize) -> bool {
        let view = self.view;
        let state = |at: usize| view.name_at(at).filter(|name| name.tokens.start == at && name.kind == EntityKind::Country);
        let next = |at: usize| state(at + usize::from(view.word(at) == "the"));
        next(at).is_some_and(|first| matches!(view.word(first.tokens.end), "," | "and") && next(first.tokens.end + 1).is_some())
    }

    /// `From Peru will come two boats`: the party that opens the sentence, before what comes.
    fn comes_from(&self) -> Option<&'p str> {
        let (view, phrase) = (self.view, self.phrase);
        let start = phrase.sentence.start;
        if view.word(start) != "From" || phrase.tokens.start > start + 8 {
            return None;
        }
        let party = self.parties.within(TokenRange::new(start + 1, start + 3)).first()?;
        let comes = |at: usize| matches!(view.word(at), "come" | "comes" | "came" | "arrive" | "arrived" | "arrives");
        (party.tokens.end..phrase.tokens.start).any(comes).then_some(party.party)
    }

    /// `its`, `their`, `his` right before the phrase: the nearest party before it.
    pub(super) fn pronoun(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let mut at = phrase.tokens.start;
        while at > phrase.sentence.start && is_light(view, at - 1) {
            at -= 1;
        }
        let word = view.before(at, phrase.sentence);
        if word == "whose" {
            return self.whose(at - 1);
        }
        // "the sale to Peru of radars for its jets"
        if word == "its" && view.before(at - 1, phrase.sentence) == "for" && self.receiver.is_some() {
            return Answer::of(self.receiver);
        }
        if let Some(sides) = self.parties.sides.filter(|_| matches!(word, "our" | "Our") && !party::is_quoted(view, at - 1)) {
            return Answer::Is(sides.own);
        }
        if !matches!(word, "its" | "their" | "his" | "her" | "Its" | "Their" | "His" | "Her") {
            return Answer::Pass;
        }
        // "said that the last of its 30 carriers had reached Peru"
        let reached = (phrase.tokens.end..phrase.tokens.end + 3).find(|&at| view.word(at) == "reached");
        if let Some(name) =
            reached.and_then(|at| view.name_at(at + 1)).filter(|name| name.kind == EntityKind::Country && self.is_equipment())
        {
            return Answer::of(view.owner_of(name));
        }
        // "The carrier sails north. Its air wing …"
        let opens = || self.before.force.filter(|&(end, _)| end <= phrase.sentence.start && at == phrase.sentence.start + 1);
        Answer::of(
            opens().map(|(_, owner)| owner).or_else(|| self.parties.subject(view, at - 1, phrase.sentence).map(|mention| mention.party)),
        )
    }
}

/// Words that may stand between a possessor and the phrase.
fn is_light(view: &View<'_>, at: usize) -> bool {
    matches!(view.tag(at), Tag::Adjective | Tag::Numeral | Tag::Noun | Tag::Adverb) || view.quantity_at(at).is_some()
}
