//! The commands on a library, as a user types them.

use std::{fs, path::Path, process::Output};

use assert_cmd::Command;

/// Runs attache with a home of its own.
fn attache(home: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("attache")
        .unwrap()
        .args(arguments)
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env_remove("ATTACHE_LIBRARY")
        .env("COLUMNS", "100")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A library of three briefings made by `add`.
fn library(home: &Path) -> String {
    let library = home.join("library");
    let texts = [
        (
            "2026-01-10",
            "Sund sends boats",
            "“We will send six patrol boats to Kerr Bay,” said Norwegian Defence Minister Astrid Moen on Friday.\n",
        ),
        ("2026-02-11", "Kerr waits", "The boats are late, Polish Foreign Minister Jan Wolny said. “We wait,” he said.\n"),
        ("2026-02-20", "Winter", "Snow fell on the harbor for a week, and nobody came.\n"),
    ];
    for (day, title, text) in texts {
        let file = home.join("article.txt");
        fs::write(&file, text).unwrap();
        let run = attache(home, &["add", "--library", library.to_str().unwrap(), "--date", day, "--title", title, file.to_str().unwrap()]);
        assert!(run.status.success(), "{}", complaint(&run));
    }
    library.to_str().unwrap().to_owned()
}

#[test]
fn list_answers_queries_and_says_by_its_exit_code_when_nothing_does() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let all = attache(home.path(), &["list", &library]);
    let days: Vec<String> = out(&all).lines().map(|line| line[..10].to_owned()).collect();
    assert_eq!(days, ["2026-02-20", "2026-02-11", "2026-01-10"], "newest first");
    for (query, title) in [
        ("boats speaker:moen", "Sund sends boats"),
        ("country:polish", "Kerr waits"),
        ("category:ship quantity:>=5", "Sund sends boats"),
        ("harbor -boats", "Winter"),
        ("\"we wait\" date:2026-02", "Kerr waits"),
    ] {
        let found = attache(home.path(), &["list", &library, "--query", query]);
        assert_eq!(out(&found).lines().filter(|line| line.starts_with("2026")).count(), 1, "{query}\n{}", out(&found));
        assert!(out(&found).contains(title), "{query}");
        assert!(found.status.success());
    }
    let none = attache(home.path(), &["list", &library, "-q", "speaker:moen winter"]);
    assert_eq!((none.status.code(), out(&none).as_str()), (Some(1), ""));
    let loose = attache(home.path(), &["list", &library, "-q", "harbur"]);
    assert!(out(&loose).contains("Winter"));
    assert_eq!(complaint(&loose), "attache: nothing has 'harbur'; these have words spelled nearly so\n");
    let wrong = attache(home.path(), &["list", &library, "-q", "boats speakr:moen"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(complaint(&wrong), "attache: the query, column 7: there is no field 'speakr'; did you mean 'speaker:'?\n");
}

#[test]
fn items_come_as_table_json_and_csv() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let quotes = attache(home.path(), &["list", &library, "--items", "quotes", "-q", "speaker:moen", "--format", "json"]);
    let quotes: serde_json::Value = serde_json::from_slice(&quotes.stdout).unwrap();
    assert_eq!(quotes[0]["text"], "We will send six patrol boats to Kerr Bay,");
    assert_eq!(quotes[0]["country"], "NO");
    assert!(quotes[0]["sentence"].as_str().unwrap().contains("said Norwegian"));
    let assets = attache(home.path(), &["list", &library, "--items", "assets", "--format", "csv"]);
    let mut lines = out(&assets).lines().map(str::to_owned).collect::<Vec<_>>().into_iter();
    assert!(lines.next().unwrap().starts_with("briefing,published,outlet,text,category,"));
    assert!(
        lines.any(|line| line.contains(",six patrol boats,ship,") && line.contains("\"“We will send six patrol boats to Kerr Bay,” said"))
    );
    let actors = attache(home.path(), &["list", &library, "--items", "actors", "-q", "role:minister", "--limit", "1"]);
    assert_eq!(out(&actors).lines().count(), 1);
    assert!(out(&actors).starts_with("person        "), "{}", out(&actors));
    let nothing = attache(home.path(), &["list", &library, "-q", "zebra", "-f", "json"]);
    assert_eq!(out(&nothing), "[]\n");
    let counts = attache(home.path(), &["list", &library, "--count", "date"]);
    assert_eq!(out(&counts), "       2  2026-02\n       1  2026-01\n");
}

#[test]
fn index_says_what_has_changed_and_names_what_it_cannot_read() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let index = |arguments: &[&str]| attache(home.path(), &[&["index", &library], arguments].concat());
    assert_eq!(out(&index(&[])), "3 briefings: all read\n");
    assert_eq!(out(&index(&[])), "3 briefings: nothing has changed\n");
    fs::write(Path::new(&library).join("bad.toml"), "title = ").unwrap();
    let bad = index(&[]);
    assert_eq!((bad.status.code(), out(&bad).as_str()), (Some(1), "3 briefings: nothing has changed\n"));
    assert!(complaint(&bad).starts_with("attache: bad.toml: "), "{}", complaint(&bad));
    fs::remove_file(Path::new(&library).join("bad.toml")).unwrap();
    assert_eq!(out(&index(&["--anew"])), "3 briefings: all read\n");
    let absent = attache(home.path(), &["index", "/nowhere/at/all"]);
    assert_eq!(absent.status.code(), Some(1));
}

