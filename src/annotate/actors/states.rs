//! The states of officers, officials and bodies that no word beside them tells: the one whose forces the text is about, or
//! the one that it names around them.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Cast, Entity};
use crate::{
    country::CountryCode,
    document::{Document, TokenKind},
    label::EntityKind,
    lexicon::{Lexicon, Word, equipment::Role, is_mixed, lands},
    name::fold,
    span::TokenRange,
};

/// Offices that only a state gives.
fn is_state_office(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "minister"
            | "president"
            | "chancellor"
            | "premier"
            | "ambassador"
            | "senator"
            | "governor"
            | "mayor"
            | "commander"
            | "mp"
            | "lawmaker"
            | "deputy"
            | "envoy"
            | "attaché"
            | "consul"
            | "prefect"
            | "commissioner"
            | "secretary"
            | "spokesman"
            | "spokeswoman"
    )
}

/// Whether the name is an armed service's: "U.S. Navy", "7th Fleet", "Royal Air Force".
fn is_armed_service(name: &str) -> bool {
    [
        "Navy",
        "Army",
        "Air Force",
        "Marine Corps",
        "Fleet",
        "Coast Guard",
        "Marines",
        "Armed Forces",
        "Space Force",
        "National Guard",
        "Self-Defense Force",
        "Defence Force",
        "Defense Forces",
        "Military District",
        "military district",
    ]
    .iter()
    .any(|service| name.ends_with(service) || service.contains(' ') && name.contains(service))
}

/// Last words of the names of forces.
fn is_force(word: &str) -> bool {
    matches!(
        word,
        "Fleet"
            | "Group"
            | "Force"
            | "Wing"
            | "Squadron"
            | "Brigade"
            | "Battalion"
            | "Regiment"
            | "Division"
            | "Company"
            | "Corps"
            | "Command"
            | "Team"
            | "Navy"
            | "Army"
            | "Guard"
            | "Marines"
    )
}

/// Of a body of armed forces the words for its kind, folded: "military district" of "Western Military District".
fn kind_of_force(entity: &Entity) -> Option<String> {
    let name = Some(&entity.name).filter(|_| entity.kind == EntityKind::Organization && entity.owner.is_none())?;
    let (rest, last) = name.rsplit_once(' ')?;
    let kind = rest.rsplit(' ').next().filter(|_| matches!(last, "District" | "district"));
    let military = kind.filter(|kind| matches!(*kind, "military" | "Military"));
    (is_force(last) || military.is_some()).then(|| fold(&format!("{} {last}", military.unwrap_or_default())))
}

/// Words in the names of bodies that only a state has.
fn is_state_body(word: &str) -> bool {
    matches!(
        word,
        "Ministry"
            | "ministry"
            | "District"
            | "district"
            | "Parliament"
            | "parliament"
            | "Intelligence"
            | "Chiefs"
            | "Headquarters"
            | "Army"
            | "Navy"
            | "Senate"
            | "Police"
            | "police"
    )
}

/// The state that the text around byte `at` is about: of the eight mentions nearest to it the one with the most weight,
/// where a nearer mention weighs more; none where less than so many `fifths` of the weight are one state's.
fn nearest_state(states: &[(usize, CountryCode)], at: usize, fifths: usize) -> Option<CountryCode> {
    let middle = states.partition_point(|&(start, _)| start < at);
    let near = states.get(middle.saturating_sub(5)..(middle + 3).min(states.len()))?;
    let mut weights: Vec<(usize, CountryCode)> = Vec::new();
    for &(start, country) in near {
        let weight = 100_000 / (start.abs_diff(at) + 60);
        match weights.iter_mut().find(|(_, known)| *known == country) {
            Some((sum, _)) => *sum += weight,
            None => weights.push((weight, country)),
        }
    }
    let all: usize = weights.iter().map(|(weight, _)| weight).sum();
    let (weight, country) = weights.into_iter().max_by_key(|&(weight, country)| (weight, Reverse(country)))?;
    (weight * 5 >= all * fifths).then_some(country)
}

