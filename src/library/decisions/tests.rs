use proptest::prelude::*;

use super::*;
use crate::{
    briefing::{Actor, Asset, Quote},
    label::{AssetCategory, QuoteKind},
    span::Span,
};

const TEXT: &str = "Mara Lindqvist, the mayor, opened the pier. “It will hold,” Lindqvist said. Ms. Lindqvist thanked Otto Brandt. \
    “We built it twice,” Brandt said of the two cranes and 12 trucks.\n";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn actor(id: &str, name: &str, forms: &[&str]) -> Actor {
    Actor {
        id: id.to_owned(),
        kind: ActorKind::Person,
        name: name.to_owned(),
        aliases: Vec::new(),
        role: None,
        country: None,
        affiliation: None,
        described: false,
        rule: "person.name".to_owned(),
        score: 0.8,
        mentions: forms.iter().map(|form| span(form)).collect(),
    }
}

fn quote(id: &str, words: &str, speaker: &str) -> Quote {
    let at = span(words);
    Quote {
        id: id.to_owned(),
        start: at.start,
        end: at.end,
        kind: QuoteKind::Direct,
        text: words.to_owned(),
        parts: Vec::new(),
        speaker: (!speaker.is_empty()).then(|| speaker.to_owned()),
        joint: Vec::new(),
        source: None,
        cue: None,
        via: None,
        within: None,
        sentence: at,
        rule: "speaker.after".to_owned(),
        score: 0.7,
    }
}

fn asset(id: &str, words: &str, claimed_by: &str) -> Asset {
    let at = span(words);
    Asset {
        id: id.to_owned(),
        start: at.start,
        end: at.end,
        text: words.to_owned(),
        category: AssetCategory::Vehicle,
        designation: None,
        echelon: None,
        hull: None,
        quantity: None,
        owner: None,
        giver: None,
        receiver: None,
        place: None,
        status: None,
        claimed_by: Some(claimed_by.to_owned()),
        generic: false,
        sentence: at,
        rule: "asset.noun".to_owned(),
        score: 0.6,
    }
}

/// One woman found twice, a man, two quotes, two assets.
fn briefing() -> Briefing {
    Briefing {
        text: TEXT.to_owned(),
        actors: vec![
            Actor { role: Some("mayor".to_owned()), ..actor("mara-lindqvist", "Mara Lindqvist", &["Mara Lindqvist"]) },
            actor("ms-lindqvist", "Ms. Lindqvist", &["Ms. Lindqvist"]),
            actor("otto-brandt", "Otto Brandt", &["Otto Brandt"]),
        ],
        quotes: vec![quote("q1", "It will hold,", "ms-lindqvist"), quote("q2", "We built it twice,", "otto-brandt")],
        assets: vec![asset("a1", "two cranes", "otto-brandt"), asset("a2", "12 trucks", "ms-lindqvist")],
        ..Briefing::default()
    }
}

fn spot(words: &str) -> Spot {
    Spot { at: span(words).start, words: words.to_owned() }
}

fn about(thing: Thing, words: &str) -> Subject {
    Subject { thing, spot: spot(words) }
}

fn decided(all: &[(Thing, &str, Decision)]) -> (Briefing, Outcome) {
    let mut decisions = Decisions::default();
    for (thing, words, decision) in all {
        decisions.set(Key::of(TEXT), &about(*thing, words), decision.clone());
    }
    let mut briefing = briefing();
    let outcome = apply(&mut briefing, &decisions).unwrap();
    (briefing, outcome)
}

fn same(words: &str) -> Decision {
    Decision::SameAs(Some(spot(words)))
}

const HIDDEN: Decision = Decision::Standing(Some(Standing::Hidden));

