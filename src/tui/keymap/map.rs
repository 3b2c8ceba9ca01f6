//! The keys that hold: the table, a preset over it, the user's own over both.

use std::fmt::Write as _;

use super::{
    super::action::Action::{self, Back, Help, Palette},
    Chord, Group, HINTS, KEYMAP, Key, Row, Scope, presets,
};
use crate::config::{Binding, Preset, Problem};

/// A key with what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    scope: Scope,
    chord: Chord,
    rows: Vec<&'static Row>,
}

/// The keys that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    lines: Vec<Line>,
}

/// What a key leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To these, one after the other.
    Actions(Vec<Action>),
    /// To a chord; the next key decides.
    Begun,
    /// To nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::preset(Preset::Vim)
    }
}

impl Keymap {
    /// The keys of `preset`.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        let line = |scope, key, row| Some(Line { scope, chord: Chord::parse(key).ok()?, rows: vec![row] });
        let table = KEYMAP.iter().flat_map(|row| row.keys.iter().filter_map(move |key| line(row.scope, key, row)));
        let mut keymap = Self { lines: table.collect() };
        for &(scope, key, name) in presets::keys(preset) {
            if let Some(line) = row_in(scope, name).and_then(|row| line(scope, key, row)) {
                keymap.put(line);
            }
        }
        keymap
    }

    /// The keys of `preset` and of the user.
    ///
    /// # Errors
    /// With every key or command that does not exist, and keys of the user's that are in each other's way.
    pub fn new(preset: Preset, own: &[Binding]) -> Result<Self, Vec<Problem>> {
        let mut keymap = Self::preset(preset);
        let mut problems = Vec::new();
        let mut before: Vec<(Scope, Chord)> = Vec::new();
        for binding in own {
            let line = match line(binding) {
                Ok(line) => line,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            if let Some((_, other)) = before.iter().find(|(scope, chord)| *scope == line.scope && chord.clashes(&line.chord)) {
                let words = format!("'{}' and '{}' cannot both be keys in {}", other.name(), line.chord.name(), line.scope);
                problems.push(Problem::new(binding.key.span(), words, "take one of them out"));
                continue;
            }
            before.push((line.scope, line.chord.clone()));
            keymap.put_own(line, &before);
        }
        if problems.is_empty() { Ok(keymap) } else { Err(problems) }
    }

    /// Binds a key in place of those it clashes with; to nothing where it has no command.
    fn put(&mut self, line: Line) {
        self.lines.retain(|old| old.scope != line.scope || !old.chord.clashes(&line.chord));
        self.lines.push(line);
    }

    /// The same for a key of the user's, which also comes before what the table has in narrower scopes; but a review, which is begun on
    /// purpose, keeps its keys, and so does what the user bound there.
    fn put_own(&mut self, line: Line, own: &[(Scope, Chord)]) {
        let is_beaten = |old: &Line| {
            let is_narrower = old.scope != line.scope && old.scope != Scope::Review && old.scope.outward().any(|scope| scope == line.scope);
            is_narrower && old.chord.clashes(&line.chord) && !own.iter().any(|(scope, chord)| *scope == old.scope && *chord == old.chord)
        };
        self.lines.retain(|old| !is_beaten(old));
        self.put(line);
    }

    /// What `key` leads to in the first of `scopes` that knows it, after the keys `begun` of a chord.
    #[must_use]
    pub fn find(&self, scopes: &[Scope], begun: &[Key], key: Key) -> Found {
        let pressed: Vec<Key> = begun.iter().copied().chain([key]).collect();
        for &scope in scopes {
            let mut chords = self.lines.iter().filter(|line| line.scope == scope && line.chord.keys().starts_with(&pressed));
            match chords.next() {
                Some(line) if line.chord.keys().len() == pressed.len() => {
                    return Found::Actions(line.rows.iter().map(|row| row.action).collect());
                }
                Some(_) => return Found::Begun,
                None => {}
            }
        }
        Found::Nothing
    }

    /// What may follow the keys `begun`: the rest of the chord, and what it does.
    #[must_use]
    pub fn following(&self, scopes: &[Scope], begun: &[Key]) -> Vec<(String, String)> {
        let mut seen: Vec<(String, String)> = Vec::new();
        for line in scopes.iter().flat_map(|&scope| self.lines.iter().filter(move |line| line.scope == scope)) {
            let Some(rest) = line.chord.after(begun).filter(|rest| !rest.keys().is_empty()) else { continue };
            let rest = rest.to_string();
            if !line.rows.is_empty() && !seen.iter().any(|(known, _)| *known == rest) {
                let words: Vec<&str> = line.rows.iter().map(|row| row.help).collect();
                seen.push((rest, words.join(", then ")));
            }
        }
        seen
    }

    /// The keys of a row, as they are printed.
    #[must_use]
    pub fn keys_of(&self, row: &Row) -> Vec<String> {
        let is_its = |line: &&Line| {
            line.rows.first().is_some_and(|first| line.rows.len() == 1 && first.name == row.name)
                && line.scope.outward().any(|scope| scope == row.scope)
        };
        let mut keys: Vec<String> = Vec::new();
        for key in self.lines.iter().filter(is_its).map(|line| line.chord.to_string()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Keys and words for the bottom line: help and quit, then those of the first scope.
    #[must_use]
    pub(in super::super) fn hints(&self, scopes: &[Scope]) -> Vec<(String, &'static str)> {
        let row_of = |action: Action| scopes.iter().find_map(|&scope| KEYMAP.iter().find(|row| row.scope == scope && row.action == action));
        let wanted = HINTS.iter().find(|(scope, _)| scopes.first() == Some(scope)).map_or(&[][..], |(_, actions)| actions);
        [Help, Back]
            .iter()
            .chain(wanted)
            .chain([&Palette])
            .filter_map(|&action| row_of(action))
            .filter_map(|row| Some((self.keys_of(row).into_iter().next()?, row.hint)))
            .collect()
    }

    /// The rows of `group`, rows that say the same merged, as keys and words; then the keys of the user's that do several things.
    #[must_use]
    pub fn rows_of(&self, group: Group) -> Vec<(Vec<String>, String)> {
        let mut rows: Vec<(Vec<String>, String)> = Vec::new();
        for row in KEYMAP.iter().filter(|row| row.group == group) {
            let labels = self.keys_of(row);
            match rows.iter_mut().find(|(_, help)| *help == row.help) {
                Some((known, _)) => {
                    for label in labels {
                        if !known.contains(&label) {
                            known.push(label);
                        }
                    }
                }
                None => rows.push((labels, row.help.to_owned())),
            }
        }
        for line in self.lines.iter().filter(|line| line.rows.len() > 1 && line.rows.first().is_some_and(|row| row.group == group)) {
            let names: Vec<&str> = line.rows.iter().map(|row| row.name).collect();
            rows.push((vec![line.chord.to_string()], names.join(", ")));
        }
        rows
    }
}

/// The row that `name` means in `scope`, if it holds there.
fn row_in(scope: Scope, name: &str) -> Option<&'static Row> {
    scope.outward().find_map(|scope| KEYMAP.iter().find(|row| row.scope == scope && row.name == name))
}

/// The commands that hold in `scope`, each once.
pub fn commands(scope: Scope) -> impl Iterator<Item = &'static Row> {
    KEYMAP.iter().filter(move |row| row_in(scope, row.name) == Some(*row))
}

