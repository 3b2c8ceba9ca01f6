//! The margin at the right of the text: where in it quotes, assets, the actor at hand and words found stand, and which part is in view.

use ratatui::layout::Rect;

use super::{
    super::{
        action::MarkKind,
        marks::Item,
        model::{Hits, Model},
        reading::Reading,
        theme::Role,
    },
    Canvas,
};
use crate::span::Span;

/// Columns a pane must have for a map beside its text.
const LEAST: u16 = 44;

/// Draws the map into the last column of `body`, where the text is longer than what is in view.
pub(super) fn draw(model: &Model, reading: &Reading, body: Rect, canvas: &mut Canvas<'_>) {
    let (rows, height) = (reading.page.rows.len(), usize::from(body.height));
    if rows <= height || height == 0 || body.width < LEAST {
        return;
    }
    let x = body.right() - 1;
    let actor = reading.actor_at_hand();
    for (y, line) in (body.y..body.bottom()).zip(0..height) {
        let (first, last) = (line * rows / height, ((line + 1) * rows / height).max(line * rows / height + 1));
        let part = Span::new(reading.page.start_of(first), reading.page.start_of(last));
        let in_view = first < reading.top + height && last > reading.top;
        let (sign, role) = match sign(model, reading, actor, part) {
            Some(known) => known,
            None if in_view => ("│", Role::Focus),
            None => continue,
        };
        canvas.say(x, y, body.right(), sign, if in_view && role == Role::Rule { Role::Focus } else { role });
    }
}

/// What stands in a part of the text: words found before the actor at hand, then quotes, then assets.
fn sign(model: &Model, reading: &Reading, actor: Option<usize>, part: Span) -> Option<(&'static str, Role)> {
    if part.is_empty() {
        return None;
    }
    if let Some(Hits::Text(spans)) = model.finding.as_ref().map(|finding| &finding.hits) {
        let first = spans.partition_point(|span| span.end <= part.start);
        if spans.get(first).is_some_and(|span| span.start < part.end) {
            return Some(("◆", Role::Warning));
        }
    }
    let marks = &reading.marks;
    if let Some(actor) = actor
        && marks.mentions.touching(part).any(|mark| mark.item == Some(Item::Actor(actor)))
    {
        return Some(("●", Role::Person));
    }
    if model.showing.has(MarkKind::Quotes) && marks.quotes.touching(part).next().is_some() {
        return Some(("▐", Role::Speaker));
    }
    let noted = model.showing.has(MarkKind::Assets) && marks.assets.touching(part).next().is_some();
    noted.then_some(("▴", Role::AssetSign))
}
