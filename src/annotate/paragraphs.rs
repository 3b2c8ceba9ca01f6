//! What each paragraph is for: heading, body, caption, site furniture, or a repetition.
//!
//! What the loader marked stays. The rest is read from form: a line without a final period in a text that otherwise has
//! them is a heading where short and a caption where long; credits and site furniture are told by their phrases; what
//! repeats an earlier paragraph, or a caption that repeats the body, is a duplicate.

use std::{collections::hash_map::Entry, hash::Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::{
    annotate::{Annotator, Input, Layer, Layers},
    document::{Document, TokenKind},
    label::ParagraphKind,
    span::TokenRange,
};

mod furniture;

use furniture::Lowered;

/// An unfinished line of at most so many words is a heading, a longer one a caption.
const SHORT: usize = 7;
/// More words than this are no caption and no heading.
const LONG: usize = 45;
/// So many unfinished lines in a row are a list.
const LIST: usize = 4;
/// Words that two paragraphs must share, at least, for one to repeat the other.
const SHARED: usize = 4;

/// Annotator of [`Layer::Paragraphs`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Paragraphs;

impl Annotator for Paragraphs {
    fn name(&self) -> &'static str {
        "paragraphs"
    }

    fn requires(&self) -> &'static [Layer] {
        &[]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Paragraphs]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        layers.paragraphs = kinds(input.document, input.article.header.title.as_deref().unwrap_or(""));
    }
}

/// The kind of every paragraph of `document`, whose headline is `title` (empty where unknown). Linear in the text.
#[must_use]
pub fn kinds(document: &Document<'_>, title: &str) -> Vec<ParagraphKind> {
    let lines: Vec<Line<'_>> = document.paragraphs().iter().map(|paragraph| Line::new(document, paragraph.tokens)).collect();
    let punctuated = is_punctuated(&lines);
    let told: Vec<Option<ParagraphKind>> = document
        .paragraphs()
        .iter()
        .zip(&lines)
        .enumerate()
        .map(|(number, (paragraph, line))| {
            if paragraph.kind != ParagraphKind::Body {
                return Some(paragraph.kind);
            }
            let lowered = Lowered::new(line.text, line.words);
            if lowered.as_ref().is_some_and(Lowered::is_boilerplate) {
                Some(ParagraphKind::Boilerplate)
            } else if is_heading(line, number, lines.get(number + 1), title) {
                Some(ParagraphKind::Heading)
            } else {
                lowered.is_some_and(|lowered| lowered.is_caption(line.open)).then_some(ParagraphKind::Caption)
            }
        })
        .collect();
    let is_list = lists(&lines, &told);
    let mut kinds: Vec<ParagraphKind> = (0..lines.len())
        .map(|number| match (told.get(number).copied().flatten(), lines.get(number)) {
            (Some(kind), _) => kind,
            (None, Some(line)) if punctuated && is_list.get(number) == Some(&false) => by_form(line, lines.get(number + 1)),
            _ => ParagraphKind::Body,
        })
        .collect();
    mark_duplicates(document, &mut kinds);
    kinds
}

/// How capitals are used in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// As in a sentence.
    Running,
    /// Nearly every word of four letters or more begins with one.
    Titled,
    /// There are no small letters.
    Shouted,
}

/// A paragraph as its form shows it.
struct Line<'a> {
    text: &'a str,
    /// Words and numbers.
    words: usize,
    /// Ends without a mark that ends or continues a sentence.
    open: bool,
    case: Case,
    /// Begins like a sentence: capital or digit, no quotation mark, no bullet.
    upright: bool,
}

impl<'a> Line<'a> {
    fn new(document: &Document<'a>, range: TokenRange) -> Self {
        let text = document.words(range);
        let tokens = document.tokens().get(range.start..range.end).unwrap_or(&[]);
        let words = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count();
        let last = text.trim_end_matches(|c: char| matches!(c, ')' | ']' | '*' | '_') || crate::document::is_quote(c)).chars().last();
        let long = || tokens.iter().filter(|token| token.is_word() && token.end - token.start > 3);
        let capitals = long().filter(|token| token.capital).count();
        Self {
            text,
            words,
            open: last.is_some_and(|c| !matches!(c, '.' | '?' | '!' | '…' | ':' | ';' | ',' | '—' | '–' | '-')),
            case: if words >= 2 && !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase) {
                Case::Shouted
            } else if words >= 4 && capitals * 6 >= long().count() * 5 {
                Case::Titled
            } else {
                Case::Running
            },
            upright: tokens.first().is_some_and(|token| token.capital || token.kind == TokenKind::Number),
        }
    }
}

