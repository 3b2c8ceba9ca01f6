//! Trains the two models of quotations: `cargo run --release --example train_speakers [FOLDER]`.
//!
//! The first tells speech from titles, terms and scare quotes, the second ranks those who may have said it. Reads
//! `polnear-train.jsonl.gz` of FOLDER (`../shared/train` unless given; needs `gzip`), prints the scores on held-out articles,
//! then trains on all and writes `assets/said.bin` and `assets/speakers.bin`. The features hold no words. The same data give
//! the same bytes. With `--predict FILE` what is found in each article by weights that never saw it goes to FILE, one
//! briefing a line, for a scorer.

use std::{error::Error, fs, path::PathBuf, process::Command};

use attache::{
    annotate::{
        Input, Layers, Quote,
        quotes::{
            Candidate, LIKELY, choose, judged,
            linear::{Features, Model, WEIGHTS},
        },
    },
    article::Article,
    document::Document,
    extract::PIPELINE,
    lexicon::Lexicon,
    name::fold,
    span::Span,
};
use serde_json::{Value, json};

#[path = "train_tagger/learner.rs"]
#[expect(dead_code, reason = "the dice alone are used here")]
mod learner;
#[path = "train_tagger/table.rs"]
mod table;

use learner::Dice;
use table::encode;

/// How many times a part of the articles is held out.
const FOLDS: usize = 5;
/// How much a weight shrinks with every step that it takes part in.
const DECAY: f64 = 0.015;
/// What is speech is learned from no lesson that others give a smaller chance than this.
const DOUBT: f64 = 0.015;

/// Where the dice of the first course begin.
const SEED: u64 = 0x5EED_2022;
/// How many courses a model is the mean of.
const COURSES: u64 = 8;

/// How a model learns.
#[derive(Clone, Copy)]
struct Pace {
    /// Passes over the data.
    epochs: usize,
    /// How far a step goes.
    rate: f64,
}

/// What is speech.
const SAID: Pace = Pace { epochs: 6, rate: 0.03 };
/// Who said it.
const SPEAKERS: Pace = Pace { epochs: 8, rate: 0.1 };

/// An article with what the corpus marks in it.
struct Text {
    record: Value,
    article: Article,
    layers: Layers,
}

/// One decision: the features of everything there is to choose from, and which of them are right.
struct Lesson {
    choices: Vec<Features>,
    right: Vec<bool>,
    article: usize,
    long: bool,
}

/// A quotation as the corpus marks it.
struct Gold {
    parts: Vec<Span>,
    source: Vec<Span>,
    name: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let predict = arguments.iter().position(|argument| argument == "--predict").map(|at| arguments.drain(at..).nth(1).unwrap_or_default());
    let folder = arguments.first().map_or_else(|| PathBuf::from("../shared/train"), PathBuf::from);
    let unpacked = Command::new("gzip").arg("-dc").arg(folder.join("polnear-train.jsonl.gz")).output()?;
    let mut texts = Vec::new();
    for line in String::from_utf8(unpacked.stdout)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let (article, layers) = annotated(record["text"].as_str().unwrap_or_default());
        texts.push(Text { record, article, layers });
    }
    // first by the marks, then by what was learned from them: a decision sees what was decided before it, right or wrong
    let marked = lessons(&texts, None);
    let (said, speakers) = lessons(&texts, Some(&folds(&marked)));
    eprintln!("{} quotations, {} of them said", said.len(), said.iter().filter(|lesson| lesson.right[0]).count());
    report_said(&said);
    eprintln!("{} speakers", speakers.len());
    report_speakers(&speakers);
    if let Some(file) = predict {
        return Ok(fs::write(file, predictions(&texts, &folds(&(said, speakers))))?);
    }
    let sound: Vec<&Lesson> =
        held_out(&said, SAID).into_iter().filter(|(lesson, worth)| is_sound(lesson, worth[0])).map(|(lesson, _)| lesson).collect();
    eprintln!("  learned from {} of them", sound.len());
    fs::write("assets/said.bin", encode(&train(&sound, SAID)))?;
    fs::write("assets/speakers.bin", encode(&train(&speakers.iter().collect::<Vec<_>>(), SPEAKERS)))?;
    Ok(())
}

