//! `attache refresh`: briefings extracted again from the texts they hold, after the engine has become better.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{index::meter, output, phrase, remove};
use crate::{
    briefing::{Briefing, anchor, store},
    error::{Exit, Failure},
    ingest,
    library::{
        index::{Files, Progress, files},
        trash::{Batch, Kind},
    },
};

/// Problems that are told one by one.
const TOLD: usize = 20;

/// Extracts the briefings of the library again that an older engine made, or with `all` every one. What goes wrong with one keeps no other
/// from being made.
pub(super) fn run(folder: Option<PathBuf>, all: bool) -> Result<Exit, Failure> {
    let folder = remove::library(folder)?;
    let trash = remove::trash(&folder)?;
    let Files { briefings, packs, notices: mut problems } = files(&folder).map_err(|error| remove::refused(&folder, &error))?;
    let batch = trash.batch(Kind::Refreshed).map_err(|error| remove::refused(&folder, &error))?;
    let meter = meter();
    let (mut changed, mut same, mut newer) = (0, 0, 0);
    for (number, path) in (1..).zip(&briefings) {
        match make(&folder, path, all, &batch) {
            Ok(Made::Changed) => changed += 1,
            Ok(Made::Same) => same += 1,
            Ok(Made::Newer) => newer += 1,
            Err(problem) => problems.push(phrase::line(&format!("{path}: {problem}"))),
        }
        meter(Progress { done: number, total: briefings.len() as u64, briefings: changed });
    }
    drop(batch);
    for problem in problems.iter().take(TOLD) {
        output::complain(problem);
    }
    if problems.len() > TOLD {
        output::complain(format_args!("and {} more like these", problems.len() - TOLD));
    }
    if !packs.is_empty() {
        let left = if packs.len() == 1 { "is left as it is" } else { "are left as they are" };
        output::complain(format_args!("{} {left}: what lies in packs is never changed", phrase::count(packs.len(), "pack")));
    }
    let mut out = output::stdout();
    let way_back = if changed == 0 { "" } else { "; 'attache refresh --undo' brings back what was" };
    writeln!(out, "{} changed, {same} as before, {newer} made by this engine{way_back}", phrase::count(changed, "briefing"))?;
    out.flush()?;
    Ok(if problems.is_empty() { Exit::Done } else { Exit::Absent })
}

/// What came of a briefing.
enum Made {
    Changed,
    /// This engine makes the same of it.
    Same,
    /// This engine made it.
    Newer,
}

/// Makes the briefing at `path` below `folder` anew; what it was is kept in `batch`. What went wrong is told in a few words.
fn make(folder: &Path, path: &str, all: bool, batch: &Batch<'_>) -> Result<Made, String> {
    let file = folder.join(path);
    let (old, _) = anchor::load(&file).map_err(|error| error.to_string())?;
    if !all && !is_older(&old) {
        return Ok(Made::Newer);
    }
    // Decisions of the user lie apart from the briefings and are replayed on whatever is read: nothing is to be done for them here.
    let new = ingest::again(&old).ok_or("this text broke the analysis; please report it, the briefing stays as it was")?;
    let new = store::to_toml(&new);
    if std::fs::read_to_string(&file).is_ok_and(|old| old == new) {
        return Ok(Made::Same);
    }
    let refused = |error: std::io::Error| format!("{}; the briefing stays as it was", store::reason(&error));
    batch.copy(path).map_err(refused)?;
    store::write_atomic(&file, new.as_bytes()).map_err(|error| {
        batch.forget(path);
        refused(error)
    })?;
    Ok(Made::Changed)
}

/// Whether an older engine made it.
fn is_older(briefing: &Briefing) -> bool {
    let version = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    version(&briefing.engine) < version(env!("CARGO_PKG_VERSION"))
}
