//! Clauses of reporting: a cue with its subject, before, after and around a quotation.

use crate::{
    annotate::{Input, Layers, Name, Tag},
    document::{Document, TokenKind},
    label::EntityKind,
    lexicon::{Lexicon, Verb, Word},
    span::{Span, TokenRange},
};

mod kind;
mod subject;

pub use kind::Kind;
pub(super) use subject::is_day;

/// A cue and the words that name its subject.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attribution {
    /// The reporting word.
    pub cue: Option<Span>,
    /// The words that name the speaker.
    pub source: Span,
    /// Their tokens.
    pub tokens: TokenRange,
}

/// A reporting verb in the text.
#[derive(Clone, Copy, Debug)]
pub struct Cue<'l> {
    /// Its first token.
    pub at: usize,
    /// The token after it.
    pub end: usize,
    /// What kind of verb.
    pub verb: &'l Verb,
}

/// Reads clauses of one document.
#[derive(Clone, Copy)]
pub struct Clauses<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    words: &'a [Word],
    tags: &'a [Tag],
    pub names: &'a [Name],
    begun: &'a [u32],
}

impl<'a> Clauses<'a> {
    pub fn new(input: &Input<'a>, layers: &'a Layers) -> Self {
        Self {
            document: input.document,
            lexicon: input.lexicon,
            words: &layers.words,
            tags: &layers.tags,
            names: &layers.names,
            begun: &layers.begun,
        }
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    pub fn info(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or_default()
    }

    fn is_kind(&self, at: usize, kind: TokenKind) -> bool {
        self.document.token(at).is_some_and(|token| token.kind == kind)
    }

    /// The name that covers token `at`.
    pub fn name_at(&self, at: usize) -> Option<&'a Name> {
        let to = self.begun.get(at).map_or(self.names.len(), |&to| to as usize);
        self.names.get(to.saturating_sub(3)..to)?.iter().rev().filter(|name| name.tokens.holds(at)).max_by_key(|name| name.tokens.len())
    }

