//! Answers compared with those of a plain scan, written for the purpose and sharing no code with the columns.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

use jiff::civil::{Date, date};

use super::*;
use crate::{
    briefing::{Actor, Asset, Briefing, Quote, store},
    library::{
        Library,
        catalog::Home,
        index::{Cancel, Place, Scope},
        query::{is_near_to, tokens},
        state::Key,
        texts::Held,
    },
};

mod words;

#[path = "../../../examples/make_library/dice.rs"]
mod dice;

use dice::Dice;

const TODAY: Date = date(2026, 3, 15);

/// What somebody did with the texts: whatever their keys tell.
struct Marked(Vec<Key>);

impl Marked {
    fn of(all: &[Briefing]) -> Self {
        Self(all.iter().map(|briefing| Key::of(&briefing.text)).collect())
    }
}

/// Whether the text of a key is in a state.
fn is_in(key: Key, state: BriefingState) -> bool {
    match state {
        BriefingState::Unread => !key.0.is_multiple_of(2),
        BriefingState::Read => key.0.is_multiple_of(2),
        BriefingState::Starred => key.0.is_multiple_of(7),
        BriefingState::Tagged => tags(key).next().is_some(),
        BriefingState::Hidden => key.0.is_multiple_of(3),
        BriefingState::Noted => false,
    }
}

/// The tags that a text bears.
fn tags(key: Key) -> impl Iterator<Item = &'static str> {
    [(3, "follow-up"), (4, "grain"), (5, "Late news")]
        .into_iter()
        .filter(move |(every, _)| key.0.is_multiple_of(*every))
        .map(|(_, tag)| tag)
}

impl Reading for Marked {
    fn is(&self, key: Key, state: BriefingState) -> bool {
        is_in(key, state)
    }

    fn tagged(&self, wanted: &Words) -> BTreeSet<Key> {
        self.0.iter().copied().filter(|&key| tags(key).any(|tag| matches(&[tag], wanted, 0, false))).collect()
    }

    fn by_tag(&self) -> BTreeMap<&str, Vec<Key>> {
        BTreeMap::new()
    }

    fn hidden(&self) -> BTreeSet<Key> {
        self.0.iter().copied().filter(|&key| is_in(key, BriefingState::Hidden)).collect()
    }
}

/// Whether a query may find a briefing at all: one that is hidden only where it asks about hidden ones.
fn may_be_found(briefing: &Briefing, query: &Query) -> bool {
    query.asks_of(BriefingState::Hidden) || !is_in(Key::of(&briefing.text), BriefingState::Hidden)
}

/// The sub-folder that a briefing lies in.
fn collection(briefing: &Briefing) -> Option<&'static str> {
    [None, Some("north"), Some("south bank")][briefing.text.len() % 3]
}

/// The briefings that ship, as a catalog with the words beside it.
fn shipped() -> (Vec<Briefing>, Catalog, Texts) {
    let library = Library::shipped();
    let briefings: Vec<Briefing> = (0..library.len()).map(|number| (*library.briefing(number).unwrap().unwrap()).clone()).collect();
    let (mut catalog, mut held) = (Catalog::default(), Held::default());
    for briefing in &briefings {
        catalog.add(briefing, Home { file: NONE, collection: collection(briefing), ..Home::default() });
        held.push(briefing);
    }
    catalog.sort();
    (briefings, catalog, Texts::Held(Box::new(held)))
}

/// The words of a text.
fn words(text: &str) -> Vec<String> {
    tokens(text).map(|token| token.word).collect()
}

/// The words of a text that lives as long as the test, remembered by its place, as the scan asks for them again and again.
fn known(text: &str) -> Rc<Vec<String>> {
    type Known = HashMap<(usize, usize), Rc<Vec<String>>>;
    thread_local!(static KNOWN: RefCell<Known> = RefCell::default());
    let place = (text.as_ptr().addr(), text.len());
    KNOWN.with_borrow_mut(|known| Rc::clone(known.entry(place).or_insert_with(|| Rc::new(words(text)))))
}

