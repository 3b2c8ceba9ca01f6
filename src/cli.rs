//! Commands and exit codes.

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::{
    article::Header,
    error::{Exit, Failure},
};

mod extract;
mod output;

/// Turns news articles into structured briefings (who acts, who said what, which forces and weapons) and reads them.
#[derive(Debug, Parser)]
#[command(name = "attache", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    /// Folder of briefings to open in the reader
    #[arg(value_name = "LIBRARY")]
    folder: Option<PathBuf>,
    /// Folder of briefings [default: `$ATTACHE_LIBRARY`, else `attache/briefings` in the user's data folder]
    #[arg(long, global = true, value_name = "PATH")]
    library: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  attache                        open the reader on your library, or on the briefings that ship with it
  attache read article.txt       read an article at once, saving nothing
  attache add *.html             put saved pages into the library
  attache extract a.md -f json   print a briefing

Exit codes: 0 done · 1 not there, or problems found · 2 wrong usage or a bad file · 130 interrupted";

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the briefings of articles
    Extract {
        #[command(flatten)]
        articles: Articles,
        /// Form to print
        #[arg(short, long, value_enum, default_value_t)]
        format: Format,
    },
}

/// The articles to work on and what the user says of them.
#[derive(Debug, Args)]
struct Articles {
    /// Plain text, Markdown or saved HTML; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Headline, where the text does not say
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Day of publication, YYYY-MM-DD; relative dates are reckoned from it
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Byline
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Publisher
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Address of the article
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
}

impl Articles {
    /// The header that the options make.
    fn header(&self) -> Header {
        Header {
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            author: self.author.clone(),
            published: self.date,
            url: self.url.clone(),
            language: None,
        }
    }
}

/// How `extract` prints a briefing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The form of the library, one file after the other
    #[default]
    Toml,
    /// Indented, for reading by machines and by people
    Json,
    /// One briefing a line
    Jsonl,
    /// A readable briefing
    Markdown,
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { Exit::Failed } else { Exit::Done };
            let _ = error.print();
            return code.into();
        }
    };
    match dispatch(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => output::report(&failure).into(),
    }
}

fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    match cli.command {
        None => {
            Cli::command().print_help()?;
            Ok(Exit::Done)
        }
        Some(Command::Extract { articles, format }) => extract::run(&articles, format),
    }
}
