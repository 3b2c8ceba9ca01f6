//! The form of words between marks: a whole sentence, a title, something named.

use super::{Ladder, Stretch};
use crate::{annotate::Tag, document::TokenKind, label::EntityKind, lexicon::Word};

/// How far before "called" the "what" may stand that opens its clause, in tokens.
const CALLED: usize = 8;

/// How the words inside the marks end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a word.
    None,
    /// With a comma.
    Comma,
    /// As a sentence.
    Stop,
    /// With a dash or colon.
    Other,
}

impl Ladder<'_, '_> {
    /// Begins with a capital and ends with punctuation, or stands as a sentence of its own.
    pub(super) fn is_sentence_like(&self, stretch: &Stretch<'_>) -> bool {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        let capital = inner.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let opens_sentence = stretch.open == stretch.sentence.start;
        capital && (self.ends_with_punctuation(stretch) || !stretch.mark.closed) || opens_sentence && self.ends_with_punctuation(stretch)
    }

    fn ends_with_punctuation(&self, stretch: &Stretch<'_>) -> bool {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        inner.ends_with(['.', '!', '?', '…', ','])
            || self
                .clauses
                .document
                .token(stretch.close)
                .is_some_and(|t| !t.spaced && matches!(self.clauses.word(stretch.close), "." | "," | "!" | "?"))
    }

    /// Every longer word begins with a capital: a title of a work, a ship, an exercise.
    pub(super) fn is_title_case(&self, stretch: &Stretch<'_>) -> bool {
        let document = self.clauses.document;
        let ends = stretch.mark.inner.of(document.text()).ends_with(['.', '!', '?']);
        !ends && self.has_title_form(stretch)
    }

    /// The same, whatever stop stands inside the marks.
    pub(super) fn has_title_form(&self, stretch: &Stretch<'_>) -> bool {
        let document = self.clauses.document;
        let range = document.range(stretch.mark.inner);
        let words: Vec<usize> = range.iter().filter(|&at| document.token(at).is_some_and(|t| t.kind == TokenKind::Word)).collect();
        let long = |at: &&usize| self.clauses.word(**at).len() > 3;
        let capital = |at: &usize| document.token(*at).is_some_and(|t| t.capital);
        words.iter().filter(long).count() >= 1
            && words.iter().filter(long).all(capital)
            && words.first().is_some_and(capital)
            && words.len() >= 2
    }

    /// A title with the word for a work, a network or "on" before it, be there a stop inside the marks or not: `her book,
    /// "The Long Ledger,"`, `on the Courier's "Morning Round."`, `the editor of "The Long Ledger"`, `told "Morning Round"`; and
    /// whatever has its writer behind it: `"Ledgers are long," by Mara Lindqvist`.
    pub(super) fn is_titled(&self, stretch: &Stretch<'_>) -> bool {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        let name = |at: usize| self.clauses.name_at(at).map(|name| name.kind);
        let by = self.clauses.word(stretch.close) == "by"
            && matches!(name(stretch.close + 1), Some(EntityKind::Person | EntityKind::Organization));
        let title = inner.ends_with(',') && inner.starts_with(|c: char| !c.is_lowercase());
        if by && (title || self.has_title_form(stretch)) {
            return true;
        }
        let before = |steps: usize| stretch.open.checked_sub(steps).filter(|&at| at >= stretch.left);
        let is = |at: Option<usize>, flags: u32| at.is_some_and(|at| self.clauses.info(at).is(flags));
        // "her column, “Leave the ferry alone,” is worth reading"
        let verb = matches!(self.clauses.tag(stretch.close), Tag::Auxiliary | Tag::Verb | Tag::VerbPast);
        let named = verb && self.cue_at(stretch.close).is_none() && before(1).is_some_and(|at| self.clauses.word(at) == ",");
        if named && inner.ends_with(',') && is(before(2), Word::WORK) {
            return true;
        }
        // "her documentary “Ledgers.” It runs for an hour": one word is a title, too
        let single = self.word_count(stretch) == 1 && inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if single && is(before(1), Word::WORK) && !inner.ends_with(['!', '?']) {
            return true;
        }
        if !self.has_title_form(stretch) {
            return false;
        }
        let last = before(1).map_or("", |at| self.clauses.word(at));
        // "a “Harbor Forum” sponsored by the Courier"
        let made_by = matches!(self.clauses.tag(stretch.close), Tag::VerbParticiple | Tag::VerbPast)
            && self.clauses.word(stretch.close + 1) == "by"
            && self.cue_at(stretch.close).is_none();
        if is(before(1), Word::WORK) || made_by {
            return true;
        }
        let owner = before(2).and_then(name) == Some(EntityKind::Organization);
        // whom one tells something stands right behind the verb
        let told = matches!(last, "told" | "tells" | "tell" | "telling");
        let made = last == "of" && is(before(2), Word::PERSON | Word::POST);
        !inner.ends_with(['!', '?', '…'])
            && (last == "," && is(before(2), Word::WORK) || last == "on" || matches!(last, "'s" | "’s") && owner || told || made)
    }

