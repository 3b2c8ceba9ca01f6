//! Every color and attribute of the reader, by role. Nothing is told by color alone: each kind also has its own
//! attribute, glyph or place, so that the theme without colors says the same.

use ratatui::style::{Color, Modifier, Style};

/// What a stretch of cells is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// Running words.
    Text,
    /// Less important words: captions, boilerplate, notes.
    Dim,
    /// Headline of an article and names that head a group.
    Title,
    /// Name of the program.
    Brand,
    /// Title of a pane without focus.
    Pane,
    /// Title of the pane with focus, and the marker of the selected row.
    Focus,
    /// Thin rules.
    Rule,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A country.
    Country,
    /// A place.
    Place,
    /// A date.
    Date,
    /// Quoted words.
    Quote,
    /// A military asset.
    Asset,
    /// The bar beside a quote, with its speaker.
    Speaker,
    /// The selected row of the pane with focus.
    Selected,
    /// The item in the text that the selected row stands for.
    Current,
    /// A place where the words looked for stand.
    Hit,
    /// The place where they stand that was jumped to last.
    CurrentHit,
    /// An active filter.
    Chip,
    /// A key in a hint.
    Key,
    /// A number that counts something.
    Count,
    /// Something wrong.
    Warning,
    /// The line one types into.
    Input,
    /// The sign before an asset.
    AssetSign,
}

impl Role {
    /// Every role, in the order of declaration.
    pub const ALL: [Self; 25] = [
        Self::Text,
        Self::Dim,
        Self::Title,
        Self::Brand,
        Self::Pane,
        Self::Focus,
        Self::Rule,
        Self::Person,
        Self::Organization,
        Self::Country,
        Self::Place,
        Self::Date,
        Self::Quote,
        Self::Asset,
        Self::Speaker,
        Self::Selected,
        Self::Current,
        Self::Hit,
        Self::CurrentHit,
        Self::Chip,
        Self::Key,
        Self::Count,
        Self::Warning,
        Self::Input,
        Self::AssetSign,
    ];
}

/// A set of styles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own foreground, background and sixteen colors, so that it fits dark and light screens.
    #[default]
    Terminal,
    /// Attributes alone.
    Mono,
    /// One color a role, for tests: [`Role`] as an indexed foreground.
    Roles,
}

impl Theme {
    /// The theme that the environment asks for: without colors where `NO_COLOR` is set and not empty.
    #[must_use]
    pub fn from_env() -> Self {
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) { Self::Mono } else { Self::Terminal }
    }

    /// How `role` looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Terminal => terminal(role),
            Self::Mono => mono(role),
            Self::Roles => Style::new().fg(Color::Indexed(role as u8)),
        }
    }
}

fn terminal(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text => plain,
        Role::Dim | Role::Rule => plain.add_modifier(Modifier::DIM),
        Role::Title | Role::Pane | Role::Count | Role::Input => plain.add_modifier(Modifier::BOLD),
        Role::Brand | Role::Focus => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Person | Role::Key => plain.fg(Color::Cyan),
        Role::Organization => plain.fg(Color::Magenta),
        Role::Country => plain.fg(Color::Blue),
        Role::Place => plain.add_modifier(Modifier::ITALIC),
        Role::Date => plain.add_modifier(Modifier::DIM | Modifier::ITALIC),
        Role::Quote | Role::Speaker => plain.fg(Color::Green),
        Role::Asset => plain.fg(Color::Red).add_modifier(Modifier::UNDERLINED),
        Role::AssetSign => plain.fg(Color::Red),
        Role::Selected => plain.fg(Color::Indexed(231)).bg(Color::Indexed(24)).remove_modifier(Modifier::DIM),
        Role::Current => plain.fg(Color::Indexed(231)).bg(Color::Indexed(24)).add_modifier(Modifier::BOLD),
        Role::Hit => plain.fg(Color::Indexed(16)).bg(Color::Indexed(179)),
        Role::CurrentHit => plain.fg(Color::Indexed(16)).bg(Color::Indexed(215)).add_modifier(Modifier::BOLD),
        Role::Chip => plain.fg(Color::Indexed(231)).bg(Color::Indexed(60)),
        Role::Warning => plain.fg(Color::Indexed(166)),
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Speaker | Role::Place => plain,
        Role::Dim | Role::Rule | Role::Date => plain.add_modifier(Modifier::DIM),
        Role::Title | Role::Brand | Role::Pane | Role::Focus | Role::Person | Role::Key | Role::Count | Role::Input | Role::AssetSign => {
            plain.add_modifier(Modifier::BOLD)
        }
        Role::Organization => plain.add_modifier(Modifier::BOLD | Modifier::ITALIC),
        Role::Quote => plain.add_modifier(Modifier::ITALIC),
        Role::Country => plain.add_modifier(Modifier::UNDERLINED),
        Role::Asset => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Selected | Role::Current | Role::Chip => plain.add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM),
        Role::Warning => plain.add_modifier(Modifier::BOLD),
        Role::Hit => plain.add_modifier(Modifier::REVERSED),
        Role::CurrentHit => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colors_there_are_none() {
        for role in Role::ALL {
            let style = Theme::Mono.style(role);
            assert!(style.fg.is_none() && style.bg.is_none(), "{role:?}");
        }
    }

    #[test]
    fn a_background_always_comes_with_a_foreground() {
        for role in Role::ALL {
            let style = Theme::Terminal.style(role);
            assert!(style.bg.is_none() || style.fg.is_some(), "{role:?}");
        }
    }
}
