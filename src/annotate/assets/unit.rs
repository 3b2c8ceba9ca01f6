//! Formations: `the 93rd Mechanized Brigade`, `Destroyer Squadron (DESRON) 9`, `CSG 11`, `VFA-25`.

use rustc_hash::FxHashSet;

use super::{
    core::{Core, CoreKind},
    view::View,
};
use crate::{
    document::TokenKind,
    label::{AssetCategory, EntityKind},
    lexicon::{Word, equipment::Role},
    name::halves,
    span::TokenRange,
};

/// Acronyms of units that the text defines: `Carrier Strike Group (CSG)`.
pub(super) type Acronyms<'a> = FxHashSet<&'a str>;

/// The formation that begins at token `at`.
pub(super) fn find<'a>(view: &View<'a>, at: usize, sentence: TokenRange, acronyms: &mut Acronyms<'a>) -> Option<Core> {
    let first = one(view, at, sentence, acronyms)?;
    Some(chain(view, first, sentence, acronyms))
}

/// `6th Squadron, 8th Cavalry Regiment`: a unit within ever larger ones is one phrase.
fn chain<'a>(view: &View<'a>, mut core: Core, sentence: TokenRange, acronyms: &mut Acronyms<'a>) -> Core {
    let mut size = size(core.echelon.as_deref().unwrap_or(""));
    while view.word(core.tokens.end) == "," {
        let at = core.tokens.end + 1;
        // "2nd Battalion, The Royal Anglian Regiment"
        let at = at + usize::from(view.word(at) == "The" || view.word(at) == "the");
        let named = |core: &Core| is_ordinal(view, at) || core.echelon.as_deref() == Some("regiment");
        let Some(next) = one(view, at, sentence, acronyms).filter(named) else { break };
        let larger = self::size(next.echelon.as_deref().unwrap_or(""));
        if size == 0 || larger <= size {
            break;
        }
        size = larger;
        // "1st Battalion, 27th Infantry Regiment": others number either the battalion or the regiment
        let numbered = is_ordinal(view, core.tokens.start) && is_ordinal(view, at) && next.echelon.as_deref() == Some("regiment");
        core.maker = core.maker.or(next.maker).or_else(|| if numbered { "US".parse().ok() } else { None });
        core.tokens = TokenRange::new(core.tokens.start, next.tokens.end);
    }
    core
}

fn one<'a>(view: &View<'a>, at: usize, sentence: TokenRange, acronyms: &mut Acronyms<'a>) -> Option<Core> {
    // "Space Delta 2"
    if view.word(at) == "Space" && view.word(at + 1) == "Delta" && is_number(view, at + 2) && at + 2 < sentence.end {
        let mut core = unit(view, TokenRange::new(at, at + 3), "delta");
        core.maker = core.maker.or("US".parse().ok());
        return Some(core);
    }
    // "12th Marines" is a regiment
    let ordinal = is_ordinal(view, at);
    if ordinal && view.word(at + 1) == "Marines" && view.is_spaced(at + 1) && at + 1 < sentence.end {
        let mut core = unit(view, TokenRange::new(at, at + 2), "regiment");
        core.maker = core.maker.or("US".parse().ok());
        return Some(core);
    }
    if let Some(echelon) = german(view.word(at)).filter(|_| view.is_capital(at) && at + 1 < sentence.end && is_number(view, at + 1)) {
        let mut core = unit(view, TokenRange::new(at, at + 2), echelon);
        core.maker = core.maker.or("DE".parse().ok());
        return Some(core);
    }
    by_acronym(view, at, ordinal, sentence, acronyms).or_else(|| by_echelon(view, at, ordinal, sentence, acronyms))
}

