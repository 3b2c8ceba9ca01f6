//! The two sides of a report that calls one of them the enemy.

use super::{View, is_origin, is_state};
use crate::document::TokenKind;

/// Who tells of a fight in a report that one side writes, and against whom.
#[derive(Clone, Copy, Debug)]
pub(in crate::annotate::assets) struct Sides<'a> {
    /// Whose report it is: the state of the body that opens it.
    pub own: &'a str,
    /// The enemy: the state that it names most besides.
    pub enemy: &'a str,
}

/// Whether a word is how a report of one side calls the other.
pub(in crate::annotate::assets) fn is_enemy(word: &str) -> bool {
    matches!(word, "enemy" | "Enemy" | "occupiers" | "Occupiers" | "invaders" | "Invaders" | "aggressor" | "adversary")
}

/// Whether token `at` stands between quotation marks, by the mark before it in its paragraph.
pub(in crate::annotate::assets) fn is_quoted(view: &View<'_>, at: usize) -> bool {
    let start = view.document.paragraphs().get(view.document.paragraph_of(at)).map_or(0, |paragraph| paragraph.tokens.start);
    let mark = (start.max(at.saturating_sub(120))..at).rev().find(|&i| view.kind(i) == TokenKind::Quote);
    mark.is_some_and(|mark| mark == start || view.is_spaced(mark) && !view.is_spaced(mark + 1))
}

/// The two sides of a report that a body of one side opens, and that says twice or more outside of quotations who the enemy is.
pub(super) fn sides<'a>(view: &View<'a>) -> Option<Sides<'a>> {
    let count = view.document.tokens().len();
    let named = |at: &usize| is_enemy(view.word(*at)) && view.word(at + 1) != "of" && !is_quoted(view, *at);
    (0..count).filter(named).nth(1)?;
    let opens = |at: usize| {
        matches!(view.word(at), "Staff" | "Forces" | "Ministry" | "Command" | "Army" | "Navy" | "Headquarters" | "HEADQUARTERS" | "Brigade")
    };
    (0..count.min(12)).find(|&at| opens(at))?;
    let states = view.names.iter().filter(|name| !is_origin(view, name)).filter_map(|name| Some((name, view.owner_of(name)?)));
    let mut states = states.filter(|(_, owner)| is_state(owner)).peekable();
    let own = states.peek().filter(|(name, _)| name.tokens.start < 25)?.1;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, state) in states.filter(|(_, state)| *state != own) {
        match counts.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += 1,
            None => counts.push((state, 1)),
        }
    }
    // the first among equals
    let enemy = counts.iter().rev().max_by_key(|(_, count)| *count)?.0;
    Some(Sides { own, enemy })
}
