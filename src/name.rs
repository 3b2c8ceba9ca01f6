//! Folding and nearness of names.

/// Lower-case ASCII letters and digits of `text`, other runs as one hyphen, at most `limit` bytes, cut at a hyphen.
#[must_use]
pub fn slug(text: &str, limit: usize) -> String {
    let mut slug = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.len() > limit {
        let cut = slug.rfind('-').filter(|&cut| cut > 0).unwrap_or(limit);
        slug.truncate(cut.min(limit));
    }
    slug.trim_matches('-').to_owned()
}

/// What stands before the first hyphen of `word`, and behind it. Words are short: a look at each byte is quicker than a search.
#[must_use]
pub fn halves(word: &str) -> Option<(&str, &str)> {
    let at = word.bytes().position(|byte| byte == b'-')?;
    Some((word.get(..at)?, word.get(at + 1..)?))
}

/// `text` in lower case without diacritics (Latin letters; others stay).
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            match plain(c) {
                Some(letters) => folded.push_str(letters),
                None => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

/// The ASCII spelling of an accented Latin letter, in lower case; combining marks vanish.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' | 'Ə' | 'ə' => "e",
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ị' | 'ị' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' | 'Ọ'..='ợ' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' | 'ẞ' => "ss",
        'Þ' | 'þ' => "th",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ụ'..='ự' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ' | 'ŷ' | 'Ÿ' | 'Ỳ'..='ỹ' => "y",
        'Ź'..='ž' => "z",
        '\u{300}'..='\u{36F}' => "",
        '‘' | '’' | 'ʼ' => "'",
        _ => return None,
    })
}

/// Whether two folded names are spellings of one: at most two edits (insert, delete, replace) on six letters or more,
/// one on four or five, none on shorter ones. Levenshtein (1966), cut off early.
#[must_use]
pub fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().take(40).collect());
    let allowed = match a.len().min(b.len()) {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > allowed {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cb, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let cost = diagonal + usize::from(ca != cb);
            diagonal = *cell;
            *cell = cost.min(*cell + 1).min(left + 1);
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().is_some_and(|&distance| distance <= allowed)
}

/// The candidate that `word` is most likely a slip of the pen for.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |candidate: &str| strsim::damerau_levenshtein(&word.to_lowercase(), candidate);
    let close = candidates.into_iter().map(|candidate| (likeness(candidate), candidate)).min()?;
    (close.0 * 2 <= word.chars().count().max(2)).then_some(close.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Blinken flies to Kyiv — “now”", 48), "blinken-flies-to-kyiv-now");
        assert_eq!(slug("Erdoğan, Şimşek & Čaputová", 48), "erdogan-simsek-caputova");
        assert_eq!(slug("aaaa-bbbb-cccc", 9), "aaaa-bbbb");
        assert_eq!(slug("Київ", 48), "");
    }

    #[test]
    fn spellings_are_near() {
        for (a, b, expected) in [
            ("zelenskyy", "zelensky", true),
            ("zelenskiy", "zelenskyy", true),
            ("lavrov", "petrov", false),
            ("kim", "kin", false),
            ("petrov", "petrova", true),
            ("biden", "burns", false),
        ] {
            assert_eq!(is_near(a, b), expected, "{a} {b}");
        }
    }
}
