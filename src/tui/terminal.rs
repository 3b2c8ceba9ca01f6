//! The terminal: taking it, painting on it, giving it back as it was.

use std::io::{self, Stdout, Write};

use ratatui::{
    Terminal,
    backend::Backend,
    layout::{Rect, Size},
};

use super::{events::gate, model::Model, view::view};

mod clipboard;
mod links;
mod modes;
mod painter;

pub(super) use modes::{answered, restore, restore_on_panic};
pub use painter::Painter;

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

    /// Puts words on the clipboard, and tells by which ways it was tried.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn copy(&mut self, words: &str) -> io::Result<String> {
        let _ = words;
        Ok("nowhere".to_owned())
    }

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn mouse(&mut self, is_ours: bool) -> io::Result<()> {
        let _ = is_ours;
        Ok(())
    }

    /// Asks for keys that cannot be mistaken for others: the terminal has said that it can.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn sharpen(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Asks the whole job to stop, as the terminal's own Ctrl-Z would: the shell waits for all of it.
    ///
    /// # Errors
    /// When the job cannot be asked.
    fn stop(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Gives the terminal back while `run` runs another program on it; where that is to be `kept`, until a line is read after it.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    fn lend(&mut self, kept: bool, run: &mut dyn FnMut()) -> io::Result<()> {
        let _ = kept;
        run();
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

/// Whether the terminal of this process has not gone away.
pub(super) fn is_there() -> bool {
    rustix::termios::tcgetattr(io::stdout()).is_ok()
}

/// The terminal of this process, taken over.
pub(super) struct Screen {
    painter: Painter<Stdout>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        modes::enter(mouse)?;
        Ok(Self { painter: Painter::new(io::stdout()), mouse })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

impl Surface for Screen {
    fn size(&mut self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size { width, height })
    }

    fn paint(&mut self, model: &Model) -> io::Result<()> {
        self.painter.paint(model)?;
        modes::ask()
    }

    fn forget(&mut self) -> io::Result<()> {
        self.painter.forget();
        Ok(())
    }

    fn copy(&mut self, words: &str) -> io::Result<String> {
        clipboard::copy(words)
    }

    fn mouse(&mut self, is_ours: bool) -> io::Result<()> {
        self.mouse = is_ours;
        modes::mouse(is_ours)
    }

    fn sharpen(&mut self) -> io::Result<()> {
        modes::sharpen()
    }

    fn stop(&mut self) -> io::Result<()> {
        restore();
        Ok(rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?)
    }

    fn lend(&mut self, kept: bool, run: &mut dyn FnMut()) -> io::Result<()> {
        let lent = gate::shut();
        restore();
        run();
        if kept {
            print!("\n[attache: Enter goes back] ");
            let _ = io::stdout().flush().and_then(|()| io::stdin().read_line(&mut String::new()));
        }
        modes::enter(self.mouse)?;
        drop(lent);
        self.forget()
    }

    fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        modes::enter(self.mouse)?;
        self.forget()
    }
}
