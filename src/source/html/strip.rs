//! The words of a page without a tree: for pages that a tree builder would choke on.

use std::borrow::Cow;

use super::scan::{Piece, pieces};

/// Elements that open a paragraph of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// Whether an element opens a paragraph of its own.
pub fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

/// The words of `page`, a paragraph a block, with blank lines between.
pub fn text(page: &str) -> String {
    let mut text = String::new();
    let mut breaks = 0;
    let mut space = false;
    for piece in pieces(page) {
        match piece {
            Piece::Open(name, _) | Piece::Close(name) => {
                if name.eq_ignore_ascii_case("br") {
                    breaks = breaks.max(1);
                } else if is_block(name) {
                    breaks = 2;
                } else if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") {
                    space = true;
                }
            }
            Piece::Text(words) => {
                space |= words.starts_with(|char: char| char.is_ascii_whitespace());
                for word in words.split_ascii_whitespace() {
                    if !text.is_empty() {
                        text.push_str(match (breaks, space) {
                            (2, _) => "\n\n",
                            (1, _) => "\n",
                            (_, true) => " ",
                            _ => "",
                        });
                    }
                    text.push_str(&decoded(word));
                    breaks = 0;
                    space = true;
                }
                if breaks == 0 && !text.is_empty() {
                    space = words.ends_with(|char: char| char.is_ascii_whitespace()) || words.is_empty() && space;
                }
            }
        }
    }
    text
}

/// The characters that references stand for: numbers, and the names that news pages use.
pub fn decoded(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    let mut text = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let end = after.find(|char: char| !(char.is_ascii_alphanumeric() || char == '#')).unwrap_or(after.len());
        let (name, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        if let Some(char) = character(name) {
            text.push(char);
            rest = tail.strip_prefix(';').unwrap_or(tail);
        } else {
            text.push('&');
            rest = after;
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "euro" => '€',
        "pound" => '£',
        "eacute" => 'é',
        "aacute" => 'á',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_words_and_parts_the_blocks() {
        for (page, expected) in [
            ("<html><head><title>T</title></head><body><p>One <b>bold</b>, two.</p><p>Three<br>four", "One bold, two.\n\nThree\nfour"),
            ("<div>a</div>\n\n<div><div>b</div></div>", "a\n\nb"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a b\n\nc"),
            ("A&amp;B &ldquo;x&rdquo; &#8217; &#x2019; &bogus; &", "A&B “x” ’ ’ &bogus; &"),
            ("<script>no</script>yes", "yes"),
            ("", ""),
        ] {
            assert_eq!(text(page), expected, "{page}");
        }
    }
}
