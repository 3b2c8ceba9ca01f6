//! Speed of the engine: `cargo bench --bench engine`.
//!
//! The text is the project's own prose, and beside it, where present, the texts of `../shared/gold`.

use std::{fs, hint::black_box, sync::LazyLock};

use attache::{
    annotate::{dates, paragraphs::kinds, tags::Tagger},
    document::Document,
};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

fn main() {
    divan::main();
}

/// The project's articles, then the texts of the gold.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    for entry in fs::read_dir("assets/articles").into_iter().flatten().flatten() {
        text.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
        text.push_str("\n\n");
    }
    for name in ["seed", "briefings-open", "polnear-dev"] {
        for line in fs::read_to_string(format!("../shared/gold/{name}.jsonl")).unwrap_or_default().lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            text.push_str(value["text"].as_str().unwrap_or_default());
            text.push_str("\n\n");
        }
    }
    text
});

#[divan::bench]
fn document(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench(|| Document::new(black_box(&TEXT), &[]));
}

#[divan::bench]
fn paragraphs(bencher: Bencher) {
    let document = Document::new(&TEXT, &[]);
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench(|| kinds(black_box(&document), ""));
}

#[divan::bench]
fn tags(bencher: Bencher) {
    let document = Document::new(&TEXT, &[]);
    let tagger = Tagger::new();
    bencher
        .counter(BytesCount::of_str(TEXT.as_str()))
        .counter(ItemsCount::new(document.tokens().len()))
        .bench(|| tagger.tag(black_box(&document)));
}

#[divan::bench(name = "dates")]
fn find_dates(bencher: Bencher) {
    let document = Document::new(&TEXT, &[]);
    let tags = Tagger::new().tag(&document);
    let published = Some(jiff::civil::Date::constant(2022, 1, 18));
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench(|| dates::find(black_box(&document), &tags, published));
}