/// The size of a formation whose German name is one word: `Panzerbataillon 203`, `Panzerbrigade 12`.
fn german(word: &str) -> Option<&'static str> {
    let sizes = [
        ("bataillon", "battalion"),
        ("brigade", "brigade"),
        ("geschwader", "wing"),
        ("kompanie", "company"),
        ("regiment", "regiment"),
        ("staffel", "squadron"),
    ];
    sizes.iter().find(|(ending, _)| word.strip_suffix(ending).is_some_and(|stem| stem.len() > 3)).map(|&(_, size)| size)
}

/// `CSG 11`, `VFA-25`, `2nd BCT`, `92nd SFS`, and acronyms that the text itself defined.
fn by_acronym<'a>(view: &View<'a>, at: usize, ordinal: bool, sentence: TokenRange, acronyms: &Acronyms<'a>) -> Option<Core> {
    let word = view.word(at);
    if ordinal || (view.kind(at) == TokenKind::Number && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())) {
        let acronym = view.word(at + 1);
        let known = view.role(at + 1).is(Role::UNIT_ACRONYM) || acronyms.contains(acronym);
        let shaped = ordinal && (2..=6).contains(&acronym.len()) && acronym.bytes().all(|b| b.is_ascii_uppercase());
        let shaped = shaped || acronym.len() >= 4 && acronym.ends_with('X') && acronym.bytes().all(|b| b.is_ascii_uppercase());
        return (at + 1 < sentence.end && (known || shaped)).then(|| unit(view, TokenRange::new(at, at + 2), acronym));
    }
    if !view.is_capital(at) {
        return None;
    }
    let (stem, number) = halves(word).unwrap_or((word, ""));
    let known = |stem: &str| view.equipment.role_of(stem).is(Role::UNIT_ACRONYM) || acronyms.contains(stem);
    if !number.is_empty() {
        let fits = known(stem) && number.bytes().all(|b| b.is_ascii_digit());
        return fits.then(|| unit(view, TokenRange::new(at, at + 1), stem));
    }
    // "NIMCSG": a name's first letters before the acronym
    let fused = (5..=8).contains(&word.len()) && word.ends_with("CSG") && word.bytes().all(|b| b.is_ascii_uppercase());
    if fused {
        return Some(unit(view, TokenRange::new(at, at + 1), "CSG"));
    }
    if !known(word) {
        return None;
    }
    let numbered = at + 1 < sentence.end && is_number(view, at + 1);
    let long = word.len() > 3 && acronyms.contains(word);
    let named = at > sentence.start && view.is_capital(at - 1) && view.is_spaced(at);
    (numbered || long || named).then(|| unit(view, TokenRange::new(at, at + 1 + usize::from(numbered)), word))
}

