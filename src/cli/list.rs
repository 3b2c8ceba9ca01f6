//! `attache list`: what answers a query, as a table, JSON or CSV.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io::{self, BufWriter, StdoutLock, Write},
    path::PathBuf,
};

use jiff::{Zoned, civil::Date};
use serde_json::{Map, Value, json};
use textwrap::{Options, fill};

use super::{ItemKind, ListFormat, index, output, phrase, plain};
use crate::{
    briefing::{Asset, Briefing, Quote},
    config,
    error::{Exit, Failure},
    evidence::Score,
    label::ActorKind,
    library::{
        Summary,
        answer::{Items, Loose, range},
        bits::Bits,
        catalog::{Identity, NONE, Row, country},
        dictionary::Nearness,
        facets::{Count, Facet},
        query::Query,
        shelf::Shelf,
    },
};

/// What is asked for.
pub(super) struct Wanted {
    pub query: String,
    pub items: ItemKind,
    pub limit: Option<usize>,
    pub format: ListFormat,
    pub count: Option<String>,
}

/// Prints what answers the query; exit code 1 when nothing does.
pub(super) fn run(folder: Option<PathBuf>, wanted: &Wanted) -> Result<Exit, Failure> {
    let query = Query::parse(&wanted.query, today()).map_err(|error| Failure::Told(format!("the query, {error}"), Exit::Failed))?;
    let facet = wanted.count.as_deref().map(facet).transpose()?;
    let folder = config::library(folder);
    let shelf = index::shelf(folder.as_deref())?;
    let items = match wanted.items {
        ItemKind::Briefings => Items::Briefings,
        ItemKind::Quotes => Items::Quotes,
        ItemKind::Actors => Items::Actors,
        ItemKind::Assets => Items::Assets,
    };
    let answer = shelf.answer(if facet.is_some() { Items::Briefings } else { items }, &query, &index::marks());
    for loose in &answer.loose {
        tell(loose, answer.found.is_empty());
    }
    let limit = wanted.limit.unwrap_or(usize::MAX);
    let mut printer = Printer::new(wanted.format, limit);
    match facet {
        Some(facet) => shelf.facet(facet, &answer.found, limit).into_iter().try_for_each(|count| printer.print(&counted(&count)))?,
        None => match items {
            Items::Briefings => briefings(&mut printer, &shelf, &shelf.catalog().stories().once(&answer.found))?,
            Items::Quotes => parts(&mut printer, &shelf, items, &shelf.catalog().sayings().once(&answer.found))?,
            Items::Assets => parts(&mut printer, &shelf, items, &answer.found)?,
            Items::Actors => actors(&mut printer, &shelf, &answer.found)?,
        },
    }
    let lines = printer.finish()?;
    Ok(if lines == 0 { Exit::Absent } else { Exit::Done })
}

fn today() -> Date {
    Zoned::now().date()
}

fn facet(name: &str) -> Result<Facet, Failure> {
    name.parse().map_err(|()| {
        let names: Vec<&str> = Facet::ALL.iter().map(|(_, name)| *name).collect();
        Failure::new("--count", format_args!("there is no field '{name}' to count"), format_args!("it is one of {}", names.join(", ")))
    })
}

fn tell(loose: &Loose, nothing: bool) {
    let word = &loose.word;
    output::complain(match loose.nearness {
        _ if nothing => format!("nothing has '{word}' or anything near it"),
        Nearness::Beginning => format!("nothing has '{word}' as a word; these have words that begin with it"),
        Nearness::Exact | Nearness::Near => format!("nothing has '{word}'; these have words spelled nearly so"),
    });
}

/// A line of the answer: what a table shows, and the same as data.
struct Line {
    words: String,
    data: Map<String, Value>,
}

impl Line {
    fn new(words: String, data: Value) -> Self {
        Self { words, data: if let Value::Object(data) = data { data } else { Map::new() } }
    }
}

/// Prints lines in the form asked for.
struct Printer {
    out: BufWriter<StdoutLock<'static>>,
    format: ListFormat,
    left: usize,
    printed: usize,
}

impl Printer {
    fn new(format: ListFormat, limit: usize) -> Self {
        Self { out: output::stdout(), format, left: limit, printed: 0 }
    }

    /// Whether nothing more is wanted.
    const fn is_full(&self) -> bool {
        self.left == 0
    }

