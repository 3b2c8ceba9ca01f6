//! Bodies that the words around them tell: "the armed group Jabhat al-Nil", "the Fidesz party", "its defence ministry".

use super::{Scan, person::is_particle};
use crate::{
    label::EntityKind,
    lexicon::{Meaning, Word},
    span::TokenRange,
};

impl Scan<'_> {
    /// The body whose name begins at `at` beside a noun that says what it is.
    pub(super) fn told_body(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let before = at.checked_sub(1).filter(|&b| b >= sentence.start)?;
        let parties = self.phrase(at).is_none() || self.info(at).is(Word::NOT_NAME);
        if parties && is_party_word(self.word(at)) && matches!(self.word(at + 1), "party" | "Party") {
            return Some(TokenRange::new(at, at + 2));
        }
        // "the Army's commitment", "among Navy units"
        let capital_next = self.is_capital(at + 1) && self.is_spaced(at + 1);
        if is_service(self.word(at)) && !capital_next && (!self.opens(at, sentence) || self.word(before) == "The") {
            return Some(TokenRange::new(at, at + 1));
        }
        if self.word(at + 1) == "military" && self.word(at + 2) == "district" {
            return Some(TokenRange::new(at, at + 3));
        }
        if self.is_no_name(at) || self.phrase(at).is_some() {
            return None;
        }
        let noun = self.word(before);
        let rebels = noun == "the"
            && before >= 2
            && self.word(before - 1) == "of"
            && matches!(self.word(before - 2), "rebels" | "fighters" | "militants");
        let range = self.body_extent(at, sentence);
        let named = range.iter().any(|i| self.is_capital(i) && !self.info(i).is(Word::COMMON));
        let person = range.len() > 1 && self.info(at).is_given() || self.is_shouted(at) && range.len() > 1;
        let introduced = (is_body_noun(noun) && self.is_spaced(at) || rebels) && !matches!(self.word(range.end), "-" | "leader" | "chief");
        let followed = range.len() == 1 && noun == "the" && is_following_noun(self.word(range.end)) && !self.info(at).is(Word::SURNAME);
        (named && !person && (introduced || followed)).then_some(range)
    }

    /// Capital words from `at`, with particles between them.
    fn body_extent(&self, at: usize, sentence: TokenRange) -> TokenRange {
        let mut end = at + 1;
        while end < sentence.end && end < at + 4 && self.is_spaced(end) {
            let particle = is_particle(self.word(end)) && self.is_capital(end + 1);
            let part = self.is_capital(end) || self.word(end).starts_with("al-");
            if !particle && !part || self.is_no_name(end) {
                break;
            }
            end += 1;
        }
        TokenRange::new(at, end)
    }

    /// Bodies in small letters: "the defence ministry", and a news agency that writes itself so.
    pub(super) fn lower_body(&mut self, at: usize, sentence: TokenRange) {
        let word = self.word(at);
        if word == "ministry" {
            self.definite_ministry(at, sentence);
        } else if matches!(self.word(at.wrapping_sub(1)), "agency" | "agencies")
            && let Some(Meaning::Organization(number)) = self.lexicon.single(word)
        {
            let country = self.lexicon.organization(number).and_then(|body| body.country);
            self.push(TokenRange::new(at, at + 1), EntityKind::Organization, country, None);
        }
    }

    /// The lower-case ministry that ends at `at` and that "the", "its" or "their" makes a certain one.
    fn definite_ministry(&mut self, at: usize, sentence: TokenRange) {
        let start = at - usize::from(matches!(self.word(at.wrapping_sub(1)), "affairs")) - 1;
        let determined = start > sentence.start && matches!(self.word(start - 1), "the" | "The" | "its" | "Its" | "their" | "Their");
        let fresh = self.names.last().is_none_or(|name| name.tokens.end <= start);
        if determined && fresh && is_field(self.word(start)) && !matches!(self.word(at + 1), "of" | "for") {
            self.push(TokenRange::new(start, at + 1), EntityKind::Organization, None, None);
        }
    }

    /// Takes up the state or body that a title or another name begins with: "U.S. ambassador", "Pentagon spokesman".
    pub(super) fn push_known(&mut self, at: usize, meaning: Meaning, n: usize) {
        let range = TokenRange::new(at, at + n);
        match meaning {
            Meaning::Country(code) | Meaning::Seat(code) => self.push(range, EntityKind::Country, Some(code), None),
            Meaning::Adjective(code) => self.push(range, EntityKind::Nationality, Some(code), None),
            Meaning::Organization(number) => {
                if let Some(body) = self.lexicon.organization(number) {
                    self.push(range, EntityKind::Organization, body.country, body.owner);
                }
            }
            _ => {}
        }
    }
}

/// Armed services whose state the text tells elsewhere, and the coalition that a text is about.
fn is_service(word: &str) -> bool {
    matches!(word, "Army" | "Navy" | "Coalition")
}

/// Adjectives of parties.
fn is_party_word(word: &str) -> bool {
    matches!(
        word,
        "Republican"
            | "Democratic"
            | "Communist"
            | "Conservative"
            | "Labour"
            | "Labor"
            | "Liberal"
            | "Green"
            | "Socialist"
            | "Nationalist"
            | "Centre"
            | "Center"
            | "Tory"
    )
}

/// Nouns before the name of a body.
fn is_body_noun(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "company"
            | "firm"
            | "startup"
            | "start-up"
            | "party"
            | "militia"
            | "movement"
            | "agency"
            | "newspaper"
            | "magazine"
            | "broadcaster"
            | "outlet"
            | "charity"
            | "cartel"
            | "gang"
            | "manufacturer"
            | "contractor"
            | "airline"
            | "organization"
            | "organisation"
            | "think-tank"
            | "tank"
            | "website"
            | "giant"
            | "faction"
    )
}

/// Nouns after the name of a body.
fn is_following_noun(word: &str) -> bool {
    matches!(word, "party" | "movement" | "militia" | "group" | "faction" | "cartel" | "gang" | "newspaper" | "brigades" | "militias")
}

/// What a ministry is for.
fn is_field(word: &str) -> bool {
    matches!(
        word,
        "defence"
            | "defense"
            | "foreign"
            | "interior"
            | "finance"
            | "health"
            | "energy"
            | "economy"
            | "education"
            | "justice"
            | "transport"
            | "internal"
    )
}
