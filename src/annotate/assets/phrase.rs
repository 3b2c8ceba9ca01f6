//! Noun phrases of assets: cores joined, widened over their modifiers, and sifted.

use std::borrow::Cow;

use super::{
    core::{Core, CoreKind},
    cores::{cores, learn},
    ship::Fleet,
    sift::{is_casualty, sift},
    unit::Acronyms,
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
        equipment::{Firmness, Role},
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
    pub trace: Vec<Cow<'static, str>>,
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
    let learned = learn(view, &sentences);
    for (sentence, mut found) in sentences {
        for core in &mut found {
            if core.kind == CoreKind::Known(Firmness::Word) && learned.contains(view.word(core.tokens.start)) {
                core.kind = CoreKind::Known(Firmness::Nickname);
            }
        }
        add_short_names(view, sentence, &fleet, &mut found);
        let from = phrases.len();
        build(view, sentence, &found, &mut phrases);
        add_elliptic(view, sentence, from, &mut phrases);
    }
    settle_guns(view, &mut phrases);
    phrases
}

/// Guns of at least so many millimeters are artillery.
const ARTILLERY: u32 = 20;

/// `105 mm guns`, and `the first six guns` in a text that tells of howitzers, are artillery.
fn settle_guns(view: &View<'_>, phrases: &mut [Phrase]) {
    let artillery = phrases.iter().any(|phrase| phrase.category == AssetCategory::Artillery);
    let size = |at: usize| -> Option<u32> {
        let size = view.word(at).strip_suffix("mm")?;
        if size.is_empty() { view.word(at.checked_sub(1)?).parse().ok() } else { size.parse().ok() }
    };
    let wide = |phrase: &Phrase| phrase.tokens.iter().filter_map(size).any(|size| size >= ARTILLERY);
    let guns = |phrase: &&mut Phrase| {
        let head = phrase.head.tokens;
        phrase.category == AssetCategory::Weapon && head.len() == 1 && matches!(view.word(head.start), "gun" | "guns")
    };
    for phrase in phrases.iter_mut().filter(guns) {
        if artillery && phrase.quantity.is_some() || wide(phrase) {
            phrase.category = AssetCategory::Artillery;
        }
    }
}

/// `400 soldiers are there, while 8,000 have left`: a number without a noun counts what the last counted phrase does.
fn add_elliptic(view: &View<'_>, sentence: TokenRange, from: usize, phrases: &mut Vec<Phrase>) {
    let many = |phrase: &&Phrase| phrase.quantity.is_some() && phrase.plural;
    // "1,400 of them": those of this sentence or of the one before
    let near = |phrase: &&Phrase| view.document.sentence_of(phrase.tokens.start) + 1 >= view.document.sentence_of(sentence.start);
    let here = phrases.get(from..).and_then(|here| here.iter().find(many));
    let Some(model) = here.or_else(|| phrases.last().filter(near).filter(many)).cloned() else { return };
    let apart = model.tokens.start < sentence.start;
    let first = view.quantities.partition_point(|quantity| quantity.tokens.start < model.tokens.end.max(sentence.start));
    let mut extra = Vec::new();
    for quantity in view.quantities.iter().skip(first).take_while(|quantity| quantity.tokens.end < sentence.end) {
        let many = quantity.kind == QuantityKind::Count && quantity.min.or(quantity.max).is_some_and(|n| n > 1);
        let verb = matches!(view.word(quantity.tokens.end), "have" | "had" | "were" | "are" | "will") && !apart;
        let of = view.word(quantity.tokens.end) == "of"
            && matches!(view.word(quantity.tokens.end + 1), "them" | "these" | "those" | "which" | "whom");
        let next = phrases.partition_point(|phrase| phrase.tokens.start < quantity.tokens.end);
        let taken = next.checked_sub(1).and_then(|last| phrases.get(last)).is_some_and(|phrase| phrase.tokens.overlaps(quantity.tokens));
        let fallen = || model.category == AssetCategory::Personnel && is_casualty(view, quantity.tokens, sentence);
        if many && (verb || of) && !taken && !fallen() {
            let mut phrase = model.clone();
            let end = quantity.tokens.end + if of { 2 } else { 0 };
            phrase.tokens = TokenRange::new(quantity.tokens.start, end);
            phrase.head.tokens = phrase.tokens;
            phrase.sentence = sentence;
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
        let mut sole = None;
        // "a squadron of German Tornados" is one unit
        if let Some(next) = cores.get(index).filter(|next| makes_up(view, head, next)) {
            let mut last = next;
            index += 1;
            sole = next.sole;
            while let Some(more) = cores.get(index).filter(|more| joins(view, last, more)) {
                last = more;
                index += 1;
            }
            tokens = TokenRange::new(start, last.tokens.end);
            floor = tokens.end;
        }
        let mut phrase = sift(view, sentence, group, head, tokens);
        if let Some(phrase) = phrase.as_mut() {
            phrase.sole = phrase.sole.or(sole);
        }
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
        if matches!(view.word(before), "and" | "or" | "&")
            || view.quantity_at(before).is_some_and(|quantity| quantity.kind != QuantityKind::Measure)
            || !is_modifier(view, before)
        {
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
    // "two domestically built frigates"
    let built = |at: usize| matches!(view.word(at), "built" | "made" | "produced" | "developed" | "operated" | "designed");
    if built(at) && at > 0 && view.word(at - 1).ends_with("ly") || word.ends_with("ly") && built(at + 1) {
        return true;
    }
    // "7.62 mm rounds", "250 kg bombs"
    let measured = |at: usize| {
        (view.kind(at) == TokenKind::Number || view.tag(at) == Tag::Numeral)
            && matches!(view.word(at + 1), "mm" | "cm" | "inch" | "kg" | "lb")
    };
    let caliber = word.strip_suffix("mm").is_some_and(|size| size.ends_with(|c: char| c.is_ascii_digit()));
    if measured(at) || at > 0 && measured(at - 1) || caliber {
        return true;
    }
    // "40 heavily armed troops"
    if word == "armed" && at.checked_sub(1).is_some_and(|b| view.word(b).ends_with("ly") || view.word(b) == "well") {
        return true;
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
