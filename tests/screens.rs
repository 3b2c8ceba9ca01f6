//! Screens as people see them: the true loop on a test backend, as text and as a map of roles.

use attache::{
    library::Library,
    tui::{
        Exit, Model, Options, drive,
        events::Event,
        terminal::Surface,
        theme::{Role, Theme},
    },
};
use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::{Terminal, backend::TestBackend, layout::Size, style::Color};

#[path = "screens/decisions.rs"]
mod decisions;
#[path = "screens/fixture.rs"]
mod fixture;
#[path = "screens/harness.rs"]
mod harness;
#[path = "screens/mono.rs"]
mod mono;
#[path = "screens/sharing.rs"]
mod sharing;

use harness::{Screen, events, press, visible};

impl Screen {
    /// A letter a cell: which role drew it.
    fn roles(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let mut map = String::new();
        for row in buffer.content.chunks(usize::from(buffer.area.width)) {
            let letters: String = row.iter().map(|cell| if cell.symbol() == " " { ' ' } else { letter(cell.fg) }).collect();
            map.push_str(letters.trim_end());
            map.push('\n');
        }
        map
    }

    fn both(&self) -> String {
        let legend: Vec<String> = Role::ALL.iter().map(|role| format!("{}={role:?}", letter(Color::Indexed(*role as u8)))).collect();
        format!("{}\n{}\n{}", self.text(), legend.join(" "), self.roles())
    }
}

fn letter(color: Color) -> char {
    match color {
        Color::Indexed(number) => char::from(b'a' + number),
        _ => '.',
    }
}

#[test]
fn three_panes() {
    insta::assert_snapshot!(Screen::new(160, 45).keys("Enter ]q ]q").both());
}

#[test]
fn two_panes() {
    insta::assert_snapshot!(Screen::new(100, 30).keys("Enter ]q").both());
}

#[test]
fn a_stack_of_panes() {
    insta::assert_snapshot!("stack_list", Screen::new(60, 20).both());
    insta::assert_snapshot!("stack_article", Screen::new(60, 20).keys("Enter ]q").both());
    insta::assert_snapshot!("stack_items", Screen::new(60, 20).keys("Enter Enter Right").both());
}

#[test]
fn too_small() {
    insta::assert_snapshot!(Screen::new(38, 9).both());
}

#[test]
fn pickers() {
    insta::assert_snapshot!("countries", Screen::new(120, 34).keys("c 'no Space").both());
    insta::assert_snapshot!("speakers", Screen::new(120, 34).keys("s Down").both());
}

#[test]
fn the_card_that_tells_why() {
    insta::assert_snapshot!("why_a_quote", Screen::new(120, 34).keys("Enter ]q ]q W").text());
    insta::assert_snapshot!("why_an_asset", Screen::new(60, 24).keys("Enter ]a W").text());
}

fn clicked(column: u16, row: u16) -> Event {
    let kind = MouseEventKind::Down(MouseButton::Left);
    Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}

#[test]
fn fields_and_their_counts_beside_the_list() {
    insta::assert_snapshot!("sidebar", Screen::new(160, 45).keys("B j Space").text());
    insta::assert_snapshot!("sidebar_two_panes", Screen::new(100, 30).keys("B j - Tab B").text());
    insta::assert_snapshot!("sidebar_stack", Screen::new(60, 20).keys("B Space").text());
    // Counts are those within what is listed; the other values of the same field are counted beside the chosen one.
    let screen = Screen::new(160, 45).keys("B f 'frigates Enter");
    screen.hides("王毅");
    screen.shows("NO Norway");
    screen.hides("CN China");
    // Without room for all, the list goes on standing beside the fields; without the focus they make way.
    let screen = Screen::new(100, 30).keys("B");
    screen.shows("▌FIELDS");
    screen.shows("Briefings");
    screen.hides("Article");
    let screen = screen.keys("Tab");
    screen.hides("Fields");
    screen.shows("▌BRIEFINGS");
    screen.shows("Article");
    screen.keys("B Escape").shows("▌BRIEFINGS");
    // Once more, and it is gone, and the items are there again.
    Screen::new(160, 45).keys("B B").shows("QUOTES 6");
    // A click takes a value in; one on the field shows all of its values.
    let mut screen = Screen::new(160, 45).keys("B");
    screen.send(vec![clicked(8, 6)]);
    screen.shows("✓ ");
    screen.send(vec![clicked(8, 5)]);
    screen.shows("countries › ");
}

