//! `attache read`: articles in the reader at once, saving nothing.

use std::{
    ffi::OsStr,
    io::Write,
    path::{Path, PathBuf},
};

use super::{Articles, output, plain};
use crate::{
    briefing::{Briefing, anchor},
    config,
    error::{Exit, Failure, sentence},
    ingest,
};

/// Reads `articles` and shows them: in the reader, or as plain text where there is no terminal.
pub(super) fn run(articles: &Articles, settings: Option<PathBuf>) -> Result<Exit, Failure> {
    let options = articles.options()?;
    let mut exit = Exit::Done;
    let mut briefings = Vec::new();
    let mut keep = |result: Result<Briefing, String>| match result {
        Ok(briefing) => briefings.push(briefing),
        Err(message) => {
            output::complain(message);
            exit = Exit::Failed;
        }
    };
    let (saved, fresh): (Vec<PathBuf>, Vec<PathBuf>) = articles.files.iter().cloned().partition(|path| is_briefing(path));
    for path in &saved {
        keep(reopen(path));
    }
    ingest::each(&fresh, &options, |_, result| {
        keep(result.map(|extraction| extraction.briefing).map_err(|error| error.to_string()));
        Ok::<_, Failure>(())
    })?;
    if briefings.is_empty() {
        return Ok(exit);
    }
    if config::is_interactive() {
        return Ok(super::reader::open_briefings(briefings, settings)?.max(exit));
    }
    let mut out = output::stdout();
    for (number, briefing) in briefings.iter().enumerate() {
        if number > 0 {
            writeln!(out, "\n{}\n", "-".repeat(config::columns()))?;
        }
        write!(out, "{}", plain::page(briefing, config::columns()))?;
    }
    out.flush()?;
    Ok(exit)
}

/// Whether `path` is a briefing that was saved before, and no article.
fn is_briefing(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("toml"))
}

fn reopen(path: &Path) -> Result<Briefing, String> {
    let (briefing, lost) = anchor::load(path).map_err(|error| sentence(output::shown(path), error, "see `attache check`"))?;
    for misfit in lost {
        let what = format!("{} {} no longer fits the text", misfit.list, misfit.index + 1);
        output::complain(sentence(output::shown(path), what, "see `attache check`"));
    }
    Ok(briefing)
}