/// Whether sentences in this text end with periods, so that one without says something.
fn is_punctuated(lines: &[Line<'_>]) -> bool {
    let long = || lines.iter().filter(|line| line.words > SHORT);
    long().filter(|line| !line.open).count() * 10 >= long().count() * 6
}

/// For every line, whether it is an item of a list: one of [`LIST`] or more unfinished lines in a row of which nothing
/// else is known, or of fewer behind a colon.
fn lists(lines: &[Line<'_>], told: &[Option<ParagraphKind>]) -> Vec<bool> {
    let bare: Vec<bool> = lines.iter().zip(told).map(|(line, kind)| line.open && kind.is_none()).collect();
    let mut items = Vec::with_capacity(lines.len());
    for run in bare.chunk_by(|a, b| a == b) {
        let announced = items.len().checked_sub(1).and_then(|before| lines.get(before)).is_some_and(|line| line.text.ends_with(':'));
        let is_list = run.first() == Some(&true) && (run.len() >= LIST || announced);
        items.extend(std::iter::repeat_n(is_list, run.len()));
    }
    items
}

/// Whether marks, place or capitals make `line` a heading.
fn is_heading(line: &Line<'_>, number: usize, next: Option<&Line<'_>>, title: &str) -> bool {
    let text = line.text;
    let framed = |mark: char| text.starts_with(mark) && text.len() > 2 && text.ends_with(mark);
    let byline = text.starts_with("By ") || text.starts_with("From ");
    text.starts_with('#') && text.trim_start_matches('#').starts_with(' ')
        || !title.is_empty() && text.trim() == title.trim()
        || line.words <= 10 && line.words > 0 && (framed('-') || framed('–') || framed('—'))
        || line.case == Case::Shouted && line.open && line.words <= LONG
        || number == 0 && line.open && line.upright && line.words <= 30 && next.is_some()
        || line.open && line.case == Case::Titled && line.upright && line.words <= 20 && !byline && next.is_some_and(|next| !next.open)
}

/// The kind of an unfinished line of running letters.
fn by_form(line: &Line<'_>, next: Option<&Line<'_>>) -> ParagraphKind {
    if !line.open || !line.upright || line.case != Case::Running {
        ParagraphKind::Body
    } else if line.words > SHORT {
        if line.words <= LONG { ParagraphKind::Caption } else { ParagraphKind::Body }
    } else if line.words > 0 && next.is_some_and(|next| !next.open && next.words > SHORT) && !line.text.starts_with("By ") {
        ParagraphKind::Heading
    } else {
        ParagraphKind::Body
    }
}

/// Marks paragraphs that say the same as an earlier one of their kind, and captions that repeat a sentence of the body.
fn mark_duplicates(document: &Document<'_>, kinds: &mut [ParagraphKind]) {
    let stretch = |range: TokenRange| range.iter().map(|at| word_hash(document.word(at))).filter(|&hash| hash != 0);
    // all words are looked at only where two paragraphs begin alike
    let mut alike: FxHashMap<(ParagraphKind, u64), Option<TokenRange>> = FxHashMap::default();
    let mut seen: FxHashSet<(ParagraphKind, u64)> = FxHashSet::default();
    let mut openings: FxHashMap<u64, TokenRange> = FxHashMap::default();
    for (kind, paragraph) in kinds.iter_mut().zip(document.paragraphs()) {
        if !matches!(kind, ParagraphKind::Body | ParagraphKind::Caption) || stretch(paragraph.tokens).nth(SHARED - 1).is_none() {
            continue;
        }
        let opening = (*kind, mixed(stretch(paragraph.tokens).take(SHARED)));
        let repeats = match alike.entry(opening) {
            Entry::Vacant(first) => {
                first.insert(Some(paragraph.tokens));
                false
            }
            Entry::Occupied(mut first) => {
                if let Some(first) = first.get_mut().take() {
                    seen.insert((*kind, mixed(stretch(first))));
                }
                !seen.insert((*kind, mixed(stretch(paragraph.tokens))))
            }
        };
        if repeats {
            *kind = ParagraphKind::Duplicate;
        } else if *kind == ParagraphKind::Body {
            let mut at = paragraph.tokens.start;
            while at < paragraph.tokens.end {
                let sentence = document.sentence(document.sentence_of(at));
                openings.entry(mixed(stretch(sentence).take(SHARED))).or_insert(sentence);
                at = sentence.end.max(at + 1);
            }
        }
    }
    for (kind, paragraph) in kinds.iter_mut().zip(document.paragraphs()).filter(|(kind, _)| **kind == ParagraphKind::Caption) {
        if let Some(&sentence) = openings.get(&mixed(stretch(paragraph.tokens).take(SHARED))) {
            let mut told = stretch(TokenRange::new(sentence.start, document.tokens().len()));
            if stretch(paragraph.tokens).all(|word| told.next() == Some(word)) {
                *kind = ParagraphKind::Duplicate;
            }
        }
    }
}

/// A number for the letters and digits of `word`, in lower case; 0 where it has none.
fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut any = false;
    let mut eight = 0_u64;
    for byte in word.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
        // eight bytes at once; none is 0, so that no two words share their eights
        eight = eight << 8 | u64::from(byte.to_ascii_lowercase());
        if eight >> 56 != 0 {
            hasher.write_u64(std::mem::take(&mut eight));
        }
        any = true;
    }
    hasher.write_u64(eight);
    // quotation marks are no words, though they are not ASCII
    if any && !word.starts_with(crate::document::is_quote) { hasher.finish() | 1 } else { 0 }
}

