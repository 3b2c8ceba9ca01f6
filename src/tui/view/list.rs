//! The list of the view at hand.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    super::{
        action::{Pane, ViewKind},
        geometry::body,
        list,
        model::{Model, SHIPPED},
        text::{number, plural},
        theme::Role,
    },
    Canvas, empty_state, pane_title,
};

pub(super) fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    if area.is_empty() {
        return;
    }
    let view = model.view();
    let title = if model.focus == Pane::List { view.title.to_uppercase() } else { view.title.to_owned() };
    let x = pane_title(model, Pane::List, area, &title, canvas);
    let order = match (model.is_listing(), model.records.is_behind()) {
        (true, _) if model.may_stop_listing() => "being listed … Esc stops",
        (true, _) => "being listed …",
        (false, true) => "your decisions are read",
        (false, false) => view.order,
    };
    let hidden = if model.hidden > 0 { format!(" · {} hidden", number(model.hidden as u64)) } else { String::new() };
    canvas.say_right(x + 2, area.y, area.right().saturating_sub(1), &format!("{order}{hidden}"), Role::Dim);
    let body = body(area);
    if model.listing.numbers.is_empty() {
        empty_state(body, &empty(model), canvas);
        return;
    }
    let columns = list::columns(area.width);
    canvas.line(area.x + 2, area.y + 1, area.right().saturating_sub(1), &(view.heading)(columns), None);
    let mut y = body.y;
    for row in model.list.top..model.listing.numbers.len() {
        if y >= body.bottom() {
            return;
        }
        let lines = (view.lines)(model, row, columns);
        let selected = row == model.list.at;
        let mut sign = (view.sign)(model, row);
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
            canvas.say(area.x + 1, y, area.x + 2, std::mem::take(&mut sign), Role::Focus);
            canvas.line(area.x + 2, y, area.right().saturating_sub(1), &line, over);
            if let Some(finding) = model.finding.as_ref().filter(|finding| finding.pane == Pane::List) {
                canvas.light(area.x + 2, y, area.right(), &finding.needle);
            }
            y += 1;
        }
    }
    if model.name == SHIPPED && model.narrowing.is_empty() && model.kind == ViewKind::Briefings && y + 3 < body.bottom() {
        let rest = Rect { y: y + 1, height: body.bottom() - y - 1, ..area };
        empty_state(rest, "These ship with attache and are read-only. “attache add FILE…” begins a library of your own.", canvas);
    }
}

fn selected_style(model: &Model, canvas: &Canvas<'_>) -> Style {
    if model.focus == Pane::List { canvas.theme.style(Role::Selected) } else { Style::new().add_modifier(Modifier::BOLD) }
}

fn empty(model: &Model) -> String {
    // What is there already is listed while it is looked through.
    if let Some(progress) = model.coming.filter(|_| model.held() == 0) {
        let percent = (progress.done * 100).checked_div(progress.total).unwrap_or(0);
        return format!(
            "The library is read for the first time: {percent} %, {}. Nothing waits for it; q leaves.",
            plural(progress.briefings, "briefing")
        );
    }
    if model.is_listing() {
        let stops = if model.may_stop_listing() { "; Esc stops" } else { "" };
        return format!("The {}s of {} are being listed …{stops}.", model.view().noun, plural(model.held(), "briefing"));
    }
    if model.held() == 0 {
        "No briefings yet. Quit with q and put one here with “attache add FILE…”; FILE is plain text, Markdown or a saved HTML page."
            .to_owned()
    } else if model.narrowing.is_empty() && model.hidden > 0 {
        "Everything here is hidden. u takes the last step back; is:hidden in the query (f) lists what is hidden, and i shows it again."
            .to_owned()
    } else {
        model.view().empty.to_owned()
    }
}
