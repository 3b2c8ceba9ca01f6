use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::briefing::{anchor::reanchor, clean::clean, store::text_hash};

const TEXT: &str = "“We keep the port open,” Anna Weber said in Tórshavn. “It is ours.”\n\nNorway sent two Su-35 on Monday.";

/// Where `words` stand in the text.
fn at(words: &str) -> [usize; 2] {
    let start = TEXT.find(words).unwrap();
    [start, start + words.len()]
}

/// A record in which every key of the form stands and every item where its words are.
fn record() -> Value {
    let item = |words: &str| json!({ "start": at(words)[0], "end": at(words)[1], "text": words });
    let with = |words: &str, more: Value| {
        let (mut item, Value::Object(mut more)) = (item(words), more) else { panic!() };
        item.as_object_mut().unwrap().append(&mut more);
        item
    };
    let (first, last) = ("We keep the port open,", "It is ours.");
    let said = &TEXT[at(first)[0]..at(last)[1]];
    json!({
        "schema": 1, "engine": "0.1.0", "id": format!("2026-01-05-port-{}", text_hash(TEXT)), "title": "Port \"stays\" open",
        "published": "2026-01-05", "language": "en", "warnings": ["short"], "text": TEXT,
        "source": { "name": "Herald", "author": "B. Olsen", "url": "https://herald.example/1", "path": "-", "format": "text", "sha256": "ab" },
        "paragraphs": [{ "start": 0, "end": 3, "kind": "heading" }],
        "actors": [
            { "id": "anna-weber", "kind": "person", "name": "Anna Weber", "aliases": ["Weber", "A. \\ W."], "role": "mayor", "country": "FO",
                "affiliation": "port", "described": true, "rule": "person.full", "score": 0.9, "mentions": [at("Anna Weber"), at("Weber")] },
            { "id": "norway", "kind": "country", "name": "Norway", "country": "NO", "rule": "country", "score": 1, "mentions": [at("Norway")] },
            { "id": "sweden", "kind": "country", "name": "Sweden", "country": "SE", "rule": "country", "score": 0.5,
                "mentions": [at("Norway"), at("Monday")] },
        ],
        "quotes": [with(said, json!({ "id": "q1", "kind": "direct", "parts": [at(first), at(last)], "speaker": "anna-weber",
            "joint": ["norway"], "source": item("Anna Weber"), "cue": item("said"), "via": "norway", "within": "q1",
            "sentence": at("“We keep the port open,” Anna Weber said in Tórshavn."), "rule": "speaker.near", "score": 0.8 }))],
        "assets": [with("two Su-35", json!({ "id": "a1", "category": "aircraft", "designation": "Su-35", "echelon": "wing", "hull": "F 1",
            "quantity": { "min": 2, "max": 3, "text": "two" }, "owner": "NO", "giver": "NO", "receiver": "SE", "place": "Tórshavn",
            "status": "deployed", "claimed_by": "norway", "generic": true, "sentence": at("Norway sent two Su-35 on Monday."),
            "rule": "asset", "score": 0.7 }))],
        "places": [{ "name": "Tórshavn", "country": "FO", "rule": "place", "score": 0.9, "mentions": [at("Tórshavn")] }],
        "dates": [with("Monday", json!({ "date": "2026-01-05", "until": "2026-01-06", "relative": true,
            "sentence": at("Norway sent two Su-35 on Monday."), "rule": "date", "score": 0.9 }))],
        "entities": [{ "start": at("Norway")[0], "end": at("Norway")[1], "kind": "country", "actor": "norway" }],
    })
}

/// Every value in `all`, by the way to it, with what it is a part of.
fn ways(all: &Value) -> Vec<String> {
    let mut ways = vec![];
    let parts: Vec<(String, &Value)> = match all {
        Value::Object(parts) => parts.iter().map(|(key, part)| (key.clone(), part)).collect(),
        Value::Array(parts) => parts.iter().enumerate().map(|(at, part)| (at.to_string(), part)).collect(),
        _ => vec![],
    };
    for (key, part) in parts {
        ways.push(format!("/{key}"));
        ways.extend(self::ways(part).into_iter().map(|way| format!("/{key}{way}")));
    }
    ways
}

fn without(record: &Value, way: &str) -> Value {
    let mut record = record.clone();
    let (holder, key) = way.rsplit_once('/').unwrap();
    match record.pointer_mut(holder).unwrap() {
        Value::Object(parts) => drop(parts.shift_remove(key)),
        Value::Array(parts) => drop(parts.remove(key.parse().unwrap())),
        _ => {}
    }
    record
}

