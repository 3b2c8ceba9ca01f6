use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use tantivy::directory::OwnedBytes;

use super::*;
use crate::{
    briefing::Briefing,
    library::{
        answer::Items,
        bits::Bits,
        catalog::{Home, NONE, Part, Row},
    },
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
    let once = catalog.stories().once(catalog.present());
    assert_eq!(once.iter().collect::<Vec<_>>(), [1, 3, 4, 5]);
}

/// Reports that share some sentences with each other, in many mixtures.
fn mixtures() -> Vec<Briefing> {
    let mixture = |number: usize| {
        let sentences: Vec<&str> = (0..4).map(|at| REPORT[(number >> (at % 3)).wrapping_add(at * (number % 5)) % 6]).collect();
        told(&format!("Outlet{number}"), i8::try_from(1 + number % 6 * 5).unwrap(), &sentences)
    };
    (0..200).map(mixture).collect()
}

#[test]
fn looking_through_and_the_table_find_the_same() {
    let all = mixtures();
    let whole = catalog(&all);
    let mut one_by_one = Catalog::default();
    for briefing in &all {
        one_by_one.finder = Finder::default();
        one_by_one.add(briefing, Home { file: NONE, ..Home::default() });
    }
    let stories = |catalog: &Catalog| (0..200).map(|row| catalog.story(row).unwrap()).collect::<Vec<_>>();
    assert_eq!(stories(&whole), stories(&one_by_one));
    let distinct: BTreeSet<u32> = stories(&whole).into_iter().collect();
    assert!((5..190).contains(&distinct.len()), "{}", distinct.len());
}

#[test]
fn the_table_finds_what_looking_through_finds_however_full_it_is() {
    let mut catalog = Catalog::default();
    for row in 0..1_300_u64 {
        // Bands of which many are had by several rows, and by one row at several places.
        catalog.sketches.push(std::array::from_fn(|at| u32::try_from(spread(row * 16 + at as u64) % 4_000).unwrap() + 1));
        catalog.rows.push(Row { day: u32::try_from(row % 40).unwrap(), ..Row::default() });
        catalog.stories.push(u32::try_from(row).unwrap());
    }
    let (mut table, mut found) = (Finder { bands: vec![0; 1 << 15], ..Finder::default() }, 0);
    for number in 0..200 {
        let sketch = *catalog.sketches.get(number * 6).unwrap();
        let mut near = BTreeSet::new();
        let day = u32::try_from(number % 50).unwrap();
        table.by_table(&catalog, &sketch, day, &mut |row| near.extend([row]));
        let is_of_that_time = |row: u32| catalog.row(row).is_some_and(|row| row.day == 0 || day == 0 || row.day.abs_diff(day) <= 3);
        let shares = |(row, other): &(u32, &Sketch)| other.iter().zip(&sketch).any(|(a, b)| a == b) && is_of_that_time(*row);
        assert_eq!(near, catalog.sketches.numbered().filter(shares).map(|(row, _)| row).collect());
        found += near.len();
    }
    assert!(found > 200, "{found}");
}

/// What belongs together, by the numbers that things had before they were put in this order.
fn together(order: &[usize], group: impl Fn(u32) -> u32) -> BTreeSet<BTreeSet<usize>> {
    let mut groups: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, &number) in (0..).zip(order) {
        groups.entry(group(at)).or_default().insert(number);
    }
    groups.into_values().collect()
}

/// Forward, backward, the even ones first, and by leaps.
fn orders(count: usize) -> [Vec<usize>; 4] {
    let halves = (0..count).filter(|number| number % 2 == 0).chain((0..count).filter(|number| number % 2 == 1));
    [(0..count).collect(), (0..count).rev().collect(), halves.collect(), (0..count).map(|number| number * 11 % count).collect()]
}

/// The stories as one would find them who compares every two texts.
fn compared(all: &[Briefing]) -> BTreeSet<BTreeSet<usize>> {
    let traits: Vec<(Sketch, u32)> = all
        .iter()
        .map(|briefing| (sketch(&Split::of(&briefing.text).words), crate::library::catalog::Row::day_of(briefing.published)))
        .collect();
    let one = |&(a, on): &(Sketch, u32), &(b, at): &(Sketch, u32)| {
        on.abs_diff(at) <= DAYS && a != Sketch::default() && a.iter().zip(&b).any(|(a, b)| a == b) && agree(&a, &b) >= AGREE
    };
    let mut groups: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for (number, own) in traits.iter().enumerate() {
        let (near, far): (BTreeSet<_>, BTreeSet<_>) =
            groups.into_iter().partition(|group: &BTreeSet<usize>| group.iter().any(|&other| one(&traits[other], own)));
        groups = far;
        groups.insert(near.into_iter().flatten().chain([number]).collect());
    }
    groups
}

