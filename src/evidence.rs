//! Why the engine says so: the rule that decided and how sure it is.

use serde::{Deserialize, Serialize};

/// A score between 0 (a guess) and 1 (certain); calibrated, not a probability.
pub type Score = f32;

/// The rule that made an item, and its score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Dotted name of the rule, such as `speaker.pronoun`.
    pub rule: String,
    /// How sure, 0 to 1, rounded to two digits.
    pub score: Score,
}

impl Evidence {
    /// Evidence of `rule` with `score`, clamped to 0–1 and rounded to two digits.
    #[must_use]
    pub fn new(rule: impl Into<String>, score: Score) -> Self {
        Self { rule: rule.into(), score: round(score) }
    }
}

/// A score clamped to 0–1 and rounded to two digits, so that files stay readable.
#[must_use]
pub fn round(score: Score) -> Score {
    (score.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
