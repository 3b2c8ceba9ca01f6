//! Which phrases are assets, and what kind with what number.

use super::{
    core::{Core, CoreKind},
    phrase::{Phrase, is_modifier},
    view::View,
};
use crate::{
    annotate::{Quantity, Tag},
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::{
        Word,
        equipment::{Firmness, Role},
    },
    span::{Span, TokenRange},
};

/// Decides whether a phrase is an asset, and what kind.
pub(super) fn sift(view: &View<'_>, sentence: TokenRange, group: &[Core], head: &Core, tokens: TokenRange) -> Option<Phrase> {
    let mut trace = Vec::new();
    let mut tokens = tokens;
    let best = designated(group, head);
    let firm = group
        .iter()
        .any(|core| !matches!(core.kind, CoreKind::Noun | CoreKind::Shape | CoreKind::Known(Firmness::Word | Firmness::Nickname)));
    if is_civil_elsewhere(view, group, head) && view.count_before(tokens.start).is_none_or(|_| head.kind == CoreKind::Noun) {
        return None;
    }
    if group.len() == 1 && (is_other_word(view, sentence, head, tokens) || is_of_oil(view, head) || is_somebody(view, head)) {
        return None;
    }
    if head.kind == CoreKind::Noun && describes(view, head, sentence) {
        return None;
    }
    if is_civilian(view, TokenRange::new(tokens.start, head.tokens.start), sentence) && !firm {
        return None;
    }
    let quantity = quantity(view, &mut tokens, head, sentence);
    if (quantity.is_none() || head.plural) && is_service(view, head) {
        return None;
    }
    // "3,000 personnel", but not "personnel" alone
    let some = head.mass && (quantity.is_some() || tokens.len() > head.tokens.len());
    if is_one_person(head, view) && !some {
        return None;
    }
    if is_civil_crowd(view, head, quantity) || head.category == AssetCategory::Personnel && is_casualty(view, tokens, sentence) {
        return None;
    }
    let category = category(view, group, head, tokens);
    let drill = category == AssetCategory::Base && tokens.iter().any(|at| view.word(at).eq_ignore_ascii_case("training"));
    let area = head.kind == CoreKind::Unit && matches!(view.word(head.tokens.end).to_ascii_lowercase().as_str(), "area" | "aor" | "aoo");
    if drill || area {
        return None;
    }
    trace.push(format!("category: {category}").into());
    let party = tokens.iter().any(|at| view.party_at(at).is_some())
        || tokens.start.checked_sub(1).is_some_and(|b| b >= sentence.start && view.kind(b) == TokenKind::Possessive);
    let military = is_told_military(view, head, tokens, sentence);
    // an article counts one thing, but does not tell what it is: "a plane", "a depot"
    let counted = quantity.is_some_and(|(.., span)| view.document.span(tokens).contains(span));
    let adorned = quantity.is_some() && (head.strong || tokens.len() > head.tokens.len());
    let supported = firm || counted || adorned || party || best.is_some() || military || is_sited(view, head);
    let fought = view.is_military && is_plain(view, head) && super::frame::find(view, tokens, sentence).is_some();
    if !supported && !head.strong && !fought {
        return None;
    }
    // words of any trade: only with a designation or a military word
    let last = view.word(head.tokens.end.saturating_sub(1)).to_ascii_lowercase();
    let vague = head.kind == CoreKind::Noun
        && !head.strong
        && matches!(last.as_str(), "system" | "systems" | "asset" | "assets" | "platform" | "platforms" | "kit" | "gear" | "hardware");
    let single = head.kind == CoreKind::Noun && head.echelon.is_some() && !head.strong && !head.plural;
    if (vague || single) && best.is_none() && !military {
        return None;
    }
    let generic = !supported && tokens.len() == head.tokens.len();
    // "the missile": one thing named before, or a thing in general
    if generic
        && !head.plural
        && !head.mass
        && matches!(view.before(tokens.start, sentence), "the" | "The" | "this" | "that" | "each" | "every")
    {
        return None;
    }
    let rule = match head.kind {
        CoreKind::Ship => "asset.ship",
        CoreKind::Unit => "asset.unit",
        CoreKind::Base => "asset.base",
        CoreKind::Known(_) | CoreKind::Shape => "asset.designation",
        CoreKind::Noun if best.is_some() => "asset.designation-noun",
        CoreKind::Noun => "asset.noun",
    };
    let score = if firm {
        0.95
    } else if supported {
        0.85
    } else {
        0.6
    };
    Some(Phrase {
        tokens,
        sentence: window(sentence, tokens),
        head: head.clone(),
        category,
        designation: best.and_then(|core| core.designation.clone()),
        maker: group.iter().filter(|core| matches!(core.kind, CoreKind::Known(_))).find_map(|core| core.maker),
        sole: group.iter().find_map(|core| core.sole),
        quantity,
        plural: head.plural,
        generic,
        rule,
        score,
        trace,
    })
}

