//! Ways out of the reader: what is copied, opened, handed on and written, by the keys for it.

use std::{fs, path::Path, sync::Arc};

use attache::{
    briefing::Briefing,
    library::Library,
    tui::{Effect, Job, Model, Options, Stage, events::Event, translate, update},
};
use ratatui::layout::Size;

use super::{Screen, events, fixture};

/// What `keys` ask to be done outside, the last of it.
fn asked(library: Library, keys: &str) -> Option<Effect> {
    let mut model = Model::new(library, Options::default(), Size::new(160, 45));
    let mut asked = None;
    for event in events(keys) {
        for action in translate(&model, &event) {
            asked = update(&mut model, action).or(asked);
        }
    }
    asked
}

fn addressed() -> Library {
    let mut briefing: Briefing = fixture::corridor();
    briefing.source.url = Some("https://example.org/corridor?a=1&b=$(touch+x)".to_owned());
    Library::of(vec![briefing])
}

fn copied(keys: &str) -> String {
    match asked(addressed(), keys) {
        Some(Effect::Copy(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn key_y_copies_a_quote_in_the_form_that_is_picked() {
    assert_eq!(copied("]q ]q y Enter"), "“We sail where the law lets us sail,”");
    assert_eq!(
        copied("]q ]q y 'citation Enter"),
        "“We sail where the law lets us sail,” — Ingrid Solheim, defense minister, Norway — Exercise Wire, “Two frigates sail for the Orvik \
        corridor as ministers trade words”, 15 Feb 2022, https://example.org/corridor?a=1&b=$(touch+x)"
    );
    let page = copied("]q ]q y 'Markdown Enter");
    assert!(page.starts_with("> “We sail where the law lets us sail,”\n>\n> — Ingrid Solheim"), "{page}");
    assert!(page.contains("](<https://example.org/corridor?a=1&b=$(touch+x)>)"), "{page}");
    let json: serde_json::Value = serde_json::from_str(&copied("]q ]q y 'json Enter")).unwrap();
    assert_eq!((json["speaker"].as_str(), json["country"].as_str()), (Some("Ingrid Solheim"), Some("NO")));
    assert_eq!(copied("y 'address Enter"), "https://example.org/corridor?a=1&b=$(touch+x)");
}

#[test]
fn key_y_copies_assets_and_actors_too() {
    let cited = copied("]a y 'citation Enter");
    assert!(cited.contains("NO 2 frigates · the corridor — Exercise Wire"), "{cited}");
    assert_eq!(copied("l l y Enter"), "Ingrid Solheim");
}

#[test]
fn key_y_copies_the_view_as_a_command_line() {
    let copy = |keys: &str| match asked(fixture::library(), keys) {
        Some(Effect::Copy(words)) => words,
        other => panic!("{other:?}"),
    };
    assert_eq!(copy("y 'command Enter"), "attache list");
    assert_eq!(
        copy("c 'nor Space Enter 3 f 'frigates_OR_\"a_b\" Enter y 'command Enter"),
        "attache list --items assets --query 'country:NO (frigates OR \"a b\")'"
    );
    assert_eq!(copy("2 y 'command Enter"), "attache list --items speakers");
}

#[test]
fn the_list_of_forms_shows_what_would_be_copied() {
    let screen = Screen::new(160, 45).keys("Enter ]q ]q y");
    screen.shows("copy as ›");
    screen.shows("citation");
    insta::assert_snapshot!("copy", Screen::new(100, 30).keys("Enter ]q ]q y").text());
    screen.keys("Enter").shows("Copied through nowhere.");
}

/// A program that writes its arguments and its input into files in `folder`.
#[cfg(unix)]
fn program(folder: &Path) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join("a program");
    let script = "#!/bin/sh\nfor word in \"$@\"; do printf '%s\\n' \"$word\"; done > \"$(dirname \"$0\")/arguments\"\ncat > \"$(dirname \"$0\")/input\"\nexit 3\n";
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn key_bar_gives_the_item_to_a_command_without_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let typed = format!("'\"{}\"_one_'two_$HOME;x'", program(folder.path()).replace(' ', "_"));
    let screen = Screen::new(160, 45).keys("Enter ]q ]q |");
    screen.shows("pipe to ›");
    let screen = screen.keys(&format!("{typed} Enter"));
    screen.shows("a program ended with code 3.");
    assert_eq!(fs::read_to_string(folder.path().join("arguments")).unwrap(), "one\ntwo $HOME;x\n");
    let input: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.path().join("input")).unwrap()).unwrap();
    assert_eq!(input["text"], "We sail where the law lets us sail,");
    Screen::new(160, 45)
        .keys("Enter ]q | 'no-such-program-here Enter")
        .shows("no-such-program-here cannot be run: no such file or folder.");
    Screen::new(160, 45).keys("Enter ]q | '\"half Enter Escape !").shows("This is no command");
    Screen::new(160, 45).keys("Enter |").shows("Choose an item first");
}

#[test]
fn key_shift_s_writes_the_list_and_never_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let keys = |view: &str, name: &str| format!("{view} S C-u '{} Enter", file(name).to_str().unwrap());
    let screen = Screen::new(160, 45).keys("3 S");
    screen.shows("write to › assets.csv");
    Screen::new(160, 45).keys(&keys("3", "a.csv")).shows("Written to ");
    let table = fs::read_to_string(file("a.csv")).unwrap();
    assert!(table.starts_with("briefing,published,outlet,text,category,"), "{table}");
    assert_eq!(table.lines().count(), 8);
    Screen::new(160, 45).keys(&keys("4 f 'speaker:dorokhov Enter", "q.json")).shows("Written to ");
    let rows: serde_json::Value = serde_json::from_str(&fs::read_to_string(file("q.json")).unwrap()).unwrap();
    assert_eq!((rows.as_array().unwrap().len(), rows[0]["text"].as_str()), (1, Some("needless theater")));
    Screen::new(160, 45).keys(&keys("2", "s.md")).shows("Written to ");
    assert!(fs::read_to_string(file("s.md")).unwrap().contains("| Ingrid Solheim | person | defense minister | NO | 3 | 1 | 2022-02-15 |"));
    Screen::new(160, 45).keys(&keys("1", "a.csv")).shows("a.csv is there already; nothing was written.");
    assert_eq!(fs::read_to_string(file("a.csv")).unwrap(), table);
    Screen::new(160, 45).keys("S C-u 'list.txt Enter Escape !").shows("The name ends in .csv, .json or .md: that is the form.");
    assert!(Screen::new(160, 45).keys(&keys("1", "no/folder.csv")).text().contains("cannot be written: no such file or folder."));
}

#[test]
fn key_o_opens_the_address_in_the_browser() {
    // Which browser, the environment tells; the address is one argument, whatever it holds.
    let Some(Effect::Run(Job { argv, input, stage })) = asked(addressed(), "o") else { panic!("nothing is run") };
    assert_eq!(argv.last().unwrap(), "https://example.org/corridor?a=1&b=$(touch+x)");
    assert_eq!((input, argv.len() > 1), (None, true));
    assert!(matches!(stage, Stage::Beside | Stage::Terminal));
    Screen::new(160, 45).keys("o").shows("The address of this article is not known.");
    let mut briefing = fixture::corridor();
    briefing.source.url = Some("--version".to_owned());
    assert_eq!(asked(Library::of(vec![briefing]), "o"), None);
}

#[test]
fn key_e_edits_the_file_of_the_briefing() {
    Screen::new(160, 45).keys("e").shows("This briefing has no file of its own.");
    let _ = (Arc::new(()), Event::Repaint);
}
