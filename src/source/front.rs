//! Front matter: the header of a Markdown file, in YAML between `---` lines or TOML between `+++` lines.

use serde_json::{Map, Value};

use super::{Problem, date, field};
use crate::article::Header;

/// The largest front matter that is parsed, in bytes.
const LARGEST: usize = 1 << 16;

const MEND_YAML: &str = "mend the line; a value with a colon in it needs quotation marks";
const MEND_TOML: &str = "mend the line; words need quotation marks";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
}

impl Language {
    const fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }
}

/// Whether `text` begins with front matter, closed or not. A `---` with no `key:` below is a mere rule.
pub fn opens(text: &str) -> bool {
    opening(text).is_some()
}

fn opening(text: &str) -> Option<Language> {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    let language = match lines.next()?.trim_end() {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => return None,
    };
    let sign = if language == Language::Yaml { ':' } else { '=' };
    let first = lines.map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let is_key = |key: &str| {
        let key = key.trim().trim_matches(['"', '\'']);
        !key.is_empty() && key.len() <= 40 && key.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.'))
    };
    let closed_at_once = first == language.fence();
    (closed_at_once || first.starts_with('[') && sign == '=' || first.split_once(sign).is_some_and(|(key, _)| is_key(key)))
        .then_some(language)
}

/// The header and the byte at which the text after the front matter begins; `None` where there is none.
pub fn split(text: &str) -> Result<Option<(Header, usize)>, Problem> {
    let Some(language) = opening(text) else { return Ok(None) };
    let start = text.find('\n').map_or(text.len(), |index| index + 1);
    let mut end = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == language.fence() || language == Language::Yaml && bare == "..." {
            let matter = text.get(start..end).unwrap_or("");
            return Ok(Some((header(matter, language)?, end + line.len())));
        }
        end += line.len();
        if end - start > LARGEST {
            break;
        }
    }
    let what = format!("the front matter that opens with {} is not closed", language.fence());
    Err(Problem::FrontMatter { line: 1, what, mend: "write the same line below its last field" })
}

fn header(matter: &str, language: Language) -> Result<Header, Problem> {
    let fields = match language {
        Language::Yaml => yaml(matter)?,
        Language::Toml => toml(matter)?,
    };
    let mut header = Header::default();
    // the first of several keys that mean the same wins, in this order
    let find = |keys: &[&str]| {
        let value = keys.iter().find_map(|key| fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)));
        value.map(|(name, value)| (name.as_str(), words(value)))
    };
    let text = |keys: &[&str]| find(keys).and_then(|(_, words)| field(&words));
    header.title = text(&["title", "headline"]);
    header.author = text(&["author", "authors", "byline", "by"]);
    header.outlet = text(&["outlet", "source", "publisher", "publication", "site"]);
    header.url = text(&["url", "link", "canonical", "canonical_url", "source_url"]);
    header.language = text(&["language", "lang"]);
    if let Some((key, words)) = find(&["date", "published", "publish_date", "pubdate", "published_at"])
        && let Some(words) = field(&words)
    {
        header.published = Some(date::parse(&words).ok_or_else(|| Problem::FrontMatter {
            line: line_of(matter, key),
            what: format!("the {key} “{words}” names no day"),
            mend: "write it as 2022-01-18",
        })?);
    }
    Ok(header)
}

fn yaml(matter: &str) -> Result<Map<String, Value>, Problem> {
    if matter.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Map::new());
    }
    serde_saphyr::from_str::<Map<String, Value>>(matter).map_err(|error| Problem::FrontMatter {
        line: 1 + error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1)),
        what: format!("this front matter is no YAML: {}", without_place(&first_line(&error.without_snippet().to_string()))),
        mend: MEND_YAML,
    })
}

fn toml(matter: &str) -> Result<Map<String, Value>, Problem> {
    let table = toml::from_str::<toml::Table>(matter).map_err(|error| Problem::FrontMatter {
        line: 2 + error.span().and_then(|span| matter.get(..span.start)).map_or(0, |before| before.matches('\n').count()),
        what: format!("this front matter is no TOML: {}", first_line(error.message())),
        mend: MEND_TOML,
    })?;
    Ok(table.into_iter().map(|(key, value)| (key, json(value))).collect())
}

/// The value with dates as text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect::<Map<_, _>>().into(),
        toml::Value::String(text) => text.into(),
        toml::Value::Datetime(datetime) => datetime.to_string().into(),
        other => other.to_string().into(),
    }
}

/// A value as words: lists joined with commas, of a person's fields the name.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.get("name").map(words).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// The line of the file on which `key` stands.
fn line_of(matter: &str, key: &str) -> usize {
    let found = matter.lines().position(|line| line.trim_start().trim_start_matches(['"', '\'']).starts_with(key));
    2 + found.unwrap_or(0)
}

