//! `attache add`: articles into the library.

use std::{io::Write, path::PathBuf};

use super::{Articles, output, phrase};
use crate::{
    briefing::store::{self, Outcome},
    config,
    error::{Exit, Failure},
    ingest,
};

/// Saves the briefings of `articles`, with a line each about what was found.
pub(super) fn run(articles: &Articles, library: Option<PathBuf>) -> Result<Exit, Failure> {
    let Some(folder) = config::library(library) else {
        return Err(Failure::new("library", "there is no home folder to keep it in", "name a folder with --library"));
    };
    let mut out = output::stdout();
    let mut exit = Exit::Done;
    let unheard = if articles.tell() { "; to change what it says of the article, edit it" } else { "" };
    ingest::each(&articles.files, &articles.options()?, |path, result| {
        match result {
            Ok(extraction) => {
                let briefing = &extraction.briefing;
                let title = phrase::line(&briefing.title);
                match store::save(&folder, briefing) {
                    Ok(Outcome::Added(path)) => {
                        writeln!(out, "added: {title} · {} · {}", phrase::summary(briefing), output::shown(&path))?;
                    }
                    Ok(Outcome::Unchanged(path)) => {
                        writeln!(out, "unchanged: {title} · the same text is in {} already{unheard}", output::shown(&path))?;
                    }
                    Err(error) => {
                        let mend = "name another folder with --library";
                        return Err(Failure::new(
                            output::shown(&folder),
                            format_args!("{} cannot be saved there: {error}", output::shown(path)),
                            mend,
                        ));
                    }
                }
                // The file is on the disk; say so at once.
                out.flush()?;
            }
            Err(error) => {
                output::complain(error);
                exit = Exit::Failed;
            }
        }
        Ok::<_, Failure>(())
    })?;
    Ok(exit)
}
