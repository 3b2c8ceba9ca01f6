//! Rows of the annotators' tests: a text with marks in it is both the input and the expectation.

use super::{Annotator, Input, Layers};
use crate::{article::Article, document::Document, lexicon::Lexicon};

/// The text of a row: what stands between `open` and `close` without its note, the text after the last `|`.
pub fn unmark(row: &str, open: char, close: char) -> String {
    let mut text = String::new();
    let mut rest = row;
    while let Some((before, after)) = rest.split_once(open) {
        let (inner, tail) = after.split_once(close).unwrap();
        text.push_str(before);
        text.push_str(inner.rsplit_once('|').unwrap().0);
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The layers that `annotators` make of `text`, in their order.
pub fn layers(text: &str, annotators: &[&dyn Annotator]) -> Layers {
    let article = Article::from_text(text);
    let document = Document::new(text, &[]);
    let input = Input { article: &article, document: &document, lexicon: Lexicon::shared() };
    let mut layers = Layers::default();
    for annotator in annotators {
        annotator.annotate(&input, &mut layers);
    }
    layers
}
