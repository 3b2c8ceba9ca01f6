//! `attache config`: the file of settings, shown, checked, found and edited.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Subcommand;

use super::output;
use crate::{
    briefing::store,
    config,
    error::{Exit, Failure},
    manual,
    tui::{self, Unusable},
};

/// What to do with the settings.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Print a file that shows every setting, key and command
    Template,
    /// Look for mistakes in the settings
    Check {
        /// Another file than yours
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print where the settings lie
    Path,
    /// Open the settings in your editor ($VISUAL, else $EDITOR), then look for mistakes
    Edit,
}

/// What stands in a new file.
const BEGINNING: &str = "# Settings of attache. Write only what you want otherwise; 'attache config template' shows all there is.\n";

pub(super) fn run(task: Task, said: Option<PathBuf>) -> Result<Exit, Failure> {
    match task {
        Task::Template => output::print(manual::settings::template().as_bytes()),
        Task::Check { file } => check(&file.map_or_else(|| own(said), Ok)?),
        Task::Path => {
            let path = own(said)?;
            let is_there = if path.exists() { "" } else { "  (not there yet)" };
            output::print(format!("{}{is_there}\n", output::shown(&path)).as_bytes())
        }
        Task::Edit => {
            let path = own(said)?;
            edit(&path)?;
            check(&path)
        }
    }
}

/// The options that the settings give.
///
/// # Errors
/// With every mistake, and for a file that was named and is not there.
pub(super) fn options(said: Option<PathBuf>) -> Result<tui::Options, Failure> {
    if let Some(path) = said.as_deref().filter(|path| !path.exists()) {
        return Err(Failure::absent(output::shown(path), "there is no such file", "'attache config edit' begins one"));
    }
    tui::Options::load(config::file(said).as_deref()).map_err(|Unusable(mistakes)| {
        let (last, before) = mistakes.split_last().map_or((String::new(), &[][..]), |(last, before)| (last.clone(), before));
        before.iter().for_each(output::complain);
        Failure::Told(last, Exit::Failed)
    })
}

fn own(said: Option<PathBuf>) -> Result<PathBuf, Failure> {
    config::file(said).ok_or_else(|| Failure::new("settings", "there is no home folder to keep them in", "name a file with --config"))
}

fn check(path: &Path) -> Result<Exit, Failure> {
    if !path.exists() {
        return Err(Failure::absent(output::shown(path), "there is no such file", "none is needed; 'attache config edit' begins one"));
    }
    match tui::Options::load(Some(path)) {
        Ok(_) => output::print(format!("{}: no mistakes\n", output::shown(path)).as_bytes()),
        Err(Unusable(mistakes)) => {
            output::print(format!("{}\n", mistakes.join("\n")).as_bytes())?;
            Ok(Exit::Absent)
        }
    }
}

/// Opens `path` in the user's editor and waits for its end. The words of the variable are program and arguments; no shell reads them.
fn edit(path: &Path) -> Result<(), Failure> {
    let refused = |error: &std::io::Error| Failure::new(output::shown(path), store::reason(error), "name another file with --config");
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| refused(&error))?;
    }
    if !path.exists() {
        fs::write(path, BEGINNING).map_err(|error| refused(&error))?;
    }
    let set = |name: &str| env::var(name).ok().filter(|words| !words.trim().is_empty());
    let words = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let mut words = words.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let mend = "set $VISUAL or $EDITOR to your editor";
    match Command::new(program).args(words).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(program, status, mend)),
        Err(error) => Err(Failure::new(program, store::reason(&error), mend)),
    }
}
