//! The one table of keys. Dispatch, help, the hints at the bottom and the manual are made from it.

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{
    Action::{
        self, AnyAll, Back, Cancel, Choose, ChooseAll, Clear, Complete, Enter, Exclude, Facets, Filter, Find, FindNext, Help, History,
        Jump, Mark, Move, Pend, Quit, Recall, Redo, Repaint, Side, Speakers, Suspend, Tab, Toggle, Turn, TurnFacet, Undo, View, Why, Zoom,
    },
    Goal::{Asset, Mention, Quote, SameSpeaker},
    Marking,
    Move::{Bottom, Half, Page, Step, Top},
    ViewKind,
};
use crate::library::facets::Facet;

/// Where a key means something. Narrow scopes are asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere but in lines one types into.
    Everywhere,
    /// In any of the three panes.
    Panes,
    /// In the list of briefings.
    List,
    /// In the text.
    Article,
    /// In the pane of actors, quotes and assets.
    Items,
    /// In a picker.
    Picker,
    /// In the picker of a field's values.
    Facets,
    /// In the line of the query.
    Query,
    /// In a line one types into.
    Prompt,
    /// On the page of keys.
    Help,
}

/// What a key is for, as help groups it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving inside a pane.
    Move,
    /// From place to place in the text.
    Jump,
    /// Looking for things and narrowing.
    Search,
    /// What one did with briefings.
    Marks,
    /// Panes and panels.
    Panes,
    /// In pickers and lines one types into.
    Choose,
    /// The program.
    Program,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Self; 7] = [Self::Move, Self::Jump, Self::Search, Self::Marks, Self::Panes, Self::Choose, Self::Program];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Jump => "Jump",
            Self::Search => "Find and filter",
            Self::Marks => "Read, star, tag",
            Self::Panes => "Views and panes",
            Self::Choose => "In pickers and lines",
            Self::Program => "Program",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// Names of the keys: a character, a chord of two, or a name such as `ctrl-d`.
    pub keys: &'static [&'static str],
    /// What it does.
    pub action: Action,
    /// Where help puts it.
    pub group: Group,
    /// What it does, in words.
    pub help: &'static str,
    /// The words beside the key at the bottom of the screen; empty where it is not shown there.
    pub hint: &'static str,
}

const fn row(scope: Scope, keys: &'static [&'static str], action: Action, group: Group, help: &'static str, hint: &'static str) -> Binding {
    Binding { scope, keys, action, group, help, hint }
}

