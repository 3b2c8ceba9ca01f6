//! The words that a quantity may begin with, so that most words are passed over at the cost of a few bytes.

use std::sync::LazyLock;

use crate::lexicon::Firsts;

/// The words that a quantity may begin with, but for those with a hyphen: numerals, and words that bound what follows.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    "dozen", "hundred", "thousand", "million", "mn", "mln", "billion", "bn", "trillion", "tn", "a", "an", "half", "pair", "dozens", "scores",
    "hundreds", "thousands", "millions", "billions", "tens", "several", "numerous", "multiple", "countless", "in", "no", "not", "well", "far",
    "just", "slightly", "upwards", "upward", "north", "more", "greater", "larger", "better", "at", "over", "above", "exceeding", "as", "up",
    "close", "fewer", "less", "nearly", "almost", "under", "below", "about", "around", "some", "roughly", "approximately", "circa", "exactly",
    "precisely", "estimated", "between", "from",
];

/// [`OPENERS`] in small letters, with a capital, and in capitals.
pub(super) fn openers() -> &'static Firsts {
    static FIRSTS: LazyLock<Firsts> = LazyLock::new(|| {
        let mut firsts = Firsts::default();
        for word in OPENERS {
            let (first, rest) = word.split_at(1);
            firsts.insert(word);
            firsts.insert(&format!("{}{rest}", first.to_ascii_uppercase()));
            firsts.insert(&word.to_ascii_uppercase());
        }
        firsts
    });
    &FIRSTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_them_in_every_case_and_passes_over_others() {
        assert!(["dozens", "Dozens", "DOZENS", "At", "nearly"].iter().all(|word| openers().may_hold(word)));
        assert!(["ministry", "Monday", "harbor"].iter().all(|word| !openers().may_hold(word)));
    }
}