#[test]
fn the_page_of_keys() {
    insta::assert_snapshot!(Screen::new(160, 45).keys("?").text());
}

#[test]
fn without_colors_selection_focus_and_kinds_are_still_told() {
    use ratatui::style::Modifier;
    let screen = Screen::of(fixture::library(), 120, 34, Theme::Mono).keys("Enter ]a");
    let buffer = screen.terminal.backend().buffer();
    assert!(buffer.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    let has = |modifier: Modifier| buffer.content.iter().any(|cell| cell.modifier.contains(modifier));
    assert!(has(Modifier::REVERSED) && has(Modifier::UNDERLINED) && has(Modifier::BOLD) && has(Modifier::ITALIC));
    screen.shows("▌ARTICLE");
    screen.shows("▲ frigates");
}

#[test]
fn enter_on_an_item_jumps_to_its_place() {
    let screen = Screen::new(160, 20).keys("Tab Tab End Enter");
    screen.shows("▌ARTICLE");
    screen.shows("I have nothing to hide");
    screen.shows("quote 6 of 6");
}

#[test]
fn quotes_of_one_speaker_are_stepped_through() {
    let screen = Screen::new(160, 45).keys("Enter ]q ]s");
    screen.shows("quote 2 of 6");
    let screen = screen.keys("]s ]s");
    screen.shows("quote 3 of 6");
    screen.shows("That is the last quote of the same speaker.");
    screen.keys("[s [s").shows("quote 1 of 6");
}

#[test]
fn the_speaker_picker_narrows_the_quotes() {
    let screen = Screen::new(160, 45).keys("s 'dor Enter");
    screen.shows("speaker Pavel Dorokhov ×");
    screen.shows("quote 4 of 6");
    screen.hides("nobody named");
    let screen = screen.keys("Escape");
    screen.hides("speaker Pavel Dorokhov ×");
}

#[test]
fn the_country_picker_filters_the_list_at_once() {
    let screen = Screen::new(160, 45).keys("c 'chin Space");
    screen.shows("1 of 3 briefings");
    screen.shows("✓ CN");
    let screen = screen.keys("Enter");
    screen.shows("country CN China ×");
    screen.hides("Two frigates");
    screen.keys("C").shows("Two frigates");
    Screen::new(160, 45).keys("c Space Escape").hides("×");
}

#[test]
fn a_list_narrowed_from_its_end_shows_its_first() {
    let screen = Screen::new(160, 16).keys("G c 'fin - Enter");
    screen.shows("2 of 3 briefings");
    screen.shows("in Beijing");
    screen.shows("A quiet day");
}

#[test]
fn a_country_is_left_out_and_all_of_several_are_asked_for() {
    let screen = Screen::new(160, 45).keys("c 'nor -");
    screen.shows("✗ NO");
    screen.shows("2 of 3 briefings");
    let screen = Screen::new(160, 45).keys("c 'nor Space Backspace Backspace Backspace 'chi Space");
    screen.shows("2 of 3 briefings");
    screen.keys("&").shows("0 of 3 briefings");
}

#[test]
fn the_filter_line_narrows_by_words_names_and_countries() {
    for words in ["frigates bergen", "dorokhov", "sweden"] {
        let screen = Screen::new(160, 45).keys(&format!("f '{} Enter", words.replace(' ', "_")));
        screen.shows("1 of 3 briefings · Esc clears");
        screen.shows(&format!(" {words} ×"));
    }
    Screen::new(160, 45).keys("f 'submarine Enter").shows("No briefing answers.");
    Screen::new(160, 45).keys("f 'submarine Escape").shows("Two frigates");
}

#[test]
fn every_tab_with_the_focus_has_an_item_lit() {
    for (keys, item) in [("Tab Tab", "quote 1 of 6"), ("Tab Tab l", "actor 1 of 8"), ("Tab Tab l l", "asset 1 of 7")] {
        let screen = Screen::new(160, 45).keys(keys);
        screen.shows(item);
        screen.keys("W").hides("Choose a quote");
    }
}

#[test]
fn what_was_not_found_is_told_once() {
    let screen = Screen::new(160, 45).keys("Enter / 'zebra Enter");
    screen.shows("“zebra” is not found in this pane.");
    screen.hides("0 of 0");
}

#[test]
fn the_line_told_is_that_of_the_item_at_hand() {
    Screen::new(160, 45).keys("Enter").shows("line 1 ·");
    Screen::new(160, 45).keys("Enter ] q ] q").hides("line 1 ·");
}

#[test]
fn find_counts_and_goes_around() {
    let screen = Screen::new(160, 45).keys("Enter / 'bergen");
    screen.shows("1 of 2");
    let screen = screen.keys("Enter n");
    screen.shows("“bergen” 2 of 2");
    let screen = screen.keys("n");
    screen.shows("“bergen” 1 of 2");
    screen.shows("from the top again");
    let screen = screen.keys("N");
    screen.shows("“bergen” 2 of 2");
    screen.keys("Escape").hides("“bergen”");
}

#[test]
fn find_in_the_list_and_in_the_items() {
    Screen::new(160, 45).keys("/ 'quiet Enter").shows("3 of 3");
    let screen = Screen::new(160, 45).keys("Tab Tab / 'theater Enter");
    screen.shows("quote 4 of 6");
}

#[test]
fn the_words_found_are_lit() {
    let screen = Screen::new(160, 45).keys("Enter / 'bergen Enter");
    let hits = screen.roles().chars().filter(|&c| c == letter(Color::Indexed(Role::Hit as u8))).count();
    let current = screen.roles().chars().filter(|&c| c == letter(Color::Indexed(Role::CurrentHit as u8))).count();
    assert_eq!((hits, current), ("bergen".len(), "bergen".len()));
}

#[test]
fn history_goes_back_and_forward() {
    let screen = Screen::new(160, 20).keys("Enter ]q Tab End Enter H");
    screen.shows("▌ARTICLE");
    screen.shows("quote 1 of 6");
    screen.keys("L").shows("quote 6 of 6");
}

#[test]
fn zoom_and_back() {
    let screen = Screen::new(160, 45).keys("Enter z");
    screen.hides("Briefings");
    screen.keys("z").shows("Briefings");
}

#[test]
fn a_click_selects_and_the_wheel_scrolls() {
    let mouse = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    let mut screen = Screen::new(160, 30);
    screen.send(vec![mouse(MouseEventKind::Down(MouseButton::Left), 12, 8)]);
    screen.shows("2 of 3");
    screen.send(events("gg Enter"));
    screen.send(vec![mouse(MouseEventKind::ScrollDown, 80, 12)]);
    screen.hides("15 Feb 2022 · Exercise Wire");
    let tab = screen.text().lines().nth(2).and_then(|line| line.find("Ass").map(|at| line[..at].chars().count())).unwrap();
    screen.send(vec![mouse(MouseEventKind::Down(MouseButton::Left), u16::try_from(tab).unwrap(), 2)]);
    screen.shows("ASSETS 7");
}

#[test]
fn a_click_on_words_lights_their_item() {
    let mut screen = Screen::new(160, 45);
    let text = screen.keys_text("");
    let (row, line) = text.lines().enumerate().find(|(_, line)| line.contains("six")).unwrap();
    let column = line[..line.find("six").unwrap()].chars().count();
    let (column, row) = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
    let kind = MouseEventKind::Down(MouseButton::Left);
    screen.send(vec![Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })]);
    screen.shows("asset 2 of 7");
}

