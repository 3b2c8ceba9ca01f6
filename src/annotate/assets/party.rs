//! The parties of a text: states, alliances and armed groups, wherever it names them or stands a noun for them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{core::CoreKind, frame, nouns::is_body, phrase::Phrase, view::View};
use crate::{
    annotate::{Entity, Name, Tag},
    country::CountryCode,
    document::TokenKind,
    label::EntityKind,
    lexicon::{Meaning, Organization, equipment::Role},
    span::TokenRange,
};

mod dateline;
mod mentions;
mod sides;

use dateline::dateline;
use mentions::mentions;
use sides::sides;
pub(super) use sides::{Sides, is_enemy, is_quoted};

/// How many of the most named parties may fight each other.
const RIVALS: usize = 12;

/// A place where the text names a party that can own forces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention<'a> {
    pub tokens: TokenRange,
    /// ISO code of a state, else the short name of a group or alliance.
    pub party: &'a str,
    /// Which preposition governs it.
    pub case: Case,
    /// A noun that stands for it: "the army", "the rebels".
    pub noun: bool,
    /// It tells whose another asset is: "a Russian tank".
    pub held: bool,
}

/// How a name stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// It can act.
    Free,
    /// A preposition governs it, so that it does nothing itself.
    Oblique,
    /// A preposition of place governs it.
    Located,
}

impl Mention<'_> {
    pub(super) fn is_free(&self) -> bool {
        self.case == Case::Free
    }

    pub(super) fn is_located(&self) -> bool {
        self.case == Case::Located
    }
}

/// The parties of the whole article, by how often they are named.
#[derive(Debug, Default)]
pub(super) struct Parties<'a> {
    /// Where they are named, in reading order.
    mentions: Vec<Mention<'a>>,
    /// The most named party, if it is named clearly more often than the next.
    pub leading: Option<&'a str>,
    /// All of them.
    known: FxHashSet<&'a str>,
    /// The two most named ones.
    first_two: Vec<&'a str>,
    /// Pairs of them that fight each other, those named most first.
    foes: Vec<(&'a str, &'a str)>,
    /// Who gets what a text about aid tells of, and who gives it.
    pub aided: Option<&'a str>,
    pub aiding: Option<&'a str>,
    /// The state whose ships, units and services the text names most.
    home: Option<CountryCode>,
    /// The armed group, where the text names one alone.
    pub armed: Option<&'a str>,
    /// The state of the place that opens the text: "FAYETTEVILLE, N.C. —".
    pub dateline: Option<&'a str>,
    /// The text speaks of that state's forces nearly alone, as a press release of its services does.
    pub is_release: bool,
    /// Peace-keeping missions, which are no armed groups.
    pub missions: FxHashSet<&'a str>,
    /// The two sides of a report that calls one of them the enemy.
    pub sides: Option<Sides<'a>>,
}

impl<'a> Parties<'a> {
    pub(super) fn new(view: &View<'a>, entities: &'a [Entity], phrases: &[Phrase]) -> Self {
        let dateline = dateline(view);
        let sides = sides(view);
        let mentions = mentions(view, entities, phrases, dateline, sides);
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        for mention in mentions.iter().filter(|mention| !mention.noun) {
            *counts.entry(mention.party).or_default() += 1;
        }
        let mut ranked: Vec<(&str, u32)> = counts.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let lead = ranked.first().map_or(0, |&(_, n)| n);
        let next = ranked.get(1).map_or(0, |&(_, n)| n);
        let leading = ranked.first().filter(|_| lead >= 2 && lead > next).map(|&(owner, _)| owner);
        let (home, is_release) = home_of(view, phrases);
        let known = mentions.iter().map(|mention| mention.party).collect();
        let aided = aided(view, &mentions);
        let states = || ranked.iter().map(|&(owner, _)| owner).filter(|owner| is_state(owner));
        let aiding = states().find(|&owner| Some(owner) != aided).filter(|_| aided.is_some());
        let missions: FxHashSet<&str> =
            view.names.iter().filter(|name| view.is_international(name)).filter_map(|name| view.owner_of(name)).collect();
        let is_group = |owner: &&str| !is_state(owner) && !is_alliance(owner) && !missions.contains(owner);
        let mut groups = ranked.iter().map(|&(owner, _)| owner).filter(is_group);
        let armed = groups.next().filter(|_| groups.next().is_none());
        let first_two = ranked.iter().take(2).map(|&(owner, _)| owner).collect();
        let most = || ranked.iter().take(RIVALS).map(|&(owner, _)| owner);
        let foes = most().flat_map(|one| most().map(move |other| (one, other)));
        let foes = foes.filter(|(one, other)| view.equipment.are_foes(one, other)).collect();
        Self { mentions, leading, known, first_two, foes, aided, aiding, home, armed, dateline, is_release, missions, sides }
    }

