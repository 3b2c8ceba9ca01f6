//! A text cut into its words, once for all that is made of them when a briefing is added.

use super::query::next_word;
use crate::{name::fold, span::Span};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands.
    pub span: Span,
    /// A sum over the folded word: case and accents do not count. FNV-1a (Fowler, Noll, Vo 1991).
    pub sum: u64,
    /// The first byte of the folded word.
    pub first: u8,
}

/// The words of `text`, the same as [`tokens`](super::query::tokens) finds.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let add = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, end) = next_word(text, from)?;
            from = end;
            let (word, span) = (text.get(start..end)?, Span::new(start, end));
            if word.is_ascii() {
                let sum = word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| add(sum, byte.to_ascii_lowercase()));
                let first = word.bytes().next().map_or(0, |first| first.to_ascii_lowercase());
                return Some(Word { span, sum, first });
            }
            let folded = fold(word);
            // Marks alone fold to nothing.
            if let Some(first) = folded.bytes().next() {
                return Some(Word { span, sum: folded.bytes().fold(0xcbf2_9ce4_8422_2325, add), first });
            }
        }
    })
}

/// A text with its words.
#[derive(Debug)]
pub(super) struct Split<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
}

impl<'a> Split<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, words: words(text).collect() }
    }

    /// The words in `span`, with the number of the first; `None` where it cuts a word, and none where it does not fit the text.
    pub(super) fn within(&self, span: Span) -> Option<(usize, &[Word])> {
        if span.of(self.text).is_empty() {
            return Some((0, &[]));
        }
        let first = self.words.partition_point(|word| word.span.start < span.start);
        let rest = self.words.get(first..)?;
        let within = rest.get(..rest.partition_point(|word| word.span.start < span.end))?;
        let before = first.checked_sub(1).and_then(|last| self.words.get(last));
        let cuts = |word: Option<&Word>, at: usize| word.is_some_and(|word| word.span.end > at);
        (!cuts(before, span.start) && !cuts(within.last().or(before), span.end)).then_some((first, within))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::query::tokens;

    #[test]
    fn words_are_those_that_queries_see() {
        for text in ["", "Ships left. The port's EMPTY", "Élan, \u{301} Ça_va łódź 12-3", "\u{301}\u{302} x Ünï", "東京 Москва́ ß"]
        {
            let found: Vec<(usize, usize, Option<u8>)> =
                words(text).map(|word| (word.span.start, word.span.end, Some(word.first))).collect();
            let expected: Vec<_> = tokens(text).map(|token| (token.start, token.end, token.word.bytes().next())).collect();
            assert_eq!(found, expected, "{text}");
            let sums: Vec<u64> = words(text).map(|word| word.sum).collect();
            let folded: Vec<u64> = tokens(text).flat_map(|token| words(&token.word).map(|word| word.sum).collect::<Vec<_>>()).collect();
            assert_eq!(sums, folded, "{text}");
        }
    }

    #[test]
    fn a_span_that_cuts_a_word_has_no_words() {
        let split = Split::of("Ships left. The port's empty");
        let within = |start, end| split.within(Span::new(start, end)).map(|(first, words)| (first, words.len()));
        assert_eq!(within(0, 11), Some((0, 2)));
        assert_eq!(within(12, 28), Some((2, 4)), "what stands after an apostrophe is a word");
        assert_eq!(within(5, 6), Some((1, 0)));
        assert_eq!(within(2, 11), None);
        assert_eq!(within(12, 18), None);
        assert_eq!(within(17, 19), None);
        assert_eq!(within(3, 99), Some((0, 0)), "beyond the text nothing stands");
    }
}
