//! The manual page and the parts of the README that are made from tables.

use std::{fmt::Write as _, io};

pub mod settings;

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use crate::{
    config::SETTINGS,
    library::query::{FIELDS, FORMS},
    tui::keymap::{Group, rows_of},
};

/// What the program reads besides its arguments.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("ATTACHE_LIBRARY", "Folder of your briefings."),
    ("XDG_DATA_HOME", "Where attache/briefings lies when no library is named; ~/.local/share by default."),
    ("XDG_CACHE_HOME", "Where the indexes of libraries lie; ~/.cache by default."),
    ("XDG_CONFIG_HOME", "Where attache/config.toml lies, your settings; ~/.config by default."),
    ("XDG_STATE_HOME", "Where attache/attache.log lies, the reader's log; ~/.local/state by default."),
    ("ATTACHE_CONFIG", "Another file of settings."),
    ("ATTACHE_LOG", "How much the reader logs: off, error, warn, info, debug; info by default."),
    ("VISUAL, EDITOR", "The editor of `attache config edit`, with its arguments."),
    ("NO_COLOR", "No colors in the reader, when set to anything."),
    ("CLICOLOR, CLICOLOR_FORCE", "No colors when the first is 0; some on any terminal when the second is not."),
    ("COLORTERM, TERM", "How many colors the terminal shows."),
    ("COLORFGBG", "Whether it is dark or light, until it tells itself."),
    ("NO_MOTION", "Nothing moves by itself, when set to anything."),
    ("COLUMNS", "Width of plain text that does not go to a terminal; 80 by default."),
];

/// What signals do to the reader.
const SIGNALS: &[(&str, &str)] = &[
    ("SIGTERM, SIGINT, SIGHUP, SIGQUIT", "The reader leaves, and the terminal is as it was."),
    ("SIGTSTP, SIGCONT", "It stops and comes back."),
    ("SIGUSR1", "It reads the settings again, as it does when the file changes."),
];

/// How the program ends.
const EXITS: &[(&str, &str)] = &[
    ("0", "Done."),
    ("1", "Asked for something that is not there, or `check` found problems."),
    ("2", "Wrong usage, a bad file, or a failure."),
    ("130", "Interrupted."),
];

/// The manual page of `command`, in roff.
///
/// # Errors
///
/// None: writing to memory does not fail.
pub fn page(mut command: Command) -> io::Result<Vec<u8>> {
    command.build();
    let mut out = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for command in visible(&command) {
        let usage = usage(command);
        entry(&mut roff, &usage, &command.get_about().map(ToString::to_string).unwrap_or_default());
        for argument in command.get_arguments().filter(|argument| !argument.is_global_set() && !argument.is_hide_set()) {
            if let (Some(long), Some(help)) = (argument.get_long(), argument.get_help()) {
                roff.text([roman("    "), bold(format!("--{long}")), roman(format!("  {help}"))]).control("br", []);
            }
        }
    }
    roff.control("SH", ["KEYS OF THE READER"]);
    for group in Group::ALL {
        roff.control("SS", [group.title()]);
        for (keys, words) in rows_of(group) {
            entry(&mut roff, &keys.join(" "), &words);
        }
    }
    roff.control("SH", ["QUERIES"]);
    for (form, words) in FORMS {
        entry(&mut roff, form, words);
    }
    for row in FIELDS {
        entry(&mut roff, row.example, row.help);
    }
    roff.control("SH", ["SETTINGS"]);
    for setting in SETTINGS {
        let dot = if setting.table.is_empty() { "" } else { "." };
        entry(&mut roff, &format!("{}{dot}{}", setting.table, setting.name), setting.help);
    }
    for (title, rows) in [("SIGNALS", SIGNALS), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", EXITS)] {
        roff.control("SH", [title]);
        for (name, words) in rows {
            entry(&mut roff, name, words);
        }
    }
    roff.to_writer(&mut out)?;
    Ok(out)
}

fn entry(roff: &mut Roff, name: &str, words: &str) {
    roff.control("TP", []).text([bold(name)]).text([roman(words)]);
}

/// A table of the commands in Markdown.
#[must_use]
pub fn commands(mut command: Command) -> String {
    command.build();
    let mut table = String::from("| command | does |\n| --- | --- |\n");
    let _ = writeln!(table, "| `attache [LIBRARY]` | Open the reader on a folder of briefings |");
    for command in visible(&command) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(table, "| `{}` | {about} |", usage(command).replace('|', "\\|"));
    }
    table
}

/// The query language as two columns of plain text.
#[must_use]
pub fn queries() -> String {
    let fields = FIELDS.iter().map(|row| (row.example, row.help));
    let rows = FORMS.iter().copied().chain(fields);
    rows.fold(String::from("Queries:\n"), |mut text, (form, words)| {
        let _ = writeln!(text, "  {form:<26} {words}");
        text
    })
}

/// The query language as a table in Markdown.
#[must_use]
pub fn queries_table() -> String {
    let fields = FIELDS.iter().map(|row| (row.example, row.help));
    let rows = FORMS.iter().copied().chain(fields);
    rows.fold(String::from("| query | finds |\n| --- | --- |\n"), |mut table, (form, words)| {
        let _ = writeln!(table, "| `{}` | {words} |", form.replace('|', "\\|"));
        table
    })
}

/// `text` with what stands between `<!-- name -->` and `<!-- /name -->` replaced by `part`; `None` without the marks.
#[must_use]
pub fn weave(text: &str, name: &str, part: &str) -> Option<String> {
    let (head, rest) = text.split_once(&format!("<!-- {name} -->\n"))?;
    let (_, tail) = rest.split_once(&format!("<!-- /{name} -->"))?;
    Some(format!("{head}<!-- {name} -->\n{part}<!-- /{name} -->{tail}"))
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| !command.is_hide_set())
}

/// `attache add FILE…`.
fn usage(command: &Command) -> String {
    let mut usage = format!("attache {}", command.get_name());
    for argument in command.get_positionals() {
        let name =
            argument.get_value_names().and_then(|names| names.first()).map_or_else(|| argument.get_id().as_str(), |name| name.as_str());
        let many = if argument.get_num_args().is_some_and(|range| range.max_values() > 1) { "…" } else { "" };
        let _ = if argument.is_required_set() { write!(usage, " {name}{many}") } else { write!(usage, " [{name}{many}]") };
    }
    usage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_woven_between_their_marks() {
        let text = "before\n<!-- keys -->\nold\n<!-- /keys -->\nafter\n";
        assert_eq!(weave(text, "keys", "new\n").as_deref(), Some("before\n<!-- keys -->\nnew\n<!-- /keys -->\nafter\n"));
        assert_eq!(weave(text, "commands", ""), None);
    }
}