/// `the base at Bushehr`, `barracks near Nyala`, in a text about armed forces.
fn is_sited(view: &View<'_>, head: &Core) -> bool {
    let behind = head.tokens.end;
    view.is_military
        && head.category == AssetCategory::Base
        && matches!(view.word(behind), "at" | "near" | "outside")
        && (view.is_capital(behind + 1) || view.name_at(behind + 1).is_some())
}

/// `a detachment of Peru's Africa Corps`: a body of men that a party has.
fn is_of_force(view: &View<'_>, head: &Core, sentence: TokenRange) -> bool {
    let of = head.tokens.end;
    let names = view.names_in(TokenRange::new(of + 1, (of + 4).min(sentence.end)));
    head.category == AssetCategory::Unit
        && view.word(of) == "of"
        && names.iter().any(|name| view.is_force(name) || view.owner_of(name).is_some())
}

/// Men, unless they are many, nothing else is told of them, and the text is about armed forces: `20,000 men`.
fn is_civil_crowd(view: &View<'_>, head: &Core, quantity: Option<(Option<u64>, Option<u64>, Span)>) -> bool {
    let at = head.tokens.start;
    let many = quantity.is_some_and(|(min, max, _)| min.or(max).is_some_and(|count| count >= 50)) && view.count_before(at).is_some();
    view.word(at).eq_ignore_ascii_case("men") && !(many && view.is_military)
}

/// Whether words or the caliber say that a phrase is military: "60 mm rounds", "army trucks".
fn is_told_military(view: &View<'_>, head: &Core, tokens: TokenRange, sentence: TokenRange) -> bool {
    let caliber =
        |at: usize| matches!(view.word(at), "mm" | "millimeter" | "millimetre") || view.word(at).ends_with("mm") && at < head.tokens.start;
    tokens.iter().any(caliber)
        || is_of_force(view, head, sentence)
        || (tokens.start..head.tokens.start)
            .any(|at| view.role(at).is(Role::BRANCH) || matches!(view.word(at), "military" | "Military" | "armed" | "army"))
}

/// A name of equipment alone that is rather the everyday word or the town behind it.
fn is_other_word(view: &View<'_>, sentence: TokenRange, head: &Core, tokens: TokenRange) -> bool {
    match head.kind {
        // only beside a class noun or another designation, or several of them: "14 Caesars"
        CoreKind::Known(Firmness::Word) => {
            !(head.plural && view.is_military && view.count_before(tokens.start).is_some() && tokens.len() == 1)
        }
        // "in Jericho", "the exercise Polar Reaper"
        CoreKind::Known(Firmness::Nickname) => {
            let at = head.tokens.start;
            let named = at > sentence.start && !head.plural && view.is_capital(at - 1) && view.party_at(at - 1).is_none();
            let near = TokenRange::new(sentence.start.max(at.saturating_sub(DRILL)), sentence.end.min(at + DRILL));
            named && near.iter().any(|at| view.role(at).is(Role::EXERCISE))
                || matches!(view.before(tokens.start, sentence), "in" | "In" | "near" | "at" | "from" | "to" | "outside")
        }
        _ => false,
    }
}

