//! Where the index of a library lies, and what of it can be used.

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};
use tantivy::{
    Directory,
    directory::{MmapDirectory, OwnedBytes},
};

use super::words::WordIndex;
use crate::library::catalog::{Catalog, Edition, Part, is_sound};

/// The file of the catalog.
const CATALOG: &str = "catalog";

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    /// What is mapped is mapped once for all that share this place.
    maps: Arc<OnceLock<MmapDirectory>>,
    /// The words that were looked at last, with the catalog they were seen to fit, until somebody takes them.
    seen: Arc<Mutex<Option<(Edition, WordIndex)>>>,
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
        Self { folder: caches.join(name_of(library)), maps: Arc::default(), seen: Arc::default() }
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

    /// The greatest generation of words that lie in the folder, be they of this form or of another, written whole or not; 0 where there are none.
    pub(super) fn latest_words(&self) -> u32 {
        let names = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.file_name());
        names.filter_map(|name| name.to_str()?.strip_prefix("words-")?.parse().ok()).max().unwrap_or(0)
    }

    /// The catalog as it was written last; `None` when there is none, or it is damaged or of another version.
    #[must_use]
    pub fn catalog(&self) -> Option<Catalog> {
        // Between reading the one file and opening the other, another process may have written both anew.
        (0..3).find_map(|_| {
            let new = fs::read(self.catalog_file()).ok()?;
            match Catalog::base_of(&new)? {
                edition if edition == Edition::default() => Catalog::of_files(None, &new),
                edition => Catalog::of_files(Some(&self.mapped(edition)?), &new),
            }
        })
    }

    /// As [`Place::catalog`], and every byte of it as it was written.
    pub(super) fn sound_catalog(&self) -> Option<Catalog> {
        let catalog = self.catalog()?;
        let is_sound = |base: Edition| File::open(self.folder.join(base_name(base))).and_then(is_sound).is_ok_and(|is_sound| is_sound);
        catalog.base().is_none_or(is_sound).then_some(catalog)
    }

    /// The base of this edition, mapped into memory, once however often it is asked for.
    fn mapped(&self, base: Edition) -> Option<OwnedBytes> {
        if self.maps.get().is_none() {
            let _ = self.maps.set(MmapDirectory::open(&self.folder).ok()?);
        }
        self.maps.get()?.open_read(Path::new(&base_name(base))).ok()?.read_bytes().ok()
    }

    /// The words that belong to a catalog; `None` when they are damaged.
    #[must_use]
    pub fn words(&self, catalog: &Catalog) -> Option<WordIndex> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Words are only ever added: what was seen with this very catalog has all of its words.
        seen.filter(|(edition, _)| *edition == catalog.edition()).map(|(_, words)| words).or_else(|| self.open_words(catalog))
    }

    /// Whether the words that belong to a catalog can be used; they are kept for who [asks](Self::words) next, as opening them takes time.
    pub(super) fn has_words(&self, catalog: &Catalog) -> bool {
        let words = self.open_words(catalog);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = words.map(|words| (catalog.edition(), words));
        seen.is_some()
    }

    fn open_words(&self, catalog: &Catalog) -> Option<WordIndex> {
        let folder = self.words_folder(catalog.generation());
        // Opening would make a folder that is not there.
        folder.join("meta.json").is_file().then(|| WordIndex::open(&folder).ok()).flatten()
    }

    /// Writes all rows of the catalog as a new base, where much is new; tells whether it did. Nobody uses it before the catalog is
    /// [written](Self::write), too.
    pub(super) fn write_base(&self, catalog: &mut Catalog) -> io::Result<bool> {
        let wants_base = catalog.wants_base();
        if wants_base {
            self.put(catalog, Part::Base, &self.folder.join(base_name(catalog.edition())))?;
            catalog.set_base();
        }
        Ok(wants_base)
    }

    fn put(&self, catalog: &Catalog, part: Part, path: &Path) -> io::Result<()> {
        let file = tempfile::NamedTempFile::new_in(&self.folder)?;
        catalog.write(part, BufWriter::with_capacity(1 << 16, &file))?;
        file.persist(path).map(drop).map_err(io::Error::from)
    }

    /// Writes what has changed in the catalog since its base, or which rows of a new base are there, and drops what no catalog needs any more.
    pub(super) fn write(&self, catalog: &Catalog, has_new_base: bool) -> io::Result<()> {
        self.put(catalog, if has_new_base { Part::Order } else { Part::New }, &self.catalog_file())?;
        let words = format!("words-{}", catalog.generation());
        let base = catalog.base().map(base_name);
        for entry in fs::read_dir(&self.folder)?.filter_map(Result::ok) {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // Readers that still have it open keep what they have open.
            if name.starts_with("words-") && *name != *words {
                let _ = fs::remove_dir_all(entry.path());
            } else if name.starts_with("base-") && base.as_deref() != Some(&*name) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

/// What the folders are called that belong to the library at `library`.
pub(in crate::library) fn name_of(library: &Path) -> String {
    let path = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let name = hash.iter().take(8).fold(0_u64, |name, &byte| name << 8 | u64::from(byte));
    format!("{name:016x}")
}

/// The file of a base.
fn base_name(edition: Edition) -> String {
    format!("base-{}-{}", edition.generation, edition.change)
}
