//! A library kept up to date while it is open: a thread of its own brings the index up to date, watches the folder, and tells what is new.
//!
//! A reader opens what is there ([`Shelf::open`]), paints, and then starts a keeper. It is told of a new [`Shelf`] whenever something
//! has changed, by this process or another. While nothing changes nothing runs: the thread waits for the system's word.

use std::{
    cell::Cell,
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{
    catalog::Edition,
    index::{Cancel, Error, Memory, Place, Progress},
    shelf::Shelf,
};
use crate::sanitize;

mod events;

use events::Changes;

/// How long it waits for more changes after one, as an editor or `git` makes several at once.
const SETTLE: Duration = Duration::from_millis(100);
/// How long changes may follow one another until it looks all the same.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often it tells how far it has come.
const TELLING: Duration = Duration::from_millis(100);
/// How soon it asks again for an index that another process is writing.
const BUSY: Duration = Duration::from_millis(50);
/// How often it looks where the system cannot tell of changes; longer where a look takes long.
const POLL: Duration = Duration::from_secs(2);
/// Of the time, at most this part is spent looking where it must poll.
const POLL_SHARE: u32 = 50;

/// What a keeper tells.
#[derive(Debug)]
pub enum News {
    /// The library as it is now, ready to be asked.
    Shelf(Arc<Shelf>),
    /// How far a long refresh has come; at most ten times a second.
    Progress(Progress),
    /// A sentence for the user; each is told once.
    Notice(String),
}

/// Keeps a library up to date until it is dropped.
#[derive(Debug)]
pub struct Keeper {
    wakes: Sender<Wake>,
    cancel: Arc<Cancel>,
    thread: Option<JoinHandle<()>>,
}

/// What wakes the thread.
#[derive(Debug)]
enum Wake {
    /// Something in the folder has changed, or may have.
    Changed(Changes),
    /// Nobody wants to know any more.
    Stop,
}

impl Keeper {
    /// Starts to keep the library at `folder` by its index at `place`; without one, or where it cannot be written, in memory.
    ///
    /// `shown` is what the user sees already: it is made ready for fast answers, and only what differs from it is told. `tell` is called on
    /// the keeper's thread.
    #[must_use]
    pub fn start(folder: &Path, place: Option<Place>, shown: Option<Arc<Shelf>>, tell: impl FnMut(News) + Send + 'static) -> Self {
        let (wakes, woken) = channel();
        let cancel = Arc::new(Cancel::default());
        let work = Work {
            folder: folder.to_owned(),
            place,
            memory: Memory::default(),
            shown: shown.as_ref().map(|shelf| shelf.edition()),
            notices: BTreeSet::new(),
            tell,
            cancel: Arc::clone(&cancel),
            wakes: wakes.clone(),
            woken,
            watcher: None,
        };
        let thread = thread::Builder::new().name("keeper".to_owned()).spawn(move || work.run(shown)).ok();
        Self { wakes, cancel, thread }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.cancel.cancel();
        let _ = self.wakes.send(Wake::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The thread's own.
struct Work<F> {
    folder: PathBuf,
    place: Option<Place>,
    memory: Memory,
    /// What was told last.
    shown: Option<Edition>,
    /// What was said, so that nothing is said twice.
    notices: BTreeSet<String>,
    tell: F,
    cancel: Arc<Cancel>,
    wakes: Sender<Wake>,
    woken: Receiver<Wake>,
    watcher: Option<RecommendedWatcher>,
}

/// When to look again if nothing wakes it before.
type Next = Option<Duration>;

impl<F: FnMut(News)> Work<F> {
    fn run(mut self, shown: Option<Arc<Shelf>>) {
        if let Some(shelf) = shown {
            shelf.warm();
        }
        let mut changes = Changes::All;
        loop {
            let next = self.look(&changes);
            let Some(woken) = self.wait(next) else { return };
            changes = match next {
                None => woken,
                // What failed is looked at again, with all that has changed since.
                Some(_) if self.watcher.is_some() => changes.and(woken),
                Some(_) => Changes::All,
            };
        }
    }

    /// Waits until there is something to look at; `None` when it is to end.
    fn wait(&self, next: Next) -> Option<Changes> {
        let woken = match next {
            Some(time) => self.woken.recv_timeout(time),
            None => self.woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match woken {
            Ok(Wake::Changed(changes)) => self.settle(changes),
            Err(RecvTimeoutError::Timeout) => Some(Changes::default()),
            Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Waits until no more changes follow, but not for ever; `None` when it is to end.
    fn settle(&self, mut changes: Changes) -> Option<Changes> {
        let first = Instant::now();
        while first.elapsed() < PATIENCE {
            match self.woken.recv_timeout(SETTLE) {
                Ok(Wake::Changed(more)) => changes = changes.and(more),
                Err(RecvTimeoutError::Timeout) => break,
                Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(changes)
    }

    /// Asks the system to tell of changes.
    fn watch(&mut self) {
        let (wakes, root) = (self.wakes.clone(), self.folder.clone());
        let told = move |event: notify::Result<notify::Event>| {
            if let Some(changes) = Changes::of(&event, &root) {
                let _ = wakes.send(Wake::Changed(changes));
            }
        };
        let watcher = notify::recommended_watcher(told).and_then(|mut watcher| {
            watcher.watch(&self.folder, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        match watcher {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(_) if !self.folder.is_dir() => {}
            Err(error) => self.note(format!("changes of files are seen late, as the system does not tell of them: {error}")),
        }
    }

    fn note(&mut self, notice: impl AsRef<str>) {
        let notice = sanitize::line(notice.as_ref()).into_owned();
        if self.notices.insert(notice.clone()) {
            (self.tell)(News::Notice(notice));
        }
    }

    /// Brings the library up to date and tells what has changed.
    fn look(&mut self, changes: &Changes) -> Next {
        let start = Instant::now();
        // Watching comes first, so that nothing that changes meanwhile is missed.
        if self.watcher.is_none() {
            self.watch();
        }
        let looked = match self.place.clone() {
            Some(place) => self.look_by(&place, changes),
            None => self.look_in_memory(),
        };
        match looked {
            Ok(()) if self.watcher.is_some() => None,
            Err(Error::Busy) => Some(BUSY),
            Err(Error::Cancelled) => None,
            // The index cannot be kept: memory serves, at once.
            Err(error @ (Error::Cache { .. } | Error::Words { .. })) => {
                self.note(error.to_string());
                self.place = None;
                Some(Duration::ZERO)
            }
            looked => {
                if let Err(error) = looked {
                    // A folder that comes back must be watched anew.
                    self.watcher = None;
                    self.note(error.to_string());
                }
                Some(POLL.max(start.elapsed() * POLL_SHARE))
            }
        }
    }

    fn look_by(&mut self, place: &Place, changes: &Changes) -> Result<(), Error> {
        let (catalog, report) = {
            let tell = &mut self.tell;
            let told = Cell::new(Instant::now());
            let tell = std::cell::RefCell::new(tell);
            let progress = |progress: Progress| {
                if told.get().elapsed() >= TELLING {
                    told.set(Instant::now());
                    (tell.borrow_mut())(News::Progress(progress));
                }
            };
            place.refresh(&self.folder, changes.scope(), &progress, &self.cancel)?
        };
        for notice in &report.notices {
            self.note(notice);
        }
        if self.shown != Some(catalog.edition())
            && let Some(new) = Shelf::with(&self.folder, place, catalog)
        {
            self.show(new);
        }
        Ok(())
    }

    fn look_in_memory(&mut self) -> Result<(), Error> {
        let (new, notices) = self.memory.refresh(&self.folder, &self.cancel)?;
        for notice in notices {
            self.note(notice);
        }
        if let Some(new) = new {
            self.show(new);
        }
        Ok(())
    }

    fn show(&mut self, new: Shelf) {
        self.shown = Some(new.edition());
        // Made here, so that the first key does not wait for them.
        new.warm();
        (self.tell)(News::Shelf(Arc::new(new)));
    }
}

#[cfg(test)]
mod tests;
