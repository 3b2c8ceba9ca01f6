//! The line of the query: typing, completing words, going back to queries asked before.

use tui_input::Input;

use super::super::{
    action::Pane,
    layer::{Layer, Offer, QueryLine},
    model::Model,
};
use crate::{
    label::{AssetCategory, AssetStatus, BriefingPart, BriefingState, QuoteKind},
    library::{
        answer::Items,
        facets::Facet,
        query::{FIELDS, Field, Query},
    },
};

/// How many ways to go on are offered.
const OFFERS: usize = 6;

/// Opens the line with what narrows now.
pub(super) fn begin(model: &mut Model) {
    let before = model.narrowing.clone();
    let input = Input::new(before.line.clone());
    model.layer = Some(Layer::Filter(QueryLine { input, before, back: 0, typed: String::new(), offers: Vec::new() }));
}

/// The line has changed: its answer is listed at once.
pub(super) fn typed(model: &mut Model) {
    let Some(Layer::Filter(line)) = &model.layer else { return };
    let offers = offers(model, &line.input);
    let Some(Layer::Filter(line)) = &mut model.layer else { return };
    line.offers = offers;
    if model.narrowing.line != line.input.value() {
        model.narrowing.line = line.input.value().to_owned();
        model.refilter();
    }
}

/// Enter: the line stays, and is remembered.
pub(super) fn accept(model: &mut Model, line: &QueryLine) {
    if let Some(error) = &model.misread {
        model.notice = Some(format!("The query, {error}."));
        return;
    }
    if let Err(error) = model.state.asked(line.input.value()) {
        model.notice = Some(format!("The query is not remembered: {error}."));
    }
    super::focus(model, Pane::List);
}

/// An older query, or a newer one.
pub(super) fn recall(model: &mut Model, by: isize) {
    let queries = model.state.queries();
    let Some(Layer::Filter(line)) = &mut model.layer else { return };
    let back = line.back.saturating_add_signed(by).min(queries.len());
    if back == line.back {
        return;
    }
    if line.back == 0 {
        line.typed = line.input.value().to_owned();
    }
    line.back = back;
    let words = queries.len().checked_sub(back).and_then(|at| queries.get(at)).unwrap_or(&line.typed);
    line.input = Input::new(words.clone());
    typed(model);
}

/// Takes the first way to go on.
pub(super) fn complete(model: &mut Model) {
    let Some(Layer::Filter(line)) = &mut model.layer else { return };
    let Some(offer) = line.offers.first() else { return };
    let (before, word, after) = at_cursor(&line.input);
    let _ = word;
    let start = format!("{before}{}", offer.word);
    let cursor = start.chars().count();
    line.input = Input::new(format!("{start}{after}")).with_cursor(cursor);
    line.back = 0;
    typed(model);
}

/// What stands before the word at the cursor, the word up to the cursor, and the rest.
fn at_cursor(input: &Input) -> (&str, &str, &str) {
    let text = input.value();
    let cut = text.char_indices().nth(input.cursor()).map_or(text.len(), |(at, _)| at);
    let (head, after) = text.split_at_checked(cut).unwrap_or((text, ""));
    let quoted = head.matches('"').count() % 2 == 1;
    let breaks = |c: char| c == '(' || c.is_whitespace();
    let begin = if quoted { head.rfind('"').map(|mark| head.get(..mark).unwrap_or_default()) } else { Some(head) };
    let start = begin.unwrap_or(head).rfind(breaks).map_or(0, |at| at + 1);
    let (before, word) = head.split_at_checked(start).unwrap_or((head, ""));
    (before, word, after)
}

/// How the word at the cursor may go on: names of fields, values of a field with how often they occur.
fn offers(model: &Model, input: &Input) -> Vec<Offer> {
    let (_, word, _) = at_cursor(input);
    let (sign, word) = word.strip_prefix('-').map_or(("", word), |rest| ("-", rest));
    if word.is_empty() {
        return Vec::new();
    }
    let Some((name, value)) = word.split_once(':') else {
        let fits = FIELDS.iter().filter(|row| row.name.starts_with(&word.to_lowercase()));
        return fits.take(OFFERS).map(|row| Offer { word: format!("{sign}{}:", row.name), about: row.help.to_owned() }).collect();
    };
    let (earlier, last) = value.rsplit_once(',').map_or(("", value), |(earlier, last)| (earlier, last));
    let comma = if earlier.is_empty() { "" } else { "," };
    let typed = crate::name::fold(last.trim_start_matches('"'));
    let values = values(model, name, &typed);
    let whole = |value: String| format!("{sign}{name}:{earlier}{comma}{value}");
    values
        .into_iter()
        .take(OFFERS)
        .map(|(value, about)| Offer { word: whole(value), about })
        .filter(|offer| !offer.word.ends_with(word))
        .collect()
}

/// Values of the field `name` that begin with what was typed, with what they mean.
fn values(model: &Model, name: &str, typed: &str) -> Vec<(String, String)> {
    let Some(field) = Field::find(name) else { return Vec::new() };
    let plain = |names: Vec<&'static str>| -> Vec<(String, String)> {
        names.into_iter().filter(|name| name.starts_with(typed)).map(|name| (name.to_owned(), String::new())).collect()
    };
    match field {
        Field::Is => plain(BriefingState::ALL.iter().map(|it| it.name()).collect()),
        Field::Has => plain(BriefingPart::ALL.iter().map(|it| it.name()).collect()),
        Field::Kind => plain(QuoteKind::ALL.iter().map(|it| it.name()).collect()),
        Field::Status => plain(AssetStatus::ALL.iter().map(|it| it.name()).collect()),
        Field::Category => plain(AssetCategory::ALL.iter().map(|it| it.name()).collect()),
        Field::Tag => {
            let tags = model.state.tags();
            let fits = tags.iter().filter(|(tag, _)| crate::name::fold(tag).starts_with(typed));
            fits.map(|(tag, count)| ((*tag).to_owned(), count.to_string())).collect()
        }
        _ => {
            let Ok(facet) = field.name().parse::<Facet>() else { return Vec::new() };
            let all = model.shelf().answer(Items::Briefings, &Query::All, &model.state).found;
            let fits = |label: &str| {
                crate::name::fold(label).split([' ', '-']).any(|word| word.starts_with(typed))
                    || crate::name::fold(label).starts_with(typed)
            };
            let counts = model.shelf().facet(facet, &all).into_iter();
            counts
                .filter(|count| fits(&count.label) || fits(&count.value))
                .map(|count| (count.value, format!("{} · {}", count.label, count.count)))
                .collect()
        }
    }
}