/// How often a text names each state, and where first among all.
type Named = FxHashMap<CountryCode, (usize, Reverse<usize>)>;

fn named(states: &[(usize, CountryCode)]) -> Named {
    let mut named = Named::default();
    for (number, &(_, state)) in states.iter().enumerate() {
        named.entry(state).or_insert((0, Reverse(number))).0 += 1;
    }
    named
}

/// The state of an official for whom the text around speaks of `state`: that one, unless the name is at home elsewhere, in a
/// state which the text names.
fn at_home(name: &str, state: CountryCode, named: &Named) -> CountryCode {
    if lands(name).any(|land| land == state) {
        return state;
    }
    namesake(name, named).unwrap_or(state)
}

/// Of the states that the text names the one where somebody of this name is at home: of several the one named most, of those
/// the first.
fn namesake(name: &str, named: &Named) -> Option<CountryCode> {
    lands(name).filter_map(|land| Some((*named.get(&land)?, land))).max().map(|(_, land)| land)
}

/// The only state that the text names where somebody of this name is at home.
fn sole_namesake(name: &str, named: &Named) -> Option<CountryCode> {
    let mut at_home = lands(name).filter(|land| named.contains_key(land));
    at_home.next().filter(|_| at_home.next().is_none())
}

/// The state that a text opens with, where it names no other more often.
fn first_state(states: &[(usize, CountryCode)]) -> Option<CountryCode> {
    let mut counts: FxHashMap<CountryCode, usize> = FxHashMap::default();
    for &(_, state) in states {
        *counts.entry(state).or_default() += 1;
    }
    let &(_, first) = states.first()?;
    let lead = counts.get(&first)?;
    counts.values().all(|count| count <= lead).then_some(first)
}

/// The state of the forces that the paragraph of byte `at` named before it, or the paragraph before that one; none where
/// they are of several.
fn forces_before(document: &Document<'_>, forces: &[(usize, CountryCode)], at: usize) -> Option<CountryCode> {
    let number = document.paragraph_of(document.token_at(at));
    let from = document.paragraphs().get(number.saturating_sub(1))?.span.start;
    let near = forces.iter().filter(|(start, _)| (from..at).contains(start)).map(|&(_, country)| country);
    let first = near.clone().next()?;
    near.skip(1).all(|other| other == first).then_some(first)
}

