//! The house rules that no compiler checks: floors, headers, lengths, the form of the assets.

use std::{
    fs,
    path::{Path, PathBuf},
};

use attache::name::fold;
use toml::{Table, Value};

/// The floors, the lowest first. A module uses itself and modules on lower floors, and nothing else.
const FLOORS: &[&[&str]] = &[
    &["error", "gazetteer", "label", "name", "sanitize", "span"],
    &["country"],
    &["article", "config", "document", "evidence"],
    &["briefing", "lexicon", "source"],
    &["annotate", "library"],
    &["extract", "tui"],
    &["ingest", "manual"],
    &["cli"],
    &["main"],
];

/// What may not be used though it lies lower: the engine and the reader meet in the record alone.
const STRANGERS: &[(&str, &[&str])] = &[
    ("annotate", &["briefing", "config", "source"]),
    ("document", &["country"]),
    ("extract", &["config", "library", "source"]),
    ("library", &["document", "lexicon", "source"]),
    ("lexicon", &["article", "config"]),
    ("source", &["country", "document", "evidence"]),
    ("tui", &["annotate", "document", "lexicon", "source"]),
];

/// Longest file without its tests, and longest function, in lines.
const FILE: usize = 500;
const FUNCTION: usize = 100;

/// Every source file below `folder`, sorted, with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let holds_code_alone = folder == "src";
    let mut found = Vec::new();
    let mut open = vec![root.join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root).unwrap().to_owned(), text));
            } else {
                assert!(!holds_code_alone, "{}: what is no code stands elsewhere", path.display());
            }
        }
    }
    found.sort();
    assert!(!found.is_empty() || folder != "src");
    found
}

/// The top module that a file belongs to.
fn module(path: &Path) -> String {
    let part = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    part.trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The code of a file: comments are taken out, as they may point upward.
fn code(text: &str) -> String {
    text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
}

/// The top modules that `code` names in paths that begin with `root`, with their lines.
fn named(code: &str, root: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(root) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + root.len()..];
        let paths = rest.strip_prefix('{').map_or_else(|| vec![rest.to_owned()], group);
        for path in paths {
            let name: String = path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            // A capital letter or nothing is a macro's or the crate's own item.
            if name.starts_with(|c: char| c.is_lowercase()) {
                found.push((line, name));
            }
        }
    }
    found
}

/// The elements of a `{…}` group of paths, at its first level.
fn group(rest: &str) -> Vec<String> {
    let mut elements = vec![String::new()];
    let mut depth = 1;
    for c in rest.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => elements.push(String::new()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if c != ',' || depth > 1 {
            elements.last_mut().unwrap().push(c);
        }
    }
    elements
}