fn with(record: &Value, way: &str, value: Value) -> Value {
    let mut record = record.clone();
    *record.pointer_mut(way).unwrap() = value;
    record
}

/// Looks at `record` in both ways; tells whether the short one was enough.
#[track_caller]
fn compare(record: &Value) -> bool {
    let source = record.to_string();
    let long = store::from_json(&source).map(|mut briefing| {
        clean(&mut briefing);
        reanchor(&mut briefing);
        briefing
    });
    let short = Outline::read(&source, true);
    if let Some(short) = &short {
        let long = long.as_ref().unwrap_or_else(|error| panic!("{error}: {source}"));
        assert_eq!(format!("{short:?}"), format!("{:?}", Outline::of(long)), "{source}");
        assert_eq!(short.countries(), long.countries(), "{source}");
        assert_eq!(
            short.quotes.iter().map(Quote::words).collect::<Vec<_>>(),
            long.quotes.iter().map(super::super::Quote::words).collect::<Vec<_>>()
        );
    }
    short.is_some()
}

#[test]
fn a_record_as_the_program_writes_it_is_read_the_short_way_in_both_spellings() {
    assert!(compare(&record()));
    let briefing = store::from_json(&record().to_string()).unwrap();
    let toml = store::to_toml(&briefing);
    let outline = Outline::read(&toml, false).unwrap();
    assert_eq!(format!("{outline:?}"), format!("{:?}", Outline::of(&briefing)));
    assert!(matches!((&outline.text.0, &outline.actors[0].name.0), (Cow::Borrowed(_), Cow::Borrowed(_))), "nothing is copied");
}

#[test]
fn what_is_no_record_the_long_way_is_none_the_short_way() {
    let record = record();
    let mut count = 0;
    for way in ways(&record) {
        let mut others = vec![without(&record, &way)];
        others.extend(
            [json!(null), json!(7), json!(-1), json!(0.5), json!("x"), json!(true), json!([]), json!({})]
                .map(|other| with(&record, &way, other)),
        );
        if record.pointer(&way).unwrap().is_object() {
            let mut more = record.clone();
            more.pointer_mut(&way).unwrap()["nonsense"] = json!(1);
            others.push(more);
        }
        for other in others {
            let source = other.to_string();
            let (long, short) = (serde_json::from_str::<Briefing>(&source).is_ok(), serde_json::from_str::<Outline>(&source).is_ok());
            assert_eq!(long, short, "{way}: {source}");
            compare(&other);
            count += 1;
        }
    }
    assert!(count > 1_000, "{count}");
}

#[test]
fn what_was_edited_or_does_not_fit_goes_the_long_way() {
    let record = record();
    for (way, other) in [
        ("/schema", json!(SCHEMA + 1)),
        ("/id", json!("2026-01-05-port-00000000")),
        ("/text", json!(TEXT.replace("open", "shut"))),
        ("/title", json!("Port\u{1b}[2J")),
        ("/source/name", json!("Her\u{202e}ald")),
        ("/actors/0/aliases/1", json!("a\nb")),
        ("/actors/0/mentions/0", json!([5_000, 5_001])),
        ("/quotes/0/text", json!("We never said so")),
        ("/quotes/0/start", json!(4)),
        ("/quotes/0/parts/0", json!([0, 2])),
        ("/quotes/0/sentence", json!([7, 7])),
        ("/assets/0/end", json!(1)),
        ("/assets/0/place", json!("\u{7}")),
        ("/places/0/name", json!("Tórs\u{200b}havn")),
    ] {
        assert!(!compare(&with(&record, way, other.clone())), "{way} {other}");
    }
    // What an index leaves out may be as it likes.
    for (way, other) in [("/dates/0/start", json!(0)), ("/entities/0/end", json!(9_000)), ("/quotes/0/cue/text", json!("nobody"))] {
        assert!(compare(&with(&record, way, other.clone())), "{way} {other}");
    }
}

proptest! {
    #[test]
    fn both_ways_come_to_the_same(at in any::<prop::sample::Index>(), near in -4_i64..5, words in "[a \u{1b}\u{202e}\n\u{301}é“]{0,3}") {
        let record = record();
        let ways = ways(&record);
        let way = at.get(&ways);
        let changed = match record.pointer(way).unwrap() {
            Value::Number(number) => json!(number.as_i64().unwrap_or(0).saturating_add(near).max(0)),
            Value::String(old) => json!(format!("{old}{words}")),
            Value::Array(parts) => json!(parts.iter().rev().collect::<Vec<_>>()),
            other => other.clone(),
        };
        compare(&with(&record, way, changed));
    }
}
