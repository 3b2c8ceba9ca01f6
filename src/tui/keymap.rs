//! The one table of commands and keys. Dispatch, help, hints, palette, settings and the manual are made from it.

use super::action::{
    Action::{
        self, AnyAll, Back, Cancel, Clear, Countries, Enter, Exclude, Filter, Find, FindNext, Help, History, Jump, Mouse, Move, Notices,
        Palette, Quit, Reload, Repaint, Side, Speakers, Suspend, Tab, Themes, Toggle, Turn, Why, Zoom,
    },
    Goal::{Asset, Mention, Quote, SameSpeaker},
    Move::{Bottom, Half, Page, Step, Top},
};

mod keys;
mod map;
mod presets;

pub use keys::{Chord, Key};
pub use map::{Found, Keymap, commands, markdown, rows_of};

use crate::label::labels;

labels! {
    /// Where a key means something. Narrow scopes are asked first.
    Scope {
        /// Everywhere but in lines one types into.
        Everywhere = "everywhere",
        /// In any of the three panes.
        Panes = "panes",
        /// In the list of briefings.
        List = "list",
        /// In the text.
        Article = "article",
        /// In the pane of actors, quotes and assets.
        Items = "items",
        /// In a picker.
        Picker = "picker",
        /// In the picker of countries.
        Countries = "countries",
        /// In a line one types into.
        Prompt = "prompt",
    }
}

impl Scope {
    /// The scope around this one; what holds there holds here too.
    #[must_use]
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::List | Self::Article | Self::Items => Some(Self::Panes),
            Self::Panes => Some(Self::Everywhere),
            Self::Countries => Some(Self::Picker),
            Self::Everywhere | Self::Picker | Self::Prompt => None,
        }
    }

    /// This scope and every wider one, the narrow ones first.
    pub fn outward(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |scope| scope.wider())
    }
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
    /// Panes and panels.
    Panes,
    /// In pickers and lines one types into.
    Choose,
    /// The program.
    Program,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Self; 6] = [Self::Move, Self::Jump, Self::Search, Self::Panes, Self::Choose, Self::Program];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Jump => "Jump",
            Self::Search => "Find and filter",
            Self::Panes => "Panes",
            Self::Choose => "In pickers and lines",
            Self::Program => "Program",
        }
    }
}

/// One row of the table: a command, and its keys unless the user says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name that settings and palette call it by. A name may stand in several scopes; it means the same there.
    pub name: &'static str,
    /// Where it holds.
    pub scope: Scope,
    /// Names of the keys, as [`Chord::parse`] reads them.
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

const fn row(
    name: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
    action: Action,
    group: Group,
    help: &'static str,
    hint: &'static str,
) -> Row {
    Row { name, scope, keys, action, group, help, hint }
}

