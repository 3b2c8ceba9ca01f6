//! The pipeline: an article and the lexicon in, a briefing out. Total and deterministic.

use sha2::{Digest, Sha256};

use crate::{
    annotate::{
        Annotator, Input, Layer, Layers, actors::Actors, assets::Assets, dates::Dates, marks::Marks, names::Names, paragraphs::Paragraphs,
        quantities::Quantities, quotes::Quotes, tags::Tagger, words::Words,
    },
    article::Article,
    briefing::{Briefing, SCHEMA, Source},
    document::Document,
    lexicon::Lexicon,
    name,
};

mod assemble;
pub mod explain;

/// What came of one article.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// The record.
    pub briefing: Briefing,
    /// What each stage found, with the sieves that were tried.
    pub layers: Layers,
}

/// The tagger with the shipped weights.
static TAGGER: Tagger = Tagger::new();

/// The stages in their order; each finds done what it requires (a test proves it).
pub static PIPELINE: &[&dyn Annotator] = &[&Words, &TAGGER, &Paragraphs, &Marks, &Quantities, &Dates, &Names, &Actors, &Quotes, &Assets];

/// The first stage that requires a layer which no stage before it assigns.
#[must_use]
pub fn unmet(pipeline: &[&dyn Annotator]) -> Option<(&'static str, Layer)> {
    let mut there: Vec<Layer> = Vec::new();
    for stage in pipeline {
        if let Some(&missing) = stage.requires().iter().find(|layer| !there.contains(layer)) {
            return Some((stage.name(), missing));
        }
        there.extend(stage.assigns());
    }
    None
}

/// Turns an article into a briefing.
#[must_use]
pub fn extract(article: &Article, lexicon: &Lexicon) -> Extraction {
    let document = Document::new(&article.text, &article.marks);
    let input = Input { article, document: &document, lexicon };
    let mut layers = Layers::default();
    for stage in PIPELINE {
        stage.annotate(&input, &mut layers);
    }
    let header = &article.header;
    let title = header.title.clone().unwrap_or_else(|| first_line(&article.text));
    let mut briefing = Briefing {
        schema: SCHEMA,
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        id: identity(article, &title),
        title,
        published: header.published,
        language: header.language.clone(),
        warnings: article.warnings.clone(),
        text: article.text.clone(),
        source: Source {
            name: header.outlet.clone(),
            author: header.author.clone(),
            url: header.url.clone(),
            path: article.origin.path.clone(),
            format: article.origin.format.clone(),
            sha256: article.origin.sha256.clone(),
        },
        ..Briefing::default()
    };
    assemble::fill(&mut briefing, &document, &layers);
    Extraction { briefing, layers }
}

/// Date, slug of the title and the first eight digits of the text's SHA-256.
fn identity(article: &Article, title: &str) -> String {
    let digest = Sha256::digest(article.text.as_bytes());
    let hash = digest.iter().take(4).fold(0_u32, |hash, &byte| hash << 8 | u32::from(byte));
    let day = article.header.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let slug = name::slug(title, 48);
    if slug.is_empty() { format!("{day}-{hash:08x}") } else { format!("{day}-{slug}-{hash:08x}") }
}

/// The first line that is not blank, cut at 120 characters.
fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("untitled");
    let line = line.trim_start_matches('#').trim();
    if line.chars().count() <= 120 { line.to_owned() } else { line.chars().take(119).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_finds_what_it_requires() {
        assert_eq!(unmet(PIPELINE), None);
    }
}
