//! What the text says of a person: role, country and affiliation, from the title before the name, the apposition after
//! it, and the possessive before the title.

use rustc_hash::FxHashMap;

use super::Cast;
use crate::{
    annotate::Name,
    country::CountryCode,
    document::TokenKind,
    label::{EntityKind, Gender},
    lexicon::{Word, lands},
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

impl Cast<'_, '_> {
    /// Adds role, country and affiliation to every person.
    pub(super) fn describe_persons(&mut self) {
        let mut named: FxHashMap<CountryCode, usize> = FxHashMap::default();
        for land in self.names.iter().filter_map(|name| name.country) {
            *named.entry(land).or_default() += 1;
        }
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
            let abroad = before.country.is_some() && self.is_lawmaker_abroad(entity, &before, &named);
            let before = Description { country: before.country.filter(|_| !abroad), ..before };
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

    /// "Sen." and "Rep." stand for lawmakers of the United States, unless the name is at home in a land that the text names more often.
    fn is_lawmaker_abroad(&self, entity: usize, title: &Description, named: &FxHashMap<CountryCode, usize>) -> bool {
        let short = title.role.as_deref().is_some_and(|role| role.split([' ', '.']).any(|word| matches!(word, "Sen" | "Rep")));
        let times = |land: CountryCode| named.get(&land).copied().unwrap_or(0);
        let home = title.country.map_or(0, times);
        short && self.entities.get(entity).is_some_and(|person| lands(&person.name).any(|land| times(land) > home))
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
        if described && closes { self.title_before(name, comma) } else { self.commander_before(comma) }
    }

    /// "The Commander of the Kenya Navy, Major General Thomas Wekesa": a post of a body or state, parted from the name by the comma.
    fn commander_before(&self, comma: usize) -> Description {
        let mut description = Description::default();
        let to = self.names.partition_point(|other| other.tokens.end <= comma);
        let near = self.names.get(to.saturating_sub(3)..to).unwrap_or_default();
        let Some(body) = near.iter().find(|body| body.tokens.end == comma) else {
            description.role = self.office_before(comma);
            return description;
        };
        let of = body.tokens.start.saturating_sub(1);
        let of = if matches!(self.document.word(of), "the" | "The") { of.saturating_sub(1) } else { of };
        let post =
            of.checked_sub(1).filter(|&at| matches!(self.document.word(of), "of" | "for") && self.info(at).is(Word::POST | Word::RANK));
        let Some(post) = post.filter(|_| body.kind != EntityKind::Person) else { return description };
        description.role = Some(self.document.words(TokenRange::new(post, comma)).to_owned());
        description.country = body.country;
        if body.kind == EntityKind::Organization {
            description.affiliation = Some(body.span.of(self.document.text()).to_owned());
        }
        description
    }

    /// "the Minister for Defence Personnel, Julio Vega": a post with what it is for, up to the comma.
    fn office_before(&self, comma: usize) -> Option<String> {
        let part = |at: &usize| {
            let word = self.document.word(*at);
            word.starts_with(char::is_uppercase) || matches!(word, "for" | "of" | "and" | "the")
        };
        let start = (comma.saturating_sub(8)..comma)
            .rev()
            .take_while(part)
            .find(|&at| matches!(self.document.word(at + 1), "for" | "of") && self.info(at).is(Word::POST))?;
        (start + 2 < comma).then(|| self.document.words(TokenRange::new(start, comma)).to_owned())
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
            // "Chief Warrant Officer 3 Beth Lindgren", "Airman 1st Class Priya Nair"
            let grade = at > sentence.start
                && at + 1 == start
                && (matches!(word, "1" | "2" | "3" | "4" | "5") || word == "Class" && self.document.word(at - 1).ends_with(['t', 'd']))
                || matches!(word, "1st" | "2nd" | "3rd") && self.document.word(at + 1) == "Class";
            let part = grade || self.document.token(at).is_some_and(|t| t.kind == TokenKind::Word) && self.is_title_part(at);
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
            let post = role.split(" for ").next().unwrap_or(role);
            for key in [role, post.rsplit(' ').next().unwrap_or(role)] {
                let known = bearers.entry(fold(key)).or_insert(Some(entity));
                if *known != Some(entity) {
                    *known = None;
                }
            }
        }
        let mut at = 0;
        while at < self.document.tokens().len() {
            let capital = self.document.token(at).is_some_and(|t| t.capital);
            let n = if capital { self.title_at(at).map_or_else(|| usize::from(self.info(at).is(Word::POST)), |(n, _)| n) } else { 0 };
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

    /// The longest post or rank of several words that begins at token `at`: number of tokens, whether a rank.
    fn title_at(&self, at: usize) -> Option<(usize, bool)> {
        self.lexicon.title(self.document, at, self.info(at))
    }

    /// Whether the word at `at` may stand inside a title: "Foreign" in "Foreign Minister", "of State" in "Secretary of State".
    fn is_title_part(&self, at: usize) -> bool {
        (1..=5).any(|back| {
            let Some(start) = (at + 1).checked_sub(back) else { return false };
            self.title_at(start).is_some_and(|(n, _)| start + n > at)
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
        let head = range.iter().take(8).find(|&at| self.info(at).is(Word::POST | Word::RANK | Word::PERSON) || self.title_at(at).is_some());
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
