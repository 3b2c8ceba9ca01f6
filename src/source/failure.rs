//! Why an input is no article: one line that names the file and the mend.

use std::io;

use thiserror::Error;

use crate::sanitize;

/// An input that could not be loaded. Its display is one safe line: the file, what is wrong, the mend.
#[derive(Debug, Error)]
#[error("{name}: {problem}")]
pub struct LoadError {
    /// The file, with a line number where one is to blame; safe to show.
    name: String,
    /// What is wrong with it.
    #[source]
    problem: Problem,
}

impl LoadError {
    /// What is wrong.
    #[must_use]
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// What is wrong with an input.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The path names nothing.
    #[error("there is no such file; check the path")]
    Missing,
    /// The path names a folder.
    #[error("this is a folder; name the files in it")]
    Folder,
    /// A pipe, socket or device.
    #[error("this is no regular file; pipe its content into attache and give `-` as the file")]
    Special,
    /// The user may not read it.
    #[error("this file may not be read; give yourself the permission to read it")]
    Forbidden,
    /// Another fault of the file system.
    #[error("this file cannot be read ({0}); copy it to another place and try again")]
    Unreadable(String),
    /// Nothing in it but white space.
    #[error("there is no text in it; save the article again")]
    Empty,
    /// A page without an article.
    #[error("no article was found in this page; save its text as a .txt file")]
    NoArticle,
    /// Not text at all.
    #[error("this is {what}, not text; {mend}")]
    Binary {
        /// What it seems to be.
        what: &'static str,
        /// What to do about it.
        mend: &'static str,
    },
    /// More than [`LARGEST_FILE`](super::LARGEST_FILE).
    #[error("this file is larger than 64 MB; split it into single articles")]
    LargeFile,
    /// More than [`LARGEST_ARTICLE`](super::LARGEST_ARTICLE).
    #[error("the article is longer than 16 MB; split it into single articles")]
    LargeArticle,
    /// Front matter that cannot be understood.
    #[error("{what}; {mend}")]
    FrontMatter {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong there.
        what: String,
        /// What to do about it.
        mend: &'static str,
    },
}

impl Problem {
    /// The error that names the file.
    pub(super) fn of(self, name: &str) -> LoadError {
        let name = if name == "-" { "standard input".into() } else { sanitize::line(name) };
        let name = if let Self::FrontMatter { line, .. } = self { format!("{name}:{line}") } else { name.into_owned() };
        LoadError { name, problem: self }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::Folder,
            kind => Self::Unreadable(kind.to_string()),
        }
    }
}
