//! What may follow the keys of a chord that has begun, in a strip above the bottom line; drawn with the key, never by a clock.

use ratatui::layout::Rect;

use super::{
    super::{geometry::Geometry, model::Model, text::width, theme::Role},
    Canvas, frame,
};

/// Columns of one key with its words.
const COLUMN: u16 = 44;

pub(super) fn draw(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let begun = &model.pending;
    let following = model.options.keymap.following(model.scopes(), begun);
    if begun.is_empty() || following.is_empty() {
        return;
    }
    let base = geometry.base;
    let columns = (base.width / COLUMN).max(1);
    let rows = u16::try_from(following.len()).unwrap_or(u16::MAX).div_ceil(columns).min(base.y.saturating_sub(geometry.rule.bottom() + 1));
    let area = Rect { y: base.y - rows - 1, height: rows + 1, ..base };
    canvas.wipe(area);
    frame::rule(Rect { height: 1, ..area }, &[], "", canvas);
    canvas.wipe(base);
    frame::rule(base, &[], "", canvas);
    let pressed: Vec<String> = begun.iter().map(ToString::to_string).collect();
    let x = canvas.say(area.x + 2, area.y, area.right(), " ", Role::Rule);
    let x = canvas.say(x, area.y, area.right(), &pressed.join(" "), Role::Key);
    let often = if model.count > 0 { format!(" {} times", model.count) } else { String::new() };
    canvas.say(x, area.y, area.right(), &format!("{often} and then "), Role::Dim);
    let keys = following.iter().map(|(rest, _)| width(rest)).max().unwrap_or(0);
    for (place, (rest, words)) in (0u16..).zip(&following).take(usize::from(rows * columns)) {
        let x = area.x + 2 + place / rows * COLUMN;
        let y = area.y + 1 + place % rows;
        canvas.say(x, y, area.right(), rest, Role::Key);
        let end = (x + COLUMN - 1).min(area.right());
        canvas.say(x + u16::try_from(keys).unwrap_or(0) + 2, y, end, words, Role::Text);
    }
}
