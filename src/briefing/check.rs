//! What is wrong with a briefing's file, told with line, item and mend.

use std::collections::BTreeSet;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Briefing, SCHEMA,
    anchor::{Misfit, reanchor},
    store::{self, line_of},
};
use crate::{error::sentence, name::nearest};

mod form;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Line of the file, from 1.
    pub line: usize,
    /// What it is about, such as `quote q3`.
    pub item: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub mend: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&sentence(format_args!("{}: {}", self.line, self.item), &self.problem, &self.mend))
    }
}

/// Everything wrong with the TOML of a briefing, by line; empty for a good one.
///
/// Items that only moved are no problem: they are found again when the file is read.
#[must_use]
pub fn check(source: &str) -> Vec<Problem> {
    let table = match DeTable::parse(source) {
        Ok(table) => table,
        Err(error) => {
            let line = line_of(source, error.span().map_or(0, |span| span.start));
            return vec![problem(line, "file", error.message().replace('\n', " "), "mend the TOML")];
        }
    };
    let file = File { source, table: table.get_ref() };
    if let Some(version) = file.version().filter(|&version| version > SCHEMA) {
        let line = file.line("schema", None, "");
        return vec![problem(line, "file", format!("is in form {version}"), "use a newer attache, this one knows form 1")];
    }
    let mut problems = form::check(source, &table);
    if problems.is_empty() {
        match store::from_toml(source) {
            Ok(briefing) => file.check(briefing, &mut problems),
            Err(store::Error::Form { line, message }) => problems.push(problem(line, "file", message, "mend the value")),
            Err(error) => problems.push(problem(1, "file", error.to_string(), "mend the value")),
        }
    }
    problems.sort();
    problems
}

fn problem(line: usize, item: impl Into<String>, problem: impl Into<String>, mend: impl Into<String>) -> Problem {
    Problem { line, item: item.into(), problem: problem.into(), mend: mend.into() }
}

/// A file with the places of its keys.
struct File<'a> {
    source: &'a str,
    table: &'a DeTable<'a>,
}

