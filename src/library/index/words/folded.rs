//! Texts cut into words for tantivy.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::{library::query::next_word, name::fold};

/// The words that [`tokens`](crate::library::query::tokens) finds, one at a time.
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
        self.token.text.clear();
        while self.token.text.is_empty() {
            let Some((start, end)) = next_word(self.text, self.from) else { return false };
            self.from = end;
            (self.token.offset_from, self.token.offset_to) = (start, end);
            let word = self.text.get(start..end).unwrap_or_default();
            if word.is_ascii() {
                self.token.text.push_str(word);
                self.token.text.make_ascii_lowercase();
            } else {
                self.token.text.push_str(&fold(word));
            }
        }
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
