use jiff::civil::date;

use super::*;
use crate::{
    briefing::store,
    library::{
        Library,
        index::{Cancel, Place, Scope},
        query::{Query, Test},
    },
};

#[test]
fn words_opened_anew_are_found_as_before() {
    let shipped = Library::shipped();
    let folder = tempfile::tempdir().unwrap();
    let (library, caches) = (folder.path().join("library"), folder.path().join("caches"));
    let save = |number: usize| drop(store::save(&library, &shipped.briefing(number).unwrap().unwrap()).unwrap());
    let last = shipped.len() - 1;
    (0..last).for_each(save);
    let place = Place::under(&caches, &library);
    let refresh = |scope| place.refresh(&library, scope, &|_| {}, &Cancel::default()).unwrap().0;
    let catalog = refresh(Scope::All);
    let words = place.words(&catalog).unwrap();
    let all = |written: &str| {
        let Ok(Query::Test(Test::Text(wanted))) = Query::parse(written, date(2026, 1, 1)) else { panic!("{written}") };
        let limits = [(Items::Briefings, catalog.limit()), (Items::Quotes, catalog.quotes.len()), (Items::Assets, catalog.assets.len())];
        limits.map(|(kind, limit)| words.find(kind, &wanted, &Bits::all(limit), &catalog))
    };
    let asked = ["the", "\"of the\"", "mini*", "/.*er/", "tank"];
    let before = asked.map(all);
    assert!(before.iter().flatten().map(|(found, _)| found.count()).sum::<usize>() > 50);
    let touched = words.opened().touched.bytes();
    assert!(touched > 1_000, "{touched}");
    let anew = || {
        words.renew(&words.opened());
        assert_eq!(asked.map(all), before);
    };
    let phrases = Arc::clone(&words.opened().phrases);
    anew();
    assert!(Arc::ptr_eq(&words.opened().phrases, &phrases), "what was asked for is still known");
    // What comes later is not in the catalog that is asked with.
    save(last);
    assert_eq!(refresh(Scope::All).limit(), last + 1);
    anew();
    assert!(!Arc::ptr_eq(&words.opened().phrases, &phrases), "there are other parts now");
    // Another process has made all anew, and the words are gone.
    drop(refresh(Scope::Anew));
    assert!(!words.folder.exists());
    anew();
    assert!(!words.folder.exists());
}
