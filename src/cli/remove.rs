//! `attache remove`: briefings taken out of the library, and brought back.

use std::{
    collections::BTreeSet,
    io::{BufRead, IsTerminal, Write},
    path::{Path, PathBuf},
};

use jiff::Zoned;

use super::{index, output, phrase};
use crate::{
    config,
    error::{Exit, Failure},
    library::{
        answer::Items,
        decisions::Overlay,
        query::Query,
        shelf::Shelf,
        trash::{Kind, Trash},
    },
};

/// Titles shown before one is asked.
const SHOWN: usize = 10;

/// What is to be taken out.
pub(super) struct Wanted {
    pub ids: Vec<String>,
    pub query: Option<String>,
    pub yes: bool,
}

/// Takes briefings out of the library at `folder`.
pub(super) fn run(folder: Option<PathBuf>, wanted: &Wanted) -> Result<Exit, Failure> {
    let folder = library(folder)?;
    let trash = trash(&folder)?;
    let shelf = index::shelf(Some(&folder))?;
    let (rows, absent) = find(&shelf, wanted)?;
    for id in &absent {
        output::complain(format_args!("there is no briefing '{}' in the library", phrase::line(id)));
    }
    let catalog = shelf.catalog();
    let (own, packed): (Vec<u32>, Vec<u32>) = rows.into_iter().partition(|&row| catalog.row(row).is_some_and(|row| row.length == 0));
    if !packed.is_empty() {
        output::complain(format_args!("{} in packs, which are not changed: left there", phrase::count(packed.len(), "briefing")));
    }
    let left = if absent.is_empty() && packed.is_empty() { Exit::Done } else { Exit::Absent };
    if own.is_empty() {
        output::complain("nothing is taken out");
        return Ok(Exit::Absent);
    }
    if !wanted.yes && !agreed(&shelf, &own)? {
        return Ok(Exit::Absent);
    }
    let batch = trash.batch(Kind::Removed).map_err(|error| refused(&folder, &error))?;
    for path in own.iter().filter_map(|&row| catalog.row(row)).map(|row| shelf.path(row)) {
        batch.take(path).map_err(|error| refused(&folder.join(path), &error))?;
    }
    drop(batch);
    let mut out = output::stdout();
    writeln!(out, "{} taken out; 'attache remove --undo' brings {} back", phrase::count(own.len(), "briefing"), them(own.len()))?;
    out.flush()?;
    Ok(left)
}

/// Brings back what was taken out last, or made anew last.
pub(super) fn undo(folder: Option<PathBuf>, kind: Kind) -> Result<Exit, Failure> {
    let folder = library(folder)?;
    let undone = trash(&folder)?.undo(kind).map_err(|error| refused(&folder, &error))?;
    let Some(undone) = undone else {
        output::complain("there is nothing to bring back");
        return Ok(Exit::Absent);
    };
    for path in &undone.occupied {
        output::complain(format_args!("{}: another file has this name now; move it away and say it again", phrase::line(path)));
    }
    for (path, reason) in &undone.refused {
        output::complain(format_args!("{}: {reason}; what it was stays in the trash", phrase::line(path)));
    }
    let mut out = output::stdout();
    writeln!(out, "{} brought back", phrase::count(undone.back.len(), "briefing"))?;
    out.flush()?;
    Ok(if undone.occupied.is_empty() && undone.refused.is_empty() { Exit::Done } else { Exit::Absent })
}

/// The library at `folder`, which must be there.
pub(super) fn library(folder: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let Some(folder) = config::library(folder) else {
        return Err(Failure::new("your library", "you have no home folder", "name a folder with --library"));
    };
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Failure::absent(output::shown(&folder), "there is no such library", "'attache add FILE' begins it"))
    }
}

/// Where what is taken out of a library goes.
pub(super) fn trash(library: &Path) -> Result<Trash, Failure> {
    let trash = config::trash().ok_or_else(|| Failure::new("the trash", "you have no folder for it", "set XDG_STATE_HOME"))?;
    Ok(Trash::of(&trash, library))
}

pub(super) fn refused(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Told(format!("{}: {}", output::shown(path), crate::briefing::store::reason(error)), Exit::Failed)
}

/// The rows that are meant, in the order of lists, and the ids that no briefing has.
fn find(shelf: &Shelf, wanted: &Wanted) -> Result<(Vec<u32>, Vec<String>), Failure> {
    let catalog = shelf.catalog();
    let mut absent: BTreeSet<&str> = wanted.ids.iter().map(String::as_str).collect();
    let mut rows = Vec::new();
    let found = match &wanted.query {
        Some(query) => {
            let query = Query::parse(query, Zoned::now().date());
            let query = query.map_err(|error| Failure::Told(format!("the query, {error}"), Exit::Failed))?;
            let answer = Overlay::of(shelf, &index::decisions()?).answer(shelf, Items::Briefings, &query, &*index::marks());
            // What is only nearly meant is not thrown away.
            if let Some(loose) = answer.loose.first() {
                return Err(Failure::new(
                    "the query",
                    format_args!("nothing has '{}' as a word", loose.word),
                    "say exactly what is to be taken out",
                ));
            }
            Some(answer.found)
        }
        None => None,
    };
    for &row in catalog.order() {
        let id = catalog.row(row).map(|row| catalog.id(row)).unwrap_or_default();
        if wanted.ids.iter().any(|wanted| *wanted == id) {
            absent.remove(&*id);
            rows.push(row);
        } else if found.as_ref().is_some_and(|found| found.has(row)) {
            rows.push(row);
        }
    }
    Ok((rows, absent.into_iter().map(str::to_owned).collect()))
}

/// Whether the user agrees to take these out.
fn agreed(shelf: &Shelf, rows: &[u32]) -> Result<bool, Failure> {
    let count = phrase::count(rows.len(), "briefing");
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new("remove", format_args!("this takes out {count}"), "if that is meant, say --yes"));
    }
    let mut out = std::io::stderr();
    for summary in rows.iter().take(SHOWN).filter_map(|&row| shelf.catalog().summary(row)) {
        write!(out, "{}", super::plain::row(&summary, config::columns()))?;
    }
    let more = rows.len().saturating_sub(SHOWN);
    let more = if more == 0 { String::new() } else { format!(" ({more} more than shown)") };
    write!(out, "Take out {count}{more}? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

const fn them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}
