use ratatui::{buffer::Buffer, layout::Size, style::Color};
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::{
    briefing::{Asset, Briefing, Quote},
    label::AssetCategory,
    library::Library,
    tui::{Options, marks::links, theme::Theme},
};

/// The role that each byte of the text is drawn with; `None` for what is not drawn.
fn roles(briefing: &Briefing, columns: u16) -> Vec<Option<Role>> {
    let options = Options { theme: Theme::Roles, ..Options::default() };
    let model = Model::new(Library::of(vec![briefing.clone()]), options, Size::new(columns, 40));
    let reading = model.reading.as_ref().unwrap();
    let mut roles = vec![None; briefing.text.len()];
    let area = Rect::new(0, 0, columns, 1);
    let page = Lines { model: &model, reading, left: 0, end: columns, gutter: 0 };
    for row in &reading.page.rows {
        let Row::Words(span, kind) = *row else { continue };
        let mut buffer = Buffer::empty(area);
        page.words(0, span, kind, &mut Canvas { buffer: &mut buffer, theme: model.options.palette() });
        let mut column = 0;
        for (at, grapheme) in span.of(&briefing.text).grapheme_indices(true) {
            if let Some(Color::Indexed(number)) = buffer.cell((column, 0)).map(|cell| cell.fg) {
                let role = Role::ALL.iter().copied().find(|role| *role as u8 == number);
                roles[span.start + at..span.start + at + grapheme.len()].fill(role);
            }
            column += u16::try_from(width(grapheme)).unwrap();
        }
    }
    roles
}

/// Every span of every list shows in the text, in a role of its own.
pub(crate) fn check(briefing: &Briefing) {
    for columns in [44, 77, 120] {
        let roles = roles(briefing, columns);
        let drawn = |span: Span, wanted: &[Role]| {
            for (at, c) in span.of(&briefing.text).char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let role = roles[span.start + at];
                assert!(
                    role.is_some_and(|role| wanted.contains(&role)),
                    "{}: {c:?} of {:?} is drawn as {role:?}, not {wanted:?}",
                    briefing.id,
                    span.of(&briefing.text)
                );
            }
        };
        for asset in &briefing.assets {
            drawn(asset.span(), &[Role::Asset, Role::Dim]);
        }
        for actor in &briefing.actors {
            let kinds = [Role::Person, Role::Organization, Role::Country, Role::Place, Role::Date, Role::Asset, Role::Dim];
            actor.mentions.iter().for_each(|&mention| drawn(mention, &kinds));
        }
        for place in &briefing.places {
            let kinds = [Role::Place, Role::Person, Role::Organization, Role::Country, Role::Date, Role::Asset, Role::Dim];
            place.mentions.iter().for_each(|&mention| drawn(mention, &kinds));
        }
        for link in links(&briefing.text) {
            drawn(link, &[Role::Key, Role::Place, Role::Person, Role::Organization, Role::Country, Role::Date, Role::Asset, Role::Dim]);
        }
        for quote in &briefing.quotes {
            // a link inside a quotation is drawn as a link
            let kinds =
                [Role::Quote, Role::Key, Role::Person, Role::Organization, Role::Country, Role::Place, Role::Date, Role::Asset, Role::Dim];
            quote.stretches().into_iter().for_each(|stretch| drawn(stretch, &kinds));
        }
    }
}

#[test]
fn every_span_of_what_ships_is_drawn() {
    let library = Library::shipped();
    for number in 0..library.len() {
        check(&library.briefing(number).unwrap().unwrap());
    }
}

#[test]
fn nested_crossing_and_wrapped_spans_are_drawn() {
    let text = "He said “the 12 北京 tanks 🕊️ of the north, and the\nsouth, will hold until the very end of the winter”.".to_owned();
    let at = |words: &str| text.find(words).map(|start| Span::new(start, start + words.len())).unwrap();
    let quote = |id: &str, words: &str| Quote {
        id: id.to_owned(),
        start: at(words).start,
        end: at(words).end,
        kind: QuoteKind::Direct,
        text: words.to_owned(),
        parts: Vec::new(),
        speaker: None,
        joint: Vec::new(),
        source: None,
        cue: None,
        via: None,
        within: None,
        sentence: Span::new(0, text.len()),
        rule: String::new(),
        score: 0.5,
    };
    let asset = |id: &str, words: &str| Asset {
        id: id.to_owned(),
        start: at(words).start,
        end: at(words).end,
        text: words.to_owned(),
        category: AssetCategory::Tank,
        designation: None,
        echelon: None,
        hull: None,
        quantity: None,
        owner: None,
        giver: None,
        receiver: None,
        place: None,
        status: None,
        claimed_by: None,
        generic: false,
        sentence: Span::new(0, text.len()),
        rule: String::new(),
        score: 0.5,
    };
    let briefing = Briefing {
        quotes: vec![quote("q1", "the 12 北京 tanks 🕊️ of the north"), quote("q2", "tanks 🕊️ of the north, and the\nsouth, will hold")],
        assets: vec![asset("a1", "12 北京 tanks"), asset("a2", "said “the 12")],
        text: text.clone(),
        ..Briefing::default()
    };
    check(&briefing);
}
