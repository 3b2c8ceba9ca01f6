//! The settings, told from their table: a file to start from, a schema for editors, a part of the README.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::{
    config::{Kind, SETTINGS, Setting},
    tui::{
        keymap::{self, KEYMAP, Scope},
        theme::Role,
    },
};

/// The published JSON Schema of the file of settings, kept true by a test.
pub const SCHEMA: &str = include_str!("../../assets/config.schema.json");

/// What a setting takes, in words.
fn takes(setting: &Setting) -> String {
    match setting.kind {
        Kind::Flag => "true, false".to_owned(),
        Kind::Columns(least, most) => format!("{least} to {most}"),
        Kind::Word(words) => words().join(", "),
    }
}

/// Every setting as a line of a comment that becomes one when the mark is taken off.
fn lines(page: &mut String, table: &str) {
    for setting in SETTINGS.iter().filter(|setting| setting.table == table) {
        let value = if setting.default.is_empty() { "40" } else { setting.default };
        let share = if setting.default.is_empty() { "; by itself a share of the screen" } else { "" };
        let line = format!("# {} = {value}", setting.name);
        let _ = writeln!(page, "{line:<28} # {}: {}{share}", setting.help, takes(setting));
    }
}

/// A file of settings that sets nothing and shows everything.
#[must_use]
pub fn template() -> String {
    let mut page = String::from(
        "# Settings of attache. Write only what you want otherwise; all that stands here is as it is by itself.\n\
         # 'attache config check' looks for mistakes. A running reader reads the file again when it changes.\n\n",
    );
    lines(&mut page, "");
    page.push_str("\n[layout]\n");
    lines(&mut page, "layout");
    page.push_str("\n[theme]\n");
    lines(&mut page, "theme");
    page.push_str(
        "\n[theme.styles]\n# A style by role, in words: a color as 'cyan', '#ff8800' or 0 to 255, another one after 'on' for the ground,\n\
         # 'bold', 'dim', 'italic', 'underlined', 'reversed', and 'plain' for none of these.\n\
         # quote = \"italic #b8e08a\"\n",
    );
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    let _ = writeln!(page, "# Roles: {}.", roles.join(", "));
    page.push_str("\n[keys]\n");
    lines(&mut page, "keys");
    page.push_str(
        "# A key and what it does, in the table of where it holds: \"x\" = \"next-quote\", several as [\"next-quote\", \"why\"], nothing as [].\n\
         # Keys: a character, \"space\", \"enter\", \"f1\", \"ctrl-d\", \"alt-x\"; chords as \"g g\" or \"]q\".\n",
    );
    for &scope in Scope::ALL {
        let _ = writeln!(page, "\n[keys.{scope}]");
        for row in KEYMAP.iter().filter(|row| row.scope == scope) {
            for key in row.keys {
                let line = format!("# {} = \"{}\"", quoted(key), row.name);
                let _ = writeln!(page, "{line:<36} # {}", row.help);
            }
        }
    }
    page
}

/// A key of TOML in quotation marks.
fn quoted(key: &str) -> String {
    format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The settings as a table in Markdown.
#[must_use]
pub fn table() -> String {
    let mut page = String::from("| setting | by itself | does |\n| --- | --- | --- |\n");
    for setting in SETTINGS {
        let dot = if setting.table.is_empty() { "" } else { "." };
        let value = if setting.default.is_empty() { "a share".to_owned() } else { format!("`{}`", setting.default) };
        let _ = writeln!(page, "| `{}{dot}{}` | {value} | {} ({}) |", setting.table, setting.name, setting.help, takes(setting));
    }
    page
}

/// The JSON Schema of the file, made from the tables.
#[must_use]
pub fn schema() -> Value {
    let object = |properties: Map<String, Value>| json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let settings = |table: &str| -> Map<String, Value> {
        let own = SETTINGS.iter().filter(|setting| setting.table == table);
        own.map(|setting| (setting.name.to_owned(), property(setting))).collect()
    };
    let style = json!({ "type": "string", "description": "a style in words, as \"bold #ff8800 on black\"" });
    let styles = Role::ALL.iter().map(|role| (role.name().to_owned(), style.clone())).collect();
    let mut theme = settings("theme");
    theme.insert("styles".to_owned(), object(styles));
    let mut keys = settings("keys");
    for &scope in Scope::ALL {
        let names: Vec<&str> = keymap::commands(scope).map(|row| row.name).collect();
        let command = json!({ "enum": names });
        let does = json!({ "anyOf": [command, { "type": "array", "items": command }] });
        keys.insert(scope.name().to_owned(), json!({ "type": "object", "additionalProperties": does }));
    }
    let mut top = settings("");
    for (name, table) in [("layout", settings("layout")), ("theme", theme), ("keys", keys)] {
        top.insert(name.to_owned(), object(table));
    }
    let mut schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Settings of attache" });
    if let (Some(schema), Value::Object(body)) = (schema.as_object_mut(), object(top)) {
        schema.extend(body);
    }
    schema
}

fn property(setting: &Setting) -> Value {
    let help = setting.help;
    match setting.kind {
        Kind::Flag => json!({ "type": "boolean", "description": help }),
        Kind::Columns(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most, "description": help }),
        Kind::Word(words) => json!({ "enum": words(), "description": help }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{Options, keymap::Keymap};

    #[test]
    fn the_template_sets_nothing_and_without_its_marks_what_holds_by_itself() {
        assert_eq!(Options::parse(&template()), Ok(Options { links: true, title: true, ..Options::default() }));
        let is_setting =
            |line: &&str| line.strip_prefix("# ").is_some_and(|rest| rest.contains(" = ") && !rest.starts_with(char::is_uppercase));
        let bare: Vec<&str> = template().leak().lines().map(|line| if is_setting(&line) { &line[2..] } else { line }).collect();
        let options = Options::parse(&bare.join("\n")).unwrap();
        let layout = crate::config::Layout { list: Some(40), items: Some(40), sidebar: Some(40), ..Default::default() };
        assert_eq!((options.layout, options.mouse, options.theme), (layout, true, Options::default().theme));
        for row in KEYMAP {
            assert_eq!(options.keymap.keys_of(row), Keymap::default().keys_of(row), "{}", row.name);
        }
    }

    #[test]
    fn the_schema_is_what_the_tables_say() {
        let made = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/config.schema.json"), &made).unwrap();
        }
        assert!(
            made == SCHEMA,
            "assets/config.schema.json is out of date: run `UPDATE=1 cargo test --lib settings`, then once more without"
        );
    }
}
