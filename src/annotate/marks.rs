//! Quotation marks: which opens, which closes, which is an apostrophe.
//!
//! One pass over the marks of each paragraph with a short stack. Marks that may be either are settled by what stands at
//! their sides; a single mark after a plural ("the troops' training") is an apostrophe when a firmer closing mark follows.

use super::{Annotator, Input, Layer, Layers, Marked};
use crate::{
    document::{Document, Token, TokenKind},
    span::Span,
};

/// Fills [`Layer::Marks`].
#[derive(Clone, Copy, Debug)]
pub struct Marks;

impl Annotator for Marks {
    fn name(&self) -> &'static str {
        "marks"
    }

    fn requires(&self) -> &'static [Layer] {
        &[]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Marks]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let document = input.document;
        let curly = is_curly(document);
        for number in 0..document.paragraphs().len() {
            Pairing::new(document, number, curly).run(&mut layers.marks);
        }
    }
}

/// The family a mark belongs to; an opening mark is closed by one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Angle,
    Corner,
}

/// A mark and what it may do.
#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    style: Style,
    opens: bool,
    closes: bool,
    /// Closing it would be, but it may as well be the apostrophe of a plural.
    doubtful: bool,
}

/// How deep quotations are followed.
const DEPTH: usize = 4;
/// How many tokens a quotation has at least whose opening mark was lost.
const LOST: usize = 8;
/// How many marks are looked at to tell a nested quotation from one that was never closed.
const LOOKAHEAD: usize = 12;

struct Pairing<'a> {
    document: &'a Document<'a>,
    paragraph: usize,
    marks: Vec<Mark>,
}

impl<'a> Pairing<'a> {
    /// The marks of a paragraph; in a text of curly ones without the straight mark of a layout.
    fn new(document: &'a Document<'a>, paragraph: usize, curly: bool) -> Self {
        let range = document.paragraphs().get(paragraph).map(|p| p.tokens).unwrap_or_default();
        let mut pairing = Self { document, paragraph, marks: Vec::new() };
        for at in range.iter() {
            if document.token(at).is_some_and(|token| token.kind == TokenKind::Quote)
                && let Some(mark) = pairing.read(at, range.start, range.end)
            {
                pairing.marks.push(mark);
            }
        }
        if curly && pairing.is_layout(range.start) {
            pairing.marks.remove(0);
        }
        pairing
    }