/// An error text without ` at line 1, column 9`: its lines count from the first field, ours from the top of the file.
fn without_place(words: &str) -> &str {
    words.rsplit_once(" at line ").map_or(words, |(words, _)| words)
}

/// The first line of an error text, short and safe.
fn first_line(words: &str) -> String {
    let words = field(words.lines().next().unwrap_or("")).unwrap_or_default();
    if words.chars().count() > 160 { words.chars().take(159).chain(['…']).collect() } else { words }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    fn ok(text: &str) -> (Header, &str) {
        let (header, start) = split(text).unwrap().unwrap();
        (header, text.get(start..).unwrap())
    }

    #[test]
    fn reads_yaml_and_toml_alike() {
        let expected = Header {
            title: Some("Talks: round two".into()),
            outlet: Some("The Harbor Post".into()),
            author: Some("Ann Lee, Bo Ek".into()),
            published: Date::new(2022, 1, 18).ok(),
            url: Some("https://example.org/a".into()),
            language: Some("en".into()),
        };
        for text in [
            "---\ntitle: \"Talks: round two\"\ndate: 2022-01-18\nauthors: [Ann Lee, Bo Ek]\noutlet: The Harbor Post\nurl: https://example.org/a\nlang: en\ntags: [a, {b: c}]\n---\nBody\n",
            "---\n# note\nTitle: 'Talks: round two'\nDate: 2022-01-18T09:00:00Z\nauthor:\n  - name: Ann Lee\n  - name: Bo Ek\nsource: The Harbor Post\nlink: https://example.org/a\nlanguage: en\n...\nBody\n",
            "+++\ntitle = \"Talks: round two\"\ndate = 2022-01-18\nauthors = [\"Ann Lee\", \"Bo Ek\"]\npublisher = \"The Harbor Post\"\nurl = \"https://example.org/a\"\nlanguage = \"en\"\n[extra]\nweight = 3\n+++\nBody\n",
            "+++\ntitle = 'Talks: round two'\ndate = 2022-01-18T09:00:00Z\nauthor = 'Ann Lee, Bo Ek'\noutlet = 'The Harbor Post'\nlink = 'https://example.org/a'\nlang = 'en'\n+++\nBody\n",
        ] {
            assert_eq!(ok(text), (expected.clone(), "Body\n"), "{text}");
        }
    }

    #[test]
    fn what_follows_is_kept_byte_for_byte() {
        assert_eq!(ok("---\ntitle: a\n---\n\n  # b\n\n").1, "\n  # b\n\n");
        assert_eq!(ok("---\n---\nbody").1, "body");
        assert_eq!(ok("---\ntitle: a\n---").1, "");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in
            ["", "---", "---\n\nIt rained. It stopped.\n\n---\n", "----\ntitle: a\n---\n", "Body\n---\ntitle: a\n---\n", "+++\nno\n+++\n"]
        {
            assert_eq!(split(text).unwrap(), None, "{text}");
        }
    }

    #[test]
    fn says_line_and_mend() {
        for (text, expected) in [
            ("---\ntitle: a\n", "f.md:1: the front matter that opens with --- is not closed; write the same line below its last field"),
            (
                "+++\ntitle = \"a\"\n---\n",
                "f.md:1: the front matter that opens with +++ is not closed; write the same line below its last field",
            ),
            ("---\ntitle: a\ndate: soon\n---\n", "f.md:3: the date “soon” names no day; write it as 2022-01-18"),
            ("+++\npublished = 'x\\u001b[2Jy'\n+++\n", "f.md:2: the published “x\\u001b[2Jy” names no day; write it as 2022-01-18"),
        ] {
            assert_eq!(split(text).unwrap_err().of("f.md").to_string(), expected);
        }
        for (text, line) in [
            ("---\ndate: 2022-01-18\ntitle: Talks: round two\n---\n", "f.md:3: this front matter is no YAML: "),
            ("---\ntitle: [a\n---\n", "f.md:"),
            ("---\ntitle: a\ntitle: b\n---\n", "f.md:"),
            ("+++\ndate = 2022-01-18\ntitle = Talks\n+++\n", "f.md:3: this front matter is no TOML: "),
        ] {
            let message = split(text).unwrap_err().of("f.md").to_string();
            assert!(!message.contains("at line"), "{message}");
            assert!(message.starts_with(line) && message.contains("; mend the line") && !message.contains('\n'), "{message}");
        }
    }

    #[test]
    fn hostile_matter_ends_in_an_error_or_a_header() {
        let laughs = (1..30).fold("a0: &a0 lol\n".to_owned(), |text, n| format!("{text}a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1));
        for matter in [laughs, format!("a: {}\n", "[".repeat(30_000)), format!("a: {}\n", "{b: ".repeat(10_000)), "a: &a [*a]\n".into()] {
            let _ = split(&format!("---\n{matter}---\nbody"));
        }
        let _ = split(&format!("+++\na = {}\n+++\n", "[".repeat(30_000)));
    }
}