#[test]
fn without_a_library_the_shipped_briefings_answer_and_without_a_cache_memory_does() {
    let home = tempfile::tempdir().unwrap();
    let shipped = attache(home.path(), &["list", "--limit", "3"]);
    assert_eq!(out(&shipped).lines().filter(|line| line.starts_with("20")).count(), 3, "{}", out(&shipped));
    let library = library(home.path());
    fs::write(home.path().join("cache"), "a file where the folder should be").unwrap();
    let found = attache(home.path(), &["list", &library, "-q", "speaker:moen"]);
    assert!(out(&found).contains("Sund sends boats"), "{}", complaint(&found));
    assert_eq!(complaint(&found).lines().count(), 1, "one notice: {}", complaint(&found));
}

#[test]
fn one_story_in_several_outlets_is_one_line_that_names_them() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("library");
    let text = "The ferry to the outer islands stays in harbor until the ice has gone, the council decided on Monday evening. Fishermen had asked \
                for a second boat since the storm in November. “We cannot wait for the spring while the old people have no medicine,” said \
                Ingrid Halvorsen, who speaks for the islands. The council meets again on the first day of March.\n";
    for (outlet, text) in
        [("Herald", text.to_owned()), ("Post", text.replace("Monday evening", "Monday")), ("Mail", format!("Ferry stays.\n\n{text}"))]
    {
        let file = home.path().join("article.txt");
        fs::write(&file, text).unwrap();
        let title = format!("Ferry in the {outlet}");
        let arguments = ["add", "--library", library.to_str().unwrap(), "--date", "2026-01-05", "--outlet", outlet, "--title", &title];
        assert!(attache(home.path(), &[&arguments[..], &[file.to_str().unwrap()]].concat()).status.success());
    }
    let library = library.to_str().unwrap();
    let lines = out(&attache(home.path(), &["list", library]));
    assert_eq!(lines.lines().filter(|line| line.starts_with("2026")).count(), 1, "{lines}");
    assert!(lines.contains("Ferry in the Herald") && lines.contains("+2: Mail, Post"), "{lines}");
    let json = attache(home.path(), &["list", library, "-q", "outlet:post", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((json[0]["title"].as_str(), json[0]["also"].as_array().unwrap().len()), (Some("Ferry in the Post"), 2));
    assert_eq!(json[0]["also_outlets"], serde_json::json!(["Herald", "Mail"]));
    let quotes = attache(home.path(), &["list", library, "--items", "quotes", "-q", "kind:direct", "-f", "json"]);
    let quotes: serde_json::Value = serde_json::from_slice(&quotes.stdout).unwrap();
    assert_eq!(quotes.as_array().unwrap().len(), 1, "{quotes}");
    assert_eq!(quotes[0]["also_outlets"], serde_json::json!(["Mail", "Post"]));
    assert_eq!(out(&attache(home.path(), &["list", library, "--count", "date"])), "       1  2026-01\n");
}

#[test]
fn the_users_marks_answer_in_lists() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let text = fs::read_dir(&library)
        .unwrap()
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .find(|text| text.contains("Winter"))
        .unwrap();
    let briefing = attache::briefing::store::from_toml(&text).unwrap();
    let state = home.path().join("state/attache");
    fs::create_dir_all(&state).unwrap();
    let key = attache::library::state::Key::of(&briefing.text);
    fs::write(
        state.join("marks.jsonl"),
        format!("{{\"did\":[\"{key}\",{{\"starred\":true}}]}}\n{{\"did\":[\"{key}\",{{\"tag\":\"cold\"}}]}}\ntorn"),
    )
    .unwrap();
    for query in ["is:starred", "tag:cold", "is:starred winter"] {
        let found = out(&attache(home.path(), &["list", &library, "-q", query]));
        assert!(found.lines().count() == 1 && found.contains("Winter"), "{query}: {found}");
    }
    assert_eq!(
        out(&attache(home.path(), &["list", &library, "-q", "-is:starred"])).lines().filter(|line| line.starts_with("2026")).count(),
        2
    );
    assert!(fs::read_to_string(state.join("marks.jsonl")).unwrap().ends_with("torn"), "looking changes nothing");
    // What is hidden in the reader is out of every list here too, until it is asked for.
    fs::write(state.join("marks.jsonl"), format!("{{\"did\":[\"{key}\",{{\"hidden\":true}}]}}\n")).unwrap();
    let rows =
        |query: &str| out(&attache(home.path(), &["list", &library, "-q", query])).lines().filter(|line| line.contains("Winter")).count();
    assert_eq!((rows(""), rows("-is:hidden"), rows("is:hidden"), rows("is:hidden OR is:read")), (0, 0, 1, 1));
}

