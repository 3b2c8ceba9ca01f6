//! Breaking text into rows that are byte ranges of it.

use textwrap::{WordSeparator, core::Fragment, wrap_algorithms::wrap_first_fit};
use unicode_segmentation::UnicodeSegmentation;

use super::text::width;
use crate::span::Span;

/// A word with the white space after it.
#[derive(Debug)]
struct Piece {
    span: Span,
    columns: usize,
    space: usize,
}

#[expect(clippy::cast_precision_loss, reason = "columns are far below 2^52")]
impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.columns as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The rows of `span` in `text`, each at most `columns` wide; a newline inside counts as a space.
pub(super) fn wrap(text: &str, span: Span, columns: usize) -> Vec<Span> {
    let paragraph = span.of(text).replace(['\n', '\t'], " ");
    let mut pieces = Vec::new();
    let mut at = span.start;
    for word in WordSeparator::UnicodeBreakProperties.find_words(&paragraph) {
        cut(&word, at, word.whitespace.len(), columns.max(1), &mut pieces);
        at += word.len() + word.whitespace.len();
    }
    #[expect(clippy::cast_precision_loss, reason = "columns are far below 2^52")]
    let lines = wrap_first_fit(&pieces, &[columns.max(1) as f64]);
    lines.iter().filter_map(|line| Some(line.first()?.span.join(line.last()?.span))).collect()
}

/// Adds `word`, cut between graphemes where it is wider than a row.
fn cut(word: &str, start: usize, space: usize, columns: usize, pieces: &mut Vec<Piece>) {
    let total = width(word);
    if total <= columns {
        pieces.push(Piece { span: Span::new(start, start + word.len()), columns: total, space });
        return;
    }
    let (mut from, mut used) = (0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        let wide = width(grapheme);
        if used + wide > columns && at > from {
            pieces.push(Piece { span: Span::new(start + from, start + at), columns: used, space: 0 });
            (from, used) = (at, 0);
        }
        used += wide;
    }
    pieces.push(Piece { span: Span::new(start + from, start + word.len()), columns: used, space });
}

/// Byte ranges of the paragraphs: lines, or runs of lines where the text is hard-wrapped.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = || {
        let mut start = 0;
        text.split_inclusive('\n').map(move |line| {
            let trimmed = line.trim_end();
            let indent = trimmed.len() - trimmed.trim_start().len();
            let span = Span::new(start + indent, start + trimmed.len());
            start += line.len();
            span
        })
    };
    if !is_hard_wrapped(lines().map(|span| span.of(text))) {
        return lines().filter(|span| !span.is_empty()).collect();
    }
    let mut spans = Vec::new();
    let mut open: Option<Span> = None;
    for line in lines() {
        if line.is_empty() {
            spans.extend(open.take());
        } else {
            open = Some(open.map_or(line, |span| span.join(line)));
        }
    }
    spans.extend(open);
    spans
}

/// Many lines of nearly one length, most of which end inside a sentence.
fn is_hard_wrapped<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut joints, mut inside, mut longest) = (0, 0, 0);
    let mut previous = "";
    for line in lines {
        let length = previous.chars().count();
        if !line.is_empty() && length >= 45 {
            joints += 1;
            let open = previous.chars().last().is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'));
            inside += usize::from(open && length <= 100);
        }
        longest = longest.max(length);
        previous = line;
    }
    joints >= 3 && inside * 10 >= joints * 6 && longest.max(previous.chars().count()) <= 120
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, Span::new(0, text.len()), columns).into_iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn rows_are_ranges_of_the_text() {
        assert_eq!(rows("Two frigates left the harbor.", 12), ["Two frigates", "left the", "harbor."]);
        assert_eq!(rows("a verylongword", 5), ["a", "veryl", "ongwo", "rd"]);
        assert_eq!(rows("北京上海", 4), ["北京", "上海"]);
        assert_eq!(rows("hard\nwrapped", 20), ["hard\nwrapped"]);
        assert!(rows("", 20).is_empty());
    }

    #[test]
    fn paragraphs_are_lines_unless_hard_wrapped() {
        assert_eq!(paragraphs("One.\n\n  Two. \nThree.").len(), 3);
        let line = "The minister told parliament on Monday that the frigates would";
        let text = format!("{line}\n{line}\n{line}\n{line}\n\n{line}\n{line}\n");
        assert_eq!(paragraphs(&text).len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_but_space_is_lost(text in "[a-z北é👩‍👧 \n-]{0,80}", columns in 1usize..30) {
            let rows = wrap(&text, Span::new(0, text.len()), columns);
            let mut at = 0;
            for row in &rows {
                prop_assert!(row.start >= at && text.get(row.start..row.end).is_some());
                prop_assert!(text[at..row.start].trim().is_empty());
                at = row.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }

        #[test]
        fn rows_fit(text in "[a-z北 ]{0,80}", columns in 2usize..30) {
            for row in wrap(&text, Span::new(0, text.len()), columns) {
                prop_assert!(width(row.of(&text)) <= columns);
            }
        }
    }
}
