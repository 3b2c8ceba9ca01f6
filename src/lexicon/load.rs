//! Builds the lexicon from the compiled gazetteers.

use std::borrow::Cow;

use super::{
    Chains, Equipment, Lexicon, Meaning, Organization, PlaceKind, PublicFigure, Report, SpeechClass, Verb, Word, list, table::Table,
};
use crate::{
    country::{CountryCode, countries},
    document::scan_words,
    gazetteer::rows,
    label::Gender,
};

macro_rules! blob {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".tsv"))
    };
}

static PLACES: &str = blob!("places");
static GIVEN: &str = blob!("given_names");
static SURNAMES: &str = blob!("surnames");
static ORGANIZATIONS: &str = blob!("organizations");
static PERSONS: &str = blob!("persons");
static EVENTS: &str = blob!("events");
static TITLES: &str = blob!("titles");
static VERBS: &str = blob!("verbs");
static REPORTS: &str = blob!("reports");
static WORDS: &str = blob!("lower_words");

/// Loads everything, with two hands: what is known of equipment needs nothing of the rest.
pub fn load() -> Lexicon {
    std::thread::scope(|scope| {
        let equipment = scope.spawn(Equipment::load);
        let lexicon = load_words_and_names();
        // a thread that could not be had or fell leaves the work to this one
        Lexicon { equipment: equipment.join().unwrap_or_else(|_| Equipment::load()), ..lexicon }
    })
}

fn load_words_and_names() -> Lexicon {
    let mut lexicon = Lexicon { words: Table::with_capacity(24_000), phrases: Chains::with_capacity(24_000), ..Lexicon::default() };
    load_words(&mut lexicon.words);
    load_titles(&mut lexicon);
    load_verbs(&mut lexicon);
    load_reports(&mut lexicon);
    load_countries(&mut lexicon);
    load_organizations(&mut lexicon);
    load_places(&mut lexicon);
    load_people(&mut lexicon);
    for (blob, key, meaning) in [(EVENTS, "exercises", Meaning::Event), (WORDS, "not_names", Meaning::Nothing)] {
        for text in list(blob, key) {
            if meaning == Meaning::Event || text.contains(' ') {
                lexicon.phrases.add_text(text, 0, meaning);
            }
        }
    }
    lexicon.phrases.settle();
    lexicon.titles.settle();
    lexicon.speech.settle();
    lexicon
}

/// The text in lower case, itself where it is that already.
fn lower(text: &'static str) -> Cow<'static, str> {
    let small = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) || !text.chars().any(char::is_uppercase);
    if small { text.into() } else { text.to_lowercase().into() }
}

fn flag(words: &mut Table<Word>, text: &'static str, flags: u32) {
    words.or_insert(&lower(text), Word::default()).add(flags);
}

fn load_words(words: &mut Table<Word>) {
    let lists = [
        (WORDS, "common", Word::COMMON),
        (WORDS, "starters", Word::STARTER),
        (WORDS, "not_names", Word::NOT_NAME),
        (GIVEN, "female", Word::GIVEN_FEMALE),
        (GIVEN, "male", Word::GIVEN_MALE),
        (GIVEN, "either", Word::GIVEN_FEMALE | Word::GIVEN_MALE),
        (GIVEN, "words", Word::GIVEN_WORD),
        (SURNAMES, "common", Word::SURNAME),
        (SURNAMES, "words", Word::SURNAME_WORD),
        (TITLES, "female", Word::FEMALE),
        (TITLES, "male", Word::MALE),
        (TITLES, "persons", Word::PERSON),
        (TITLES, "bodies", Word::BODY),
        (TITLES, "documents", Word::DOCUMENT),
        (TITLES, "works", Word::WORK),
        (TITLES, "modifiers", Word::MODIFIER),
        (VERBS, "nouns", Word::SPEECH),
        (PLACES, "heads", Word::PLACE_HEAD),
        (EVENTS, "drills", Word::DRILL),
    ];
    for (blob, key, flags) in lists {
        for text in list(blob, key) {
            flag(words, text, flags);
        }
    }
    for text in ORGANIZATIONS.lines().filter(|line| line.starts_with("heads\t")) {
        load_heads(words, text);
    }
    for row in rows(TITLES).filter(|row| row.key == "honorifics") {
        let gender = match row.field("gender") {
            "female" => Word::FEMALE,
            "male" => Word::MALE,
            _ => 0,
        };
        flag(words, row.field("text").trim_end_matches('.'), Word::HONORIFIC | gender);
    }
    for month in MONTHS {
        flag(words, month, Word::MONTH | Word::NOT_NAME);
    }
}

