//! Where events come from: the terminal, signals, and the file of settings.

use std::{
    fs::File,
    io::{self, IsTerminal},
    os::fd::{AsFd, OwnedFd},
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use crossterm::event::{KeyEvent, MouseEvent};
use notify::{RecursiveMode, Watcher};
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGWINCH},
    iterator::Signals,
};

use super::{
    Export,
    model::{Found, Late, Seek, Sums},
    terminal,
};
use crate::{config::Ground, library::keeper::News};

pub(super) mod gate;
mod input;

/// How long the drawing thread may take to obey a signal before the program leaves without it.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the file of settings is left alone before it is read.
const QUIET: Duration = Duration::from_millis(80);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse moved, clicked or turned.
    Mouse(MouseEvent),
    /// Words were pasted.
    Paste(String),
    /// The screen has so many columns and rows now.
    Resize(u16, u16),
    /// The screen may have another size now.
    Fit,
    /// The terminal has told what it shows words on.
    Ground(Ground),
    /// The terminal has told that it can tell every key from every other.
    Sharp,
    /// The settings may have changed.
    Settings,
    /// The terminal may show anything: paint all of it.
    Repaint,
    /// Somebody asked the program to stop until it is continued.
    Stop,
    /// A signal asked the program to leave.
    Signal(i32),
    /// The terminal is gone.
    Lost,
    /// The library has changed, or soon will have.
    News(Told),
    /// Something about the list was made.
    Sums(Sums),
    /// Rows of a long list were found, or there are none.
    Found(Found),
    /// How far a list that is being written is, in words.
    Writing(String),
    /// What came of a list that was to be written.
    Written(String),
}

/// News of the library, equal to itself alone.
#[derive(Clone, Debug)]
pub struct Told(pub Arc<News>);

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Told {}

/// A stream of events. The loop does not know whether a person or a test is behind it.
pub trait Events {
    /// Waits for the next event; `None` when there will be none.
    fn next(&mut self) -> Option<Event>;

    /// The next event that is already there.
    fn ready(&mut self) -> Option<Event>;

    /// Has sums made while events go on; they come as an event.
    fn later(&mut self, _: Late) {}

    /// Has the rows of a list looked through while events go on; what is found comes as events.
    fn seek(&mut self, _: Seek) {}

    /// Has a list written while events go on; what came of it comes as an event.
    fn write(&mut self, export: Export);
}

/// The events of this process and its terminal.
pub(super) struct Listener {
    events: Receiver<Event>,
    pub(super) sender: Sender<Event>,
    sums: Sender<Late>,
}

impl Events for Listener {
    fn next(&mut self) -> Option<Event> {
        self.events.recv().ok()
    }

    fn ready(&mut self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    fn later(&mut self, late: Late) {
        let _ = self.sums.send(late);
    }

    fn seek(&mut self, seek: Seek) {
        let told = self.sender.clone();
        thread::spawn(move || seek.work(|found| drop(told.send(Event::Found(found)))));
    }

    fn write(&mut self, export: Export) {
        let told = self.sender.clone();
        thread::spawn(move || {
            let ended = export.work(|words| drop(told.send(Event::Writing(words))));
            let _ = told.send(Event::Written(ended));
        });
    }
}

/// Makes what is wanted about lists; of several that wait, what the last one needs.
fn reckon(asked: &Receiver<Late>, told: &Sender<Event>) {
    while let Ok(late) = asked.recv() {
        let last = asked.try_iter().fold(late, |earlier, later| later.instead_of(earlier));
        let mut is_heard = true;
        last.work(|sums| is_heard &= told.send(Event::Sums(sums)).is_ok());
        if !is_heard {
            return;
        }
    }
}

impl Events for std::vec::IntoIter<Event> {
    fn next(&mut self) -> Option<Event> {
        Iterator::next(self)
    }

    fn ready(&mut self) -> Option<Event> {
        None
    }

    fn later(&mut self, late: Late) {
        let mut made = Vec::new();
        late.work(|sums| made.push(Event::Sums(sums)));
        *self = made.into_iter().chain(std::mem::take(self)).collect::<Vec<_>>().into_iter();
    }

    fn seek(&mut self, seek: Seek) {
        let mut made = Vec::new();
        seek.work(|found| made.push(Event::Found(found)));
        *self = made.into_iter().chain(std::mem::take(self)).collect::<Vec<_>>().into_iter();
    }

    fn write(&mut self, export: Export) {
        // Nobody waits here: it is written first, and told next.
        let rest = std::mem::take(self);
        *self = std::iter::once(Event::Written(export.work(drop))).chain(rest).collect::<Vec<_>>().into_iter();
    }
}

/// Says that the terminal is gone when the thread that holds it ends, however it ends.
struct Farewell(Sender<Event>);

impl Drop for Farewell {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Lost);
    }
}

