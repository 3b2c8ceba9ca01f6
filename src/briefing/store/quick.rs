//! TOML as attache itself writes it, read in one pass and with as few copies as can be.
//!
//! What people write may be any TOML, and the toml crate reads it. But nearly every file of a library is as the program wrote it, and a big
//! library has many. So this reader knows a part of TOML: bare keys, one entry a line, strings in double quotation marks, plain numbers, `[section]`
//! and `[[section]]` of one name, arrays, tables on one line. Where it meets anything else it gives up, and the crate has the word. What it does
//! read it reads as the crate would.

use std::{borrow::Cow, fmt};

use memchr::memchr2;
use serde::{
    Deserialize,
    de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor, value::BorrowedStrDeserializer},
    forward_to_deserialize_any,
};

use crate::sanitize;

/// The record that `source` spells; `None` where that is for a better reader to tell.
pub(super) fn read<'de, T: Deserialize<'de>>(source: &'de str) -> Option<T> {
    let mut reader = Reader { rest: source };
    T::deserialize(Table { reader: &mut reader, next: Next::Entry, is_root: true }).ok().filter(|_| reader.rest.is_empty())
}

/// This is not for this reader.
#[derive(Debug)]
struct GiveUp;

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is for a better reader")
    }
}

impl std::error::Error for GiveUp {}

impl de::Error for GiveUp {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, GiveUp>;

/// What of the source is not read yet.
struct Reader<'de> {
    rest: &'de str,
}

impl<'de> Reader<'de> {
    /// Takes `words` away, if they come next.
    fn eat(&mut self, words: &str) -> bool {
        let rest = self.rest.strip_prefix(words);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn need(&mut self, words: &str) -> Read<()> {
        if self.eat(words) { Ok(()) } else { Err(GiveUp) }
    }

    fn skip(&mut self, blanks: &[u8]) {
        self.run(|byte| blanks.contains(&byte));
    }

    /// The bytes up to the first that is not of a kind.
    fn run(&mut self, is_of: impl Fn(u8) -> bool) -> &'de str {
        let length = self.rest.bytes().position(|byte| !is_of(byte)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        run
    }

    fn key(&mut self) -> Read<&'de str> {
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if key.is_empty() { Err(GiveUp) } else { Ok(key) }
    }

    /// `[key]` or `[[key]]` with nothing else on its line.
    fn header(&mut self) -> Read<(&'de str, bool)> {
        self.need("[")?;
        let is_list = self.eat("[");
        let key = self.key()?;
        self.need(if is_list { "]]" } else { "]" })?;
        self.end_of_line()?;
        Ok((key, is_list))
    }

    fn end_of_line(&mut self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { self.need("\n") }
    }

    /// A string; its opening mark comes next.
    fn string(&mut self) -> Read<Cow<'de, str>> {
        if self.eat("\"\"\"") {
            self.eat("\n");
            return self.words("\"\"\"", |byte| byte >= b' ' && byte != 0x7F || matches!(byte, b'\n' | b'\t'));
        }
        self.need("\"")?;
        self.words("\"", |byte| byte >= b' ' && byte != 0x7F || byte == b'\t')
    }

    /// The words of a string up to its closing marks, all of bytes that may stand there.
    fn words(&mut self, closing: &str, may: impl Fn(u8) -> bool) -> Read<Cow<'de, str>> {
        // What came before the last escape or mark.
        let mut before = String::new();
        loop {
            let at = memchr2(b'"', b'\\', self.rest.as_bytes()).ok_or(GiveUp)?;
            let (stretch, rest) = self.rest.split_at_checked(at).ok_or(GiveUp)?;
            if sanitize::run(stretch.as_bytes(), &may) < stretch.len() {
                return Err(GiveUp);
            }
            self.rest = rest;
            if self.eat(closing) {
                // One mark more would be one of the words.
                return match (before.is_empty(), closing.len() > 1 && self.rest.starts_with('"')) {
                    (_, true) => Err(GiveUp),
                    (true, false) => Ok(Cow::Borrowed(stretch)),
                    (false, false) => Ok(Cow::Owned(before + stretch)),
                };
            }
            before.push_str(stretch);
            before.push(if self.eat("\"") { '"' } else { self.escaped()? });
        }
    }

    fn escaped(&mut self) -> Read<char> {
        self.need("\\")?;
        for (sign, character) in [("\"", '"'), ("\\", '\\'), ("n", '\n'), ("r", '\r'), ("t", '\t')] {
            if self.eat(sign) {
                return Ok(character);
            }
        }
        self.need("U")?;
        let (digits, rest) = self.rest.split_at_checked(8).ok_or(GiveUp)?;
        self.rest = rest;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex).and_then(char::from_u32).ok_or(GiveUp)
    }

    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        let digits = |reader: &mut Self| Some(reader.run(|byte| byte.is_ascii_digit())).filter(|digits| (1..=15).contains(&digits.len()));
        let start = self.rest;
        let whole = digits(self).filter(|whole| *whole == "0" || !whole.starts_with('0')).ok_or(GiveUp)?;
        if !self.eat(".") {
            return visitor.visit_i64(whole.parse().map_err(|_| GiveUp)?);
        }
        digits(self).ok_or(GiveUp)?;
        let written = start.get(..start.len() - self.rest.len()).unwrap_or_default();
        visitor.visit_f64(written.parse().map_err(|_| GiveUp)?)
    }
}

