//! Paragraphs and sentences.

use super::{Token, TokenKind};
use crate::span::{Span, TokenRange};

/// Abbreviations after which a period does not end a sentence, though a capital follows.
const NEVER_END: &[&str] = &[
    "Adm", "Assoc", "Ave", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Dr", "Ft", "Gen", "Gov", "Hon", "Lt", "Maj", "Messrs", "Mgr",
    "Mr", "Mrs", "Ms", "Mt", "No", "Nos", "Ph", "Pfc", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Spc", "St",
    "Supt", "Vol", "vs", "Fr", "Sr", "Msgr", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
];

/// Byte ranges of the paragraphs, trimmed, none empty.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    if is_hard_wrapped(text) {
        let mut open: Option<Span> = None;
        for line in lines(text) {
            let trimmed = trim(text, line);
            if trimmed.is_empty() {
                spans.extend(open.take());
            } else {
                open = Some(open.map_or(trimmed, |span: Span| span.join(trimmed)));
            }
        }
        spans.extend(open);
    } else {
        spans.extend(lines(text).map(|line| trim(text, line)).filter(|span| !span.is_empty()));
    }
    spans
}

/// Many lines of nearly one length, most of which end inside a sentence.
fn is_hard_wrapped(text: &str) -> bool {
    let mut previous: Option<(usize, bool)> = None;
    let (mut joints, mut inside, mut longest) = (0, 0, 0);
    for line in lines(text) {
        let words = trim(text, line).of(text);
        if let Some((length, open)) = previous
            && !words.is_empty()
            && length >= 45
        {
            joints += 1;
            inside += usize::from(open && length <= 100);
        }
        longest = longest.max(words.chars().count());
        let open = words.chars().last().is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'));
        previous = (!words.is_empty()).then(|| (words.chars().count(), open));
    }
    joints >= 3 && inside * 10 >= joints * 6 && longest <= 120
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start += line.len();
        span
    })
}

fn trim(text: &str, line: Span) -> Span {
    let words = line.of(text);
    let start = line.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// Splits the tokens of one paragraph into sentences.
pub fn split(text: &str, tokens: &[Token], range: TokenRange, give: &mut dyn FnMut(TokenRange)) {
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let Some(&token) = tokens.get(at) else { break };
        let word = token.span().of(text);
        let ends = match (token.kind, word) {
            (TokenKind::Word, word) => word.as_bytes().last() == Some(&b'.') && starts_sentence(text, tokens, at + 1, range.end),
            (_, "!" | "?" | "…") => true,
            (_, ".") => !is_abbreviation(text, tokens, start, at),
            _ => false,
        };
        if !ends {
            at += 1;
            continue;
        }
        // closing marks belong to the sentence that they close
        let mut end = at + 1;
        while end < range.end
            && tokens.get(end).is_some_and(|t| {
                !t.spaced && (t.kind == TokenKind::Quote || matches!(t.span().of(text), ")" | "]" | "." | "!" | "?" | "…"))
            })
        {
            end += 1;
        }
        let closed = end > at + 1 && tokens.get(end - 1).is_some_and(|t| t.kind == TokenKind::Quote);
        if end >= range.end || begins(text, tokens, end, range.end, closed) {
            give(TokenRange::new(start, end));
            start = end;
        }
        at = end;
    }
    if start < range.end {
        give(TokenRange::new(start, range.end));
    }
}

/// Whether a sentence may begin at token `at`: a capital, digit or opening mark; after a closing quotation mark
/// a lower-case word goes on with the sentence ("Why?" he asked).
fn begins(text: &str, tokens: &[Token], at: usize, end: usize, closed: bool) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    if !token.spaced {
        return false;
    }
    match token.kind {
        TokenKind::Word => {
            token.capital && !(closed && is_attribution(text, tokens, at, end))
                || !closed && !token.span().of(text).chars().next().is_some_and(char::is_lowercase)
        }
        TokenKind::Number | TokenKind::Quote => true,
        TokenKind::Punct => matches!(token.span().of(text), "(" | "[" | "-" | "—" | "–" | "•" | "*" | "#" | "@" | "$" | "£" | "€"),
        TokenKind::Possessive => false,
    }
}

/// `"Why?" Smith asked.`: one to four capital words and a verb in -ed or `said` right after the mark; a pronoun in capitals
/// begins a sentence.
fn is_attribution(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let mut seen = 0;
    for token in tokens.get(at..end).unwrap_or(&[]).iter().take(5) {
        let word = token.span().of(text);
        if token.capital {
            if seen == 0 && matches!(word, "He" | "She" | "It" | "They" | "We" | "You") {
                return false;
            }
            seen += 1;
        } else {
            return seen > 0 && (matches!(word, "said" | "says" | "asked" | "asks" | "wrote" | "told" | "added" | "replied" | "tweeted"));
        }
    }
    false
}

fn starts_sentence(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    const STARTERS: &[&str] = &[
        "The",
        "In",
        "On",
        "At",
        "He",
        "She",
        "It",
        "They",
        "We",
        "But",
        "And",
        "A",
        "An",
        "This",
        "That",
        "These",
        "Those",
        "As",
        "For",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "However",
        "Meanwhile",
        "There",
        "Its",
        "His",
        "Her",
        "Their",
        "Our",
        "I",
        "You",
        "With",
        "From",
        "To",
        "Since",
        "Some",
        "Many",
    ];
    at < end
        && tokens.get(at).is_some_and(|token| token.kind == TokenKind::Quote && token.spaced || STARTERS.contains(&token.span().of(text)))
}

/// Whether the period at `at` belongs to the word before it.
fn is_abbreviation(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| b >= start).and_then(|b| tokens.get(b)) else { return false };
    if before.end != tokens.get(at).map_or(0, |t| t.start) {
        return false;
    }
    let word = before.span().of(text);
    let initial = word.chars().count() == 1 && before.capital && word != "I";
    let number = matches!(word, "No" | "Nos" | "Vol");
    let next_is_number = tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
    if number {
        return next_is_number;
    }
    initial || NEVER_END.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    /// The sentences of a paragraph, each between bars.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let document = Document::new(&text, &[]);
        let found: Vec<&str> = document.sentences().iter().map(|&sentence| document.span(sentence).of(&text)).collect();
        assert_eq!(found.join(" |"), expected);
    }

    #[test]
    fn an_attribution_behind_the_marks_belongs_to_the_sentence() {
        check("\"Why?\" she asked. |\"Not now.\"");
        check("\"Why?\" Orlova asked. |She left.");
        check("She set the goal of \"Peace at Sea.\" |He told the crews to wait.");
        check("They call it \"a lie.\" |She said the ferry was late.");
    }
}
