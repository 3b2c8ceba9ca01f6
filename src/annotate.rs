//! Annotators: one a file, each appends layers over a [`Document`].

use std::borrow::Cow;

use crate::{
    article::Article,
    country::CountryCode,
    document::Document,
    evidence::Evidence,
    label::{AssetCategory, AssetStatus, EntityKind, Gender, ParagraphKind, QuoteKind},
    lexicon::{Lexicon, Word},
    span::{Span, TokenRange},
};

pub mod actors;
pub mod assets;
pub mod dates;
pub mod marks;
pub mod names;
pub mod nametypes;
pub mod paragraphs;
pub mod quantities;
pub mod quotes;
#[cfg(test)]
mod rows;
pub mod tags;
pub mod words;

/// A layer that annotators read and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// What each paragraph is for.
    Paragraphs,
    /// What each single word is.
    Words,
    /// A part of speech for every token.
    Tags,
    /// Stretches between quotation marks.
    Marks,
    /// Numbers with what they count.
    Quantities,
    /// Dates and times.
    Dates,
    /// Names of persons, organizations, countries and places.
    Names,
    /// Actors behind the names.
    Actors,
    /// Quotes with sources and speakers.
    Quotes,
    /// Military assets.
    Assets,
}

/// One stage of the pipeline. It only appends to the layers it declares.
pub trait Annotator: Sync {
    /// Name, as `attache explain` and the benches print it.
    fn name(&self) -> &'static str;
    /// Layers that must be there before.
    fn requires(&self) -> &'static [Layer];
    /// Layers that it fills.
    fn assigns(&self) -> &'static [Layer];
    /// Does the work. Total: no panic, no error.
    fn annotate(&self, input: &Input<'_>, layers: &mut Layers);
}

/// What every annotator may read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The article with its header.
    pub article: &'a Article,
    /// Its text, tokenized.
    pub document: &'a Document<'a>,
    /// All knowledge.
    pub lexicon: &'a Lexicon,
}

/// Everything found so far. Every list is in reading order.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// [`Layer::Paragraphs`]: what each paragraph of the document is for.
    pub paragraphs: Vec<ParagraphKind>,
    /// [`Layer::Words`]: what each token's word is, one entry a token.
    pub words: Vec<Word>,
    /// [`Layer::Tags`]: one tag a token.
    pub tags: Vec<Tag>,
    /// [`Layer::Tags`]: how each token is written, as the tagger sees it; the typer of names asks again.
    pub forms: Vec<tags::features::Word>,
    /// [`Layer::Marks`]: stretches between quotation marks.
    pub marks: Vec<Marked>,
    /// [`Layer::Quantities`].
    pub quantities: Vec<Quantity>,
    /// [`Layer::Dates`].
    pub dates: Vec<DateMention>,
    /// [`Layer::Names`]: mentions of named things.
    pub names: Vec<Name>,
    /// [`Layer::Names`]: how many of them begin at or before each token, so that the one over a token is found without a search.
    pub begun: Vec<u32>,
    /// [`Layer::Actors`]: persons' names with the titles before them, and titles that stand for a person; the entity's number.
    pub titled: Vec<(Span, usize)>,
    /// [`Layer::Actors`]: the things behind the names.
    pub entities: Vec<Entity>,
    /// [`Layer::Actors`]: the state whose forces the text is mostly about.
    pub forces: Option<CountryCode>,
    /// [`Layer::Quotes`].
    pub quotes: Vec<Quote>,
    /// [`Layer::Assets`].
    pub assets: Vec<Asset>,
}

/// Part of speech: the coarse classes of Universal Dependencies, with the forms of verbs told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Common noun.
    Noun,
    /// Proper noun.
    Proper,
    /// Base form or present tense of a verb (VB, VBP, VBZ).
    Verb,
    /// Past tense (VBD).
    VerbPast,
    /// Past participle (VBN).
    VerbParticiple,
    /// Present participle or gerund (VBG).
    VerbGerund,
    /// Auxiliary or modal.
    Auxiliary,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Pronoun, possessive ones included.
    Pronoun,
    /// Determiner.
    Determiner,
    /// Preposition or subordinating conjunction.
    Adposition,
    /// Coordinating conjunction.
    Conjunction,
    /// Numeral.
    Numeral,
    /// Particle: infinitival *to*, *not*, possessive ending.
    Particle,
    /// Punctuation and symbols.
    Punctuation,
    /// Anything else.
    #[default]
    Other,
}

