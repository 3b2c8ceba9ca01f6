//! Trains the typer of names: `cargo run --release --example train_names [FOLDER]`.
//!
//! Reads `wikigold.conll`, `btc-*.conll`, `crossner-politics-*.conll`, `gum-interview.conllu` and `gum-news.conllu` of FOLDER
//! (`../shared/train` unless given), prints the score on held-out stretches, then trains on all and writes `assets/names.bin`. The same data give the same
//! bytes.

use std::{error::Error, fs, path::PathBuf};

use attache::{
    annotate::{
        nametypes::{KINDS, NameTyper},
        tags::{Tagger, features, weights},
    },
    document::{Document, TokenKind},
    label::EntityKind,
    lexicon::{Lexicon, Word},
    span::{Span, TokenRange},
};

#[path = "train_tagger/learner.rs"]
mod learner;

use learner::{Dice, Learner, prune, quantize};

/// Passes over the data.
const EPOCHS: usize = 8;
/// How many rows of weights are kept.
const ROWS: usize = 24_000;
/// How many times a part of the data is held out.
const FOLDS: usize = 5;
/// Sentences of one file that stand together are held out together, so many.
const BLOCK: usize = 50;

/// One name: its features and its class.
struct Lesson {
    keys: Vec<u32>,
    class: usize,
    block: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("../shared/train"), PathBuf::from);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let gum = path.file_stem().is_some_and(|stem| stem == "gum-interview" || stem == "gum-news");
            gum || path.extension().is_some_and(|extension| extension == "conll")
        })
        .collect();
    paths.sort();
    let mut lessons = Vec::new();
    let mut block = 0;
    for path in paths {
        let content = fs::read_to_string(&path)?;
        for (number, sentence) in content.split("\n\n").enumerate() {
            if path.extension().is_some_and(|e| e == "conllu") {
                read(&plain(sentence), block + number / BLOCK, &mut lessons);
            } else {
                read(sentence, block + number / BLOCK, &mut lessons);
            }
        }
        block += 1_000;
    }
    eprintln!("{} names", lessons.len());
    let mut table = [[0_usize; 4]; 4];
    let mut sure = [[0_usize; 2]; 10];
    for fold in 0..FOLDS {
        let (held, rest): (Vec<&Lesson>, Vec<&Lesson>) = lessons.iter().partition(|lesson| lesson.block % FOLDS == fold);
        let typer = weights::Weights::new(train(&rest).leak());
        for lesson in held {
            let mut scores = [0_i32; 4];
            for row in lesson.keys.iter().filter_map(|&key| typer.row(key)) {
                scores.iter_mut().zip(row).for_each(|(score, &weight)| *score += i32::from(weight.cast_signed()));
            }
            let guess = (0..4).rev().max_by_key(|&class| scores[class]).unwrap_or(0);
            table[lesson.class][guess] += 1;
            let second = (0..4).filter(|&class| class != guess).map(|class| scores[class]).max().unwrap_or(0);
            let lead = usize::try_from((scores[guess] - second) / 30).unwrap_or(0).min(9);
            sure[lead][0] += usize::from(guess == lesson.class);
            sure[lead][1] += 1;
        }
    }
    report(&table, &sure);
    let model = train(&lessons.iter().collect::<Vec<_>>());
    fs::write("assets/names.bin", &model)?;
    eprintln!("assets/names.bin: {} bytes", model.len());
    Ok(())
}

/// A sentence of GUM in the two columns of the other corpora: a word is labeled when it is a proper noun and the
/// innermost entity around it is a person, organization or place.
fn plain(sentence: &str) -> String {
    let mut open: Vec<(String, String)> = Vec::new();
    let mut lines = String::new();
    for line in sentence.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, word, _, class, .., misc] = fields[..] else { continue };
        if number.contains(['-', '.']) {
            continue;
        }
        let entities = misc.split('|').find_map(|part| part.strip_prefix("Entity=")).unwrap_or("");
        let mut closing = Vec::new();
        for piece in entities.split_inclusive(['(', ')']).flat_map(|piece| piece.split('(')).filter(|piece| !piece.is_empty()) {
            let whole = piece.ends_with(')');
            let mut parts = piece.trim_end_matches(')').split('-');
            let id = parts.next().unwrap_or("").to_owned();
            if let Some(kind) = parts.next() {
                open.push((id.clone(), kind.to_owned()));
            }
            if whole {
                closing.push(id);
            }
        }
        let label = match open.last().map(|(_, kind)| kind.as_str()).filter(|_| class == "PROPN") {
            Some("person") => "PER",
            Some("organization") => "ORG",
            Some("place") => "LOC",
            Some(_) => "MISC",
            None => "O",
        };
        lines.push_str(word);
        lines.push('\t');
        lines.push_str(label);
        lines.push('\n');
        for id in closing {
            if let Some(last) = open.iter().rposition(|(known, _)| *known == id) {
                open.remove(last);
            }
        }
    }
    lines
}