/// Every command and its keys. The order is that of help and of the hints.
pub const KEYMAP: &[Row] = &[
    row("down", Scope::Panes, &["j", "down"], Move(Step(1)), Group::Move, "down", ""),
    row("up", Scope::Panes, &["k", "up"], Move(Step(-1)), Group::Move, "up", ""),
    row("page-down", Scope::Panes, &["space", "pgdn", "ctrl-f"], Move(Page(1)), Group::Move, "a page down", ""),
    row("page-up", Scope::Panes, &["pgup", "ctrl-b"], Move(Page(-1)), Group::Move, "a page up", ""),
    row("half-page-down", Scope::Panes, &["ctrl-d"], Move(Half(1)), Group::Move, "half a page down", ""),
    row("half-page-up", Scope::Panes, &["ctrl-u"], Move(Half(-1)), Group::Move, "half a page up", ""),
    row("top", Scope::Panes, &["gg", "home"], Move(Top), Group::Move, "to the first line", ""),
    row("bottom", Scope::Panes, &["G", "end"], Move(Bottom), Group::Move, "to the last line", ""),
    row("read", Scope::List, &["enter", "l", "right"], Enter, Group::Jump, "read the briefing", "read"),
    row("list-items", Scope::Article, &["enter"], Enter, Group::Jump, "to the list of the text's items", ""),
    row("show-in-text", Scope::Items, &["enter"], Enter, Group::Jump, "go to the item's place in the text", "go there"),
    row("next-quote", Scope::Panes, &["]q"], Jump(Quote, 1), Group::Jump, "next quote", "next quote"),
    row("previous-quote", Scope::Panes, &["[q"], Jump(Quote, -1), Group::Jump, "previous quote", ""),
    row("next-of-speaker", Scope::Panes, &["]s"], Jump(SameSpeaker, 1), Group::Jump, "next quote of the same speaker", "same speaker"),
    row("previous-of-speaker", Scope::Panes, &["[s"], Jump(SameSpeaker, -1), Group::Jump, "previous quote of the same speaker", ""),
    row("next-asset", Scope::Panes, &["]a"], Jump(Asset, 1), Group::Jump, "next asset", ""),
    row("previous-asset", Scope::Panes, &["[a"], Jump(Asset, -1), Group::Jump, "previous asset", ""),
    row("next-mention", Scope::Panes, &["]e"], Jump(Mention, 1), Group::Jump, "next mention of the same actor", ""),
    row("previous-mention", Scope::Panes, &["[e"], Jump(Mention, -1), Group::Jump, "previous mention of the same actor", ""),
    row("jump-back", Scope::Panes, &["H"], History(-1), Group::Jump, "back to where the last jump began", ""),
    row("jump-forward", Scope::Panes, &["L"], History(1), Group::Jump, "forward again", ""),
    row("speakers", Scope::Panes, &["s"], Speakers, Group::Search, "pick a speaker of this briefing", "speakers"),
    row("countries", Scope::Panes, &["c"], Countries, Group::Search, "pick countries for the list", "countries"),
    row("filter", Scope::Panes, &["f"], Filter, Group::Search, "list by words, names, countries", "filter"),
    row("clear-filters", Scope::Panes, &["C"], Clear, Group::Search, "remove every filter", ""),
    row("find", Scope::Panes, &["/"], Find, Group::Search, "find in the focused pane", "find"),
    row("find-next", Scope::Panes, &["n"], FindNext(1), Group::Search, "next place found", ""),
    row("find-previous", Scope::Panes, &["N"], FindNext(-1), Group::Search, "previous place found", ""),
    row("next-pane", Scope::Panes, &["tab"], Turn(1), Group::Panes, "next pane", ""),
    row("previous-pane", Scope::Panes, &["backtab"], Turn(-1), Group::Panes, "previous pane", ""),
    row("pane-left", Scope::Article, &["h", "left"], Side(-1), Group::Panes, "to the list", ""),
    row("pane-right", Scope::Article, &["l", "right"], Side(1), Group::Panes, "to actors, quotes, assets", ""),
    row("next-tab", Scope::Items, &["l", "right"], Tab(1), Group::Panes, "next tab", "next tab"),
    row("previous-tab", Scope::Items, &["h", "left"], Tab(-1), Group::Panes, "previous tab, then the text", ""),
    row("zoom", Scope::Panes, &["z"], Zoom, Group::Panes, "one pane on the whole screen, and back", ""),
    row("why", Scope::Panes, &["W"], Why, Group::Panes, "why: rule, score, source, cue", "why"),
    row("down", Scope::Picker, &["down", "ctrl-n"], Move(Step(1)), Group::Choose, "next row or place found", ""),
    row("up", Scope::Picker, &["up", "ctrl-p"], Move(Step(-1)), Group::Choose, "previous row or place found", ""),
    row("page-down", Scope::Picker, &["pgdn"], Move(Page(1)), Group::Choose, "a page down", ""),
    row("page-up", Scope::Picker, &["pgup"], Move(Page(-1)), Group::Choose, "a page up", ""),
    row("choose", Scope::Countries, &["space"], Toggle, Group::Choose, "choose one more country, or not", "choose"),
    row("leave-out", Scope::Countries, &["-"], Exclude, Group::Choose, "leave a country out", "leave out"),
    row("any-or-all", Scope::Countries, &["tab"], AnyAll, Group::Choose, "any of the countries, or all of them", "any or all"),
    row("accept", Scope::Picker, &["enter"], Enter, Group::Choose, "take it", "take"),
    row("accept", Scope::Prompt, &["enter"], Enter, Group::Choose, "take it", "take"),
    row("down", Scope::Prompt, &["down", "ctrl-n"], Move(Step(1)), Group::Choose, "next row or place found", ""),
    row("up", Scope::Prompt, &["up", "ctrl-p"], Move(Step(-1)), Group::Choose, "previous row or place found", ""),
    row("cancel", Scope::Picker, &["esc", "ctrl-c"], Cancel, Group::Choose, "leave it as it was", "as it was"),
    row("cancel", Scope::Prompt, &["esc", "ctrl-c"], Cancel, Group::Choose, "leave it as it was", "as it was"),
    row("cancel", Scope::Everywhere, &["esc"], Cancel, Group::Program, "close one thing, then clear filters", ""),
    row("palette", Scope::Everywhere, &[":", "ctrl-p"], Palette, Group::Program, "every command, to search and run", "commands"),
    row("help", Scope::Everywhere, &["?", "f1"], Help, Group::Program, "these keys", "help"),
    row("back", Scope::Everywhere, &["q"], Back, Group::Program, "back, and in the end leave", "quit"),
    row("quit", Scope::Everywhere, &["Q", "ctrl-c"], Quit, Group::Program, "leave at once", ""),
    row("suspend", Scope::Everywhere, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row("suspend", Scope::Picker, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row("suspend", Scope::Prompt, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row("themes", Scope::Everywhere, &["T"], Themes, Group::Program, "choose how the screen looks", ""),
    row("mouse", Scope::Everywhere, &["%"], Mouse, Group::Program, "the mouse to the terminal, and back", ""),
    row("notices", Scope::Everywhere, &["!"], Notices, Group::Program, "what was told so far", ""),
    row("reload", Scope::Everywhere, &["R"], Reload, Group::Program, "read the settings again", ""),
    row("repaint", Scope::Everywhere, &["ctrl-l"], Repaint, Group::Program, "paint everything anew", ""),
];

/// What the bottom line hints at in a scope, the most useful first.
const HINTS: &[(Scope, &[Action])] = &[
    (Scope::List, &[Enter, Countries, Filter, Find]),
    (Scope::Article, &[Jump(Quote, 1), Jump(SameSpeaker, 1), Speakers, Why, Find]),
    (Scope::Items, &[Enter, Tab(1), Why, Speakers, Find]),
    (Scope::Countries, &[Enter, Toggle, Exclude, AnyAll, Cancel]),
    (Scope::Picker, &[Enter, Cancel]),
    (Scope::Prompt, &[Enter, Cancel]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_told_and_means_one_thing() {
        for row in KEYMAP {
            assert!(!row.keys.is_empty() && !row.help.is_empty(), "{row:?}");
            assert!(row.help.len() <= 38, "{}", row.help);
            assert!(row.hint.len() <= 14, "{}", row.hint);
            assert!(row.name.len() <= 20 && row.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", row.name);
            let same = KEYMAP.iter().filter(|other| other.name == row.name);
            assert!(same.clone().all(|other| other.action == row.action), "{}", row.name);
            assert_eq!(same.filter(|other| other.scope == row.scope).count(), 1, "{} twice in {}", row.name, row.scope);
        }
        for group in Group::ALL {
            assert!(!rows_of(group).is_empty(), "{group:?}");
        }
    }
}
