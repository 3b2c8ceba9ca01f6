//! The file of decisions: TOML, a table for each item, text by text and in the order of their places, so that two of them compare well.

use std::fmt::Write as _;

use serde::Deserialize;
use toml::Value;

use super::{Decision, Decisions, Nation, Ruling, Spot, Standing, Subject, Thing, Voice};
use crate::{label::ActorKind, library::state::Key};

const HEAD: &str = "\
# What was decided by hand about what attache found. `text` is the text it is about, `at` the byte where the words stand in it.
# attache reads and writes this file; you may edit, compare and share it. What is taken out here is no longer decided.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Row>,
    #[serde(default)]
    quote: Vec<Row>,
    #[serde(default)]
    asset: Vec<Row>,
}

/// One table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Row {
    text: Key,
    at: usize,
    words: String,
    apart: Option<Vec<Spot>>,
    same_as: Option<Spot>,
    name: Option<String>,
    kind: Option<ActorKind>,
    role: Option<String>,
    country: Option<Nation>,
    speaker: Option<Voice>,
    standing: Option<Standing>,
}

/// Reads what [`write()`] has written, or somebody by hand.
///
/// # Errors
/// When it is no such file: the line, and what is wrong there.
pub fn parse(source: &str) -> Result<Decisions, String> {
    let file: File = toml::from_str(source).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = source.get(..start).unwrap_or_default().matches('\n').count() + 1;
        format!("line {line}: {}", error.message())
    })?;
    let mut decisions = Decisions::default();
    for (thing, rows) in [(Thing::Actor, file.actor), (Thing::Quote, file.quote), (Thing::Asset, file.asset)] {
        for row in rows {
            let Row { text, at, words, apart, same_as, name, kind, role, country, speaker, standing } = row;
            let subject = Subject { thing, spot: Spot { at, words } };
            for decision in (Ruling { apart, same_as, name, kind, role, country, speaker, standing }).decisions() {
                decisions.set(text, &subject, decision);
            }
        }
    }
    Ok(decisions)
}

/// The decisions as a file; equal decisions are equal bytes.
#[must_use]
pub fn write(decisions: &Decisions) -> String {
    let mut file = HEAD.to_owned();
    for (key, rulings) in decisions.iter() {
        for (Subject { thing, spot }, ruling) in rulings {
            let _ = write!(file, "\n[[{thing}]]\ntext = \"{key}\"\nat = {}\nwords = {}\n", spot.at, text(&spot.words));
            for decision in ruling.decisions() {
                let _ = writeln!(file, "{}", line(&decision));
            }
        }
    }
    file
}

/// A string in its marks, on one line.
fn text(words: &str) -> String {
    // With a line break, the string would be written over several lines.
    let marked = Value::String(words.replace('\n', "\u{1}")).to_string();
    marked.replace("\\u0001", "\\n")
}

fn place(spot: &Spot) -> String {
    format!("{{ at = {}, words = {} }}", spot.at, text(&spot.words))
}

fn line(decision: &Decision) -> String {
    match decision {
        Decision::Apart(Some(spots)) => format!("apart = [{}]", spots.iter().map(place).collect::<Vec<_>>().join(", ")),
        Decision::SameAs(Some(spot)) => format!("same-as = {}", place(spot)),
        Decision::Name(Some(name)) => format!("name = {}", text(name)),
        Decision::Kind(Some(kind)) => format!("kind = \"{kind}\""),
        Decision::Role(Some(role)) => format!("role = {}", text(role)),
        Decision::Country(Some(nation)) => format!("country = \"{}\"", String::from(*nation)),
        Decision::Speaker(Some(Voice::Nobody)) => "speaker = \"nobody\"".to_owned(),
        Decision::Speaker(Some(Voice::Actor(spot))) => format!("speaker = {{ actor = {} }}", place(spot)),
        Decision::Standing(Some(standing)) => format!("standing = \"{standing}\""),
        // What is not decided is not written.
        _ => String::new(),
    }
}
