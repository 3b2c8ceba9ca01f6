//! Other programs and files: what the reader does outside of its model. Programs get their arguments as they are, never by a shell.

use std::{
    ffi::OsString,
    fs::OpenOptions,
    io::{self, Write},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
};

use super::terminal::Surface;
use crate::{briefing::store::reason, sanitize};

/// Where another program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Beside the reader, which goes on at once.
    Beside,
    /// On the terminal, until it ends.
    Terminal,
    /// On the terminal, and what it printed is left there until a key is pressed.
    Kept,
}

/// A program to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The program and its arguments.
    pub argv: Vec<OsString>,
    /// What it gets to read; `None` for what the terminal sends.
    pub input: Option<String>,
    /// Where it runs.
    pub stage: Stage,
}

/// Runs a program, and tells what there is to tell.
///
/// # Errors
/// When the terminal cannot be given away or taken again.
pub(super) fn run(surface: &mut impl Surface, job: &Job) -> io::Result<Option<String>> {
    let Some((program, arguments)) = job.argv.split_first() else { return Ok(None) };
    let name = sanitize::line(&program.to_string_lossy()).into_owned();
    let mut command = Command::new(program);
    command.args(arguments);
    let ended = match job.stage {
        Stage::Beside => match beside(&mut command, &name) {
            Ok(()) => return Ok(Some(format!("Opened with {name}."))),
            Err(error) => Err(error),
        },
        Stage::Terminal | Stage::Kept => {
            let mut ended = None;
            surface.lend(job.stage == Stage::Kept, &mut || ended = Some(before_us(&mut command, job.input.as_deref())))?;
            ended.unwrap_or_else(|| Err(io::ErrorKind::Interrupted.into()))
        }
    };
    Ok(match ended {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{name} ended with {}.", status.to_string().replace("exit status: ", "code "))),
        Err(error) => Some(format!("{name} cannot be run: {}.", reason(&error))),
    })
}

/// Starts a program that goes on beside the reader.
fn beside(command: &mut Command, name: &str) -> io::Result<()> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let name = name.to_owned();
    thread::spawn(move || match child.wait() {
        Ok(status) if status.success() => {}
        Ok(status) => log::warn!("{name} ended with {status}"),
        Err(error) => log::warn!("{name}: {error}"),
    });
    Ok(())
}

/// Runs a program until it ends.
fn before_us(command: &mut Command, input: Option<&str>) -> io::Result<ExitStatus> {
    let Some(input) = input else { return command.status() };
    let mut child: Child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // Who does not read to the end needs no more.
        let _ = pipe.write_all(input.as_bytes());
    }
    child.wait()
}

/// Writes `content` to a file that is not there yet, and tells what came of it.
pub(super) fn write(path: &Path, content: &str) -> String {
    let shown = sanitize::line(&path.to_string_lossy()).into_owned();
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        // A part of a list would be taken for the whole.
        file.write_all(content.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| drop(std::fs::remove_file(path)))
    });
    match written {
        Ok(()) => format!("Written to {shown}."),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => format!("{shown} is there already; nothing was written."),
        Err(error) => format!("{shown} cannot be written: {}.", reason(&error)),
    }
}
