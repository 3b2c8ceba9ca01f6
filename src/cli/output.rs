//! What goes to standard output and standard error: buffered, quiet when the reader of a pipe has left, safe to show.

use std::{
    fmt,
    io::{self, BufWriter, StdoutLock, Write},
    path::Path,
};

use crate::{
    briefing::store,
    error::{Exit, Failure},
    sanitize,
};

/// Standard output behind a buffer; flush it before the command ends.
#[must_use]
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// A path, safe to print on one line.
#[must_use]
pub fn shown(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy()).into_owned()
}

/// Prints one line to standard error.
pub fn complain(message: impl fmt::Display) {
    // Where even that fails there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "attache: {}", sanitize::line(&message.to_string()));
}

/// Tells the user why a command stopped, and gives the exit code for it.
#[must_use]
pub fn report(failure: &Failure) -> Exit {
    match failure {
        Failure::Told(message, exit) => {
            complain(message);
            *exit
        }
        // `attache … | head` has seen enough.
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Failure::Output(error) => {
            complain(crate::error::sentence("standard output", store::reason(error), "make room, or write elsewhere"));
            Exit::Failed
        }
    }
}

/// Prints `bytes` that the program made itself.
pub fn print(bytes: &[u8]) -> Result<Exit, Failure> {
    let mut out = stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Exit::Done)
}