/// The names of one sentence, and its capital runs that are none.
fn read(sentence: &str, block: usize, lessons: &mut Vec<Lesson>) {
    let mut text = String::new();
    let mut labels: Vec<(Span, Option<usize>)> = Vec::new();
    for line in sentence.lines() {
        let mut fields = line.split(['\t', ' ']);
        let (Some(word), Some(label)) = (fields.next(), fields.next_back()) else { continue };
        let tight = word.starts_with(['.', ',', '\'', '’', ';', ':', ')', '!', '?', '%']) || text.ends_with(['(', '$', '#', '@']);
        if !text.is_empty() && !tight {
            text.push(' ');
        }
        labels.push((Span::new(text.len(), text.len() + word.len()), class(label)));
        text.push_str(word);
    }
    let document = Document::new(&text, &[]);
    let tags = Tagger::new().tag(&document);
    let known: Vec<Word> = (0..document.tokens().len()).map(|at| Lexicon::shared().word(document.word(at))).collect();
    let forms = features::words(&document);
    let typer = NameTyper::new(&document, &tags, &forms, &known);
    let mut push = |range: TokenRange, class| lessons.push(Lesson { keys: typer.keys(range), class, block });
    for run in labels.chunk_by(|a, b| a.1 == b.1) {
        let span = Span::new(run[0].0.start, run[run.len() - 1].0.end);
        let range = document.range(span);
        if let Some(class) = run[0].1 {
            push(range, class);
            continue;
        }
        // capital runs outside the names
        let capital = |at: usize| document.token(at).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
        let mut at = range.start;
        while at < range.end {
            let end = (at..range.end).find(|&at| !capital(at)).unwrap_or(range.end);
            if end > at && at > 0 {
                push(TokenRange::new(at, end), 3);
            }
            at = end.max(at) + 1;
        }
    }
}

/// The class of a label; none outside.
fn class(label: &str) -> Option<usize> {
    let kind = match label.split_once('-').map_or(label, |(_, kind)| kind) {
        "PER" | "politician" | "person" => Some(EntityKind::Person),
        "ORG" | "politicalparty" | "organisation" => Some(EntityKind::Organization),
        "LOC" | "location" | "country" => Some(EntityKind::Place),
        "O" => return None,
        _ => None,
    };
    KINDS.iter().position(|&other| other == kind)
}

fn run(lessons: &[&Lesson], mut learner: Learner) -> Learner {
    let mut dice = Dice(0x5EED_2022);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..EPOCHS {
        dice.shuffle(&mut order);
        for &number in &order {
            learner.decide(&lessons[number].keys, KINDS.len(), lessons[number].class);
        }
    }
    learner
}

fn train(lessons: &[&Lesson]) -> Vec<u8> {
    let keys = prune(run(lessons, Learner::default()).averaged(), EPOCHS, ROWS);
    let mut learner = Learner::default();
    for key in keys {
        learner.open(key);
    }
    learner.closed = true;
    weights::encode(&quantize(&run(lessons, learner).averaged()).into_iter().collect::<Vec<_>>())
}

fn report(table: &[[usize; 4]; 4], sure: &[[usize; 2]; 10]) {
    let right: usize = (0..4).map(|class| table[class][class]).sum();
    let all: usize = table.iter().flatten().sum();
    eprintln!("held out, {FOLDS} folds: {:.2} % of {all}", right as f64 * 100.0 / all as f64);
    for class in 0..4 {
        let gold: usize = table[class].iter().sum();
        let found: usize = table.iter().map(|row| row[class]).sum();
        let hit = table[class][class] as f64;
        let kind = KINDS[class].map_or("none", EntityKind::name);
        eprintln!("  {kind}: precision {:.3}, recall {:.3} of {gold}; as {:?}", hit / found as f64, hit / gold as f64, table[class]);
    }
    for (lead, [right, all]) in sure.iter().enumerate() {
        eprintln!("  lead from {}: {:.1} % of {all}", lead * 30, *right as f64 * 100.0 / *all as f64);
    }
}
