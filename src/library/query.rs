//! The query language: one parser for the reader's line and for the command line.
//!
//! ```text
//! query    = any
//! any      = all { "OR" all }
//! all      = part { part }                        every part must hold
//! part     = [ "-" ] ( "(" any ")" | field ":" value { "," value } | field ":" "(" any ")" | value )
//! value    = word | word "*" | word "~" | '"' words '"' | "/" pattern "/"
//! ```
//! A word finds itself; where no briefing has it, the words that begin with it; where none does, words that differ by a
//! slip of the pen. `"…"` finds neighboring words, `word*` beginnings, `word~` near spellings, `/…/` words that match a
//! regular expression. Case and accents do not count. Which fields there are and what they take stands in [`FIELDS`]:
//! parser, help and manual read that one table.
//!
//! Any input is either a [`Query`] or an [`Error`] that says where and what; what is left open at the end (a quotation
//! mark, a parenthesis) closes by itself, so that a line can be followed while it is typed.

use jiff::civil::Date;

use crate::{
    country::CountryCode,
    label::{AssetCategory, AssetStatus, BriefingPart, BriefingState, QuoteKind},
    span::Span,
};

mod dates;
mod fields;
mod parse;
mod values;
mod words;

pub use dates::Days;
pub use fields::{FIELDS, FORMS, Field, FieldRow};
pub use values::Amounts;
pub use words::{Pattern, Words};
pub use words::{Token, is_near_to, tokens};
pub(super) use words::{next_word, slips};

/// What a briefing, or an item in one, must be like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Query {
    /// Anything.
    #[default]
    All,
    /// Each of these holds.
    And(Vec<Self>),
    /// One of these holds.
    Or(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
    /// A single condition.
    Test(Test),
}

/// A single condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Words in the title or the text.
    Text(Words),
    /// Words in the names that a field holds.
    Name(Field, Words),
    /// A country that acts in it.
    Country(CountryCode),
    /// Whose the asset is, where the value means a state; otherwise it is a [`Test::Name`].
    Owner(CountryCode),
    /// The class of an asset.
    Category(AssetCategory),
    /// What happens to an asset.
    Status(AssetStatus),
    /// How many of an asset.
    Quantity(Amounts),
    /// How speech is given.
    Kind(QuoteKind),
    /// The day of publication.
    Date(Days),
    /// ISO 639-1 code of the language.
    Language(String),
    /// What the user did with it.
    Is(BriefingState),
    /// What it holds.
    Has(BriefingPart),
}

impl Test {
    /// The words that are to stand side by side in title or text, two or more, exactly so.
    pub(super) fn phrase(&self) -> Option<&[String]> {
        match self {
            Self::Text(Words::Phrase(words)) if words.len() > 1 => Some(words),
            _ => None,
        }
    }

    /// Whether what passes it depends on what the user did with briefings.
    pub(super) const fn is_of_marks(&self) -> bool {
        matches!(self, Self::Is(_) | Self::Name(Field::Tag, _))
    }
}

/// Why a query cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {}: {problem}", at.start + 1)]
pub struct Error {
    /// Which bytes of the query are meant.
    pub at: Span,
    /// What is wrong and what would mend it, as a sentence without a full stop.
    pub problem: String,
}

impl Query {
    /// Reads a query; relative dates are reckoned from `today`.
    ///
    /// # Errors
    /// When a field, a value or an operator cannot be understood.
    pub fn parse(text: &str, today: Date) -> Result<Self, Error> {
        parse::parse(text, today)
    }

    /// Both this and `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, query) | (query, Self::All) => query,
            (Self::And(mut parts), Self::And(more)) => {
                parts.extend(more);
                Self::And(parts)
            }
            (Self::And(mut parts), query) => {
                parts.push(query);
                Self::And(parts)
            }
            (first, Self::And(more)) => Self::And(std::iter::once(first).chain(more).collect()),
            (first, query) => Self::And(vec![first, query]),
        }
    }

    /// Whether it asks, in any way, about briefings in `state`.
    #[must_use]
    pub fn asks_of(&self, state: BriefingState) -> bool {
        self.has_test(&mut |test| *test == Test::Is(state))
    }

    /// Whether it asks about anything that the user did with briefings.
    #[must_use]
    pub fn asks_of_marks(&self) -> bool {
        self.has_test(&mut Test::is_of_marks)
    }

    /// Whether one of its conditions is such.
    pub(super) fn has_test(&self, is_such: &mut impl FnMut(&Test) -> bool) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.has_test(is_such)),
            Self::Not(part) => part.has_test(is_such),
            Self::Test(test) => is_such(test),
            Self::All => false,
        }
    }

    /// The words that are looked for in texts, so that they can be lit there; what is excluded is left out.
    #[must_use]
    pub fn words(&self) -> Vec<&Words> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::words).collect(),
            Self::Test(Test::Text(words)) => vec![words],
            Self::All | Self::Not(_) | Self::Test(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