#[test]
fn a_merged_actor_is_the_other_in_everything() {
    let (briefing, outcome) = decided(&[(Thing::Actor, "Ms. Lindqvist", same("Mara Lindqvist"))]);
    let names: Vec<&str> = briefing.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Mara Lindqvist", "Otto Brandt"]);
    assert_eq!(briefing.actors[0].mentions, [span("Mara Lindqvist"), span("Ms. Lindqvist")]);
    assert_eq!(briefing.actors[0].aliases, ["Ms. Lindqvist"]);
    assert_eq!(briefing.speaker(&briefing.quotes[0]).unwrap().role.as_deref(), Some("mayor"));
    assert_eq!(briefing.assets[1].claimed_by.as_deref(), Some("mara-lindqvist"));
    assert_eq!((0..3).map(|number| outcome.now(Thing::Actor, number)).collect::<Vec<_>>(), [Some(0), Some(0), Some(1)]);
    assert_eq!(outcome.speaker(0), Some(0), "the quote is that of the record's first actor");
    assert_eq!(outcome.misfits, []);
}

#[test]
fn merges_in_a_row_and_in_a_ring_end() {
    for ring in [false, true] {
        let mut all = vec![(Thing::Actor, "Ms. Lindqvist", same("Mara Lindqvist")), (Thing::Actor, "Mara Lindqvist", same("Otto Brandt"))];
        if ring {
            all.push((Thing::Actor, "Otto Brandt", same("Ms. Lindqvist")));
        }
        let (briefing, outcome) = decided(&all);
        assert_eq!(briefing.actors.len(), 1);
        assert_eq!(briefing.actors[0].mentions.len(), 3);
        assert!(briefing.quotes.iter().all(|quote| quote.speaker.as_ref() == Some(&briefing.actors[0].id)));
        assert!((0..3).all(|number| outcome.now(Thing::Actor, number) == Some(0)));
    }
}

#[test]
fn what_is_decided_of_a_merged_actor_is_decided_of_the_other() {
    let mut decisions = Decisions::default();
    let key = Key::of(TEXT);
    decisions.set(key, &about(Thing::Actor, "Mara Lindqvist"), same("Ms. Lindqvist"));
    let mut shown = briefing();
    let outcome = apply(&mut shown, &decisions).unwrap();
    // Its first mention is now that of the one that was merged into it.
    let subject = outcome.subject(&shown, &decisions, Thing::Actor, 0).unwrap();
    assert_eq!(subject, about(Thing::Actor, "Ms. Lindqvist"));
    decisions.set(key, &subject, Decision::Name(Some("M. Lindqvist".to_owned())));
    let mut shown = briefing();
    apply(&mut shown, &decisions);
    assert_eq!(shown.actors[0].name, "M. Lindqvist");
}

#[test]
fn name_kind_role_and_country_are_as_decided() {
    let of = |decision| (Thing::Actor, "Otto Brandt", decision);
    let (briefing, _) = decided(&[
        of(Decision::Name(Some("Brandt & Sons".to_owned()))),
        of(Decision::Kind(Some(ActorKind::Organization))),
        of(Decision::Role(Some("builder".to_owned()))),
        of(Decision::Country(Some(Nation("DK".parse().ok())))),
    ]);
    let brandt = &briefing.actors[2];
    assert_eq!((brandt.name.as_str(), brandt.kind, brandt.role.as_deref()), ("Brandt & Sons", ActorKind::Organization, Some("builder")));
    assert_eq!((brandt.country, brandt.aliases.as_slice()), ("DK".parse().ok(), &["Otto Brandt".to_owned()][..]));
    let (briefing, _) = decided(&[(Thing::Actor, "Mara Lindqvist", Decision::Role(Some(String::new())))]);
    assert_eq!(briefing.actors[0].role, None);
}

/// One actor in whom two brothers were joined, with a quote of each.
fn joined() -> Briefing {
    let mut briefing = briefing();
    let brothers = Actor { aliases: vec!["Brandt".to_owned()], ..actor("otto-brandt", "Otto Brandt", &["Otto Brandt"]) };
    let second = TEXT.match_indices("Brandt").nth(1).map(|(at, _)| Span::new(at, at + 6)).unwrap();
    briefing.actors[2] = Actor { mentions: vec![span("Otto Brandt"), second], ..brothers };
    briefing.quotes[1].source = Some(crate::briefing::Anchor::new(second, TEXT));
    briefing
}

