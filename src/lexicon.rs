//! All knowledge of the engine: the gazetteers of `assets/`, loaded once.
//!
//! Two tables serve every annotator. [`Lexicon::word`] tells what single words are (one look-up a token), and
//! [`Lexicon::phrase`] finds the longest known name that begins at a token.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{country::CountryCode, document::Document, gazetteer::rows, label::Gender};

mod chains;
pub mod equipment;
pub mod firsts;
mod load;
mod origins;
pub mod reports;
mod table;
pub mod words;

use chains::Chains;
pub use equipment::Equipment;
pub use firsts::Firsts;
pub use origins::{is_mixed, lands};
pub use reports::{Report, ReportPart};
use table::Table;
pub use words::{SpeechClass, Verb, Word};

/// All knowledge of the engine.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Table<Word>,
    verbs: Vec<Verb>,
    phrases: Chains<Meaning>,
    /// Posts and ranks of several words, in lower case; whether a rank.
    titles: Chains<bool>,
    /// Reporting verbs of several words (`points out`), by number.
    speech: Chains<u16>,
    reports: Vec<Vec<Report>>,
    organizations: Vec<Organization>,
    people: Vec<PublicFigure>,
    surnames: FxHashMap<&'static str, PublicFigure>,
    /// States whose name a part of another state bears too, with that state: Georgia.
    namesakes: FxHashMap<CountryCode, CountryCode>,
    /// Organizations' names that are everyday words or other names too.
    ambiguous: FxHashSet<&'static str>,
    equipment: Equipment,
}

/// What a known name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A state by its name.
    Country(CountryCode),
    /// An adjective of a state.
    Adjective(CountryCode),
    /// Nationals of a state.
    People(CountryCode),
    /// A capital, which may act for its state.
    Capital(CountryCode),
    /// A seat of power, which stands for its state.
    Seat(CountryCode),
    /// A town, region or feature, in a state where it lies in one.
    Place(Option<CountryCode>, PlaceKind),
    /// An adjective of a region.
    RegionAdjective(CountryCode),
    /// An organization by its number.
    Organization(u16),
    /// A public figure by number.
    Person(u16),
    /// A named exercise or operation.
    Event,
    /// A feast, war, treaty or prize: capitalized, but no name that is looked for.
    Nothing,
}

/// A person of public life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicFigure {
    /// The usual English spelling of the full name.
    pub name: &'static str,
    /// The nation served; `None` for a surname that people of several nations bear.
    pub country: Option<CountryCode>,
    /// Gender; `None` for a surname that women and men bear.
    pub gender: Option<Gender>,
}

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A town.
    City,
    /// A town whose name is also an ordinary word or a person's name.
    AmbiguousCity,
    /// A province, republic or historic region.
    Region,
    /// A sea, river, mountain, island, base.
    Feature,
    /// A continent.
    Continent,
}

/// A known organization.
#[derive(Clone, Debug)]
pub struct Organization {
    /// The name that news prints.
    pub name: &'static str,
    /// Its state.
    pub country: Option<CountryCode>,
    /// Kind, such as `ministry` or `armed-group`.
    pub kind: &'static str,
    /// The short name under which it owns forces.
    pub owner: Option<&'static str>,
}

impl Lexicon {
    /// Loads all gazetteers from the blobs compiled into the program.
    #[must_use]
    pub fn load() -> Self {
        load::load()
    }

