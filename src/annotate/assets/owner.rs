//! Whose an asset is: a ladder of sieves, most precise first.

use std::borrow::Cow;

use deal::Only;

use super::{
    core::CoreKind,
    frame::{self, Action, Frame},
    party::{self, Mention, Parties, is_origin, is_us_style},
    phrase::Phrase,
    status,
    view::View,
};
use crate::{
    annotate::{Entity, Tag},
    country::CountryCode,
    label::{AssetCategory, EntityKind},
    lexicon::equipment::Role,
    span::TokenRange,
};

mod about;
mod beside;
mod clause;
mod deal;
mod verb;

/// What the ladder found.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ownership<'p> {
    pub owner: Option<&'p str>,
    pub giver: Option<&'p str>,
    pub receiver: Option<&'p str>,
    /// The sieve that decided.
    pub rule: &'static str,
}

/// What a sieve says.
#[derive(Clone, Copy, Debug)]
enum Answer<'p> {
    Is(&'p str),
    /// Nobody has it at the time told.
    Nobody,
    /// The next sieve shall say.
    Pass,
}

impl<'p> Answer<'p> {
    fn of(party: Option<&'p str>) -> Self {
        party.map_or(Self::Pass, Self::Is)
    }
}

/// What the phrases before it tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before<'p> {
    /// The answer for the phrase before it in the same list.
    pub listed: Option<Ownership<'p>>,
    /// Whose the things are that the sentence opens with: "Of these, 32 aircraft …".
    pub these: Option<&'p str>,
    /// Whose the last thing of the sentence right before is, in the same paragraph.
    pub adjacent: Option<&'p str>,
    /// Whose the last thing before it is, in this sentence or the two before.
    pub last: Option<&'p str>,
    /// Whose the last thing before it in the sentence is.
    pub here: Option<&'p str>,
    /// Whose the last thing of the same class is, in this sentence or the two before.
    pub same: Option<&'p str>,
    /// It is an item of a list of what a package consists of.
    pub package: bool,
    /// The nearest force before it in the sentence: where it ends, and whose it is.
    pub force: Option<(usize, &'p str)>,
    /// The state of the unit that it is of: "600 paratroopers from the 82nd Airborne Division".
    pub unit: Option<&'p str>,
    /// The state of the place where it is.
    pub ground: Option<CountryCode>,
}

/// What all sieves read.
struct Ladder<'s, 'p> {
    view: &'s View<'p>,
    entities: &'p [Entity],
    parties: &'p Parties<'p>,
    phrase: &'p Phrase,
    frame: Option<Frame>,
    before: Before<'p>,
    giver: Option<&'p str>,
    receiver: Option<&'p str>,
}

/// Climbs the ladder for one phrase.
pub(super) fn find<'p>(
    view: &View<'p>,
    entities: &'p [Entity],
    parties: &'p Parties<'p>,
    phrase: &'p Phrase,
    frame: Option<Frame>,
    before: Before<'p>,
    trace: &mut Vec<Cow<'static, str>>,
) -> Ownership<'p> {
    let mut ladder = Ladder { view, entities, parties, phrase, frame, before, giver: None, receiver: None };
    ladder.hand_over();
    let mut found = Ownership { giver: ladder.giver, receiver: ladder.receiver, ..Ownership::default() };
    for (rule, sieve) in Ladder::SIEVES {
        match sieve(&ladder) {
            Answer::Is(owner) => {
                trace.push(format!("{rule}: {owner}").into());
                found.owner = Some(owner);
                found.rule = rule;
                break;
            }
            Answer::Nobody => {
                trace.push(format!("{rule}: nobody").into());
                found.rule = rule;
                break;
            }
            Answer::Pass => trace.push(rule.into()),
        }
    }
    found
}

type Sieve<'s, 'p> = fn(&Ladder<'s, 'p>) -> Answer<'p>;

