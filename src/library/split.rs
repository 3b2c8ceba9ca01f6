//! A text cut into its words, once for all that is made of them when a briefing is added.

use super::query::next_word;
use crate::{name::fold, span::Span};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands.
    pub span: Span,
    /// A sum over the folded word: case and accents do not count.
    pub sum: u64,
    /// The first byte of the folded word.
    pub first: u8,
}

/// The words of `text`, the same as [`tokens`](super::query::tokens) finds.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, end) = next_word(text, from)?;
            from = end;
            let (word, span) = (text.get(start..end)?, Span::new(start, end));
            if word.is_ascii() {
                let first = word.bytes().next().map_or(0, |first| first.to_ascii_lowercase());
                let sum = word.bytes().fold(BASIS, |sum, byte| add(sum, byte.to_ascii_lowercase()));
                return Some(Word { span, sum, first });
            }
            let folded = fold(word);
            // Marks alone fold to nothing.
            if let Some(first) = folded.bytes().next() {
                return Some(Word { span, sum: folded.bytes().fold(BASIS, add), first });
            }
        }
    })
}

/// The words of `text` folded, a blank after each.
pub(super) fn folded(text: &str) -> String {
    Split::of(text).folded
}

/// Where sums begin, and what they are multiplied by: FNV-1a (Fowler, Noll, Vo 1991).
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x100_0000_01b3;

const fn add(sum: u64, byte: u8) -> u64 {
    (sum ^ byte as u64).wrapping_mul(PRIME)
}

/// What the bytes of ASCII that are part of a word are folded to; 0 for all others.
const FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let (mut rest, _) = table.split_at_mut(128);
    let mut byte = 0_u8;
    while let Some((first, others)) = rest.split_first_mut() {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            *first = byte.to_ascii_lowercase();
        }
        rest = others;
        byte += 1;
    }
    table
};

/// A text with its words.
#[derive(Debug)]
pub(super) struct Split<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    /// The same words folded, a blank after each.
    pub folded: String,
}

impl<'a> Split<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let (mut words, mut folded) = (Vec::with_capacity(text.len() / 5), Vec::with_capacity(text.len() + 1));
        let mut from = 0;
        while from < text.len() {
            // Most words are of ASCII, and are folded, summed up and delimited in one go.
            let (before, mut sum) = (folded.len(), BASIS);
            for &byte in text.as_bytes().get(from..).unwrap_or_default() {
                let plain = FOLDED.get(usize::from(byte)).copied().unwrap_or(0);
                if plain == 0 {
                    break;
                }
                folded.push(plain);
                sum = add(sum, plain);
            }
            let mut span = Span::new(from, from + folded.len() - before);
            if text.as_bytes().get(span.end).is_some_and(|byte| !byte.is_ascii()) {
                // It may go on, or the next one begin.
                folded.truncate(before);
                let Some((start, end)) = next_word(text, from) else { break };
                span = Span::new(start, end);
                folded.extend_from_slice(fold(span.of(text)).as_bytes());
                sum = folded.get(before..).unwrap_or_default().iter().fold(BASIS, |sum, &byte| add(sum, byte));
                from = end;
            } else {
                from = span.end + 1;
            }
            // Marks alone fold to nothing.
            if let Some(&first) = folded.get(before) {
                words.push(Word { span, sum, first });
                folded.push(b' ');
            }
        }
        Self { text, words, folded: String::from_utf8(folded).unwrap_or_default() }
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
    use proptest::prelude::*;

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
            let split = Split::of(text);
            assert_eq!(split.words, words(text).collect::<Vec<_>>(), "{text}");
            let written: String = tokens(text).flat_map(|token| [token.word, " ".to_owned()]).collect();
            assert_eq!(split.folded, written, "{text}");
        }
    }

    proptest! {
        #[test]
        fn both_ways_to_cut_a_text_find_the_same(text in "[a-cA-C1_ .'\n\u{301}éß“”ж東]{0,40}") {
            let split = Split::of(&text);
            prop_assert_eq!(&split.words, &words(&text).collect::<Vec<_>>());
            prop_assert_eq!(split.folded, tokens(&text).map(|token| token.word + " ").collect::<String>());
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
