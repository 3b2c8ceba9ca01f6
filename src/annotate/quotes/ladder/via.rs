//! Who reported what somebody else said: "…, Orlova said, according to the ministry".

use super::{Ladder, Stretch};
use crate::{
    annotate::quotes::clause::Attribution,
    span::{Span, TokenRange},
};

/// How far from the quotation its reporter is looked for, in tokens.
const REACH: usize = 60;

impl Ladder<'_, '_> {
    /// The words that name who passed the quotation on, where another than `attribution` reports it in the same sentence.
    pub(super) fn reporter(&self, stretch: &Stretch<'_>, attribution: &Attribution) -> Option<Span> {
        let document = self.clauses.document;
        let speaker = attribution.tokens;
        let start = stretch.sentence.start.max(stretch.open.saturating_sub(REACH));
        let sentence = TokenRange::new(start, stretch.sentence.end.max(stretch.close).min(stretch.close + REACH));
        let other = |subject: TokenRange| {
            let apart = !subject.overlaps(speaker) && self.clauses.can_speak(subject) && self.clauses.is_somebody(subject);
            (apart && document.words(subject) != document.words(speaker)).then(|| document.span(subject))
        };
        let inside = |at: usize| (stretch.open..stretch.close).contains(&at);
        for at in (start..stretch.open).chain(stretch.close..sentence.end) {
            let word = self.clauses.word(at);
            let framed = match word {
                "according" | "According" if self.clauses.word(at + 1) == "to" => Some(at + 2),
                // "was quoted as saying by X", "quoted by X"
                "by" if (at.saturating_sub(4)..at).any(|before| matches!(self.clauses.word(before), "quoted" | "cited")) => Some(at + 1),
                _ => None,
            };
            if let Some(subject) = framed.and_then(|start| self.clauses.subject_after(start, sentence.end)) {
                return other(subject);
            }
        }
        // "…," X said, Y reported
        let behind = speaker.end.max(stretch.close);
        let cue = (behind + 1..sentence.end).filter(|&at| !inside(at)).filter_map(|at| self.cue_at(at)).find(|cue| {
            let closes = cue.end >= sentence.end || matches!(self.clauses.word(cue.end), "." | "," | "in" | "on");
            closes && cue.verb.direct && self.clauses.is_finite(*cue)
        })?;
        let comma = (behind.saturating_sub(2)..cue.at).rev().find(|&at| self.clauses.word(at) == ",")?;
        let subject = self.clauses.subject_before(cue.at, comma + 1).filter(|subject| subject.start == comma + 1)?;
        let own = attribution.cue.is_some_and(|own| document.range(own).overlaps(TokenRange::new(cue.at, cue.end)));
        if own { None } else { other(subject) }
    }
}
