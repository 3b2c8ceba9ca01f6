//! Military equipment and the words for forces: families by designation, class nouns, echelons and branches.
//!
//! Every look-up begins with one hash of the first word. Designations with digits are compared without case and hyphens
//! (`Mig-29s` is `MiG-29`); names without digits as they are printed; class nouns in lower case.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Chains, table::Table};
use crate::{
    country::CountryCode,
    document::{Document, scan_words},
    gazetteer::{Row, rows},
    label::AssetCategory,
    name::halves,
};

mod role;

pub use role::Role;

static EQUIPMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/equipment.tsv"));
static FORCES: &str = include_str!(concat!(env!("OUT_DIR"), "/forces.tsv"));

/// How safely a name names equipment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Firmness {
    /// An ordinary word: only beside a class noun or a designation.
    Word,
    /// A proper name that is also an ordinary word: where the text is military.
    Nickname,
    /// Wherever it stands.
    Name,
}

/// A family of equipment.
#[derive(Clone, Debug)]
pub struct Family {
    /// The name that groups its forms.
    pub name: &'static str,
    /// Class.
    pub category: AssetCategory,
    /// State of the maker, where it is one.
    pub country: Option<CountryCode>,
    /// That state alone has it.
    pub sole: bool,
}

/// A known designation in the text.
#[derive(Clone, Copy, Debug)]
pub struct Designation<'a> {
    /// Its family.
    pub family: &'a Family,
    /// How safely it names equipment.
    pub firmness: Firmness,
    /// How many tokens.
    pub len: usize,
    /// Printed in the plural.
    pub plural: bool,
}

/// A class noun in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassNoun {
    /// Class.
    pub category: AssetCategory,
    /// An asset even when bare.
    pub strong: bool,
    /// In the plural.
    pub plural: bool,
    /// One form for one and many: artillery, aircraft.
    pub mass: bool,
    /// How many tokens.
    pub len: usize,
}

/// Which family a name names, and how safely.
#[derive(Clone, Copy, Debug)]
struct Form {
    family: u16,
    firmness: Firmness,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Equipment {
    families: Vec<Family>,
    forms: Chains<Form>,
    /// Families of designations by what stands before their number: `Su-`, `AGM-`.
    patterns: FxHashMap<&'static str, u16>,
    /// Names of warships.
    vessels: Chains<u16>,
    nouns: Chains<ClassNoun>,
    roles: Table<Role>,
    states: FxHashMap<&'static str, CountryCode>,
    nouns_of_one: FxHashSet<&'static str>,
    foes: Vec<(&'static str, &'static str)>,
    wielded: Vec<(&'static str, &'static str)>,
    seats: Vec<(&'static str, &'static str)>,
    serving: FxHashSet<&'static str>,
}

impl Equipment {
    /// Loads the blobs compiled into the program.
    #[must_use]
    pub fn load() -> Self {
        let mut equipment = Self {
            forms: Chains::with_capacity(8_000),
            nouns: Chains::with_capacity(1_000),
            roles: Table::with_capacity(16_000),
            ..Self::default()
        };
        // the first entry of a form wins: the words around forces go before the long lists
        for row in rows(FORCES) {
            if row.key == "nouns" {
                equipment.noun_row(row, |_, _| true);
            } else {
                equipment.forces_row(row);
            }
        }
        for row in rows(EQUIPMENT) {
            match row.key {
                "family" => equipment.family(row),
                // of the long lists only what is sure when bare; single words for people and units are in `forces`
                "nouns" => equipment.noun_row(row, |form, noun| {
                    let broad = matches!(noun.category, AssetCategory::Unit | AssetCategory::Personnel | AssetCategory::Base);
                    noun.strong && (form.contains(' ') || !broad) && !matches!(form, "magazine" | "magazines")
                }),
                _ => {}
            }
        }
        equipment.mark_firsts();
        equipment.forms.settle();
        equipment.vessels.settle();
        equipment.nouns.settle();
        equipment
    }

    /// Marks the words that look-ups may begin with, so that one look-up a token tells whether others are worth it.
    fn mark_firsts(&mut self) {
        let firsts = self.nouns.firsts().chain(self.forms.firsts());
        for mut word in firsts.filter(|word| !word.bytes().any(|b| b.is_ascii_uppercase())) {
            self.roles.or_insert(&word, Role::default()).0 |= Role::FIRST;
            word.push('s');
            self.roles.or_insert(&word, Role::default()).0 |= Role::FIRST;
        }
    }

