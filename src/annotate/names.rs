//! Names of persons, organizations, countries and places.
//!
//! One pass over each sentence: at every capital word the known names are tried (longest first), then a person's name
//! by its evidence (a title before it, a given name, an apposition, a reporting verb), then an organization by its head.
//! A second pass gives single words their meaning from the names found ("Lavrov" after "Sergey Lavrov", "GUR" after
//! "Defence Intelligence of Ukraine (GUR)").

use std::cell::Cell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Annotator, Input, Layer, Layers, Name, Tag, tags::features::Word as Form};
use crate::{
    country::CountryCode,
    document::{Document, TokenKind},
    label::EntityKind,
    lexicon::{Lexicon, Meaning, Word},
    span::TokenRange,
};

mod body;
mod closed;
mod event;
mod known;
mod organization;
mod person;
mod place;
mod ship;
mod single;
mod special;

use closed::is_locative;
use closed::is_written_tens;
pub(super) use closed::{is_weekday, is_written_number};

/// Fills [`Layer::Names`].
#[derive(Clone, Copy, Debug)]
pub struct Names;

impl Annotator for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn requires(&self) -> &'static [Layer] {
        &[Layer::Words, Layer::Tags]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let mut scan = Scan::new(input, &layers.words, &layers.tags, &layers.forms);
        scan.learn_ships();
        for &sentence in input.document.sentences() {
            scan.sentence(sentence);
        }
        scan.resolve_singles();
        scan.settle_namesakes();
        scan.names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        layers.begun = begun(&scan.names, input.document.tokens().len());
        layers.names = scan.names;
    }
}

/// For each of `count` tokens, how many of `names`, which stand in order, begin at or before it.
fn begun(names: &[Name], count: usize) -> Vec<u32> {
    let mut begun = Vec::with_capacity(count);
    for (number, name) in (0..).zip(names) {
        begun.resize(name.tokens.start.min(count), number);
    }
    begun.resize(count, u32::try_from(names.len()).unwrap_or(u32::MAX));
    begun
}

/// The scan over one document.
struct Scan<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    words: &'a [Word],
    tags: &'a [Tag],
    forms: &'a [Form],
    /// Known names that were asked for, by the last digits of their first token: the readings of a word ask one after the other.
    asked: [Cell<Option<Asked>>; 8],
    names: Vec<Name>,
    /// Capital words of no known meaning, for the second pass.
    open: Vec<TokenRange>,
    /// Last words of persons' names, and how often each was found.
    surnames: FxHashMap<&'a str, u32>,
    /// Acronyms that the text defines, with country.
    acronyms: FxHashMap<&'a str, Option<CountryCode>>,
    /// Words of ships' names: alone they mean the ship.
    ships: FxHashSet<&'a str>,
}

/// Whether a known name begins at token `at`: what it means, and how many tokens it has.
#[derive(Clone, Copy)]
struct Asked {
    at: usize,
    known: Option<(Meaning, usize)>,
}

/// How the scan goes on after token `at`.
struct Step {
    /// The first token after what was read.
    next: usize,
}

impl<'a> Scan<'a> {
    fn new(input: &Input<'a>, words: &'a [Word], tags: &'a [Tag], forms: &'a [Form]) -> Self {
        Self {
            document: input.document,
            lexicon: input.lexicon,
            words,
            tags,
            forms,
            asked: <[Cell<Option<Asked>>; 8]>::default(),
            names: Vec::new(),
            open: Vec::new(),
            surnames: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            ships: FxHashSet::default(),
        }
    }

