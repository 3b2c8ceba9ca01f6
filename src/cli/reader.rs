//! `attache [LIBRARY]`: the reader, or the list of briefings where there is no terminal.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{output, plain};
use crate::{
    briefing::{Briefing, store},
    config,
    error::{Exit, Failure},
    library::Library,
    tui::{self, theme::Theme},
};

/// Opens the library at `folder`, or prints what is in it.
pub(super) fn run(folder: Option<PathBuf>) -> Result<Exit, Failure> {
    let folder = config::library(folder);
    if let Some(file) = folder.as_ref().filter(|folder| folder.is_file()) {
        let shown = output::shown(file);
        let mend = format!("to read an article, say 'attache read {shown}'");
        return Err(Failure::new(&shown, "this is a file, no folder of briefings", mend));
    }
    if config::is_interactive() {
        let library = match &folder {
            Some(folder) if folder.is_dir() => Library::open(folder).map_err(told)?,
            _ => Library::default(),
        };
        return show(if library.is_empty() { Library::shipped() } else { library });
    }
    let briefings = folder.as_deref().map(open).unwrap_or_default();
    let mut out = output::stdout();
    for briefing in &briefings {
        write!(out, "{}", plain::row(briefing, config::columns()))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Opens the reader on briefings that stand in no library.
pub(super) fn open_briefings(briefings: Vec<Briefing>) -> Result<Exit, Failure> {
    show(Library::of(briefings))
}

/// Runs the reader. A signal that ended it is the exit code, as a shell would tell it.
fn show(library: Library) -> Result<Exit, Failure> {
    let options = tui::Options { theme: Theme::from_env(), ..tui::Options::default() };
    match tui::run(library, options).map_err(told)? {
        tui::Exit::Quit => Ok(Exit::Done),
        exit @ tui::Exit::Signal(_) => std::process::exit(exit.code().into()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn told(error: impl ToString) -> Failure {
    Failure::Told(error.to_string(), Exit::Failed)
}

fn open(folder: &Path) -> Vec<Briefing> {
    let mut briefings: Vec<Briefing> =
        std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| store::load(&entry.ok()?.path()).ok()).collect();
    briefings.sort_by(|a, b| (b.published, &a.id).cmp(&(a.published, &b.id)));
    briefings
}
