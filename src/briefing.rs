//! The record: what attache knows of one article, in one self-contained file.
//!
//! Every item carries its exact words, its span, the span of its sentence, the rule that made it and a score, so that
//! anybody can check any claim against [`Briefing::text`], and so that the reader needs no tokenizer.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    country::CountryCode,
    evidence::Score,
    label::{ActorKind, AssetCategory, AssetStatus, EntityKind, ParagraphKind, QuoteKind},
    name::slug,
    span::Span,
};

pub mod anchor;
pub mod check;
pub mod clean;
pub mod outline;
pub mod schema;
pub mod store;

/// The version of the record's form.
pub const SCHEMA: u32 = 1;

/// One article, structured. The same keys stand in TOML and in JSON; all spans are byte ranges into `text`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Briefing {
    /// Version of the form, 1.
    pub schema: u32,
    /// Version of the engine that made it.
    pub engine: String,
    /// Date, slug of the title and short hash of the text: the same text is the same briefing.
    #[cfg_attr(test, schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]*$")))]
    pub id: String,
    /// Headline.
    pub title: String,
    /// Day of publication, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))]
    pub published: Option<Date>,
    /// ISO 639-1 code of the text's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Doubts about the text as a whole, as sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The analyzed text, whole.
    pub text: String,
    /// Where the text came from.
    #[serde(default)]
    pub source: Source,
    /// Paragraphs that are not body text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<Paragraph>,
    /// Persons, organizations and countries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor>,
    /// What somebody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// Military forces and equipment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<Asset>,
    /// Places other than countries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Dates, absolute and relative.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateMention>,
    /// Mentions of every kind; printed in JSON only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Mention>,
}

/// Where a text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// Publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Byline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Path as given, `-` for standard input.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// `text`, `markdown` or `html`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// SHA-256 of the bytes read, lower-case hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}

/// A paragraph that is not body text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Paragraph {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is for.
    pub kind: ParagraphKind,
}

/// A person, an organization or a country that the text names or describes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Actor {
    /// Slug of the name, unique in the briefing.
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// The fullest name, or the description.
    pub name: String,
    /// Other forms the text prints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Office, rank or post, in the text's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The nation served, or the nationality; for an organization its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<String>", regex(pattern = r"^[A-Z]{2}$")))]
    pub country: Option<CountryCode>,
    /// The body a person speaks or works for, in the text's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// True for a speaker who is only described ("a senior official").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub described: bool,
    /// The rule that recognized it.
    pub rule: String,
    /// How sure, 0 to 1.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub score: Score,
    /// Where the text names it, in reading order (pronouns are not listed).
    pub mentions: Vec<Span>,
}

/// A stretch of text with its words, so that it checks itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Anchor {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words there.
    pub text: String,
}

impl Anchor {
    /// The anchor of `span` in `text`.
    #[must_use]
    pub fn new(span: Span, text: &str) -> Self {
        Self { start: span.start, end: span.end, text: span.of(text).to_owned() }
    }

    /// Its byte range.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Words that somebody said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quote {
    /// `q1`, `q2`, … in reading order.
    pub id: String,
    /// First byte of the words, without the quotation mark.
    pub start: usize,
    /// Byte after the last of the words.
    pub end: usize,
    /// How the speech is given.
    pub kind: QuoteKind,
    /// The words, from `start` to `end`.
    pub text: String,
    /// The stretches of a quotation in several parts; absent for one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Span>,
    /// Id of the actor who said it; absent where the text does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Ids of those who said it together with the speaker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<String>,
    /// The words nearest the quotation that name its speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Anchor>,
    /// The reporting word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Anchor>,
    /// Id of the actor who reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// Id of the quote it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The rule that named the speaker.
    pub rule: String,
    /// How sure of the speaker, 0 to 1.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub score: Score,
}

impl Quote {
    /// From the first to the last byte of the words.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The words alone: what stands between the parts of a quotation is left out, with an ellipsis in its place.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        parts_of(&self.text, self.start, &self.parts)
    }

    /// The stretches of words: `parts`, or the one span.
    #[must_use]
    pub fn stretches(&self) -> Vec<Span> {
        if self.parts.is_empty() { vec![self.span()] } else { self.parts.clone() }
    }
}

