//! Lists as data: a row as named values, and rows as CSV, JSON and Markdown. Every printed or written list has the same columns.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::{Summary, answer::Items, catalog::Catalog, speakers::Speaker};
use crate::{
    briefing::{Actor, Asset, Briefing, Place, Quote},
    evidence::Score,
};

/// Named values, in the order of the columns.
pub type Row = Map<String, Value>;

/// The row that an object of JSON is.
#[must_use]
pub fn row(object: Value) -> Row {
    if let Value::Object(row) = object { row } else { Row::new() }
}

/// The other briefings that tell the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Also<'a> {
    /// Their ids.
    pub ids: Vec<Cow<'a, str>>,
    /// Their outlets, each once.
    pub outlets: Vec<&'a str>,
}

impl<'a> Also<'a> {
    fn of(catalog: &'a Catalog, rows: &[u32]) -> Self {
        let ids = rows.iter().filter_map(|&row| catalog.row(row)).map(|row| catalog.id(row)).collect();
        Self { ids, outlets: catalog.outlets(rows.iter().copied()) }
    }

    /// Whether nobody else tells it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// The briefings that have the story of the one in row `row`.
#[must_use]
pub fn told_too(catalog: &Catalog, row: u32) -> Also<'_> {
    Also::of(catalog, &catalog.also(row).collect::<Vec<_>>())
}

/// The briefings that have the saying of quote `number` among all quotes.
#[must_use]
pub fn said_too(catalog: &Catalog, number: u32) -> Also<'_> {
    let mut rows: Vec<u32> = catalog.also_said(number).filter_map(|quote| catalog.row_of(Items::Quotes, quote)).collect();
    rows.dedup();
    Also::of(catalog, &rows)
}

/// A briefing; `path` is its file.
#[must_use]
pub fn briefing(summary: &Summary, also: &Also<'_>, path: &str) -> Row {
    row(json!({
        "id": summary.id, "title": summary.title, "published": summary.published, "outlet": summary.outlet,
        "collection": summary.collection, "countries": summary.countries, "speakers": summary.speakers,
        "quotes": summary.quotes, "assets": summary.assets, "actors": summary.actors, "path": path,
        "also": also.ids, "also_outlets": also.outlets,
    }))
}

/// Something said; `path` is the file of its briefing.
#[must_use]
pub fn quote(briefing: &Briefing, quote: &Quote, also: &Also<'_>, path: &str) -> Row {
    let speaker = briefing.speaker(quote);
    row(json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name,
        "speaker": speaker.map(|actor| &actor.name), "role": speaker.and_then(|actor| actor.role.as_ref()),
        "country": speaker.and_then(|actor| actor.country), "kind": quote.kind, "text": quote.words(),
        "sentence": quote.sentence.of(&briefing.text), "start": quote.start, "end": quote.end, "score": rounded(quote.score), "path": path,
        "also": also.ids, "also_outlets": also.outlets,
    }))
}

/// Forces or equipment; `path` is the file of the briefing.
#[must_use]
pub fn asset(briefing: &Briefing, asset: &Asset, path: &str) -> Row {
    let quantity = asset.quantity.as_ref();
    row(json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name, "text": asset.text,
        "category": asset.category, "designation": asset.designation, "min": quantity.and_then(|quantity| quantity.min),
        "max": quantity.and_then(|quantity| quantity.max), "owner": asset.owner, "giver": asset.giver, "receiver": asset.receiver,
        "place": asset.place, "status": asset.status,
        "claimed_by": asset.claimed_by.as_deref().and_then(|id| briefing.actor(id)).map(|actor| &actor.name),
        "sentence": asset.sentence.of(&briefing.text), "start": asset.start, "end": asset.end, "score": rounded(asset.score), "path": path,
    }))
}