impl Screen {
    fn keys_text(&mut self, keys: &str) -> String {
        self.send(events(keys));
        self.text()
    }
}

#[test]
fn pasted_words_go_into_the_line() {
    let mut screen = Screen::new(160, 45);
    screen.send(vec![press(KeyCode::Char('f')), Event::Paste("frigates\n\u{1b}[2J".to_owned())]);
    screen.shows("query › frigates[2J");
}

#[test]
fn a_new_width_keeps_the_words_in_view() {
    let mut screen = Screen::new(160, 14).keys("Enter / 'subscribe Enter");
    screen.shows("Subscribe to our newsletter");
    screen.terminal.backend_mut().resize(60, 14);
    screen.send(vec![Event::Resize(60, 14)]);
    screen.shows("Subscribe to our newsletter");
}

#[test]
fn q_leaves_and_a_signal_is_told() {
    assert_eq!(Screen::new(160, 45).send(events("q j j")), Exit::Quit);
    assert_eq!(Screen::new(160, 45).send(vec![Event::Signal(15)]).code(), 143);
    assert_eq!(Screen::new(160, 45).send(vec![Event::Lost]).code(), 129);
    let screen = Screen::new(60, 20).keys("Enter q");
    screen.shows("briefings");
    assert!(!screen.model.is_over());
}

