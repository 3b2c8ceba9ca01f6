//! Reading a folder of briefings, on all cores.

use std::{
    fs, io,
    path::{Path, PathBuf},
    thread,
};

use crate::{
    briefing::{Briefing, anchor},
    sanitize,
};

/// What a folder held.
#[derive(Default)]
pub(super) struct Found {
    /// Each briefing with its collection.
    pub briefings: Vec<(Briefing, Option<String>)>,
    /// A sentence for each file that could not be read.
    pub notices: Vec<String>,
}

/// Reads every `*.toml` of `folder` and of its sub-folders, one level deep, in the order of their names.
pub(super) fn read(folder: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    let (mut files, folders) = list(folder)?;
    for inner in folders {
        match list(&inner) {
            Ok((more, _)) => files.extend(more),
            Err(error) => found.notices.push(format!("{}: {error}", inner.display())),
        }
    }
    let cores = thread::available_parallelism().map_or(1, usize::from).min(files.len().div_ceil(16)).max(1);
    let share = files.len().div_ceil(cores).max(1);
    let parts: Vec<Found> = thread::scope(|scope| {
        let workers: Vec<_> = files.chunks(share).map(|part| scope.spawn(|| read_all(part, folder))).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    for part in parts {
        found.briefings.extend(part.briefings);
        found.notices.extend(part.notices);
    }
    Ok(found)
}

fn read_all(files: &[PathBuf], root: &Path) -> Found {
    let mut found = Found::default();
    for path in files {
        match anchor::load(path) {
            Ok((briefing, lost)) => {
                if !lost.is_empty() {
                    let what = "some items no longer fit the text; 'attache check' names them";
                    found.notices.push(format!("{}: {what}", label(path)));
                }
                let collection = path.parent().filter(|&parent| parent != root).and_then(Path::file_name);
                found.briefings.push((briefing, collection.map(|name| sanitize::line(&name.to_string_lossy()).into_owned())));
            }
            Err(error) => found.notices.push(sanitize::line(&format!("{}: {error}", label(path))).into_owned()),
        }
    }
    found
}

/// The TOML files and the folders in `folder`, each sorted; hidden ones are left out.
fn list(folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            folders.push(path);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    folders.sort();
    Ok((files, folders))
}

/// How a path is called on screen: its last part.
pub(super) fn label(path: &Path) -> String {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), std::ffi::OsStr::to_string_lossy);
    sanitize::line(&name).into_owned()
}