/// Whether `forms` have `wanted`, at a degree of looseness: 0 as written, 1 as beginning, 2 nearly.
fn matches(forms: &[&str], wanted: &Words, degree: usize, in_text: bool) -> bool {
    let in_row =
        |list: &[String], last_may_go_on: bool| {
            forms.iter().any(|form| {
                known(form).windows(list.len()).any(|window| {
                    window.iter().zip(list).enumerate().all(|(at, (have, want))| {
                        have == want || (last_may_go_on && at + 1 == list.len() && have.starts_with(want.as_str()))
                    })
                })
            })
        };
    let nearly = |list: &[String]| list.iter().all(|want| forms.iter().any(|form| known(form).iter().any(|have| is_near_to(have, want))));
    match wanted {
        Words::Phrase(list) => in_row(list, false),
        Words::Prefix(list) => in_row(list, true),
        Words::Near(list) => nearly(list),
        Words::Pattern(pattern) if in_text => forms.iter().any(|form| known(form).iter().any(|word| pattern.is_whole(word))),
        Words::Pattern(pattern) => forms.iter().any(|form| pattern.is_in(&known(form).join(" "))),
        Words::Plain(list) => [in_row(list, false), in_row(list, true), nearly(list)][degree],
    }
}

/// The loosest degree needed so that one of `all` is found; remembered, as every briefing is asked the same.
fn degree(all: &[Vec<&str>], wanted: &Words, in_text: bool) -> usize {
    thread_local!(static KNOWN: RefCell<HashMap<String, usize>> = RefCell::default());
    let place = (all.len(), all.iter().flatten().map(|form| form.len()).sum::<usize>());
    let key = format!("{wanted:?} {in_text} {place:?}");
    let found = KNOWN.with_borrow(|known| known.get(&key).copied());
    found.unwrap_or_else(|| {
        let found = (0..2).find(|&degree| all.iter().any(|forms| matches(forms, wanted, degree, in_text))).unwrap_or(2);
        KNOWN.with_borrow_mut(|known| known.insert(key, found));
        found
    })
}

fn bears(actor: &Actor) -> Vec<&str> {
    std::iter::once(actor.name.as_str()).chain(actor.aliases.iter().map(String::as_str)).collect()
}

/// All forms of the actor's name over all briefings, as far as the shipped ones need it: by name and country.
fn forms<'a>(all: &'a [Briefing], actor: &Actor) -> Vec<&'a str> {
    let same = |other: &&Actor| {
        other.kind == actor.kind
            && crate::name::fold(&other.name) == crate::name::fold(&actor.name)
            && (actor.kind != ActorKind::Person || other.country == actor.country || other.country.is_none() || actor.country.is_none())
    };
    all.iter().flat_map(|briefing| &briefing.actors).filter(same).flat_map(bears).collect()
}

#[derive(Clone, Copy)]
struct Scan<'a>(&'a [Briefing]);

/// An item of a briefing.
#[derive(Clone, Copy)]
enum Item<'a> {
    /// With the words it is found by.
    Quote(&'a Quote, &'a [String]),
    Actor(&'a Actor),
    /// With the words it is found by.
    Asset(&'a Asset, &'a [String]),
}

/// The words that the quotes, and those that the assets of a briefing are found by; they must live as long as the test.
type Said = [Vec<Vec<String>>; 2];

fn said(briefing: &Briefing) -> Said {
    let quote = |quote: &Quote| {
        let beyond = (!quote.sentence.contains(quote.span())).then(|| quote.words().into_owned());
        std::iter::once(quote.sentence.of(&briefing.text).to_owned()).chain(beyond).collect()
    };
    let asset = |asset: &Asset| {
        let plain = [asset.sentence.of(&briefing.text).to_owned(), asset.category.name().replace('-', " ")];
        plain.into_iter().chain(asset.designation.clone()).collect()
    };
    [briefing.quotes.iter().map(quote).collect(), briefing.assets.iter().map(asset).collect()]
}

/// The names of an asset.
fn called(asset: &Asset) -> impl Iterator<Item = &str> {
    std::iter::once(asset.text.as_str()).chain(asset.designation.as_deref())
}

