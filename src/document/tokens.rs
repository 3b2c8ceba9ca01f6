//! The tokenizer: one pass over bytes, with a slow path for what is not ASCII.

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes, periods of abbreviations and digits: `U.S.`, `Su-35`, `don't`, `T-72B3`.
    Word,
    /// Begins with a digit: `100,000`, `9.5`, `93rd`, `2022`, `2S19`.
    Number,
    /// A possessive ending: `'s`, `’s`, or a bare apostrophe after a plural is *not* one (it stays punctuation).
    Possessive,
    /// A quotation mark of any kind, apostrophes that are not part of a word included.
    Quote,
    /// Any other single character.
    Punct,
}

/// A token: a byte range and its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Begins with an upper-case letter.
    pub capital: bool,
    /// White space stands before it (or it opens the paragraph).
    pub spaced: bool,
}

impl Token {
    /// Its byte range.
    #[must_use]
    #[inline]
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether it is a word.
    #[must_use]
    #[inline]
    pub fn is_word(self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// Whether `c` is a quotation mark of any kind (straight, curly, low, angle, back-tick, CJK corner).
#[must_use]
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '´'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Scans `text[span]` and appends its tokens. Linear in the length.
pub fn scan(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let mut at = span.start;
    let mut spaced = true;
    while at < span.end {
        let Some(c) = text.get(at..span.end).and_then(|rest| rest.chars().next()) else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (end, kind) = if c.is_ascii_digit() {
            (number_end(text, at, span.end), TokenKind::Number)
        } else if c.is_alphanumeric() {
            (word_end(text, at, span.end), TokenKind::Word)
        } else if is_apostrophe(c) && !spaced && follows_word(tokens, at) && possessive(text, at, span.end) {
            (at + c.len_utf8() + 1, TokenKind::Possessive)
        } else if is_quote(c) {
            (at + c.len_utf8(), TokenKind::Quote)
        } else {
            (at + c.len_utf8(), TokenKind::Punct)
        };
        tokens.push(Token { start: narrow(at), end: narrow(end), kind, capital: c.is_uppercase(), spaced });
        spaced = false;
        at = end;
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn follows_word(tokens: &[Token], at: usize) -> bool {
    tokens.last().is_some_and(|last| {
        last.end as usize == at && matches!(last.kind, TokenKind::Word | TokenKind::Number | TokenKind::Punct | TokenKind::Quote)
    })
}

/// `'s` with no letter after it.
fn possessive(text: &str, at: usize, end: usize) -> bool {
    let mut chars = text.get(at..end).unwrap_or("").chars();
    chars.next();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// End of a number: digits with inner `,` and `.`, then letters or hyphenated parts (`93rd`, `2S19`, `100-strong`, `18-year-old`).
fn number_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| i < limit && bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    while digit(at) {
        at += 1;
        if at < limit && matches!(bytes.get(at), Some(b',' | b'.')) && digit(at + 1) {
            at += 1;
        }
    }
    word_end(text, at, limit)
}

/// End of a word from `start`, with inner hyphens, apostrophes and the periods of abbreviations.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let rest = text.get(start..limit).unwrap_or("");
    // nearly every word is plain letters up to a sign that joins nothing
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(plain).is_none_or(|&next| next.is_ascii() && !matches!(next, b'-' | b'/' | b'&' | b'\'' | b'.')) {
        return start + plain;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut part = 0; // letters since the last period
    let mut dotted = false;
    let mut last = '\0'; // the character before; none yet
    while let Some(&(index, c)) = chars.peek() {
        if c.is_alphanumeric() || is_mark(c) {
            part += 1;
            end = index + c.len_utf8();
            last = c;
            chars.next();
            continue;
        }
        let mut ahead = chars.clone();
        ahead.next();
        let next = ahead.peek().map(|&(_, n)| n);
        let joins = match c {
            '-' | '‑' => (end > 0 || start > 0) && next.is_some_and(char::is_alphanumeric) && index == end,
            '/' => last.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_alphanumeric()) && index == end,
            '&' => index == end && part <= 2 && last.is_ascii_uppercase() && next.is_some_and(|n| n.is_ascii_uppercase()),
            _ if is_apostrophe(c) => index == end && end > 0 && next.is_some_and(char::is_alphabetic) && !ends_in_s(rest, index, c),
            '.' => index == end && part == 1 && last.is_alphabetic() && (next.is_some_and(char::is_alphabetic) || dotted),
            _ => false,
        };
        if !joins {
            break;
        }
        if c == '.' {
            dotted = true;
            end = index + 1;
        }
        part = 0;
        last = c;
        chars.next();
        // "U.S.-made" goes on
        let compound = || next == Some('-') && chars.clone().nth(1).is_some_and(|(_, c)| c.is_lowercase());
        if c == '.' && !next.is_some_and(char::is_alphabetic) && !compound() {
            break;
        }
        if c != '.' {
            // the joiner counts only with what follows it
            end = index + c.len_utf8();
        }
    }
    start + end
}

fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x610..=0x61A | 0x64B..=0x65F | 0x200D | 0xFE0F)
}

/// Whether the apostrophe at `index` opens a possessive (`'s` and no more letters).
fn ends_in_s(rest: &str, index: usize, apostrophe: char) -> bool {
    let mut chars = rest.get(index + apostrophe.len_utf8()..).unwrap_or("").chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        scan(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn splits_news_prose() {
        for (text, expected) in [
            ("Russia's U.S. envoy", "Russia|'s|U.S.|envoy"),
            ("a dozen Su-35 jets, 2S19 guns", "a|dozen|Su-35|jets|,|2S19|guns"),
            ("100,000 troops.", "100,000|troops|."),
            ("the 93rd, 9.5m and 2,000-plus", "the|93rd|,|9.5m|and|2,000-plus"),
            ("'We can't,' he said", "'|We|can't|,|'|he|said"),
            ("the troops' training", "the|troops|'|training"),
            ("Mr. J.D. Vance", "Mr|.|J.D.|Vance"),
            ("a U.S.-made gun of the U.S.-", "a|U.S.-made|gun|of|the|U.S.|-"),
            ("AT&T in the U.S.", "AT&T|in|the|U.S."),
            ("AT-4s", "AT-4s"),
            ("O’Neill’s", "O’Neill|’s"),
            ("it—was", "it|—|was"),
            ("(NATO)", "(|NATO|)"),
            ("M1A2 SEPv3, T-72B3; F/A-18", "M1A2|SEPv3|,|T-72B3|;|F|/|A-18"),
            ("Київ каже", "Київ|каже"),
        ] {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn covers_odd_text_without_panic() {
        for text in ["", "'", "-", "a-", "a'", "...", "\u{301}", "é́", "9-", "9,", "'s", "a.b.", "U.S", "A.", "&&", "x/y", "1/2"] {
            words(text);
        }
    }
}
