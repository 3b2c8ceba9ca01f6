//! What the text says of a person: role, country and affiliation, from the title before the name, the apposition after
//! it, and the possessive before the title.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Cast;
use crate::{
    annotate::Name,
    country::CountryCode,
    document::TokenKind,
    label::{EntityKind, Gender},
    lexicon::{Word, equipment::Role},
    name::fold,
    span::{Span, TokenRange},
};

/// What one mention says of a person.
#[derive(Default)]
struct Description {
    role: Option<String>,
    country: Option<CountryCode>,
    affiliation: Option<String>,
    gender: Option<Gender>,
    /// Where the title begins, with the country or body before it.
    start: Option<Span>,
}

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
    )
}

/// Whether the name is an armed service's: "U.S. Navy", "7th Fleet", "Royal Air Force".
fn is_armed_service(name: &str) -> bool {
    ["Navy", "Army", "Air Force", "Marine Corps", "Fleet", "Coast Guard", "Marines", "Armed Forces"]
        .iter()
        .any(|service| name.ends_with(service))
}

/// The state that all of `states` are.
fn only_one(mut states: impl Iterator<Item = CountryCode>) -> Option<CountryCode> {
    let first = states.next()?;
    states.all(|state| state == first).then_some(first)
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
    let (weight, country) = weights.into_iter().max_by_key(|&(weight, country)| (weight, std::cmp::Reverse(country)))?;
    (weight * 5 >= all * fifths).then_some(country)
}

impl Cast<'_, '_> {
    /// Adds role, country and affiliation to every person.
    pub(super) fn describe_persons(&mut self) {
        for index in 0..self.names.len() {
            let Some(name) = self.names.get(index).cloned() else { continue };
            let (EntityKind::Person, Some(entity)) = (name.kind, name.entity) else { continue };
            let before = self.title_before(&name, name.tokens.start);
            if let Some(start) = before.start {
                self.titled.push((start.join(name.span), entity));
            }
            let apposed = self.description_before(&name);
            let after = self.apposition_after(&name);
            let origin = self.origin_after(&name);
            let owner = self.owner_before(&name);
            let Some(found) = self.entities.get_mut(entity) else { continue };
            for description in [before, apposed, after, origin, owner] {
                if found.role.is_none() {
                    found.role = description.role;
                }
                if found.country.is_none() {
                    found.country = description.country;
                }
                if found.affiliation.is_none() {
                    found.affiliation = description.affiliation;
                }
                if found.gender.is_none() {
                    found.gender = description.gender;
                }
            }
        }
        self.place_officials();
    }

    /// Officials and officers of whom nothing else is told serve the state of their body, else the one that the text
    /// around their first mention is about.
    fn place_officials(&mut self) {
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
        let home = self.home_of_forces();
        for entity in &mut self.entities {
            if entity.kind != EntityKind::Person || entity.country.is_some() {
                continue;
            }
            let at = entity.mentions.first().map_or(0, |m| m.start);
            let Some(role) = entity.role.as_deref() else {
                let affiliated = bodies.iter().find(|(name, _)| entity.affiliation.as_deref() == Some(name));
                entity.country = affiliated.map(|(_, country)| *country);
                if entity.affiliation.is_none() {
                    entity.country = nearest_state(&states, at, 4);
                }
                continue;
            };
            let of_body = bodies
                .iter()
                .find(|(name, _)| entity.affiliation.as_deref() == Some(name) || name.len() > 5 && role.contains(name.as_str()));
            if let Some(&(_, country)) = of_body {
                entity.country = Some(country);
                continue;
            }
            let mut words = role.split(|c: char| !c.is_alphanumeric());
            let ranked = words.clone().any(|word| self.lexicon.word(word).is(Word::RANK));
            if ranked && home.is_some() {
                entity.country = home;
            } else if words.any(is_state_office) {
                entity.country = nearest_state(&states, at, 3);
            } else if entity.affiliation.as_ref().is_none_or(|body| unlisted.contains(body)) {
                entity.country = nearest_state(&states, at, 4);
            }
        }
    }

