//! Words for the clipboard: through the terminal, which works over ssh, and through a program of the desktop, where there is one.

use std::{
    env,
    io::{self, Write},
    process::{Command, Stdio},
    thread,
};

use crossterm::{clipboard::CopyToClipboard, execute};

/// More bytes than that no terminal is known to take.
const MOST: usize = 74_000;

/// Programs that read the clipboard's words from their input, with the variable that tells that their desktop is there.
const PROGRAMS: &[(&str, &str, &[&str])] = &[
    ("WAYLAND_DISPLAY", "wl-copy", &[]),
    ("DISPLAY", "xclip", &["-selection", "clipboard"]),
    ("DISPLAY", "xsel", &["--input", "--clipboard"]),
    ("WSL_DISTRO_NAME", "clip.exe", &[]),
    ("__CFBundleIdentifier", "pbcopy", &[]),
];

/// Copies `words` by every way there is, and tells which. That a terminal took them, none can tell.
pub(super) fn copy(words: &str) -> io::Result<String> {
    let mut ways = Vec::new();
    // In base 64, as the terminal gets them.
    if words.len().div_ceil(3) * 4 <= MOST {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(words))?;
        ways.push("the terminal");
    }
    let is_there = |variable: &str| env::var_os(variable).is_some_and(|value| !value.is_empty());
    let mut programs = PROGRAMS.iter().filter(|(variable, ..)| is_there(variable));
    ways.extend(programs.find_map(|(_, program, arguments)| feed(program, arguments, words).ok().map(|_| *program)));
    Ok(if ways.is_empty() { "nothing: it is too long for the terminal".to_owned() } else { ways.join(" and ") })
}

/// Starts `program` and gives it `words` to read. Nobody needs to wait for the thread that does it.
fn feed(program: &str, arguments: &[&str], words: &str) -> io::Result<thread::JoinHandle<()>> {
    let mut child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let words = words.to_owned();
    let (name, input) = (program.to_owned(), child.stdin.take());
    Ok(thread::spawn(move || {
        let fed = input.map_or(Ok(()), |mut input| input.write_all(words.as_bytes()));
        match fed.and_then(|()| child.wait()) {
            Ok(status) if status.success() => {}
            Ok(status) => log::warn!("{name} took the words for the clipboard and ended with {status}"),
            Err(error) => log::warn!("{name} did not take the words for the clipboard: {error}"),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_reads_the_words_and_no_shell_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clip");
        feed("tee", &[path.to_str().unwrap()], "“a $(b) ; c”\n").unwrap().join().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "“a $(b) ; c”\n");
        assert!(feed("no-such-program-anywhere", &[], "").is_err());
    }
}
