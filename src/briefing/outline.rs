//! What an index takes of a record, borrowed from where the record is written.
//!
//! A big library is read whole when its index is made, and little is kept of each record. So this form takes exactly the records that
//! [`Briefing`] takes, but copies nothing: words stay where they are written, and what no index needs is looked at and passed by.

use std::{borrow::Cow, fmt, marker::PhantomData, ops::Deref};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

use super::{Briefing, SCHEMA, countries_by_mentions, store};
use crate::{
    country::CountryCode,
    evidence::Score,
    label::{ActorKind, AssetCategory, AssetStatus, QuoteKind},
    sanitize,
    span::Span,
};

mod whole;

/// Words as they are written; copied only where escapes stand between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words<'a>(Cow<'a, str>);

impl Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a String> for Words<'a> {
    fn from(words: &'a String) -> Self {
        Self(Cow::Borrowed(words))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Words<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Taking;
        impl<'de> Visitor<'de> for Taking {
            type Value = Words<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: de::Error>(self, words: &'de str) -> Result<Self::Value, E> {
                Ok(Words(Cow::Borrowed(words)))
            }

            fn visit_str<E: de::Error>(self, words: &str) -> Result<Self::Value, E> {
                Ok(Words(Cow::Owned(words.to_owned())))
            }

            fn visit_string<E: de::Error>(self, words: String) -> Result<Self::Value, E> {
                Ok(Words(Cow::Owned(words)))
            }
        }
        deserializer.deserialize_str(Taking)
    }
}

/// What is of its form, and not kept.
struct Passed<T>(PhantomData<fn() -> T>);

impl<T> Passed<T> {
    const NEW: Self = Self(PhantomData);
}

impl<T> Default for Passed<T> {
    fn default() -> Self {
        Self::NEW
    }
}

impl<T> fmt::Debug for Passed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("passed by")
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Passed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|_| Self::NEW)
    }
}

/// A briefing, as far as an index needs it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outline<'a> {
    schema: u32,
    /// SHA-256 of the text.
    #[serde(skip)]
    pub digest: [u8; 32],
    #[serde(rename = "engine")]
    _engine: Passed<Words<'a>>,
    /// Date, slug of the title and short hash of the text.
    #[serde(borrow)]
    pub id: Words<'a>,
    /// Headline.
    pub title: Words<'a>,
    /// Day of publication.
    #[serde(default)]
    pub published: Option<Date>,
    /// Code of the text's language.
    #[serde(default)]
    pub language: Option<Words<'a>>,
    #[serde(default, rename = "warnings")]
    _warnings: Passed<Vec<Passed<Words<'a>>>>,
    /// The analyzed text, whole.
    pub text: Words<'a>,
    /// Where the text came from.
    #[serde(default)]
    pub source: Source<'a>,
    #[serde(default, rename = "paragraphs")]
    _paragraphs: Passed<Vec<Passed<whole::Paragraph>>>,
    /// Persons, organizations and countries.
    #[serde(default)]
    pub actors: Vec<Actor<'a>>,
    /// What somebody said.
    #[serde(default)]
    pub quotes: Vec<Quote<'a>>,
    /// Military forces and equipment.
    #[serde(default)]
    pub assets: Vec<Asset<'a>>,
    /// Places other than countries.
    #[serde(default)]
    pub places: Vec<Place<'a>>,
    #[serde(default, rename = "dates")]
    _dates: Passed<Vec<Passed<whole::DateMention<'a>>>>,
    #[serde(default, rename = "entities")]
    _entities: Passed<Vec<Passed<whole::Mention<'a>>>>,
}

/// Who published a briefing's text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'a> {
    /// Publisher.
    #[serde(default, borrow)]
    pub name: Option<Words<'a>>,
    /// Byline.
    #[serde(default)]
    pub author: Option<Words<'a>>,
    #[serde(default, rename = "url")]
    _url: Passed<Option<Words<'a>>>,
    #[serde(default, rename = "path")]
    _path: Passed<Words<'a>>,
    #[serde(default, rename = "format")]
    _format: Passed<Words<'a>>,
    #[serde(default, rename = "sha256")]
    _sha256: Passed<Words<'a>>,
}

