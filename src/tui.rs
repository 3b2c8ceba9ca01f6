//! The reader: a list of briefings, the text of one, and its quotes, actors and assets, on a terminal.
//!
//! ```text
//! Event ─▶ input::translate ─▶ Action ─▶ update(&mut Model) ─▶ Effect      view(&Model) ─▶ cells
//! ```
//! Keys stand in [`keymap`], colors in [`theme`], places in [`geometry`]; each is one table or one pure function.

use std::{io, sync::Arc};

use ratatui::layout::Size;

pub mod action;
pub mod events;
mod find;
pub mod geometry;
mod input;
mod items;
pub mod keymap;
mod layer;
mod list;
mod marks;
mod model;
mod page;
mod reading;
mod records;
pub mod terminal;
mod text;
pub mod theme;
mod update;
mod view;
mod views;
mod wording;
mod wrap;

pub use input::translate;
pub use marks::Item;
pub use model::Model;
pub use update::{Effect, update};
pub use view::view;

use crate::library::{desk::Desk, keeper::Keeper};
use events::{Event, Events};
use terminal::{Screen, Surface};
use theme::Theme;

/// What the user has set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The styles.
    pub theme: Theme,
    /// Flags beside the codes of countries; many terminals have none.
    pub flags: bool,
    /// Leave the mouse to the terminal.
    pub no_mouse: bool,
}

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
    let mut screen = Screen::take(!options.no_mouse)?;
    let size = screen.size()?;
    let desk = desk.into();
    let (home, shown) = (desk.home.clone(), (!desk.coming).then(|| Arc::clone(&desk.shelf)));
    let mut model = Model::new(desk, options, size);
    let (sender, mut events) = events::listen()?;
    // What is there is seen before anything is looked for.
    screen.paint(&model)?;
    let keeper = home.map(|home| {
        Keeper::start(&home.folder, home.place, shown, move |news| {
            let _ = sender.send(Event::News(Arc::new(news)));
        })
    });
    let exit = drive(&mut screen, &mut events, &mut model);
    drop(screen);
    drop(keeper);
    match exit {
        // The terminal went away between two events.
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => Ok(Exit::Signal(signal_hook::consts::SIGHUP)),
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
            if model.catch_up() {
                surface.paint(model)?;
            }
            next = events.next();
        }
        let Some(first) = next else { return Ok(Exit::Quit) };
        let mut event = Some(first);
        let mut changed = false;
        while let Some(now) = event {
            match handle(surface, model, &now)? {
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
fn handle(surface: &mut impl Surface, model: &mut Model, event: &Event) -> io::Result<Flow> {
    let mut flow = Flow::Idle;
    match event {
        Event::Signal(number) => return Ok(Flow::Over(Exit::Signal(*number))),
        Event::Lost => return Ok(Flow::Over(Exit::Signal(signal_hook::consts::SIGHUP))),
        Event::News(news) => {
            model.hear(news);
            flow = Flow::Changed;
        }
        Event::Stop => {
            surface.suspend()?;
            flow = Flow::Changed;
        }
        _ => {}
    }
    for action in translate(model, event) {
        match update(model, action) {
            Some(Effect::Suspend) => surface.stop()?,
            Some(Effect::Repaint) => surface.forget()?,
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
