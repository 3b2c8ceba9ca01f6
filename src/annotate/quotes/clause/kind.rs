//! What kind of thing a phrase names that may be a speaker.

use super::{Clauses, is_pronoun, uncontracted};
use crate::{annotate::Tag, label::EntityKind, lexicon::Word, span::TokenRange};

/// A kind of source, as the linear models see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is none.
    Nobody,
    /// He, she.
    He,
    /// They.
    They,
    /// I, we.
    We,
    /// You.
    You,
    /// It, this, which.
    It,
    /// His, her.
    His,
    /// Their, its.
    Their,
    /// My, our.
    Our,
    /// Another pronoun.
    Pronoun,
    /// A person's name.
    Person,
    /// A body's name.
    Organization,
    /// A state's name.
    Country,
    /// An office or a noun for a person.
    Office,
    /// A noun for a body.
    Body,
    /// A noun for what holds speech.
    Document,
    /// Another name.
    Name,
    /// A word that seems to be a name.
    Proper,
    /// A noun for many.
    Many,
    /// A noun for one.
    One,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether it is one or more persons.
    pub const fn is_personal(self) -> bool {
        use Kind as K;
        matches!(self, K::He | K::They | K::We | K::You | K::His | K::Their | K::Our | K::Pronoun | K::Person | K::Office)
    }

    fn of_pronoun(word: &str) -> Option<Self> {
        Some(match uncontracted(word) {
            "he" | "she" | "He" | "She" => Self::He,
            "they" | "They" => Self::They,
            "I" | "we" | "We" => Self::We,
            "you" | "You" => Self::You,
            "it" | "It" | "this" | "This" | "that" | "That" | "which" => Self::It,
            "his" | "her" | "His" | "Her" => Self::His,
            "their" | "its" | "Their" | "Its" => Self::Their,
            "my" | "our" | "My" | "Our" => Self::Our,
            _ if is_pronoun(word) => Self::Pronoun,
            _ => return None,
        })
    }
}

impl Clauses<'_> {
    /// What `source` is: by its last word before a relative clause, or a name in it.
    pub fn kind_of(&self, source: TokenRange) -> Kind {
        let source = self.without_relative(source);
        if source.is_empty() {
            return Kind::Nobody;
        }
        let last = source.end - 1;
        if let Some(pronoun) = Kind::of_pronoun(self.word(last)).filter(|_| source.len() == 1) {
            return pronoun;
        }
        let info = self.info(last);
        let holds_speech = info.is(Word::DOCUMENT | Word::SPEECH);
        // "Orlova's remarks" are no person
        if holds_speech && self.name_at(last).is_none() {
            return Kind::Document;
        }
        let name = self.name_at(last).or_else(|| self.name_at(source.start)).map(|name| name.kind);
        match name {
            Some(EntityKind::Person) => Kind::Person,
            Some(EntityKind::Organization) => Kind::Organization,
            Some(EntityKind::Country) => Kind::Country,
            _ if info.is(Word::POST | Word::PERSON | Word::RANK) => Kind::Office,
            _ if info.is(Word::BODY) => Kind::Body,
            _ if holds_speech => Kind::Document,
            Some(_) => Kind::Name,
            None if self.tag(last) == Tag::Proper => Kind::Proper,
            None if self.tag(last) == Tag::Noun && self.word(last).ends_with('s') => Kind::Many,
            None if self.tag(last) == Tag::Noun => Kind::One,
            None => Kind::Other,
        }
    }
}