/// An actor of one briefing; `path` is its file.
#[must_use]
pub fn actor(briefing: &Briefing, actor: &Actor, path: &str) -> Row {
    let quotes = briefing.quotes.iter().filter(|quote| quote.speaker.as_ref() == Some(&actor.id)).count();
    row(json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name, "kind": actor.kind,
        "name": actor.name, "aliases": actor.aliases, "role": actor.role, "country": actor.country, "affiliation": actor.affiliation,
        "mentions": actor.mentions.len(), "quotes": quotes, "score": rounded(actor.score), "path": path,
    }))
}

/// A place that one briefing names; `path` is its file.
#[must_use]
pub fn place(briefing: &Briefing, place: &Place, path: &str) -> Row {
    row(json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name, "name": place.name,
        "country": place.country, "mentions": place.mentions.len(), "score": rounded(place.score), "path": path,
    }))
}

/// An address in the text of one briefing; `path` is its file.
#[must_use]
pub fn link(briefing: &Briefing, address: &str, path: &str) -> Row {
    row(json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name, "address": address, "path": path,
    }))
}

/// Somebody who speaks, over many briefings.
#[must_use]
pub fn speaker(speaker: &Speaker<'_>) -> Row {
    let role = Some(speaker.role).filter(|role| !role.is_empty());
    row(json!({
        "name": speaker.name, "kind": speaker.kind, "role": role, "country": speaker.country, "quotes": speaker.quotes,
        "briefings": speaker.briefings, "last": speaker.last,
    }))
}

/// A score as the record's files have it.
fn rounded(score: Score) -> f64 {
    (f64::from(score) * 1_000.0).round() / 1_000.0
}

/// A value without the marks of JSON; the parts of a list stand between semicolons.
fn bare(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(bare).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// A cell of a table in CSV (RFC 4180).
fn csv_cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// The names of the columns in CSV, with the end of the line.
#[must_use]
pub fn csv_head(row: &Row) -> String {
    format!("{}\r\n", row.keys().map(String::as_str).collect::<Vec<_>>().join(","))
}

/// A row in CSV, with the end of the line.
#[must_use]
pub fn csv_line(row: &Row) -> String {
    format!("{}\r\n", row.values().map(|value| csv_cell(&bare(value))).collect::<Vec<_>>().join(","))
}

/// A line of a table in Markdown.
fn markdown_cells<'a>(cells: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> String {
    let cells = cells.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "\\\\").replace('|', "\\|"));
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// The names of the columns in Markdown, and the line below them.
#[must_use]
pub fn markdown_head(row: &Row) -> String {
    let rule = row.values().map(|value| if value.is_number() { "---:" } else { "---" }.into());
    markdown_cells(row.keys().map(Into::into)) + &markdown_cells(rule)
}

/// A row in Markdown.
#[must_use]
pub fn markdown_line(row: &Row) -> String {
    markdown_cells(row.values().map(|value| bare(value).into()))
}

/// Rows as one table in CSV.
#[must_use]
pub fn csv(rows: &[Row]) -> String {
    rows.first().map(csv_head).into_iter().chain(rows.iter().map(csv_line)).collect()
}

/// Rows as one table in Markdown.
#[must_use]
pub fn markdown(rows: &[Row]) -> String {
    rows.first().map(markdown_head).into_iter().chain(rows.iter().map(markdown_line)).collect()
}

/// Rows as one array of JSON, a row a line.
#[must_use]
pub fn json(rows: &[Row]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| format!("  {}", Value::Object(row.clone()))).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        vec![row(json!({ "name": "a, \"b\" | c", "count": 2, "of": ["x", "y"] })), row(json!({ "name": null, "count": 1, "of": [] }))]
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(csv(&rows()), "name,count,of\r\n\"a, \"\"b\"\" | c\",2,x; y\r\n,1,\r\n");
        assert_eq!(markdown(&rows()), "| name | count | of |\n| --- | ---: | --- |\n| a, \"b\" \\| c | 2 | x; y |\n|  | 1 |  |\n");
        let read: Value = serde_json::from_str(&json(&rows())).unwrap();
        assert_eq!(read[0]["of"][1], "y");
        assert_eq!((csv(&[]), json(&[])), (String::new(), "[]\n".to_owned()));
    }
}
