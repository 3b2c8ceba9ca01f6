//! The briefings that ship: exactly what the engine makes of `assets/articles`.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use attache::{briefing::store, ingest, source::Options};

/// The files of `folder` (of the crate) that end in `.extension`, sorted, as paths from the crate's folder.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| Path::new(folder).join(entry.unwrap().file_name()));
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    paths.sort();
    paths
}

#[test]
fn what_ships_is_what_the_engine_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    env::set_current_dir(root).unwrap();
    let mut made = BTreeMap::new();
    ingest::each(&files("assets/articles", "md"), &Options::default(), |path, result| {
        let briefing = result.map_err(|error| error.to_string())?.briefing;
        let twin = made.insert(PathBuf::from(format!("briefings/{}.toml", briefing.id)), store::to_toml(&briefing));
        if twin.is_some() { Err(format!("{} is there twice", path.display())) } else { Ok(()) }
    })
    .unwrap();
    let there: BTreeSet<PathBuf> = files("briefings", "toml").into_iter().collect();
    if env::var_os("UPDATE").is_some() {
        for path in there.iter().filter(|path| !made.contains_key(*path)) {
            fs::remove_file(path).unwrap();
        }
        for (path, toml) in &made {
            store::write_atomic(path, toml.as_bytes()).unwrap();
        }
        return;
    }
    let mend = "run `UPDATE=1 cargo test --test shipped`, and look at what has changed";
    assert!(there.iter().eq(made.keys()), "briefings/ does not hold one file for each article; {mend}");
    for (path, toml) in &made {
        assert!(fs::read_to_string(path).unwrap() == *toml, "{} is not what the engine makes; {mend}", path.display());
    }
}

#[test]
fn what_ships_is_varied() {
    let briefings: Vec<_> =
        files("briefings", "toml").iter().map(|path| store::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()).collect();
    assert!(briefings.len() >= 12, "{} briefings", briefings.len());
    let countries: BTreeSet<_> = briefings.iter().flat_map(attache::briefing::Briefing::countries).collect();
    assert!(countries.len() >= 25, "{countries:?}");
    for briefing in &briefings {
        assert!(!briefing.quotes.is_empty() && briefing.published.is_some(), "{}", briefing.id);
        assert!(briefing.warnings.is_empty(), "{}: {:?}", briefing.id, briefing.warnings);
    }
}