#[test]
fn an_actor_is_set_apart_from_another_with_what_is_said_in_its_name() {
    let mut decisions = Decisions::default();
    let at = TEXT.match_indices("Brandt").nth(1).unwrap().0;
    let second = Subject { thing: Thing::Actor, spot: Spot { at, words: "Brandt".to_owned() } };
    decisions.set(Key::of(TEXT), &second, Decision::Apart(Some(Vec::new())));
    let mut shown = joined();
    let outcome = apply(&mut shown, &decisions).unwrap();
    let (otto, other) = (&shown.actors[2], &shown.actors[3]);
    assert_eq!((otto.name.as_str(), otto.mentions.len(), otto.aliases.len()), ("Otto Brandt", 1, 0));
    assert_eq!((other.name.as_str(), other.id.as_str(), other.mentions[0].start), ("Brandt", "otto-brandt-2", at));
    assert_eq!(shown.quotes[1].speaker.as_ref(), Some(&other.id), "the quote names him there");
    assert_eq!((outcome.found(Thing::Actor, 3), outcome.now(Thing::Actor, 2), outcome.speaker(1)), (None, Some(2), None));
    // The new one can be called otherwise, merged and hidden like any other.
    assert_eq!(outcome.subject(&shown, &decisions, Thing::Actor, 3), Some(second.clone()));
    decisions.set(Key::of(TEXT), &second, Decision::Name(Some("Emil Brandt".to_owned())));
    let mut shown = joined();
    apply(&mut shown, &decisions);
    assert_eq!(shown.actors[3].name, "Emil Brandt");
    decisions.set(Key::of(TEXT), &second, same("Mara Lindqvist"));
    let mut shown = joined();
    apply(&mut shown, &decisions);
    assert_eq!((shown.actors.len(), shown.quotes[1].speaker.as_deref()), (3, Some("mara-lindqvist")));
    assert!(decisions.rests_on(Key::of(TEXT), &second.spot) && !decisions.rests_on(Key::of(TEXT), &spot("Otto Brandt")));
}

#[test]
fn nobody_is_set_apart_from_nothing() {
    let (found, outcome) = decided(&[(Thing::Actor, "Otto Brandt", Decision::Apart(Some(Vec::new())))]);
    assert_eq!((found.actors.len(), outcome.misfits.len()), (3, 1), "the only mention leaves nobody behind");
    let (found, outcome) = decided(&[(Thing::Actor, "pier", Decision::Apart(Some(vec![spot("Otto Brandt")])))]);
    assert_eq!((found.actors.len(), outcome.misfits.first()), (3, Some(&about(Thing::Actor, "pier"))));
}

#[test]
fn what_is_hidden_is_gone_and_nothing_points_to_it() {
    let (briefing, outcome) =
        decided(&[(Thing::Actor, "Otto Brandt", HIDDEN), (Thing::Quote, "It will hold,", HIDDEN), (Thing::Asset, "12 trucks", HIDDEN)]);
    assert_eq!(briefing.actors.len(), 2);
    let quotes: Vec<(&str, Option<&str>)> = briefing.quotes.iter().map(|quote| (quote.id.as_str(), quote.speaker.as_deref())).collect();
    assert_eq!(quotes, [("q2", None)]);
    assert_eq!(briefing.assets.iter().map(|asset| (asset.id.as_str(), asset.claimed_by.as_deref())).collect::<Vec<_>>(), [("a1", None)]);
    assert_eq!((outcome.now(Thing::Quote, 0), outcome.now(Thing::Quote, 1), outcome.found(Thing::Quote, 0)), (None, Some(0), Some(1)));
    assert_eq!(outcome.hidden.len(), 3);
}

#[test]
fn a_quote_is_somebody_elses_or_nobodys() {
    let to = |voice| Decision::Speaker(Some(voice));
    let (briefing, outcome) = decided(&[
        (Thing::Quote, "It will hold,", to(Voice::Actor(spot("Otto Brandt")))),
        (Thing::Quote, "We built it twice,", to(Voice::Nobody)),
    ]);
    assert_eq!((briefing.quotes[0].speaker.as_deref(), briefing.quotes[1].speaker.as_deref()), (Some("otto-brandt"), None));
    assert_eq!(briefing.quotes[0].rule, "decided by hand");
    assert_eq!((outcome.speaker(0), outcome.speaker(1)), (Some(2), None));
}

