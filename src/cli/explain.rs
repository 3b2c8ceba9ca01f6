//! `attache explain`: why the engine says so.

use std::{io::Write, path::Path};

use textwrap::{Options, fill};

use super::{Articles, output, phrase};
use crate::{
    briefing::{Anchor, Quote},
    config,
    error::{Exit, Failure},
    extract::{
        Extraction,
        explain::{Account, explain as accounts},
    },
    ingest,
    span::Span,
};

/// Which items to explain; all of them where none is named.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// `3` or `q3`.
    pub quote: Option<String>,
    /// `2` or `a2`.
    pub asset: Option<String>,
}

/// One item with the steps that led to it.
struct Explained<'a> {
    id: &'a str,
    words: String,
    found: String,
    rule: &'a str,
    score: f32,
    sentence: Span,
}

/// Prints for the quotes and assets of each file what was decided, by which rule, and what was tried before.
pub(super) fn run(articles: &Articles, wanted: &Wanted) -> Result<Exit, Failure> {
    let mut out = output::stdout();
    let mut exit = Exit::Done;
    ingest::each(&articles.files, &articles.options()?, |path, result| match result {
        Ok(extraction) => explain(&mut out, path, &extraction, wanted),
        Err(error) => {
            out.flush()?;
            output::complain(error);
            exit = Exit::Failed;
            Ok(())
        }
    })?;
    out.flush()?;
    Ok(exit)
}

fn explain(out: &mut impl Write, path: &Path, extraction: &Extraction, wanted: &Wanted) -> Result<(), Failure> {
    let all = wanted.quote.is_none() && wanted.asset.is_none();
    let (quotes, assets) = (quotes(extraction), assets(extraction));
    let accounts = accounts(extraction);
    for (items, name, letter, asked) in [(quotes, "quote", 'q', &wanted.quote), (assets, "asset", 'a', &wanted.asset)] {
        let id = asked.as_ref().map(|asked| format!("{letter}{}", asked.trim_start_matches(letter)));
        if let Some(id) = id.as_ref().filter(|id| !items.iter().any(|item| item.id == *id)) {
            let mend = format!("it has {}", phrase::count(items.len(), name));
            out.flush()?;
            return Err(Failure::absent(output::shown(path), format_args!("there is no {name} {id}"), mend));
        }
        for item in items.iter().filter(|item| all || id.as_deref() == Some(item.id)) {
            print(out, extraction, item, &accounts)?;
        }
    }
    Ok(())
}

fn print(out: &mut impl Write, extraction: &Extraction, item: &Explained<'_>, accounts: &[Account]) -> Result<(), Failure> {
    let width = config::columns();
    let indented = |words: &str| fill(words, Options::new(width).initial_indent("    ").subsequent_indent("    "));
    writeln!(out, "{}", fill(&format!("{:<4}{}", item.id, item.words), Options::new(width).subsequent_indent("    ")))?;
    writeln!(out, "{}", indented(&item.found))?;
    writeln!(out, "{}", indented(&format!("decided by {}, score {}", phrase::line(item.rule), item.score)))?;
    for step in accounts.iter().filter(|account| account.id == item.id).flat_map(|account| &account.steps) {
        writeln!(out, "{}", indented(&format!("- {}", phrase::line(step))))?;
    }
    let sentence = phrase::line(item.sentence.of(&extraction.briefing.text));
    writeln!(out, "{}\n", indented(&format!("in: {sentence}")))?;
    Ok(())
}

fn quotes(extraction: &Extraction) -> Vec<Explained<'_>> {
    let briefing = &extraction.briefing;
    let found = |quote: &Quote| {
        let anchor = |name: &str, anchor: &Option<Anchor>| {
            anchor.as_ref().map(|anchor| format!(", {name} “{}”", phrase::line(&anchor.text))).unwrap_or_default()
        };
        let (source, cue) = (anchor("source", &quote.source), anchor("cue", &quote.cue));
        format!("{}, speaker {}{source}{cue}", quote.kind, phrase::speaker(briefing, quote))
    };
    let explained = briefing.quotes.iter().map(|quote| Explained {
        id: &quote.id,
        words: phrase::words(quote),
        found: found(quote),
        rule: &quote.rule,
        score: quote.score,
        sentence: quote.sentence,
    });
    explained.collect()
}

fn assets(extraction: &Extraction) -> Vec<Explained<'_>> {
    let briefing = &extraction.briefing;
    let explained = briefing.assets.iter().map(|asset| Explained {
        id: &asset.id,
        words: phrase::line(&asset.text),
        found: phrase::asset(briefing, asset),
        rule: &asset.rule,
        score: asset.score,
        sentence: asset.sentence,
    });
    explained.collect()
}
