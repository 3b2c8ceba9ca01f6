//! Saved web pages: the article's text and header out of the page around it.

use super::{Draft, Problem};
use crate::sanitize;

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

/// Reads a page.
pub fn read(page: &str) -> Result<Draft, Problem> {
    let text = strip::text(page);
    if text.is_empty() {
        return Err(Problem::NoArticle);
    }
    Ok(Draft { text: sanitize::text(&text).into_owned(), ..Draft::default() })
}
