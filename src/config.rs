//! Settings of the user, as the environment tells them.

use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal},
    path::PathBuf,
};

use etcetera::{BaseStrategy, base_strategy::Xdg};

/// The variable that names the library.
pub const LIBRARY: &str = "ATTACHE_LIBRARY";

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
