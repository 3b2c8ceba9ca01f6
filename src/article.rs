//! The input record: one text with what its header says.

use jiff::civil::Date;

use crate::{label::ParagraphKind, span::Span};

/// One article as a loader read it. The text is sanitized and whole; every offset counts in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The text, byte for byte as it will be stored.
    pub text: String,
    /// What the header says.
    pub header: Header,
    /// Where the text came from.
    pub origin: Origin,
    /// Paragraphs that the loader knows to be no body text (a Markdown heading, an HTML caption).
    pub marks: Vec<(Span, ParagraphKind)>,
    /// What was doubtful while loading, as sentences.
    pub warnings: Vec<String>,
}

impl Article {
    /// An article of plain text with an empty header.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Header fields; absent ones are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Address of the article.
    pub url: Option<String>,
    /// ISO 639-1 language code, such as `en`.
    pub language: Option<String>,
}

/// Where a text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path as given, `-` for standard input.
    pub path: String,
    /// `text`, `markdown` or `html`.
    pub format: String,
    /// Lower-case hexadecimal SHA-256 of the bytes read.
    pub sha256: String,
}
