//! What the text says happens to an asset, and who says so.

use super::{
    frame::{Action, Frame},
    owner::is_help,
    phrase::Phrase,
    view::View,
};
use crate::{
    annotate::Tag,
    label::{AssetCategory, AssetStatus, EntityKind},
    lexicon::equipment::Role,
};

/// The status: from a participle inside the phrase, the governing verb, what the asset does for others, or the wait for it.
pub(super) fn find(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<AssetStatus> {
    let participle = phrase.tokens.iter().find_map(|at| match view.word(at) {
        "captured" | "seized" => Some(AssetStatus::Captured),
        "destroyed" | "downed" | "sunken" => Some(AssetStatus::Destroyed),
        "donated" => Some(AssetStatus::Delivered),
        _ => None,
    });
    let serving = || serves(view, phrase).then_some(if view.is_drill { AssetStatus::Exercise } else { AssetStatus::Used });
    let awaited = || is_awaited(view, phrase, frame).then_some(AssetStatus::Promised);
    participle.or_else(|| by_frame(view, phrase, frame)).or_else(serving).or_else(awaited)
}

/// What the governing verb tells.
fn by_frame(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<AssetStatus> {
    let named =
        || view.names_in(phrase.sentence).iter().any(|name| name.kind == EntityKind::Event && view.word(name.tokens.start) != "Operation");
    let here = phrase.sentence.iter().any(|at| view.role(at).is(Role::EXERCISE)) || named();
    let Some(frame) = frame else { return here.then_some(AssetStatus::Exercise) };
    // "hit by two drones": they did it
    let article = usize::from(matches!(view.before(phrase.tokens.start, phrase.sentence), "a" | "an" | "the" | "its"));
    let does = !frame.after && view.before(phrase.tokens.start - article, phrase.sentence) == "by";
    if does && matches!(frame.action, Action::Destroy | Action::Capture) && view.tag(frame.verb) == Tag::VerbParticiple {
        return Some(AssetStatus::Used);
    }
    // "losses at more than 40 tanks"
    let from = phrase.tokens.start.saturating_sub(12).max(phrase.sentence.start);
    if (from..phrase.tokens.start).any(|at| view.word(at) == "losses")
        && matches!(view.before(phrase.tokens.start, phrase.sentence), "at" | "of" | "including")
    {
        return Some(AssetStatus::Lost);
    }
    // a brigade equipped by another is not delivered
    if frame.after && frame.passive && frame.action == Action::Give && is_force(phrase) && is_help(view.word(frame.verb)) {
        return None;
    }
    let drill = here || is_of_drill(view, phrase, frame);
    // a brigade that lost guns is not lost itself
    if frame.after && !frame.passive {
        return match frame.action {
            Action::Deploy | Action::Use | Action::Train if drill => Some(AssetStatus::Exercise),
            Action::Deploy if frame.ahead => Some(AssetStatus::Promised),
            Action::Deploy => Some(AssetStatus::Deployed),
            // "two boats took part": in the drill that the text is about, else in what was done
            Action::Train if view.is_drill || view.word(frame.verb).starts_with("train") => Some(AssetStatus::Exercise),
            // jets that hit a depot are in use
            Action::Use | Action::Destroy | Action::Capture | Action::Train if !frame.ahead => Some(AssetStatus::Used),
            _ => None,
        };
    }
    let status = match frame.action {
        Action::Give if !is_handed_over(view, frame) => AssetStatus::Promised,
        Action::Receive | Action::Deploy if frame.ahead && !drill => AssetStatus::Promised,
        Action::Give | Action::Receive => AssetStatus::Delivered,
        Action::Request => AssetStatus::Requested,
        Action::Lose => AssetStatus::Lost,
        Action::Capture => AssetStatus::Captured,
        Action::Destroy if is_destruction(view.word(frame.verb), view.word(frame.verb + 1)) => AssetStatus::Destroyed,
        // "to train 300 gunners" is no drill
        Action::Train if view.word(frame.verb).starts_with("train") => return None,
        // "ordered 3,000 troops to the border", "has 400 soldiers in the north"
        Action::Buy if is_force(phrase) => AssetStatus::Deployed,
        Action::Hold if is_force(phrase) && !drill && matches!(view.word(phrase.tokens.end), "in" | "at" | "on" | "near") => {
            AssetStatus::Deployed
        }
        Action::Use if frame.ahead => return None,
        Action::Train => AssetStatus::Exercise,
        Action::Hold | Action::Contain if drill => AssetStatus::Exercise,
        Action::Destroy | Action::Buy | Action::Hold | Action::Contain | Action::Watch => return None,
        Action::Deploy => AssetStatus::Deployed,
        Action::Use => AssetStatus::Used,
    };
    let exercise = matches!(status, AssetStatus::Deployed | AssetStatus::Used) && drill;
    Some(if exercise { AssetStatus::Exercise } else { status })
}

/// Whether the asset does something for others or against them: "two jets circled overhead", "escorted by a frigate".
fn serves(view: &View<'_>, phrase: &Phrase) -> bool {
    let (start, end) = (phrase.tokens.start, phrase.tokens.end);
    let verb = end + usize::from(matches!(view.word(end), "also" | "had" | "has" | "have" | "then" | "which" | "who" | "that"));
    let link = matches!(view.word(verb + 1), "by" | "from" | "at" | "in" | "near" | "on");
    let acts = match view.tag(verb) {
        Tag::Verb | Tag::VerbPast => view.word(verb + 1) != "by",
        Tag::VerbParticiple => verb > end || !link,
        _ => false,
    };
    if acts && view.equipment.serves(view.word(verb)) {
        return true;
    }
    let Some(preposition) = view.with_article(start, phrase.sentence).checked_sub(1).filter(|&at| at > phrase.sentence.start) else {
        return false;
    };
    match view.word(preposition) {
        "by" => {
            let verb = preposition - 1;
            view.role(verb).is(Role::USE | Role::WATCH) || view.equipment.serves(view.word(verb))
        }
        "with" => matches!(view.word(preposition - 1), "answered" | "replied" | "responded" | "retaliated"),
        "of" | "from" => matches!(view.word(preposition - 1), "cover" | "escort" | "tow"),
        _ => false,
    }
}

/// Whether the asset is yet to come: ordered and awaited, or said to arrive.
fn is_awaited(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> bool {
    let end = phrase.tokens.end;
    let bought = frame.filter(|frame| frame.action == Action::Buy && !is_force(phrase)).is_some_and(|frame| {
        let word = view.word(frame.verb);
        let made = ["build", "built", "develop", "made", "mak", "manufactur", "produc"].iter().any(|stem| word.starts_with(stem));
        let waits = ["await", "expect", "order", "wait"].iter().any(|stem| word.starts_with(stem));
        waits || frame.ahead && (!made || frame.passive)
    });
    let on_order = (end..end + 4).any(|at| view.word(at) == "on" && view.word(at + 1) == "order");
    let to = match (view.word(end), view.word(end + 1)) {
        ("will", _) => end + 1,
        ("is" | "are", "to") => end + 2,
        _ => return bought || on_order,
    };
    let comes = matches!(view.word(to), "arrive" | "come" | "enter" | "fill" | "follow" | "go" | "join" | "land" | "reach" | "replace");
    bought || on_order || comes
}

/// Whether a text about a drill tells here of it: what moves or fires in a sentence without war.
fn is_of_drill(view: &View<'_>, phrase: &Phrase, frame: Frame) -> bool {
    let war = |at: usize| view.role(at).is(Role::DESTROY | Role::LOSE | Role::CASUALTY | Role::CAPTURE);
    let same = || {
        let paragraph = view.document.paragraph_of(phrase.tokens.start);
        let start = phrase.sentence.start.saturating_sub(60);
        (start..phrase.sentence.start).any(|at| view.role(at).is(Role::EXERCISE) && view.document.paragraph_of(at) == paragraph)
    };
    let moves = matches!(frame.action, Action::Deploy | Action::Train | Action::Contain);
    (view.is_drill && moves || same() && (moves || frame.action == Action::Use)) && !phrase.sentence.iter().any(war) && !frame.ahead
}

/// Whether forces of which nothing else is told stand where the text has them: "450 troops are in the north".
pub(super) fn may_stand(phrase: &Phrase, frame: Option<Frame>) -> bool {
    let idle = frame.is_none_or(|frame| matches!(frame.action, Action::Hold | Action::Contain) && !frame.ahead);
    let moves = matches!(
        phrase.category,
        AssetCategory::Personnel
            | AssetCategory::Unit
            | AssetCategory::Ship
            | AssetCategory::Submarine
            | AssetCategory::Aircraft
            | AssetCategory::Helicopter
            | AssetCategory::Tank
            | AssetCategory::ArmoredVehicle
            | AssetCategory::AirDefense
            | AssetCategory::Artillery
            | AssetCategory::Vehicle
    );
    idle && moves && (phrase.quantity.is_some() || phrase.designation.is_some())
}

/// Whether it is sent rather than bought.
const fn is_force(phrase: &Phrase) -> bool {
    matches!(phrase.category, AssetCategory::Personnel | AssetCategory::Unit)
}

/// Whether what was given is with its receiver already.
pub(super) fn is_handed_over(view: &View<'_>, frame: Frame) -> bool {
    !frame.ahead && is_done(view, frame)
}

fn is_done(view: &View<'_>, frame: Frame) -> bool {
    matches!(view.tag(frame.verb), Tag::VerbPast | Tag::VerbParticiple)
}

/// Verbs that leave nothing, unlike those that only aim or hit: the word and the next.
fn is_destruction(word: &str, next: &str) -> bool {
    matches!(next, "down" | "up" | "out")
        || matches!(
            word,
            "burned"
                | "burnt"
                | "destroy"
                | "destroyed"
                | "destroying"
                | "destroys"
                | "down"
                | "downed"
                | "downing"
                | "eliminated"
                | "intercepted"
                | "neutralised"
                | "neutralized"
                | "sank"
                | "shot"
                | "sink"
                | "sinking"
                | "sunk"
                | "torched"
        )
}

/// Number of the entity that the sentence names beside its reporting verb.
pub(super) fn claimed_by(view: &View<'_>, phrase: &Phrase) -> Option<usize> {
    let verb = phrase.sentence.iter().find(|&at| {
        !phrase.tokens.holds(at) && view.tag(at).is_verb() && view.lexicon.verb(view.info(at).verb).is_some_and(|verb| !verb.weak)
    })?;
    let names = view.names_in(phrase.sentence);
    let before = names.iter().rev().find(|name| name.tokens.end <= verb && verb - name.tokens.end <= 6);
    let after = names.iter().find(|name| name.tokens.start > verb && name.tokens.start - verb <= 6);
    before.or(after).filter(|name| !name.tokens.overlaps(phrase.tokens))?.entity
}