/// The items of a kind in a briefing, in their order.
fn items_of<'a>(kind: Items, briefing: &'a Briefing, [quotes, assets]: &'a Said) -> Vec<Item<'a>> {
    match kind {
        Items::Quotes => briefing.quotes.iter().zip(quotes).map(|(quote, words)| Item::Quote(quote, words)).collect(),
        Items::Actors => briefing.actors.iter().map(Item::Actor).collect(),
        Items::Assets => briefing.assets.iter().zip(assets).map(|(asset, words)| Item::Asset(asset, words)).collect(),
        Items::Briefings => Vec::new(),
    }
}

impl Scan<'_> {
    fn holds(&self, briefing: &Briefing, query: &Query) -> bool {
        match query {
            Query::All => true,
            Query::And(parts) => parts.iter().all(|part| self.holds(briefing, part)),
            Query::Or(parts) => parts.iter().any(|part| self.holds(briefing, part)),
            Query::Not(part) => !self.holds(briefing, part),
            Query::Test(test) => self.test(briefing, test),
        }
    }

    fn named(&self, actor: &Actor, wanted: &Words) -> bool {
        type Known = HashMap<(usize, String), bool>;
        thread_local!(static KNOWN: RefCell<Known> = RefCell::default());
        let key = (std::ptr::from_ref(actor).addr(), format!("{wanted:?}"));
        if let Some(known) = KNOWN.with_borrow(|known| known.get(&key).copied()) {
            return known;
        }
        let all: Vec<Vec<&str>> = self.0.iter().flat_map(|briefing| &briefing.actors).map(bears).collect();
        let named = matches(&forms(self.0, actor), wanted, degree(&all, wanted, false), false);
        KNOWN.with_borrow_mut(|known| known.insert(key, named));
        named
    }

    fn column<'b>(&'b self, briefing: &'b Briefing, wanted: &Words, of: impl Fn(&'b Briefing) -> Vec<&'b str>) -> bool {
        let all: Vec<Vec<&str>> = self.0.iter().flat_map(&of).map(|form| vec![form]).collect();
        let degree = degree(&all, wanted, false);
        of(briefing).iter().any(|form| matches(&[form], wanted, degree, false))
    }

    /// Whether an item is one that answers: by itself where it can, else by its briefing.
    fn has(&self, briefing: &Briefing, item: Item<'_>, said: &[Said], query: &Query) -> bool {
        match query {
            Query::All => true,
            Query::And(parts) => parts.iter().all(|part| self.has(briefing, item, said, part)),
            Query::Or(parts) => parts.iter().any(|part| self.has(briefing, item, said, part)),
            Query::Not(part) => !self.has(briefing, item, said, part),
            Query::Test(test) => self.own(briefing, item, said, test).unwrap_or_else(|| self.test(briefing, test)),
        }
    }

    /// What an item says to a condition that it can meet itself.
    fn own(&self, briefing: &Briefing, item: Item<'_>, said: &[Said], test: &Test) -> Option<bool> {
        let all = || self.0.iter();
        let one =
            |form: &str, forms: Vec<Vec<&str>>, wanted: &Words, in_text| matches(&[form], wanted, degree(&forms, wanted, in_text), in_text);
        Some(match (item, test) {
            (Item::Quote(_, words) | Item::Asset(_, words), Test::Text(wanted)) => {
                let is_quote = matches!(item, Item::Quote(..));
                let forms = said.iter().flat_map(|[quotes, assets]| if is_quote { quotes } else { assets });
                let forms: Vec<Vec<&str>> = forms.map(|forms| forms.iter().map(String::as_str).collect()).collect();
                let own: Vec<&str> = words.iter().map(String::as_str).collect();
                matches(&own, wanted, degree(&forms, wanted, true), true)
            }
            (Item::Quote(quote, _), Test::Name(Field::Speaker, wanted)) => {
                briefing.speaker(quote).is_some_and(|actor| self.named(actor, wanted))
            }
            (Item::Quote(quote, _), Test::Kind(kind)) => quote.kind == *kind,
            (Item::Quote(quote, _), Test::Country(code)) => briefing.speaker(quote).is_some_and(|actor| actor.country == Some(*code)),
            (Item::Actor(actor), Test::Text(wanted) | Test::Name(Field::Actor, wanted)) => self.named(actor, wanted),
            (Item::Actor(actor), Test::Name(Field::Person, wanted)) => actor.kind == ActorKind::Person && self.named(actor, wanted),
            (Item::Actor(actor), Test::Name(Field::Organization, wanted)) => {
                actor.kind == ActorKind::Organization && self.named(actor, wanted)
            }
            (Item::Asset(asset, _), Test::Name(Field::Place, wanted)) => {
                asset.place.as_deref().is_some_and(|place| one(place, self.asset_places(), wanted, false))
            }
            (Item::Actor(actor), Test::Name(Field::Speaker, wanted)) => {
                let spoke = briefing.quotes.iter().any(|quote| quote.speaker.as_ref() == Some(&actor.id));
                spoke && self.named(actor, wanted)
            }
            (Item::Actor(actor), Test::Name(Field::Role, wanted)) => actor.role.as_deref().is_some_and(|role| {
                one(
                    role,
                    all().flat_map(|other| &other.actors).filter_map(|actor| Some(vec![actor.role.as_deref()?])).collect(),
                    wanted,
                    false,
                )
            }),
            (Item::Actor(actor), Test::Country(code)) => actor.country == Some(*code),
            (Item::Asset(asset, _), Test::Owner(code) | Test::Country(code)) => asset.owner.as_deref() == Some(code.as_str()),
            (Item::Asset(asset, _), Test::Category(category)) => asset.category == *category,
            (Item::Asset(asset, _), Test::Status(status)) => asset.status == Some(*status),
            (Item::Asset(asset, _), Test::Quantity(amounts)) => asset.quantity.as_ref().is_some_and(|quantity| amounts.has(quantity)),
            (Item::Asset(asset, _), Test::Name(Field::Speaker, wanted)) => {
                asset.claimed_by.as_deref().and_then(|id| briefing.actor(id)).is_some_and(|actor| self.named(actor, wanted))
            }
            (Item::Asset(asset, _), Test::Name(Field::Owner, wanted)) => asset.owner.as_deref().is_some_and(|owner| {
                one(
                    owner,
                    all().flat_map(|other| &other.assets).filter_map(|asset| Some(vec![asset.owner.as_deref()?])).collect(),
                    wanted,
                    false,
                )
            }),
            (Item::Asset(asset, _), Test::Name(Field::Asset, wanted)) => {
                let forms: Vec<Vec<&str>> = all().flat_map(|other| &other.assets).flat_map(called).map(|name| vec![name]).collect();
                called(asset).any(|name| one(name, forms.clone(), wanted, false))
            }
            _ => return None,
        })
    }

    /// Where assets are.
    fn asset_places(&self) -> Vec<Vec<&str>> {
        self.0.iter().flat_map(|briefing| &briefing.assets).filter_map(|asset| Some(vec![asset.place.as_deref()?])).collect()
    }

    fn has_part(briefing: &Briefing, part: BriefingPart) -> bool {
        let has = |kind| briefing.actors.iter().any(|actor| actor.kind == kind);
        match part {
            BriefingPart::Quote => !briefing.quotes.is_empty(),
            BriefingPart::Asset => !briefing.assets.is_empty(),
            BriefingPart::Place => !briefing.places.is_empty(),
            BriefingPart::Date => briefing.published.is_some(),
            BriefingPart::Author => briefing.source.author.is_some(),
            BriefingPart::Person => has(ActorKind::Person),
            BriefingPart::Organization => has(ActorKind::Organization),
        }
    }

    fn test(&self, briefing: &Briefing, test: &Test) -> bool {
        let speaks = |quote: &Quote| briefing.speaker(quote);
        let assets = |holds: &dyn Fn(&Asset) -> bool| briefing.assets.iter().any(holds);
        match test {
            Test::Text(wanted) => {
                let all: Vec<Vec<&str>> = self.0.iter().map(|briefing| vec![briefing.title.as_str(), &briefing.text]).collect();
                matches(&[&briefing.title, &briefing.text], wanted, degree(&all, wanted, true), true)
            }
            Test::Name(Field::Speaker, wanted) => briefing.quotes.iter().filter_map(speaks).any(|actor| self.named(actor, wanted)),
            Test::Name(Field::Actor, wanted) => briefing.actors.iter().any(|actor| self.named(actor, wanted)),
            Test::Name(Field::Person, wanted) => {
                briefing.actors.iter().any(|actor| actor.kind == ActorKind::Person && self.named(actor, wanted))
            }
            Test::Name(Field::Role, wanted) => {
                self.column(briefing, wanted, |briefing| briefing.actors.iter().filter_map(|actor| actor.role.as_deref()).collect())
            }
            Test::Name(Field::Asset, wanted) => self.column(briefing, wanted, |briefing| briefing.assets.iter().flat_map(called).collect()),
            Test::Name(Field::Owner, wanted) => {
                self.column(briefing, wanted, |briefing| briefing.assets.iter().filter_map(|asset| asset.owner.as_deref()).collect())
            }
            Test::Name(Field::Outlet, wanted) => {
                self.column(briefing, wanted, |briefing| briefing.source.name.iter().map(String::as_str).collect())
            }
            Test::Name(Field::Organization, wanted) => {
                briefing.actors.iter().any(|actor| actor.kind == ActorKind::Organization && self.named(actor, wanted))
            }
            Test::Name(Field::Author, wanted) => {
                self.column(briefing, wanted, |briefing| briefing.source.author.iter().map(String::as_str).collect())
            }
            Test::Name(Field::Collection, wanted) => self.column(briefing, wanted, |briefing| collection(briefing).into_iter().collect()),
            Test::Name(Field::Place, wanted) => {
                let degree = degree(&self.asset_places(), wanted, false);
                self.column(briefing, wanted, |briefing| briefing.places.iter().map(|place| place.name.as_str()).collect())
                    || assets(&|asset| asset.place.as_deref().is_some_and(|place| matches(&[place], wanted, degree, false)))
            }
            Test::Name(Field::Tag, wanted) => tags(Key::of(&briefing.text)).any(|tag| matches(&[tag], wanted, 0, false)),
            Test::Name(Field::Title, wanted) => {
                let all: Vec<Vec<&str>> = self.0.iter().map(|briefing| vec![briefing.title.as_str()]).collect();
                matches(&[&briefing.title], wanted, degree(&all, wanted, true), true)
            }
            Test::Country(code) => briefing.countries().contains(code),
            Test::Owner(code) => assets(&|asset| asset.owner.as_deref() == Some(code.as_str())),
            Test::Category(category) => assets(&|asset| asset.category == *category),
            Test::Status(status) => assets(&|asset| asset.status == Some(*status)),
            Test::Quantity(amounts) => assets(&|asset| asset.quantity.as_ref().is_some_and(|quantity| amounts.has(quantity))),
            Test::Kind(kind) => briefing.quotes.iter().any(|quote| quote.kind == *kind),
            Test::Date(days) => briefing.published.is_some_and(|day| days.has(day)),
            Test::Language(code) => briefing.language.as_deref() == Some(code),
            Test::Has(part) => Self::has_part(briefing, *part),
            Test::Is(state) => is_in(Key::of(&briefing.text), *state),
            other @ Test::Name(..) => panic!("the scan does not know {other:?}"),
        }
    }
}

