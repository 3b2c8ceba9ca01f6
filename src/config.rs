//! Settings of the user, as a file of theirs and the environment tell them.

use std::{
    env,
    ffi::OsString,
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, base_strategy::Xdg};

mod colors;
mod parse;
mod settings;

pub use colors::{Depth, Ground};
pub use parse::{Problem, parse, take};
pub use settings::{Binding, Config, Icons, Kind, Layout, Preset, SETTINGS, Setting, ThemeName, Value};

/// The variable that names the library.
pub const LIBRARY: &str = "ATTACHE_LIBRARY";
/// The variable that names the file of settings.
pub const FILE: &str = "ATTACHE_CONFIG";

/// The variable that tells how much is logged: `off`, `error`, `warn`, `info`, `debug`, `trace`.
pub const LOG: &str = "ATTACHE_LOG";

/// The file of settings: `said` on the command line, else `$ATTACHE_CONFIG`, else `attache/config.toml` in the user's
/// folder of settings (`$XDG_CONFIG_HOME`, on every Unix). It need not exist.
///
/// `None` where the user has no home.
#[must_use]
pub fn file(said: Option<PathBuf>) -> Option<PathBuf> {
    let named = said.or_else(|| variable(FILE).map(PathBuf::from));
    named.or_else(|| Some(Xdg::new().ok()?.config_dir().join("attache/config.toml")))
}

/// The file that the reader keeps a log in: `attache/attache.log` in the user's folder of states (`$XDG_STATE_HOME`).
///
/// `None` where the user has no home.
#[must_use]
pub fn log_file() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.state_dir()?.join("attache/attache.log"))
}

/// The text of the file of settings; none where there is no file.
///
/// # Errors
/// When there is a file that cannot be read as text.
pub fn read(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read,
    }
}

/// How many colors the terminal shows, as the environment tells.
#[must_use]
pub fn depth() -> Depth {
    colors::depth(text_variable)
}

/// What the terminal shows its words on, as far as the environment tells.
#[must_use]
pub fn ground() -> Ground {
    colors::ground(text_variable)
}

/// Whether the environment lets things move by themselves.
#[must_use]
pub fn motion() -> bool {
    colors::motion(text_variable)
}

fn text_variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// The folder of the user's briefings: `said` on the command line, else `$ATTACHE_LIBRARY`, else `attache/briefings` in
/// the user's data folder (`$XDG_DATA_HOME`, on every Unix). It need not exist.
///
/// `None` where the user has no home.
#[must_use]
pub fn library(said: Option<PathBuf>) -> Option<PathBuf> {
    let named = said.or_else(|| variable(LIBRARY).map(PathBuf::from));
    named.or_else(|| Some(Xdg::new().ok()?.data_dir().join("attache/briefings")))
}

/// The file that keeps what the user does with briefings: `attache/marks.jsonl` in the user's state folder (`$XDG_STATE_HOME`, usually
/// `~/.local/state`).
///
/// `None` where the user has no home.
#[must_use]
pub fn marks() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.state_dir()?.join("attache/marks.jsonl"))
}

/// The folder for what is taken out of libraries: `attache/trash` in the user's state folder (`$XDG_STATE_HOME`).
///
/// `None` where the user has no home.
#[must_use]
pub fn trash() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.state_dir()?.join("attache/trash"))
}

/// Whether somebody sits before a terminal that can do more than print lines.
#[must_use]
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && variable("TERM").is_some_and(|term| term != "dumb")
}

/// Columns for plain text: the terminal's, else `$COLUMNS`, else 80; between 20 and 120, as longer lines read badly.
#[must_use]
pub fn columns() -> usize {
    let terminal = || crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|&columns| columns > 0);
    let seen = if io::stdout().is_terminal() { terminal() } else { None };
    let said = || variable("COLUMNS")?.to_str()?.parse().ok();
    seen.or_else(said).unwrap_or(80).clamp(20, 120)
}

/// An environment variable; one that is set to nothing counts as not set.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
