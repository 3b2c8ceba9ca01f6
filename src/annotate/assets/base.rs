//! Named bases: `Ramstein Air Base`, `Naval Base San Diego`, `FOB Salerno`.

use super::{
    core::{Core, CoreKind},
    unit::is_ordinal,
    view::View,
};
use crate::{
    annotate::Tag,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::equipment::Role,
    span::TokenRange,
};

/// Words that end the name of a base, longest first.
const TAILS: [&[&str]; 20] = [
    &["Space", "Force", "Base"],
    &["Space", "Force", "Station"],
    &["Air", "Reserve", "Station"],
    &["Air", "Force", "Base"],
    &["Army", "Air", "Base"],
    &["Naval", "Air", "Station"],
    &["Air", "Force", "Station"],
    &["Coast", "Guard", "Base"],
    &["Submarine", "Base"],
    &["Air", "Base"],
    &["Space", "Base"],
    &["Naval", "Base"],
    &["Army", "Base"],
    &["Naval", "Station"],
    &["Missile", "Base"],
    &["Airbase"],
    &["Airfield"],
    &["AFB"],
    &["Barracks"],
    &["Garrison"],
];

/// Words that open the name of a base, longest first.
const FRONTS: [&[&str]; 19] = [
    &["Marine", "Corps", "Air", "Station"],
    &["Marine", "Corps", "Base"],
    &["Forward", "Operating", "Base"],
    &["Combat", "Outpost"],
    &["Naval", "Air", "Facility"],
    &["Naval", "Air", "Station"],
    &["Naval", "Base"],
    &["Naval", "Station"],
    &["Patrol", "Base"],
    &["Joint", "Base"],
    &["Fleet", "Base"],
    &["RAAF", "Base"],
    &["Air", "Base"],
    &["HMNB"],
    &["FOB"],
    &["MCAS"],
    &["NAS"],
    &["RAF"],
    &["PB"],
];

/// Words that end the name of a base in small letters, in texts about armed forces.
fn is_base(word: &str) -> bool {
    matches!(word, "base" | "barracks" | "garrison" | "airbase" | "airfield")
}

/// The base that begins at token `at` and whose name a small word ends: `the Biranit barracks`, `the 102nd base`.
fn called(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    if !view.is_military || !matches!(view.before(at, sentence), "the" | "The") || !view.is_spaced(at) {
        return None;
    }
    // the people of a state, a party or a person have a base of another kind
    let part = |at: usize| {
        let named = view.name_at(at).is_none_or(|name| matches!(name.kind, EntityKind::Place));
        let voters = matches!(view.word(at), "Christian" | "Conservative" | "Democratic" | "Labor" | "Labour" | "MAGA" | "Republican");
        view.is_capital(at) && named && !voters && !view.role(at).is(Role::ECHELON | Role::BRANCH)
    };
    let number = is_ordinal(view, at);
    let head = if number { at + 1 } else { (at..sentence.end.min(at + 5)).find(|&at| !part(at))? };
    (head > at && is_base(view.word(head)) && view.tag(head + 1) != Tag::Noun).then(|| named(view, TokenRange::new(at, head + 1)))
}

/// The base that is called by these words.
fn named(view: &View<'_>, tokens: TokenRange) -> Core {
    let mut core = Core::new(tokens, CoreKind::Base, AssetCategory::Base);
    core.designation = Some(view.document.words(tokens).to_owned());
    core
}

/// Whether the word before a name tells that somebody is there, comes or goes.
fn is_placing(word: &str) -> bool {
    matches!(word, "at" | "from" | "to" | "near" | "outside" | "left" | "departed")
}

/// `Fort Sill`, `Camp Grafton`, where somebody is at or comes from, in texts about armed forces; not towns and parks of such names.
fn fort(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    let name = view.word(at + 1);
    let fort = matches!(view.word(at), "Fort" | "Camp") && view.is_capital(at + 1) && view.is_military;
    let placed = is_placing(view.before(at, sentence));
    let town = matches!(
        name,
        "Worth" | "Lauderdale" | "Wayne" | "Collins" | "Smith" | "Myers" | "Pierce" | "McMurray" | "David" | "Nou" | "Fire" | "Springs"
    );
    let owned = view.kind(at + 2) == TokenKind::Possessive;
    (fort && placed && !town && !owned).then(|| named(view, TokenRange::new(at, at + 2)))
}

/// The named base that begins at token `at`.
pub(super) fn find(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    let mut core = called(view, at, sentence).or_else(|| by_name(view, at, sentence))?;
    core.maker = core.maker.or_else(|| core.tokens.iter().find_map(|at| view.equipment.seat_of(view.word(at))));
    Some(core)
}

/// The base that begins at token `at` with a capital.
fn by_name(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    if !view.is_capital(at) {
        return None;
    }
    if let Some(core) = fort(view, at, sentence) {
        return Some(core);
    }
    let run = (at..sentence.end.min(at + 7)).take_while(|&i| view.is_capital(i) && (i == at || view.is_spaced(i))).count();
    let matches = |from: usize, words: &[&str]| words.iter().enumerate().all(|(i, word)| view.word(from + i).eq_ignore_ascii_case(word));
    // "RAF Typhoons" are no base
    let placed = || is_placing(view.before(at, sentence)) || view.before(at, sentence) == "of";
    let end = if let Some(front) = FRONTS.iter().find(|front| front.len() < run && matches(at, front) && (*front != &["RAF"] || placed())) {
        // one or two words of a name; a unit or another body may follow
        at + front.len() + (run - front.len()).min(2)
    } else if run == 2 && matches(at, &["Air", "Base"]) && view.kind(at + 2) == TokenKind::Number && at + 2 < sentence.end {
        at + 3
    } else {
        let (from, tail) = (at + 1..at + run)
            .find_map(|from| TAILS.iter().find(|tail| from + tail.len() <= at + run && matches(from, tail)).map(|tail| (from, tail)))?;
        from + tail.len()
    };
    let tokens = TokenRange::new(at, end);
    let mut core = named(view, tokens);
    // the words of one state's services
    let american = |at: usize| {
        matches!([at, at + 1, at + 2].map(|at| view.word(at)), ["AFB", ..] | ["Force", "Base", _] | ["Naval", "Air", "Facility"])
    };
    if tokens.iter().any(american) {
        core.maker = "US".parse().ok();
    } else if matches!(view.word(at), "RAF" | "HMNB") {
        core.maker = "GB".parse().ok();
    }
    Some(core)
}
