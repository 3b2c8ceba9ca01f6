//! The program from outside: what it prints, where, and how it ends.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use attache::briefing::{Briefing, store};

const REPORT: &str = "---\ntitle: Lee promises tanks\ndate: 2024-05-02\noutlet: The Exercise Wire\n---\n\n\
    “We will send 12 tanks to Ukraine,” Defence Minister Ann Lee said on Thursday.\n\n“They leave today,” she added.\n";

/// A folder of its own for a test, with the program set up to touch nothing else.
struct Desk {
    folder: tempfile::TempDir,
}

struct Seen {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.put("lee.md", REPORT);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("attache").unwrap();
        command.args(arguments).current_dir(&self.folder).env_clear();
        command.env("HOME", self.path("home")).env("TERM", "xterm-256color");
        command
    }

    fn run(&self, arguments: &[&str]) -> Seen {
        see(&mut self.command(arguments))
    }

    /// The files of the library that `add` makes.
    fn library(&self) -> Vec<PathBuf> {
        let folder = self.path("home/.local/share/attache/briefings");
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }
}

fn see(command: &mut Command) -> Seen {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let seen = Seen { out: text(output.stdout), err: text(output.stderr), code: output.status.code() };
    assert!(!seen.out.contains('\u{1b}') && !seen.err.contains('\u{1b}'), "escape codes in {:?} {:?}", seen.out, seen.err);
    seen
}

impl Seen {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn prints(self, words: &str) -> Self {
        assert!(self.out.contains(words), "no {words:?} in {}", self.out);
        self
    }

    #[track_caller]
    fn complains(self, line: &str) -> Self {
        assert_eq!(self.err, format!("attache: {line}\n"));
        self
    }

    #[track_caller]
    fn quietly(self) -> Self {
        assert_eq!(self.err, "");
        self
    }
}

#[test]
fn help_tells_commands_examples_and_exit_codes() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]).ends(0).quietly().prints("Examples:").prints("Exit codes: 0 done");
    for command in ["read", "add", "extract", "check", "explain", "completions"] {
        assert!(help.out.lines().any(|line| line.trim_start().starts_with(command)), "{command}");
        desk.run(&[command, "--help"]).ends(0).quietly().prints("Usage: attache").prints("Example");
    }
    desk.run(&["--version"]).ends(0).prints("attache 0.");
    desk.run(&["completions", "bash"]).ends(0).quietly().prints("complete -F");
    desk.run(&["man"]).ends(0).quietly().prints(".SH \"EXIT STATUS\"").prints(".SH COMMANDS");
}

#[test]
fn a_slip_of_the_finger_is_no_library() {
    let desk = Desk::new();
    desk.run(&["raed"]).ends(2).complains("no command or folder named 'raed'; did you mean 'read'?");
    desk.run(&["exrtact", "--format", "json", "lee.md"]).ends(2).complains("no command or folder named 'exrtact'; did you mean 'extract'?");
    desk.run(&["--library", "x", "chekc"]).ends(2).complains("no command or folder named 'chekc'; did you mean 'check'?");
    desk.run(&["qqqqqq"]).ends(2).complains("no command or folder named 'qqqqqq'; see 'attache --help'");
    desk.run(&["lee.md"]).ends(2).complains("no command or folder named 'lee.md'; did you mean 'attache read lee.md'?");
    desk.run(&["./lee.md"])
        .ends(2)
        .complains("./lee.md: this is a file, no folder of briefings; to read an article, say 'attache read ./lee.md'");
    assert!(desk.run(&["read"]).ends(2).err.contains("FILE"));
    assert!(desk.run(&["extract", "--format", "xml", "lee.md"]).ends(2).err.contains("toml, json, jsonl, markdown"));
    assert!(desk.run(&["read", "--date", "yesterday", "lee.md"]).ends(2).err.contains("--date"));
    assert!(desk.run(&["read", "--date", "18-01-2022", "lee.md"]).ends(2).err.contains("write year, month and day as in 2022-01-18"));
}

#[test]
fn a_briefing_is_printed_in_four_forms() {
    let desk = Desk::new();
    let toml = store::from_toml(&desk.run(&["extract", "lee.md"]).ends(0).quietly().out).unwrap();
    assert_eq!(toml.title, "Lee promises tanks");
    assert_eq!(toml.source.name.as_deref(), Some("The Exercise Wire"));
    let without_entities = |json: &str| Briefing { entities: Vec::new(), ..store::from_json(json).unwrap() };
    assert_eq!(without_entities(&desk.run(&["extract", "-f", "json", "lee.md"]).ends(0).out), toml);
    let lines = desk.run(&["extract", "--format", "jsonl", "lee.md", "lee.md"]).ends(0).out;
    assert_eq!(lines.lines().map(without_entities).collect::<Vec<_>>(), [toml.clone(), toml]);
    desk.run(&["extract", "-f", "markdown", "lee.md"]).ends(0).prints("# Lee promises tanks\n").prints("2024-05-02").prints("## Article");
}

