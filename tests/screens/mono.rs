//! Every view, tab, picker and card without a color: the words, and a letter a cell for how it is drawn. What is selected, what has the
//! focus and what kind a thing is, must be told by these alone.

use attache::tui::theme::Theme;
use ratatui::{buffer::Buffer, style::Modifier};

use super::{Screen, fixture};

/// The attributes that the theme without colors draws with, and the letter of each set of them.
const LETTERS: &[(char, Modifier)] = &[
    ('b', Modifier::BOLD),
    ('d', Modifier::DIM),
    ('i', Modifier::ITALIC),
    ('u', Modifier::UNDERLINED),
    ('r', Modifier::REVERSED),
    ('B', Modifier::BOLD.union(Modifier::ITALIC)),
    ('o', Modifier::BOLD.union(Modifier::DIM).union(Modifier::ITALIC)),
    ('D', Modifier::DIM.union(Modifier::ITALIC)),
    ('U', Modifier::BOLD.union(Modifier::UNDERLINED)),
    ('p', Modifier::DIM.union(Modifier::UNDERLINED)),
    ('P', Modifier::DIM.union(Modifier::UNDERLINED).union(Modifier::ITALIC)),
    ('q', Modifier::ITALIC.union(Modifier::UNDERLINED)),
    ('Q', Modifier::BOLD.union(Modifier::ITALIC).union(Modifier::UNDERLINED)),
    ('R', Modifier::BOLD.union(Modifier::REVERSED)),
];

/// How each cell is drawn: `.` plainly, a letter of [`LETTERS`], `*` in yet another way.
fn attributes(buffer: &Buffer) -> String {
    let letter = |held: Modifier| match LETTERS.iter().find(|(_, known)| *known == held) {
        Some((letter, _)) => *letter,
        None if held.contains(Modifier::REVERSED) => '#',
        None => '*',
    };
    let mut map = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let is_blank = |cell: &ratatui::buffer::Cell| cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED);
        let letters = row.iter().map(|cell| match cell.modifier {
            _ if is_blank(cell) => ' ',
            held if held.is_empty() => '.',
            held => letter(held),
        });
        map.push_str(letters.collect::<String>().trim_end());
        map.push('\n');
    }
    map
}

fn mono(width: u16, height: u16, keys: &str) -> Screen {
    let screen = Screen::of(fixture::library(), width, height, Theme::Mono).keys(keys);
    let plain = |cell: &ratatui::buffer::Cell| cell.fg == ratatui::style::Color::Reset && cell.bg == ratatui::style::Color::Reset;
    assert!(screen.terminal.backend().buffer().content.iter().all(plain), "a color after {keys:?}");
    screen
}

fn snapshot(name: &str, width: u16, height: u16, keys: &str) {
    let screen = mono(width, height, keys);
    let map = attributes(screen.terminal.backend().buffer());
    insta::assert_snapshot!(format!("mono_{name}"), format!("{}\n{map}", screen.text()));
}

#[test]
fn each_view_without_colors() {
    for (name, keys) in
        [("briefings", ""), ("sidebar", "B j Space j -"), ("speakers_view", "2"), ("assets_view", "3"), ("quotes_view", "4")]
    {
        snapshot(name, 120, 30, keys);
    }
}

#[test]
fn each_pane_and_tab_without_colors() {
    for (name, keys) in [
        ("article_at_a_quote", "Enter ]q ]q"),
        ("article_at_an_asset", "Enter ]a"),
        ("article_at_a_mention", "Enter ]q ]e"),
        ("tab_quotes", "Tab Tab j"),
        ("tab_actors", "Tab Tab l j"),
        ("tab_assets", "Tab Tab l l j"),
        ("tab_places", "Tab Tab l l l"),
    ] {
        snapshot(name, 120, 34, keys);
    }
}

#[test]
fn each_panel_without_colors() {
    for (name, keys) in [
        ("countries", "c Space Down -"),
        ("speakers", "s Down"),
        ("query", "f 'speaker:so"),
        ("misread", "f '(grain"),
        ("found", "Enter / 'the Enter n"),
        ("why", "Enter ]q W"),
        ("palette", ": 'quote"),
        ("themes", "T"),
        ("merge", "Tab Tab l M"),
        ("copy", "Enter ]q y"),
        ("review", "v"),
        ("chord", "Enter ]"),
        ("chosen", "Space * f 'sweden Enter"),
    ] {
        snapshot(name, 100, 30, keys);
    }
}

#[test]
fn the_stack_without_colors() {
    for (name, keys) in [("stack_list", "j"), ("stack_article", "Enter ]q"), ("stack_items", "Enter Enter Right"), ("stack_assets", "3")] {
        snapshot(name, 60, 20, keys);
    }
}

/// Focus and selection by signs alone, as somebody reads them to whom even bold is nothing.
#[test]
fn words_alone_tell_focus_and_selection_in_every_view() {
    for (keys, title) in [
        ("", "▌BRIEFINGS"),
        ("2", "▌SPEAKERS"),
        ("3", "▌ASSETS"),
        ("4", "▌QUOTES"),
        ("Enter", "▌ARTICLE"),
        ("Tab Tab", "▌QUOTES 6"),
        ("Tab Tab l", "▌Quotes 6  ACTORS 8"),
        ("Tab Tab l l", "▌Quotes 6  Actors 8  ASSETS 7"),
    ] {
        let screen = mono(160, 45, keys);
        screen.shows(title);
        let text = screen.text();
        assert_eq!(text.lines().nth(2).unwrap().matches('▌').count(), 1, "one pane has the focus:\n{text}");
        if keys != "Enter" {
            assert!(text.lines().skip(3).any(|line| line.contains('▌')), "no row is marked as selected after {keys:?}:\n{text}");
        }
    }
}

/// No kind of thing looks as another does, in running words and in quoted ones.
#[test]
fn every_kind_has_its_own_look() {
    use attache::{
        config::{Depth, Ground},
        tui::theme::{Palette, Role},
    };
    let palette = Palette::new(Theme::Mono, Depth::True, Ground::Unknown, &[]);
    let kinds = [Role::Text, Role::Person, Role::Organization, Role::Country, Role::Place, Role::Date, Role::Asset];
    for base in [Role::Text, Role::Quote] {
        for (at, a) in kinds.iter().enumerate() {
            for b in &kinds[at + 1..] {
                let look = |role: Role| palette.style(base).patch(palette.style(role)).add_modifier;
                assert_ne!(look(*a), look(*b), "{a} and {b} look the same in {base}");
            }
        }
    }
}
