//! What the tagger sees of a word, as 32-bit keys.

use crate::{
    document::{Document, Token, TokenKind},
    name,
    span::TokenRange,
};

/// How many features a word has.
pub const COUNT: usize = 22;

/// What is kept of a token: hashes of its lower-cased letters (digits made alike) and its shape.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// All of it.
    pub lower: u32,
    /// Its last two, three and four bytes.
    pub suffix: [u32; 3],
    /// Its first three bytes.
    pub prefix: u32,
    /// The key of all of it in the dictionary.
    pub key: u32,
    /// Case, digits, hyphens and place, as a set of bits.
    pub shape: u8,
}

/// Parts of [`Word::shape`]: two bits for the case, then one a trait.
pub mod shape {
    /// The bits that tell the case; 0 for a small letter.
    pub const CASE: u8 = 3;
    /// Begins with a capital.
    pub const CAPITAL: u8 = 1;
    /// Holds no small letter, but two capitals or more.
    pub const ALL: u8 = 2;
    /// Stands in a line where capitals say nothing.
    pub const HEADLINE: u8 = 3;
    /// Holds a digit.
    pub const DIGIT: u8 = 4;
    /// Holds a hyphen.
    pub const HYPHEN: u8 = 8;
    /// Opens a sentence or a quotation.
    pub const FIRST: u8 = 16;
    /// A capital in doubt: written in lower case elsewhere in the document.
    pub const COMMON: u8 = 32;
    /// A capital in doubt: written with a capital inside a sentence elsewhere in the document.
    pub const NAMELIKE: u8 = 64;
    /// Is no word: punctuation, or the edge of the sentence.
    pub const SIGN: u8 = 128;
}

/// What the tagger keeps of each token of `document`.
#[must_use]
pub fn words(document: &Document<'_>) -> Vec<Word> {
    let mut words = Vec::with_capacity(document.tokens().len());
    let mut seen = Seen::new(document.tokens().len());
    for &sentence in document.sentences() {
        let tokens = document.tokens().get(sentence.start..sentence.end).unwrap_or(&[]);
        let headline = is_headline(tokens);
        let mut opens = true;
        for (at, &token) in (sentence.start..).zip(tokens) {
            let mut word = Word::new(document.word(at), token);
            if token.is_word() {
                match word.shape & shape::CASE {
                    _ if headline => word.shape |= shape::HEADLINE,
                    0 => seen.insert(word.lower),
                    _ if !opens => seen.insert(!word.lower),
                    _ => {}
                }
            }
            if opens {
                word.shape |= shape::FIRST;
            }
            opens = opens && !token.is_word() || token.kind == TokenKind::Quote;
            words.push(word);
        }
    }
    for word in &mut words {
        let case = word.shape & shape::CASE;
        if case == shape::HEADLINE || case != 0 && word.shape & shape::FIRST != 0 {
            word.shape |= if seen.holds(word.lower) { shape::COMMON } else { 0 };
            word.shape |= if seen.holds(!word.lower) { shape::NAMELIKE } else { 0 };
        }
    }
    words
}

impl Word {
    /// The word `lower` of small letters, for a dictionary.
    #[must_use]
    pub fn plain(lower: &str) -> Self {
        Self::scan(lower.as_bytes(), Token { start: 0, end: 0, kind: TokenKind::Word, capital: false, spaced: true })
    }

    /// How it is written: a value of [`shape::CASE`].
    #[must_use]
    pub const fn case(&self) -> u8 {
        self.shape & shape::CASE
    }

    fn new(text: &str, token: Token) -> Self {
        if text.is_ascii() {
            return Self::scan(text.as_bytes(), token);
        }
        // curly apostrophes and accents are rare: there a copy costs little
        Self::scan(name::fold(text).as_bytes(), token)
    }

    /// One pass from the last byte to the first, so that the hashes of the suffixes fall out on the way.
    fn scan(bytes: &[u8], token: Token) -> Self {
        let mut word = Self::default();
        let mut seen = 0_u8;
        let mut capitals = 0_u32;
        let mut hash = 0x811C_9DC5_u32;
        for (index, &byte) in bytes.iter().rev().enumerate() {
            let (letter, kind) = LETTERS.get(usize::from(byte)).copied().unwrap_or((byte, 0));
            seen |= kind;
            capitals += u32::from(kind & CAPITAL_LETTER);
            hash = (hash.rotate_left(5) ^ u32::from(letter)).wrapping_mul(0x9E37_79B1);
            if let Some(suffix) = word.suffix.get_mut(index.wrapping_sub(1)) {
                *suffix = hash;
            }
        }
        word.shape = seen & (shape::DIGIT | shape::HYPHEN);
        word.lower = hash;
        word.key = key(0, hash, 0);
        word.prefix = bytes.iter().take(3).fold(0, |prefix, byte| prefix << 8 | u32::from(byte.to_ascii_lowercase()));
        word.shape |= match token.kind {
            TokenKind::Quote | TokenKind::Punct => shape::SIGN,
            _ if !token.capital => 0,
            _ if capitals > 1 && seen & SMALL_LETTER == 0 => shape::ALL,
            _ => shape::CAPITAL,
        };
        word
    }
}

