//! `attache [LIBRARY]`: the reader, or the list of briefings where there is no terminal.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{logbook, output, plain};
use crate::{
    briefing::Briefing,
    config,
    error::{Exit, Failure},
    library::Library,
    tui,
};

/// Opens the library at `folder`, or prints what is in it.
pub(super) fn run(folder: Option<PathBuf>, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    let library = open(config::library(folder).as_deref())?;
    if config::is_interactive() {
        return show(library, settings);
    }
    for notice in library.notices() {
        output::complain(notice);
    }
    let mut out = output::stdout();
    for summary in library.summaries() {
        write!(out, "{}", plain::row(summary, config::columns()))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Opens the reader on briefings that stand in no library.
pub(super) fn open_briefings(briefings: Vec<Briefing>, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    show(Library::of(briefings), settings)
}

/// The library at `folder`; while there is nothing in it, the briefings that ship with the program.
fn open(folder: Option<&Path>) -> Result<Library, Failure> {
    if let Some(folder) = folder {
        if folder.is_file() {
            let shown = output::shown(folder);
            let mend = format!("to read an article, say 'attache read {shown}'");
            return Err(Failure::new(&shown, "this is a file, no folder of briefings", mend));
        }
        if folder.is_dir() {
            let library = Library::open(folder).map_err(told)?;
            if !library.is_empty() || !library.notices().is_empty() {
                return Ok(library);
            }
        }
    }
    let state = if folder.is_some_and(Path::is_dir) { "is empty" } else { "is not there yet" };
    let place = folder.map_or_else(|| "Your library".to_owned(), output::shown);
    Ok(Library::shipped()
        .noted(format!("These briefings ship with attache; 'attache add FILE' begins your own library. ({place} {state}.)")))
}

/// Runs the reader. A signal that ended it is the exit code, as a shell would tell it.
fn show(library: Library, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    let options = super::config::options(settings)?;
    let log = logbook::keep();
    let failed = |error: tui::Error| {
        log::error!("{error}");
        told(log.as_deref().map_or_else(|| error.to_string(), |log| format!("{error}; the log is {}", output::shown(log))))
    };
    match tui::run(library, options).map_err(failed)? {
        tui::Exit::Quit => Ok(Exit::Done),
        exit @ tui::Exit::Signal(_) => std::process::exit(exit.code().into()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn told(error: impl ToString) -> Failure {
    Failure::Told(error.to_string(), Exit::Failed)
}
