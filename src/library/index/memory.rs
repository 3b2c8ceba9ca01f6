//! A library without an index: read into memory, and read again where files have changed.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use super::{
    build::{self, Cancel, Error},
    scan::{self, Found},
};
use crate::{
    briefing::{Briefing, store},
    library::shelf::Shelf,
    sanitize,
};

/// The briefings of a folder, file by file.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Held>,
    /// Whether a shelf was ever made of it.
    is_made: bool,
}

/// What a file held when it was read.
#[derive(Debug)]
struct Held {
    found: Found,
    briefings: Vec<Arc<Briefing>>,
    notices: Vec<String>,
}

impl Memory {
    /// Reads what has changed in the library at `library`. Tells what it holds now, if that is not what it held, and a sentence for each
    /// file that cannot be read.
    ///
    /// # Errors
    /// When the library cannot be listed, or the work is cancelled.
    pub fn refresh(&mut self, library: &Path, cancel: &Cancel) -> Result<(Option<Shelf>, Vec<String>), Error> {
        let mut notices = Vec::new();
        let found = scan::scan(library, &mut notices).map_err(|source| Error::Library { path: library.to_owned(), source })?;
        let mut old = std::mem::take(&mut self.files);
        let mut changed = false;
        for (path, size, changed_at) in found.iter() {
            let found = Found { path: path.to_owned(), size, changed: changed_at };
            let known = old.remove(&found.path).filter(|held| held.found == found);
            let held = match known {
                Some(held) => held,
                None if cancel.is_set() => return Err(Error::Cancelled),
                None => {
                    changed = true;
                    read(library, found)
                }
            };
            notices.extend_from_slice(&held.notices);
            self.files.insert(held.found.path.clone(), held);
        }
        if !changed && old.is_empty() && self.is_made {
            return Ok((None, notices));
        }
        self.is_made = true;
        let briefings = |(path, held): (&String, &Held)| {
            let path: Arc<str> = path.as_str().into();
            held.briefings.iter().map(move |briefing| (Arc::clone(briefing), Arc::clone(&path))).collect::<Vec<_>>()
        };
        Ok((Some(Shelf::held(self.files.iter().flat_map(briefings))), notices))
    }
}

/// Reads a file whole.
fn read(library: &Path, found: Found) -> Held {
    let mut held = Held { found, briefings: Vec::new(), notices: Vec::new() };
    let path = held.found.path.clone();
    let mut note = |problem: &str| held.notices.push(sanitize::line(&format!("{path}: {problem}")).into_owned());
    let source = match fs::read(library.join(&path)).map(String::from_utf8) {
        Ok(Ok(source)) => source,
        Ok(Err(_)) => {
            note("this is no UTF-8 text");
            return held;
        }
        Err(error) => {
            note(&store::reason(&error));
            return held;
        }
    };
    let is_pack = scan::is_pack(&path);
    let records: Vec<&str> = if is_pack { source.lines().filter(|line| !line.trim().is_empty()).collect() } else { vec![&source] };
    for record in records {
        match build::parse(record, is_pack) {
            Ok(briefing) => held.briefings.push(Arc::new(briefing)),
            Err(problem) => note(&problem),
        }
    }
    held
}