impl<'s, 'p> Ladder<'s, 'p> {
    const SIEVES: [(&'static str, Sieve<'s, 'p>); 33] = [
        ("owner.act", Self::act),
        ("owner.inside", Self::inside),
        ("owner.possessive", Self::possessive),
        ("owner.unit", |ladder| Answer::of(ladder.before.unit)),
        ("owner.of", Self::of_party),
        ("owner.relative", Self::relative),
        ("owner.name", Self::name),
        ("owner.sole", |ladder| Answer::of(ladder.phrase.sole.as_ref().map(CountryCode::as_str))),
        ("owner.wielder", Self::wielder),
        ("owner.gap", Self::gap),
        ("owner.list", Self::list),
        ("owner.these", |ladder| Answer::of(ladder.before.these)),
        ("owner.another", Self::another),
        ("owner.pronoun", Self::pronoun),
        ("owner.doer", Self::doer),
        ("owner.losses", Self::losses),
        ("owner.site", Self::site),
        ("owner.package", |ladder| Answer::of(ladder.parties.aiding.filter(|_| ladder.before.package))),
        ("owner.frame", Self::by_frame),
        ("owner.heading", Self::heading),
        ("owner.home", Self::home),
        ("owner.wanted", Self::wanted),
        ("owner.clause", Self::clause),
        ("owner.release", |ladder| Answer::of(ladder.parties.home().filter(|_| ladder.parties.is_release))),
        ("owner.force", |ladder| Answer::of(ladder.before.force.map(|(_, owner)| owner))),
        ("owner.maker", Self::maker),
        ("owner.sentence", Self::sentence),
        ("owner.before", Self::before),
        ("owner.aid", Self::aid),
        ("owner.ground", Self::ground),
        ("owner.article", |ladder| Answer::of(ladder.parties.leading.or_else(|| ladder.parties.home()))),
        ("owner.dateline", Self::dateline),
        ("owner.nearest", Self::nearest),
    ];

    /// Who gives and who gets.
    fn hand_over(&mut self) {
        let Some(frame) = self.frame.filter(|frame| frame.action == Action::Give) else { return };
        let sentence = self.phrase.sentence;
        self.giver = self.parties.subject(self.view, frame.verb, sentence).filter(|_| !frame.passive).map(|mention| mention.party);
        self.receiver = frame::receiver(self.view, frame.verb, sentence, self.phrase.tokens).and_then(|name| {
            // "gave Kyiv ten tanks": a capital gets them for its state
            let state = || name.country.as_ref().map(CountryCode::as_str).filter(|_| name.kind == EntityKind::Place);
            party::party(self.view, name, self.entities).or_else(state)
        });
        // "a submarine to Peru and launchers to Mali"
        let to = self.phrase.tokens.end;
        if self.view.word(to) == "to" {
            let named = self.parties.within(TokenRange::new(to + 1, (to + 3).min(sentence.end))).first();
            self.receiver = named.map(|mention| mention.party).or(self.receiver);
        }
        if self.giver == self.receiver {
            self.giver = None;
        }
    }

    /// The party that acts: a force of its own nearer to the verb than any name acts for its owner.
    fn subject(&self, verb: usize) -> Option<&'p str> {
        let named = self.parties.subject(self.view, verb, self.phrase.sentence);
        let verb = party::main_verb(self.view, verb, self.phrase.sentence);
        match self
            .before
            .force
            .filter(|(end, _)| *end <= verb && named.is_none_or(|mention| !mention.is_free() || mention.tokens.end <= *end))
        {
            Some((_, owner)) => Some(owner),
            None => named.map(|mention| mention.party),
        }
    }

    /// Whether it is a thing that changes hands, and no force or ship.
    const fn is_equipment(&self) -> bool {
        !matches!(
            self.phrase.category,
            AssetCategory::Personnel | AssetCategory::Unit | AssetCategory::Base | AssetCategory::Ship | AssetCategory::Submarine
        )
    }

