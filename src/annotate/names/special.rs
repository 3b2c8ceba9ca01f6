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
        if let Some(head) = self.compound_head(at) {
            self.compound(at, head);
            return Some(at + 1);
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

    /// The country in "UK-based" or "Russian-occupied".
    fn compound(&mut self, at: usize, head: &str) {
        let kind = match self.lexicon.single(head) {
            Some(Meaning::Country(code) | Meaning::Seat(code)) => Some((EntityKind::Country, Some(code), None)),
            Some(Meaning::Adjective(code) | Meaning::People(code)) => Some((EntityKind::Nationality, Some(code), None)),
            Some(Meaning::Organization(number)) => {
                self.lexicon.organization(number).map(|o| (EntityKind::Organization, o.country, o.owner))
            }
            _ => None,
        };
        let start = self.document.token(at).map_or(0, |token| token.start as usize);
        if let Some((kind, country, owner)) = kind {
            let span = Span::new(start, start + head.len());
            self.names.push(Name {
                tokens: TokenRange::new(at, at + 1),
                span,
                kind,
                country,
                owner: owner.map(ToOwned::to_owned),
                entity: None,
            });
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
            Some(_) => {}
            None => {
                if let Some(figure) = self.lexicon.famous(&title).copied().filter(|_| !self.info(at).is(Word::COMMON)) {
                    self.push(range, EntityKind::Person, figure.country, None);
                    self.surnames.entry(word).or_default();
                }
            }
        }
    }
}
