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

#[test]
fn newest_first_and_undated_last() {
    let library = three();
    let ids: Vec<&str> = library.summaries().map(|summary| summary.id.as_str()).collect();
    assert_eq!(ids, ["new", "old", "undated"]);
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
    let mut memory = index::Memory::default();
    let (shelf, notices) = memory.refresh(folder.path(), &index::Cancel::default()).unwrap();
    let shelf = shelf.unwrap();
    let rows = shelf.catalog().order();
    assert_eq!(rows.len(), 1);
    assert_eq!(shelf.catalog().summary(rows[0]).unwrap().collection.as_deref(), Some("north"));
    assert_eq!(notices.len(), 1);
    assert!(notices[0].starts_with("bad.toml: "), "{notices:?}");
    assert!(memory.refresh(&folder.path().join("absent"), &index::Cancel::default()).is_err());
}
