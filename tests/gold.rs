//! The engine on the project's own small gold: no figure falls, and the scores mean what they say.

#[path = "gold/measure.rs"]
mod measure;

use measure::measure;

static GOLD: &str = include_str!("gold/own.jsonl");

/// Least F1 or share of right answers, a little under what the engine reaches.
const LEAST: &[(&str, f64)] = &[
    ("quotes", 0.98),
    ("speaker", 0.945),
    ("indirect", 0.79),
    ("assets", 0.92),
    ("asset category", 0.95),
    ("asset owner", 0.805),
    ("asset quantity", 0.965),
    ("asset place", 0.675),
    ("asset status", 0.56),
    ("persons", 0.95),
    ("organizations", 0.88),
    ("countries", 0.95),
    ("person country", 0.88),
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

/// Reports are judged by likelihood alone, so every band of scores must keep its promise, not only the highest; a tenth is left to
/// chance, as a band holds few.
#[test]
fn scores_of_reported_speech_are_not_overconfident() {
    let figures = measure(GOLD);
    let mut bands = Vec::new();
    for (least, most) in [(0.85_f32, 1.01_f32), (0.6, 0.85), (0.0, 0.6)] {
        let band: Vec<(f32, bool)> = figures.reports.iter().copied().filter(|(score, _)| (least..most).contains(score)).collect();
        if band.len() < 5 {
            continue;
        }
        let right = band.iter().filter(|(_, right)| *right).count() as f32 / band.len() as f32;
        let promised = band.iter().map(|(score, _)| score).sum::<f32>() / band.len() as f32;
        println!("{least:.2} to {most:.2}: {} reports, {promised:.2} promised, {right:.2} right", band.len());
        bands.push((promised, right));
    }
    assert!(bands.len() >= 2, "too few reports to tell: {:?}", figures.reports);
    assert!(bands.iter().all(|(promised, right)| right + 0.1 >= *promised), "promised and right: {bands:?}");
}
