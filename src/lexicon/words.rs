//! What single words are: a set of flags and the number of a reporting verb.

/// What a word is. One look-up a token fills this; all questions after that are bit tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    flags: u32,
    /// Number of the reporting verb in the lexicon, from 1; 0 for none.
    pub verb: u16,
    /// Number of the reports in the lexicon that begin with the word, from 1; 0 for none.
    pub report: u16,
}

impl Word {
    /// An ordinary English word.
    pub const COMMON: u32 = 1;
    /// Begins sentences and is never part of a name.
    pub const STARTER: u32 = 1 << 1;
    /// Capitalized in news but neither person, organization nor place.
    pub const NOT_NAME: u32 = 1 << 2;
    /// A woman's given name.
    pub const GIVEN_FEMALE: u32 = 1 << 3;
    /// A man's given name.
    pub const GIVEN_MALE: u32 = 1 << 4;
    /// A given name that is also an ordinary word.
    pub const GIVEN_WORD: u32 = 1 << 5;
    /// A surname.
    pub const SURNAME: u32 = 1 << 6;
    /// A surname that is also an ordinary word.
    pub const SURNAME_WORD: u32 = 1 << 7;
    /// Mr, Dr, Sheikh.
    pub const HONORIFIC: u32 = 1 << 8;
    /// A military or police rank of one word.
    pub const RANK: u32 = 1 << 9;
    /// A post of one word.
    pub const POST: u32 = 1 << 10;
    /// Deputy, acting, former.
    pub const MODIFIER: u32 = 1 << 11;
    /// Tells a woman.
    pub const FEMALE: u32 = 1 << 12;
    /// Tells a man.
    pub const MALE: u32 = 1 << 13;
    /// A noun for a person who is only described.
    pub const PERSON: u32 = 1 << 14;
    /// A noun for a body.
    pub const BODY: u32 = 1 << 15;
    /// A noun for a thing in which something is said.
    pub const DOCUMENT: u32 = 1 << 16;
    /// A noun that carries speech.
    pub const SPEECH: u32 = 1 << 17;
    /// Last word of organizations' names.
    pub const ORG_SUFFIX: u32 = 1 << 18;
    /// Lower-case body that is an organization after a nationality.
    pub const ORG_LOWER: u32 = 1 << 19;
    /// Last word of military units' names.
    pub const UNIT: u32 = 1 << 21;
    /// A month.
    pub const MONTH: u32 = 1 << 20;

    /// Last word of places' names: county, beach, street.
    pub const PLACE_HEAD: u32 = 1 << 22;
    /// A military exercise: drill, maneuvers.
    pub const DRILL: u32 = 1 << 23;
    /// A noun for what has a title or a name: a film, a broadcast, a campaign.
    pub const WORK: u32 = 1 << 24;
    /// The first word of a reporting verb of several: "point" of "point out".
    pub const SPEAKS_ON: u32 = 1 << 25;
    /// The first word of a post or rank of several: "prime" of "prime minister".
    pub const TITLES_ON: u32 = 1 << 26;

    /// A word with these flags.
    #[must_use]
    pub const fn new(flags: u32) -> Self {
        Self { flags, verb: 0, report: 0 }
    }

    /// Adds flags.
    pub const fn add(&mut self, flags: u32) {
        self.flags |= flags;
    }

    /// All flags that tell what the word means.
    #[must_use]
    pub const fn flags(self) -> u32 {
        self.flags & !(Self::SPEAKS_ON | Self::TITLES_ON)
    }

    /// Whether any of the flags is set.
    #[must_use]
    #[inline]
    pub const fn is(self, flags: u32) -> bool {
        self.flags & flags != 0
    }

    /// Whether it is a given name.
    #[must_use]
    pub const fn is_given(self) -> bool {
        self.is(Self::GIVEN_FEMALE | Self::GIVEN_MALE)
    }
}

/// How a reporting verb reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpeechClass {
    /// Says.
    #[default]
    Say,
    /// Says with doubt cast on it.
    Claim,
    /// Says it is not so.
    Deny,
    /// Says what may come.
    Warn,
    /// Asks or demands.
    Ask,
    /// Orders.
    Order,
    /// Thinks, believes, hopes.
    Think,
    /// Announces.
    Announce,
    /// Agrees, admits.
    Agree,
    /// Accuses, blames, criticizes.
    Accuse,
    /// Answers.
    Reply,
    /// Calls or describes as.
    Describe,
    /// Writes.
    Write,
    /// Of documents: reads.
    Read,
}

/// A reporting verb.
#[expect(clippy::struct_excessive_bools, reason = "independent properties of a verb, named as in the gazetteer")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verb {
    /// Base form.
    pub lemma: &'static str,
    /// How it reports.
    pub class: SpeechClass,
    /// Introduces whole direct speech.
    pub direct: bool,
    /// Takes a that-clause.
    pub that: bool,
    /// Takes an addressee before the words.
    pub object: bool,
    /// Often with a quoted fragment only.
    pub partial: bool,
    /// Common in other meanings: needs a quotation beside it.
    pub weak: bool,
}
