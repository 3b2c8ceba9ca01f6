//! The files of a library: briefings and packs, in sub-folders of any depth.

use std::{fs, io, path::Path, time::UNIX_EPOCH};

use crate::sanitize;

/// How deep sub-folders are followed.
const DEPTH: usize = 16;

/// A file as the folder lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Path below the library, parts joined by `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub changed: u64,
}

/// The `*.toml` and `*.jsonl` files below `folder`, sorted by path; hidden files and folders are left out. A sub-folder that cannot be
/// listed becomes a sentence in `notices`.
pub(super) fn scan(folder: &Path, notices: &mut Vec<String>) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    list(folder, "", 0, &mut found, notices)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn list(folder: &Path, below: &str, depth: usize, found: &mut Vec<Found>, notices: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let path = if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
        let is_briefings = holds_briefings(Path::new(name));
        let Ok(kind) = entry.file_type() else { continue };
        // A link is followed to a file, not into a folder: folders that hold themselves would never end.
        if kind.is_dir() && depth < DEPTH {
            if let Err(error) = list(&entry.path(), &path, depth + 1, found, notices) {
                notices.push(sanitize::line(&format!("{path}: {error}")).into_owned());
            }
        } else if is_briefings {
            found.extend(look(&entry.path(), path));
        }
    }
    Ok(())
}

/// The file at `file`, which is `path` below the library; `None` when there is none.
pub(super) fn look(file: &Path, path: String) -> Option<Found> {
    let data = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
    let changed = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let changed = changed.and_then(|time| u64::try_from(time.as_nanos()).ok()).unwrap_or(0);
    Some(Found { path, size: data.len(), changed })
}

/// Whether a file of this name holds briefings.
pub(in crate::library) fn holds_briefings(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml" || extension == "jsonl")
}

/// Whether a file holds many briefings, one a line.
pub(super) fn is_pack(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "jsonl")
}

/// The sub-folder of a file, as collections are called.
pub(in crate::library) fn collection(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