fn stretch(from: &Value, to: &Value) -> Option<Span> {
    Some(Span::new(usize::try_from(from.as_u64()?).ok()?, usize::try_from(to.as_u64()?).ok()?))
}

/// The text with all layers that quotations are made of.
fn annotated(text: &str) -> (Article, Layers) {
    let article = Article::from_text(text);
    let document = Document::new(&article.text, &article.marks);
    let input = Input { article: &article, document: &document, lexicon: Lexicon::shared() };
    let mut layers = Layers::default();
    for stage in PIPELINE.iter().take_while(|stage| stage.name() != "quotes") {
        stage.annotate(&input, &mut layers);
    }
    (article, layers)
}

/// The lessons of all articles, where decisions before a lesson's are those of the corpus, or of `models`, one for each fold.
fn lessons(texts: &[Text], models: Option<&[[Model; 2]]>) -> (Vec<Lesson>, Vec<Lesson>) {
    let (mut said, mut speakers) = (Vec::new(), Vec::new());
    for (number, text) in texts.iter().enumerate() {
        let models = models.and_then(|models| models.get(number % FOLDS)).copied();
        read(text, number, models, &mut said, &mut speakers);
    }
    (said, speakers)
}

/// For each fold both models, trained on the articles that are not in it.
fn folds((said, speakers): &(Vec<Lesson>, Vec<Lesson>)) -> Vec<[Model; 2]> {
    let without = |lessons: &[Lesson], fold: usize, pace: Pace| {
        let rest: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.article % FOLDS != fold).collect();
        Model::with(encode(&train(&rest, pace)).leak())
    };
    (0..FOLDS).map(|fold| [without(said, fold, SAID), without(speakers, fold, SPEAKERS)]).collect()
}

/// The quotations of one article.
fn read(text: &Text, article: usize, models: Option<[Model; 2]>, said: &mut Vec<Lesson>, speakers: &mut Vec<Lesson>) {
    let Text { record, article: source, layers } = text;
    let text = source.text.as_str();
    let pairs = |list: &Value| list.as_array().into_iter().flatten().filter_map(|pair| stretch(&pair[0], &pair[1])).collect::<Vec<_>>();
    let (mut direct, mut other) = (Vec::new(), Vec::new());
    for quote in record["quotes"].as_array().into_iter().flatten() {
        let mut parts = pairs(&quote["parts"]);
        parts.extend(stretch(&quote["start"], &quote["end"]).filter(|_| quote["parts"].is_null()));
        if quote["kind"] == "indirect" {
            other.extend(parts);
        } else {
            let name = fold(quote["source_text"].as_str().unwrap_or_default());
            direct.push(Gold { parts, source: pairs(&quote["source"]), name });
        }
    }
    let document = Document::new(text, &source.marks);
    let input = Input { article: source, document: &document, lexicon: Lexicon::shared() };
    let words = |span: Span| document.range(span).len();
    let same = |span: Span, part: Span| {
        let common = Span::new(part.start.max(span.start), part.end.min(span.end).max(part.start.max(span.start)));
        words(common) * 10 >= 8 * (words(part) + words(span) - words(common))
    };
    let gold_of = |span: Span| direct.iter().find(|gold| gold.parts.iter().any(|&part| same(span, part)));
    let mut judge = |span: Span, features: &Features| {
        let right = gold_of(span).is_some();
        // what lies in reported speech, or in part in a quotation, is neither
        let open = !right && direct.iter().flat_map(|gold| &gold.parts).chain(&other).any(|part| part.overlaps(span));
        if !open {
            let long = span.of(text).split_whitespace().count() >= 3;
            said.push(Lesson { choices: vec![features.clone(), Features::default()], right: vec![right, !right], article, long });
        }
        models.map_or(right, |[said, _]| said.probability(features) >= LIKELY)
    };
    let mut rank = |span: Span, candidates: &[Candidate]| {
        let best = models.and_then(|[_, speakers]| choose(speakers, candidates));
        let gold = gold_of(span).filter(|gold| !gold.source.is_empty() && !matches!(gold.name.as_str(), "said" | "says"));
        let Some(gold) = gold else { return best };
        let right = |candidate: &Candidate| {
            let named = document.span(candidate.tokens);
            !candidate.tokens.is_empty()
                && (gold.source.iter().any(|part| part.overlaps(named)) || is_same(&fold(named.of(text)), &gold.name))
        };
        speakers.push(Lesson {
            choices: candidates.iter().map(|candidate| candidate.features.clone()).collect(),
            right: candidates.iter().map(right).collect(),
            article,
            long: true,
        });
        best
    };
    judged(&input, layers, &mut judge, &mut rank);
}