    /// Bodies of a state that no word gives a country: its forces where the text is a release of them, else the state
    /// that the text around their first mention is about.
    pub(super) fn place_bodies(&mut self) {
        let states = self.states_by_place();
        let home = self.home_of_forces();
        self.place_bodies_by_seat();
        for entity in &mut self.entities {
            if entity.kind != EntityKind::Organization || entity.country.is_some() || entity.owner.is_some() {
                continue;
            }
            let last = entity.name.split(' ').rev().find(|word| word.starts_with(char::is_alphabetic)).unwrap_or("");
            let at = entity.mentions.first().map_or(0, |m| m.start);
            if is_force(last) || entity.name.split(' ').any(|word| word.ends_with(')')) {
                entity.country = home.or_else(|| nearest_state(&states, at, 3));
            } else if is_state_body(last) || entity.name.split(' ').any(is_state_body) {
                entity.country = nearest_state(&states, at, 3);
            }
        }
        for name in self.names.iter_mut().filter(|name| name.kind == EntityKind::Organization && name.country.is_none()) {
            name.country = name.entity.and_then(|entity| self.entities.get(entity)?.country);
        }
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

    /// The state whose forces the text is a release of: the one that armed services named in it belong to, and no other.
    fn home_of_forces(&self) -> Option<CountryCode> {
        let services = self.entities.iter().filter(|e| e.kind == EntityKind::Organization && is_armed_service(&e.name));
        let equipment = self.lexicon.equipment();
        let ships = (0..self.document.tokens().len())
            .filter(|&at| self.document.token(at).is_some_and(|t| t.capital && t.end - t.start < 6))
            .filter(|&at| {
                equipment.role_of(self.document.word(at)).is(Role::SHIP) && self.document.token(at + 1).is_some_and(|t| t.capital)
            })
            .filter_map(|at| equipment.state_of(self.document.word(at)));
        // only the United States have a Secretary of Defense
        let posts = (0..self.document.tokens().len()).find(|&at| {
            self.document.word(at) == "Secretary" && self.document.word(at + 1) == "of" && self.document.word(at + 2) == "Defense"
        });
        only_one(services.filter_map(|e| e.country)).or_else(|| only_one(ships)).or_else(|| posts.and_then(|_| "US".parse().ok()))
    }

    /// "Ghana's army chief, Yaw Boateng, warned": the description that a comma parts from the name.
    fn description_before(&self, name: &Name) -> Description {
        let mut first = name.tokens.start;
        // the rank between comma and name
        while first > 0
            && (self.info(first - 1).is(Word::RANK | Word::HONORIFIC)
                || self.document.word(first - 1) == "." && self.info(first.saturating_sub(2)).is(Word::RANK | Word::HONORIFIC))
        {
            first -= 1;
        }
        let Some(comma) = first.checked_sub(1).filter(|&at| self.document.word(at) == ",") else { return Description::default() };
        let described = comma.checked_sub(1).is_some_and(|at| self.info(at).is(Word::POST | Word::PERSON | Word::RANK));
        let closes = matches!(self.document.word(name.tokens.end), "," | "." | ")") || self.info(name.tokens.end).verb != 0;
        if described && closes { self.title_before(name, comma) } else { Description::default() }
    }

    /// "Leila Haddad of Lebanon", "Jon Alder at the Institute for Peace": the country or body after the name.
    fn origin_after(&self, name: &Name) -> Description {
        let mut description = Description::default();
        let preposition = self.document.word(name.tokens.end);
        let from = self.names.partition_point(|other| other.tokens.start <= name.tokens.end);
        // "Ted Hill (R-Idaho)"
        let bracket = self.document.word(name.tokens.end + 1);
        if preposition == "(" && matches!(bracket.split_once('-'), Some(("R" | "D" | "I", _))) {
            description.country = "US".parse().ok();
            return description;
        }
        let next = self.names.get(from).filter(|next| next.tokens.start <= name.tokens.end + 3 && next.kind != EntityKind::Person);
        let body = next.filter(|next| next.kind == EntityKind::Organization && matches!(preposition, "of" | "from" | "at" | "with"));
        description.affiliation = body.map(|body| body.span.of(self.document.text()).to_owned());
        description.country = next.filter(|_| matches!(preposition, "of" | "from")).or(body).and_then(|next| next.country);
        description
    }

    /// "Fox News' Anders Hill", "Portugal's Rui Costa": whose the person is said to be.
    fn owner_before(&self, name: &Name) -> Description {
        let mut description = Description::default();
        let Some(mark) = name.tokens.start.checked_sub(1) else { return description };
        if !matches!(self.document.word(mark), "'s" | "’s" | "'" | "’") {
            return description;
        }
        let to = self.names.partition_point(|other| other.tokens.end <= mark);
        if let Some(owner) = to.checked_sub(1).and_then(|last| self.names.get(last)).filter(|owner| owner.tokens.end == mark) {
            if owner.kind == EntityKind::Organization {
                description.affiliation = Some(owner.span.of(self.document.text()).to_owned());
            }
            if owner.kind != EntityKind::Person {
                description.country = owner.country;
            }
        }
        description
    }

    /// The title that ends before token `end`, with the country or body before the title: "Russian Foreign Minister", "State Department spokesman".
    fn title_before(&self, name: &Name, end: usize) -> Description {
        let mut description = Description::default();
        let sentence = self.document.sentence(self.document.sentence_of(name.tokens.start));
        let mut start = end;
        let mut seen = false;
        while start > sentence.start {
            let at = start - 1;
            let info = self.info(at);
            let word = self.document.word(at);
            let title = info.is(Word::HONORIFIC | Word::RANK | Word::POST | Word::MODIFIER) || info.is(Word::PERSON) && !seen;
            let part = self.document.token(at).is_some_and(|t| t.kind == TokenKind::Word) && self.is_title_part(at);
            if title || part || (word == "." && at > sentence.start && self.info(at - 1).is(Word::RANK | Word::HONORIFIC | Word::POST)) {
                seen |= title;
                start = at;
            } else {
                break;
            }
        }
        if !seen {
            return description;
        }
        let title = TokenRange::new(start, end);
        description.gender = title.iter().rev().find_map(|at| self.info(at).gender());
        let honorific = title
            .iter()
            .all(|at| self.info(at).is(Word::HONORIFIC) && !self.info(at).is(Word::POST | Word::RANK) || self.document.word(at) == ".");
        if !honorific {
            description.role = Some(self.document.words(title).to_owned());
        }
        if title
            .iter()
            .any(|at| matches!(self.document.word(at), "Sen" | "Sen." | "Rep" | "Rep." | "Reps" | "Sens" | "Congressman" | "Congresswoman"))
        {
            description.country = "US".parse().ok();
        }
        // a country or body right before the title, or inside it; its acronym may stand between: "… of Ukraine (GUR) spokesman"
        let mut owner = start;
        let bracketed = owner >= sentence.start + 3 && self.document.word(owner - 1) == ")" && self.document.word(owner - 3) == "(";
        if bracketed {
            owner -= 3;
        }
        if owner > sentence.start && matches!(self.document.word(owner - 1), "'s" | "’s") {
            owner -= 1;
        }
        let mut from = self.document.token(start).map(crate::document::Token::span);
        for other in self.names_ending_in(TokenRange::new(owner, end)) {
            if other.tokens.start < start {
                from = Some(other.span);
            }
            description.country = description.country.or(other.country);
            if other.kind == EntityKind::Organization {
                description.affiliation = Some(other.span.of(self.document.text()).to_owned());
            }
        }
        description.start = from;
        description
    }

    /// Titles in capitals that stand alone mean the one person who bears them: "the Foreign Secretary".
    pub(super) fn bare_titles(&mut self) {
        let mut bearers: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (entity, person) in self.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
            let Some(role) = person.role.as_deref() else { continue };
            // "Foreign Office Minister" is "the Minister" too
            for key in [role, role.rsplit(' ').next().unwrap_or(role)] {
                let known = bearers.entry(fold(key)).or_insert(Some(entity));
                if *known != Some(entity) {
                    *known = None;
                }
            }
        }
        let mut at = 0;
        while at < self.document.tokens().len() {
            let capital = self.document.token(at).is_some_and(|t| t.capital);
            let n = if capital {
                self.lexicon.title(self.document, at).map_or_else(|| usize::from(self.info(at).is(Word::POST)), |(n, _)| n)
            } else {
                0
            };
            let end = at + n;
            if n > 0
                && at > 0
                && matches!(self.document.word(at - 1), "The" | "the")
                && !self.document.token(end).is_some_and(|t| t.capital)
            {
                let range = TokenRange::new(at, end);
                if let Some(Some(entity)) = bearers.get(&fold(self.document.words(range))) {
                    self.titled.push((self.document.span(range), *entity));
                }
            }
            at = end.max(at + 1);
        }
    }

