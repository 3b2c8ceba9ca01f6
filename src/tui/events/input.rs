//! What the terminal sends, as events: keys, clicks, pasted words, and answers to what it was asked.
//!
//! crossterm reads answers only while it waits for one, and takes an answer about colors for keys that somebody types. So the
//! bytes are taken apart by termina, whose keys are crossterm's by another name.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use termina::{
    Event as Sent,
    escape::{
        csi::{Csi, Keyboard, Mode, ThemeMode},
        osc::{ColorOrQuery, DynamicColorNumber, Osc},
    },
    event,
};

use super::{super::terminal, Event};
use crate::config::Ground;

/// The event that the terminal `sent`, if it concerns the reader.
pub(super) fn event(sent: Sent) -> Option<Event> {
    match sent {
        Sent::Key(sent) => key(sent).map(Event::Key),
        Sent::Mouse(sent) => mouse(sent).map(Event::Mouse),
        Sent::Paste(words) => Some(Event::Paste(words)),
        Sent::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colors)) => {
            terminal::answered();
            match colors.first()? {
                ColorOrQuery::Color(color) => Some(Event::Ground(Ground::of(color.red, color.green, color.blue))),
                ColorOrQuery::Query => None,
            }
        }
        Sent::Csi(Csi::Mode(Mode::ReportTheme(mode))) => Some(Event::Ground(match mode {
            ThemeMode::Dark => Ground::Dark,
            ThemeMode::Light => Ground::Light,
        })),
        Sent::Csi(Csi::Keyboard(Keyboard::ReportFlags(_))) => Some(Event::Sharp),
        _ => None,
    }
}

fn key(sent: event::KeyEvent) -> Option<KeyEvent> {
    use event::KeyCode as Code;
    let code = match sent.code {
        Code::Char(letter) => KeyCode::Char(letter),
        Code::Enter => KeyCode::Enter,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab => KeyCode::Tab,
        Code::Escape => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::BackTab => KeyCode::BackTab,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Insert => KeyCode::Insert,
        Code::Delete => KeyCode::Delete,
        Code::Function(number) => KeyCode::F(number),
        _ => return None,
    };
    let kind = match sent.kind {
        event::KeyEventKind::Press => KeyEventKind::Press,
        event::KeyEventKind::Release => KeyEventKind::Release,
        event::KeyEventKind::Repeat => KeyEventKind::Repeat,
    };
    Some(KeyEvent::new_with_kind(code, modifiers(sent.modifiers), kind))
}

fn modifiers(sent: event::Modifiers) -> KeyModifiers {
    let pairs = [
        (event::Modifiers::SHIFT, KeyModifiers::SHIFT),
        (event::Modifiers::CONTROL, KeyModifiers::CONTROL),
        (event::Modifiers::ALT, KeyModifiers::ALT),
        (event::Modifiers::SUPER, KeyModifiers::SUPER),
        (event::Modifiers::HYPER, KeyModifiers::HYPER),
        (event::Modifiers::META, KeyModifiers::META),
    ];
    pairs.into_iter().filter(|(there, _)| sent.contains(*there)).map(|(_, ours)| ours).collect()
}

fn mouse(sent: event::MouseEvent) -> Option<MouseEvent> {
    use event::MouseEventKind as Kind;
    let button = |sent| match sent {
        event::MouseButton::Left => MouseButton::Left,
        event::MouseButton::Right => MouseButton::Right,
        event::MouseButton::Middle => MouseButton::Middle,
    };
    let kind = match sent.kind {
        Kind::Down(pressed) => MouseEventKind::Down(button(pressed)),
        Kind::Up(pressed) => MouseEventKind::Up(button(pressed)),
        Kind::Drag(pressed) => MouseEventKind::Drag(button(pressed)),
        Kind::ScrollDown => MouseEventKind::ScrollDown,
        Kind::ScrollUp => MouseEventKind::ScrollUp,
        Kind::Moved | Kind::ScrollLeft | Kind::ScrollRight => return None,
    };
    Some(MouseEvent { kind, column: sent.column, row: sent.row, modifiers: modifiers(sent.modifiers) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut parser = termina::Parser::default();
        parser.parse(bytes, false);
        std::iter::from_fn(|| parser.pop()).filter_map(event).collect()
    }

    fn pressed(code: KeyCode, held: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, held))
    }

    #[test]
    fn keys_clicks_and_pasted_words() {
        for (bytes, expected) in [
            ("j", pressed(KeyCode::Char('j'), KeyModifiers::NONE)),
            ("é", pressed(KeyCode::Char('é'), KeyModifiers::NONE)),
            ("\x04", pressed(KeyCode::Char('d'), KeyModifiers::CONTROL)),
            ("\x1b", pressed(KeyCode::Esc, KeyModifiers::NONE)),
            ("\x1b[A", pressed(KeyCode::Up, KeyModifiers::NONE)),
            ("\x1b[6~", pressed(KeyCode::PageDown, KeyModifiers::NONE)),
            ("\x1b[Z", pressed(KeyCode::BackTab, KeyModifiers::SHIFT)),
            ("\x1bx", pressed(KeyCode::Char('x'), KeyModifiers::ALT)),
            ("\x1b[105;5u", pressed(KeyCode::Char('i'), KeyModifiers::CONTROL)),
            ("\x1b[200~two\nlines\x1b[201~", Event::Paste("two\nlines".to_owned())),
        ] {
            assert_eq!(events(bytes.as_bytes()), [expected], "{bytes:?}");
        }
        let click = MouseEvent { kind: MouseEventKind::Down(MouseButton::Left), column: 4, row: 2, modifiers: KeyModifiers::NONE };
        assert_eq!(events(b"\x1b[<0;5;3M"), [Event::Mouse(click)]);
    }

    #[test]
    fn answers_of_the_terminal_are_no_keys() {
        assert_eq!(events(b"\x1b]11;rgb:2828/2c2c/3434\x1b\\"), [Event::Ground(Ground::Dark)]);
        assert_eq!(events(b"\x1b]11;rgb:ffff/ffff/ffff\x07"), [Event::Ground(Ground::Light)]);
        assert_eq!(events(b"\x1b[?997;1n\x1b[?997;2n"), [Event::Ground(Ground::Dark), Event::Ground(Ground::Light)]);
        assert_eq!(events(b"\x1b[?0u"), [Event::Sharp]);
        assert_eq!(events(b"\x1b[?62;22c"), []);
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\x1b[]<>?;:0123456789~uMmnc\x07".to_vec())], 0..200)) {
            let _ = events(&bytes);
        }
    }
}
