//! Addresses as links of the terminal (OSC 8): the line that names the publisher leads to the article, and addresses in
//! the text to themselves.
//!
//! Every cell carries the whole sequence, opened and closed, and says that it is as wide as its letter. So a frame that
//! paints only some cells of a link leaves no link open, and no width drifts; one name for all of them makes them one link.

use std::{fmt::Write as _, num::NonZero};

use ratatui::{
    buffer::{Buffer, CellDiffOption},
    layout::Rect,
};

use super::super::{
    action::Pane,
    geometry::{self, body},
    model::Model,
    page::Row,
    text::width,
};

/// Longest address that becomes a link, in bytes; terminals take no more than about two thousand.
const LONGEST: usize = 2000;

/// `address` as a terminal may be given it: only schemes that a browser opens, only printable ASCII, the rest in percents.
fn safe(address: &str) -> Option<String> {
    if !["https://", "http://"].iter().any(|scheme| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))) {
        return None;
    }
    let mut safe = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' if !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') => safe.push(char::from(byte)),
            _ => {
                let _ = write!(safe, "%{byte:02X}");
            }
        }
    }
    (safe.len() <= LONGEST).then_some(safe)
}

/// Makes links of the addresses in view.
pub(super) fn weave(model: &Model, buffer: &mut Buffer) {
    let geometry = model.geometry();
    let Some(reading) = model.reading.as_ref().filter(|_| !geometry.tiny && !geometry.article.is_empty()) else { return };
    let column = geometry::column(geometry.article.width, model.options.layout.text);
    let seen = geometry.visible(Pane::Article);
    let left = geometry.article.x + column.left + column.gutter;
    let rows = body(geometry.article).rows().take_while(|row| row.y < seen.bottom()).zip(reading.page.rows.iter().skip(reading.top));
    for (line, row) in rows {
        let line = Rect { x: left, width: geometry.article.right().saturating_sub(left), ..line };
        match row {
            Row::Meta => {
                let source = &reading.briefing.source;
                let (Some(url), Some(name)) = (source.url.as_deref().and_then(safe), source.name.as_deref()) else { continue };
                let before = width(&super::super::view::dateline(&reading.briefing)).saturating_sub(width(name));
                let (Ok(before), Ok(wide)) = (u16::try_from(before), u16::try_from(width(name))) else { continue };
                link(buffer, Rect { x: line.x + before, width: wide, ..line }.intersection(line), &url);
            }
            Row::Words(span, _) => {
                let words = span.of(&reading.briefing.text);
                for (at, _) in words.match_indices("http") {
                    let rest = words.get(at..).unwrap_or_default();
                    let address = rest.split(|c: char| c.is_whitespace() || "<>\"“”‘’".contains(c)).next().unwrap_or_default();
                    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
                    // Where a line ends inside an address, only part of it is there: that would lead elsewhere.
                    let is_whole =
                        at + address.len() < words.trim_end().len() || !reading.briefing.text.get(span.end..).is_some_and(begins_word);
                    let Some(url) = safe(address).filter(|_| is_whole) else { continue };
                    let before = width(words.get(..at).unwrap_or_default());
                    let (Ok(before), Ok(wide)) = (u16::try_from(before), u16::try_from(width(address))) else { continue };
                    link(buffer, Rect { x: line.x + before, width: wide, ..line }.intersection(line), &url);
                }
            }
            _ => {}
        }
    }
}

fn begins_word(rest: &str) -> bool {
    rest.starts_with(|c: char| !c.is_whitespace())
}

/// Makes the cells of `area` one link to `url`.
fn link(buffer: &mut Buffer, area: Rect, url: &str) {
    // Terminals light cells of one name together; the address tells links apart well enough.
    let name = url.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let mut x = area.x;
    while x < area.right() {
        let Some(cell) = buffer.cell_mut((x, area.y)) else { return };
        let wide = u16::try_from(width(cell.symbol())).unwrap_or(1).max(1);
        let linked = format!("\x1b]8;id={name:x};{url}\x1b\\{}\x1b]8;;\x1b\\", cell.symbol());
        cell.set_symbol(&linked);
        cell.set_diff_option(NonZero::new(wide).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
        x += wide;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_end_its_sequence() {
        assert_eq!(safe("https://a.example/b?c=d&e#f").as_deref(), Some("https://a.example/b?c=d&e#f"));
        assert_eq!(safe("https://a.example/\u{1b}\\\u{7}ü").as_deref(), Some("https://a.example/%1B%5C%07%C3%BC"));
        for other in ["javascript:alert(1)", "file:///etc/passwd", "", "ftp://a.example"] {
            assert_eq!(safe(other), None);
        }
        assert_eq!(safe(&format!("https://{}", "a".repeat(3000))), None);
    }

    #[test]
    fn links_move_nothing() {
        let mut plain = Buffer::with_lines(["go to 北京 now"]);
        let before = plain.clone();
        link(&mut plain, Rect::new(6, 0, 4, 1), "https://a.example/");
        let changes = before.diff(&plain);
        let places: Vec<u16> = changes.iter().map(|(x, ..)| *x).collect();
        assert_eq!(places, [6, 8]);
        assert!(changes.iter().all(|(.., cell)| cell.symbol().ends_with("\x1b]8;;\x1b\\")));
    }
}
