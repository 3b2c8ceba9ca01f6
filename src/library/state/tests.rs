use jiff::civil::date;

use super::*;
use crate::library::{
    answer::Reading as _,
    decisions::{self, Spot, Standing, Thing},
    query::{Query, Test},
};

const A: Key = Key(0x0123_4567_89ab_cdef);
const B: Key = Key(2);

fn tag(name: &str) -> Change {
    Change::Tag(name.to_owned())
}

#[test]
fn marks_are_there_again_when_the_journal_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/marks.jsonl");
    let mut state = State::open(&path).unwrap();
    for change in [
        Change::Read(true),
        Change::Starred(true),
        Change::Hidden(true),
        tag("follow-up"),
        Change::Note("ask again".to_owned()),
        Change::Place(77),
    ] {
        state.change(A, change).unwrap();
    }
    state.change(B, Change::Read(true)).unwrap();
    state.change(B, Change::Read(false)).unwrap();
    state.asked("speaker:lavrov").unwrap();
    let session = Session { library: "north".to_owned(), query: "is:unread".to_owned(), ..Session::default() };
    state.leave(session.clone()).unwrap();
    let (marks, queries) = (state.marks.clone(), state.queries.clone());
    drop(state);
    let again = State::open(&path).unwrap();
    assert_eq!((&again.marks, &again.queries), (&marks, &queries));
    assert_eq!((again.session("north"), again.session("south")), (Some(&session), None));
    let mark = again.mark(A).unwrap();
    assert!(mark.read && mark.starred && mark.hidden && mark.place == 77 && mark.note == "ask again");
    assert_eq!(again.mark(B), None, "what is as at the start is not kept");
    assert_eq!(again.marks().tags().into_iter().collect::<Vec<_>>(), [("follow-up", 1)]);
}

#[test]
fn every_change_can_be_taken_back_and_done_again_also_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let mut state = State::open(&path).unwrap();
    let mut steps = vec![state.marks.clone()];
    for (key, change) in [
        (A, Change::Starred(true)),
        (B, Change::Hidden(true)),
        (A, tag("x")),
        (B, Change::Note("one".to_owned())),
        (B, Change::Note("two".to_owned())),
        (A, Change::Untag("x".to_owned())),
        (A, Change::Starred(false)),
    ] {
        state.change(key, change).unwrap();
        steps.push(state.marks.clone());
    }
    drop(state);
    let mut state = State::open(&path).unwrap();
    for step in steps.iter().rev().skip(1) {
        assert!(state.undo().unwrap().is_some());
        assert_eq!(state.marks, *step);
    }
    assert_eq!(state.undo().unwrap(), None);
    drop(state);
    let mut state = State::open(&path).unwrap();
    for step in steps.iter().skip(1) {
        assert!(state.redo().unwrap().is_some());
        assert_eq!(state.marks, *step);
    }
    assert_eq!(state.redo().unwrap(), None);
    state.undo().unwrap();
    state.change(B, Change::Read(true)).unwrap();
    assert_eq!(state.redo().unwrap(), None, "what is done anew leaves nothing to do again");
}

#[test]
fn a_torn_line_is_left_out_and_the_next_one_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let mut state = State::open(&path).unwrap();
    state.change(A, Change::Starred(true)).unwrap();
    state.change(B, Change::Starred(true)).unwrap();
    drop(state);
    let bytes = fs::read(&path).unwrap();
    for cut in 0..bytes.len() {
        fs::write(&path, &bytes[..cut]).unwrap();
        let mut state = State::open(&path).unwrap();
        state.change(B, tag("after")).unwrap();
        drop(state);
        let state = State::open(&path).unwrap();
        assert_eq!(state.mark(B).unwrap().tags.len(), 1, "cut at {cut}");
    }
}

#[test]
fn a_second_process_may_look_but_its_marks_are_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let mut first = State::open(&path).unwrap();
    first.change(A, Change::Starred(true)).unwrap();
    let mut second = State::open(&path).unwrap();
    assert!(second.mark(A).unwrap().starred);
    assert!(second.notice().is_some_and(|notice| notice.contains("another attache")));
    second.change(B, Change::Starred(true)).unwrap();
    drop((first, second));
    let third = State::open(&path).unwrap();
    assert_eq!((third.mark(B), third.notice()), (None, None));
}