impl Cast<'_, '_> {
    /// Officials and officers of whom nothing else is told serve the state of their body, else the one that the text
    /// around their first mention is about.
    pub(super) fn place_officials(&mut self) {
        let bodies: Vec<(String, CountryCode)> = self
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Organization)
            .filter_map(|e| Some((e.name.clone(), e.country?)))
            .collect();
        // groups that no list has: their people are from where they are
        let unlisted: FxHashSet<String> = self
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Organization && e.evidence.rule == "organization.head")
            .flat_map(|e| std::iter::once(&e.name).chain(&e.aliases).cloned())
            .collect();
        let states = self.states_by_place();
        let named = named(&states);
        let home = self.home_of_forces();
        let told = self.told_beside();
        let forces = self.forces_by_place();
        for (number, entity) in self.entities.iter_mut().enumerate() {
            if entity.kind != EntityKind::Person || entity.country.is_some() {
                continue;
            }
            if let Some(&state) = told.get(&number) {
                entity.country = Some(state);
                continue;
            }
            let at = entity.mentions.first().map_or(0, |m| m.start);
            let Some(role) = entity.role.as_deref() else {
                let affiliated = bodies.iter().find(|(name, _)| entity.affiliation.as_deref() == Some(name));
                entity.country = affiliated.map(|(_, country)| *country);
                if entity.affiliation.is_none() {
                    let near = nearest_state(&states, at, 4).map(|state| at_home(&entity.name, state, &named));
                    entity.country = near.or_else(|| sole_namesake(&entity.name, &named));
                }
                continue;
            };
            let of_body = bodies
                .iter()
                .find(|(name, _)| entity.affiliation.as_deref() == Some(name) || name.len() > 5 && role.contains(name.as_str()));
            if let Some((body, country)) = of_body {
                let doubted = is_shared_body(body);
                entity.country = Some(if doubted { at_home(&entity.name, *country, &named) } else { *country });
                continue;
            }
            let flies = is_air_rank(role);
            let fits = |state: &CountryCode| !flies || has_air_ranks(*state);
            let those: Vec<(usize, CountryCode)> =
                if flies { states.iter().copied().filter(|(_, state)| fits(state)).collect() } else { Vec::new() };
            let states = if those.is_empty() { &states } else { &those };
            let mut words = role.split(|c: char| !c.is_alphanumeric());
            let ranked = words.clone().any(|word| self.lexicon.word(word).is(Word::RANK));
            if let Some(state) = home.or_else(|| forces_before(self.document, &forces, at)).filter(|state| ranked && fits(state)) {
                entity.country = Some(state);
            } else if ranked || words.any(is_state_office) {
                let dateline = states.first().filter(|_| self.document.words(TokenRange::new(0, 9)).contains(['—', '–', '-']));
                let told = dateline.map(|&(_, state)| state).filter(|state| states.iter().filter(|(_, other)| other == state).count() > 1);
                entity.country = nearest_state(states, at, 4)
                    .or(told)
                    .or_else(|| nearest_state(states, at, 3))
                    .or_else(|| first_state(states))
                    .or_else(|| self.lexicon.capital(self.document.word(0)));
            } else if entity.affiliation.as_ref().is_none_or(|body| unlisted.contains(body)) {
                entity.country = nearest_state(states, at, 4).or_else(|| sole_namesake(&entity.name, &named));
            }
            entity.country = match entity.country {
                // the forces of some lands have people of every name
                Some(state) if ranked && home == Some(state) && is_mixed(state) => Some(state),
                Some(state) => Some(at_home(&entity.name, state, &named)),
                None => namesake(&entity.name, &named),
            };
        }
    }

    /// "Norway's Northern military district": the state that owns a body tells its country.
    fn place_owned_bodies(&mut self) {
        for (index, name) in self.names.iter().enumerate() {
            let Some(entity) = name.entity.filter(|_| name.kind == EntityKind::Organization) else { continue };
            let owner = index.checked_sub(1).and_then(|before| self.names.get(before)).filter(|owner| {
                let between = self.document.token(owner.tokens.end).is_some_and(|token| token.kind == TokenKind::Possessive);
                owner.kind == EntityKind::Country && between && owner.tokens.end + 1 == name.tokens.start
            });
            if let Some(body) = self.entities.get_mut(entity).filter(|body| body.country.is_none() && body.owner.is_none()) {
                body.country = owner.and_then(|owner| owner.country);
            }
        }
    }

    /// Bodies of a state that no word gives a country: its forces where the text is a release of them, else the state
    /// that the text around their first mention is about.
    pub(super) fn place_bodies(&mut self) {
        self.doubt_bodies();
        let states = self.states_by_place();
        let home = self.home_of_forces();
        self.place_owned_bodies();
        let forces = self.forces_by_place();
        self.place_bodies_by_seat();
        for entity in &mut self.entities {
            if entity.kind != EntityKind::Organization || entity.country.is_some() || entity.owner.is_some() {
                continue;
            }
            // "45th Panzer Brigade", "Panzerbataillon 203"
            if entity.name.split(' ').any(|word| word.starts_with("Panzer")) {
                entity.country = "DE".parse().ok();
                continue;
            }
            let last = entity.name.split(' ').rev().find(|word| word.starts_with(char::is_alphabetic)).unwrap_or("");
            let at = entity.mentions.first().map_or(0, |m| m.start);
            if is_force(last) || entity.name.split(' ').any(|word| word.ends_with(')')) {
                entity.country = home.or_else(|| nearest_state(&states, at, 3));
            } else if is_state_body(last) || entity.name.split(' ').any(is_state_body) {
                let kin = forces.iter().find(|(start, _)| *start == at).map(|&(_, country)| country);
                entity.country = kin.or_else(|| nearest_state(&states, at, 3)).or_else(|| first_state(&states));
            }
        }
        for name in self.names.iter_mut().filter(|name| name.kind == EntityKind::Organization && name.country.is_none()) {
            name.country = name.entity.and_then(|entity| self.entities.get(entity)?.country);
        }
    }

    /// "The Ministry of Defence" is that of the state which calls it so, unless the text names other states and not that one.
    fn doubt_bodies(&mut self) {
        let named = self.names.iter().filter(|name| name.kind != EntityKind::Organization).filter_map(|name| name.country);
        // "tracked by HMS Dragon" names a state, too
        let states: FxHashSet<CountryCode> = named.chain(self.home_of_forces()).collect();
        if states.is_empty() {
            return;
        }
        for (number, entity) in self.entities.iter_mut().enumerate() {
            let strange = entity.country.is_some_and(|country| !states.contains(&country));
            let doubtful = entity.kind == EntityKind::Organization && entity.owner.is_none() && self.lexicon.is_ambiguous(&entity.name);
            if strange && doubtful && entity.name.split(' ').any(|word| is_state_body(word) || is_force(word)) {
                entity.country = None;
                for name in self.names.iter_mut().filter(|name| name.entity == Some(number)) {
                    name.country = None;
                }
            }
        }
    }

    /// Where the text names bodies of armed forces whose state is told, in reading order; a district, a fleet or a brigade is of
    /// the state that has the others of the same kind, if it is one.
    fn forces_by_place(&self) -> Vec<(usize, CountryCode)> {
        let mut kinds: FxHashMap<String, Option<CountryCode>> = FxHashMap::default();
        for (entity, country) in self.entities.iter().filter_map(|entity| Some((entity, entity.country?))) {
            if let Some(kind) = kind_of_force(entity) {
                kinds.entry(kind).and_modify(|known| *known = known.filter(|known| *known == country)).or_insert(Some(country));
            }
        }
        let state = |entity: &Entity| {
            let kind = kind_of_force(entity)?;
            entity.country.or_else(|| kinds.get(&kind).copied().flatten())
        };
        let named = self.names.iter().filter(|name| name.kind == EntityKind::Organization);
        named.filter_map(|name| Some((name.span.start, state(self.entities.get(name.entity?)?)?))).collect()
    }

    /// "The Baltic Institute in Riga": a body that no list has stands in the state of the town behind it.
    fn place_bodies_by_seat(&mut self) {
        for (index, name) in self.names.iter().enumerate() {
            let Some(entity) = name.entity.filter(|_| name.kind == EntityKind::Organization) else { continue };
            let seat = self.names.get(index + 1).filter(|next| next.tokens.start == name.tokens.end + 1);
            let country = seat.filter(|_| self.document.word(name.tokens.end) == "in").and_then(|seat| seat.country);
            if let Some(body) =
                self.entities.get_mut(entity).filter(|body| body.country.is_none() && body.evidence.rule == "organization.head")
            {
                body.country = country;
            }
        }
    }

    /// Where the text names states, in reading order.
    fn states_by_place(&self) -> Vec<(usize, CountryCode)> {
        let named = self.names.iter().filter(|name| !matches!(name.kind, EntityKind::Person));
        named.filter_map(|name| Some((name.span.start, name.country?))).collect()
    }

    /// The state whose forces the text is mostly about: of their services and ships, and of soldiers written with a capital as
    /// one state's services do, more than half are its own.
    pub(super) fn home_of_forces(&self) -> Option<CountryCode> {
        let services = self.entities.iter().filter(|e| e.kind == EntityKind::Organization && is_armed_service(&e.name));
        let services = services.filter_map(|e| Some((e.country?, e.mentions.len())));
        let told = self.told.iter().map(|&state| (state, 1));
        let mut weights: Vec<(CountryCode, usize)> = Vec::new();
        for (country, weight) in services.chain(told) {
            match weights.iter_mut().find(|(known, _)| *known == country) {
                Some((_, sum)) => *sum += weight,
                None => weights.push((country, weight)),
            }
        }
        let all: usize = weights.iter().map(|(_, weight)| weight).sum();
        weights.into_iter().find(|(_, weight)| weight * 2 > all).map(|(country, _)| country)
    }
}

