//! `attache list`: what answers a query, as a table, JSON or CSV.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io::{self, BufWriter, StdoutLock, Write},
    path::PathBuf,
};

use jiff::{Zoned, civil::Date};
use serde_json::{Value, json};
use textwrap::{Options, fill};

use super::{ItemKind, ListFormat, index, output, phrase, plain};
use crate::{
    briefing::{Asset, Briefing, Quote},
    config,
    error::{Exit, Failure},
    library::{
        Summary,
        answer::{Answer, Items, Loose, range},
        bits::Bits,
        catalog::Row,
        decisions::{Decisions, Known, Named, Overlay, Thing},
        dictionary::Nearness,
        facets::{Count, Facet},
        query::Query,
        shelf::Shelf,
        speakers,
        table::{self, Also},
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
        ItemKind::Quotes | ItemKind::Speakers => Items::Quotes,
        ItemKind::Actors => Items::Actors,
        ItemKind::Assets => Items::Assets,
    };
    let decisions = index::decisions()?;
    let overlay = Overlay::of(&shelf, &decisions);
    let marks = index::marks();
    if wanted.items == ItemKind::Actors && facet.is_none() {
        return actors(&shelf, &overlay, overlay.actors(&shelf, &query, &*marks), wanted);
    }
    let answer = overlay.answer(&shelf, if facet.is_some() { Items::Briefings } else { items }, &query, &*marks);
    tell(&answer);
    let limit = wanted.limit.unwrap_or(usize::MAX);
    let mut printer = Printer::new(wanted.format, limit);
    match facet {
        Some(facet) => {
            overlay
                .facet(&shelf, facet, &answer.found, &*marks, limit)
                .into_iter()
                .try_for_each(|count| printer.print(&counted(&count)))?;
        }
        None => match wanted.items {
            ItemKind::Briefings => briefings(&mut printer, &shelf, &overlay, &shelf.catalog().stories().once(&answer.found))?,
            ItemKind::Quotes => parts(&mut printer, &shelf, &decisions, items, &shelf.catalog().sayings().once(&answer.found))?,
            ItemKind::Assets => parts(&mut printer, &shelf, &decisions, items, &answer.found)?,
            ItemKind::Actors => {}
            ItemKind::Speakers => spoke(&mut printer, &shelf, &overlay, &answer.found)?,
        },
    }
    printer.finish()
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

/// Tells how words were found that were not found as they were written.
fn tell(answer: &Answer) {
    for Loose { word, nearness } in &answer.loose {
        output::complain(match nearness {
            _ if answer.found.is_empty() => format!("nothing has '{word}' or anything near it"),
            Nearness::Beginning => format!("nothing has '{word}' as a word; these have words that begin with it"),
            Nearness::Exact | Nearness::Near => format!("nothing has '{word}'; these have words spelled nearly so"),
        });
    }
}

/// A line of the answer: what a table shows, and the same as data.
struct Line {
    words: String,
    data: table::Row,
}

impl Line {
    fn new(words: String, data: Value) -> Self {
        Self { words, data: table::row(data) }
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
                    self.out.write_all(table::csv_head(&line.data).as_bytes())?;
                }
                self.out.write_all(table::csv_line(&line.data).as_bytes())?;
            }
            ListFormat::Markdown => {
                if self.printed == 0 {
                    self.out.write_all(table::markdown_head(&line.data).as_bytes())?;
                }
                self.out.write_all(table::markdown_line(&line.data).as_bytes())?;
            }
        }
        self.left -= 1;
        self.printed += 1;
        Ok(())
    }

    /// Prints what is left; exit code 1 where nothing was printed.
    fn finish(mut self) -> Result<Exit, Failure> {
        if self.format == ListFormat::Json {
            self.out.write_all(if self.printed == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(if self.printed == 0 { Exit::Absent } else { Exit::Done })
    }
}

fn wrapped(words: &str, indent: usize) -> String {
    format!("{}\n", fill(words, Options::new(config::columns()).subsequent_indent(&" ".repeat(indent))))
}

fn counted(count: &Count) -> Line {
    let words = format!("{:>8}  {}\n", count.count, phrase::line(&count.label));
    Line::new(words, json!({ "value": count.label, "query": count.value, "briefings": count.count }))
}

fn briefings(printer: &mut Printer, shelf: &Shelf, overlay: &Overlay, found: &Bits) -> io::Result<()> {
    let catalog = shelf.catalog();
    for (summary, number, row) in newest(shelf, overlay, found) {
        if printer.is_full() {
            break;
        }
        let also = table::told_too(catalog, number);
        let more = if also.is_empty() { String::new() } else { phrase::also(also.ids.len(), &also.outlets) };
        let data = table::briefing(&summary, &also, shelf.path(row));
        printer.print(&Line { words: plain::row_and(&summary, &more, config::columns()), data })?;
    }
    Ok(())
}

/// The rows that were found, newest first.
fn newest<'a>(shelf: &'a Shelf, overlay: &'a Overlay, found: &'a Bits) -> impl Iterator<Item = (Summary, u32, &'a Row)> {
    let catalog = shelf.catalog();
    let numbers = catalog.order().iter().filter(|&&number| found.has(number));
    numbers.filter_map(|&number| Some((overlay.summary(catalog, number)?, number, catalog.row(number)?)))
}