#[test]
fn every_module_uses_lower_floors_only() {
    let mut faults = Vec::new();
    for (path, text) in sources("src") {
        let module = module(&path);
        if module == "lib" {
            continue;
        }
        let Some(own) = floor(&module) else {
            faults.push(format!("{}: `{module}` has no floor in tests/tidy.rs", path.display()));
            continue;
        };
        let code = code(&text);
        let mut uses = named(&code, "crate::");
        if module == "main" {
            uses.extend(named(&code, "attache::"));
        }
        for (line, used) in uses.into_iter().filter(|(_, used)| *used != module) {
            let is_stranger = STRANGERS.iter().any(|(who, whom)| *who == module && whom.contains(&used.as_str()));
            if floor(&used).is_none_or(|floor| floor >= own) || is_stranger {
                faults.push(format!("{}:{line}: `{module}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_floors_name_every_module_and_nothing_else() {
    let mut there: Vec<String> = sources("src").iter().map(|(path, _)| module(path)).filter(|module| module != "lib").collect();
    there.dedup();
    let mut told: Vec<&str> = FLOORS.concat();
    told.sort_unstable();
    assert_eq!(there, told);
}

#[test]
fn paths_are_found_in_code() {
    let code =
        code("use crate::{\n    a::{B, c},\n    d,\n};\n// crate::e\nlet x = crate::f::g(); my_crate::h; pub(crate) fn i() {}\n$crate::j;");
    let names: Vec<String> = named(&code, "crate::").into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["a", "d", "f"]);
}

/// The text of a file without its tests.
fn without_tests(path: &Path, text: &str) -> String {
    if path.file_name().is_some_and(|name| name == "tests.rs") {
        return String::new();
    }
    text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned()
}

#[test]
fn every_file_says_what_it_is() {
    for folder in ["src", "tests", "benches", "examples"] {
        if !Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir() {
            continue;
        }
        for (path, text) in sources(folder) {
            let is_test = path.file_name().is_some_and(|name| name == "tests.rs");
            assert!(is_test || text.starts_with("//! "), "{} does not begin with `//!`", path.display());
        }
    }
}

#[test]
fn files_and_functions_are_short() {
    let mut faults = Vec::new();
    for (path, text) in sources("src") {
        let text = without_tests(&path, &text);
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() > FILE {
            faults.push(format!("{}: {} lines", path.display(), lines.len()));
        }
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let words = line.trim_start();
            let is_function = ["fn ", "pub fn ", "const fn ", "pub const fn ", "pub(super) fn ", "pub(super) const fn ", "pub(crate) fn "];
            if !is_function.iter().any(|head| words.starts_with(head)) || words.ends_with(';') || words.ends_with('}') {
                continue;
            }
            // rustfmt puts the closing brace of a function where its first line begins.
            let close = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == close).map_or(0, |offset| offset + 1);
            if length > FUNCTION {
                faults.push(format!("{}:{}: a function of {length} lines", path.display(), start + 1));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn nothing_is_unsafe() {
    for (path, text) in sources("src") {
        for (number, line) in code(&text).lines().enumerate() {
            let is_unsafe = ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern"].iter().any(|word| line.contains(word));
            assert!(!is_unsafe, "{}:{}: {line}", path.display(), number + 1);
        }
    }
    assert!(fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap().contains("#![forbid(unsafe_code)]"));
}

#[test]
fn main_is_short() {
    assert!(include_str!("../src/main.rs").lines().count() < 40);
}

/// Every table of knowledge, with its name.
fn assets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let mut found: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}

#[test]
fn assets_name_their_source_and_licence() {
    for (name, text) in assets() {
        let head = text.lines().take(12).collect::<Vec<_>>().join("\n").to_lowercase();
        assert!(head.starts_with('#'), "{name} has no header");
        assert!(head.contains("source"), "{name} names no source");
        assert!(["licence", "license", "public domain", "cc by"].iter().any(|word| head.contains(word)), "{name} names no licence");
    }
}

#[test]
fn assets_are_sorted() {
    let mut faults = Vec::new();
    for (name, text) in assets() {
        let table: Table = text.parse().unwrap();
        for (key, value) in &table {
            let lists: Vec<(&str, &Value)> = match value {
                Value::Table(table) => table.iter().map(|(key, value)| (key.as_str(), value)).collect(),
                value => vec![(key.as_str(), value)],
            };
            for (key, list) in lists {
                let words = list.as_array().map(|list| list.iter().filter_map(sort_key).collect::<Vec<_>>()).unwrap_or_default();
                let exact = words.is_sorted_by_key(|word| word.to_lowercase());
                if !exact && !words.is_sorted_by_key(|word| fold(word)) {
                    let place = words.windows(2).find(|pair| fold(pair[0]) > fold(pair[1])).unwrap();
                    faults.push(format!("{name}: `{key}`: {:?} stands before {:?}", place[0], place[1]));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What an element of a list is sorted by: itself, or what names a table.
fn sort_key(value: &Value) -> Option<&str> {
    let named = |key: &&str| value.as_table()?.get(*key)?.as_str();
    value.as_str().or_else(|| ["code", "name", "lemma", "text"].iter().find_map(named))
}
