//! From files to briefings: load, set what the user says of them, extract; several at once, in the order given.

use std::{num::NonZero, path::PathBuf, sync::mpsc, thread};

use crate::{
    article::{Article, Header},
    extract::{Extraction, extract},
    lexicon::Lexicon,
};

/// How many briefings a thread may be ahead of the one that is waited for.
const AHEAD: usize = 4;

/// Why a file gave no briefing: one line that names the mend.
pub type Error = String;

/// Loads and extracts one file; fields of `said` stand above what the file's own header says.
///
/// # Errors
///
/// What the loader says of a file that is missing, unreadable, empty, too large or no text.
pub fn read(path: &PathBuf, said: &Header) -> Result<Extraction, Error> {
    let mut article = load(path)?;
    overrule(&mut article.header, said);
    Ok(extract(&article, Lexicon::shared()))
}

/// [`read`]s `paths` on all cores and hands each result to `take`, in the order of the paths.
///
/// # Errors
///
/// The first error of `take`; what is not read by then is left unread.
pub fn each<E>(
    paths: &[PathBuf],
    said: &Header,
    mut take: impl FnMut(&PathBuf, Result<Extraction, Error>) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(paths.len());
    if threads < 2 {
        return paths.iter().try_for_each(|path| take(path, read(path, said)));
    }
    thread::scope(|scope| {
        // Thread i reads the files i, i + threads, …; taking from the threads in turn keeps the order.
        let lanes: Vec<mpsc::Receiver<_>> = (0..threads)
            .map(|lane| {
                let (send, receive) = mpsc::sync_channel(AHEAD);
                scope.spawn(move || {
                    for path in paths.iter().skip(lane).step_by(threads) {
                        if send.send(read(path, said)).is_err() {
                            break;
                        }
                    }
                });
                receive
            })
            .collect();
        for (path, lane) in paths.iter().zip(lanes.iter().cycle()) {
            // A thread that broke down has printed why; its files are missing.
            let result = lane.recv().unwrap_or_else(|_| Err("could not be analyzed; please report this text".to_owned()));
            take(path, result)?;
        }
        drop(lanes);
        Ok(())
    })
}

fn load(path: &PathBuf) -> Result<Article, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| crate::briefing::store::reason(&error))?;
    let mut article = Article::from_text(text);
    article.origin.path = path.display().to_string();
    Ok(article)
}

/// Sets the fields of `header` that `said` names.
fn overrule(header: &mut Header, said: &Header) {
    for (field, word) in [
        (&mut header.title, &said.title),
        (&mut header.outlet, &said.outlet),
        (&mut header.author, &said.author),
        (&mut header.url, &said.url),
        (&mut header.language, &said.language),
    ] {
        if word.is_some() {
            field.clone_from(word);
        }
    }
    header.published = said.published.or(header.published);
}
