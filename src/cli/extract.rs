//! `attache extract`: briefings to standard output.

use std::io::Write;

use super::{Articles, Format, output};
use crate::{
    briefing::{Briefing, store},
    error::{Exit, Failure},
    ingest,
};

/// Prints the briefings of `articles` in the order of the files; a bad file is named and passed over.
pub(super) fn run(articles: &Articles, format: Format) -> Result<Exit, Failure> {
    let mut out = output::stdout();
    let mut exit = Exit::Done;
    let mut first = true;
    ingest::each(&articles.files, &articles.header(), |path, result| {
        match result {
            Ok(extraction) => {
                print(&mut out, &extraction.briefing, format, first)?;
                first = false;
            }
            Err(message) => {
                out.flush()?;
                output::complain(&format!("{}: {message}", path.display()));
                exit = Exit::Failed;
            }
        }
        Ok::<_, Failure>(())
    })?;
    out.flush()?;
    Ok(exit)
}

fn print(out: &mut impl Write, briefing: &Briefing, format: Format, first: bool) -> Result<(), Failure> {
    if !first && format != Format::Jsonl {
        writeln!(out)?;
    }
    match format {
        Format::Toml | Format::Markdown => write!(out, "{}", store::to_toml(briefing))?,
        Format::Json => writeln!(out, "{}", store::to_json(briefing))?,
        Format::Jsonl => {
            store::write_json_line(&mut *out, briefing)?;
            writeln!(out)?;
        }
    }
    Ok(())
}
