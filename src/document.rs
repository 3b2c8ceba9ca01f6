//! Tokens, sentences and paragraphs over one immutable text.
//!
//! Tokens carry spans and own no strings; with the gaps between them they cover the text.

use crate::{
    label::ParagraphKind,
    span::{Span, TokenRange},
};

mod sentences;
mod tokens;

pub use tokens::{Token, TokenKind, is_quote};

/// The words of a short text, cut as a document's are.
#[must_use]
pub fn scan_words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    scan_words_into(text, &mut words);
    words
}

/// The words of a short text, cut as a document's are, in the place of what `words` held.
pub(crate) fn scan_words_into<'a>(text: &'a str, words: &mut Vec<&'a str>) {
    words.clear();
    if text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
        words.extend(text.split(' ').filter(|word| !word.is_empty()));
        return;
    }
    let mut tokens = Vec::with_capacity(8);
    tokens::scan(text, Span::new(0, text.len()), &mut tokens);
    words.extend(tokens.iter().map(|token| token.span().of(text)));
}

/// One text, tokenized. Immutable.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    sentences: Vec<TokenRange>,
    paragraphs: Vec<Paragraph>,
    sentence_of: Vec<u32>,
    paragraph_of: Vec<u32>,
}

/// A paragraph: its bytes without surrounding white space, its tokens, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Byte range, trimmed.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is for, as far as the loader knows; body otherwise.
    pub kind: ParagraphKind,
}

impl<'a> Document<'a> {
    /// Tokenizes `text`; `marks` are stretches that the loader knows to be no body text.
    ///
    /// A newline parts paragraphs unless the text is hard-wrapped, when a blank line does.
    #[must_use]
    pub fn new(text: &'a str, marks: &[(Span, ParagraphKind)]) -> Self {
        let spans = sentences::paragraphs(text);
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut paragraphs = Vec::with_capacity(spans.len());
        let mut paragraph_of = Vec::new();
        let mut sentences = Vec::new();
        let mut sentence_of = Vec::new();
        for span in spans {
            let first = tokens.len();
            tokens::scan(text, span, &mut tokens);
            let range = TokenRange::new(first, tokens.len());
            let kind = marks.iter().find(|(mark, _)| mark.overlaps(span)).map_or(ParagraphKind::Body, |&(_, kind)| kind);
            paragraph_of.resize(tokens.len(), u32::try_from(paragraphs.len()).unwrap_or(u32::MAX));
            paragraphs.push(Paragraph { span, tokens: range, kind });
            sentences::split(text, &tokens, range, &mut |sentence| {
                sentence_of.resize(sentence.end, u32::try_from(sentences.len()).unwrap_or(u32::MAX));
                sentences.push(sentence);
            });
        }
        Self { text, tokens, sentences, paragraphs, sentence_of, paragraph_of }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// All tokens, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Token ranges of the sentences, in order; no sentence crosses a paragraph.
    #[must_use]
    pub fn sentences(&self) -> &[TokenRange] {
        &self.sentences
    }

    /// The paragraphs, in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The words of token `index`; empty beyond the last.
    #[must_use]
    #[inline]
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span().of(self.text))
    }

    /// The token `index`.
    #[must_use]
    #[inline]
    pub fn token(&self, index: usize) -> Option<Token> {
        self.tokens.get(index).copied()
    }

    /// The bytes of `range`, from its first token's first to its last token's last.
    #[must_use]
    #[inline]
    pub fn span(&self, range: TokenRange) -> Span {
        match (self.tokens.get(range.start), self.tokens.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !range.is_empty() => Span::new(first.start as usize, last.end as usize),
            _ => Span::default(),
        }
    }

    /// The words of `range`.
    #[must_use]
    #[inline]
    pub fn words(&self, range: TokenRange) -> &'a str {
        self.span(range).of(self.text)
    }

    /// Number of the sentence that holds token `index` (the last one beyond the end).
    #[must_use]
    #[inline]
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentence_of.get(index).map_or(self.sentences.len().saturating_sub(1), |&s| s as usize)
    }

    /// Number of the paragraph that holds token `index` (the last one beyond the end).
    #[must_use]
    #[inline]
    pub fn paragraph_of(&self, index: usize) -> usize {
        self.paragraph_of.get(index).map_or(self.paragraphs.len().saturating_sub(1), |&p| p as usize)
    }

    /// Token range of sentence `number`.
    #[must_use]
    #[inline]
    pub fn sentence(&self, number: usize) -> TokenRange {
        self.sentences.get(number).copied().unwrap_or_default()
    }

    /// The first token that ends after byte `offset`: the one holding it, or the next.
    #[must_use]
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.end as usize <= offset)
    }

    /// The tokens that overlap `span`.
    #[must_use]
    pub fn range(&self, span: Span) -> TokenRange {
        let start = self.token_at(span.start);
        let end = self.tokens.partition_point(|token| (token.start as usize) < span.end);
        TokenRange::new(start, end)
    }

    /// Byte range of the sentence that holds byte `offset`.
    #[must_use]
    pub fn sentence_span(&self, offset: usize) -> Span {
        self.span(self.sentence(self.sentence_of(self.token_at(offset))))
    }
}