    /// The reporting verb at `at`, where it is used as one: not as a noun, an infinitive or a participle that describes.
    pub fn cue_at(&self, at: usize) -> Option<Cue<'a>> {
        let info = self.info(at);
        if let Some((number, n)) = self.lexicon.speech_phrase(self.document, at, info) {
            return Some(Cue { at, end: at + n, verb: self.lexicon.verb(number)? });
        }
        let verb = self.lexicon.verb(info.verb)?;
        let word = self.word(at);
        if is_always_verb(word) || self.is_verb_by_place(at, verb) {
            return Some(Cue { at, end: at + 1, verb });
        }
        let capital = self.document.token(at).is_some_and(|token| token.capital);
        let base = word.eq_ignore_ascii_case(verb.lemma);
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        let fits = match self.tag(at) {
            Tag::VerbPast | Tag::VerbGerund => true,
            // "by joking", "is promising lower taxes"
            Tag::Noun | Tag::Adjective if self.is_ing(at) => before == "by" || self.is_progressive(at) && self.opens_object(at + 1),
            Tag::VerbParticiple => !base,
            Tag::Verb => !matches!(before, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "this" | "that" | "of"),
            // "an alleged build-up" reports nothing
            Tag::Adjective | Tag::Adposition => word.ends_with("ed") && at.checked_sub(1).is_none_or(|b| self.tag(b) != Tag::Determiner),
            _ => false,
        };
        (fits && !capital || capital && self.tag(at).is_verb() && !base).then_some(Cue { at, end: at + 1, verb })
    }

    /// A form that may be a noun ("reports"), made a verb by a speaker before it and what is said right after it.
    fn is_verb_by_place(&self, at: usize, verb: &Verb) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let speaker = is_pronoun(self.word(before))
            || self.name_at(before).is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization));
        let next = self.word(at + 1);
        let said = matches!(next, ":" | "that" | "." | ",") || self.is_kind(at + 1, TokenKind::Quote);
        (verb.direct || verb.that) && speaker && said && !self.document.token(at).is_some_and(|token| token.capital)
    }

    /// Whether the reporting verb at `at` is a form in -ing.
    pub fn is_ing(&self, at: usize) -> bool {
        self.tag(at) == Tag::VerbGerund
            || self.word(at).ends_with("ing") && self.lexicon.verb(self.info(at).verb).is_some_and(|verb| verb.lemma != self.word(at))
    }

    /// Whether a noun phrase begins at `at`, right behind its verb.
    fn opens_object(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Determiner | Tag::Numeral)
    }

    /// Whether a form of "be" stands before the gerund at `at`: "is calling", "'s claiming".
    pub fn is_progressive(&self, at: usize) -> bool {
        let mut before = at;
        for _ in 0..3 {
            let Some(b) = before.checked_sub(1) else { return false };
            before = b;
            if matches!(self.word(before), "is" | "are" | "was" | "were" | "been" | "am" | "'s" | "’s") {
                return true;
            }
            if self.tag(before) != Tag::Adverb {
                return false;
            }
        }
        false
    }

    /// Whether the verb at `at` is finite and tells what its subject did: no infinitive, no passive.
    pub fn is_finite(&self, cue: Cue<'_>) -> bool {
        let mut before = cue.at;
        for _ in 0..3 {
            let Some(b) = before.checked_sub(1) else { break };
            before = b;
            let word = self.word(before);
            if word == "to" && self.tag(before) == Tag::Particle {
                return false;
            }
            if matches!(word, "was" | "were" | "been" | "be" | "being" | "is" | "are") {
                // "was quoted as saying" reports for all that it is passive
                if self.word(cue.end) == "as" && self.word(cue.end + 1) == "saying" {
                    return true;
                }
                return self.is_ing(cue.at);
            }
            if !(self.tag(before) == Tag::Adverb || self.tag(before) == Tag::Auxiliary) {
                break;
            }
        }
        true
    }

    /// An attribution of `cue` to `subject`.
    pub fn attribution(&self, cue: Option<TokenRange>, subject: TokenRange) -> Attribution {
        Attribution { cue: cue.map(|range| self.document.span(range)), source: self.document.span(subject), tokens: subject }
    }

    /// Whether the phrase names a person or body, or is "he" or "she".
    pub fn is_somebody(&self, subject: TokenRange) -> bool {
        matches!(uncontracted(self.word(subject.start)), "he" | "she" | "He" | "She")
            || subject.iter().any(|at| {
                self.name_at(at).is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization))
                    || self.info(at).is(Word::POST | Word::PERSON)
            })
    }

    /// Whether the marks from `open` to `close` hold a nickname inside a name: Marcia "Cia" Price.
    pub fn is_nickname(&self, open: usize, close: usize) -> bool {
        let name = |at: usize| {
            self.document.token(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word)
                && (matches!(self.tag(at), Tag::Proper) || self.name_at(at).is_some() || self.info(at).is_given())
        };
        close - open <= 5
            && open.checked_sub(1).is_some_and(name)
            && name(close)
            && self.document.token(close).is_some_and(|token| token.spaced)
            && self.document.sentence_of(open) == self.document.sentence_of(close)
            && (open + 1..close - 1).all(|at| self.document.token(at).is_some_and(|token| token.capital))
    }

    /// Whether a noun phrase can say something: a person, a body, a country, a document or a pronoun.
    pub fn can_speak(&self, subject: TokenRange) -> bool {
        let last = subject.end.saturating_sub(1);
        if subject.len() == 1 && is_pronoun(self.word(last)) {
            return !matches!(self.word(last), "it" | "It" | "you" | "You") || self.word(last).eq_ignore_ascii_case("it");
        }
        subject.iter().any(|at| {
            self.info(at).is(Word::POST
                | Word::PERSON
                | Word::BODY
                | Word::DOCUMENT
                | Word::RANK
                | Word::SPEECH
                | Word::HONORIFIC
                | Word::FEMALE
                | Word::MALE)
                || self.name_at(at).is_some()
                || self.tag(at) == Tag::Proper
                || is_pronoun(self.word(at))
        }) || matches!(self.tag(last), Tag::Noun | Tag::Adjective | Tag::Numeral | Tag::Determiner | Tag::Pronoun)
    }
}

/// Forms of reporting verbs that are hardly ever anything else.
fn is_always_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "tells"
            | "wrote"
            | "writes"
            | "tweeted"
            | "tweets"
            | "added"
            | "adds"
            | "asked"
            | "asks"
            | "argued"
            | "argues"
            | "insisted"
            | "insists"
            | "explained"
            | "explains"
            | "acknowledged"
            | "acknowledges"
            | "replied"
            | "recalled"
            | "declared"
            | "declares"
            | "warned"
            | "warns"
            | "urged"
            | "urges"
            | "vowed"
            | "vows"
            | "stressed"
            | "emphasized"
    )
}

/// Pronouns that may be the subject of a reporting verb.
pub fn is_pronoun(word: &str) -> bool {
    matches!(
        uncontracted(word),
        "he" | "she" | "they" | "we" | "I" | "it" | "you" | "He" | "She" | "They" | "We" | "It" | "You" | "who" | "one"
    )
}

/// The word without the auxiliary that is drawn together with it: "he" of "he'd".
pub fn uncontracted(word: &str) -> &str {
    match drawn_together(word) {
        Some((pronoun, "d" | "ll" | "ve" | "re" | "m")) if (3..=8).contains(&word.len()) => pronoun,
        _ => word,
    }
}

/// What stands before the first apostrophe of `word`, and behind it; nearly all words have none.
pub fn drawn_together(word: &str) -> Option<(&str, &str)> {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) { None } else { word.split_once(['\'', '’']) }
}