/// How near a word for a drill makes a name of two words that of the drill, in tokens.
const DRILL: usize = 4;

/// The sentence around a phrase, at most 200 tokens to either side: a text without full stops must not cost the square of
/// its length.
fn window(sentence: TokenRange, tokens: TokenRange) -> TokenRange {
    TokenRange::new(sentence.start.max(tokens.start.saturating_sub(200)), sentence.end.min(tokens.end + 200))
}

/// The core whose designation names the asset: a named ship, unit or base itself, else the first with a digit, else the first.
fn designated<'a>(group: &'a [Core], head: &'a Core) -> Option<&'a Core> {
    if head.designation.is_some() && matches!(head.kind, CoreKind::Ship | CoreKind::Unit | CoreKind::Base) {
        return Some(head);
    }
    let mut named = group.iter().filter(|core| core.designation.is_some());
    let digit = |core: &&Core| core.designation.as_ref().is_some_and(|text| text.bytes().any(|b| b.is_ascii_digit()));
    named.clone().find(digit).or_else(|| named.next())
}

/// A class noun in the singular before another noun describes it: `missile strikes`, `tank drills`.
fn describes(view: &View<'_>, head: &Core, sentence: TokenRange) -> bool {
    let next = head.tokens.end;
    if next >= sentence.end || !view.is_spaced(next) {
        return false;
    }
    // "a frigate shot down two drones", "a missile worth millions"
    if view.word(next + 1) == "down" && view.role(next).is(Role::ACTS) || view.word(next) == "worth" {
        return false;
    }
    // "the weapons instructor", "combined arms training"
    let last = view.word(next - 1);
    if matches!(last, "weapons" | "arms")
        && (view.info(next).is(Word::PERSON | Word::POST)
            || matches!(view.word(next), "instructor" | "instructors" | "inspector" | "inspectors"))
        || last == "arms" && view.before(next - 1, sentence) == "combined"
    {
        return true;
    }
    let role = view.role(next);
    if role.is(Role::EVENT) && !(head.plural && view.tag(next).is_verb()) {
        return true;
    }
    if view.is_capital(next) && view.is_capital(next - 1) && !view.word(next).bytes().all(|b| b.is_ascii_uppercase()) {
        return true;
    }
    !head.plural && matches!(view.tag(next), Tag::Noun) && view.kind(next) == TokenKind::Word
}

/// Whether, in a text that is not about armed forces, the words are rather something else: nicknames, generic words, guns
/// and bombs of crime, mines of coal. What only war knows is nothing else: cluster munitions.
fn is_civil_elsewhere(view: &View<'_>, group: &[Core], head: &Core) -> bool {
    if view.is_military || head.tokens.len() > 1 && view.role(head.tokens.start).is(Role::WARLIKE) {
        return false;
    }
    let nickname = group.len() == 1 && matches!(head.kind, CoreKind::Known(Firmness::Nickname));
    let noun = group.iter().all(|core| core.kind == CoreKind::Noun)
        && (!head.strong
            || matches!(
                head.category,
                AssetCategory::Weapon
                    | AssetCategory::SmallArms
                    | AssetCategory::Munition
                    | AssetCategory::Vehicle
                    | AssetCategory::Helicopter
                    | AssetCategory::Drone
                    | AssetCategory::Unit
                    | AssetCategory::Base
                    | AssetCategory::Electronic
            ));
    nickname || noun
}

/// Generic words that in a text about armed forces are forces or equipment wherever a verb says what happens to them.
fn is_plain(view: &View<'_>, head: &Core) -> bool {
    head.tokens.len() == 1
        && matches!(
            view.word(head.tokens.start),
            "forces"
                | "arms"
                | "aircraft"
                | "planes"
                | "pilots"
                | "equipment"
                | "bases"
                | "vehicles"
                | "shells"
                | "bombs"
                | "ships"
                | "vessels"
                | "boats"
                | "fighters"
                | "rockets"
                | "mines"
                | "warheads"
                | "personnel"
                | "trucks"
        )
}

