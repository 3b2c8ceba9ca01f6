//! Errors at the program's rim: one line that names the file and the mend, and the exit code it leads to.

use std::{fmt, io, process::ExitCode};

/// How the program ends. (An interrupt ends it by the signal, which a shell shows as 130.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    #[default]
    Done = 0,
    /// Asked for something that is not there, or a check found problems.
    Absent = 1,
    /// Wrong usage, a bad file, or a failure.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// A sentence for the user, and the exit code.
    Told(String, Exit),
    /// Standard output took no more.
    Output(io::Error),
}

impl Failure {
    /// A failure with exit code 2: `subject: problem; mend`.
    #[must_use]
    pub fn new(subject: impl fmt::Display, problem: impl fmt::Display, mend: impl fmt::Display) -> Self {
        Self::Told(sentence(subject, problem, mend), Exit::Failed)
    }

    /// Something that is not there: exit code 1.
    #[must_use]
    pub fn absent(subject: impl fmt::Display, problem: impl fmt::Display, mend: impl fmt::Display) -> Self {
        Self::Told(sentence(subject, problem, mend), Exit::Absent)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// The form of every message: what it is about, what is wrong, what to do.
#[must_use]
pub fn sentence(subject: impl fmt::Display, problem: impl fmt::Display, mend: impl fmt::Display) -> String {
    format!("{subject}: {problem}; {mend}")
}
