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
