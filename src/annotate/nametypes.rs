//! What a run of capital words names, by a small linear model: person, organization, place, or none of them.
//!
//! An averaged perceptron (Collins 2002) over the words of the name, the words around it, its shape and what the lexicon
//! knows of its words. The weights are data: `assets/names.bin`, made by `cargo run --release --example train_names`;
//! recipe and held-out score stand in `assets/names.toml`.

use crate::{
    annotate::{
        Tag,
        tags::{
            class_of,
            features::{Word, key},
            weights::{CLASSES, Weights},
        },
    },
    document::{Document, TokenKind},
    evidence::Score,
    label::EntityKind,
    lexicon,
    span::TokenRange,
};

/// The weights that the program ships.
static SHIPPED: &[u8] = include_bytes!("../../assets/names.bin");

/// The classes in the order of the weights; none for what is neither person, body nor place.
pub const KINDS: [Option<EntityKind>; 4] = [Some(EntityKind::Person), Some(EntityKind::Organization), Some(EntityKind::Place), None];

/// How far the best class leads where it is right in three of four cases, in units of the weights.
const DOUBT: f32 = 165.0;

/// Words of bodies and units.
const BODY: u32 = lexicon::Word::ORG_SUFFIX | lexicon::Word::UNIT | lexicon::Word::BODY | lexicon::Word::ORG_LOWER;
/// Given names.
const GIVEN: u32 = lexicon::Word::GIVEN_FEMALE | lexicon::Word::GIVEN_MALE;
/// Surnames.
const SURNAME: u32 = lexicon::Word::SURNAME;
/// Words before a person's name.
const BEFORE_NAME: u32 = lexicon::Word::HONORIFIC | lexicon::Word::RANK | lexicon::Word::POST | lexicon::Word::PERSON;

/// Types the names of one document.
#[derive(Clone, Copy, Debug)]
pub struct NameTyper<'a> {
    weights: Weights,
    document: &'a Document<'a>,
    tags: &'a [Tag],
    known: &'a [lexicon::Word],
    forms: &'a [Word],
}

impl<'a> NameTyper<'a> {
    /// A typer for `document`, whose tokens have `tags` and `forms` and are `known` to the lexicon.
    #[must_use]
    pub const fn new(document: &'a Document<'a>, tags: &'a [Tag], forms: &'a [Word], known: &'a [lexicon::Word]) -> Self {
        Self { weights: Weights::new(SHIPPED), document, tags, known, forms }
    }

    /// What `name` names, and how sure that is.
    #[must_use]
    pub fn kind(&self, name: TokenRange) -> (Option<EntityKind>, Score) {
        let mut scores = [0_i32; CLASSES];
        for row in self.keys(name).into_iter().filter_map(|key| self.weights.row(key)) {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight.cast_signed());
            }
        }
        let mut ranked = KINDS.iter().zip(scores).collect::<Vec<_>>();
        ranked.sort_by_key(|&(_, score)| std::cmp::Reverse(score));
        match ranked[..] {
            [(&kind, best), (_, second), ..] => {
                let lead = f32::from(i16::try_from(best - second).unwrap_or(i16::MAX));
                (kind, 1.0 / (1.0 + (-lead * 3.0_f32.ln() / DOUBT).exp()))
            }
            _ => (None, 0.0),
        }
    }

    /// The features of `name`.
    #[must_use]
    pub fn keys(&self, name: TokenRange) -> Vec<u32> {
        let word = |at: usize| self.forms.get(at).copied().unwrap_or_default();
        let near = |at: Option<usize>| {
            let inside = at.filter(|&at| self.document.sentence(self.document.sentence_of(name.start)).holds(at));
            inside.map_or((1, 0), |at| (word(at).lower, self.tags.get(at).map_or(0, |&tag| class_of(tag))))
        };
        let (last_word, last_tag) = near(name.start.checked_sub(1));
        let (earlier, _) = near(name.start.checked_sub(2));
        let (next, next_tag) = near(Some(name.end));
        let (later, _) = near(Some(name.end + 1));
        let (first, last) = (word(name.start), word(name.end.saturating_sub(1)));
        let flags = |at: usize| self.known.get(at).map_or(0, |known| known.flags());
        let length = u32::try_from(name.len().min(6)).unwrap_or(6);
        let shape = u32::from(first.shape) << 8 | u32::from(last.shape);
        let tag = u32::try_from(last_tag << 5 | next_tag).unwrap_or(0);
        let whole = name.iter().fold(length, |whole, at| key(63, whole, word(at).lower));
        let mut keys = vec![
            key(64, length, shape),
            key(65, whole, 0),
            key(66, first.lower, length.min(2)),
            key(67, last.lower, length.min(2)),
            key(68, first.suffix[1], 0),
            key(69, last.suffix[1], length.min(2)),
            key(70, last.suffix[2], 0),
            key(71, last.prefix, length.min(2)),
            key(72, last_word, 0),
            key(73, last_word, earlier),
            key(74, next, 0),
            key(75, next, later),
            key(76, tag, length),
            key(77, last_word, next),
            key(78, flags(name.start), length),
            key(79, flags(name.end.saturating_sub(1)), length),
            key(80, flags(name.start), flags(name.end.saturating_sub(1))),
            key(81, flags(name.start.wrapping_sub(1)), flags(name.end)),
            key(82, last_word, length),
            key(83, next, length),
        ];
        let any = name.iter().fold(0, |any, at| any | flags(at));
        keys.push(key(87, any & BODY, 0));
        keys.push(key(88, flags(name.end.saturating_sub(1)) & BODY, length));
        keys.push(key(89, flags(name.start) & GIVEN, flags(name.end.saturating_sub(1)) & SURNAME));
        keys.push(key(90, flags(name.start.wrapping_sub(1)) & BEFORE_NAME, length));
        keys.extend(name.iter().map(|at| key(84, word(at).lower, 0)));
        keys.extend(name.iter().map(|at| key(85, word(at).suffix[1], 0)));
        keys.extend(self.document.token(name.end).filter(|t| t.kind == TokenKind::Possessive).map(|_| key(86, length, 0)));
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        annotate::tags::{Tagger, features},
        lexicon::Lexicon,
    };

    /// The kind of the run of words between brackets.
    fn kind(text: &str) -> Option<EntityKind> {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let plain = text.replace(['[', ']'], "");
        let document = Document::new(&plain, &[]);
        let tags = Tagger::new().tag(&document);
        let known: Vec<_> = (0..document.tokens().len()).map(|at| Lexicon::shared().word(document.word(at))).collect();
        let forms = features::words(&document);
        let (kind, score) = NameTyper::new(&document, &tags, &forms, &known).kind(document.range(crate::span::Span::new(start, end)));
        assert!((0.0..=1.0).contains(&score));
        kind
    }

    #[test]
    fn types_names_by_their_words_and_neighbors() {
        assert_eq!(kind("Talks with [Peter Marlowe] , who led the party, went on."), Some(EntityKind::Person));
        assert_eq!(kind("He was elected by the [Social Democratic Party] in May."), Some(EntityKind::Organization));
        assert_eq!(kind("The fire broke out in [Northern Carland] on Monday."), Some(EntityKind::Place));
    }
}
