//! Finding words: in the text itself, not in what is on the screen, so that no wrap hides a hit.

use crate::span::Span;

/// Every place of `needle` in `text`, without overlaps. Small letters find both cases; a capital asks for capitals.
/// Any run of white space is one space, curly quotation marks are straight ones.
pub(super) fn find(text: &str, needle: &str) -> Vec<Span> {
    let exact = needle.chars().any(char::is_uppercase);
    let wanted: Vec<char> = needle.chars().map(|c| plain(c, exact)).collect();
    let Some((&first, rest)) = wanted.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    let mut free = 0;
    for (start, c) in text.char_indices() {
        if start >= free
            && plain(c, exact) == first
            && let Some(end) = reach(text, start + c.len_utf8(), rest, exact)
        {
            found.push(Span::new(start, end));
            free = end;
        }
    }
    found
}

/// Where `wanted` ends if it stands at `start`.
fn reach(text: &str, start: usize, wanted: &[char], exact: bool) -> Option<usize> {
    let mut chars = text.get(start..)?.char_indices().peekable();
    let mut end = 0;
    for &c in wanted {
        let (at, found) = chars.next()?;
        if plain(found, exact) != c {
            return None;
        }
        end = at + found.len_utf8();
        if c == ' ' {
            while let Some((at, space)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                end = at + space.len_utf8();
            }
        }
    }
    Some(start + end)
}

/// The character that stands for `c` in comparisons.
fn plain(c: char, exact: bool) -> char {
    match c {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' => '"',
        c if c.is_whitespace() => ' ',
        c if exact => c,
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words<'a>(text: &'a str, needle: &str) -> Vec<&'a str> {
        find(text, needle).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn small_letters_find_both_cases() {
        assert_eq!(words("Kyiv, kyiv, KYIV", "kyiv"), ["Kyiv", "kyiv", "KYIV"]);
        assert_eq!(words("Kyiv, kyiv, KYIV", "Kyiv"), ["Kyiv"]);
        assert_eq!(words("МОСКВА", "москва"), ["МОСКВА"]);
    }

    #[test]
    fn line_ends_and_quotation_marks_do_not_hide_a_hit() {
        assert_eq!(words("the state\n  visit", "state visit"), ["state\n  visit"]);
        assert_eq!(words("‘It’s over’", "it's"), ["It’s"]);
        assert_eq!(words("aaaa", "aa"), ["aa", "aa"]);
        assert!(words("abc", "").is_empty());
    }

    proptest! {
        #[test]
        fn every_literal_place_is_found(text in "[ab ]{0,40}", needle in "[ab]{1,3}") {
            let expected: Vec<usize> = text.match_indices(&needle).map(|(at, _)| at).collect();
            prop_assert_eq!(find(&text, &needle).into_iter().map(|span| span.start).collect::<Vec<_>>(), expected);
        }
    }
}
