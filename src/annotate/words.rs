//! Looks every token up once.

use super::{Annotator, Input, Layer, Layers};
use crate::{document::TokenKind, lexicon::Word};

/// Fills [`Layer::Words`].
#[derive(Clone, Copy, Debug)]
pub struct Words;

impl Annotator for Words {
    fn name(&self) -> &'static str {
        "words"
    }

    fn requires(&self) -> &'static [Layer] {
        &[]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Words]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let text = input.document.text();
        layers.words.extend(input.document.tokens().iter().map(|token| match token.kind {
            TokenKind::Word => input.lexicon.word(token.span().of(text)),
            _ => Word::default(),
        }));
    }
}
