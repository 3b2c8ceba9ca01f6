//! The gate before the keys: while the terminal is lent to another program, nobody here reads what is typed.

use std::{
    io::{self, PipeReader, PipeWriter, Read, Write, pipe},
    sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

/// How long the reader of keys may take to stand before the gate.
const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Debug)]
struct Gate {
    shut: bool,
    /// Whether the reader of keys stands before it.
    waits: bool,
}

static GATE: Mutex<Gate> = Mutex::new(Gate { shut: false, waits: false });
static TURNED: Condvar = Condvar::new();
/// What wakes the reader of keys.
static BELL: OnceLock<Option<(PipeReader, PipeWriter)>> = OnceLock::new();

fn gate() -> MutexGuard<'static, Gate> {
    GATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What can be read once when the gate is shut; `None` where no pipe can be had.
pub(super) fn bell() -> Option<&'static PipeReader> {
    BELL.get_or_init(|| pipe().ok()).as_ref().map(|(reader, _)| reader)
}

/// Hears the bell.
pub(super) fn hear() -> io::Result<()> {
    bell().map_or(Ok(()), |mut bell| bell.read_exact(&mut [0]))
}

/// Waits while the gate is shut.
pub(super) fn pass() {
    let mut gate = gate();
    while gate.shut {
        gate.waits = true;
        TURNED.notify_all();
        gate = TURNED.wait(gate).unwrap_or_else(PoisonError::into_inner);
    }
    gate.waits = false;
}

/// Whether the terminal is lent.
pub(super) fn is_shut() -> bool {
    gate().shut
}

/// A gate that is shut; dropped, it opens.
#[derive(Debug)]
pub(in super::super) struct Shut;

/// Shuts the gate, and waits until nobody reads keys any more.
pub(in super::super) fn shut() -> Shut {
    let mut gate = gate();
    gate.shut = true;
    if let Some((_, writer)) = BELL.get().and_then(Option::as_ref) {
        let mut writer = writer;
        if writer.write_all(&[0]).is_ok() {
            // Without a reader of keys nobody comes to the gate.
            let _ = TURNED.wait_timeout_while(gate, PATIENCE, |gate| !gate.waits);
        }
    }
    Shut
}

impl Drop for Shut {
    fn drop(&mut self) {
        gate().shut = false;
        TURNED.notify_all();
    }
}
