//! A briefing as a page of Markdown.

use std::fmt::Write as _;

use super::phrase;
use crate::{
    briefing::Briefing,
    label::{ActorKind, ParagraphKind},
    sanitize,
    span::Span,
};

/// The briefing for reading: what was said, which forces, who acts, then the article.
pub(super) fn page(briefing: &Briefing) -> String {
    let mut page =
        format!("# {}\n\n{}  \n{}\n", escape(&phrase::line(&briefing.title)), escape(&phrase::header(briefing)), phrase::summary(briefing));
    for warning in &briefing.warnings {
        let _ = write!(page, "\n> **Note:** {}\n", escape(&phrase::line(warning)));
    }
    let quotes = briefing.quotes.iter().map(|quote| {
        let speaker = escape(&phrase::speaker(briefing, quote));
        let standing = briefing.speaker(quote).map(phrase::standing).filter(|standing| !standing.is_empty());
        let standing = standing.map(|standing| format!(" ({})", escape(&standing))).unwrap_or_default();
        format!("- **{speaker}**{standing}: {}", escape(&phrase::words(quote)))
    });
    section(&mut page, "Quotes", quotes);
    let assets = briefing
        .assets
        .iter()
        .map(|asset| format!("- **{}**: {}", escape(&phrase::line(&asset.text)), escape(&phrase::asset(briefing, asset))));
    section(&mut page, "Assets", assets);
    for (kind, title) in [(ActorKind::Person, "Persons"), (ActorKind::Organization, "Organizations"), (ActorKind::Country, "Countries")] {
        let actors = briefing.actors.iter().filter(|actor| actor.kind == kind).map(|actor| {
            let standing = phrase::standing(actor);
            let standing = if standing.is_empty() { standing } else { format!(": {}", escape(&standing)) };
            format!("- **{}**{standing}", escape(&phrase::line(&actor.name)))
        });
        section(&mut page, title, actors);
    }
    page.push_str("\n## Article\n");
    for (span, paragraph) in paragraphs(&briefing.text) {
        let words = escape(&phrase::line(paragraph));
        let _ = match kind(briefing, span) {
            ParagraphKind::Body => write!(page, "\n{words}\n"),
            ParagraphKind::Heading => write!(page, "\n**{}**\n", words.trim_start_matches("\\#").trim()),
            ParagraphKind::Caption | ParagraphKind::Boilerplate | ParagraphKind::Duplicate => write!(page, "\n*{words}*\n"),
        };
    }
    page
}

fn section(page: &mut String, title: &str, rows: impl Iterator<Item = String>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        let _ = write!(page, "\n## {title}\n\n");
        rows.for_each(|row| {
            let _ = writeln!(page, "{row}");
        });
    }
}

/// The lines of a text that are not blank, with their places.
fn paragraphs(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let lines = text.split_inclusive('\n').scan(0, |offset, line| {
        let start = *offset;
        *offset += line.len();
        Some((Span::new(start, *offset), line))
    });
    lines.filter(|(_, line)| !line.trim().is_empty())
}

/// What the paragraph around `span` is for.
fn kind(briefing: &Briefing, span: Span) -> ParagraphKind {
    let marked = briefing.paragraphs.iter().find(|paragraph| Span::new(paragraph.start, paragraph.end).overlaps(span));
    marked.map_or(ParagraphKind::Body, |paragraph| paragraph.kind)
}

/// Words as they are, without meaning anything to Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in sanitize::line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
