//! Whose an asset is: a ladder of sieves, most precise first.

use rustc_hash::FxHashMap;

use super::{
    core::CoreKind,
    frame::{self, Action, Frame},
    phrase::Phrase,
    view::{View, is_party, owner_of},
};
use crate::{
    annotate::{Entity, Name, Tag},
    country::CountryCode,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::equipment::Role,
    span::TokenRange,
};

/// What the ladder found.
#[derive(Clone, Debug, Default)]
pub(super) struct Ownership {
    pub owner: Option<String>,
    pub giver: Option<String>,
    pub receiver: Option<String>,
    /// The sieve that decided.
    pub rule: &'static str,
}

/// The parties of the whole article, by how often they are named.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// The most named party, if it is named clearly more often than the next.
    pub leading: Option<String>,
    /// The two most named ones.
    pub first_two: Vec<String>,
    /// The state whose ships, units and services the text names most.
    pub home: Option<String>,
    /// The text speaks of that state's forces nearly alone, as a press release of its services does.
    pub is_release: bool,
}

impl Parties {
    pub(super) fn new(view: &View<'_>, entities: &[Entity], phrases: &[Phrase]) -> Self {
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        for name in view.names {
            if let Some(owner) = frame::party(name, entities) {
                *counts.entry(owner).or_default() += 1;
            }
        }
        let mut ranked: Vec<(String, u32)> = counts.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let lead = ranked.first().map_or(0, |&(_, n)| n);
        let next = ranked.get(1).map_or(0, |&(_, n)| n);
        let leading = ranked.first().filter(|_| lead >= 2 && lead > next).map(|(owner, _)| owner.clone());
        let (home, is_release) = home_of(view, phrases);
        Self { leading, first_two: ranked.into_iter().take(2).map(|(owner, _)| owner).collect(), home, is_release }
    }

    /// The other of the two leading parties.
    fn other(&self, party: &str) -> Option<String> {
        let known = self.first_two.iter().any(|one| one == party);
        self.first_two.iter().find(|one| *one != party).filter(|_| known).cloned()
    }
}

/// The state whose ships, units and services a text names most, and whether it names hardly any other's.
fn home_of(view: &View<'_>, phrases: &[Phrase]) -> (Option<String>, bool) {
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
    let mut ranked: Vec<(CountryCode, u32)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let lead = ranked.first().map_or(0, |&(_, n)| n);
    let rest: u32 = ranked.iter().skip(1).map(|&(_, n)| n).sum();
    let all = u32::try_from(phrases.len()).unwrap_or(u32::MAX);
    let home = ranked.first().filter(|_| lead > rest && lead.saturating_mul(4) >= all).map(|(code, _)| code.as_str().to_owned());
    (home, lead >= 3 && lead >= 3 * rest && lead.saturating_mul(3) >= all)
}

/// The services of one state write Soldiers, Sailors, Airmen and Marines with a capital inside a sentence.
fn is_us_style(view: &View<'_>, phrase: &Phrase) -> bool {
    let last = phrase.head.tokens.end.saturating_sub(1);
    matches!(view.word(last), "Soldiers" | "Sailors" | "Airmen" | "Marines" | "Guardsmen") && !view.opens(last, phrase.sentence)
}

/// A named formation, ship or base without a state of its own belongs to the forces that the text is about.
fn home(view: &View<'_>, parties: &Parties, phrase: &Phrase) -> Answer {
    let named = matches!(phrase.head.kind, CoreKind::Ship | CoreKind::Unit | CoreKind::Base) || is_us_style(view, phrase);
    parties.home.clone().filter(|_| named).map_or(Answer::Pass, Answer::Is)
}