#[test]
fn one_briefing_needs_no_list() {
    let alone = |width, height| Screen::of(Library::of(vec![fixture::corridor()]), width, height, Theme::Roles);
    let screen = alone(160, 45).keys("");
    screen.hides("BRIEFINGS");
    screen.hides("Briefings");
    screen.shows("▌ARTICLE");
    screen.keys("Tab").shows("▌QUOTES 6");
    alone(160, 45).keys("Tab Tab").shows("▌ARTICLE");
    alone(100, 30).keys("").shows("QUOTES 6");
    assert!(!alone(60, 20).keys("Tab q").model.is_over());
    assert!(alone(60, 20).keys("Tab q q").model.is_over());
}

/// Counts how often it is painted on.
struct Counted(Terminal<TestBackend>, usize);

impl Surface for Counted {
    fn size(&mut self) -> std::io::Result<Size> {
        Surface::size(&mut self.0)
    }
    fn paint(&mut self, model: &Model) -> std::io::Result<()> {
        self.1 += 1;
        self.0.paint(model)
    }
    fn forget(&mut self) -> std::io::Result<()> {
        self.0.forget()
    }
}

#[test]
fn nothing_is_painted_while_nothing_is_done() {
    let Screen { mut model, terminal } = Screen::new(100, 30);
    let mut surface = Counted(terminal, 0);
    let idle = vec![press(KeyCode::F(9)), Event::Fit, press(KeyCode::Char('ß')), Event::Paste("words".to_owned())];
    drive(&mut surface, &mut idle.into_iter(), &mut model).unwrap();
    assert_eq!(surface.1, 1);
}

#[test]
fn a_story_of_several_outlets_is_one_row_that_names_them() {
    let mut again = fixture::corridor();
    again.id = "2022-02-15-again".to_owned();
    again.source.name = Some("Herald".to_owned());
    let screen = Screen::of(Library::of(vec![again, fixture::corridor()]), 160, 45, Theme::Roles).keys("");
    screen.shows("+1: ");
    screen.shows("1 of 1");
    screen.keys("4 Enter Enter").shows("▌QUOTES 6");
}

#[test]
fn what_is_narrowed_to_by_a_key_is_chosen_in_the_picker_too() {
    let screen = Screen::new(160, 45).keys("Enter ]q @ F");
    screen.shows(" speaker Ingrid Solheim ×");
    screen.shows("✓ Ingrid Solheim");
    Screen::new(160, 45).keys("2 Enter F").shows("✓ Ingrid Solheim");
}

#[test]
fn an_empty_library_says_what_to_do() {
    Screen::of(Library::default(), 160, 45, Theme::Roles).shows_after("attache add FILE");
}

impl Screen {
    fn shows_after(mut self, words: &str) {
        self.send(Vec::new());
        self.shows(words);
    }
}

#[test]
fn every_listed_item_is_drawn_where_the_text_shows_it() {
    let briefing = fixture::corridor();
    let screen = Screen::of(Library::of(vec![briefing.clone()]), 60, 200, Theme::Roles).keys("");
    let (text, roles) = (screen.text(), screen.roles());
    let drawn = |role: Role| -> String {
        let wanted = letter(Color::Indexed(role as u8));
        let cells = text.lines().zip(roles.lines()).flat_map(|(line, map)| line.chars().zip(map.chars().chain(std::iter::repeat(' '))));
        cells.filter(|&(_, role)| role == wanted).map(|(c, _)| c).filter(|c| !c.is_whitespace()).collect()
    };
    let bare = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (people, assets, quotes) = (drawn(Role::Person), drawn(Role::Asset), drawn(Role::Quote));
    for actor in briefing.actors.iter().filter(|actor| actor.kind.name() == "person") {
        for mention in &actor.mentions {
            assert!(people.contains(&bare(mention.of(&briefing.text))), "{}", actor.name);
        }
    }
    for asset in &briefing.assets {
        assert!(assets.contains(&bare(&asset.text)), "{}", asset.text);
    }
    for quote in briefing.quotes.iter().filter(|quote| !quote.text.contains("frigates")) {
        assert!(quotes.contains(&bare(&quote.text)), "{}", quote.text);
    }
}

