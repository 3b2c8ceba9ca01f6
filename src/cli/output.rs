//! What goes to standard output and standard error: buffered, quiet when the reader of a pipe has left, safe to show.

use std::io::{self, BufWriter, StdoutLock, Write};

use crate::error::{Exit, Failure};

/// Standard output behind a buffer; flush it before the command ends.
#[must_use]
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Text from outside, safe to print on one line.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Prints one line to standard error.
pub fn complain(message: &str) {
    // Where even that fails there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "attache: {}", clean(message));
}

/// Tells the user why a command stopped, and gives the exit code for it.
#[must_use]
pub fn report(failure: &Failure) -> Exit {
    match failure {
        Failure::Told(message, exit) => {
            complain(message);
            *exit
        }
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Failure::Output(error) => {
            complain(&format!("standard output: {}", crate::briefing::store::reason(error)));
            Exit::Failed
        }
    }
}