    /// The party right before the relative pronoun that is the subject of the verb at `at`: "by Peru, which last week fired …".
    fn antecedent(&self, view: &View<'_>, at: usize, sentence: TokenRange) -> Option<&Mention<'a>> {
        let from = at.saturating_sub(5).max(sentence.start + 1);
        let pronoun = (from..at).rev().find(|&i| matches!(view.word(i), "which" | "who"))?;
        let end = if view.word(pronoun - 1) == "," { pronoun - 1 } else { pronoun };
        self.within(TokenRange::new(sentence.start, end)).iter().rev().find(|mention| mention.tokens.end == end)
    }

    /// The nearest party named before token `at` in the same stretch of text that acts and is not `party`.
    pub(super) fn rival(&self, view: &View<'_>, at: usize, party: &str) -> Option<&'a str> {
        let from = at.saturating_sub(70);
        let first = view.document.sentence_of(at).saturating_sub(2);
        let start = view.document.sentence(first).start.max(from);
        let mut before = self.within(TokenRange::new(start, at)).iter().rev();
        // "a Peruvian singer" takes no part
        let civil = |mention: &Mention<'_>| {
            let next = mention.tokens.end;
            let nationality = view.name_at(mention.tokens.start).is_some_and(|name| name.kind == EntityKind::Nationality);
            nationality && !is_body(view.word(next)) && !view.role(next).is(Role::MILITARY | Role::BRANCH) && view.tag(next) == Tag::Noun
        };
        before
            .find(|mention| mention.party != party && mention.is_free() && !mention.noun && !mention.held && !civil(mention))
            .map(|mention| mention.party)
    }

    /// Whether it is one of the two that the text names most.
    pub(super) fn is_first(&self, party: &str) -> bool {
        self.first_two.contains(&party)
    }

    /// Whom the party fights, of those that the text names: the most named one.
    pub(super) fn foe(&self, party: &str) -> Option<&'a str> {
        self.foes.iter().find(|(one, _)| *one == party).map(|&(_, other)| other)
    }

    /// The same, or the one named last in the few sentences before token `at`.
    pub(super) fn foe_near(&self, view: &View<'_>, at: usize, party: &str) -> Option<&'a str> {
        self.rival(view, at, party).filter(|rival| self.fight(party, rival)).or_else(|| self.foe(party))
    }

    /// The group that fights in the state `land` and against `actor`, who is no foe of the state: "Peru shot down drones from Yemen".
    pub(super) fn usurper(&self, land: &str, actor: &str) -> Option<&'a str> {
        let mut groups = self.foes.iter().filter(|(one, group)| *one == actor && !is_state(group)).map(|&(_, group)| group);
        groups.find(|group| is_state(land) && !self.fight(actor, land) && self.fight(land, group))
    }

    /// Whether the two fight each other.
    pub(super) fn fight(&self, one: &str, other: &str) -> bool {
        self.foes.contains(&(one, other))
    }

