//! What the user decides about items, by the keys that decide it.

use std::{fs, path::Path};

use attache::{
    library::{desk::Desk, state::State},
    tui::{Model, Options},
};
use ratatui::{Terminal, backend::TestBackend, layout::Size};

use super::{Screen, fixture};

/// The reader with marks that are kept in `folder`.
fn kept(folder: &Path, width: u16, height: u16) -> Screen {
    let state = State::open(&folder.join("marks.jsonl")).unwrap();
    let desk = Desk { state, ..Desk::from(fixture::library()) };
    let model = Model::new(desk, Options::default(), Size::new(width, height));
    Screen { model, terminal: Terminal::new(TestBackend::new(width, height)).unwrap() }
}

#[test]
fn key_shift_m_merges_the_actor_into_another() {
    let screen = Screen::new(160, 45).keys("Tab Tab l M");
    screen.shows("is the same as ›");
    screen.shows("● Pavel Dorokhov");
    screen.hides("› Ingrid Solheim");
    let screen = screen.keys("'dor Enter");
    screen.shows("“Ingrid Solheim” is “Pavel Dorokhov”; u takes it back.");
    screen.shows("ACTORS 7");
    screen.hides("● Ingrid Solheim");
    let screen = screen.keys("u");
    screen.shows("ACTORS 8");
    screen.shows("Taken back: “Ingrid Solheim” is “Pavel Dorokhov”.");
    screen.keys("C-r").shows("ACTORS 7");
    Screen::new(160, 45).keys("Enter M").shows("Choose an actor first");
}

#[test]
fn key_shift_d_sets_mentions_apart_as_an_actor_of_their_own() {
    // The second mention of the minister, of which two are told.
    let screen = Screen::new(160, 45).keys("Tab Tab l Enter ]e D");
    screen.shows("is somebody else at ›");
    screen.shows("1 of 2 mentions chosen");
    screen.shows("▌ ✓ Solheim");
    screen.shows("Solheim promised to brief parliament on Friday.");
    let screen = screen.keys("Enter");
    screen.shows("“Solheim” is somebody else there; u takes it back.");
    screen.shows("ACTORS 9");
    let text = screen.text();
    let named = |name: &str| text.lines().find(|line| line.contains(name)).unwrap().trim_end().rsplit(' ').next().unwrap().to_owned();
    assert_eq!((named("● Ingrid Solheim  NO").as_str(), named("● Solheim").as_str()), ("1", "1"), "{text}");
    // The new one can be put right like any other.
    let screen = screen.keys("E C-u 'name:_Kari_Solheim;_country:_sweden Enter");
    screen.shows("● Kari Solheim  SE");
    let screen = screen.keys("u u");
    screen.shows("ACTORS 8");
    screen.hides("Kari Solheim");
    screen.keys("C-r C-r").shows("● Kari Solheim  SE");
    let every = Screen::new(160, 45).keys("Tab Tab l D Space Space Enter");
    every.shows("That is every mention; E gives the actor another name.");
    let screen = Screen::new(160, 45).keys("Tab Tab l j D");
    screen.shows("This actor is named once only");
}

#[test]
fn a_decision_that_rests_on_a_mention_keeps_it_where_it_is() {
    let screen = Screen::new(160, 45).keys("Tab Tab l E C-u 'role:_envoy Enter D Enter");
    screen.shows("A decision about this actor rests on one of these mentions");
    screen.shows("ACTORS 8");
}

#[test]
fn a_merge_is_seen_in_the_views_and_in_quotes() {
    let screen = Screen::new(160, 45).keys("Tab Tab l M 'dor Enter 2");
    screen.shows("3 briefings   7 quotes   3 speakers");
    screen.hides("● Ingrid Solheim");
    let screen = screen.keys("4");
    screen.hides("Ingrid Solheim NO");
    screen.shows("Pavel Dorokhov RU");
    screen.keys("u 2").shows("Ingrid Solheim");
}

#[test]
fn key_x_hides_the_item_and_shift_x_shows_it_again() {
    let screen = Screen::new(160, 45).keys("Tab Tab j x");
    screen.shows("QUOTES 5");
    screen.hides("said · direct");
    screen.shows("“We sail where the law lets us s…” is hidden; u takes it back.");
    let screen = screen.keys("X");
    screen.shows("hidden ›");
    screen.shows("We sail where the law lets us sail,");
    let screen = screen.keys("Enter");
    screen.shows("QUOTES 6");
    screen.keys("X").shows("Nothing is hidden in this briefing.");
    Screen::new(160, 45).keys("Enter x").shows("Choose a quote, an actor or an asset first");
}