/// A person, an organization or a country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor<'a> {
    /// Unique in the briefing.
    #[serde(borrow)]
    pub id: Words<'a>,
    /// What it is.
    pub kind: ActorKind,
    /// The fullest name, or the description.
    pub name: Words<'a>,
    /// Other forms the text prints.
    #[serde(default)]
    pub aliases: Vec<Words<'a>>,
    /// Office, rank or post.
    #[serde(default)]
    pub role: Option<Words<'a>>,
    /// The nation served, or the nationality.
    #[serde(default)]
    pub country: Option<CountryCode>,
    #[serde(default, rename = "affiliation")]
    _affiliation: Passed<Option<Words<'a>>>,
    #[serde(default, rename = "described")]
    _described: Passed<bool>,
    #[serde(rename = "rule")]
    _rule: Passed<Words<'a>>,
    #[serde(rename = "score")]
    _score: Passed<Score>,
    /// Where the text names it.
    mentions: Cow<'a, [Span]>,
}

/// Words that somebody said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote<'a> {
    #[serde(rename = "id")]
    _id: Passed<Words<'a>>,
    start: usize,
    end: usize,
    /// How the speech is given.
    pub kind: QuoteKind,
    #[serde(borrow)]
    text: Words<'a>,
    #[serde(default)]
    parts: Cow<'a, [Span]>,
    /// Id of the actor who said it.
    #[serde(default)]
    pub speaker: Option<Words<'a>>,
    #[serde(default, rename = "joint")]
    _joint: Passed<Vec<Passed<Words<'a>>>>,
    #[serde(default, rename = "source")]
    _source: Passed<Option<whole::Anchor<'a>>>,
    #[serde(default, rename = "cue")]
    _cue: Passed<Option<whole::Anchor<'a>>>,
    #[serde(default, rename = "via")]
    _via: Passed<Option<Words<'a>>>,
    #[serde(default, rename = "within")]
    _within: Passed<Option<Words<'a>>>,
    /// The sentence it stands in.
    pub sentence: Span,
    #[serde(rename = "rule")]
    _rule: Passed<Words<'a>>,
    #[serde(rename = "score")]
    _score: Passed<Score>,
}

/// How many, as a range.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity<'a> {
    /// At least so many.
    #[serde(default)]
    pub min: Option<u64>,
    /// At most so many.
    #[serde(default)]
    pub max: Option<u64>,
    #[serde(default, rename = "text", borrow)]
    _text: Passed<Words<'a>>,
}

/// Military forces or equipment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asset<'a> {
    #[serde(rename = "id")]
    _id: Passed<Words<'a>>,
    start: usize,
    end: usize,
    /// The words.
    #[serde(borrow)]
    pub text: Words<'a>,
    /// Its class.
    pub category: AssetCategory,
    /// Type designation.
    #[serde(default)]
    pub designation: Option<Words<'a>>,
    #[serde(default, rename = "echelon")]
    _echelon: Passed<Option<Words<'a>>>,
    #[serde(default, rename = "hull")]
    _hull: Passed<Option<Words<'a>>>,
    /// How many.
    #[serde(default)]
    pub quantity: Option<Quantity<'a>>,
    /// Who has it: code of a state, or a name.
    #[serde(default)]
    pub owner: Option<Words<'a>>,
    #[serde(default, rename = "giver")]
    _giver: Passed<Option<Words<'a>>>,
    #[serde(default, rename = "receiver")]
    _receiver: Passed<Option<Words<'a>>>,
    /// Where it is or goes.
    #[serde(default)]
    pub place: Option<Words<'a>>,
    /// What happens to it.
    #[serde(default)]
    pub status: Option<AssetStatus>,
    /// Id of the actor who says so.
    #[serde(default)]
    pub claimed_by: Option<Words<'a>>,
    #[serde(default, rename = "generic")]
    _generic: Passed<bool>,
    /// The sentence it stands in.
    pub sentence: Span,
    #[serde(rename = "rule")]
    _rule: Passed<Words<'a>>,
    #[serde(rename = "score")]
    _score: Passed<Score>,
}

