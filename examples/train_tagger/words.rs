//! Forms of the words in `assets/tagger_words.toml`, with the classes that each can have.

use std::{collections::BTreeMap, error::Error, fs};

use attache::annotate::{Tag, tags::class_of};

/// For every form in lower case a set of bits, one a class.
pub type Forms = BTreeMap<String, u16>;

/// Reads the lists and makes the forms of their words.
pub fn forms() -> Result<Forms, Box<dyn Error>> {
    let lists: BTreeMap<String, String> = toml::from_str(&fs::read_to_string("assets/tagger_words.toml")?)?;
    let mut forms = Forms::new();
    for (list, words) in &lists {
        for word in words.split([';', '\n']).flat_map(|line| entries(list, line)) {
            match list.as_str() {
                "verb" => verb(&mut forms, &word),
                "verb_noun" => {
                    verb(&mut forms, &word);
                    noun(&mut forms, &word);
                }
                "irregular" => irregular(&mut forms, &word),
                "irregular_noun" => {
                    irregular(&mut forms, &word);
                    noun(&mut forms, word.split(' ').next().unwrap_or_default());
                }
                "noun" => noun(&mut forms, &word),
                "adjective" => add(&mut forms, &word, Tag::Adjective),
                "noun_adjective" => {
                    noun(&mut forms, &word);
                    add(&mut forms, &word, Tag::Adjective);
                }
                "adverb" => add(&mut forms, &word, Tag::Adverb),
                "adjective_adverb" => {
                    add(&mut forms, &word, Tag::Adjective);
                    add(&mut forms, &word, Tag::Adverb);
                }
                "adposition" => add(&mut forms, &word, Tag::Adposition),
                other => return Err(format!("assets/tagger_words.toml: no list is called {other}").into()),
            }
        }
    }
    Ok(forms)
}

/// The words of a line; an irregular verb is one entry.
fn entries(list: &str, line: &str) -> Vec<String> {
    if list.starts_with("irregular") {
        return Some(line.trim().to_owned()).into_iter().filter(|entry| !entry.is_empty()).collect();
    }
    line.split_whitespace().map(str::to_owned).collect()
}

fn add(forms: &mut Forms, form: &str, tag: Tag) {
    *forms.entry(form.trim_end_matches('*').to_owned()).or_default() |= 1 << class_of(tag);
}

fn noun(forms: &mut Forms, word: &str) {
    let word = word.trim_end_matches('*');
    add(forms, word, Tag::Noun);
    if let Some(stem) = word.strip_suffix("man").filter(|stem| !stem.is_empty()) {
        add(forms, &format!("{stem}men"), Tag::Noun);
    } else if !word.ends_with('s') || word.ends_with("ss") {
        add(forms, &plural(word), Tag::Noun);
    }
}

fn verb(forms: &mut Forms, word: &str) {
    let stem = doubled(word);
    let word = word.trim_end_matches('*');
    add(forms, word, Tag::Verb);
    add(forms, &plural(word), Tag::Verb);
    let past = match word.strip_suffix('y').filter(|rest| !rest.ends_with(is_vowel)) {
        Some(rest) => format!("{rest}ied"),
        None if word.ends_with('e') => format!("{word}d"),
        None => format!("{stem}ed"),
    };
    add(forms, &past, Tag::VerbPast);
    add(forms, &past, Tag::VerbParticiple);
    add(forms, &gerund(word, &stem), Tag::VerbGerund);
}

/// `begin began begun`.
fn irregular(forms: &mut Forms, entry: &str) {
    let parts: Vec<&str> = entry.split_whitespace().collect();
    if let [base, past, participle] = parts[..] {
        add(forms, base, Tag::Verb);
        add(forms, &plural(base), Tag::Verb);
        add(forms, past, Tag::VerbPast);
        add(forms, participle, Tag::VerbParticiple);
        add(forms, &gerund(base, &doubled(base)), Tag::VerbGerund);
    }
}

/// The ending in -s of verbs and nouns alike.
fn plural(word: &str) -> String {
    match word.strip_suffix('y').filter(|rest| !rest.ends_with(is_vowel)) {
        Some(rest) => format!("{rest}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

fn gerund(word: &str, stem: &str) -> String {
    match (word.strip_suffix("ie"), word.strip_suffix('e')) {
        (Some(rest), _) => format!("{rest}ying"),
        (None, Some(rest)) if !word.ends_with("ee") && !word.ends_with("oe") && word != "be" => format!("{rest}ing"),
        _ => format!("{stem}ing"),
    }
}

/// The stem before -ed and -ing: the last letter twice after one short vowel of a single syllable, or where a star says so.
fn doubled(word: &str) -> String {
    if let Some(word) = word.strip_suffix('*') {
        return format!("{word}{}", &word[word.len() - 1..]);
    }
    let letters: Vec<char> = word.chars().collect();
    let vowels = letters.iter().filter(|&&c| is_vowel(c)).count();
    match letters[..] {
        [.., before, vowel, last] if vowels == 1 && is_vowel(vowel) && !is_vowel(before) && !is_vowel(last) && !"wxy".contains(last) => {
            format!("{word}{last}")
        }
        _ => word.to_owned(),
    }
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}