/// The line `heads`, whose fields are lists.
fn load_heads(words: &mut Table<Word>, line: &'static str) {
    for field in line.split('\t').skip(1) {
        let Some((name, values)) = field.split_once('=') else { continue };
        let flags = match name {
            "suffix" => Word::ORG_SUFFIX,
            "lower" => Word::ORG_LOWER,
            "unit" => Word::UNIT,
            _ => continue,
        };
        for value in values.split('\u{1f}').filter(|value| !value.contains(' ')) {
            flag(words, value, flags);
        }
    }
}

const MONTHS: [&str; 23] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
];

fn load_titles(lexicon: &mut Lexicon) {
    for (key, rank, flags) in [("ranks", true, Word::RANK), ("posts", false, Word::POST)] {
        for text in list(TITLES, key) {
            match scan_words(text).as_slice() {
                [] => {}
                [only] | [only, "."] => flag(&mut lexicon.words, only, flags),
                [first, rest @ ..] => {
                    flag(&mut lexicon.words, first, Word::TITLES_ON);
                    lexicon.titles.add(&lower(first), rest, 0, rank);
                }
            }
        }
    }
}

fn load_verbs(lexicon: &mut Lexicon) {
    for row in rows(VERBS).filter(|row| row.key == "verb") {
        let yes = |name: &str| row.field(name) == "true";
        lexicon.verbs.push(Verb {
            lemma: row.field("lemma"),
            class: class(row.field("class")),
            direct: yes("direct"),
            that: yes("that"),
            object: yes("object"),
            partial: yes("partial"),
            weak: yes("weak"),
        });
        let number = u16::try_from(lexicon.verbs.len()).unwrap_or(0);
        for form in row.list("forms") {
            match form.split_once(' ') {
                None => {
                    let word = lexicon.words.or_insert(&lower(form), Word::default());
                    if word.verb == 0 {
                        word.verb = number;
                    }
                }
                Some((first, rest)) => {
                    flag(&mut lexicon.words, first, Word::SPEAKS_ON);
                    lexicon.speech.add(first, &rest.split(' ').collect::<Vec<_>>(), 0, number);
                }
            }
        }
    }
}

fn load_reports(lexicon: &mut Lexicon) {
    for row in rows(REPORTS).filter(|row| row.key == "report") {
        let takes: Vec<&str> = row.list("takes").collect();
        for form in row.list("words").flat_map(|word| word.split('/')) {
            let Some((first, report)) = Report::new(form, row.field("part"), row.field("class"), &takes) else { continue };
            let word = lexicon.words.or_insert(first, Word::default());
            if word.report == 0 {
                lexicon.reports.push(Vec::new());
                word.report = u16::try_from(lexicon.reports.len()).unwrap_or(0);
            }
            if let Some(reports) = usize::from(word.report).checked_sub(1).and_then(|at| lexicon.reports.get_mut(at)) {
                reports.push(report);
            }
        }
    }
    for reports in &mut lexicon.reports {
        reports.sort_by_key(|report| std::cmp::Reverse(report.len()));
    }
}

fn class(name: &str) -> SpeechClass {
    match name {
        "claim" => SpeechClass::Claim,
        "deny" => SpeechClass::Deny,
        "warn" => SpeechClass::Warn,
        "ask" => SpeechClass::Ask,
        "order" => SpeechClass::Order,
        "think" => SpeechClass::Think,
        "announce" => SpeechClass::Announce,
        "agree" => SpeechClass::Agree,
        "accuse" => SpeechClass::Accuse,
        "reply" => SpeechClass::Reply,
        "describe" => SpeechClass::Describe,
        "write" => SpeechClass::Write,
        "read" => SpeechClass::Read,
        _ => SpeechClass::Say,
    }
}

