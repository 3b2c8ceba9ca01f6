use proptest::{prelude::*, sample::Index};

use super::read;
use crate::briefing::{
    Briefing,
    store::{tests::full, to_toml},
};

/// What a slip of the pen may put in, and what has a meaning in TOML.
const SLIPS: &[&str] = &[
    "",
    "",
    "",
    "\"",
    "\"\"\"",
    "\\",
    "\\n",
    "\\q",
    "\\u00e9",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "[[actors]]\n",
    "[source]\n",
    "{",
    "}",
    "{ ",
    " }",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    ",",
    ", ",
    ".",
    "=",
    " = ",
    "#",
    "# note\n",
    "0",
    "00",
    "-1",
    "1_000",
    "1e3",
    "0x1f",
    "1.",
    ".5",
    "inf",
    "true",
    "schema = 1\n",
    "a.b = 1\n",
    "\u{0}",
    "\u{7f}",
    "\u{feff}",
    "ä",
    "\\U0000D800",
];

fn agrees(source: &str) -> Result<(), TestCaseError> {
    if let Some(quick) = read::<Briefing>(source) {
        let better = toml::from_str::<Briefing>(source);
        prop_assert_eq!(better.as_ref().ok(), Some(&quick), "{}\n{:?}", source, better.as_ref().err());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_file_as_the_program_writes_it_is_read(text in "(?s).{0,80}", words in "(?s)[\"'\\\\\n\r\t\u{0}-\u{20}a-c\u{feff}\u{85}\u{2028}]{0,12}") {
        for briefing in [full(&text, &words, 12), full(&words, &text, 0)] {
            prop_assert_eq!(read::<Briefing>(&to_toml(&briefing)), Some(briefing));
        }
    }

    #[test]
    fn what_is_read_of_a_file_with_slips_is_what_the_crate_reads(
        slips in prop::collection::vec((any::<Index>(), 0_usize..4, prop::sample::select(SLIPS)), 1..4),
        moved in any::<(Index, Index, bool)>(),
    ) {
        let mut source = to_toml(&full("“No,” he said.\nA \"mark\" and another\n", "a\\b", 7));
        let (from, to, moves) = moved;
        if moves {
            let mut parts: Vec<&str> = source.split_inclusive("\n\n").collect();
            let part = parts.remove(from.index(parts.len()));
            parts.insert(to.index(parts.len() + 1), part);
            source = parts.concat();
        }
        agrees(&source)?;
        for (at, length, slip) in slips {
            let start = source.floor_char_boundary(at.index(source.len() + 1));
            let end = source.ceil_char_boundary((start + length).min(source.len()));
            source.replace_range(start..end, slip);
            agrees(&source)?;
        }
    }
}