/// Every key. The order is that of help and of the hints.
pub const KEYMAP: &[Binding] = &[
    row(Scope::Panes, &["j", "down"], Move(Step(1)), Group::Move, "down", ""),
    row(Scope::Panes, &["k", "up"], Move(Step(-1)), Group::Move, "up", ""),
    row(Scope::Panes, &["pgdn", "ctrl-f"], Move(Page(1)), Group::Move, "a page down", ""),
    row(Scope::Article, &["space"], Move(Page(1)), Group::Move, "a page down", ""),
    row(Scope::Items, &["space"], Move(Page(1)), Group::Move, "a page down", ""),
    row(Scope::Panes, &["pgup", "ctrl-b"], Move(Page(-1)), Group::Move, "a page up", ""),
    row(Scope::Panes, &["ctrl-d"], Move(Half(1)), Group::Move, "half a page down", ""),
    row(Scope::Panes, &["ctrl-u"], Move(Half(-1)), Group::Move, "half a page up", ""),
    row(Scope::Panes, &["g", "home"], Move(Top), Group::Move, "to the first line", ""),
    row(Scope::Panes, &["G", "end"], Move(Bottom), Group::Move, "to the last line", ""),
    row(Scope::List, &["enter", "l", "right"], Enter, Group::Jump, "read it; of a speaker, the quotes", "read"),
    row(Scope::Article, &["enter"], Enter, Group::Jump, "to the list of the text's items", ""),
    row(Scope::Items, &["enter"], Enter, Group::Jump, "go to the item's place in the text", "go there"),
    row(Scope::Panes, &["]q"], Jump(Quote, 1), Group::Jump, "next quote", "next quote"),
    row(Scope::Panes, &["[q"], Jump(Quote, -1), Group::Jump, "previous quote", ""),
    row(Scope::Panes, &["]s"], Jump(SameSpeaker, 1), Group::Jump, "next quote of the same speaker", "same speaker"),
    row(Scope::Panes, &["[s"], Jump(SameSpeaker, -1), Group::Jump, "previous quote of the same speaker", ""),
    row(Scope::Panes, &["]a"], Jump(Asset, 1), Group::Jump, "next asset", ""),
    row(Scope::Panes, &["[a"], Jump(Asset, -1), Group::Jump, "previous asset", ""),
    row(Scope::Panes, &["]e"], Jump(Mention, 1), Group::Jump, "next mention of the same actor", ""),
    row(Scope::Panes, &["[e"], Jump(Mention, -1), Group::Jump, "previous mention of the same actor", ""),
    row(Scope::Panes, &["H"], History(-1), Group::Jump, "back to where the last jump began", ""),
    row(Scope::Panes, &["L"], History(1), Group::Jump, "forward again", ""),
    row(Scope::Panes, &["s"], Speakers, Group::Search, "pick a speaker of this briefing", "speakers"),
    row(Scope::Panes, &["c"], Facets(Facet::Country), Group::Search, "narrow by countries", "countries"),
    row(Scope::Panes, &["F"], Facets(Facet::Speaker), Group::Search, "narrow by speaker, owner, place, month", "facets"),
    row(Scope::Panes, &["f"], Filter, Group::Search, "narrow by a query", "query"),
    row(Scope::Panes, &["C"], Clear, Group::Search, "remove every filter", ""),
    row(Scope::Panes, &["/"], Find, Group::Search, "find in the focused pane", "find"),
    row(Scope::Panes, &["n"], FindNext(1), Group::Search, "next place found", ""),
    row(Scope::Panes, &["N"], FindNext(-1), Group::Search, "previous place found", ""),
    row(Scope::Panes, &["r"], Mark(Marking::Read), Group::Marks, "read, or not read yet", "read or not"),
    row(Scope::Panes, &["*"], Mark(Marking::Starred), Group::Marks, "star it, or not", "star"),
    row(Scope::Panes, &["t"], Mark(Marking::Tags), Group::Marks, "tags", "tag"),
    row(Scope::Panes, &["a"], Mark(Marking::Note), Group::Marks, "a note", "note"),
    row(Scope::List, &["space"], Choose, Group::Marks, "choose it for what comes next", "choose"),
    row(Scope::List, &["V"], ChooseAll, Group::Marks, "choose all that are listed, or none", ""),
    row(Scope::Panes, &["u"], Undo, Group::Marks, "take the last change back", "undo"),
    row(Scope::Panes, &["ctrl-r"], Redo, Group::Marks, "do it again", ""),
    row(Scope::Panes, &["1"], View(ViewKind::Briefings), Group::Panes, "the briefings", ""),
    row(Scope::Panes, &["2"], View(ViewKind::Speakers), Group::Panes, "the speakers of all that is listed", ""),
    row(Scope::Panes, &["3"], View(ViewKind::Assets), Group::Panes, "the ledger of assets", ""),
    row(Scope::Panes, &["4"], View(ViewKind::Quotes), Group::Panes, "the quotes", ""),
    row(Scope::Panes, &["tab"], Turn(1), Group::Panes, "next pane", ""),
    row(Scope::Panes, &["backtab"], Turn(-1), Group::Panes, "previous pane", ""),
    row(Scope::Article, &["h", "left"], Side(-1), Group::Panes, "to the list", ""),
    row(Scope::Article, &["l", "right"], Side(1), Group::Panes, "to actors, quotes, assets", ""),
    row(Scope::Items, &["l", "right"], Tab(1), Group::Panes, "next tab", "next tab"),
    row(Scope::Items, &["h", "left"], Tab(-1), Group::Panes, "previous tab, then the text", ""),
    row(Scope::Panes, &["z"], Zoom, Group::Panes, "one pane on the whole screen, and back", ""),
    row(Scope::Panes, &["W"], Why, Group::Panes, "why: rule, score, source, cue", "why"),
    row(Scope::Picker, &["down", "ctrl-n"], Move(Step(1)), Group::Choose, "next row or place found", ""),
    row(Scope::Picker, &["up", "ctrl-p"], Move(Step(-1)), Group::Choose, "previous row or place found", ""),
    row(Scope::Picker, &["pgdn"], Move(Page(1)), Group::Choose, "a page down", ""),
    row(Scope::Picker, &["pgup"], Move(Page(-1)), Group::Choose, "a page up", ""),
    row(Scope::Facets, &["space"], Toggle, Group::Choose, "choose one more value, or not", "choose"),
    row(Scope::Facets, &["-"], Exclude, Group::Choose, "leave a value out", "leave out"),
    row(Scope::Facets, &["tab"], TurnFacet(1), Group::Choose, "the next field", "next field"),
    row(Scope::Facets, &["backtab"], TurnFacet(-1), Group::Choose, "the field before", ""),
    row(Scope::Facets, &["&"], AnyAll, Group::Choose, "any of the values, or all of them", "any or all"),
    row(Scope::Query, &["tab"], Complete, Group::Choose, "go on as offered", "complete"),
    row(Scope::Query, &["ctrl-r"], Recall(1), Group::Choose, "the query asked before", "earlier"),
    row(Scope::Query, &["ctrl-s"], Recall(-1), Group::Choose, "the query asked after it", ""),
    row(Scope::Picker, &["enter"], Enter, Group::Choose, "take it", "take"),
    row(Scope::Prompt, &["enter"], Enter, Group::Choose, "take it", "take"),
    row(Scope::Prompt, &["down", "ctrl-n"], Move(Step(1)), Group::Choose, "next row or place found", ""),
    row(Scope::Prompt, &["up", "ctrl-p"], Move(Step(-1)), Group::Choose, "previous row or place found", ""),
    row(Scope::Picker, &["esc"], Cancel, Group::Choose, "leave it as it was", "as it was"),
    row(Scope::Prompt, &["esc"], Cancel, Group::Choose, "leave it as it was", "as it was"),
    row(Scope::Help, &["j", "down"], Move(Step(1)), Group::Move, "down", ""),
    row(Scope::Help, &["k", "up"], Move(Step(-1)), Group::Move, "up", ""),
    row(Scope::Help, &["space", "pgdn"], Move(Page(1)), Group::Move, "a page down", ""),
    row(Scope::Help, &["pgup"], Move(Page(-1)), Group::Move, "a page up", ""),
    row(Scope::Everywhere, &["esc"], Cancel, Group::Program, "close one thing, then clear filters", ""),
    row(Scope::Everywhere, &["?", "f1"], Help, Group::Program, "these keys", "help"),
    row(Scope::Everywhere, &["q"], Back, Group::Program, "back, and in the end leave", "quit"),
    row(Scope::Everywhere, &["Q", "ctrl-c"], Quit, Group::Program, "leave at once", ""),
    row(Scope::Everywhere, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row(Scope::Everywhere, &["ctrl-l"], Repaint, Group::Program, "paint everything anew", ""),
];

/// The name of a key as the table spells it; `None` for keys the table has no name for.
fn name(key: KeyEvent) -> Option<String> {
    let plain = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => return Some(format!("ctrl-{}", c.to_ascii_lowercase())),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => "backtab".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => "backtab".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        KeyCode::F(number) => format!("f{number}"),
        _ => return None,
    };
    let modified = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META);
    (!modified).then_some(plain)
}