/// Quotes or assets, briefing by briefing; a briefing that cannot be read any more is named and passed over.
fn parts(printer: &mut Printer, shelf: &Shelf, decisions: &Decisions, items: Items, found: &Bits) -> io::Result<()> {
    let catalog = shelf.catalog();
    for &number in catalog.order() {
        let Some(row) = catalog.row(number).filter(|_| !printer.is_full()) else { continue };
        let wanted: Vec<(usize, u32)> = (0..).zip(range(row, items)).filter(|&(_, item)| found.has(item)).collect();
        if wanted.is_empty() {
            continue;
        }
        let (briefing, outcome) = match shelf.decided(decisions, number) {
            Some(Ok(decided)) => decided,
            Some(Err(error)) => {
                output::complain(error);
                continue;
            }
            None => continue,
        };
        let thing = if items == Items::Quotes { Thing::Quote } else { Thing::Asset };
        for (found, number) in wanted {
            let Some(at) = outcome.as_ref().map_or(Some(found), |outcome| outcome.now(thing, found)) else { continue };
            let line = match items {
                Items::Quotes => {
                    briefing.quotes.get(at).map(|item| quote(&briefing, item, &table::said_too(catalog, number), shelf.path(row)))
                }
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

fn quote(briefing: &Briefing, quote: &Quote, also: &Also<'_>, path: &str) -> Line {
    let speaker = briefing.speaker(quote);
    let standing = speaker.map(phrase::standing).filter(|standing| !standing.is_empty());
    let standing = standing.map_or_else(String::new, |standing| format!(" ({standing})"));
    let more = if also.is_empty() { String::new() } else { format!(" · {}", phrase::also(also.ids.len(), &also.outlets)) };
    let words =
        format!("{}  {}{standing}: {} · {}{more}", day(briefing), phrase::speaker(briefing, quote), phrase::words(quote), briefing.id);
    Line { words: wrapped(&words, 12), data: table::quote(briefing, quote, also, path) }
}

fn asset(briefing: &Briefing, asset: &Asset, path: &str) -> Line {
    let words = format!("{}  {}: {} · {}", day(briefing), phrase::line(&asset.text), phrase::asset(briefing, asset), briefing.id);
    Line { words: wrapped(&words, 12), data: table::asset(briefing, asset, path) }
}

/// What is known of one actor over all the briefings found.
#[derive(Default)]
struct Seen<'a> {
    briefings: usize,
    quotes: usize,
    roles: BTreeMap<&'a str, usize>,
    last: Option<Date>,
}

/// Actors, each once over all briefings, most often named first.
fn actors(
    shelf: &Shelf,
    overlay: &Overlay,
    (rows, answer): (Vec<(&Row, Vec<Named<'_>>)>, Answer),
    wanted: &Wanted,
) -> Result<Exit, Failure> {
    tell(&answer);
    let mut printer = Printer::new(wanted.format, wanted.limit.unwrap_or(usize::MAX));
    let mut all: BTreeMap<u32, Seen<'_>> = BTreeMap::new();
    for (row, named) in rows {
        for actor in named {
            let seen = all.entry(actor.person).or_default();
            seen.briefings += 1;
            seen.quotes += actor.quotes;
            seen.last = seen.last.max(row.published());
            *seen.roles.entry(actor.role).or_default() += usize::from(!actor.role.is_empty());
        }
    }
    let mut all: Vec<(Known<'_>, Seen<'_>)> =
        all.into_iter().filter_map(|(person, seen)| Some((overlay.known(shelf, person)?, seen))).collect();
    all.sort_by_key(|(known, seen)| (Reverse(seen.briefings), Reverse(seen.quotes), known.name));
    for (Known { name, kind, country }, known) in all {
        let kind = kind.name();
        let role = known.roles.iter().max_by_key(|(_, count)| **count).map(|(role, _)| *role).filter(|role| !role.is_empty());
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
    printer.finish()
}

/// Those who speak, each once over all briefings, most quoted first.
fn spoke(printer: &mut Printer, shelf: &Shelf, overlay: &Overlay, found: &Bits) -> io::Result<()> {
    for (person, tally) in speakers::tally(shelf, overlay, found) {
        let Some(speaker) = speakers::speaker(shelf, overlay, person, tally) else { continue };
        let name = phrase::line(speaker.name);
        let standing = [phrase::line(speaker.role), speaker.country.map_or_else(String::new, |code| code.name().to_owned())];
        let standing: Vec<String> = standing.into_iter().filter(|words| !words.is_empty() && *words != name).collect();
        let standing = if standing.is_empty() { String::new() } else { format!(" ({})", standing.join(", ")) };
        let counts = format!("{} · {}", phrase::count(speaker.quotes, "quote"), phrase::count(speaker.briefings, "briefing"));
        let last = speaker.last.map_or_else(String::new, |day| format!(" · last {day}"));
        printer.print(&Line { words: wrapped(&format!("{name}{standing}: {counts}{last}"), 2), data: table::speaker(&speaker) })?;
    }
    Ok(())
}
