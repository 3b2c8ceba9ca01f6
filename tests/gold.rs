//! The engine on the project's own small gold: no figure falls, and the scores mean what they say.

#[path = "gold/measure.rs"]
mod measure;

use measure::measure;

static GOLD: &str = include_str!("gold/own.jsonl");

/// Least F1 or share of right answers, a little under what the engine reaches.
const LEAST: &[(&str, f64)] = &[
    ("quotes", 0.96),
    ("speaker", 0.92),
    ("indirect", 0.75),
    ("assets", 0.95),
    ("asset category", 0.96),
    ("asset owner", 0.85),
    ("asset quantity", 0.95),
    ("asset place", 0.74),
    ("asset status", 0.69),
    ("persons", 0.95),
    ("organizations", 0.88),
    ("countries", 0.95),
    ("person country", 0.85),
];

#[test]
fn no_figure_falls() {
    let figures = measure(GOLD);
    let mut fallen = Vec::new();
    for &(name, least) in LEAST {
        let reached = figures.tallies[name].f1();
        println!("{name:16} {reached:.3}");
        if reached < least {
            fallen.push(format!("{name}: {reached:.3}, at least {least} is due"));
        }
    }
    assert!(fallen.is_empty(), "{fallen:#?}\n{:#?}", figures.misses);
}

#[test]
fn a_high_score_is_right() {
    let figures = measure(GOLD);
    let sure: Vec<bool> = figures.answers.iter().filter(|(score, _)| *score >= 0.9).map(|&(_, right)| right).collect();
    let right = sure.iter().filter(|right| **right).count();
    assert!(right * 100 >= sure.len() * 95, "{right} of {} answers with a score of 0.9 or more are right", sure.len());
    assert!(
        sure.len() * 100 >= figures.answers.len() * 60,
        "{} of {} answers have a score of 0.9 or more",
        sure.len(),
        figures.answers.len()
    );
}