/// A service or a whole army is a body, not an asset, unless it is counted (`a 90,000-strong military`).
fn is_service(view: &View<'_>, head: &Core) -> bool {
    let last = head.tokens.end.saturating_sub(1);
    head.kind == CoreKind::Noun
        && matches!(view.word(last).to_ascii_lowercase().as_str(), "army" | "navy" | "military" | "militaries" | "armies" | "navies")
        || head.tokens.len() == 2 && view.word(last).eq_ignore_ascii_case("force") && view.word(last - 1).eq_ignore_ascii_case("air")
}

/// Soldiers in the singular stand for one person or only describe.
fn is_one_person(head: &Core, view: &View<'_>) -> bool {
    let word = view.word(head.tokens.end.saturating_sub(1)).to_ascii_lowercase();
    head.category == AssetCategory::Personnel
        && head.kind == CoreKind::Noun
        && !head.plural
        && !matches!(word.as_str(), "force" | "army" | "military" | "manpower")
}

/// A civilian word inside the phrase or right before it.
fn is_civilian(view: &View<'_>, tokens: TokenRange, sentence: TokenRange) -> bool {
    let owned = |at: usize| view.word(at).rsplit_once('-').is_some_and(|(_, tail)| matches!(tail, "owned" | "flagged" | "registered"));
    let inside = tokens.iter().any(|at| view.role(at).is(Role::CIVILIAN) || owned(at));
    let before = tokens.start.checked_sub(1).filter(|&b| b >= sentence.start);
    inside || before.is_some_and(|b| view.role(b).is(Role::CIVILIAN))
}

/// Whether a name of equipment is what somebody is called here: "his call sign, Hrim".
fn is_somebody(view: &View<'_>, head: &Core) -> bool {
    let before = head.tokens.start.saturating_sub(3)..head.tokens.start;
    let named = view.name_at(head.tokens.start).is_some_and(|name| name.kind == EntityKind::Person);
    named && before.rev().any(|at| view.word(at) == "callsign" || view.word(at) == "call" && view.word(at + 1) == "sign")
}

/// How far around it aircraft tell what a tanker holds, in tokens.
const FUEL: usize = 60;

/// Whether a tanker rather is a ship or a lorry with oil: no words around tell of planes or of fuel for them.
fn is_of_oil(view: &View<'_>, head: &Core) -> bool {
    let tanker = head.tokens.len() == 1 && matches!(view.word(head.tokens.start), "tanker" | "tankers" | "Tanker" | "Tankers");
    let flies = |at: usize| {
        let word = view.word(at);
        let fuels = ["refuel", "Refuel", "aerial", "Aerial"].iter().any(|stem| word.starts_with(stem));
        fuels || view.equipment.designation(view.document, at, at + 3).is_some_and(|found| found.family.category == AssetCategory::Aircraft)
    };
    let at = head.tokens.start;
    tanker && !(at.saturating_sub(FUEL)..at + FUEL).any(flies)
}

/// Dead and wounded are no assets: a word of casualties right before or after the phrase.
pub(super) fn is_casualty(view: &View<'_>, tokens: TokenRange, sentence: TokenRange) -> bool {
    // "lost 870 troops", "losses rise by 870 troops"
    let counted = view.quantity_at(tokens.start).is_some_and(|count| count.tokens.start == tokens.start);
    let by = view.before(tokens.start, sentence) == "by";
    let governs = tokens.start.saturating_sub(if by { 3 } else { 1 }).max(sentence.start);
    if counted && view.role(governs).is(Role::LOSE) {
        return true;
    }
    let after = tokens.end..sentence.end.min(tokens.end + 4);
    let before = tokens.start.saturating_sub(3).max(sentence.start)..tokens.start;
    let stops = |at: &usize| !matches!(view.word(*at), "," | ";" | ":" | "." | "that");
    after.take_while(stops).any(|at| view.role(at).is(Role::CASUALTY))
        || before.rev().take_while(stops).any(|at| view.role(at).is(Role::CASUALTY))
        || tokens.iter().any(|at| view.role(at).is(Role::CASUALTY))
}

