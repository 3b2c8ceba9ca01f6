use jiff::civil::date;
use tantivy::directory::OwnedBytes;

use super::*;
use crate::{briefing::Briefing, library::Library};

fn shipped() -> Catalog {
    let library = Library::shipped();
    let mut catalog = Catalog::default();
    for number in 0..library.len() {
        let briefing = library.briefing(number).unwrap().unwrap();
        catalog.add(&briefing, Home { file: NONE, ..Home::default() });
    }
    catalog.sort();
    catalog
}

#[test]
fn summaries_come_out_as_they_went_in() {
    let (library, catalog) = (Library::shipped(), shipped());
    let listed: Vec<Summary> = catalog.order().iter().filter_map(|&number| catalog.summary(number)).collect();
    let expected: Vec<Summary> = library.summaries().cloned().collect();
    assert_eq!(listed, expected);
    let all = catalog.present();
    let quotes: usize = library.summaries().map(|summary| summary.quotes).sum();
    let once = catalog.sayings().once(&Bits::all(quotes)).count();
    assert_eq!(catalog.totals(all).quotes, once, "what was said twice counts once");
}

#[test]
fn an_id_is_kept_only_where_it_is_another_than_it_would_be() {
    let mut catalog = shipped();
    let made = catalog.rows.iter().filter(|row| row.own_id == NONE).count();
    assert!(made * 10 > catalog.limit() * 9, "{made} of {}", catalog.limit());
    let renamed = Briefing { id: "mine".to_owned(), ..Briefing::clone(&Library::shipped().briefing(0).unwrap().unwrap()) };
    let row = catalog.add(&renamed, Home::default());
    catalog.sort();
    assert_eq!(catalog.row_with("mine"), Some(row));
    for summary in Library::shipped().summaries() {
        let found = catalog.row_with(&summary.id).unwrap();
        assert_eq!(catalog.summary(found).unwrap().id, summary.id);
    }
    assert_eq!((catalog.row_with("nobody"), catalog.row_with("2026-01-01-nobody-00000000")), (None, None));
}

fn written(catalog: &Catalog, part: Part) -> Vec<u8> {
    let mut bytes = Vec::new();
    catalog.write(part, &mut bytes).unwrap();
    bytes
}

/// The catalog of the shipped briefings as two files.
fn files() -> (Vec<u8>, Vec<u8>) {
    let mut catalog = Catalog { edition: Edition { generation: 7, change: 3 }, ..shipped() };
    let base = written(&catalog, Part::Base);
    catalog.set_base();
    (base, written(&catalog, Part::Order))
}

fn opened(base: &[u8], new: &[u8]) -> Option<Catalog> {
    assert_eq!(Catalog::base_of(new)?, Edition { generation: 7, change: 3 });
    Catalog::of_files(Some(&OwnedBytes::new(base.to_vec())), new)
}

#[test]
fn files_bring_the_catalog_back_and_damage_is_noticed() {
    let (base, new) = files();
    let back = opened(&base, &new).unwrap();
    assert!(is_sound(&*base).unwrap() && is_sound(&*new).unwrap());
    assert!(written(&back, Part::Base) == base && written(&back, Part::New) == new);
    assert_eq!(back.order(), shipped().order());
    for at in (0..base.len()).step_by(997) {
        let mut damaged = base.clone();
        damaged[at] ^= 0x20;
        assert!(!is_sound(&*damaged).unwrap(), "byte {at}");
        // What is damaged may say anything, but it is answered.
        if let Some(damaged) = opened(&damaged, &new) {
            damaged.order().iter().for_each(|&number| drop(damaged.summary(number)));
        }
    }
    for at in (0..new.len()).step_by(7) {
        let mut damaged = new.clone();
        damaged[at] ^= 0x20;
        assert!(Catalog::base_of(&damaged).is_none(), "byte {at}");
    }
    assert!(opened(&base[..base.len() - 1], &new).is_none() && opened(b"", &new).is_none());
    assert!(Catalog::base_of(&new[..new.len() - 1]).is_none() && Catalog::base_of(b"").is_none());
}

#[test]
fn a_mapped_catalog_can_be_added_to() {
    let (base, new) = files();
    let mut catalog = opened(&base, &new).unwrap();
    let row = catalog.add(&of_person("a", "Anna Weber", Some("DE")), Home::default());
    catalog.sort();
    assert_eq!(catalog.limit(), shipped().limit() + 1);
    let strings = catalog.strings.len();
    let again = catalog.add(&Library::shipped().briefing(0).unwrap().unwrap(), Home::default());
    assert_eq!(catalog.strings.len(), strings, "what is known is not kept twice");
    catalog.sort();
    let back = opened(&base, &written(&catalog, Part::New)).unwrap();
    assert_eq!(back.order(), catalog.order());
    assert_eq!([back.summary(row), back.summary(again)], [catalog.summary(row), catalog.summary(again)]);
    assert_eq!(back.summary(row).unwrap().title, "T");
    assert_eq!(back.strings.find("Anna Weber"), catalog.strings.find("Anna Weber"));
}

#[test]
fn days_and_countries_survive_as_numbers() {
    for day in [date(1, 1, 1), date(1969, 12, 31), date(2024, 2, 29), date(9999, 12, 31)] {
        let row = Row { day: Row::day_of(Some(day)), ..Row::default() };
        assert_eq!(row.published(), Some(day));
    }
    assert_eq!(Row { day: Row::day_of(None), ..Row::default() }.published(), None);
    let code: CountryCode = "UA".parse().unwrap();
    assert_eq!(country(code_number(code)), Some(code));
    assert_eq!(country(NONE), None);
}

/// A briefing with one person.
fn of_person(id: &str, name: &str, country: Option<&str>) -> Briefing {
    let text = format!(
        "schema = 1\nengine = \"0\"\nid = \"{id}\"\ntitle = \"T\"\ntext = \"{name}\"\n[[actors]]\nid = \"a\"\nkind = \"person\"\nname = \"{name}\"\n{}rule = \"r\"\nscore = 1.0\nmentions = []\n",
        country.map_or_else(String::new, |code| format!("country = \"{code}\"\n"))
    );
    toml::from_str(&text).unwrap()
}

#[test]
fn persons_of_one_name_are_one_unless_their_countries_differ() {
    let mut catalog = Catalog::default();
    for (id, name, country) in [
        ("a", "Anna Weber", Some("DE")),
        ("b", "ANNA WEBER", Some("DE")),
        ("c", "Anna Weber", Some("AT")),
        ("d", "Anna Weber", None),
        ("e", "Anna Webér", None),
        ("f", "Otto Weber", None),
    ] {
        catalog.add(&of_person(id, name, country), Home::default());
    }
    catalog.sort();
    let who: Vec<u32> = (0..6).map(|actor| catalog.names().identity(actor)).collect();
    assert_eq!(who[0], who[1]);
    assert_ne!(who[0], who[2]);
    assert_eq!([who[3], who[4]], [who[0], who[0]], "who has no country is the one of that name that occurs most");
    assert!(who[5] != who[0] && who[5] != who[2]);
    assert_eq!(catalog.names().persons().count(), 3);
}
