//! The reader: a list of briefings, the text of one, and its quotes, actors and assets, on a terminal.
//!
//! ```text
//! Event ─▶ input::translate ─▶ Action ─▶ update(&mut Model) ─▶ Effect      view(&Model) ─▶ cells
//! ```
//! Keys stand in [`keymap`], colors in [`theme`], places in [`geometry`]; each is one table or one pure function.

use std::{io, sync::Arc};

use ratatui::layout::Size;

pub mod action;
mod citation;
pub mod events;
mod export;
mod find;
pub mod geometry;
mod icons;
mod input;
mod items;
pub mod keymap;
mod layer;
mod list;
mod marks;
mod menu;
mod model;
mod options;
mod outside;
mod page;
mod reading;
mod records;
mod showing;
mod sidebar;
pub mod terminal;
mod text;
pub mod theme;
mod update;
mod view;
mod views;
mod wording;
mod wrap;

pub use export::Export;
pub use input::translate;
pub use marks::Item;
pub use model::{Found, Late, Model, Seek, Sums};
pub use options::{Options, Unusable};
pub use outside::{Job, Stage};
pub use update::{Effect, update};
#[cfg(test)]
pub(crate) use view::check_drawn;
pub use view::view;

use crate::library::{desk::Desk, keeper::Keeper};
use events::{Event, Events, Told};
use terminal::{Screen, Surface};

/// Why the reader could not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal cannot be taken over or written to.
    #[error("the reader needs a terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// How the reader ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The user left.
    Quit,
    /// A signal, by its number, or the loss of the terminal (as SIGHUP).
    Signal(i32),
}

impl Exit {
    /// The exit code of the process: 0, or 128 and the signal's number.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(255),
        }
    }
}

/// Reads what lies on `desk` on the terminal of this process until the user leaves.
///
/// # Errors
/// When there is no terminal, or it cannot be written to.
pub fn run(desk: impl Into<Desk>, options: Options) -> Result<Exit, Error> {
    terminal::restore_on_panic();
    let mut screen = Screen::take(options.mouse)?;
    let size = screen.size()?;
    let desk = desk.into();
    let (home, shown) = (desk.home.clone(), (!desk.coming).then(|| Arc::clone(&desk.shelf)));
    let options_file = options.file.clone();
    let mut model = Model::new(desk, options, size);
    let mut events = events::listen(options_file.as_deref())?;
    // What is there is seen before anything is looked for.
    screen.paint(&model)?;
    let sender = events.sender.clone();
    let keeper = home.map(|home| {
        Keeper::start(&home.folder, home.place, shown, move |news| {
            let _ = sender.send(Event::News(Told(Arc::new(news))));
        })
    });
    let exit = drive(&mut screen, &mut events, &mut model);
    model.leave();
    drop(screen);
    drop(keeper);
    ended(exit, terminal::is_there)
}

/// How the reader ended: where its loop failed because the terminal went away between two events, as if that had been told.
fn ended(exit: io::Result<Exit>, is_there: impl FnOnce() -> bool) -> Result<Exit, Error> {
    match exit {
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) || !is_there() => {
            Ok(Exit::Signal(signal_hook::consts::SIGHUP))
        }
        exit => Ok(exit?),
    }
}

/// The loop: paints after each batch of events in which something was done, and sleeps in between.
///
/// # Errors
/// When the surface cannot be painted on.
pub fn drive(surface: &mut impl Surface, events: &mut impl Events, model: &mut Model) -> io::Result<Exit> {
    fit(surface, model)?;
    surface.paint(model)?;
    loop {
        let mut next = events.ready();
        if next.is_none() {
            // Sums may follow the list a moment later, but no key waits for them.
            if let Some(late) = model.late() {
                events.later(late);
            }
            if let Some(seek) = model.seek() {
                events.seek(seek);
            }
            next = events.next();
        }
        let Some(first) = next else { return Ok(Exit::Quit) };
        let mut event = Some(first);
        let mut changed = false;
        while let Some(now) = event {
            match handle(surface, events, model, &now)? {
                Flow::Over(exit) => return Ok(exit),
                Flow::Idle => {}
                Flow::Changed => changed = true,
            }
            event = events.ready();
        }
        if fit(surface, model)? || changed {
            surface.paint(model)?;
        }
    }
}