/// What `key` means in the first of `scopes` that knows it, after the first key `pending` of a chord.
#[must_use]
pub(super) fn action(scopes: &[Scope], pending: Option<char>, key: KeyEvent) -> Option<Action> {
    let name = name(key)?;
    let wanted = pending.map_or_else(|| name.clone(), |first| format!("{first}{name}"));
    let in_scope = |scope: Scope| KEYMAP.iter().filter(move |row| row.scope == scope);
    for &scope in scopes {
        if let Some(row) = in_scope(scope).find(|row| row.keys.contains(&wanted.as_str())) {
            return Some(row.action);
        }
    }
    let first = name.chars().next().filter(|_| pending.is_none() && name.chars().count() == 1)?;
    let begins = |row: &Binding| row.keys.iter().any(|key| is_chord(key) && key.starts_with(first));
    scopes.iter().any(|&scope| in_scope(scope).any(begins)).then_some(Pend(first))
}

fn is_chord(key: &str) -> bool {
    key.chars().count() == 2 && key.starts_with(['[', ']'])
}

/// What the bottom line hints at in a scope, the most useful first.
const HINTS: &[(Scope, &[Action])] = &[
    (Scope::List, &[Enter, Filter, Facets(Facet::Country), Facets(Facet::Speaker), Find, Mark(Marking::Starred)]),
    (Scope::Article, &[Jump(Quote, 1), Jump(SameSpeaker, 1), Speakers, Why, Find]),
    (Scope::Items, &[Enter, Tab(1), Why, Speakers, Find]),
    (Scope::Facets, &[Enter, Toggle, Exclude, TurnFacet(1), AnyAll, Cancel]),
    (Scope::Query, &[Enter, Complete, Recall(1), Cancel]),
    (Scope::Picker, &[Enter, Cancel]),
    (Scope::Prompt, &[Enter, Cancel]),
];

