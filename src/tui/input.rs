//! From events to intentions.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use tui_input::{InputRequest, backend::crossterm::to_input_request};

use super::{
    action::Action,
    events::Event,
    keymap::{self, Scope},
    model::Model,
};

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// What `event` means to `model` now.
#[must_use]
pub fn translate(model: &Model, event: &Event) -> Vec<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => match key_action(model, *key) {
            Action::Nothing if model.pending.is_none() && model.notice.is_none() => Vec::new(),
            action => vec![action],
        },
        Event::Mouse(mouse) => mouse_action(*mouse).into_iter().collect(),
        Event::Paste(words) if types(model) => {
            words.chars().filter(|c| !c.is_control()).take(1000).map(|c| Action::Edit(InputRequest::InsertChar(c))).collect()
        }
        Event::Resize(width, height) => vec![Action::Resize(*width, *height)],
        Event::Repaint => vec![Action::Repaint],
        _ => Vec::new(),
    }
}

/// Whether keys go into a line.
fn types(model: &Model) -> bool {
    model.scopes().iter().any(|scope| matches!(scope, Scope::Picker | Scope::Prompt))
}

fn key_action(model: &Model, key: KeyEvent) -> Action {
    if let Some(action) = keymap::action(model.scopes(), model.pending, key) {
        return action;
    }
    if !types(model) {
        return Action::Nothing;
    }
    match (key.code, key.modifiers) {
        (KeyCode::Char('c'), KeyModifiers::CONTROL) => Action::Cancel,
        (KeyCode::Char('z'), KeyModifiers::CONTROL) => Action::Suspend,
        _ => to_input_request(&crossterm::event::Event::Key(key)).map_or(Action::Nothing, Action::Edit),
    }
}

fn mouse_action(mouse: MouseEvent) -> Option<Action> {
    let (x, y) = (mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(x, y)),
        MouseEventKind::ScrollDown => Some(Action::Wheel(x, y, NOTCH)),
        MouseEventKind::ScrollUp => Some(Action::Wheel(x, y, -NOTCH)),
        _ => None,
    }
}