/// How many, as a range; an open end is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quantity {
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    /// The words that say so.
    #[serde(default)]
    pub text: String,
}

/// Military forces or equipment that somebody has, sends, loses, asks for or uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Asset {
    /// `a1`, `a2`, … in reading order.
    pub id: String,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Its class.
    pub category: AssetCategory,
    /// Type designation, such as `Su-35` or `T-72B3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designation: Option<String>,
    /// Size of a unit, such as `brigade`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub echelon: Option<String>,
    /// Hull number of a vessel, such as `DDG 51`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hull: Option<String>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// Who has it at the time told: ISO code of a state, or the short name of a group or alliance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who hands it over, in the same spelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub giver: Option<String>,
    /// Who gets it, in the same spelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<String>,
    /// Where it is or goes, in the text's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What happens to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<AssetStatus>,
    /// Id of the actor who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<String>,
    /// True for a bare generic word without number, designation or place ("troops").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub generic: bool,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The rule that recognized it.
    pub rule: String,
    /// How sure, 0 to 1.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub score: Score,
}

impl Asset {
    /// Its byte range.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// A town, region, sea, mountain or base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Place {
    /// The name.
    pub name: String,
    /// The state it lies in, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<String>", regex(pattern = r"^[A-Z]{2}$")))]
    pub country: Option<CountryCode>,
    /// The rule that recognized it.
    pub rule: String,
    /// How sure, 0 to 1.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub score: Score,
    /// Where the text names it.
    pub mentions: Vec<Span>,
}

/// A day, month, year or period that the text names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DateMention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// ISO 8601 with as many digits as are known: `2022`, `2022-01`, `2022-01-18`; absent where it could not be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// End of a period, in the same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether it was reckoned from the day of publication.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relative: bool,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The rule that recognized it.
    pub rule: String,
    /// How sure, 0 to 1.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub score: Score,
}

/// One mention in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it names.
    pub kind: EntityKind,
    /// Id of the actor, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
}

impl Briefing {
    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// The actor who said `quote`.
    #[must_use]
    pub fn speaker(&self, quote: &Quote) -> Option<&Actor> {
        self.actor(quote.speaker.as_deref()?)
    }

    /// Codes of the countries that act in it, most often named first, then by code.
    #[must_use]
    pub fn countries(&self) -> Vec<CountryCode> {
        let countries = self.actors.iter().filter(|actor| actor.kind == ActorKind::Country);
        countries_by_mentions(countries.filter_map(|actor| Some((actor.mentions.len(), actor.country?))).collect())
    }
}

/// What a briefing is called whose text has this [hash](store::text_hash): its day, a slug of its title and the hash.
#[must_use]
pub fn id(published: Option<Date>, title: &str, hash: &str) -> String {
    let day = published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let slug = slug(title, 48);
    if slug.is_empty() { format!("{day}-{hash}") } else { format!("{day}-{slug}-{hash}") }
}

/// Countries with how often they are named, in order: most often named first, then by code.
fn countries_by_mentions(mut counted: Vec<(usize, CountryCode)>) -> Vec<CountryCode> {
    counted.sort_by_key(|&(count, code)| (std::cmp::Reverse(count), code));
    counted.into_iter().map(|(_, code)| code).collect()
}

/// Of `text`, which begins at `start`, the words in `parts` with an ellipsis between them; all of it where it is of one part.
fn parts_of<'a>(text: &'a str, start: usize, parts: &[Span]) -> Cow<'a, str> {
    let part = |span: &Span| text.get(span.start.checked_sub(start)?..span.end.checked_sub(start)?);
    let parts: Option<Vec<&str>> = parts.iter().map(part).collect();
    parts.filter(|parts| parts.len() > 1).map_or(Cow::Borrowed(text), |parts| Cow::Owned(parts.join(" … ")))
}
