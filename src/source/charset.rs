//! From bytes to characters: byte order mark, UTF-8, the page's own word, else statistics.

use std::str;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::Problem;

/// How much of a file is looked at to guess its character set.
const SAMPLE: usize = 1 << 20;

/// How far into a page its `charset` is looked for (browsers: 1,024 bytes; pages in the wild put it later).
const PRESCAN: usize = 1 << 12;

/// Characters, with what was doubtful about them.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub warning: Option<String>,
}

/// Decodes `bytes`, without their byte order mark.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return converted(encoding, bytes.get(length..).unwrap_or(&[]));
    }
    if let Some(encoding) = wide(bytes) {
        return converted(encoding, bytes);
    }
    if let Some(problem) = known_binary(bytes) {
        return Err(problem);
    }
    let declared = declared(bytes);
    match str::from_utf8(bytes) {
        // plain ASCII may be ISO-2022-JP, whose sequences would be taken out
        Ok(text) if declared.is_none_or(|encoding| encoding != encoding_rs::ISO_2022_JP) => {
            check(text)?;
            Ok(Decoded { text: text.to_owned(), warning: None })
        }
        Err(_) if is_nearly_utf8(bytes) => converted(UTF_8, bytes),
        _ => converted(declared.unwrap_or_else(|| guess(bytes)), bytes),
    }
}

fn converted(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Problem> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    check(&text)?;
    let warning =
        malformed.then(|| format!("Some bytes are no {}; they are shown as \u{FFFD}; save the file as UTF-8 to mend it.", encoding.name()));
    Ok(Decoded { text: text.into_owned(), warning })
}

/// UTF-16 without a mark: every other byte of mostly Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let pairs = sample.len() / 2;
    if pairs < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    if odd * 10 >= pairs * 7 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What `<meta charset>`, `<meta http-equiv>` or an XML declaration says, as in the HTML standard's prescan.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let start = head.trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let of_xml = start.starts_with("<?xml").then(|| after(start.split("?>").next()?, "encoding")).flatten();
    let label = of_xml.or_else(|| head.split("<meta").skip(1).find_map(|tag| after(tag.split('>').next()?, "charset")))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    if encoding == REPLACEMENT || encoding == UTF_16LE || encoding == UTF_16BE { None } else { Some(encoding) }
}

/// The value after `name=` in a tag.
fn after<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    rest.split(|char: char| matches!(char, '"' | '\'' | ';' | '>' | '/') || char.is_ascii_whitespace()).next()
}