#[test]
fn no_size_is_too_odd() {
    let odd = (0..=12).flat_map(|width| (0..=8).map(move |height| (width, height)));
    let all = odd.chain([(20, 5), (39, 10), (40, 9), (40, 10), (80, 24), (200, 60), (500, 200), (65535, 1)]);
    for (width, height) in all {
        for keys in ["", "Enter ]q W", "c 'a", "s Down", "?", "f 'x", "/ 'x"] {
            let screen = Screen::new(width, height).keys(keys);
            if (width < 40 || height < 10) && width >= 32 && height > 1 {
                screen.shows("needs 40×10");
            }
        }
    }
}

mod random {
    use proptest::prelude::*;

    use super::*;

    fn any_event() -> impl Strategy<Value = Event> {
        let keys: Vec<Event> = events(
            "j k Down Up Left Right Space PageDown PageUp Home End g G Enter Escape Tab BackTab ]q [q ]s [s ]a [a ]e [e H L s c f C / n N \
             z W ? Backspace C-d C-u C-l - 'a 'ber h l",
        )
        .into_iter()
        .collect();
        let mouse = |kind| {
            (0u16..210, 0u16..70)
                .prop_map(move |(column, row)| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
        };
        prop_oneof![
            12 => prop::sample::select(keys),
            2 => mouse(MouseEventKind::Down(MouseButton::Left)),
            1 => mouse(MouseEventKind::ScrollDown),
            1 => mouse(MouseEventKind::ScrollUp),
            1 => (1u16..200, 1u16..60).prop_map(|(width, height)| Event::Resize(width, height)),
            1 => "[a-zé]{0,4}".prop_map(Event::Paste),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn events_never_panic_and_the_last_frame_is_a_fresh_one(
            all in prop::collection::vec(any_event(), 0..60), width in 1u16..200, height in 1u16..60, narrow: bool,
        ) {
            let library = if narrow { fixture::narrow() } else { fixture::library() };
            let mut screen = Screen::of(library, width, height, Theme::Roles);
            for event in all {
                if let Event::Resize(width, height) = event {
                    screen.terminal.backend_mut().resize(width, height);
                }
                screen.send(vec![event]);
                if screen.model.is_over() {
                    return Ok(());
                }
            }
            screen.send(Vec::new());
            if !narrow {
                return Ok(());
            }
            let size = screen.terminal.size().unwrap();
            let mut fresh = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
            fresh.draw(|frame| { attache::tui::view(&screen.model, frame.buffer_mut()); }).unwrap();
            prop_assert_eq!(visible(fresh.backend().buffer()), screen.text());
        }
    }
}

#[test]
fn what_may_follow_a_chord_is_told() {
    let screen = Screen::new(160, 45).keys("Enter ]");
    screen.shows("] and then");
    screen.shows("next quote of the same speaker");
    insta::assert_snapshot!(Screen::new(60, 20).keys("Enter ]").text());
    let screen = screen.keys("q");
    screen.hides("and then");
    screen.shows("quote 1 of 6");
    Screen::new(160, 45).keys("Enter ] Escape").hides("and then");
}

#[test]
fn a_count_in_a_chord_or_with_alt_does_it_so_often() {
    let screen = Screen::new(160, 45).keys("Enter ]3q");
    screen.shows("quote 3 of 6");
    let screen = screen.keys("[2q");
    screen.shows("quote 1 of 6");
    let screen = screen.keys("M-2 ]q");
    screen.shows("quote 3 of 6");
    Screen::new(160, 45).keys("Enter ] 1").shows("] 1 times and then");
    Screen::new(160, 45).keys("M-1 M-2").shows("12 times …");
    // Plain digits choose views; what goes nowhere is done once; another key than one that counts takes the count back.
    Screen::new(160, 45).keys("M-2 j").shows("3 of 3");
    Screen::new(160, 45).keys("M-2 3").shows("▌ASSETS");
    Screen::new(160, 45).keys("M-2 * u").shows("Taken back: starred.");
    // Where no list is on the screen, a star is told in words.
    Screen::new(60, 20).keys("Enter *").shows("1 briefing starred; u takes it");
    Screen::new(160, 45).keys("M-2 Escape j").shows("2 of 3");
    Screen::new(160, 45).keys("f M-2").hides("times");
}

#[test]
fn a_regular_expression_is_found_and_a_broken_one_told() {
    let screen = Screen::new(160, 45).keys("Enter / C-r 'frigates?");
    screen.shows("1 of 2 · REGEX");
    let screen = screen.keys("Enter n");
    screen.shows("“frigates?” 2 of 2");
    // It stays so for the next search.
    screen.keys("/ '(frig").shows("unclosed group · REGEX");
    Screen::new(160, 45).keys("Enter / C-r '(frig Enter").shows("“(frig” is no regular expression: unclosed group.");
    Screen::new(160, 45).keys("/ C-r '^a_quiet Enter").shows("3 of 3");
    Screen::new(160, 45).keys("Enter / C-r C-r 'frigates?").shows("not found · words");
}

#[test]
fn the_palette_runs_what_is_chosen() {
    let screen = Screen::new(160, 45).keys("Enter : 'next-of");
    screen.shows("next-of-speaker");
    screen.shows("1 command");
    let screen = screen.keys("Enter");
    screen.hides("commands ›");
    screen.shows("quote 1 of 6");
    insta::assert_snapshot!("palette", Screen::new(100, 30).keys("Enter : 'quote Down").text());
    Screen::new(100, 30).keys(": 'zebra").shows("No command here says so.");
}

#[test]
fn help_is_searched_and_run() {
    let screen = Screen::new(160, 45).keys("Enter ? 'whole_screen Enter");
    screen.hides("keys ›");
    screen.shows("attache › briefings › 15 Feb");
    Screen::new(160, 45).keys("Enter ? 'whole_screen").shows("1 command");
    Screen::new(160, 45).keys("Enter ? 'to_the_list Down").hides("page");
}

#[test]
fn themes_are_worn_while_one_looks_and_put_back() {
    let mut screen = Screen::of(fixture::library(), 120, 34, Theme::Terminal);
    let ground = |screen: &Screen| screen.terminal.backend().buffer().content[0].bg;
    screen.send(events("T"));
    screen.shows("themes ›");
    assert_eq!(ground(&screen), Color::Reset);
    screen.send(events("Down"));
    assert_ne!(ground(&screen), Color::Reset, "the dark theme is seen at once");
    screen.send(events("Escape"));
    assert_eq!(ground(&screen), Color::Reset);
    screen.send(events("T 'light Enter"));
    assert_ne!(ground(&screen), Color::Reset);
    screen.shows("name = \"light\"");
}

#[test]
fn what_was_told_can_be_read_again() {
    let screen = Screen::new(160, 45).keys("Enter / 'zebra Enter j !");
    screen.shows("told ›");
    screen.shows("“zebra” is not found in this pane.");
}

#[test]
fn ascii_alone_is_drawn_where_it_is_asked_for() {
    let options = Options { icons: attache::config::Icons::Ascii, ..Options::default() };
    let library = Library::of(vec![fixture::corridor()]);
    let model = Model::new(library, options, Size::new(120, 34));
    let mut screen = Screen { model, terminal: Terminal::new(TestBackend::new(120, 34)).unwrap() };
    screen.send(events("Enter ]q W"));
    assert!(screen.text().is_ascii(), "{:?}", screen.text().chars().filter(|c| !c.is_ascii()).collect::<String>());
    screen.send(events("W ?"));
    assert!(screen.text().is_ascii(), "{:?}", screen.text().chars().filter(|c| !c.is_ascii()).collect::<String>());
}

#[test]
fn key_w_shows_other_panes_beside_the_text_and_going_to_one_brings_it_back() {
    let screen = Screen::new(160, 45).keys("Enter w w");
    screen.hides("newest first");
    screen.shows("QUOTES 6");
    let screen = screen.keys("w");
    screen.hides("QUOTES 6");
    let screen = screen.keys("h");
    screen.shows("▌BRIEFINGS");
    screen.hides("QUOTES 6");
    screen.keys("w").shows("▌ARTICLE");
    Screen::new(160, 45).keys("Tab Tab w").shows("▌ARTICLE");
    Screen::new(100, 30).keys("w").shows("There is no room here");
}

#[test]
fn esc_takes_one_filter_away_and_shift_c_all() {
    let screen = Screen::new(160, 45).keys("c 'nor Space C-u 'swe Space Enter f 'orvik Enter");
    screen.shows("Esc clears one, C all");
    let screen = screen.keys("Escape");
    screen.shows(" country NO Norway ×");
    screen.shows(" orvik ×");
    let screen = screen.keys("Escape");
    screen.hides("country NO");
    screen.shows(" orvik ×");
    screen.keys("Escape").hides("orvik ×");
    Screen::new(160, 45).keys("c 'nor Space Enter f 'orvik Enter C").hides(" ×");
}

#[test]
fn esc_takes_back_one_thing_at_a_time_what_came_last_first() {
    // From the inside out: a filter that came in the text, then the jump there, then the filter of the list.
    let screen = Screen::new(160, 45).keys("f 'frigates Enter Enter c Enter");
    screen.shows("▌ARTICLE");
    screen.shows(" frigates ×   country ");
    let screen = screen.keys("Escape");
    screen.shows("▌ARTICLE");
    screen.hides(" country ");
    screen.shows("C clears");
    let screen = screen.keys("Escape");
    screen.shows("▌BRIEFINGS");
    screen.shows(" frigates ×");
    screen.shows("Esc clears");
    let screen = screen.keys("Escape");
    screen.hides("frigates ×");
    screen.keys("Escape Escape").shows("▌BRIEFINGS");
    // Steps in one text are no way out of it; those who said it lie one step back, with what narrowed them.
    let screen = Screen::new(160, 45).keys("Enter ]q ]q Tab Enter Escape");
    screen.shows("▌QUOTES 6");
    let screen = screen.keys("Escape Escape");
    screen.shows("▌BRIEFINGS");
    let screen = screen.keys("2 Enter");
    screen.shows(" speaker Ingrid Solheim ×");
    let screen = screen.keys("Escape");
    screen.shows("▌SPEAKERS");
    screen.hides(" speaker Ingrid");
    screen.keys("Escape").shows("▌BRIEFINGS");
    Screen::new(160, 45).keys("3 Enter Enter Escape").shows("▌ARTICLE");
    Screen::new(160, 45).keys("3 Enter Enter Escape Escape").shows("▌ASSETS");
    // Where one pane has the screen, the list is the way out of the sidebar, and not back into it.
    Screen::new(60, 20).keys("B").shows("▌FIELDS");
    Screen::new(60, 20).keys("B Escape Escape").shows("▌BRIEFINGS");
    Screen::new(60, 20).keys("B q").shows("▌BRIEFINGS");
    // What lies above is closed first: the card, the words found, the zoom.
    let screen = Screen::new(160, 45).keys("Enter z ]q W / 'the Enter Escape");
    screen.hides("─ WHY ─");
    screen.shows("“the” 1 of ");
    let screen = screen.keys("Escape");
    screen.hides("“the” 1 of ");
    screen.hides("Briefings  ");
    screen.keys("Escape").shows("Briefings  ");
}

#[test]
fn a_click_takes_a_chip_away_chooses_a_view_and_opens_what_is_selected() {
    let mut screen = Screen::new(160, 45).keys("f 'ships Enter c - Enter B");
    screen.shows(" ships ×   not CN ×");
    let at = |screen: &Screen, row: usize, words: &str| {
        let text = screen.text();
        let line = text.lines().nth(row).unwrap();
        u16::try_from(unicode_width::UnicodeWidthStr::width(line.split(words).next().unwrap())).unwrap()
    };
    screen.send(vec![clicked(at(&screen, 1, "ships ×"), 1)]);
    screen.hides(" ships ×");
    screen.shows(" not CN ×");
    screen.send(vec![clicked(at(&screen, 1, "not CN"), 1)]);
    screen.hides(" not CN ×");
    screen.send(vec![clicked(at(&screen, 0, "Speakers"), 0)]);
    screen.shows("▌SPEAKERS");
    screen.send(vec![clicked(at(&screen, 0, "1 Briefings"), 0)]);
    screen.shows("▌BRIEFINGS");
    let mut screen = Screen::new(60, 20);
    screen.send(vec![clicked(20, 8)]);
    screen.shows("2 of 3");
    screen.send(vec![clicked(20, 8)]);
    screen.shows("▌ARTICLE");
}

#[test]
fn one_saying_is_one_row_and_counted_once() {
    let shipped = |keys: &str| Screen::of(Library::shipped(), 160, 45, Theme::Roles).keys(keys).text();
    for keys in ["4", "1 Enter ]q x 4"] {
        let text = shipped(keys);
        let before = |words: &str| text.split(words).next().unwrap().split_whitespace().last().unwrap().to_owned();
        assert!(text.contains(&format!("1 of {}", before(" quotes"))), "{keys}: {text}");
    }
}

#[test]
fn what_is_wrong_with_a_query_is_told_whole_and_lists_tell_where_in_them_one_is() {
    Screen::new(100, 30).keys("f 'contry:US").shows("there is no field 'contry'; did you mean 'country:'?");
    Screen::new(100, 30).keys("c Down").shows("2 of 5");
    Screen::new(100, 30).keys(": 'star").shows("1 of ");
}

#[test]
fn a_hidden_briefing_is_out_of_lists_facets_and_counts_until_it_is_asked_for() {
    let screen = Screen::new(160, 45).keys("i");
    screen.shows("1 hidden");
    screen.shows("2 briefings");
    screen.hides("15 Feb");
    // What speaks only there is gone from every view and picker.
    let screen = screen.keys("2");
    screen.hides("Ingrid Solheim");
    screen.shows("1 speaker ");
    let screen = screen.keys("1 c");
    screen.hides("Norway");
    let screen = screen.keys("Escape f 'is:hidden Enter");
    screen.shows("Two frigates sail");
    screen.shows("1 of 2 briefings");
    screen.hides("王毅");
    let screen = screen.keys("i C");
    screen.shows("Two frigates sail");
    screen.hides("hidden");
    // One step takes all of several back.
    let screen = screen.keys("V i");
    screen.shows("Everything here is hidden.");
    screen.keys("u").shows("Taken back: hidden for 3 briefings.");
    // What a query found before is not what it finds of what is hidden meanwhile.
    let screen = Screen::new(160, 45).keys("f 'frigates Enter i");
    screen.shows("0 of 2 briefings");
    screen.keys("u").shows("1 of 3 briefings");
}

#[test]
fn panes_and_text_are_as_wide_as_the_user_wants() {
    let layout = attache::config::Layout { text: 60, list: Some(50), items: Some(30), ..attache::config::Layout::default() };
    let model = Model::new(fixture::library(), Options { layout, ..Options::default() }, Size::new(200, 45));
    let geometry = model.geometry();
    assert_eq!((geometry.list.width, geometry.items.width), (50, 30));
    let mut screen = Screen { model, terminal: Terminal::new(TestBackend::new(200, 45)).unwrap() };
    screen.send(events("Enter"));
    let line = screen.text().lines().find(|line| line.contains("Norway's defense minister")).unwrap().to_owned();
    let text = line.split('│').nth(1).unwrap().trim();
    assert!(text.chars().count() <= 60, "{text}");
}

/// What the terminal's own colors leave to see: marker, bold, and a ground or reversed cells.
#[test]
fn the_selection_is_told_three_ways_in_every_theme() {
    use ratatui::style::Modifier;
    for theme in [Theme::Terminal, Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Mono] {
        let screen = Screen::of(fixture::library(), 120, 34, theme);
        let mut screen = screen;
        screen.send(Vec::new());
        let buffer = screen.terminal.backend().buffer();
        let row = buffer.content.chunks(120).skip(3).find(|row| row[0].symbol() == "▌").unwrap();
        let cell = row.iter().skip(3).find(|cell| cell.symbol() != " ").unwrap();
        assert!(cell.modifier.contains(Modifier::BOLD), "{theme:?}");
        assert!(cell.modifier.contains(Modifier::REVERSED) || cell.bg != buffer.content.last().unwrap().bg, "{theme:?}");
    }
}
