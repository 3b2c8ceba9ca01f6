//! What a character is to a terminal.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar as _;

/// What a character is to a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// ESC, which opens a sequence.
    Escape,
    /// A C1 control that opens a sequence or ends one.
    Introducer,
    /// Another control character.
    Control,
    /// A line break.
    Break,
    /// A tab (met only where a line is asked for).
    Tab,
    /// Shows nothing by itself.
    Invisible,
    /// Zero-width joiner.
    Joiner,
    /// Variation selector for text or emoji looks.
    Selector,
    /// A combining mark.
    Mark,
    /// A mark that joins the next consonant to its cell.
    Virama,
    /// A skin tone.
    Modifier,
    /// A pictograph.
    Emoji,
    /// Everything else.
    Other,
}

/// The class of `char`.
pub fn of(char: char) -> Class {
    match char {
        '\u{1B}' => Class::Escape,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\t' => Class::Tab,
        '\u{90}' | '\u{98}' | '\u{9B}' | '\u{9D}'..='\u{9F}' => Class::Introducer,
        char if char.is_control() => Class::Control,
        '\u{200D}' => Class::Joiner,
        '\u{FE0E}' | '\u{FE0F}' => Class::Selector,
        '\u{1F3FB}'..='\u{1F3FF}' => Class::Modifier,
        char if is_invisible(char) => Class::Invisible,
        char if is_emoji(char) => Class::Emoji,
        char if is_virama(char) => Class::Virama,
        char if is_mark(char) => Class::Mark,
        _ => Class::Other,
    }
}

/// Format characters, fillers and selectors: the code points that Unicode calls default-ignorable, without those that
/// [`of`] tells apart, and with the anchors of interlinear annotation.
const fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0D}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Pictographs that may stand on either side of a joiner: the blocks that hold Unicode's `Extended_Pictographic`.
const fn is_emoji(char: char) -> bool {
    matches!(char,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2194}'..='\u{21AA}'
        | '\u{231A}'..='\u{23FF}'
        | '\u{25AA}'..='\u{25FE}'
        | '\u{2600}'..='\u{27BF}'
        | '\u{2934}'..='\u{2935}'
        | '\u{2B05}'..='\u{2B55}'
        | '\u{1F000}'..='\u{1F1E5}'
        | '\u{1F200}'..='\u{1FAFF}'
    )
}

/// Viramas of the scripts whose consonants share a cell (Unicode's `InCB=Linker`).
const fn is_virama(char: char) -> bool {
    matches!(
        char,
        '\u{94D}'
            | '\u{9CD}'
            | '\u{ACD}'
            | '\u{B4D}'
            | '\u{C4D}'
            | '\u{D4D}'
            | '\u{1039}'
            | '\u{17D2}'
            | '\u{1A60}'
            | '\u{1BAB}'
            | '\u{A9C0}'
            | '\u{AAF6}'
            | '\u{10A3F}'
            | '\u{11133}'
            | '\u{113D0}'
            | '\u{1193E}'
            | '\u{11A47}'
            | '\u{11A99}'
            | '\u{11F42}'
    )
}

/// Whether `char` shares the cell of the character before it.
fn is_mark(char: char) -> bool {
    if char < '\u{300}' {
        return false;
    }
    match char.width() {
        Some(0) => true,
        // spacing marks stand in these blocks only, and none is wide
        Some(1) if matches!(char, '\u{900}'..='\u{1CFF}' | '\u{3000}'..='\u{30FF}' | '\u{A800}'..='\u{ABFF}' | '\u{10000}'..) => {
            let mut bytes = [0; 5];
            let length = char.encode_utf8(bytes.get_mut(1..).unwrap_or_default()).len();
            if let Some(first) = bytes.first_mut() {
                *first = b'a';
            }
            let pair = bytes.get(..=length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
            pair.graphemes(true).count() == 1
        }
        _ => false,
    }
}