/// What an event led to.
enum Flow {
    Idle,
    Changed,
    Over(Exit),
}

/// Does what one event means.
fn handle(surface: &mut impl Surface, events: &mut impl Events, model: &mut Model, event: &Event) -> io::Result<Flow> {
    let mut flow = Flow::Idle;
    match event {
        Event::Signal(number) => return Ok(Flow::Over(Exit::Signal(*number))),
        Event::Lost => return Ok(Flow::Over(Exit::Signal(signal_hook::consts::SIGHUP))),
        Event::News(Told(news)) => {
            model.hear(news);
            flow = Flow::Changed;
        }
        Event::Writing(words) | Event::Written(words) => {
            if matches!(event, Event::Written(_)) {
                model.writing = None;
            }
            update::tell(model, words.clone());
            flow = Flow::Changed;
        }
        Event::Sums(sums) => {
            model.sum(sums.clone());
            flow = Flow::Changed;
        }
        Event::Found(found) => {
            update::found(model, found);
            flow = Flow::Changed;
        }
        Event::Stop => {
            surface.suspend()?;
            flow = Flow::Changed;
        }
        Event::Settings => {
            reload(model, false);
            flow = Flow::Changed;
        }
        Event::Ground(ground) if update::ground(model, *ground) => flow = Flow::Changed,
        Event::Sharp => surface.sharpen()?,
        _ => {}
    }
    for action in translate(model, event) {
        match update(model, action) {
            Some(Effect::Suspend) => surface.stop()?,
            Some(Effect::Repaint) => surface.forget()?,
            Some(Effect::Copy(words)) => {
                let ways = surface.copy(&words)?;
                update::tell(model, format!("Copied through {ways}."));
            }
            Some(Effect::Mouse(is_ours)) => surface.mouse(is_ours)?,
            Some(Effect::Reload) => reload(model, true),
            Some(Effect::Run(job)) => {
                if let Some(words) = outside::run(surface, &job)? {
                    update::tell(model, words);
                }
            }
            Some(Effect::Write(export)) => events.write(export),
            None => {}
        }
        if model.is_over() {
            return Ok(Flow::Over(Exit::Quit));
        }
        flow = Flow::Changed;
    }
    Ok(flow)
}

/// Gives the model the size that the surface has now, and says whether that is a new one.
fn fit(surface: &mut impl Surface, model: &mut Model) -> io::Result<bool> {
    let Size { width, height } = surface.size()?;
    let is_new = model.size() != (Size { width, height });
    if is_new {
        update(model, action::Action::Resize(width, height));
    }
    Ok(is_new)
}

/// Reads the settings again; with a mistake in them the old ones stay, and it is told. That nothing has changed is told who `asked`.
fn reload(model: &mut Model, asked: bool) {
    let Some(file) = model.options.file.clone() else {
        update::tell(model, "There is no file of settings.".to_owned());
        return;
    };
    match Options::load(Some(&file)) {
        Ok(options) => {
            if update::settings(model, options) || asked {
                update::tell(model, "The settings were read again.".to_owned());
            }
        }
        Err(Unusable(mistakes)) => {
            let more = mistakes.len().saturating_sub(1);
            let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
            // The folder is known, and the line at the bottom is short.
            let first = mistakes.first().map_or("", String::as_str);
            let folder = file.parent().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
            update::tell(model, format!("{}{more} (the settings stay as they were)", first.strip_prefix(&folder).unwrap_or(first)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_goes_away_while_it_is_painted_on_is_a_lost_one() {
        let failed = |error: rustix::io::Errno| Err(io::Error::from(error));
        let lost = |ended: Result<Exit, Error>| ended.is_ok_and(|exit| exit.code() == 129);
        assert!(lost(ended(failed(rustix::io::Errno::IO), || true)));
        assert!(lost(ended(failed(rustix::io::Errno::BADF), || false)));
        assert!(ended(failed(rustix::io::Errno::NOSPC), || true).is_err());
        assert_eq!(ended(Ok(Exit::Quit), || false).unwrap().code(), 0);
    }
}