    /// A nationality inside tells the maker where somebody else captured, got or used the thing: `Niger received two Turkish
    /// drones`, `rebels seized five Malian trucks`.
    fn act(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let harmed = self.frame.is_some_and(|frame| frame.action == Action::Destroy && (!frame.after || frame.passive));
        if self.is_equipment() && !harmed && phrase.tokens.iter().any(|at| matches!(view.word(at), "captured" | "seized")) {
            return Answer::of(self.subject(phrase.tokens.start));
        }
        let Some(frame) = self.frame.filter(|frame| !frame.after && !frame.passive) else { return Answer::Pass };
        // "Peru has flown four howitzers to the rebels"
        let brought = matches!(view.word(frame.verb), "flew" | "flown" | "flying" | "shipped" | "smuggled" | "trucked");
        if brought && self.is_equipment() && view.word(phrase.tokens.end) == "to" {
            let range = TokenRange::new(phrase.tokens.end + 1, (phrase.tokens.end + 4).min(phrase.sentence.end));
            return Answer::of(self.parties.within(range).first().map(|mention| mention.party));
        }
        // "overran the base of the army's 18th Division"
        let people = self.phrase.category == AssetCategory::Personnel || self.phrase.category == AssetCategory::Unit && self.is_owned();
        let taken = frame.action == Action::Capture && !people;
        let fact = self.view.tag(frame.verb) != Tag::VerbGerund
            && !matches!(self.view.before(frame.verb, self.phrase.sentence), "to" | "can" | "could" | "may" | "might" | "will" | "would");
        let used = fact && self.is_equipment() && matches!(frame.action, Action::Receive | Action::Use | Action::Hold);
        let named = self.view.names_in(self.phrase.tokens).iter().any(|name| name.kind == EntityKind::Nationality);
        if !(taken || used && named) {
            return Answer::Pass;
        }
        // "resistance fighters have seized three tanks": the group's that was named last, or nobody's
        let before = TokenRange::new(phrase.sentence.start, frame.verb);
        let fighters =
            |at| is_irregular(view.word(at)) || matches!(view.word(at), "fighters" | "Fighters" | "Rebels" | "rebel" | "Militants");
        let group = || self.parties.within(before).iter().any(|mention| !party::is_state(mention.party));
        if taken && before.iter().any(fighters) && !group() {
            return self.last_group().map_or(Answer::Nobody, Answer::Is);
        }
        let home = || self.parties.home().and_then(|home| self.parties.find(home));
        Answer::of(self.subject(frame.verb).or_else(|| home().filter(|_| used)))
    }