impl File<'_> {
    fn version(&self) -> Option<u32> {
        self.table.get("schema")?.get_ref().as_integer()?.as_str().parse().ok()
    }

    /// The line of `key` (or of its element `index`, or of the `field` of that).
    fn line(&self, key: &str, index: Option<usize>, field: &str) -> usize {
        let Some((name, value)) = self.table.get_key_value(key) else { return 1 };
        let element = index.and_then(|index| value.get_ref().as_array()?.get(index));
        let entry = element.and_then(|element| element.get_ref().as_table()?.get_key_value(field));
        let offset = match (entry, element) {
            (Some((name, _)), _) => name.span().start,
            (None, Some(element)) => element.span().start,
            (None, None) => name.span().start,
        };
        line_of(self.source, offset)
    }

    /// What the form does not tell: ids, references, ranges, and words that are not in the text.
    fn check(&self, mut briefing: Briefing, problems: &mut Vec<Problem>) {
        self.check_ids(&briefing, problems);
        self.check_references(&briefing, problems);
        self.check_numbers(&briefing, problems);
        let names = Names::of(&briefing);
        for misfit in reanchor(&mut briefing) {
            problems.push(self.misfit(&misfit, &names));
        }
    }

    fn check_ids(&self, briefing: &Briefing, problems: &mut Vec<Problem>) {
        if !store::is_file_name(&briefing.id) {
            let mend = "use lower-case letters, digits and hyphens";
            problems.push(problem(self.line("id", None, ""), "file", format!("the id {:?} is no file name", briefing.id), mend));
        }
        let names = Names::of(briefing);
        for (list, ids) in [("actors", &names.actors), ("quotes", &names.quotes), ("assets", &names.assets)] {
            let mut seen = BTreeSet::new();
            for (index, id) in ids.iter().enumerate().filter(|(_, id)| !seen.insert(*id)) {
                let line = self.line(list, Some(index), "id");
                problems.push(problem(line, names.item(list, index), format!("the id {id:?} stands twice"), "give each its own"));
            }
        }
    }

    fn check_references(&self, briefing: &Briefing, problems: &mut Vec<Problem>) {
        let names = Names::of(briefing);
        let mut refer = |list: &'static str, index: usize, field: &str, id: Option<&String>, known: &[String], what: &str| {
            if let Some(id) = id.filter(|id| !known.contains(id)) {
                let close = nearest(id, known.iter().map(String::as_str));
                let mend = close.map_or_else(|| "take the line out".to_owned(), |close| format!("did you mean {close:?}?"));
                let line = self.line(list, Some(index), field);
                problems.push(problem(line, names.item(list, index), format!("{field}: there is no {what} {id:?}"), mend));
            }
        };
        for (index, quote) in briefing.quotes.iter().enumerate() {
            refer("quotes", index, "speaker", quote.speaker.as_ref(), &names.actors, "actor");
            for joint in &quote.joint {
                refer("quotes", index, "joint", Some(joint), &names.actors, "actor");
            }
            refer("quotes", index, "via", quote.via.as_ref(), &names.actors, "actor");
            refer("quotes", index, "within", quote.within.as_ref(), &names.quotes, "quote");
        }
        for (index, asset) in briefing.assets.iter().enumerate() {
            refer("assets", index, "claimed_by", asset.claimed_by.as_ref(), &names.actors, "actor");
        }
    }

    fn check_numbers(&self, briefing: &Briefing, problems: &mut Vec<Problem>) {
        let names = Names::of(briefing);
        let scores = briefing.actors.iter().enumerate().map(|(index, actor)| ("actors", index, actor.score));
        let scores = scores.chain(briefing.quotes.iter().enumerate().map(|(index, quote)| ("quotes", index, quote.score)));
        let scores = scores.chain(briefing.assets.iter().enumerate().map(|(index, asset)| ("assets", index, asset.score)));
        let scores = scores.chain(briefing.places.iter().enumerate().map(|(index, place)| ("places", index, place.score)));
        let scores = scores.chain(briefing.dates.iter().enumerate().map(|(index, date)| ("dates", index, date.score)));
        for (list, index, score) in scores.filter(|(_, _, score)| !(0.0..=1.0).contains(score)) {
            let line = self.line(list, Some(index), "score");
            problems.push(problem(line, names.item(list, index), format!("the score {score} is out of range"), "use 0 to 1"));
        }
        for (index, asset) in briefing.assets.iter().enumerate() {
            let range = asset.quantity.as_ref().and_then(|quantity| quantity.min.zip(quantity.max));
            if range.is_some_and(|(min, max)| min > max) {
                let line = self.line("assets", Some(index), "quantity");
                problems.push(problem(line, names.item("assets", index), "its quantity has min above max", "swap them"));
            }
        }
    }

    fn misfit(&self, misfit: &Misfit, names: &Names) -> Problem {
        let line = self.line(misfit.list, Some(misfit.index), misfit.field);
        let item = names.item(misfit.list, misfit.index);
        let (what, mend) = match (misfit.field, misfit.list) {
            ("mentions", _) if misfit.count == 1 => ("one of its mentions no longer fits".to_owned(), "correct or remove that span"),
            ("mentions", _) => (format!("{} of its mentions no longer fit", misfit.count), "correct or remove those spans"),
            ("parts", _) => ("its parts do not lie in it".to_owned(), "correct the spans, or remove the line"),
            (_, "paragraphs") => ("does not lie in the text".to_owned(), "correct start and end, or remove it"),
            ("text", _) => ("its words are not in the text".to_owned(), "make its text what the article says, or remove it"),
            (field, _) => {
                return problem(
                    line,
                    item,
                    format!("the words of its {field} are not in the text"),
                    "make them what the article says, or remove the line",
                );
            }
        };
        problem(line, item, what, mend)
    }
}

/// How the items of a briefing are called.
struct Names {
    actors: Vec<String>,
    quotes: Vec<String>,
    assets: Vec<String>,
}

impl Names {
    fn of(briefing: &Briefing) -> Self {
        Self {
            actors: briefing.actors.iter().map(|actor| actor.id.clone()).collect(),
            quotes: briefing.quotes.iter().map(|quote| quote.id.clone()).collect(),
            assets: briefing.assets.iter().map(|asset| asset.id.clone()).collect(),
        }
    }

    fn item(&self, list: &str, index: usize) -> String {
        let id = match list {
            "actors" => self.actors.get(index),
            "quotes" => self.quotes.get(index),
            "assets" => self.assets.get(index),
            _ => None,
        };
        called(list, index, id.map(String::as_str))
    }
}

/// `quote q3`, or `place 2` for an item without an id.
fn called(list: &str, index: usize, id: Option<&str>) -> String {
    let kind = match list {
        "entities" => "entity",
        list => list.strip_suffix('s').unwrap_or(list),
    };
    id.map_or_else(|| format!("{kind} {}", index + 1), |id| format!("{kind} {id}"))
}

/// The id of a table, where it has one.
fn id_of<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<&'a str> {
    value.get_ref().as_table()?.get("id")?.get_ref().as_str()
}

#[cfg(test)]
mod tests;
