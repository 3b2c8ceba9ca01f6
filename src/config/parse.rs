//! From the text of the file to settings, with every mistake at its place.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::settings::{Binding, Config, Kind, SETTINGS, Setting, Value};
use crate::name::nearest;

/// A mistake in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the file it is about.
    pub at: Range<usize>,
    /// What is wrong.
    pub words: String,
    /// How to mend it.
    pub mend: String,
}

impl Problem {
    /// A mistake in the bytes `at`.
    #[must_use]
    pub fn new(at: Range<usize>, words: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { at, words: words.into(), mend: mend.into() }
    }

    /// A name that stands for nothing, with the nearest of `known`.
    pub(crate) fn unknown<'a>(
        at: Range<usize>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
        where_told: &str,
    ) -> Self {
        let known = known.into_iter();
        let mend = match nearest(name, known.clone()) {
            Some(close) => format!("did you mean '{close}'?"),
            None if where_told.is_empty() => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
            None => where_told.to_owned(),
        };
        Self::new(at, format!("unknown {what} '{name}'"), mend)
    }

    /// `line:column: words; mend`, counted from 1 in the characters of `text`.
    #[must_use]
    pub fn told(&self, text: &str) -> String {
        let (line, column) = place(text, self.at.start);
        format!("{line}:{column}: {}; {}", self.words, self.mend)
    }
}

/// Line and column of a byte of `text`, counted from 1, columns in characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The settings that `text` holds.
///
/// # Errors
/// With every mistake, in the order of the file.
pub fn parse(text: &str) -> Result<Config, Vec<Problem>> {
    let (config, problems) = take(text);
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

/// What of `text` can be taken for settings, and every mistake, in the order of the file.
#[must_use]
pub fn take(text: &str) -> (Config, Vec<Problem>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        let at = error.span().unwrap_or(0..0);
        let words = error.message().trim_end_matches('.').replace('\n', ", ");
        return (Config::default(), vec![Problem::new(at, words, "write TOML here")]);
    }
    let mut reader = Reader { config: Config::default(), problems: Vec::new() };
    for (key, value) in root.get_ref() {
        reader.entry("", key, value);
    }
    // The tables are sorted by key; mistakes and keys are told in the order of the file.
    reader.problems.sort_by_key(|problem| problem.at.start);
    reader.config.keys.sort_by_key(|binding| binding.key.span().start);
    reader.config.styles.sort_by_key(|(role, _)| role.span().start);
    (reader.config, reader.problems)
}

struct Reader {
    config: Config,
    problems: Vec<Problem>,
}

type Key<'i> = Spanned<DeString<'i>>;
type Node<'i> = Spanned<DeValue<'i>>;

impl Reader {
    /// A key with its value in `table`.
    fn entry(&mut self, table: &str, key: &Key<'_>, value: &Node<'_>) {
        let name: &str = key.get_ref();
        let inner = value.get_ref().as_table();
        if let Some(setting) = SETTINGS.iter().find(|setting| setting.table == table && setting.name == name) {
            self.set(setting, value);
        } else if table.is_empty() && SETTINGS.iter().any(|setting| setting.table == name) {
            match inner {
                Some(inner) => inner.iter().for_each(|(key, value)| self.entry(name, key, value)),
                None => self.wrong(value.span(), name, "is a table", &format!("write [{name}]")),
            }
        } else if table == "theme" && name == "styles" {
            match inner {
                Some(inner) => inner.iter().for_each(|(role, style)| self.style(role, style)),
                None => self.wrong(value.span(), "theme.styles", "is a table", "write [theme.styles]"),
            }
        } else if table == "keys" {
            match inner {
                Some(inner) => inner.iter().for_each(|(chord, commands)| self.key(key, chord, commands)),
                None => self.unknown(table, key, " a key stands in a table, as in [keys.panes]"),
            }
        } else {
            self.unknown(table, key, "");
        }
    }

    fn wrong(&mut self, at: Range<usize>, name: &str, words: &str, mend: &str) {
        self.problems.push(Problem::new(at, format!("'{name}' {words}"), mend));
    }

    fn unknown(&mut self, table: &str, key: &Key<'_>, hint: &str) {
        let own = SETTINGS.iter().filter(|setting| setting.table == table).map(|setting| setting.name);
        let tables = ["layout", "theme", "keys"].into_iter().filter(|_| table.is_empty());
        let inner = ["styles"].into_iter().filter(|_| table == "theme");
        let known: Vec<&str> = own.chain(tables).chain(inner).collect();
        self.problems.push(Problem::unknown(key.span(), "key", key.get_ref(), known, hint.trim_start()));
    }

    fn set(&mut self, setting: &Setting, value: &Node<'_>) {
        let name = setting.name;
        let given = value.get_ref();
        match setting.kind {
            Kind::Flag => match given.as_bool() {
                Some(is) => (setting.set)(&mut self.config, Value::Flag(is)),
                None => self.wrong(value.span(), name, "is yes or no", "write true or false"),
            },
            Kind::Columns(least, most) => {
                let number = given.as_integer().and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
                match number.filter(|number| (least..=most).contains(number)) {
                    Some(number) => (setting.set)(&mut self.config, Value::Columns(number)),
                    None => self.wrong(value.span(), name, "is a number of columns", &format!("write {least} to {most}")),
                }
            }
            Kind::Word(words) => match given.as_str() {
                Some(word) if words().contains(&word) => (setting.set)(&mut self.config, Value::Word(word)),
                Some(word) => self.problems.push(Problem::unknown(value.span(), name, word, words(), "")),
                None => self.wrong(value.span(), name, "is a word", &format!("write one of {}", words().join(", "))),
            },
        }
    }

