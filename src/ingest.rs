//! From files to briefings: load and extract, several files at once, in the order given.

use std::{
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use crate::{
    briefing::{Briefing, store},
    extract::{Extraction, again, extract},
    lexicon::Lexicon,
    sanitize,
    source::{self, LoadError, Options},
};

/// How many briefings a thread may be ahead of the one that is waited for.
const AHEAD: usize = 4;

/// Why a file gave no briefing: one line that names the file and the mend.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The loader refused it.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It is a briefing already.
    #[error("{0}: this is a briefing, not an article; open it with 'attache read', or copy it into the library")]
    Briefing(String),
    /// The engine broke down over it, which is always a fault of the engine.
    #[error("{0}: this text broke the analysis; please report it, the other files are not touched by it")]
    Engine(String),
}

/// Loads and extracts one file, `-` for standard input.
///
/// # Errors
///
/// [`Error`], whose text is one line safe to show.
pub fn read(path: &Path, options: &Options) -> Result<Extraction, Error> {
    let article = source::load(path, options)?;
    let shown = || sanitize::line(&path.to_string_lossy()).into_owned();
    if path.extension().is_some_and(|extension| extension == "toml") && store::from_toml(&article.text).is_ok() {
        return Err(Error::Briefing(shown()));
    }
    let work = || extract(&article, Lexicon::shared());
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Error::Engine(shown()))
}

/// The briefing of the text that `old` holds, by this engine; `None` where the engine breaks down over it.
#[must_use]
pub fn again(old: &Briefing) -> Option<Briefing> {
    panic::catch_unwind(AssertUnwindSafe(|| again::again(old, Lexicon::shared()))).ok()
}

/// [`read`]s `paths` on all cores and hands each result to `take`, in the order of the paths.
///
/// # Errors
///
/// The first error of `take`; what is not read by then is left unread.
pub fn each<E>(
    paths: &[PathBuf],
    options: &Options,
    mut take: impl FnMut(&Path, Result<Extraction, Error>) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(paths.len());
    if threads < 2 {
        return paths.iter().try_for_each(|path| take(path, read(path, options)));
    }
    thread::scope(|scope| {
        // Thread i reads the files i, i + threads, …; taking from the threads in turn keeps the order.
        let mut lanes = Vec::with_capacity(threads);
        for lane in 0..threads {
            let (send, receive) = mpsc::sync_channel(AHEAD);
            lanes.push(receive);
            scope.spawn(move || {
                for path in paths.iter().skip(lane).step_by(threads) {
                    // Where nobody takes any more there is no use in going on.
                    if send.send(read(path, options)).is_err() {
                        break;
                    }
                }
            });
        }
        for (path, lane) in paths.iter().zip(lanes.iter().cycle()) {
            let Ok(result) = lane.recv() else { break };
            take(path, result)?;
        }
        drop(lanes);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn many_files_come_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..25).map(|number| folder.path().join(format!("{number}.txt"))).collect();
        for (number, path) in paths.iter().enumerate().filter(|(number, _)| number % 7 != 3) {
            fs::write(path, format!("Report {number}.\n").repeat(1 + number % 5)).unwrap();
        }
        let mut titles = Vec::new();
        each(&paths, &Options::default(), |path, result| {
            titles.push(result.map_or_else(|error| error.to_string(), |extraction| extraction.briefing.title));
            assert_eq!(path, paths[titles.len() - 1]);
            Ok::<_, ()>(())
        })
        .unwrap();
        assert_eq!(titles.len(), 25);
        for (number, title) in titles.iter().enumerate() {
            let expected = if number % 7 == 3 { "no such file".to_owned() } else { format!("Report {number}.") };
            assert!(title.contains(&expected), "{number}: {title}");
        }
    }

    #[test]
    fn nobody_listening_ends_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "A report.").unwrap();
        let mut taken = 0;
        let result = each(&vec![path; 100], &Options::default(), |_, _| {
            taken += 1;
            if taken == 3 { Err("full") } else { Ok(()) }
        });
        assert_eq!((result, taken), (Err("full"), 3));
    }
}