    /// A word before the marks says that a name follows: "exercises named", "the film", "so-called", "codenamed".
    pub(super) fn is_named(&self, stretch: &Stretch<'_>) -> bool {
        let Some(before) = stretch.open.checked_sub(1).filter(|&b| b >= stretch.left) else { return false };
        let word = self.clauses.word(before);
        // "what is known as the 'X'"
        let known = |steps: usize| before.checked_sub(steps).is_some_and(|at| self.clauses.word(at) == "known");
        if matches!(word, "the" | "a" | "an") && known(2) && self.clauses.word(before - 1) == "as" {
            return true;
        }
        if word == "as" && matches!(self.clauses.word(before.wrapping_sub(1)), "known" | "billed") && self.is_capital(stretch) {
            return true;
        }
        // "call themselves 'Grey Heron'"
        if matches!(word, "themselves" | "itself" | "himself" | "herself") && self.is_capital(stretch) {
            return true;
        }
        // "was called 'a trap' by the envoy", "whom she dubbed 'the sleeper'": somebody calls it so
        if matches!(word, "called" | "termed" | "labeled" | "labelled" | "dubbed" | "nicknamed")
            && (self.clauses.word(stretch.close) == "by" || self.dubs(before) && !self.is_capital(stretch))
        {
            return false;
        }
        // "a 'harbor zone,' which is defined as": a term
        let behind = (stretch.close..stretch.right.min(stretch.close + 4)).take_while(|&at| self.clauses.tag(at) != Tag::VerbPast);
        if behind.into_iter().any(|at| self.clauses.word(at) == "defined" && self.clauses.word(at + 1) == "as") {
            return true;
        }
        if matches!(
            word,
            "so-called"
                | "named"
                | "codenamed"
                | "code-named"
                | "nicknamed"
                | "titled"
                | "entitled"
                | "subtitled"
                | "headlined"
                | "labeled"
                | "labelled"
                | "marked"
                | "callsign"
                | "hashtag"
                | "dubbed"
        ) {
            return true;
        }
        if matches!(word, "called" | "termed" | "known") {
            // "drills called 'X'" names, "Smith called 'X'" does not occur: what is called stands between
            let subject = before.checked_sub(1).map(|b| self.clauses.tag(b));
            // "in what the envoy called 'a trap'": somebody calls it so
            let what = (stretch.left.max(before.saturating_sub(CALLED))..before).rev();
            let mut what = what.map(|at| self.clauses.word(at)).take_while(|word| !matches!(*word, "," | "." | ";" | ":" | "—"));
            if word != "known" && what.any(|word| word == "what" || word == "What") {
                return false;
            }
            return word == "known"
                || matches!(subject, Some(Tag::Noun | Tag::Auxiliary | Tag::Adverb | Tag::Punctuation)) && self.word_count(stretch) <= 4;
        }
        let after = self.clauses.info(stretch.close);
        let noun_after = self.word_count(stretch) <= 2 && self.clauses.tag(stretch.close) == Tag::Noun && self.is_capital(stretch);
        noun_after && !after.is(Word::SPEECH)
    }

    /// Whether "he" or "she" or a person's name stands right before the verb at `at`.
    fn dubs(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(self.clauses.word(before), "he" | "she" | "they" | "He" | "She" | "They")
                || self.clauses.name_at(before).is_some_and(|name| name.kind == EntityKind::Person)
        })
    }

    /// Every word begins with a capital.
    pub(super) fn is_capital(&self, stretch: &Stretch<'_>) -> bool {
        let document = self.clauses.document;
        document.range(stretch.mark.inner).iter().all(|at| document.token(at).is_some_and(|t| t.capital || t.kind != TokenKind::Word))
    }
}
