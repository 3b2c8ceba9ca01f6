//! Briefings as TOML and JSON, written atomically, read back equal.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Briefing, SCHEMA};
use crate::name::nearest;

mod file;
mod layout;
mod quick;

pub use file::write_atomic;

/// Why a briefing could not be read or written. The text names the mend; the path is the caller's to add.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is no TOML, or no briefing.
    #[error("line {line}: {message}")]
    Form {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A newer attache wrote it.
    #[error("written in form {0}, which this attache does not know yet; use a newer attache")]
    Newer(u32),
    /// The id cannot be a file name.
    #[error("the id {0:?} is no file name; use lower-case letters, digits and hyphens")]
    Id(String),
    /// The operating system refused.
    #[error("{}", reason(.0))]
    Io(#[from] io::Error),
}

/// What [`save`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The briefing stands in this new file.
    Added(PathBuf),
    /// The same text stood in this file already; nothing was changed.
    Unchanged(PathBuf),
}

/// The cause of an I/O error in a few words, without the number of the operating system.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "is no folder".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the disk".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::InvalidData => "is not UTF-8 text".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// The first eight hexadecimal digits of the text's SHA-256, as they end a briefing's id.
#[must_use]
pub fn text_hash(text: &str) -> String {
    hash_of(&digest(text))
}

/// SHA-256 of `text`.
pub(super) fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// What [`text_hash`] is of a text of this SHA-256.
pub(super) fn hash_of(digest: &[u8; 32]) -> String {
    let hash = digest.iter().take(4).fold(0_u32, |hash, &byte| hash << 8 | u32::from(byte));
    format!("{hash:08x}")
}

/// The briefing as TOML for a library: everything but [`Briefing::entities`], laid out for reading by hand.
#[must_use]
pub fn to_toml(briefing: &Briefing) -> String {
    layout::toml(briefing)
}

/// Reads a briefing from TOML.
///
/// # Errors
///
/// [`Error::Form`] with the line of the fault, or [`Error::Newer`].
pub fn from_toml(source: &str) -> Result<Briefing, Error> {
    if let Some(briefing) = quick::read(source) {
        return known(briefing);
    }
    let briefing: Briefing = toml::from_str(source).map_err(|error| {
        newer(toml::from_str(source).ok()).unwrap_or_else(|| Error::Form {
            line: line_of(source, error.span().map_or(0, |span| span.start)),
            message: told(error.message()),
        })
    })?;
    known(briefing)
}

/// What `source` spells in TOML as the program itself writes it, borrowed from there where it can be; `None` where that is for a better
/// reader to tell.
pub(super) fn read_quickly<'de, T: Deserialize<'de>>(source: &'de str) -> Option<T> {
    quick::read(source)
}

/// The briefing as indented JSON, with all entities.
#[must_use]
pub fn to_json(briefing: &Briefing) -> String {
    serde_json::to_string_pretty(briefing).unwrap_or_default()
}

/// Writes the briefing as one line of JSON, without a newline at the end.
///
/// # Errors
///
/// What `out` reports.
pub fn write_json_line(mut out: impl io::Write, briefing: &Briefing) -> io::Result<()> {
    serde_json::to_writer(&mut out, briefing).map_err(io::Error::from)
}

/// Reads a briefing from JSON, one line or indented.
///
/// # Errors
///
/// [`Error::Form`] with the line of the fault, or [`Error::Newer`].
pub fn from_json(source: &str) -> Result<Briefing, Error> {
    let briefing: Briefing = serde_json::from_str(source).map_err(|error| {
        newer(serde_json::from_str(source).ok()).unwrap_or_else(|| Error::Form {
            line: error.line().max(1),
            message: told(error.to_string().split(" at line ").next().unwrap_or_default()),
        })
    })?;
    known(briefing)
}

/// Reads the TOML file at `path`, as it stands (see [`super::anchor::load`] for files edited by hand).
///
/// # Errors
///
/// [`Error::Io`], [`Error::Form`] or [`Error::Newer`].
pub fn load(path: &Path) -> Result<Briefing, Error> {
    from_toml(&fs::read_to_string(path)?)
}

/// Saves the briefing as `<id>.toml` in `folder`, which is made where it is absent.
///
/// A text that the folder already holds is not written again, and a file that somebody edited is never overwritten. The
/// file appears whole or not at all; what a crashed run left behind is removed.
///
/// # Errors
///
/// [`Error::Id`] for an id that is no plain file name, [`Error::Io`] otherwise.
pub fn save(folder: &Path, briefing: &Briefing) -> Result<Outcome, Error> {
    if !is_file_name(&briefing.id) {
        return Err(Error::Id(briefing.id.clone()));
    }
    fs::create_dir_all(folder)?;
    file::sweep(folder)?;
    let path = folder.join(format!("{}.toml", briefing.id));
    if path.try_exists()? {
        return Ok(Outcome::Unchanged(path));
    }
    if let Some(twin) = twin(folder, briefing)? {
        return Ok(Outcome::Unchanged(twin));
    }
    write_atomic(&path, to_toml(briefing).as_bytes())?;
    Ok(Outcome::Added(path))
}

/// Whether `id` is made of lower-case letters, digits and hyphens and fits a file name.
#[must_use]
pub fn is_file_name(id: &str) -> bool {
    (1..=200).contains(&id.len()) && !id.starts_with('-') && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// The file in `folder` that holds the same text under another title or date.
fn twin(folder: &Path, briefing: &Briefing) -> Result<Option<PathBuf>, Error> {
    let ending = format!("{}.toml", text_hash(&briefing.text));
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let same_hash = entry.file_name().to_str().is_some_and(|name| name.ends_with(&ending));
        if same_hash && load(&entry.path()).is_ok_and(|other| other.text == briefing.text) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

/// The words of the parser in ours: a key or value that is not known, with the nearest one that is.
fn told(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let first = names.next().unwrap_or_default();
    let what = if message.starts_with("unknown field") {
        "key"
    } else if message.starts_with("unknown variant") {
        "value"
    } else if message.starts_with("missing field") {
        return format!("the key `{first}` is missing");
    } else {
        return message.replace('\n', " ");
    };
    let close = nearest(first, names).map_or_else(String::new, |close| format!("; did you mean `{close}`?"));
    format!("there is no {what} `{first}`{close}")
}

/// The version of a form that cannot be read otherwise.
#[derive(Deserialize)]
struct Version {
    schema: u32,
}

fn newer(version: Option<Version>) -> Option<Error> {
    version.filter(|version| version.schema > SCHEMA).map(|version| Error::Newer(version.schema))
}

fn known(briefing: Briefing) -> Result<Briefing, Error> {
    if briefing.schema > SCHEMA { Err(Error::Newer(briefing.schema)) } else { Ok(briefing) }
}

/// The line that holds byte `offset`, from 1.
pub(super) fn line_of(source: &str, offset: usize) -> usize {
    source.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;
