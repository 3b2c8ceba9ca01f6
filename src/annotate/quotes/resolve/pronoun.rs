//! Whom a pronoun means.

use super::Resolver;
use crate::{
    annotate::{Name, Quote, Tag, quotes::is_aside},
    document::TokenKind,
    label::{EntityKind, Gender, ParagraphKind},
    lexicon::{SpeechClass, Word},
    span::TokenRange,
};

/// How many sentences after a pronoun may name whom it means.
const LATER: usize = 3;
/// How much less somebody of unknown gender is meant by "she", in sentences: most of those whom news names without a sign of
/// it are men.
const HARDLY_SHE: f32 = 4.0;

/// How many sentences somebody of `gender` is set back where `wanted` is meant.
fn doubt(wanted: Option<Gender>, gender: Option<Gender>) -> f32 {
    if wanted == Some(Gender::Female) && gender.is_none() { HARDLY_SHE } else { 0.0 }
}

impl Resolver<'_> {
    /// Whom a pronoun means.
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    pub(super) fn pronoun(&self, word: &str, token: usize, at: usize) -> (Option<usize>, &'static str, f32) {
        let wanted = match word.to_ascii_lowercase().as_str() {
            "he" => Some(Gender::Male),
            "she" => Some(Gender::Female),
            "it" => {
                let owner = self.owner_before(token);
                let told = owner.or_else(|| self.body_going_on(token)).or_else(|| self.last_body(at));
                return (told.or_else(|| self.state_before(token)), "pronoun.it", 0.75);
            }
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
            if self.answered == Some(entity) || self.is_elsewhere(document.paragraph_of(name.tokens.start), paragraph) {
                continue;
            }
            let gender = self.entity(entity).and_then(|e| e.gender);
            if wanted.is_some() && gender.is_some() && gender != wanted {
                continue;
            }
            let score = self.salience(name, here, paragraph, gender.is_some()) - doubt(wanted, gender);
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
        let spoke = |&&(speaker, spoke): &&(usize, usize)| {
            let there = document.paragraph_of(document.token_at(spoke));
            self.answered != Some(speaker) && !self.is_elsewhere(there, paragraph)
        };
        if let Some(&(speaker, spoke)) = self.speakers.iter().rev().take(4).find(spoke) {
            let person = self
                .entity(speaker)
                .is_some_and(|e| e.kind == EntityKind::Person && (e.gender.is_none() || wanted.is_none() || e.gender == wanted));
            let distance = document.sentence_of(document.token_at(spoke)).abs_diff(here);
            let score = 6.4 - distance as f32 * 0.9 - doubt(wanted, self.entity(speaker).and_then(|e| e.gender));
            if person && best.is_none_or(|(top, entity)| entity == speaker || score > top) {
                best = Some((score, speaker));
            }
        }
        match best {
            Some((top, entity)) => (Some(entity), "pronoun", if top - runner > 1.0 { 0.95 } else { 0.85 }),
            None => match (self.named_later(wanted, token), self.answered) {
                (Some(entity), _) => (Some(entity), "pronoun.later", 0.8),
                (None, Some(answered)) => (Some(answered), "pronoun", 0.7),
                (None, None) => (None, "pronoun.open", 0.4),
            },
        }
    }

    /// Who spoke before `quote`, where it is an answer in a dialogue: `"That is a lie," she shot back`.
    pub(super) fn answered_by(&self, quote: &Quote) -> Option<usize> {
        let document = self.clauses.document;
        let start = quote.parts.first()?.start;
        let number = document.paragraph_of(document.token_at(start));
        let opens = document.paragraphs().get(number).is_some_and(|paragraph| start <= paragraph.span.start + 4);
        let cue = self.clauses.cue_at(document.token_at(quote.cue?.start))?;
        let &(speaker, spoke) = self.speakers.last()?;
        let near = document.paragraph_of(document.token_at(spoke)) + 1 == number;
        (opens && near && cue.verb.class == SpeechClass::Reply).then_some(speaker)
    }

    /// A person who is only described and was the subject of the sentence before: `His wife laughed. "No," she said`.
    pub(super) fn described_just_before(&self, word: &str, token: usize, at: usize) -> Option<TokenRange> {
        let wanted = match word {
            "he" | "He" => Gender::Male,
            "she" | "She" => Gender::Female,
            _ => return None,
        };
        let document = self.clauses.document;
        let quoted = document.sentence_of(document.token_at(at));
        let sentence = document.sentence(quoted.checked_sub(1)?);
        if document.paragraph_of(sentence.start) != document.paragraph_of(token) {
            return None;
        }
        let first = TokenRange::new(sentence.start, sentence.end.min(sentence.start + 5));
        let gendered = |at: &usize| self.clauses.tag(*at) == Tag::Noun && self.clauses.info(*at).gender() == Some(wanted);
        if let Some(noun) = first.iter().find(gendered) {
            let goes_on = self.clauses.document.token(noun + 1).is_some_and(|token| token.kind == TokenKind::Word);
            let range = TokenRange::new(sentence.start, noun + 1);
            let plain = range.iter().all(|at| self.clauses.name_at(at).is_none() && self.clauses.tag(at) != Tag::Punctuation);
            return (goes_on && plain).then_some(range);
        }
        self.reporting_before(token)
    }

    /// Somebody without a name who reported in the two sentences before, where those name no person: `The road is cut, a gunner
    /// said. He was tired. "I want to sleep," he said`.
    fn reporting_before(&self, token: usize) -> Option<TokenRange> {
        let document = self.clauses.document;
        let here = document.sentence_of(token);
        let before = (1..=2_usize).map_while(|back| here.checked_sub(back)).map(|number| document.sentence(number));
        for sentence in before.take_while(|before| document.paragraph_of(before.start) == document.paragraph_of(token)) {
            if Name::within(self.clauses.names, sentence).iter().any(|name| name.kind == EntityKind::Person) {
                return None;
            }
            let end = sentence.end.min(sentence.start + 60);
            let cue = (sentence.start + 2..end).rev().find(|&at| matches!(self.clauses.word(at), "said" | "says"));
            let subject = cue.and_then(|cue| self.clauses.subject_before(cue, sentence.start));
            // "…, said a gunner, who would not be named"
            let behind = cue.and_then(|cue| self.clauses.subject_after(cue + 1, sentence.end));
            // "One official put it more bluntly. The allies, he said, …"
            let opening = self.opening(sentence);
            let unnamed = |subject: &TokenRange| {
                matches!(self.clauses.word(subject.start), "a" | "A" | "an" | "An" | "one" | "One")
                    && subject.iter().any(|at| self.clauses.info(at).is(Word::PERSON | Word::POST | Word::RANK))
            };
            if let Some(subject) = [subject, behind, opening].into_iter().flatten().find(unnamed) {
                return Some(subject);
            }
        }
        None
    }

    /// The phrase that a sentence opens with, before its verb.
    fn opening(&self, sentence: TokenRange) -> Option<TokenRange> {
        let verb = sentence
            .iter()
            .take(8)
            .find(|&at| matches!(self.clauses.tag(at), Tag::Verb | Tag::VerbPast | Tag::VerbParticiple | Tag::Auxiliary))?;
        let phrase = TokenRange::new(sentence.start, verb);
        (!phrase.is_empty() && phrase.iter().all(|at| self.clauses.tag(at) != Tag::Punctuation)).then_some(phrase)
    }

    /// Whose document the sentence before told of: `Haddad's ruling was short. It reads: "…"`.
    fn owner_before(&self, token: usize) -> Option<usize> {
        let document = self.clauses.document;
        let number = document.sentence_of(token).checked_sub(1)?;
        let sentence = document.sentence(number);
        if document.paragraph_of(sentence.start) != document.paragraph_of(token) {
            return None;
        }
        let names = self.clauses.names;
        let from = names.partition_point(|name| name.tokens.start < sentence.start);
        let owner = names.get(from..)?.iter().take_while(|name| name.tokens.end < sentence.end).find(|name| {
            let noun = name.tokens.end + 1;
            matches!(self.clauses.word(name.tokens.end), "'s" | "’s") && self.clauses.info(noun).is(Word::DOCUMENT | Word::SPEECH)
        })?;
        owner.entity
    }

    /// Whom a pronoun means that comes before any name: the first person who fits and is the subject of one of the next
    /// sentences: `"I never wanted it," he said. Voss, the mayor, …`.
    fn named_later(&self, wanted: Option<Gender>, token: usize) -> Option<usize> {
        let document = self.clauses.document;
        let here = document.sentence_of(token);
        let from = self.clauses.names.partition_point(|name| name.tokens.start < token);
        let near = self.clauses.names.get(from..)?.iter().take_while(|name| document.sentence_of(name.tokens.start) <= here + LATER);
        near.filter(|name| name.kind == EntityKind::Person).filter(|name| self.is_subject(name)).find_map(|name| {
            let gender = self.entity(name.entity?)?.gender;
            (gender.is_none() || wanted.is_none() || gender == wanted).then_some(name.entity?)
        })
    }

    /// Whether a name seems to be the subject of its sentence: a verb follows it, or it stands in front.
    fn is_subject(&self, name: &Name) -> bool {
        let document = self.clauses.document;
        let start = document.sentence(document.sentence_of(name.tokens.start)).start;
        let next = self.clauses.tag(name.tokens.end);
        matches!(next, Tag::Verb | Tag::VerbPast | Tag::Auxiliary | Tag::VerbParticiple) || name.tokens.start.saturating_sub(start) <= 4
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
        let possessive = matches!(self.clauses.word(name.tokens.end), "'s" | "’s");
        let after_preposition = name.tokens.start.checked_sub(1).is_some_and(|b| self.clauses.tag(b) == Tag::Adposition);
        let same_paragraph = document.paragraph_of(name.tokens.start) == paragraph;
        let mut score = 6.0 - distance as f32;
        if self.is_subject(name) {
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
            score += 1.0;
        }
        score
    }

    /// The state that opens the sentence: `Peru sent boats in a drill that it called a "stern warning"`.
    fn state_before(&self, token: usize) -> Option<usize> {
        let document = self.clauses.document;
        let sentence = document.sentence(document.sentence_of(token));
        let names = Name::within(self.clauses.names, TokenRange::new(sentence.start, token));
        names.iter().find(|name| name.kind == EntityKind::Country && self.is_subject(name))?.entity
    }

    /// The body that spoke last, where the sentence before goes on with it: `The ministry denied it. It said … "All is well," it said`.
    fn body_going_on(&self, token: usize) -> Option<usize> {
        let document = self.clauses.document;
        let before = document.sentence(document.sentence_of(token).checked_sub(1)?);
        let &(speaker, spoke) = self.speakers.last()?;
        let together = document.paragraph_of(document.token_at(spoke)) == document.paragraph_of(token);
        let body = self.entity(speaker).is_some_and(|entity| entity.kind != EntityKind::Person);
        (self.clauses.word(before.start) == "It" && together && body).then_some(speaker)
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
