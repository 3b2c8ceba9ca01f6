//! Words that need their own reading: ships' names, compounds ("UK-based"), lines in capitals.

use super::Scan;
use crate::{
    annotate::Name,
    label::EntityKind,
    lexicon::{Meaning, Word},
    span::{Span, TokenRange},
};

impl<'a> Scan<'a> {
    /// Words that need their own reading: ships' names, compounds ("UK-based"), lines in capitals.
    pub(super) fn special(&mut self, at: usize, sentence: TokenRange) -> Option<usize> {
        if self.is_ship_prefix(at) {
            // a ship bears a person's or a town's name and is neither
            return Some(self.ship_end(at, sentence));
        }
        if self.word(at).contains(['-', '‑', '–']) {
            if let Some(end) = self.namesake_compound(at) {
                return Some(end);
            }
            if self.compound_head(at).is_some() || self.is_compound_of_names(at) {
                // "Vanguard-class": the ship that a class is called after is no newspaper, nor "Ohio-class" a place
                if !self.word(at).ends_with("-class") {
                    self.compound(at);
                }
                return Some(at + 1);
            }
        }
        if self.is_shouted(at) && self.in_shouted_run(at, sentence) {
            self.shouted(at);
            return Some(at + 1);
        }
        None
    }

    /// The first part of a compound whose second is an ordinary word: "UK" of "UK-based"; not "Pei-ju".
    pub(super) fn compound_head(&self, at: usize) -> Option<&'a str> {
        let (head, tail) = self.word(at).split_once(['-', '‑', '–'])?;
        let ordinary = tail.starts_with(|c: char| c.is_lowercase())
            && (self.lexicon.word(tail).is(Word::COMMON) && tail.len() > 3
                || tail.len() > 4 && tail.ends_with("ed")
                || matches!(tail, "led" | "run" | "era" | "class" | "wide" | "held" | "born"));
        ordinary.then_some(head)
    }

    /// "Israel-Hamas", "pro-EU": a compound of known names, or of one with a prefix.
    fn is_compound_of_names(&self, at: usize) -> bool {
        let Some((head, tail)) = self.word(at).split_once(['-', '‑', '–']) else { return false };
        let named = |part: &str| {
            matches!(
                self.lexicon.single(part),
                Some(Meaning::Country(_) | Meaning::Adjective(_) | Meaning::Organization(_) | Meaning::Place(..))
            )
        };
        let prefix = matches!(head, "pro" | "anti" | "non" | "ex" | "post" | "mid" | "un" | "Pro" | "Anti" | "Non" | "Ex" | "Post" | "Mid");
        let whole = self.phrase(at).is_some();
        !whole && named(tail) && (prefix || named(head) && !self.info(at + 1).is(Word::ORG_SUFFIX))
    }

    /// "Donald Trump-aligned": a person in a compound.
    fn namesake_compound(&mut self, at: usize) -> Option<usize> {
        let head = self.compound_head(at).filter(|_| !self.word(at).ends_with("class"))?;
        let famous = self.lexicon.famous(head).copied();
        let given = at.checked_sub(1).filter(|&b| self.is_capital(b) && self.info(b).is_given() && self.is_spaced(at));
        if famous.is_none() && (given.is_none() || self.lexicon.word(head).is(Word::COMMON)) || self.lexicon.single(head).is_some() {
            return None;
        }
        let first = given.filter(|&b| self.names.last().is_none_or(|name| name.tokens.end <= b)).unwrap_or(at);
        let start = self.document.token(first).map_or(0, |token| token.start as usize);
        let end = self.document.token(at).map_or(0, |token| token.start as usize) + head.len();
        let tokens = TokenRange::new(first, at + 1);
        let country = famous.and_then(|figure| figure.country);
        self.names.push(Name { tokens, span: Span::new(start, end), kind: EntityKind::Person, country, owner: None, entity: None });
        *self.surnames.entry(head).or_default() += u32::from(first < at);
        Some(at + 1)
    }

    /// The names in "UK-based", "Russian-occupied", "Nato-Russia".
    fn compound(&mut self, at: usize) {
        // "two Sukhoi-25s"
        let thing = self.lexicon.equipment().designation(self.document, at, at + 1).is_some();
        let mut start = self.document.token(at).map_or(0, |token| token.start as usize);
        for part in self.word(at).split(['-', '‑', '–']) {
            let kind = match self.lexicon.single(part) {
                Some(Meaning::Country(code) | Meaning::Seat(code)) => Some((EntityKind::Country, Some(code), None)),
                Some(Meaning::Adjective(code) | Meaning::People(code)) => Some((EntityKind::Nationality, Some(code), None)),
                Some(Meaning::Organization(number)) if !thing => {
                    self.lexicon.organization(number).map(|o| (EntityKind::Organization, o.country, o.owner))
                }
                Some(Meaning::Capital(code)) => Some((EntityKind::Place, Some(code), None)),
                Some(Meaning::Place(country, _)) => Some((EntityKind::Place, country, None)),
                _ => None,
            };
            if let Some((kind, country, owner)) = kind {
                let span = Span::new(start, start + part.len());
                let tokens = TokenRange::new(at, at + 1);
                self.names.push(Name { tokens, span, kind, country, owner: owner.map(ToOwned::to_owned), entity: None });
            }
            start +=
                part.len() + self.document.text().get(start + part.len()..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
    }

    /// A word of more than one letter, all of them capitals.
    pub(super) fn is_shouted(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 1 && word.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’' | '-'))
    }

    /// Whether three words in capitals stand together, or two longer ones: a headline or dateline, no row of acronyms.
    fn in_shouted_run(&self, at: usize, sentence: TokenRange) -> bool {
        let before = (sentence.start..at).rev().take(2).take_while(|&i| self.is_shouted(i)).count();
        let after = (at + 1..sentence.end).take(2).take_while(|&i| self.is_shouted(i)).count();
        let long = |i: usize| self.word(i).len() > 3;
        before + after >= 2 || before + after == 1 && long(at) && long(if after == 1 { at + 1 } else { at.saturating_sub(1) })
    }

    /// A word of a line in capitals: only countries, nationals and well-known surnames are read there.
    fn shouted(&mut self, at: usize) {
        let word = self.word(at);
        let range = TokenRange::new(at, at + 1);
        let mut title = String::with_capacity(word.len());
        for (i, c) in word.chars().enumerate() {
            if i == 0 { title.push(c) } else { title.extend(c.to_lowercase()) }
        }
        match self.lexicon.single(&title) {
            Some(Meaning::Country(code)) => self.push(range, EntityKind::Country, Some(code), None),
            Some(Meaning::Adjective(code) | Meaning::People(code)) => self.push(range, EntityKind::Nationality, Some(code), None),
            Some(Meaning::Organization(number)) if !self.info(at).is(Word::COMMON) => self.shouted_organization(range, number),
            Some(_) => {}
            None => {
                if let Some(Meaning::Organization(number)) = self.lexicon.single(word)
                    && !self.info(at).is(Word::COMMON)
                {
                    self.shouted_organization(range, number);
                } else if let Some(figure) = self.lexicon.famous(&title).copied()
                    && !self.info(at).is(Word::COMMON)
                    && !matches!(self.word(at.wrapping_sub(1)), "FORT" | "CAMP" | "PORT" | "LAKE" | "MOUNT" | "CAPE")
                {
                    self.push(range, EntityKind::Person, figure.country, None);
                    self.surnames.entry(word).or_default();
                }
            }
        }
    }

    fn shouted_organization(&mut self, range: TokenRange, number: u16) {
        if let Some(body) = self.lexicon.organization(number) {
            self.push(range, EntityKind::Organization, body.country, body.owner);
        }
    }
}
