//! The list of briefings.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    super::{action::Pane, geometry::body, list, model::Model, theme::Role},
    Canvas, empty_state, pane_title,
};

pub(super) fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    if area.is_empty() {
        return;
    }
    let title = if model.focus == Pane::List { "BRIEFINGS" } else { "Briefings" };
    let x = pane_title(model, Pane::List, area, title, canvas);
    canvas.say_right(x + 2, area.y, area.right().saturating_sub(1), "newest first", Role::Dim);
    let body = body(area);
    if model.shown.is_empty() {
        empty_state(body, empty(model), canvas);
        return;
    }
    let columns = list::columns(area.width);
    let mut y = body.y;
    for (row, &number) in model.shown.iter().enumerate().skip(model.list.top) {
        let Some(summary) = model.library.summary(number) else { continue };
        if y >= body.bottom() {
            return;
        }
        let lines = list::lines(summary, columns, model.options.layout.flags);
        let selected = row == model.list.at;
        let over = selected.then(|| selected_style(model, canvas));
        for line in lines {
            let blank = line.left.is_empty();
            if y >= body.bottom() {
                return;
            }
            if selected && !blank {
                if model.focus == Pane::List {
                    let style = canvas.theme.style(Role::Selected);
                    canvas.shade(Rect::new(area.x, y, area.width, 1), style);
                }
                canvas.say(area.x, y, area.right(), "▌", Role::Focus);
            }
            canvas.line(area.x + 2, y, area.right().saturating_sub(1), &line, over);
            if let Some(finding) = model.finding.as_ref().filter(|finding| finding.pane == Pane::List) {
                canvas.light(area.x + 2, y, area.right(), &finding.needle);
            }
            y += 1;
        }
    }
    if model.library.is_shipped() && model.filter.is_empty() && y + 3 < body.bottom() {
        let rest = Rect { y: y + 1, height: body.bottom() - y - 1, ..area };
        empty_state(rest, "These ship with attache and are read-only. “attache add FILE…” begins a library of your own.", canvas);
    }
}

fn selected_style(model: &Model, canvas: &Canvas<'_>) -> Style {
    if model.focus == Pane::List { canvas.theme.style(Role::Selected) } else { Style::new().add_modifier(Modifier::BOLD) }
}

fn empty(model: &Model) -> &'static str {
    if model.library.is_empty() {
        "No briefings yet. Quit with q and put one here with “attache add FILE…”; FILE is plain text, Markdown or a saved HTML page."
    } else {
        "No briefing passes the filters. Esc removes them, f and c change them."
    }
}
