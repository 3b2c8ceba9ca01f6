//! Where the index of a library lies, and what of it can be used.

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};
use tantivy::{Directory, directory::MmapDirectory};

use super::words::WordIndex;
use crate::library::catalog::{Catalog, is_sound};

/// The file of the catalog.
const CATALOG: &str = "catalog";

/// The folder of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    folder: PathBuf,
}

impl Place {
    /// The place for the library at `library`, in the user's cache folder; `None` where the user has no such folder.
    #[must_use]
    pub fn of(library: &Path) -> Option<Self> {
        let caches = etcetera::choose_base_strategy().ok()?.cache_dir();
        Some(Self::under(&caches.join("attache"), library))
    }

    /// The place for the library at `library` among the indexes below `caches`.
    #[must_use]
    pub fn under(caches: &Path, library: &Path) -> Self {
        let path = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
        let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
        let name = hash.iter().take(8).fold(0_u64, |name, &byte| name << 8 | u64::from(byte));
        Self { folder: caches.join(format!("{name:016x}")) }
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn catalog_file(&self) -> PathBuf {
        self.folder.join(CATALOG)
    }

    pub(super) fn lock_file(&self) -> PathBuf {
        self.folder.join("lock")
    }

    pub(super) fn words_folder(&self, generation: u32) -> PathBuf {
        self.folder.join(format!("words-{generation}"))
    }

    /// The catalog as it was written last; `None` when there is none, or it is cut short or of another version.
    #[must_use]
    pub fn catalog(&self) -> Option<Catalog> {
        let folder = MmapDirectory::open(&self.folder).ok()?;
        Catalog::mapped(&folder.open_read(Path::new(CATALOG)).ok()?.read_bytes().ok()?)
    }

    /// As [`Place::catalog`], and every byte of it as it was written.
    pub(super) fn sound_catalog(&self) -> Option<Catalog> {
        let catalog = self.catalog()?;
        File::open(self.catalog_file()).and_then(is_sound).is_ok_and(|is_sound| is_sound).then_some(catalog)
    }

    /// The words that belong to a catalog; `None` when they are damaged.
    #[must_use]
    pub fn words(&self, catalog: &Catalog) -> Option<WordIndex> {
        let folder = self.words_folder(catalog.generation());
        // Opening would make a folder that is not there.
        folder.join("meta.json").is_file().then(|| WordIndex::open(&folder).ok()).flatten()
    }

    /// Replaces the catalog as a whole and drops words that no catalog needs any more.
    pub(super) fn write(&self, catalog: &Catalog) -> io::Result<()> {
        let file = tempfile::NamedTempFile::new_in(&self.folder)?;
        catalog.write(BufWriter::with_capacity(1 << 16, &file))?;
        file.persist(self.catalog_file())?;
        let current = self.words_folder(catalog.generation());
        for entry in fs::read_dir(&self.folder)?.filter_map(Result::ok) {
            let is_words = entry.file_name().to_string_lossy().starts_with("words-");
            if is_words && entry.path() != current {
                // Readers that still have it open keep what they have open.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Ok(())
    }
}