    fn word(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    /// The longest known name that begins at token `at`, with the number of its tokens.
    fn phrase(&self, at: usize) -> Option<(Meaning, usize)> {
        let Some(cell) = self.asked.get(at % self.asked.len()) else { return self.lexicon.phrase(self.document, at) };
        let asked = cell.get().filter(|asked| asked.at == at);
        let Asked { known, .. } = asked.unwrap_or_else(|| Asked { at, known: self.lexicon.phrase(self.document, at) });
        cell.set(Some(Asked { at, known }));
        known
    }

    fn info(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// Whether the word is capitalized in news for other reasons than being a name; "Sam" is a name though SAM is none.
    fn is_no_name(&self, at: usize) -> bool {
        let info = self.info(at);
        // "I’ve", "Don't"
        if info.is(Word::STARTER) && self.word(at).contains(['\'', '’']) {
            return true;
        }
        let named = info.is_given() && self.word(at).chars().any(char::is_lowercase) && (!info.is(Word::MONTH) || self.is_titled_name(at));
        info.is(Word::NOT_NAME) && !named && !(is_weekday(self.word(at)) && self.is_titled_name(at))
    }

    /// Whether the month or day at `at` is somebody's given name: "Minister Jan Wolny", "Mrs. April Stone", "General Sunday Bako".
    fn is_titled_name(&self, at: usize) -> bool {
        let next = at + 1;
        let goes_on = self.is_capital(next) && self.is_spaced(next) && !self.info(next).is(Word::MONTH);
        goes_on && self.has_title_before(at)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    /// Whether token `at` stands right after a space (so that names do not run over punctuation).
    fn is_spaced(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(|token| token.spaced)
    }

    /// Whether token `at` opens its sentence, quotation marks and brackets apart.
    fn opens(&self, at: usize, sentence: TokenRange) -> bool {
        (sentence.start..at).rev().all(|i| self.document.token(i).is_some_and(|t| matches!(t.kind, TokenKind::Quote | TokenKind::Punct)))
            || at.checked_sub(1).is_some_and(|before| {
                before >= sentence.start
                    && (self.document.token(before).is_some_and(|t| t.kind == TokenKind::Quote && t.spaced)
                        || matches!(self.word(before), ":" | "•"))
            })
    }

    fn push(&mut self, tokens: TokenRange, kind: EntityKind, country: Option<CountryCode>, owner: Option<&str>) {
        let span = self.document.span(tokens);
        self.names.push(Name { tokens, span, kind, country, owner: owner.map(ToOwned::to_owned), entity: None });
    }

    fn sentence(&mut self, sentence: TokenRange) {
        let mut at = sentence.start;
        while at < sentence.end {
            at = self.step(at, sentence).next.max(at + 1);
        }
    }

    /// Reads what begins at token `at`.
    fn step(&mut self, at: usize, sentence: TokenRange) -> Step {
        let Some(token) = self.document.token(at) else { return Step { next: at + 1 } };
        if token.kind == TokenKind::Number && self.is_ordinal(at) && self.is_capital(at + 1) {
            if let Some(range) = self.unit(at, sentence) {
                self.push_organization(range, None);
                let joined = range.iter().any(|i| self.word(i) == ",");
                return Step { next: if joined { self.chain_of_command(range.end, sentence) } else { range.end } };
            }
            return Step { next: at + 1 };
        }
        if !token.capital {
            self.lower_body(at, sentence);
        }
        if token.kind != TokenKind::Word || !token.capital && !self.word(at).bytes().any(|b| b.is_ascii_uppercase()) {
            return Step { next: at + 1 };
        }
        // an article begins no name but a listed one ("The Hague", "The Hill"), nor does a number ("Twenty-two Coast Guard cutters",
        // "PALAWAN — Three Navy ships")
        let dash = || at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "—" | "–" | "-" | "--"));
        let counted = is_written_tens(self.word(at)) || is_written_number(self.word(at)) && dash();
        if (matches!(self.word(at), "The" | "A" | "An") || counted) && self.phrase(at).is_none() {
            return Step { next: at + 1 };
        }
        if let Some(next) = self.special(at, sentence) {
            return Step { next };
        }
        if let Some(range) = self.event(at, sentence) {
            self.push_event(range);
            return Step { next: range.end };
        }
        let known = self.phrase(at).filter(|&(_, n)| at + n <= sentence.end);
        // a title before a name belongs to the person, unless it begins a known name
        if known.is_none_or(|(_, n)| n < 2)
            && let Some(n) = self.title_length(at, sentence)
        {
            let name = at + n;
            let person = self.person_after_title(name, sentence);
            match known.filter(|&(_, length)| length < n) {
                // a body that nobody speaks for here is read below
                Some((Meaning::Organization(_), _)) if person.is_none() => {}
                Some((meaning, length)) => self.push_known(at, meaning, length),
                None => {}
            }
            if let Some(person) = person {
                // "the frigate Admiral Essen"
                if !self.is_of_class(at) {
                    self.push_person(person);
                }
                return Step { next: person.end };
            }
            if !matches!(known, Some((Meaning::Organization(_), _))) {
                return Step { next: name };
            }
        }
        if let Some((meaning, n)) = known
            && let Some(next) = self.known(at, n, meaning, sentence)
        {
            return Step { next };
        }
        if let Some(body) = self.told_body(at, sentence) {
            let word = self.word(body.start);
            if body.len() == 1 {
                self.acronyms.entry(word).or_default();
            }
            self.push_organization(body, None);
            return Step { next: body.end };
        }
        let organization = self.organization(at, sentence);
        if let Some((place, country)) = self.headed_place(at, sentence)
            && organization.is_none_or(|body| body.end < place.end)
        {
            self.push(place, EntityKind::Place, country, None);
            return Step { next: place.end };
        }
        if let Some(range) = organization {
            self.push_organization(range, None);
            return Step { next: range.end };
        }
        if let Some(range) = self.person(at, sentence) {
            if !self.is_vessel_or_equipment(range) {
                self.push_person(range);
            }
            return Step { next: range.end };
        }
        // an ordinary word is left behind alone: a name may begin right after it ("The White House")
        if self.info(at).is(Word::COMMON | Word::STARTER | Word::NOT_NAME) {
            self.leave_open(TokenRange::new(at, at + 1), sentence);
            return Step { next: at + 1 };
        }
        let end = self.run_end(at, sentence);
        self.leave_open(TokenRange::new(at, end), sentence);
        Step { next: end }
    }

    /// "93rd", "7th".
    fn is_ordinal(&self, at: usize) -> bool {
        self.word(at).ends_with("st") || self.word(at).ends_with("nd") || self.word(at).ends_with("rd") || self.word(at).ends_with("th")
    }

    /// End of the run of capital words from `at`, all parted by spaces alone.
    fn run_end(&self, at: usize, sentence: TokenRange) -> usize {
        let mut end = at + 1;
        while end < sentence.end && self.is_capital(end) && self.is_spaced(end) && self.compound_head(end).is_none() {
            end += 1;
        }
        end
    }

    /// The same, no further than `most` tokens on: what is asked at every word must not walk a line of names each time.
    fn near_run_end(&self, at: usize, most: usize, sentence: TokenRange) -> usize {
        self.run_end(at, TokenRange::new(sentence.start, sentence.end.min(at + most)))
    }

    fn push_person(&mut self, range: TokenRange) {
        let mut last = range.end.saturating_sub(1);
        while last > range.start && matches!(self.word(last).trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "") {
            last -= 1;
        }
        let surname = self.word(last);
        *self.surnames.entry(surname).or_default() += 1;
        // "von der Leyen" and "Al Thani" are surnames of several words; "Xi" of "Xi Jinping" stands first
        if range.len() == 2 && !self.info(range.start).is_given() && self.word(range.start).len() <= 5 {
            self.surnames.entry(self.word(range.start)).or_default();
        }
        let known = match self.phrase(range.start) {
            Some((Meaning::Person(number), _)) => self.lexicon.public_figure(number).copied(),
            _ if range.len() == 1 => self.lexicon.famous(surname).copied(),
            _ => None,
        };
        self.push(range, EntityKind::Person, known.and_then(|figure| figure.country), None);
    }

    fn push_organization(&mut self, range: TokenRange, country: Option<CountryCode>) {
        let country = country.or_else(|| self.country_within(range));
        // "(GUR)" right after the name defines an acronym
        if self.word(range.end) == "(" && self.word(range.end + 2) == ")" {
            let acronym = self.word(range.end + 1);
            if acronym.len() >= 2 && acronym.chars().filter(char::is_ascii_uppercase).count() * 2 > acronym.len() {
                self.acronyms.insert(acronym, country);
            }
        }
        self.push(range, EntityKind::Organization, country, None);
    }

    /// The country that a name or adjective inside `range` tells.
    fn country_within(&self, range: TokenRange) -> Option<CountryCode> {
        range.iter().find_map(|at| match self.phrase(at) {
            Some((Meaning::Country(code) | Meaning::Adjective(code) | Meaning::RegionAdjective(code) | Meaning::Capital(code), _)) => {
                Some(code)
            }
            _ => None,
        })
    }

    /// An ordinary word that opens a sentence and is not followed by what follows a name.
    fn is_plain_opening(&self, at: usize) -> bool {
        let info = self.info(at);
        let acts = self.info(at + 1).verb != 0 || matches!(self.word(at + 1), "'s" | "’s");
        info.is(Word::STARTER) || info.is(Word::COMMON) && !acts
    }

    /// Keeps a run of capital words for the second pass.
    fn leave_open(&mut self, range: TokenRange, sentence: TokenRange) {
        let mut start = range.start;
        // an ordinary word at the start of a sentence is no part of a name, unless it is somebody's surname and acts
        while start < range.end
            && (self.info(start).is(Word::NOT_NAME) && !(self.info(start).is(Word::MONTH) && self.info(start + 1).verb != 0)
                || self.opens(start, sentence) && self.is_plain_opening(start))
        {
            start += 1;
        }
        if start < range.end {
            self.open.push(TokenRange::new(start, range.end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{
        rows::{layers, unmark},
        tags::Tagger,
        words::Words,
    };

    /// The expectation is the text with each name as `[words|kind]`.
    #[track_caller]
    fn check(expected: &str) {
        let text = unmark(expected, '[', ']');
        let layers = layers(&text, &[&Words, &Tagger::new(), &Names]);
        let mut marked = text.clone();
        let mut names = layers.names.clone();
        names.dedup_by(|later, earlier| earlier.tokens.overlaps(later.tokens));
        for name in names.iter().rev() {
            marked.insert_str(name.span.end, &format!("|{}]", name.kind));
            marked.insert(name.span.start, '[');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn persons_by_title_given_name_and_surname() {
        check("Secretary of State [Nora Vance|person] flew to [Quito|place]. [Vance|person] smiled.");
        check("Gen. [Tomasz Wilk|person] and Mr [Haraldsen|person] waited.");
        check("[Ursula von der Weide|person] spoke to Prime Minister [Eleanor May|person].");
        check("The judge was Colonel [Seo Min-jae|person].");
        check("[Vadym|person], a 34-year-old welder, slept. A captain identified only as [Jannik|person] did not.");
        check("Two Lancet drones, the landing ship Azov and a Saab 340 early warning plane sailed.");
        check("The force, known as [SAMIDRC|organization], met the [Naval Forces West|organization].");
        check("In [Beijing|place], foreign ministry spokesman [Gao Wenlin|person] laughed.");
        check("PALAWAN — Three [Philippine Navy|organization] ships and two boats sailed.");
        check("[Polish|nationality] Foreign Minister [Jan Wolny|person] left in June.");
        check("Two Vanguard-class submarines met an Ohio-class one.");
        check("Major General [Sunday Okoro|person] left. The general said on Sunday [Okoro|person] was ill.");
    }

    #[test]
    fn states_and_the_towns_that_stand_for_them() {
        check("[Moscow|country] rejected the plan in [Geneva|place].");
        check("The meetings in [Geneva|place] and [Brussels|place] had ended.");
        check("The [Russian|nationality] envoy left [Moscow|place] for [Norway|country].");
        check("A [UK|country]-based group and [Russian|nationality]-held towns.");
        check("[Georgia|country] and [Jordan|country] agreed.");
    }

    #[test]
    fn organizations_by_list_head_and_country() {
        check("The [White House|organization] and the [NATO|organization] staff met.");
        check("The [Harbor Safety Council|organization] of the town met.");
        check("She joined the [Institute for Polar Studies|organization] last year.");
    }

    #[test]
    fn exercises_and_operations_are_events() {
        check("[Operation Rising Tide|event] began; [Exercise Steadfast Defender 24|event] ended.");
        check("The [Zapad-2021|event] drills and the [Winter Hammer|event] military exercise went on.");
        check("[NATO|organization] exercises in [Poland|country] ended.");
        check("They prepare an exercise early next year, [Steady Lantern|event], with [Poland|country].");
    }

    #[test]
    fn towns_that_are_given_names_and_bodies_that_nouns_tell() {
        check("[Washington Pruitt|person] , a farmer, left [Washington|place] .");
        check("Colonel [Fukushima Koji|person] met the armed group [Harakat al-Fajr|organization] near [Fort Dunmore|place] .");
        check("A pro-[EU|organization] party.");
        check("The Nora Vance and the Tomasz Wilk carry missiles.");
    }

    #[test]
    fn ships_and_shouted_lines_are_no_persons() {
        check("The USS Harold Stone left port.");
        check("It must include [NATO|organization] Allies and partners.");
        check("HARBOR CLOSED AFTER STORM, OFFICIALS SAY");
    }
}
