//! Noun phrases of assets: cores joined, widened over their modifiers, and sifted.

use super::{
    base,
    core::{Core, CoreKind},
    ship::{self, Fleet},
    sift::sift,
    unit::{self, Acronyms},
    view::View,
};
use crate::{
    annotate::{QuantityKind, Tag},
    country::CountryCode,
    document::TokenKind,
    evidence::Score,
    label::{AssetCategory, EntityKind},
    lexicon::{
        Word,
        equipment::{ClassNoun, Firmness, Role},
    },
    span::{Span, TokenRange},
};

/// A noun phrase of one asset.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub tokens: TokenRange,
    pub sentence: TokenRange,
    pub head: Core,
    pub category: AssetCategory,
    pub designation: Option<String>,
    /// The state that makes what the designation names.
    pub maker: Option<CountryCode>,
    /// The only state that has what the designation names.
    pub sole: Option<CountryCode>,
    pub quantity: Option<(Option<u64>, Option<u64>, Span)>,
    pub plural: bool,
    pub generic: bool,
    pub rule: &'static str,
    pub score: Score,
    pub trace: Vec<String>,
}

/// All phrases of the document, in reading order.
pub(super) fn all(view: &mut View<'_>) -> Vec<Phrase> {
    let mut fleet = Fleet::default();
    let mut acronyms = Acronyms::default();
    let mut phrases = Vec::new();
    let mut sentences = Vec::with_capacity(view.document.sentences().len());
    for &sentence in view.document.sentences() {
        sentences.push((sentence, cores(view, sentence, &mut fleet, &mut acronyms)));
    }
    let firm = |core: &&Core| !matches!(core.kind, CoreKind::Noun | CoreKind::Shape | CoreKind::Known(Firmness::Word | Firmness::Nickname));
    view.weigh(sentences.iter().flat_map(|(_, cores)| cores).filter(firm).count());
    let view = &*view;
    for (sentence, mut found) in sentences {
        add_short_names(view, sentence, &fleet, &mut found);
        let from = phrases.len();
        build(view, sentence, &found, &mut phrases);
        add_elliptic(view, sentence, from, &mut phrases);
    }
    phrases
}

