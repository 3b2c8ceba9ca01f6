//! What stands around the panes: header, chips, rules, hints, the lines one types into.

use ratatui::{
    layout::{Position, Rect},
    style::Modifier,
};
use tui_input::Input;

use super::{
    super::{
        action::{Letter, Pane, Tab, ViewKind},
        find::Meant,
        geometry::{Geometry, panes},
        layer::{FacetPicker, Layer},
        marks::Item,
        model::{Finding, Model},
        text::{long_date, number, plural, short_date, width},
        theme::Role,
        views::{VIEWS, View},
        wording::in_short,
    },
    Canvas, joints,
};
use crate::library::{dictionary::Nearness, facets::Facet, narrow::Choice};

pub(super) fn too_small(model: &Model, canvas: &mut Canvas<'_>) {
    let size = model.size;
    let words =
        ["attache".to_owned(), format!("needs 40×10, has {}×{}", size.width, size.height), "enlarge the window, or q quits".to_owned()];
    let top = size.height.saturating_sub(3) / 2;
    for (row, (line, role)) in (0u16..).zip(words.iter().zip([Role::Brand, Role::Text, Role::Dim])) {
        let x = size.width.saturating_sub(u16::try_from(width(line)).unwrap_or(0)) / 2;
        canvas.say(x, top + row, size.width, line, role);
    }
}

pub(super) fn draw(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    header(model, geometry.header, canvas);
    chips(model, geometry.chips, canvas);
    let joints = joints(geometry);
    rule(geometry.rule, &joints, "┬", canvas);
    rule(geometry.base, &joints, "┴", canvas);
    for &x in &joints {
        for y in geometry.rule.bottom()..geometry.base.y {
            canvas.say(x, y, x + 1, "│", Role::Rule);
        }
    }
    if geometry.items.is_empty() && !geometry.article.is_empty() {
        said(model, geometry.base, canvas);
    }
    footer(model, geometry.footer, canvas);
}

/// What the tabs would say of the lit item, in the rule below the text, where they are not in view.
fn said(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let Some((reading, (item, _))) = model.reading.as_ref().and_then(|reading| Some((reading, reading.current?))) else { return };
    let words = in_short(&reading.briefing, item);
    let room = usize::from(area.width.saturating_sub(8));
    let words = format!(" {} ", super::clip(&words, room));
    canvas.wipe(Rect { x: area.x + 2, width: u16::try_from(width(&words)).unwrap_or(0), ..area });
    canvas.say(area.x + 2, area.y, area.right(), &words, Role::Speaker);
}

/// A thin rule with a joint at each of `joints`.
pub(super) fn rule(area: Rect, joints: &[u16], joint: &str, canvas: &mut Canvas<'_>) {
    canvas.say(area.x, area.y, area.right(), &"─".repeat(area.width.into()), Role::Rule);
    for &x in joints {
        canvas.say(x, area.y, x + 1, joint, Role::Rule);
    }
}

fn header(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let help = canvas.say_right(area.x, area.y, area.right(), "help ", Role::Dim);
    let end = canvas.say_right(area.x, area.y, help, "? ", Role::Key);
    let mut x = canvas.say(area.x + 1, area.y, end, "attache", Role::Brand);
    if panes(model.size) == 1 || model.zoom {
        for part in trail(model) {
            x = canvas.say(x, area.y, end, " › ", Role::Dim);
            x = canvas.say(x, area.y, end, &part, Role::Text);
        }
        return;
    }
    x = canvas.say(x + 2, area.y, end, &name(model, area), Role::Text);
    for (number, (start, view)) in (1..).zip(titles(model, area)) {
        let here = view.kind == model.kind;
        x = canvas.say(start, area.y, end, &format!("{number} "), Role::Key);
        let title = if here { view.title.to_uppercase() } else { view.title.to_owned() };
        x = canvas.say(x, area.y, end, &title, if here { Role::Focus } else { Role::Dim });
    }
    let Some(totals) = model.totals else { return };
    let mut parts = vec![(totals.quotes, "quote"), (totals.speakers, "speaker"), (totals.assets, "asset")];
    parts.insert(0, (totals.briefings, "briefing"));
    let words = |(count, noun): &(usize, &str)| plural(*count, noun);
    while parts.iter().map(|part| width(&words(part)) + 3).sum::<usize>() + usize::from(x) + 4 > usize::from(end) && parts.pop().is_some() {
    }
    let wide: usize = parts.iter().map(|part| width(&words(part)) + 3).sum();
    let mut x = end.saturating_sub(u16::try_from(wide).unwrap_or(0) + 1);
    for (count, noun) in parts {
        x = canvas.say(x, area.y, end, &number(count as u64), Role::Count);
        x = canvas.say(x, area.y, end, &format!(" {noun}{}   ", if count == 1 { "" } else { "s" }), Role::Dim);
    }
}

