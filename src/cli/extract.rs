//! `attache extract`: briefings to standard output.

use std::io::Write;

use super::{Articles, Format, markdown, output};
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
    ingest::each(&articles.files, &articles.options()?, |_, result| {
        match result {
            Ok(extraction) => {
                if !first && format != Format::Jsonl {
                    writeln!(out)?;
                }
                first = false;
                print(&mut out, &extraction.briefing, format)?;
            }
            Err(error) => {
                out.flush()?;
                output::complain(error);
                exit = Exit::Failed;
            }
        }
        Ok::<_, Failure>(())
    })?;
    out.flush()?;
    Ok(exit)
}

fn print(out: &mut impl Write, briefing: &Briefing, format: Format) -> Result<(), Failure> {
    match format {
        Format::Toml => write!(out, "{}", store::to_toml(briefing))?,
        Format::Markdown => write!(out, "{}", markdown::page(briefing))?,
        Format::Json => writeln!(out, "{}", store::to_json(briefing))?,
        Format::Jsonl => {
            store::write_json_line(&mut *out, briefing)?;
            writeln!(out)?;
        }
    }
    Ok(())
}
