//! The true binary in a pseudo-terminal: open, jump, filter, find, quit; the terminal is left as it was found.

use std::{
    io::{Read, Write},
    num::NonZero,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use attache::briefing::store;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

#[allow(dead_code, reason = "the screen tests use more of it")]
#[path = "screens/fixture.rs"]
mod fixture;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running reader and the screen it has painted.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Set to make the thread that reads end with the next bytes.
    deaf: Arc<AtomicBool>,
    ear: Option<JoinHandle<()>>,
    _folder: tempfile::TempDir,
    /// The user's home: settings and log.
    home: tempfile::TempDir,
}

impl Session {
    fn start(rows: u16, columns: u16, environment: &[(&str, &str)]) -> Self {
        Self::run(CommandBuilder::new(env!("CARGO_BIN_EXE_attache")), rows, columns, environment)
    }

    /// Runs `command` on a library of two briefings.
    fn run(mut command: CommandBuilder, rows: u16, columns: u16, environment: &[(&str, &str)]) -> Self {
        let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        store::save(folder.path(), &fixture::corridor()).unwrap();
        let other = attache::briefing::Briefing {
            id: "2021-03-01-quiet".to_owned(),
            title: "A quiet day on the border".to_owned(),
            text: "Nothing of note happened.\n".to_owned(),
            schema: 1,
            ..attache::briefing::Briefing::default()
        };
        store::save(folder.path(), &other).unwrap();
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.arg(folder.path());
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "COLORTERM", "COLORFGBG", "ATTACHE_CONFIG", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        command.env("HOME", home.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let (rows, columns) = (NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap());
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let (seen, kept) = (Arc::clone(&screen), Arc::clone(&bytes));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let deaf = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&deaf);
        let ear = std::thread::spawn(move || {
            let mut chunk = [0; 1 << 14];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                kept.lock().unwrap().extend_from_slice(&chunk[..count]);
                seen.lock().unwrap().process(&chunk[..count]);
                if stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { child, master: Some(pair.master), keys, screen, bytes, deaf, ear: Some(ear), _folder: folder, home }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait_for(&self, what: &str, met: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !met(&self.text()) {
            assert!(Instant::now() < end, "{what} never came in\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn shows(&self, words: &str) {
        self.wait_for(words, |text| text.contains(words));
    }

    fn exit_code(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "the reader did not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Every private mode that was switched on is off again, the cursor is shown, the lines are cooked.
    fn assert_restored(&self) {
        self.wait_until_left();
        let screen = self.screen.lock().unwrap();
        let screen = screen.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let modes = self.master.as_ref().unwrap().get_termios().unwrap();
        let modes = format!("{modes:?}");
        assert!(modes.contains("ICANON") && modes.contains("ECHO") && modes.contains("ISIG"), "{modes}");
    }

    fn wait_until_left(&self) {
        let end = Instant::now() + PATIENCE;
        while self.screen.lock().unwrap().screen().alternate_screen() {
            assert!(Instant::now() < end, "the alternate screen was not left");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let done = std::process::Command::new("sh").args(["-c", &format!("kill -{name} {id}")]).status().unwrap();
        assert!(done.success());
    }
}

#[test]
fn open_jump_filter_find_quit() {
    let mut session = Session::start(45, 160, &[]);
    session.shows("▌BRIEFINGS");
    session.shows("Norway's defense minister");
    session.press("\r]q]s");
    session.shows("quote 2 of 6");
    session.press("/bergen\r");
    session.shows("“bergen” 1 of 2");
    session.press("n");
    session.shows("“bergen” 2 of 2");
    session.press("\x1b");
    session.wait_for("the end of the search", |text| !text.contains("“bergen”"));
    session.press("fquiet\r");
    session.shows(" quiet ×");
    session.wait_for("the filtered list", |text| !text.contains("frigates"));
    session.press("C");
    session.shows("Two frigates");
    session.press("c");
    session.shows("countries ›");
    session.press("\x1b");
    session.wait_for("the end of the picker", |text| !text.contains("countries ›"));
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}

#[test]
fn signals_give_the_terminal_back() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let mut session = Session::start(30, 100, &[]);
        session.shows("▌BRIEFINGS");
        session.signal(name);
        assert_eq!(session.exit_code(), 128 + number, "SIG{name}");
        session.assert_restored();
    }
}

/// Set for the process that runs [`a_reader_that_panics`] in earnest.
const PANICS: &str = "ATTACHE_TEST_PANICS";

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    // The folder that `run` appends is the word to skip: it names no test.
    command.args(["--exact", "a_reader_that_panics", "--nocapture", "--skip"]);
    let mut session = Session::run(command, 30, 100, &[(PANICS, "1")]);
    session.shows("? help");
    session.signal("USR2");
    assert_eq!(session.exit_code(), 101);
    session.assert_restored();
    session.shows("something impossible");
}

/// Not a test but the program of the one above: the reader, and a thread beside it that panics at SIGUSR2.
#[test]
fn a_reader_that_panics() {
    if std::env::var_os(PANICS).is_none() {
        return;
    }
    let mut signals = signal_hook::iterator::Signals::new([signal_hook::consts::SIGUSR2]).unwrap();
    std::thread::spawn(move || {
        signals.forever().next();
        let failed = std::thread::spawn(|| panic!("something impossible")).join();
        std::process::exit(if failed.is_err() { 101 } else { 0 });
    });
    attache::tui::run(attache::library::Library::shipped(), attache::tui::Options::default()).unwrap();
}

#[test]
fn a_stop_gives_the_terminal_back_and_a_continue_takes_it_again() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    session.press("\x1a");
    session.wait_until_left();
    // It may still be on its way to stop; a continue that comes too early says nothing.
    session.wait_for("the screen again", |text| {
        session.signal("CONT");
        text.contains("▌BRIEFINGS")
    });
    assert!(session.screen.lock().unwrap().screen().alternate_screen());
    session.press("?");
    session.shows("keys ›");
    session.press("\x1b");
    session.wait_for("the end of help", |text| !text.contains("keys ›"));
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}

#[test]
fn a_lost_terminal_ends_the_reader() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    session.deaf.store(true, Ordering::SeqCst);
    session.press("?");
    session.ear.take().unwrap().join().unwrap();
    session.keys = Box::new(std::io::sink());
    drop(session.master.take());
    assert_eq!(session.exit_code(), 129);
}

#[test]
fn a_resize_is_followed() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    let size = PtySize { rows: 24, cols: 60, pixel_width: 0, pixel_height: 0 };
    session.screen.lock().unwrap().screen_mut().set_size(NonZero::new(24).unwrap(), NonZero::new(60).unwrap());
    session.master.as_ref().unwrap().resize(size).unwrap();
    session.shows("attache › briefings");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn without_colors_none_are_written() {
    let mut session = Session::start(45, 160, &[("NO_COLOR", "1")]);
    session.shows("▌BRIEFINGS");
    session.press("\r]qW");
    session.shows("WHY");
    session.press("Q");
    assert_eq!(session.exit_code(), 0);
    let bytes = String::from_utf8_lossy(&session.bytes.lock().unwrap()).into_owned();
    let styles = bytes.split("\x1b[").filter_map(|rest| rest.split_once('m')).map(|(numbers, _)| numbers);
    for style in styles.filter(|style| style.chars().all(|c| c.is_ascii_digit() || c == ';')) {
        let is_color = |number: u32| (30..=38).contains(&number) || (40..=48).contains(&number) || number >= 90;
        assert!(!style.split(';').filter_map(|number| number.parse().ok()).any(is_color), "{style:?} was written");
    }
}

#[test]
fn a_changed_file_of_settings_is_followed_and_a_mistake_in_it_is_told() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_attache"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, "mouse = true\n").unwrap();
    command.arg("--config");
    command.arg(&path);
    let mut session = Session::run(command, 30, 100, &[]);
    session.shows("▌BRIEFINGS");
    session.press("j");
    // An editor puts a new file in the place of the old one.
    let put = |text: &str| {
        let other = folder.path().join("new");
        std::fs::write(&other, text).unwrap();
        std::fs::rename(&other, &path).unwrap();
    };
    // The watch may not have begun yet: until it has, the file is put again.
    let end = Instant::now() + PATIENCE;
    while !session.text().contains("The settings were read again.") {
        assert!(Instant::now() < end, "{}", session.text());
        put("icons = \"ascii\"\n");
        std::thread::sleep(Duration::from_millis(200));
    }
    session.wait_for("lines in ASCII", |text| text.contains("----") && !text.contains('─'));
    put("icons = \"asci\"\n");
    session.shows("did you mean 'ascii'?");
    session.wait_for("the last good settings", |text| text.contains("----") && !text.contains('─'));
    put("[keys.everywhere]\nZ = \"quit\"\n");
    session.shows("────");
    session.press("Z");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}

#[test]
fn a_signal_makes_it_read_the_settings_again() {
    let mut session = Session::start(30, 140, &[]);
    session.shows("▌BRIEFINGS");
    let folder = session.home.path().join(".config/attache");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "[keys.everywhere]\nZ = \"quit\"\n").unwrap();
    session.signal("USR1");
    session.shows("The settings were read again.");
    session.press("Z");
    assert_eq!(session.exit_code(), 0);
    let log = std::fs::read_to_string(session.home.path().join(".local/state/attache/attache.log")).unwrap();
    assert!(log.contains("INFO  The settings were read again."), "{log}");
}