/// A random condition, as a person could write it, with words that occur.
fn condition(dice: &mut Dice, all: &[Briefing]) -> String {
    let briefing = dice.pick(all);
    let text = words(&briefing.text);
    let word = |dice: &mut Dice| dice.pick(&text).clone();
    let actor = dice.pick(&briefing.actors).name.clone();
    let asset = (!briefing.assets.is_empty()).then(|| dice.pick(&briefing.assets));
    match dice.roll(32) {
        0..=3 => word(dice),
        4 => word(dice).chars().take(3).collect(),
        5 => {
            let letters = 1 + dice.roll(3);
            format!("{}{}", word(dice).chars().take(letters).collect::<String>(), dice.pick(&["*", ""]))
        }
        6 => {
            let length = 2 + dice.roll(4);
            let at = dice.roll(text.len() - length);
            let mut phrase = text[at..at + length].to_vec();
            if dice.roll(4) == 0 {
                phrase.reverse();
            }
            format!("\"{}\"{}", phrase.join(" "), dice.pick(&["", "", "*"]))
        }
        7 => {
            let slip = word(dice);
            format!("{}~", slip.get(..slip.len() - 1).filter(|slip| !slip.is_empty()).unwrap_or("x"))
        }
        8 => format!("/{}.*/", word(dice).chars().take(4).filter(char::is_ascii_alphanumeric).collect::<String>()),
        9 => format!("speaker:\"{actor}\""),
        10 => format!("speaker:{}", words(&actor).last().cloned().unwrap_or("x".to_owned())),
        11 => format!("actor:{}", words(&actor).first().cloned().unwrap_or("x".to_owned())),
        12 => format!("person:{}~", words(&actor).last().cloned().unwrap_or("x".to_owned())),
        13 => format!("country:{}", dice.pick(&["UA", "polish", "Moscow", "FI,NO", "germany"])),
        14 => format!("category:{}", dice.pick(AssetCategory::ALL)),
        15 => format!("status:{}", dice.pick(AssetStatus::ALL)),
        16 => asset.map_or("has:asset".to_owned(), |asset| format!("asset:\"{}\"", asset.text)),
        17 => format!("owner:{}", asset.and_then(|asset| asset.owner.clone()).map_or("PL".to_owned(), |owner| format!("\"{owner}\""))),
        18 => format!("quantity:{}", dice.pick(&[">=100", "1..5", "<10", "3"])),
        19 => format!("date:{}", dice.pick(&["2025", "2024..2025-06", ">=2025-03", "400d"])),
        20 => format!("title:{}", words(&briefing.title).last().cloned().unwrap_or("x".to_owned())),
        21 => format!("kind:{}", dice.pick(QuoteKind::ALL)),
        22 => format!("has:{}", dice.pick(BriefingPart::ALL)),
        23 => format!("is:{}", dice.pick(BriefingState::ALL)),
        24 => format!("org:{}", words(&actor).last().cloned().unwrap_or("x".to_owned())),
        25 => briefing.places.first().map_or("place:x".to_owned(), |place| format!("place:{}", words(&place.name)[0])),
        26 => asset.and_then(|asset| asset.place.clone()).map_or("place:k*".to_owned(), |place| format!("place:\"{place}\"")),
        27 => format!("author:{}", briefing.source.author.as_deref().map_or("x".to_owned(), |author| words(author)[0].clone())),
        28 => dice.pick(&["collection:north", "in:bank", "in:\"south bank\"", "in:sou*", "in:nroth~"]).to_string(),
        29 => dice.pick(&["tag:grain", "tag:late", "tag:\"follow up\"", "tag:/late.*/", "tag:gra*", "tag:none"]).to_string(),
        30 => {
            let asked = dice.pick(&["speaker", "actor", "title", "outlet", "asset", "role"]);
            format!("{asked}:/{}.*/", word(dice).chars().take(2).filter(char::is_ascii_alphanumeric).collect::<String>())
        }
        _ => dice.pick(&["lang:en", "lang:de", "role:minister", "outlet:a", "country:(UA OR PL)", "actor:(nato -ukraine)"]).to_string(),
    }
}

