//! What a list shows of a briefing, readable without parsing the whole record.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Deserialize, de::IgnoredAny};

use crate::{briefing::Briefing, country::CountryCode, label::ActorKind};

/// One briefing in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Head")]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Publisher.
    pub outlet: Option<String>,
    /// The sub-folder it lies in.
    pub collection: Option<String>,
    /// Countries that act in it, most often named first.
    pub countries: Vec<CountryCode>,
    /// Names of those who speak, sorted, each once.
    pub speakers: Vec<String>,
    /// Number of quotes.
    pub quotes: usize,
    /// Number of assets.
    pub assets: usize,
    /// Number of actors.
    pub actors: usize,
}

impl Summary {
    /// The summary of a parsed briefing.
    #[must_use]
    pub fn of(briefing: &Briefing) -> Self {
        let mut speakers: Vec<String> =
            briefing.quotes.iter().filter_map(|quote| briefing.speaker(quote)).map(|actor| actor.name.clone()).collect();
        speakers.sort();
        speakers.dedup();
        Self {
            id: briefing.id.clone(),
            title: briefing.title.clone(),
            published: briefing.published,
            outlet: briefing.source.name.clone(),
            collection: None,
            countries: briefing.countries(),
            speakers,
            quotes: briefing.quotes.len(),
            assets: briefing.assets.len(),
            actors: briefing.actors.len(),
        }
    }
}

/// The few keys of a record that a summary needs; everything else is skipped without being built.
#[derive(Deserialize)]
struct Head {
    id: String,
    title: String,
    published: Option<Date>,
    #[serde(default)]
    source: HeadSource,
    #[serde(default)]
    actors: Vec<HeadActor>,
    #[serde(default)]
    quotes: Vec<HeadQuote>,
    #[serde(default)]
    assets: Vec<IgnoredAny>,
}

#[derive(Default, Deserialize)]
struct HeadSource {
    name: Option<String>,
}

#[derive(Deserialize)]
struct HeadActor {
    id: String,
    name: String,
    kind: ActorKind,
    country: Option<CountryCode>,
    mentions: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct HeadQuote {
    speaker: Option<String>,
}

impl From<Head> for Summary {
    fn from(head: Head) -> Self {
        let mut countries: Vec<(Reverse<usize>, CountryCode)> = head
            .actors
            .iter()
            .filter(|actor| actor.kind == ActorKind::Country)
            .filter_map(|actor| Some((Reverse(actor.mentions.len()), actor.country?)))
            .collect();
        countries.sort();
        let spoke = |actor: &&HeadActor| head.quotes.iter().any(|quote| quote.speaker.as_deref() == Some(actor.id.as_str()));
        let mut speakers: Vec<String> = head.actors.iter().filter(spoke).map(|actor| actor.name.clone()).collect();
        speakers.sort();
        speakers.dedup();
        Self {
            countries: countries.into_iter().map(|(_, code)| code).collect(),
            speakers,
            quotes: head.quotes.len(),
            assets: head.assets.len(),
            actors: head.actors.len(),
            id: head.id,
            title: head.title,
            published: head.published,
            outlet: head.source.name,
            collection: None,
        }
    }
}