/// What stands after a key.
#[derive(Clone, Copy)]
enum Next<'de> {
    /// A value on its line.
    Entry,
    /// The lines of a section.
    Section,
    /// The sections of this name.
    Sections(&'de str),
}

/// Forwards what a value may be asked for to what it is.
macro_rules! told_by_form {
    ($name:ident) => {
        impl<'de> de::Deserializer<'de> for $name<'_, 'de> {
            type Error = GiveUp;

            fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
                self.tell(visitor)
            }

            fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
                visitor.visit_some(self)
            }

            fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
                visitor.visit_newtype_struct(self)
            }

            fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
                self.choose(visitor)
            }

            forward_to_deserialize_any! {
                bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
                identifier ignored_any
            }
        }
    };
}

/// The root, or a section up to the next one.
struct Table<'a, 'de> {
    reader: &'a mut Reader<'de>,
    next: Next<'de>,
    is_root: bool,
}

told_by_form!(Table);

impl<'de> Table<'_, 'de> {
    fn tell<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_map(self)
    }

    #[expect(clippy::unused_self, reason = "as all forms have it")]
    fn choose<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(GiveUp)
    }
}

impl<'de> MapAccess<'de> for Table<'_, 'de> {
    type Error = GiveUp;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        self.reader.skip(b"\n");
        let key = match self.reader.rest.as_bytes().first() {
            None => return Ok(None),
            Some(b'[') if !self.is_root => return Ok(None),
            Some(b'[') => {
                let (key, is_list) = self.reader.header()?;
                self.next = if is_list { Next::Sections(key) } else { Next::Section };
                key
            }
            Some(_) => {
                let key = self.reader.key()?;
                self.reader.need(" = ")?;
                self.next = Next::Entry;
                key
            }
        };
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        match self.next {
            Next::Entry => {
                let value = seed.deserialize(Value { reader: self.reader })?;
                self.reader.end_of_line()?;
                Ok(value)
            }
            Next::Section => seed.deserialize(Table { reader: self.reader, next: Next::Entry, is_root: false }),
            Next::Sections(name) => seed.deserialize(Sections { reader: self.reader, name, is_first: true }),
        }
    }
}

/// Sections of one name that follow one another; the header of the first is read.
struct Sections<'a, 'de> {
    reader: &'a mut Reader<'de>,
    name: &'de str,
    is_first: bool,
}

told_by_form!(Sections);

impl<'de> Sections<'_, 'de> {
    fn tell<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_seq(self)
    }

    #[expect(clippy::unused_self, reason = "as all forms have it")]
    fn choose<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(GiveUp)
    }
}

impl<'de> SeqAccess<'de> for Sections<'_, 'de> {
    type Error = GiveUp;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !std::mem::take(&mut self.is_first) {
            let before = self.reader.rest;
            if before.is_empty() || self.reader.header()? != (self.name, true) {
                self.reader.rest = before;
                return Ok(None);
            }
        }
        seed.deserialize(Table { reader: self.reader, next: Next::Entry, is_root: false }).map(Some)
    }
}

/// A value.
struct Value<'a, 'de> {
    reader: &'a mut Reader<'de>,
}

told_by_form!(Value);

impl<'de> Value<'_, 'de> {
    fn tell<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let reader = self.reader;
        match reader.rest.as_bytes().first() {
            Some(b'"') => match reader.string()? {
                Cow::Borrowed(words) => visitor.visit_borrowed_str(words),
                Cow::Owned(words) => visitor.visit_string(words),
            },
            Some(b'[') => {
                reader.need("[")?;
                let value = visitor.visit_seq(Array { reader, is_first: true })?;
                reader.need("]")?;
                Ok(value)
            }
            Some(b'{') => {
                reader.need("{ ")?;
                let value = visitor.visit_map(Inline { reader, is_first: true })?;
                reader.need(" }")?;
                Ok(value)
            }
            Some(b't') => reader.need("true").and_then(|()| visitor.visit_bool(true)),
            Some(b'f') => reader.need("false").and_then(|()| visitor.visit_bool(false)),
            _ => reader.number(visitor),
        }
    }

    fn choose<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_enum(self.reader.string()?.into_deserializer())
    }
}

/// The elements of an array, each but the last with a comma after it; the last may have one.
struct Array<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'de> SeqAccess<'de> for Array<'_, 'de> {
    type Error = GiveUp;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        let is_there = std::mem::take(&mut self.is_first) || self.reader.eat(",");
        self.reader.skip(b" \t\n");
        if !is_there || self.reader.rest.starts_with(']') {
            return Ok(None);
        }
        let value = seed.deserialize(Value { reader: self.reader }).map(Some);
        self.reader.skip(b" \t\n");
        value
    }
}

/// The entries of a table on one line.
struct Inline<'a, 'de> {
    reader: &'a mut Reader<'de>,
    is_first: bool,
}

impl<'de> MapAccess<'de> for Inline<'_, 'de> {
    type Error = GiveUp;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if !std::mem::take(&mut self.is_first) && !self.reader.eat(", ") {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(self.reader.key()?)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        self.reader.need(" = ")?;
        seed.deserialize(Value { reader: self.reader })
    }
}

#[cfg(test)]
mod tests;
