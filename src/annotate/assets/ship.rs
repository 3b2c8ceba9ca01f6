//! Named ships: `USS Nimitz (CVN 68)`, `the frigate Admiral Essen`, and later mentions by the name alone.

use rustc_hash::FxHashMap;

use super::{
    core::{Core, CoreKind},
    view::View,
};
use crate::{
    annotate::Tag,
    country::CountryCode,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::{Word, equipment::Role},
    name::halves,
    span::TokenRange,
};

/// How many ships of one list are read.
const LIST: usize = 12;

/// The words of a ship's name, its state and its category.
type Form<'a> = (Vec<&'a str>, Option<CountryCode>, AssetCategory);

/// Ships that a text names, by the first word of each form, so that later mentions without a prefix are known.
#[derive(Debug, Default)]
pub(super) struct Fleet<'a> {
    forms: FxHashMap<&'a str, Vec<Form<'a>>>,
}

impl<'a> Fleet<'a> {
    /// Learns a ship's name; its last word counts as a short form (`Reagan`) where it is long enough.
    pub(super) fn learn(&mut self, view: &View<'a>, name: TokenRange, core: &Core) {
        let words: Vec<&str> = name.iter().map(|at| view.word(at)).collect();
        let Some(last) = words.last().copied() else { return };
        if words.len() > 1 && last.len() > 3 {
            self.add(vec![last], core);
        }
        self.add(words, core);
    }

    fn add(&mut self, words: Vec<&'a str>, core: &Core) {
        let Some(first) = words.first().copied().filter(|first| first.len() > 2) else { return };
        let forms = self.forms.entry(first).or_default();
        // more ships of one first word than any text needs
        if forms.len() < 64 && !forms.iter().any(|(known, ..)| *known == words) {
            forms.push((words, core.maker, core.category));
            forms.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        }
    }

    /// A ship's name without prefix at token `at`.
    pub(super) fn find(&self, view: &View<'a>, at: usize, sentence: TokenRange) -> Option<Core> {
        let forms = self.forms.get(view.word(at))?;
        let (words, state, category) =
            forms.iter().find(|(words, ..)| words.iter().enumerate().all(|(i, word)| view.word(at + i) == *word))?;
        let end = at + words.len();
        let after = view.word(end);
        // a person or another name of several words that holds the ship's
        let person = view.name_at(at).is_some_and(|name| name.kind == EntityKind::Person && name.tokens.len() > words.len());
        let titled = at.checked_sub(1).is_some_and(|b| {
            b >= sentence.start
                && (view.info(b).is(Word::POST | Word::RANK | Word::HONORIFIC) || view.is_capital(b) && !view.opens(b, sentence))
        });
        if end > sentence.end || person || titled || (view.is_capital(end) && view.is_spaced(end)) || after.ends_with("-class") {
            return None;
        }
        let mut core = Core::new(TokenRange::new(at, end), CoreKind::Ship, *category);
        core.designation = Some(words.join(" "));
        core.maker = *state;
        Some(core)
    }
}

