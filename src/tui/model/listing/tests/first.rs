//! The first screen of a list that takes long to make.

use super::*;
use crate::{
    library::index::{Cancel, Place, Scope},
    tui::action::Move,
};

/// The same many briefings in an index, where a phrase of common words takes long to find.
fn indexed(folder: &std::path::Path) -> Model {
    let library = folder.join("library");
    let mut pack = Vec::new();
    for number in 0..=MANY {
        let day = date(1990, 1, 1).saturating_add(jiff::Span::new().days(9 * i64::try_from(number).unwrap()));
        let text = format!("Ships lay on the river, report {number} said.\n");
        let one =
            Briefing { id: format!("n{number}"), title: format!("River {number}"), published: Some(day), text, ..Briefing::default() };
        crate::briefing::store::write_json_line(&mut pack, &one).unwrap();
        pack.push(b'\n');
    }
    std::fs::create_dir_all(&library).unwrap();
    std::fs::write(library.join("pack.jsonl"), pack).unwrap();
    let place = Place::under(&folder.join("cache"), &library);
    place.refresh(&library, Scope::Anew, &|_| {}, &Cancel::default()).unwrap();
    let shelf = Arc::new(Shelf::open(&library, &place).unwrap());
    Model::new(Desk { shelf, ..Desk::from(Library::of(Vec::new())) }, Options::default(), Size::new(160, 45))
}

#[test]
fn the_first_screen_of_a_list_that_takes_long_is_there_at_once_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut model = indexed(folder.path());
    work(&mut model);
    let ask = |model: &mut Model, line: &str| {
        model.narrowing.line = line.to_owned();
        model.refilter();
    };
    ask(&mut model, "\"on the\"");
    assert!(model.is_listing() && seen(&model).contains("being listed … Esc stops"), "that this is not all is said");
    let first = model.listing.numbers.clone();
    let read = model.target_at(model.list.at);
    assert!((45..=100).contains(&first.len()), "{} rows", first.len());
    update(&mut model, Action::Move(Move::Bottom));
    assert_eq!(model.list.at, 0, "the last row is not known yet");
    work(&mut model);
    assert_eq!(model.target_at(0), read);
    assert!(!model.is_listing() && model.listing.numbers.starts_with(&first));
    assert_eq!((model.listing.numbers.len(), model.list.at), (MANY + 1, MANY), "what is typed ahead is done when all is there");
    // A row beyond the newest ones stays selected: it waits for all.
    ask(&mut model, "\"the river\"");
    assert_eq!((model.is_listing(), model.list.at), (false, MANY));
    // So few that they fill no screen are listed when all of them are there.
    update(&mut model, Action::Move(Move::Top));
    ask(&mut model, "\"on the river\" 1000");
    assert_eq!((model.is_listing(), model.listing.numbers.len()), (false, 1));
    // A row that was chosen among the first stays chosen.
    ask(&mut model, "\"lay on\"");
    assert!(model.is_listing());
    model.list.at = 3;
    work(&mut model);
    assert_eq!((model.is_listing(), model.list.at), (false, 3));
}

#[test]
fn who_looks_for_a_briefing_does_not_take_the_first_screen_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut model = indexed(folder.path());
    work(&mut model);
    let old = *model.listing.numbers.last().unwrap();
    model.show(ViewKind::Quotes);
    model.narrowing.line = "\"on the\"".to_owned();
    model.refilter();
    model.show_briefing(old);
    assert_eq!((model.is_listing(), model.selected()), (false, Some(old)));
    // The same where the first screen is there already.
    model.narrowing.line = "\"lay on\"".to_owned();
    model.refilter_from(None);
    assert!(model.is_listing());
    model.show_briefing(old);
    assert_eq!((model.is_listing(), model.selected()), (false, Some(old)));
}
