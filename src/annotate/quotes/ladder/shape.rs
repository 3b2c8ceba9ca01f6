//! Whether words between marks are speech at all: no title, nickname, term or scare quote.

use super::{Ladder, Stretch, Verdict};
use crate::{annotate::Tag, document::TokenKind, lexicon::Word};

impl Ladder<'_> {
    /// Whether somebody said these words.
    pub(super) fn is_said(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> bool {
        let words = self.word_count(stretch);
        if words == 0 || self.is_named(stretch) {
            return false;
        }
        let title = self.is_title_case(stretch);
        match verdict.rule {
            "speaker.introduced" | "speaker.clause.open" | "speaker.after" => !title || words >= 5 || self.ends_with_punctuation(stretch),
            "speaker.clause" => !title && (words >= 2 || verdict.score >= 0.7),
            "speaker.clause.subject" => !title,
            "speaker.clause.after" | "speaker.sentence.same" => !title && words >= 2,
            "speaker.paragraph.same" | "speaker.paragraph.continued" => words >= 2,
            "speaker.none" => words >= 6 && self.is_sentence_like(stretch) && self.ends_sentence(stretch),
            _ => words >= 4 && (self.is_sentence_like(stretch) || words >= 8),
        }
    }

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
    fn is_title_case(&self, stretch: &Stretch<'_>) -> bool {
        let document = self.clauses.document;
        let range = document.range(stretch.mark.inner);
        let words: Vec<usize> = range.iter().filter(|&at| document.token(at).is_some_and(|t| t.kind == TokenKind::Word)).collect();
        let long = |at: &&usize| self.clauses.word(**at).len() > 3;
        let capital = |at: &usize| document.token(*at).is_some_and(|t| t.capital);
        let ends = stretch.mark.inner.of(document.text()).ends_with(['.', '!', '?']);
        !ends
            && words.iter().filter(long).count() >= 1
            && words.iter().filter(long).all(capital)
            && words.first().is_some_and(capital)
            && words.len() >= 2
    }

    /// A word before the marks says that a name follows: "exercises named", "the film", "so-called", "codenamed".
    fn is_named(&self, stretch: &Stretch<'_>) -> bool {
        let Some(before) = stretch.open.checked_sub(1).filter(|&b| b >= stretch.left) else { return false };
        let word = self.clauses.word(before);
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
                | "callsign"
                | "hashtag"
                | "dubbed"
        ) {
            return true;
        }
        if matches!(word, "called" | "termed" | "known") {
            // "drills called 'X'" names, "Smith called 'X'" does not occur: what is called stands between
            let subject = before.checked_sub(1).map(|b| self.clauses.tag(b));
            return word == "known"
                || matches!(subject, Some(Tag::Noun | Tag::Auxiliary | Tag::Adverb | Tag::Punctuation)) && self.word_count(stretch) <= 4;
        }
        let after = self.clauses.info(stretch.close);
        let noun_after = self.word_count(stretch) <= 2 && self.clauses.tag(stretch.close) == Tag::Noun && self.is_title_case_word(stretch);
        noun_after && !after.is(Word::SPEECH)
    }

    fn is_title_case_word(&self, stretch: &Stretch<'_>) -> bool {
        let document = self.clauses.document;
        document.range(stretch.mark.inner).iter().all(|at| document.token(at).is_some_and(|t| t.capital || t.kind != TokenKind::Word))
    }
}
