//! Headlines in capitals, where nothing but the reporting verb tells who says it: "X SAYS CANAL STAYS 'OPEN'".

use super::{Ladder, Stretch, Verdict};
use crate::{
    document::TokenKind,
    lexicon::Verb,
    span::{Span, TokenRange},
};

impl Ladder<'_, '_> {
    /// Whether a paragraph is printed in capitals.
    pub(super) fn is_shouted(&self, paragraph: TokenRange) -> bool {
        let words = self.clauses.document.words(paragraph);
        let letters = words.bytes().take(400).filter(u8::is_ascii_alphabetic).count();
        (12..400).contains(&letters) && !words.bytes().any(|byte| byte.is_ascii_lowercase())
    }

    /// Who says the words between marks in a headline in capitals: the subject of the verb before them, or of one that ends it.
    pub(super) fn shouted(&self, stretch: &Stretch<'_>, paragraph: TokenRange) -> Option<Verdict> {
        let before = TokenRange::new(paragraph.start, stretch.open);
        let after = TokenRange::new(stretch.close, paragraph.end);
        let verb = |range: TokenRange| range.iter().skip(1).find(|&at| self.headline_verb(at).is_some());
        let found = verb(before).map(|at| (before.start, at)).or_else(|| {
            let comma = after.iter().rev().find(|&at| self.clauses.word(at) == ",")?;
            verb(TokenRange::new(comma + 1, after.end)).map(|at| (comma + 1, at))
        });
        let (start, at) = found?;
        let start = (start..at).rev().find(|&b| matches!(self.clauses.word(b), ":" | "," | ";")).map_or(start, |b| b + 1);
        let subject = TokenRange::new(start, at);
        let words = subject.iter().all(|at| self.clauses.document.token(at).is_some_and(|token| token.kind == TokenKind::Word));
        (words && (1..=4).contains(&subject.len())).then(|| Verdict {
            attribution: Some(self.clauses.attribution(Some(TokenRange::new(at, at + 1)), subject)),
            rule: "speaker.headline",
            score: 0.85,
            shares: None,
        })
    }

    /// The reporting verb in the present tense at `at`.
    fn headline_verb(&self, at: usize) -> Option<&Verb> {
        let word = self.clauses.word(at);
        let verb = self.clauses.lexicon.verb(self.clauses.info(at).verb)?;
        (word.len() > verb.lemma.len() && word.ends_with('S')).then_some(verb)
    }

    /// The quotation elsewhere in the text from which a sub-heading takes its words.
    pub(super) fn echoed(&self, words: Span) -> Option<usize> {
        let text = self.clauses.document.text();
        let wanted = words.of(text).trim_end_matches(['.', ',', '!', '?']).to_lowercase();
        let holds = |part: &Span| *part != words && part.of(text).to_lowercase().contains(&wanted);
        let next = self.found.partition_point(|quote| quote.parts.first().is_none_or(|part| part.start < words.start));
        let near = self.found.iter().enumerate().skip(next).take(ECHO);
        near.filter(|(_, quote)| quote.parts.iter().any(holds)).map(|(number, _)| number).next()
    }
}

/// How many of the quotations behind a sub-heading are looked through for its words.
const ECHO: usize = 12;