/// Climbs the ladder for one phrase. `previous` is the phrase before it in the same list, with its answer.
pub(super) fn find(
    view: &View<'_>,
    entities: &[Entity],
    parties: &Parties,
    phrase: &Phrase,
    frame: Option<Frame>,
    previous: Option<&Ownership>,
    trace: &mut Vec<String>,
) -> Ownership {
    let mut found = Ownership::default();
    if let Some(frame) = frame
        && frame.action == Action::Give
    {
        found.giver = frame::subject(view, entities, frame.verb, phrase.sentence).filter(|_| !frame.passive).map(|(owner, _)| owner);
        found.receiver = frame::receiver(view, frame.verb, phrase.sentence, phrase.tokens).and_then(|name| frame::party(name, entities));
        if found.giver == found.receiver {
            found.giver = None;
        }
    }
    let giver = found.giver.clone();
    let sieves: [(&'static str, &dyn Fn() -> Answer); 12] = [
        ("owner.inside", &|| inside(view, phrase)),
        ("owner.possessive", &|| possessive(view, entities, phrase)),
        ("owner.of", &|| of_party(view, phrase)),
        ("owner.name", &|| {
            phrase
                .head
                .maker
                .filter(|_| matches!(phrase.head.kind, super::core::CoreKind::Ship))
                .map_or(Answer::Pass, |code| Answer::Is(code.as_str().to_owned()))
        }),
        ("owner.list", &|| previous.and_then(|previous| previous.owner.clone()).map_or(Answer::Pass, Answer::Is)),
        ("owner.pronoun", &|| pronoun(view, entities, phrase)),
        ("owner.frame", &|| frame.map_or(Answer::Pass, |frame| by_frame(view, entities, parties, phrase, frame, giver.clone()))),
        ("owner.home", &|| home(view, parties, phrase)),
        ("owner.wanted", &|| wanted(view, phrase)),
        ("owner.release", &|| parties.home.clone().filter(|_| parties.is_release).map_or(Answer::Pass, Answer::Is)),
        ("owner.sentence", &|| sentence(view, entities, phrase)),
        ("owner.article", &|| parties.leading.clone().or_else(|| parties.home.clone()).map_or(Answer::Pass, Answer::Is)),
    ];
    for (rule, sieve) in sieves {
        match sieve() {
            Answer::Is(owner) => {
                trace.push(format!("{rule}: {owner}"));
                found.owner = Some(owner);
                found.rule = rule;
                break;
            }
            Answer::Nobody => {
                trace.push(format!("{rule}: nobody"));
                found.rule = rule;
                break;
            }
            Answer::Pass => trace.push(format!("{rule}: –")),
        }
    }
    found
}

/// What a sieve says.
enum Answer {
    Is(String),
    /// Nobody has it at the time told.
    Nobody,
    /// The next sieve shall say.
    Pass,
}

/// A state, nationality or group inside the phrase; two different ones, or *western*, leave it open.
fn inside(view: &View<'_>, phrase: &Phrase) -> Answer {
    let firm = phrase.head.tokens;
    let fits = |name: &&Name| {
        let own = firm.holds(name.tokens.start) && matches!(phrase.head.kind, CoreKind::Unit | CoreKind::Ship | CoreKind::Base);
        name.tokens.end <= phrase.tokens.end
            && is_party(name)
            && (!own || name.owner.is_some() || name.kind == EntityKind::Nationality)
            && !is_origin(view, name)
    };
    let mut owners = view.names_in(phrase.tokens).iter().filter(fits).filter_map(owner_of);
    let Some(first) = owners.next() else {
        let west = phrase.tokens.iter().any(|at| matches!(view.word(at), "western" | "Western" | "allied" | "foreign" | "coalition"));
        return if west { Answer::Nobody } else { Answer::Pass };
    };
    if owners.all(|owner| owner == first) { Answer::Is(first) } else { Answer::Nobody }
}

/// `US-made`, `Soviet-era`: who made it, not who has it.
fn is_origin(view: &View<'_>, name: &Name) -> bool {
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
    )
}