    /// Whether the mark encloses the value of an attribute that was left over from a page: `lang="en"`.
    fn is_markup(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.document.word(before) == "=" && self.document.token(at).is_some_and(|t| !t.spaced))
    }

    /// Whether the first mark is a straight one that opens the paragraph and that nothing closes: in a text of curly marks
    /// it sets off an excerpt, and who speaks in it stands between marks of its own.
    fn is_layout(&self, start: usize) -> bool {
        let mut straight = self.marks.iter().filter(|mark| self.document.word(mark.token) == "\"");
        straight.next().is_some_and(|first| first.token == start) && straight.next().is_none()
    }

    /// What the mark at `at` may do, from its shape and its neighbors.
    fn read(&self, at: usize, start: usize, end: usize) -> Option<Mark> {
        let word = self.document.word(at);
        let spaced = self.document.token(at)?.spaced;
        let next = self.document.token(at + 1).filter(|_| at + 1 < end);
        let before = at.checked_sub(1).filter(|&b| b >= start).map_or("", |b| self.document.word(b));
        if self.is_markup(at) {
            return None;
        }
        let free_left = spaced
            || at == start
            || matches!(before, "(" | "[" | ":" | "—" | "–" | "-" | "/" | "“" | "\"" | "‘" | "'" | "„" | "«") && !before.is_empty();
        let tight_right = next.is_some_and(|token| !token.spaced);
        let next_word = self.document.word(at + 1);
        let mark = |style, opens, closes, doubtful| Some(Mark { token: at, style, opens, closes, doubtful });
        match word {
            "“" | "„" | "‟" => mark(Style::Double, true, word == "“" && !free_left, false),
            "”" => mark(Style::Double, free_left && tight_right, true, false),
            "\"" | "＂" => mark(Style::Double, free_left && tight_right, !free_left || !tight_right || at + 1 == end, false),
            "«" => mark(Style::Angle, true, !free_left, false),
            "»" => mark(Style::Angle, free_left && tight_right, true, false),
            "‹" | "›" => mark(Style::Angle, word == "‹", word == "›", false),
            "「" | "『" => mark(Style::Corner, true, false, false),
            "」" | "』" => mark(Style::Corner, false, true, false),
            // two backticks or two apostrophes make one mark
            "`" | "'" if before == word && !spaced => None,
            "`" if next_word == "`" && tight_right => mark(Style::Double, true, false, false),
            "'" if next_word == "'" && tight_right => {
                let opens = free_left && self.document.token(at + 2).is_some_and(|token| at + 2 < end && !token.spaced);
                mark(Style::Double, opens, !opens, false)
            }
            _ => {
                let elided = tight_right && (is_elision(next_word) && word != "‘" || is_year(next_word) && !self.is_closed(at, end));
                let opens = free_left && tight_right && !elided && word != "´";
                let closes = !spaced && at > start && word != "‘" && !elided || word == "´";
                let after_plural =
                    before.ends_with(['s', 'S', 'x', 'z']) && next.is_some_and(|token| token.spaced && token.kind == TokenKind::Word);
                mark(Style::Single, opens, closes, closes && after_plural)
            }
        }
    }

    /// Whether the first single mark after `at` closes a clause, so that two digits behind `at` are a number and no year:
    /// `'20 crews are missing,' he said`.
    fn is_closed(&self, at: usize, end: usize) -> bool {
        let later = (at + 1..end).find(|&later| matches!(self.document.word(later), "'" | "’" | "‘"));
        later.is_some_and(|later| {
            let tight = self.document.token(later).is_some_and(|token| !token.spaced);
            tight && matches!(self.document.word(later - 1), "," | "." | "!" | "?")
        })
    }

    fn run(self, found: &mut Vec<Marked>) {
        let from = found.len();
        let firm = self.firm_closers();
        let mut open: Vec<Mark> = Vec::new();
        for (number, &mark) in self.marks.iter().enumerate() {
            let partner = open.iter().rposition(|o| o.style == mark.style);
            if number == 0 && self.lost_its_opening(mark) {
                self.give_from_start(mark, found);
            } else if let Some(position) = partner.filter(|_| mark.closes) {
                let possessive = mark.doubtful && firm.get(number).is_some_and(|&later| later);
                // a mark that could as well open, right behind an opening one of its kind, opens nothing new
                if possessive || mark.opens && mark.style == Style::Single {
                    if mark.opens && !possessive && open.len() < DEPTH {
                        open.push(mark);
                    }
                    continue;
                }
                let opening = open.get(position).copied();
                open.truncate(position);
                if let Some(opening) = opening {
                    self.give(opening, Some(mark), found);
                }
            } else if mark.opens || self.opens_late(number) {
                let same = |o: &Mark| o.style == mark.style && self.document.word(o.token) == self.document.word(mark.token);
                if let Some(position) = open.iter().rposition(same)
                    && !self.closes_twice(number)
                {
                    // the same mark again without an end: the first was never closed
                    open.remove(position);
                }
                if open.len() < DEPTH {
                    open.push(mark);
                }
            }
        }
        if let Some(&first) = open.first()
            && self.runs_on(first)
        {
            self.give(first, None, found);
        }
        nest(found.get_mut(from..).unwrap_or_default());
    }

    /// Whether a straight mark with words tight at both sides, where none is open, opens what a later one closes: the space
    /// before it was lost, `the agencies."We stay," she said`.
    fn opens_late(&self, number: usize) -> bool {
        let same = |mark: &&Mark| mark.style == Style::Double && self.document.word(mark.token) == "\"";
        let Some(mark) = self.marks.get(number).filter(same) else { return false };
        let tight = |at: usize| self.document.token(at).is_some_and(|token| !token.spaced);
        let before = mark.token.checked_sub(1).and_then(|at| self.document.token(at));
        let later = self.marks.get(number + 1..).unwrap_or(&[]).iter().find(same);
        self.document.token(mark.token + 1).is_some_and(Token::is_word)
            && tight(mark.token)
            && tight(mark.token + 1)
            && before.is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Punct))
            && later.is_some_and(|later| later.closes && !later.opens)
    }

    /// Whether the first mark of a paragraph closes whole sentences whose opening mark was lost: `We stay for the winter,” she
    /// said.`
    fn lost_its_opening(&self, mark: Mark) -> bool {
        let Some(paragraph) = self.document.paragraphs().get(self.paragraph) else { return false };
        let before = mark.token.checked_sub(1).map_or("", |at| self.document.word(at));
        let sentence = self.document.token(paragraph.tokens.start).is_some_and(|token| token.capital && token.is_word());
        self.document.word(mark.token) == "”"
            && !mark.opens
            && sentence
            && matches!(before, "," | "." | "!" | "?")
            && mark.token >= paragraph.tokens.start + LOST
    }

    /// Whether after the opening mark `number` more marks of its kind close than open, so that two are closed:
    /// `"Our motto "peace" stands," she said`.
    fn closes_twice(&self, number: usize) -> bool {
        let Some(first) = self.marks.get(number) else { return false };
        let mut depth = 2_i32;
        let later = self.marks.get(number + 1..).unwrap_or(&[]).iter().take(LOOKAHEAD);
        for mark in later.filter(|mark| mark.style == first.style && self.document.word(mark.token) == self.document.word(first.token)) {
            depth += if mark.closes { -1 } else { 1 };
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// For each mark: whether a firm closing mark of single style follows it before the next opening one.
    fn firm_closers(&self) -> Vec<bool> {
        let mut later = false;
        let mut firm: Vec<bool> = Vec::with_capacity(self.marks.len());
        for mark in self.marks.iter().rev() {
            firm.push(later);
            if mark.style == Style::Single {
                if mark.closes && !mark.doubtful {
                    later = true;
                } else if mark.opens {
                    later = false;
                }
            }
        }
        firm.reverse();
        firm
    }

    /// Whether an unclosed quotation goes to the end of the paragraph: it opens the paragraph or follows a colon or comma,
    /// or the next paragraph opens with the same mark.
    fn runs_on(&self, mark: Mark) -> bool {
        let paragraphs = self.document.paragraphs();
        let Some(here) = paragraphs.get(self.paragraph) else { return false };
        let before = mark.token.checked_sub(1).filter(|&b| b >= here.tokens.start).map_or("", |b| self.document.word(b));
        let next = paragraphs.get(self.paragraph + 1).map_or("", |next| self.document.word(next.tokens.start));
        let same = !next.is_empty() && next == self.document.word(mark.token);
        let words = here.tokens.end.saturating_sub(mark.token);
        same || words > 5
            && (mark.token == here.tokens.start && mark.style != Style::Single
                || matches!(before, ":" | "," | "." | "!" | "?") && mark.style == Style::Double)
    }

    /// What stands from the beginning of the paragraph to `mark`.
    fn give_from_start(&self, mark: Mark, found: &mut Vec<Marked>) {
        let start = self.document.paragraphs().get(self.paragraph).map_or(0, |paragraph| paragraph.span.start);
        let Some(closing) = self.document.token(mark.token) else { return };
        let inner = Span::new(start, closing.start as usize);
        found.push(Marked { inner, outer: Span::new(start, closing.end as usize), closed: true, depth: 0 });
    }

    fn give(&self, from: Mark, to: Option<Mark>, found: &mut Vec<Marked>) {
        let Some(opening) = self.document.token(from.token) else { return };
        let limit = self.document.paragraphs().get(self.paragraph).map_or(0, |p| p.span.end);
        let closing = to.and_then(|mark| self.document.token(mark.token));
        // a doubled mark is two tokens
        let doubled = |token: usize| matches!(self.document.word(token), "`" | "'") && from.style == Style::Double;
        let opened = if doubled(from.token) { opening.end + 1 } else { opening.end };
        let inner = Span::new(opened as usize, closing.map_or(limit, |token| token.start as usize));
        let text = inner.of(self.document.text());
        let start = inner.start + (text.len() - text.trim_start().len());
        let inner = Span::new(start, start + text.trim().len());
        if inner.is_empty() {
            return;
        }
        let closed = to.zip(closing).map_or(limit, |(mark, token)| token.end as usize + usize::from(doubled(mark.token)));
        let outer = Span::new(opening.start as usize, closed);
        found.push(Marked { inner, outer, closed: closing.is_some(), depth: 0 });
    }
}

/// Tells each quotation of a paragraph in how many others it stands; a mark that was never closed counts for none.
fn nest(found: &mut [Marked]) {
    found.sort_by_key(|mark| (mark.outer.start, std::cmp::Reverse(mark.outer.end)));
    let mut ends: Vec<usize> = Vec::new();
    for mark in found {
        ends.retain(|&end| mark.outer.end <= end);
        mark.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(mark.outer.end);
    }
}

/// Whether curly marks are the rule: more of them open than there are straight ones, or, leaving out the paragraphs that a
/// straight mark opens and nothing closes, more quotations open with them than stand between straight ones.
fn is_curly(document: &Document<'_>) -> bool {
    let count = |text: &str| {
        let curly = memchr::memmem::find_iter(text.as_bytes(), "“").count();
        (curly, memchr::memchr_iter(b'"', text.as_bytes()).count())
    };
    let (curly, straight) = count(document.text());
    if curly == 0 || straight == 0 || curly > straight {
        return curly > 0;
    }
    let excerpts = document.paragraphs().iter().map(|paragraph| paragraph.span.of(document.text())).filter(|text| text.starts_with('"'));
    let set_off = excerpts.map(count).filter(|&(_, straight)| straight == 1);
    let (within, alone) = set_off.fold((0, 0), |(within, alone), (curly, straight)| (within + curly, alone + straight));
    (curly - within) * 2 > straight - alone
}

/// Words before which an apostrophe stands for missing letters: 'em, 'til, in 't Veld.
fn is_elision(word: &str) -> bool {
    matches!(word, "em" | "til" | "tis" | "twas" | "cause" | "n" | "t" | "s" | "Til" | "Tis" | "Twas" | "round" | "bout" | "neath")
}

/// Words before which an apostrophe stands for the century: '08, '90s.
fn is_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Article, lexicon::Lexicon};

    /// The expectation is the text with the inner words of each outermost quotation between ⟦ and ⟧.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace(['⟦', '⟧'], "");
        let article = Article::from_text(text.clone());
        let document = Document::new(&text, &[]);
        let lexicon = Lexicon::default();
        let mut layers = Layers::default();
        Marks.annotate(&Input { article: &article, document: &document, lexicon: &lexicon }, &mut layers);
        let mut marked = text.clone();
        for mark in layers.marks.iter().rev().filter(|mark| mark.depth == 0) {
            marked.insert(mark.inner.end, '⟧');
            marked.insert(mark.inner.start, '⟦');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn pairs_marks_of_every_kind() {
        check("“⟦We will not leave,⟧” the mayor said.");
        check("\"⟦We will not leave,⟧\" she said. \"⟦Not now.⟧\"");
        check("'⟦We can't leave,⟧' the mayor's aide said.");
        check("He added that '⟦the crews' rest is a matter for each captain⟧'.");
        check("The crews' rest was short and the officers' mess empty.");
        check("«⟦Nous restons⟧», dit-elle.");
        check("„⟦Wir bleiben⟧“, sagte sie.");
        check("Back in the '90s they called 'em '⟦the guards⟧'.");
        check("Back in ‘08 she said: “⟦It hurts.⟧” “⟦The ‘blame game’ and the ‘race card’ are gone,⟧” she said.");
        check("'⟦20 crews are missing,⟧' the mayor said.");
        check("\"⟦It falls apart,⟧\" said Marit in 't Zand. \"⟦It is a risk.⟧\"");
        check("He left the 'old port. \"⟦It is 'over' now,⟧\" she said. \"⟦It is.⟧\"");
        check("“⟦He told me ‘go home’ and I went,⟧” Orlova said.");
        check("'⟦The alleged `raid' never took place,⟧' the ministry said.");
        check("“⟦This goes on for quite some time⟧\nin the next paragraph.");
        check("“⟦First part.⟧\n\n“⟦Second part,⟧” he said.");
        check("``⟦The base isn't lost,⟧'' she said.");
        check("the 5\" gun and 6' fence");
        check("It was a “⟦false flag⟧” and “⟦a lie⟧”.");
        check("He said ‘⟦the guards’ post was empty⟧’ and left.");
        check("''⟦The base isn't lost,⟧'' she said. ''⟦The crews' rest 'matters' to us.⟧''");
        check("They call it the ''⟦harbor rule⟧'' here.");
        check("\"⟦Our motto \"peace by strength\" stands,⟧\" she said. \"⟦It will.⟧\"");
        check("Orlova:\"⟦We will stay here.⟧\"");
        check("⟦We stay in this harbor for the whole of the winter,⟧” she said. “⟦All of us.⟧”");
        check("She left.” They stay.");
        check("The page has <div lang=\"en\">and “⟦words⟧”.");
        check("She wrote to the agencies.\"⟦We stay,⟧\" she said. It is no 5\" gun.");
        check(
            "“⟦One,⟧” he said. “⟦Two,⟧” she said.\n\n\"The mayor wrote. “⟦We will not leave,⟧” she said.\n\n\"A second excerpt stands here.",
        );
        check("\"The mayor wrote to “⟦the old guard⟧” in May.\n\n\"A second excerpt stands here.\n\n“⟦We stay,⟧” she said.");
        check("\"⟦One,⟧\" he said.\n\n\"⟦The mayor wrote. “We will not leave,” she said.⟧\n\nA last line.");
        check("\"First part. \"⟦Second part,⟧\" she said. \"⟦Third part.⟧\"");
    }
}
