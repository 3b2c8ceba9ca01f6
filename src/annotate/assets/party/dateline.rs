//! The state of the place where a text was written.

use super::View;
use crate::{country::CountryCode, label::EntityKind};

/// The state of the place in a dateline, which a dash, a colon or parentheses end.
pub(super) fn dateline<'a>(view: &View<'a>) -> Option<&'a str> {
    // the states of one land are shortened behind the town: "FAYETTEVILLE, N.C."
    let states = (0..8).take_while(|&at| !matches!(view.word(at), "—" | "–" | "--")).any(|at| is_shortened_state(view.word(at)));
    if states {
        return Some("US");
    }
    let name = view.names.first().filter(|name| name.tokens.start < 3 && matches!(name.kind, EntityKind::Place | EntityKind::Country))?;
    let ends = (name.tokens.end..name.tokens.end + 9).any(|at| matches!(view.word(at), "—" | "–" | "-" | "--" | "(" | ":"));
    let last = view.names.iter().take_while(|name| name.tokens.start < 8 && matches!(name.kind, EntityKind::Place | EntityKind::Country));
    last.filter_map(|name| name.country.as_ref()).last().map(CountryCode::as_str).filter(|_| ends)
}

/// Short forms of the states of the USA that news puts behind a town.
fn is_shortened_state(word: &str) -> bool {
    matches!(
        word,
        "Ala."
            | "Ariz."
            | "Ark."
            | "Calif."
            | "Colo."
            | "Conn."
            | "Fla."
            | "Ga."
            | "Ill."
            | "Kan."
            | "Ky."
            | "Md."
            | "Mass."
            | "Mich."
            | "Minn."
            | "Miss."
            | "Mo."
            | "Mont."
            | "Neb."
            | "Nev."
            | "N.C."
            | "N.D."
            | "N.H."
            | "N.J."
            | "N.M."
            | "N.Y."
            | "Okla."
            | "Ore."
            | "Pa."
            | "R.I."
            | "S.C."
            | "S.D."
            | "Tenn."
            | "Va."
            | "Vt."
            | "Wash."
            | "Wis."
            | "Wyo."
    )
}
