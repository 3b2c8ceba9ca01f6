//! The verb group around a reporting word, and who is behind it.

use std::ops::Deref;

use super::super::clause::{Clauses, drawn_together, is_pronoun};
use crate::{annotate::Tag, lexicon::ReportPart, span::TokenRange};

/// How a reporting word stands in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Said.
    #[default]
    Past,
    /// Says, say.
    Present,
    /// Would say, did say.
    Bare,
    /// To say.
    Infinitive,
    /// Saying, after no form of "be".
    Gerund,
    /// Is saying.
    Progressive,
    /// Has said.
    Perfect,
    /// Was told.
    Passive,
    /// The plan backed by.
    Participle,
    /// The claim.
    Noun,
    /// Is confident.
    Adjective,
    /// According to.
    Preposition,
}

impl Form {
    /// Whether it tells what its subject did.
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::Perfect | Self::Bare | Self::Progressive)
    }
}

/// The words before a reporting word that belong to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    /// Its first token.
    pub first: usize,
    /// How the reporting word stands.
    pub form: Form,
    /// "Not", "never", "didn't".
    pub negated: bool,
    /// A kind of modal before it: none, will, would, can, could, may, must, do.
    pub modal: u32,
    /// What stands before it: nothing finite, a finite verb, a relative pronoun.
    pub lead: u32,
    /// "They've": subject and auxiliary in one word.
    pub contracted: bool,
}

/// What a pronoun with an auxiliary in one word ("they've") ends in; "" for any other word.
pub fn contraction(word: &str) -> &str {
    let Some((head, tail)) = drawn_together(word) else { return "" };
    let pronoun = is_pronoun(head) || matches!(head, "who" | "that" | "there" | "That" | "There" | "i");
    if pronoun && matches!(tail, "re" | "d" | "ll" | "ve" | "m" | "s") { tail } else { "" }
}

/// Whether `word` is a form of "be".
fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'s" | "’s" | "'m" | "’m" | "'re" | "’re")
}

fn modal(word: &str) -> u32 {
    match word {
        "will" | "'ll" | "’ll" | "wo" => 1,
        "would" | "'d" | "’d" => 2,
        "can" => 3,
        "could" | "might" | "may" => 4,
        "should" | "must" | "shall" => 5,
        "do" | "does" | "did" => 6,
        _ => 0,
    }
}

impl Group {
    /// Reads the words before the reporting word at `at`.
    pub fn read(clauses: &View<'_>, at: usize, start: usize, part: ReportPart, last: Option<usize>) -> Self {
        let mut group = Self { first: at, ..Self::default() };
        if part == ReportPart::Noun {
            group.form = Form::Noun;
            group.lead = u32::from(last.is_some());
            return group;
        }
        let (mut be, mut have, mut to) = (false, false, false);
        while group.first > start && at - group.first < 6 {
            let before = group.first - 1;
            let word = clauses.word(before);
            match contraction(word) {
                "" => {}
                tail => {
                    be |= matches!(tail, "re" | "m");
                    have |= tail == "ve";
                    group.modal = match tail {
                        "ll" => 1,
                        "d" => 2,
                        _ => group.modal,
                    };
                    group.contracted = true;
                    break;
                }
            }
            let plain = word.strip_suffix("n't").or_else(|| word.strip_suffix("n’t"));
            let base = plain.unwrap_or(word);
            if plain.is_some() || matches!(word, "not" | "never" | "n't" | "n’t") {
                group.negated = true;
            }
            if word == "to" && clauses.tag(before) == Tag::Particle {
                to = true;
                group.first = before;
                break;
            } else if is_be(base)
                && (part != ReportPart::Verb || clauses.tag(at) != Tag::VerbPast || !base.ends_with('s') || base.len() > 2)
            {
                be = true;
            } else if matches!(base, "have" | "has" | "had" | "having" | "'ve" | "’ve") {
                have = true;
            } else if modal(base) > 0 {
                group.modal = modal(base);
            } else if !(group.negated && plain.is_none() && matches!(word, "not" | "never")
                || clauses.tag(before) == Tag::Adverb && clauses.name_at(before).is_none())
            {
                break;
            }
            group.first = before;
        }
        let relative = group.first > start && matches!(clauses.word(group.first - 1), "who" | "which" | "that" | "whom");
        group.lead = if relative { 2 } else { u32::from(last.is_some()) };
        let joined = group.first > start && matches!(clauses.word(group.first - 1), "and" | "but" | "or") || clauses.word(at + 1) == "that";
        group.form = match (part, clauses.tag(at)) {
            (ReportPart::Adjective, _) => Form::Adjective,
            (_, Tag::VerbGerund) => {
                if be {
                    Form::Progressive
                } else {
                    Form::Gerund
                }
            }
            _ if to => Form::Infinitive,
            (_, Tag::VerbParticiple | Tag::VerbPast | Tag::Adjective) if be => Form::Passive,
            _ if have => Form::Perfect,
            _ if group.modal > 0 => Form::Bare,
            (_, Tag::VerbParticiple) if group.contracted => Form::Perfect,
            (_, Tag::VerbPast) => Form::Past,
            // no verb before it and no agent after it: the tagger took a past for a participle
            (_, Tag::VerbParticiple | Tag::Adjective)
                if group.first > start && clauses.word(at + 1) != "by" && (group.lead == 0 || joined || clauses.finite(at)) =>
            {
                Form::Past
            }
            (_, Tag::VerbParticiple | Tag::Adjective) => Form::Participle,
            _ => Form::Present,
        };
        group
    }
}

