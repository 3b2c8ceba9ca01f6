use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;

fn check(given: &str, expected: &str) {
    let clean = text(given);
    assert_eq!(clean, expected, "{given:?}");
    assert!(matches!(text(&clean), Cow::Borrowed(_)), "not settled: {given:?}");
    assert_eq!(matches!(clean, Cow::Borrowed(_)), given == expected, "{given:?}");
}

#[test]
fn clean_text_stays_byte_for_byte() {
    for text in [
        "",
        "Plain words.\n\n\tIndented, with a trailing newline.\n",
        "“Кремль” ‘said’ — naïve café, 中文, العربية, עברית, हिन्दी, ไทย, 한국어",
        "cafe\u{301} with a combining accent",
        "👩‍👩‍👧‍👦 👩🏻‍❤️‍💋‍👨🏿 🏳️‍🌈 🇺🇦 1️⃣ ❤️",
        "quotes ' \" ` ´ « » „ “ ” ‚ ‘ ’",
        "non\u{A0}breaking and thin\u{202F}spaces",
        "र्त्स्न्य क्ष्म",
    ] {
        check(text, text);
    }
}

#[test]
fn escape_sequences_vanish_whole() {
    for (given, expected) in [
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x1b[2J\x1b[1;1Hb", "ab"),
        ("a\x1b[?1049hb", "ab"),
        ("a\x1b]52;c;SGVsbG8=\x07b", "ab"),
        ("a\x1b]52;c;SGVsbG8=\x1b\\b", "ab"),
        ("a\x1b]0;title\u{9c}b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bP$q q\x1b\\b", "ab"),
        ("a\x1b_Gf=100;AAAA\x1b\\b", "ab"),
        ("a\x1b^private\x1b\\b\x1bXsos\x1b\\c", "abc"),
        ("a\x1b(Bb\x1b7c\x1bcd", "abcd"),
        ("a\u{9b}31mb", "ab"),
        ("a\u{9d}52;c;QUJD\x07b", "ab"),
        ("a\u{90}q\u{9c}b\u{9f}x\u{9c}c\u{9e}y\u{9c}d\u{98}z\u{9c}e", "abcde"),
        // unterminated: up to the end of the line
        ("a\x1b]52;c;QUJD\nb", "a\nb"),
        ("a\u{9d}0;title\r\nb", "a\nb"),
        ("a\x1b]0;title", "a"),
        ("a\x1b[31", "a"),
        ("a\x1b[31\nb", "a\nb"),
        ("a\x1b[3\x1b[4mb", "ab"),
        ("a\x1b", "a"),
        ("a\x1b\nb", "a\nb"),
        ("a\x1b]0;t\x1b[31mb", "ab"),
        ("a\x1b\x1b[31mb", "ab"),
        ("a\x1bЖb", "aЖb"),
        // built to leave one when the inner one is taken out
        ("a\x1b\x1b[m[31mb", "a[31mb"),
        // Latin-1 reading of ” in UTF-8: no operating-system command
        ("said â\u{80}\u{9d} and went", "said â\u{FFFD}\u{FFFD} and went"),
    ] {
        check(given, expected);
    }
}

#[test]
fn an_unterminated_string_takes_a_bounded_stretch() {
    let given = format!("a\x1b]0;{}", "word ".repeat(100_000));
    let clean = text(&given);
    assert!(clean.len() > given.len() - 5_000);
}

#[test]
fn controls_and_invisible_characters_go() {
    for (given, expected) in [
        ("a\0b\x07c\x08d\x7fe", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"),
        ("a\u{80}b\u{9c}c", "a\u{FFFD}b\u{FFFD}c"),
        ("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\x0cg\x0bh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\u{FEFF}a", "a"),
        ("user\u{202E}nimda\u{202C} \u{2066}x\u{2069} \u{61C}\u{200E}\u{200F}", "usernimda x "),
        ("Pu\u{200B}tin \u{AD}so\u{AD}ft z\u{200C}n z\u{200D}j \u{2060}\u{2064}", "Putin soft zn zj "),
        ("x\u{E0041}\u{E0042}\u{E007F}y\u{E0100}z", "xyz"),
        ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"),
        ("👩\u{200D}", "👩"),
        ("👩\u{200D}\u{200D}👩", "👩\u{200D}👩"),
        ("a\u{FE0F}\u{FE0F}\u{FE0F}\u{FE01}b", "a\u{FE0F}b"),
        ("\u{3164}\u{115F}\u{FFA0}x", "x"),
    ] {
        check(given, expected);
    }
}

#[test]
fn a_cell_holds_eight_marks() {
    for (base, mark) in [("e", "\u{301}"), ("Ж", "\u{489}"), ("क", "\u{93E}"), ("ก", "\u{E49}"), ("", "\u{20DD}")] {
        for count in [0, 1, 7, 8, 9, 200] {
            let given = format!("{base}{}x", mark.repeat(count));
            check(&given, &format!("{base}{}x", mark.repeat(count.min(8))));
        }
    }
    let over_other_marks = format!("क\u{94D}🏽क\u{94D}{}", "\u{301}".repeat(10));
    assert_eq!(text(&over_other_marks).matches('\u{301}').count(), 5);
    let conjunct = "क्".repeat(1_000);
    assert!(text(&conjunct).matches('\u{94D}').count() < 1_000);
    let family = ["👩"; 1_000].join("\u{200D}");
    assert!(text(&family).matches('\u{200D}').count() < 1_000);
}

#[test]
fn a_line_has_no_breaks() {
    for (given, expected) in
        [("a file.txt", "a file.txt"), ("evil\n\x1b[2Jname\t\r\n.txt", "evil name  .txt"), ("a\u{2028}b\u{202E}c", "a bc")]
    {
        let clean = line(given);
        assert_eq!(clean, expected);
        assert!(matches!(line(&clean), Cow::Borrowed(_)));
    }
}

#[test]
fn hostile_bulk_is_linear() {
    let start = std::time::Instant::now();
    for piece in ["\x1b]", "\x1b[", "\u{9d}", "e\u{301}", "\u{202E}", "\u{1F1FA}", "👩\u{200D}", "\x1b]\n", "क्", "\x1b]0;aaaaaaa"] {
        assert!(!text(&piece.repeat(200_000)).contains('\u{1b}'));
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// The list of strings that break programs, where it is at hand.
#[test]
fn naughty_strings_come_out_safe() {
    let Ok(list) = std::fs::read_to_string("../shared/suites/blns/blns.json") else {
        eprintln!("skipped: ../shared/suites/blns is not here");
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&list).unwrap();
    assert!(strings.len() > 500);
    for string in strings {
        assert_safe(&string);
    }
}

fn assert_safe(given: &str) {
    let clean = text(given);
    for char in clean.chars() {
        assert!(!char.is_control() || matches!(char, '\n' | '\t'), "{given:?}: {char:?}");
        assert!(
            !matches!(char, '\u{61C}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'),
            "{given:?}: {char:?}"
        );
    }
    assert!(matches!(text(&clean), Cow::Borrowed(_)), "not settled: {given:?}");
    let one = line(given);
    assert!(!one.contains(['\n', '\t']) && matches!(line(&one), Cow::Borrowed(_)), "{given:?}");
    for cell in clean.graphemes(true) {
        let marks = cell.chars().filter(|&char| matches!(class::of(char), Class::Mark | Class::Virama)).count();
        assert!(marks <= usize::from(MARKS_PER_CELL), "{given:?}: {cell:?}");
    }
}

/// Text out of the pieces that matter, and out of anything.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\x1b".to_owned()),
        Just("\x1b[".to_owned()),
        Just("\x1b]".to_owned()),
        Just("\u{9b}".to_owned()),
        Just("\u{9d}".to_owned()),
        Just("\u{80}".to_owned()),
        Just("\u{9c}".to_owned()),
        Just("\x07".to_owned()),
        Just("\x1b\\".to_owned()),
        Just("\r".to_owned()),
        Just("\n".to_owned()),
        Just("\u{200D}".to_owned()),
        Just("\u{FE0F}".to_owned()),
        Just("👩".to_owned()),
        Just("🏽".to_owned()),
        Just("\u{301}".repeat(5)),
        Just("क्".to_owned()),
        Just("\u{94D}".to_owned()),
        Just("\u{1112}\u{1161}\u{11ab}".to_owned()),
        Just("\u{202E}".to_owned()),
        Just("31m;c".to_owned()),
        Just("ab".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_unsafe_passes(given in hostile()) {
        assert_safe(&given);
    }

    #[test]
    fn anything_comes_out_safe(given in any::<String>()) {
        assert_safe(&given);
    }

    #[test]
    fn printable_ascii_is_never_touched(given in "[ -~\n\t]*") {
        prop_assert!(matches!(text(&given), Cow::Borrowed(_)));
    }
}
