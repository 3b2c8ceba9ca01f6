//! Part-of-speech tagger: a greedy averaged perceptron over readable features.
//!
//! The model is Collins's (*Discriminative Training Methods for Hidden Markov Models*, EMNLP 2002) in the greedy form
//! of Honnibal (*A Good Part-of-Speech Tagger in about 200 Lines of Python*, 2013): words are tagged from left to right,
//! each from features of itself, its neighbors and the two tags before it; frequent words with one reading come from a
//! dictionary. Beside Honnibal's features it uses what the rest of the document tells of a capital word (whether it is
//! written in lower case elsewhere, or with a capital inside a sentence). Numbers and their shapes share features.
//!
//! The weights are data: `assets/tagger.bin`, made by `cargo run --release --example train_tagger`; recipe and
//! held-out score stand in `assets/tagger.toml`. They are used in place, without parsing.

use crate::{
    annotate::{Annotator, Input, Layer, Layers, Tag},
    document::{Document, Token, TokenKind},
};

pub mod features;
pub mod weights;

use features::Features;
use weights::{CLASSES, Entry, Weights};

/// The weights that the program ships.
static SHIPPED: &[u8] = include_bytes!("../../assets/tagger.bin");

/// The classes in the order of the weights. Punctuation is no class: the tokenizer knows it.
pub const TAGS: [Tag; CLASSES] = [
    Tag::Noun,
    Tag::Proper,
    Tag::Verb,
    Tag::VerbPast,
    Tag::VerbParticiple,
    Tag::VerbGerund,
    Tag::Auxiliary,
    Tag::Adjective,
    Tag::Adverb,
    Tag::Pronoun,
    Tag::Determiner,
    Tag::Adposition,
    Tag::Conjunction,
    Tag::Numeral,
    Tag::Particle,
    Tag::Other,
];

/// Number that stands for punctuation and for what lies beyond a sentence, among the tags before a word.
pub const EDGE: usize = CLASSES;

/// Annotator of [`Layer::Tags`].
#[derive(Clone, Copy, Debug)]
pub struct Tagger {
    weights: Weights,
}

impl Tagger {
    /// The tagger with the weights that the program ships. Costs nothing: they are used in place.
    #[must_use]
    pub const fn new() -> Self {
        Self::with(SHIPPED)
    }

    /// A tagger with other weights, in the form of `assets/tagger.bin`.
    #[must_use]
    pub const fn with(weights: &'static [u8]) -> Self {
        Self { weights: Weights::new(weights) }
    }

    /// One tag for every token of `document`. Linear in its length.
    #[must_use]
    pub fn tag(&self, document: &Document<'_>) -> Vec<Tag> {
        self.tag_forms(document, &features::words(document))
    }

    /// The same where `words` are the [`features::words`] of `document`.
    fn tag_forms(&self, document: &Document<'_>, words: &[features::Word]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(words.len());
        let entry = |at: usize| words.get(at).map_or_else(Entry::default, |word| self.weights.entry(word.key));
        for &sentence in document.sentences() {
            let mut before = [EDGE; 2];
            let mut here = entry(sentence.start);
            for at in sentence.iter() {
                let Some(token) = document.token(at) else { break };
                let next = if sentence.holds(at + 1) { entry(at + 1) } else { Entry::default() };
                let class = if is_punctuation(token) {
                    EDGE
                } else {
                    let case = words.get(at).map_or(0, features::Word::case);
                    here.class(case)
                        .unwrap_or_else(|| self.class(&Features::new(words, sentence, at, before, [here.classes, next.classes])))
                };
                tags.push(TAGS.get(class).copied().unwrap_or(Tag::Punctuation));
                before = [class, before[0]];
                here = next;
            }
        }
        tags.resize(document.tokens().len(), Tag::Other);
        tags
    }

    /// The best class for a word with `features`.
    fn class(&self, features: &Features) -> usize {
        best(&self.weights.sums(features.keys()))
    }
}

impl Default for Tagger {
    fn default() -> Self {
        Self::new()
    }
}

impl Annotator for Tagger {
    fn name(&self) -> &'static str {
        "tags"
    }

    fn requires(&self) -> &'static [Layer] {
        &[]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Tags]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        layers.forms = features::words(input.document);
        layers.tags = self.tag_forms(input.document, &layers.forms);
    }
}

/// Whether the tokenizer alone decides: quotation marks and other single signs.
#[must_use]
pub const fn is_punctuation(token: Token) -> bool {
    matches!(token.kind, TokenKind::Quote | TokenKind::Punct)
}

/// The number of `tag` among [`TAGS`]; [`EDGE`] for punctuation.
#[must_use]
pub fn class_of(tag: Tag) -> usize {
    TAGS.iter().position(|&t| t == tag).unwrap_or(EDGE)
}

/// The number of the greatest score, the first among equals.
fn best(scores: &[i16; CLASSES]) -> usize {
    let mut best = (0, i16::MIN);
    for (class, &score) in scores.iter().enumerate() {
        if score > best.1 {
            best = (class, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with a letter for the tag: N noun, P proper, V verb, D past, L participle, G gerund, A auxiliary.
    fn check(expected: &str) {
        let text: String = expected.split(' ').map(|word| word.split('/').next().unwrap()).collect::<Vec<_>>().join(" ");
        let document = Document::new(&text, &[]);
        let tags = Tagger::new().tag(&document);
        assert_eq!(tags.len(), document.tokens().len());
        let letter = |tag| match tag {
            Tag::Noun => "N",
            Tag::Proper => "P",
            Tag::Verb => "V",
            Tag::VerbPast => "D",
            Tag::VerbParticiple => "L",
            Tag::VerbGerund => "G",
            Tag::Auxiliary => "A",
            _ => "",
        };
        let found: Vec<String> = (0..tags.len())
            .map(|at| match letter(tags[at]) {
                "" => document.word(at).to_owned(),
                letter => format!("{}/{letter}", document.word(at)),
            })
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn tags_plain_news_prose() {
        for text in [
            "The minister/N said/D on Tuesday/P that the talks/N had/A failed/L .",
            "Two ships/N were/A damaged/L in the port/N , the ministry/N said/D .",
            "She did/A not say/V when the troops/N would/A leave/V .",
            "Speaking/G to reporters/N in Berlin/P , he warned/D of a new war/N .",
        ] {
            check(text);
        }
    }

    #[test]
    fn a_capital_at_the_start_does_not_make_a_name() {
        check("Soldiers/N were/A there . The soldiers/N saw/D nothing .");
    }

    #[test]
    fn every_token_has_a_tag_in_odd_texts() {
        for text in ["", "“”", "’s ’s", "ЖЖЖ 漢字 e\u{301}", "1 2 3", "A", "\n\n-\n", "DON’T STOP NOW PLEASE"] {
            let document = Document::new(text, &[]);
            assert_eq!(Tagger::new().tag(&document).len(), document.tokens().len(), "{text}");
        }
    }

    #[test]
    fn the_shipped_weights_are_whole_slots_of_known_classes() {
        assert_eq!(SHIPPED.len() % 20, 0);
        assert!(SHIPPED.len() > 100_000 && SHIPPED.len() < 1_500_000, "{}", SHIPPED.len());
        // who finds nothing takes the weights of the last slot
        assert!(SHIPPED.ends_with(&[0; CLASSES]));
    }
}
