//! Why a quote or an asset came out as it did: the sieves that were tried, in order, and the one that decided.

use super::Extraction;

/// The account of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Id of the item in the briefing: `q1`, `a1`.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The rule that decided, and its score.
    pub verdict: String,
    /// What each sieve said, in order.
    pub steps: Vec<String>,
}

/// The accounts of all quotes, then of all assets, in reading order.
#[must_use]
pub fn explain(extraction: &Extraction) -> Vec<Account> {
    let briefing = &extraction.briefing;
    let quotes = briefing.quotes.iter().zip(&extraction.layers.quotes).map(|(item, layer)| Account {
        id: item.id.clone(),
        text: item.text.clone(),
        verdict: format!("{} · score {:.2} · {}", item.rule, item.score, item.speaker.as_deref().unwrap_or("unattributed")),
        steps: layer.trace.clone(),
    });
    let assets = briefing.assets.iter().zip(&extraction.layers.assets).map(|(item, layer)| Account {
        id: item.id.clone(),
        text: item.text.clone(),
        verdict: format!(
            "{} · score {:.2} · {} of {}",
            item.rule,
            item.score,
            item.category,
            item.owner.as_deref().unwrap_or("nobody named")
        ),
        steps: layer.trace.iter().map(|step| if step.contains(':') { step.to_string() } else { format!("{step}: –") }).collect(),
    });
    quotes.chain(assets).collect()
}