/// What the library is called, as far as there is room in the header.
fn name(model: &Model, area: Rect) -> String {
    let room = usize::from(area.width / 5);
    let name = if width(&model.name) > room { model.name.split(" · ").next().unwrap_or_default() } else { &model.name };
    super::clip(name, room).into_owned()
}

/// The first column of each view's number and title in the header; none where there is but one briefing, or where the header is a trail.
fn titles(model: &Model, area: Rect) -> Vec<(u16, &'static View)> {
    let mut titles = Vec::new();
    if model.is_alone() || panes(model.size) == 1 || model.zoom {
        return titles;
    }
    let mut x = usize::from(area.x) + 1 + width("attache") + 2 + width(&name(model, area)) + 1;
    for view in VIEWS {
        titles.push((u16::try_from(x + 2).unwrap_or(u16::MAX), view));
        x += 2 + "1 ".len() + width(view.title);
    }
    titles
}

/// The view whose number or title covers column `x` of the header.
pub(in super::super) fn view_at(model: &Model, area: Rect, x: u16) -> Option<ViewKind> {
    let covers =
        |(start, view): &(u16, &View)| (*start..start.saturating_add(2 + u16::try_from(width(view.title)).unwrap_or(0))).contains(&x);
    titles(model, area).into_iter().find(covers).map(|(_, view)| view.kind)
}

/// Where one is, from the outside to the inside.
fn trail(model: &Model) -> Vec<String> {
    let mut trail = vec![model.view().title.to_lowercase()];
    if model.focus == Pane::Facets {
        trail.push("fields".to_owned());
    } else if model.focus != Pane::List
        && let Some(reading) = &model.reading
    {
        trail.push(reading.briefing.published.map_or_else(|| "undated".to_owned(), |date| short_date(date).trim().to_owned()));
    }
    if model.focus == Pane::Items {
        trail.push(model.tab.title().to_lowercase());
    }
    trail
}

/// What a chip stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Chip {
    /// The line of the query.
    Line,
    /// The values taken in of a field.
    Taken(Facet),
    /// A value left out of a field.
    Out(Facet, String),
    /// The briefings chosen.
    Chosen,
    /// The speaker whose quotes alone are listed.
    Speaker,
}

/// Where one chip stands in its line.
type Laid = (std::ops::Range<u16>, String, Chip);

/// The chips with the columns they take, as far as there is room for them; where what is told right of them begins, and what that is.
fn laid(model: &Model, area: Rect) -> (Vec<Laid>, u16, String) {
    let told = right_of_chips(model);
    let wide = u16::try_from(width(&told)).unwrap_or(u16::MAX);
    let end = if area.width - area.width / 3 >= wide { area.right() - wide } else { area.right() };
    let mut chips = Vec::new();
    let mut x = area.x + 1;
    for (words, chip) in chips_of(model) {
        if x + 4 >= end {
            break;
        }
        // What takes a filter away is seen also where its words are cut.
        let words = format!(" {} × ", super::clip(&words, usize::from(end - x - 1 - 4)));
        let stop = x.saturating_add(u16::try_from(width(&words)).unwrap_or(u16::MAX)).min(end.saturating_sub(1));
        chips.push((x..stop, words, chip));
        x = stop + 1;
    }
    (chips, end, told)
}

/// The chip that covers column `x` of the line of chips.
pub(in super::super) fn chip_at(model: &Model, area: Rect, x: u16) -> Option<Chip> {
    laid(model, area).0.into_iter().find(|(columns, ..)| columns.contains(&x)).map(|(.., chip)| chip)
}

