use std::fs;

use super::*;
use crate::{
    briefing::{Actor, Quote, SCHEMA},
    label::{ActorKind, QuoteKind},
    span::Span,
};

fn country(code: &str, times: usize) -> Actor {
    Actor {
        id: code.to_lowercase(),
        kind: ActorKind::Country,
        name: code.to_owned(),
        aliases: Vec::new(),
        role: None,
        country: code.parse().ok(),
        affiliation: None,
        described: false,
        rule: "country.name".to_owned(),
        score: 1.0,
        mentions: vec![Span::new(0, 1); times],
    }
}

fn briefing(id: &str, day: &str, text: &str, codes: &[&str]) -> Briefing {
    let mut actors: Vec<Actor> = codes.iter().enumerate().map(|(place, code)| country(code, 9 - place)).collect();
    actors
        .push(Actor { kind: ActorKind::Person, id: "p".to_owned(), name: "Ödön Ferenczi".to_owned(), country: None, ..country("XX", 1) });
    let quote = Quote {
        id: "q1".to_owned(),
        start: 0,
        end: 1,
        kind: QuoteKind::Direct,
        text: text[..1].to_owned(),
        parts: Vec::new(),
        speaker: Some("p".to_owned()),
        joint: Vec::new(),
        source: None,
        cue: None,
        via: None,
        within: None,
        sentence: Span::new(0, 1),
        rule: "speaker.subject".to_owned(),
        score: 0.9,
    };
    Briefing {
        schema: SCHEMA,
        id: id.to_owned(),
        title: format!("About {id}"),
        published: day.parse().ok(),
        text: text.to_owned(),
        actors,
        quotes: vec![quote],
        ..Briefing::default()
    }
}

fn three() -> Library {
    Library::of(vec![
        briefing("old", "2021-05-02", "Frigates left the harbor.", &["NO", "GB"]),
        briefing("new", "2022-01-18", "Tanks crossed the plain.", &["UA", "NO"]),
        Briefing { published: None, ..briefing("undated", "", "Nothing of note.", &[]) },
    ])
}

fn ids(library: &Library, filter: &Filter) -> Vec<String> {
    library.select(filter).into_iter().filter_map(|number| Some(library.summary(number)?.id.clone())).collect()
}

#[test]
fn newest_first_and_undated_last() {
    assert_eq!(ids(&three(), &Filter::default()), ["new", "old", "undated"]);
}

#[test]
fn words_are_all_needed_and_accents_do_not_matter() {
    let library = three();
    let words = |words: &str| ids(&library, &Filter { words: words.to_owned(), ..Filter::default() });
    assert_eq!(words("frigate HARB"), ["old"]);
    assert_eq!(words("frigate tanks"), Vec::<String>::new());
    assert_eq!(words("odon"), ["new", "old", "undated"]);
}

#[test]
fn countries_any_all_and_without() {
    let library = three();
    let code = |text: &str| text.parse::<CountryCode>().unwrap();
    let any = Filter { countries: vec![code("UA"), code("GB")], ..Filter::default() };
    assert_eq!(ids(&library, &any), ["new", "old"]);
    assert_eq!(ids(&library, &Filter { all: true, ..any }), Vec::<String>::new());
    assert_eq!(ids(&library, &Filter { without: vec![code("UA")], ..Filter::default() }), ["old", "undated"]);
    assert_eq!(library.countries(&Filter::default()), [(code("NO"), 2), (code("GB"), 1), (code("UA"), 1)]);
}

#[test]
fn a_summary_of_json_is_the_summary_of_the_briefing() {
    let briefing = briefing("new", "2022-01-18", "Tanks.", &["UA", "NO"]);
    let summary: Summary = serde_json::from_str(&serde_json::to_string(&briefing).unwrap()).unwrap();
    assert_eq!(summary, Summary::of(&briefing));
    assert_eq!(summary.speakers, ["Ödön Ferenczi"]);
}

#[test]
fn everything_that_ships_can_be_read() {
    let library = Library::shipped();
    assert!(library.notices().is_empty(), "{:?}", library.notices());
    for number in 0..library.len() {
        assert!(library.briefing(number).unwrap().is_ok());
    }
}

#[test]
fn a_bad_file_is_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let good = toml::to_string(&briefing("new", "2022-01-18", "A tank.", &["UA"])).unwrap();
    fs::create_dir(folder.path().join("north")).unwrap();
    fs::write(folder.path().join("north/good.toml"), good).unwrap();
    fs::write(folder.path().join("bad.toml"), "title = 3").unwrap();
    fs::write(folder.path().join("readme.md"), "not a briefing").unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(library.len(), 1);
    assert_eq!(library.summary(0).unwrap().collection.as_deref(), Some("north"));
    assert_eq!(library.notices().len(), 1);
    assert!(library.notices()[0].starts_with("bad.toml: "), "{:?}", library.notices());
    assert!(Library::open(&folder.path().join("absent")).is_err());
}