#[test]
fn what_is_removed_comes_back_byte_for_byte() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let content = || {
        let files = fs::read_dir(&library).unwrap().map(|file| file.unwrap().path());
        files.map(|path| (path.clone(), fs::read(path).unwrap())).collect::<std::collections::BTreeMap<_, _>>()
    };
    let run = |arguments: &[&str]| attache(home.path(), &[&["--library", &library], arguments].concat());
    let before = content();
    let unsure = run(&["remove", "-q", "boats"]);
    assert_eq!(unsure.status.code(), Some(2));
    assert_eq!(complaint(&unsure), "attache: remove: this takes out 2 briefings; if that is meant, say --yes\n");
    let others = run(&["remove", "-q", "-boats"]);
    assert_eq!(complaint(&others), "attache: remove: this takes out 1 briefing; if that is meant, say --yes\n");
    let loose = run(&["remove", "-q", "boast", "--yes"]);
    assert!(complaint(&loose).contains("nothing has 'boast' as a word"), "{}", complaint(&loose));
    assert_eq!(content(), before);
    let removed = run(&["remove", "-q", "boats", "--yes"]);
    assert_eq!(out(&removed), "2 briefings taken out; 'attache remove --undo' brings them back\n", "{}", complaint(&removed));
    assert_eq!(content().len(), 1);
    assert_eq!(out(&run(&["list", "-q", "boats"])), "");
    let id = before.keys().map(|path| path.file_stem().unwrap().to_str().unwrap()).find(|id| id.contains("winter")).unwrap();
    let by_id = run(&["remove", id, "nobody", "--yes"]);
    assert_eq!((by_id.status.code(), content().len()), (Some(1), 0), "{}", complaint(&by_id));
    assert!(complaint(&by_id).contains("there is no briefing 'nobody'"));
    assert_eq!(out(&run(&["remove", "--undo"])), "1 briefing brought back\n");
    assert_eq!(out(&run(&["remove", "--undo"])), "2 briefings brought back\n");
    assert_eq!(content(), before);
    assert_eq!(run(&["remove", "--undo"]).status.code(), Some(1));
}

