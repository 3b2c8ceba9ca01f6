//! Saved web pages: the article's text and header out of the page around it.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{Draft, Problem};
use crate::{article::Header, label::ParagraphKind, sanitize, span::Span};
use blocks::Block;

mod blocks;
mod furniture;
mod guard;
mod header;
mod scan;
mod strip;

/// Whether `text` begins like a page, perhaps after comments and an XML declaration.
pub fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = if rest.starts_with("<?xml") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let starts = |words: &str| rest.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
    starts("<!doctype html") || starts("<html")
}

/// The most elements that are scored; more than any news page has.
const MOST_ELEMENTS: usize = 60_000;

/// Reads a page: its article, without the page around it; all of its words where none stands out.
pub fn read(page: &str) -> Result<Draft, Problem> {
    let draft = if guard::allows(page) {
        parsed(page)
    } else {
        let text = sanitize::text(&strip::text(page)).into_owned();
        Draft { text, warnings: vec![TOO_TANGLED.to_owned()], ..Draft::default() }
    };
    if draft.text.trim().is_empty() { Err(Problem::NoArticle) } else { Ok(draft) }
}

const TOO_TANGLED: &str = "The page is too large or too tangled to be searched for its article; all of its words were kept.";
const NO_ARTICLE: &str = "No article stands out in the page; all of its words were kept.";

/// The article of a page, found by Mozilla's readability scores.
fn parsed(page: &str) -> Draft {
    let config = Config { keep_classes: true, max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let document = Document::from(page);
    let (header, stated) = header::of(&document);
    let found = Readability::with_document(document, None, Some(config)).and_then(|mut readability| readability.parse());
    let blocks = found.map(|found| furniture::without(blocks::of(&found.content), stated.as_deref())).unwrap_or_default();
    let words = |text: &str| text.split_whitespace().count();
    let all: usize = blocks.iter().map(|block| words(&block.text)).sum();
    match stated.map(|stated| sanitize::text(&stated).into_owned()) {
        // the page says more for machines than it shows
        Some(stated) if words(&stated) > 50 && words(&stated) > all * 2 => Draft { text: stated, header, ..Draft::default() },
        _ if all > 0 => assemble(&blocks, header),
        _ => {
            let text = sanitize::text(&strip::text(page)).into_owned();
            Draft { text, header, warnings: vec![NO_ARTICLE.to_owned()], ..Draft::default() }
        }
    }
}

/// One text out of paragraphs, with blank lines between.
fn assemble(blocks: &[Block], header: Header) -> Draft {
    let mut draft = Draft { header, ..Draft::default() };
    for block in blocks {
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(&block.text);
        if block.kind != ParagraphKind::Body {
            draft.marks.push((Span::new(start, draft.text.len()), block.kind));
        }
    }
    draft
}

#[cfg(test)]
mod tests;
