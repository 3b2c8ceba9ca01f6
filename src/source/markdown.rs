//! Markdown: the text keeps its marks; headings and captions are told from body text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Draft, Problem, field, front};
use crate::{label::ParagraphKind, span::Span};

/// Above this many bytes no marks are looked for: nobody writes an article of that size by hand.
const LARGEST_MARKED: usize = 4 << 20;

/// Whether `text` begins with a heading (`# Words`), as plain text does not.
pub fn opens(text: &str) -> bool {
    let line = text.trim_start_matches('\u{FEFF}').lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ')
}

/// Reads safe text: its header, what follows the front matter, and which paragraphs are no body text.
pub fn read(text: &str) -> Result<Draft, Problem> {
    let (mut header, start) = front::split(text)?.unwrap_or_default();
    let body = text.get(start..).unwrap_or("");
    let outline = if body.len() <= LARGEST_MARKED { outline(body) } else { Outline::default() };
    if header.title.is_none() {
        header.title = outline.title.as_deref().and_then(field);
    }
    Ok(Draft { text: body.to_owned(), header, marks: outline.marks, warnings: Vec::new() })
}

#[derive(Debug, Default)]
struct Outline {
    marks: Vec<(Span, ParagraphKind)>,
    /// The words of a heading that comes first.
    title: Option<String>,
}

/// A paragraph under way.
#[derive(Debug, Default)]
struct Open {
    /// How deep in images and emphasis the parser stands.
    images: usize,
    emphasis: usize,
    has_image: bool,
    /// Words outside images: some, and some that are not emphasized.
    has_words: bool,
    has_plain_words: bool,
}

fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut open = Open::default();
    let mut heading: Option<String> = None;
    let mut after_image = false;
    let mut blocks = 0;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        let span = trimmed(text, Span::new(range.start, range.end));
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                outline.marks.push((span, ParagraphKind::Heading));
                let words = heading.take();
                if blocks == 0 {
                    outline.title = words;
                }
                blocks += 1;
                after_image = false;
            }
            Event::Start(Tag::Paragraph) => open = Open::default(),
            Event::End(TagEnd::Paragraph) => {
                let emphasized = open.has_words && !open.has_plain_words;
                let caption = if open.has_image { !open.has_plain_words } else { after_image && emphasized };
                if caption {
                    outline.marks.push((span, ParagraphKind::Caption));
                }
                after_image = open.has_image && !open.has_words;
                blocks += 1;
            }
            Event::Start(Tag::Image { .. }) => {
                open.images += 1;
                open.has_image = true;
            }
            Event::End(TagEnd::Image) => open.images = open.images.saturating_sub(1),
            Event::Start(Tag::Emphasis) => open.emphasis += 1,
            Event::End(TagEnd::Emphasis) => open.emphasis = open.emphasis.saturating_sub(1),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
                if open.images == 0 && !words.trim().is_empty() {
                    open.has_words = true;
                    open.has_plain_words |= open.emphasis == 0;
                }
            }
            Event::Html(html) => {
                let html = html.to_ascii_lowercase();
                if ["<img", "<figure", "<figcaption", "</figure"].iter().any(|tag| html.contains(tag)) && !span.is_empty() {
                    outline.marks.push((span, ParagraphKind::Caption));
                }
            }
            _ => {}
        }
    }
    outline
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks are shown as `{H:…}` and `{C:…}` in the text.
    fn check(expected: &str) {
        let mut text = String::new();
        let mut rest = expected;
        let mut marks = Vec::new();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (inside, after) = after.split_once('}').unwrap();
            let (kind, words) = inside.split_once(':').unwrap();
            let kind = if kind == "H" { ParagraphKind::Heading } else { ParagraphKind::Caption };
            marks.push((Span::new(text.len(), text.len() + words.len()), kind));
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        let draft = read(&text).unwrap();
        assert_eq!(draft.text, text);
        assert_eq!(draft.marks, marks, "{expected}");
    }

    #[test]
    fn marks_headings_and_captions() {
        for expected in [
            "Body only.\n\nMore *body*.\n",
            "{H:# Title}\n\nBody.\n\n{H:## *Part* two ##}\nBody.\n",
            "{H:Title\n=====}\n\nBody.\n\n{H:Part\n---}\n\nBody\n",
            "Body.\n\n{C:![A tank](tank.jpg)}\n\nBody.\n",
            "{C:![A tank](tank.jpg)\n*A tank near the border.*}\n\nBody.\n",
            "{C:![A tank](tank.jpg)}\n\n{C:*A tank near the border. Photo: Reuters*}\n\n*This was said in a whisper.*\n",
            "Here ![icon](i.png) is body.\n",
            "#hashtag is no heading\n",
            "> {H:# Quoted heading}\n",
        ] {
            check(expected);
        }
    }

    #[test]
    fn a_first_heading_is_the_title_unless_the_front_matter_says_one() {
        for (text, title) in [
            ("# The **bold** `title`\n\nBody", Some("The bold title")),
            ("---\ndate: 2022-01-18\n---\n\n# From the text\n", Some("From the text")),
            ("---\ntitle: From the front\n---\n# From the text\n", Some("From the front")),
            ("Body first.\n\n# Later heading\n", None),
        ] {
            assert_eq!(read(text).unwrap().header.title.as_deref(), title, "{text}");
        }
    }

    #[test]
    fn deep_or_odd_markdown_ends_soon() {
        let start = std::time::Instant::now();
        for piece in [">", "- ", "*", "[", "![", "`", "<", "# ", "|", "**a_", "\\", "&", "![](", "<img"] {
            let _ = read(&piece.repeat(20_000));
            let _ = read(&format!("{piece}\n").repeat(20_000));
        }
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}
