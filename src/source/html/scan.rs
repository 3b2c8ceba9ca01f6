//! One linear pass over the tags of a page, without a tree.

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words between tags, entities not decoded.
    Text(&'a str),
    /// An opening tag: its name as written, and what stands after the name.
    Open(&'a str, &'a str),
    /// A closing tag's name.
    Close(&'a str),
}

/// Elements whose content is no markup.
pub const RAW: &[&str] = &["iframe", "math", "noembed", "noframes", "script", "style", "svg", "textarea", "title", "xmp"];

/// The pieces of `page`, in order; comments, declarations and the content of [`RAW`] elements are left out.
pub fn pieces(page: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = page;
    let mut raw = "";
    std::iter::from_fn(move || {
        if !raw.is_empty() {
            rest = content_end(rest, std::mem::take(&mut raw));
        }
        loop {
            if rest.is_empty() {
                return None;
            }
            let Some(after) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                let (words, after) = rest.split_at_checked(end)?;
                rest = after;
                return Some(Piece::Text(words));
            };
            let first = after.chars().next().unwrap_or(' ');
            if after.starts_with("!--") {
                rest = after.split_once("-->").map_or("", |(_, after)| after);
            } else if matches!(first, '!' | '?') {
                rest = after.split_once('>').map_or("", |(_, after)| after);
            } else if let Some(after) = after.strip_prefix('/') {
                let (tag, next) = tag(after);
                rest = next;
                let (name, _) = name(tag);
                if !name.is_empty() {
                    return Some(Piece::Close(name));
                }
            } else if first.is_ascii_alphabetic() {
                let (tag, next) = tag(after);
                rest = next;
                let (name, attributes) = name(tag);
                if let Some(&element) = RAW.iter().find(|element| element.eq_ignore_ascii_case(name))
                    && !attributes.trim_end().ends_with('/')
                {
                    raw = element;
                }
                return Some(Piece::Open(name, attributes));
            } else {
                // a lone < is text
                rest = after;
                return Some(Piece::Text("<"));
            }
        }
    })
}

/// Splits after the `>` of the tag that `text` is inside of; one between quotation marks does not count.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    let mut value = false;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (text.get(..index).unwrap_or(""), text.get(index + 1..).unwrap_or("")),
            (None, b'"' | b'\'') if value => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            value = byte == b'=';
        }
    }
    (text, "")
}

fn name(tag: &str) -> (&str, &str) {
    let end = tag.find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>')).unwrap_or(tag.len());
    tag.split_at_checked(end).unwrap_or((tag, ""))
}

/// What follows the content of a raw element: its closing tag or the end.
fn content_end<'a>(text: &'a str, element: &str) -> &'a str {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("</")) {
        at += found;
        let name = text.get(at + 2..at + 2 + element.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(element)) {
            return text.get(at..).unwrap_or("");
        }
        at += 2;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_tags_from_words() {
        let shown = |page: &str| {
            pieces(page)
                .map(|piece| match piece {
                    Piece::Text(words) => words.to_owned(),
                    Piece::Open(name, attributes) => format!("[{name}{attributes}]"),
                    Piece::Close(name) => format!("[/{name}]"),
                })
                .collect::<String>()
        };
        for (page, expected) in [
            ("<p>a</p>", "[p]a[/p]"),
            ("a<br/>b < c", "a[br/]b < c"),
            ("<!DOCTYPE html><!-- <p> --><P CLASS='x>y'>a", "[P CLASS='x>y']a"),
            ("<script>if (a<b) '</p>'</SCRIPT >x", "[script][/SCRIPT]x"),
            ("<style>p{}", "[style]"),
            ("<a title=\"it's\">x</a>", "[a title=\"it's\"]x[/a]"),
            ("<a it's>x", "[a it's]x"),
            ("<p", "[p]"),
            ("<", "<"),
            ("</>x</3>", "x[/3]"),
            ("<!-- open", ""),
            ("<?php x ?>y", "y"),
        ] {
            assert_eq!(shown(page), expected, "{page}");
        }
    }
}
