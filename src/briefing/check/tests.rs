use proptest::prelude::*;

use super::*;

const GOOD: &str = r#"schema = 1
engine = "0.1.0"
id = "2024-05-02-lee-promises-tanks"
title = "Lee promises tanks"
text = """
“We will send 12 tanks,” Ann Lee said.
“They leave today,” she said."""
paragraphs = [
  { start = 0, end = 5, kind = "heading" },
]

[source]
path = "a.txt"

[[actors]]
id = "ann-lee"
kind = "person"
name = "Ann Lee"
rule = "name.full"
score = 0.97
mentions = [[29, 36]]

[[quotes]]
id = "q1"
start = 3
end = 25
kind = "direct"
text = "We will send 12 tanks,"
speaker = "ann-lee"
cue = { start = 37, end = 41, text = "said" }
sentence = [0, 42]
rule = "speaker.adjacent"
score = 0.9

[[assets]]
id = "a1"
start = 16
end = 24
text = "12 tanks"
category = "tank"
quantity = { min = 12, max = 12, text = "12" }
sentence = [0, 42]
rule = "asset.counted"
score = 0.9
"#;

/// What is said of the good file after `from` became `to`.
#[track_caller]
fn said(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "{from}");
    check(&GOOD.replacen(from, to, 1)).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn row(from: &str, to: &str, expected: &str) {
    assert_eq!(said(from, to), [expected]);
}

#[test]
fn a_good_file_has_no_problems() {
    assert_eq!(check(GOOD), []);
}

#[test]
fn items_that_moved_are_no_problem() {
    assert_eq!(said("“They leave", "Good. “They leave"), [""; 0]);
    assert_eq!(said("“We will", "KYIV — “We will"), [""; 0]);
    assert_eq!(said("start = 16", "start = 9"), [""; 0]);
}

#[test]
fn faults_of_form() {
    row("title = \"Lee", "title = \"x\"\ntitel = \"Lee", "5: file: there is no key `titel`; did you mean `title`?");
    assert_eq!(
        said("engine =", "motor ="),
        ["1: file: the key `engine` is missing; add it", "2: file: there is no key `motor`; take it out"]
    );
    row("speaker = ", "speeker = ", "29: quote q1: there is no key `speeker`; did you mean `speaker`?");
    row("category = \"tank\"", "category = \"tnak\"", "40: asset a1: `category` has no value \"tnak\"; did you mean \"tank\"?");
    row("score = 0.97", "score = \"high\"", "20: actor ann-lee: `score` is a string; it must be a number");
    row("end = 25", "end = -25", "26: quote q1: `end` is below 0; count from 0");
    row("rule = \"name.full\"\n", "", "15: actor ann-lee: the key `rule` is missing; add it");
    row("[[29, 36]]", "[[29]]", "21: actor ann-lee: `mentions` has 1 number; a span is [start, end]");
    row("max = 12", "maks = 12", "41: asset a1: there is no key `maks` in `quantity`; did you mean `max`?");
    row("[source]", "[source", "12: file: unclosed table, expected `]`; mend the TOML");
    row("schema = 1", "schema = 7", "1: file: is in form 7; use a newer attache, this one knows form 1");
}

#[test]
fn faults_of_sense() {
    row(
        "speaker = \"ann-lee\"",
        "speaker = \"anne-lee\"",
        "29: quote q1: speaker: there is no actor \"anne-lee\"; did you mean \"ann-lee\"?",
    );
    row("score = 0.97", "score = 97", "20: actor ann-lee: the score 97 is out of range; use 0 to 1");
    row("min = 12", "min = 13", "41: asset a1: its quantity has min above max; swap them");
    row(
        "id = \"a1\"",
        "id = \"a1\"\nclaimed_by = \"nobody-known\"",
        "37: asset a1: claimed_by: there is no actor \"nobody-known\"; take the line out",
    );
    row(
        "id = \"2024-05-02-lee-promises-tanks\"",
        "id = \"../up\"",
        "3: file: the id \"../up\" is no file name; use lower-case letters, digits and hyphens",
    );
    let twice = format!("{GOOD}\n[[quotes]]\n{}", GOOD.split("[[quotes]]\n").nth(1).unwrap().split("\n[[").next().unwrap());
    assert_eq!(check(&twice)[0].to_string(), "47: quote q1: the id \"q1\" stands twice; give each its own");
}

#[test]
fn words_that_are_not_in_the_text() {
    row(
        "12 tanks\"\ncategory",
        "40 tanks\"\ncategory",
        "39: asset a1: its words are not in the text; make its text what the article says, or remove it",
    );
    row(
        "\"said\" }",
        "\"told\" }",
        "30: quote q1: the words of its cue are not in the text; make them what the article says, or remove the line",
    );
    row("[[29, 36]]", "[[290, 297]]", "21: actor ann-lee: one of its mentions no longer fits; correct or remove that span");
}

proptest! {
    #[test]
    fn no_edit_breaks_the_check(at in 0..GOOD.len(), cut in 0usize..40, insert in "(?s)[a-z0-9\\[\\]{}=\"“\n .,-]{0,12}") {
        let mut source = GOOD.to_owned();
        let start = source.floor_char_boundary(at);
        let end = source.floor_char_boundary((at + cut).min(source.len())).max(start);
        source.replace_range(start..end, &insert);
        for problem in check(&source) {
            prop_assert!(problem.line <= source.lines().count().max(1) + 1, "{problem}");
        }
    }

    #[test]
    fn any_number_may_stand_in_a_file(number in prop_oneof![any::<u64>(), Just(u64::MAX)], which in 0usize..12) {
        let places: Vec<_> = GOOD.match_indices(" = ").collect();
        let (at, _) = places[which * places.len() / 12];
        let end = at + GOOD[at..].find('\n').unwrap();
        let _ = check(&format!("{} = {number}{}", &GOOD[..at], &GOOD[end..]));
    }
}
