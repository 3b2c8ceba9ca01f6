//! What is marked in the text of one briefing: mentions, quotes, assets, and the marks of Markdown.

use super::theme::Role;
use crate::{
    briefing::{Actor, Briefing},
    label::ActorKind,
    library::decisions::Thing,
    span::Span,
};

/// An item of a briefing by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A quote.
    Quote(usize),
    /// An actor.
    Actor(usize),
    /// An asset.
    Asset(usize),
    /// A place.
    Place(usize),
    /// An address, by its number in the text.
    Link(usize),
}

impl Item {
    /// What it is to those who decide about it, and its number among those; `None` where there is nothing to decide.
    #[must_use]
    pub const fn thing(self) -> Option<(Thing, usize)> {
        match self {
            Self::Quote(number) => Some((Thing::Quote, number)),
            Self::Actor(number) => Some((Thing::Actor, number)),
            Self::Asset(number) => Some((Thing::Asset, number)),
            Self::Place(_) | Self::Link(_) => None,
        }
    }

    /// Item `number` of a kind.
    #[must_use]
    pub const fn of(thing: Thing, number: usize) -> Self {
        match thing {
            Thing::Quote => Self::Quote(number),
            Thing::Actor => Self::Actor(number),
            Thing::Asset => Self::Asset(number),
        }
    }
}

/// One stretch of marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub span: Span,
    pub role: Role,
    pub item: Option<Item>,
}

/// Marks in reading order, with what is needed to find those that touch a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Layer {
    marks: Vec<Mark>,
    /// For each mark the furthest end of it and those before.
    reach: Vec<usize>,
}

impl Layer {
    fn new(mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        let reach = marks
            .iter()
            .scan(0, |furthest: &mut usize, mark| {
                *furthest = mark.span.end.max(*furthest);
                Some(*furthest)
            })
            .collect();
        Self { marks, reach }
    }

    /// The marks that share a byte with `span`, in reading order.
    pub(super) fn touching(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let last = self.marks.partition_point(|mark| mark.span.start < span.end);
        let first = self.reach.partition_point(|&reach| reach <= span.start);
        self.marks.get(first..last).unwrap_or_default().iter().filter(move |mark| mark.span.overlaps(span))
    }
}

/// All marks of one text, one layer above the other.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The stretches of quotes.
    pub quotes: Layer,
    /// Actors, places, dates.
    pub mentions: Layer,
    /// Assets.
    pub assets: Layer,
    /// `**`, `#`, `](…)` of Markdown.
    pub markup: Layer,
    /// The addresses of pages in the text.
    pub links: Vec<Span>,
}

impl Marks {
    pub(super) fn new(briefing: &Briefing) -> Self {
        let mut mentions = Vec::new();
        for (number, place) in briefing.places.iter().enumerate() {
            let item = Some(Item::Place(number));
            mentions.extend(place.mentions.iter().map(|&span| Mark { span, role: Role::Place, item }));
        }
        let links = links(&briefing.text);
        mentions.extend(links.iter().enumerate().map(|(number, &span)| Mark { span, role: Role::Key, item: Some(Item::Link(number)) }));
        mentions.extend(briefing.dates.iter().map(|date| Mark { span: Span::new(date.start, date.end), role: Role::Date, item: None }));
        for (number, actor) in briefing.actors.iter().enumerate() {
            let (role, item) = (actor_role(actor), Some(Item::Actor(number)));
            mentions.extend(actor.mentions.iter().map(|&span| Mark { span, role, item }));
        }
        let quotes = briefing.quotes.iter().enumerate().flat_map(|(number, quote)| {
            let item = Some(Item::Quote(number));
            quote.stretches().into_iter().map(move |span| Mark { span, role: Role::Quote, item })
        });
        let assets = briefing.assets.iter().enumerate().map(|(number, asset)| Mark {
            span: asset.span(),
            role: Role::Asset,
            item: Some(Item::Asset(number)),
        });
        let markup = if briefing.source.format == "markdown" { markup(&briefing.text) } else { Vec::new() };
        Self {
            quotes: Layer::new(quotes.collect()),
            mentions: Layer::new(mentions),
            assets: Layer::new(assets.collect()),
            markup: Layer::new(markup.into_iter().map(|span| Mark { span, role: Role::Dim, item: None }).collect()),
            links,
        }
    }

    /// The narrowest item at byte `offset`: asset before actor before quote.
    pub(super) fn item_at(&self, offset: usize) -> Option<(Item, Span)> {
        let at = Span::new(offset, offset + 1);
        [&self.assets, &self.mentions, &self.quotes]
            .into_iter()
            .find_map(|layer| layer.touching(at).filter_map(|mark| Some((mark.item?, mark.span))).min_by_key(|(_, span)| span.len()))
    }
}