/// Starts the threads that listen to keys, signals and changes of the file of settings.
///
/// # Errors
/// When signals cannot be caught.
pub(super) fn listen(settings: Option<&Path>) -> io::Result<Listener> {
    let (sender, receiver) = channel();
    let signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGUSR1, gate::LAST])?;
    let keys = Farewell(sender.clone());
    thread::spawn(move || read_keys(&keys));
    let told = sender.clone();
    thread::spawn(move || obey(signals, &told));
    if let Some(path) = settings.map(Path::to_owned) {
        let told = sender.clone();
        thread::spawn(move || watch(&path, &told));
    }
    let (sums, asked) = channel();
    let told = sender.clone();
    thread::spawn(move || reckon(&asked, &told));
    Ok(Listener { events: receiver, sender, sums })
}

/// Reads what the terminal sends until it hangs up. Bytes are read when they are there, never waited for in a read: the
/// modes of the terminal change while nobody types.
fn read_keys(told: &Farewell) {
    let Some(tty) = tty() else {
        thread::park();
        return;
    };
    let _here = gate::reads();
    let mut parser = termina::Parser::default();
    let mut chunk = [0; 4096];
    loop {
        gate::pass();
        let bell = gate::bell();
        let mut polled: Vec<PollFd<'_>> = vec![PollFd::new(&tty, PollFlags::IN)];
        polled.extend(bell.map(|bell| PollFd::new(bell, PollFlags::IN)));
        let ready = poll(&mut polled, None);
        let has = |at: usize| polled.get(at).is_some_and(|fd| fd.revents().contains(PollFlags::IN));
        match ready {
            Ok(_) if has(1) => {
                if gate::hear().is_err() {
                    break;
                }
                continue;
            }
            Ok(_) if has(0) => {}
            Err(Errno::INTR) => continue,
            Ok(_) | Err(_) => break,
        }
        let count = match rustix::io::read(&tty, &mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Err(_) => break,
        };
        parser.parse(chunk.get(..count).unwrap_or_default(), count == chunk.len());
        while let Some(event) = parser.pop() {
            if input::event(event).is_some_and(|event| told.0.send(event).is_err()) {
                return;
            }
        }
    }
    let _ = told.0.send(Event::Lost);
    thread::sleep(PATIENCE);
    std::process::exit(128 + SIGHUP);
}

fn obey(mut signals: Signals, told: &Sender<Event>) {
    let _here = gate::looks();
    loop {
        for signal in signals.wait() {
            if signal == gate::LAST {
                // One that came before it may have been passed over by the look that found it.
                signals.pending().for_each(|signal| answer(signal, told));
                gate::looked();
            } else {
                answer(signal, told);
            }
        }
    }
}

/// Does what a signal asks for.
fn answer(signal: i32, told: &Sender<Event>) {
    if gate::is_shut() {
        // The keyboard's signals are for the program that has the terminal; with it, this one stops too.
        match signal {
            SIGINT | SIGQUIT | SIGCONT | SIGWINCH => return,
            SIGTSTP => {
                let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
                return;
            }
            _ => {}
        }
    }
    let event = match signal {
        SIGTSTP => Event::Stop,
        SIGCONT => Event::Repaint,
        SIGWINCH => Event::Fit,
        SIGUSR1 => Event::Settings,
        other => Event::Signal(other),
    };
    let leaving = matches!(event, Event::Signal(_));
    let _ = told.send(event);
    if leaving {
        gate::looks_no_more();
        thread::sleep(PATIENCE);
        terminal::restore();
        std::process::exit(128 + signal);
    }
}

/// Tells when the file of settings at `path` may have changed. Its folder is watched, as editors put a new file in the place of
/// the old one, and it is told once they have been quiet for a while.
fn watch(path: &Path, told: &Sender<Event>) {
    let (Some(folder), Some(name)) = (path.parent().filter(|folder| folder.is_dir()), path.file_name()) else { return };
    let (sender, changes) = channel();
    let begun = notify::recommended_watcher(sender).and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    let _alive = match begun {
        Ok(watcher) => watcher,
        Err(error) => return log::warn!("the settings are not watched: {error}"),
    };
    let is_ours = |change: &notify::Result<notify::Event>| {
        change.as_ref().is_ok_and(|change| !change.kind.is_access() && change.paths.iter().any(|path| path.file_name() == Some(name)))
    };
    while let Ok(change) = changes.recv() {
        if !is_ours(&change) {
            continue;
        }
        while changes.recv_timeout(QUIET).is_ok() {}
        if told.send(Event::Settings).is_err() {
            return;
        }
    }
}

/// The terminal that keys come from.
fn tty() -> Option<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned().ok() } else { Some(File::open("/dev/tty").ok()?.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_keyboard_sent_to_both_while_the_terminal_was_lent_is_not_for_us() {
        let raised = |signal| signal_hook::low_level::raise(signal).unwrap();
        let signals = Signals::new([SIGINT, SIGUSR1, gate::LAST]).unwrap();
        let mut opening = Signals::new([gate::LAST]).unwrap();
        let (told, events) = channel();
        let _here = gate::looks();
        thread::spawn(move || {
            // Nobody looks at signals before the gate is about to be opened.
            opening.wait().for_each(drop);
            obey(signals, &told);
        });
        let lent = gate::shut();
        raised(SIGINT);
        drop(lent);
        raised(gate::LAST);
        raised(SIGUSR1);
        assert_eq!(events.recv(), Ok(Event::Settings));
    }
}