/// `Russia's`, `the Kremlin's`, `Kyiv's` right before the phrase.
fn possessive(view: &View<'_>, entities: &[Entity], phrase: &Phrase) -> Answer {
    let mut at = phrase.tokens.start;
    while at > phrase.sentence.start && view.kind(at - 1) != TokenKind::Possessive && is_light(view, at - 1) {
        at -= 1;
    }
    let Some(mark) = at.checked_sub(1).filter(|&mark| mark > phrase.sentence.start && view.kind(mark) == TokenKind::Possessive) else {
        return Answer::Pass;
    };
    let Some(name) = view.name_at(mark - 1) else { return Answer::Pass };
    frame::party(name, entities).map_or_else(|| name.country.map_or(Answer::Pass, |code| Answer::Is(code.as_str().to_owned())), Answer::Is)
}

/// Words that may stand between a possessor and the phrase.
fn is_light(view: &View<'_>, at: usize) -> bool {
    matches!(view.tag(at), Tag::Adjective | Tag::Numeral | Tag::Noun | Tag::Adverb) || view.quantity_at(at).is_some()
}

/// `of Belarus`, `of the Russian Federation` right after the phrase.
fn of_party(view: &View<'_>, phrase: &Phrase) -> Answer {
    if !matches!(view.word(phrase.tokens.end), "of" | "from") {
        return Answer::Pass;
    }
    let mut at = phrase.tokens.end + 1;
    if view.word(at) == "the" {
        at += 1;
    }
    match view.party_at(at) {
        Some(name) if name.tokens.end <= phrase.sentence.end => owner_of(name).map_or(Answer::Pass, Answer::Is),
        _ => Answer::Pass,
    }
}

/// `its`, `their`, `his` right before the phrase: the nearest party before it.
fn pronoun(view: &View<'_>, entities: &[Entity], phrase: &Phrase) -> Answer {
    let mut at = phrase.tokens.start;
    while at > phrase.sentence.start && is_light(view, at - 1) {
        at -= 1;
    }
    let word = view.before(at, phrase.sentence);
    if !matches!(word, "its" | "their" | "his" | "her" | "Its" | "Their" | "His" | "Her") {
        return Answer::Pass;
    }
    frame::subject(view, entities, at - 1, phrase.sentence).map_or(Answer::Pass, |(owner, _)| Answer::Is(owner))
}

/// What the governing verb says.
fn by_frame(view: &View<'_>, entities: &[Entity], parties: &Parties, phrase: &Phrase, frame: Frame, giver: Option<String>) -> Answer {
    if frame.action == Action::Request && frame.after && frame.passive {
        return Answer::Nobody;
    }
    if frame.after {
        // "the troops that Peru sent"
        let between = TokenRange::new(phrase.tokens.end, frame.verb);
        let party = view
            .names_in(between)
            .iter()
            .rev()
            .find(|name| !frame::is_located(view, name, phrase.sentence))
            .and_then(|name| frame::party(name, entities));
        if let Some(party) = party.filter(|_| {
            !frame.passive && matches!(view.word(phrase.tokens.end), "that" | "which" | "the") || view.party_at(phrase.tokens.end).is_some()
        }) {
            return Answer::Is(party);
        }
        return by_agent(view, entities, parties, frame);
    }
    let acting = frame::subject(view, entities, frame.verb, phrase.sentence);
    if acting.as_ref().is_some_and(|(owner, name)| is_one_of_two(view, entities, owner, name)) {
        return Answer::Nobody;
    }
    let subject = || acting.map(|(owner, _)| owner);
    let answer = match frame.action {
        Action::Request => return Answer::Nobody,
        Action::Give if is_urged(view, phrase, frame) || is_given_by_allies(view, phrase, frame) => return Answer::Nobody,
        Action::Give => giver,
        Action::Destroy => subject().and_then(|party| parties.other(&party)),
        _ => subject(),
    };
    answer.map_or(Answer::Pass, Answer::Is)
}

/// "Norway and Peru sent": neither alone.
fn is_one_of_two(view: &View<'_>, entities: &[Entity], owner: &str, name: &Name) -> bool {
    let Some(and) = name.tokens.start.checked_sub(1).filter(|&and| view.word(and) == "and") else { return false };
    let other = and.checked_sub(1).and_then(|at| view.name_at(at)).and_then(|name| frame::party(name, entities));
    other.is_some_and(|other| other != owner)
}