    fn print(&mut self, line: &Line) -> io::Result<()> {
        if self.is_full() {
            return Ok(());
        }
        match self.format {
            ListFormat::Table => write!(self.out, "{}", line.words)?,
            ListFormat::Json => {
                let before = if self.printed == 0 { "[\n" } else { ",\n" };
                write!(self.out, "{before}  {}", Value::Object(line.data.clone()))?;
            }
            ListFormat::Csv => {
                if self.printed == 0 {
                    let names: Vec<&str> = line.data.keys().map(String::as_str).collect();
                    write!(self.out, "{}\r\n", names.join(","))?;
                }
                let cells: Vec<String> = line.data.values().map(|value| cell(&bare(value))).collect();
                write!(self.out, "{}\r\n", cells.join(","))?;
            }
        }
        self.left -= 1;
        self.printed += 1;
        Ok(())
    }

    fn finish(mut self) -> io::Result<usize> {
        if self.format == ListFormat::Json {
            self.out.write_all(if self.printed == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(self.printed)
    }
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
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn wrapped(words: &str, indent: usize) -> String {
    format!("{}\n", fill(words, Options::new(config::columns()).subsequent_indent(&" ".repeat(indent))))
}

fn counted(count: &Count) -> Line {
    let words = format!("{:>8}  {}\n", count.count, phrase::line(&count.label));
    Line::new(words, json!({ "value": count.label, "query": count.value, "briefings": count.count }))
}

fn briefings(printer: &mut Printer, shelf: &Shelf, found: &Bits) -> io::Result<()> {
    let catalog = shelf.catalog();
    for (summary, number, row) in newest(shelf, found) {
        if printer.is_full() {
            break;
        }
        let also: Vec<u32> = catalog.also(number).collect();
        let outlets = catalog.outlets(also.iter().copied());
        let more = if also.is_empty() { String::new() } else { phrase::also(also.len(), &outlets) };
        let also: Vec<&str> = also.iter().filter_map(|&row| catalog.row(row)).map(|row| catalog.string(row.id)).collect();
        let data = json!({
            "id": summary.id, "title": summary.title, "published": summary.published, "outlet": summary.outlet,
            "collection": summary.collection, "countries": summary.countries, "speakers": summary.speakers,
            "quotes": summary.quotes, "assets": summary.assets, "actors": summary.actors, "path": shelf.path(row),
            "also": also, "also_outlets": outlets,
        });
        printer.print(&Line::new(plain::row_and(&summary, &more, config::columns()), data))?;
    }
    Ok(())
}

/// The rows that were found, newest first.
fn newest<'a>(shelf: &'a Shelf, found: &'a Bits) -> impl Iterator<Item = (Summary, u32, &'a Row)> {
    let catalog = shelf.catalog();
    let numbers = catalog.order().iter().filter(|&&number| found.has(number));
    numbers.filter_map(|&number| Some((catalog.summary(number)?, number, catalog.row(number)?)))
}

/// Quotes or assets, briefing by briefing; a briefing that cannot be read any more is named and passed over.
fn parts(printer: &mut Printer, shelf: &Shelf, items: Items, found: &Bits) -> io::Result<()> {
    let catalog = shelf.catalog();
    for &number in catalog.order() {
        let Some(row) = catalog.row(number).filter(|_| !printer.is_full()) else { continue };
        let wanted: Vec<(usize, u32)> = (0..).zip(range(row, items)).filter(|&(_, item)| found.has(item)).collect();
        if wanted.is_empty() {
            continue;
        }
        let briefing = match shelf.briefing(number) {
            Some(Ok(briefing)) => briefing,
            Some(Err(error)) => {
                output::complain(error);
                continue;
            }
            None => continue,
        };
        for (at, number) in wanted {
            let line = match items {
                Items::Quotes => briefing.quotes.get(at).map(|item| quote(&briefing, item, shelf.path(row), &told_by(shelf, number))),
                _ => briefing.assets.get(at).map(|item| asset(&briefing, item, shelf.path(row))),
            };
            line.map_or(Ok(()), |line| printer.print(&line))?;
        }
    }
    Ok(())
}

/// `2025-03-04  ` or as many blanks.
fn day(briefing: &Briefing) -> String {
    briefing.published.map_or_else(|| "undated   ".to_owned(), |day| day.to_string())
}

/// The other briefings that have the saying of a quote: their ids, and their outlets.
fn told_by(shelf: &Shelf, number: u32) -> (Vec<&str>, Vec<&str>) {
    let catalog = shelf.catalog();
    let mut rows: Vec<u32> = catalog.also_said(number).filter_map(|quote| catalog.row_of(Items::Quotes, quote)).collect();
    rows.dedup();
    let ids = rows.iter().filter_map(|&row| catalog.row(row)).map(|row| catalog.string(row.id)).collect();
    (ids, catalog.outlets(rows.into_iter()))
}

fn quote(briefing: &Briefing, quote: &Quote, path: &str, (also, outlets): &(Vec<&str>, Vec<&str>)) -> Line {
    let speaker = briefing.speaker(quote);
    let standing = speaker.map(phrase::standing).filter(|standing| !standing.is_empty());
    let standing = standing.map_or_else(String::new, |standing| format!(" ({standing})"));
    let more = if also.is_empty() { String::new() } else { format!(" · {}", phrase::also(also.len(), outlets)) };
    let words =
        format!("{}  {}{standing}: {} · {}{more}", day(briefing), phrase::speaker(briefing, quote), phrase::words(quote), briefing.id);
    let data = json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name,
        "speaker": speaker.map(|actor| &actor.name), "role": speaker.and_then(|actor| actor.role.as_ref()),
        "country": speaker.and_then(|actor| actor.country), "kind": quote.kind, "text": quote.words(),
        "sentence": quote.sentence.of(&briefing.text), "start": quote.start, "end": quote.end, "score": rounded(quote.score), "path": path,
        "also": also, "also_outlets": outlets,
    });
    Line::new(wrapped(&words, 12), data)
}

