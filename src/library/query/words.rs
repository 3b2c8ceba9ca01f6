//! Words as queries and indexes see them.

use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    hir::literal::{Extractor, Literal},
};

use crate::name::fold;

/// Words to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Neighboring words: themselves, else words that begin with them, else words spelled nearly so. One word is the usual case;
    /// `Su-35` is two.
    Plain(Vec<String>),
    /// Neighboring words, exactly.
    Phrase(Vec<String>),
    /// Neighboring words, of which the last may go on.
    Prefix(Vec<String>),
    /// Neighboring words, each spelled nearly so.
    Near(Vec<String>),
    /// A word that matches as a whole.
    Pattern(Pattern),
}

impl Words {
    /// The words, folded; none for a pattern.
    #[must_use]
    pub fn list(&self) -> &[String] {
        match self {
            Self::Plain(words) | Self::Phrase(words) | Self::Prefix(words) | Self::Near(words) => words,
            Self::Pattern(_) => &[],
        }
    }
}

/// A regular expression over folded words, in the syntax of the regex crate.
#[derive(Clone, Debug)]
pub struct Pattern {
    written: String,
    stretch: Regex,
    whole: Regex,
    beginnings: Option<Vec<Vec<u8>>>,
}

impl Pattern {
    /// Compiles `written`; at most 1 MiB of automaton, so that no pattern costs more than it should.
    ///
    /// # Errors
    /// What is wrong with it, in a few words.
    pub fn new(written: &str) -> Result<Self, String> {
        // Accents are folded as in the texts; ASCII letters stay, as `\W` and `\w` differ.
        let plain: String = written.chars().map(|c| if c.is_ascii() { c.to_string() } else { fold(&c.to_string()) }).collect();
        let compile = |pattern: &str| {
            RegexBuilder::new(pattern).case_insensitive(true).size_limit(1 << 20).build().map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => "it grows too large".to_owned(),
                error => error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
            })
        };
        let (stretch, whole) = (compile(&plain)?, compile(&format!("^(?:{plain})$"))?);
        Ok(Self { written: written.to_owned(), stretch, whole, beginnings: beginnings(&plain) })
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether `folded` has a stretch that matches.
    #[must_use]
    pub fn is_in(&self, folded: &str) -> bool {
        self.stretch.is_match(folded)
    }

    /// Bytes of which every folded word that matches as a whole begins with some, ascending, none the beginning of another; `None` where words
    /// may begin with anything.
    pub(in crate::library) fn beginnings(&self) -> Option<&[Vec<u8>]> {
        self.beginnings.as_deref()
    }

    /// Whether `word`, folded, matches as a whole.
    #[must_use]
    pub fn is_whole(&self, word: &str) -> bool {
        self.whole.is_match(word)
    }
}

/// What folded words that `pattern` matches can begin with, see [`Pattern::beginnings`].
fn beginnings(pattern: &str) -> Option<Vec<Vec<u8>>> {
    let tree = ParserBuilder::new().case_insensitive(true).build().parse(pattern).ok()?;
    let literals = Extractor::new().extract(&tree);
    let folded = literals.literals()?.iter().map(Literal::as_bytes).filter(|bytes| !bytes.iter().any(u8::is_ascii_uppercase));
    let mut all: Vec<Vec<u8>> = folded.map(<[u8]>::to_vec).collect();
    all.sort_unstable();
    // What begins with another one is next to it.
    all.dedup_by(|next, one| next.starts_with(one));
    all.first().is_none_or(|first| !first.is_empty()).then_some(all)
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Pattern {}

/// Whether `word` is `wanted` but for a slip of the pen: at most two edits (insert, delete, replace) where `wanted` has six
/// letters or more, one for four or five, none for less. Levenshtein (1966).
#[must_use]
pub fn is_near_to(word: &str, wanted: &str) -> bool {
    let allowed = slips(wanted);
    // A letter takes up to four bytes, but one in ASCII.
    let bytes = if word.is_ascii() && wanted.is_ascii() { 1 } else { 4 };
    word.len().abs_diff(wanted.len()) <= bytes * allowed && (word == wanted || allowed > 0 && strsim::levenshtein(word, wanted) <= allowed)
}

/// How many slips of the pen a word of this length may have.
#[must_use]
pub(in crate::library) fn slips(wanted: &str) -> usize {
    match wanted.chars().count() {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// A word of a text: folded, with its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in lower case without accents.
    pub word: String,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// The words of `text`: runs of letters and digits, folded. What stands after an apostrophe is a word of its own: `Russia's` is
/// `russia` and `s`.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, end) = next_word(text, from)?;
            from = end;
            let word = text.get(start..end).map(fold).unwrap_or_default();
            if !word.is_empty() {
                return Some(Token { word, start, end });
            }
        }
    })
}

/// The first and the last byte of the first word of `text` at or after byte `from`.
pub(in crate::library) fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = skip(text, from, false);
    let end = skip(text, start, true);
    (start < end).then_some((start, end))
}

/// What a byte tells by itself: whether it is part of a word, if it is of ASCII.
const KINDS: [Option<bool>; 256] = {
    let mut table = [None; 256];
    let (mut rest, _) = table.split_at_mut(128);
    let mut byte = 0_u8;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = Some(byte.is_ascii_alphanumeric() || byte == b'_');
        rest = others;
        byte += 1;
    }
    table
};

/// The first byte from `at` on of a character that is no part of a word, or with `in_word` false of one that is; the end of the text where
/// there is none.
fn skip(text: &str, mut at: usize, in_word: bool) -> usize {
    // Most text is ASCII, which needs no decoding.
    let goes_on = |byte: u8| KINDS.get(usize::from(byte)) == Some(&Some(in_word));
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        at += rest.iter().position(|&byte| !goes_on(byte)).unwrap_or(rest.len());
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && is_word(c) == in_word => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// Whether `c` is part of a word; combining marks are, or they would tear words apart.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}' | '_')
}