    /// A state, nationality or group inside the phrase; two different ones, or *western*, leave it open.
    fn inside(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let firm = phrase.head.tokens;
        // "its Swedish howitzers": where somebody has them, a nationality tells who made them
        if self.is_equipment() && self.is_owned() {
            return Answer::Pass;
        }
        // "Standing NATO Maritime Group 1"
        if phrase.head.kind == CoreKind::Unit && firm.iter().any(|at| matches!(view.word(at), "NATO" | "Nato")) {
            return Answer::Is(self.parties.find("NATO").unwrap_or("NATO"));
        }
        let mut owners = view.names_in(phrase.tokens).iter().filter_map(|name| {
            let owner = view.owner_of(name)?;
            let own = firm.holds(name.tokens.start) && matches!(phrase.head.kind, CoreKind::Unit | CoreKind::Ship | CoreKind::Base);
            let fits = name.tokens.end <= phrase.tokens.end
                && (!own || name.owner.is_some() || name.kind == EntityKind::Nationality || view.is_force(name))
                && !is_origin(view, name)
                // a class of ships may be called like a newspaper
                && !view.word(name.tokens.end.saturating_sub(1)).ends_with("-class");
            fits.then_some(owner)
        });
        let Some(first) = owners.next() else {
            // "enemy tanks", in a report of the other side
            if let Some(sides) =
                self.parties.sides.filter(|_| phrase.tokens.iter().any(|at| party::is_enemy(view.word(at)) && !party::is_quoted(view, at)))
            {
                return Answer::Is(sides.enemy);
            }
            let named = matches!(phrase.head.kind, CoreKind::Unit | CoreKind::Ship | CoreKind::Base);
            let word = |at| if named && firm.holds(at) { "" } else { view.word(at) };
            let west = phrase.tokens.iter().any(|at| matches!(word(at), "western" | "Western" | "allied" | "foreign" | "coalition"));
            // battalions of several states are their alliance's, where the text names one
            let many = phrase.tokens.iter().any(|at| matches!(word(at), "multinational" | "multi-national" | "Multinational"));
            let state = || self.parties.dateline.or(self.parties.leading).filter(|party| party::is_state(party));
            return match self.parties.find("NATO").filter(|_| many) {
                Some(alliance) => Answer::Is(alliance),
                None if west || many => Answer::Nobody,
                // "an army helicopter", where rebels shoot it down
                None if !named && phrase.tokens.iter().any(|at| matches!(view.word(at), "army" | "junta")) => Answer::of(state()),
                // "three rebel pickups"
                None if phrase.tokens.iter().any(|at| matches!(view.word(at), "guerrilla" | "insurgent" | "jihadist" | "rebel")) => {
                    self.last_group().map_or(Answer::Nobody, Answer::Is)
                }
                // "Tuareg rebels" are nobody's, or the group's that was named last
                None if is_irregular(view.word(phrase.head.tokens.end.saturating_sub(1))) => {
                    self.last_group().map_or(Answer::Nobody, Answer::Is)
                }
                None => Answer::Pass,
            };
        };
        if owners.all(|owner| owner == first) { Answer::Is(first) } else { Answer::Nobody }
    }

    /// Whose the thing before it in the same list is; but "hit two guns with rockets" names two sides.
    fn list(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let article = usize::from(matches!(view.before(phrase.tokens.start, phrase.sentence), "a" | "an" | "the" | "its"));
        let with = matches!(view.before(phrase.tokens.start - article, phrase.sentence), "with" | "using");
        let harms = Role::DESTROY | Role::CAPTURE | Role::WATCH;
        let tool = self.frame.is_some_and(|frame| {
            let harmed = view.role(frame.verb).is(harms) || with && !view.role(frame.verb).is(Role::USE);
            frame.action == Action::Use && !frame.after && harmed
        });
        Answer::of(self.before.listed.filter(|_| !tool).and_then(|listed| listed.owner))
    }

    /// `A third missile`, `27 of the drones`: of those who have the others; `accompanied by a tug`: as what it goes with.
    fn another(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        let first = view.word(phrase.tokens.start);
        let counts = matches!(first, "second" | "third" | "fourth" | "fifth" | "another" | "Another");
        let of = (phrase.tokens.start..phrase.tokens.end.saturating_sub(1)).find(|&at| view.word(at) == "of");
        let some = of.is_some_and(|at| matches!(view.word(at + 1), "the" | "these" | "those") && view.quantity_at(at - 1).is_some());
        let article = usize::from(matches!(view.before(phrase.tokens.start, phrase.sentence), "a" | "an" | "the"));
        let by = phrase.tokens.start - article;
        if view.before(by, phrase.sentence) == "by" && view.before(by - 1, phrase.sentence) == "accompanied" {
            return Answer::of(self.before.here);
        }
        // "Peru possesses 42 of the aircraft"
        let has =
            self.frame.is_some_and(|frame| !frame.after && !matches!(frame.action, Action::Destroy | Action::Capture | Action::Watch));
        // "would send a fourth battery": of who sends it
        let sent = self.frame.is_some_and(|frame| !frame.after && matches!(frame.action, Action::Give | Action::Deploy));
        Answer::of(self.before.same.filter(|_| (counts && !sent || some && !has) && self.is_equipment()))
    }