    fn style(&mut self, role: &Key<'_>, style: &Node<'_>) {
        match style.get_ref().as_str() {
            Some(words) => self.config.styles.push((said(role), Spanned::new(style.span(), words.to_owned()))),
            None => self.wrong(style.span(), role.get_ref(), "is a style in words", "write as in \"bold #ff8800 on black\""),
        }
    }

    fn key(&mut self, scope: &Key<'_>, chord: &Key<'_>, commands: &Node<'_>) {
        let list = match commands.get_ref() {
            DeValue::String(name) => vec![Spanned::new(commands.span(), name.to_string())],
            DeValue::Array(names) if names.iter().all(|name| name.get_ref().is_str()) => {
                names.iter().filter_map(|name| Some(Spanned::new(name.span(), name.get_ref().as_str()?.to_owned()))).collect()
            }
            _ => {
                let mend = "write one, as in \"quit\", or several, as in [\"next-quote\", \"why\"]";
                return self.wrong(commands.span(), chord.get_ref(), "does what commands say", mend);
            }
        };
        self.config.keys.push(Binding { scope: said(scope), key: said(chord), commands: list });
    }
}

fn said(key: &Key<'_>) -> Spanned<String> {
    Spanned::new(key.span(), key.get_ref().to_string())
}

#[cfg(test)]
mod tests {
    use super::{super::settings::*, *};

    #[track_caller]
    fn problems(text: &str, expected: &[&str]) {
        let told: Vec<String> = parse(text).unwrap_err().iter().map(|problem| problem.told(text)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_written_is_set_and_the_rest_is_as_it_was() {
        let text = "icons = \"ascii\"\nmouse = false\n[layout]\ntext-width = 72\n[theme]\nname = \"light\"\nstyles.person = \"bold\"\n\
                    [keys]\npreset = \"less\"\n[keys.panes]\n\"g g\" = \"top\"\nx = [\"next-quote\", \"why\"]\nq = []\n";
        let config = parse(text).unwrap();
        assert_eq!((config.icons, config.mouse, config.motion), (Icons::Ascii, false, true));
        assert_eq!((config.layout.text, config.layout.list), (72, None));
        assert_eq!((config.theme, config.preset), (ThemeName::Light, Preset::Less));
        assert_eq!(config.styles[0].0.get_ref(), "person");
        let commands: Vec<usize> = config.keys.iter().map(|binding| binding.commands.len()).collect();
        assert_eq!(commands, [1, 2, 0]);
        assert_eq!(parse(""), Ok(Config::default()));
    }

    #[test]
    fn unknown_names_are_told_with_their_place_and_the_nearest() {
        problems("mouse = true\n\n[layuot]\n", &["3:2: unknown key 'layuot'; did you mean 'layout'?"]);
        problems("[layout]\ntext-widht = 80\n", &["2:1: unknown key 'text-widht'; did you mean 'text-width'?"]);
        problems("[theme]\nname = \"lihgt\"\n", &["2:8: unknown name 'lihgt'; did you mean 'light'?"]);
        problems(
            "icons = \"é\" # é\nmoose = 1",
            &["1:9: unknown icons 'é'; there are unicode, ascii", "2:1: unknown key 'moose'; did you mean 'mouse'?"],
        );
        problems("[keys]\nq = \"quit\"\n", &["2:1: unknown key 'q'; a key stands in a table, as in [keys.panes]"]);
    }

    #[test]
    fn values_of_the_wrong_kind_are_told() {
        problems("mouse = 1\n", &["1:9: 'mouse' is yes or no; write true or false"]);
        problems("layout = 1\n", &["1:10: 'layout' is a table; write [layout]"]);
        for number in ["59", "91", "-1", "70.5", "\"70\"", "999999999999999999999"] {
            problems(&format!("[layout]\ntext-width = {number}\n"), &["2:14: 'text-width' is a number of columns; write 60 to 90"]);
        }
        assert_eq!(parse("[layout]\ntext-width = 0x46").unwrap().layout.text, 70);
        problems(
            "[keys.panes]\nq = 7\n",
            &["2:5: 'q' does what commands say; write one, as in \"quit\", or several, as in [\"next-quote\", \"why\"]"],
        );
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        let told = parse("mouse = true\nicons = \n").unwrap_err();
        assert!(told[0].told("mouse = true\nicons = \n").starts_with("2:"), "{told:?}");
        assert_eq!(parse("mouse = true\nmouse = false\n").unwrap_err().len(), 1);
    }

    #[test]
    fn columns_are_counted_in_characters() {
        assert_eq!(place("a\nbéc", 5), (2, 3));
        assert_eq!(place("", 9), (1, 1));
    }
}
