//! What the user decides about what was found: who is one and the same, what somebody is called, who said it, what is no such thing.
//!
//! Decisions lie apart from the briefings, in a small file that people can read, compare and share. They belong to a text
//! ([`Key`]) and to words in it with their place, which stay the same however the text is extracted. [`apply`] replays them
//! on a briefing each time it is read: nothing in a record is ever written over, and a decision that fits nothing any more is told
//! and kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::state::Key;
use crate::{
    briefing::Briefing,
    country::CountryCode,
    label::{ActorKind, labels},
};

mod apply;
mod file;
mod overlay;

pub use apply::{Outcome, apply};
pub use file::{parse, write};
pub use overlay::{Decided, Known, Named, Overlay};

labels! {
    /// What is decided about.
    Thing {
        /// A person, a body or a country.
        Actor = "actor",
        /// Something said.
        Quote = "quote",
        /// Forces or equipment.
        Asset = "asset",
    }
}

/// Words at their place in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// First byte.
    pub at: usize,
    /// The words there; of an actor whom the text never names, the name.
    pub words: String,
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its kind.
    pub thing: Thing,
    /// Where it stands: a quote or asset as a whole, an actor where it is first named.
    pub spot: Spot,
}

impl Subject {
    /// Item `number` of its kind in `briefing`, by its words.
    #[must_use]
    pub fn of(briefing: &Briefing, thing: Thing, number: usize) -> Option<Self> {
        let spot = match thing {
            Thing::Actor => {
                let actor = briefing.actors.get(number)?;
                match actor.mentions.first() {
                    Some(span) => Spot { at: span.start, words: span.of(&briefing.text).to_owned() },
                    None => Spot { at: 0, words: actor.name.clone() },
                }
            }
            Thing::Quote => briefing.quotes.get(number).map(|quote| Spot { at: quote.start, words: quote.text.clone() })?,
            Thing::Asset => briefing.assets.get(number).map(|asset| Spot { at: asset.start, words: asset.text.clone() })?,
        };
        Some(Self { thing, spot })
    }
}

/// A country, or that there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nation(pub Option<CountryCode>);

impl TryFrom<String> for Nation {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        if code.is_empty() { Ok(Self(None)) } else { code.parse().map(|code| Self(Some(code))) }
    }
}

impl From<Nation> for String {
    fn from(nation: Nation) -> Self {
        nation.0.map_or_else(Self::new, |code| code.to_string())
    }
}

/// Who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Nobody that the text tells.
    Nobody,
    /// The actor that is named here.
    Actor(Spot),
}

labels! {
    /// How an item stands with the user.
    Standing {
        /// It is right.
        Confirmed = "confirmed",
        /// It is no such thing, and not shown.
        Hidden = "hidden",
    }
}

/// One thing decided; `None` takes it back to what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// What is named at this place, and at these others, is an actor of its own.
    Apart(Option<Vec<Spot>>),
    /// An actor is the one named at another place.
    SameAs(Option<Spot>),
    /// What an actor is called.
    Name(Option<String>),
    /// What an actor is.
    Kind(Option<ActorKind>),
    /// Office, rank or post of an actor; an empty one is none.
    Role(Option<String>),
    /// Whose an actor is.
    Country(Option<Nation>),
    /// Who said a quote.
    Speaker(Option<Voice>),
    /// Whether an item is right, or no such thing.
    Standing(Option<Standing>),
}

/// All that is decided about one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruling {
    /// The other places where an actor is named that was found as a part of another one.
    pub apart: Option<Vec<Spot>>,
    /// The place where the actor is named that this one is.
    pub same_as: Option<Spot>,
    /// What an actor is called.
    pub name: Option<String>,
    /// What an actor is.
    pub kind: Option<ActorKind>,
    /// Its role; an empty one is none.
    pub role: Option<String>,
    /// Its country.
    pub country: Option<Nation>,
    /// Who said a quote.
    pub speaker: Option<Voice>,
    /// Right, or no such thing.
    pub standing: Option<Standing>,
}

impl Ruling {
    /// What is decided in the matter of `decision`.
    #[must_use]
    pub fn in_the_matter_of(&self, decision: &Decision) -> Decision {
        match decision {
            Decision::Apart(_) => Decision::Apart(self.apart.clone()),
            Decision::SameAs(_) => Decision::SameAs(self.same_as.clone()),
            Decision::Name(_) => Decision::Name(self.name.clone()),
            Decision::Kind(_) => Decision::Kind(self.kind),
            Decision::Role(_) => Decision::Role(self.role.clone()),
            Decision::Country(_) => Decision::Country(self.country),
            Decision::Speaker(_) => Decision::Speaker(self.speaker.clone()),
            Decision::Standing(_) => Decision::Standing(self.standing),
        }
    }

