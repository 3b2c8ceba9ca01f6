//! Keys, clicks and sizes drawn by lot, through the true loop: nothing panics, what is drawn is what the model says, and everything that
//! was done with briefings, or decided about what is in them, can be taken back.
//!
//! `ATTACHE_EVENTS=100000 cargo test --release --test random` does as many as one likes, about a minute for these; `ATTACHE_SEED` draws
//! other lots.

use std::env;

use attache::{
    library::state::Mark,
    tui::{events::Event, theme::Theme},
};
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::{Terminal, backend::TestBackend};

#[allow(dead_code, reason = "other tests use more of it")]
#[path = "screens/fixture.rs"]
mod fixture;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "screens/harness.rs"]
mod harness;

use harness::{Screen, events, visible};

/// What is pressed, each as often as it stands here.
const KEYS: &str = "j j j k k Down Up Left Right Space Space PageDown PageUp Home End gg G Enter Enter Enter Escape Escape Tab Tab BackTab \
    ]q [q ]s [s ]a [a ]e [e ]p [p H H L s c f f F C / / n N z W W ? Backspace Backspace C-d C-u C-l - & @ # 'a 'ber 'sweden 'speaker: \
    'has:q h l 1 1 2 3 4 r r * * t t a a V u C-r m ' < > b ,q ,e ,a ,p : T ! % x x X M D D A E gc v v a y ]S [S M-2 M-7 ]3q w B B i i";

/// A generator of lots: xorshift64 (Marsaglia 2003).
struct Lots(u64);

impl Lots {
    fn below(&mut self, limit: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u16::try_from(self.0 % u64::from(limit)).unwrap()
    }
}

fn mouse(kind: MouseEventKind, lots: &mut Lots) -> Event {
    Event::Mouse(MouseEvent { kind, column: lots.below(210), row: lots.below(70), modifiers: KeyModifiers::NONE })
}

/// Mostly keys; sometimes the mouse, words pasted, another size, seldom a huge or a tiny one.
fn drawn(lots: &mut Lots) -> Vec<Event> {
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    match lots.below(100) {
        0..80 => events(keys[usize::from(lots.below(u16::try_from(keys.len()).unwrap()))]),
        80..86 => vec![mouse(MouseEventKind::Down(MouseButton::Left), lots)],
        86..88 => vec![mouse(MouseEventKind::Drag(MouseButton::Left), lots)],
        88..92 => vec![mouse(MouseEventKind::ScrollDown, lots), mouse(MouseEventKind::ScrollUp, lots)],
        92..95 => vec![Event::Paste("né\u{1b}[2J ]q".to_owned())],
        95 => vec![Event::Resize(1 + lots.below(500), 1 + lots.below(200))],
        96 => vec![Event::Resize(1 + lots.below(40), 1 + lots.below(10))],
        _ => vec![Event::Resize(60 + lots.below(120), 15 + lots.below(40))],
    }
}

#[test]
fn whatever_is_pressed_the_screen_is_whole_and_all_can_be_taken_back() {
    let asked = |name: &str| env::var(name).ok().and_then(|count| count.parse::<u64>().ok());
    let wanted = asked("ATTACHE_EVENTS").unwrap_or(800);
    let mut lots = Lots(0x9e37_79b9_7f4a_7c15 ^ asked("ATTACHE_SEED").unwrap_or(0));
    let mut screen = Screen::of(fixture::narrow(), 160, 45, Theme::Roles);
    let (mut done, mut rounds) = (0, 0);
    while done < wanted {
        for event in drawn(&mut lots) {
            if let Event::Resize(width, height) = event {
                screen.terminal.backend_mut().resize(width, height);
            }
            screen.send(vec![event]);
            done += 1;
        }
        rounds += 1;
        if rounds % 700 == 0 && !screen.model.is_over() {
            take_all_back(&mut screen);
        }
        if screen.model.is_over() {
            screen = Screen::of(fixture::narrow(), 160, 45, Theme::Roles);
        } else if done % 97 == 0 {
            let size = screen.model.size();
            let mut fresh = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
            attache::tui::terminal::Surface::paint(&mut fresh, &screen.model).unwrap();
            assert_eq!(visible(fresh.backend().buffer()), screen.text(), "the screen is not what a fresh one shows");
        }
    }
    take_all_back(&mut screen);
}

/// Takes back whatever was done: then nothing is left of it.
fn take_all_back(screen: &mut Screen) {
    screen.terminal.backend_mut().resize(160, 45);
    screen.send(vec![Event::Resize(160, 45)]);
    screen.send(events("Escape Escape Escape Escape Escape Escape"));
    while !screen.text().contains("There is nothing to take back.") {
        screen.send(events("u"));
    }
    let is_marked = |mark: &Mark| mark.read || mark.starred || mark.hidden || !mark.tags.is_empty() || !mark.note.is_empty();
    let left: Vec<_> = screen.model.state().marks().iter().filter(|(_, mark)| is_marked(mark)).collect();
    assert!(left.is_empty() && screen.model.state().decisions().is_empty(), "{left:?} {:?}", screen.model.state().decisions());
}
