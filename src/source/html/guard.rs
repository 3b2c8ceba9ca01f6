//! Whether a page may be given to the tree builder.
//!
//! The tree builder's time grows with the square of the nesting depth and of the number of attributes in one tag, so that a
//! small page can hold it for minutes. Browsers stop nesting at 512; no news page comes near half of that.

use super::scan::{Piece, pieces};

/// The deepest nesting that is parsed.
const DEEPEST: usize = 256;

/// The most attributes in one tag.
const MOST_ATTRIBUTES: usize = 1_000;

/// The most references and stray angle brackets; the serializer's time grows with the square of their number.
const MOST_REFERENCES: usize = 100_000;

/// The largest page that is parsed, in bytes; a tree needs some thirty times as much memory.
const LARGEST: usize = 8 << 20;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame", "keygen",
    "basefont", "bgsound",
];

/// Elements that the next of the same kind closes.
const CLOSED_BY_NEXT: &[&str] =
    &["p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "rp", "rt", "a"];

/// Elements that live on in the blocks after the one that they were left open in.
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Whether the page is shallow, small and plain enough for a tree. Linear in its length.
pub fn allows(page: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut formatting: Vec<(String, usize)> = FORMATTING.iter().map(|name| ((*name).to_owned(), 0)).collect();
    let (mut formats, mut references) = (0, 0);
    if page.len() > LARGEST {
        return false;
    }
    for piece in pieces(page) {
        match piece {
            Piece::Text(words) => {
                references += words.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>')).count();
                if references > MOST_REFERENCES {
                    return false;
                }
            }
            Piece::Open(name, attributes) => {
                if attributes.len() > MOST_ATTRIBUTES && count(attributes) > MOST_ATTRIBUTES {
                    return false;
                }
                let name = name.to_ascii_lowercase();
                if VOID.contains(&name.as_str()) {
                    continue;
                }
                if let Some((_, count)) = formatting.iter_mut().find(|(format, _)| *format == name) {
                    // a link closes the one before it
                    if name != "a" || *count == 0 {
                        *count += 1;
                        formats += 1;
                    }
                } else if !(CLOSED_BY_NEXT.contains(&name.as_str()) && open.last() == Some(&name)) {
                    open.push(name);
                }
                if open.len() + formats > DEEPEST {
                    return false;
                }
            }
            Piece::Close(name) => {
                let name = name.to_ascii_lowercase();
                if let Some((_, count)) = formatting.iter_mut().find(|(format, _)| *format == name) {
                    formats -= usize::from(*count > 0);
                    *count = count.saturating_sub(1);
                } else if let Some(index) = open.iter().rposition(|element| *element == name) {
                    open.truncate(index);
                }
            }
        }
    }
    true
}

/// How many attributes a tag has, at most.
fn count(attributes: &str) -> usize {
    let (mut count, mut quote, mut last) = (0, None, b' ');
    for byte in attributes.bytes() {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if last == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            // an attribute begins after white space, a slash or a value
            None => count += usize::from(!byte.is_ascii_whitespace() && matches!(last, b' ' | b'/' | b'"' | b'\'')),
        }
        last = if byte.is_ascii_whitespace() { b' ' } else { byte };
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize, piece: fn(usize) -> String) -> String {
        (0..count).map(piece).collect::<Vec<_>>().concat()
    }

    #[test]
    fn refuses_what_would_choke_the_tree_builder() {
        for page in [
            "<div>".repeat(64_000),
            "<ul><li>".repeat(16_000),
            "<DIV x=1>".repeat(257),
            "<div><b>".repeat(200),
            many(300, |n| format!("<div><font size={n}></div>")),
            "a &amp; b ".repeat(100_001),
            format!("<p {}>", "a=1 ".repeat(1_001)),
            format!("<p {}>", many(2_000, |n| format!("a{n} "))),
            "<table><tr><td>".repeat(100),
        ] {
            assert!(!allows(&page), "{}", page.get(..40).unwrap());
        }
    }

    #[test]
    fn allows_what_pages_hold() {
        for page in [
            String::new(),
            "<div>".repeat(200),
            "<p>One<p>Two".repeat(10_000),
            "<ul><li>a<li>b</ul>".repeat(10_000),
            "<div><p>a</div>".repeat(10_000),
            "<a href=x>a<a href=y>b".repeat(10_000),
            "<img><br><hr><input>".repeat(10_000),
            format!("<div data='{}'>", "a=\"1\" ".repeat(5_000)),
            format!("<script>{}</script>", "'<div>'".repeat(10_000)),
            format!("<!--{}-->", "<div>".repeat(10_000)),
        ] {
            assert!(allows(&page), "{}", page.get(..40).unwrap_or(""));
        }
    }
}