/// The line that the user wrote.
fn line(binding: &Binding) -> Result<Line, Problem> {
    let told: &str = binding.scope.get_ref();
    let scope: Scope = told
        .parse()
        .map_err(|()| Problem::unknown(binding.scope.span(), "table of keys", told, Scope::ALL.iter().map(|scope| scope.name()), ""))?;
    let chord = Chord::parse(binding.key.get_ref()).map_err(|(words, mend)| Problem::new(binding.key.span(), words, mend))?;
    let rows = binding.commands.iter().map(|name| {
        let told: &str = name.get_ref();
        row_in(scope, told).ok_or_else(|| {
            let holds: Vec<&str> = KEYMAP.iter().filter(|row| row.name == told).map(|row| row.scope.name()).collect();
            if holds.is_empty() {
                Problem::unknown(name.span(), "command", told, KEYMAP.iter().map(|row| row.name), "'attache config template' lists them")
            } else {
                Problem::new(name.span(), format!("'{told}' means nothing in {scope}"), format!("it holds in {}", holds.join(", ")))
            }
        })
    });
    Ok(Line { scope, chord, rows: rows.collect::<Result<_, _>>()? })
}

/// The rows of `group` in the table, as keys and words.
#[must_use]
pub fn rows_of(group: Group) -> Vec<(Vec<String>, String)> {
    Keymap::default().rows_of(group)
}

/// The whole table as Markdown, a section a group.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::new();
    for group in Group::ALL {
        let _ = writeln!(page, "**{}**\n\n| key | does |\n| --- | --- |", group.title());
        for (keys, help) in rows_of(group) {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let _ = writeln!(page, "| {} | {help} |", keys.join(" "));
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

#[cfg(test)]
mod tests;
