//! What needs no weighing: quotations that are speech, or none, by where they stand alone.

use super::{Ladder, Stretch, Verdict};
use crate::{annotate::Tag, document::Paragraph, label::ParagraphKind, lexicon::SpeechClass, span::TokenRange};

impl Ladder<'_, '_> {
    /// A quotation that goes on in the next paragraph.
    pub(super) fn goes_on(&self, stretch: &Stretch<'_>) -> bool {
        let document = self.clauses.document;
        let paragraph = |number: usize| document.paragraphs().get(number).map(|paragraph| paragraph.tokens.start);
        let here = paragraph(stretch.paragraph) == Some(stretch.open);
        let next = paragraph(stretch.paragraph + 1).map_or("", |start| document.word(start));
        here && !stretch.mark.closed && next == document.word(stretch.open) && self.word_count(stretch) > 4
    }

    /// Whether "I", "we" or "you" stands in these words, in the paragraph before or in the one after: somebody speaks, where
    /// other blocks of quoted paragraphs are out of a book or a newspaper.
    pub(super) fn speaks_up(&self, stretch: &Stretch<'_>) -> bool {
        let opens = |paragraph: &&Paragraph| self.clauses.document.word(paragraph.tokens.start) == self.clauses.document.word(stretch.open);
        let around = self.clauses.document.paragraphs().iter().skip(stretch.paragraph.saturating_sub(1)).take(3);
        around.filter(opens).any(|paragraph| matches!(self.person_class(paragraph.tokens), 1 | 2))
    }

    /// A paragraph that is nothing but a few words between marks, set as a heading, as a title or in marks of another kind.
    pub(super) fn is_subheading(&self, stretch: &Stretch<'_>, kind: ParagraphKind, paragraph: TokenRange) -> bool {
        let short = stretch.mark.inner.len() < 60;
        let alone = stretch.open == paragraph.start && stretch.close >= paragraph.end && stretch.mark.closed;
        short && (kind == ParagraphKind::Heading || alone && (self.is_odd(stretch) || self.has_title_form(stretch)))
    }

    /// A paragraph without a word outside the marks; dashes and stops that a layout sets around them count for nothing.
    pub(super) fn is_bare(&self, stretch: &Stretch<'_>, paragraph: TokenRange) -> bool {
        let outside = (paragraph.start..stretch.open).chain(stretch.close..paragraph.end);
        outside.into_iter().all(|at| self.clauses.document.token(at).is_none_or(|token| !token.is_word()))
    }

    /// Single marks in a text of double ones are for something else than speech.
    pub(super) fn is_odd(&self, stretch: &Stretch<'_>) -> bool {
        self.double && matches!(self.clauses.word(stretch.open), "'" | "‘" | "`")
    }

    /// `"a lie" and "a farce"`: beside what was said, with nothing but "and" or a comma between.
    pub(super) fn is_pair(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> bool {
        let gap = TokenRange::new(stretch.left, stretch.open);
        let bare = (1..=2).contains(&gap.len()) && gap.iter().all(|at| matches!(self.clauses.word(at), "and" | "or" | "," | "&"));
        bare && verdict.rule == "speaker.sentence.same"
    }

    /// `chants of "Stay! Stay!"`, `signs that read "Peace at Sea"`, `the slogan "Ferries First"`: what a crowd calls in chorus or
    /// writes on its signs is said, be it a name.
    pub(super) fn is_chanted(&self, stretch: &Stretch<'_>) -> bool {
        let before = |steps: usize| stretch.open.checked_sub(steps).filter(|&at| at >= stretch.left).map_or("", |at| self.clauses.word(at));
        let chant = |word: &str| matches!(word, "chant" | "chants" | "chanted" | "chanting");
        let slogan = |word: &str| matches!(word, "slogan" | "slogans" | "motto" | "mantra" | "refrain" | "catchphrase" | "tagline");
        let cry = |word: &str| matches!(word, "calls" | "cry" | "cries" | "shout" | "shouts" | "yells" | "screams");
        let sign = matches!(before(1), "read" | "reads" | "reading") && matches!(before(2), "that" | "which" | "sign" | "signs");
        chant(before(1))
            || slogan(before(1))
            || sign
            || (chant(before(2)) || slogan(before(2))) && matches!(before(1), "of" | "," | ":")
            || cry(before(2)) && before(1) == "of"
    }

    /// `He proclaimed a policy of "Calm Borders"`: what somebody announces as a watchword is said, be it a name.
    pub(super) fn is_proclaimed(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> bool {
        let before = |steps: usize| stretch.open.checked_sub(steps).filter(|&at| at >= stretch.left).map_or("", |at| self.clauses.word(at));
        let watchword = matches!(
            before(2),
            "aim"
                | "creed"
                | "doctrine"
                | "era"
                | "goal"
                | "ideal"
                | "message"
                | "philosophy"
                | "policy"
                | "principle"
                | "strategy"
                | "vision"
        );
        let cue = verdict.attribution.as_ref().and_then(|found| found.cue).map(|cue| self.clauses.document.token_at(cue.start));
        let near = cue.filter(|&at| at < stretch.open && stretch.open - at <= 6).and_then(|at| self.cue_at(at));
        watchword && before(1) == "of" && near.is_some_and(|cue| cue.verb.class == SpeechClass::Announce)
    }

    /// `She lamented the "unbearable" cost`: what stands within the object of a verb of speech, in small letters.
    pub(super) fn is_object(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> bool {
        let Some(verb) = stretch.open.checked_sub(2).filter(|&at| at >= stretch.left) else { return false };
        let determiner = matches!(self.clauses.word(verb + 1), "the" | "a" | "an" | "his" | "her" | "its" | "their");
        let told = self.cue_at(verb).is_some_and(|cue| !cue.verb.weak) && self.clauses.tag(verb).is_verb();
        let goes_on = matches!(self.clauses.tag(stretch.close), Tag::Noun | Tag::Adjective | Tag::Proper);
        determiner && told && goes_on && verdict.attribution.is_some() && !self.is_capital(stretch)
    }

    /// `her rivals ("the gray men")`: a remark in brackets that begins with a quotation gives what was said, be it a name.
    pub(super) fn is_bracketed(&self, stretch: &Stretch<'_>) -> bool {
        stretch.open.checked_sub(1).is_some_and(|at| at >= stretch.left && self.clauses.word(at) == "(")
    }

    /// `"ORLOVA: We stay`: words with the name of who says them, in front of them and inside the marks.
    pub(super) fn is_transcript(&self, stretch: &Stretch<'_>) -> bool {
        (stretch.open + 1..stretch.open + 4).any(|at| self.clauses.word(at) == ":")
    }

    /// A paragraph that is nothing but a whole sentence between marks, with somebody to have said it.
    pub(super) fn is_block(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> bool {
        let paragraph = self.clauses.document.paragraphs().get(stretch.paragraph).map(|paragraph| paragraph.tokens).unwrap_or_default();
        let alone = stretch.open == paragraph.start && stretch.close >= paragraph.end;
        let somebody = verdict.shares.is_some() || verdict.attribution.is_some();
        alone
            && somebody
            && stretch.paragraph > 0
            && self.word_count(stretch) > 3
            && self.ends_sentence(stretch)
            && !self.is_capital(stretch)
    }
}
