//! Where the words of quotes and assets stand among those of their briefing.
//!
//! Nearly all that is looked for in an item is a stretch of its briefing's text, whose words are in the index already. So of an item it is
//! enough to know which of them are its own; only words that stand nowhere in the text are indexed for the item itself.

use std::{borrow::Cow, ops::Range};

use bytemuck::{Pod, Zeroable};

use super::split::{Split, Word, words};
use crate::{
    briefing::outline::{Outline, Quote},
    name::fold,
    span::Span,
};

/// Bits of a stretch that hold how many words it has.
const COUNT: u32 = 12;
/// So many places are all compared, which takes less time than finding the one that matters.
const FEW: usize = 4;
/// Numbers that the index of words leaves out between title and text, so that no phrase reaches from the one into the other.
const GAP: usize = 1;

/// Words side by side in title or text of a briefing, as one number of four bytes: the number of the first, and how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(transparent)]
pub(super) struct Stretch(u32);

impl Stretch {
    /// The stretch of `count` words from word `first` on; `None` where that is beyond the first million of a text, or some thousands long.
    fn new(first: usize, count: usize) -> Option<Self> {
        let (first, count) = (u32::try_from(first).ok()?, u32::try_from(count).ok()?);
        (first < 1 << (u32::BITS - COUNT) && count < 1 << COUNT).then_some(Self(first << COUNT | count))
    }

    /// The numbers of its words.
    const fn words(self) -> Range<u32> {
        let first = self.0 >> COUNT;
        first..first + (self.0 & ((1 << COUNT) - 1))
    }

    /// Whether it holds `count` words, one or more, that begin at one of `starts`, which ascend.
    pub(super) fn holds(self, starts: &[u32], count: u32) -> bool {
        let words = self.words();
        if starts.len() <= FEW {
            // Before the first word the difference is greater than any number of words.
            let holds = |start: &u32| start.wrapping_sub(words.start).saturating_add(count.saturating_sub(1)) < words.end - words.start;
            return starts.iter().any(holds);
        }
        let next = starts.partition_point(|&start| start < words.start);
        starts.get(next).and_then(|start| start.checked_add(count)).is_some_and(|end| end <= words.end)
    }

    /// Whether one of its words is among `places`, a bit each.
    pub(super) fn has_one(self, places: &[u64]) -> bool {
        let words = self.words();
        let word = |at: u32| places.get(at as usize).copied().unwrap_or(0);
        (words.start / u64::BITS..words.end.div_ceil(u64::BITS)).any(|at| {
            let from = words.start.saturating_sub(at * u64::BITS);
            let beyond = ((at + 1) * u64::BITS).saturating_sub(words.end);
            word(at) & u64::MAX << from & u64::MAX >> beyond != 0
        })
    }
}

/// Where the words of a briefing's items stand.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Of each quote: its sentence, and what was said where that goes beyond; empty where it does not.
    pub quotes: Vec<[Stretch; 2]>,
    /// Of each asset: its sentence.
    pub assets: Vec<Stretch>,
    /// Words of quotes that are no stretch of the text, with the number of the quote in the briefing.
    pub quote_words: Vec<(u32, String)>,
    /// The same of assets. The class is not among them, as the catalog has it.
    pub asset_words: Vec<(u32, String)>,
}

impl Standing {
    /// Of a briefing whose title has so many words, and whose text is cut into words.
    pub(super) fn of(briefing: &Outline<'_>, title: usize, text: &Split<'_>) -> Self {
        let stretch = |span: Span| {
            let (number, within) = text.within(span)?;
            Stretch::new(title + GAP + number, within.len())
        };
        let mut standing = Self::default();
        for (number, quote) in (0..).zip(&briefing.quotes) {
            let mut own = |form: &str| {
                standing.quote_words.push((number, form.to_owned()));
                Stretch::default()
            };
            let sentence = stretch(quote.sentence).unwrap_or_else(|| own(quote.sentence.of(text.text)));
            let beyond = match said(quote, text) {
                None => Stretch::default(),
                Some(Ok(span)) => stretch(span).unwrap_or_else(|| own(span.of(text.text))),
                Some(Err(words)) => own(&words),
            };
            standing.quotes.push([sentence, beyond]);
        }
        for (number, asset) in (0..).zip(&briefing.assets) {
            let sentence = asset.sentence.of(text.text);
            standing.assets.push(stretch(asset.sentence).unwrap_or_else(|| {
                standing.asset_words.push((number, sentence.to_owned()));
                Stretch::default()
            }));
            let has = |designation: &&str| match text.within(asset.sentence) {
                Some((_, words)) => has((words, text.text), designation),
                None => false,
            };
            if let Some(designation) = asset.designation.as_deref().filter(|designation| !has(designation)) {
                standing.asset_words.push((number, designation.to_owned()));
            }
        }
        standing
    }
}

/// What was said, where that goes beyond the sentence: its place in the text, or its words where they do not stand there so.
fn said<'a>(quote: &'a Quote<'_>, text: &Split<'_>) -> Option<Result<Span, Cow<'a, str>>> {
    (!quote.sentence.contains(quote.span())).then(|| {
        let words = quote.words();
        if words == quote.span().of(text.text) { Ok(quote.span()) } else { Err(words) }
    })
}

/// Whether `all`, words of a text, have those of `form` side by side.
fn has((all, text): (&[Word], &str), form: &str) -> bool {
    let wanted: Vec<Word> = words(form).collect();
    let same = |(a, b): (&Word, &Word)| {
        let (a, b) = (a.span.of(text), b.span.of(form));
        a.eq_ignore_ascii_case(b) || !(a.is_ascii() && b.is_ascii()) && fold(a) == fold(b)
    };
    wanted.is_empty() || all.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_holds_what_lies_wholly_in_it() {
        let stretch = Stretch::new(5, 3).unwrap();
        assert_eq!(stretch.words(), 5..8);
        for (starts, count, holds) in [
            (&[5][..], 3, true),
            (&[5], 4, false),
            (&[4, 6], 2, true),
            (&[4, 7], 2, false),
            (&[2, 8], 1, false),
            (&[u32::MAX], 2, false),
            (&[0, 1, 2, 3, 4, 5], 3, true),
            (&[0, 1, 2, 3, 4, 8], 1, false),
            (&[0, 1, 2, 3, 4, 6], 3, false),
            (&[], 1, false),
        ] {
            assert_eq!(stretch.holds(starts, count), holds, "{starts:?} {count}");
        }
        assert!(!Stretch::default().holds(&[0], 1));
        for (first, count) in [(0, 0), (0, 1), (5, 3), (60, 4), (63, 2), (64, 64), (100, 300), (250, 9)] {
            let stretch = Stretch::new(first, count).unwrap();
            for place in 0..256_u32 {
                let places = [0_u32, 64, 128, 192].map(|base| u64::from(place >= base && place < base + 64) << (place % 64));
                assert_eq!(stretch.has_one(&places), stretch.holds(&[place], 1), "{place} in {first} and {count} more");
            }
        }
        assert_eq!((Stretch::new(1 << 20, 1), Stretch::new(0, 1 << 12)), (None, None));
        assert_eq!(Stretch::new((1 << 20) - 1, (1 << 12) - 1).unwrap().words(), (1 << 20) - 1..(1 << 20) + (1 << 12) - 2);
    }
}