/// The states whose forces single words of the text tell, one for each such word.
pub(super) fn told(document: &Document<'_>, lexicon: &Lexicon) -> Vec<CountryCode> {
    (0..document.tokens().len()).filter_map(|at| telling_word(document, lexicon, at)).collect()
}

/// The ships that a text names with the prefix of a state, by the first word of their names.
pub(super) fn ships<'a>(document: &Document<'a>, lexicon: &Lexicon) -> FxHashMap<&'a str, CountryCode> {
    let name = |at: usize| document.span(TokenRange::new(at + 1, at + 2)).of(document.text());
    (0..document.tokens().len()).filter_map(|at| Some((name(at), prefix_state(document, lexicon, at)?))).collect()
}

/// The state whose ships bear the word at `at` before a name.
fn prefix_state(document: &Document<'_>, lexicon: &Lexicon, at: usize) -> Option<CountryCode> {
    let token = document.token(at).filter(|token| token.capital && token.end - token.start < 6)?;
    document.token(at + 1).filter(|next| next.capital && next.spaced && token.is_word())?;
    let (equipment, word) = (lexicon.equipment(), document.word(at));
    equipment.state_of(word).filter(|_| equipment.role_of(word).is(Role::SHIP))
}

/// Ranks that air forces in the British tradition have.
fn is_air_rank(role: &str) -> bool {
    ["Air Commodore", "Air Marshal", "Air Vice-Marshal", "Flight Lieutenant", "Group Captain", "Squadron Leader", "Wing Commander"]
        .iter()
        .any(|rank| role.contains(rank))
}