    /// Whether the word at `at` may stand inside a title: "Foreign" in "Foreign Minister", "of State" in "Secretary of State".
    fn is_title_part(&self, at: usize) -> bool {
        (1..=5).any(|back| {
            let Some(start) = (at + 1).checked_sub(back) else { return false };
            self.lexicon.title(self.document, start).is_some_and(|(n, _)| start + n > at)
        })
    }

    /// Names that end inside `range` or right at its start, nearest last.
    fn names_ending_in(&self, range: TokenRange) -> impl Iterator<Item = &Name> {
        let to = self.names.partition_point(|name| name.tokens.start < range.end);
        let from = to.saturating_sub(6);
        self.names.get(from..to).unwrap_or(&[]).iter().filter(move |name| {
            name.tokens.end >= range.start
                && name.tokens.end <= range.end
                && matches!(name.kind, EntityKind::Country | EntityKind::Nationality | EntityKind::Organization)
        })
    }

    /// The apposition after a name: ", the Kremlin spokesman," or ", commander of the 3rd Fleet,".
    fn apposition_after(&self, name: &Name) -> Description {
        let mut description = Description::default();
        let sentence = self.document.sentence(self.document.sentence_of(name.tokens.start));
        let start = name.tokens.end + 1;
        if self.document.word(name.tokens.end) != "," || start >= sentence.end {
            return description;
        }
        let limit = sentence.end.min(start + 16);
        let end = (start..limit)
            .find(|&at| {
                matches!(self.document.word(at), "," | "." | ";" | "—" | "–" | "(")
                    || self.info(at).verb != 0
                        && !self.info(at).is(Word::POST | Word::PERSON)
                        && self.document.token(at).is_some_and(|t| !t.capital)
            })
            .unwrap_or(limit);
        let mut range = TokenRange::new(start, end);
        let head = range
            .iter()
            .take(8)
            .find(|&at| self.info(at).is(Word::POST | Word::RANK | Word::PERSON) || self.lexicon.title(self.document, at).is_some());
        let article = matches!(self.document.word(start), "a" | "an" | "the" | "The");
        let Some(head) = head.or_else(|| article.then_some(end)) else { return description };
        if matches!(self.document.word(start), "who" | "which" | "and" | "but" | "as" | "with" | "while" | "when" | "where") {
            return description;
        }
        if article {
            range = TokenRange::new(start + 1, end);
        }
        if head < end {
            description.role = Some(self.document.words(range).to_owned());
        }
        description.gender = range.iter().find_map(|at| self.info(at).gender());
        let ship = (start..end).find_map(|at| self.lexicon.equipment().state_of(self.document.word(at)));
        description.country = ship.filter(|_| head < end);
        let from = self.names.partition_point(|other| other.tokens.start < start);
        for other in self.names.get(from..).unwrap_or(&[]).iter().take_while(|other| other.tokens.end <= end) {
            // "ambassador to Australia" serves another state
            let abroad = other.tokens.start.checked_sub(1).is_some_and(|b| matches!(self.document.word(b), "to" | "on"));
            let kind = matches!(other.kind, EntityKind::Country | EntityKind::Nationality | EntityKind::Organization | EntityKind::Place);
            if kind && !abroad {
                description.country = description.country.or(other.country);
                if other.kind == EntityKind::Organization && description.affiliation.is_none() {
                    description.affiliation = Some(other.span.of(self.document.text()).to_owned());
                }
            }
        }
        description
    }
}
