//! Keys by name: `j`, `ctrl-d`, `]q`, `g g`, and how they are printed.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::name::nearest;

/// Keys that are called by a name.
const NAMES: &[(&str, KeyCode, &str)] = &[
    ("space", KeyCode::Char(' '), "Space"),
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("tab", KeyCode::Tab, "Tab"),
    ("backtab", KeyCode::BackTab, "Shift-Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("delete", KeyCode::Delete, "Delete"),
    ("insert", KeyCode::Insert, "Insert"),
    ("up", KeyCode::Up, "↑"),
    ("down", KeyCode::Down, "↓"),
    ("left", KeyCode::Left, "←"),
    ("right", KeyCode::Right, "→"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("pgup", KeyCode::PageUp, "PgUp"),
    ("pgdn", KeyCode::PageDown, "PgDn"),
];

/// What is held down with a key, as it is written and printed.
const HELD: &[(&str, KeyModifiers, &str)] =
    &[("ctrl-", KeyModifiers::CONTROL, "Ctrl-"), ("alt-", KeyModifiers::ALT, "Alt-"), ("shift-", KeyModifiers::SHIFT, "Shift-")];

/// One key with what is held down, in the one form that table, settings and terminal share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    held: KeyModifiers,
}

impl Key {
    /// The key that was pressed. Shift is told by the character where there is one; with Ctrl, case does not count.
    #[must_use]
    pub fn of(event: KeyEvent) -> Self {
        Self::plain(event.code, event.modifiers)
    }

    fn plain(code: KeyCode, mut held: KeyModifiers) -> Self {
        let code = match code {
            KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => KeyCode::Char(c.to_ascii_lowercase()),
            KeyCode::Char(c) if held.contains(KeyModifiers::SHIFT) => KeyCode::Char(c.to_ascii_uppercase()),
            KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            held.remove(KeyModifiers::SHIFT);
        }
        Self { code, held }
    }

    /// The key that `name` means.
    fn parse(name: &str) -> Option<Self> {
        let (mut rest, mut held) = (name, KeyModifiers::NONE);
        while let Some((tail, modifier)) = HELD.iter().find_map(|(prefix, modifier, _)| Some((rest.strip_prefix(prefix)?, *modifier))) {
            (rest, held) = (tail, held | modifier);
        }
        let mut letters = rest.chars();
        let code = match (letters.next()?, letters.next()) {
            (letter, None) if !letter.is_control() && !letter.is_whitespace() => KeyCode::Char(letter),
            ('f', Some('1'..='9')) => KeyCode::F(rest.get(1..)?.parse().ok().filter(|number| *number <= 24)?),
            _ => NAMES.iter().find(|(known, ..)| *known == rest)?.1,
        };
        Some(Self::plain(code, held))
    }

    fn write(self, f: &mut fmt::Formatter<'_>, printed: bool) -> fmt::Result {
        for (name, modifier, label) in HELD {
            if self.held.contains(*modifier) {
                f.write_str(if printed { label } else { name })?;
            }
        }
        match (self.code, NAMES.iter().find(|(_, code, _)| *code == self.code)) {
            (_, Some((name, _, label))) => f.write_str(if printed { label } else { name }),
            (KeyCode::Char(letter), None) => write!(f, "{letter}"),
            (KeyCode::F(number), None) => write!(f, "{}{number}", if printed { 'F' } else { 'f' }),
            _ => Ok(()),
        }
    }

    /// Whether it is printed as one character.
    fn is_letter(self) -> bool {
        matches!(self.code, KeyCode::Char(letter) if letter != ' ') && self.held.is_empty()
    }
}

/// As it is printed: `Ctrl-d`, `↓`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, true)
    }
}

/// A key, or keys pressed one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

