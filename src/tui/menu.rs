//! Lists to search, over the panes: every key, every command, the themes, what was told.

use tui_input::Input;

use super::{
    action::Action,
    keymap::{Group, KEYMAP, Keymap, Scope},
    reading::Current,
    theme::Theme,
};
use crate::name::fold;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The keys by what they are for.
    Help,
    /// The commands that hold where it was opened.
    Palette,
    /// The sets of styles, seen at once; and the one before.
    Themes(Theme),
    /// What was told, the latest first.
    Notices,
    /// The actors that the one at hand may be.
    Merge,
    /// The mentions of an actor, some of which are somebody else; what was in view and lit before.
    Split {
        /// The actor, by its number.
        actor: usize,
        /// The first row shown.
        top: usize,
        /// What was lit.
        lit: Option<Current>,
    },
    /// Who may have said the quote at hand.
    Voice,
    /// What is hidden in the open briefing.
    Hidden,
    /// The forms in which something can be copied.
    Copy,
}

impl Kind {
    /// The words before the line one types into.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Help => "keys › ",
            Self::Palette => "commands › ",
            Self::Themes(_) => "themes › ",
            Self::Notices => "told › ",
            Self::Merge => "is the same as › ",
            Self::Split { .. } => "is somebody else at › ",
            Self::Voice => "was said by › ",
            Self::Hidden => "hidden › ",
            Self::Copy => "copy as › ",
        }
    }

    /// What stands where nothing is listed.
    pub(super) const fn none(self) -> &'static str {
        match self {
            Self::Help | Self::Palette => "No command here says so.",
            Self::Themes(_) => "No theme is called so.",
            Self::Notices => "Nothing was told.",
            Self::Merge | Self::Voice => "No actor here is called so.",
            Self::Split { .. } => "No mention says so.",
            Self::Hidden => "Nothing hidden here says so.",
            Self::Copy => "There is no such form.",
        }
    }

    /// Whether it lists what is in the open briefing.
    pub(super) const fn is_of_briefing(self) -> bool {
        matches!(self, Self::Merge | Self::Split { .. } | Self::Voice | Self::Hidden | Self::Copy)
    }

    /// Whether several of what it lists can be chosen.
    pub(super) const fn takes_several(self) -> bool {
        matches!(self, Self::Split { .. })
    }
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The heading it stands under; empty for none.
    pub group: &'static str,
    /// What it is called.
    pub name: String,
    /// Keys, or a sign.
    pub keys: String,
    pub words: String,
    /// What Enter does.
    pub choice: Choice,
}

/// What choosing an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// This.
    Run(Action),
    /// Nothing where the list was opened; it would in this scope.
    Elsewhere(Scope),
    /// Wears this theme.
    Wear(Theme),
    /// Takes the thing of this number among those listed; or none of them.
    Pick(Option<usize>),
    /// Nothing.
    Nothing,
}

/// A line to type into above entries.
#[derive(Debug)]
pub(super) struct Menu {
    pub kind: Kind,
    pub input: Input,
    entries: Vec<Entry>,
    /// Numbers of the entries that fit what was typed.
    shown: Vec<usize>,
    /// Place among those shown.
    pub at: usize,
}

impl Menu {
    pub(super) fn new(kind: Kind, entries: Vec<Entry>) -> Self {
        let shown = (0..entries.len()).collect();
        Self { kind, input: Input::default(), entries, shown, at: 0 }
    }

    /// Every key, in its group; those of `scopes` can be run.
    pub(super) fn help(keymap: &Keymap, scopes: &[Scope]) -> Self {
        let entries = Group::ALL.into_iter().flat_map(|group| {
            keymap.rows_of(group).into_iter().filter(|(keys, _)| !keys.is_empty()).map(move |(keys, words)| {
                let said = || KEYMAP.iter().filter(|row| row.group == group && row.help == words);
                let choice = match said().find(|row| scopes.contains(&row.scope)).or_else(|| said().next()) {
                    Some(row) if scopes.contains(&row.scope) => Choice::Run(row.action),
                    Some(row) => Choice::Elsewhere(row.scope),
                    None => Choice::Nothing,
                };
                let name = said().next().map_or_else(String::new, |row| row.name.to_owned());
                Entry { group: group.title(), name, keys: keys.join(" "), words, choice }
            })
        });
        Self::new(Kind::Help, entries.collect())
    }