use crate::label::{AssetCategory, AssetStatus, BriefingState, QuoteKind};

/// Random conditions joined, in groups within groups.
fn query(dice: &mut Dice, all: &[Briefing], depth: usize) -> String {
    let part = |dice: &mut Dice| {
        if depth < 3 && dice.roll(4) == 0 { format!("({})", query(dice, all, depth + 1)) } else { condition(dice, all) }
    };
    let mut written = part(dice);
    if dice.roll(8) == 0 {
        written = format!("{}{written}", dice.pick(&["-", "NOT "]));
    }
    for _ in 0..dice.roll(3) {
        let more = part(dice);
        written = match dice.roll(5) {
            0 => format!("{written} OR {more}"),
            1 => format!("{written} -{more}"),
            2 => format!("({written}) -({more})"),
            _ => format!("{written} {more}"),
        };
    }
    written
}

#[test]
fn a_thousand_random_queries_are_answered_as_by_a_plain_scan() {
    let (all, catalog, texts) = shipped();
    let folder = tempfile::tempdir().unwrap();
    for briefing in &all {
        let library = folder.path().join("library");
        store::save(&collection(briefing).map_or(library.clone(), |name| library.join(name)), briefing).unwrap();
    }
    let place = Place::under(&folder.path().join("cache"), folder.path());
    let (indexed, _) = place.refresh(&folder.path().join("library"), Scope::Anew, &|_| {}, &Cancel::default()).unwrap();
    let on_disk = Texts::Indexed(place.words(&indexed).unwrap());
    let ids = |catalog: &Catalog, found: &Bits| -> BTreeSet<String> {
        found.iter().map(|row| catalog.id(catalog.row(row).unwrap()).into_owned()).collect()
    };
    let (scan, said) = (Scan(&all), all.iter().map(said).collect::<Vec<_>>());
    let mut dice = Dice(1);
    let (mut hits, mut items) = (0, 0);
    let (recent, marked) = (Recent::default(), Marked::of(&all));
    assert!((3..all.len() - 3).contains(&marked.hidden().len()), "hidden ones are too few or too many to prove anything");
    for number in 0..1_000 {
        let written = query(&mut dice, &all, 0);
        let query = Query::parse(&written, TODAY).unwrap_or_else(|error| panic!("{written}: {error}"));
        let held = Answers::new(&catalog, &texts, &marked).briefings(&query);
        let stored = Answers::new(&indexed, &on_disk, &marked).recalling(&recent).briefings(&query);
        let found = ids(&catalog, &held.found);
        let expected: BTreeSet<String> = all
            .iter()
            .filter(|briefing| may_be_found(briefing, &query) && scan.holds(briefing, &query))
            .map(|briefing| briefing.id.clone())
            .collect();
        assert_eq!(found, expected, "{written}, in memory");
        assert_eq!(ids(&indexed, &stored.found), expected, "{written}, on disk");
        assert_eq!(held.loose, stored.loose, "{written}");
        let again = Answers::new(&indexed, &on_disk, &marked).recalling(&recent).briefings(&query);
        assert_eq!(again, stored, "{written}, recalled");
        for kind in [Items::Quotes, Items::Actors, Items::Assets] {
            let held = Answers::new(&catalog, &texts, &marked).items(kind, &query);
            let stored = Answers::new(&indexed, &on_disk, &marked).recalling(&recent).items(kind, &query);
            assert_eq!((held.found.count(), &held.loose), (stored.found.count(), &stored.loose), "{written}, {kind:?}");
            // The plain scan of items takes its time.
            if number % 10 == 0 {
                let answers = all.iter().zip(&said).flat_map(|(briefing, own)| {
                    let query = &query;
                    let said = &said;
                    items_of(kind, briefing, own)
                        .into_iter()
                        .map(move |item| may_be_found(briefing, query) && scan.has(briefing, item, said, query))
                });
                let expected: Vec<u32> = (0..).zip(answers).filter(|(_, holds)| *holds).map(|(number, _)| number).collect();
                let found: Vec<u32> = held.found.iter().collect();
                assert_eq!(found, expected, "{written}, {kind:?}");
                items += found.len();
            }
        }
        hits += found.len();
    }
    assert!(hits > 3_000 && items > 3_000, "the queries find too little to prove anything: {hits}, {items}");
}