#[test]
fn what_the_user_says_of_a_text_counts() {
    let desk = Desk::new();
    let said = ["--title", "Other", "--date", "2023-01-02", "--author", "A. Writer", "--outlet", "Daily", "--url", "https://example.org/a"];
    let printed = desk.run(&[&["extract", "lee.md"], &said[..]].concat()).ends(0).out;
    let briefing = store::from_toml(&printed).unwrap();
    assert_eq!((briefing.title.as_str(), briefing.published.unwrap().to_string().as_str()), ("Other", "2023-01-02"));
    let source = briefing.source;
    assert_eq!([source.name, source.author, source.url].map(Option::unwrap), ["Daily", "A. Writer", "https://example.org/a"]);
    desk.run(&["extract", "--title", "One", "lee.md", "lee.md"])
        .ends(2)
        .complains("--title: one title for 2 files; give one file, or no title");
}

#[test]
fn a_bad_file_is_named_and_the_others_go_on() {
    let desk = Desk::new();
    desk.put("empty.txt", "\n");
    desk.put("binary.txt", b"\x7fELF\0\0\0\x01\x02");
    for command in ["extract", "read", "add", "explain"] {
        let seen = desk.run(&[command, "missing.txt", "empty.txt", "binary.txt", ".", "lee.md"]).ends(2);
        let lines: Vec<&str> = seen.err.lines().collect();
        assert_eq!(lines.len(), 4, "{}", seen.err);
        for (line, name) in lines.iter().zip(["missing.txt", "empty.txt", "binary.txt", "."]) {
            assert!(line.starts_with(&format!("attache: {name}: ")) && line.contains("; "), "{line}");
        }
        assert!(command == "explain" || seen.out.contains("Lee promises tanks"), "{command}: {}", seen.out);
    }
}

#[test]
fn names_from_outside_cannot_write_to_the_terminal() {
    let desk = Desk::new();
    let seen = desk.run(&["extract", "a\u{1b}]0;owned\u{7}b\nc"]).ends(2);
    assert_eq!(seen.err.lines().count(), 1, "{:?}", seen.err);
    desk.run(&["\u{1b}[31mraed"]).ends(2);
    let path = desk.put("evil.txt", "\u{1b}]52;c;aGk=\u{7}Title\u{202e}\n\nSome words.\u{9b}31m\n");
    for command in ["read", "extract", "add", "explain"] {
        desk.run(&[command, path.to_str().unwrap()]).ends(0);
    }
    desk.run(&[]).ends(0);
}

#[test]
fn articles_come_into_the_library_once() {
    let desk = Desk::new();
    let first = desk.run(&["add", "lee.md"]).ends(0).quietly().prints("added: Lee promises tanks · ").prints(" quote").prints(" asset");
    let library = desk.library();
    assert_eq!(library.len(), 1);
    assert!(first.out.trim_end().ends_with(library[0].to_str().unwrap()));
    assert!(library[0].file_name().unwrap().to_str().unwrap().starts_with("2024-05-02-lee-promises-tanks-"));
    let before = fs::read(&library[0]).unwrap();

    let again = desk.run(&["add", "lee.md", "--title", "New title"]).ends(0).quietly();
    again.prints("unchanged: ").prints("the same text is in ").prints("already; to change what it says of the article, edit it\n");
    assert_eq!(desk.library(), library);
    assert_eq!(fs::read(&library[0]).unwrap(), before);

    desk.run(&["check"]).ends(0).quietly().prints("1 briefing, no problems");
    desk.run(&[]).ends(0).quietly().prints("2024-05-02  Lee promises tanks");
}

#[test]
fn the_library_is_where_the_user_says() {
    let desk = Desk::new();
    desk.run(&["add", "--library", "mine", "lee.md"]).ends(0).prints("mine/2024-05-02-");
    desk.run(&["--library", "mine", "add", "lee.md"]).ends(0).prints("unchanged");
    see(desk.command(&["add", "lee.md"]).env("ATTACHE_LIBRARY", "other")).ends(0).prints("other/2024-05-02-");
    see(desk.command(&["add", "lee.md"]).env("XDG_DATA_HOME", desk.path("data"))).ends(0).prints("data/attache/briefings/2024-05-02-");
    assert_eq!(desk.library(), [] as [PathBuf; 0]);
    for arguments in [&["mine"][..], &["./mine"], &["--library", "mine"]] {
        desk.run(arguments).ends(0).quietly().prints("Lee promises tanks");
    }
    see(desk.command(&[]).env("ATTACHE_LIBRARY", "other")).ends(0).quietly().prints("Lee promises tanks");
}