/// How an actor is drawn.
pub(super) const fn actor_role(actor: &Actor) -> Role {
    kind_role(actor.kind)
}

/// How a kind of actor looks.
pub(super) const fn kind_role(kind: ActorKind) -> Role {
    match kind {
        ActorKind::Person => Role::Person,
        ActorKind::Organization => Role::Organization,
        ActorKind::Country => Role::Country,
    }
}

/// The addresses of pages in `text`.
pub(super) fn links(text: &str) -> Vec<Span> {
    let begins = text.match_indices("http").filter(|(at, _)| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with("https://") || rest.starts_with("http://")
    });
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '”' | '’');
    let span = |(at, _): (usize, &str)| {
        let rest = text.get(at..).unwrap_or_default();
        let link = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        Span::new(at, at + link.trim_end_matches(['.', ',', ';', ':', '!', '?']).len())
    };
    begins.map(span).filter(|span| span.len() > "https://".len()).collect()
}

/// The marks of Markdown in `text`: heading, list and quotation signs, emphasis, code, link targets.
fn markup(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let body = line.trim_start();
        let signs = body.bytes().take_while(|byte| matches!(byte, b'#' | b'>')).count();
        if signs > 0 && body.get(signs..).is_some_and(|rest| rest.starts_with(' ')) {
            spans.push(Span::new(start + indent, start + indent + signs));
        } else if body.starts_with("* ") || body.starts_with("- ") {
            spans.push(Span::new(start + indent, start + indent + 1));
        }
        start += line.len();
    }
    for sign in ["**", "__", "`"] {
        let places: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
        if places.len().is_multiple_of(2) {
            spans.extend(places.into_iter().map(|at| Span::new(at, at + sign.len())));
        }
    }
    spans.extend(emphasis(text));
    for (at, _) in text.match_indices("](") {
        let rest = text.get(at..).unwrap_or_default();
        let (Some(end), Some(open)) = (rest.find(')'), text.get(..at).and_then(|before| before.rfind('['))) else { continue };
        if !rest.get(..end).unwrap_or_default().contains(char::is_whitespace) {
            spans.push(Span::new(open, open + 1));
            spans.push(Span::new(at, at + end + 1));
        }
    }
    spans
}

/// Single `*` and `_` that open before a word and close after one, on one line.
fn emphasis(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or('\n', |&(_, next)| next);
        if c == '\n' {
            open = None;
        } else if matches!(c, '*' | '_') && before != c && after != c {
            match open {
                Some((sign, start)) if sign == c && !before.is_whitespace() && !after.is_alphanumeric() => {
                    spans.extend([Span::new(start, start + 1), Span::new(at, at + 1)]);
                    open = None;
                }
                None if !after.is_whitespace() && !before.is_alphanumeric() => open = Some((c, at)),
                _ => {}
            }
        }
        before = c;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_what_closes_the_sentence() {
        let text = "See https://example.org/a?b=1. (Or <http://example.net/x>, https://example.com/c.) http:// is none.";
        let found: Vec<&str> = links(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["https://example.org/a?b=1", "http://example.net/x", "https://example.com/c"]);
    }

    #[test]
    fn emphasis_is_paired() {
        let words = |text: &str| emphasis(text).into_iter().map(|span| span.start).collect::<Vec<_>>();
        assert_eq!(words("*all of it*"), [0, 10]);
        assert_eq!(words("a *b* 3 * 4 snake_case_name _c_"), [2, 4, 28, 30]);
        assert!(words("* a list\n* of *two").is_empty());
    }

    #[test]
    fn marks_that_touch_a_stretch() {
        let mark = |start, end| Mark { span: Span::new(start, end), role: Role::Quote, item: None };
        let layer = Layer::new(vec![mark(0, 90), mark(10, 20), mark(30, 40), mark(95, 99)]);
        let at = |start, end| layer.touching(Span::new(start, end)).map(|mark| mark.span.start).collect::<Vec<_>>();
        assert_eq!(at(12, 14), [0, 10]);
        assert_eq!(at(50, 60), [0]);
        assert_eq!(at(90, 95), Vec::<usize>::new());
        assert_eq!(at(35, 99), [0, 30, 95]);
    }

    #[test]
    fn markdown_signs() {
        let text = "# Title\n\n> **Bold** claim, see [the note](https://example.org/a).\n- `code`\n";
        let words: Vec<&str> = markup(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["#", ">", "-", "**", "**", "`", "`", "[", "](https://example.org/a)"]);
    }
}