/// What is found in every article by the models that were trained on the others, one briefing a line.
fn predictions(texts: &[Text], models: &[[Model; 2]]) -> String {
    let line = |(number, Text { record, article, layers }): (usize, &Text)| {
        let [said, speakers] = models[number % FOLDS];
        let document = Document::new(&article.text, &article.marks);
        let input = Input { article, document: &document, lexicon: Lexicon::shared() };
        let mut judge = |_, features: &Features| said.probability(features) >= LIKELY;
        let found = judged(&input, layers, &mut judge, &mut |_, candidates| choose(speakers, candidates));
        let quote = |quote: &Quote| {
            let part = quote.parts.first().copied().unwrap_or_default();
            let source = quote.source.map(|source| json!({"start": source.start, "end": source.end}));
            json!({"start": part.start, "end": part.end, "kind": "direct", "source": source, "rule": quote.evidence.rule})
        };
        let quotes: Vec<Value> = found.iter().map(quote).collect();
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '_' };
        let path: String = record["doc"].as_str().unwrap_or_default().chars().map(plain).collect();
        json!({"source": {"path": path + ".txt"}, "text": article.text, "quotes": quotes}).to_string() + "\n"
    };
    texts.iter().enumerate().map(line).collect()
}

/// Whether two folded names may be one's: equal, or one ends with the other.
fn is_same(a: &str, b: &str) -> bool {
    let short = a.len().min(b.len());
    short > 3 && (a.ends_with(b) || b.ends_with(a))
}

/// The mean of the weights of several courses, each with the lessons in an order of its own: what one order happens to
/// favor counts less.
fn train(lessons: &[&Lesson], pace: Pace) -> Vec<f64> {
    let mut mean = vec![0.0_f64; WEIGHTS];
    for number in 0..COURSES {
        let weights = course(lessons, pace, Dice(SEED.wrapping_add(number)));
        mean.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight / COURSES as f64);
    }
    mean
}

/// Conditional logit (for a single choice against none: logistic regression), by stochastic gradient descent with a rate for
/// every weight (Duchi, Hazan and Singer 2011).
fn course(lessons: &[&Lesson], pace: Pace, mut dice: Dice) -> Vec<f64> {
    let mut weights = vec![0.0_f64; WEIGHTS];
    let mut squares = vec![1e-2_f64; WEIGHTS];
    let mut order: Vec<usize> = (0..lessons.len()).filter(|&number| lessons[number].right.contains(&true)).collect();
    for _ in 0..pace.epochs {
        dice.shuffle(&mut order);
        for &number in &order {
            let lesson = lessons[number];
            let odds: Vec<f64> = lesson.choices.iter().map(|choice| active(choice).map(|feature| weights[feature]).sum()).collect();
            let top = odds.iter().copied().fold(f64::MIN, f64::max);
            let shares: Vec<f64> = odds.iter().map(|odds| (odds - top).exp()).collect();
            let all: f64 = shares.iter().sum();
            let good: f64 = shares.iter().zip(&lesson.right).filter(|(_, right)| **right).map(|(share, _)| share).sum();
            for ((choice, share), &right) in lesson.choices.iter().zip(&shares).zip(&lesson.right) {
                let error = share / all - if right { share / good } else { 0.0 };
                for feature in active(choice) {
                    let slope = error + DECAY * weights[feature] * error.abs();
                    squares[feature] += slope * slope;
                    weights[feature] -= pace.rate * slope / squares[feature].sqrt();
                }
            }
        }
    }
    weights
}