    /// Whom the party fights, else the other of the two leading parties.
    pub(super) fn other(&self, party: &str) -> Option<&'a str> {
        let other = || self.first_two.iter().copied().find(|&one| one != party).filter(|_| self.is_first(party));
        self.foe(party).or_else(other)
    }

    /// The state that the text is about, as an owner.
    pub(super) fn home(&self) -> Option<&str> {
        self.home.as_ref().map(CountryCode::as_str)
    }

    /// The text names nobody but the state of its dateline.
    pub(super) fn are_few(&self) -> bool {
        self.known.iter().all(|&party| Some(party) == self.dateline)
    }

    /// The party of this name, if the text names it.
    pub(super) fn find(&self, party: &str) -> Option<&'a str> {
        self.known.get(party).copied()
    }

    /// The mentions that begin inside `range`.
    pub(super) fn within(&self, range: TokenRange) -> &[Mention<'a>] {
        let from = self.mentions.partition_point(|mention| mention.tokens.start < range.start);
        let to = self.mentions.partition_point(|mention| mention.tokens.start < range.end);
        self.mentions.get(from..to.max(from)).unwrap_or_default()
    }

    /// The party that acts: the nearest one before `at` that is no object of a preposition, else the nearest.
    pub(super) fn subject(&self, view: &View<'_>, at: usize, sentence: TokenRange) -> Option<&Mention<'a>> {
        let at = main_verb(view, first_verb(view, at, sentence), sentence);
        let parted = (sentence.start..at).rev().find(|&i| view.word(i) == ";");
        let sentence = TokenRange::new(parted.map_or(sentence.start, |mark| mark + 1), sentence.end);
        let here = self.within(TokenRange::new(sentence.start, at));
        if let Some(antecedent) = self.antecedent(view, at, sentence) {
            return Some(antecedent);
        }
        // "Peru, which has 400 soldiers there, lost …", "Peru, alarmed by a pact with Chile, has since massed …": the subject
        // stands before what is between commas
        let group = (sentence.start..at).rev().find(|&i| !matches!(view.tag(i), Tag::Auxiliary | Tag::Adverb)).unwrap_or(at);
        let behind = view.word(group) == ",";
        let before_comma = |mention: &&Mention<'_>| mention.is_free() && view.word(mention.tokens.end) == "," && mention.tokens.end < group;
        let near = if behind { here.iter().find(before_comma) } else { None };
        let near = near.or_else(|| here.iter().rev().find(|mention| mention.is_free() && !is_firm(view, mention.tokens.end)));
        if near.is_some() {
            return near;
        }
        // "it has moved", "his men burned": whoever the sentences before speak of
        let stands = (at.saturating_sub(4).max(sentence.start)..at).any(|i| is_personal(view.word(i)));
        let own = matches!(view.word(sentence.start), "His" | "Her");
        let number = view.document.sentence_of(at);
        let before = (1..=3_usize).map_while(|n| number.checked_sub(n)).filter(|_| stands);
        let mut earlier = before.map(|number| view.document.sentence(number));
        let opens = |sentence: TokenRange| {
            // no sentence of news has its subject farther on
            let sentence = TokenRange::new(sentence.start, sentence.end.min(sentence.start + 200));
            let verb = sentence.iter().skip(1).find(|&at| matches!(view.tag(at), Tag::Verb | Tag::VerbPast)).unwrap_or(sentence.end);
            // "a Peruvian gunner said. His battery …"
            let speaks = |mention: &&Mention<'_>| {
                mention.is_free()
                    && (mention.tokens.end..mention.tokens.end + 4).any(|at| view.info(at).verb != 0 && view.tag(at).is_verb())
            };
            let cites = |mention: &Mention<'_>| {
                let to = mention.tokens.start.saturating_sub(1);
                view.word(to) == "to" && view.word(to.saturating_sub(1)) == "according"
            };
            let speaks = |mention: &&Mention<'_>| speaks(mention) || cites(mention);
            let speaker = || self.within(sentence).iter().rev().find(speaks).filter(|_| own);
            let first = || {
                self.within(sentence).iter().find(|mention| mention.is_free() && (mention.tokens.start < verb || view.says(mention.tokens)))
            };
            speaker().or_else(first)
        };
        earlier.find_map(opens).or_else(|| here.iter().rev().find(|mention| !mention.is_located()).filter(|_| !stands))
    }
}

/// Whether the noun at `at` makes a nationality before it that of a firm or outlet.
pub(super) fn is_firm(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "company" | "firm" | "manufacturer" | "maker" | "newspaper" | "broadcaster" | "outlet" | "magazine" | "startup")
}

/// `Peru overran the camp, seizing two tanks`: the verb of the main clause.
pub(super) fn main_verb(view: &View<'_>, at: usize, sentence: TokenRange) -> usize {
    if view.tag(at) != Tag::VerbGerund || view.before(at, sentence) != "," {
        return at;
    }
    let finite = |&i: &usize| matches!(view.tag(i), Tag::VerbPast | Tag::Verb);
    (sentence.start + 1..at).find(finite).unwrap_or(at)
}

/// Pronouns for somebody named before.
fn is_personal(word: &str) -> bool {
    matches!(
        word,
        "it" | "It" | "they" | "They" | "he" | "He" | "she" | "She" | "his" | "His" | "her" | "Her" | "its" | "Its" | "their" | "Their"
    )
}

