//! One article laid out for a width: which bytes stand on which row. Made once per width, then only looked up.

use std::iter::Peekable;

use super::{
    action::MarkKind,
    showing::Showing,
    text::{fold_lines, width},
    wording::reading_time,
    wrap::{paragraphs, wrap},
};
use crate::{
    briefing::{Asset, Briefing},
    label::ParagraphKind,
    span::Span,
};

/// What stands on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A line of the headline.
    Title(String),
    /// The line under the headline.
    Meta,
    /// A warning about the text.
    Warning(String),
    /// Nothing.
    Blank,
    /// Words of the text.
    Words(Span, ParagraphKind),
    /// The assets named in the paragraph above, by number.
    Note(Vec<usize>),
}

/// The rows of one article.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
    /// For each row the first byte of text at or after it.
    starts: Vec<usize>,
    /// Columns of text.
    pub columns: usize,
    /// How long it takes to read, in words.
    pub time: String,
}

impl Page {
    pub(super) fn new(briefing: &Briefing, columns: usize, showing: &Showing) -> Self {
        let text = &briefing.text;
        let mut rows = Vec::new();
        let spans = paragraphs(text);
        let opening = spans.first().map_or("", |span| span.of(text).trim_start_matches('#').trim());
        let title = briefing.title.trim();
        let repeats_title = opening.eq_ignore_ascii_case(title)
            || title.strip_suffix('…').is_some_and(|cut| !cut.is_empty() && opening.starts_with(cut.trim_end()));
        if !repeats_title {
            rows.extend(fold_lines(&briefing.title, columns, 4).into_iter().map(Row::Title));
        }
        rows.push(Row::Meta);
        for warning in &briefing.warnings {
            rows.extend(fold_lines(warning, columns.saturating_sub(2), 3).into_iter().map(Row::Warning));
        }
        let mut assets = briefing.assets.iter().enumerate().filter(|(_, asset)| is_noted(asset)).peekable();
        let mut kinds = briefing.paragraphs.iter().peekable();
        for span in spans {
            while kinds.next_if(|paragraph| paragraph.end <= span.start).is_some() {}
            let kind = kinds.peek().filter(|p| p.start < span.end).map_or(ParagraphKind::Body, |paragraph| paragraph.kind);
            let noted = assets_before(&mut assets, span.end);
            if !showing.has_paragraph(kind) {
                continue;
            }
            rows.push(Row::Blank);
            rows.extend(wrap(text, span, columns).into_iter().map(|row| Row::Words(row, kind)));
            if kind == ParagraphKind::Body && columns >= 30 && showing.has(MarkKind::Assets) {
                rows.extend(notes(briefing, noted, columns).into_iter().map(Row::Note));
            }
        }
        Self { time: reading_time(text), ..Self::of(rows, columns, text.len()) }
    }

    fn of(rows: Vec<Row>, columns: usize, end: usize) -> Self {
        let mut next = end;
        let mut starts: Vec<usize> = rows
            .iter()
            .rev()
            .map(|row| {
                if let Row::Words(span, _) = row {
                    next = span.start;
                }
                next
            })
            .collect();
        starts.reverse();
        Self { rows, starts, columns, time: String::new() }
    }

    /// The row that holds byte `offset`, or the last one before it.
    pub(super) fn row_of(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|&start| start <= offset);
        let mut row = after.saturating_sub(1);
        while row > 0 && !matches!(self.rows.get(row), Some(Row::Words(span, _)) if span.start <= offset) {
            row -= 1;
        }
        row
    }

    /// The first byte of text at or after `row`.
    pub(super) fn start_of(&self, row: usize) -> usize {
        self.starts.get(row).or(self.starts.last()).copied().unwrap_or_default()
    }

    /// Number of the line of text at or before `row`, from 1; 0 before the first.
    pub(super) fn line_of(&self, row: usize) -> usize {
        self.rows.iter().take(row + 1).filter(|row| matches!(row, Row::Words(..))).count()
    }

    /// The byte at column `column` of `row`.
    pub(super) fn offset_at(&self, text: &str, row: usize, column: usize) -> Option<usize> {
        let Some(Row::Words(span, _)) = self.rows.get(row) else { return None };
        let mut used = 0;
        for (at, grapheme) in unicode_segmentation::UnicodeSegmentation::grapheme_indices(span.of(text), true) {
            used += width(grapheme);
            if used > column {
                return Some(span.start + at);
            }
        }
        None
    }
}

/// The assets that begin before byte `end`, taken off the front.
fn assets_before<'a>(assets: &mut Peekable<impl Iterator<Item = (usize, &'a Asset)>>, end: usize) -> Vec<usize> {
    std::iter::from_fn(|| assets.next_if(|(_, asset)| asset.start < end)).map(|(number, _)| number).collect()
}

/// Whether an asset is worth a note: it says more than its word.
fn is_noted(asset: &Asset) -> bool {
    !asset.generic && (asset.quantity.is_some() || asset.designation.is_some())
}

/// `numbers` cut into rows that fit.
fn notes(briefing: &Briefing, numbers: Vec<usize>, columns: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut used = usize::MAX;
    for number in numbers {
        let wide = briefing.assets.get(number).map_or(0, |asset| width(&super::wording::asset_note(asset))) + 5;
        if used.saturating_add(wide) > columns {
            rows.push(Vec::new());
            used = 3;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.push(number);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, columns: usize) -> Page {
        let briefing = Briefing { title: "Title".to_owned(), text: text.to_owned(), ..Briefing::default() };
        Page::new(&briefing, columns, &Showing::default())
    }

    #[test]
    fn a_blank_line_between_paragraphs() {
        let page = page("One two three.\nFour.", 8);
        let words = |start, end| Row::Words(Span::new(start, end), ParagraphKind::Body);
        assert_eq!(
            page.rows,
            [Row::Title("Title".to_owned()), Row::Meta, Row::Blank, words(0, 7), words(8, 14), Row::Blank, words(15, 20)]
        );
    }

    #[test]
    fn bytes_and_rows() {
        let text = "One two three.\nFour.";
        let page = page(text, 8);
        for (offset, row) in [(0, 3), (6, 3), (8, 4), (13, 4), (15, 6), (19, 6), (99, 6)] {
            assert_eq!(page.row_of(offset), row, "byte {offset}");
        }
        assert_eq!(page.start_of(0), 0);
        assert_eq!(page.start_of(5), 15);
        assert_eq!(page.line_of(4), 2);
        assert_eq!(page.offset_at(text, 4, 2), Some(10));
        assert_eq!(page.offset_at(text, 5, 2), None);
    }

    #[test]
    fn a_title_that_opens_the_text_is_not_repeated() {
        assert_eq!(page("# Title\n\nWords.", 20).rows.first(), Some(&Row::Meta));
        let cut = Briefing { title: "Tanks crossed…".to_owned(), text: "Tanks crossed the plain.".to_owned(), ..Briefing::default() };
        assert_eq!(Page::new(&cut, 20, &Showing::default()).rows.first(), Some(&Row::Meta));
    }
}