    /// The party that fights with what others made: a group, or a state that is one of the two that the text is about.
    fn wielder(&self) -> Answer<'p> {
        let Some(designation) = self.phrase.designation.as_deref() else { return Answer::Pass };
        let named = |party: &str| self.parties.find(party).filter(|party| !party::is_state(party) || self.parties.is_first(party));
        Answer::of(self.view.equipment.wielders(designation).find_map(named))
    }

    /// Equipment of one of two that fight each other is rather its maker's than anybody's else.
    fn maker(&self) -> Answer<'p> {
        let given = self.frame.is_some_and(|frame| matches!(frame.action, Action::Give | Action::Receive | Action::Buy | Action::Contain));
        // "Soviet-made vehicles" are rather another's
        let told = self.phrase.tokens.iter().any(|at| {
            let tail = self.view.word(at).rsplit_once('-').map_or("", |(_, tail)| tail);
            matches!(tail, "built" | "designed" | "era" | "made" | "supplied")
        });
        let free = self.is_equipment() && !given && !told;
        let maker = self.phrase.maker.as_ref().filter(|_| free).and_then(|maker| self.parties.find(maker.as_str()));
        Answer::of(maker.filter(|maker| self.parties.is_first(maker) && self.parties.foe(maker).is_some()))
    }

    /// The armed group named last before the phrase.
    fn last_group(&self) -> Option<&'p str> {
        let before = TokenRange::new(0, self.phrase.tokens.start);
        self.parties
            .within(before)
            .iter()
            .rev()
            .map(|mention| mention.party)
            .find(|party| !party::is_state(party) && !self.parties.missions.contains(party))
    }

    /// The state whose ships bear the prefix.
    fn name(&self) -> Answer<'p> {
        let named = matches!(self.phrase.head.kind, CoreKind::Ship | CoreKind::Unit | CoreKind::Base);
        let maker = self.phrase.head.maker.as_ref().filter(|_| named);
        Answer::of(maker.map(CountryCode::as_str))
    }

    /// `Sweden promised ten boats and Norway six launchers`: a party right before the phrase, without a verb of its own.
    fn gap(&self) -> Answer<'p> {
        if self.before.listed.is_none() && self.frame.is_none_or(|frame| frame.after) {
            return Answer::Pass;
        }
        let (view, phrase) = (self.view, self.phrase);
        let mut at = phrase.tokens.start;
        while at > phrase.sentence.start
            && (matches!(view.word(at - 1), "a" | "an" | "the" | "some" | "another") || view.quantity_at(at - 1).is_some())
        {
            at -= 1;
        }
        let Some(before) = at.checked_sub(1).filter(|&b| b > phrase.sentence.start) else { return Answer::Pass };
        let Some(name) = view.name_at(before).filter(|name| name.kind == EntityKind::Country) else { return Answer::Pass };
        let link = view.before(name.tokens.start, phrase.sentence);
        let link = if link == "the" { view.before(name.tokens.start - 1, phrase.sentence) } else { link };
        if matches!(link, "and" | "," | ";" | "while") { Answer::of(view.owner_of(name)) } else { Answer::Pass }
    }

    /// In a sentence that names no party at all: whoever has the last thing of the sentence right before.
    fn before(&self) -> Answer<'p> {
        let silent = self.parties.within(self.phrase.sentence).iter().all(Mention::is_located);
        Answer::of(self.before.adjacent.filter(|_| silent && self.phrase.quantity.is_some()))
    }

    /// The only party that the sentence names; for a base the state of the place where it lies.
    fn sentence(&self) -> Answer<'p> {
        let (view, phrase) = (self.view, self.phrase);
        if phrase.category == AssetCategory::Base {
            let place = |kind| matches!(kind, EntityKind::Place | EntityKind::Country);
            let names = view.names_in(TokenRange::new(phrase.tokens.end, phrase.sentence.end));
            if let Some(code) = names.iter().find(|name| place(name.kind)).and_then(|name| name.country.as_ref()) {
                return Answer::Is(code.as_str());
            }
        }
        // who destroys does not own what he destroys
        let actor = self.frame.filter(|frame| matches!(frame.action, Action::Destroy | Action::Watch) && !frame.after);
        let actor = actor.and_then(|frame| self.parties.subject(view, frame.verb, phrase.sentence)).map(|mention| mention.party);
        let eligible = self
            .parties
            .within(phrase.sentence)
            .iter()
            .filter(|mention| !mention.is_located() && !mention.held && Some(mention.party) != actor)
            .filter(|mention| !party::is_firm(view, mention.tokens.end))
            .filter(|mention| {
                let start = mention.tokens.start;
                mention.is_free() || !is_companion(view, start, phrase.sentence) && !is_helper(view, start, phrase.sentence)
            });
        // "jets struck a camp of the front": what the things themselves do, they do to somebody else
        let harms = self.frame.filter(|frame| frame.after && !frame.passive && matches!(frame.action, Action::Destroy | Action::Capture));
        if harms.is_some() && self.strikes_the_named() {
            let mut all = Only::default();
            self.parties.within(phrase.sentence).iter().for_each(|mention| all.add(mention.party));
            let foe = all.party().and_then(|party| self.parties.foe(party)).or(self.parties.armed);
            return foe.map_or(Answer::Nobody, Answer::Is);
        }
        let eligible = eligible.filter(|mention| harms.is_none_or(|frame| mention.tokens.start < frame.verb));
        let (mut spoken, mut others) = (Only::default(), Only::default());
        let mut object = false;
        for mention in eligible {
            if view.says(mention.tokens) {
                spoken.add(mention.party);
                // "Peru showed twelve tanks": the phrase is the object of the verb
                object |= mention.tokens.end + 1 == phrase.tokens.start;
            } else {
                others.add(mention.party);
            }
        }
        // "Peru said it would form battalions"
        let own = || phrase.sentence.iter().any(|at| matches!(view.word(at), "it" | "its" | "they" | "their" | "we" | "our"));
        object &= !matches!(view.tag(phrase.tokens.end), Tag::Verb | Tag::VerbPast | Tag::VerbParticiple | Tag::Auxiliary);
        // "the army, the ministry said, repelled …": a force that acts is that of the only side that speaks
        let force = matches!(phrase.category, AssetCategory::Personnel | AssetCategory::Unit);
        let acting = || force && view.tag(phrase.tokens.end).is_verb() && self.frame.is_none_or(|frame| !frame.passive);
        let only = if others.is_empty() && (object || own() || acting()) { spoken } else { others };
        Answer::of(only.party())
    }

    /// `Peruvian soldiers were wounded when two drones struck a base`: those who are named suffer what the phrase does.
    fn strikes_the_named(&self) -> bool {
        let mut before = self.phrase.sentence.start..self.phrase.tokens.start;
        let when = before.clone().rev().take(3).any(|at| matches!(self.view.word(at), "when" | "after" | "as"));
        when && before.any(|at| self.view.role(at).is(Role::CASUALTY))
    }
}

/// Whether the party that begins at `at` only goes with those who act: "paid for with Peru", "talks between".
fn is_companion(view: &View<'_>, at: usize, sentence: TokenRange) -> bool {
    let the = usize::from(view.before(at, sentence) == "the");
    matches!(view.before(at - the, sentence), "with" | "over" | "between")
}

/// Whether the party that begins at `at` only helps those told of: "a brigade equipped by Peru".
fn is_helper(view: &View<'_>, at: usize, sentence: TokenRange) -> bool {
    let the = usize::from(view.before(at, sentence) == "the");
    let by = at - the;
    view.before(by, sentence) == "by" && is_help(view.before(by - 1, sentence))
}

/// Participles of those whom others help to fight.
pub(super) fn is_help(word: &str) -> bool {
    matches!(word, "armed" | "backed" | "equipped" | "financed" | "funded" | "trained")
}

/// Nouns for fighters that no state has.
fn is_irregular(word: &str) -> bool {
    matches!(word, "rebels" | "insurgents" | "militants" | "gunmen" | "jihadists" | "guerrillas" | "separatists")
}