/// Nouns between a number that counts nothing, or no number, and a thing, with "of": weights and heaps.
fn is_amount(word: &str) -> bool {
    matches!(
        word,
        "ton"
            | "tons"
            | "tonne"
            | "tonnes"
            | "quantity"
            | "quantities"
            | "amount"
            | "amounts"
            | "cache"
            | "caches"
            | "stock"
            | "stocks"
            | "stockpile"
            | "stockpiles"
    )
}

/// Where the words before the amount at `at` begin: `a large quantity of`, `131,000 tonnes of`.
fn before_amount(view: &View<'_>, at: usize, sentence: TokenRange) -> usize {
    let mut start = at;
    let plain = |at: usize| view.tag(at) == Tag::Adjective && is_modifier(view, at);
    // a number of tons counts no things
    let number = |at: usize| view.tag(at) == Tag::Numeral || view.kind(at) == TokenKind::Number;
    while start > sentence.start && (plain(start - 1) || number(start - 1)) {
        start -= 1;
    }
    let article = matches!(view.before(start, sentence), "a" | "A" | "an" | "An");
    start - usize::from(article)
}

/// The number of a phrase: a count before it, `N of` before it, or an article before one counted thing. Widens the
/// phrase over the number.
fn quantity(view: &View<'_>, tokens: &mut TokenRange, head: &Core, sentence: TokenRange) -> Option<(Option<u64>, Option<u64>, Span)> {
    let mut at = tokens.start;
    // "4m rounds of ammunition", "dozens of tanks"
    if view.before(at, sentence) == "of" && at >= sentence.start + 2 {
        if let Some(count) = view.count_before(at - 1) {
            return Some(take(tokens, count));
        }
        if view.role(at - 2).is(Role::MEASURE) {
            at -= 2;
            while at > sentence.start && is_modifier(view, at - 1) && view.count_before(at).is_none() && view.quantity_at(at - 1).is_none()
            {
                at -= 1;
            }
            if let Some(count) = view.count_before(at) {
                return Some(take(tokens, count));
            }
            return None;
        }
        if is_amount(view.word(at - 2)) {
            *tokens = TokenRange::new(before_amount(view, at - 2, sentence), tokens.end);
            return None;
        }
    }
    // "two of our gunships"
    if at >= sentence.start + 3
        && (head.plural || head.mass)
        && matches!(view.word(at - 1), "our" | "their" | "its" | "his" | "her" | "my" | "your" | "the" | "these" | "those")
        && view.word(at - 2) == "of"
        && let Some(count) = view.count_before(at - 2)
    {
        return Some(take(tokens, count));
    }
    if let Some(count) = view.count_before(at) {
        return Some(take(tokens, part_of(view, count.tokens.start, sentence).unwrap_or(count)));
    }
    // a number inside the phrase: "the 9,000-strong corps", "the two destroyers"
    if head.plural || !matches!(head.kind, CoreKind::Noun | CoreKind::Known(_)) {
        return None;
    }
    let mut before = at.checked_sub(1).filter(|&b| b >= sentence.start)?;
    // "a burning T-72"
    if matches!(view.tag(before), Tag::VerbGerund | Tag::VerbParticiple | Tag::Adjective) && before > sentence.start {
        before -= 1;
    }
    let article = match view.word(before) {
        "a" | "an" | "another" | "one" | "A" | "An" | "Another" | "One" | "single" | "lone" | "sole" => before,
        _ => return None,
    };
    let span = view.document.span(TokenRange::new(article, article + 1));
    Some((Some(1), Some(1), span))
}