#[test]
fn a_hidden_item_leaves_the_ledgers_and_the_rest_stay_what_they_are() {
    let screen = Screen::new(160, 45).keys("3 x");
    screen.shows("6 assets");
    screen.hides("frigates   ");
    // What the row says and what the text shows are still one and the same.
    let screen = screen.keys("j j W");
    screen.shows("≈ 1200  sailors");
    screen.shows("“1,200 sailors”");
    screen.keys("W 1").shows("6 ▲");
    let screen = Screen::new(160, 45).keys("4 j j x");
    screen.shows("3 briefings   6 quotes");
    screen.shows("“needless theater”");
    screen.keys("Enter").shows("quote 3 of 5");
}

#[test]
fn queries_and_facets_follow_what_was_decided() {
    let renamed = || Screen::new(160, 45).keys("Tab Tab l E C-u 'name:_Kari_Nord;_country:_denmark Enter");
    let screen = renamed().keys("f 'speaker:nord Enter");
    screen.shows("1 of 3 briefings");
    // The old name is one of hers still; hidden, she is nobody's.
    screen.keys("f C-u 'speaker:solheim Enter").shows("1 of 3 briefings");
    Screen::new(160, 45).keys("Tab Tab l x f 'speaker:solheim Enter").shows("0 of 3 briefings");
    renamed().keys("F").shows("Kari Nord");
    renamed().keys("4 f 'country:denmark Enter").shows("3 of 7 quotes");
    let screen = renamed().keys("2");
    screen.shows("● Kari Nord");
    screen.hides("● Ingrid Solheim");
    screen.keys("Enter").shows("speaker Kari Nord ×");
    // Taken back, all of it is as it was.
    renamed().keys("u f 'speaker:solheim Enter").shows("1 of 3 briefings");
}

#[test]
fn key_shift_e_corrects_name_kind_country_and_role() {
    let screen = Screen::new(160, 45).keys("Tab Tab l E");
    screen.shows("amend › name: Ingrid Solheim; kind: person; country: NO; role: defense minister");
    let screen = screen.keys("C-u 'name:_I._Solheim;_country:_swedish;_role: Enter");
    screen.shows("● I. Solheim  SE");
    screen.shows("“Ingrid Solheim” is called I. Solheim");
    let screen = screen.keys("u");
    screen.shows("● Ingrid Solheim  NO");
    for (typed, told) in [
        ("'naem:_x", "An actor has no field “naem”. Did you mean “name”?"),
        ("'kind:_ship", "“ship” is no kind; it is person, organization or country."),
        ("'country:_atlantis", "“atlantis” is no country"),
        ("'mayor", "needs a field and a colon"),
        ("'name:", "An actor needs a name"),
    ] {
        let screen = Screen::new(160, 45).keys(&format!("Tab Tab l E C-u {typed} Enter"));
        screen.keys("Escape !").shows(told);
    }
    Screen::new(160, 45).keys("Tab Tab l E Enter").shows("Nothing was changed.");
}

#[test]
fn key_shift_a_gives_a_quote_to_another_or_to_nobody() {
    let screen = Screen::new(160, 45).keys("Tab Tab A");
    screen.shows("was said by ›");
    screen.shows("? nobody");
    let screen = screen.keys("'dorokhov Enter");
    screen.shows("was said by “Pavel Dorokhov”");
    let screen = screen.keys("W");
    screen.shows("decided by hand");
    screen.shows("Pavel Dorokhov · defense minister");
    let screen = Screen::new(160, 45).keys("Tab Tab A 'nobody Enter W");
    screen.shows("? the text does not tell who said it");
    Screen::new(160, 45).keys("Tab Tab l A").shows("Choose a quote first");
}

#[test]
fn key_g_c_confirms_and_takes_it_back() {
    let screen = Screen::new(160, 45).keys("Tab Tab gc W");
    screen.shows("✓ 0.91");
    screen.shows("✓ confirmed by you");
    screen.keys("gc").hides("✓");
}

#[test]
fn key_v_looks_through_the_least_certain_first() {
    let screen = Screen::new(160, 45).keys("v");
    screen.shows("REVIEW 1 of ");
    screen.shows("“I have nothing to hide,”");
    screen.shows("a accept");
    screen.keys("v").shows("Looked through 0 of ");
}

#[test]
fn key_a_accepts_in_a_review() {
    let screen = Screen::new(160, 45).keys("v a");
    screen.shows("REVIEW 2 of ");
    screen.shows("is right; u takes it back.");
    let screen = screen.keys("Escape");
    screen.shows("Looked through 1 of 26, 1 decided.");
    // What is confirmed is not asked again.
    screen.keys("v").shows("REVIEW 1 of 25");
}

#[test]
fn key_x_rejects_in_a_review() {
    let screen = Screen::new(160, 45).keys("v x");
    screen.shows("QUOTES 5");
    screen.shows("REVIEW 2 of ");
    screen.keys("Escape v").shows("REVIEW 1 of 25");
}

#[test]
fn key_space_skips_in_a_review() {
    let screen = Screen::new(160, 45).keys("v Space");
    screen.shows("REVIEW 2 of ");
    screen.shows("QUOTES 6");
}

