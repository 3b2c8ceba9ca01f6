//! Finds the cores of assets in a sentence.

use rustc_hash::FxHashSet;

use super::{
    base,
    core::{Core, CoreKind},
    ship::{self, Fleet},
    unit::{self, Acronyms},
    view::View,
};
use crate::{
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::equipment::{ClassNoun, Firmness, Role},
    span::TokenRange,
};

/// The ordinary words that the text uses as names of equipment, before a class noun: once `Caesar howitzers` are told of, a
/// `Caesar` is one.
pub(super) fn learn<'a>(view: &View<'a>, sentences: &[(TokenRange, Vec<Core>)]) -> FxHashSet<&'a str> {
    let mut learned = FxHashSet::default();
    for (_, cores) in sentences {
        for pair in cores.windows(2) {
            if let [name, noun] = pair
                && name.kind == CoreKind::Known(Firmness::Word)
                && matches!(noun.kind, CoreKind::Noun | CoreKind::Known(Firmness::Name))
                && name.tokens.len() == 1
                && name.tokens.end == noun.tokens.start
            {
                learned.insert(view.word(name.tokens.start));
            }
        }
    }
    learned
}

/// The cores of a sentence, in order, none overlapping.
pub(super) fn cores<'a>(view: &View<'a>, sentence: TokenRange, fleet: &mut Fleet<'a>, acronyms: &mut Acronyms<'a>) -> Vec<Core> {
    let mut found: Vec<Core> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        // a word in small letters that begins nothing begins no core either
        let dull = view.role(at) == Role::default()
            && view.word(at).bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && !view.word(at).bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-' || !b.is_ascii());
        if dull || !matches!(view.kind(at), TokenKind::Word | TokenKind::Number) {
            at += 1;
            continue;
        }
        let Some(core) = core_at(view, at, sentence, fleet, acronyms) else {
            at += 1;
            continue;
        };
        let mut core = core;
        // "(HARM)" after the words that it stands for
        if let Some((inside, close)) = unit::parenthesized(view, core.tokens.end, sentence)
            && inside.len() <= 2
            && view.word(inside.start).bytes().filter(u8::is_ascii_uppercase).count() > 1
        {
            core.tokens = TokenRange::new(core.tokens.start, close + 1);
        }
        at = core.tokens.end.max(at + 1);
        // "rounds of ammunition", "convoys of trucks": the measure is no asset of its own
        let measures = core.kind == CoreKind::Noun && core.tokens.len() == 1 && view.role(core.tokens.start).is(Role::MEASURE);
        if !(measures && view.word(at) == "of") {
            found.push(core);
        }
    }
    found
}

fn core_at<'a>(view: &View<'a>, at: usize, sentence: TokenRange, fleet: &mut Fleet<'a>, acronyms: &mut Acronyms<'a>) -> Option<Core> {
    if let Some((core, name)) = ship::prefixed(view, at, sentence) {
        fleet.learn(view, name, &core);
        return Some(core);
    }
    if let Some((core, name)) = ship::famous(view, at, sentence) {
        fleet.learn(view, name, &core);
        return Some(core);
    }
    let known = view.equipment.designation(view.document, at, sentence.end);
    let unit = base::find(view, at, sentence).or_else(|| unit::find(view, at, sentence, acronyms));
    // "VT-4" is a tank before it is a squadron
    if let Some(core) = unit.filter(|core| known.is_none_or(|known| known.firmness < Firmness::Name || known.len < core.tokens.len())) {
        return Some(core);
    }
    if let Some(core) = ship::by_hull(view, at, sentence) {
        return Some(core);
    }
    let noun = view.equipment.class_noun(view.document, at, sentence.end);
    if let Some(known) =
        known.filter(|known| noun.is_none_or(|noun| known.len > noun.len || (known.len == noun.len && known.firmness > Firmness::Word)))
    {
        let tokens = TokenRange::new(at, at + known.len);
        let mut core = Core::new(tokens, CoreKind::Known(known.firmness), known.family.category);
        core.plural = known.plural;
        core.maker = known.family.country;
        core.sole = known.family.country.filter(|_| known.family.sole);
        core.designation = Some(printed(view, tokens, known.plural, known.family.name));
        // "a NASAMS battery"
        if matches!(view.word(tokens.end), "battery" | "batteries") && tokens.end < sentence.end {
            core.plural = view.word(tokens.end) == "batteries";
            core.tokens = TokenRange::new(at, tokens.end + 1);
        }
        return Some(core);
    }
    let ship = |noun: &ClassNoun| {
        matches!(noun.category, AssetCategory::Ship | AssetCategory::Submarine)
            && !noun.plural
            && ship::after_class(view, at + noun.len, sentence).is_some()
    };
    if let Some(noun) = noun.filter(|noun| ship(noun) || !is_in_name(view, at, noun.len, noun.plural, sentence)) {
        let mut core = Core::new(TokenRange::new(at, at + noun.len), CoreKind::Noun, noun.category);
        core.plural = noun.plural;
        core.strong = noun.strong;
        core.mass = noun.mass;
        let names = match noun.category {
            AssetCategory::Ship | AssetCategory::Submarine if noun.plural => ship::several(view, core.tokens.end, sentence),
            AssetCategory::Ship | AssetCategory::Submarine => ship::after_class(view, core.tokens.end, sentence).into_iter().collect(),
            _ => Vec::new(),
        };
        for &name in names.iter().skip(1) {
            fleet.learn(view, name, &core);
        }
        if let Some(&name) = names.first() {
            core.kind = CoreKind::Ship;
            core.designation = Some(view.document.words(name).to_owned());
            core.tokens = TokenRange::new(at, name.end);
            ship::add_hull(view, &mut core, sentence);
            if let Some(class) = view.equipment.ship_class(&name.iter().map(|at| view.word(at)).collect::<Vec<_>>()) {
                core.maker = class.country;
            }
            fleet.learn(view, name, &core);
        }
        return Some(core);
    }
    let role = view.role(at);
    let word = view.word(at);
    let echelon = role.is(Role::ECHELON) && (!role.is(Role::COMMON_ECHELON) || is_company(view, at, sentence));
    if echelon && word.bytes().all(|b| b.is_ascii_lowercase()) {
        let mut core = Core::new(TokenRange::new(at, at + 1), CoreKind::Noun, AssetCategory::Unit);
        core.plural = word.ends_with('s') && word != "corps";
        core.strong = !matches!(
            word,
            "division" | "divisions" | "corps" | "fleet" | "fleets" | "squad" | "squads" | "cavalry" | "batteries" | "armies"
        );
        core.echelon = Some(word.strip_suffix('s').filter(|_| core.plural).unwrap_or(word).to_owned());
        return Some(core);
    }
    by_shape(view, at, sentence)
}