/// How much answers, and what takes filters away.
fn right_of_chips(model: &Model) -> String {
    let clears = clears(model);
    if model.narrowing.is_empty() { format!("{clears} ") } else { format!("{} · {clears} ", share(model)) }
}

fn chips(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    if area.is_empty() || matches!(model.layer, Some(Layer::Filter(..))) {
        return;
    }
    let (chips, end, told) = laid(model, area);
    canvas.say_right(end, area.y, area.right(), &told, Role::Dim);
    for (columns, words, _) in chips {
        canvas.say(columns.start, area.y, columns.end, &words, Role::Chip);
    }
}

/// Everything that narrows, and what is chosen.
fn chips_of(model: &Model) -> Vec<(String, Chip)> {
    let mut chips = Vec::new();
    if !model.narrowing.line.trim().is_empty() {
        chips.push((model.narrowing.line.trim().to_owned(), Chip::Line));
    }
    chips.extend(chosen(model));
    if let Some(actor) = model.speaker.as_deref().and_then(|id| model.reading.as_ref()?.briefing.actor(id)) {
        chips.push((format!("speaker {}", actor.name), Chip::Speaker));
    }
    chips
}

/// Which key takes filters away: one alone, or the last of several, or all.
fn clears(model: &Model) -> &'static str {
    // In the sidebar Esc goes to the list.
    if model.focus == Pane::Facets || !model.esc_clears() {
        return "C clears";
    }
    let filters = model.narrowing.choices.len() + usize::from(!model.narrowing.line.trim().is_empty());
    if filters > 1 { "Esc clears one, C all" } else { "Esc clears" }
}

/// `12 of 19 briefings`.
pub(super) fn share(model: &Model) -> String {
    if model.is_listing() {
        return "being listed …".to_owned();
    }
    let (shown, noun) = (model.listing.numbers.len(), model.view().noun);
    let count = match model.all {
        Some(all) if !model.narrowing.is_empty() => format!("{} of {}", number(shown as u64), plural(all, noun)),
        _ => plural(shown, noun),
    };
    match model.listing.loose.first() {
        Some(loose) if shown > 0 => {
            let how = if loose.nearness == Nearness::Beginning { "beginnings" } else { "near spellings" };
            format!("{how} of “{}” · {count}", super::clip(&loose.word, 16))
        }
        _ => count,
    }
}

/// The values taken in and left out, those of one field together.
fn chosen(model: &Model) -> Vec<(String, Chip)> {
    let mut chips = Vec::new();
    for (facet, name) in Facet::ALL {
        let choices = |out: bool| model.narrowing.choices.iter().filter(move |choice| choice.facet == *facet && choice.out == out);
        let shown = |choice: &Choice| if *facet == Facet::Country { choice.value.clone() } else { choice.label.clone() };
        let taken: Vec<&Choice> = choices(false).collect();
        match taken.as_slice() {
            [] => {}
            [one] if *facet == Facet::Country => chips.push((format!("{name} {} {}", one.value, one.label), Chip::Taken(*facet))),
            [one] => chips.push((format!("{name} {}", one.label), Chip::Taken(*facet))),
            many => {
                let joined: Vec<String> = many.iter().map(|choice| shown(choice)).collect();
                let all = if model.narrowing.all { "all of" } else { "any of" };
                chips.push((format!("{all} {}", joined.join(" ")), Chip::Taken(*facet)));
            }
        }
        chips.extend(choices(true).map(|choice| (format!("not {}", shown(choice)), Chip::Out(*facet, choice.value.clone()))));
    }
    if !model.chosen.is_empty() {
        chips.push((format!("{} chosen", number(model.chosen.len() as u64)), Chip::Chosen));
    }
    chips
}

fn footer(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let position = position(model);
    let end = canvas.say_right(area.x, area.y, area.right().saturating_sub(1), &position, Role::Dim);
    let mut x = area.x + 1;
    let told = if model.notice.is_some() { 2 } else { usize::MAX };
    for (key, words) in model.options.keymap.hints(model.scopes()).into_iter().take(told) {
        let wide = width(&key) + 1 + width(words);
        if usize::from(x) + wide + 2 > usize::from(end) {
            continue;
        }
        x = canvas.say(x, area.y, end, &key, Role::Key);
        x = canvas.say(x + 1, area.y, end, words, Role::Dim) + 3;
    }
    if let Some(notice) = &model.notice {
        let room = usize::from(end.saturating_sub(x + 1));
        canvas.say(x, area.y, end, &super::clip(notice, room), Role::Warning);
    }
}

