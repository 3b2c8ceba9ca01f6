//! Finding words: in the text itself, not in what is on the screen, so that no wrap hides a hit.

use regex::{Regex, RegexBuilder};

use crate::span::Span;

/// Bytes that a pattern may take when it is compiled.
const LARGEST: usize = 1 << 20;

/// How what is typed is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meant {
    /// As words.
    #[default]
    Words,
    /// As a regular expression.
    Pattern,
}

impl Meant {
    /// The other one.
    pub(super) const fn other(self) -> Self {
        if matches!(self, Self::Words) { Self::Pattern } else { Self::Words }
    }
}

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    words: String,
    how: How,
}

#[derive(Clone, Debug)]
enum How {
    /// The words as they stand.
    Words,
    /// What they mean as a regular expression.
    Pattern(Box<Regex>),
    /// They are none: why not.
    Broken(String),
}

impl Needle {
    /// `words` as they are meant.
    pub(super) fn new(words: &str, meant: Meant) -> Self {
        let how = if meant == Meant::Pattern { pattern(words) } else { How::Words };
        Self { words: words.to_owned(), how }
    }

    /// What was typed.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// Why it is no regular expression, if it is to be one.
    pub(super) fn problem(&self) -> Option<&str> {
        if let How::Broken(problem) = &self.how { Some(problem) } else { None }
    }

    /// Every place of it in `text`, without overlaps.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        match &self.how {
            How::Words => find(text, &self.words),
            How::Pattern(pattern) => {
                pattern.find_iter(text).filter(|found| !found.is_empty()).map(|found| Span::new(found.start(), found.end())).collect()
            }
            How::Broken(_) => Vec::new(),
        }
    }

    /// Whether it stands anywhere in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }
}

/// `words` as a regular expression; a capital in it, but for those that signs have, asks for capitals.
fn pattern(words: &str) -> How {
    let mut is_sign = false;
    let has_capital = words.chars().any(|c| {
        let was_sign = is_sign;
        is_sign = c == '\\' && !was_sign;
        c.is_uppercase() && !was_sign
    });
    match RegexBuilder::new(words).case_insensitive(!has_capital).multi_line(true).size_limit(LARGEST).build() {
        Ok(pattern) => How::Pattern(Box::new(pattern)),
        Err(error) => {
            let told = error.to_string();
            How::Broken(told.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
        }
    }
}

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
    fn patterns_find_what_they_mean() {
        let found = |words: &str| Needle::new(words, Meant::Pattern).find("T-72 and T-90, t-80; Kyiv").len();
        assert_eq!((found(r"t-\d+"), found(r"T-\d+"), found(r"\bT-\S+"), found("x*"), found("^t")), (3, 2, 2, 0, 1));
        let broken = Needle::new("(tank", Meant::Pattern);
        assert_eq!((broken.problem(), broken.is_in("(tank")), (Some("unclosed group"), false));
        assert!(Needle::new("(tank", Meant::Words).is_in("a (tank)") && Needle::new("a{1000}{1000}", Meant::Pattern).problem().is_some());
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
