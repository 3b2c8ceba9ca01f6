//! Signs and lines in ASCII, for terminals and readers of screens that know no others.

use ratatui::buffer::Buffer;

/// What is drawn in place of a sign. Every one takes one column, so that nothing moves.
const fn plain(sign: char) -> Option<&'static str> {
    Some(match sign {
        '─' | '━' | '╸' | '—' | '–' | '‐' | '‑' | '−' => "-",
        '│' | '┊' | '▕' | '▎' | '▏' => "|",
        '▐' | '▌' | '█' | '▓' | '▒' | '■' | '□' => "#",
        '░' | '·' => ".",
        '┬' | '┴' | '┼' | '├' | '┤' | '✓' => "+",
        '›' | '»' | '→' | '≥' => ">",
        '‹' | '«' | '←' | '≤' => "<",
        '↑' | '▲' | '▴' | '△' => "^",
        '↓' | '▼' | '▾' | '▽' => "v",
        '✗' | '×' => "x",
        '✎' => "n",
        '∅' => "0",
        '•' | '●' | '○' | '◆' | '◇' | '★' | '☆' => "*",
        '…' | '≈' => "~",
        '“' | '”' | '„' | '❝' | '❞' => "\"",
        '‘' | '’' | '‚' => "'",
        '\u{a0}' => " ",
        _ => return None,
    })
}

/// Draws every sign of `buffer` in ASCII; letters of any script stay.
pub(super) fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut letters = cell.symbol().chars();
        if let (Some(sign), None) = (letters.next(), letters.next())
            && let Some(sign) = plain(sign)
        {
            cell.set_symbol(sign);
        }
    }
}