/// Somebody asks others to give: "urged ministers to provide …".
fn is_urged(view: &View<'_>, phrase: &Phrase, frame: Frame) -> bool {
    let from = frame.verb.saturating_sub(14).max(phrase.sentence.start);
    (from..frame.verb).any(|at| view.role(at).is(Role::REQUEST) && view.tag(at).is_verb() && view.tag(at) != Tag::Auxiliary)
        && (from..frame.verb).any(|at| view.word(at) == "to")
}

/// The giver is no state of its own: "the west", "allies", "partners".
fn is_given_by_allies(view: &View<'_>, phrase: &Phrase, frame: Frame) -> bool {
    let from = frame.verb.saturating_sub(10).max(phrase.sentence.start);
    let at = (from..frame.verb).rev().find(|&at| view.party_at(at).is_some() || is_alliance(view.word(at)));
    at.is_some_and(|at| view.party_at(at).is_none())
}

fn is_alliance(word: &str) -> bool {
    matches!(word, "west" | "West" | "allies" | "partners" | "backers" | "supporters" | "friends" | "donors")
}

/// `more drones` that nobody is said to have are wanted ones.
fn wanted(view: &View<'_>, phrase: &Phrase) -> Answer {
    let more = phrase.quantity.is_none() && phrase.tokens.iter().any(|at| view.word(at) == "more");
    if more { Answer::Nobody } else { Answer::Pass }
}

/// `captured by Peru`: the party after *by*.
fn by_agent(view: &View<'_>, entities: &[Entity], parties: &Parties, frame: Frame) -> Answer {
    if view.word(frame.verb + 1) != "by" {
        return Answer::Pass;
    }
    let agent = (frame.verb + 2..frame.verb + 5).find_map(|at| view.name_at(at)).and_then(|name| frame::party(name, entities));
    let owner = match frame.action {
        Action::Destroy => agent.and_then(|party| parties.other(&party)),
        _ => agent,
    };
    owner.map_or(Answer::Pass, Answer::Is)
}

/// The only party that the sentence names; for a base the state of the place where it lies.
fn sentence(view: &View<'_>, entities: &[Entity], phrase: &Phrase) -> Answer {
    let names = view.names_in(phrase.sentence);
    if phrase.category == AssetCategory::Base
        && let Some(code) = names
            .iter()
            .find(|name| name.tokens.start >= phrase.tokens.end && matches!(name.kind, EntityKind::Place | EntityKind::Country))
            .and_then(|name| name.country)
    {
        return Answer::Is(code.as_str().to_owned());
    }
    let eligible = |name: &&Name| !frame::is_located(view, name, phrase.sentence) && !is_origin(view, name);
    let party = |name: &Name| frame::party(name, entities);
    let (spoken, others): (Vec<&Name>, Vec<&Name>) = names.iter().filter(eligible).partition(|name| is_speaker(view, name.tokens));
    let others: Vec<String> = others.into_iter().filter_map(party).collect();
    // "Peru said it would form battalions"
    let own = phrase.sentence.iter().any(|at| matches!(view.word(at), "it" | "its" | "they" | "their" | "we" | "our"));
    // "Peru showed twelve tanks": the phrase is the object of the verb
    let object = !matches!(view.tag(phrase.tokens.end), Tag::Verb | Tag::VerbPast | Tag::VerbParticiple | Tag::Auxiliary)
        && spoken.iter().any(|name| name.tokens.end + 1 == phrase.tokens.start);
    let owners = if others.is_empty() && (own || object) { spoken.into_iter().filter_map(party).collect() } else { others };
    match owners.split_first() {
        Some((first, rest)) if rest.iter().all(|owner| owner == first) => Answer::Is(first.clone()),
        _ => Answer::Pass,
    }
}

/// A name right beside a reporting verb.
fn is_speaker(view: &View<'_>, tokens: TokenRange) -> bool {
    view.info(tokens.end).verb != 0 || tokens.start.checked_sub(1).is_some_and(|b| view.info(b).verb != 0)
}