/// A town, region, sea, mountain or base.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place<'a> {
    /// The name.
    #[serde(borrow)]
    pub name: Words<'a>,
    #[serde(default, rename = "country")]
    _country: Passed<Option<CountryCode>>,
    #[serde(rename = "rule")]
    _rule: Passed<Words<'a>>,
    #[serde(rename = "score")]
    _score: Passed<Score>,
    #[serde(rename = "mentions")]
    _mentions: Passed<Vec<Passed<Span>>>,
}

impl<'a> Outline<'a> {
    /// What an index takes of the record that `source` spells, in JSON or else in TOML; `None` unless the record is as the program writes
    /// it: in a form that this program knows, safe to show, of a text that nobody has edited, with every item where its words stand. Then it
    /// is what [`Outline::of`] makes of the [`Briefing`], cleaned and [put in place](super::anchor::reanchor).
    #[must_use]
    pub fn read(source: &'a str, is_json: bool) -> Option<Self> {
        let mut outline: Self = if is_json { serde_json::from_str(source).ok()? } else { store::read_quickly(source)? };
        outline.digest = store::digest(&outline.text);
        (outline.schema <= SCHEMA && outline.is_sound() && outline.is_clean()).then_some(outline)
    }

    /// Whether nobody has edited the text, and what is kept stands in it.
    fn is_sound(&self) -> bool {
        let text = &*self.text;
        let fits = |span: Span| !span.of(text).is_empty();
        let is_there = |span: Span, words: &str| !words.is_empty() && span.of(text) == words;
        self.id.ends_with(&store::hash_of(&self.digest))
            && self.actors.iter().flat_map(|actor| &*actor.mentions).all(|&span| fits(span))
            && self.quotes.iter().all(|quote| {
                let is_part = |&part: &Span| fits(part) && quote.span().contains(part);
                is_there(quote.span(), &quote.text) && quote.parts.iter().all(is_part) && fits(quote.sentence)
            })
            && self.assets.iter().all(|asset| is_there(Span::new(asset.start, asset.end), &asset.text) && fits(asset.sentence))
    }

    /// Whether what is kept is safe to show, as [`clean`](super::clean::clean) would have it.
    fn is_clean(&self) -> bool {
        let is_text = |words: &Words<'_>| matches!(sanitize::text(words), Cow::Borrowed(_));
        let is_line = |words: &Words<'_>| matches!(sanitize::line(words), Cow::Borrowed(_));
        let are_lines = |all: &[&Option<Words<'_>>]| all.iter().all(|words| words.as_ref().is_none_or(is_line));
        is_text(&self.text)
            && is_line(&self.id)
            && is_line(&self.title)
            && are_lines(&[&self.language, &self.source.name, &self.source.author])
            && self
                .actors
                .iter()
                .all(|actor| is_line(&actor.id) && is_line(&actor.name) && are_lines(&[&actor.role]) && actor.aliases.iter().all(is_line))
            && self.quotes.iter().all(|quote| is_text(&quote.text) && are_lines(&[&quote.speaker]))
            && self
                .assets
                .iter()
                .all(|asset| is_text(&asset.text) && are_lines(&[&asset.designation, &asset.owner, &asset.place, &asset.claimed_by]))
            && self.places.iter().all(|place| is_line(&place.name))
    }

    /// What an index takes of `briefing`.
    #[must_use]
    pub fn of(briefing: &'a Briefing) -> Self {
        Self {
            schema: briefing.schema,
            digest: store::digest(&briefing.text),
            _engine: Passed::NEW,
            id: (&briefing.id).into(),
            title: (&briefing.title).into(),
            published: briefing.published,
            language: some(briefing.language.as_ref()),
            _warnings: Passed::NEW,
            text: (&briefing.text).into(),
            source: Source {
                name: some(briefing.source.name.as_ref()),
                author: some(briefing.source.author.as_ref()),
                ..Source::default()
            },
            _paragraphs: Passed::NEW,
            actors: briefing.actors.iter().map(Actor::of).collect(),
            quotes: briefing.quotes.iter().map(Quote::of).collect(),
            assets: briefing.assets.iter().map(Asset::of).collect(),
            places: briefing.places.iter().map(Place::of).collect(),
            _dates: Passed::NEW,
            _entities: Passed::NEW,
        }
    }

    /// The place of the actor of this id among all.
    #[must_use]
    pub fn number_of(&self, id: &str) -> Option<usize> {
        self.actors.iter().position(|actor| *actor.id == *id)
    }

    /// As [`Briefing::countries`].
    #[must_use]
    pub fn countries(&self) -> Vec<CountryCode> {
        let countries = self.actors.iter().filter(|actor| actor.kind == ActorKind::Country);
        countries_by_mentions(countries.filter_map(|actor| Some((actor.mentions.len(), actor.country?))).collect())
    }
}

fn some(words: Option<&String>) -> Option<Words<'_>> {
    words.map(Words::from)
}

