//! `attache check`: what is wrong with briefings edited by hand.

use std::{
    collections::HashMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{output, phrase};
use crate::{
    briefing::{
        check::{self, Problem},
        store,
    },
    config,
    error::{Exit, Failure, sentence},
    sanitize,
};

/// How deep folders of folders are followed.
const DEPTH: usize = 8;

/// Prints every problem of the briefings at `paths` (of the library, where none is named).
pub(super) fn run(paths: Vec<PathBuf>, library: Option<PathBuf>) -> Result<Exit, Failure> {
    let paths = if paths.is_empty() { vec![own(library)?] } else { paths };
    let mut out = output::stdout();
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    for path in &paths {
        if let Err(error) = collect(path, DEPTH, &mut files) {
            output::complain(sentence(output::shown(path), store::reason(&error), "check the path"));
            exit = Exit::Failed;
        }
    }
    let mut found = 0;
    let mut ids: HashMap<String, PathBuf> = HashMap::new();
    for path in &files {
        let source = match fs::read_to_string(path) {
            Ok(source) => source,
            Err(error) => {
                out.flush()?;
                output::complain(sentence(output::shown(path), store::reason(&error), "give a briefing in TOML"));
                exit = Exit::Failed;
                continue;
            }
        };
        let mut problems = check::check(&source);
        problems.extend(twin(&mut ids, path, &source));
        found += problems.len();
        for problem in problems {
            writeln!(out, "{}:{}", output::shown(path), sanitize::line(&problem.to_string()))?;
        }
    }
    if files.is_empty() && exit > Exit::Done {
        return Ok(exit);
    }
    writeln!(
        out,
        "{}, {}",
        phrase::count(files.len(), "briefing"),
        if found == 0 { "no problems".to_owned() } else { phrase::count(found, "problem") }
    )?;
    out.flush()?;
    Ok(if found > 0 { exit.max(Exit::Absent) } else { exit })
}

/// The library, which has to be there.
fn own(library: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let mend = "'attache add FILE' begins it";
    let folder = config::library(library).ok_or_else(|| Failure::absent("library", "there is none yet", mend))?;
    if folder.exists() { Ok(folder) } else { Err(Failure::absent(output::shown(&folder), "there is no library here yet", mend)) }
}

/// The problem of an id that another file bears.
fn twin(ids: &mut HashMap<String, PathBuf>, path: &Path, source: &str) -> Option<Problem> {
    let id = store::from_toml(source).ok()?.id;
    let line = source.lines().position(|line| line.starts_with("id ") || line.starts_with("id=")).map_or(1, |number| number + 1);
    let other = ids.insert(id.clone(), path.to_owned())?;
    Some(Problem {
        line,
        item: "file".to_owned(),
        problem: format!("the id {id:?} is that of {}", output::shown(&other)),
        mend: "give each its own, or remove one".to_owned(),
    })
}

/// A file as it is; of a folder every `*.toml`, in order.
fn collect(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        let is_hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let wanted = if entry.is_dir() { depth > 0 } else { entry.extension().is_some_and(|extension| extension == "toml") };
        if wanted && !is_hidden {
            collect(&entry, depth.saturating_sub(1), files)?;
        }
    }
    Ok(())
}