#[test]
fn stories_are_those_of_a_plain_comparison() {
    let all = mixtures();
    let found = catalog(&all);
    let order: Vec<usize> = (0..all.len()).collect();
    assert_eq!(together(&order, |row| found.story(row).unwrap()), compared(&all));
    // Of each story the first in the order of lists is told, of those that a query finds.
    let odd = Bits::of(200, (0..200).filter(|row| row % 2 == 1));
    let once: BTreeSet<u32> = found.stories().once(&odd).iter().collect();
    let place = |row: &u32| found.order().iter().position(|other| other == row);
    let firsts = compared(&all)
        .into_iter()
        .filter_map(|group| group.into_iter().filter(|row| row % 2 == 1).filter_map(|row| u32::try_from(row).ok()).min_by_key(place));
    assert_eq!(once, firsts.collect());
}

#[test]
fn stories_do_not_depend_on_the_order_in_which_they_came() {
    let all = mixtures();
    let mut joined = 0;
    let found = orders(all.len()).map(|order| {
        let mut catalog = Catalog::default();
        for &number in &order {
            catalog.add(&all[number], Home { file: NONE, ..Home::default() });
        }
        joined += catalog.one_story.pairs.len();
        catalog.sort();
        together(&order, |row| catalog.story(row).unwrap())
    });
    assert!(found.iter().all(|groups| *groups == found[0]));
    assert!(joined > 0, "some that were two turned out to be one");
}

#[test]
fn sayings_do_not_depend_on_the_order_in_which_they_came() {
    let words: Vec<String> = (0..60).map(|number| format!("word{number}")).collect();
    // Each differs from the next in a word; the first and the last have none of those in common.
    let chain: Vec<Briefing> = (0..21)
        .map(|changed| {
            let said: Vec<String> =
                words.iter().enumerate().map(|(at, word)| if at < changed { format!("other{at}") } else { word.clone() }).collect();
            saying("Ingrid Halvorsen", &said.join(" "))
        })
        .collect();
    let mut joined = 0;
    let found = orders(chain.len()).map(|order| {
        let mut catalog = Catalog::default();
        for &number in &order {
            catalog.add(&chain[number], Home { file: NONE, ..Home::default() });
        }
        joined += catalog.one_saying.pairs.len();
        together(&order, |quote| catalog.saying(quote).unwrap())
    });
    assert!(found.iter().all(|groups| *groups == found[0]));
    assert!(joined > 0 && found[0].len() < 21, "{found:?}");
}

/// Adds a briefing in a file of its own, and tells its row.
fn add(catalog: &mut Catalog, briefing: &Briefing) -> u32 {
    let file = catalog.file(&format!("{}.toml", catalog.limit()));
    catalog.add(briefing, Home { file, ..Home::default() })
}

/// The same as it is when it is read back, from beside a base or from one file.
fn read_back(base: Option<&OwnedBytes>, catalog: &Catalog) -> Catalog {
    let mut new = Vec::new();
    catalog.write(Part::New, &mut new).unwrap();
    Catalog::of_files(base, &new).unwrap()
}

#[test]
fn a_story_that_is_gone_holds_no_others_together() {
    let all = mixtures();
    let mut catalog = Catalog::default();
    let mut there: Vec<(u32, Briefing)> = all.iter().map(|briefing| (add(&mut catalog, briefing), briefing.clone())).collect();
    catalog.sort();
    catalog.advance();
    let mut base = Vec::new();
    catalog.write(Part::Base, &mut base).unwrap();
    catalog.set_base();
    let base = OwnedBytes::new(base);
    let mut order = Vec::new();
    catalog.write(Part::Order, &mut order).unwrap();
    catalog = Catalog::of_files(Some(&base), &order).unwrap();
    for step in 0..12 {
        let (gone, left): (Vec<_>, Vec<_>) = there.into_iter().partition(|(row, _)| (row * 7 + step * 5) % 6 == 0);
        for (row, _) in &gone {
            assert_eq!(catalog.drop_file(catalog.row(*row).unwrap().file), 1);
        }
        // Some come back, as new ones.
        there = left;
        there.extend(gone.into_iter().step_by(2).map(|(_, briefing)| (add(&mut catalog, &briefing), briefing)));
        catalog.sort();
        catalog = read_back(Some(&base), &catalog);
        let (rows, briefings): (Vec<u32>, Vec<Briefing>) = there.iter().cloned().unzip();
        let places: Vec<usize> = (0..rows.len()).collect();
        let found = |catalog: &Catalog| together(&places, |at| catalog.story(rows[at as usize]).unwrap());
        assert_eq!(found(&catalog), compared(&briefings), "{step}");
        let groups: BTreeSet<usize> = catalog.stories().iter().map(<[u32]>::len).collect();
        assert_eq!(groups, compared(&briefings).iter().map(BTreeSet::len).filter(|&count| count > 1).collect(), "{step}");
    }
    assert!(!catalog.one_story.parted.is_empty(), "nothing had to part");
}

