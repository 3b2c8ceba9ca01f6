//! TOML laid out for people: a text is a block of lines, small things stand on one line, one table an item.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::briefing::Briefing;

/// Longest line of an array before it is broken.
const WIDTH: usize = 100;

/// The briefing as TOML, without its entities.
pub(super) fn toml(briefing: &Briefing) -> String {
    let mut out = String::with_capacity(briefing.text.len() * 3);
    let Ok(Value::Object(mut record)) = serde_json::to_value(briefing) else { return out };
    record.shift_remove("entities");
    let (tables, plain): (Vec<_>, Vec<_>) = record.into_iter().partition(|(key, value)| is_section(key, value));
    for (key, value) in &plain {
        entry(&mut out, key, value);
    }
    for (key, value) in &tables {
        match value {
            Value::Array(items) => items.iter().filter_map(Value::as_object).for_each(|item| {
                let _ = writeln!(out, "\n[[{key}]]");
                entries(&mut out, item);
            }),
            Value::Object(item) if !item.is_empty() => {
                let _ = writeln!(out, "\n[{key}]");
                entries(&mut out, item);
            }
            _ => {}
        }
    }
    out
}

/// Whether a key of the record gets tables of its own; paragraphs are small enough for a line each.
fn is_section(key: &str, value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => key != "paragraphs" && items.first().is_some_and(Value::is_object),
        _ => false,
    }
}

fn entries(out: &mut String, table: &Map<String, Value>) {
    for (key, value) in table {
        entry(out, key, value);
    }
}

fn entry(out: &mut String, key: &str, value: &Value) {
    match value {
        // TOML has no word for nothing; the key is left out.
        Value::Null => {}
        Value::String(text) if text.contains('\n') => {
            let _ = writeln!(out, "{key} = \"\"\"");
            block(out, text);
            out.push_str("\"\"\"\n");
        }
        Value::Array(items) => {
            let _ = write!(out, "{key} = ");
            array(out, items);
            out.push('\n');
        }
        value => {
            let _ = write!(out, "{key} = ");
            inline(out, value);
            out.push('\n');
        }
    }
}

/// An array on one line, or filled over indented lines where it is too long or holds tables.
fn array(out: &mut String, items: &[Value]) {
    let parts: Vec<String> = items
        .iter()
        .map(|item| {
            let mut part = String::new();
            inline(&mut part, item);
            part
        })
        .collect();
    let tables = items.iter().any(Value::is_object);
    if !tables && parts.iter().map(|part| part.len() + 2).sum::<usize>() <= WIDTH {
        let _ = write!(out, "[{}]", parts.join(", "));
        return;
    }
    out.push('[');
    let mut column = usize::MAX;
    for part in &parts {
        if tables || column.saturating_add(part.len() + 2) > WIDTH {
            out.push_str("\n  ");
            column = 2;
        } else {
            out.push(' ');
            column += 1;
        }
        let _ = write!(out, "{part},");
        column += part.len() + 1;
    }
    out.push_str("\n]");
}

fn inline(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("\"\""),
        Value::Bool(flag) => {
            let _ = write!(out, "{flag}");
        }
        Value::Number(number) => {
            let float = number.as_f64().filter(|_| number.is_f64());
            // Scores are single precision: `0.97`, not `0.9700000286102295`.
            #[expect(clippy::cast_possible_truncation, reason = "the record's floats are f32")]
            let _ = match float {
                Some(float) => write!(out, "{:?}", float as f32),
                None => write!(out, "{number}"),
            };
        }
        Value::String(text) => {
            out.push('"');
            text.chars().for_each(|c| character(out, c, true));
            out.push('"');
        }
        Value::Array(items) => {
            out.push('[');
            separated(out, items, inline);
            out.push(']');
        }
        Value::Object(table) => {
            out.push_str("{ ");
            separated(out, table.iter().filter(|(_, value)| !value.is_null()), |out, (key, value)| {
                let _ = write!(out, "{key} = ");
                inline(out, value);
            });
            out.push_str(" }");
        }
    }
}

fn separated<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        write(out, item);
    }
}

/// The inside of a multi-line string: lines as they are, single and double quotation marks bare.
fn block(out: &mut String, text: &str) {
    let mut run = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        run = if c == '"' { run + 1 } else { 0 };
        // A third mark in a row would close the string, and so would one right before the closing marks.
        let escape = run == 3 || c == '"' && rest.peek().is_none();
        if escape {
            run = 0;
        }
        if matches!(c, '\n' | '\t') || c == '"' && !escape {
            out.push(c);
        } else {
            character(out, c, escape);
        }
    }
}

/// One character of a basic string, escaped where TOML or the eye needs it.
fn character(out: &mut String, c: char, escape_mark: bool) {
    match c {
        '\\' => out.push_str("\\\\"),
        '"' if escape_mark => out.push_str("\\\""),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_invisible(c) => {
            let _ = write!(out, "\\U{:08X}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// Characters that an editor would hide, reorder or drop.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}
