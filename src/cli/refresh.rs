//! `attache refresh`: briefings extracted again from the texts they hold, after the engine has become better.

use std::{io::Write, path::PathBuf};

use super::{output, phrase, remove};
use crate::{
    briefing::{Briefing, anchor, store},
    error::{Exit, Failure},
    ingest,
    library::{index, trash::Kind},
};

/// Extracts the briefings of the library again that an older engine made, or with `all` every one.
pub(super) fn run(folder: Option<PathBuf>, all: bool) -> Result<Exit, Failure> {
    let folder = remove::library(folder)?;
    let trash = remove::trash(&folder)?;
    let (paths, mut notices) = index::files(&folder).map_err(|error| remove::refused(&folder, &error))?;
    let batch = trash.batch(Kind::Refreshed).map_err(|error| remove::refused(&folder, &error))?;
    let (mut changed, mut same, mut newer) = (0, 0, 0);
    for path in paths {
        let file = folder.join(&path);
        let old = match anchor::load(&file) {
            Ok((old, _)) => old,
            Err(error) => {
                notices.push(format!("{path}: {error}"));
                continue;
            }
        };
        if !all && !is_older(&old) {
            newer += 1;
            continue;
        }
        // Decisions of the user lie apart from the briefings and are replayed on whatever is read: nothing is to be done for them here.
        let Some(new) = ingest::again(&old) else {
            notices.push(format!("{path}: this text broke the analysis; please report it, the briefing stays as it was"));
            continue;
        };
        let new = store::to_toml(&new);
        if std::fs::read_to_string(&file).is_ok_and(|old| old == new) {
            same += 1;
            continue;
        }
        batch.copy(&path).map_err(|error| remove::refused(&file, &error))?;
        store::write_atomic(&file, new.as_bytes()).map_err(|error| remove::refused(&file, &error))?;
        changed += 1;
    }
    drop(batch);
    for notice in &notices {
        output::complain(notice);
    }
    let mut out = output::stdout();
    let way_back = if changed == 0 { "" } else { "; 'attache refresh --undo' brings back what was" };
    writeln!(out, "{} changed, {same} as before, {newer} made by this engine{way_back}", phrase::count(changed, "briefing"))?;
    out.flush()?;
    Ok(if notices.is_empty() { Exit::Done } else { Exit::Absent })
}

/// Whether an older engine made it.
fn is_older(briefing: &Briefing) -> bool {
    let version = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    version(&briefing.engine) < version(env!("CARGO_PKG_VERSION"))
}