#[test]
fn a_phrase_typed_letter_by_letter_finds_what_it_finds_at_once() {
    let (all, ..) = shipped();
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    for briefing in &all {
        store::save(&library, briefing).unwrap();
    }
    let place = Place::under(&folder.path().join("cache"), &library);
    let (catalog, _) = place.refresh(&library, Scope::Anew, &|_| {}, &Cancel::default()).unwrap();
    let (typed, recent) = (Texts::Indexed(place.words(&catalog).unwrap()), Recent::default());
    let scan = Scan(&all);
    let mut dice = Dice(7);
    let mut hits = 0;
    for _ in 0..40 {
        let text = words(&dice.pick(&all).text);
        let (at, length) = (dice.roll(text.len() - 5), 2 + dice.roll(4));
        let phrase = format!("\"{}\"", text[at..at + length].join(" "));
        for end in phrase.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let query = Query::parse(&phrase[..end], TODAY).unwrap();
            let found = Answers::new(&catalog, &typed, &Untouched).recalling(&recent).briefings(&query).found;
            let found: BTreeSet<_> = found.iter().map(|row| catalog.id(catalog.row(row).unwrap())).collect();
            let expected: BTreeSet<std::borrow::Cow<'_, str>> =
                all.iter().filter(|briefing| scan.holds(briefing, &query)).map(|briefing| briefing.id.as_str().into()).collect();
            assert_eq!(found, expected, "{}", &phrase[..end]);
            hits += found.len();
        }
    }
    assert!(hits > 500, "the phrases find too little to prove anything: {hits}");
}

