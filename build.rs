//! Compiles `assets/*.toml` into tab-separated blobs that load in a few milliseconds, and `briefings/*.toml` into one
//! JSON Lines pack, so that the program parses no TOML of its own at start.

use std::{
    collections::{BTreeMap, BTreeSet},
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
    fs::write(out.join("origins.tsv"), origins()?)?;
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

/// Where names are at home: sorted lines `name TAB codes of lands TAB mark`, those of endings with a hyphen before, those of particles with a `+`; the mark `-` asks
/// for a hyphen in the words behind. What `assets/origins.toml` does not list is drawn from the first words of public figures'
/// names, where two or more bear it: the families of names with at least a quarter of the bearers, two at most, and none where
/// half of them are of lands that got their people from everywhere.
fn origins() -> Result<String, Box<dyn Error>> {
    let read = |path: &str| -> Result<Table, Box<dyn Error>> { Ok(fs::read_to_string(path)?.parse().map_err(|e| format!("{path}: {e}"))?) };
    let (origins, persons) = (read("assets/origins.toml")?, read("assets/persons.toml")?);
    let strings = |value: Option<&Value>| -> Vec<String> {
        value.and_then(Value::as_array).into_iter().flatten().filter_map(|text| Some(text.as_str()?.to_owned())).collect()
    };
    let kin: Vec<&Table> = origins.get("kin").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect();
    let mixed = strings(origins.get("mixed"));
    let mut told: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, kin) in kin.iter().enumerate() {
        for name in strings(kin.get("given")) {
            told.entry(name.to_lowercase()).or_default().insert(number);
        }
    }
    let mut bearers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for people in persons.get("people").and_then(Value::as_array).into_iter().flatten() {
        let country = people.get("country").and_then(Value::as_str).unwrap_or_default();
        for names in strings(people.get("female")).iter().chain(&strings(people.get("male"))) {
            let firsts: BTreeSet<&str> = names.split('|').filter_map(|name| Some(name.split_once(' ')?.0)).collect();
            for first in firsts {
                bearers.entry(first.to_lowercase()).or_default().push(country.to_owned());
            }
        }
    }
    let lands: Vec<Vec<String>> = kin.iter().map(|kin| strings(kin.get("states"))).collect();
    for (name, countries) in bearers {
        let everywhere = countries.iter().filter(|country| mixed.contains(country)).count();
        let shares =
            lands.iter().enumerate().filter(|(_, lands)| countries.iter().filter(|c| lands.contains(c)).count() * 4 >= countries.len());
        let families: BTreeSet<usize> = shares.map(|(number, _)| number).collect();
        if countries.len() > 1 && everywhere * 2 < countries.len() && (1..=2).contains(&families.len()) {
            told.entry(name).or_insert(families);
        }
    }
    let mut lines = BTreeMap::from([("*".to_owned(), format!("{}\t", mixed.concat()))]);
    for (name, families) in told {
        let states: BTreeSet<&str> = families.iter().flat_map(|&number| &lands[number]).map(String::as_str).collect();
        let joined = families.iter().all(|&number| kin[number].get("hyphen").is_some());
        lines.insert(name, format!("{}\t{}", states.into_iter().collect::<String>(), if joined { "-" } else { "" }));
    }
    for (kin, lands) in kin.iter().zip(&lands) {
        for (field, sign) in [("endings", '-'), ("particles", '+')] {
            lines.extend(strings(kin.get(field)).into_iter().map(|part| (format!("{sign}{part}"), format!("{}\t", lands.concat()))));
        }
    }
    Ok(lines.iter().map(|(name, rest)| format!("{name}\t{rest}\n")).collect())
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