fn mixed(words: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    words.for_each(|hash| hasher.write_u64(hash));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind before each line: `H` heading, `B` body, `C` caption, `F` furniture, `D` duplicate.
    fn check(expected: &str) {
        let lines: Vec<(&str, &str)> = expected.lines().map(|line| line.trim().split_once('|').unwrap()).collect();
        let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let found = kinds(&Document::new(&text, &[]), "");
        let letter = |kind| match kind {
            ParagraphKind::Body => "B",
            ParagraphKind::Heading => "H",
            ParagraphKind::Caption => "C",
            ParagraphKind::Boilerplate => "F",
            ParagraphKind::Duplicate => "D",
        };
        let shown: Vec<String> = found.iter().zip(&lines).map(|(kind, (_, line))| format!("{}|{line}", letter(*kind))).collect();
        assert_eq!(shown.join("\n"), lines.iter().map(|(kind, line)| format!("{kind}|{line}")).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn tells_a_tabloid_page_apart() {
        check(
            "H|Frigate leaves harbor after repairs
             B|The frigate Aurelia left the harbor on Monday after three weeks of repairs.
             C|Sailors wave from the deck of the frigate as it passes the harbor wall on Monday
             B|'She is ready,' said her captain, who has served aboard for nine years.
             C|Captain Ida Moor (pictured on Friday) has served aboard the frigate for nine years
             D|The frigate Aurelia left the harbor on Monday
             C|Pictured: The frigate at sea
             F|Advertisement
             H|What comes next
             B|The navy expects the ship to join the squadron in the north within days.
             B|'She is ready,' said her captain, who has served aboard for nine years. The end.
             D|The navy expects the ship to join the squadron in the north within days.
             F|Post a Comment",
        );
    }

    #[test]
    fn knows_furniture_and_credits() {
        check(
            "B|Talks went on until dawn, officials said after the meeting in the capital.
             F|READ MORE: Ten things to know about the talks
             F|Sign up for our newsletter and never miss a story.
             F|© 2024 The Daily Example. All rights reserved.
             F|Follow us on Facebook
             C|Photo by Jo Doe
             C|A tank crosses the river near the border. (Jo Doe/Example via Getty Images)
             B|Both sides said that they would read more than one draft before they met again.
             B|He said:
             B|\"We shall see\"",
        );
    }

    #[test]
    fn lists_and_unpunctuated_texts_stay_body() {
        check(
            "B|The ministry named four aims for the coming year in its report to the house.
             B|Buy new ships for the fleet in the far north
             B|Train all crews to use the new sonar sets
             B|Build a new pier at the base on the cape
             B|Hire a thousand sailors by the end of May",
        );
        check(
            "B|She named two aims for the fleet in the year to come:
             B|Buy new ships for the fleet in the far north
             B|Train all crews to use the new sonar sets",
        );
        check("B|A line that stands alone");
    }

    #[test]
    fn what_the_loader_marked_stays() {
        let text = "A caption as the page says.\nThe body of the text.";
        let span = crate::span::Span::new(0, 27);
        let document = Document::new(text, &[(span, ParagraphKind::Caption)]);
        assert_eq!(kinds(&document, ""), [ParagraphKind::Caption, ParagraphKind::Body]);
    }
}
