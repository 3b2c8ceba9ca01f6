//! The text with everything that is marked in it, and the speakers in the margin.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    super::{
        action::{MarkKind, Pane},
        geometry::{self, body},
        marks::Item,
        model::{Hits, Model},
        page::Row,
        reading::Reading,
        text::{bare_name, clip, initials, short_name, width},
        theme::Role,
        wording::asset_note,
    },
    Canvas, empty_state, frame, minimap, pane_title,
};
use crate::{
    briefing::Actor,
    label::{ActorKind, ParagraphKind, QuoteKind},
    span::Span,
};

pub(super) fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    if area.is_empty() {
        return;
    }
    let title = if model.focus == Pane::Article { "ARTICLE" } else { "Article" };
    let Some(reading) = &model.reading else {
        pane_title(model, Pane::Article, area, title, canvas);
        let words = model.trouble.as_deref().unwrap_or("Nothing is selected.");
        empty_state(body(area), words, canvas);
        return;
    };
    let x = pane_title(model, Pane::Article, area, title, canvas);
    if !matches!(reading.page.rows.get(reading.top), Some(Row::Title(_))) && reading.top > 0 {
        let room = usize::from(area.right().saturating_sub(x + 4));
        canvas.say(x + 3, area.y, area.right(), &clip(&reading.briefing.title, room), Role::Dim);
    }
    let column = geometry::column(area.width, model.options.layout.text);
    let body = body(area);
    let left = area.x + column.left + column.gutter;
    let page = Lines { model, reading, left, end: (left + column.text + 1).min(area.right()), gutter: column.gutter };
    let (mut before, mut starts) = (None, true);
    for (y, row) in (body.y..body.bottom()).zip(reading.page.rows.iter().skip(reading.top)) {
        before = page.row(y, row, starts, before, canvas);
        starts = !matches!(row, Row::Words(..));
    }
    minimap::draw(model, reading, body, canvas);
}

/// One page on the screen.
struct Lines<'a> {
    model: &'a Model,
    reading: &'a Reading,
    /// First column of text.
    left: u16,
    /// Column after the last.
    end: u16,
    gutter: u16,
}