fn asset(briefing: &Briefing, asset: &Asset, path: &str) -> Line {
    let words = format!("{}  {}: {} · {}", day(briefing), phrase::line(&asset.text), phrase::asset(briefing, asset), briefing.id);
    let quantity = asset.quantity.as_ref();
    let data = json!({
        "briefing": briefing.id, "published": briefing.published, "outlet": briefing.source.name, "text": asset.text,
        "category": asset.category, "designation": asset.designation, "min": quantity.and_then(|quantity| quantity.min),
        "max": quantity.and_then(|quantity| quantity.max), "owner": asset.owner, "giver": asset.giver, "receiver": asset.receiver,
        "place": asset.place, "status": asset.status,
        "claimed_by": asset.claimed_by.as_deref().and_then(|id| briefing.actor(id)).map(|actor| &actor.name),
        "sentence": asset.sentence.of(&briefing.text), "start": asset.start, "end": asset.end, "score": rounded(asset.score), "path": path,
    });
    Line::new(wrapped(&words, 12), data)
}

/// A score as the record's files have it.
fn rounded(score: Score) -> f64 {
    (f64::from(score) * 1_000.0).round() / 1_000.0
}

/// What is known of one actor over all the briefings found.
#[derive(Default)]
struct Known {
    briefings: usize,
    quotes: usize,
    roles: BTreeMap<u32, usize>,
    last: Option<Date>,
}

/// Actors, each once over all briefings, most often named first.
fn actors(printer: &mut Printer, shelf: &Shelf, found: &Bits) -> io::Result<()> {
    let catalog = shelf.catalog();
    let mut all: BTreeMap<u32, Known> = BTreeMap::new();
    for row in catalog.order().iter().filter_map(|&number| catalog.row(number)) {
        for (number, actor) in range(row, Items::Actors).zip(catalog.actors_of(row)).filter(|(number, _)| found.has(*number)) {
            let known = all.entry(catalog.names().identity(number)).or_default();
            known.briefings += 1;
            known.quotes += catalog.quotes_of(row).iter().filter(|quote| quote.speaker == number).count();
            known.last = known.last.max(row.published());
            *known.roles.entry(actor.role).or_default() += usize::from(actor.role != NONE);
        }
    }
    let identity = |number: u32| catalog.names().persons().get(number as usize);
    let mut all: Vec<(&Identity, Known)> = all.into_iter().filter_map(|(number, known)| Some((identity(number)?, known))).collect();
    all.sort_by_key(|(identity, known)| (Reverse(known.briefings), Reverse(known.quotes), catalog.string(identity.name)));
    for (identity, known) in all {
        let name = catalog.string(identity.name);
        let kind = ActorKind::ALL.get(identity.kind as usize).map_or("", |kind| kind.name());
        let role =
            known.roles.iter().max_by_key(|(_, count)| **count).map(|(role, _)| catalog.string(*role)).filter(|role| !role.is_empty());
        let country = country(identity.country);
        let standing: Vec<String> =
            role.map(phrase::line).into_iter().chain(country.map(|code| code.name().to_owned())).filter(|words| words != name).collect();
        let counts = format!("{} · {}", phrase::count(known.briefings, "briefing"), phrase::count(known.quotes, "quote"));
        let standing = if standing.is_empty() { String::new() } else { format!(" ({})", standing.join(", ")) };
        let words = format!("{kind:<12}  {}{standing}: {counts}", phrase::line(name));
        let data = json!({
            "kind": kind, "name": name, "role": role, "country": country, "briefings": known.briefings, "quotes": known.quotes,
            "last": known.last,
        });
        printer.print(&Line::new(wrapped(&words, 14), data))?;
    }
    Ok(())
}