#[test]
fn refresh_makes_what_an_older_engine_made_anew_and_keeps_what_was_written_by_hand() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let run = |arguments: &[&str]| attache(home.path(), &[&["--library", &library], arguments].concat());
    assert_eq!(out(&run(&["refresh"])), "0 briefings changed, 0 as before, 3 made by this engine\n");
    assert_eq!(out(&run(&["refresh", "--all"])), "0 briefings changed, 3 as before, 0 made by this engine\n");
    let path =
        fs::read_dir(&library).unwrap().map(|file| file.unwrap().path()).find(|path| path.to_string_lossy().contains("boats")).unwrap();
    let whole = fs::read_to_string(&path).unwrap();
    let engine = format!("engine = \"{}\"", env!("CARGO_PKG_VERSION"));
    let quotes = whole.find("[[quotes]]").unwrap();
    let old = whole[..quotes].replace(&engine, "engine = \"0.0.9\"").replace("Sund sends boats", "Sund sends six boats");
    let old = old + &whole[quotes..whole.find("[[assets]]").unwrap()];
    fs::write(&path, &old).unwrap();
    assert_eq!(
        out(&run(&["refresh"])),
        "1 briefing changed, 0 as before, 2 made by this engine; 'attache refresh --undo' brings back what was\n"
    );
    let new = fs::read_to_string(&path).unwrap();
    assert!(new.contains(&engine) && new.contains("Sund sends six boats") && new.contains("[[assets]]"), "{new}");
    assert_eq!(out(&run(&["refresh", "--undo"])), "1 briefing brought back\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), old);
}

#[test]
fn refresh_goes_on_after_what_cannot_be_made_anew_and_tells_of_packs() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let path = |part: &str| {
        let mut files = fs::read_dir(&library).unwrap().map(|file| file.unwrap().path());
        files.find(|path| path.to_string_lossy().contains(part)).unwrap()
    };
    let engine = format!("engine = \"{}\"", env!("CARGO_PKG_VERSION"));
    let old = |path: &Path| fs::read_to_string(path).unwrap().replace(&engine, "engine = \"0.0.9\"");
    // Its way in the trash is longer than any system takes.
    let deep = Path::new(&library).join("a".repeat(200)).join("b".repeat(200));
    fs::create_dir_all(&deep).unwrap();
    let stuck = deep.join("stuck.toml");
    fs::write(&stuck, old(&path("kerr"))).unwrap();
    fs::write(path("boats"), old(&path("boats"))).unwrap();
    fs::write(path("winter"), "engine = ").unwrap();
    fs::write(Path::new(&library).join("many.jsonl"), "").unwrap();
    let state = (0..16).fold(home.path().to_owned(), |path, _| path.join("s".repeat(240)));
    let run = |arguments: &[&str]| {
        let arguments = [&["--library", &library], arguments].concat();
        let mut command = Command::cargo_bin("attache").unwrap();
        command.args(arguments).env("XDG_CACHE_HOME", home.path()).env("XDG_DATA_HOME", home.path()).env("XDG_STATE_HOME", &state);
        command.env_remove("ATTACHE_LIBRARY").output().unwrap()
    };
    let before = fs::read(&stuck).unwrap();
    let refreshed = run(&["refresh"]);
    let told = complaint(&refreshed);
    assert_eq!(
        out(&refreshed),
        "1 briefing changed, 0 as before, 1 made by this engine; 'attache refresh --undo' brings back what was\n",
        "{told}"
    );
    assert_eq!(refreshed.status.code(), Some(1));
    assert!(told.contains("stuck.toml: ") && told.contains("the briefing stays as it was"), "{told}");
    assert!(told.contains("winter") && told.contains(": line 1: "), "{told}");
    assert!(told.contains("1 pack is left as it is"), "{told}");
    assert_eq!(fs::read(&stuck).unwrap(), before);
    assert_eq!(out(&run(&["refresh", "--undo"])), "1 briefing brought back\n");
}

