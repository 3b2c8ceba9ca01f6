//! What the user has set, ready for use.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{
    keymap::Keymap,
    theme::{self, Overrides, Palette, Theme},
};
use crate::{
    config::{self, Config, Depth, Ground, Icons, Layout, Problem},
    error::sentence,
    sanitize,
};

/// What the user has set, and what the terminal can do.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// The set of styles.
    pub theme: Theme,
    /// Styles of the user's own.
    pub styles: Overrides,
    /// How many colors the terminal shows.
    pub depth: Depth,
    /// What the terminal shows words on.
    pub ground: Ground,
    /// What signs and lines are drawn with.
    pub icons: Icons,
    /// How the screen is divided.
    pub layout: Layout,
    /// The keys.
    pub keymap: Keymap,
    /// Whether clicks and the wheel are the reader's.
    pub mouse: bool,
    /// Whether something may move by itself.
    pub motion: bool,
    /// Whether addresses become links of the terminal.
    pub links: bool,
    /// Whether the window is titled.
    pub title: bool,
    /// The file of settings, to be read again.
    pub file: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            styles: Overrides::new(),
            depth: Depth::default(),
            ground: Ground::default(),
            icons: Icons::Unicode,
            layout: Layout::default(),
            keymap: Keymap::default(),
            mouse: true,
            motion: true,
            links: false,
            title: false,
            file: None,
        }
    }
}

/// Why settings cannot be used: a line for every mistake.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Unusable(pub Vec<String>);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl Options {
    /// The options that `config` sets.
    ///
    /// # Errors
    /// With every name in it that means nothing here.
    pub fn new(config: &Config) -> Result<Self, Vec<Problem>> {
        let (keymap, styles) = match (Keymap::new(config.preset, &config.keys), theme::overrides(config)) {
            (Ok(keymap), Ok(styles)) => (keymap, styles),
            (keymap, styles) => return Err(keymap.err().into_iter().chain(styles.err()).flatten().collect()),
        };
        Ok(Self {
            theme: config.theme.into(),
            styles,
            icons: config.icons,
            layout: config.layout,
            keymap,
            mouse: config.mouse,
            motion: config.motion,
            links: config.links,
            title: config.title,
            ..Self::default()
        })
    }

    /// The options that the text of a file sets.
    ///
    /// # Errors
    /// With every mistake in it.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let (config, mut problems) = config::take(text);
        let options = Self::new(&config);
        problems.extend(options.as_ref().err().into_iter().flatten().cloned());
        problems.sort_by_key(|problem| problem.at.start);
        if problems.is_empty() { options } else { Err(problems) }
    }

    /// The options that the file at `path` and the environment set.
    ///
    /// # Errors
    /// With `path:line:column: what is wrong; how to mend it`, a line for every mistake.
    pub fn load(path: Option<&Path>) -> Result<Self, Unusable> {
        let mut options = Self::default();
        if let Some(path) = path {
            let shown = sanitize::line(&path.to_string_lossy()).into_owned();
            let text = config::read(path)
                .map_err(|error| Unusable(vec![sentence(&shown, crate::briefing::store::reason(&error), "give a file in TOML")]))?;
            options = Self::parse(&text).map_err(|problems| {
                Unusable(problems.iter().map(|problem| format!("{shown}:{}", sanitize::line(&problem.told(&text)))).collect())
            })?;
        }
        options.depth = config::depth();
        options.ground = config::ground();
        options.motion &= config::motion();
        options.file = path.map(Path::to_owned);
        Ok(options)
    }

    /// The styles of the screen.
    #[must_use]
    pub fn palette(&self) -> Palette<'_> {
        Palette::new(self.theme, self.depth, self.ground, &self.styles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_of_a_file_is_told_in_its_order() {
        let text = "[theme.styles]\npersn = \"bold\"\n[keys.panes]\nentr = \"why\"\n[moose]\n";
        let told: Vec<String> = Options::parse(text).unwrap_err().iter().map(|problem| problem.told(text)).collect();
        let expected = ["2:1: unknown role 'persn'; did you mean 'person'?", "4:1: no key is called 'entr'; did you mean 'enter'?"];
        assert_eq!(told, [expected[0], expected[1], "5:2: unknown key 'moose'; did you mean 'mouse'?"]);
    }

    #[test]
    fn a_file_is_named_with_line_and_column() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "moose = true\n").unwrap();
        let told = Options::load(Some(&path)).unwrap_err().to_string();
        assert_eq!(told, format!("{}:1:1: unknown key 'moose'; did you mean 'mouse'?", path.display()));
        assert!(Options::load(Some(&folder.path().join("none.toml"))).is_ok());
        assert!(Options::load(Some(folder.path())).is_err());
    }
}