/// Where in the list that is open one is, or in the focused pane.
fn position(model: &Model) -> String {
    let listed = match &model.layer {
        Some(Layer::Facets(FacetPicker { picker, .. })) => Some((picker.cursor.at, picker.rows.len())),
        Some(Layer::Speakers(picker)) => Some((picker.cursor.at, picker.rows.len())),
        Some(Layer::Menu(menu)) => Some((menu.at, menu.shown().len())),
        _ => None,
    };
    match listed {
        Some((_, 0)) => return String::new(),
        Some((at, count)) => return format!("{} of {}", number(at as u64 + 1), number(count as u64)),
        None => {}
    }
    let mut parts = Vec::new();
    if model.count > 0 {
        parts.push(format!("{} times …", model.count));
    }
    if let Some(finding) = model.finding.as_ref().filter(|finding| finding.hits.len() > 0 || finding.seeking.is_some()) {
        parts.push(format!("“{}” {}", super::clip(finding.needle.words(), 16), found(finding)));
    }
    match (model.focus, &model.reading) {
        (Pane::List, _) if !model.listing.numbers.is_empty() => {
            let all = if model.is_listing() { "…".to_owned() } else { number(model.listing.numbers.len() as u64) };
            parts.push(format!("{} of {all}", number(model.list.at as u64 + 1)));
        }
        (Pane::Facets | Pane::List, _) | (_, None) => {}
        (_, Some(reading)) => {
            if let Some((item, _)) = reading.current {
                let (tab, noun, at) = match item {
                    Item::Quote(at) => (Tab::Quotes, "quote", at),
                    Item::Actor(at) => (Tab::Actors, "actor", at),
                    Item::Asset(at) => (Tab::Assets, "asset", at),
                    Item::Place(at) => (Tab::Places, "place", at),
                    Item::Link(at) => (Tab::Links, "address", at),
                };
                let all = reading.count(tab);
                let entries = || reading.sheet.entries.iter().filter_map(|entry| entry.item);
                let place = match item {
                    Item::Actor(_) | Item::Place(_) => entries().position(|other| other == item).unwrap_or(at),
                    _ => at,
                };
                parts.push(format!("{noun} {} of {all}", place + 1));
            }
            let height = model.height();
            let (seen, rows) = (reading.top + height, reading.page.rows.len());
            let share = if seen >= rows { 100 } else { reading.top * 100 / rows.saturating_sub(height).max(1) };
            if model.size.width >= 90 {
                let lit = reading.current.map(|(_, span)| reading.page.row_of(span.start));
                let row = lit.filter(|row| (reading.top..seen).contains(row)).unwrap_or(reading.top);
                parts.push(format!("line {}", reading.page.line_of(row).max(1)));
            }
            parts.push(format!("{share:>3} %"));
        }
    }
    parts.join(" · ")
}

/// `3 of 12`, and how far it is while a long list is looked through.
fn found(finding: &Finding) -> String {
    let count = finding.hits.len();
    let place = if count > 0 { format!("{} of {}", number(finding.at as u64 + 1), number(count as u64)) } else { String::new() };
    match &finding.seeking {
        Some(seeking) => format!("{place} … {} % · Esc stops", seeking.percent).trim_start().to_owned(),
        None => place,
    }
}