/// A number or capital words, branches, then a size: `93rd Mechanized Brigade`, `Azov Brigade`, `Carrier Strike Group (CSG) 11`.
fn by_echelon<'a>(view: &View<'a>, at: usize, ordinal: bool, sentence: TokenRange, acronyms: &mut Acronyms<'a>) -> Option<Core> {
    if !ordinal && (!view.is_capital(at) || view.word(at).len() < 2) {
        return None;
    }
    if view.name_at(at).is_some_and(|name| matches!(name.kind, EntityKind::Nationality | EntityKind::Country) && name.tokens.end > at) {
        return None;
    }
    if view.info(at).is(Word::STARTER) && !view.role(at).is(Role::ECHELON | Role::BRANCH) && !ordinal {
        return None;
    }
    let limit = sentence.end.min(at + 9);
    let mut end = at + usize::from(ordinal);
    let (mut head, mut branch, mut capitals) = (None, false, true);
    while end < limit && (end == at || view.is_spaced(end)) {
        let capital = view.is_capital(end);
        let word = view.word(end);
        // "Rotational Force-Darwin"
        let seat = matches!(halves(word), Some(("Force" | "Command" | "Group", seat)) if seat.starts_with(char::is_uppercase));
        let role = if seat { view.equipment.role_of("force") } else { view.role(end) };
        if role.is(Role::ECHELON) && (capital || ordinal || branch) {
            head = Some(end);
            capitals = capital;
            // "Air Force Base", "Army Corps": another size may follow
            end += 1;
            continue;
        }
        if !(capital || role.is(Role::BRANCH) || (matches!(word, "and" | "&") && end > at)) || view.kind(end) != TokenKind::Word {
            break;
        }
        let people = capital && word.ends_with('s') && view.equipment.is_class_noun(&word.to_ascii_lowercase()) && !role.is(Role::BRANCH);
        if people || matches!(word, "and" | "&") && !(view.is_capital(end + 1) && view.role(end + 1).is(Role::BRANCH)) {
            break;
        }
        // after a size only words of units go on: "Brigade Combat Team", not "Strike Group Enters"
        if head.is_some() && !role.is(Role::BRANCH) && !matches!(word, "and" | "&") {
            break;
        }
        branch |= role.is(Role::BRANCH);
        end += 1;
    }
    let Some(head) = head else { return by_defined(view, at, end, sentence) };
    let word = view.word(head).split('-').next().unwrap_or_default();
    let role = if word == view.word(head) { view.role(head) } else { view.equipment.role_of("force") };
    let mut end = head + 1;
    let mut defined = None;
    let acronym = parenthesized(view, end, sentence);
    let mut numbered = ordinal;
    if let Some((inside, close)) = acronym {
        let word = view.word(inside.start);
        if is_acronym(word) {
            defined = Some(word);
            end = close + 1;
            numbered |= inside.len() > 1;
        }
    }
    if end < sentence.end && is_number(view, end) && view.is_spaced(end) && (view.is_capital(head)) {
        numbered = true;
        end += 1;
    } else if end < sentence.end && view.is_capital(head) && is_number_word(view.word(end)) {
        numbered = true;
        end += 1;
        while is_number_word(view.word(end)) {
            end += 1;
        }
        if let Some((inside, close)) = parenthesized(view, end, sentence).filter(|(inside, _)| is_acronym(view.word(inside.start))) {
            defined = Some(view.word(inside.start));
            end = close + 1;
        }
    }
    // "Battlegroup North", "Task Force Falcon"; "19th Regiment Royal Artillery"
    let named = matches!(word, "Battlegroup" | "Grouping") || word == "Force" && head > at && view.word(head - 1) == "Task";
    let royal = ordinal && word == "Regiment" && view.word(end) == "Royal";
    if end == head + 1 && end < sentence.end && view.is_spaced(end) && view.is_capital(end) && (named || royal) {
        let known = view.name_at(end).is_some_and(|name| name.kind == EntityKind::Person);
        if !(known || view.tag(end).is_verb()) {
            end += 1 + usize::from(royal);
            numbered |= named;
        }
    }
    let common = role.is(Role::COMMON_ECHELON)
        || matches!(word.to_ascii_lowercase().as_str(), "division" | "divisions" | "corps" | "cavalry" | "squad");
    let supported = if common {
        (branch && head > at && capitals) || (ordinal && (branch || capitals)) || (numbered && branch)
    } else {
        ordinal || head > at || named && numbered
    };
    // "Composite Training Unit Exercise"
    let drill = end < sentence.end && view.is_capital(end) && view.is_spaced(end) && view.role(end).is(Role::EXERCISE);
    if !supported || drill || is_service(view, at, head) {
        return None;
    }
    acronyms.extend(defined);
    let combat = word == "Team" && head > at + 1 && view.word(head - 2) == "Brigade";
    Some(unit(view, TokenRange::new(at, end), if combat { "brigade combat team" } else { word }))
}

/// `Carrier Logistics Support (VRC) 30`: capital words whose size only the acronym tells.
fn by_defined(view: &View<'_>, at: usize, end: usize, sentence: TokenRange) -> Option<Core> {
    let (inside, close) = parenthesized(view, end, sentence)?;
    let acronym = view.word(inside.start);
    let fits = end > at + 1 && inside.len() == 1 && view.role(inside.start).is(Role::UNIT_ACRONYM) && is_number(view, close + 1);
    fits.then(|| unit(view, TokenRange::new(at, close + 2), acronym))
}