/// The clauses of a document, with its finite verbs.
pub struct View<'a> {
    clauses: Clauses<'a>,
    finite: Vec<bool>,
}

impl<'a> Deref for View<'a> {
    type Target = Clauses<'a>;

    fn deref(&self) -> &Clauses<'a> {
        &self.clauses
    }
}

impl<'a> View<'a> {
    pub fn new(clauses: Clauses<'a>) -> Self {
        let finite = (0..clauses.document.tokens().len()).map(|at| seems_finite(&clauses, at)).collect();
        Self { clauses, finite }
    }

    /// Whether the word at `at` is a finite verb, as far as its tag and its neighbors tell.
    pub fn finite(&self, at: usize) -> bool {
        self.finite.get(at).copied().unwrap_or(false)
    }

    /// Whether a stretch holds a finite verb.
    pub fn any_finite(&self, range: TokenRange) -> bool {
        self.finite.get(range.start..range.end).is_some_and(|finite| finite.contains(&true))
    }
}

fn seems_finite(clauses: &Clauses<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    match clauses.tag(at) {
        Tag::VerbPast | Tag::Auxiliary => true,
        Tag::Verb => before.is_none_or(|b| clauses.tag(b) != Tag::Particle || clauses.word(b) != "to"),
        // a past that the tagger took for a participle: "the donors made two gifts"
        Tag::VerbParticiple => before.is_some_and(|b| {
            is_pronoun(clauses.word(b))
                || matches!(clauses.tag(b), Tag::Noun | Tag::Proper)
                    && matches!(clauses.tag(at + 1), Tag::Determiner | Tag::Pronoun | Tag::Numeral | Tag::Proper)
        }),
        _ => {
            let word = clauses.word(at);
            word.len() < 10 && !contraction(word).is_empty()
        }
    }
}

/// What a sentence told so far, where a reporting word stands in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The sentence's first token.
    pub start: usize,
    /// The finite verb before the word.
    pub last: Option<usize>,
    /// Whoever the first report of the sentence has for its source.
    pub speaker: Option<TokenRange>,
}

/// Who is behind the reporting word of `group`, if it can be anybody.
pub fn source(clauses: &View<'_>, group: Group, cue: TokenRange, told: Told) -> Option<TokenRange> {
    let nobody = |source: &TokenRange| {
        let word = clauses.word(source.start);
        ["what", "which", "there", "this", "that", "these", "those", "nothing", "something", "everything", "anything", "how", "why", "not"]
            .iter()
            .any(|other| word.eq_ignore_ascii_case(other))
    };
    behind(clauses, group, cue, told).filter(|source| !nobody(source))
}

