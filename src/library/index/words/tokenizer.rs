//! Folded words handed to tantivy: they were cut when the briefing was read.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Words with a blank after each, one at a time.
#[derive(Clone, Default)]
pub(super) struct Folded {
    token: Token,
}

pub(super) struct FoldedStream<'a> {
    token: &'a mut Token,
    text: &'a str,
    from: usize,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.token.reset();
        FoldedStream { token: &mut self.token, text, from: 0 }
    }
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        let rest = self.text.get(self.from..).unwrap_or_default();
        let Some(length) = rest.bytes().position(|byte| byte == b' ') else { return false };
        self.token.text.clear();
        self.token.text.push_str(rest.get(..length).unwrap_or_default());
        (self.token.offset_from, self.token.offset_to) = (self.from, self.from + length);
        self.token.position = self.token.position.wrapping_add(1);
        self.from += length + 1;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
