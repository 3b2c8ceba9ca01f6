//! The reader's log: what was told, what went wrong, in a file that help and messages of failure name.

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
};

use log::{LevelFilter, Log, Metadata, Record};

use crate::{config, sanitize};

/// Bytes after which a log is put aside and a new one begun.
const LONG: u64 = 1 << 20;

/// A file that lines are added to.
struct Logbook {
    file: Mutex<File>,
}

static LOGBOOK: OnceLock<Logbook> = OnceLock::new();

impl Log for Logbook {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Of what others tell, what went wrong.
        metadata.target().starts_with("attache") || metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = line(&jiff::Timestamp::now().to_string(), record);
        if let Ok(mut file) = self.file.lock() {
            // Where the log cannot be written there is no place left to say so.
            let _ = file.write_all(line.as_bytes());
        }
    }

    fn flush(&self) {}
}

fn line(now: &str, record: &Record<'_>) -> String {
    let words = record.args().to_string();
    format!("{now} {:<5} {}\n", record.level(), sanitize::line(&words))
}

/// Begins to keep the log, and tells where; `None` where there is no place for it or nobody wants one (`ATTACHE_LOG=off`).
pub(super) fn keep() -> Option<PathBuf> {
    let level: LevelFilter = std::env::var(config::LOG).ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::Info);
    let path = config::log_file().filter(|_| level > LevelFilter::Off)?;
    let file = open(&path).ok()?;
    log::set_logger(LOGBOOK.get_or_init(|| Logbook { file: Mutex::new(file) })).ok()?;
    log::set_max_level(level);
    log::info!("attache {} on {}", env!("CARGO_PKG_VERSION"), std::env::var("TERM").unwrap_or_default());
    Some(path)
}

/// Opens the log at `path`; a long one is put aside.
fn open(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::metadata(path).is_ok_and(|file| file.len() > LONG) {
        fs::rename(path, path.with_extension("log.old"))?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_without_escapes() {
        let record = Record::builder().args(format_args!("a\nb\u{1b}[31mc")).level(log::Level::Warn).build();
        assert_eq!(line("now", &record), "now WARN  a bc\n");
    }

    #[test]
    fn a_long_log_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/attache.log");
        open(&path).unwrap().write_all(&vec![b'x'; 2 << 20]).unwrap();
        open(&path).unwrap().write_all(b"new\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new\n");
        assert_eq!(fs::metadata(folder.path().join("deep/attache.log.old")).unwrap().len(), 2 << 20);
    }
}