/// Draws the line one types into, if one is open, and says where its cursor stands.
pub(super) fn prompt(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Option<Position> {
    match &model.layer {
        Some(Layer::Find(input, _)) => {
            let area = geometry.footer;
            canvas.wipe(area);
            let told = match &model.finding {
                Some(finding) if finding.hits.len() > 0 || finding.seeking.is_some() => found(finding),
                Some(finding) => finding.needle.problem().unwrap_or("not found").to_owned(),
                None => "small letters find both cases".to_owned(),
            };
            let told = format!("{told} · {}", if model.meant == Meant::Pattern { "REGEX" } else { "words" });
            let end = canvas.say_right(area.x + 20, area.y, area.right().saturating_sub(1), &told, Role::Dim);
            Some(line(area, end, "find › ", input, canvas))
        }
        Some(Layer::Filter(typed)) => {
            let area = geometry.chips;
            let told = match &model.misread {
                Some(error) => (error.problem.clone(), Role::Warning),
                None => (share(model), Role::Dim),
            };
            // What is wrong may take all that the line leaves.
            let taken = width("query › ") + typed.input.visual_cursor().max(width(typed.input.value())) + 5;
            let room = usize::from(area.width / 2).max(usize::from(area.width).saturating_sub(taken));
            let told = (super::clip(&told.0, room), told.1);
            let end = canvas.say_right(area.x + 20, area.y, area.right().saturating_sub(1), &told.0, told.1);
            let cursor = line(area, end, "query › ", &typed.input, canvas);
            if let Some(error) = &model.misread {
                misread(area, end, &typed.input, error.at, canvas);
            }
            Some(cursor)
        }
        Some(Layer::Letter(what)) => {
            let area = geometry.footer;
            canvas.wipe(area);
            let words = match what {
                Letter::Keep => "keep this place under a letter: ".to_owned(),
                Letter::Go => {
                    let mut kept: Vec<String> = model.letters.keys().map(char::to_string).collect();
                    kept.sort();
                    format!("go to the place under a letter ({}): ", if kept.is_empty() { "none yet".to_owned() } else { kept.join(" ") })
                }
            };
            let x = canvas.say(area.x + 1, area.y, area.right(), &words, Role::Focus);
            Some(Position::new(x.min(area.right().saturating_sub(1)), area.y))
        }
        Some(Layer::Line(what, input)) => {
            let area = geometry.footer;
            canvas.wipe(area);
            let (label, told) = what.words();
            let end = canvas.say_right(area.x + 20, area.y, area.right().saturating_sub(1), told, Role::Dim);
            Some(line(area, end, label, input, canvas))
        }
        _ => None,
    }
}

/// Marks the part of the line that cannot be understood.
fn misread(area: Rect, end: u16, input: &Input, at: crate::span::Span, canvas: &mut Canvas<'_>) {
    let start = area.x + 1 + u16::try_from(width("query › ")).unwrap_or(0);
    let before = |byte: usize| width(input.value().get(..byte).unwrap_or_default());
    let skip = input.visual_scroll(usize::from(end.saturating_sub(start + 2)).max(1));
    let (from, to) = (before(at.start).saturating_sub(skip), before(at.end).saturating_sub(skip).max(1));
    let x = start.saturating_add(u16::try_from(from).unwrap_or(u16::MAX)).min(end);
    let wide = u16::try_from(to.saturating_sub(from).max(1)).unwrap_or(1).min(end.saturating_sub(x));
    let style = canvas.theme.style(Role::Warning).add_modifier(Modifier::UNDERLINED);
    canvas.shade(Rect::new(x, area.y, wide, 1), style);
}

/// A label and the line typed so far.
pub(super) fn line(area: Rect, end: u16, label: &str, input: &Input, canvas: &mut Canvas<'_>) -> Position {
    let x = canvas.say(area.x + 1, area.y, end, label, Role::Focus);
    let room = usize::from(end.saturating_sub(x + 2)).max(1);
    let skip = input.visual_scroll(room);
    let mut hidden = 0;
    let shown: String = input
        .value()
        .chars()
        .skip_while(|&c| {
            let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            hidden += wide;
            hidden <= skip
        })
        .collect();
    canvas.say(x, area.y, end.saturating_sub(1), &shown, Role::Input);
    let cursor = input.visual_cursor().saturating_sub(skip);
    Position::new(x.saturating_add(u16::try_from(cursor).unwrap_or(0)).min(end.saturating_sub(1)), area.y)
}

/// The date and the publisher of a briefing in one line.
pub(in super::super) fn dateline(briefing: &crate::briefing::Briefing) -> String {
    let mut parts: Vec<String> = briefing.published.map(|date| long_date(date).trim().to_owned()).into_iter().collect();
    parts.extend(briefing.source.name.clone());
    parts.join(" · ")
}