/// States with such ranks.
fn has_air_ranks(state: CountryCode) -> bool {
    matches!(
        state.as_str(),
        "AU" | "BD"
            | "CA"
            | "GB"
            | "GH"
            | "GR"
            | "IE"
            | "IN"
            | "KE"
            | "LK"
            | "MM"
            | "MW"
            | "NG"
            | "NL"
            | "NZ"
            | "OM"
            | "PK"
            | "TH"
            | "TZ"
            | "UG"
            | "ZA"
            | "ZM"
            | "ZW"
    )
}

/// Bodies that several states call so.
fn is_shared_body(name: &str) -> bool {
    matches!(name, "Coast Guard" | "Joint Chiefs of Staff" | "National Security Council")
}

/// The state whose forces the word at `at` tells: a ship's prefix, "Soldiers" inside a sentence, a rank of one state.
fn telling_word(document: &Document<'_>, lexicon: &Lexicon, at: usize) -> Option<CountryCode> {
    let token = document.token(at).filter(|token| token.capital && token.end - token.start <= 10)?;
    let word = document.word(at);
    let united_states = match word {
        "Airmen" | "Airman" | "Spc" | "Spc." | "Cmdr" | "Cmdr." => true,
        "Force" => matches!(document.word(at + 1), "Base" | "Station"),
        "Tech" | "Tech." | "Gunnery" => document.word(at + 1).starts_with("Sgt") || document.word(at + 2).starts_with("Sgt"),
        "Soldiers" | "Sailors" | "Marines" | "Guardsmen" | "Guardians" | "Soldier" | "Sailor" => {
            let before = at.checked_sub(1).and_then(|before| document.token(before));
            token.spaced && before.is_some_and(|before| before.kind == TokenKind::Number || before.is_word() && !before.capital)
        }
        "Secretary" => document.word(at + 1) == "of" && document.word(at + 2) == "Defense",
        _ => false,
    };
    if united_states {
        return "US".parse().ok();
    }
    prefix_state(document, lexicon, at)
}

#[cfg(test)]
mod tests {
    use crate::{
        annotate::{actors::Actors, names::Names, quantities::Quantities, rows::layers, tags::Tagger, words::Words},
        label::EntityKind,
    };