/// The verb whose subject the verb at `at` shares: "sank a corvette and damaged a landing ship".
fn first_verb(view: &View<'_>, at: usize, sentence: TokenRange) -> usize {
    let mut at = at;
    while at > sentence.start + 2 && matches!(view.word(at - 1), "and" | "or" | "but" | "then" | "also") && view.tag(at).is_verb() {
        let from = at.saturating_sub(30).max(sentence.start);
        let acts = |&i: &usize| match view.tag(i) {
            Tag::VerbPast | Tag::Verb => view.role(i).is(Role::ACTS) || view.info(i).verb == 0,
            Tag::VerbParticiple => view.role(i).is(Role::ACTS) || matches!(view.word(i - 1), "has" | "have" | "had"),
            _ => false,
        };
        let Some(before) = (from..at - 1).rev().find(acts) else { break };
        at = before;
    }
    at
}

/// The state whose ships, units and services a text names most, and whether it names hardly any other's.
fn home_of(view: &View<'_>, phrases: &[Phrase]) -> (Option<CountryCode>, bool) {
    let mut counts: FxHashMap<CountryCode, u32> = FxHashMap::default();
    for phrase in phrases {
        let code = match phrase.head.kind {
            CoreKind::Ship | CoreKind::Unit | CoreKind::Base => phrase.head.maker,
            _ if is_us_style(view, phrase) => "US".parse().ok(),
            _ => None,
        };
        if let Some(code) = code {
            *counts.entry(code).or_default() += 1;
        }
    }
    for name in view.names.iter().filter(|name| name.kind == EntityKind::Organization) {
        let last = view.word(name.tokens.end.saturating_sub(1));
        if let Some(code) = name.country.filter(|_| matches!(last, "Navy" | "Army" | "Force" | "Forces" | "Corps" | "Guard" | "Command")) {
            *counts.entry(code).or_default() += 1;
        }
    }
    if let Some(code) = view.forces {
        *counts.entry(code).or_default() += 2;
    }
    let mut ranked: Vec<(CountryCode, u32)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let lead = ranked.first().map_or(0, |&(_, n)| n);
    let rest: u32 = ranked.iter().skip(1).map(|&(_, n)| n).sum();
    let all = u32::try_from(phrases.len()).unwrap_or(u32::MAX);
    let home = ranked.first().filter(|_| lead > rest && lead.saturating_mul(4) >= all).map(|&(code, _)| code);
    (home, lead >= 3 && lead >= 3 * rest && lead.saturating_mul(3) >= all)
}

/// The services of one state write Soldiers, Sailors, Airmen and Marines with a capital inside a sentence.
pub(super) fn is_us_style(view: &View<'_>, phrase: &Phrase) -> bool {
    let last = phrase.head.tokens.end.saturating_sub(1);
    matches!(view.word(last), "Soldiers" | "Sailors" | "Airmen" | "Marines" | "Guardsmen") && !view.opens(last, phrase.sentence)
}

/// The state that most "aid for" or "support to" goes to.
fn aided<'a>(view: &View<'a>, mentions: &[Mention<'a>]) -> Option<&'a str> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for mention in mentions.iter().filter(|mention| mention.is_located()) {
        let start = mention.tokens.start;
        let the = usize::from(start > 0 && view.word(start - 1) == "the");
        let Some(preposition) = start.checked_sub(1 + the).filter(|&at| matches!(view.word(at), "for" | "to")) else { continue };
        let given = (start.saturating_sub(16)..preposition).any(|at| frame::gives(view, at));
        let aid = |at: usize| {
            matches!(
                view.word(at),
                "aid" | "Aid" | "assistance" | "Assistance" | "support" | "Support" | "help" | "deliveries" | "package" | "donations"
            )
        };
        if given && view.word(preposition) == "to" || (preposition.saturating_sub(3)..preposition).any(aid) {
            *counts.entry(mention.party).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(party, _)| is_state(party)).max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0))).map(|(party, _)| party)
}

/// Whether a party is a state, by its ISO code.
pub(super) fn is_state(party: &str) -> bool {
    party.len() == 2 && party.bytes().all(|b| b.is_ascii_uppercase())
}

/// Unions of states that have forces.
fn is_alliance(party: &str) -> bool {
    matches!(party, "NATO" | "EU" | "UN" | "AU" | "African Union" | "ECOWAS" | "CSTO" | "SADC" | "G5 Sahel")
}

