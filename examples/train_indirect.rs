//! Trains what tells reported speech: `zcat ../shared/train/polnear-train.jsonl.gz | cargo run --release --example train_indirect`.
//!
//! Reads annotated articles, one JSON object a line, prints the scores on held-out articles, then trains on all and writes
//! `assets/indirect.bin`. No feature holds a word: the weights are statistics over classes of cues, shapes of clauses and kinds of
//! sources. The same data give the same bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    io::{self, BufRead as _},
};

use attache::{
    annotate::{
        Input, Layers, Quote,
        quotes::{
            indirect::{Candidate, Shape, boundaries, candidates},
            linear::{Features, Model, WEIGHTS},
        },
    },
    article::Article,
    document::{Document, TokenKind},
    extract::PIPELINE,
    label::QuoteKind,
    lexicon::Lexicon,
    span::{Span, TokenRange},
};
use serde_json::Value;

#[path = "train_tagger/learner.rs"]
#[expect(dead_code, reason = "the tagger's learner is of another kind")]
mod learner;
#[path = "train_tagger/table.rs"]
mod table;

use learner::Dice;
use table::encode;

/// Passes over the data.
const EPOCHS: usize = 12;
/// How many times a part of the articles is held out.
const FOLDS: usize = 5;
/// How strongly weights are drawn to zero.
const DECAY: f64 = 0.015;

/// One article with what was marked in it.
struct Text {
    article: Article,
    layers: Layers,
    direct: Vec<Quote>,
    reports: Vec<Gold>,
}

/// A report as marked: its words and its cue.
struct Gold {
    parts: Vec<Span>,
    cue: Vec<Span>,
    words: BTreeSet<usize>,
}

/// Features, and whether the answer is yes.
type Lesson = (Features, bool);

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for line in io::stdin().lock().lines() {
        texts.push(read(&serde_json::from_str(&line?)?));
    }
    eprintln!("{} articles, {} reports", texts.len(), texts.iter().map(|text| text.reports.len()).sum::<usize>());
    let mut held = Vec::new();
    for fold in 0..FOLDS {
        let rest: Vec<&Text> = texts.iter().enumerate().filter(|(n, _)| n % FOLDS != fold).map(|(_, text)| text).collect();
        let model = Model::with(train(&rest).leak());
        for text in texts.iter().skip(fold).step_by(FOLDS) {
            held.push(judge(text, model));
        }
    }
    report(&held);
    let weights = train(&texts.iter().collect::<Vec<_>>());
    fs::write("assets/indirect.bin", &weights)?;
    eprintln!("assets/indirect.bin: {} bytes", weights.len());
    Ok(())
}

fn spans(value: &Value) -> Vec<Span> {
    value.as_array().into_iter().flatten().filter_map(|pair| serde_json::from_value(pair.clone()).ok()).collect()
}

fn read(value: &Value) -> Text {
    let article = Article::from_text(value["text"].as_str().unwrap_or_default());
    let mut layers = Layers::default();
    let document = Document::new(&article.text, &article.marks);
    let input = Input { article: &article, document: &document, lexicon: Lexicon::shared() };
    for stage in PIPELINE {
        stage.annotate(&input, &mut layers);
    }
    let direct = layers.quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect).cloned().collect();
    let marked = value["quotes"].as_array().into_iter().flatten().filter(|quote| quote["kind"] == "indirect");
    let reports = marked
        .map(|quote| {
            let parts = spans(&quote["parts"]);
            let words = parts.iter().flat_map(|&part| words(&document, document.range(part))).collect();
            Gold { parts, cue: spans(&quote["cue"]), words }
        })
        .collect();
    Text { article, layers, direct, reports }
}

