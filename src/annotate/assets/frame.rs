//! The verb that governs an asset, with its subject and the party that gets something.

use super::view::View;
use crate::{
    annotate::{Name, Tag},
    document::TokenKind,
    label::EntityKind,
    lexicon::equipment::Role,
    span::TokenRange,
};

/// What the governing verb does with the asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Give,
    Receive,
    Buy,
    Hold,
    Deploy,
    Use,
    Capture,
    Destroy,
    Lose,
    Request,
    /// A whole has the asset as its part.
    Contain,
    /// The asset takes part in a drill.
    Train,
    /// Another sees or follows it.
    Watch,
}

impl Action {
    const ALL: [(u32, Self); 13] = [
        (Role::GIVE, Self::Give),
        (Role::RECEIVE, Self::Receive),
        (Role::REQUEST, Self::Request),
        (Role::LOSE, Self::Lose),
        (Role::CAPTURE, Self::Capture),
        (Role::DESTROY, Self::Destroy),
        (Role::DEPLOY, Self::Deploy),
        (Role::USE, Self::Use),
        (Role::BUY, Self::Buy),
        (Role::HOLD, Self::Hold),
        (Role::CONTAIN, Self::Contain),
        (Role::TRAIN, Self::Train),
        (Role::WATCH, Self::Watch),
    ];
}

/// A governing verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub action: Action,
    /// Token of the verb or of the noun made of it.
    pub verb: usize,
    /// The verb stands after the asset, which is its subject or its passive object.
    pub after: bool,
    /// In the passive voice.
    pub passive: bool,
    /// Not yet done: promised, planned, allowed.
    pub ahead: bool,
}

/// How far from the asset a governing verb is sought, in tokens.
const REACH: usize = 30;

/// The verb that governs the phrase over `tokens`: the nearest before it, else the nearest after it.
pub(super) fn find(view: &View<'_>, tokens: TokenRange, sentence: TokenRange) -> Option<Frame> {
    // the asset is the subject: "the brigade lost two guns"
    if matches!(view.tag(tokens.end), Tag::VerbPast | Tag::Verb | Tag::Auxiliary)
        && let Some(frame) = after(view, tokens, sentence)
    {
        // "shot down three drones launched from the coast"
        let reduced = frame.verb == tokens.end
            && matches!(view.word(tokens.end + 1), "from" | "by" | "at" | "against")
            && view.role(frame.verb).is(Role::USE | Role::BUY | Role::GIVE | Role::CAPTURE);
        return if reduced {
            before(view, tokens, sentence).filter(|before| !before.passive).or_else(|| main(view, frame, sentence)).or(Some(frame))
        } else {
            Some(frame)
        };
    }
    // "days after the last soldiers flew home, a plane landed": the subject of a verb of its own
    let article = usize::from(matches!(view.before(tokens.start, sentence), "a" | "an" | "the"));
    let past = match view.tag(tokens.end) {
        Tag::VerbPast => true,
        Tag::VerbParticiple => view.tag(tokens.end + 1) == Tag::Adposition && view.word(tokens.end + 1) != "by",
        _ => false,
    };
    let own = past && view.before(tokens.start - article, sentence) == ",";
    let near = if own { None } else { before(view, tokens, sentence) };
    // "promised a package that will include ten guns"
    if near.is_some_and(|frame| frame.action == Action::Contain) {
        // "That includes the howitzers, which the army has used"
        let relative = (0..2).any(|n| matches!(view.word(tokens.end + n), "which" | "that"));
        let own = if relative { after(view, tokens, sentence) } else { None };
        return own.or_else(|| promise(view, tokens, sentence)).or(near);
    }
    let behind = || {
        let frame = after(view, tokens, sentence)?;
        let reduced = frame.verb == tokens.end && view.tag(frame.verb) == Tag::VerbParticiple && view.role(frame.verb).is(Role::BUY);
        if reduced { main(view, frame, sentence).or(Some(frame)) } else { Some(frame) }
    };
    near.or_else(behind).or_else(|| promise(view, tokens, sentence))
}

/// `the guns ordered from Peru have been handed over`: the verb of the clause, behind a participle.
fn main(view: &View<'_>, reduced: Frame, sentence: TokenRange) -> Option<Frame> {
    let auxiliary = (reduced.verb + 1..sentence.end.min(reduced.verb + 8)).find(|&at| view.tag(at) == Tag::Auxiliary)?;
    after(view, TokenRange::new(reduced.verb, auxiliary), sentence).filter(|main| main.passive && main.verb < auxiliary + 4)
}

/// A promise far before the asset: "announced that 1 billion in artillery would go to …".
fn promise(view: &View<'_>, tokens: TokenRange, sentence: TokenRange) -> Option<Frame> {
    let from = tokens.start.saturating_sub(REACH).max(sentence.start);
    let verb = (from..tokens.start).rev().find(|&at| {
        view.role(at).is(Role::PROMISE)
            && view.tag(at).is_verb()
            && !matches!(view.word(at), "plan" | "plans" | "planned" | "planning" | "intend" | "intends" | "agreed" | "agree")
    })?;
    Some(Frame { action: Action::Give, verb, after: false, passive: false, ahead: true })
}

