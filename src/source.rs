//! Loaders: untrusted bytes in, an [`Article`] out.
//!
//! This is the one border where text is decoded and made safe to show; every offset of the program counts in the text
//! as it leaves here. Nothing is cut out of it: what is no body text is marked ([`Article::marks`]).

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::{
    article::{Article, Header, Origin},
    label::ParagraphKind,
    sanitize,
    span::Span,
};

mod charset;
mod date;
mod failure;
mod front;
mod html;
mod language;
mod markdown;

pub use date::parse as parse_date;
pub use failure::{LoadError, Problem};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// The largest article, in bytes of its text.
pub const LARGEST_ARTICLE: usize = 16 << 20;

/// What the user says of a text; it wins over what the text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Headline.
    pub title: Option<String>,
    /// Day of publication, against which relative dates are resolved.
    pub date: Option<Date>,
    /// Byline.
    pub author: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
}

/// The form of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, kept as it is.
    Text,
    /// Markdown, perhaps with front matter in YAML or TOML.
    Markdown,
    /// A saved web page.
    Html,
}

impl Format {
    /// The form that the file name tells, if it tells one.
    #[must_use]
    pub fn of_name(name: &Path) -> Option<Self> {
        let extension = name.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// The form that the content looks like; `head` may be the start of it only.
    #[must_use]
    pub fn of_content(head: &str) -> Self {
        if html::is_page(head) {
            Self::Html
        } else if front::opens(head) || markdown::opens(head) {
            Self::Markdown
        } else {
            Self::Text
        }
    }

    /// The name used in records: `text`, `markdown` or `html`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
}

/// Reads one article from a file, or from standard input where `path` is `-`.
///
/// # Errors
/// A file that is missing, unreadable, not regular, empty, binary or too large, and malformed front matter.
pub fn load(path: &Path, options: &Options) -> Result<Article, LoadError> {
    let name = path.to_string_lossy();
    let bytes = if name == "-" { read(io::stdin().lock()) } else { open(path).and_then(read) };
    bytes.and_then(|bytes| article(&name, &bytes, Format::of_name(path), options)).map_err(|problem| problem.of(&name))
}

/// Makes an article of bytes that came from `name`; without a `format`, name and content tell it.
///
/// # Errors
/// Bytes that are empty, binary or too many, and malformed front matter.
pub fn from_bytes(name: &str, bytes: &[u8], format: Option<Format>, options: &Options) -> Result<Article, LoadError> {
    let format = format.or_else(|| Format::of_name(Path::new(name)));
    article(name, bytes, format, options).map_err(|problem| problem.of(name))
}

/// Opens a regular file; a pipe or a device would block or never end.
fn open(path: &Path) -> Result<File, Problem> {
    let check = |metadata: &std::fs::Metadata| match metadata.file_type() {
        kind if kind.is_dir() => Err(Problem::Folder),
        kind if !kind.is_file() => Err(Problem::Special),
        _ if metadata.len() > LARGEST_FILE as u64 => Err(Problem::LargeFile),
        _ => Ok(()),
    };
    check(&std::fs::metadata(path).map_err(Problem::from)?)?;
    let file = File::open(path).map_err(Problem::from)?;
    check(&file.metadata().map_err(Problem::from)?)?;
    Ok(file)
}

/// Reads to the end, or to the cap.
fn read(from: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(Problem::from)?;
    if bytes.len() > LARGEST_FILE { Err(Problem::LargeFile) } else { Ok(bytes) }
}

/// What a format's loader gives: safe text, its marks and its header.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    header: Header,
    marks: Vec<(Span, ParagraphKind)>,
    warnings: Vec<String>,
}

fn article(name: &str, bytes: &[u8], format: Option<Format>, options: &Options) -> Result<Article, Problem> {
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::LargeFile);
    }
    let decoded = charset::decode(bytes)?;
    let format = format.unwrap_or_else(|| Format::of_content(&decoded.text));
    let draft = match format {
        Format::Html => html::read(&decoded.text)?,
        Format::Markdown => markdown::read(&sanitize::text(&decoded.text))?,
        Format::Text => Draft { text: sanitize::text(&decoded.text).into_owned(), ..Draft::default() },
    };
    if draft.text.trim().is_empty() {
        return Err(if format == Format::Html { Problem::NoArticle } else { Problem::Empty });
    }
    if draft.text.len() > LARGEST_ARTICLE {
        return Err(Problem::LargeArticle);
    }
    let mut warnings: Vec<String> = decoded.warning.into_iter().chain(draft.warnings).collect();
    let mut header = complete(draft.header, options);
    header.language = Some(language::of(&draft.text, header.language.as_deref()));
    warnings.extend(header.language.as_deref().and_then(language::warning));
    Ok(Article {
        text: draft.text,
        header,
        origin: Origin { path: sanitize::line(name).into_owned(), format: format.name().to_owned(), sha256: hexadecimal(bytes) },
        marks: draft.marks,
        warnings,
    })
}

/// The header with what the user gave in place of what the text says.
fn complete(header: Header, options: &Options) -> Header {
    let given = |option: &Option<String>, own: Option<String>| option.as_deref().and_then(field).or(own);
    Header {
        title: given(&options.title, header.title),
        outlet: given(&options.outlet, header.outlet),
        author: given(&options.author, header.author),
        url: given(&options.url, header.url),
        published: options.date.or(header.published),
        language: header.language,
    }
}

/// A header field: one safe line without surrounding or repeated white space, `None` where nothing is left.
fn field(words: &str) -> Option<String> {
    let line = sanitize::line(words);
    let mut clean = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(word);
    }
    if clean.len() > LONGEST_FIELD {
        clean.truncate(clean.floor_char_boundary(LONGEST_FIELD));
    }
    (!clean.is_empty()).then_some(clean)
}

/// The longest header field, in bytes; no headline comes near.
const LONGEST_FIELD: usize = 1 << 10;

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // writing to a string cannot fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