/// A company of soldiers, not of traders: a branch stands before it, or it is one `of` soldiers.
fn is_company(view: &View<'_>, at: usize, sentence: TokenRange) -> bool {
    if !matches!(view.word(at), "company" | "companies" | "troop" | "wing" | "wings" | "section" | "sections") {
        return false;
    }
    let branch = at > sentence.start && view.role(at - 1).is(Role::BRANCH) && view.word(at - 1) != "security";
    let soldier = |i: usize| {
        let noun = view.equipment.class_noun(view.document, i, sentence.end);
        noun.is_some_and(|noun| matches!(noun.category, AssetCategory::Personnel | AssetCategory::Tank | AssetCategory::ArmoredVehicle))
            || view.role(i).is(Role::BRANCH)
            || matches!(view.word(i), "Corps" | "Guard" | "Army" | "Rifles" | "Scouts")
    };
    branch || view.word(at + 1) == "of" && (at + 2..sentence.end.min(at + 6)).any(soldier)
}

/// A class noun that is only part of a body's name (`Program Office for Missiles`), or a lone capital word inside a
/// sentence (`Cannon`).
fn is_in_name(view: &View<'_>, at: usize, len: usize, plural: bool, sentence: TokenRange) -> bool {
    let word = view.word(at);
    let lone = len == 1 && !plural && view.is_capital(at) && word.bytes().skip(1).any(|b| b.is_ascii_lowercase());
    let body = view.name_at(at).is_some_and(|name| {
        let people = plural && at + len == name.tokens.end && is_people(word);
        matches!(name.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Place)
            && name.tokens.len() > len
            && view.is_capital(at)
            && !people
    });
    let office = len == 1
        && view.is_capital(at)
        && at > sentence.start
        && view.is_capital(at - 1)
        && view.is_spaced(at)
        && view.party_at(at - 1).is_none()
        && !view.role(at - 1).is(Role::MODIFIER | Role::BRANCH)
        && view.equipment.class_noun(view.document, at + 1, sentence.end).is_none()
        && !view.equipment.is_class_noun(&view.word(at - 1).to_ascii_lowercase())
        && matches!(view.word(at + 1), "and" | "," | "." | "Project" | "Office" | "");
    body || office || lone && !view.opens(at, sentence)
}

/// Words for soldiers that may end the name of their unit.
fn is_people(word: &str) -> bool {
    matches!(word, "Soldiers" | "Sailors" | "Airmen" | "Marines" | "Guardsmen" | "Troops" | "Paratroopers")
}

/// The words of a designation: as printed where it has a digit, else the family's name; without a plural *s*.
fn printed(view: &View<'_>, tokens: TokenRange, plural: bool, family: &str) -> String {
    let mut words: Vec<&str> = view.document.words(tokens).split_whitespace().collect();
    // "Shahed-136 drones" is listed whole: the class noun is no part of the designation
    while words.len() > 1 && words.last().is_some_and(|word| word.bytes().all(|b| b.is_ascii_lowercase())) {
        words.pop();
    }
    let text = words.join(" ");
    if !text.bytes().any(|b| b.is_ascii_digit() || b == b'-') {
        return family.to_owned();
    }
    if plural { text.strip_suffix('s').unwrap_or(&text).to_owned() } else { text }
}

/// A designation by its shape, right before a class noun: `Zh-77 howitzers`, `Type 99 rifles`.
fn by_shape(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    let word = view.word(at);
    let typed = matches!(word, "Type" | "Project" | "Mk" | "Mark" | "Model") && view.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
    let coded = word.len() <= 12
        && word.bytes().any(|b| b.is_ascii_digit())
        && word.bytes().any(|b| b.is_ascii_uppercase())
        && view.quantity_at(at).is_none();
    let end = at + 1 + usize::from(typed);
    if !(coded || typed) || end >= sentence.end || !view.is_spaced(end) {
        return None;
    }
    view.equipment.class_noun(view.document, end, sentence.end)?;
    let tokens = TokenRange::new(at, end);
    let mut core = Core::new(tokens, CoreKind::Shape, AssetCategory::Weapon);
    core.designation = Some(view.document.words(tokens).to_owned());
    core.strong = false;
    Some(core)
}