#[test]
fn confirmed_items_are_known_by_the_numbers_that_are_shown() {
    let (_, outcome) = decided(&[
        (Thing::Quote, "It will hold,", HIDDEN),
        (Thing::Quote, "We built it twice,", Decision::Standing(Some(Standing::Confirmed))),
    ]);
    assert!(outcome.is_confirmed(Thing::Quote, 0) && !outcome.is_confirmed(Thing::Quote, 1));
}

#[test]
fn decisions_survive_another_extraction() {
    let mut decisions = Decisions::default();
    for (thing, words, decision) in [
        (Thing::Actor, "Ms. Lindqvist", same("Mara Lindqvist")),
        (Thing::Actor, "Otto Brandt", Decision::Role(Some("builder".to_owned()))),
        (Thing::Quote, "We built it twice,", Decision::Speaker(Some(Voice::Actor(spot("Mara Lindqvist"))))),
        (Thing::Asset, "12 trucks", HIDDEN),
    ] {
        decisions.set(Key::of(TEXT), &about(thing, words), decision);
    }
    // Another engine: other ids, another order, other beginnings and ends, more items.
    let mut again = Briefing {
        text: TEXT.to_owned(),
        actors: vec![
            actor("brandt", "Brandt", &["Brandt"]),
            actor("lindqvist", "Lindqvist", &["Lindqvist"]),
            actor("the-mayor", "the mayor", &["Ms. Lindqvist"]),
        ],
        quotes: vec![quote("q1", "“We built it twice,”", "brandt")],
        assets: vec![asset("a1", "two cranes", "brandt"), asset("a2", "and 12 trucks", "brandt")],
        ..Briefing::default()
    };
    let outcome = apply(&mut again, &decisions).unwrap();
    assert_eq!(outcome.misfits, []);
    assert_eq!(again.actors.len(), 2);
    assert_eq!(again.actors[0].role.as_deref(), Some("builder"));
    assert_eq!(again.quotes[0].speaker.as_deref(), Some("lindqvist"));
    assert_eq!(again.assets.len(), 1);
}

#[test]
fn what_fits_nothing_is_told() {
    let (found, outcome) = decided(&[(Thing::Quote, "Ms. Lindqvist thanked", HIDDEN), (Thing::Actor, "pier", HIDDEN)]);
    assert_eq!(outcome.misfits, [about(Thing::Actor, "pier"), about(Thing::Quote, "Ms. Lindqvist thanked")]);
    assert_eq!((found.quotes.len(), found.actors.len()), (2, 3));
}

#[test]
fn nothing_decided_changes_nothing() {
    let mut found = briefing();
    assert_eq!(apply(&mut found, &Decisions::default()), None);
    let mut elsewhere = Decisions::default();
    elsewhere.set(Key(7), &about(Thing::Quote, "It will hold,"), HIDDEN);
    assert_eq!(apply(&mut found, &elsewhere), None);
    assert_eq!(found, briefing());
}

#[test]
fn the_file_is_what_one_would_write() {
    let mut decisions = Decisions::default();
    let key = Key(0x1f);
    decisions.set(key, &about(Thing::Actor, "Ms. Lindqvist"), same("Mara Lindqvist"));
    decisions.set(key, &about(Thing::Quote, "It will hold,"), Decision::Speaker(Some(Voice::Nobody)));
    decisions.set(key, &about(Thing::Actor, "Otto Brandt"), Decision::Apart(Some(vec![spot("Mara Lindqvist")])));
    let file = write(&decisions);
    let body = file.split_once("\n\n").unwrap().1;
    let expected = "[[actor]]\ntext = \"000000000000001f\"\nat = 80\nwords = \"Ms. Lindqvist\"\nsame-as = { at = 0, words = \"Mara Lindqvist\" }\n\n\
        [[actor]]\ntext = \"000000000000001f\"\nat = 102\nwords = \"Otto Brandt\"\napart = [{ at = 0, words = \"Mara Lindqvist\" }]\n\n\
        [[quote]]\ntext = \"000000000000001f\"\nat = 47\nwords = \"It will hold,\"\nspeaker = \"nobody\"\n";
    assert_eq!(body, expected);
    assert_eq!(parse(&file), Ok(decisions));
    assert!(
        parse("[[actor]]\ntext = \"1f\"\nat = 1\nwords = \"x\"\nnmae = \"y\"\n").unwrap_err().starts_with("line 5: unknown field `nmae`")
    );
    assert!(parse("[[actor]]\ntext = \"1f\"\nat = 1\nwords = \"x\"\ncountry = \"Norway\"\n").unwrap_err().starts_with("line 5: "));
}

