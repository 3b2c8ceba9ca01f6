//! Where the words of quotes and assets stand among those of their briefing.
//!
//! Nearly all that is looked for in an item is a stretch of its briefing's text, whose words are in the index already. So of an item it is
//! enough to know which of them are its own; only words that stand nowhere in the text are indexed for the item itself.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};

use super::query::{next_word, tokens};
use crate::{
    briefing::{Briefing, Quote},
    name::fold,
    span::Span,
};

/// Bits of a stretch that hold how many words it has.
const COUNT: u32 = 12;
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

    /// Whether it holds `count` words that begin at one of `starts`, which ascend.
    pub(super) fn holds(self, starts: &[u32], count: u32) -> bool {
        let words = self.words();
        let next = starts.partition_point(|&start| start < words.start);
        starts.get(next).and_then(|start| start.checked_add(count)).is_some_and(|end| end <= words.end)
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
    /// Of a briefing.
    pub(super) fn of(briefing: &Briefing) -> Self {
        let mut standing = Self::default();
        if briefing.quotes.is_empty() && briefing.assets.is_empty() {
            return standing;
        }
        let words = Numbered::of(briefing);
        for (number, quote) in (0..).zip(&briefing.quotes) {
            let mut own = |form: String| {
                standing.quote_words.push((number, form));
                Stretch::default()
            };
            let sentence = words.stretch(quote.sentence).unwrap_or_else(|form| own(form.to_owned()));
            let beyond = if quote.sentence.contains(quote.span()) {
                Stretch::default()
            } else {
                words.said(quote).unwrap_or_else(&mut own)
            };
            standing.quotes.push([sentence, beyond]);
        }
        for (number, asset) in (0..).zip(&briefing.assets) {
            let sentence = words.stretch(asset.sentence).unwrap_or_else(|form| {
                standing.asset_words.push((number, form.to_owned()));
                Stretch::default()
            });
            standing.assets.push(sentence);
            let stands = |designation: &&str| !has(asset.sentence.of(&briefing.text), designation);
            if let Some(designation) = asset.designation.as_deref().filter(stands) {
                standing.asset_words.push((number, designation.to_owned()));
            }
        }
        standing
    }
}

/// The words of a text with their numbers.
struct Numbered<'a> {
    text: &'a str,
    /// Where each begins and ends in the text.
    words: Vec<Span>,
    /// The number of the first, as the index counts them.
    first: usize,
}

impl<'a> Numbered<'a> {
    fn of(briefing: &'a Briefing) -> Self {
        Self { text: &briefing.text, words: spans(&briefing.text).collect(), first: spans(&briefing.title).count() + GAP }
    }

    /// The stretch of words in `span`; what stands there where it cuts a word, or is too long.
    fn stretch(&self, span: Span) -> Result<Stretch, &'a str> {
        let form = span.of(self.text);
        if form.is_empty() {
            return Ok(Stretch::default());
        }
        let first = self.words.partition_point(|word| word.start < span.start);
        let end = self.words.partition_point(|word| word.start < span.end);
        let cuts = |end: usize, at: usize| end.checked_sub(1).and_then(|last| self.words.get(last)).is_some_and(|word| word.end > at);
        let is_whole = !cuts(first, span.start) && !cuts(end, span.end);
        is_whole.then(|| Stretch::new(self.first + first, end - first)).flatten().ok_or(form)
    }

    /// The stretch of what was said; its words where they are none.
    fn said(&self, quote: &Quote) -> Result<Stretch, String> {
        let words = quote.words();
        if words != quote.span().of(self.text) {
            return Err(words.into_owned());
        }
        self.stretch(quote.span()).map_err(str::to_owned)
    }
}

/// Where words begin and end in `text`.
fn spans(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, end) = next_word(text, from)?;
            from = end;
            let word = text.get(start..end).unwrap_or_default();
            // Marks alone fold to nothing.
            if word.is_ascii() || !fold(word).is_empty() {
                return Some(Span::new(start, end));
            }
        }
    })
}

/// Whether `text` has all words of `form` side by side.
fn has(text: &str, form: &str) -> bool {
    let words = |text| tokens(text).map(|token| token.word).collect::<Vec<_>>();
    let form = words(form);
    form.is_empty() || words(text).windows(form.len()).any(|window| window == form)
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
            (&[], 1, false),
        ] {
            assert_eq!(stretch.holds(starts, count), holds, "{starts:?} {count}");
        }
        assert!(!Stretch::default().holds(&[0], 1));
        assert_eq!((Stretch::new(1 << 20, 1), Stretch::new(0, 1 << 12)), (None, None));
        assert_eq!(Stretch::new((1 << 20) - 1, (1 << 12) - 1).unwrap().words(), (1 << 20) - 1..(1 << 20) + (1 << 12) - 2);
    }

    #[test]
    fn what_cuts_a_word_is_no_stretch() {
        let briefing = Briefing { title: "A quiet day".to_owned(), text: "Ships left. The port's empty".to_owned(), ..Briefing::default() };
        let words = Numbered::of(&briefing);
        assert_eq!(words.stretch(Span::new(0, 11)), Ok(Stretch::new(4, 2).unwrap()));
        assert_eq!(words.stretch(Span::new(12, 28)), Ok(Stretch::new(6, 4).unwrap()), "what stands after an apostrophe is a word");
        assert_eq!(words.stretch(Span::new(2, 11)), Err("ips left."));
        assert_eq!(words.stretch(Span::new(12, 18)), Err("The po"));
        assert_eq!(words.stretch(Span::new(3, 99)), Ok(Stretch::default()), "beyond the text nothing stands");
    }
}
