//! The two sides of a report that calls one of them the enemy.

use super::{View, is_origin, is_state};

/// Who tells of a fight in a report that one side writes, and against whom.
#[derive(Clone, Copy, Debug)]
pub(in crate::annotate::assets) struct Sides<'a> {
    /// Whose report it is: the state that it names first.
    pub own: &'a str,
    /// The enemy: the state that it names most besides.
    pub enemy: &'a str,
}

/// Whether a word is how a report of one side calls the other.
pub(in crate::annotate::assets) fn is_enemy(word: &str) -> bool {
    matches!(word, "enemy" | "Enemy" | "occupiers" | "Occupiers" | "invaders" | "Invaders" | "aggressor" | "adversary")
}

/// The two sides of a report that says twice or more who the enemy is.
pub(super) fn sides<'a>(view: &View<'a>) -> Option<Sides<'a>> {
    let count = view.document.tokens().len();
    let named = |at: &usize| is_enemy(view.word(*at)) && (at + 1..count.min(at + 2)).all(|next| view.word(next) != "of");
    (0..count).filter(named).nth(1)?;
    let states = view.names.iter().filter(|name| !is_origin(view, name)).filter_map(|name| view.owner_of(name)).filter(|o| is_state(o));
    let own = states.clone().next()?;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for state in states.filter(|&state| state != own) {
        match counts.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += 1,
            None => counts.push((state, 1)),
        }
    }
    // the first among equals
    let enemy = counts.iter().rev().max_by_key(|(_, count)| *count)?.0;
    Some(Sides { own, enemy })
}