#[test]
fn a_library_that_cannot_be_written_is_named() {
    let desk = Desk::new();
    desk.put("file", "");
    let seen = desk.run(&["add", "--library", "file/library", "lee.md"]).ends(2);
    assert!(seen.err.starts_with("attache: file/library: lee.md cannot be saved there: "), "{}", seen.err);
    assert!(seen.err.ends_with("; name another folder with --library\n"), "{}", seen.err);
}

#[test]
fn mistakes_in_files_are_told_with_line_and_mend() {
    let desk = Desk::new();
    desk.run(&["add", "--library", "mine", "lee.md"]).ends(0);
    let path = fs::read_dir(desk.path("mine")).unwrap().next().unwrap().unwrap().path();
    let toml = fs::read_to_string(&path).unwrap();
    fs::write(&path, toml.replacen("\ntitle = ", "\ntitel = ", 1)).unwrap();
    let name = format!("mine/{}", path.file_name().unwrap().to_str().unwrap());
    let seen = desk.run(&["check", "mine"]).ends(1).quietly().prints("1 briefing, 2 problems");
    assert!(seen.out.contains(&format!("{name}:4: file: there is no key `titel`; did you mean `title`?\n")), "{}", seen.out);

    fs::write(&path, &toml).unwrap();
    fs::write(desk.path("mine/copy.toml"), &toml).unwrap();
    let seen = desk.run(&["check", "mine"]).ends(1);
    assert!(
        seen.out.contains("is that of mine/2024-05-02-lee-promises-tanks-") || seen.out.contains("is that of mine/copy.toml"),
        "{}",
        seen.out
    );
    desk.run(&["check", &name]).ends(0).prints("1 briefing, no problems");
    let seen = desk.run(&["check"]).ends(1);
    assert!(seen.err.contains("there is no library here yet; 'attache add FILE' begins it"), "{}", seen.err);
    desk.run(&["check", "nowhere"]).ends(2).complains("nowhere: no such file or folder; check the path");
}

#[test]
fn an_item_that_is_not_there_ends_with_one() {
    let desk = Desk::new();
    let seen = desk.run(&["explain", "lee.md", "--quote", "99"]).ends(1);
    assert!(seen.err.starts_with("attache: lee.md: there is no quote q99; it has "), "{}", seen.err);
    desk.run(&["explain", "lee.md", "--asset", "a99"]).ends(1);
}

#[test]
fn standard_input_is_read() {
    let desk = Desk::new();
    let seen = see(desk.command(&["extract", "-f", "json", "-"]).write_stdin(REPORT)).ends(0);
    assert_eq!(store::from_json(&seen.out).unwrap().source.path, "-");
}

#[test]
fn plain_text_keeps_to_the_width() {
    let desk = Desk::new();
    let long = format!("{}\n", "Words follow words without an end. ".repeat(20));
    let path = desk.put("long.txt", long);
    let widest = |seen: Seen| seen.ends(0).out.lines().map(|line| line.chars().count()).max().unwrap();
    let arguments = ["read", path.to_str().unwrap()];
    assert!((70..=80).contains(&widest(desk.run(&arguments))));
    assert!(widest(see(desk.command(&arguments).env("COLUMNS", "40"))) <= 40);
    desk.run(&["read", "lee.md"]).ends(0).quietly().prints("Lee promises tanks\n2024-05-02 · The Exercise Wire\n");
}

#[test]
fn a_dumb_terminal_gets_plain_text() {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    let desk = Desk::new();
    for (arguments, words) in [(&["read", "lee.md"][..], "Lee promises tanks"), (&[], "ship with attache")] {
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 60, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("attache"));
        command.args(arguments);
        command.cwd(desk.folder.path());
        command.env_clear();
        command.env("HOME", desk.path("home"));
        command.env("TERM", "dumb");
        let mut program = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut seen = Vec::new();
        // The end of a pseudo-terminal is an error on Linux and an end elsewhere.
        let _ = pair.master.try_clone_reader().unwrap().read_to_end(&mut seen);
        assert!(program.wait().unwrap().success());
        let seen = String::from_utf8(seen).unwrap();
        assert!(seen.contains(words) && !seen.contains('\u{1b}'), "{seen:?}");
        assert!(arguments.is_empty() || seen.lines().all(|line| line.chars().count() <= 61), "{seen}");
    }
}