/// Whether the bytes are UTF-8 with a few faults: more than nine in ten of the characters beyond ASCII are sound.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        // a character cut off at the very end is no fault of the encoding
        faults += usize::from(!chunk.invalid().is_empty());
    }
    let cut_off = str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    faults * 10 <= sound || cut_off && faults == 1
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Refuses text that is mostly control characters or undecodable.
fn check(text: &str) -> Result<(), Problem> {
    // controls of two bytes begin with C2, and the sign for what cannot be decoded with EF
    let plain = |byte: u8| byte >= b' ' && !matches!(byte, 0x7F | 0xC2 | 0xEF) || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    if text.bytes().fold(true, |all, byte| all & plain(byte)) {
        return Ok(());
    }
    let (mut odd, mut all, mut zeros) = (0_usize, 0_usize, 0_usize);
    for (index, char) in text.chars().enumerate() {
        if char == '\0' {
            zeros += 1;
            if index < 8_000 {
                return Err(UNKNOWN);
            }
        }
        all += 1;
        odd += usize::from(char == '\u{FFFD}' || char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{0C}' | '\u{1B}'));
    }
    if odd * 10 > all || zeros * 1_000 > all { Err(UNKNOWN) } else { Ok(()) }
}

const UNKNOWN: Problem = Problem::Binary { what: "a binary file", mend: "give a text, Markdown or HTML file" };

/// Well-known files that are no text, each with its own mend.
fn known_binary(bytes: &[u8]) -> Option<Problem> {
    const UNPACK: &str = "unpack it first";
    const TABLE: &[(&[u8], &str, &str)] = &[
        (b"%PDF-", "a PDF", "convert it first, for example with pdftotext"),
        (b"PK\x03\x04", "a ZIP archive or office document", "export it as plain text or HTML"),
        (b"\xD0\xCF\x11\xE0", "an office document", "export it as plain text or HTML"),
        (b"{\\rtf", "a rich-text document", "export it as plain text or HTML"),
        (b"\x1f\x8b", "a gzip archive", UNPACK),
        (b"BZh", "a bzip2 archive", UNPACK),
        (b"\xFD7zXZ", "an xz archive", UNPACK),
        (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
        (b"7z\xBC\xAF", "a 7z archive", UNPACK),
        (b"\x89PNG", "a picture", "give a text, Markdown or HTML file"),
        (b"\xFF\xD8\xFF", "a picture", "give a text, Markdown or HTML file"),
        (b"GIF8", "a picture", "give a text, Markdown or HTML file"),
        (b"\x7fELF", "a program", "give a text, Markdown or HTML file"),
        (b"SQLite format 3\0", "a database", "give a text, Markdown or HTML file"),
    ];
    let &(magic, what, mend) = TABLE.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    // words may begin like a picture's or an archive's mark
    let doubtful = matches!(magic, b"BZh" | b"GIF8") && bytes.is_ascii() && !bytes.contains(&0);
    (!doubtful).then_some(Problem::Binary { what, mend })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn knows_the_character_sets_of_news() {
        let russian = "Министр обороны заявил журналистам, что учения пройдут в Белоруссии до конца февраля.";
        let (windows_1251, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        let (koi8, ..) = encoding_rs::KOI8_R.encode(russian);
        let english = "The minister said “we’re ready” — and left the café.";
        let (windows_1252, ..) = encoding_rs::WINDOWS_1252.encode(english);
        let japanese = "防衛大臣は記者会見で演習は予定通り行われると述べた。";
        let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode(japanese);
        for (bytes, expected) in [
            (english.as_bytes(), english),
            (&*windows_1252, english),
            (&*windows_1251, russian),
            (&*koi8, russian),
            (&*shift_jis, japanese),
            (b"\xEF\xBB\xBFwith a mark", "with a mark"),
            (b"\xFF\xFEw\0i\0d\0e\0", "wide"),
            (b"\xFE\xFF\0w\0i\0d\0e", "wide"),
            (b"n\0o\0 \0m\0a\0r\0k\0", "no mark"),
            (b"", ""),
        ] {
            assert_eq!(text(bytes), expected);
        }
    }

    #[test]
    fn a_page_may_say_its_character_set() {
        for head in [
            "<html><head><meta charset=iso-8859-2>",
            "<!DOCTYPE html><META CHARSET='ISO-8859-2'/>",
            "<html><meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">",
            "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>",
        ] {
            let bytes = [head.as_bytes(), b"B\xB3aszczak"].concat();
            assert_eq!(text(&bytes), format!("{head}Błaszczak"));
        }
        // valid UTF-8 is believed over the page's word
        assert!(text("<meta charset=iso-8859-1>é".as_bytes()).ends_with('é'));
    }

    #[test]
    fn a_few_bad_bytes_cost_only_themselves() {
        let mut bytes = "“Ten marks” — “and” — “more” — “of them” … “here”".repeat(3).into_bytes();
        bytes.insert(4, 0xFF);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.contains('”') && decoded.text.contains('\u{FFFD}') && decoded.warning.is_some());
        assert_eq!(text("cut off at é".as_bytes().split_last().unwrap().1), "cut off at \u{FFFD}");
    }

    #[test]
    fn refuses_what_is_no_text() {
        let noise: Vec<u8> = (0..20_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 11).to_le_bytes()[0]).collect();
        for bytes in [
            &b"abc\0def"[..],
            b"%PDF-1.7\n%\xE2\xE3",
            b"\x1f\x8b\x08\0",
            b"\x7fELF\x02\x01",
            b"\x89PNG\r\n",
            b"PK\x03\x04",
            b"\x01\x02\x03\x04\x05\x06",
            &noise,
        ] {
            assert!(matches!(decode(bytes), Err(Problem::Binary { .. })), "{:?}", bytes.get(..8));
        }
        assert_eq!(text(b"GIF89 is the name of a format"), "GIF89 is the name of a format");
    }

    /// The cases of the HTML suite that declare a character set, where they are at hand: whatever we take them for, their
    /// ASCII survives.
    #[test]
    fn the_encoding_suite_is_decoded() {
        let Ok(folder) = std::fs::read_dir("../shared/suites/html5lib/encoding") else {
            eprintln!("skipped: ../shared/suites/html5lib is not here");
            return;
        };
        let mut cases = 0;
        for file in folder.flatten().filter(|file| file.path().extension().is_some_and(|extension| extension == "dat")) {
            let bytes = std::fs::read(file.path()).unwrap();
            let starts: Vec<usize> = memchr::memmem::find_iter(&bytes, b"#data\n").map(|at| at + 6).collect();
            for start in starts {
                let rest = bytes.get(start..).unwrap();
                let end = memchr::memmem::find(rest, b"\n#encoding").unwrap_or(rest.len());
                let page = rest.get(..end).unwrap();
                if let Ok(decoded) = decode(page) {
                    let ascii = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).count();
                    assert!(ascii(&decoded.text) > 0 || !page.iter().any(u8::is_ascii_alphanumeric), "{page:?}");
                }
                cases += 1;
            }
        }
        assert!(cases > 50, "{cases}");
    }
}
