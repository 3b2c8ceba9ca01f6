//! Known names: what each of them is where it stands.

use super::{
    Scan,
    closed::{is_locative, is_state_verb},
    person::is_articled,
};
use crate::{
    annotate::Tag,
    label::EntityKind,
    lexicon::{Meaning, PlaceKind, Word},
    span::TokenRange,
};

impl Scan<'_> {
    /// A known name of `n` tokens at `at`: decides what it is here and returns where to go on, or `None` to try other readings.
    pub(super) fn known(&mut self, at: usize, n: usize, meaning: Meaning, sentence: TokenRange) -> Option<usize> {
        let range = TokenRange::new(at, at + n);
        match meaning {
            Meaning::Organization(number) => self.known_organization(range, number, sentence),
            Meaning::Country(code) | Meaning::Capital(code) | Meaning::Seat(code) | Meaning::Adjective(code) | Meaning::People(code) => {
                let town = matches!(meaning, Meaning::Capital(_));
                if n == 1 && self.is_rather_person(range, town, sentence) {
                    return None;
                }
                let adjective = matches!(meaning, Meaning::Adjective(_) | Meaning::People(_));
                if let Some(body) = self.body_after_country(range, sentence) {
                    if adjective {
                        self.push(range, EntityKind::Nationality, Some(code), None);
                    } else {
                        self.push(range, EntityKind::Country, Some(code), None);
                    }
                    self.push_organization(body, Some(code));
                    return Some(body.end);
                }
                let kind = match meaning {
                    Meaning::Adjective(_) | Meaning::People(_) => EntityKind::Nationality,
                    Meaning::Capital(_) if !self.acts_for_state(range, sentence) => EntityKind::Place,
                    _ => EntityKind::Country,
                };
                self.push(range, kind, Some(code), None);
                Some(range.end)
            }
            Meaning::Place(country, kind) => {
                if self.is_rather_person(range, true, sentence) || (kind == PlaceKind::AmbiguousCity && !self.is_placed(range)) {
                    return None;
                }
                if n == 1 && self.opens(at, sentence) && self.info(at).is(Word::COMMON | Word::STARTER) {
                    return Some(range.end);
                }
                if let Some(body) = self.organization(at, sentence)
                    && body.end > range.end
                {
                    self.push_organization(body, country);
                    return Some(body.end);
                }
                self.push(range, EntityKind::Place, country, None);
                Some(range.end)
            }
            Meaning::Person(number) => {
                if let Some(body) = self.organization(at, sentence).filter(|body| body.end > range.end) {
                    self.push_organization(body, None);
                    return Some(body.end);
                }
                let country = self.lexicon.public_figure(number).and_then(|figure| figure.country);
                if self.is_vessel_or_equipment(range) || self.goes_on_as_thing(range, sentence) {
                    return Some(range.end);
                }
                let titled = self.name_extent(at, sentence);
                let range = if titled.end == range.end + 1 && self.info(range.end).is(Word::SURNAME) { titled } else { range };
                self.push_person(range);
                if let Some(name) = self.names.last_mut() {
                    name.country = country;
                }
                Some(range.end)
            }
            Meaning::Event => {
                self.push_event(range);
                Some(range.end)
            }
            Meaning::Nothing => Some(range.end),
            Meaning::RegionAdjective(code) => {
                self.push(range, EntityKind::Nationality, Some(code), None);
                Some(range.end)
            }
        }
    }

    /// A place's or country's name that is part of a person's name here: a given name with a capital word after it, or
    /// a surname with a given name before it.
    fn is_rather_person(&self, range: TokenRange, town: bool, sentence: TokenRange) -> bool {
        if range.len() > 1 {
            return false;
        }
        let at = range.start;
        let next = at + 1;
        // "the adviser, Muthanna al-Ghurairi, said"
        let articled = next < sentence.end && is_articled(self.word(next)) && self.is_spaced(next);
        if articled && self.is_introduced(TokenRange::new(at, next + 1)) {
            return true;
        }
        let follows = next < sentence.end && self.is_capital(next) && self.is_spaced(next);
        let next_is_name =
            follows && !self.info(next).is(Word::ORG_SUFFIX | Word::COMMON | Word::PLACE_HEAD) && self.phrase(next).is_none();
        let is_given = self.info(at).is_given();
        let placed = at.checked_sub(1).is_some_and(|b| is_locative(self.word(b)));
        // "German Eurofighters"
        let equipment = || self.lexicon.equipment().designation(self.document, next, sentence.end).is_some();
        if !next_is_name || placed || equipment() {
            return false;
        }
        let surname = self.info(next).is(Word::SURNAME);
        let known = self.surnames.get(self.word(next)).is_some_and(|&full| full > 0);
        let alone = !(self.is_capital(next + 1) && self.is_spaced(next + 1));
        // "spokesman Gao Wenlin": a town in another land
        let titled = alone && town && at.checked_sub(1).is_some_and(|b| self.info(b).is(Word::POST) && !self.is_capital(b));
        titled
            || is_given && (surname || !self.opens(at, sentence))
            || alone && (known && (town || is_given) || (is_given || town && surname) && self.is_introduced(TokenRange::new(at, next + 1)))
    }

    /// Whether words beside an ambiguous town's name say that it is a place.
    pub(super) fn is_placed(&self, range: TokenRange) -> bool {
        let before = range.start.checked_sub(1).map_or("", |b| self.word(b));
        is_locative(before) && !self.is_capital(range.end)
    }

    /// Whether a capital stands for its state here: as a subject, a possessor or the other party, not as a place where something is.
    fn acts_for_state(&self, range: TokenRange, sentence: TokenRange) -> bool {
        let before = range.start.checked_sub(1).filter(|&b| b >= sentence.start).map_or("", |b| self.word(b));
        let after = self.word(range.end);
        let after_info = self.info(range.end);
        if matches!(after, "'s" | "’s") {
            // "Moscow's demands", not "in Kyiv's center"
            return !is_locative(before) || matches!(before, "to" | "from" | "of" | "for" | "at");
        }
        if matches!(
            before,
            "in" | "In"
                | "near"
                | "Near"
                | "outside"
                | "around"
                | "across"
                | "via"
                | "into"
                | "through"
                | "leave"
                | "left"
                | "visit"
                | "visited"
                | "visiting"
                | "reach"
                | "reached"
                | "toward"
                | "towards"
                | "at"
                | "over"
        ) {
            return false;
        }
        // "in Geneva and Brussels": both are places
        let beside_place = before == "and"
            && range
                .start
                .checked_sub(2)
                .is_some_and(|b| self.names.last().is_some_and(|name| name.kind == EntityKind::Place && name.tokens.end == b + 1));
        if beside_place {
            return false;
        }
        // "Kyiv Mayor Vitali Klitschko", "Moscow region"
        if matches!(after, "Mayor" | "mayor" | "region" | "Region" | "residents" | "suburb" | "suburbs" | "airport" | "police" | "court") {
            return false;
        }
        // "Kyiv, which still flies"
        let comma = usize::from(after == ",");
        let verb = if self.word(range.end + comma) == "which" { range.end + comma + 1 } else { range.end };
        if after_info.verb != 0 || is_state_verb(after) || self.does_something(verb, sentence) {
            return true;
        }
        match before {
            "between" | "with" | "against" | "by" | "urged" | "accused" | "pressed" | "told" | "asked" | "warned" | "blamed" => true,
            // "sent Moscow ten wagons"
            "sent" | "gave" | "sold" | "offered" | "promised" | "lent" => after != "to",
            "and" => range
                .start
                .checked_sub(2)
                .is_some_and(|b| self.names.last().is_some_and(|name| name.kind == EntityKind::Country && name.tokens.end == b + 1)),
            // "Washington, Israel's chief supplier, has held up …"
            "" if after == "," => {
                let close = (range.end + 2..sentence.end.min(range.end + 22)).find(|&at| self.word(at) == ",");
                close.is_some_and(|close| {
                    let verb = close + 1;
                    self.info(verb).verb != 0 || is_state_verb(self.word(verb)) || self.does_something(verb, sentence)
                })
            }
            "" => !matches!(after, "(" | "—" | "–" | "-"),
            _ => false,
        }
    }

    /// Whether a verb with an object stands at `at`, or behind an adverb there: what somebody does, not what happens in a place.
    fn does_something(&self, at: usize, sentence: TokenRange) -> bool {
        let at = at + usize::from(self.tags.get(at) == Some(&Tag::Adverb));
        let object = |at: usize| {
            matches!(self.tags.get(at), Some(Tag::Determiner | Tag::Numeral))
                || matches!(self.word(at), "its" | "their" | "to" | "about" | "around" | "nearly" | "some" | "more")
        };
        sentence.holds(at + 1)
            && matches!(self.tags.get(at), Some(Tag::Verb | Tag::VerbPast))
            && !matches!(self.word(at), "saw" | "sees" | "hosts" | "hosted" | "lies" | "lay" | "sits" | "sat" | "became" | "went" | "fell")
            && object(at + 1)
    }

    fn known_organization(&mut self, range: TokenRange, number: u16, sentence: TokenRange) -> Option<usize> {
        let organization = self.lexicon.organization(number)?;
        let single = range.len() == 1;
        let info = self.info(range.start);
        if single
            && self.opens(range.start, sentence)
            && info.is(Word::COMMON | Word::STARTER)
            && !self.word(range.start).chars().all(char::is_uppercase)
        {
            return None;
        }
        if single && self.ships.contains(self.word(range.start)) && !self.is_shouted(range.start) {
            return Some(range.end);
        }
        // "the Nimitz Carrier Strike Group (CSG)" makes CSG no company
        if single && self.acronyms.contains_key(self.word(range.start)) && self.lexicon.is_ambiguous(self.word(range.start)) {
            return None;
        }
        if single && self.lexicon.is_ambiguous(self.word(range.start)) && !self.is_named_body(range, sentence) {
            return None;
        }
        // "a Saab 340 plane", "Sukhoi-25s", "Lancet drones": the maker's name in that of the thing
        let equipment = self.lexicon.equipment();
        // "the landing ship Azov"
        if single && self.is_of_class(range.start) {
            return None;
        }
        if single
            && let Some(thing) = equipment.designation(self.document, range.start, sentence.end)
            && (thing.len > 1 || equipment.class_noun(self.document, range.end, sentence.end).is_some())
        {
            return None;
        }
        if single && info.is_given() && !self.is_shouted(range.start) && self.is_capital(range.end) && self.is_spaced(range.end) {
            return None;
        }
        // "the Russian military" as a whole is no body unless it speaks
        let last = range.end - 1;
        let whole = self.word(last) == "military" && !range.iter().any(|i| matches!(self.word(i), "'s" | "’s"));
        if whole && self.info(range.end).verb == 0 {
            // "Russian military aircraft" are Russian all the same
            if let Some(Meaning::Adjective(code) | Meaning::People(code)) = self.lexicon.single(self.word(range.start)) {
                self.push(TokenRange::new(range.start, range.start + 1), EntityKind::Nationality, Some(code), None);
                return Some(range.start + 1);
            }
            return None;
        }
        let range = self.grow_organization(range, sentence);
        if range.len() > 1
            && let Some(meaning @ (Meaning::Adjective(_) | Meaning::Country(_))) = self.lexicon.single(self.word(range.start))
        {
            self.push_known(range.start, meaning, 1);
        }
        let last = range.end - 1;
        if let (Some("of"), Some(Meaning::Country(code))) =
            (last.checked_sub(1).map(|b| self.word(b)), self.lexicon.single(self.word(last)))
            && organization.country == Some(code)
        {
            self.push_known(last, Meaning::Country(code), 1);
        }
        self.push(range, EntityKind::Organization, organization.country, organization.owner);
        Some(range.end)
    }

    /// Whether an everyday word that is also an organization's name means the organization here.
    fn is_named_body(&self, range: TokenRange, sentence: TokenRange) -> bool {
        let at = range.start;
        let everyday = Word::COMMON | Word::SURNAME | Word::SURNAME_WORD | Word::GIVEN_FEMALE | Word::GIVEN_MALE;
        if !self.info(at).is(everyday) || self.is_shouted(at) {
            return true;
        }
        let before = at.checked_sub(1).filter(|&b| b >= sentence.start).map_or("", |b| self.word(b));
        let reports = self.lexicon.verb(self.info(range.end).verb).is_some_and(|verb| verb.that || verb.direct);
        // a capital before it makes it part of another name: "Gerald Ford", "Main House"
        let inside = at > sentence.start && self.is_capital(at - 1) && self.is_spaced(at) && !self.opens(at - 1, sentence);
        !inside
            && (reports
                || matches!(before, "the" | "The" | "at" | "by" | "told" | "with" | "from")
                || matches!(self.word(range.end), "'s" | "’s")
                || self.is_acting(range.end))
    }

    /// Whether a verb that a body does stands at `at`.
    fn is_acting(&self, at: usize) -> bool {
        is_state_verb(self.word(at))
    }
}
