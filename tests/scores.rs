//! Figures on gold that lies beside the project: none falls. Skips where the gold or Python is absent.

use std::{collections::BTreeMap, path::Path, process::Command};

#[test]
fn no_figure_falls_on_outside_gold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root.join("../shared");
    let scorer = shared.join("eval/score");
    if !scorer.exists() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: the outside gold or python3 is not here");
        return;
    }
    let records: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(include_str!("scores.toml")).unwrap();
    let output = Command::new("python3")
        .arg(&scorer)
        .args(records.keys().map(|name| shared.join("gold").join(name)))
        .arg("--run")
        .arg(format!("{} extract --format jsonl", env!("CARGO_BIN_EXE_attache")))
        .arg("--json")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut fallen = Vec::new();
    for (gold, figures) in &records {
        for (figure, &record) in figures {
            let row = &report[gold][figure];
            let reached = row["f1"].as_f64().or_else(|| row["accuracy"].as_f64()).unwrap_or(0.0);
            if reached < record - 0.01 {
                fallen.push(format!("{gold}: {figure} is {reached:.4}, was {record:.4}"));
            }
        }
    }
    assert!(fallen.is_empty(), "{fallen:#?}");
}