fn active(features: &Features) -> impl Iterator<Item = usize> {
    features.places().iter().map(|&feature| usize::from(feature))
}

/// For every lesson, from weights that never saw it: what each choice is worth.
fn held_out(lessons: &[Lesson], pace: Pace) -> Vec<(&Lesson, Vec<f64>)> {
    let mut found = Vec::new();
    for fold in 0..FOLDS {
        let (held, rest): (Vec<&Lesson>, Vec<&Lesson>) = lessons.iter().partition(|lesson| lesson.article % FOLDS == fold);
        let model = Model::with(encode(&train(&rest, pace)).leak());
        let worth = |choice: &Features| f64::from(model.odds(choice));
        found.extend(held.into_iter().map(|lesson| (lesson, lesson.choices.iter().map(worth).collect())));
    }
    found
}

/// Whether a lesson is to be learned from: weights that never saw it and give it log odds of `odds` do not hold it for all but
/// certainly marked wrongly (confident learning, Northcutt, Jiang and Chuang 2021).
fn is_sound(lesson: &Lesson, odds: f64) -> bool {
    1.0 / (1.0 + if lesson.right[0] { -odds } else { odds }.exp()) >= DOUBT
}

fn report_said(lessons: &[Lesson]) {
    let held = held_out(lessons, SAID);
    let least_odds = f64::from(LIKELY / (1.0 - LIKELY)).ln();
    for (name, least) in [("all", false), ("of three words and more", true)] {
        let of = || held.iter().filter(|(lesson, _)| lesson.long || !least);
        let right = of().filter(|(lesson, worth)| lesson.right[0] && worth[0] >= least_odds).count() as f64;
        let found = of().filter(|(_, worth)| worth[0] >= least_odds).count() as f64;
        let gold = of().filter(|(lesson, _)| lesson.right[0]).count() as f64;
        let (precision, recall) = (right / found, right / gold);
        let score = 2.0 * precision * recall / (precision + recall);
        eprintln!("  held out, {FOLDS} folds, {name}: precision {precision:.4}, recall {recall:.4}, F1 {score:.4}");
    }
}

fn report_speakers(lessons: &[Lesson]) {
    let share = |count: usize| count as f64 * 100.0 / lessons.len() as f64;
    let held = held_out(lessons, SPEAKERS);
    let rules = lessons.iter().filter(|lesson| lesson.right[0]).count();
    let within = lessons.iter().filter(|lesson| lesson.right.contains(&true)).count();
    eprintln!("  the sieves alone {:.2} %, right among the candidates {:.2} %", share(rules), share(within));
    for lead in [1.0_f64, 1.5, 2.0, 3.0, 5.0] {
        let good = held.iter().filter(|(lesson, worth)| {
            let top = worth.iter().copied().fold(f64::MIN, f64::max);
            let best = worth.iter().position(|&worth| worth >= top).unwrap_or(0);
            lesson.right[if top - worth[0] > lead.ln() { best } else { 0 }]
        });
        eprintln!("  held out, {FOLDS} folds, ranked with a lead of {lead}: {:.2} %", share(good.count()));
    }
}