#[test]
fn a_saved_briefing_can_be_read() {
    let desk = Desk::new();
    desk.run(&["add", "--library", "mine", "lee.md"]).ends(0);
    let path = fs::read_dir(desk.path("mine")).unwrap().next().unwrap().unwrap().path();
    let toml = fs::read_to_string(&path).unwrap().replace("They leave today", "In the end they leave today");
    let edited = desk.put("edited.toml", toml);
    desk.run(&["read", edited.to_str().unwrap()]).ends(0).prints("Lee promises tanks").prints("In the end they leave");
    let seen = desk.run(&["add", "edited.toml"]).ends(2);
    seen.complains("edited.toml: this is a briefing, not an article; open it with 'attache read', or copy it into the library");
    desk.put("broken.toml", "title = ");
    assert!(desk.run(&["read", "broken.toml"]).ends(2).err.contains("broken.toml: line 1: "));
}

#[cfg(unix)]
#[test]
fn a_reader_of_the_pipe_may_leave() {
    let desk = Desk::new();
    let program = assert_cmd::cargo::cargo_bin!("attache");
    let files = vec!["lee.md"; 120].join(" ");
    for command in ["extract -f jsonl", "read", "explain"] {
        let script = format!("{} {command} {files} | head -n 1; exit ${{PIPESTATUS[0]}}", program.display());
        let mut bash = Command::new("bash");
        let seen = see(bash.args(["-c", &script]).current_dir(desk.folder.path()));
        seen.ends(0).quietly();
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    use std::{
        io::Write,
        os::unix::process::ExitStatusExt,
        process::{Command, Stdio},
    };
    // Where whoever started this ignores interrupts, as shells do for what runs behind, the program rightly would do so too.
    let heeding = ["--default-signal=INT", "true"];
    let heeds = Command::new("env").args(heeding).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    let binary = assert_cmd::cargo::cargo_bin!("attache");
    let mut program = if heeds { Command::new("env") } else { Command::new(binary) };
    if heeds {
        program.arg(heeding[0]).arg(binary);
    }
    let mut program = program.args(["extract", "-f", "jsonl", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    // Its end of the pipe stays open: it waits for more. An interrupt that comes before it heeds them is lost, so another is sent.
    let mut stdin = program.stdin.take().unwrap();
    stdin.write_all(b"One line.\n").unwrap();
    let status = loop {
        Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap();
        if let Some(status) = program.try_wait().unwrap() {
            break status;
        }
    };
    assert_eq!(status.signal(), Some(2), "a shell shows this as 130: {status}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_one_line() {
    let desk = Desk::new();
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full");
        return;
    }
    let program = assert_cmd::cargo::cargo_bin!("attache");
    for command in ["extract lee.md", "read lee.md", "check .", "man", "--help"] {
        let script = format!("{} {command} > /dev/full", program.display());
        let seen = see(Command::new("bash").args(["-c", &script]).current_dir(desk.folder.path()));
        seen.ends(2).complains("standard output: no space left on the disk; make room, or write elsewhere");
    }
}

#[test]
fn the_template_of_settings_has_no_mistakes() {
    let desk = Desk::new();
    let template = desk.run(&["config", "template"]).ends(0).prints("# \"]q\" = \"next-quote\"").out;
    let path = desk.put("all.toml", template);
    desk.run(&["config", "check", path.to_str().unwrap()]).ends(0).prints("no mistakes");
}

#[test]
fn mistakes_in_settings_are_told_with_their_place() {
    let desk = Desk::new();
    let path = desk.put("home/.config/attache/config.toml", "[layout]\ntext-widht = 70\n\n[keys.list]\nx = \"raed\"\n");
    let seen = desk.run(&["config", "check"]).ends(1);
    let told = ["2:1: unknown key 'text-widht'; did you mean 'text-width'?", "5:5: unknown command 'raed'; did you mean 'read'?"];
    let told: Vec<String> = told.iter().map(|told| format!("{}:{told}", path.display())).collect();
    assert_eq!(seen.out.lines().collect::<Vec<_>>(), told);
    desk.run(&["config", "path"]).ends(0).prints(".config/attache/config.toml");
    desk.run(&["--config", "none.toml", "config", "check"])
        .ends(1)
        .complains("none.toml: there is no such file; none is needed; 'attache config edit' begins one");
}

#[test]
fn the_editor_gets_the_file_as_an_argument_and_no_shell_reads_its_name() {
    let desk = Desk::new();
    let new = desk.put("new file.toml", "mouse = false\n");
    fs::rename(&new, desk.path("new.toml")).unwrap();
    let edit = |editor: &str| see(desk.command(&["config", "edit"]).env("EDITOR", editor));
    edit("cp new.toml").ends(0).prints("no mistakes");
    assert_eq!(fs::read_to_string(desk.path("home/.config/attache/config.toml")).unwrap(), "mouse = false\n");
    edit("true ; touch pwned").ends(0);
    edit("true $(touch pwned)").ends(0);
    assert!(!desk.path("pwned").exists());
    edit("no-such-editor").ends(2).complains("no-such-editor: no such file or folder; set $VISUAL or $EDITOR to your editor");
}
