use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    super::super::action::{
        Action::{Jump, Move},
        Goal::Quote,
        Move::{Half, Step, Top},
    },
    *,
};

fn key(name: &str) -> Key {
    Chord::parse(name).unwrap().keys()[0]
}

const TEXT: [Scope; 3] = [Scope::Article, Scope::Panes, Scope::Everywhere];

#[test]
fn every_key_of_table_and_presets_is_a_key_and_stands_once_in_its_scope() {
    for row in KEYMAP {
        for key in row.keys {
            assert!(Chord::parse(key).is_ok(), "{key}");
            let same = KEYMAP.iter().filter(|other| other.scope == row.scope).flat_map(|other| other.keys);
            let clashes = same.filter(|other| Chord::parse(other).unwrap().clashes(&Chord::parse(key).unwrap())).count();
            assert_eq!(clashes, 1, "{key} in {}", row.scope);
        }
    }
    for &preset in Preset::ALL {
        for (scope, key, name) in presets::keys(preset) {
            assert!(Chord::parse(key).is_ok() && row_in(*scope, name).is_some(), "{preset}: {key} {name} in {scope}");
        }
    }
}

#[test]
fn every_command_has_a_key_in_every_preset() {
    for &preset in Preset::ALL {
        let keymap = Keymap::preset(preset);
        for row in KEYMAP {
            assert!(!keymap.keys_of(row).is_empty(), "{preset}: {} in {}", row.name, row.scope);
        }
    }
}

#[test]
fn keys_are_found_in_the_narrowest_scope() {
    let keymap = Keymap::default();
    assert_eq!(keymap.find(&TEXT, &[], key("j")), Found::Actions(vec![Move(Step(1))]));
    assert_eq!(keymap.find(&TEXT, &[], key("]")), Found::Begun);
    assert_eq!(keymap.find(&TEXT, &[key("]")], key("q")), Found::Actions(vec![Jump(Quote, 1)]));
    assert_eq!(keymap.find(&TEXT, &[key("]")], key("j")), Found::Nothing);
    assert_eq!(keymap.find(&TEXT, &[key("g")], key("g")), Found::Actions(vec![Move(Top)]));
    let pressed = Key::of(KeyEvent::new(KeyCode::Char('d'), KeyModifiers::CONTROL));
    assert_eq!(keymap.find(&TEXT, &[], pressed), Found::Actions(vec![Move(Half(1))]));
    assert_eq!(keymap.find(&[Scope::Picker], &[], key("q")), Found::Nothing);
}

#[test]
fn what_may_follow_is_told() {
    let keymap = Keymap::default();
    let following = keymap.following(&TEXT, &[key("]")]);
    assert!(following.contains(&("q".to_owned(), "next quote".to_owned())), "{following:?}");
    assert!(keymap.following(&TEXT, &[key("j")]).is_empty());
}

fn own(text: &str) -> Result<Keymap, Vec<String>> {
    let config = crate::config::parse(text).unwrap();
    Keymap::new(config.preset, &config.keys).map_err(|problems| problems.iter().map(|problem| problem.told(text)).collect())
}

#[test]
fn the_keys_of_the_user_go_before_those_of_the_table() {
    let keymap = own("[keys.panes]\n\"]\" = \"next-quote\"\nx = [\"next-quote\", \"why\"]\n[keys.everywhere]\nq = []\n").unwrap();
    assert_eq!(keymap.find(&TEXT, &[], key("]")), Found::Actions(vec![Jump(Quote, 1)]), "takes the place of the chords");
    assert_eq!(keymap.find(&TEXT, &[], key("x")), Found::Actions(vec![Jump(Quote, 1), Action::Why]));
    assert_eq!(keymap.find(&TEXT, &[], key("q")), Found::Actions(Vec::new()), "does nothing");
    let rows = keymap.rows_of(Group::Jump);
    assert!(rows.contains(&(vec!["x".to_owned()], "next-quote, why".to_owned())), "{rows:?}");
    assert!(rows.contains(&(vec!["]".to_owned()], "next quote".to_owned())), "{rows:?}");
    let hints = keymap.hints(&TEXT);
    assert!(hints.contains(&("]".to_owned(), "next quote")) && !hints.iter().any(|(_, words)| *words == "quit"), "{hints:?}");
}

#[test]
fn a_key_of_the_user_goes_before_the_tables_in_narrower_scopes_too() {
    let keymap = own("[keys.everywhere]\nx = \"help\"\n\"]\" = \"palette\"\n[keys.panes]\nspace = \"why\"\n").unwrap();
    assert_eq!(keymap.find(&TEXT, &[], key("x")), Found::Actions(vec![Help]));
    assert_eq!(keymap.find(&TEXT, &[], key("]")), Found::Actions(vec![Palette]), "the chords of the table are gone");
    assert_eq!(keymap.find(&TEXT, &[], key("space")), Found::Actions(vec![Action::Why]));
    // What was bound for one scope holds there, whichever stands first; a review keeps its keys.
    for text in
        ["[keys.everywhere]\nx = \"help\"\n[keys.article]\nx = \"why\"\n", "[keys.article]\nx = \"why\"\n[keys.everywhere]\nx = \"help\"\n"]
    {
        let keymap = own(text).unwrap();
        assert_eq!(keymap.find(&TEXT, &[], key("x")), Found::Actions(vec![Action::Why]), "{text}");
        assert_eq!(keymap.find(&[Scope::List, Scope::Panes, Scope::Everywhere], &[], key("x")), Found::Actions(vec![Help]), "{text}");
        let found = keymap.find(&[Scope::Review, Scope::Article, Scope::Panes, Scope::Everywhere], &[], key("x"));
        assert!(matches!(found, Found::Actions(actions) if matches!(actions[..], [Action::Judge(_)])), "{text}");
    }
}

#[test]
fn a_chord_of_the_user_drops_the_key_that_would_hide_it() {
    let keymap = own("[keys.panes]\n\"n n\" = \"find-next\"\n").unwrap();
    assert_eq!(keymap.find(&TEXT, &[], key("n")), Found::Begun);
}

#[test]
fn slips_in_keys_are_told_at_their_place() {
    for (text, told) in [
        ("[keys.pane]\nx = \"why\"\n", "1:7: unknown table of keys 'pane'; did you mean 'panes'?"),
        ("[keys.panes]\nx = \"nxet-quote\"\n", "2:5: unknown command 'nxet-quote'; did you mean 'next-quote'?"),
        ("[keys.panes]\nx = \"frobnicate-it-all\"\n", "2:5: unknown command 'frobnicate-it-all'; 'attache config template' lists them"),
        ("[keys.panes]\nentr = \"why\"\n", "2:1: no key is called 'entr'; did you mean 'enter'?"),
        ("[keys.article]\nx = [\"why\", \"read\"]\n", "2:13: 'read' means nothing in article; it holds in list"),
        ("[keys.panes]\nx = \"why\"\n\"x x\" = \"zoom\"\n", "3:1: 'x' and 'xx' cannot both be keys in panes; take one of them out"),
    ] {
        assert_eq!(own(text).unwrap_err(), [told]);
    }
}

#[test]
fn the_table_as_markdown() {
    let page = markdown();
    assert!(page.starts_with("**Move**\n\n| key | does |\n| --- | --- |\n| `j` `↓` | down |\n"), "{page}");
    assert!(page.contains("| `]q` | next quote |"));
}