#[test]
fn every_view_has_its_twin_and_every_form_the_same_rows() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let list = |more: &[&str]| attache(home.path(), &[&["list", &library], more].concat());
    let speakers = list(&["--items", "speakers"]);
    let lines: Vec<String> = out(&speakers).lines().map(str::to_owned).collect();
    assert!(lines[0].contains("Wolny") && lines[0].ends_with(": 2 quotes · 1 briefing · last 2026-02-11"), "{lines:?}");
    assert_eq!(lines[1..], ["Astrid Moen (Defence Minister, Norway): 1 quote · 1 briefing · last 2026-01-10"]);
    let csv = list(&["--items", "speakers", "-q", "date:2026-01", "-f", "csv"]);
    assert_eq!(out(&csv), "name,kind,role,country,quotes,briefings,last\r\nAstrid Moen,person,Defence Minister,NO,1,1,2026-01-10\r\n");
    let markdown = list(&["--items", "quotes", "-q", "speaker:moen", "-f", "markdown"]);
    assert!(out(&markdown).starts_with("| briefing | published |") && out(&markdown).contains(" | Astrid Moen | "), "{}", out(&markdown));
}

#[test]
fn list_tells_what_the_user_decided_and_names_a_file_of_decisions_that_cannot_be_read() {
    let home = tempfile::tempdir().unwrap();
    let library = library(home.path());
    let list = |items: &str| attache(home.path(), &["list", &library, "--items", items]);
    assert!(out(&list("quotes")).contains("We wait"));
    let text = fs::read_dir(&library).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let briefings = text.map(|text| attache::briefing::store::from_toml(&text).unwrap());
    let kerr = briefings.into_iter().find(|briefing| briefing.title == "Kerr waits").unwrap();
    let key = attache::library::state::Key::of(&kerr.text);
    let quote = kerr.quotes.iter().find(|quote| quote.text.starts_with("We wait")).unwrap();
    let state = home.path().join("state/attache");
    fs::create_dir_all(&state).unwrap();
    let wolny = kerr.actors.iter().find(|actor| actor.name.contains("Wolny")).unwrap().mentions[0];
    let named = format!("text = \"{key}\"\nat = {}\nwords = \"{}\"", wolny.start, wolny.of(&kerr.text));
    fs::write(state.join("decisions.toml"), format!("[[actor]]\n{named}\nname = \"Ewa Wolna\"\ncountry = \"CZ\"\n")).unwrap();
    assert!(out(&list("actors")).contains("Ewa Wolna"), "{}", out(&list("actors")));
    let asked = |more: &[&str]| out(&attache(home.path(), &[&["list", &library], more].concat()));
    assert!(asked(&["-q", "speaker:\"ewa wolna\""]).contains("Kerr waits") && asked(&["--items", "quotes", "-q", "country:PL"]).is_empty());
    assert!(asked(&["--count", "speaker"]).contains("Ewa Wolna"));
    let file = format!("[[quote]]\ntext = \"{key}\"\nat = {}\nwords = \"{}\"\nstanding = \"hidden\"\n", quote.start, quote.text);
    fs::write(state.join("decisions.toml"), file).unwrap();
    assert!(!out(&list("quotes")).contains("We wait"));
    assert!(out(&list("speakers")).contains("Jan Wolny (Foreign Minister, Poland): 1 quote ·"), "{}", out(&list("speakers")));
    fs::write(state.join("decisions.toml"), "[[quote]]\nwords = 1\n").unwrap();
    let bad = list("quotes");
    assert_eq!(bad.status.code(), Some(2));
    assert!(complaint(&bad).contains("decisions.toml: your decisions cannot be read: line "), "{}", complaint(&bad));
}
