//! Files that appear whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    time::{Duration, SystemTime},
};

/// How the names of unfinished files begin and end.
const PREFIX: &str = ".attache-";
const SUFFIX: &str = ".tmp";

/// An unfinished file older than this belongs to no running program.
const ABANDONED: Duration = Duration::from_mins(1);

/// Writes `bytes` to `path` so that after a crash the file is the old one or the new one, never a part.
///
/// # Errors
///
/// What the operating system reports; the old file then stands unchanged.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A briefing is a file like any other: the user's umask decides who may read it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Removes from `folder` what writers left behind that were killed.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let age = || now.duration_since(entry.metadata().ok()?.modified().ok()?).ok();
        if ours && age().is_some_and(|age| age > ABANDONED) {
            // Another process may have been faster; both want it gone.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}
