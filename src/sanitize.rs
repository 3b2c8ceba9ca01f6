//! Makes text from outside safe to show, once, at the border.
//!
//! A terminal obeys what it is sent: an escape sequence in an article can write to the clipboard, retitle the window or
//! hide words; a bidirectional override can show them in another order; a thousand accents can fill one cell. [`text`]
//! takes all of that out and keeps everything else byte for byte.
//!
//! Both functions are total, linear and idempotent, and borrow where nothing had to change. They are idempotent because
//! each decision rests only on what was already kept and on the character itself (and, for a joiner between emoji, on
//! the next one, which is then always kept).

use std::borrow::Cow;

mod class;
mod escape;

use class::Class;

/// How many combining marks one cell may hold; further ones are dropped.
pub const MARKS_PER_CELL: u8 = 8;

/// Safe text of many lines.
///
/// - Line breaks of every kind (CRLF, CR, vertical tab, form feed, NEL, U+2028, U+2029) become `\n`; `\t` stays.
/// - Escape sequences vanish whole, in their 7-bit and 8-bit forms, and unterminated ones up to the end of the line.
/// - Other control characters become U+FFFD.
/// - Bidirectional controls, zero-width characters, tags and other characters that show nothing vanish; a joiner
///   between two emoji stays.
/// - Of the combining marks of one cell, those after the eighth vanish.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    Cleaner { rules: Rules::Text, ..Cleaner::default() }.clean(text)
}

/// Safe text of one line, for showing: as [`text`], and every line break and tab becomes a space.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    Cleaner { rules: Rules::Line, ..Cleaner::default() }.clean(text)
}

/// How many bytes at the start are of a kind. They are looked at sixteen at a time, of which compilers make few instructions.
#[must_use]
pub fn run(bytes: &[u8], is_of: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = bytes.as_chunks::<16>();
    let whole = 16 * chunks.iter().take_while(|chunk| chunk.iter().fold(true, |all, &byte| all & is_of(byte))).count();
    let rest = bytes.get(whole..).unwrap_or_default();
    whole + rest.iter().position(|&byte| !is_of(byte)).unwrap_or(rest.len())
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rules {
    #[default]
    Text,
    Line,
}

/// What becomes of the next character or sequence.
enum Verdict {
    /// Its bytes stay.
    Keep(usize),
    /// So many bytes give way to these words.
    Replace(usize, &'static str),
}

/// What was kept last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// Nothing that can carry anything.
    #[default]
    Nothing,
    /// A character that shows something by itself.
    Base,
    /// A pictograph.
    Emoji,
    /// A pictograph with its selector or skin tone.
    Dressed,
    /// A combining mark.
    Mark,
    /// A joiner or virama, which draws the next base into the open cell.
    Link,
    /// In place of a C1 control without a meaning of its own.
    Latin1,
}

/// What was kept so far, as far as it matters for the next character.
#[derive(Debug, Default)]
struct Cleaner {
    rules: Rules,
    /// Combining marks in the cell that is open.
    marks: u8,
    last: Last,
}

impl Cleaner {
    fn clean(mut self, text: &str) -> Cow<'_, str> {
        let mut at = self.plain(text);
        if at == text.len() {
            return Cow::Borrowed(text);
        }
        let mut clean = String::new();
        // the bytes from `kept` to `at` stay and are not yet copied
        let mut kept = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            match self.judge(rest) {
                Verdict::Keep(length) => at += length,
                Verdict::Replace(length, words) => {
                    clean.push_str(text.get(kept..at).unwrap_or(""));
                    clean.push_str(words);
                    at += length;
                    kept = at;
                }
            }
            at += self.plain(text.get(at..).unwrap_or(""));
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        clean.push_str(text.get(kept..).unwrap_or(""));
        Cow::Owned(clean)
    }

    /// The length of the run of harmless ASCII at the start of `text`.
    fn plain(&mut self, text: &str) -> usize {
        let rules = self.rules;
        let length = run(text.as_bytes(), |byte| matches!(byte, b' '..=b'~') | (rules == Rules::Text) & matches!(byte, b'\n' | b'\t'));
        if length > 0 {
            self.restart(Last::Base);
        }
        length
    }

    /// Judges the first character of `rest`, which is not harmless ASCII.
    fn judge(&mut self, rest: &str) -> Verdict {
        let mut chars = rest.chars();
        let Some(char) = chars.next() else { return Verdict::Keep(0) };
        let length = char.len_utf8();
        match class::of(char) {
            Class::Escape => Verdict::Replace(escape::length(rest), ""),
            // a C1 control right after another is a piece of UTF-8 that was decoded as Latin-1, not a sequence
            Class::Introducer if self.last != Last::Latin1 => Verdict::Replace(escape::length(rest), ""),
            Class::Introducer | Class::Control => {
                self.restart(if char.is_ascii() { Last::Nothing } else { Last::Latin1 });
                Verdict::Replace(length, "\u{FFFD}")
            }
            Class::Break => {
                self.restart(Last::Base);
                let length = if rest.starts_with("\r\n") { 2 } else { length };
                Verdict::Replace(length, if self.rules == Rules::Line { " " } else { "\n" })
            }
            Class::Tab => {
                self.restart(Last::Base);
                Verdict::Replace(length, " ")
            }
            Class::Invisible => Verdict::Replace(length, ""),
            Class::Joiner => {
                let joins = self.is_emoji() && chars.next().is_some_and(|next| class::of(next) == Class::Emoji);
                self.mark(joins, length, Last::Link)
            }
            Class::Selector => {
                let last = if self.last == Last::Emoji { Last::Dressed } else { Last::Mark };
                self.mark(matches!(self.last, Last::Base | Last::Emoji), length, last)
            }
            Class::Modifier => self.mark(true, length, if self.is_emoji() { Last::Dressed } else { Last::Mark }),
            Class::Mark => self.mark(true, length, Last::Mark),
            Class::Virama => self.mark(true, length, Last::Link),
            Class::Emoji => self.base(length, Last::Emoji),
            Class::Other => {
                // a virama draws in letters only
                if !char.is_alphabetic() {
                    self.restart(Last::Base);
                }
                self.base(length, Last::Base)
            }
        }
    }

    const fn is_emoji(&self) -> bool {
        matches!(self.last, Last::Emoji | Last::Dressed)
    }

    /// Keeps a character that belongs to the open cell, if it may be there and there is room.
    fn mark(&mut self, may: bool, length: usize, last: Last) -> Verdict {
        if !may || self.marks >= MARKS_PER_CELL {
            return Verdict::Replace(length, "");
        }
        self.marks += 1;
        // a virama draws the next consonant in over other marks, too
        if self.last != Last::Link {
            self.last = last;
        }
        Verdict::Keep(length)
    }

    /// Keeps a character that opens a cell, unless a joiner or virama draws it into the last one.
    fn base(&mut self, length: usize, last: Last) -> Verdict {
        if self.last != Last::Link {
            self.marks = 0;
        }
        self.last = last;
        Verdict::Keep(length)
    }

    fn restart(&mut self, last: Last) {
        self.marks = 0;
        self.last = last;
    }
}

#[cfg(test)]
mod tests;
