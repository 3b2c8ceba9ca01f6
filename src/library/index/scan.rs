//! The files of a library: briefings and packs, in sub-folders of any depth.

use std::{fs, io, ops::Range, path::Path, time::UNIX_EPOCH};

use crate::sanitize;

/// How deep sub-folders are followed.
const DEPTH: usize = 16;

/// The files of a folder, by path. Their paths lie in one stretch of memory: each by itself, those of a big library would leave holes that the
/// system never gets back.
#[derive(Debug, Default)]
pub(super) struct Listing {
    paths: String,
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    /// Where its path lies.
    path: Range<usize>,
    size: u64,
    changed: u64,
}

impl Listing {
    /// How many files.
    pub(super) const fn len(&self) -> usize {
        self.files.len()
    }

    /// Bytes of all files together.
    pub(super) fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Path, size and time of each, as [`Found`] has them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u64, u64)> {
        self.files.iter().map(|file| (self.path(file), file.size, file.changed))
    }

    fn path(&self, file: &File) -> &str {
        self.paths.get(file.path.clone()).unwrap_or_default()
    }

    fn push(&mut self, found: &Found) {
        let start = self.paths.len();
        self.paths.push_str(&found.path);
        self.files.push(File { path: start..self.paths.len(), size: found.size, changed: found.changed });
    }

    fn sort(&mut self) {
        let path = |file: &File| self.paths.get(file.path.clone()).unwrap_or_default();
        self.files.sort_unstable_by(|a, b| path(a).cmp(path(b)));
    }
}

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
pub(super) fn scan(folder: &Path, notices: &mut Vec<String>) -> io::Result<Listing> {
    let mut listing = Listing::default();
    list(folder, "", 0, &mut listing, notices)?;
    listing.sort();
    Ok(listing)
}

fn list(folder: &Path, below: &str, depth: usize, found: &mut Listing, notices: &mut Vec<String>) -> io::Result<()> {
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
        } else if is_briefings && let Some(file) = look(&entry.path(), path) {
            found.push(&file);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_has_the_files_of_all_folders_by_path() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for folder in ["b", "b/c", ".hidden"] {
            fs::create_dir(root.join(folder)).unwrap();
        }
        for (file, content) in
            [("z.toml", "1"), ("b/c/x.jsonl", "22"), ("b/y.toml", "333"), ("b-.toml", ""), ("a.txt", "4"), (".hidden/a.toml", "5")]
        {
            fs::write(root.join(file), content).unwrap();
        }
        let listing = scan(root, &mut Vec::new()).unwrap();
        let found: Vec<(&str, u64)> = listing.iter().map(|(path, size, _)| (path, size)).collect();
        assert_eq!(found, [("b-.toml", 0), ("b/c/x.jsonl", 2), ("b/y.toml", 3), ("z.toml", 1)]);
        assert_eq!((listing.len(), listing.size()), (4, 6));
        let known =
            |path: &str, size, changed| look(&root.join(path), path.to_owned()) == Some(Found { path: path.to_owned(), size, changed });
        assert!(listing.iter().all(|(path, size, changed)| known(path, size, changed)));
    }
}
