//! The gate before the keys: while the terminal is lent to another program, nobody here reads what is typed, and the signals that the
//! keyboard sends to both are that program's.

use std::{
    io::{self, PipeReader, PipeWriter, Read, Write, pipe},
    sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
};

use signal_hook::{consts::SIGURG, low_level::raise};

/// A signal that nobody sends and that does nothing by itself: after it, every signal that came before it has been looked at.
pub(super) const LAST: i32 = SIGURG;

#[derive(Debug)]
struct Gate {
    shut: bool,
    /// Who reads keys, and is to stand before it while it is shut.
    reader: Who,
    /// Who looks at signals, and is to have looked at all before it opens.
    looker: Who,
}

/// Somebody whom those who shut and open the gate wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    /// Not where he is waited for.
    Away,
    /// There.
    There,
}

static GATE: Mutex<Gate> = Mutex::new(Gate { shut: false, reader: Who::Nobody, looker: Who::Nobody });
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

/// A reader of keys, or somebody who looks at signals, as long as it lives.
pub(super) struct Present(fn(&mut Gate, Who));

/// There is a reader of keys from now on, if it can be called away.
pub(super) fn reads() -> Present {
    Present::new(|gate, who| gate.reader = if bell().is_some() { who } else { Who::Nobody })
}

/// Somebody looks at signals from now on.
pub(super) fn looks() -> Present {
    Present::new(|gate, who| gate.looker = who)
}

/// Nobody looks at signals any more, and nobody waits for that.
pub(super) fn looks_no_more() {
    gate().looker = Who::Nobody;
    TURNED.notify_all();
}

impl Present {
    fn new(set: fn(&mut Gate, Who)) -> Self {
        set(&mut gate(), Who::Away);
        Self(set)
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        (self.0)(&mut gate(), Who::Nobody);
        TURNED.notify_all();
    }
}

/// Every signal that came before [`LAST`] has been looked at.
pub(super) fn looked() {
    gate().looker = Who::There;
    TURNED.notify_all();
}

/// Hears the bell.
pub(super) fn hear() -> io::Result<()> {
    bell().map_or(Ok(()), |mut bell| bell.read_exact(&mut [0]))
}

/// Waits while the gate is shut.
pub(super) fn pass() {
    let mut gate = gate();
    while gate.shut {
        gate.reader = Who::There;
        TURNED.notify_all();
        gate = TURNED.wait(gate).unwrap_or_else(PoisonError::into_inner);
    }
    if gate.reader == Who::There {
        gate.reader = Who::Away;
    }
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
    let writer = BELL.get().and_then(Option::as_ref).map(|(_, writer)| writer);
    if let Some(mut writer) = writer.filter(|_| gate.reader == Who::Away)
        && writer.write_all(&[0]).is_ok()
    {
        let _gate = TURNED.wait_while(gate, |gate| gate.reader == Who::Away);
    }
    Shut
}

impl Drop for Shut {
    /// Opens the gate, once the signals that came while it was shut have been looked at: what the keyboard sent then was not for us.
    fn drop(&mut self) {
        let mut open = gate();
        if open.looker != Who::Nobody {
            open.looker = Who::Away;
            if raise(LAST).is_ok() {
                open = TURNED.wait_while(open, |gate| gate.looker == Who::Away).unwrap_or_else(PoisonError::into_inner);
            }
        }
        open.shut = false;
        TURNED.notify_all();
    }
}
