//! `attache index`: the index of a library, built or brought up to date.

use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{output, phrase};
use crate::{
    config,
    error::{Exit, Failure},
    library::{
        Library,
        decisions::Decisions,
        index::{Cancel, Error, Memory, Place, Progress, Report, Scope},
        shelf::Shelf,
        state::{Marks, State},
    },
};

/// Brings the index of the library up to date and says what has changed.
pub(super) fn run(folder: Option<PathBuf>, anew: bool) -> Result<Exit, Failure> {
    let Some(folder) = config::library(folder) else {
        return Err(Failure::new("your library", "you have no home folder", "name a folder: attache index FOLDER"));
    };
    if !folder.is_dir() {
        let mend = "'attache add FILE' begins it";
        return Err(Failure::absent(output::shown(&folder), "there is no such library", mend));
    }
    let place = place(&folder)?;
    let (_, report) = place.refresh(&folder, if anew { Scope::Anew } else { Scope::All }, &meter(), &Cancel::default()).map_err(told)?;
    for notice in &report.notices {
        output::complain(notice);
    }
    let mut out = output::stdout();
    writeln!(out, "{}", summary(&report))?;
    out.flush()?;
    Ok(if report.notices.is_empty() { Exit::Done } else { Exit::Absent })
}

/// `19 briefings: 2 read, 1 taken out`.
fn summary(report: &Report) -> String {
    let held = phrase::count(report.briefings, "briefing");
    let how = match (report.rebuilt, report.added, report.removed) {
        (true, ..) => "all read".to_owned(),
        (false, 0, 0) => "nothing has changed".to_owned(),
        (false, added, removed) => format!("{added} read, {removed} taken out"),
    };
    format!("{held}: {how}")
}

fn place(folder: &Path) -> Result<Place, Failure> {
    Place::of(folder).ok_or_else(|| Failure::new("the index", "you have no cache folder", "set XDG_CACHE_HOME"))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn told(error: Error) -> Failure {
    Failure::Told(error.to_string(), Exit::Failed)
}

/// Tells on a terminal how far the work is, four times a second.
pub(super) fn meter() -> impl Fn(Progress) {
    let shown = std::io::stderr().is_terminal();
    let last = std::cell::Cell::new(Instant::now());
    move |progress: Progress| {
        if shown && (last.get().elapsed() > Duration::from_millis(250) || progress.done >= progress.total) {
            last.set(Instant::now());
            let percent = (progress.done * 100).checked_div(progress.total).unwrap_or(100);
            let end = if progress.done >= progress.total { "\r\x1b[K" } else { "" };
            let _ = write!(std::io::stderr(), "\r{percent:3} % · {}{end}", phrase::count(progress.briefings, "briefing"));
        }
    }
}

/// The user's marks, for queries.
pub(super) fn marks() -> Arc<Marks> {
    config::marks().map_or_else(Arc::default, |path| Arc::clone(State::look(&path).marks()))
}

/// What the user decided about items.
pub(super) fn decisions() -> Result<Decisions, Failure> {
    let decisions = config::marks().map_or_else(|| Ok(Decisions::default()), |path| State::decided(&path));
    decisions.map_err(|problem| Failure::Told(problem, Exit::Failed))
}

/// The library at `folder` ready to be asked: by its index, brought up to date first where that can be; else in memory. A library that is not
/// there, or holds nothing, is the briefings that ship with the program, as in the reader.
pub(super) fn shelf(folder: Option<&Path>) -> Result<Shelf, Failure> {
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else { return Ok(Shelf::of(&Library::shipped())) };
    let asked = place(folder).and_then(|place| {
        let refreshed = place.refresh(folder, Scope::All, &meter(), &Cancel::default());
        let shelf = match refreshed {
            Ok((catalog, report)) => {
                report.notices.iter().for_each(output::complain);
                Shelf::with(folder, &place, catalog)
            }
            // Who may not write may still read.
            Err(error @ (Error::Busy | Error::Cache { .. } | Error::Words { .. })) => {
                output::complain(&error);
                Shelf::open(folder, &place)
            }
            Err(error) => return Err(told(error)),
        };
        shelf.ok_or_else(|| Failure::new("the index", "it cannot be read", "build it anew: attache index --anew"))
    });
    asked.or_else(|failure| {
        let (shelf, notices) = Memory::default().refresh(folder, &Cancel::default()).map_err(told)?;
        notices.iter().for_each(output::complain);
        shelf.ok_or(failure)
    })
}