/// A ship with its prefix at token `at`: the core over prefix, name and hull number, and the range of the name.
pub(super) fn prefixed(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<(Core, TokenRange)> {
    if !view.role(at).is(Role::SHIP) || view.word(at).bytes().any(|b| b.is_ascii_lowercase()) && view.word(at).len() < 4 {
        return None;
    }
    let end = name_end(view, at + 1, sentence);
    // a maker of arms, no ship of a navy that writes so
    if end == at + 1 || view.word(at) == "BAE" && view.word(at + 1) == "Systems" {
        return None;
    }
    let name = TokenRange::new(at + 1, end);
    let mut core = Core::new(TokenRange::new(at, end), CoreKind::Ship, AssetCategory::Ship);
    core.designation = Some(view.document.words(TokenRange::new(at, end)).to_owned());
    core.maker = view.equipment.state_of(view.word(at));
    add_hull(view, &mut core, sentence);
    classify(view, &mut core, name, sentence);
    Some((core, name))
}

/// A warship that everybody knows by its name alone: `the Carl Vinson`, `Italy's Andrea Doria`.
pub(super) fn famous(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<(Core, TokenRange)> {
    let (family, len) = view.equipment.vessel(view.document, at, sentence.end).filter(|_| view.is_military)?;
    let end = at + len;
    // "the Fujian coast", "the Nimitz-class ships", "the Abraham Lincoln Brigade"
    let goes_on = view.is_spaced(end)
        && (view.is_capital(end) || matches!(view.tag(end), Tag::Noun | Tag::Adjective | Tag::Proper))
        && end < sentence.end;
    if goes_on || view.word(end).starts_with('-') {
        return None;
    }
    let name = TokenRange::new(at, end);
    let mut core = Core::new(name, CoreKind::Ship, family.category);
    core.designation = Some(view.document.words(name).to_owned());
    core.maker = family.country;
    Some((core, name))
}

/// What the name alone tells of a ship: it is the first of its class, or the text says behind it that it is a submarine.
pub(super) fn classify(view: &View<'_>, core: &mut Core, name: TokenRange, sentence: TokenRange) {
    let words: Vec<&str> = name.iter().map(|at| view.word(at)).collect();
    if let Some(class) = view.equipment.ship_class(&words).filter(|class| core.maker.is_none_or(|state| class.country == Some(state))) {
        core.maker = class.country;
        core.category = class.category;
    }
    // "INS Arighaat, its second nuclear-powered submarine"
    let at = core.tokens.end;
    let to = sentence.end.min(at + 12);
    let noun = |at| view.equipment.class_noun(view.document, at, to);
    let stops = |i: &usize| !matches!(view.word(*i), "," | ";" | "." | "and" | "with" | "by" | "which") && !view.tag(*i).is_verb();
    let mut described = (at + 1..to).take_while(stops).filter_map(noun);
    if view.word(at) == "," && described.any(|noun| noun.category == AssetCategory::Submarine) {
        core.category = AssetCategory::Submarine;
    }
}

/// The capital words of a ship's name after a class noun: `the frigate Admiral Essen`.
pub(super) fn after_class(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<TokenRange> {
    if !view.is_capital(at) || !view.is_spaced(at) || view.role(at).is(Role::SHIP | Role::ECHELON) {
        return None;
    }
    if let Some(name) = view.name_at(at)
        && matches!(name.kind, EntityKind::Country | EntityKind::Nationality | EntityKind::Organization)
    {
        return None;
    }
    let end = name_end(view, at, sentence);
    (end > at).then(|| TokenRange::new(at, end))
}

/// The names behind a class noun of several: `the frigates Forbin and Alsace`; none where it is followed by less than two.
pub(super) fn several(view: &View<'_>, at: usize, sentence: TokenRange) -> Vec<TokenRange> {
    let mut names: Vec<TokenRange> = Vec::new();
    let mut from = at;
    while let Some(name) = after_class(view, from, sentence).filter(|name| !view.info(name.start).is(Word::MONTH | Word::NOT_NAME))
        && names.len() < LIST
    {
        names.push(name);
        from = name.end + usize::from(view.word(name.end) == ",");
        from += usize::from(view.word(from) == "and");
        if from == name.end {
            break;
        }
    }
    if names.len() > 1 { names } else { Vec::new() }
}

/// End of the run of capital words, initials, lower-case particles and numerals from `at`.
fn name_end(view: &View<'_>, at: usize, sentence: TokenRange) -> usize {
    // "HMS Prince of Wales" tells by its prefix whose it is
    let prefixed = at.checked_sub(1).is_some_and(|before| view.role(before).is(Role::SHIP));
    let mut end = at;
    while end < sentence.end && end < at + 5 {
        let token = view.kind(end);
        let initial = view.word(end).len() == 1 && view.word(end + 1) == ".";
        let follows = end == at || view.is_spaced(end);
        // a unit's head after the name: "USS Dale Strike Group"
        if !follows
            || view.role(end).is(Role::ECHELON | Role::BRANCH)
                && end > at
                && !view.word(end + 1).is_empty()
                && ends_in_echelon(view, end, sentence)
        {
            break;
        }
        if initial && view.is_capital(end) && view.is_capital(end + 2) {
            end += 2;
        } else if token == TokenKind::Word && view.is_capital(end)
            || (matches!(view.word(end), "of" | "de" | "da" | "al" | "the")
                && end > at
                && view.is_capital(end + 1)
                && (prefixed || !has_owner(view, end)))
        {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether the *of* at `at` leads to the state that has the ship: "the carrier Tonnerre of France".
fn has_owner(view: &View<'_>, at: usize) -> bool {
    view.word(at) == "of" && view.name_at(at + 1).is_some_and(|name| name.kind == EntityKind::Country)
}

/// Whether the capital run at `at` ends in a unit's size.
fn ends_in_echelon(view: &View<'_>, at: usize, sentence: TokenRange) -> bool {
    (at..sentence.end).take_while(|&i| view.is_capital(i)).any(|i| view.role(i).is(Role::ECHELON))
}

/// A ship by its hull number alone: `DDG 51`, `SSN-774`.
pub(super) fn by_hull(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<Core> {
    let word = view.word(at);
    let is_number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let (kind, end) = match halves(word) {
        Some((kind, number)) if is_number(number) => (kind, at + 1),
        None if is_number(view.word(at + 1)) => (word, at + 2),
        _ => return None,
    };
    if end > sentence.end || !view.equipment.role_of(kind).is(Role::HULL) || kind.len() < 3 {
        return None;
    }
    let category = if kind.starts_with("SS") { AssetCategory::Submarine } else { AssetCategory::Ship };
    let mut core = Core::new(TokenRange::new(at, end), CoreKind::Ship, category);
    core.designation = Some(view.document.words(core.tokens).to_owned());
    core.hull.clone_from(&core.designation);
    Some(core)
}

/// Takes in `(CVN 68)` after the name.
pub(super) fn add_hull(view: &View<'_>, core: &mut Core, sentence: TokenRange) {
    let at = core.tokens.end;
    if view.word(at) != "(" {
        return;
    }
    let Some(close) = (at + 1..sentence.end.min(at + 6)).find(|&i| view.word(i) == ")") else { return };
    let inside = TokenRange::new(at + 1, close);
    if inside.iter().any(|i| view.kind(i) == TokenKind::Number || view.word(i).bytes().any(|b| b.is_ascii_digit())) {
        core.hull = Some(view.document.words(inside).split_whitespace().collect::<Vec<_>>().join(" "));
        // hull symbols of submarines: SS, SSN, SSBN, SSGN, SSK
        if view.word(at + 1).starts_with("SS") {
            core.category = AssetCategory::Submarine;
        }
        core.tokens = TokenRange::new(core.tokens.start, close + 1);
    }
}
