//! The modes of the terminal: what is switched on when it is taken, and off when it is given back.

use std::{
    fmt,
    io::{self, Write as _},
    panic,
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
    Command,
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use rustix::termios::{QueueSelector, tcflush};

use crate::{config, sanitize};

/// Whether the terminal is taken; the panic hook and the signal thread look here.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the terminal was asked what it can do.
static ASKED: AtomicBool = AtomicBool::new(false);
/// Whether it has answered anything.
static ANSWERED: AtomicBool = AtomicBool::new(false);
/// Whether it can tell every key from every other.
static SHARP: AtomicBool = AtomicBool::new(false);

/// Bytes that crossterm has no command for.
struct Raw(&'static str);

impl Command for Raw {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Presses, releases and the wheel, in SGR coordinates; no motion.
const MOUSE_ON: Raw = Raw("\x1b[?1000h\x1b[?1006h");
const MOUSE_OFF: Raw = Raw("\x1b[?1006l\x1b[?1000l");
/// Puts the title of the window aside, and back.
const TITLE_ASIDE: Raw = Raw("\x1b[22;2t");
const TITLE_BACK: Raw = Raw("\x1b[23;2t");
/// Tells, or not, when the terminal changes between dark and light.
const GROUND_ON: Raw = Raw("\x1b[?2031h");
const GROUND_OFF: Raw = Raw("\x1b[?2031l");
/// Keys that cannot be mistaken for others, and as they were (kitty's protocol).
const KEYS_SHARP: Raw = Raw("\x1b[>1u");
const KEYS_BACK: Raw = Raw("\x1b[<1u");
/// Which background, and whether keys can be sharp? The answers come as events, whenever they come.
const QUESTIONS: Raw = Raw("\x1b]11;?\x1b\\\x1b[?u");

/// Takes the terminal.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let taken = execute!(io::stdout(), TITLE_ASIDE, EnterAlternateScreen, Hide, EnableBracketedPaste, GROUND_ON)
        .and_then(|()| if mouse { self::mouse(true) } else { Ok(()) })
        .and_then(|()| if SHARP.load(Ordering::SeqCst) { execute!(io::stdout(), KEYS_SHARP) } else { Ok(()) });
    taken.inspect_err(|_| restore())
}

/// Asks the terminal once what it can do, after something was painted. Nobody waits for the answer.
pub(super) fn ask() -> io::Result<()> {
    // The Linux console answers nothing and shows what it does not know.
    if ASKED.swap(true, Ordering::SeqCst) || std::env::var_os("TERM").is_some_and(|term| term == "linux") {
        return Ok(());
    }
    execute!(io::stdout(), QUESTIONS)
}

/// Notes that the terminal has answered.
pub(in super::super) fn answered() {
    ANSWERED.store(true, Ordering::SeqCst);
}

/// Takes the mouse, or leaves it to the terminal.
pub(super) fn mouse(is_ours: bool) -> io::Result<()> {
    execute!(io::stdout(), if is_ours { MOUSE_ON } else { MOUSE_OFF })
}

/// Asks for keys that cannot be mistaken for others; once, however often the terminal says that it can.
pub(super) fn sharpen() -> io::Result<()> {
    if TAKEN.load(Ordering::SeqCst) && !SHARP.swap(true, Ordering::SeqCst) { execute!(io::stdout(), KEYS_SHARP) } else { Ok(()) }
}

/// Gives the terminal back as it was, once; errors have nobody left to hear them.
pub(in super::super) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if SHARP.load(Ordering::SeqCst) {
        let _ = execute!(io::stdout(), KEYS_BACK);
    }
    let _ =
        execute!(io::stdout(), EndSynchronizedUpdate, MOUSE_OFF, GROUND_OFF, DisableBracketedPaste, LeaveAlternateScreen, TITLE_BACK, Show);
    if ASKED.load(Ordering::SeqCst) && !ANSWERED.load(Ordering::SeqCst) {
        // An answer that nobody has read would be typed into the shell.
        let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    }
    let _ = disable_raw_mode();
}

/// Makes a panic give the terminal back before it tells what went wrong, in the log too.
pub(in super::super) fn restore_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        restore();
        log::error!("{info}");
        before(info);
        if let Some(log) = config::log_file().filter(|_| log::max_level() > log::LevelFilter::Off) {
            let _ = writeln!(io::stderr(), "attache: the log is {}", sanitize::line(&log.to_string_lossy()));
        }
    }));
}
