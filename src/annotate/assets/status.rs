//! What the text says happens to an asset, and who says so.

use super::{
    frame::{Action, Frame},
    phrase::Phrase,
    view::View,
};
use crate::{annotate::Tag, label::AssetStatus, lexicon::equipment::Role};

/// The status, from the governing verb or a participle inside the phrase.
pub(super) fn find(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> Option<AssetStatus> {
    let participle = phrase.tokens.iter().find_map(|at| match view.word(at) {
        "captured" | "seized" => Some(AssetStatus::Captured),
        "destroyed" | "downed" | "sunken" => Some(AssetStatus::Destroyed),
        "donated" => Some(AssetStatus::Delivered),
        _ => None,
    });
    if participle.is_some() {
        return participle;
    }
    let frame = frame?;
    // a brigade that lost guns is not lost itself
    if frame.after && !frame.passive && !matches!(frame.action, Action::Deploy | Action::Use) {
        return None;
    }
    let status = match frame.action {
        Action::Give if !is_handed_over(view, frame) => AssetStatus::Promised,
        Action::Give | Action::Receive => AssetStatus::Delivered,
        Action::Request => AssetStatus::Requested,
        Action::Lose => AssetStatus::Lost,
        Action::Capture => AssetStatus::Captured,
        Action::Destroy if is_destruction(view.word(frame.verb)) => AssetStatus::Destroyed,
        Action::Destroy | Action::Buy | Action::Hold => return None,
        Action::Deploy => AssetStatus::Deployed,
        Action::Use => AssetStatus::Used,
    };
    let exercise =
        matches!(status, AssetStatus::Deployed | AssetStatus::Used) && phrase.sentence.iter().any(|at| view.role(at).is(Role::EXERCISE));
    Some(if exercise { AssetStatus::Exercise } else { status })
}

/// Whether what was given is with its receiver already.
pub(super) fn is_handed_over(view: &View<'_>, frame: Frame) -> bool {
    !frame.ahead && is_done(view, frame)
}

fn is_done(view: &View<'_>, frame: Frame) -> bool {
    matches!(view.tag(frame.verb), Tag::VerbPast | Tag::VerbParticiple)
}

/// Verbs that leave nothing, unlike those that only aim or hit.
fn is_destruction(word: &str) -> bool {
    matches!(
        word,
        "destroy"
            | "destroyed"
            | "destroying"
            | "destroys"
            | "sank"
            | "sunk"
            | "sink"
            | "sinking"
            | "downed"
            | "downing"
            | "shot"
            | "eliminated"
            | "neutralized"
            | "neutralised"
            | "intercepted"
            | "down"
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
