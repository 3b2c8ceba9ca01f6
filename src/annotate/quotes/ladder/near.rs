//! Classes of what stands beside a quotation: function words one by one in few groups, everything else by its tag.

use super::Ladder;
use crate::{
    annotate::{
        Tag,
        quotes::clause::{Cue, Kind},
    },
    document::TokenKind,
    label::EntityKind,
    span::TokenRange,
};

impl<'a> Ladder<'a, '_> {
    /// Whether a reporting verb begins at `at`.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        self.cues.get(at).is_some_and(|&is| is)
    }

    /// The reporting verb that begins at `at`.
    pub(super) fn cue_at(&self, at: usize) -> Option<Cue<'a>> {
        if self.is_cue(at) { self.clauses.cue_at(at) } else { None }
    }

    /// What kind of source these words are; with a person's name anywhere in them they are a person: "Orlova, a captain".
    pub(super) fn kind_of(&self, source: TokenRange) -> Kind {
        let person = |at: usize| self.clauses.name_at(at).is_some_and(|name| name.kind == EntityKind::Person);
        match self.clauses.kind_of(source) {
            kind @ (Kind::Document | Kind::Nobody) => kind,
            _ if self.clauses.without_relative(source).iter().any(person) => Kind::Person,
            kind => kind,
        }
    }

    /// The class of the word before the marks.
    pub(super) fn lead_class(&self, at: Option<usize>) -> usize {
        let Some(at) = at else { return 15 };
        match self.clauses.word(at) {
            "the" | "The" => 1,
            "a" | "an" | "A" | "An" => 2,
            "his" | "her" | "its" | "their" | "our" | "my" | "your" => 3,
            "this" | "these" | "those" | "such" | "This" | "These" => 4,
            "of" => 5,
            "as" => 6,
            "for" | "to" | "by" | "with" | "about" | "against" => 7,
            "in" | "on" | "at" | "from" | "under" | "into" | "onto" | "inside" | "within" | "near" | "behind" | "over" | "through"
            | "across" | "between" | "toward" | "towards" | "around" | "beyond" => 8,
            "and" | "or" | "but" | "&" => 9,
            "that" => 10,
            "is" | "are" | "was" | "were" | "be" | "been" | "being" => 11,
            "called" | "termed" | "known" | "considered" | "branded" | "deemed" => 12,
            "not" | "no" | "like" | "than" => 13,
            _ if self.clauses.document.token(at).is_some_and(|token| token.kind == TokenKind::Possessive) => 14,
            _ => 0,
        }
    }

    /// The class of the word behind the marks.
    pub(super) fn tail_class(&self, at: Option<usize>) -> usize {
        let Some(at) = at else { return 15 };
        match self.clauses.word(at) {
            "." | "!" | "?" | "…" => 1,
            "," => 2,
            "—" | "–" | "-" | ":" | ";" => 3,
            "(" | "[" => 4,
            ")" | "]" => 5,
            "and" | "or" | "but" | "&" => 6,
            "of" | "for" | "to" | "about" | "with" | "against" => 7,
            "in" | "on" | "at" | "from" | "by" | "during" => 8,
            "that" | "who" | "which" => 9,
            _ if self.is_cue(at) => 10,
            _ => match self.clauses.tag(at) {
                Tag::Auxiliary => 11,
                Tag::Verb | Tag::VerbPast => 12,
                Tag::Noun | Tag::Adjective => 13,
                _ => 14,
            },
        }
    }

    /// Whose words these seem to be: 0 nobody's, 1 with "I" or "we", 2 with "you", 3 with "he", "she", "it" or "they".
    pub(super) fn person_class(&self, range: TokenRange) -> usize {
        let mut class = 0;
        for at in range.iter().take(60) {
            match self.clauses.word(at) {
                "I" | "we" | "We" | "my" | "My" | "our" | "Our" | "me" | "us" | "I'm" | "I've" | "I’m" | "I’ve" | "we're" | "We're"
                | "we’re" | "We’re" | "I'd" | "I’d" | "I'll" | "I’ll" => return 1,
                "you" | "You" | "your" | "Your" => class = 2,
                "he" | "He" | "she" | "She" | "it" | "It" | "they" | "They" | "his" | "her" | "their" | "its" if class == 0 => class = 3,
                _ => {}
            }
        }
        class
    }

    /// How many finite verbs stand in a stretch, 3 at most.
    pub(super) fn finite_in(&self, from: usize, to: usize) -> usize {
        (from..to.min(from + 40)).filter(|&at| matches!(self.clauses.tag(at), Tag::VerbPast | Tag::Verb | Tag::Auxiliary)).take(3).count()
    }
}