fn load_countries(lexicon: &mut Lexicon) {
    for country in countries() {
        let code = country.code;
        lexicon.phrases.add_text(country.name, 0, Meaning::Country(code));
        let groups: [(&[&'static str], Meaning); 5] = [
            (&country.names, Meaning::Country(code)),
            (&country.adjectives, Meaning::Adjective(code)),
            (&country.people, Meaning::People(code)),
            (&country.capitals, Meaning::Capital(code)),
            (&country.seats, Meaning::Seat(code)),
        ];
        for (words, meaning) in groups {
            for text in words {
                lexicon.phrases.add_text(text, 0, meaning);
            }
        }
    }
}

fn load_organizations(lexicon: &mut Lexicon) {
    lexicon.ambiguous.extend(list(ORGANIZATIONS, "ambiguous"));
    for row in rows(ORGANIZATIONS).filter(|row| row.key == "organization") {
        let number = u16::try_from(lexicon.organizations.len()).unwrap_or(u16::MAX);
        let owner = row.field("owner");
        lexicon.organizations.push(Organization {
            name: row.field("name"),
            country: row.field("country").parse().ok(),
            kind: row.field("kind"),
            owner: (!owner.is_empty()).then_some(owner),
        });
        lexicon.phrases.add_text(row.field("name"), 0, Meaning::Organization(number));
        for alias in row.list("aliases") {
            lexicon.phrases.add_text(alias, 0, Meaning::Organization(number));
        }
    }
}

/// Public figures: full names as known phrases, and their surnames.
fn load_people(lexicon: &mut Lexicon) {
    for row in rows(PERSONS).filter(|row| row.key == "people") {
        let country = row.field("country").parse().ok();
        for (field, gender) in [("female", Gender::Female), ("male", Gender::Male)] {
            for names in row.list(field) {
                let canonical = names.split('|').next().unwrap_or(names);
                let number = u16::try_from(lexicon.people.len()).unwrap_or(u16::MAX);
                let figure = PublicFigure { name: canonical, country, gender: Some(gender) };
                lexicon.people.push(figure);
                for name in names.split('|').filter(|name| name.contains(' ')) {
                    lexicon.phrases.add_text(name, 0, Meaning::Person(number));
                    add_surname(lexicon, name, figure);
                }
            }
        }
    }
}

/// The last word of a name; what bearers of one surname do not share is forgotten.
fn add_surname(lexicon: &mut Lexicon, name: &'static str, figure: PublicFigure) {
    let Some(surname) = name.rsplit(' ').next().filter(|surname| surname.len() > 2) else { return };
    let known = lexicon.surnames.entry(surname).or_insert(figure);
    if known.name != figure.name {
        if known.country != figure.country {
            known.country = None;
        }
        if known.gender != figure.gender {
            known.gender = None;
        }
    }
}

fn load_places(lexicon: &mut Lexicon) {
    for row in rows(PLACES).filter(|row| row.key == "places") {
        let country: Option<CountryCode> = row.field("country").parse().ok();
        let groups = [
            ("regions", PlaceKind::Region),
            ("features", PlaceKind::Feature),
            ("continents", PlaceKind::Continent),
            ("cities", PlaceKind::City),
            ("ambiguous", PlaceKind::AmbiguousCity),
        ];
        for (field, kind) in groups {
            for names in row.list(field) {
                for name in names.split('|') {
                    if let (Some(Meaning::Country(state)), Some(country), false) = (lexicon.single(name), country, name.contains(' ')) {
                        lexicon.namesakes.insert(state, country);
                    }
                    lexicon.phrases.add_text(name, 0, Meaning::Place(country, kind));
                }
            }
        }
        if let Some(code) = country {
            for pair in row.list("adjectives") {
                lexicon.phrases.add_text(pair.split('=').next().unwrap_or(pair), 0, Meaning::RegionAdjective(code));
            }
        }
    }
}