fn a_spot() -> impl Strategy<Value = Spot> {
    let words = ["Mara Lindqvist", "Lindqvist", "Ms. Lindqvist", "Otto Brandt", "It will hold,", "We built it twice,", "12 trucks", "pier"];
    prop_oneof![
        4 => prop::sample::select(words.to_vec()).prop_map(spot),
        1 => (0..400_usize, "[“”a-z\n\"\\\\]{0,6}").prop_map(|(at, words)| Spot { at, words }),
    ]
}

fn a_decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        prop::option::of(prop::collection::vec(a_spot(), 0..3)).prop_map(Decision::Apart),
        prop::option::of(a_spot()).prop_map(Decision::SameAs),
        prop::option::of("[a-z\n\"'\\\\é]{0,5}").prop_map(Decision::Name),
        prop::option::of(prop::sample::select(ActorKind::ALL.to_vec())).prop_map(Decision::Kind),
        prop::option::of("[a-z]{0,3}").prop_map(Decision::Role),
        prop::option::of(prop::sample::select(vec!["", "NO"]))
            .prop_map(|code| Decision::Country(code.map(|code| Nation(code.parse().ok())))),
        prop::option::of(prop_oneof![Just(Voice::Nobody), a_spot().prop_map(Voice::Actor)]).prop_map(Decision::Speaker),
        prop::option::of(prop::sample::select(Standing::ALL.to_vec())).prop_map(Decision::Standing),
    ]
}

proptest! {
    #[test]
    fn any_decisions_leave_a_sound_briefing_and_a_file_that_says_the_same(
        all in prop::collection::vec((prop::sample::select(Thing::ALL.to_vec()), a_spot(), a_decision()), 0..12)
    ) {
        let mut decisions = Decisions::default();
        for (thing, spot, decision) in all {
            decisions.set(Key::of(TEXT), &Subject { thing, spot }, decision);
        }
        prop_assert_eq!(parse(&write(&decisions)), Ok(decisions.clone()));
        let mut shown = briefing();
        let Some(outcome) = apply(&mut shown, &decisions) else {
            prop_assert!(decisions.is_empty());
            return Ok(());
        };
        let known = |id: &Option<String>| id.as_deref().is_none_or(|id| shown.actor(id).is_some());
        for quote in &shown.quotes {
            prop_assert!(known(&quote.speaker) && known(&quote.via) && quote.joint.iter().all(|id| shown.actor(id).is_some()));
        }
        prop_assert!(shown.assets.iter().all(|asset| known(&asset.claimed_by)));
        for (thing, found, count) in [(Thing::Actor, 3, shown.actors.len()), (Thing::Quote, 2, shown.quotes.len()), (Thing::Asset, 2, shown.assets.len())] {
            prop_assert!((0..found).filter_map(|number| outcome.now(thing, number)).all(|number| number < count));
            for number in 0..count {
                // Only what was set apart from another is not in the record.
                let back = outcome.found(thing, number);
                prop_assert!(back.is_some() || thing == Thing::Actor && shown.actors[number].rule == "decided by hand");
                prop_assert!(back.is_none_or(|back| outcome.now(thing, back) == Some(number)));
                prop_assert!(outcome.subject(&shown, &decisions, thing, number).is_some());
            }
        }
        // Once more on what was found, and it is the same again.
        let mut again = briefing();
        prop_assert_eq!(apply(&mut again, &decisions), Some(outcome));
        prop_assert_eq!(again, shown);
    }
}