    /// Each person of a text with the state that is found for them.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let layers = layers(text, &[&Words, &Tagger::new(), &Quantities, &Names, &Actors]);
        let persons = layers.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let state = |country: Option<crate::country::CountryCode>| country.map_or_else(|| "-".to_owned(), |code| code.as_str().to_owned());
        let found: Vec<String> = persons.map(|person| format!("{} {}", person.name, state(person.country))).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn officers_serve_the_state_whose_forces_the_text_is_about() {
        check("About 3,800 Soldiers and 40 Sailors left for Peru. \"Ready,\" said Col. Bruno Whitman.", "Bruno Whitman US");
        check("Spc. Jo Harland, a medic, rode over the hills of Peru.", "Jo Harland US");
    }

    #[test]
    fn a_capital_in_the_dateline_and_a_formation_tell_the_state() {
        check("LIMA – It rained. \"Good,\" said Energy Minister Bruno Whitman.", "Bruno Whitman PE");
        check("Peru met Chad, and Chad met Peru. Colonel Bruno Whitman of the 45th Panzer Brigade was late.", "Bruno Whitman DE");
        check("Australia met Peru. The Minister for Defence Personnel, Bruno Whitman, was in Australia.", "Bruno Whitman AU");
    }

    #[test]
    fn other_lands_have_senators_and_representatives() {
        check("South Korea met South Korea. The United States was late. \"Good,\" said Rep. Park Sun-hee.", "Park Sun-hee KR");
        check("The United States met South Korea. The United States was late. \"Good,\" said Rep. Park Sun-hee.", "Park Sun-hee US");
    }

    #[test]
    fn officials_are_rather_of_the_land_where_their_name_is_at_home() {
        check("Peru met Peru. Peru and Japan talked in Peru. \"Good,\" said Vice Admiral Kazuhiko Mori.", "Kazuhiko Mori JP");
        check("Peru met Peru. Peru and Japan talked in Peru. \"Good,\" said Vice Admiral Hernán Mori.", "Hernán Mori PE");
        check("Peru met Peru. Peru and Japan talked in Peru. \"Good,\" said Vice Admiral Jouni Mori.", "Jouni Mori PE");
        // nobody is told for an adviser, but the name tells it
        check("Chad, Peru, Kenya and Norway met Poland. \"Good,\" said the adviser Wojciech Mori.", "Wojciech Mori PL");
        // the forces of some lands have people of every name
        check("About 3,800 Soldiers and 40 Sailors left for Japan. \"Ready,\" said Col. Kazuhiko Mori.", "Kazuhiko Mori US");
    }

    #[test]
    fn a_post_before_a_comma_tells_the_state() {
        check("The Peruvian admiral met the Commander of the Kenya Navy, Major General Thomas Wekesa.", "Thomas Wekesa KE");
        check("\"Ready,\" said Chief Warrant Officer 3 Beth Lindgren of Sweden.", "Beth Lindgren SE");
    }

    #[test]
    fn a_name_at_home_in_one_land_of_the_text_tells_the_state() {
        check("Ukraine met Peru. Chad and Kenya slept. Raisa Melnychuk waved at Peru, Chad and Kenya.", "Raisa Melnychuk UA");
    }

    #[test]
    fn ships_ranks_and_what_they_led_tell_the_state_of_officers() {
        check("Malaysia met Peru. KD Lekiu sailed. Cmdr. Azrul Sulong, who commands Lekiu, waved.", "Azrul Sulong MY");
        check("Malaysia met Peru. KD Lekiu sailed. Peru and Peru waved, said Azrul Sulong, Lekiu's master.", "Azrul Sulong MY");
        check("Japan slept. Japan met India. Group Captain Juan Mori waved in Japan.", "Juan Mori IN");
        check("Russia met Peru. Russia said so to Juan Mori, a general who ran the Bundeswehr's stores.", "Juan Mori DE");
    }

    #[test]
    fn a_soldier_belongs_to_the_forces_of_the_paragraph() {
        check(
            "Norway's Northern military district, which borders Finland, trained on Monday. Finland was not pleased. Finland never is.\n\
             In the Southern military district, on the road to Sweden, scouts climbed a hill.\n\
             \"The hill is steep,\" said platoon commander senior lieutenant Mara Lindqvist.",
            "Mara Lindqvist NO",
        );
    }
}