    /// Every command that holds in `scopes`, each once, those that `ran` last first.
    pub(super) fn palette(keymap: &Keymap, scopes: &[Scope], ran: &[Action]) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for row in scopes.iter().flat_map(|&scope| KEYMAP.iter().filter(move |row| row.scope == scope)) {
            if row.action != Action::Palette && !entries.iter().any(|entry| entry.name == row.name) {
                let keys = keymap.keys_of(row).join(" ");
                let (name, words) = (row.name.to_owned(), row.help.to_owned());
                entries.push(Entry { group: "", name, keys, words, choice: Choice::Run(row.action) });
            }
        }
        entries.sort_by_key(|entry| ran.iter().position(|ran| Choice::Run(*ran) == entry.choice).unwrap_or(usize::MAX));
        Self::new(Kind::Palette, entries)
    }

    /// The themes, the one worn under the marker.
    pub(super) fn themes(worn: Theme) -> Self {
        let entries = Theme::CHOICE.map(|(theme, name, words)| Entry {
            group: "",
            name: name.name().to_owned(),
            keys: if theme == worn { "✓".to_owned() } else { String::new() },
            words: words.to_owned(),
            choice: Choice::Wear(theme),
        });
        let at = Theme::CHOICE.iter().position(|(theme, ..)| *theme == worn).unwrap_or(0);
        Self { at, ..Self::new(Kind::Themes(worn), entries.into()) }
    }

    /// What was told, the latest first.
    pub(super) fn notices(told: &[String]) -> Self {
        let entry =
            |words: &String| Entry { group: "", name: String::new(), keys: String::new(), words: words.clone(), choice: Choice::Nothing };
        Self::new(Kind::Notices, told.iter().rev().map(entry).collect())
    }

    /// The entries that fit what was typed.
    pub(super) fn shown(&self) -> impl ExactSizeIterator<Item = &Entry> {
        // Every number is one of an entry: the list of them is made below, and entries never go.
        self.shown.iter().map(|&number| self.entries.get(number).unwrap_or(&NOTHING))
    }

    /// How many entries there are, shown or not.
    pub(super) const fn held(&self) -> usize {
        self.entries.len()
    }

    /// The entry under the marker.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.at)?)
    }

    /// Chooses the entry under the marker, or not, and goes on.
    pub(super) fn tick(&mut self) {
        let Some(entry) = self.shown.get(self.at).and_then(|&number| self.entries.get_mut(number)) else { return };
        entry.keys = if entry.keys.is_empty() { "✓".to_owned() } else { String::new() };
        self.at = (self.at + 1).min(self.shown.len().saturating_sub(1));
    }

    /// The numbers of what is chosen.
    pub(super) fn ticked(&self) -> Vec<usize> {
        let chosen = self.entries.iter().filter(|entry| !entry.keys.is_empty());
        chosen.filter_map(|entry| if let Choice::Pick(number) = entry.choice { number } else { None }).collect()
    }

    /// Lists what fits what is typed: every word of it somewhere in the entry; names that begin so stand first.
    pub(super) fn refilter(&mut self) {
        let typed = fold(self.input.value().trim());
        let words: Vec<&str> = typed.split_whitespace().collect();
        let fits = |entry: &Entry| {
            // Keys are not folded: `G` is not `g`.
            let told = fold(&format!("{} {} {}", entry.name, entry.words, entry.group));
            words.iter().all(|word| told.contains(word)) || entry.keys.split(' ').any(|key| key == self.input.value().trim())
        };
        self.shown = (0..self.entries.len()).filter(|&number| self.entries.get(number).is_some_and(fits)).collect();
        if self.kind != Kind::Help {
            let rank = |name: &str| if name.starts_with(&typed) { 0 } else { 2 - u8::from(name.contains(&typed)) };
            self.shown.sort_by_key(|&number| self.entries.get(number).map_or(2, |entry| rank(&entry.name)));
        }
        self.at = 0;
    }
}

static NOTHING: Entry = Entry { group: "", name: String::new(), keys: String::new(), words: String::new(), choice: Choice::Nothing };

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: [Scope; 3] = [Scope::Article, Scope::Panes, Scope::Everywhere];

    fn typed(mut menu: Menu, words: &str) -> Menu {
        menu.input = Input::new(words.to_owned());
        menu.refilter();
        menu
    }

    #[test]
    fn the_palette_finds_commands_by_name_words_and_key() {
        let palette = || Menu::palette(&Keymap::default(), &TEXT, &[]);
        assert_eq!(typed(palette(), "next-q").entry().unwrap().name, "next-quote");
        assert_eq!(typed(palette(), "speaker same next").entry().unwrap().name, "next-of-speaker");
        assert_eq!(typed(palette(), "]a").entry().unwrap().name, "next-asset");
        assert_eq!(typed(palette(), "zebra").shown().len(), 0);
        assert!(palette().shown().all(|entry| entry.name != "read"), "a command of the list holds in the list");
    }

    #[test]
    fn what_ran_last_stands_first_in_the_palette() {
        let palette = Menu::palette(&Keymap::default(), &TEXT, &[Action::Zoom, Action::Why]);
        let names: Vec<&str> = palette.shown().take(2).map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["zoom", "why"]);
    }

    #[test]
    fn help_runs_what_holds_and_tells_where_the_rest_does() {
        let help = || Menu::help(&Keymap::default(), &TEXT);
        assert_eq!(typed(help(), "zoom").entry().unwrap().choice, Choice::Run(Action::Zoom));
        assert_eq!(typed(help(), "of a speaker").entry().unwrap().choice, Choice::Elsewhere(Scope::List));
        assert_eq!(help().shown().len(), help().entries.len());
    }
}
