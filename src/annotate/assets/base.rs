//! Named bases: `Ramstein Air Base`, `Naval Base San Diego`, `FOB Salerno`.

use super::{
    core::{Core, CoreKind},
    view::View,
};
use crate::{label::AssetCategory, span::TokenRange};

/// Words that end the name of a base, longest first.
const TAILS: [&[&str]; 18] = [
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
];

/// Words that open the name of a base, longest first.
const FRONTS: [&[&str]; 15] = [
    &["Marine", "Corps", "Air", "Station"],
    &["Marine", "Corps", "Base"],
    &["Forward", "Operating", "Base"],
    &["Combat", "Outpost"],
    &["Naval", "Air", "Station"],
    &["Naval", "Base"],
    &["Naval", "Station"],
    &["Patrol", "Base"],
    &["Joint", "Base"],
    &["Air", "Base"],
    &["FOB"],
    &["MCAS"],
    &["NAS"],
    &["RAF"],
    &["PB"],
];

/// The named base that begins at token `at`.
pub(super) fn find(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    if !view.is_capital(at) {
        return None;
    }
    let run = (at..sentence.end.min(at + 7)).take_while(|&i| view.is_capital(i) && (i == at || view.is_spaced(i))).count();
    let matches = |from: usize, words: &[&str]| words.iter().enumerate().all(|(i, word)| view.word(from + i).eq_ignore_ascii_case(word));
    // "RAF Typhoons" are no base
    let placed = || matches!(view.before(at, sentence), "at" | "from" | "to" | "of" | "near" | "outside" | "left" | "departed");
    let end = if let Some(front) = FRONTS.iter().find(|front| front.len() < run && matches(at, front) && (*front != &["RAF"] || placed())) {
        // one or two words of a name; a unit or another body may follow
        at + front.len() + (run - front.len()).min(2)
    } else {
        let (from, tail) = (at + 1..at + run)
            .find_map(|from| TAILS.iter().find(|tail| from + tail.len() <= at + run && matches(from, tail)).map(|tail| (from, tail)))?;
        from + tail.len()
    };
    let tokens = TokenRange::new(at, end);
    let mut core = Core::new(tokens, CoreKind::Base, AssetCategory::Base);
    // the words of one state's services
    if tokens.iter().any(|at| view.word(at) == "AFB" || (view.word(at) == "Force" && view.word(at + 1) == "Base")) {
        core.maker = "US".parse().ok();
    } else if view.word(at) == "RAF" {
        core.maker = "GB".parse().ok();
    }
    core.designation = Some(view.document.words(tokens).to_owned());
    Some(core)
}
