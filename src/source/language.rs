//! The language of a text.

use whatlang::{Lang, Script, detect};

/// With fewer letters than this no statistics are trusted.
const FEWEST_LETTERS: usize = 100;

/// How much of the text is looked at, in bytes.
const SAMPLE: usize = 1 << 16;

/// Words that fill English prose and no other language's.
const ENGLISH: [&str; 12] = ["the", "of", "and", "to", "that", "is", "with", "was", "said", "for", "by", "from"];

/// The ISO 639-1 code of the language of `text`; `declared` is what its header says, believed where the text is too
/// short to tell. Text too short and undeclared counts as English if it is written in Latin letters.
pub fn of(text: &str, declared: Option<&str>) -> String {
    let sample = text.get(..text.floor_char_boundary(text.len().min(SAMPLE))).unwrap_or(text);
    // the statistics over all languages cost a tenth of the whole way: plain English prose needs none
    if is_english(sample) {
        return "en".to_owned();
    }
    let letters = sample.chars().filter(|char| char.is_alphabetic()).count();
    let declared = declared.and_then(code);
    match detect(sample) {
        Some(info) if letters >= FEWEST_LETTERS && info.is_reliable() => two_letters(info.lang()).to_owned(),
        Some(info) if declared.is_none() && info.script() != Script::Latin => two_letters(info.lang()).to_owned(),
        _ => declared.unwrap_or_else(|| "en".to_owned()),
    }
}

/// What to tell the reader of a text that is not English.
pub fn warning(language: &str) -> Option<String> {
    if language == "en" {
        return None;
    }
    let name = name(language).unwrap_or(language);
    Some(format!("The text seems to be {name}; only quotations are found, by their marks."))
}

/// The language part of a declaration such as `en-US`.
fn code(declared: &str) -> Option<String> {
    let part = declared.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    if part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(part);
    }
    let lang = Lang::all().iter().find(|lang| lang.code() == part || lang.eng_name().eq_ignore_ascii_case(&part))?;
    Some(two_letters(*lang).to_owned())
}

/// Whether more than one word in seven is a common English one.
fn is_english(sample: &str) -> bool {
    let (mut all, mut common) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        all += 1;
        common += usize::from(matches!(word.len(), 2..=4) && ENGLISH.iter().any(|common| word.eq_ignore_ascii_case(common)));
    }
    all >= 8 && common * 7 >= all
}

/// ISO 639-1 codes beside the ISO 639-3 codes of [`Lang::code`], sorted by the latter.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// The ISO 639-1 code of `lang`.
fn two_letters(lang: Lang) -> &'static str {
    let index = CODES.binary_search_by_key(&lang.code(), |&(long, _)| long);
    index.ok().and_then(|index| CODES.get(index)).map_or("und", |&(_, short)| short)
}

/// The English name of the language with the ISO 639-1 code `code`.
fn name(code: &str) -> Option<&'static str> {
    let lang = Lang::all().iter().find(|&&lang| two_letters(lang) == code)?;
    Some(match lang {
        Lang::Cmn => "Chinese",
        Lang::Nob => "Norwegian",
        Lang::Pes => "Persian",
        _ => lang.eng_name(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_languages_of_news() {
        for (text, expected) in [
            (
                "The minister said on Tuesday that the troops would leave the border by the end of the month, and that talks would go on.",
                "en",
            ),
            (
                "Le ministre a déclaré mardi que les troupes quitteraient la frontière avant la fin du mois et que les négociations continueraient.",
                "fr",
            ),
            (
                "Der Minister sagte am Dienstag, die Truppen würden die Grenze bis Ende des Monats verlassen und die Gespräche gingen weiter.",
                "de",
            ),
            ("Министр заявил во вторник, что войска покинут границу до конца месяца, а переговоры будут продолжены в столице.", "ru"),
            (
                "国防部发言人星期二表示，部队将在月底前撤离边境地区，双方会谈将继续进行。记者会上他没有透露更多细节。他说，演习已经结束，士兵正在返回驻地。谈判代表团将于下周抵达首都，讨论停火协议的具体条款，并就边境安全问题交换意见。",
                "zh",
            ),
            ("Привет", "ru"),
            ("Short words", "en"),
            ("", "en"),
            ("Sergey Lavrov, Antony Blinken, Volodymyr Zelenskyy, Emmanuel Macron, Olaf Scholz, Mateusz Morawiecki, Sauli Niinistö", "en"),
        ] {
            assert_eq!(of(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_declaration_decides_where_the_text_is_short() {
        assert_eq!(of("Bonjour à tous", Some("fr-FR")), "fr");
        assert_eq!(of("Bonjour", Some("French")), "fr");
        assert_eq!(of("Bonjour", Some("\u{1b}[2J")), "en");
        assert_eq!(of("The minister said that the troops would leave the border by the end of the month.", Some("fr")), "en");
    }

    #[test]
    fn warns_of_what_is_not_english() {
        assert_eq!(warning("en"), None);
        assert_eq!(warning("fr").unwrap(), "The text seems to be French; only quotations are found, by their marks.");
        assert!(warning("xx").unwrap().contains("xx"));
        assert!(CODES.is_sorted());
        assert!(Lang::all().iter().all(|&lang| two_letters(lang).len() == 2));
    }
}
