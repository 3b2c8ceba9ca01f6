//! What the user may set, and the one table of it: checking, template, schema and manual are made from the table.

use toml::Spanned;

use crate::label::labels;

labels! {
    /// A set of keys that differs from the table in what its users expect.
    Preset {
        /// The keys of the table.
        Vim = "vim",
        /// Pages and halves as in less.
        Less = "less",
        /// Moving and leaving as in Emacs.
        Emacs = "emacs",
    }
}

labels! {
    /// A set of styles.
    ThemeName {
        /// The terminal's own foreground and background, with accents for whichever it is.
        Default = "default",
        /// Light words on a dark screen.
        Dark = "dark",
        /// Dark words on a light screen.
        Light = "light",
        /// Black and white, and strong accents.
        HighContrast = "high-contrast",
        /// Attributes alone.
        Mono = "mono",
    }
}

labels! {
    /// What signs and lines are drawn with.
    Icons {
        /// Lines, blocks and signs that plain Unicode fonts have.
        Unicode = "unicode",
        /// ASCII alone.
        Ascii = "ascii",
    }
}

/// Everything a user has set, the rest as it is by default.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Config {
    /// What signs are drawn with.
    pub icons: Icons,
    /// Whether clicks and the wheel are the reader's.
    pub mouse: bool,
    /// Whether something may move by itself.
    pub motion: bool,
    /// Whether addresses become links of the terminal.
    pub links: bool,
    /// Whether the window is titled.
    pub title: bool,
    /// How the screen is divided.
    pub layout: Layout,
    /// The set of styles.
    pub theme: ThemeName,
    /// Styles by the name of their role, still as written.
    pub styles: Vec<(Spanned<String>, Spanned<String>)>,
    /// The set of keys.
    pub preset: Preset,
    /// Keys of the user's own.
    pub keys: Vec<Binding>,
}

/// How the screen is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The widest column of text, in columns.
    pub text: u16,
    /// Columns of the list; `None` for a share of the screen.
    pub list: Option<u16>,
    /// Columns of actors, quotes and assets; `None` for a share of the screen.
    pub items: Option<u16>,
    /// Whether the sidebar of fields stands beside the list from the start.
    pub facets: bool,
    /// Columns of the sidebar; `None` for the usual.
    pub sidebar: Option<u16>,
    /// Whether flags stand beside the codes of countries.
    pub flags: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { text: 90, list: None, items: None, facets: false, sidebar: None, flags: false }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            icons: Icons::Unicode,
            mouse: true,
            motion: true,
            links: true,
            title: true,
            layout: Layout::default(),
            theme: ThemeName::Default,
            styles: Vec::new(),
            preset: Preset::Vim,
            keys: Vec::new(),
        }
    }
}

/// A key of the user's own, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// Where it holds.
    pub scope: Spanned<String>,
    /// The key or chord.
    pub key: Spanned<String>,
    /// What it does, one after the other; nothing where there is none.
    pub commands: Vec<Spanned<String>>,
}

/// What a setting takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `true` or `false`.
    Flag,
    /// A number of columns between two, both allowed.
    Columns(u16, u16),
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
}

/// A value that fits its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// For [`Kind::Flag`].
    Flag(bool),
    /// For [`Kind::Columns`].
    Columns(u16),
    /// For [`Kind::Word`].
    Word(&'a str),
}

impl Value<'_> {
    fn flag(self, into: &mut bool) {
        if let Self::Flag(is) = self {
            *into = is;
        }
    }

    fn columns(self) -> Option<u16> {
        if let Self::Columns(count) = self { Some(count) } else { None }
    }

    fn word<T: std::str::FromStr>(self, into: &mut T) {
        if let Self::Word(word) = self
            && let Ok(value) = word.parse()
        {
            *into = value;
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The table of the file it stands in; empty for the top.
    pub table: &'static str,
    /// Its key.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Its value where nothing is set, as TOML; a share of the screen where it is empty.
    pub default: &'static str,
    /// What it does, in words.
    pub help: &'static str,
    /// Sets it.
    pub set: fn(&mut Config, Value<'_>),
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&label| name(label)).collect()
}

const fn row(
    table: &'static str,
    name: &'static str,
    kind: Kind,
    default: &'static str,
    help: &'static str,
    set: fn(&mut Config, Value<'_>),
) -> Setting {
    Setting { table, name, kind, default, help, set }
}

/// Every setting that has one value. Keys and styles of the user's own have tables of their own.
pub const SETTINGS: &[Setting] = &[
    row(
        "",
        "icons",
        Kind::Word(|| names(Icons::ALL, Icons::name)),
        "\"unicode\"",
        "what signs and lines are drawn with",
        |config, value| {
            value.word(&mut config.icons);
        },
    ),
    row("", "mouse", Kind::Flag, "true", "clicks and the wheel are the reader's", |config, value| value.flag(&mut config.mouse)),
    row("", "motion", Kind::Flag, "true", "things may move by themselves", |config, value| value.flag(&mut config.motion)),
    row("", "links", Kind::Flag, "true", "addresses are links of the terminal", |config, value| value.flag(&mut config.links)),
    row("", "title", Kind::Flag, "true", "the window is titled after the briefing", |config, value| value.flag(&mut config.title)),
    row("layout", "text-width", Kind::Columns(60, 90), "90", "widest column of text", |config, value| {
        config.layout.text = value.columns().unwrap_or(config.layout.text);
    }),
    row("layout", "list-width", Kind::Columns(20, 80), "", "columns of the list, where there are three panes", |config, value| {
        config.layout.list = value.columns();
    }),
    row("layout", "items-width", Kind::Columns(24, 80), "", "columns of actors, quotes, assets", |config, value| {
        config.layout.items = value.columns();
    }),
    row("layout", "facets", Kind::Flag, "false", "fields and counts stand beside the list from the start", |config, value| {
        value.flag(&mut config.layout.facets);
    }),
    row("layout", "facets-width", Kind::Columns(24, 60), "", "columns of the fields and counts", |config, value| {
        config.layout.sidebar = value.columns();
    }),
    row("layout", "flags", Kind::Flag, "false", "flags beside the codes of countries", |config, value| {
        value.flag(&mut config.layout.flags);
    }),
    row("theme", "name", Kind::Word(|| names(ThemeName::ALL, ThemeName::name)), "\"default\"", "set of styles", |config, value| {
        value.word(&mut config.theme);
    }),
    row("keys", "preset", Kind::Word(|| names(Preset::ALL, Preset::name)), "\"vim\"", "set of keys", |config, value| {
        value.word(&mut config.preset);
    }),
];

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn the_defaults_of_the_table_are_the_defaults() {
        let mut text = String::new();
        let mut table = "";
        for setting in SETTINGS.iter().filter(|setting| !setting.default.is_empty()) {
            if setting.table != table {
                table = setting.table;
                let _ = writeln!(text, "[{table}]");
            }
            let _ = writeln!(text, "{} = {}", setting.name, setting.default);
        }
        assert_eq!(super::super::parse(&text), Ok(Config::default()), "{text}");
    }
}
