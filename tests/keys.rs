//! Every key of the manual, by a test named after its command and the place where it holds.

use std::io;

use attache::tui::{
    Exit, Model, drive,
    events::Event,
    keymap::{KEYMAP, Row},
    terminal::Surface,
};
use ratatui::{Terminal, backend::TestBackend, layout::Size};

#[allow(dead_code, reason = "other tests use more of it")]
#[path = "screens/fixture.rs"]
mod fixture;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "screens/harness.rs"]
mod harness;

use harness::{Screen, events};

/// A key of the table as the harness spells it.
fn spelled(key: &str) -> String {
    let name = |key: &str| match key {
        "space" => "Space".to_owned(),
        "enter" => "Enter".to_owned(),
        "esc" => "Escape".to_owned(),
        "tab" => "Tab".to_owned(),
        "backtab" => "BackTab".to_owned(),
        "backspace" => "Backspace".to_owned(),
        "up" => "Up".to_owned(),
        "down" => "Down".to_owned(),
        "left" => "Left".to_owned(),
        "right" => "Right".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "pgup" => "PageUp".to_owned(),
        "pgdn" => "PageDown".to_owned(),
        "'" => "''".to_owned(),
        "f1" => "F1".to_owned(),
        other => match (other.strip_prefix("ctrl-"), other.strip_prefix("alt-")) {
            (Some(letter), _) => format!("C-{letter}"),
            (_, Some(letter)) => format!("M-{letter}"),
            _ => other.to_owned(),
        },
    };
    key.split(' ').map(name).collect::<Vec<_>>().join(" ")
}

fn row(name: &str, scope: &str) -> &'static Row {
    KEYMAP
        .iter()
        .find(|row| row.name.replace('-', "_") == name && row.scope.name() == scope)
        .unwrap_or_else(|| panic!("the table has no {name} in {scope}"))
}

/// After the keys `before`, each key of the row does what `shown` says; without it, that is not so.
fn check(name: &str, scope: &str, before: &str, shown: &str) {
    let (wanted, words) = shown.strip_prefix('!').map_or((true, shown), |words| (false, words));
    let (before, height) = before.strip_prefix("small ").map_or((before, 45), |before| (before, 14));
    let without = Screen::new(160, height).keys(before);
    assert_ne!(without.text().contains(words), wanted, "{words:?} says nothing of {name}:\n{}", without.text());
    for key in row(name, scope).keys {
        let screen = Screen::new(160, height).keys(&format!("{before} {}", spelled(key)));
        assert_eq!(screen.text().contains(words), wanted, "{key}: {words:?}\n{}", screen.text());
    }
}

/// A screen that notes what is asked of the terminal.
struct Asked {
    terminal: Terminal<TestBackend>,
    calls: Vec<&'static str>,
}

impl Surface for Asked {
    fn size(&mut self) -> io::Result<Size> {
        Surface::size(&mut self.terminal)
    }
    fn paint(&mut self, model: &Model) -> io::Result<()> {
        self.terminal.paint(model)
    }
    fn forget(&mut self) -> io::Result<()> {
        self.calls.push("forget");
        self.terminal.forget()
    }
    fn stop(&mut self) -> io::Result<()> {
        self.calls.push("stop");
        Ok(())
    }
    fn lend(&mut self, _: bool, _: &mut dyn FnMut()) -> io::Result<()> {
        self.calls.push("lend");
        Ok(())
    }
    fn mouse(&mut self, is_ours: bool) -> io::Result<()> {
        self.calls.push(if is_ours { "take the mouse" } else { "leave the mouse" });
        Ok(())
    }
}

/// After the keys `before`, each key of the row asks the terminal for `call`.
fn asks(name: &str, scope: &str, before: &str, call: &str) {
    for key in row(name, scope).keys {
        let Screen { mut model, terminal } = Screen::new(160, 45).keys(before);
        let mut surface = Asked { terminal, calls: Vec::new() };
        let pressed: Vec<Event> = events(&spelled(key));
        let exit = drive(&mut surface, &mut pressed.into_iter(), &mut model).unwrap();
        assert_eq!(exit, Exit::Quit);
        assert!(surface.calls.contains(&call), "{key} asks for {:?}", surface.calls);
    }
}

/// After the keys `before`, each key of the row ends the reader.
fn leaves(name: &str, scope: &str, before: &str) {
    for key in row(name, scope).keys {
        assert!(!Screen::new(160, 45).keys(before).model.is_over());
        assert!(Screen::new(160, 45).keys(&format!("{before} {}", spelled(key))).model.is_over(), "{key}");
    }
}

macro_rules! keys {
    ($($test:ident: $name:ident in $scope:ident $how:tt $before:literal $($shown:literal)?;)*) => {
        /// The tests that there are.
        const TESTS: &[(&str, &str, &str)] = &[$((stringify!($test), stringify!($name), stringify!($scope)),)*];
        $(
            #[test]
            fn $test() {
                keys!(@ $how $name $scope $before $($shown)?);
            }
        )*
    };
    (@ shows $name:ident $scope:ident $before:literal $shown:literal) => { check(stringify!($name), stringify!($scope), $before, $shown) };
    (@ asks $name:ident $scope:ident $before:literal $shown:literal) => { asks(stringify!($name), stringify!($scope), $before, $shown) };
    (@ leaves $name:ident $scope:ident $before:literal) => { leaves(stringify!($name), stringify!($scope), $before) };
}