fn before(view: &View<'_>, tokens: TokenRange, sentence: TokenRange) -> Option<Frame> {
    let first = tokens.start.saturating_sub(REACH).max(sentence.start);
    let start = view.with_article(tokens.start, sentence);
    let from = view.before(start, sentence) == "from";
    for at in (first..tokens.start).rev() {
        let word = view.word(at);
        if matches!(word, ";" | ":" | "which" | "who" | "that" | "because" | "while" | "although" | "if" | "when" | "after") {
            return None;
        }
        // "“We will get everyone,” said a sergeant in the brigade"
        if view.kind(at) == TokenKind::Quote && matches!(view.word(at.saturating_sub(1)), "," | "." | "!" | "?") {
            return None;
        }
        let action = match action(view, at) {
            Some(action) => action,
            // "and Peru promised a shipment": nearer than what another gave
            None if view.tag(at).is_verb() && is_pledge(word) && !from => Action::Give,
            None => continue,
        };
        // "took over the post from a detachment": who hands it over
        if from && matches!(action, Action::Receive | Action::Capture | Action::Buy) {
            continue;
        }
        // "shot them down with guns": what is used, not what is hit
        let preposition = view.before(start, sentence);
        let tool = matches!(preposition, "with" | "using");
        // "three jets had been destroyed and a store had blown up"
        let harmed = is_passive(view, at, sentence) && matches!(action, Action::Destroy | Action::Capture);
        if harmed && !tool && preposition != "by" {
            continue;
        }
        // "fired a rocket at a tank": what is hit, not what is used
        let aim = action == Action::Use && matches!(view.before(start, sentence), "at" | "on" | "against" | "toward" | "towards");
        let action = if aim { Action::Destroy } else { action };
        let action = if tool && matches!(action, Action::Destroy | Action::Capture | Action::Watch) { Action::Use } else { action };
        return Some(Frame {
            action,
            verb: at,
            after: false,
            passive: is_passive(view, at, sentence),
            ahead: is_ahead(view, at, sentence) || is_pledge(word),
        });
    }
    None
}

/// Verbs of promising a thing.
fn is_pledge(word: &str) -> bool {
    let stem = ["promis", "pledg", "offer"].iter().find_map(|stem| word.strip_prefix(stem));
    matches!(stem, Some("" | "e" | "ed" | "es" | "ing" | "s"))
}

fn after(view: &View<'_>, tokens: TokenRange, sentence: TokenRange) -> Option<Frame> {
    let to = (tokens.end + REACH / 2).min(sentence.end);
    for at in tokens.end..to {
        if matches!(view.word(at), ";" | ":" | ".") {
            return None;
        }
        let Some(action) = action(view, at) else { continue };
        // "jets had struck" is no passive
        let perfect = (at.saturating_sub(3).max(tokens.end)..at).any(|i| matches!(view.word(i), "has" | "have" | "had"));
        // "the frigate brought down the drones" is none, whatever the tagger makes of the verb
        let object = at + 1 + usize::from(matches!(view.word(at + 1), "down" | "out" | "up"));
        let acts = view.tag(object) == Tag::Determiner || view.quantity_at(object).is_some_and(|count| count.tokens.start == object);
        let passive = is_passive(view, at, sentence) || view.tag(at) == Tag::VerbParticiple && !perfect && !acts;
        return Some(Frame { action, verb: at, after: true, passive, ahead: is_ahead(view, at, sentence) });
    }
    None
}

/// Whether the verb at `at` gives something to somebody.
pub(super) fn gives(view: &View<'_>, at: usize) -> bool {
    view.tag(at).is_verb() && action(view, at) == Some(Action::Give)
}

