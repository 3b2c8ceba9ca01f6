use proptest::prelude::*;

use super::*;
use crate::{
    briefing::{Actor, Anchor, Asset, DateMention, Mention, Paragraph, Place, Quantity, Quote, Source},
    label::{ActorKind, AssetCategory, AssetStatus, EntityKind, ParagraphKind, QuoteKind},
    span::Span,
};

/// A briefing of `text` in which every key of the form stands.
pub(super) fn full(text: &str, words: &str, number: u64) -> Briefing {
    let end = text.len();
    let anchor = Anchor { start: 0, end, text: words.to_owned() };
    let some = || Some(words.to_owned());
    Briefing {
        schema: SCHEMA,
        engine: "0.1.0".to_owned(),
        id: format!("2022-01-18-minister-speaks-{}", text_hash(text)),
        title: words.to_owned(),
        published: Some(jiff::civil::date(2022, 1, 18)),
        language: some(),
        warnings: vec![words.to_owned(), "a second doubt".to_owned()],
        text: text.to_owned(),
        source: Source {
            name: some(),
            author: some(),
            url: some(),
            path: words.to_owned(),
            format: "text".to_owned(),
            sha256: "ab".to_owned(),
        },
        paragraphs: vec![Paragraph { start: 0, end, kind: ParagraphKind::Caption }],
        actors: vec![Actor {
            id: "ann".to_owned(),
            kind: ActorKind::Person,
            name: words.to_owned(),
            aliases: vec![words.to_owned()],
            role: some(),
            country: "UA".parse().ok(),
            affiliation: some(),
            described: true,
            rule: "name.full".to_owned(),
            score: 0.97,
            mentions: (0..40).map(|start| Span::new(start, start + 1000)).collect(),
        }],
        quotes: vec![Quote {
            id: "q1".to_owned(),
            start: 0,
            end,
            kind: QuoteKind::Partial,
            text: text.to_owned(),
            parts: vec![Span::new(0, 1), Span::new(2, end.max(2))],
            speaker: some(),
            joint: Vec::new(),
            source: Some(anchor.clone()),
            cue: Some(anchor),
            via: some(),
            within: some(),
            sentence: Span::new(0, end),
            rule: "speaker.surname".to_owned(),
            score: 0.1,
        }],
        assets: vec![Asset {
            id: "a1".to_owned(),
            start: 0,
            end,
            text: words.to_owned(),
            category: AssetCategory::ArmoredVehicle,
            designation: some(),
            echelon: some(),
            hull: some(),
            quantity: Some(Quantity { min: Some(number), max: None, text: words.to_owned() }),
            owner: some(),
            giver: some(),
            receiver: some(),
            place: some(),
            status: Some(AssetStatus::Promised),
            claimed_by: some(),
            generic: true,
            sentence: Span::new(0, end),
            rule: "asset.designation".to_owned(),
            score: 1.0,
        }],
        places: vec![Place { name: words.to_owned(), country: None, rule: String::new(), score: 0.0, mentions: vec![] }],
        dates: vec![DateMention {
            start: 0,
            end,
            text: words.to_owned(),
            date: some(),
            until: some(),
            relative: true,
            sentence: Span::new(0, end),
            rule: "date.weekday".to_owned(),
            score: 0.33,
        }],
        entities: vec![],
    }
}

#[track_caller]
fn reads_back_equal(briefing: &Briefing) {
    let toml = to_toml(briefing);
    let read = from_toml(&toml).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    assert_eq!(&read, briefing, "{toml}");
    let json = to_json(briefing);
    assert_eq!(&from_json(&json).unwrap(), briefing);
    let mut line = Vec::new();
    write_json_line(&mut line, briefing).unwrap();
    assert!(!line.contains(&b'\n'));
    assert_eq!(to_toml(&from_json(std::str::from_utf8(&line).unwrap()).unwrap()), toml);
}

#[test]
fn what_is_written_is_read_back() {
    reads_back_equal(&full("“We came,” she said.\n\nC:\\dir \"\"\" and '''\n\"", "O'Neil \"Tip\"", u64::MAX));
    reads_back_equal(&full("\n\nbegins with blank lines\r\n\ttab\u{0}\u{1b}[31m\u{202e}\u{feff} end ", "a\nb", 0));
    reads_back_equal(&Briefing { schema: 1, id: "x".to_owned(), ..Briefing::default() });
}

proptest! {
    #[test]
    fn any_words_are_read_back(text in "(?s).{0,80}", words in "(?s)[\"'\\\\\n\r\t\u{0}-\u{20}a-c\u{feff}\u{85}\u{2028}]{0,12}", number: u64) {
        reads_back_equal(&full(&text, &words, number));
        reads_back_equal(&full(&words, &text, number));
    }

    #[test]
    fn no_input_breaks_the_readers(source in "(?s)[a-z\\[\\]{}=\"'\n #.0-9-]{0,60}") {
        let _ = from_toml(&source);
        let _ = from_json(&source);
    }
}