#[test]
fn a_quotation_that_is_gone_holds_no_others_together() {
    let words: Vec<String> = (0..60).map(|number| format!("word{number}")).collect();
    let said = |changed: usize| {
        let said: Vec<String> =
            words.iter().enumerate().map(|(at, word)| if at < changed { format!("other{at}") } else { word.clone() }).collect();
        saying("Ingrid Halvorsen", &said.join(" "))
    };
    let mut catalog = Catalog::default();
    let mut there: Vec<(u32, usize)> = (0..21).map(|changed| (add(&mut catalog, &said(changed)), changed)).collect();
    catalog.sort();
    let counts = |catalog: &Catalog| catalog.totals(catalog.present()).quotes;
    let mut parted = false;
    for step in 1..9_u32 {
        let (gone, left): (Vec<_>, Vec<_>) = there.into_iter().partition(|(row, _)| (row * 5 + step * 3) % 4 == 0);
        for (row, _) in &gone {
            catalog.drop_file(catalog.row(*row).unwrap().file);
        }
        there = left;
        if step % 3 == 0 {
            there.extend((0..21).filter(|changed| changed % 5 == 0).map(|changed| (add(&mut catalog, &said(changed)), changed)));
        }
        catalog.sort();
        catalog = read_back(None, &catalog);
        let mut anew = Catalog::default();
        for &(_, changed) in &there {
            add(&mut anew, &said(changed));
        }
        anew.sort();
        let places: Vec<usize> = (0..there.len()).collect();
        let grown = together(&places, |at| catalog.saying(there[at as usize].0).unwrap());
        assert_eq!(grown, together(&places, |at| anew.saying(at).unwrap()), "{step}");
        assert_eq!(counts(&catalog), grown.len(), "{step}");
        parted |= there.iter().any(|&(row, _)| catalog.saying(row).unwrap() >= FRESH);
    }
    assert!(parted, "nothing had to part");
}

#[test]
fn the_same_words_are_one_saying_at_any_time_and_nearly_the_same_ones_soon() {
    let long = "We cannot wait for the spring while the old people on the islands have no medicine and no coal";
    let on = |day: i8, words: &str| Briefing { published: Some(date(2026, 1, day)), ..saying("Ingrid Halvorsen", words) };
    let edited = long.replace("the spring", "spring");
    let all = [on(3, long), on(20, long), on(21, &edited), on(9, &edited)];
    let groups = |order: &[usize]| {
        let found = catalog(&order.iter().map(|&number| all[number].clone()).collect::<Vec<_>>());
        together(order, |quote| found.saying(quote).unwrap())
    };
    assert_eq!(groups(&[0, 1]).len(), 1);
    assert_eq!(groups(&[0, 2]).len(), 2);
    assert_eq!(groups(&[0, 2, 1, 3]).len(), 1, "what holds two together joins them");
}

#[test]
fn what_was_joined_later_is_known_after_reading_it_back() {
    let all = mixtures();
    let mut first = catalog(&all[..40]);
    first.advance();
    let (mut base, mut new) = (Vec::new(), Vec::new());
    first.write(Part::Base, &mut base).unwrap();
    first.set_base();
    first.write(Part::Order, &mut new).unwrap();
    let base = OwnedBytes::new(base);
    let mut mapped = Catalog::of_files(Some(&base), &new).unwrap();
    for briefing in &all[40..] {
        mapped.add(briefing, Home { file: NONE, ..Home::default() });
    }
    mapped.sort();
    assert!(mapped.one_story.pairs.len() > 0);
    let mut new = Vec::new();
    mapped.write(Part::New, &mut new).unwrap();
    let back = Catalog::of_files(Some(&base), &new).unwrap();
    let order: Vec<usize> = (0..200).collect();
    let stories = |catalog: &Catalog| together(&order, |row| catalog.story(row).unwrap());
    assert_eq!(stories(&back), stories(&catalog(&all)));
    assert_eq!(stories(&mapped), stories(&back));
}

#[test]
fn bits_are_counted_as_one_would_count_them() {
    for count in [1_usize, 2, 7, 40] {
        let numbers: Vec<u64> = (0..2 * count as u64).map(spread).collect();
        let mut votes = Votes::default();
        for &number in &numbers {
            votes.add(number);
        }
        let slow = (0..64).filter(|bit| numbers.iter().filter(|&number| number >> bit & 1 == 1).count() > count);
        assert_eq!(votes.most(count), slow.fold(0, |bits, bit| bits | 1 << bit));
    }
    assert!(is_near(0, 0x3ff) && !is_near(0, 0x7ff) && !is_near(0, 0x0101_0101_0101_0101));
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
    let sayings: Vec<u32> = (0..7).map(|quote| catalog.saying(quote).unwrap()).collect();
    assert_eq!(sayings, [0, 0, 0, 3, 4, 5, 6]);
    assert_eq!(catalog.also_said(1).count(), 2);
    assert_eq!(catalog.totals(catalog.present()).quotes, 5);
    assert_eq!(catalog.row_of(Items::Quotes, 2), Some(2));
}
