//! Whose a thing is by the verb that governs it.

use super::{
    Answer, Ladder,
    frame::{Action, Frame},
    is_help, party, status,
};
use crate::{
    annotate::Tag,
    country::CountryCode,
    label::{AssetCategory, EntityKind},
    lexicon::equipment::Role,
    span::TokenRange,
};

impl<'p> Ladder<'_, 'p> {
    /// What the governing verb says.
    pub(super) fn by_frame(&self) -> Answer<'p> {
        let Some(frame) = self.frame else { return Answer::Pass };
        let (view, phrase) = (self.view, self.phrase);
        if frame.action == Action::Request && frame.after && frame.passive {
            return Answer::Nobody;
        }
        if frame.after {
            // "the troops that Peru sent"
            let between = TokenRange::new(phrase.tokens.end, frame.verb);
            let party = self.parties.within(between).iter().rev().find(|mention| !mention.is_located());
            let relative = matches!(view.word(phrase.tokens.end), "that" | "which" | "the");
            if let Some(party) = party.filter(|_| !frame.passive && relative || view.party_at(phrase.tokens.end).is_some()) {
                // "the tanks that Peru delivered"
                let handed = frame.action == Action::Give && self.is_equipment() && status::is_handed_over(view, frame);
                return Answer::Is(self.helped().filter(|&helped| handed && helped != party.party).unwrap_or(party.party));
            }
            // "Peru said 14 howitzers would be sent"
            let promised = frame.action == Action::Give && frame.passive && frame.ahead && self.is_equipment();
            let giver = self.said().filter(|&party| promised && party::is_state(party) && Some(party) != self.parties.aided);
            if let Some(giver) = giver {
                return Answer::Is(giver);
            }
            if let Some(holder) = self.passed_on(frame) {
                return Answer::Is(holder);
            }
            // "the tanks were delivered to Peru"
            if frame.action == Action::Give && self.receiver.is_some() && status::is_handed_over(view, frame) {
                return Answer::of(self.receiver);
            }
            return self.by_agent(frame);
        }
        let acting = self.parties.subject(view, frame.verb, phrase.sentence);
        if acting.is_some_and(|mention| self.is_one_of_two(mention.tokens, mention.party)) {
            // "Peru and Chile have provided rockets": whoever they help has them
            let handed = frame.action == Action::Give && status::is_handed_over(view, frame);
            return self.helped().filter(|_| handed).map_or(Answer::Nobody, Answer::Is);
        }
        // "handed over to the 16th Division": who gets it
        let article = usize::from(matches!(view.before(phrase.tokens.start, phrase.sentence), "the" | "a" | "an" | "its" | "their"));
        if frame.action == Action::Give && view.before(phrase.tokens.start - article, phrase.sentence) == "to" {
            return Answer::Pass;
        }
        let home = || self.parties.home().and_then(|home| self.parties.find(home)).filter(|_| self.parties.is_release);
        let subject = self.subject(frame.verb).or_else(|| home().filter(|_| frame.action == Action::Destroy));
        Answer::of(match frame.action {
            Action::Request => return self.asked(frame).map_or(Answer::Nobody, Answer::Is),
            Action::Give if self.is_urged(frame) || self.is_given_by_allies(frame) => return Answer::Nobody,
            Action::Give if self.receiver.is_some() && status::is_handed_over(view, frame) => self.receiver,
            Action::Give => {
                // in a text about aid what was given is with who got it
                let handed = status::is_handed_over(view, frame);
                let got = || self.parties.aided.filter(|_| handed);
                // "Peru has delivered four batteries", in a text about another
                let about = || self.parties.leading.filter(|&leading| handed && self.is_equipment() && self.giver != Some(leading));
                match self.giver {
                    Some(_) if self.giver == self.parties.aiding => got().or(self.giver),
                    Some(_) => about().or(self.giver),
                    None => got().filter(|_| subject.is_none()),
                }
            }
            // who destroys does not own it, whoever does
            Action::Destroy | Action::Watch => match self.victim(subject.or_else(|| self.claimant(frame))) {
                None if subject.is_some() && matches!(view.tag(frame.verb), Tag::VerbPast | Tag::VerbParticiple) => return Answer::Nobody,
                victim => victim,
            },
            Action::Buy if self.is_ordered(frame) && self.is_equipment() => self.seller(subject).or(subject),
            // "will receive 72 carriers under a contract": who makes them does so for the buyer
            Action::Receive if frame.ahead && phrase.sentence.iter().any(|at| matches!(view.word(at), "contract" | "contracts")) => subject,
            Action::Receive if frame.ahead => match self.seller(subject) {
                Some(seller) => Some(seller),
                None => return Answer::Nobody,
            },
            Action::Contain => return self.part(frame),
            Action::Hold if self.is_pictured(frame) => return Answer::Pass,
            // "five jets, armed with missiles"
            Action::Hold if view.word(frame.verb + 1) == "with" => self.before.here.or(subject),
            Action::Train => return Answer::Pass,
            _ => subject,
        })
    }

    /// `is still absorbing four trainers handed over by Peru`: whoever does so has them.
    fn passed_on(&self, frame: Frame) -> Option<&'p str> {
        let (view, phrase) = (self.view, self.phrase);
        let by = frame.verb + 1 + usize::from(view.word(frame.verb + 1) == "over");
        if frame.action != Action::Give || frame.verb != phrase.tokens.end || view.word(by) != "by" || !self.is_equipment() {
            return None;
        }
        let giver = self.parties.within(TokenRange::new(by + 1, (by + 4).min(phrase.sentence.end))).first()?.party;
        let holder = self.parties.subject(view, phrase.tokens.start, phrase.sentence).map(|mention| mention.party);
        holder.filter(|&holder| holder != giver)
    }

    /// `asked Lima for two helicopters`: who is asked has them.
    fn asked(&self, frame: Frame) -> Option<&'p str> {
        let view = self.view;
        let name = view.name_at(frame.verb + 1).filter(|name| matches!(name.kind, EntityKind::Country | EntityKind::Place))?;
        let state = || name.country.as_ref().map(CountryCode::as_str);
        party::party(view, name, self.entities).or_else(state).filter(|_| view.word(name.tokens.end) == "for")
    }

    /// Somebody asks others to give: "urged ministers to provide …".
    fn is_urged(&self, frame: Frame) -> bool {
        let view = self.view;
        let from = frame.verb.saturating_sub(14).max(self.phrase.sentence.start);
        (from..frame.verb).any(|at| view.role(at).is(Role::REQUEST) && view.tag(at).is_verb() && view.tag(at) != Tag::Auxiliary)
            && (from..frame.verb).any(|at| view.word(at) == "to")
    }

    /// The giver is no state of its own: "the west", "allies", "partners".
    fn is_given_by_allies(&self, frame: Frame) -> bool {
        let view = self.view;
        let from = frame.verb.saturating_sub(10).max(self.phrase.sentence.start);
        let at = (from..frame.verb).rev().find(|&at| view.party_at(at).is_some() || is_alliance(view.word(at)));
        at.is_some_and(|at| view.party_at(at).is_none())
    }

    /// `captured by Peru`: the party after *by*.
    fn by_agent(&self, frame: Frame) -> Answer<'p> {
        let end = self.phrase.sentence.end;
        let by = (frame.verb + 1..end.min(frame.verb + 8)).take_while(|&at| !matches!(self.view.word(at), "," | ";" | "and"));
        let Some(by) = by.into_iter().find(|&at| self.view.word(at) == "by") else {
            let taken = frame.action == Action::Capture && frame.passive && self.is_equipment();
            // "two howitzers were captured, the group said", "… when the group overran a post"
            let when = (frame.verb + 1..end.min(frame.verb + 4)).any(|at| matches!(self.view.word(at), "when" | "as" | "after"));
            let behind = self.parties.within(TokenRange::new(frame.verb + 1, end));
            let taker = || behind.iter().find(|mention| when && mention.is_free() && !mention.held).map(|mention| mention.party);
            if self.is_downed(frame) {
                return Answer::of(self.said().and_then(|party| self.parties.foe(party)));
            }
            return Answer::of(self.said().or_else(taker).filter(|_| taken));
        };
        let tool = || {
            let found = self.view.equipment.designation(self.view.document, by + 1, end)?;
            let maker = self.parties.find(found.family.country.as_ref()?.as_str())?;
            Some(maker).filter(|maker| found.family.sole || self.parties.foe(maker).is_some())
        };
        // "a brigade equipped by Peru"
        if is_help(self.view.word(frame.verb)) {
            return Answer::Pass;
        }
        let agent = self.parties.within(TokenRange::new(by + 1, (by + 4).min(end))).first().map(|mention| mention.party).or_else(tool);
        // "six launchers donated by Peru arrived", in a text about what another gets
        let got =
            || self.parties.aided.filter(|&aided| agent.is_some_and(|agent| agent != aided) && status::is_handed_over(self.view, frame));
        Answer::of(match frame.action {
            Action::Destroy | Action::Watch => agent.and_then(|party| self.parties.other(party)),
            Action::Give if self.is_equipment() => got().or(agent),
            Action::Buy if self.is_ordered(frame) && self.is_equipment() => self.seller(agent).or(agent),
            _ => agent,
        })
    }

    /// `Satellite pictures taken by a firm showed 29 aircraft`.
    fn is_pictured(&self, frame: Frame) -> bool {
        let picture = |at: usize| {
            matches!(
                self.view.word(at),
                "pictures"
                    | "Pictures"
                    | "images"
                    | "Images"
                    | "photographs"
                    | "Photographs"
                    | "photos"
                    | "footage"
                    | "Footage"
                    | "imagery"
                    | "video"
                    | "Video"
                    | "videos"
                    | "Videos"
            )
        };
        self.view.word(frame.verb).starts_with("show") && (self.phrase.sentence.start..frame.verb).any(picture)
    }

    /// Who gets what a text about aid tells of, else the side of a war that the text is about.
    fn helped(&self) -> Option<&'p str> {
        let about = || self.parties.leading.filter(|&leading| self.parties.foe(leading).is_some());
        self.parties.aided.or_else(about)
    }

    /// The first party of the sentence that stands beside a reporting verb.
    fn said(&self) -> Option<&'p str> {
        let mut mentions = self.parties.within(self.phrase.sentence).iter();
        mentions.find(|mention| self.view.says(mention.tokens)).map(|mention| mention.party)
    }

    /// `Air defence units brought down 61 drones, Peru said`: who says so, where nobody else is named.
    fn claimant(&self, frame: Frame) -> Option<&'p str> {
        self.said().filter(|_| frame.action == Action::Destroy && self.is_equipment())
    }

    /// `Peru said 27 of the drones had been shot down`: what flew against whoever says so.
    fn is_downed(&self, frame: Frame) -> bool {
        let flies = match self.phrase.category {
            AssetCategory::Drone | AssetCategory::Missile | AssetCategory::RocketArtillery | AssetCategory::Munition => true,
            AssetCategory::Aircraft | AssetCategory::Helicopter => matches!(self.view.word(frame.verb), "shot" | "downed" | "brought"),
            _ => false,
        };
        frame.action == Action::Destroy && frame.passive && flies
    }
}

fn is_alliance(word: &str) -> bool {
    matches!(word, "west" | "West" | "allies" | "partners" | "backers" | "supporters" | "friends" | "donors")
}
