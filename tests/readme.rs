//! The parts of the README that are made from tables.

use std::{env, fs};

use attache::{cli::Cli, manual, tui::keymap};
use clap::CommandFactory;

#[test]
fn the_readme_tells_the_keys_commands_and_queries_there_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = fs::read_to_string(path).unwrap();
    let woven = manual::weave(&readme, "keys", &keymap::markdown()).expect("README.md has the marks of keys");
    let woven = manual::weave(&woven, "commands", &manual::commands(Cli::command())).expect("README.md has the marks of commands");
    let woven = manual::weave(&woven, "queries", &manual::queries_table()).expect("README.md has the marks of queries");
    let woven = manual::weave(&woven, "settings", &manual::settings::table()).expect("README.md has the marks of settings");
    if env::var_os("UPDATE").is_some() {
        fs::write(path, &woven).unwrap();
    } else {
        assert!(readme == woven, "README.md is out of date: run `UPDATE=1 cargo test --test readme`");
    }
}

/// The block of TOML in the README that has `words` in it.
fn shown(words: &str) -> &'static str {
    let blocks = include_str!("../README.md").split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.into_iter().find(|block| block.contains(words)).unwrap()
}

#[test]
fn the_settings_that_the_readme_shows_are_settings() {
    attache::tui::Options::parse(shown("preset")).unwrap();
}

#[test]
fn the_decisions_that_the_readme_shows_are_decisions() {
    let decisions = attache::library::decisions::parse(shown("[[quote]]")).unwrap();
    assert_eq!(decisions.len(), 1);
}

#[test]
fn the_form_that_the_readme_shows_is_the_form() {
    let shown = shown("[[quotes]]");
    let table: toml::Table = shown.parse().unwrap();
    let schema: serde_json::Value = serde_json::from_str(attache::briefing::schema::TEXT).unwrap();
    for key in table.keys() {
        assert!(schema["properties"].get(key).is_some(), "{key}");
    }
    for (list, kind) in [("actors", "Actor"), ("quotes", "Quote"), ("assets", "Asset")] {
        for key in table[list][0].as_table().unwrap().keys() {
            assert!(schema["$defs"][kind]["properties"].get(key).is_some(), "{list}: {key}");
        }
    }
    let text = table["text"].as_str().unwrap();
    for (item, at) in [("quotes", ""), ("quotes", "source"), ("quotes", "cue")] {
        let item = &table[item][0];
        let item = if at.is_empty() { item } else { &item[at] };
        let offset = |key: &str| usize::try_from(item[key].as_integer().unwrap()).unwrap();
        assert_eq!(&text[offset("start")..offset("end")], item["text"].as_str().unwrap());
    }
}