/// What kinds of signs a word holds, beside [`shape::DIGIT`] and [`shape::HYPHEN`].
const CAPITAL_LETTER: u8 = 1;
const SMALL_LETTER: u8 = 2;

/// For every byte the one that is hashed in its place, and its kind: small letters for capitals, one digit for all.
#[expect(clippy::indexing_slicing, reason = "every byte has its place among 256")]
static LETTERS: [(u8, u8); 256] = {
    let mut letters = [(0, 0); 256];
    let mut byte = 0_u8;
    while {
        letters[byte as usize] = match byte {
            b'A'..=b'Z' => (byte | 0x20, CAPITAL_LETTER),
            b'a'..=b'z' => (byte, SMALL_LETTER),
            b'0'..=b'9' => (b'0', shape::DIGIT),
            b'-' => (byte, shape::HYPHEN),
            _ => (byte, 0),
        };
        byte < u8::MAX
    } {
        byte += 1;
    }
    letters
};

/// The edge of a sentence.
const BEYOND: Word = Word { lower: 1, suffix: [0; 3], prefix: 0, key: 1, shape: shape::SIGN };

/// Which words of the document stand somewhere in lower case, or with a capital inside a sentence: a filter of bits, in
/// which a rare clash does no harm.
struct Seen {
    bits: Vec<u64>,
}

impl Seen {
    fn new(tokens: usize) -> Self {
        Self { bits: vec![0; (tokens / 4).next_power_of_two().max(64)] }
    }

    /// The cell and the bit of `hash`.
    fn place(&self, hash: u32) -> (usize, u64) {
        let spread = hash.wrapping_mul(0x85EB_CA6B);
        ((spread >> 6) as usize & (self.bits.len() - 1), 1 << (spread & 63))
    }

    fn insert(&mut self, hash: u32) {
        let (cell, bit) = self.place(hash);
        if let Some(cell) = self.bits.get_mut(cell) {
            *cell |= bit;
        }
    }

    fn holds(&self, hash: u32) -> bool {
        let (cell, bit) = self.place(hash);
        self.bits.get(cell).is_some_and(|cell| cell & bit != 0)
    }
}

/// Whether nearly every long word begins with a capital, so that capitals say nothing.
fn is_headline(tokens: &[Token]) -> bool {
    let (mut capital, mut small) = (0, 0);
    for token in tokens.iter().filter(|token| token.is_word() && token.end - token.start > 3) {
        if token.capital {
            capital += 1;
        } else {
            small += 1;
        }
    }
    capital >= 4 && small * 6 <= capital
}

/// The keys of one word in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Features {
    keys: [u32; COUNT],
}

impl Features {
    /// The features of the word `at` in `sentence`, after words of the classes `before` (the last one first); the
    /// dictionary gives it and the word behind it the `classes`.
    #[must_use]
    pub fn new(words: &[Word], sentence: TokenRange, at: usize, before: [usize; 2], classes: [u16; 2]) -> Self {
        let near = |index: usize| if sentence.holds(index) { words.get(index).unwrap_or(&BEYOND) } else { &BEYOND };
        let word = near(at);
        let (last, last2) = (near(at.wrapping_sub(1)), near(at.wrapping_sub(2)));
        let (next, next2) = (near(at + 1), near(at + 2));
        let [tag, earlier] = before.map(|class| u32::try_from(class).unwrap_or(0) + 1);
        let both = tag << 8 | earlier;
        let shape = u32::from(word.shape);
        let shapes = shape << 16 | u32::from(last.shape) << 8 | u32::from(next.shape);
        let [_, three, four] = word.suffix;
        let [can, next_can] = classes.map(u32::from);
        let pairs = [
            (word.lower, 0),
            (word.lower, next.lower),
            (three, shape),
            (three, tag),
            (four, 0),
            (word.prefix, 0),
            (shape, tag),
            (shapes, tag),
            (both, 0),
            (both, three),
            (both, next.lower),
            (last.lower, 0),
            (last.lower, three),
            (last2.lower, tag),
            (next.lower, three),
            (next.suffix[1], tag),
            (next2.lower, next.suffix[0]),
            (can << 16 | next_can, tag),
            (can, both),
            (can, three),
            (can << 8 | shape, last.lower),
            (next_can, three),
        ];
        let mut keys = [0; COUNT];
        for ((kind, slot), (first, second)) in (1..).zip(&mut keys).zip(pairs) {
            *slot = key(kind, first, second);
        }
        Self { keys }
    }

    /// The keys of the weights.
    #[must_use]
    pub const fn keys(&self) -> &[u32; COUNT] {
        &self.keys
    }
}

/// One key of two values, never 0; each `kind` of feature has its own.
#[must_use]
pub const fn key(kind: u32, first: u32, second: u32) -> u32 {
    let mut hash = (first ^ kind.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0xC2B2_AE35);
    hash = (hash ^ (hash >> 15) ^ second.rotate_left(13)).wrapping_mul(0x9E37_79B1);
    hash ^= hash >> 16;
    if hash == 0 { 1 } else { hash }
}