/// Names of whole services and bodies, which are organizations and no units: Marine Corps, Air Force, Army, National Guard.
fn is_service(view: &View<'_>, at: usize, head: usize) -> bool {
    let before = head.checked_sub(1).filter(|&b| b >= at).map_or("", |b| view.word(b));
    matches!(
        (before, view.word(head)),
        ("Marine" | "Peace" | "Job" | "Medical" | "Press" | "Diplomatic", "Corps")
            | (
                "Air"
                    | "Space"
                    | "Naval"
                    | "Defense"
                    | "Self-Defense"
                    | "Self-Defence"
                    | "Defence"
                    | "Police"
                    | "Border"
                    | "Security"
                    | "Armed"
                    | "Support"
                    | "Assistance",
                "Force" | "Forces"
            )
            | ("Coast" | "National" | "Revolutionary" | "Border", "Guard")
            | ("Wagner" | "Working" | "Contact", "Group")
            | (_, "Center" | "Centre" | "Directorate" | "Army" | "Guard")
    ) && !(at..head).any(|i| is_ordinal(view, i))
}

fn unit(view: &View<'_>, tokens: TokenRange, echelon: &str) -> Core {
    let mut core = Core::new(tokens, CoreKind::Unit, AssetCategory::Unit);
    core.designation = Some(view.document.words(tokens).split_whitespace().collect::<Vec<_>>().join(" "));
    let plural =
        view.role(tokens.end.saturating_sub(1)).is(Role::ECHELON) && echelon.ends_with('s') && !echelon.eq_ignore_ascii_case("corps");
    core.plural = plural;
    core.maker = tokens.iter().find_map(|at| {
        let word = view.word(at);
        view.equipment
            .state_of(word.split('-').next().unwrap_or(word))
            .filter(|_| view.role(at).is(Role::UNIT_ACRONYM) || word.contains('-'))
    });
    let kind = view.word(tokens.end.saturating_sub(2));
    // "45th Army Aviation Brigade", "the 76th Airborne Division" of other states
    let shared = tokens.len() > 2 && matches!(view.word(tokens.end - 3), "Army" | "Joint")
        || kind == "Airborne" && !matches!(view.word(tokens.start), "82nd" | "101st" | "11th" | "XVIII");
    // "12th Armoured Brigade Combat Team", as others spell it
    let british = tokens.iter().any(|at| matches!(view.word(at), "Armoured" | "Mechanised" | "Motorised"));
    if british && kind == "Combat" {
        core.maker = core.maker.or("GB".parse().ok());
    }
    if tokens.iter().any(|at| view.word(at) == "Multi-Domain") {
        core.maker = core.maker.or("US".parse().ok());
    }
    let expeditionary = tokens.iter().any(|at| view.word(at) == "Expeditionary") && matches!(echelon, "Squadron" | "Wing" | "Unit");
    if core.maker.is_none() && tokens.len() > 2 && !shared && (expeditionary || is_american(kind, view.word(tokens.end - 1))) {
        core.maker = "US".parse().ok();
    }
    if is_russian(view, tokens) {
        core.maker = core.maker.or("RU".parse().ok());
    }
    // "45th Panzer Brigade", "Panzergrenadier Battalion 122"
    if tokens.iter().any(|at| view.word(at).starts_with("Panzer")) {
        core.maker = core.maker.or("DE".parse().ok());
    }
    core.echelon = Some(if echelon.bytes().all(|b| b.is_ascii_uppercase()) { echelon.to_owned() } else { echelon.to_ascii_lowercase() });
    core
}

