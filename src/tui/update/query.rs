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
        facets::Facet,
        narrow::Narrowing,
        query::{FIELDS, Field},
    },
    name::fold,
};

/// How many ways to go on are offered.
const OFFERS: usize = 6;

/// Opens the line with what narrows now.
pub(super) fn begin(model: &mut Model) {
    let before = model.narrowing.clone();
    let input = Input::new(before.line.clone());
    let row = model.selected();
    model.layer =
        Some(Layer::Filter(QueryLine { input, before, row, back: 0, typed: String::new(), offers: Vec::new(), known: Vec::new() }));
}

/// The line has changed: its answer is listed at once.
pub(super) fn typed(model: &mut Model) {
    count_values(model);
    offer(model);
    let Some(Layer::Filter(line)) = &mut model.layer else { return };
    if model.narrowing.line != line.input.value() {
        model.narrowing.line = line.input.value().to_owned();
        let row = line.row;
        model.refilter_from(row);
    }
}

/// Enter: the line stays, and is remembered. One that cannot be understood stays open, to be mended: what is listed is not what it asks for.
pub(super) fn accept(model: &mut Model, line: QueryLine) {
    if let Some(error) = &model.misread {
        model.notice = Some(format!("The query, {error}."));
        model.layer = Some(Layer::Filter(line));
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
    let (before, _, after) = at_cursor(&line.input);
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

/// Counts the values of the field at the cursor in the whole library, where they are not counted yet.
fn count_values(model: &mut Model) {
    let Some(Layer::Filter(line)) = &model.layer else { return };
    let (_, word, _) = at_cursor(&line.input);
    let name = word.trim_start_matches('-').split_once(':').map(|(name, _)| name);
    let Some(facet) = name.and_then(Field::find).and_then(|field| field.name().parse::<Facet>().ok()) else { return };
    if line.known.iter().any(|(known, _)| *known == facet) {
        return;
    }
    model.count(facet, Narrowing::default());
}

/// Offers ways to go on with the word at the cursor, as far as they are known.
pub(in super::super) fn offer(model: &mut Model) {
    let Some(Layer::Filter(line)) = &model.layer else { return };
    let offers = offers(model, line);
    if let Some(Layer::Filter(line)) = &mut model.layer {
        line.offers = offers;
    }
}

/// How the word at the cursor may go on: names of fields, values of a field with how often they occur.
fn offers(model: &Model, line: &QueryLine) -> Vec<Offer> {
    let (_, word, _) = at_cursor(&line.input);
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
    let typed = fold(last.trim_start_matches('"'));
    let values = values(model, line, name, &typed);
    let whole = |value: String| format!("{sign}{name}:{earlier}{comma}{value}");
    values
        .into_iter()
        .take(OFFERS)
        .map(|(value, about)| Offer { word: whole(value), about })
        .filter(|offer| !offer.word.ends_with(word))
        .collect()
}

/// Values of the field `name` that begin with what was typed, with what they mean.
fn values(model: &Model, line: &QueryLine, name: &str, typed: &str) -> Vec<(String, String)> {
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
            let tags = model.state.marks().tags();
            let fits = tags.iter().filter(|(tag, _)| fold(tag).starts_with(typed));
            fits.map(|(tag, count)| ((*tag).to_owned(), count.to_string())).collect()
        }
        _ => {
            let Ok(facet) = field.name().parse::<Facet>() else { return Vec::new() };
            let counts = line.known.iter().find(|(known, _)| *known == facet).map_or(&[][..], |(_, counts)| counts);
            let fits = |label: &str| {
                let folded = fold(label);
                folded.starts_with(typed) || folded.split([' ', '-']).any(|word| word.starts_with(typed))
            };
            let fitting = counts.iter().filter(|count| fits(&count.label) || fits(&count.value));
            fitting.take(OFFERS).map(|count| (count.value.clone(), format!("{} · {}", count.label, count.count))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{
        buffer::{Buffer, Cell},
        layout::{Position, Rect, Size},
    };

    use super::*;
    use crate::{
        library::Library,
        tui::{
            Options,
            action::{Action, Move},
            update, view,
        },
    };

    fn model(size: Size) -> Model {
        Model::new(Library::shipped(), Options::default(), size)
    }

    fn seen(model: &Model) -> String {
        let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, model.size)));
        view(model, &mut buffer);
        buffer.content.iter().map(Cell::symbol).collect()
    }

    /// Types `words` letter by letter.
    fn type_in(model: &mut Model, words: &str) {
        for c in words.chars() {
            let Some(Layer::Filter(line)) = &mut model.layer else { panic!("no line is open") };
            line.input.handle(tui_input::InputRequest::InsertChar(c));
            typed(model);
        }
    }

    #[test]
    fn what_a_half_typed_word_lists_selects_nothing() {
        let mut model = model(Size::new(160, 45));
        let mut passed = 0;
        for number in 0..model.listing.numbers.len() {
            let title = model.summary(model.listing.numbers[number]).unwrap().title.clone();
            let word: String = title.split(|c: char| !c.is_ascii_alphabetic()).max_by_key(|word| word.len()).unwrap().to_lowercase();
            update(&mut model, Action::Move(Move::Top));
            update(&mut model, Action::Filter);
            let first = model.selected();
            for (at, letter) in word.char_indices() {
                type_in(&mut model, letter.encode_utf8(&mut [0; 4]));
                let is_listed = model.listing.numbers.iter().any(|&row| Some(row) == first);
                passed += usize::from(at > 0 && !is_listed && model.listing.numbers.len() > 1);
                assert_eq!(model.list.at, 0, "{word}: the first row is selected before and after");
            }
            update(&mut model, Action::Cancel);
            assert_eq!(model.selected(), first, "as it was");
        }
        assert!(passed > 3, "the words tell too little");
        // A row that the user chose stays selected as long as it is listed.
        update(&mut model, Action::Move(Move::Step(3)));
        let chosen = model.selected();
        update(&mut model, Action::Filter);
        type_in(&mut model, "the");
        assert_eq!(model.selected(), chosen);
        update(&mut model, Action::Move(Move::Step(1)));
        let chosen = model.selected();
        type_in(&mut model, " ");
        assert_eq!(model.selected(), chosen);
    }

    #[test]
    fn a_query_that_cannot_be_understood_stays_open_to_be_mended() {
        let mut model = model(Size::new(160, 45));
        update(&mut model, Action::Filter);
        type_in(&mut model, "country:polandd");
        update(&mut model, Action::Enter);
        assert!(matches!(model.layer, Some(Layer::Filter(_))) && seen(&model).contains("did you mean 'poland'?"));
        let Some(Layer::Filter(line)) = &mut model.layer else { return };
        line.input.handle(tui_input::InputRequest::DeletePrevChar);
        typed(&mut model);
        update(&mut model, Action::Enter);
        assert!(model.layer.is_none() && model.focus == Pane::List);
    }

    #[test]
    fn where_a_filter_is_cut_what_takes_it_away_is_seen_and_an_empty_list_is_no_library_that_is_read() {
        let mut model = model(Size::new(60, 20));
        update(&mut model, Action::Filter);
        type_in(&mut model, "speaker:nobodyatall owner:gbr -category:tank xyzzyq");
        update(&mut model, Action::Enter);
        model.coming = Some(crate::library::index::Progress::default());
        let seen = seen(&model);
        assert!(seen.contains("… × ") && seen.contains("No briefing answers"), "{seen}");
    }
}