/// Who stands behind a name as an owner of forces: a state, a body with forces, or a person's state.
pub(super) fn party<'a>(view: &View<'a>, name: &'a Name, entities: &'a [Entity]) -> Option<&'a str> {
    if let Some(owner) = view.owner_of(name) {
        return Some(owner);
    }
    let entity = entities.get(name.entity?)?;
    if name.kind != EntityKind::Person {
        return None;
    }
    entity.owner.as_deref().or_else(|| entity.country.as_ref().map(CountryCode::as_str))
}

/// `US-made`, `Soviet-era`, `of Soviet make`: who made it, not who has it.
pub(super) fn is_origin(view: &View<'_>, name: &Name) -> bool {
    // "guns of a Chilean pattern"
    let like = matches!(
        view.word(name.tokens.end),
        "design" | "make" | "manufacture" | "origin" | "pattern" | "production" | "provenance" | "type" | "vintage" | "workmanship"
    );
    let of = |at: usize| view.word(at) == "of";
    let noun = name.kind == EntityKind::Nationality && view.tag(name.tokens.end) == Tag::Noun;
    if like && noun && (1..=2).any(|back| name.tokens.start.checked_sub(back).is_some_and(of)) {
        return true;
    }
    let word = view.word(name.tokens.end.saturating_sub(1));
    let tail = word.rsplit_once('-').map_or("", |(_, tail)| tail);
    matches!(
        tail,
        "made"
            | "built"
            | "supplied"
            | "designed"
            | "era"
            | "style"
            | "provided"
            | "donated"
            | "backed"
            | "produced"
            | "trained"
            | "origin"
            | "standard"
            | "controlled"
            | "held"
            | "occupied"
            | "run"
            | "speaking"
    )
}

/// `rebel-held`, `Peru-controlled`: who is in a place, and not who made a thing.
pub(super) fn is_held(view: &View<'_>, name: &Name) -> bool {
    let word = view.word(name.tokens.end.saturating_sub(1));
    word.rsplit_once('-').is_some_and(|(_, tail)| matches!(tail, "held" | "controlled" | "occupied" | "run"))
}

/// Whether a body of this kind acts for its state: no outlet, company, university or club does.
fn has_forces(kind: &str) -> bool {
    !matches!(kind, "outlet" | "agency" | "company" | "ngo" | "think-tank" | "university" | "religious" | "sport" | "court")
}

impl<'a> View<'a> {
    /// The owner that a name stands for: a state, a nationality, or a body with a state or forces of its own.
    pub(super) fn owner_of(&self, name: &'a Name) -> Option<&'a str> {
        if let Some(owner) = &name.owner {
            return Some(owner);
        }
        let state = name.country.as_ref().map(CountryCode::as_str);
        match name.kind {
            EntityKind::Country | EntityKind::Nationality => state,
            EntityKind::Organization => match self.body(name) {
                Some(body) if body.kind == "armed-group" => Some(body.name),
                Some(body) => state.filter(|_| has_forces(body.kind)),
                None => state.or_else(|| self.is_group(name).then(|| name.span.of(self.document.text()))),
            },
            _ => None,
        }
    }

    /// Whether the name is that of a known force: `Black Sea Fleet`.
    pub(super) fn is_force(&self, name: &Name) -> bool {
        self.body(name).is_some_and(|body| body.kind == "military")
    }

    /// Whether the name is that of a body of many states: `UNIFIL`.
    pub(super) fn is_international(&self, name: &Name) -> bool {
        self.body(name).is_some_and(|body| body.kind == "international")
    }

    /// The known body behind a name.
    fn body(&self, name: &Name) -> Option<&'a Organization> {
        match self.lexicon.phrase(self.document, name.tokens.start) {
            Some((Meaning::Organization(number), _)) => self.lexicon.organization(number),
            _ => None,
        }
    }

    /// Whether an unknown body is an armed group by its name: `Dawn Brigade`, `Kisoro Liberation Front`.
    fn is_group(&self, name: &Name) -> bool {
        let named = name.tokens.len() > 1;
        named
            && name.tokens.iter().any(|at| {
                matches!(self.word(at), "Front" | "Army" | "Liberation" | "Resistance" | "Militia" | "militia" | "Jabhat" | "Ansar")
                    && self.kind(at) == TokenKind::Word
            })
            && !name.tokens.iter().any(|at| super::unit::is_ordinal(self, at))
    }
}