/// The tokens of `range` that are words.
fn words(document: &Document<'_>, range: TokenRange) -> Vec<usize> {
    let is_word = |at: &usize| document.token(*at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    range.iter().filter(is_word).collect()
}

/// Trains both models: first where words end, then, with the ends that come of it, what is a report.
fn train(texts: &[&Text]) -> Vec<u8> {
    static NONE: [u8; 2 * WEIGHTS] = [0; 2 * WEIGHTS];
    let mut weights = vec![0.0; WEIGHTS];
    let ends: Vec<Lesson> = texts.iter().flat_map(|text| ends(text, Model::with(&NONE))).collect();
    learn(&ends, &mut weights);
    let model = Model::with(encode(&weights).leak());
    let mut lessons: Vec<Lesson> = Vec::new();
    for text in texts {
        let judged = judge(text, model);
        lessons.extend(judged.candidates.into_iter().zip(judged.right).map(|(candidate, right)| (candidate.features, right)));
    }
    eprintln!("{} ends, {} candidates", ends.len(), lessons.len());
    learn(&lessons, &mut weights);
    encode(&weights)
}

/// Where the words of reports end, and where they do not.
fn ends(text: &Text, model: Model) -> Vec<Lesson> {
    let document = Document::new(&text.article.text, &text.article.marks);
    let input = Input { article: &text.article, document: &document, lexicon: Lexicon::shared() };
    let mut lessons = Vec::new();
    for candidate in candidates(&input, &text.layers, &text.direct, model) {
        if matches!(
            candidate.manner.shape,
            Shape::Before | Shape::Inverted | Shape::Around | Shape::AsTail | Shape::Tail | Shape::Fronted | Shape::As
        ) {
            continue;
        }
        let cue = document.span(candidate.cue);
        let start = candidate.parts[0].start;
        let marked = text.reports.iter().find(|gold| {
            let first = gold.parts.first().map_or(usize::MAX, |part| document.range(*part).start);
            gold.cue.iter().any(|span| span.overlaps(cue)) && first.abs_diff(start) <= 1
        });
        let Some(end) = marked.and_then(|gold| gold.parts.first()).map(|part| document.range(*part).end) else { continue };
        for boundary in boundaries(&input, &text.layers, &candidate) {
            let ended = end <= boundary.at;
            lessons.push((boundary.features, ended));
            if ended {
                break;
            }
        }
    }
    lessons
}

/// The candidates of one article, how likely each is, whether it was marked, and how many were.
struct Judged {
    candidates: Vec<Candidate>,
    likely: Vec<f32>,
    right: Vec<bool>,
    marked: usize,
    /// For each report as marked, whether any candidate has its words.
    reached: usize,
}

fn judge(text: &Text, model: Model) -> Judged {
    let document = Document::new(&text.article.text, &text.article.marks);
    let input = Input { article: &text.article, document: &document, lexicon: Lexicon::shared() };
    let candidates = candidates(&input, &text.layers, &text.direct, model);
    let own: Vec<BTreeSet<usize>> =
        candidates.iter().map(|candidate| candidate.parts.iter().flat_map(|part| words(&document, *part)).collect()).collect();
    let mut pairs = Vec::new();
    for (number, words) in own.iter().enumerate() {
        for (marked, gold) in text.reports.iter().enumerate() {
            let common = gold.words.intersection(words).count();
            let all = gold.words.len() + words.len() - common;
            if common * 2 >= all && common > 0 {
                pairs.push((common * 10_000 / all, number, marked));
            }
        }
    }
    pairs.sort_by_key(|&(share, number, marked)| (std::cmp::Reverse(share), number, marked));
    let mut right = vec![false; candidates.len()];
    let mut used = BTreeSet::new();
    for (_, number, marked) in pairs {
        if !right[number] && used.insert(marked) {
            right[number] = true;
        }
    }
    let likely = candidates.iter().map(|candidate| model.probability(&candidate.features)).collect();
    Judged { candidates, likely, right, marked: text.reports.len(), reached: used.len() }
}

/// Logistic regression by steps that shrink where a weight was moved often (Duchi and others 2011).
fn learn(lessons: &[Lesson], weights: &mut [f64]) {
    let mut dice = Dice(0x5EED_2022);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut moved = vec![1.0_f64; weights.len()];
    for _ in 0..EPOCHS {
        dice.shuffle(&mut order);
        for &number in &order {
            let (features, yes) = &lessons[number];
            let sum: f64 = features.places().iter().map(|&place| weights[usize::from(place)]).sum();
            let error = f64::from(u8::from(*yes)) - 1.0 / (1.0 + (-sum).exp());
            for &place in features.places() {
                let place = usize::from(place);
                let slope = error - DECAY * weights[place];
                moved[place] += slope * slope;
                weights[place] += 0.1 * slope / moved[place].sqrt();
            }
        }
    }
}

fn report(held: &[Judged]) {
    let marked: usize = held.iter().map(|judged| judged.marked).sum();
    let reached: usize = held.iter().map(|judged| judged.reached).sum();
    eprintln!("within reach: {:.3} of {marked}", reached as f64 / marked as f64);
    let answers: Vec<(f32, bool)> =
        held.iter().flat_map(|judged| judged.likely.iter().copied().zip(judged.right.iter().copied())).collect();
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7] {
        let found = answers.iter().filter(|(likely, _)| *likely >= least).count();
        let right = answers.iter().filter(|(likely, right)| *likely >= least && *right).count();
        let (precision, recall) = (right as f64 / found as f64, right as f64 / marked as f64);
        let f1 = 2.0 * precision * recall / (precision + recall);
        eprintln!("held out, from {least}: precision {precision:.3}, recall {recall:.3}, f1 {f1:.3}");
    }
    for tenth in 0..10_u8 {
        let here = |likely: f32| (likely * 10.0) as u8 == tenth;
        let all = answers.iter().filter(|(likely, _)| here(*likely)).count();
        let right = answers.iter().filter(|(likely, right)| here(*likely) && *right).count();
        eprintln!("  likely 0.{tenth}: {:.3} of {all}", right as f64 / all as f64);
    }
    let mut shapes: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for judged in held {
        for ((candidate, &likely), &right) in judged.candidates.iter().zip(&judged.likely).zip(&judged.right) {
            let row = shapes.entry(format!("{:?}", candidate.manner.shape)).or_default();
            row[0] += 1;
            row[1] += usize::from(right);
            row[2] += usize::from(likely >= 0.35);
            row[3] += usize::from(likely >= 0.35 && right);
        }
    }
    for (shape, [all, right, found, hit]) in shapes {
        eprintln!("  {shape:10} {all:6} candidates, {right:5} marked, {found:5} found, {hit:5} right");
    }
}
