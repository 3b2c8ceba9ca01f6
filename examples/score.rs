//! Prints the engine's figures on the project's own small gold: `cargo run --release --example score`.
//!
//! With `--misses` every miss is listed after the figures.

#[path = "../tests/gold/measure.rs"]
mod measure;

fn main() {
    let figures = measure::measure(include_str!("../tests/gold/own.jsonl"));
    println!("{:16} {:>6} {:>6} {:>6} {:>6}", "", "F1", "right", "wrong", "missed");
    for (name, tally) in &figures.tallies {
        println!("{name:16} {:6.3} {:6} {:6} {:6}", tally.f1(), tally.right, tally.wrong, tally.missed);
    }
    println!("\nspeakers by score: answers, of them right");
    for (least, most) in [(0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.5, 0.7), (0.0, 0.5)] {
        let band: Vec<bool> = figures.answers.iter().filter(|(score, _)| (least..most).contains(score)).map(|&(_, right)| right).collect();
        println!("{least:.1} to {:.1}      {:4}  {:4}", f32::min(most, 1.0), band.len(), band.iter().filter(|right| **right).count());
    }
    if std::env::args().any(|argument| argument == "--misses") {
        figures.misses.iter().for_each(|miss| println!("{miss}"));
    }
}