#[test]
fn a_long_journal_is_made_short_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let line = |on: bool| serde_json::to_string(&Line::Did(A, Change::Starred(on))).unwrap() + "\n";
    let mut long: String = (0..=LONG).map(|turn| line(turn % 2 == 0)).collect();
    long.push_str("{\"from-tomorrow\":1}\n");
    long.push_str(&(serde_json::to_string(&Line::Asked("grain".to_owned())).unwrap() + "\n"));
    fs::write(&path, long).unwrap();
    let mut state = State::open(&path).unwrap();
    assert!(state.mark(A).unwrap().starred);
    assert!(fs::metadata(&path).unwrap().len() < 200);
    state.change(B, Change::Read(true)).unwrap();
    drop(state);
    let state = State::open(&path).unwrap();
    assert!(state.mark(A).unwrap().starred && state.mark(B).unwrap().read);
    assert_eq!(state.queries(), ["grain"]);
}

#[test]
fn tags_are_found_by_words() {
    let mut state = State::default();
    state.change(A, tag("follow-up")).unwrap();
    state.change(B, tag("naval")).unwrap();
    let tagged = |written: &str| {
        let query = Query::parse(written, date(2026, 1, 1)).unwrap();
        let Query::Test(Test::Name(_, words)) = query else { panic!("{query:?}") };
        state.marks().tagged(&words).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(tagged("tag:follow-up"), [A]);
    assert_eq!(tagged("tag:nav"), [B]);
    assert_eq!(tagged("tag:grain"), []);
}

fn hide(words: &str) -> Change {
    let subject = Subject { thing: Thing::Quote, spot: Spot { at: 4, words: words.to_owned() } };
    Change::Decided(subject, vec![Decision::Standing(Some(Standing::Hidden))])
}

fn file_of(path: &Path) -> String {
    fs::read_to_string(path.with_file_name("decisions.toml")).unwrap_or_default()
}

#[test]
fn decisions_are_in_their_file_at_once_and_in_one_history_with_marks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let mut state = State::open(&path).unwrap();
    let start = (state.marks.clone(), state.decisions.clone(), file_of(&path));
    state.change(A, Change::Starred(true)).unwrap();
    state.change(A, hide("one")).unwrap();
    assert!(file_of(&path).contains("words = \"one\"\nstanding = \"hidden\""));
    state.change(B, Change::Read(true)).unwrap();
    state.change(B, hide("two")).unwrap();
    state.change(B, hide("two")).unwrap();
    assert_eq!(state.depth(), 4, "what is so already is no change");
    let end = (state.marks.clone(), state.decisions.clone(), file_of(&path));
    drop(state);
    let mut state = State::open(&path).unwrap();
    assert_eq!((&state.marks, &state.decisions), (&end.0, &end.1));
    while state.undo().unwrap().is_some() {}
    assert_eq!((&state.marks, &state.decisions), (&start.0, &start.1));
    assert!(!file_of(&path).contains("\nwords = "));
    drop(state);
    let mut state = State::open(&path).unwrap();
    while state.redo().unwrap().is_some() {}
    assert_eq!((state.marks.clone(), state.decisions.clone(), file_of(&path)), end);
}

#[test]
fn what_somebody_wrote_into_the_file_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let mut state = State::open(&path).unwrap();
    state.change(A, hide("one")).unwrap();
    drop(state);
    let edited = file_of(&path).replace("\"one\"", "\"another\"");
    fs::write(path.with_file_name("decisions.toml"), &edited).unwrap();
    let state = State::open(&path).unwrap();
    assert_eq!(decisions::write(&state.decisions), edited);
    assert_eq!(State::decided(&path), Ok((**state.decisions()).clone()));
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    fs::write(path.with_file_name("decisions.toml"), "[[quote]]\nhalf").unwrap();
    let mut state = State::open(&path).unwrap();
    assert!(state.notice().is_some_and(|notice| notice.contains("decisions.toml") && notice.contains("line 2")), "{:?}", state.notice());
    state.change(A, hide("one")).unwrap();
    assert_eq!(file_of(&path), "[[quote]]\nhalf");
    assert!(State::decided(&path).is_err());
}

#[test]
fn a_short_journal_keeps_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.jsonl");
    let line = |on: bool| serde_json::to_string(&Line::Did(A, Change::Starred(on))).unwrap() + "\n";
    let decided = serde_json::to_string(&Line::Did(A, hide("one"))).unwrap() + "\n";
    fs::write(&path, decided + &(0..=LONG).map(|turn| line(turn % 2 == 0)).collect::<String>()).unwrap();
    drop(State::open(&path).unwrap());
    assert!(fs::metadata(&path).unwrap().len() < 400);
    assert!(!State::open(&path).unwrap().decisions().is_empty());
}
