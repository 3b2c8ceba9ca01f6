//! The index of a library on disk: a cache, made from the briefings and thrown away without loss.
//!
//! It lies in the user's cache folder, in a folder named after the library's path:
//!
//! | file | what |
//! | --- | --- |
//! | `base-N-M` | rows, items and names in columns ([`catalog`](super::catalog)); mapped, never changed |
//! | `catalog` | what is new since the base that it names, and which rows are there, in order |
//! | `words-N` | words of texts, and of items what stands nowhere in the text, by tantivy; `N` counts the rebuilds |
//! | `lock` | held by the process that writes |
//!
//! Rows and items keep their numbers as long as `N` stays, and words are only ever added: a reader with an older catalog leaves out the
//! numbers it does not know. So words are written first, then the base, if a new one is needed, then the catalog is replaced as a whole, and one process may read while
//! another writes.

use std::{io, path::Path};

mod build;
mod memory;
mod parts;
mod phrase;
mod place;
mod scan;
mod touched;
mod words;

pub use build::{Cancel, Error, Progress, Report, Scope};
pub use memory::Memory;
pub use place::Place;
pub(super) use place::name_of;
pub(super) use scan::{collection, holds_briefings};
pub use words::WordIndex;

/// How many files a library has, and their bytes together.
///
/// # Errors
/// When the folder cannot be listed.
pub fn weight(library: &Path) -> io::Result<(usize, u64)> {
    let found = scan::scan(library, &mut Vec::new())?;
    Ok((found.len(), found.size()))
}

/// What lies in a library: paths below it, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Briefings that are files of their own.
    pub briefings: Vec<String>,
    /// Packs of many.
    pub packs: Vec<String>,
    /// A sentence for each sub-folder that cannot be listed.
    pub notices: Vec<String>,
}

/// The files of a library.
///
/// # Errors
/// When the folder cannot be listed.
pub fn files(library: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    for (path, ..) in scan::scan(library, &mut files.notices)?.iter() {
        let list = if scan::is_pack(path) { &mut files.packs } else { &mut files.briefings };
        list.push(path.to_owned());
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