/// What the verb at `at` does, where it is one of those that tell an owner or a fate.
fn action(view: &View<'_>, at: usize) -> Option<Action> {
    let role = view.role(at);
    let tag = view.tag(at);
    let noun = matches!(
        view.word(at),
        "deployment" | "build-up" | "buildup" | "loss" | "provision" | "supply" | "supplies" | "need" | "needs" | "shortage" | "shortages"
    );
    let next = view.word(at + 1);
    // "a contract for 40 jets"
    if matches!(view.word(at), "contract" | "deal" | "contracts" | "deals" | "order" | "orders")
        && !tag.is_verb()
        && matches!(next, "for" | "worth")
    {
        return Some(Action::Buy);
    }
    if !tag.is_verb() && tag != Tag::Auxiliary && !noun && next != "down" {
        return None;
    }
    match (view.word(at), next) {
        ("sale" | "transfer" | "donation" | "handover", "of")
        | ("hand" | "hands" | "handed" | "handing" | "turned" | "turning", "over") => return Some(Action::Give),
        // who is supported by guns gets none
        ("supported", "by") => return None,
        ("made", "up") => return Some(Action::Contain),
        ("armed" | "equipped", "with") => return Some(Action::Hold),
        ("wait" | "waited" | "waiting" | "waits", "for") => return Some(Action::Buy),
        ("bring" | "brings" | "bringing" | "brought" | "take" | "takes" | "took" | "taken", "down")
        | ("blew" | "blown" | "blowing", "up")
        | ("knock" | "knocked" | "knocking" | "wiped" | "take" | "takes" | "took" | "taken", "out") => return Some(Action::Destroy),
        _ => {}
    }
    // "sent Moscow ten wagons", "have gone to Peru"
    let named = |at: usize| view.name_at(at).is_some_and(|name| name.kind == EntityKind::Country || view.owner_of(name).is_some());
    let dative = matches!(view.word(at), "send" | "sends" | "sent" | "sending") && named(at + 1);
    if dative || matches!((view.word(at), next), ("gone" | "went", "to")) && (named(at + 2) || named(at + 3)) {
        return Some(Action::Give);
    }
    if matches!((view.word(at), next), ("carried" | "carrying" | "made" | "making", "off")) {
        return Some(Action::Capture);
    }
    if matches!(view.word(at), "leaving" | "left" | "leave") && next == "behind" {
        return Some(Action::Lose);
    }
    // "have been or will be sent", "most have not": no having
    let been = |word: &str| matches!(word, "been" | "to" | "yet" | "." | "," | "not" | "n't" | "n’t");
    if matches!(view.word(at), "has" | "have" | "had")
        && (been(next) || matches!(next, "also" | "long" | "since") && been(view.word(at + 2)))
    {
        return None;
    }
    // "has sent": the auxiliary is not the verb
    if matches!(view.word(at), "has" | "have" | "had" | "having")
        && (1..4).any(|n| {
            view.tag(at + n) == Tag::VerbParticiple || n == 1 && view.tag(at + 1) == Tag::VerbPast || n == 1 && view.word(at + 1) == "hit"
        })
    {
        return None;
    }
    // "took part", "took over": only what is taken from somebody
    if matches!(view.word(at), "took" | "take" | "takes" | "taking" | "taken") {
        match next {
            "delivery" | "over" => return Some(Action::Receive),
            "part" => return Some(Action::Train),
            "charge" | "responsibility" | "note" | "care" | "advantage" | "turns" | "steps" | "office" | "stock" | "off" | "place"
            | "aim" | "up" | "to" | "on" | "out" | "control" | "command" => return None,
            _ => {}
        }
    }
    // "tracked carriers", "Optically tracked": no deed
    let helped = || (at.saturating_sub(3)..at).any(|i| view.tag(i) == Tag::Auxiliary);
    if role.is(Role::WATCH) && !matches!(tag, Tag::Verb | Tag::VerbPast | Tag::VerbGerund) && !helped() {
        return None;
    }
    Action::ALL.iter().find(|(flag, _)| role.is(*flag)).map(|&(_, action)| action)
}

fn is_passive(view: &View<'_>, at: usize, sentence: TokenRange) -> bool {
    view.tag(at) == Tag::VerbParticiple
        && (at.saturating_sub(3).max(sentence.start)..at)
            .any(|i| matches!(view.word(i), "be" | "been" | "being" | "was" | "were" | "is" | "are" | "got"))
}

/// Whether words before the verb say that it is yet to come.
fn is_ahead(view: &View<'_>, at: usize, sentence: TokenRange) -> bool {
    let from = at.saturating_sub(5).max(sentence.start);
    (from..at).any(|i| view.role(i).is(Role::PROMISE) || matches!(view.word(i), "could" | "should" | "may" | "might" | "must" | "'ll"))
}

/// Whether the words before a verb such as *include* name a collection of things told of before: "The package", "That".
pub(super) fn is_whole(view: &View<'_>, range: TokenRange) -> bool {
    range.iter().any(|at| {
        matches!(
            view.word(at),
            "package"
                | "packages"
                | "shipment"
                | "shipments"
                | "delivery"
                | "deliveries"
                | "aid"
                | "assistance"
                | "tranche"
                | "batch"
                | "consignment"
                | "list"
                | "It"
                | "They"
                | "That"
                | "These"
        )
    })
}

/// The party to whom something goes: `to X` or `for X` after the verb, or X right after it (`gave X tanks`).
pub(super) fn receiver<'a>(view: &View<'a>, verb: usize, sentence: TokenRange, skip: TokenRange) -> Option<&'a Name> {
    let names = view.names_in(TokenRange::new(verb + 1, sentence.end.min(verb + 45)));
    names.iter().find(|name| {
        if name.tokens.overlaps(skip)
            || !matches!(name.kind, EntityKind::Country | EntityKind::Nationality | EntityKind::Organization | EntityKind::Place)
        {
            return false;
        }
        let mut at = name.tokens.start;
        while at > verb + 1 && (matches!(view.word(at - 1), "the" | "a" | "an") || view.tag(at - 1) == Tag::Adjective) {
            at -= 1;
        }
        at == verb + 1 && matches!(name.kind, EntityKind::Country | EntityKind::Place)
            || matches!(view.word(at - 1), "to" | "for" | "towards" | "toward") && name.kind != EntityKind::Nationality
    })
}