#[test]
fn key_backspace_goes_a_step_back_in_a_review() {
    let screen = Screen::new(160, 45).keys("v x Space Backspace");
    screen.shows("REVIEW 2 of ");
    screen.shows("QUOTES 5");
    let screen = screen.keys("Backspace");
    screen.shows("REVIEW 1 of ");
    screen.shows("QUOTES 6");
    screen.shows("“I have nothing to hide,”");
    screen.keys("Backspace").shows("That was the first one.");
}

#[test]
fn a_review_ends_after_the_last_one() {
    let all = "Space ".repeat(26);
    Screen::new(160, 45).keys(&format!("v {all}")).shows("Looked through 26 of 26, 0 decided.");
    let all = "x ".repeat(26);
    let screen = Screen::new(160, 45).keys(&format!("v {all}"));
    screen.shows("QUOTES 0");
    screen.keys("v").shows("Everything that is listed is confirmed, or there is nothing.");
}

#[test]
fn decisions_are_there_the_next_day_and_all_undone_is_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let start = kept(folder.path(), 160, 45).keys("Tab Tab l").text();
    let screen = kept(folder.path(), 160, 45).keys("Tab Tab x gc A 'dor Enter l M 'dor Enter E C-u 'role:_envoy Enter");
    let end = screen.keys("Escape gg").text();
    assert_ne!(start, end);
    let file = fs::read_to_string(folder.path().join("decisions.toml")).unwrap();
    assert!(file.contains("standing = \"hidden\"") && file.contains("role = \"envoy\""), "{file}");
    let again = kept(folder.path(), 160, 45).keys("Tab Tab l");
    again.shows("3 briefings   6 quotes");
    again.shows("envoy");
    let undone = again.keys("u u u u u u u u u gg");
    assert_eq!(undone.text(), start);
}

#[test]
fn a_decision_that_fits_nothing_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    drop(kept(folder.path(), 160, 45).keys("Tab Tab x"));
    let path = folder.path().join("decisions.toml");
    let file = fs::read_to_string(&path).unwrap().replace("two frigates had left", "two frigates have left");
    fs::write(&path, &file).unwrap();
    let screen = kept(folder.path(), 160, 45).keys("");
    screen.shows("1 decision of yours fits nothing found here any more");
    screen.shows("QUOTES 6");
    let screen = screen.keys("Tab Tab gc");
    screen.shows("✓");
    assert!(fs::read_to_string(&path).unwrap().contains("two frigates have left"));
}

#[test]
fn deciding_is_a_screen_somebody_thought_about() {
    insta::assert_snapshot!("merge", Screen::new(100, 30).keys("Tab Tab l M").text());
    insta::assert_snapshot!("split", Screen::new(100, 30).keys("Tab Tab l Enter ]e D").text());
    insta::assert_snapshot!("review", Screen::new(160, 45).keys("v a").text());
    insta::assert_snapshot!("review_small", Screen::new(60, 20).keys("v a").text());
}

/// Two briefings in which one man speaks.
fn two() -> attache::library::Library {
    let mut again = fixture::corridor();
    again.id = "2021-02-15-again".to_owned();
    again.published = "2021-02-15".parse().ok();
    attache::library::Library::of(vec![again, fixture::corridor()])
}

#[test]
fn key_bracket_shift_s_goes_to_what_this_person_said_next_anywhere() {
    let screen = Screen::of(two(), 160, 45, attache::tui::theme::Theme::Roles).keys("Enter ]q ]S");
    screen.shows("Ingrid Solheim: 2 of 6.");
    let screen = screen.keys("]S ]S");
    screen.shows("Ingrid Solheim: 4 of 6.");
    screen.shows("quote 1 of 6");
    screen.hides("15 Feb 2022 · Exercise Wire");
    let screen = screen.keys("H");
    screen.shows("quote 3 of 6");
    let screen = screen.keys("L ]S ]S ]S");
    screen.shows("That is the last of 6 quotes by Ingrid Solheim.");
    let screen = screen.keys("[S [S [S");
    screen.shows("Ingrid Solheim: 3 of 6.");
    Screen::new(160, 45).keys("Enter ]S").shows("Choose somebody first");
}

#[test]
fn what_is_not_listed_is_reached_by_voice_and_left_again() {
    let screen = Screen::of(two(), 160, 45, attache::tui::theme::Theme::Roles).keys("f 'date:2022 Enter Enter ]q ]s ]s ]S");
    screen.shows("it was not listed, H goes back.");
    screen.hides("date:2022 ×");
    screen.keys("H").shows("date:2022 ×");
}

#[test]
fn a_quote_given_to_somebody_is_among_what_they_said() {
    let screen = Screen::new(160, 45).keys("Tab Tab A 'dor Enter ]S");
    screen.shows("Pavel Dorokhov: 2 of 2.");
}
