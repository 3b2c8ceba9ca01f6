//! Where events come from: the keyboard, signals, and a watch that notices when the terminal is gone.

use std::{
    fs::File,
    io::{self, IsTerminal},
    os::fd::{AsFd, OwnedFd},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use crossterm::event::{KeyEvent, MouseEvent};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::terminal;
use crate::library::keeper::News;

/// How long the drawing thread may take to obey a signal before the program leaves without it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse moved, clicked or turned.
    Mouse(MouseEvent),
    /// Words were pasted.
    Paste(String),
    /// The screen has so many columns and rows now.
    Resize(u16, u16),
    /// The screen may have another size now; crossterm says so too, but not before its thread has begun.
    Fit,
    /// The terminal may show anything: paint all of it.
    Repaint,
    /// Somebody asked the program to stop until it is continued.
    Stop,
    /// A signal asked the program to leave.
    Signal(i32),
    /// The terminal is gone.
    Lost,
    /// The library has changed, or soon will have.
    News(Arc<News>),
}

/// A stream of events. The loop does not know whether a person or a test is behind it.
pub trait Events {
    /// Waits for the next event; `None` when there will be none.
    fn next(&mut self) -> Option<Event>;

    /// The next event that is already there.
    fn ready(&mut self) -> Option<Event>;
}

impl Events for Receiver<Event> {
    fn next(&mut self) -> Option<Event> {
        self.recv().ok()
    }

    fn ready(&mut self) -> Option<Event> {
        self.try_recv().ok()
    }
}

impl Events for std::vec::IntoIter<Event> {
    fn next(&mut self) -> Option<Event> {
        Iterator::next(self)
    }

    fn ready(&mut self) -> Option<Event> {
        None
    }
}

/// Says that the terminal is gone when the thread that holds it ends, however it ends.
struct Farewell(Sender<Event>);

impl Drop for Farewell {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Lost);
    }
}

/// Starts the threads that listen.
///
/// # Errors
/// When signals cannot be caught.
pub(super) fn listen() -> io::Result<(Sender<Event>, Receiver<Event>)> {
    let (sender, receiver) = channel();
    let signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let keys = Farewell(sender.clone());
    thread::spawn(move || read_keys(&keys));
    let told = sender.clone();
    thread::spawn(move || obey(signals, &told));
    let last = sender.clone();
    thread::spawn(move || watch(&Farewell(last)));
    Ok((sender, receiver))
}

fn read_keys(told: &Farewell) {
    while let Ok(event) = crossterm::event::read() {
        let event = match event {
            crossterm::event::Event::Key(key) => Event::Key(key),
            crossterm::event::Event::Mouse(mouse) => Event::Mouse(mouse),
            crossterm::event::Event::Paste(words) => Event::Paste(words),
            crossterm::event::Event::Resize(width, height) => Event::Resize(width, height),
            crossterm::event::Event::FocusGained | crossterm::event::Event::FocusLost => continue,
        };
        if told.0.send(event).is_err() {
            return;
        }
    }
}

fn obey(mut signals: Signals, told: &Sender<Event>) {
    for signal in signals.forever() {
        let event = match signal {
            SIGTSTP => Event::Stop,
            SIGCONT => Event::Repaint,
            SIGWINCH => Event::Fit,
            other => Event::Signal(other),
        };
        let leaving = matches!(event, Event::Signal(_));
        let _ = told.send(event);
        if leaving {
            thread::sleep(PATIENCE);
            terminal::restore();
            std::process::exit(128 + signal);
        }
    }
}

/// Sleeps until the terminal hangs up. Nothing is read, so no key is lost; crossterm alone would spin for ever.
fn watch(told: &Farewell) {
    let Some(tty) = tty() else {
        thread::park();
        return;
    };
    loop {
        let mut polled = [PollFd::new(&tty, PollFlags::empty())];
        match poll(&mut polled, None) {
            Ok(_) if polled.iter().any(|fd| fd.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)) => break,
            Ok(_) => thread::sleep(Duration::from_millis(100)),
            Err(error) if error == rustix::io::Errno::INTR => {}
            Err(_) => break,
        }
    }
    let _ = told.0.send(Event::Lost);
    thread::sleep(PATIENCE);
    std::process::exit(128 + SIGHUP);
}

/// The terminal that keys come from.
fn tty() -> Option<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned().ok() } else { Some(File::open("/dev/tty").ok()?.into()) }
}