keys! {
    down: down in panes shows "" "2 of 3";
    up: up in panes shows "j j" "2 of 3";
    page_down: page_down in panes shows "" "3 of 3";
    page_down_in_article: page_down in article shows "small Enter" "!15 Feb 2022 · Exercise Wire";
    page_down_in_items: page_down in items shows "Tab Tab" "quote 6 of 6";
    page_up: page_up in panes shows "G" "1 of 3";
    half_page_down: half_page_down in panes shows "" "3 of 3";
    half_page_up: half_page_up in panes shows "G" "1 of 3";
    top: top in panes shows "G" "1 of 3";
    bottom: bottom in panes shows "" "3 of 3";
    read: read in list shows "" "▌ARTICLE";
    list_items: list_items in article shows "Enter" "▌QUOTES 6";
    show_in_text: show_in_text in items shows "Tab Tab" "▌ARTICLE";
    next_quote: next_quote in panes shows "Enter" "quote 1 of 6";
    previous_quote: previous_quote in panes shows "Enter ]q ]q" "quote 1 of 6";
    next_of_speaker: next_of_speaker in panes shows "Enter ]q" "quote 2 of 6";
    previous_of_speaker: previous_of_speaker in panes shows "Enter ]q ]q" "quote 1 of 6";
    next_asset: next_asset in panes shows "Enter" "asset 1 of 7";
    previous_asset: previous_asset in panes shows "Enter ]a ]a" "asset 1 of 7";
    next_mention: next_mention in panes shows "Enter ]q" "actor 1 of 8";
    previous_mention: previous_mention in panes shows "Enter ]q [e" "That is the first mention.";
    next_paragraph: next_paragraph in panes shows "small Enter" "!15 Feb 2022 · Exercise Wire";
    previous_paragraph: previous_paragraph in panes shows "small Enter ]p" "15 Feb 2022 · Exercise Wire";
    keep_place: keep_place in panes shows "Enter" "keep this place under a letter";
    go_to_place: go_to_place in panes shows "Enter m a" "go to the place under a letter (a)";
    jump_back: jump_back in panes shows "Enter" "No earlier place.";
    jump_forward: jump_forward in panes shows "Enter H" "No later place.";
    speakers: speakers in panes shows "" "speakers › ";
    countries: countries in panes shows "" "countries › ";
    facets: facets in panes shows "" "speakers › ";
    sidebar: sidebar in panes shows "" "▌FIELDS";
    narrow_to: narrow_to in sidebar shows "B" " country CN China ×";
    choose_in_sidebar: choose in sidebar shows "B" "✓ CN";
    leave_out_in_sidebar: leave_out in sidebar shows "B" "✗ CN";
    next_field_in_sidebar: next_field in sidebar shows "B k" "▌Speakers";
    previous_field_in_sidebar: previous_field in sidebar shows "B l" "▌Countries";
    any_or_all_in_sidebar: any_or_all in sidebar shows "B" " all of │";
    query: query in panes shows "" "query › ";
    filter_this: filter_this in panes shows "Enter ]a" " owner Norway ×";
    find_this: find_this in panes shows "Enter ]q" "“Solheim” ";
    clear_filters: clear_filters in panes shows "f 'sweden Enter" "!sweden ×";
    find: find in panes shows "" "find › ";
    find_next: find_next in panes shows "Enter / 'the Enter" "“the” 2 of ";
    find_previous: find_previous in panes shows "Enter / 'the Enter n" "“the” 1 of ";
    mark_read: mark_read in panes shows "Enter Escape h" "▌•15 Feb";
    star: star in panes shows "" "▌★15 Feb";
    hide_briefing: hide_briefing in panes shows "" "newest first · 1 hidden";
    tag: tag in panes shows "" "tags › ";
    note: note in panes shows "" "note › ";
    select: select in list shows "" "1 chosen";
    select_all: select_all in list shows "" "3 chosen";
    undo: undo in panes shows "*" "Taken back: starred.";
    redo: redo in panes shows "* u" "Done again: starred.";
    next_anywhere: next_anywhere in panes shows "Enter ]q" "Ingrid Solheim: 2 of 3.";
    previous_anywhere: previous_anywhere in panes shows "Enter ]q ]q" "Ingrid Solheim: 1 of 3.";
    merge: merge in panes shows "Enter ]q" "is the same as › ";
    split: split in panes shows "Enter ]q" "is somebody else at › ";
    reattribute: reattribute in panes shows "Enter ]q" "was said by › ";
    amend: amend in panes shows "Enter ]q" "amend › name: Ingrid Solheim; kind: person";
    confirm: confirm in panes shows "Enter ]q" "is right; u takes it back.";
    hide: hide in panes shows "Enter ]q" "is hidden; u takes it back.";
    show_hidden: show_hidden in panes shows "Enter ]q x" "hidden › ";
    review: review in panes shows "" "REVIEW 1 of ";
    accept_item: accept_item in review shows "v" "is right; u takes it back.";
    reject_item: reject_item in review shows "v" "is hidden; u takes it back.";
    skip_item: skip_item in review shows "v" "REVIEW 2 of ";
    step_back: step_back in review shows "v Space" "REVIEW 1 of ";
    copy: copy in panes shows "" "copy as › ";
    open_address: open_address in panes shows "" "The address of this article is not known.";
    edit_file: edit_file in panes shows "" "This briefing has no file of its own.";
    pager: pager in panes asks "" "lend";
    pipe: pipe in panes shows "Enter ]q" "pipe to › ";
    save_list: save_list in panes shows "" "write to › briefings.csv";
    view_briefings: view_briefings in panes shows "2" "▌BRIEFINGS";
    view_speakers: view_speakers in panes shows "" "▌SPEAKERS";
    view_assets: view_assets in panes shows "" "▌ASSETS";
    view_quotes: view_quotes in panes shows "" "▌QUOTES  ";
    next_pane: next_pane in panes shows "" "▌ARTICLE";
    previous_pane: previous_pane in panes shows "" "▌QUOTES 6";
    pane_left: pane_left in article shows "Enter" "▌BRIEFINGS";
    pane_right: pane_right in article shows "Enter" "▌QUOTES 6";
    next_tab: next_tab in items shows "Tab Tab" "▌Quotes 6";
    previous_tab: previous_tab in items shows "Tab Tab l" "▌QUOTES 6";
    zoom: zoom in panes shows "" "!Article";
    layout: layout in panes shows "Enter" "!QUOTES 6";
    wider: wider in panes shows "" "▌BRIEFINGS                    newest first │";
    narrower: narrower in panes shows "" "▌BRIEFINGS                newest first │";
    text_form: text_form in panes shows "" "The text without captions";
    show_quotes: show_quotes in panes shows "" "Quotes are not marked";
    show_actors: show_actors in panes shows "" "Actors are not marked";
    show_assets: show_assets in panes shows "" "Assets are not marked";
    show_places: show_places in panes shows "" "Places, dates and addresses are not marked";
    why: why in panes shows "Enter ]q" "─ WHY ─";
    down_in_picker: down in picker shows "c" "▌   FI  Finland";
    up_in_picker: up in picker shows "c Down Down" "▌   FI  Finland";
    page_down_in_picker: page_down in picker shows "c" "▌   SE  Sweden";
    page_up_in_picker: page_up in picker shows "c PageDown" "▌   CN  China";
    choose: choose in facets shows "c" "✓ CN";
    choose_in_several: choose in several shows "Enter ]q D" "1 of 2 mentions chosen";
    leave_out: leave_out in facets shows "c" "✗ CN";
    next_field: next_field in facets shows "c" "speakers › ";
    previous_field: previous_field in facets shows "F" "countries › ";
    any_or_all: any_or_all in facets shows "c" "any of · ALL OF";
    complete: complete in query shows "f 'outl" "query › outlet:";
    earlier_query: earlier_query in query shows "f 'sweden Enter C f" "query › sweden";
    later_query: later_query in query shows "f 'sweden Enter C f C-r" "!query › sweden";
    regex: regex in find shows "Enter / 'N.rw" "1 of 2 · REGEX";
    accept_in_picker: accept in picker shows "c" " country CN China ×";
    accept_in_prompt: accept in prompt shows "f 'sweden" " sweden ×";
    down_in_prompt: down in prompt shows "f" "2 of 3";
    up_in_prompt: up in prompt shows "f Down Down" "2 of 3";
    cancel_in_picker: cancel in picker shows "c" "!countries › ";
    cancel_in_prompt: cancel in prompt shows "f 'sweden" "!query › ";
    cancel: cancel in everywhere shows "f 'sweden Enter" "!sweden ×";
    palette: palette in everywhere shows "" "Enter runs it";
    help: help in everywhere shows "" "Find and filter";
    back: back in everywhere leaves "";
    quit: quit in everywhere leaves "Enter";
    suspend: suspend in everywhere asks "" "stop";
    suspend_in_picker: suspend in picker asks "c" "stop";
    suspend_in_prompt: suspend in prompt asks "f" "stop";
    themes: themes in everywhere shows "" "high-contrast";
    mouse: mouse in everywhere asks "" "leave the mouse";
    notices: notices in everywhere shows "n j" "Nothing is looked for yet";
    reload: reload in everywhere shows "" "settings";
    repaint: repaint in everywhere asks "" "forget";
}

#[test]
fn every_row_of_the_table_has_its_test() {
    for row in KEYMAP {
        let name = row.name.replace('-', "_");
        let known = TESTS.iter().filter(|(_, command, scope)| *command == name && *scope == row.scope.name()).count();
        assert_eq!(known, 1, "{name} in {}", row.scope);
    }
    for (test, command, scope) in TESTS {
        let wanted = [(*command).to_owned(), format!("{command}_in_{scope}")];
        assert!(wanted.iter().any(|name| name == test), "{test} tests {command} in {scope}");
    }
}
