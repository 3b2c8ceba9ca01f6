use proptest::prelude::*;

use super::*;
use crate::{
    briefing::{Anchor, Asset, Paragraph, Quote},
    label::{AssetCategory, ParagraphKind, QuoteKind},
};

const TEXT: &str =
    "KYIV — Ann Lee arrived on Monday.\n\n“We will send 12 tanks,” Lee said. “They leave today,” she said.\n\nUkraine asked for tanks.";

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} in {text:?}"));
    Span::new(start, start + words.len())
}

fn quote(text: &str, id: &str, words: &str, source: &str, sentence: &str) -> Quote {
    let at = span(text, words);
    Quote {
        id: id.to_owned(),
        start: at.start,
        end: at.end,
        kind: QuoteKind::Direct,
        text: words.to_owned(),
        parts: vec![],
        speaker: Some("ann-lee".to_owned()),
        joint: Vec::new(),
        source: Some(Anchor::new(span(text, source), text)),
        cue: None,
        via: None,
        within: None,
        sentence: span(text, sentence),
        rule: String::new(),
        score: 1.0,
    }
}

fn asset(text: &str, id: &str, words: &str, sentence: &str) -> Asset {
    let at = span(text, words);
    Asset {
        id: id.to_owned(),
        start: at.start,
        end: at.end,
        text: words.to_owned(),
        category: AssetCategory::Tank,
        designation: None,
        echelon: None,
        hull: None,
        quantity: None,
        owner: None,
        giver: None,
        receiver: None,
        place: None,
        status: None,
        claimed_by: None,
        generic: false,
        sentence: span(text, sentence),
        rule: String::new(),
        score: 1.0,
    }
}

fn actor(kind: ActorKind, name: &str, mentions: Vec<Span>) -> Actor {
    Actor {
        id: crate::name::slug(name, 40),
        kind,
        name: name.to_owned(),
        aliases: vec![],
        role: None,
        country: None,
        affiliation: None,
        described: false,
        rule: String::new(),
        score: 1.0,
        mentions,
    }
}

fn sample() -> Briefing {
    let first = "“We will send 12 tanks,” Lee said.";
    let mut ann = actor(ActorKind::Person, "Ann Lee", vec![span(TEXT, "Ann Lee"), span(TEXT, "Lee said")]);
    ann.aliases.push("Lee".to_owned());
    ann.mentions[1].end = ann.mentions[1].start + "Lee".len();
    let heading = span(TEXT, "KYIV — Ann Lee arrived on Monday.");
    Briefing {
        schema: 1,
        id: format!("undated-{}", text_hash(TEXT)),
        text: TEXT.to_owned(),
        paragraphs: vec![Paragraph { start: heading.start, end: heading.end, kind: ParagraphKind::Heading }],
        actors: vec![ann, actor(ActorKind::Country, "Ukraine", vec![span(TEXT, "Ukraine")])],
        quotes: vec![
            quote(TEXT, "q1", "We will send 12 tanks,", "Lee said", first),
            quote(TEXT, "q2", "They leave today,", "she said", "“They leave today,” she said."),
        ],
        assets: vec![asset(TEXT, "a1", "12 tanks", first)],
        ..Briefing::default()
    }
}

/// The sample after its text was edited: `from` became `to`.
fn edited(from: &str, to: &str) -> (Briefing, Vec<Misfit>) {
    assert!(TEXT.contains(from));
    let mut briefing = Briefing { text: TEXT.replace(from, to), ..sample() };
    let lost = reanchor(&mut briefing);
    (briefing, lost)
}

/// Every item of `briefing` as the words its span covers.
fn shown(briefing: &Briefing) -> Vec<&str> {
    let text = briefing.text.as_str();
    let mut all: Vec<&str> = briefing.actors.iter().flat_map(|actor| &actor.mentions).map(|span| span.of(text)).collect();
    for quote in &briefing.quotes {
        all.extend([quote.span().of(text), quote.sentence.of(text)]);
        all.extend(quote.source.iter().map(|source| source.span().of(text)));
    }
    all.extend(briefing.assets.iter().flat_map(|asset| [asset.span().of(text), asset.sentence.of(text)]));
    all.extend(briefing.paragraphs.iter().map(|p| Span::new(p.start, p.end).of(text)));
    all
}

#[test]
fn a_true_briefing_is_left_alone() {
    let mut briefing = sample();
    assert_eq!(reanchor(&mut briefing), []);
    assert_eq!(briefing, sample());
    briefing.id = "named-by-hand".to_owned();
    let before = briefing.clone();
    assert_eq!(reanchor(&mut briefing), []);
    assert_eq!(briefing, before);
}

