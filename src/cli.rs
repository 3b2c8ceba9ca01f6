//! Commands and exit codes.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::{
    error::{Exit, Failure},
    library::trash::Kind,
    manual,
    source::Options,
};

mod add;
mod check;
mod config;
mod explain;
mod extract;
mod index;
mod list;
mod logbook;
mod markdown;
mod output;
mod phrase;
mod plain;
mod read;
mod reader;
mod refresh;
mod remove;

const EXAMPLES: &str = "\
Examples:
  attache                          open the reader on your library
  attache read article.html        read an article at once, saving nothing
  attache add reports/*.md         put articles into your library
  attache extract a.txt -f json    print a briefing

Without a terminal the list of briefings, or the briefing, is printed as plain text.
Settings: 'attache config'. The reader's log: attache/attache.log in your folder of states (~/.local/state).
Exit codes: 0 done, 1 not there or problems found, 2 wrong usage or a bad file, 130 interrupted.";

/// What stands under the options of `list`.
fn list_help() -> String {
    format!("{LIST_EXAMPLES}\n\n{}", manual::queries().trim_end())
}

const LIST_EXAMPLES: &str = "\
Examples:
  attache list --query 'grain speaker:lavrov date:2022-01..2022-02'
  attache list --items assets -q 'asset:himars status:promised quantity:>=10'
  attache list --items quotes -q 'country:polish kind:direct' --format csv
  attache list --items speakers -q country:polish
  attache list --count speaker -q 'date:30d'

Exit code 1 when nothing answers.";

/// Turns news articles into structured briefings (who acts, who said what, which forces and weapons) and reads them in
/// the terminal.
#[derive(Debug, Parser)]
#[command(name = "attache", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Cli {
    /// Folder of briefings to open in the reader
    #[arg(value_name = "LIBRARY")]
    folder: Option<PathBuf>,
    /// Your library, a folder [default: `$ATTACHE_LIBRARY`, else attache/briefings in your data folder]
    #[arg(long, global = true, value_name = "PATH")]
    library: Option<PathBuf>,
    /// Your settings, a file [default: `$ATTACHE_CONFIG`, else attache/config.toml in your folder of settings]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles at once, saving nothing
    #[command(after_help = "\
Examples:
  attache read article.txt
  attache read --date 2022-01-18 --outlet 'The Daily' saved-page.html
  curl -s https://example.org/report.html | attache read -")]
    Read {
        #[command(flatten)]
        articles: Articles,
    },
    /// Put articles into the library, with a line each about what was found
    #[command(after_help = "\
Examples:
  attache add reports/*.md
  attache add --library ~/exercise --date 2024-05-02 message.txt

The same text again is no error: nothing is changed, and the line says so.")]
    Add {
        #[command(flatten)]
        articles: Articles,
    },
    /// Print the briefings of articles
    #[command(after_help = "\
Examples:
  attache extract article.txt > article.toml
  attache extract --format jsonl *.txt | jq .quotes
  attache extract -f markdown page.html")]
    Extract {
        #[command(flatten)]
        articles: Articles,
        /// Form to print
        #[arg(short, long, value_enum, default_value_t)]
        format: Format,
    },
    /// List what answers a query: briefings, quotes, speakers, actors or assets of the library
    #[command(after_help = list_help())]
    List {
        /// Folder of briefings [default: the library]
        #[arg(value_name = "LIBRARY")]
        folder: Option<PathBuf>,
        /// What to look for; see below
        #[arg(short, long, value_name = "QUERY", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
        query: String,
        /// What to list
        #[arg(short, long, value_enum, default_value_t)]
        items: ItemKind,
        /// At most so many
        #[arg(short = 'n', long, value_name = "NUMBER")]
        limit: Option<usize>,
        /// Form to print
        #[arg(short, long, value_enum, default_value_t)]
        format: ListFormat,
        /// Count the briefings by the values of a field instead: country, speaker, outlet, date, …
        #[arg(long, value_name = "FIELD", conflicts_with = "items")]
        count: Option<String>,
    },
    /// Build the index of a library, or bring it up to date
    #[command(after_help = "\
Examples:
  attache index
  attache index --anew ~/exercise

The index is a cache in your cache folder; it is made from the briefings and can be thrown away. 'attache list' brings it up to date by itself.")]
    Index {
        /// Folder of briefings [default: the library]
        #[arg(value_name = "LIBRARY")]
        folder: Option<PathBuf>,
        /// Read every briefing again
        #[arg(long)]
        anew: bool,
    },
    /// Extract the briefings of the library again that an older engine made
    #[command(after_help = "\
Examples:
  attache refresh
  attache refresh --all
  attache refresh --undo

Each is made anew from the text it holds, with the headline, day, outlet and author that stand in it. What you wrote yourself stays: an actor, a quote \
or an asset whose rule is \"hand\" takes the place of what the engine finds at the same words. Whatever changes, the file as it was is kept in the trash.")]
    Refresh {
        /// All of them, whichever engine made them
        #[arg(long)]
        all: bool,
        /// Bring back what the last refresh changed
        #[arg(long, conflicts_with = "all")]
        undo: bool,
    },
    /// Take briefings out of the library
    #[command(after_help = "\
Examples:
  attache remove 2022-01-18-blinken-heads-for-kyiv-42e0a097
  attache remove --query 'outlet:herald date:..2024' --yes
  attache remove --undo

You are asked first, unless you say --yes. What is taken out lies in attache/trash in your state folder until you delete it there. Packs (*.jsonl) are \
not changed.")]
    Remove {
        /// Ids of briefings, as 'attache list --format json' tells them
        #[arg(value_name = "ID", required_unless_present_any = ["query", "undo"])]
        ids: Vec<String>,
        /// What answers this query
        #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
        query: Option<String>,
        /// Do not ask
        #[arg(short, long)]
        yes: bool,
        /// Bring back what was taken out last
        #[arg(long, conflicts_with_all = ["ids", "query", "yes"])]
        undo: bool,
    },
    /// Look for mistakes in briefings edited by hand
    #[command(after_help = "\
Examples:
  attache check                    the whole library
  attache check briefings/a.toml

Every problem is a line `file:line: item: problem; mend`. Items that only moved are no problem: the reader finds them.")]
    Check {
        /// Briefings, or folders of them [default: the library]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Tell why: for every quote and asset the rules that were tried and the one that decided
    #[command(after_help = "\
Examples:
  attache explain article.txt
  attache explain article.txt --quote 3")]
    Explain {
        #[command(flatten)]
        articles: Articles,
        /// Only this quote
        #[arg(long, value_name = "NUMBER")]
        quote: Option<String>,
        /// Only this asset
        #[arg(long, value_name = "NUMBER")]
        asset: Option<String>,
    },
    /// Show, check, find or edit your settings: keys, colors, layout
    #[command(after_help = "\
Examples:
  attache config template | less   every setting, key and command there is
  attache config edit              change yours; a running reader follows
  attache config check             look for mistakes, told as file:line:column")]
    Config {
        #[command(subcommand)]
        task: config::Task,
    },
    /// Print a script that completes commands and options in your shell
    #[command(after_help = "\
Example:
  attache completions bash > ~/.local/share/bash-completion/completions/attache")]
    Completions {
        /// Your shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// The articles to work on and what the user says of them.
#[derive(Debug, Args)]
struct Articles {
    /// Plain text, Markdown or a saved web page; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Headline
    #[arg(long, value_name = "TEXT", help_heading = "What the text does not say")]
    title: Option<String>,
    /// Day of publication, as 2022-01-18; relative dates are reckoned from it
    #[arg(long, value_name = "DAY", value_parser = day, help_heading = "What the text does not say")]
    date: Option<Date>,
    /// Byline
    #[arg(long, value_name = "NAME", help_heading = "What the text does not say")]
    author: Option<String>,
    /// Publisher
    #[arg(long, value_name = "NAME", help_heading = "What the text does not say")]
    outlet: Option<String>,
    /// Address of the article
    #[arg(long, value_name = "ADDRESS", help_heading = "What the text does not say")]
    url: Option<String>,
}

/// A day as the option takes it.
fn day(written: &str) -> Result<Date, &'static str> {
    written.parse().map_err(|_| "no such day; write year, month and day as in 2022-01-18")
}

impl Articles {
    /// Whether the options say anything of the texts.
    const fn tell(&self) -> bool {
        self.title.is_some() || self.date.is_some() || self.author.is_some() || self.outlet.is_some() || self.url.is_some()
    }

    /// What the options say of the texts.
    fn options(&self) -> Result<Options, Failure> {
        if self.title.is_some() && self.files.len() > 1 {
            let problem = format_args!("one title for {} files", self.files.len());
            return Err(Failure::new("--title", problem, "give one file, or no title"));
        }
        Ok(Options {
            title: self.title.clone(),
            date: self.date,
            author: self.author.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
        })
    }
}

/// How `extract` prints a briefing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The form of the library
    #[default]
    Toml,
    /// Indented JSON
    Json,
    /// JSON, one briefing a line
    Jsonl,
    /// A page to read
    Markdown,
}

/// What `list` lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ItemKind {
    /// Briefings, newest first
    #[default]
    Briefings,
    /// Things said, with who said them
    Quotes,
    /// Persons, bodies and countries, each once
    Actors,
    /// Forces and equipment
    Assets,
    /// Those who speak, each once, most quoted first
    Speakers,
}

/// How `list` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Lines to read
    #[default]
    Table,
    /// One JSON array
    Json,
    /// Comma-separated values with a header
    Csv,
    /// A table in Markdown
    Markdown,
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(failure) = mistyped(arguments.get(1..).unwrap_or_default()) {
        return output::report(&failure).into();
    }
    let result = match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(cli),
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Failed } else { Exit::Done };
            error.print().map(|()| exit).map_err(Failure::from)
        }
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => output::report(&failure).into(),
    }
}

fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    let Cli { folder, library, config: settings, command } = cli;
    if let (Some(folder), Some(_)) = (&folder, &command) {
        return Err(Failure::new(output::shown(folder), "a folder before a command", "say --library with the command"));
    }
    match command {
        None => reader::run(folder.or(library), settings),
        Some(Command::Read { articles }) => read::run(&articles, settings),
        Some(Command::Add { articles }) => add::run(&articles, library),
        Some(Command::Extract { articles, format }) => extract::run(&articles, format),
        Some(Command::List { folder, query, items, limit, format, count }) => {
            list::run(folder.or(library), &list::Wanted { query, items, limit, format, count })
        }
        Some(Command::Index { folder, anew }) => index::run(folder.or(library), anew),
        Some(Command::Refresh { undo: true, .. }) => remove::undo(library, Kind::Refreshed),
        Some(Command::Refresh { all, .. }) => refresh::run(library, all),
        Some(Command::Remove { undo: true, .. }) => remove::undo(library, Kind::Removed),
        Some(Command::Remove { ids, query, yes, .. }) => remove::run(library, &remove::Wanted { ids, query, yes }),
        Some(Command::Check { paths }) => check::run(paths, library),
        Some(Command::Explain { articles, quote, asset }) => explain::run(&articles, &explain::Wanted { quote, asset }),
        Some(Command::Config { task }) => config::run(task, settings),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "attache", &mut script);
            output::print(&script)
        }
        Some(Command::Man) => output::print(&manual::page(Cli::command())?),
    }
}

/// A bare word that is neither a command nor a folder, before the options of a command can confuse the message.
fn mistyped(arguments: &[OsString]) -> Option<Failure> {
    let mut arguments = arguments.iter();
    let word = loop {
        let argument = arguments.next()?;
        if argument == "--library" || argument == "--config" {
            arguments.next();
        } else if argument == "--" || !argument.as_encoded_bytes().starts_with(b"-") {
            break argument;
        }
    };
    let path = Path::new(word);
    let shown = output::shown(path);
    let command = Cli::command();
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let is_known = word == "--" || names.iter().any(|name| OsStr::new(name) == word);
    if is_known || path.is_dir() || path.components().count() > 1 || shown.contains(std::path::is_separator) {
        return None;
    }
    let mend = if path.is_file() {
        format!("did you mean 'attache read {shown}'?")
    } else {
        let close = crate::name::nearest(&shown, names);
        close.map_or_else(|| "see 'attache --help'".to_owned(), |close| format!("did you mean '{close}'?"))
    };
    Some(Failure::Told(format!("no command or folder named '{shown}'; {mend}"), Exit::Failed))
}
