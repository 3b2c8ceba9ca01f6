use jiff::civil::date;

use super::*;
use crate::library::{
    answer::Items,
    catalog::{Home, NONE},
};

/// Sentences of an invented report; enough of them make a text that can be compared.
const REPORT: [&str; 6] = [
    "The ferry to the outer islands stays in harbor until the ice has gone, the council of the northern district decided on Monday evening.",
    "Fishermen had asked for a second boat since the storm in November, when the mail did not come for nine days and the school was closed.",
    "“We cannot wait for the spring while the old people have no medicine,” said Ingrid Halvorsen, who speaks for the islands.",
    "The ministry in the capital answered that a helicopter stands ready, though its crew is trained for the mountains and not for the sea.",
    "A new vessel was ordered two years ago, but the shipyard went bankrupt and the hull lies unfinished in a dock that nobody pays for.",
    "The council meets again on the first day of March and will then vote on whether the road over the ice may be opened for lorries.",
];

fn told(outlet: &str, day: i8, sentences: &[&str]) -> Briefing {
    let mut briefing =
        Briefing { id: format!("{outlet}-{day}"), title: outlet.to_owned(), text: sentences.join(" "), ..Briefing::default() };
    briefing.published = Some(date(2026, 1, day));
    briefing.source.name = Some(outlet.to_owned());
    briefing
}

fn catalog(briefings: &[Briefing]) -> Catalog {
    let mut catalog = Catalog::default();
    for briefing in briefings {
        catalog.add(briefing, Home { file: NONE, ..Home::default() });
    }
    catalog.sort();
    catalog
}

#[test]
fn one_story_in_several_outlets_is_one_and_another_is_another() {
    let mut edited = REPORT;
    edited[3] = "A helicopter stands ready, the ministry said.";
    let mut backward = REPORT;
    backward.reverse();
    let other = ["Nothing of this kind was ever heard in the valley, where the river had been low for years. ".repeat(9)];
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    let all = [
        told("Herald", 5, &REPORT),
        told("Valley", 5, &other),
        told("Post", 6, &edited),
        told("Mail", 7, &backward),
        told("Later", 20, &REPORT),
        told("Short", 5, &REPORT[..1]),
    ];
    let catalog = catalog(&all);
    let stories: Vec<u32> = (0..6).map(|row| catalog.story(row).unwrap()).collect();
    assert_eq!(stories, [0, 1, 0, 0, 4, 5]);
    assert_eq!(catalog.also(0).collect::<Vec<_>>(), [3, 2], "in the order of lists");
    assert_eq!(catalog.also(1).count() + catalog.also(5).count(), 0);
    assert_eq!(catalog.outlets([0].into_iter().chain(catalog.also(0))), ["Herald", "Mail", "Post"]);
    let once = catalog.stories().once(&catalog.present());
    assert_eq!(once.iter().collect::<Vec<_>>(), [1, 3, 4, 5]);
}

#[test]
fn looking_through_and_the_table_find_the_same() {
    // Reports that share some sentences with each other, in many mixtures.
    let all: Vec<Briefing> = (0..200_usize)
        .map(|number| {
            let sentences: Vec<&str> = (0..4).map(|at| REPORT[(number >> (at % 3)).wrapping_add(at * (number % 5)) % 6]).collect();
            told(&format!("Outlet{number}"), i8::try_from(1 + number % 28).unwrap(), &sentences)
        })
        .collect();
    let whole = catalog(&all);
    let mut one_by_one = Catalog::default();
    for briefing in &all {
        one_by_one.finder = Finder::default();
        one_by_one.add(briefing, Home { file: NONE, ..Home::default() });
    }
    let stories = |catalog: &Catalog| (0..200).map(|row| catalog.story(row).unwrap()).collect::<Vec<_>>();
    assert_eq!(stories(&whole), stories(&one_by_one));
    let distinct: std::collections::BTreeSet<u32> = stories(&whole).into_iter().collect();
    assert!((5..190).contains(&distinct.len()), "{}", distinct.len());
}

fn saying(speaker: &str, words: &str) -> Briefing {
    let end = words.len();
    let actor = format!("[[actors]]\nid = \"a\"\nkind = \"person\"\nname = \"{speaker}\"\nrule = \"r\"\nscore = 1.0\nmentions = []\n");
    let quote = format!("id = \"q1\"\nstart = 0\nend = {end}\nkind = \"direct\"\ntext = \"{words}\"\nspeaker = \"a\"\n");
    let record = format!(
        "schema = 1\nengine = \"0\"\nid = \"i\"\ntitle = \"T\"\ntext = \"{words}\"\n{actor}[[quotes]]\n{quote}sentence = [0, {end}]\nrule = \"r\"\nscore = 1.0\n"
    );
    toml::from_str(&record).unwrap()
}

#[test]
fn one_saying_of_one_voice_is_one_whatever_the_outlet_made_of_it() {
    let long = "We cannot wait for the spring while the old people on the islands have no medicine and no coal";
    let catalog = catalog(&[
        saying("Ingrid Halvorsen", long),
        saying("Halvorsen", &format!("{}!", long.to_uppercase())),
        saying("Ingrid Halvorsen", &long.replace("the spring", "spring")),
        saying("Olav Berg", long),
        saying("Ingrid Halvorsen", "We cannot wait"),
        saying("Ingrid Halvorsen", "We cannot wait"),
        saying("Ingrid Halvorsen", "The old road was closed when the ice broke and nobody was on it, thank God, or we would mourn today"),
    ]);
    let sayings: Vec<u32> = catalog.quotes.iter().map(|quote| quote.saying).collect();
    assert_eq!(sayings, [0, 0, 0, 3, 4, 5, 6]);
    assert_eq!(catalog.also_said(1).count(), 2);
    assert_eq!(catalog.totals(&catalog.present()).quotes, 5);
    assert_eq!(catalog.row_of(Items::Quotes, 2), Some(2));
}
