//! From events to intentions.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use tui_input::{InputRequest, backend::crossterm::to_input_request};

use super::{
    action::Action,
    events::Event,
    keymap::{Found, Key, Scope},
    model::Model,
};

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// What `event` means to `model` now.
#[must_use]
pub fn translate(model: &Model, event: &Event) -> Vec<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_actions(model, *key),
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

/// What a key means: what the keymap says, else a letter of the line one types into, else that a chord is dropped.
fn key_actions(model: &Model, key: KeyEvent) -> Vec<Action> {
    let pressed = Key::of(key);
    match model.options.keymap.find(model.scopes(), &model.pending, pressed) {
        Found::Actions(actions) if actions.iter().all(|action| action.goes_on()) => actions.repeat(model.count.max(1)),
        Found::Actions(actions) => actions,
        Found::Begun => vec![Action::Pend(pressed)],
        Found::Nothing if let Some(digit) = digit(model, key) => vec![Action::Count(digit)],
        Found::Nothing if types(model) && model.pending.is_empty() => {
            to_input_request(&crossterm::event::Event::Key(key)).map(Action::Edit).into_iter().collect()
        }
        Found::Nothing if model.pending.is_empty() && model.notice.is_none() => Vec::new(),
        Found::Nothing => vec![Action::Nothing],
    }
}

/// A digit of how often the next command is done: with Alt, or inside a chord, as plain digits choose views.
fn digit(model: &Model, key: KeyEvent) -> Option<u8> {
    let KeyCode::Char(letter) = key.code else { return None };
    let is_free = !types(model) && (key.modifiers == KeyModifiers::ALT || key.modifiers.is_empty() && !model.pending.is_empty());
    letter.to_digit(10).filter(|_| is_free).and_then(|digit| u8::try_from(digit).ok())
}

fn mouse_action(mouse: MouseEvent) -> Option<Action> {
    let (x, y) = (mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(x, y)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag(x, y)),
        MouseEventKind::ScrollDown => Some(Action::Wheel(x, y, NOTCH)),
        MouseEventKind::ScrollUp => Some(Action::Wheel(x, y, -NOTCH)),
        _ => None,
    }
}