/// `eight of 42 launchers`, `12 of Peru's 15 tanks`: the count of the part, before the count of the whole that begins at `at`.
fn part_of<'a>(view: &View<'a>, at: usize, sentence: TokenRange) -> Option<&'a Quantity> {
    let from = at.saturating_sub(6).max(sentence.start);
    let of = (from..at).rev().find(|&i| view.word(i) == "of")?;
    let whose = |i: usize| view.kind(i) == TokenKind::Possessive || view.name_at(i).is_some();
    let owned = (of + 1..at).all(|i| matches!(view.word(i), "the" | "its" | "their" | "our" | "his" | "her" | "your") || whose(i));
    view.count_before(of).filter(|_| owned)
}

fn take(tokens: &mut TokenRange, count: &Quantity) -> (Option<u64>, Option<u64>, Span) {
    *tokens = TokenRange::new(count.tokens.start, tokens.end);
    (count.min, count.max, count.span)
}

/// Categories that an air-defense word turns into air defense.
const fn is_armament(category: AssetCategory) -> bool {
    matches!(
        category,
        AssetCategory::Weapon
            | AssetCategory::Missile
            | AssetCategory::Artillery
            | AssetCategory::Electronic
            | AssetCategory::Vehicle
            | AssetCategory::RocketArtillery
            | AssetCategory::AirDefense
    )
}

/// The class: that of the head, unless the head says less than a designation in the phrase.
fn category(view: &View<'_>, group: &[Core], head: &Core, tokens: TokenRange) -> AssetCategory {
    let has = |words: &[&str]| tokens.iter().any(|at| words.iter().any(|word| view.word(at).eq_ignore_ascii_case(word)));
    let known = group.iter().find(|core| matches!(core.kind, CoreKind::Known(_))).map(|core| core.category);
    if has(&["nuclear", "atomic", "thermonuclear"])
        && matches!(
            head.category,
            AssetCategory::Weapon | AssetCategory::Missile | AssetCategory::Munition | AssetCategory::Personnel | AssetCategory::Nuclear
        )
    {
        return AssetCategory::Nuclear;
    }
    // "Aegis destroyers": what carries the system
    let system = |known| matches!(known, AssetCategory::AirDefense | AssetCategory::Missile | AssetCategory::Electronic);
    let carrier = matches!(
        head.category,
        AssetCategory::Ship | AssetCategory::Submarine | AssetCategory::Aircraft | AssetCategory::Helicopter | AssetCategory::Tank
    );
    // "Viper loitering munitions": a nickname says less than the class
    let nickname = group.iter().any(|core| matches!(core.kind, CoreKind::Known(Firmness::Nickname | Firmness::Word)));
    let plain = matches!(head.category, AssetCategory::Drone | AssetCategory::Artillery) || carrier;
    let rather_class = nickname && plain && head.kind == CoreKind::Noun && head.strong;
    if let Some(known) = known.filter(|&known| !(rather_class || system(known) && carrier)) {
        let last = view.word(head.tokens.end.saturating_sub(1)).to_ascii_lowercase();
        let fighters = last.starts_with("fighter") || last.starts_with("trainer");
        return match head.category {
            AssetCategory::Personnel if fighters && known == AssetCategory::Aircraft => known,
            AssetCategory::Munition if known == AssetCategory::Nuclear => known,
            AssetCategory::Personnel | AssetCategory::Base | AssetCategory::Munition => head.category,
            AssetCategory::Unit if known != AssetCategory::AirDefense || !last.starts_with("batter") => AssetCategory::Unit,
            AssetCategory::Missile if known == AssetCategory::RocketArtillery => AssetCategory::Missile,
            // a nickname that another maker's aircraft bears, too
            AssetCategory::Vehicle
                if matches!(known, AssetCategory::Aircraft | AssetCategory::Helicopter | AssetCategory::Ship | AssetCategory::Missile) =>
            {
                AssetCategory::ArmoredVehicle
            }
            _ => known,
        };
    }
    if has(&["anti-aircraft", "anti-missile", "anti-air", "antiaircraft"]) && is_armament(head.category) {
        return AssetCategory::AirDefense;
    }
    if matches!(head.category, AssetCategory::Vehicle | AssetCategory::Weapon) && has(&["armored", "armoured", "tracked", "fighting"]) {
        return AssetCategory::ArmoredVehicle;
    }
    head.category
}