#[test]
fn what_was_found_before_is_no_answer_once_the_user_has_done_something() {
    let (all, catalog, texts) = shipped();
    let recent = Recent::default();
    let count = |written: &str, reading: &dyn Reading| {
        let query = Query::parse(written, TODAY).unwrap();
        Answers::new(&catalog, &texts, reading).recalling(&recent).briefings(&query).found.count()
    };
    assert_eq!(count("is:unread", &Untouched), all.len());
    assert_eq!(count("tag:grain", &Untouched), 0);
    let marked = Marked::of(&all);
    let are = |holds: fn(Key) -> bool| marked.0.iter().filter(|&&key| holds(key) && !is_in(key, BriefingState::Hidden)).count();
    assert_eq!(count("is:unread", &marked), are(|key| is_in(key, BriefingState::Unread)));
    assert_eq!(count("tag:grain", &marked), are(|key| tags(key).any(|tag| tag == "grain")));
}

/// The items found, as their words.
fn items(items: Items, written: &str) -> Vec<String> {
    let (all, catalog, texts) = shipped();
    let query = Query::parse(written, TODAY).unwrap();
    let found = Answers::new(&catalog, &texts, &Untouched).items(items, &query).found;
    let numbers = found.iter().map(|number| number as usize);
    let quotes: Vec<&Quote> = all.iter().flat_map(|briefing| &briefing.quotes).collect();
    let actors: Vec<&Actor> = all.iter().flat_map(|briefing| &briefing.actors).collect();
    let assets: Vec<&Asset> = all.iter().flat_map(|briefing| &briefing.assets).collect();
    match items {
        Items::Quotes => numbers.map(|at| quotes[at].text.clone()).collect(),
        Items::Actors => numbers.map(|at| actors[at].name.clone()).collect(),
        Items::Assets => numbers.map(|at| assets[at].text.clone()).collect(),
        Items::Briefings => Vec::new(),
    }
}

