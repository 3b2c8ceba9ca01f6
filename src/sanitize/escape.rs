//! The extent of terminal control sequences (ECMA-48, and xterm's reading of it).

/// No control sequence has more parameters than fit in so many characters.
const LONGEST_CSI: usize = 256;

/// The longest string sequence (a clipboard, an image) that is looked for to its end.
const LONGEST_STRING: usize = 1 << 16;

/// How much of a string sequence without an end is taken out, at most.
const LONGEST_UNTERMINATED: usize = 1 << 12;

/// How many bytes the sequence at the start of `text` has; `text` starts with ESC or a C1 introducer.
pub fn length(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let rest = chars.as_str();
    let head = first.len_utf8();
    match first {
        '\u{1B}' => match chars.next() {
            Some('[') => head + 1 + control(chars.as_str()),
            Some('P' | 'X' | ']' | '^' | '_') => head + 1 + string(chars.as_str()),
            Some(' '..='/') => head + plain(rest),
            Some('0'..='~') => head + 1,
            _ => head,
        },
        '\u{9B}' => head + control(rest),
        _ => head + string(rest),
    }
}

/// Parameters, intermediates and the final byte of a control sequence.
fn control(text: &str) -> usize {
    let mut bytes = text.bytes().take(LONGEST_CSI).enumerate().skip_while(|(_, byte)| matches!(byte, b' '..=b'?'));
    match bytes.next() {
        Some((index, b'@'..=b'~')) => index + 1,
        // not a sequence after all: what broke it is judged for itself
        Some((index, _)) => index,
        None => text.len().min(LONGEST_CSI),
    }
}

/// Intermediates and the final byte of a sequence such as `ESC ( B`.
fn plain(text: &str) -> usize {
    let mut bytes = text.bytes().take(LONGEST_CSI).enumerate().skip_while(|(_, byte)| matches!(byte, b' '..=b'/'));
    match bytes.next() {
        Some((index, b'0'..=b'~')) => index + 1,
        Some((index, _)) => index,
        None => text.len().min(LONGEST_CSI),
    }
}

/// A string up to its terminator; without one up to the end of the line or the next sequence, within bounds.
fn string(text: &str) -> usize {
    for (index, char) in text.char_indices() {
        match char {
            '\u{07}' | '\u{9C}' | '\u{18}' | '\u{1A}' => return index + char.len_utf8(),
            '\u{1B}' => {
                let terminated = text.get(index + 1..).is_some_and(|rest| rest.starts_with('\\'));
                return if terminated { index + 2 } else { index };
            }
            '\n' | '\r' => return cut(text, index),
            _ if index >= LONGEST_STRING => break,
            _ => {}
        }
    }
    cut(text, text.len())
}

/// The greatest length within `end` and the bound for unterminated strings that does not split a character.
fn cut(text: &str, end: usize) -> usize {
    text.floor_char_boundary(end.min(LONGEST_UNTERMINATED))
}