#[test]
fn the_file_is_made_for_reading() {
    let text = "Kyiv rejects demands\n\"We say no,\" the minister said.";
    let toml = to_toml(&full(text, "Kyiv", 12));
    assert!(toml.contains(&format!("text = \"\"\"\n{text}\"\"\"\n")), "{toml}");
    for line in [
        "schema = 1",
        "published = \"2022-01-18\"",
        "score = 0.97",
        "sentence = [0, 52]",
        "parts = [[0, 1], [2, 52]]",
        "[[quotes]]",
        "[source]",
    ] {
        assert!(toml.lines().any(|l| l == line), "{line} in\n{toml}");
    }
    assert!(toml.contains("cue = { start = 0, end = 52, text = \"Kyiv\" }"));
    assert!(toml.contains("paragraphs = [\n  { start = 0, end = 52, kind = \"caption\" },\n]"));
    assert!(toml.contains("quantity = { min = 12, text = \"Kyiv\" }"));
    assert!(toml.lines().all(|line| line.len() <= 110));
}

#[test]
fn entities_stand_in_json_only() {
    let mut briefing = full("Kyiv", "Kyiv", 1);
    briefing.entities.push(Mention { start: 0, end: 4, kind: EntityKind::Place, actor: None });
    assert!(!to_toml(&briefing).contains("entities"));
    assert_eq!(from_json(&to_json(&briefing)).unwrap(), briefing);
}

#[test]
fn faults_are_named_with_their_line() {
    let toml = to_toml(&full("Kyiv", "Kyiv", 1));
    let fault = |source: &str| from_toml(source).unwrap_err().to_string();
    assert!(
        fault(&toml.replace("kind = \"person\"", "kind = \"persn\"")).starts_with("line 2"),
        "{}",
        fault(&toml.replace("person", "persn"))
    );
    assert!(fault("schema = 1\n\nid = [").starts_with("line 3"), "{}", fault("schema = 1\n\nid = ["));
    assert_eq!(fault(&toml.replace("\ntitle =", "\ntitel =")), "line 4: there is no key `titel`; did you mean `title`?");
    assert_eq!(
        fault(&toml.replace("\"promised\"", "\"promise\"")).split_once(": ").unwrap().1,
        "there is no value `promise`; did you mean `promised`?"
    );
    assert_eq!(fault("schema = 1"), "line 1: the key `engine` is missing");
    assert!(fault("schema = 9\nfuture = 1").contains("form 9"));
    assert!(from_json("{\"schema\": 9}").unwrap_err().to_string().contains("newer attache"));
    assert!(from_json("{").unwrap_err().to_string().starts_with("line 1"));
}

#[test]
fn the_same_text_is_saved_once() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("new/library");
    let briefing = full("Kyiv rejects demands", "Kyiv", 1);
    let Outcome::Added(path) = save(&library, &briefing).unwrap() else { panic!("not added") };
    assert_eq!(load(&path).unwrap(), briefing);
    assert_eq!(save(&library, &briefing).unwrap(), Outcome::Unchanged(path.clone()));

    let renamed =
        Briefing { id: format!("undated-other-title-{}", text_hash(&briefing.text)), title: "Other title".to_owned(), ..briefing.clone() };
    assert_eq!(save(&library, &renamed).unwrap(), Outcome::Unchanged(path.clone()));

    fs::write(&path, to_toml(&briefing).replace("0.97", "0.5")).unwrap();
    save(&library, &briefing).unwrap();
    assert!(load(&path).unwrap().actors[0].score < 0.6, "an edited file is kept");
    assert_eq!(fs::read_dir(&library).unwrap().count(), 1);
}

#[test]
fn ids_never_leave_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for id in ["", "../up", "/etc/passwd", "a/b", "a\\b", "..", "-rf", "A", "ä", "a.b", "a\0b", &"a".repeat(201)] {
        let briefing = Briefing { id: id.to_owned(), ..full("Kyiv", "Kyiv", 1) };
        assert!(matches!(save(folder.path(), &briefing), Err(Error::Id(_))), "{id:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_a_crash_left_behind_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join(".attache-old.tmp");
    let young = folder.path().join(".attache-young.tmp");
    let foreign = folder.path().join("notes.tmp");
    for path in [&old, &young, &foreign] {
        fs::write(path, "half").unwrap();
    }
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(1);
    fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    save(folder.path(), &full("Kyiv", "Kyiv", 1)).unwrap();
    assert!(!old.exists());
    assert!(young.exists() && foreign.exists());
}
