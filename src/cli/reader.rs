//! `attache [LIBRARY]`: the reader, or the list of briefings where there is no terminal.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Zoned;

use super::{logbook, output, plain};
use crate::{
    briefing::Briefing,
    config,
    error::{Exit, Failure},
    library::{
        Library,
        desk::{Desk, Home},
        index::{self, Cancel, Memory, Place},
        shelf::Shelf,
        state::State,
    },
    sanitize, tui,
};

/// A library of at most so many files is read before the first screen where it has no index.
const FEW: usize = 400;
/// And of at most so many bytes.
const LIGHT: u64 = 8 << 20;

/// Opens the library at `folder`, or prints what is in it.
pub(super) fn run(folder: Option<PathBuf>, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    let folder = config::library(folder);
    let folder = folder.as_deref();
    if let Some(file) = folder.filter(|folder| folder.is_file()) {
        let shown = output::shown(file);
        let mend = format!("to read an article, say 'attache read {shown}'");
        return Err(Failure::new(&shown, "this is a file, no folder of briefings", mend));
    }
    if config::is_interactive() {
        return show(open(folder)?, settings);
    }
    if weight(folder)?.0 == 0 {
        output::complain(shipped_notice(folder));
    }
    let shelf = super::index::shelf(folder)?;
    let mut out = output::stdout();
    for summary in shelf.catalog().order().iter().filter_map(|&row| shelf.catalog().summary(row)) {
        write!(out, "{}", plain::row(&summary, config::columns()))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Opens the reader on briefings that stand in no library.
pub(super) fn open_briefings(briefings: Vec<Briefing>, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    show(Library::of(briefings).into(), settings)
}

/// The library at `folder`; while there is nothing in it, the briefings that ship with the program.
fn open(folder: Option<&Path>) -> Result<Desk, Failure> {
    let shipped = || Library::shipped().noted(shipped_notice(folder)).into();
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else { return Ok(shipped()) };
    let place = Place::of(folder);
    let name = folder.file_name().map_or_else(|| folder.to_string_lossy(), std::ffi::OsStr::to_string_lossy);
    let desk = Desk {
        name: sanitize::line(&name).into_owned(),
        home: Some(Home { folder: folder.to_owned(), place: place.clone() }),
        ..Desk::default()
    };
    let known = place.and_then(|place| Shelf::open(folder, &place)).filter(|shelf| !shelf.catalog().order().is_empty());
    if let Some(shelf) = known {
        return Ok(Desk { shelf: Arc::new(shelf), ..desk });
    }
    match weight(Some(folder))? {
        (0, _) => Ok(shipped()),
        (files, bytes) if files <= FEW && bytes <= LIGHT => {
            let (shelf, notices) = Memory::default().refresh(folder, &Cancel::default()).map_err(told)?;
            Ok(Desk { shelf: Arc::new(shelf.unwrap_or_default()), notices, ..desk })
        }
        _ => Ok(Desk { coming: true, ..desk }),
    }
}

/// How many files the library has, and their bytes; none where it is not there.
fn weight(folder: Option<&Path>) -> Result<(usize, u64), Failure> {
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else { return Ok((0, 0)) };
    index::weight(folder).map_err(|source| told(index::Error::Library { path: folder.to_owned(), source }))
}

fn shipped_notice(folder: Option<&Path>) -> String {
    let state = if folder.is_some_and(Path::is_dir) { "is empty" } else { "is not there yet" };
    let shown = folder.map_or_else(|| "Your library".to_owned(), output::shown);
    format!("These briefings ship with attache; 'attache add FILE' begins your own library. ({shown} {state}.)")
}

/// Runs the reader. A signal that ended it is the exit code, as a shell would tell it.
fn show(desk: Desk, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    let state = config::marks().map_or_else(|| Ok(State::default()), |path| State::open(&path)).map_err(told)?;
    let desk = Desk { state, today: Zoned::now().date(), ..desk };
    let options = super::config::options(settings)?;
    let log = logbook::keep();
    let failed = |error: tui::Error| {
        log::error!("{error}");
        told(log.as_deref().map_or_else(|| error.to_string(), |log| format!("{error}; the log is {}", output::shown(log))))
    };
    match tui::run(desk, options).map_err(failed)? {
        tui::Exit::Quit => Ok(Exit::Done),
        exit @ tui::Exit::Signal(_) => std::process::exit(exit.code().into()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn told(error: impl ToString) -> Failure {
    Failure::Told(error.to_string(), Exit::Failed)
}

#[cfg(test)]
mod tests {
    use crate::{article::Article, extract::extract, lexicon::Lexicon};

    /// As the scorer's texts are: news, press releases, reports, politics; far more of them than ship.
    #[test]
    fn every_span_of_the_gold_texts_is_drawn() {
        let Ok(folder) = std::fs::read_dir("../shared/gold") else {
            eprintln!("skipped: ../shared/gold is not here");
            return;
        };
        let mut files: Vec<_> =
            folder.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "jsonl")).collect();
        files.sort();
        for line in files.iter().flat_map(|path| std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()) {
            let document: serde_json::Value = serde_json::from_str(&line).unwrap();
            let mut article = Article::from_text(document["text"].as_str().unwrap());
            article.header.title = document["title"].as_str().map(str::to_owned);
            crate::tui::check_drawn(&extract(&article, Lexicon::shared()).briefing);
        }
    }
}
