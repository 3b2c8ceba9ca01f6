//! Words that report what somebody says, thinks, wants or plans: `assets/reports.toml`.

use crate::document::Document;

/// The classes of reports, in the order of the alphabet: a word's class is its place here.
pub const CLASSES: [&str; 41] = [
    "accuse", "agree", "allow", "announce", "ask", "claim", "decide", "deny", "describe", "discuss", "expect", "feel", "know", "learn",
    "mean", "oppose", "order", "perceive", "plan", "praise", "prefer", "promise", "propose", "publish", "refuse", "reply", "report", "say",
    "seem", "show", "state", "suggest", "support", "tell", "think", "treat", "try", "vote", "want", "warn", "write",
];

/// What a reporting word takes, in the order of the bits.
const TAKES: [&str; 8] = ["that", "whether", "to", "ing", "object", "addressee", "as", "of"];

/// Part of speech of a reporting word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportPart {
    /// Claims, claimed, claiming.
    #[default]
    Verb,
    /// The claim that.
    Noun,
    /// Confident that.
    Adjective,
}

/// A reporting word or phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The words after the first one.
    rest: Vec<&'static str>,
    /// Its part of speech.
    pub part: ReportPart,
    /// Its place in [`CLASSES`].
    pub class: u8,
    /// A bit for everything that it takes.
    pub takes: u8,
}

impl Report {
    /// Takes a that-clause.
    pub const THAT: u8 = 1;
    /// Takes a question.
    pub const WHETHER: u8 = 1 << 1;
    /// Takes an infinitive.
    pub const TO: u8 = 1 << 2;
    /// Takes a gerund.
    pub const ING: u8 = 1 << 3;
    /// Takes a noun phrase that tells what is said or meant.
    pub const OBJECT: u8 = 1 << 4;
    /// Takes whom it is said to, before the rest.
    pub const ADDRESSEE: u8 = 1 << 5;
    /// Takes "as" after an object.
    pub const AS: u8 = 1 << 6;
    /// Takes "of", "for", "about".
    pub const OF: u8 = 1 << 7;

    /// The report of one form of a word, with what its row in the gazetteer says.
    pub(super) fn new(form: &'static str, part: &str, class: &str, takes: &[&str]) -> Option<(&'static str, Self)> {
        let mut words = form.split(' ');
        let first = words.next()?;
        let part = match part {
            "noun" => ReportPart::Noun,
            "adjective" => ReportPart::Adjective,
            _ => ReportPart::Verb,
        };
        let class = CLASSES.iter().position(|name| *name == class).and_then(|at| u8::try_from(at).ok())?;
        let takes = TAKES.iter().enumerate().filter(|(_, name)| takes.contains(name)).fold(0, |bits, (at, _)| bits | 1 << at);
        Some((first, Self { rest: words.collect(), part, class, takes }))
    }

    /// How many words it has.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "never empty")]
    pub const fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// The name of its class.
    #[must_use]
    pub fn class_name(&self) -> &'static str {
        CLASSES.get(usize::from(self.class)).copied().unwrap_or("")
    }

    /// Whether it takes any of `bits`.
    #[must_use]
    pub const fn takes(&self, bits: u8) -> bool {
        self.takes & bits != 0
    }

    /// Whether it stands at token `at`, whose word is its first.
    #[must_use]
    pub fn fits(&self, document: &Document<'_>, at: usize) -> bool {
        self.rest.iter().enumerate().all(|(i, word)| document.word(at + 1 + i) == *word)
    }
}
