//! Speed of the engine: `cargo bench --bench engine`.
//!
//! Every stage alone and the whole, in MB/s and words a second, on the project's articles and, where they are, on the
//! texts of `../shared/gold`; then the whole against size: doubling the input may at most double the time, and a bit.

use std::{fs, hint::black_box, sync::LazyLock};

use attache::{
    annotate::{Input, Layers},
    article::Article,
    document::Document,
    extract::{PIPELINE, extract},
    lexicon::Lexicon,
};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

fn main() {
    LazyLock::force(&ARTICLES);
    let _loaded = Lexicon::shared();
    divan::main();
    growth::judge();
}

/// The project's articles, then those of the gold.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let own = ["assets/articles", "tests/gold"].into_iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    let mut paths: Vec<_> = own.map(|entry| entry.path()).collect();
    paths.sort();
    paths.extend(["seed", "briefings-open", "polnear-dev", "re3d-dev"].map(|name| format!("../shared/gold/{name}.jsonl").into()));
    let mut texts = Vec::new();
    for path in paths {
        let file = fs::read_to_string(&path).unwrap_or_default();
        match path.extension().and_then(std::ffi::OsStr::to_str) {
            Some("jsonl") => {
                let rows = file.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
                texts.extend(rows.filter_map(|row| row["text"].as_str().map(str::to_owned)));
            }
            Some("md") => texts.push(file),
            _ => {}
        }
    }
    texts.into_iter().map(published).collect()
});

fn published(text: String) -> Article {
    let mut article = Article::from_text(text);
    article.header.published = Some(jiff::civil::Date::constant(2022, 1, 18));
    article
}

fn words(texts: &[Article]) -> ItemsCount {
    ItemsCount::new(texts.iter().map(|article| article.text.split_ascii_whitespace().count()).sum::<usize>())
}

fn bytes(texts: &[Article]) -> BytesCount {
    BytesCount::new(texts.iter().map(|article| article.text.len()).sum::<usize>())
}

#[divan::bench]
fn document(bencher: Bencher) {
    bencher
        .counter(bytes(&ARTICLES))
        .counter(words(&ARTICLES))
        .bench(|| ARTICLES.iter().map(|article| Document::new(black_box(&article.text), &[]).tokens().len()).sum::<usize>());
}

#[divan::bench(args = PIPELINE.iter().map(|stage| stage.name()))]
fn stage(bencher: Bencher, name: &str) {
    let place = PIPELINE.iter().position(|stage| stage.name() == name).expect("a stage of the pipeline");
    let documents: Vec<Document<'_>> = ARTICLES.iter().map(|article| Document::new(&article.text, &[])).collect();
    let inputs: Vec<Input<'_>> =
        ARTICLES.iter().zip(&documents).map(|(article, document)| Input { article, document, lexicon: Lexicon::shared() }).collect();
    let before: Vec<Layers> = inputs
        .iter()
        .map(|input| {
            let mut layers = Layers::default();
            PIPELINE[..place].iter().for_each(|stage| stage.annotate(input, &mut layers));
            layers
        })
        .collect();
    bencher.counter(bytes(&ARTICLES)).counter(words(&ARTICLES)).with_inputs(|| before.clone()).bench_refs(|layers| {
        for (input, layers) in inputs.iter().zip(layers) {
            PIPELINE[place].annotate(black_box(input), layers);
        }
    });
}

#[divan::bench]
fn whole(bencher: Bencher) {
    bencher
        .counter(bytes(&ARTICLES))
        .counter(words(&ARTICLES))
        .bench(|| ARTICLES.iter().map(|article| extract(black_box(article), Lexicon::shared()).briefing.quotes.len()).sum::<usize>());
}

/// All knowledge, as a program loads it once.
#[divan::bench]
fn loading(bencher: Bencher) {
    bencher.bench(Lexicon::load);
}

/// The same against size. Each case is a text of so many megabytes, or of so many pieces.
mod growth {
    use super::*;

    const SIZES: [usize; 4] = [1, 2, 4, 8];

    fn run(bencher: Bencher, text: String) {
        let article = published(text);
        let article = [article];
        bencher
            .counter(bytes(&article))
            .counter(words(&article))
            .bench(|| article.iter().map(|article| extract(black_box(article), Lexicon::shared()).briefing.quotes.len()).sum::<usize>());
    }

    /// The first megabyte of articles, so often: twice as much is twice the same, else one would measure which texts are hard.
    fn prose(megabytes: usize, between: &str) -> String {
        let mut text = String::new();
        for article in ARTICLES.iter().cycle().filter(|article| !article.text.is_empty()) {
            text.push_str(&article.text.replace('\n', between));
            text.push_str(between);
            if text.len() >= 1 << 20 {
                break;
            }
        }
        text.repeat(megabytes)
    }

    /// What a sentence without an end consists of.
    const CLAUSE: &str = "Ukraine and Russia saw tanks in the country, seizing 20 drones in the town; where Peru, ";

    /// The shapes of which twice as much may take at most this many times as long.
    const MOST: f64 = 2.3;

    /// Prints how many times as long twice as much takes, each time the best of five by turns, and fails where that is too long.
    pub fn judge() {
        let shapes = [
            ("articles, MB", [2, 4].map(|size| prose(size, "\n"))),
            ("one paragraph, MB", [2, 4].map(|size| prose(size, " "))),
            ("opening marks, 10,000", [2, 4].map(|size| "“Now ".repeat(10_000 * size))),
            ("one sentence, 4,000 clauses", [2, 4].map(|size| CLAUSE.repeat(1_000 * size * 4))),
            ("capital words, 50,000", [2, 4].map(|size| "Kyiv Smith Minister ".repeat(50_000 * size / 3))),
        ];
        let mut slow = false;
        for (name, texts) in shapes {
            let texts = texts.map(published);
            let mut best = [f64::INFINITY; 2];
            for _ in 0..5 {
                for (article, best) in texts.iter().zip(&mut best) {
                    let start = std::time::Instant::now();
                    black_box(extract(black_box(article), Lexicon::shared()));
                    *best = best.min(start.elapsed().as_secs_f64());
                }
            }
            let ratio = best[1] / best[0];
            println!("{name}: 4 instead of 2 take {ratio:.2} times as long (at most {MOST} is due)");
            slow |= ratio > MOST;
        }
        assert!(!slow, "the time grows faster than the text");
    }

    #[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
    fn articles(bencher: Bencher, megabytes: usize) {
        run(bencher, prose(megabytes, "\n"));
    }

    #[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
    fn one_paragraph(bencher: Bencher, megabytes: usize) {
        run(bencher, prose(megabytes, " "));
    }

    #[divan::bench(args = [10_000, 20_000, 40_000], sample_count = 3, sample_size = 1)]
    fn opening_marks(bencher: Bencher, marks: usize) {
        run(bencher, "“Now ".repeat(marks));
    }

    #[divan::bench(args = [100_000, 200_000, 400_000], sample_count = 3, sample_size = 1)]
    fn capital_words(bencher: Bencher, words: usize) {
        run(bencher, "Kyiv Smith Minister ".repeat(words / 3));
    }
}