/// Keys and words for the bottom line: help and quit, then those of the first scope.
#[must_use]
pub(super) fn hints(scopes: &[Scope]) -> Vec<(String, &'static str)> {
    let row_of = |action: Action| scopes.iter().find_map(|&scope| KEYMAP.iter().find(|row| row.scope == scope && row.action == action));
    let wanted = HINTS.iter().find(|(scope, _)| scopes.first() == Some(scope)).map_or(&[][..], |(_, actions)| actions);
    [Help, Back]
        .iter()
        .chain(wanted)
        .filter_map(|&action| row_of(action))
        .filter_map(|row| Some((label(row.keys.first()?), row.hint)))
        .collect()
}

/// How a key is printed.
#[must_use]
pub fn label(key: &str) -> String {
    match key {
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "space" => "Space".to_owned(),
        "enter" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "tab" => "Tab".to_owned(),
        "backtab" => "Shift-Tab".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "f1" => "F1".to_owned(),
        other => other.strip_prefix("ctrl-").map_or_else(|| other.to_owned(), |letter| format!("Ctrl-{letter}")),
    }
}

/// The rows of `group`, rows that say the same merged, as keys and words.
#[must_use]
pub fn rows_of(group: Group) -> Vec<(String, &'static str)> {
    let mut rows: Vec<(Vec<String>, &'static str)> = Vec::new();
    for binding in KEYMAP.iter().filter(|binding| binding.group == group) {
        let labels = binding.keys.iter().map(|key| label(key));
        match rows.iter_mut().find(|(_, help)| *help == binding.help) {
            Some((known, _)) => {
                for label in labels {
                    if !known.contains(&label) {
                        known.push(label);
                    }
                }
            }
            None => rows.push((labels.collect(), binding.help)),
        }
    }
    rows.into_iter().map(|(keys, help)| (keys.join(" "), help)).collect()
}

/// The whole table as Markdown, a section a group.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::new();
    for group in Group::ALL {
        let _ = writeln!(page, "**{}**\n\n| key | does |\n| --- | --- |", group.title());
        for (keys, help) in rows_of(group) {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let _ = writeln!(page, "| {} | {help} |", keys.join(" "));
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_stands_twice_in_a_scope() {
        let mut seen = HashSet::new();
        for row in KEYMAP {
            for key in row.keys {
                assert!(seen.insert((row.scope, key)), "{key} twice in {:?}", row.scope);
            }
        }
    }

    #[test]
    fn every_row_is_told() {
        for row in KEYMAP {
            assert!(!row.keys.is_empty() && !row.help.is_empty(), "{row:?}");
            assert!(row.help.len() <= 38, "{}", row.help);
            assert!(row.hint.len() <= 14, "{}", row.hint);
        }
        for group in Group::ALL {
            assert!(!rows_of(group).is_empty(), "{group:?}");
        }
    }

    #[test]
    fn keys_are_found_by_name() {
        let press = |code| KeyEvent::new(code, KeyModifiers::NONE);
        let panes = [Scope::Article, Scope::Panes, Scope::Everywhere];
        assert_eq!(action(&panes, None, press(KeyCode::Char('j'))), Some(Move(Step(1))));
        assert_eq!(action(&panes, None, press(KeyCode::Char(']'))), Some(Pend(']')));
        assert_eq!(action(&panes, Some(']'), press(KeyCode::Char('q'))), Some(Jump(Quote, 1)));
        assert_eq!(action(&panes, Some(']'), press(KeyCode::Char('j'))), None);
        assert_eq!(action(&panes, None, KeyEvent::new(KeyCode::Char('d'), KeyModifiers::CONTROL)), Some(Move(Half(1))));
        assert_eq!(action(&[Scope::Picker], None, press(KeyCode::Char('q'))), None);
    }

    #[test]
    fn the_table_as_markdown() {
        let page = markdown();
        assert!(page.starts_with("**Move**\n\n| key | does |\n| --- | --- |\n| `j` `↓` | down |\n"), "{page}");
        assert!(page.contains("| `]q` | next quote |"));
    }
}
