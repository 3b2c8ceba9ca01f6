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

/// What was kept so far, as far as it matters for the next character.
#[derive(Debug, Default)]
struct Cleaner {
    rules: Rules,
    /// Combining marks in the cell that is open.
    marks: u8,
    /// Whether the last character kept is (part of) an emoji.
    emoji: bool,
    /// Whether the next base stays in the open cell: it follows a joiner or a virama.
    joined: bool,
    /// Whether the last character kept may carry a variation selector.
    selectable: bool,
    /// Whether the last character read was a C1 control without a meaning of its own.
    mojibake: bool,
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
        let harmless = |byte: &u8| matches!(byte, b' '..=b'~') || rules == Rules::Text && matches!(byte, b'\n' | b'\t');
        let length = text.bytes().position(|byte| !harmless(&byte)).unwrap_or(text.len());
        if length > 0 {
            *self = Self { rules, selectable: true, ..Self::default() };
        }
        length
    }

    /// Judges the first character of `rest`, which is not harmless ASCII.
    fn judge(&mut self, rest: &str) -> Verdict {
        let mut chars = rest.chars();
        let Some(char) = chars.next() else { return Verdict::Keep(0) };
        let length = char.len_utf8();
        let mojibake = std::mem::take(&mut self.mojibake);
        match class::of(char) {
            Class::Escape => Verdict::Replace(escape::length(rest), ""),
            // a C1 control right after another is a piece of UTF-8 that was decoded as Latin-1, not a sequence
            Class::Introducer if !mojibake => Verdict::Replace(escape::length(rest), ""),
            Class::Introducer | Class::Control => {
                self.mojibake = !char.is_ascii();
                self.restart(false);
                Verdict::Replace(length, "\u{FFFD}")
            }
            Class::Break => {
                self.restart(true);
                let length = if rest.starts_with("\r\n") { 2 } else { length };
                Verdict::Replace(length, if self.rules == Rules::Line { " " } else { "\n" })
            }
            Class::Tab => {
                self.restart(true);
                Verdict::Replace(length, " ")
            }
            Class::Invisible => Verdict::Replace(length, ""),
            Class::Joiner => {
                let joins = self.emoji && self.marks < MARKS_PER_CELL && chars.next().is_some_and(|next| class::of(next) == Class::Emoji);
                self.keep_if(joins, length, |cell| cell.joined = true)
            }
            Class::Selector => self.keep_if(self.selectable && self.marks < MARKS_PER_CELL, length, |_| {}),
            Class::Mark | Class::Virama | Class::Modifier => {
                let class = class::of(char);
                let emoji = self.emoji && class == Class::Modifier;
                self.keep_if(self.marks < MARKS_PER_CELL, length, |cell| {
                    cell.emoji = emoji;
                    cell.joined = class == Class::Virama;
                })
            }
            Class::Emoji => {
                self.base(true);
                Verdict::Keep(length)
            }
            Class::Other => {
                self.base(false);
                Verdict::Keep(length)
            }
        }
    }

    /// Keeps a character that belongs to the open cell, or drops it.
    fn keep_if(&mut self, keep: bool, length: usize, then: impl FnOnce(&mut Self)) -> Verdict {
        if !keep {
            return Verdict::Replace(length, "");
        }
        self.marks += 1;
        self.selectable = false;
        self.joined = false;
        then(self);
        Verdict::Keep(length)
    }

    /// A character that shows something by itself: opens a cell, unless a joiner or virama draws it into the last one.
    fn base(&mut self, emoji: bool) {
        if !self.joined {
            self.marks = 0;
        }
        self.joined = false;
        self.emoji = emoji;
        self.selectable = true;
    }

    fn restart(&mut self, selectable: bool) {
        *self = Self { rules: self.rules, mojibake: self.mojibake, selectable, ..Self::default() };
    }
}

#[cfg(test)]
mod tests;
