//! Words as cells: widths, clipping, dates, numbers, names, all by grapheme and terminal column.

use std::borrow::Cow;

use jiff::civil::Date;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::wrap;
use crate::span::Span;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text` in at most `columns`, with an ellipsis where something was cut.
pub(super) fn clip(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used > columns {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    if columns > 0 {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// `text` on at most `rows` lines of `columns`, the last one clipped.
pub(super) fn fold_lines(text: &str, columns: usize, rows: usize) -> Vec<String> {
    let lines = wrap::wrap(text, Span::new(0, text.len()), columns.max(1));
    let mut folded: Vec<String> = lines.iter().take(rows).map(|line| line.of(text).replace('\n', " ")).collect();
    if lines.len() > rows
        && let (Some(last), Some(line)) = (folded.last_mut(), rows.checked_sub(1).and_then(|row| lines.get(row)))
    {
        let rest = text.get(line.start..).unwrap_or_default().replace('\n', " ");
        *last = clip(&rest, columns).into_owned();
    }
    folded
}

/// `18 Jan 2022`.
pub(super) fn long_date(date: Date) -> String {
    format!("{} {}", short_date(date), date.year())
}

/// `18 Jan`, two columns for the day.
pub(super) fn short_date(date: Date) -> String {
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or("???");
    format!("{:>2} {month}", date.day())
}

/// `18 Jan 22`, for rows of many years.
pub(super) fn day(date: Date) -> String {
    format!("{} {:02}", short_date(date), date.year().rem_euclid(100))
}

/// `100 000`, with no-break spaces.
pub(super) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() > 4 {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// Words as a sentence begins with them.
#[must_use]
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `1 quote`, `2 quotes`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", number(count as u64), if count == 1 { "" } else { "s" })
}

/// The last name of a person: what a narrow margin shows.
pub(super) fn short_name(name: &str) -> &str {
    let is_name =
        |word: &&str| word.chars().any(char::is_alphabetic) && !matches!(*word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV");
    name.split_whitespace().rev().find(is_name).unwrap_or(name)
}

/// `name` without an article or possessive before it.
pub(super) fn bare_name(name: &str) -> &str {
    let lead = ["a ", "an ", "the ", "its ", "his ", "her ", "their ", "A ", "An ", "The ", "Its ", "His ", "Her ", "Their "];
    lead.iter().find_map(|lead| name.strip_prefix(lead)).unwrap_or(name)
}

/// Two letters for a name.
pub(super) fn initials(name: &str) -> String {
    let mut letters = name.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let (first, last) = (letters.next(), letters.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A thin bar of `columns` at most for `part` of `whole`, in halves of a cell.
pub(super) fn bar(part: usize, whole: usize, columns: usize) -> String {
    if whole == 0 || part == 0 {
        return String::new();
    }
    let halves = (part.min(whole) * columns * 2).div_ceil(whole);
    let mut bar = "━".repeat(halves / 2);
    if halves % 2 == 1 {
        bar.push('╸');
    }
    bar
}

/// Whether a grapheme may go to the terminal as it is: no control, direction, tag or separator character, few marks.
pub(super) fn is_plain(grapheme: &str) -> bool {
    grapheme.len() == 1 && !grapheme.starts_with(|c: char| c.is_control())
        || grapheme.chars().count() <= 10
            && !grapheme.chars().any(|c| {
                c.is_control()
                    || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipping_keeps_the_columns() {
        assert_eq!(clip("Blinken", 7), "Blinken");
        assert_eq!(clip("Blinken flies", 9), "Blinken…");
        assert_eq!(clip("北京北京", 5), "北京…");
        assert_eq!(clip("ab", 1), "…");
        assert_eq!(clip("ab", 0), "");
        assert_eq!(clip("👩‍👩‍👧 family", 4), "👩‍👩‍👧…");
    }

    #[test]
    fn lines_of_a_title() {
        assert_eq!(fold_lines("Two frigates pass the strait at dawn", 14, 2), ["Two frigates", "pass the stra…"]);
        assert_eq!(fold_lines("Short", 14, 2), ["Short"]);
    }

    #[test]
    fn figures_and_names() {
        assert_eq!(number(1234), "1234");
        assert_eq!(number(100_000), "100\u{a0}000");
        assert_eq!(initials("Ana Maria de Souza"), "AS");
        assert_eq!(initials("Kyiv"), "K");
        assert_eq!(short_name("Sergey Lavrov"), "Lavrov");
        assert_eq!(short_name("Tom Reed Jr."), "Reed");
        assert_eq!(bare_name("a spokeswoman"), "spokeswoman");
        assert_eq!(bar(1, 2, 4), "━━");
        assert_eq!(bar(1, 1000, 4), "╸");
        assert_eq!(bar(0, 9, 4), "");
        assert_eq!(plural(1, "quote"), "1 quote");
        assert_eq!(long_date(jiff::civil::date(2022, 1, 8)), " 8 Jan 2022");
    }

    #[test]
    fn hostile_graphemes_are_known() {
        assert!(is_plain("a") && is_plain("é") && is_plain("👩‍👩‍👧") && is_plain("北"));
        assert!(!is_plain("\u{1b}") && !is_plain("\u{202e}") && !is_plain("\t") && !is_plain("a\u{2067}"));
        assert!(!is_plain(&format!("a{}", "\u{301}".repeat(30))));
    }
}
