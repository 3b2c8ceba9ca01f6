//! Files of a library that were taken out, and the way back.
//!
//! They lie beside the user's marks, in a folder named after the library's path, in a batch for each time something was taken out. The last
//! batch of a kind is brought back first, byte for byte, and nothing that has appeared in its place since is overwritten.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::index;
use crate::briefing::store;

/// Why files were taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The user removed them.
    Removed,
    /// They were made anew, and these are as they were before.
    Refreshed,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Refreshed => "refreshed",
        }
    }
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Paths below the library.
    pub back: Vec<String>,
    /// Paths below the library where something else lies now; what was taken out stays where it is.
    pub occupied: Vec<String>,
    /// Paths below the library that cannot be written to, each with the reason; what was taken out stays where it is.
    pub refused: Vec<(String, String)>,
}

/// What was taken out of one library.
#[derive(Clone, Debug)]
pub struct Trash {
    folder: PathBuf,
    library: PathBuf,
}

impl Trash {
    /// What was taken out of `library`, among all trash, which lies in the folder `trash`. Neither need exist.
    #[must_use]
    pub fn of(trash: &Path, library: &Path) -> Self {
        Self { folder: trash.join(index::name_of(library)), library: library.to_owned() }
    }

    /// A new batch.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn batch(&self, kind: Kind) -> io::Result<Batch<'_>> {
        fs::create_dir_all(&self.folder)?;
        let next = self.batches()?.last().map_or(1, |(number, _)| number + 1);
        let folder = self.folder.join(format!("{next:06}-{}", kind.name()));
        fs::create_dir(&folder)?;
        Ok(Batch { trash: self, folder })
    }

    /// Brings the last batch of a kind back; `None` when there is none.
    ///
    /// # Errors
    /// When the trash cannot be listed.
    pub fn undo(&self, kind: Kind) -> io::Result<Option<Undone>> {
        let batches = self.batches()?;
        let Some((_, folder)) = batches.iter().rev().find(|(_, path)| path.to_string_lossy().ends_with(kind.name())) else {
            return Ok(None);
        };
        let mut files = Vec::new();
        list(folder, "", &mut files)?;
        files.sort();
        let mut undone = Undone::default();
        for path in files {
            let (from, to) = (folder.join(&path), self.library.join(&path));
            if kind == Kind::Removed && to.try_exists()? {
                undone.occupied.push(path);
                continue;
            }
            match carry(&from, &to) {
                Ok(()) => undone.back.push(path),
                Err(error) => undone.refused.push((path, store::reason(&error))),
            }
        }
        if undone.occupied.is_empty() && undone.refused.is_empty() {
            fs::remove_dir_all(folder)?;
        }
        Ok(Some(undone))
    }

    /// The batches by number, ascending.
    fn batches(&self) -> io::Result<Vec<(u32, PathBuf)>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let number = |entry: fs::DirEntry| Some((entry.file_name().to_str()?.split_once('-')?.0.parse().ok()?, entry.path()));
        let mut batches: Vec<(u32, PathBuf)> = entries.filter_map(Result::ok).filter_map(number).collect();
        batches.sort();
        Ok(batches)
    }
}

/// Files that are taken out together.
#[derive(Debug)]
pub struct Batch<'a> {
    trash: &'a Trash,
    folder: PathBuf,
}

impl Batch<'_> {
    /// Moves the file at `path`, below the library, out of it.
    ///
    /// # Errors
    /// When it cannot be moved; it stays in the library then.
    pub fn take(&self, path: &str) -> io::Result<()> {
        carry(&self.trash.library.join(path), &self.folder.join(path))
    }

    /// Keeps a copy of the file at `path`, below the library.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn copy(&self, path: &str) -> io::Result<()> {
        copy(&self.trash.library.join(path), &self.folder.join(path))
    }

    /// Gives up the copy of the file at `path`, which was not changed after all.
    pub fn forget(&self, path: &str) {
        // One that stays is brought back over the same content, which changes nothing.
        let _ = fs::remove_file(self.folder.join(path));
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        // A batch of nothing is none; one of something is not empty and stays.
        drop_empty(&self.folder);
    }
}

/// Removes a folder that holds nothing but folders without a file.
fn drop_empty(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).for_each(|entry| drop_empty(&entry.path()));
    let _ = fs::remove_dir(folder);
}

/// Moves a file, also from one file system to another.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            copy(from, to)?;
            fs::remove_file(from)
        }
        moved => moved,
    }
}

/// Copies a file; the copy appears whole or not at all, and is on the disk.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    io::copy(&mut fs::File::open(from)?, &mut new)?;
    new.as_file().sync_all()?;
    fs::set_permissions(new.path(), fs::metadata(from)?.permissions())?;
    new.persist(to)?;
    Ok(())
}