#[test]
fn items_follow_their_words() {
    let (briefing, lost) = edited("KYIV — Ann", "KYIV, Ukraine (wire) — Ann");
    assert_eq!(lost, []);
    let (now, before) = (shown(&briefing), sample());
    assert_eq!(now[..11], shown(&before)[..11]);
    assert_eq!(now[11..], ["KYIV, Ukraine (wire) — Ann Lee arrived on Monday."]);
}

#[test]
fn words_between_items_may_change() {
    let (briefing, lost) = edited("Lee said. “They", "Lee said on a cold morning in the capital. “They");
    assert_eq!(lost, []);
    assert_eq!(briefing.quotes[1].span().of(&briefing.text), "They leave today,");
    assert_eq!(briefing.quotes[1].sentence.of(&briefing.text), "“They leave today,” she said.");
    assert_eq!(briefing.actors[1].mentions[0].of(&briefing.text), "Ukraine");
    assert!(briefing.quotes[0].sentence.of(&briefing.text).starts_with("“We will"));
}

#[test]
fn what_no_longer_fits_is_named_and_taken_out() {
    let (briefing, lost) = edited("They leave today", "They left");
    assert_eq!(lost, [Misfit { list: "quotes", index: 1, field: "text", count: 1 }]);
    assert_eq!(briefing.quotes.len(), 1);

    let (briefing, lost) = edited("Ukraine asked", "Kyiv asked");
    assert_eq!(lost, [Misfit { list: "actors", index: 1, field: "mentions", count: 1 }]);
    assert_eq!(briefing.actors[1].mentions, []);
}

#[test]
fn a_changed_position_is_mended() {
    let mut briefing = sample();
    briefing.quotes[1].start += 7;
    briefing.quotes[1].end = 100_000;
    briefing.assets[0].end -= 1;
    assert_eq!(reanchor(&mut briefing), []);
    assert_eq!(briefing, sample());
}

#[test]
fn parts_move_with_their_quote() {
    let mut briefing = sample();
    let whole = "We will send 12 tanks,” Lee said. “They leave today,";
    let at = span(TEXT, whole);
    briefing.quotes.truncate(1);
    briefing.quotes[0].start = at.start;
    briefing.quotes[0].end = at.end;
    briefing.quotes[0].text = whole.to_owned();
    briefing.quotes[0].parts = vec![span(TEXT, "We will send 12 tanks,"), span(TEXT, "They leave today,")];
    briefing.text = format!("Updated.\n{TEXT}");
    assert_eq!(reanchor(&mut briefing), []);
    let parts: Vec<&str> = briefing.quotes[0].parts.iter().map(|part| part.of(&briefing.text)).collect();
    assert_eq!(parts, ["We will send 12 tanks,", "They leave today,"]);
}

/// A place in the text, near it, or nowhere at all.
fn offset() -> impl Strategy<Value = usize> {
    prop_oneof![20 => 0usize..200, 1 => Just(usize::MAX), 1 => Just(usize::MAX - 3)]
}

proptest! {
    #[test]
    fn any_spans_and_any_edit_end_sound(start in offset(), end in offset(), cut in 0usize..100, insert in "(?s).{0,20}") {
        let mut briefing = sample();
        let cut = TEXT.floor_char_boundary(cut);
        briefing.text.insert_str(cut, &insert);
        briefing.quotes[0].start = start;
        briefing.quotes[0].end = end;
        briefing.quotes[1].sentence = Span::new(start, end);
        briefing.quotes[1].parts = vec![Span::new(end, start), Span::new(start, end)];
        briefing.actors[0].mentions.push(Span::new(start, end));
        briefing.paragraphs[0].end = end;
        reanchor(&mut briefing);
        prop_assert!(is_sound(&briefing), "{briefing:#?}");
    }
}

#[test]
fn a_quotation_in_parts_is_found_by_its_parts() {
    let mut briefing = crate::briefing::store::from_toml(
        "schema = 1\nengine = \"0\"\nid = \"x-00000000\"\ntitle = \"T\"\ntext = \"“We wait,” she said. “We hope.”\"\n\
         [[quotes]]\nid = \"q1\"\nstart = 3\nend = 36\nkind = \"direct\"\ntext = \"We wait,” she said. “We hope.\"\n\
         parts = [[3, 11], [28, 36]]\nsentence = [0, 39]\nrule = \"r\"\nscore = 1.0\n",
    )
    .unwrap();
    briefing.text = briefing.text.replace("she said", "she said on Monday");
    assert_eq!(reanchor(&mut briefing), []);
    let quote = &briefing.quotes[0];
    let parts: Vec<&str> = quote.stretches().iter().map(|part| part.of(&briefing.text)).collect();
    assert_eq!(parts, ["We wait,", "We hope."]);
    assert_eq!(quote.text, "We wait,” she said on Monday. “We hope.");
    assert_eq!(quote.words(), "We wait, … We hope.");
    briefing.text = briefing.text.replace("hope", "fear");
    assert_eq!(reanchor(&mut briefing).len(), 1);
}