/// The cores of a sentence, in order, none overlapping.
fn cores<'a>(view: &View<'a>, sentence: TokenRange, fleet: &mut Fleet<'a>, acronyms: &mut Acronyms<'a>) -> Vec<Core> {
    let mut found: Vec<Core> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if !matches!(view.kind(at), TokenKind::Word | TokenKind::Number) {
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
    if let Some(core) = base::find(view, at, sentence).or_else(|| unit::find(view, at, sentence, acronyms)) {
        return Some(core);
    }
    let known = view.equipment.designation(view.document, at, sentence.end);
    let noun = view.equipment.class_noun(view.document, at, sentence.end);
    if let Some(known) =
        known.filter(|known| noun.is_none_or(|noun| known.len > noun.len || (known.len == noun.len && known.firmness > Firmness::Word)))
    {
        let tokens = TokenRange::new(at, at + known.len);
        let mut core = Core::new(tokens, CoreKind::Known(known.firmness), known.family.category);
        core.plural = known.plural;
        core.maker = known.family.country;
        core.sole = known.family.country.filter(|_| known.family.sole);
        core.designation = Some(printed(view, tokens, known.plural, &known.family.name));
        // "a NASAMS battery"
        if matches!(view.word(tokens.end), "battery" | "batteries") && tokens.end < sentence.end {
            core.plural = view.word(tokens.end) == "batteries";
            core.tokens = TokenRange::new(at, tokens.end + 1);
        }
        return Some(core);
    }
    let ship = |noun: &ClassNoun| {
        noun.category == AssetCategory::Ship && !noun.plural && ship::after_class(view, at + noun.len, sentence).is_some()
    };
    if let Some(noun) = noun.filter(|noun| ship(noun) || !is_in_name(view, at, noun.len, noun.plural, sentence)) {
        let mut core = Core::new(TokenRange::new(at, at + noun.len), CoreKind::Noun, noun.category);
        core.plural = noun.plural;
        core.strong = noun.strong;
        core.mass = noun.mass;
        if noun.category == AssetCategory::Ship
            && !noun.plural
            && let Some(name) = ship::after_class(view, core.tokens.end, sentence)
        {
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

/// `400 soldiers are there, while 8,000 have left`: a number without a noun counts what the last counted phrase does.
fn add_elliptic(view: &View<'_>, sentence: TokenRange, from: usize, phrases: &mut Vec<Phrase>) {
    let Some(model) = phrases.get(from..).and_then(|here| here.iter().find(|phrase| phrase.quantity.is_some() && phrase.plural)).cloned()
    else {
        return;
    };
    let first = view.quantities.partition_point(|quantity| quantity.tokens.start < model.tokens.end);
    let mut extra = Vec::new();
    for quantity in view.quantities.iter().skip(first).take_while(|quantity| quantity.tokens.end < sentence.end) {
        let many = quantity.kind == QuantityKind::Count && quantity.min.or(quantity.max).is_some_and(|n| n > 1);
        let verb = matches!(view.word(quantity.tokens.end), "have" | "had" | "were" | "are" | "will");
        let next = phrases.partition_point(|phrase| phrase.tokens.start < quantity.tokens.end);
        let taken = next.checked_sub(1).and_then(|last| phrases.get(last)).is_some_and(|phrase| phrase.tokens.overlaps(quantity.tokens));
        if many && verb && !taken {
            let mut phrase = model.clone();
            phrase.tokens = quantity.tokens;
            phrase.head.tokens = quantity.tokens;
            phrase.quantity = Some((quantity.min, quantity.max, quantity.span));
            phrase.rule = "asset.elliptic";
            phrase.score = 0.6;
            extra.push(phrase);
        }
    }
    if !extra.is_empty() {
        phrases.append(&mut extra);
        if let Some(here) = phrases.get_mut(from..) {
            here.sort_by_key(|phrase| phrase.tokens.start);
        }
    }
}

/// Puts the ships in that are named without prefix.
fn add_short_names(view: &View<'_>, sentence: TokenRange, fleet: &Fleet<'_>, found: &mut Vec<Core>) {
    let mut extra = Vec::new();
    let mut next = 0;
    let mut at = sentence.start;
    while at < sentence.end {
        while found.get(next).is_some_and(|core| core.tokens.end <= at) {
            next += 1;
        }
        if let Some(core) = found.get(next).filter(|core| core.tokens.holds(at)) {
            at = core.tokens.end;
            continue;
        }
        let name = if view.is_capital(at) { fleet.find(view, at, sentence) } else { None };
        match name.filter(|core| found.get(next).is_none_or(|other| !other.tokens.overlaps(core.tokens))) {
            Some(core) => {
                at = core.tokens.end;
                extra.push(core);
            }
            None => at += 1,
        }
    }
    if !extra.is_empty() {
        found.append(&mut extra);
        found.sort_by_key(|core| core.tokens.start);
    }
}

/// Joins cores into phrases, widens and sifts them.
fn build(view: &View<'_>, sentence: TokenRange, cores: &[Core], phrases: &mut Vec<Phrase>) {
    let mut index = 0;
    let mut floor = sentence.start;
    while let Some(first) = cores.get(index) {
        let mut last = index;
        while let (Some(a), Some(b)) = (cores.get(last), cores.get(last + 1)) {
            if !joins(view, a, b) {
                break;
            }
            last += 1;
        }
        let group = cores.get(index..=last).unwrap_or_default();
        index = last + 1;
        let Some(head) = group.last() else { break };
        let mut start = widen(view, first.tokens.start, floor.max(sentence.start));
        // before a full name stand no verbs that look like adjectives: "passed Naval Base Guam"
        while start < first.tokens.start
            && matches!(first.kind, CoreKind::Unit | CoreKind::Base)
            && !view.is_capital(start)
            && !view.role(start).is(Role::BRANCH | Role::MODIFIER)
            && view.name_at(start).is_none()
            && !view.word(start).contains('-')
        {
            start += 1;
        }
        let mut tokens = TokenRange::new(start, head.tokens.end);
        // "a squadron of German Tornados" is one unit
        if let Some(next) = cores.get(index).filter(|next| makes_up(view, head, next)) {
            tokens = TokenRange::new(start, next.tokens.end);
            index += 1;
            floor = tokens.end;
        }
        let phrase = sift(view, sentence, group, head, tokens);
        // a class noun in the singular may describe the next one: "drone and missile units"
        if phrase.is_some() || head.plural {
            floor = head.tokens.end;
        }
        phrases.extend(phrase);
    }
}

/// Whether a unit consists of what the next core names: `a battalion of tanks`, but not `a brigade of 4,800 troops`.
fn makes_up(view: &View<'_>, unit: &Core, next: &Core) -> bool {
    let (of, to) = (unit.tokens.end, next.tokens.start);
    unit.kind == CoreKind::Noun
        && unit.echelon.is_some()
        && view.word(of) == "of"
        && (of + 1..to.max(of + 1)).all(|at| matches!(view.word(at), "the" | "its") || is_modifier(view, at))
        && to > of
        && to - of <= 5
}

/// Whether two cores are parts of one noun phrase.
fn joins(view: &View<'_>, a: &Core, b: &Core) -> bool {
    let (from, to) = (a.tokens.end, b.tokens.start);
    if to - from > 7 || (a.kind == CoreKind::Noun && a.plural && from < to) {
        return false;
    }
    if a.kind == CoreKind::Noun && a.plural && b.kind == CoreKind::Noun {
        return false;
    }
    if a.kind == CoreKind::Unit && b.kind == CoreKind::Ship {
        return false;
    }
    // after a full name only more of the name: "USS Dale (DDG 96) Strike Group"
    if matches!(a.kind, CoreKind::Unit | CoreKind::Ship | CoreKind::Base) && (from..to).any(|at| !view.is_capital(at)) {
        return false;
    }
    let mut at = from;
    while at < to {
        let word = view.word(at);
        if word == "(" {
            let Some(close) = (at..to).find(|&i| view.word(i) == ")") else { return false };
            at = close + 1;
        } else if view.kind(at) == TokenKind::Quote || word == ")" || is_modifier(view, at) {
            at += 1;
        } else {
            return false;
        }
    }
    true
}

/// The first token of the phrase whose first core begins at `at`: over adjectives, nouns and names that modify it.
fn widen(view: &View<'_>, at: usize, floor: usize) -> usize {
    let mut start = at;
    // the core itself between quotation marks: 'Husky' vehicles
    if at > floor && view.kind(at - 1) == TokenKind::Quote && (at + 1..at + 4).any(|i| view.kind(i) == TokenKind::Quote) {
        start = at - 1;
    }
    while start > floor {
        let before = start - 1;
        if !view.is_spaced(start) && !matches!(view.kind(before), TokenKind::Quote) {
            break;
        }
        // a nickname between quotation marks
        if view.kind(before) == TokenKind::Quote {
            let open = (floor..before).rev().take(4).find(|&i| view.kind(i) == TokenKind::Quote);
            match open.filter(|&open| open + 1 < before && (open + 1..before).all(|i| view.is_capital(i))) {
                Some(open) => start = open,
                None => break,
            }
            continue;
        }
        // "light and heavy mortars", "attack, transport and rescue helicopters"
        if matches!(view.word(before), "and" | "or") && start > floor + 1 && pairs(view, before - 1, start) {
            start = before - 1;
            continue;
        }
        if view.quantity_at(before).is_some_and(|quantity| quantity.kind != QuantityKind::Measure) || !is_modifier(view, before) {
            break;
        }
        start = before;
    }
    start
}

/// Whether the word before `and` modifies the same noun as the word after it.
fn pairs(view: &View<'_>, left: usize, right: usize) -> bool {
    let modifies = |at: usize| {
        let role = view.role(at);
        let word = view.word(at);
        let class = view.equipment.is_class_noun(&word.to_ascii_lowercase());
        (view.tag(at) == Tag::Adjective
            || role.is(Role::MODIFIER | Role::BRANCH)
            || view.name_at(at).is_some_and(|n| n.kind == EntityKind::Nationality))
            && !(class && word.ends_with('s'))
            && !role.is(Role::STOP)
    };
    let left_name = view.name_at(left).is_some_and(|name| name.kind == EntityKind::Nationality);
    let right_name = view.name_at(right).is_some_and(|name| name.kind == EntityKind::Nationality);
    modifies(left) && modifies(right) && left_name == right_name
}

/// Whether the name that begins at token `at` is where something goes or is (`to Estonia more tanks`, `gave Estonia tanks`).
fn is_given_to(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    view.role(before).is(Role::GIVE | Role::DEPLOY)
        || matches!(view.word(before).to_ascii_lowercase().as_str(), "to" | "in" | "near" | "into" | "across" | "at" | "inside" | "outside")
}

/// Whether token `at` modifies the noun to its right.
pub(super) fn is_modifier(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let role = view.role(at);
    if role.is(Role::MODIFIER) {
        return true;
    }
    // an article that opens the sentence may look like a name
    if matches!(word, "A" | "An" | "The" | "a" | "an" | "the") {
        return false;
    }
    if role.is(Role::STOP) || view.kind(at) == TokenKind::Quote || view.kind(at) == TokenKind::Punct {
        return false;
    }
    if view.kind(at) == TokenKind::Possessive {
        return false;
    }
    if let Some(name) = view.name_at(at) {
        return match name.kind {
            EntityKind::Nationality | EntityKind::Organization => true,
            EntityKind::Country | EntityKind::Place => !is_given_to(view, name.tokens.start),
            _ => false,
        };
    }
    if role.is(Role::ACTS)
        && !word.contains('-')
        && !matches!(word, "captured" | "seized" | "destroyed" | "damaged" | "donated" | "deployed" | "mobilized" | "mobilised")
    {
        return false;
    }
    match view.tag(at) {
        Tag::Adjective | Tag::Proper => true,
        // "four seized boats": a count before it makes even a past form a modifier
        Tag::VerbPast if role.is(Role::ACTS) => view.count_before(at).is_some(),
        // "30 Ruger 57 pistols"
        Tag::Numeral if at.checked_sub(1).is_some_and(|b| view.is_capital(b) && view.count_before(b).is_some()) => true,
        // "the captured guns", but not "it issued guns"
        Tag::VerbParticiple => {
            word.contains('-')
                || role.is(Role::ACTS)
                || at.checked_sub(1).is_some_and(|b| {
                    matches!(view.tag(b), Tag::Determiner | Tag::Adjective | Tag::Adverb | Tag::Numeral | Tag::Pronoun)
                        || view.kind(b) == TokenKind::Possessive
                })
        }
        Tag::Noun => !view.info(at).is(Word::PERSON | Word::SPEECH) && !word.ends_with("ing") || word.contains('-'),
        Tag::VerbGerund => word.contains('-'),
        Tag::Numeral => word.contains('-') || view.kind(at) == TokenKind::Number && view.quantity_at(at).is_none(),
        _ => word.contains('-') && view.kind(at) == TokenKind::Word && word.len() > 4,
    }
}