impl Chord {
    /// The keys that `text` names: `j`, `ctrl-d`, `]q`, `g g`, `ctrl-x ctrl-c`. Two characters without a blank are two keys.
    ///
    /// # Errors
    /// With what is wrong and how to mend it.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let mut keys = Vec::new();
        for word in text.split_whitespace() {
            let pair = || word.chars().count() == 2;
            if let Some(key) = Key::parse(word) {
                keys.push(key);
            } else if pair() {
                keys.extend(word.chars().filter_map(|letter| Key::parse(letter.encode_utf8(&mut [0; 4]))));
            } else {
                let mut bare = word;
                while let Some(rest) = HELD.iter().find_map(|(held, ..)| bare.strip_prefix(held)) {
                    bare = rest;
                }
                let close = match bare.split_once('-') {
                    Some((held, _)) => nearest(&format!("{held}-"), HELD.iter().map(|(name, ..)| *name)),
                    None => nearest(bare, NAMES.iter().map(|(name, ..)| *name)),
                };
                let mend = close.map_or_else(
                    || "write a character, 'ctrl-d', 'alt-x', 'enter', 'f1', or a chord as 'g g'".to_owned(),
                    |close| format!("did you mean '{close}'?"),
                );
                return Err((format!("no key is called '{word}'"), mend));
            }
        }
        if keys.is_empty() { Err(("no key".to_owned(), "the space bar is 'space'".to_owned())) } else { Ok(Self(keys)) }
    }

    /// The keys in their order.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// The keys that are left after `begun` was pressed; `None` where it does not begin so.
    #[must_use]
    pub fn after(&self, begun: &[Key]) -> Option<Self> {
        self.0.strip_prefix(begun).map(|rest| Self(rest.to_vec()))
    }

    /// Whether one of the two is the beginning of the other, or the other.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }

    /// As the settings spell it: `]q`, `ctrl-x ctrl-c`.
    #[must_use]
    pub fn name(&self) -> String {
        struct Name(Key);
        impl fmt::Display for Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.write(f, false)
            }
        }
        self.joined(|key| Name(key).to_string())
    }

    fn joined(&self, spell: impl Fn(Key) -> String) -> String {
        let apart = !(self.0.len() == 2 && self.0.iter().all(|key| key.is_letter()));
        self.0.iter().map(|key| spell(*key)).collect::<Vec<_>>().join(if apart { " " } else { "" })
    }
}

/// As it is printed: `]q`, `Ctrl-x o`.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined(|key| key.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_and_printed() {
        for (name, spelled, printed) in [
            ("j", "j", "j"),
            ("ctrl-d", "ctrl-d", "Ctrl-d"),
            ("ctrl-D", "ctrl-d", "Ctrl-d"),
            ("shift-tab", "backtab", "Shift-Tab"),
            ("shift-a", "A", "A"),
            ("]q", "]q", "]q"),
            ("] q", "]q", "]q"),
            ("gg", "gg", "gg"),
            ("ctrl-x ctrl-c", "ctrl-x ctrl-c", "Ctrl-x Ctrl-c"),
            ("g space", "g space", "g Space"),
            ("f12", "f12", "F12"),
            ("alt--", "alt--", "Alt--"),
            ("pgdn", "pgdn", "PgDn"),
            ("é", "é", "é"),
        ] {
            let chord = Chord::parse(name).unwrap();
            assert_eq!((chord.name().as_str(), chord.to_string().as_str()), (spelled, printed));
            assert_eq!(Chord::parse(&chord.name()).unwrap(), chord);
        }
    }

    #[test]
    fn slips_are_told_with_the_nearest_name() {
        assert_eq!(Chord::parse("entr").unwrap_err().1, "did you mean 'enter'?");
        assert_eq!(Chord::parse("ctrl-pgdm").unwrap_err().1, "did you mean 'pgdn'?");
        assert_eq!(Chord::parse("ctlr-x").unwrap_err().1, "did you mean 'ctrl-'?");
        assert!(Chord::parse("  ").unwrap_err().1.contains("space"));
        for text in ["f99", "ctrl-", "abc", "\u{1b}"] {
            assert!(Chord::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn pressed_keys_are_those_named() {
        let pressed = |code, held| Key::of(KeyEvent::new(code, held));
        let named = |name| Key::parse(name).unwrap();
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), named("G"));
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::NONE), named("G"));
        assert_eq!(pressed(KeyCode::Char('D'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), named("ctrl-d"));
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), named("backtab"));
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), named("backtab"));
        assert_ne!(pressed(KeyCode::Char('j'), KeyModifiers::ALT), named("j"));
        assert_ne!(pressed(KeyCode::Enter, KeyModifiers::SHIFT), named("enter"));
    }
}