impl Lines<'_> {
    /// Draws `row` at `y`; `starts` where it begins a paragraph or the screen; `before` is the quote that the margin told
    /// last. Says which it tells now.
    fn row(&self, y: u16, row: &Row, starts: bool, before: Option<usize>, canvas: &mut Canvas<'_>) -> Option<usize> {
        match row {
            Row::Title(words) => {
                canvas.say(self.left, y, self.end, words, Role::Title);
            }
            Row::Meta => self.meta(y, canvas),
            Row::Warning(words) => {
                let x = canvas.say(self.left, y, self.end, "! ", Role::Warning);
                canvas.say(x, y, self.end, words, Role::Warning);
            }
            Row::Blank => {}
            Row::Words(span, kind) => {
                self.words(y, *span, *kind, canvas);
                return if self.model.showing.has(MarkKind::Quotes) { self.margin(y, *span, starts, before, canvas) } else { None };
            }
            Row::Note(numbers) => self.note(y, numbers, canvas),
        }
        before
    }

    fn meta(&self, y: u16, canvas: &mut Canvas<'_>) {
        let briefing = &self.reading.briefing;
        let mut x = canvas.say(self.left, y, self.end, &frame::dateline(briefing), Role::Dim);
        let codes: Vec<String> = briefing.countries().iter().take(8).map(ToString::to_string).collect();
        for (words, role) in [(codes.join(" "), Role::Country), (self.reading.page.time.clone(), Role::Dim)] {
            if words.is_empty() || usize::from(x) + width(&words) + 3 > usize::from(self.end) {
                continue;
            }
            if x > self.left {
                x = canvas.say(x, y, self.end, " · ", Role::Dim);
            }
            x = canvas.say(x, y, self.end, &words, role);
        }
    }

    fn note(&self, y: u16, numbers: &[usize], canvas: &mut Canvas<'_>) {
        let mut x = self.left;
        for (place, &number) in numbers.iter().enumerate() {
            let Some(asset) = self.reading.briefing.assets.get(number) else { continue };
            let lit = self.reading.current.is_some_and(|(item, _)| item == Item::Asset(number));
            x = canvas.say(x, y, self.end, if place > 0 { "   " } else { "  " }, Role::Dim);
            x = canvas.put(x, y, self.end, "▲ ", canvas.theme.style(Role::AssetSign));
            let room = usize::from(self.end.saturating_sub(x + 1));
            x = canvas.say(x, y, self.end, &clip(&asset_note(asset), room), if lit { Role::Count } else { Role::Dim });
        }
    }

    /// The words of a row, cut where any mark begins or ends.
    fn words(&self, y: u16, row: Span, kind: ParagraphKind, canvas: &mut Canvas<'_>) {
        let base = match kind {
            ParagraphKind::Body => Role::Text,
            ParagraphKind::Heading => Role::Title,
            ParagraphKind::Caption | ParagraphKind::Boilerplate | ParagraphKind::Duplicate => Role::Dim,
        };
        let overlays = self.overlays(row, canvas);
        let mut cuts: Vec<usize> = vec![row.start, row.end];
        cuts.extend(overlays.iter().flat_map(|(span, _)| [span.start.clamp(row.start, row.end), span.end.clamp(row.start, row.end)]));
        cuts.retain(|&cut| self.reading.briefing.text.is_char_boundary(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut x = self.left;
        for pair in cuts.windows(2) {
            let &[start, end] = pair else { continue };
            let segment = Span::new(start, end);
            let style = overlays
                .iter()
                .filter(|(span, _)| span.contains(segment))
                .fold(canvas.theme.style(base), |style, (_, over)| style.patch(*over));
            x = canvas.put(x, y, self.end, segment.of(&self.reading.briefing.text), style);
        }
    }

    /// Every style that touches `row`, the lower ones first.
    fn overlays(&self, row: Span, canvas: &Canvas<'_>) -> Vec<(Span, Style)> {
        let theme = canvas.theme;
        let marks = &self.reading.marks;
        let current = self.reading.current;
        let mut overlays: Vec<(Span, Style)> = Vec::new();
        let showing = &self.model.showing;
        for mark in marks.quotes.touching(row).filter(|_| showing.has(MarkKind::Quotes)) {
            let mut style = theme.style(mark.role);
            if current.is_some_and(|(item, _)| mark.item == Some(item)) {
                style = style.add_modifier(Modifier::BOLD);
            }
            if let (Some(Item::Quote(number)), Some(only)) = (mark.item, &self.model.speaker)
                && self.reading.briefing.quotes.get(number).is_none_or(|quote| quote.speaker.as_ref() != Some(only))
            {
                style = theme.style(Role::Text);
            }
            overlays.push((mark.span, style));
        }
        let mentions = marks.mentions.touching(row).filter(|mark| match mark.item {
            Some(Item::Actor(_)) => showing.has(MarkKind::Actors),
            _ => showing.has(MarkKind::Places),
        });
        let assets = marks.assets.touching(row).filter(|_| showing.has(MarkKind::Assets));
        for mark in mentions.chain(assets).chain(marks.markup.touching(row)) {
            let mut style = theme.style(mark.role);
            match (current, mark.item) {
                (Some((item, span)), Some(own)) if item == own && span == mark.span => style = style.patch(theme.style(Role::Current)),
                (Some((item, _)), Some(own)) if item == own => style = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
                _ => {}
            }
            overlays.push((mark.span, style));
        }
        if let Some(finding) = &self.model.finding
            && let Hits::Text(spans) = &finding.hits
        {
            let first = spans.partition_point(|span| span.end <= row.start);
            for (number, &span) in spans.iter().enumerate().skip(first).take_while(|(_, span)| span.start < row.end) {
                overlays.push((span, theme.style(if number == finding.at { Role::CurrentHit } else { Role::Hit })));
            }
        }
        overlays
    }

    /// The bar beside a quote, and its speaker where the margin has not named that quote yet.
    fn margin(&self, y: u16, row: Span, starts: bool, before: Option<usize>, canvas: &mut Canvas<'_>) -> Option<usize> {
        let lit = match self.reading.current {
            Some((Item::Quote(number), _)) => Some(number),
            _ => None,
        };
        let numbers: Vec<usize> = self
            .reading
            .marks
            .quotes
            .touching(row)
            .filter_map(|mark| if let Some(Item::Quote(number)) = mark.item { Some(number) } else { None })
            .collect();
        let fresh = numbers.iter().copied().find(|&number| before.is_none_or(|named| number > named));
        let number = lit.filter(|lit| numbers.contains(lit)).or(fresh).or(numbers.first().copied())?;
        let quote = self.reading.briefing.quotes.get(number)?;
        let bar = match (Some(number) == lit, quote.kind) {
            (true, _) => "▐",
            (false, QuoteKind::Indirect) => "┊",
            (false, _) => "▕",
        };
        let role = if Some(number) == lit { Role::Focus } else { Role::Speaker };
        let x = self.left.saturating_sub(2);
        canvas.say(x, y, x + 1, bar, role);
        let named = before.filter(|_| !starts).and_then(|named| self.reading.briefing.quotes.get(named));
        if before != Some(number) && named.is_none_or(|named| named.speaker.is_none() || named.speaker != quote.speaker) {
            let room = usize::from(self.gutter.saturating_sub(3));
            let name = self.reading.briefing.speaker(quote).map_or_else(|| "?".to_owned(), |actor| margin_name(actor, room));
            canvas.say_right(x.saturating_sub(self.gutter), y, x, &clip(&name, room), role);
        }
        Some(number)
    }
}

/// An actor's name in a margin: the last name, as much as fits of an organization's, or two letters.
fn margin_name(actor: &Actor, room: usize) -> String {
    let name = bare_name(&actor.name);
    match (actor.kind, actor.country) {
        (ActorKind::Country, Some(code)) if width(name) > room => code.to_string(),
        _ if room < 7 => initials(name),
        (ActorKind::Person, _) if !actor.described => short_name(name).to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests;
