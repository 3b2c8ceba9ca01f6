//! Makes a library of invented news for measuring: `cargo run --release --example make_library -- COUNT FOLDER [--pack]`.
//!
//! Every text is put together from our own sentences with names, places, bodies and weapons drawn from `assets/`, seeded, so that the
//! same numbers give the same library; the engine then makes the briefings. Texts have 1.2 to 8 KB, days lie in six months, all
//! countries occur. What is invented says nothing of the persons and bodies whose names are drawn.

mod dice;
mod texts;

use std::{
    error::Error,
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    sync::mpsc::sync_channel,
    thread,
};

use attache::{
    article::{Article, Header},
    briefing::{Briefing, store},
    extract::extract,
    lexicon::Lexicon,
};
use dice::Dice;
use jiff::{ToSpan, civil::date};
use texts::Words;

/// Briefings in one folder; a folder is a collection.
const FOLDER: usize = 1_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let pack = arguments.iter().any(|argument| argument == "--pack");
    let plain: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let [count, folder] = plain[..] else { return Err("say: make_library COUNT FOLDER [--pack]".into()) };
    let count: usize = count.parse()?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let words = Words::load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets")))?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let channels: Vec<_> = (0..cores)
            .map(|core| {
                let (sender, receiver) = sync_channel(64);
                let words = &words;
                scope.spawn(move || {
                    // The receiver goes away only when writing has failed, and says so.
                    (core..count).step_by(cores).map(|number| briefing(number, words)).all(|briefing| sender.send(briefing).is_ok())
                });
                receiver
            })
            .collect();
        let briefings = (0..count).filter_map(|number| channels[number % cores].recv().ok());
        if pack { write_pack(folder, briefings) } else { write_files(folder, briefings) }
    })?;
    eprintln!("{count} briefings in {}", folder.display());
    Ok(())
}

/// The briefing of this number; always the same.
fn briefing(number: usize, words: &Words) -> Briefing {
    let mut dice = Dice::new(number as u64);
    let (title, text) = texts::article(&mut dice, words);
    let day = date(2026, 1, 1).checked_add(i64::try_from(dice.roll(181)).unwrap_or(0).days()).ok();
    let header = Header {
        title: Some(title),
        outlet: Some(texts::outlet(&mut dice)),
        author: (dice.roll(3) > 0).then(|| words.person(&mut dice)),
        published: day,
        language: Some("en".to_owned()),
        ..Header::default()
    };
    extract(&Article { header, ..Article::from_text(text) }, Lexicon::shared()).briefing
}

fn write_pack(folder: &Path, briefings: impl Iterator<Item = Briefing>) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(folder.join("made.jsonl"))?);
    for briefing in briefings {
        store::write_json_line(&mut out, &briefing)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn write_files(folder: &Path, briefings: impl Iterator<Item = Briefing>) -> std::io::Result<()> {
    for (number, briefing) in briefings.enumerate() {
        let folder = folder.join(format!("{:03}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir_all(&folder)?;
        }
        fs::write(folder.join(format!("{}.toml", briefing.id)), store::to_toml(&briefing))?;
    }
    Ok(())
}