/// The last two words of formations that only the services of one state have.
fn is_american(kind: &str, size: &str) -> bool {
    matches!(
        (kind, size),
        ("Cavalry" | "Littoral", "Regiment")
            | ("Combat", "Team")
            | ("Aviation" | "Sustainment", "Brigade")
            | ("Airlift" | "Refueling" | "Bomb" | "Expeditionary", "Wing" | "Squadron")
            | ("Expeditionary", "Unit" | "Force" | "Group")
            | ("Forces", "Group")
            | ("Airborne", "Division" | "Corps")
    )
}

/// Formations of kinds that Russia's forces alone have: motor rifles, combined arms armies, tank and airborne guards, regiments
/// of bombers.
fn is_russian(view: &View<'_>, tokens: TokenRange) -> bool {
    tokens.iter().any(|at| {
        matches!(
            [at, at + 1, at + 2].map(|at| view.word(at)),
            ["Motor" | "Motorized" | "Motorised", "Rifle", _]
                | ["Combined", "Arms", "Army"]
                | ["Assault" | "Bomber" | "Fighter" | "Mixed", "Aviation", "Regiment"]
                | ["Guards", "Tank" | "Airborne" | "Air" | "Mountain", _]
        )
    })
}

/// `93rd`, `1st`, `Fifth`.
pub(super) fn is_ordinal(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && digits < word.len() {
        return matches!(word.get(digits..), Some("st" | "nd" | "rd" | "th" | "d"));
    }
    // "5 Squadron", "III Corps"
    let digits_alone = digits == word.len() && word.len() <= 3;
    let roman = (1..=5).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    if digits_alone || roman {
        // "815 Naval Air Squadron": branches may stand between the number and the size
        let branches = if digits_alone { 3 } else { 0 };
        let branch = |i: &usize| view.role(*i).is(Role::BRANCH) && view.is_capital(*i);
        let head = at + 1 + (at + 1..at + 1 + branches).take_while(branch).count();
        let size = view.word(head);
        let many = size.ends_with('s') && size != "Corps";
        return view.is_capital(head) && view.is_spaced(head) && view.role(head).is(Role::ECHELON) && !many;
    }
    matches!(
        word,
        "First"
            | "Second"
            | "Third"
            | "Fourth"
            | "Fifth"
            | "Sixth"
            | "Seventh"
            | "Eighth"
            | "Ninth"
            | "Tenth"
            | "Eleventh"
            | "Twelfth"
            | "Thirteenth"
    )
}

fn is_number(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.kind(at) == TokenKind::Number && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_number_word(word: &str) -> bool {
    matches!(word, "One" | "Two" | "Three" | "Four" | "Five" | "Six" | "Seven" | "Eight" | "Nine" | "Ten" | "Eleven" | "Twelve")
}

fn is_acronym(word: &str) -> bool {
    (2..=9).contains(&word.len()) && word.bytes().filter(u8::is_ascii_uppercase).count() * 2 > word.len()
}

/// The tokens inside the parentheses that open at `at`, and the closing one.
pub(super) fn parenthesized(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<(TokenRange, usize)> {
    if view.word(at) != "(" || at >= sentence.end {
        return None;
    }
    let close = (at + 1..sentence.end.min(at + 6)).find(|&i| view.word(i) == ")")?;
    Some((TokenRange::new(at + 1, close), close))
}

/// How large a unit is; 0 for unknown.
fn size(echelon: &str) -> u8 {
    match echelon.to_ascii_lowercase().as_str() {
        "squad" | "team" | "section" => 1,
        "platoon" | "detachment" | "flight" => 2,
        "company" | "battery" | "troop" => 3,
        "battalion" | "squadron" => 4,
        "regiment" | "group" => 5,
        "brigade" | "brigade combat team" | "bct" | "wing" => 6,
        "division" | "id" => 7,
        "corps" => 8,
        "army" | "fleet" | "command" => 9,
        _ => 0,
    }
}