    /// What `word` does beside assets, in any case.
    #[must_use]
    pub fn role_in_any_case(&self, word: &str) -> Role {
        let role = self.role_of(word);
        if role != Role::default() || !word.bytes().next().is_some_and(|b| b.is_ascii_uppercase()) {
            return role;
        }
        self.roles.lower(word).copied().unwrap_or_default()
    }

    fn family(&mut self, row: Row<'static>) {
        let Ok(category) = row.field("category").parse::<AssetCategory>() else { return };
        let country = row.field("country").parse().ok().filter(|code: &CountryCode| code.as_str() != "XX");
        let sole: Vec<&str> = row.list("sole").collect();
        for (field, firmness) in [("names", Firmness::Name), ("nicknames", Firmness::Nickname), ("words", Firmness::Word)] {
            for entry in row.list(field) {
                let name = entry.split('|').next().unwrap_or(entry);
                let number = self.add(Family { name, category, country, sole: sole.contains(&name) });
                for form in entry.split('|') {
                    self.form(form, number, firmness);
                }
            }
        }
        for vessel in row.list("vessels") {
            let number = self.add(Family { name: vessel, category, country, sole: true });
            self.vessels.add_text(vessel, 0, number);
        }
        for prefix in row.list("patterns") {
            let number = self.add(Family { name: prefix, category, country, sole: false });
            self.patterns.insert(prefix, number);
        }
        for (field, sole) in [("classes", true), ("exports", false)] {
            for class in row.list(field) {
                let name: &'static str = format!("{class}-class").leak();
                let number = self.add(Family { name, category, country, sole });
                self.form(name, number, Firmness::Name);
                self.form(format!("{class} class").leak(), number, Firmness::Name);
            }
        }
    }

    fn add(&mut self, family: Family) -> u16 {
        self.families.push(family);
        u16::try_from(self.families.len() - 1).unwrap_or(u16::MAX)
    }

    fn form(&mut self, text: &'static str, family: u16, firmness: Firmness) {
        let mut words = scan_words(text);
        for word in &mut words {
            *word = Folded::new(word).kept();
        }
        if let Some((first, rest)) = words.split_first() {
            self.forms.add(first, rest, firmness as u8, Form { family, firmness });
        }
    }

    fn noun_row(&mut self, row: Row<'static>, wanted: impl Fn(&str, ClassNoun) -> bool) {
        let Ok(category) = row.field("category").parse::<AssetCategory>() else { return };
        for (field, strong) in [("strong", true), ("generic", false)] {
            for entry in row.list(field) {
                let mut forms = entry.split('|');
                let mass = forms.next() == forms.next();
                for (index, form) in entry.split('|').enumerate() {
                    let plural = index == 1 || (index > 1 && form.ends_with('s'));
                    let noun = ClassNoun { category, strong, plural, mass, len: 0 };
                    for spelling in spellings(form).into_iter().filter(|spelling| wanted(spelling, noun)) {
                        self.noun_form(spelling, noun);
                    }
                }
            }
        }
    }

    fn noun_form(&mut self, text: &'static str, noun: ClassNoun) {
        let words = scan_words(text);
        let Some((first, rest)) = words.split_first() else { return };
        if rest.is_empty() {
            self.nouns_of_one.insert(first);
        }
        self.nouns.add(first, rest, 0, ClassNoun { len: words.len(), ..noun });
    }

    fn forces_row(&mut self, row: Row<'static>) {
        if matches!(row.key, "ships" | "unit_acronyms") {
            let flags = if row.key == "ships" { Role::SHIP } else { Role::UNIT_ACRONYM };
            for value in row.values() {
                let (word, state) = value.split_once('=').unwrap_or((value, ""));
                self.role(word, flags);
                if let Ok(code) = state.parse() {
                    self.states.insert(word, code);
                }
            }
            return;
        }
        let pairs = match row.key {
            "foes" => Some(&mut self.foes),
            "wielded" => Some(&mut self.wielded),
            "seats" => Some(&mut self.seats),
            _ => None,
        };
        if let Some(pairs) = pairs {
            pairs.extend(row.values().filter_map(|pair| pair.split_once(' ')));
            return;
        }
        if row.key == "serve" {
            self.serving.extend(row.values());
            return;
        }
        let flags = ROLES.iter().find(|(key, _)| *key == row.key).map_or(0, |&(_, flags)| flags);
        for word in row.values() {
            self.role(word, flags);
        }
    }

    fn role(&mut self, word: &'static str, flags: u32) {
        for spelling in spellings(word) {
            self.roles.or_insert(spelling, Role::default()).0 |= flags;
        }
    }

    /// What `word` does beside assets. Lower-case words are looked up as they are, others also in lower case by the caller.
    #[must_use]
    pub fn role_of(&self, word: &str) -> Role {
        self.roles.get(word).copied().unwrap_or_default()
    }

