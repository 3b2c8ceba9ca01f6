//! Compiles `assets/*.toml` into tab-separated blobs that load in a few milliseconds, and `briefings/*.toml` into one
//! JSON Lines pack, so that the program parses no TOML of its own at start.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets");
    println!("cargo:rerun-if-changed=briefings");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for name in [
        "countries",
        "places",
        "given_names",
        "surnames",
        "organizations",
        "titles",
        "reports",
        "verbs",
        "abbreviations",
        "lower_words",
        "equipment",
        "events",
        "persons",
        "forces",
    ] {
        let path = format!("assets/{name}.toml");
        let mut blob = String::new();
        if Path::new(&path).exists() {
            let table: Table = fs::read_to_string(&path)?.parse().map_err(|e| format!("{path}: {e}"))?;
            flatten(&mut blob, "", &Value::Table(table));
        }
        fs::write(out.join(format!("{name}.tsv")), blob)?;
    }
    fs::write(out.join("shipped.jsonl"), pack("briefings")?)?;
    Ok(())
}

/// One line a table or list: `key TAB field=value TAB …`; lists inside a table are joined by `|`.
///
/// A list of tables gives a line an element; a list of strings gives the line `key TAB value TAB value …`.
fn flatten(blob: &mut String, key: &str, value: &Value) {
    match value {
        Value::Table(table) if table.values().any(|v| v.is_table() || is_table_list(v)) || key.is_empty() => {
            for (name, inner) in table {
                let path = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(blob, &path, inner);
            }
        }
        Value::Table(table) => {
            blob.push_str(key);
            for (name, inner) in table {
                let _ = write!(blob, "\t{name}={}", plain(inner));
            }
            blob.push('\n');
        }
        Value::Array(list) if is_table_list(value) => {
            for inner in list {
                flatten(blob, key, inner);
            }
        }
        Value::Array(list) => {
            blob.push_str(key);
            for inner in list {
                blob.push('\t');
                blob.push_str(&plain(inner));
            }
            blob.push('\n');
        }
        other => {
            let _ = writeln!(blob, "{key}\t{}", plain(other));
        }
    }
}

fn is_table_list(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.first().is_some_and(Value::is_table))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace(['\t', '\n'], " "),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("\u{1f}"),
        other => other.to_string(),
    }
}

/// Every `*.toml` of `folder`, newest name first, as one JSON object a line.
fn pack(folder: &str) -> Result<String, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    paths.sort();
    let mut lines = String::new();
    for path in paths.iter().rev() {
        let table: Table = fs::read_to_string(path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        lines.push_str(&serde_json::to_string(&table)?);
        lines.push('\n');
    }
    Ok(lines)
}
