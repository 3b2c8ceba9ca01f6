//! A briefing and a list of briefings as plain text: no escape codes, no colours, wrapped at the width.

use std::fmt::Write as _;

use textwrap::{Options, fill};

use super::phrase;
use crate::{briefing::Briefing, label::ActorKind, library::Summary, sanitize};

/// The article with everything found in it, wrapped at `width` columns.
pub(super) fn page(briefing: &Briefing, width: usize) -> String {
    let mut page = String::new();
    let title = phrase::line(&briefing.title);
    for row in [&title, &phrase::header(briefing), &phrase::summary(briefing)] {
        let _ = writeln!(page, "{}", fill(row, width));
    }
    for warning in &briefing.warnings {
        let _ = writeln!(page, "{}", fill(&format!("Note: {}", phrase::line(warning)), width));
    }
    let text = sanitize::text(&briefing.text);
    for paragraph in text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != title) {
        let _ = write!(page, "\n{}\n", fill(paragraph, width));
    }
    let quotes = briefing.quotes.iter().map(|quote| {
        let speaker = phrase::speaker(briefing, quote);
        (quote.id.as_str(), format!("{speaker}: {}", phrase::words(quote)))
    });
    section(&mut page, "QUOTES", width, quotes);
    let assets = briefing
        .assets
        .iter()
        .map(|asset| (asset.id.as_str(), format!("{}: {}", phrase::line(&asset.text), phrase::asset(briefing, asset))));
    section(&mut page, "ASSETS", width, assets);
    let actors = briefing.actors.iter().map(|actor| {
        let kind = match actor.kind {
            ActorKind::Person => "person",
            ActorKind::Organization => "org",
            ActorKind::Country => "country",
        };
        let standing = phrase::standing(actor);
        let name = phrase::line(&actor.name);
        (kind, if standing.is_empty() { name } else { format!("{name}: {standing}") })
    });
    section(&mut page, "ACTORS", width, actors);
    page
}

fn section<'a>(page: &mut String, title: &str, width: usize, rows: impl Iterator<Item = (&'a str, String)>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        let _ = writeln!(page, "\n{title}");
        for (label, words) in rows {
            let label = format!("{:<8}", phrase::line(label));
            let _ = writeln!(page, "{}", fill(&words, Options::new(width).initial_indent(&label).subsequent_indent("        ")));
        }
    }
}

/// A row of the list: date, title, what was found.
pub(super) fn row(summary: &Summary, width: usize) -> String {
    row_and(summary, "", width)
}

/// As [`row`], with some more words at the end.
pub(super) fn row_and(summary: &Summary, more: &str, width: usize) -> String {
    let date = summary.published.map_or_else(|| "undated   ".to_owned(), |date| date.to_string());
    let mut words = format!("{date}  {} · {}", phrase::line(&summary.title), phrase::findings(summary));
    if !more.is_empty() {
        words.push_str(" · ");
        words.push_str(more);
    }
    format!("{}\n", fill(&words, Options::new(width).subsequent_indent("            ")))
}