    /// The state whose ships bear this prefix, or whose units this acronym.
    #[must_use]
    pub fn state_of(&self, word: &str) -> Option<CountryCode> {
        self.states.get(word).copied()
    }

    /// Whether the two, each the ISO code of a state or the name of a group, fight each other.
    #[must_use]
    pub fn are_foes(&self, one: &str, other: &str) -> bool {
        self.foes.iter().any(|&pair| pair == (one, other) || pair == (other, one))
    }

    /// The state that has a base with this word in its name, where the land tells another or none.
    #[must_use]
    pub fn seat_of(&self, word: &str) -> Option<CountryCode> {
        self.seats.iter().find(|(_, name)| *name == word)?.0.parse().ok()
    }

    /// Whether the verb tells what forces do without a blow of their own: escort, circle, search.
    #[must_use]
    pub fn serves(&self, verb: &str) -> bool {
        self.serving.contains(verb)
    }

    /// The parties that fight with equipment of this designation, though others made it.
    pub fn wielders<'d>(&'d self, designation: &'d str) -> impl Iterator<Item = &'static str> + 'd {
        self.wielded.iter().filter(|(_, start)| designation.starts_with(start)).map(|&(party, _)| party)
    }

    /// The longest known designation that begins at token `at` and ends before `limit`.
    #[must_use]
    pub fn designation(&self, document: &Document<'_>, at: usize, limit: usize) -> Option<Designation<'_>> {
        let folded = Folded::new(document.word(at));
        let word = folded.as_str();
        self.designation_from(word, folded.plural, document, at, limit).or_else(|| {
            // a name without digits in the plural: "Tomahawks", "Leopards"
            let single = word.strip_suffix('s').filter(|single| single.len() > 2);
            single.and_then(|single| self.designation_from(single, true, document, at, limit)).or_else(|| self.patterned(document.word(at)))
        })
    }

    /// A designation that no list has, but of a known pattern: a prefix, its number, at most three more letters.
    fn patterned(&self, word: &str) -> Option<Designation<'_>> {
        let (prefix, tail) = word.split_at_checked(halves(word)?.0.len() + 1)?;
        let family = self.families.get(usize::from(*self.patterns.get(prefix)?))?;
        let single = tail.strip_suffix('s').unwrap_or(tail);
        let letters = single.trim_start_matches(|c: char| c.is_ascii_digit());
        let fits =
            (1..=4).contains(&(single.len() - letters.len())) && letters.len() <= 3 && letters.bytes().all(|b| b.is_ascii_alphabetic());
        fits.then_some(Designation { family, firmness: Firmness::Nickname, len: 1, plural: single.len() < tail.len() })
    }