#[test]
fn a_mistake_in_the_settings_is_told_before_anything_is_painted() {
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_attache"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, "\nmoose = true\n").unwrap();
    let mut session = Session::run(command, 30, 140, &[("ATTACHE_CONFIG", path.to_str().unwrap())]);
    assert_eq!(session.exit_code(), 2);
    session.shows("config.toml:2:1: unknown key 'moose'; did you mean 'mouse'?");
}

/// The bytes written so far, as text.
fn written(session: &Session) -> String {
    String::from_utf8_lossy(&session.bytes.lock().unwrap()).into_owned()
}

#[test]
fn the_terminal_is_asked_after_the_first_paint_and_its_answers_are_no_keys() {
    let mut session = Session::start(30, 100, &[("COLORTERM", "truecolor")]);
    session.shows("▌BRIEFINGS");
    session.wait_for("the question", |_| written(&session).contains("\x1b]11;?"));
    let bytes = written(&session);
    assert!(bytes.find("BRIEFINGS") < bytes.find("\x1b]11;?"), "asked before the first paint");
    assert!(!bytes.contains("\x1b[>1u"), "sharp keys were not offered yet");
    session.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?0u");
    // The accent of light grounds.
    session.wait_for("the styles for a light ground", |_| written(&session).contains("38;2;0;96;122"));
    session.wait_for("sharp keys", |_| written(&session).contains("\x1b[>1u"));
    session.shows("▌BRIEFINGS");
    // Escape and q as such keys are sent.
    session.press("\x1b[27u\x1b[113u");
    assert_eq!(session.exit_code(), 0);
    session.wait_until_left();
    assert!(written(&session).contains("\x1b[<1u"), "the keys are as they were");
    session.assert_restored();
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    let mode = |session: &Session| session.screen.lock().unwrap().screen().mouse_protocol_mode();
    assert_eq!(mode(&session), vt100::MouseProtocolMode::PressRelease);
    session.press("%");
    session.shows("the mouse is the terminal's");
    session.wait_for("the mouse", |_| mode(&session) == vt100::MouseProtocolMode::None);
    session.press("%");
    session.wait_for("the mouse again", |_| mode(&session) == vt100::MouseProtocolMode::PressRelease);
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}

