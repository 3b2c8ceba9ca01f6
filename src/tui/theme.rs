//! Every color and attribute of the reader, by role. Nothing is told by color alone: each kind also has its own
//! attribute, glyph or place, so that the theme without colors says the same.

use ratatui::style::{Color, Modifier, Style};

mod colors;
mod contrast;
mod words;

pub use words::{Overrides, overrides};

use crate::{
    config::{Depth, Ground, ThemeName},
    label::labels,
};
use colors::{Colors, Pair};

labels! {
    /// What a stretch of cells is.
    Role {
        /// Running words.
        Text = "text",
        /// Less important words: captions, boilerplate, notes.
        Dim = "dim",
        /// Headline of an article and names that head a group.
        Title = "title",
        /// Name of the program.
        Brand = "brand",
        /// Title of a pane without focus.
        Pane = "pane",
        /// Title of the pane with focus, and the marker of the selected row.
        Focus = "focus",
        /// Thin rules.
        Rule = "rule",
        /// A person.
        Person = "person",
        /// An organization.
        Organization = "organization",
        /// A country.
        Country = "country",
        /// A place.
        Place = "place",
        /// A date.
        Date = "date",
        /// Quoted words.
        Quote = "quote",
        /// A military asset.
        Asset = "asset",
        /// The bar beside a quote, with its speaker.
        Speaker = "speaker",
        /// The selected row of the pane with focus.
        Selected = "selected",
        /// The item in the text that the selected row stands for.
        Current = "current",
        /// A place where the words looked for stand.
        Hit = "hit",
        /// The place where they stand that was jumped to last.
        CurrentHit = "current-hit",
        /// An active filter.
        Chip = "chip",
        /// A key in a hint.
        Key = "key",
        /// A number that counts something.
        Count = "count",
        /// Something wrong.
        Warning = "warning",
        /// The line one types into.
        Input = "input",
        /// The sign before an asset.
        AssetSign = "asset-sign",
    }
}

/// A set of styles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own foreground and background, and accents that fit them.
    #[default]
    Terminal,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// White on black, and strong accents.
    HighContrast,
    /// Attributes alone.
    Mono,
    /// One color a role, for tests: [`Role`] as an indexed foreground.
    Roles,
}

impl Theme {
    /// Those to choose from, with what they are.
    pub(super) const CHOICE: [(Self, ThemeName, &'static str); 5] = [
        (Self::Terminal, ThemeName::Default, "the terminal's own foreground and background"),
        (Self::Dark, ThemeName::Dark, "light words on a dark screen"),
        (Self::Light, ThemeName::Light, "dark words on a light screen"),
        (Self::HighContrast, ThemeName::HighContrast, "black, white and strong accents"),
        (Self::Mono, ThemeName::Mono, "no colors: bold, underlined, reversed"),
    ];
}

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        Self::CHOICE.iter().find(|(_, known, _)| *known == name).map_or(Self::Terminal, |(theme, ..)| *theme)
    }
}

/// The styles of one screen: a theme as this terminal can show it, with what the user wants otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Palette<'a> {
    theme: Theme,
    colors: Option<&'static Colors>,
    depth: Depth,
    own: &'a [(Role, Style)],
}

impl<'a> Palette<'a> {
    /// The styles of `theme` on a terminal with so many colors and such a ground.
    #[must_use]
    pub fn new(theme: Theme, depth: Depth, ground: Ground, own: &'a [(Role, Style)]) -> Self {
        Self { theme, colors: colors::of(theme, depth, ground), depth, own }
    }

    /// How a cell looks that nothing is written in; what is written says only what differs from it.
    #[must_use]
    pub fn ground(self) -> Style {
        self.colors.map_or_else(Style::new, |colors| colors.ground.on(colors.text, self.depth))
    }

    /// How `role` looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let style = match (self.theme, self.colors) {
            (Theme::Roles, _) => return Style::new().fg(Color::Indexed(role as u8)),
            (_, Some(colors)) => colored(colors, role, self.depth),
            (_, None) => mono(role),
        };
        let own = self.own.iter().filter(|(other, _)| *other == role);
        own.fold(style, |style, (_, own)| style.patch(words::at(*own, self.depth)))
    }
}

/// The style of `role` in colors.
fn colored(colors: &Colors, role: Role, depth: Depth) -> Style {
    let plain = Style::new();
    let ink = |shade: colors::Shade| shade.ink(depth);
    let on = |pair: Pair| pair.style(depth).remove_modifier(Modifier::DIM);
    match role {
        Role::Text => plain,
        Role::Dim | Role::Rule => ink(colors.dim),
        Role::Title | Role::Pane | Role::Count | Role::Input => plain.add_modifier(Modifier::BOLD),
        Role::Brand | Role::Focus => ink(colors.person).add_modifier(Modifier::BOLD),
        Role::Person | Role::Key => ink(colors.person),
        Role::Organization => ink(colors.organization),
        Role::Country => ink(colors.country),
        Role::Place => plain.add_modifier(Modifier::ITALIC),
        Role::Date => ink(colors.dim).add_modifier(Modifier::ITALIC),
        Role::Quote | Role::Speaker => ink(colors.quote),
        Role::Asset => ink(colors.asset).add_modifier(Modifier::UNDERLINED),
        Role::AssetSign => ink(colors.asset),
        Role::Warning => ink(colors.warning),
        Role::Selected | Role::Current => on(colors.selected).add_modifier(Modifier::BOLD),
        Role::Chip => on(colors.chip),
        Role::Hit => on(colors.hit),
        Role::CurrentHit => on(colors.current_hit).add_modifier(Modifier::BOLD),
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Speaker => plain,
        Role::Dim | Role::Rule | Role::Date => plain.add_modifier(Modifier::DIM),
        Role::Title | Role::Brand | Role::Pane | Role::Focus | Role::Person | Role::Key | Role::Count | Role::Input | Role::AssetSign => {
            plain.add_modifier(Modifier::BOLD)
        }
        // Italics alone would not tell it from a person in quoted words.
        Role::Organization => plain.add_modifier(Modifier::BOLD | Modifier::DIM | Modifier::ITALIC),
        Role::Quote => plain.add_modifier(Modifier::ITALIC),
        Role::Country => plain.add_modifier(Modifier::UNDERLINED),
        Role::Place => plain.add_modifier(Modifier::DIM | Modifier::UNDERLINED),
        Role::Asset => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Selected | Role::Current => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED).remove_modifier(Modifier::DIM),
        Role::Chip => plain.add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM),
        Role::Warning => plain.add_modifier(Modifier::BOLD),
        Role::Hit => plain.add_modifier(Modifier::REVERSED),
        Role::CurrentHit => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests;