    fn designation_from(&self, first: &str, plural: bool, document: &Document<'_>, at: usize, limit: usize) -> Option<Designation<'_>> {
        self.forms.before(first, document.word(at + 1)).find_map(|(rest, form)| {
            let end = at + 1 + rest.len();
            if end > limit || (plural && !rest.is_empty() && !has_digit(first)) {
                return None;
            }
            let mut last_plural = plural;
            for (i, known) in rest.iter().enumerate() {
                let printed = Folded::new(document.word(at + 1 + i));
                let last = i + 1 == rest.len();
                if printed.as_str() == *known {
                    last_plural = last && printed.plural;
                } else if last && printed.as_str().strip_suffix('s') == Some(known) {
                    last_plural = true;
                } else {
                    return None;
                }
            }
            let family = self.families.get(usize::from(form.family))?;
            Some(Designation { family, firmness: form.firmness, len: end - at, plural: last_plural })
        })
    }

    /// The warship whose listed name begins at token `at` and ends before `limit`, with the number of tokens; only behind an article
    /// or a possessor does it mean nothing else.
    #[must_use]
    pub fn vessel(&self, document: &Document<'_>, at: usize, limit: usize) -> Option<(&Family, usize)> {
        at.checked_sub(1).filter(|&before| matches!(document.word(before), "the" | "The" | "'s" | "’s"))?;
        let mut forms = self.vessels.before(document.word(at), document.word(at + 1));
        let (rest, &number) = forms
            .find(|(rest, _)| at + rest.len() < limit && rest.iter().enumerate().all(|(i, known)| document.word(at + 1 + i) == *known))?;
        Some((self.families.get(usize::from(number))?, 1 + rest.len()))
    }

    /// The class that bears the name of its first ship: `Gotland`, `Arleigh Burke`.
    #[must_use]
    pub fn ship_class(&self, name: &[&str]) -> Option<&Family> {
        let (last, before) = name.split_last()?;
        let last = format!("{last}-class");
        let words: Vec<Folded> = before.iter().copied().chain([last.as_str()]).map(Folded::new).collect();
        let (first, rest) = words.split_first()?;
        let fits = |known: &[&str]| known.len() == rest.len() && known.iter().zip(rest).all(|(known, word)| *known == word.as_str());
        let (_, form) = self.forms.of(first.as_str()).find(|(known, _)| fits(known))?;
        self.families.get(usize::from(form.family))
    }

    /// The longest class noun that begins at token `at`, in any case, and ends before `limit`.
    #[must_use]
    pub fn class_noun(&self, document: &Document<'_>, at: usize, limit: usize) -> Option<ClassNoun> {
        let fits = |rest: &[&str], noun: &ClassNoun| {
            at + noun.len <= limit && rest.iter().enumerate().all(|(i, known)| document.word(at + 1 + i).eq_ignore_ascii_case(known))
        };
        let mut known = self.nouns.before_in_lower_case(document.word(at), document.word(at + 1));
        known.find(|(rest, noun)| fits(rest, noun)).map(|(_, &noun)| noun)
    }

    /// Whether `word` alone is a class noun.
    #[must_use]
    pub fn is_class_noun(&self, word: &str) -> bool {
        self.nouns_of_one.contains(word)
    }
}

const ROLES: [(&str, u32); 29] = [
    ("echelons", Role::ECHELON),
    ("common_echelons", Role::ECHELON | Role::COMMON_ECHELON),
    ("branches", Role::BRANCH),
    ("hulls", Role::HULL),
    ("give", Role::GIVE),
    ("receive", Role::RECEIVE),
    ("hold", Role::HOLD),
    ("capture", Role::CAPTURE),
    ("destroy", Role::DESTROY),
    ("lose", Role::LOSE),
    ("watch", Role::WATCH),
    ("request", Role::REQUEST),
    ("promise", Role::PROMISE),
    ("use", Role::USE),
    ("deploy", Role::DEPLOY),
    ("contain", Role::CONTAIN),
    ("train", Role::TRAIN),
    ("buy", Role::BUY),
    ("casualties", Role::CASUALTY),
    ("events", Role::EVENT),
    ("civilian", Role::CIVILIAN),
    ("measures", Role::MEASURE),
    ("exercises", Role::EXERCISE),
    ("modifiers", Role::MODIFIER),
    ("stops", Role::STOP),
    ("military", Role::MILITARY),
    ("warlike", Role::WARLIKE),
    ("places", Role::PLACE),
    ("going", Role::GOING),
];

fn has_digit(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

/// British and American spellings of a phrase, itself first; the last two of three words also with a hyphen between the first two.
fn spellings(text: &'static str) -> Vec<&'static str> {
    let mut all = vec![text];
    for (american, british) in [("defense", "defence"), ("armored", "armoured"), ("maneuver", "manoeuvre"), ("mechanized", "mechanised")] {
        for (from, to) in [(american, british), (british, american)] {
            if text.contains(from) {
                all.push(text.replace(from, to).leak());
            }
        }
    }
    if text.bytes().filter(|byte| *byte == b' ').count() >= 2 {
        for at in 0..all.len() {
            let hyphened = all.get(at).map(|text| text.replacen(' ', "-", 1));
            all.extend(hyphened.map(|text| &*text.leak()));
        }
    }
    all
}

/// A word as designations are compared: with a digit in it, in capitals without hyphens and plural *s*; else as it is.
struct Folded<'a> {
    bytes: [u8; 32],
    len: usize,
    whole: &'a str,
    plural: bool,
}

impl<'a> Folded<'a> {
    fn new(word: &'a str) -> Self {
        let mut folded = Self { bytes: [0; 32], len: 0, whole: word, plural: false };
        if !word.is_ascii() || word.len() > 32 || !has_digit(word) {
            return folded;
        }
        let single = word.strip_suffix('s').filter(|single| single.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()));
        folded.plural = single.is_some();
        for byte in single.unwrap_or(word).bytes().filter(|byte| *byte != b'-') {
            if let Some(room) = folded.bytes.get_mut(folded.len) {
                *room = byte.to_ascii_uppercase();
                folded.len += 1;
            }
        }
        folded
    }

    fn as_str(&self) -> &str {
        if self.len == 0 { self.whole } else { self.bytes.get(..self.len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or(self.whole) }
    }
}

impl Folded<'static> {
    /// Its letters, for as long as the program runs.
    fn kept(&self) -> &'static str {
        if self.len == 0 { self.whole } else { self.as_str().to_owned().leak() }
    }
}