#[test]
fn pasted_words_go_into_a_line_and_nowhere_else() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    session.press("\x1b[200~Q\x1b[201~/\x1b[200~ber\ngen\x1b[201~");
    session.shows("find › bergen");
    session.press("\x03");
    session.wait_for("the end of the line", |text| !text.contains("find ›"));
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

/// A program in a folder of its own, with what it does.
fn program(script: &str) -> (tempfile::TempDir, String) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("program");
    std::fs::write(&path, format!("#!/bin/sh\ncd \"$(dirname \"$0\")\" || exit 9\n{script}")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    (folder, path.to_str().unwrap().to_owned())
}

#[test]
fn key_e_lends_the_terminal_to_the_editor_and_no_key_is_lost() {
    let (folder, path) =
        program("echo >> times; echo \"EDITING $(wc -l < times) $1 $2\"; read -r typed; echo \"$typed\" > typed; read -r more; exit 4\n");
    let mut session = Session::start(30, 100, &[("VISUAL", &format!("{path} --wait")), ("EDITOR", "false")]);
    session.shows("▌BRIEFINGS");
    session.press("e");
    session.shows("EDITING 1 --wait /");
    session.wait_until_left();
    assert!(session.text().contains("-corridor.toml"), "the file of the briefing: {}", session.text());
    // What would make the reader leave is the editor's now.
    session.press("Qqq\r");
    session.press("\r");
    session.shows("program ended with code 4.");
    assert_eq!(std::fs::read_to_string(folder.path().join("typed")).unwrap(), "Qqq\n");
    session.press("j");
    session.shows("2 of 2");
    session.press("e");
    session.shows("EDITING 2 --wait /");
    // Ctrl-C is for the editor as well.
    session.press("\u{3}");
    session.shows("program ended with signal: 2");
    session.press("Q");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}

#[test]
fn key_bar_leaves_what_a_command_prints_until_enter() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    session.press("\r]q|");
    session.shows("pipe to ›");
    session.press("cat\r");
    session.shows("\"speaker\": \"Ingrid Solheim\"");
    session.shows("[attache: Enter goes back]");
    session.press("\r");
    session.shows("▌ARTICLE");
    session.press("Q");
    assert_eq!(session.exit_code(), 0);
    session.assert_restored();
}

#[test]
fn decisions_stand_in_the_users_folder_at_once() {
    let mut session = Session::start(30, 100, &[]);
    session.shows("▌BRIEFINGS");
    session.press("\r]qx");
    session.shows("is hidden; u takes it back.");
    let file = session.home.path().join(".local/state/attache/decisions.toml");
    assert!(std::fs::read_to_string(file).unwrap().contains("standing = \"hidden\""));
    session.press("Q");
    assert_eq!(session.exit_code(), 0);
}