    /// Decides.
    pub fn take(&mut self, decision: Decision) {
        match decision {
            Decision::Apart(spots) => self.apart = spots,
            Decision::SameAs(spot) => self.same_as = spot,
            Decision::Name(name) => self.name = name,
            Decision::Kind(kind) => self.kind = kind,
            Decision::Role(role) => self.role = role,
            Decision::Country(nation) => self.country = nation,
            Decision::Speaker(voice) => self.speaker = voice,
            Decision::Standing(standing) => self.standing = standing,
        }
    }

    /// Every decision in it.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision> {
        let all = [
            self.apart.clone().map(|spots| Decision::Apart(Some(spots))),
            self.same_as.clone().map(|spot| Decision::SameAs(Some(spot))),
            self.name.clone().map(|name| Decision::Name(Some(name))),
            self.kind.map(|kind| Decision::Kind(Some(kind))),
            self.role.clone().map(|role| Decision::Role(Some(role))),
            self.country.map(|nation| Decision::Country(Some(nation))),
            self.speaker.clone().map(|voice| Decision::Speaker(Some(voice))),
            self.standing.map(|standing| Decision::Standing(Some(standing))),
        ];
        all.into_iter().flatten().collect()
    }
}

/// What is decided about the items of one text, in the order of their places.
pub type Rulings = BTreeMap<Subject, Ruling>;

/// Every decision of the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    texts: BTreeMap<Key, Rulings>,
}

impl Decisions {
    /// Whether nothing is decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// About how many texts something is decided.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// What is decided about the text of this key.
    #[must_use]
    pub fn of(&self, key: Key) -> Option<&Rulings> {
        self.texts.get(&key)
    }

    /// The texts about which something is decided, with what it is.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Rulings)> {
        self.texts.iter().map(|(&key, rulings)| (key, rulings))
    }

    /// The texts about which `other` decides something else.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.texts.keys().chain(other.texts.keys()).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| self.texts.get(key) != other.texts.get(key));
        keys
    }

    /// What is decided about an item in the matter of `decision`.
    #[must_use]
    pub fn before(&self, key: Key, subject: &Subject, decision: &Decision) -> Decision {
        let none = Ruling::default();
        let ruling = self.texts.get(&key).and_then(|rulings| rulings.get(subject));
        ruling.unwrap_or(&none).in_the_matter_of(decision)
    }

    /// Decides; what is decided about nothing is forgotten.
    pub fn set(&mut self, key: Key, subject: &Subject, decision: Decision) {
        let rulings = self.texts.entry(key).or_default();
        let ruling = rulings.entry(subject.clone()).or_default();
        ruling.take(decision);
        if *ruling == Ruling::default() {
            rulings.remove(subject);
        }
        if rulings.is_empty() {
            self.texts.remove(&key);
        }
    }

    /// Whether something is decided about the actor named at `spot`, or with its help.
    #[must_use]
    pub fn rests_on(&self, key: Key, spot: &Spot) -> bool {
        let names = |ruling: &Ruling| {
            let apart = ruling.apart.iter().flatten();
            let voice = ruling.speaker.iter().filter_map(|voice| if let Voice::Actor(spot) = voice { Some(spot) } else { None });
            apart.chain(&ruling.same_as).chain(voice).any(|known| known == spot)
        };
        let about = |subject: &Subject| subject.thing == Thing::Actor && subject.spot == *spot;
        self.of(key).is_some_and(|rulings| rulings.iter().any(|(subject, ruling)| about(subject) || names(ruling)))
    }

    /// The one that an actor is, after all that was decided: itself, or whom it was merged into.
    #[must_use]
    pub fn settled(&self, key: Key, subject: Subject) -> Subject {
        let Some(rulings) = self.texts.get(&key) else { return subject };
        let mut settled = subject;
        // A ring of merges ends where every one of them was passed.
        for _ in 0..rulings.len() {
            match rulings.get(&settled).and_then(|ruling| ruling.same_as.clone()) {
                Some(spot) => settled.spot = spot,
                None => break,
            }
        }
        settled
    }
}

#[cfg(test)]
mod tests;
