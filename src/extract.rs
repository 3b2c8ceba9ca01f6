//! The pipeline: an article and the lexicon in, a briefing out. Total and deterministic.

use crate::{
    annotate::{
        Annotator, Input, Layer, Layers,
        actors::Actors,
        assets::Assets,
        dates::Dates,
        marks::Marks,
        names::Names,
        paragraphs::Paragraphs,
        quantities::Quantities,
        quotes::{self, Quotes},
        tags::Tagger,
        words::Words,
    },
    article::Article,
    briefing::{self, Briefing, SCHEMA, Source, store},
    document::Document,
    lexicon::Lexicon,
};

pub mod again;
mod assemble;
pub mod explain;
mod mentions;

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

/// The stages that serve a text in any language: its rules of speech and its names are not English.
const FOREIGN: [&str; 2] = ["paragraphs", "marks"];

/// Whether the article is English, as far as its loader could tell.
fn is_english(article: &Article) -> bool {
    article.header.language.as_deref().is_none_or(|language| language == "en")
}

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
    for stage in PIPELINE.iter().filter(|stage| is_english(article) || FOREIGN.contains(&stage.name())) {
        stage.annotate(&input, &mut layers);
    }
    if !is_english(article) {
        layers.quotes = quotes::by_marks_alone(&document, &layers);
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
    briefing::id(article.header.published, title, &store::text_hash(&article.text))
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
    fn a_foreign_text_gives_its_quotations_alone() {
        let mut article = Article::from_text("«Nous restons à Paris ce soir», a dit Marie Dupont. Le ministère russe a envoyé 12 chars.");
        article.header.language = Some("fr".to_owned());
        let briefing = extract(&article, Lexicon::shared()).briefing;
        assert_eq!(briefing.quotes.len(), 1);
        assert_eq!(briefing.quotes[0].text, "Nous restons à Paris ce soir");
        assert_eq!(briefing.quotes[0].speaker, None);
        assert!(briefing.actors.is_empty() && briefing.assets.is_empty());
    }

    #[test]
    fn a_name_stands_on_one_line_where_the_text_is_cut_into_lines() {
        let lines = [
            "The ferry lay in the harbor of Skarvik until Friday. Then the pilot, Tom",
            "Haraldsen, took it out into the fog with the mail and eleven passengers, of",
            "whom two were children. The council had forbidden it in a letter of July that",
            "nobody on board had read before they left the quay, with the lamps still out",
            "and the bell of the church ringing behind them.",
            "",
            "\"We had no choice,\" Haraldsen said.",
        ];
        let briefing = extract(&Article::from_text(lines.join("\n")), Lexicon::shared()).briefing;
        let names: Vec<&str> = briefing.actors.iter().map(|actor| actor.name.as_str()).collect();
        assert!(names.contains(&"Tom Haraldsen"), "{names:?}");
    }

    #[test]
    fn every_stage_finds_what_it_requires() {
        assert_eq!(unmet(PIPELINE), None);
    }
}
