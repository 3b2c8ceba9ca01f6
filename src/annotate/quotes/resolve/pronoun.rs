//! Whom a pronoun means.

use super::Resolver;
use crate::{
    annotate::{Name, Tag, quotes::is_aside},
    label::{EntityKind, Gender, ParagraphKind},
};

impl Resolver<'_> {
    /// Whom a pronoun means.
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    pub(super) fn pronoun(&self, word: &str, token: usize, at: usize) -> (Option<usize>, &'static str, f32) {
        let wanted = match word.to_ascii_lowercase().as_str() {
            "he" => Some(Gender::Male),
            "she" => Some(Gender::Female),
            "it" => return (self.last_body(at), "pronoun.it", 0.75),
            "they" | "we" | "you" => return (self.last_plural(at), "pronoun.plural", 0.6),
            "i" => return (self.speakers.last().map(|&(s, _)| s), "pronoun.i", 0.5),
            _ => None,
        };
        let document = self.clauses.document;
        let here = document.sentence_of(token);
        let paragraph = document.paragraph_of(token);
        let start = document.token(token).map_or(0, |t| t.start as usize);
        let to = self.clauses.names.partition_point(|name| name.span.start < start);
        let mut best: Option<(f32, usize)> = None;
        let mut runner = f32::MIN;
        for name in self.clauses.names.get(to.saturating_sub(60)..to).unwrap_or(&[]).iter().rev() {
            let (EntityKind::Person, Some(entity)) = (name.kind, name.entity) else { continue };
            if self.is_elsewhere(document.paragraph_of(name.tokens.start), paragraph) {
                continue;
            }
            let gender = self.entity(entity).and_then(|e| e.gender);
            if wanted.is_some() && gender.is_some() && gender != wanted {
                continue;
            }
            let score = self.salience(name, here, paragraph, gender.is_some());
            match best {
                Some((top, known)) if known != entity => {
                    if score > top {
                        runner = top;
                        best = Some((score, entity));
                    } else {
                        runner = runner.max(score);
                    }
                }
                Some((top, _)) => best = Some((top.max(score), entity)),
                None => best = Some((score, entity)),
            }
        }
        // whoever spoke last goes on, unless another was made the subject since
        let spoke = |&&(_, spoke): &&(usize, usize)| {
            let there = document.paragraph_of(document.token_at(spoke));
            !self.is_elsewhere(there, paragraph)
        };
        if let Some(&(speaker, spoke)) = self.speakers.iter().rev().take(4).find(spoke) {
            let person = self
                .entity(speaker)
                .is_some_and(|e| e.kind == EntityKind::Person && (e.gender.is_none() || wanted.is_none() || e.gender == wanted));
            let distance = document.sentence_of(document.token_at(spoke)).abs_diff(here);
            let score = 6.4 - distance as f32 * 0.9;
            if person && best.is_none_or(|(top, entity)| entity == speaker || score > top) {
                best = Some((score, speaker));
            }
        }
        match best {
            Some((top, entity)) => (Some(entity), "pronoun", if top - runner > 1.0 { 0.95 } else { 0.85 }),
            None => (None, "pronoun.open", 0.4),
        }
    }

    /// Whether a paragraph tells of something else than the paragraph `here` does.
    fn is_elsewhere(&self, paragraph: usize, here: usize) -> bool {
        let boilerplate = self.layers.paragraphs.get(paragraph).is_some_and(|kind| *kind == ParagraphKind::Boilerplate);
        let words = |number: usize| self.clauses.document.paragraphs().get(number).map_or("", |p| p.span.of(self.clauses.document.text()));
        paragraph != here && (boilerplate || is_aside(words(paragraph)))
    }

    /// How present a mention is to the reader: near, and as a subject (Lappin and Leass 1994, the factors that matter here).
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn salience(&self, name: &Name, here: usize, paragraph: usize, known_gender: bool) -> f32 {
        let document = self.clauses.document;
        let sentence = document.sentence_of(name.tokens.start);
        let distance = here.saturating_sub(sentence);
        let range = document.sentence(sentence);
        let lead = name.tokens.start.saturating_sub(range.start);
        let next = self.clauses.tag(name.tokens.end);
        let is_subject = matches!(next, Tag::Verb | Tag::VerbPast | Tag::Auxiliary | Tag::VerbParticiple) || lead <= 4;
        let possessive = matches!(self.clauses.word(name.tokens.end), "'s" | "’s");
        let after_preposition = name.tokens.start.checked_sub(1).is_some_and(|b| self.clauses.tag(b) == Tag::Adposition);
        let same_paragraph = document.paragraph_of(name.tokens.start) == paragraph;
        let mut score = 6.0 - distance as f32;
        if is_subject {
            score += 2.0;
        }
        if possessive {
            score -= 1.0;
        }
        if after_preposition {
            score -= 1.0;
        }
        if same_paragraph {
            score += 1.0;
        }
        if known_gender {
            score += 0.5;
        }
        score
    }

    fn last_body(&self, at: usize) -> Option<usize> {
        let before = self.clauses.names.partition_point(|name| name.span.start < at);
        self.clauses
            .names
            .get(before.saturating_sub(30)..before)?
            .iter()
            .rev()
            .find(|name| matches!(name.kind, EntityKind::Organization))
            .and_then(|name| name.entity)
    }

    /// The last speakers who were several or a body.
    fn last_plural(&self, at: usize) -> Option<usize> {
        let plural = |&&(speaker, _): &&(usize, usize)| {
            self.entity(speaker).is_some_and(|e| e.kind != EntityKind::Person || e.described && e.name.ends_with('s'))
        };
        self.speakers.iter().rev().take(3).find(plural).map(|&(s, _)| s).or_else(|| self.last_body(at))
    }
}
