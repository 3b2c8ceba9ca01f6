//! The terminal: taking it, painting on it, giving it back as it was.

use std::{
    io::{self, BufWriter, Stdout, Write},
    mem::ManuallyDrop,
    panic,
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
    Command,
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{
    Terminal,
    backend::{Backend, CrosstermBackend},
    layout::{Rect, Size},
};

use super::{model::Model, view::view};

/// Something a model is painted on.
pub trait Surface {
    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not tell.
    fn size(&mut self) -> io::Result<Size>;

    /// Paints what has changed.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn paint(&mut self, model: &Model) -> io::Result<()>;

    /// Forgets what is on the screen, so that the next paint writes all of it.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn forget(&mut self) -> io::Result<()>;

    /// Asks the whole job to stop, as the terminal's own Ctrl-Z would: the shell waits for all of it.
    ///
    /// # Errors
    /// When the job cannot be asked.
    fn stop(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Gives the terminal back, stops the process, takes the terminal again when it is continued.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Any backend of ratatui is a surface; tests use this one.
impl<B: Backend> Surface for Terminal<B>
where
    B::Error: Send + Sync + 'static,
{
    fn size(&mut self) -> io::Result<Size> {
        Terminal::size(self).map_err(plain)
    }

    fn paint(&mut self, model: &Model) -> io::Result<()> {
        self.draw(|frame| {
            if let Some(position) = view(model, frame.buffer_mut()) {
                frame.set_cursor_position(position);
            }
        })
        .map_err(plain)?;
        Ok(())
    }

    fn forget(&mut self) -> io::Result<()> {
        let Size { width, height } = Surface::size(self)?;
        self.resize(Rect::new(0, 0, width, height)).map_err(plain)
    }
}

/// A backend's error as the error of input and output that it is.
fn plain(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    let error: Box<dyn std::error::Error + Send + Sync> = Box::new(error);
    error.downcast().map_or_else(io::Error::other, |error| *error)
}

/// Whether the terminal is taken; the panic hook and the signal thread look here.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Presses, releases and the wheel, in SGR coordinates; no motion.
struct MouseOn;
/// The opposite of [`MouseOn`].
struct MouseOff;

impl Command for MouseOn {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1006h")
    }
}

impl Command for MouseOff {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[?1006l\x1b[?1000l")
    }
}

/// The terminal of this process, taken over.
pub(super) struct Screen {
    /// Never dropped: ratatui would complain to a standard error that may be gone, and panic.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        enter(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let terminal = Terminal::new(backend).inspect_err(|_| restore())?;
        Ok(Self { terminal: ManuallyDrop::new(terminal), mouse })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

impl Surface for Screen {
    fn size(&mut self) -> io::Result<Size> {
        self.terminal.size()
    }

    fn paint(&mut self, model: &Model) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        Surface::paint(&mut *self.terminal, model)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    fn forget(&mut self) -> io::Result<()> {
        Surface::forget(&mut *self.terminal)
    }

    fn stop(&mut self) -> io::Result<()> {
        restore();
        Ok(rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?)
    }

    fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        enter(self.mouse)?;
        self.forget()
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse {
        queue!(out, MouseOn)?;
    }
    out.flush()
}

/// Gives the terminal back as it was, once; errors have nobody left to hear them.
pub(super) fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), EndSynchronizedUpdate, MouseOff, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Makes a panic give the terminal back before it tells what went wrong.
pub(super) fn restore_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        restore();
        before(info);
    }));
}
