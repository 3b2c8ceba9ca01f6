//! The reader on a test backend, with keys as tui-shot spells them.

use attache::{
    library::Library,
    tui::{Exit, Model, Options, drive, events::Event, theme::Theme},
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Size};

use super::fixture;

/// Keys as tui-shot spells them: names, characters, and `'words_to_type`.
pub fn events(keys: &str) -> Vec<Event> {
    keys.split_whitespace()
        .flat_map(|word| match word.strip_prefix('\'') {
            Some(typed) => typed.replace('_', " ").chars().map(|c| press(KeyCode::Char(c))).collect(),
            None => named(word),
        })
        .collect()
}

pub fn press(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

pub fn named(word: &str) -> Vec<Event> {
    let code = match word {
        "Enter" => KeyCode::Enter,
        "Escape" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PageDown" => KeyCode::PageDown,
        "PageUp" => KeyCode::PageUp,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "F1" => KeyCode::F(1),
        "Backspace" => KeyCode::Backspace,
        word => {
            let held = |letters: &str, modifiers| letters.chars().map(|c| Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))).collect();
            return match (word.strip_prefix("C-"), word.strip_prefix("M-")) {
                (Some(letters), _) => held(letters, KeyModifiers::CONTROL),
                (_, Some(letters)) => held(letters, KeyModifiers::ALT),
                _ => word.chars().map(|c| press(KeyCode::Char(c))).collect(),
            };
        }
    };
    vec![press(code)]
}

/// The reader after some events, still on its screen.
pub struct Screen {
    pub model: Model,
    pub terminal: Terminal<TestBackend>,
}

impl Screen {
    pub fn of(library: Library, width: u16, height: u16, theme: Theme) -> Self {
        let options = Options { theme, ..Options::default() };
        let model = Model::new(library, options, Size::new(width, height));
        Self { model, terminal: Terminal::new(TestBackend::new(width, height)).unwrap() }
    }

    pub fn new(width: u16, height: u16) -> Self {
        Self::of(fixture::library(), width, height, Theme::Roles)
    }

    pub fn send(&mut self, events: Vec<Event>) -> Exit {
        drive(&mut self.terminal, &mut events.into_iter(), &mut self.model).unwrap()
    }

    pub fn keys(mut self, keys: &str) -> Self {
        self.send(events(keys));
        self
    }

    pub fn text(&self) -> String {
        visible(self.terminal.backend().buffer())
    }

    pub fn shows(&self, words: &str) {
        assert!(self.text().contains(words), "no {words:?} in\n{}", self.text());
    }

    pub fn hides(&self, words: &str) {
        assert!(!self.text().contains(words), "{words:?} in\n{}", self.text());
    }
}

/// The screen as lines; what lies hidden under a wide character is left out.
pub fn visible(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let mut line = String::new();
        let mut hidden = 0;
        for cell in row {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            hidden = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
