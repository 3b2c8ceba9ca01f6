use jiff::civil::date;
use proptest::{prelude::*, sample::select};
use tantivy::directory::OwnedBytes;

use super::*;
use crate::{
    briefing::{Actor, Briefing},
    library::{
        Library,
        catalog::{Edition, Home, Part},
        query::{Query, Test},
    },
};

/// A briefing of few persons and bodies, of which many share a name.
fn briefing() -> impl Strategy<Value = Briefing> {
    let name = select(vec!["Anna Weber", "ANNA WEBÉR", "Weber", "Otto Weber", "Anna Weberova"]);
    let other = select(vec!["", "Weber", "the minister", "Otto"]);
    let country = select(vec!["", "DE", "AT", "FR"]);
    let actors = prop::collection::vec((name, other, country, select(vec!["person", "organization"])), 1..4);
    let rest = (select(vec!["", "Herald", "Post"]), select(vec!["", "Lviv", "Graz"]), select(vec!["tank", "drone"]), 0_u8..9);
    (actors, rest).prop_map(|(actors, (outlet, place, category, number))| {
        let mut record = vec![format!("schema = 1\nengine = \"0\"\nid = \"{number}\"\ntitle = \"T{number} {outlet}\"\ntext = \"words\"\n")];
        if !outlet.is_empty() {
            record.push(format!("[source]\nname = \"{outlet}\"\n"));
        }
        for (at, (name, other, country, kind)) in actors.iter().enumerate() {
            record.push(format!("[[actors]]\nid = \"a{at}\"\nkind = \"{kind}\"\nname = \"{name}\"\nrule = \"r\"\nscore = 1.0\nmentions = []\n"));
            if !other.is_empty() {
                record.push(format!("aliases = [\"{other}\"]\nrole = \"{other}\"\n"));
            }
            if !country.is_empty() {
                record.push(format!("country = \"{country}\"\n"));
            }
            record.push(format!("[[quotes]]\nid = \"q{at}\"\nstart = 0\nend = 5\nkind = \"direct\"\ntext = \"words\"\nspeaker = \"a{at}\"\nsentence = [0, 5]\nrule = \"r\"\nscore = 1.0\n"));
        }
        record.push(format!("[[assets]]\nid = \"s\"\nstart = 0\nend = 5\ncategory = \"{category}\"\ntext = \"{category} {place}\"\nowner = \"DE\"\nsentence = [0, 5]\nrule = \"r\"\nscore = 1.0\n"));
        toml::from_str(&record.concat()).unwrap()
    })
}

/// A catalog of all of `parts`, which were added one after the other, each to what was written before, as a base or beside one.
fn grown(parts: &[(Vec<Briefing>, bool)]) -> Catalog {
    let mut catalog = Catalog::default();
    let mut base: Option<OwnedBytes> = None;
    for (change, (part, as_base)) in (1..).zip(parts) {
        for briefing in part {
            catalog.add(briefing, Home::default());
        }
        catalog.sort();
        catalog.edition = Edition { generation: 1, change };
        let mut new = Vec::new();
        if *as_base {
            let mut bytes = Vec::new();
            catalog.write(Part::Base, &mut bytes).unwrap();
            catalog.set_base();
            base = Some(OwnedBytes::new(bytes));
            catalog.write(Part::Order, &mut new).unwrap();
        } else {
            catalog.write(Part::New, &mut new).unwrap();
        }
        catalog = Catalog::of_files(base.as_ref(), &new).unwrap();
    }
    catalog
}

/// The words that somebody may have typed after the name of a field.
fn typed() -> Vec<Words> {
    let written = ["weber", "anna", "\"anna weber\"", "web*", "webber~", "\"otto anna\"", "/we.*r/", "lviv", "post", "t3", "minister"];
    let parsed = written.map(|written| match Query::parse(&format!("speaker:{written}"), date(2026, 1, 1)) {
        Ok(Query::Test(Test::Name(_, words))) => words,
        other => panic!("{written}: {other:?}"),
    });
    let two = ["ana", "webber"].map(str::to_owned).to_vec();
    parsed.into_iter().chain([Words::Near(two.clone()), Words::Plain(two)]).collect()
}

/// What `words` find in every field.
fn found(catalog: &Catalog, words: &Words) -> Vec<(Bits, Nearness)> {
    let names = catalog.names();
    let of = [&names.outlets, &names.authors, &names.places, &names.asset_places, &names.roles, &names.owners, &names.assets];
    let titles = names.titles.find(words);
    let titles = (Bits::of(catalog.limit(), titles.0), titles.1);
    let who = names.find(words);
    let said = Bits::of(catalog.quotes.len(), who.0.iter().flat_map(|group| catalog.said_by(group)));
    let nearness = who.1;
    of.into_iter().map(|column| column.find(words)).chain([titles, who, (said, nearness)]).collect()
}

proptest! {
    #[test]
    fn names_that_grew_are_those_made_of_everything(
        parts in prop::collection::vec((prop::collection::vec(briefing(), 0..4), any::<bool>()), 1..6),
    ) {
        let (grown, mut whole) = (grown(&parts), Catalog::default());
        for briefing in parts.iter().flat_map(|(part, _)| part) {
            whole.add(briefing, Home::default());
        }
        whole.sort();
        let all = |catalog: &Catalog| {
            let who: Vec<u32> = (0..).take(catalog.actors.len()).map(|actor| catalog.names().identity(actor)).collect();
            let persons: Vec<(u32, Identity)> = catalog.names().persons().map(|(number, person)| (number, *person)).collect();
            let kinds: Vec<_> = catalog.asset_kinds.iter().map(|kind| (kind.category(), kind.country(), kind.status())).collect();
            (who, persons, kinds)
        };
        prop_assert_eq!(all(&grown), all(&whole));
        for words in typed() {
            prop_assert_eq!(found(&grown, &words), found(&whole, &words), "{:?}", words);
        }
    }
}

#[test]
fn who_has_no_country_is_somebody_else_when_more_is_known() {
    let of = |country: Option<&str>| {
        let mut briefing: Briefing = (*Library::shipped().briefing(0).unwrap().unwrap()).clone();
        let actor =
            Actor { name: "Anna Weber".to_owned(), country: country.map(|code| code.parse().unwrap()), ..briefing.actors[0].clone() };
        briefing.actors = vec![Actor { kind: crate::label::ActorKind::Person, ..actor }];
        briefing
    };
    let one = |briefings: &[Option<&str>]| (briefings.iter().map(|country| of(*country)).collect::<Vec<_>>(), true);
    let who = |catalog: &Catalog| (0..4).map(|actor| catalog.names().identity(actor)).collect::<Vec<_>>();
    let first = one(&[None, Some("DE")]);
    assert_eq!(who(&grown(std::slice::from_ref(&first)))[..2], [1, 1]);
    // Then there are two of another country.
    let then = grown(&[first, one(&[Some("AT"), Some("AT")])]);
    assert_eq!(who(&then), [2, 1, 2, 2]);
    assert_eq!(then.names().persons().map(|(number, _)| number).collect::<Vec<_>>(), [1, 2]);
}