impl Tag {
    /// Whether it is a full verb in any form.
    #[must_use]
    #[inline]
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::VerbPast | Self::VerbParticiple | Self::VerbGerund)
    }
}

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The words, without the marks.
    pub inner: Span,
    /// The words with their marks.
    pub outer: Span,
    /// Whether a closing mark stands there.
    pub closed: bool,
    /// Nesting depth: 0 for an outermost quotation.
    pub depth: u8,
}

/// A number with what it counts, such as `more than 100 tanks`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the first word of the number phrase (`more`) to the last word of the number itself (`100`).
    pub tokens: TokenRange,
    /// Its bytes.
    pub span: Span,
    /// At least so many.
    pub min: Option<u64>,
    /// At most so many.
    pub max: Option<u64>,
    /// What the number is.
    pub kind: QuantityKind,
}

/// What a number is, as its surroundings tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    /// A count of things.
    Count,
    /// Money.
    Money,
    /// A distance, weight, speed, age, period, temperature, share.
    Measure,
    /// A year, day of month, clock time or a number in a name.
    Other,
}

/// A date or period in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The date that a period begins with, where it is whole by itself: `May 5` of `May 5 - 9`.
    pub first: Option<Span>,
    /// ISO 8601 with as many digits as are known.
    pub date: Option<String>,
    /// End of a period, in the same form.
    pub until: Option<String>,
    /// Whether it was reckoned from the day of publication.
    pub relative: bool,
    /// Why.
    pub evidence: Evidence,
}

/// A mention of a named thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its bytes.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// The state it is or belongs to, where known.
    pub country: Option<CountryCode>,
    /// The short name under which a group or alliance owns forces (`NATO`, `Hamas`).
    pub owner: Option<String>,
    /// Number of the entity in [`Layers::entities`], once resolved.
    pub entity: Option<usize>,
}

impl Name {
    /// Those of `names`, which stand in reading order, that begin inside `range`.
    pub(crate) fn within(names: &[Self], range: TokenRange) -> &[Self] {
        let from = names.partition_point(|name| name.tokens.start < range.start);
        let to = names.partition_point(|name| name.tokens.start < range.end);
        names.get(from..to.max(from)).unwrap_or(&[])
    }
}

/// A person, organization, country or place, behind one or more names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name or the description.
    pub name: String,
    /// Other forms in the text.
    pub aliases: Vec<String>,
    /// Office, rank or post.
    pub role: Option<String>,
    /// Country.
    pub country: Option<CountryCode>,
    /// The body a person belongs to.
    pub affiliation: Option<String>,
    /// Only described.
    pub described: bool,
    /// Gender of a person.
    pub gender: Option<Gender>,
    /// The short name under which a group or alliance owns forces.
    pub owner: Option<String>,
    /// Where it is named.
    pub mentions: Vec<Span>,
    /// Why.
    pub evidence: Evidence,
}

/// Words that somebody said.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The stretches of words, one or more.
    pub parts: Vec<Span>,
    /// How it is given.
    pub kind: QuoteKind,
    /// The words that name the speaker.
    pub source: Option<Span>,
    /// The reporting word.
    pub cue: Option<Span>,
    /// Number of the speaker in [`Layers::entities`].
    pub speaker: Option<usize>,
    /// Numbers of the entities who said it with the speaker.
    pub joint: Vec<usize>,
    /// The words that name who reported it.
    pub reporter: Option<Span>,
    /// Number of the entity who reported it.
    pub via: Option<usize>,
    /// Number of the quote that it stands in.
    pub within: Option<usize>,
    /// Why.
    pub evidence: Evidence,
    /// The sieves that were tried, in order, with what each said.
    pub trace: Vec<String>,
}

/// Military forces or equipment.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Class.
    pub category: AssetCategory,
    /// Type designation.
    pub designation: Option<String>,
    /// Size of a unit.
    pub echelon: Option<String>,
    /// Hull number.
    pub hull: Option<String>,
    /// Least and greatest number, and the words that say so.
    pub quantity: Option<(Option<u64>, Option<u64>, Span)>,
    /// ISO code or short name of who has it.
    pub owner: Option<String>,
    /// Who hands it over.
    pub giver: Option<String>,
    /// Who gets it.
    pub receiver: Option<String>,
    /// Where, in the text's words.
    pub place: Option<String>,
    /// What happens to it.
    pub status: Option<AssetStatus>,
    /// Number of the entity who says so.
    pub claimed_by: Option<usize>,
    /// A bare generic word.
    pub generic: bool,
    /// Why.
    pub evidence: Evidence,
    /// The rules that were tried, in order, with what each said; one that said nothing stands alone.
    pub trace: Vec<Cow<'static, str>>,
}