fn behind(clauses: &View<'_>, group: Group, cue: TokenRange, told: Told) -> Option<TokenRange> {
    let start = told.start;
    let governed = || told.last.and_then(|verb| clauses.subject_before(verb, start));
    let before = group.first.checked_sub(1).filter(|b| *b >= start);
    if group.contracted {
        return Some(TokenRange::new(group.first - 1, group.first));
    }
    match group.form {
        Form::Past | Form::Present | Form::Bare | Form::Perfect | Form::Progressive => {
            // "X said this and warned that": whoever spoke first goes on
            let shared = before.is_some_and(|b| matches!(clauses.word(b), "and" | "but" | "or"));
            let first = || told.speaker.filter(|_| shared);
            first().or_else(|| clauses.subject_before(group.first, start)).or_else(|| opening(clauses, start, group.first))
        }
        Form::Infinitive => governed(),
        Form::Gerund => {
            let before = before?;
            if clauses.word(before) == "," || clauses.tag(before) == Tag::Conjunction {
                return told.speaker.or_else(governed).or_else(|| coming(clauses, cue)).or_else(|| opening(clauses, start, group.first));
            }
            let owner = matches!(clauses.tag(before), Tag::Noun | Tag::Proper) || clauses.name_at(before).is_some();
            if owner { clauses.noun_phrase_ending(group.first, start) } else { governed().or_else(|| coming(clauses, cue)) }
        }
        Form::Passive | Form::Participle => {
            let end = clauses.document.sentence(clauses.document.sentence_of(cue.start)).end;
            (clauses.word(cue.end) == "by").then(|| clauses.subject_after(cue.end + 1, end)).flatten()
        }
        Form::Noun => owner(clauses, cue, start).or_else(governed),
        Form::Adjective => {
            let before = before?;
            match clauses.tag(before) {
                Tag::Noun | Tag::Proper => clauses.noun_phrase_ending(group.first, start),
                Tag::Punctuation if clauses.word(before) == "," => governed(),
                _ => clauses.subject_before(group.first, start),
            }
        }
        Form::Preposition => None,
    }
}

/// The phrase that opens the sentence, where nothing else is found.
fn opening(clauses: &View<'_>, start: usize, end: usize) -> Option<TokenRange> {
    // an article alone names nobody
    let bare = |subject: &TokenRange| subject.len() == 1 && clauses.tag(subject.start) == Tag::Determiner;
    clauses.subject_after(start, end).filter(|subject| clauses.tag(subject.start) != Tag::Adposition && !bare(subject))
}

/// The subject of the main clause after a leading gerund: "Citing the storm, the harbor master shut the port".
fn coming(clauses: &View<'_>, cue: TokenRange) -> Option<TokenRange> {
    let sentence = clauses.document.sentence(clauses.document.sentence_of(cue.start));
    let comma = (cue.end..sentence.end.min(cue.end + 40)).find(|&at| clauses.word(at) == ",")?;
    clauses.subject_after(comma + 1, sentence.end)
}

/// Whose claim it is: "Orlova's claim", "her claim", "a claim by Orlova".
fn owner(clauses: &View<'_>, cue: TokenRange, start: usize) -> Option<TokenRange> {
    let sentence = clauses.document.sentence(clauses.document.sentence_of(cue.start));
    if matches!(clauses.word(cue.end), "by" | "from") {
        return clauses.subject_after(cue.end + 1, sentence.end);
    }
    let mut at = cue.start;
    while at > start && cue.start - at < 5 {
        at -= 1;
        let word = clauses.word(at);
        if matches!(word, "'s" | "’s" | "'" | "’") {
            return clauses.noun_phrase_ending(at, start);
        }
        if matches!(word, "his" | "her" | "their" | "its" | "my" | "our" | "His" | "Her" | "Their" | "Its" | "My" | "Our") {
            return Some(TokenRange::new(at, at + 1));
        }
        if !matches!(clauses.tag(at), Tag::Adjective | Tag::Noun | Tag::Adverb | Tag::Numeral | Tag::VerbParticiple | Tag::Proper) {
            return None;
        }
    }
    None
}