impl<'a> Actor<'a> {
    fn of(actor: &'a super::Actor) -> Self {
        Self {
            id: (&actor.id).into(),
            kind: actor.kind,
            name: (&actor.name).into(),
            aliases: actor.aliases.iter().map(Words::from).collect(),
            role: some(actor.role.as_ref()),
            country: actor.country,
            _affiliation: Passed::NEW,
            _described: Passed::NEW,
            _rule: Passed::NEW,
            _score: Passed::NEW,
            mentions: Cow::Borrowed(&actor.mentions),
        }
    }
}

impl<'a> Quote<'a> {
    fn of(quote: &'a super::Quote) -> Self {
        Self {
            _id: Passed::NEW,
            start: quote.start,
            end: quote.end,
            kind: quote.kind,
            text: (&quote.text).into(),
            parts: Cow::Borrowed(&quote.parts),
            speaker: some(quote.speaker.as_ref()),
            _joint: Passed::NEW,
            _source: Passed::NEW,
            _cue: Passed::NEW,
            _via: Passed::NEW,
            _within: Passed::NEW,
            sentence: quote.sentence,
            _rule: Passed::NEW,
            _score: Passed::NEW,
        }
    }

    /// From the first to the last byte of the words.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// As [`words`](super::Quote::words) of the record.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        super::parts_of(&self.text, self.start, &self.parts)
    }
}

impl<'a> Asset<'a> {
    fn of(asset: &'a super::Asset) -> Self {
        let quantity = |quantity: &super::Quantity| Quantity { min: quantity.min, max: quantity.max, _text: Passed::NEW };
        Self {
            _id: Passed::NEW,
            start: asset.start,
            end: asset.end,
            text: (&asset.text).into(),
            category: asset.category,
            designation: some(asset.designation.as_ref()),
            _echelon: Passed::NEW,
            _hull: Passed::NEW,
            quantity: asset.quantity.as_ref().map(quantity),
            owner: some(asset.owner.as_ref()),
            _giver: Passed::NEW,
            _receiver: Passed::NEW,
            place: some(asset.place.as_ref()),
            status: asset.status,
            claimed_by: some(asset.claimed_by.as_ref()),
            _generic: Passed::NEW,
            sentence: asset.sentence,
            _rule: Passed::NEW,
            _score: Passed::NEW,
        }
    }
}

impl<'a> Place<'a> {
    fn of(place: &'a super::Place) -> Self {
        Self { name: (&place.name).into(), _country: Passed::NEW, _rule: Passed::NEW, _score: Passed::NEW, _mentions: Passed::NEW }
    }
}

#[cfg(test)]
mod tests;
