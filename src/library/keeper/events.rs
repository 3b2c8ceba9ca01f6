//! Which changes of files concern a library.

use std::{collections::BTreeSet, path::Path};

use notify::{
    Event, EventKind,
    event::{AccessKind, AccessMode, CreateKind, RemoveKind},
};

use crate::library::index::{self, Scope};

/// What in a library may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// These files, as paths below the library.
    Files(BTreeSet<String>),
    /// Anything.
    All,
}

impl Default for Changes {
    fn default() -> Self {
        Self::Files(BTreeSet::new())
    }
}

impl Changes {
    /// What may have changed in the library at `root`, by what the system tells; `None` where that is nothing. Reading is no change, and
    /// what is hidden is none of its.
    pub(super) fn of(event: &notify::Result<Event>, root: &Path) -> Option<Self> {
        let Ok(event) = event else { return Some(Self::All) };
        match event.kind {
            EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write) => return None,
            _ if event.need_rescan() || event.paths.is_empty() => return Some(Self::All),
            _ => {}
        }
        let is_folder = matches!(event.kind, EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder));
        event.paths.iter().filter_map(|path| part(path, root, is_folder)).reduce(Self::and)
    }

    /// These and those.
    pub(super) fn and(self, more: Self) -> Self {
        match (self, more) {
            (Self::Files(mut files), Self::Files(more)) => {
                files.extend(more);
                Self::Files(files)
            }
            _ => Self::All,
        }
    }

    /// What an index must look at.
    pub(super) const fn scope(&self) -> Scope<'_> {
        match self {
            Self::Files(files) => Scope::Files(files),
            Self::All => Scope::All,
        }
    }
}

/// What may have changed when the path of a file or a folder has.
fn part(path: &Path, root: &Path, is_folder: bool) -> Option<Changes> {
    let Ok(below) = path.strip_prefix(root) else { return Some(Changes::All) };
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    // What has no name in Unicode is no briefing; it may be a folder of some.
    let Some(parts) = parts else { return Some(Changes::All) };
    if parts.iter().any(|part| part.starts_with('.')) {
        return None;
    }
    if !is_folder && index::holds_briefings(path) && !path.is_dir() {
        return Some(Changes::Files(BTreeSet::from([parts.join("/")])));
    }
    // What is no file now may have been a folder.
    (!path.is_file()).then_some(Changes::All)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use notify::event::ModifyKind;

    use super::*;

    #[test]
    fn a_briefing_written_or_renamed_concerns_reading_it_does_not() {
        let root = Path::new("/home/.data/library");
        let changes = |kind, path: &str| Changes::of(&Ok(Event { kind, paths: vec![PathBuf::from(path)], ..Event::default() }), root);
        let wrote = EventKind::Modify(ModifyKind::Any);
        let file = |path: &str| Some(Changes::Files(BTreeSet::from([path.to_owned()])));
        assert_eq!(changes(wrote, "/home/.data/library/north/a.toml"), file("north/a.toml"));
        assert_eq!(changes(EventKind::Create(CreateKind::Folder), "/home/.data/library/north"), Some(Changes::All));
        assert_eq!(changes(EventKind::Remove(RemoveKind::Folder), "/home/.data/library/odd.toml"), Some(Changes::All));
        assert_eq!(changes(wrote, "/home/.data/library/.tmp4711"), None);
        assert_eq!(changes(wrote, "/home/.data/library/.git/x.toml"), None);
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert_eq!(changes(read, "/home/.data/library/a.toml"), None);
        assert_eq!(Changes::of(&Err(notify::Error::generic("too many")), root), Some(Changes::All));
    }
}