#[test]
fn items_are_found_by_their_own_conditions_and_those_of_their_briefing() {
    let (all, ..) = shipped();
    let direct = all.iter().flat_map(|briefing| &briefing.quotes).filter(|quote| quote.kind == crate::label::QuoteKind::Direct).count();
    assert_eq!(items(Items::Quotes, "kind:direct").len(), direct);
    let drones = items(Items::Assets, "category:drone");
    assert!(!drones.is_empty());
    assert_eq!(
        drones.len(),
        all.iter().flat_map(|briefing| &briefing.assets).filter(|asset| asset.category == AssetCategory::Drone).count()
    );
    let of_one = &all[0];
    let in_one = items(Items::Assets, &format!("title:\"{}\" -category:drone", of_one.title));
    assert_eq!(in_one.len(), of_one.assets.iter().filter(|asset| asset.category != AssetCategory::Drone).count());
    let speaker = all.iter().find_map(|briefing| briefing.quotes.iter().find_map(|quote| briefing.speaker(quote))).unwrap();
    assert!(items(Items::Actors, &format!("speaker:\"{}\"", speaker.name)).contains(&speaker.name));
}

#[test]
fn a_word_found_loosely_is_told() {
    let (all, catalog, texts) = shipped();
    let word = words(&all[0].text).into_iter().find(|word| word.len() > 8).unwrap();
    let answer = |written: &str| Answers::new(&catalog, &texts, &Untouched).briefings(&Query::parse(written, TODAY).unwrap());
    assert_eq!(answer(&word).loose, []);
    assert!(answer(&word).found.has(0));
    let slip = format!("{}xq", &word[..word.len() - 1]);
    let loose = answer(&slip).loose;
    assert_eq!(loose, [Loose { word: slip, nearness: Nearness::Near }]);
}
