//! Briefings that the engine makes and that ship: one record in two spellings, sound, and small enough to read.

use std::{fs, path::Path};

use attache::{
    article::Article,
    briefing::{Briefing, anchor, check, store},
    extract::extract,
    lexicon::Lexicon,
};

/// Briefings of texts with everything that makes the writer's life hard.
fn made() -> Vec<Briefing> {
    let texts = [
        "",
        "\n\n \n",
        "“We will send 12 tanks,” Defence Minister Ann Lee said on Monday.\n\n“They leave today,” she added. Russia's army lost 3 Su-35 jets.",
        "C:\\temp \"\"\" he said: \"No.\"\n'''\n\ttabs and trailing spaces   \nKyiv 'no' “yes” «да» … — ",
        "Zażółć gęślą jaźń — 日本語 🇺🇦 e\u{301} said Ann O’Neil’s “friend”.\r\nNext \\u0041 line.",
    ];
    texts.into_iter().map(|text| extract(&Article::from_text(text), Lexicon::shared()).briefing).collect()
}

/// What ships, with the names of the files.
fn shipped() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn toml_to_json_to_toml_is_identical() {
    for briefing in made() {
        let toml = store::to_toml(&briefing);
        let read = store::from_toml(&toml).unwrap();
        assert_eq!(read, Briefing { entities: Vec::new(), ..briefing });
        let json = store::to_json(&read);
        assert_eq!(store::to_toml(&store::from_json(&json).unwrap()), toml);
    }
}

#[test]
fn what_the_engine_makes_needs_no_mending() {
    for briefing in made() {
        assert_eq!(check::check(&store::to_toml(&briefing)), [], "{}", briefing.text);
        let mut anchored = briefing.clone();
        assert_eq!(anchor::reanchor(&mut anchored), []);
        assert_eq!(anchored, briefing);
    }
}

#[test]
fn what_ships_is_in_the_form_it_would_be_written_in() {
    for (name, toml) in shipped() {
        assert_eq!(check::check(&toml), [], "{name}");
        let briefing = store::from_toml(&toml).unwrap();
        assert_eq!(briefing.id, name);
        assert!(store::to_toml(&briefing) == toml, "{name}.toml is laid out otherwise than attache would");
    }
}