/// The files below `folder`, as paths with parts joined by `/`.
fn list(folder: &Path, below: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let path = if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
        if entry.file_type()?.is_dir() { list(&entry.path(), &path, files)? } else { files.push(path) }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_comes_back_the_last_first() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        let write = |path: &str, text: &str| {
            fs::create_dir_all(library.join(path).parent().unwrap()).unwrap();
            fs::write(library.join(path), text).unwrap();
        };
        let read = |path: &str| fs::read_to_string(library.join(path)).ok();
        for (path, text) in [("a.toml", "a"), ("north/b.toml", "b\r\n"), ("c.toml", "c")] {
            write(path, text);
        }
        let trash = Trash::of(&folder.path().join("trash"), &library);
        assert_eq!(trash.undo(Kind::Removed).unwrap(), None);
        let first = trash.batch(Kind::Removed).unwrap();
        first.take("a.toml").unwrap();
        first.take("north/b.toml").unwrap();
        assert!(first.take("nothing.toml").is_err());
        drop(first);
        drop(trash.batch(Kind::Removed).unwrap());
        trash.batch(Kind::Removed).unwrap().take("c.toml").unwrap();
        trash.batch(Kind::Refreshed).unwrap().copy("../library/a.toml").unwrap_err();
        assert_eq!([read("a.toml"), read("north/b.toml"), read("c.toml")], [None, None, None]);
        assert_eq!(trash.undo(Kind::Removed).unwrap().unwrap().back, ["c.toml"]);
        write("a.toml", "new");
        let undone = trash.undo(Kind::Removed).unwrap().unwrap();
        assert_eq!((undone.back, undone.occupied), (vec!["north/b.toml".to_owned()], vec!["a.toml".to_owned()]));
        assert_eq!([read("a.toml"), read("north/b.toml")], [Some("new".to_owned()), Some("b\r\n".to_owned())]);
        fs::remove_file(library.join("a.toml")).unwrap();
        assert_eq!(trash.undo(Kind::Removed).unwrap().unwrap().back, ["a.toml"]);
        assert_eq!(read("a.toml").as_deref(), Some("a"));
    }

    #[test]
    fn a_batch_whose_copies_were_all_given_up_hides_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        fs::create_dir_all(library.join("north")).unwrap();
        fs::write(library.join("north/a.toml"), "old").unwrap();
        let trash = Trash::of(&folder.path().join("trash"), &library);
        trash.batch(Kind::Refreshed).unwrap().copy("north/a.toml").unwrap();
        fs::write(library.join("north/a.toml"), "new").unwrap();
        let batch = trash.batch(Kind::Refreshed).unwrap();
        batch.copy("north/a.toml").unwrap();
        batch.forget("north/a.toml");
        drop(batch);
        let undone = trash.undo(Kind::Refreshed).unwrap().unwrap();
        assert_eq!(undone.back, ["north/a.toml"]);
        assert_eq!(fs::read_to_string(library.join("north/a.toml")).unwrap(), "old");
    }

    #[test]
    fn what_cannot_come_back_keeps_nothing_else_away() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        fs::create_dir_all(&library).unwrap();
        let trash = Trash::of(&folder.path().join("trash"), &library);
        let batch = trash.batch(Kind::Refreshed).unwrap();
        for path in ["a.toml", "b.toml", "c.toml", "d.toml"] {
            fs::write(library.join(path), "old").unwrap();
            batch.copy(path).unwrap();
            fs::write(library.join(path), "new").unwrap();
        }
        batch.forget("d.toml");
        drop(batch);
        fs::remove_file(library.join("b.toml")).unwrap();
        fs::create_dir_all(library.join("b.toml/c")).unwrap();
        let undone = trash.undo(Kind::Refreshed).unwrap().unwrap();
        assert_eq!(undone.back, ["a.toml", "c.toml"]);
        assert_eq!(undone.refused.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["b.toml"]);
        let content = |path: &str| fs::read_to_string(library.join(path)).unwrap();
        assert_eq!([content("a.toml"), content("c.toml"), content("d.toml")], ["old", "old", "new"]);
        fs::remove_dir_all(library.join("b.toml")).unwrap();
        assert_eq!(trash.undo(Kind::Refreshed).unwrap().unwrap().back, ["b.toml"]);
        assert_eq!(trash.undo(Kind::Refreshed).unwrap(), None);
    }

    #[test]
    fn what_was_made_anew_is_as_it_was_before() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        fs::create_dir_all(&library).unwrap();
        fs::write(library.join("a.toml"), "old").unwrap();
        let trash = Trash::of(&folder.path().join("trash"), &library);
        trash.batch(Kind::Refreshed).unwrap().copy("a.toml").unwrap();
        fs::write(library.join("a.toml"), "new").unwrap();
        assert_eq!(trash.undo(Kind::Refreshed).unwrap().unwrap().back, ["a.toml"]);
        assert_eq!(fs::read_to_string(library.join("a.toml")).unwrap(), "old");
        assert_eq!(trash.undo(Kind::Refreshed).unwrap(), None);
    }
}