    /// The one lexicon of this process, loaded at first use.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(Self::load)
    }

    /// What the word is, in any case; an empty [`Word`] for an unknown one.
    #[must_use]
    pub fn word(&self, word: &str) -> Word {
        let known = if word.is_ascii() { self.words.lower(word) } else { self.words.get(&word.to_lowercase().replace('’', "'")) };
        known.copied().unwrap_or_default()
    }

    /// The reporting verb behind a [`Word::verb`] number.
    #[must_use]
    pub fn verb(&self, number: u16) -> Option<&Verb> {
        self.verbs.get(usize::from(number.checked_sub(1)?))
    }

    /// A reporting verb of several words that begins at token `at`, the word `first`: its number and how many tokens.
    #[must_use]
    pub fn speech_phrase(&self, document: &Document<'_>, at: usize, first: Word) -> Option<(u16, usize)> {
        if !first.is(Word::SPEAKS_ON) {
            return None;
        }
        let fits = |rest: &[&str]| rest.iter().enumerate().all(|(i, word)| document.word(at + 1 + i) == *word);
        let mut known = self.speech.before(document.word(at), document.word(at + 1));
        known.find(|(rest, _)| fits(rest)).map(|(rest, &verb)| (verb, rest.len() + 1))
    }

    /// The words and phrases of reports whose first word has this [`Word::report`] number, the longest first.
    #[must_use]
    pub fn reports(&self, number: u16) -> &[Report] {
        usize::from(number).checked_sub(1).and_then(|at| self.reports.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The longest known name that begins at token `at`, with the number of its tokens.
    #[must_use]
    pub fn phrase(&self, document: &Document<'_>, at: usize) -> Option<(Meaning, usize)> {
        let first = document.word(at);
        let fits = |rest: &[&str]| rest.iter().enumerate().all(|(i, word)| same_word(document.word(at + 1 + i), word));
        let longest = |first: &str| {
            let found = self.phrases.before(first, document.word(at + 1)).find(|(rest, _)| fits(rest));
            found.map(|(rest, &meaning)| (meaning, rest.len() + 1))
        };
        if !first.is_ascii() && first.contains('’') && !self.phrases.holds(first) {
            return longest(&first.replace('’', "'"));
        }
        longest(first)
    }

    /// The longest post or rank of several words that begins at token `at`, the word `first`, in any case: number of tokens,
    /// whether a rank.
    #[must_use]
    pub fn title(&self, document: &Document<'_>, at: usize, first: Word) -> Option<(usize, bool)> {
        if !first.is(Word::TITLES_ON) {
            return None;
        }
        let fits = |rest: &[&str]| rest.iter().enumerate().all(|(i, word)| document.word(at + 1 + i).eq_ignore_ascii_case(word));
        let mut known = self.titles.before_in_lower_case(document.word(at), document.word(at + 1));
        known.find(|(rest, _)| fits(rest)).map(|(rest, &rank)| (rest.len() + 1, rank))
    }

    /// The public figure with this number.
    #[must_use]
    pub fn public_figure(&self, number: u16) -> Option<&PublicFigure> {
        self.people.get(usize::from(number))
    }

    /// The public figures who bear this surname, as one: what all of them share.
    #[must_use]
    pub fn famous(&self, surname: &str) -> Option<&PublicFigure> {
        self.surnames.get(surname)
    }

    /// The state a part of which bears the same name as `code`: the United States for Georgia.
    #[must_use]
    pub fn namesake(&self, code: CountryCode) -> Option<CountryCode> {
        self.namesakes.get(&code).copied()
    }

    /// Whether the organization's name is an everyday word or another name too.
    #[must_use]
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.ambiguous.contains(name)
    }

    /// The state whose capital a word in capitals names: `KYIV`.
    #[must_use]
    pub fn capital(&self, shouted: &str) -> Option<CountryCode> {
        let mut chars = shouted.chars();
        let title: String = chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect();
        match self.single(&title) {
            Some(Meaning::Capital(code)) if shouted.chars().all(char::is_uppercase) => Some(code),
            _ => None,
        }
    }

    /// What a single word means as a known name.
    #[must_use]
    pub fn single(&self, word: &str) -> Option<Meaning> {
        self.phrases.of(word).find(|(rest, _)| rest.is_empty()).map(|(_, &meaning)| meaning)
    }

    /// Military equipment and the words for forces.
    #[must_use]
    pub const fn equipment(&self) -> &Equipment {
        &self.equipment
    }

    /// The organization with this number.
    #[must_use]
    pub fn organization(&self, number: u16) -> Option<&Organization> {
        self.organizations.get(usize::from(number))
    }
}

/// Equal words; a straight and a curly apostrophe are one.
fn same_word(printed: &str, known: &str) -> bool {
    printed == known || (!printed.is_ascii() && printed.contains('’') && printed.replace('’', "'") == known)
}

/// The gender that the noun or honorific tells.
impl Word {
    /// The gender that the word tells, where it tells one.
    #[must_use]
    pub fn gender(self) -> Option<Gender> {
        match (self.is(Word::FEMALE), self.is(Word::MALE)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        }
    }
}

/// Reads a top-level list of a compiled gazetteer.
fn list(blob: &'static str, key: &'static str) -> impl Iterator<Item = &'static str> {
    rows(blob).filter(move |row| row.key == key).flat_map(crate::gazetteer::Row::values)
}
