//! Words of quotes and assets, wherever they stand.

use super::*;
use crate::{
    briefing::outline::Outline,
    label::AssetCategory,
    library::{
        catalog::Traits,
        shelf::Shelf,
        stretch::{Standing, Stretch},
    },
    span::Span,
};

/// A place in `text` near `at`, on a character's boundary.
fn near(dice: &mut Dice, text: &str, at: usize) -> usize {
    let at = (at + dice.roll(30)).saturating_sub(15).min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap()
}

/// The briefing with items that no engine would make: sentences that cut words, quotes that go on beyond them, in parts, and designations
/// that nobody used.
fn shaken(dice: &mut Dice, briefing: &Briefing) -> Briefing {
    let mut briefing = briefing.clone();
    let text = briefing.text.clone();
    if dice.roll(4) == 0 {
        briefing.title.clear();
    }
    let shift = |dice: &mut Dice, span: Span| {
        let (a, b) = (near(dice, &text, span.start), near(dice, &text, span.end));
        if dice.roll(2) == 0 { span } else { Span::new(a.min(b), a.max(b)) }
    };
    for quote in &mut briefing.quotes {
        quote.sentence = shift(dice, quote.sentence);
        let span = shift(dice, quote.span());
        if !span.is_empty() && dice.roll(2) == 0 {
            (quote.start, quote.end, quote.text) = (span.start, span.end, span.of(&text).to_owned());
            let middle = near(dice, &text, usize::midpoint(span.start, span.end)).clamp(span.start, span.end);
            let parts = [Span::new(span.start, middle), Span::new((middle + 2).min(span.end), span.end)];
            let are_parts = dice.roll(2) == 0 && parts.iter().all(|part| !part.of(&text).is_empty());
            quote.parts = if are_parts { parts.to_vec() } else { Vec::new() };
        }
    }
    for asset in &mut briefing.assets {
        asset.sentence = shift(dice, asset.sentence);
        if dice.roll(3) == 0 {
            asset.designation = Some(dice.pick(&["Xq-7 Zebra", "Zebra", "the tank", "M142 HIMARS", "S"]).to_string());
        }
    }
    briefing
}

/// Words as a person could ask for that stand in one of `forms`, or nearly.
fn asked(dice: &mut Dice, forms: &[&str], text: &str) -> String {
    let own = words(dice.pick::<&str>(forms));
    let all = words(text);
    let word = |dice: &mut Dice| if own.is_empty() { "x".to_owned() } else { dice.pick(&own).clone() };
    let some = |dice: &mut Dice, from: &[String]| {
        let length = (2 + dice.roll(3)).min(from.len());
        let at = dice.roll(from.len() - length + 1);
        from[at..at + length].join(" ")
    };
    let begun = |dice: &mut Dice, word: String| {
        let letters = 1 + dice.roll(4);
        word.chars().take(letters).collect::<String>()
    };
    match dice.roll(12) {
        0 | 1 => word(dice),
        2 => format!("\"{}\"", some(dice, &own)),
        3 => format!("\"{}\"", some(dice, &all)),
        4 => {
            let phrase = some(dice, &own);
            format!("\"{}\"*", &phrase[..phrase.char_indices().map(|(at, _)| at).nth(phrase.chars().count() * 2 / 3).unwrap_or(0)])
        }
        5 => {
            let word = word(dice);
            begun(dice, word)
        }
        6 => {
            let word = word(dice);
            format!("{}*", begun(dice, word))
        }
        7 => {
            let word = word(dice);
            format!("{}~", word.chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().chain(['q']).collect::<String>())
        }
        8 => format!("\"{}\"~", some(dice, &own)),
        9 => {
            let word: String = word(dice).chars().filter(char::is_ascii_alphanumeric).collect();
            let half = word.len() / 2;
            match dice.roll(4) {
                0 => format!("/{}.*/", &word[..half]),
                1 => format!("/.*{}/", &word[half..]),
                2 => format!("/{}|{}/", word.to_ascii_uppercase(), begun(dice, word)),
                _ => format!("/.{{1,{}}}/", dice.roll(3) + 1),
            }
        }
        10 => {
            let class = dice.pick(AssetCategory::ALL).name();
            let class = class.replace('-', " ");
            match dice.roll(3) {
                0 => format!("\"{class}\""),
                1 => class.chars().take(4).collect(),
                _ => class.split(' ').next_back().unwrap_or_default().to_owned(),
            }
        }
        _ => dice.pick(&["zebra", "\"xq 7\"", "zebr", "xq-7", "\"7 zeb\"*", "/z.*a/", "zebro~", "himars", "\"m142 himars\""]).to_string(),
    }
}

#[test]
fn words_of_quotes_and_assets_are_found_wherever_they_stand() {
    let (shipped, ..) = shipped();
    let mut dice = Dice(3);
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let mut pack = Vec::new();
    for briefing in shipped.iter().chain(&shipped) {
        store::write_json_line(&mut pack, &shaken(&mut dice, briefing)).unwrap();
        pack.push(b'\n');
    }
    std::fs::create_dir_all(&library).unwrap();
    std::fs::write(library.join("pack.jsonl"), pack).unwrap();
    let place = Place::under(&folder.path().join("cache"), &library);
    let (indexed, report) = place.refresh(&library, Scope::Anew, &|_| {}, &Cancel::default()).unwrap();
    assert_eq!(report.notices, [""; 0]);
    let on_disk = Texts::Indexed(place.words(&indexed).unwrap());
    let shelf = Shelf::with(&library, &place, place.catalog().unwrap()).unwrap();
    let all: Vec<Arc<Briefing>> = (0..).map_while(|row| shelf.briefing(row)).map(Result::unwrap).collect();
    let mut held = Held::default();
    for briefing in &all {
        held.push(briefing);
    }
    let held = Texts::Held(Box::new(held));
    let own: Vec<Standing> = all.iter().map(|briefing| Traits::of(&Outline::of(briefing)).standing).collect();
    let count = |of: fn(&Standing) -> usize| own.iter().map(of).sum::<usize>();
    let (quote_words, asset_words) = (count(|own| own.quote_words.len()), count(|own| own.asset_words.len()));
    let beyond = count(|own| own.quotes.iter().filter(|[_, said]| *said != Stretch::default()).count());
    assert!(quote_words > 50 && asset_words > 50 && beyond > 20, "too little is odd: {quote_words}, {asset_words}, {beyond}");
    let said: Vec<Said> = all.iter().map(|briefing| said(briefing)).collect();
    let mut hits = 0;
    for number in 0..1_500 {
        let at = dice.roll(all.len());
        let (kind, of) = if number % 2 == 0 { (Items::Quotes, 0) } else { (Items::Assets, 1) };
        let forms: Vec<Vec<&str>> =
            said.iter().flat_map(|said| &said[of]).map(|forms| forms.iter().map(String::as_str).collect()).collect();
        let some: Vec<&str> = said[at][of].iter().flatten().map(String::as_str).filter(|form| words(form).len() > 1).collect();
        if some.is_empty() {
            continue;
        }
        let written = asked(&mut dice, &some, &all[at].text);
        let Query::Test(Test::Text(wanted)) = Query::parse(&written, TODAY).unwrap() else { continue };
        let degree = degree(&forms, &wanted, true);
        let expected: Vec<u32> =
            (0..).zip(&forms).filter(|(_, forms)| matches(forms, &wanted, degree, true)).map(|(number, _)| number).collect();
        let everything = Bits::all(forms.len());
        for (texts, name) in [(&held, "in memory"), (&on_disk, "on disk")] {
            let (found, nearness) = texts.find(kind, &wanted, &everything, &indexed);
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{written}, {kind:?}, {name}");
            let looseness = [Nearness::Exact, Nearness::Beginning, Nearness::Near];
            let looseness = if matches!(wanted, Words::Plain(_)) { looseness[degree] } else { Nearness::Exact };
            assert_eq!(nearness, looseness, "{written}, {kind:?}, {name}");
        }
        hits += expected.len();
    }
    assert!(hits > 20_000, "the words find too little to prove anything: {hits}");
}

#[test]
fn the_newest_that_answer_are_those_of_the_whole_answer_and_only_what_takes_long_is_looked_for_so() {
    let (shipped, ..) = shipped();
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    for briefing in &shipped {
        store::save(&library, briefing).unwrap();
    }
    let place = Place::under(&folder.path().join("cache"), &library);
    place.refresh(&library, Scope::Anew, &|_| {}, &Cancel::default()).unwrap();
    let marked = Marked::of(&shipped);
    let mut found = 0;
    for written in
        ["\"of the\"", "\"in the\" -\"of the\"", "-(has:asset \"of the\")", "is:hidden OR \"on the\"", "the \"to the\" has:quote"]
    {
        for most in 1..=2 {
            let shelf = Shelf::open(&library, &place).unwrap();
            let query = Query::parse(written, TODAY).unwrap();
            let first = shelf.newest(&query, &marked, most).unwrap_or_else(|| panic!("{written} takes no time"));
            let order = shelf.catalog().order().iter().take(most).copied();
            let among = Bits::of(shelf.catalog().limit(), order);
            assert_eq!(first.found, shelf.answer(Items::Briefings, &query, &marked).found.and(&among), "{written}");
            found += first.found.count();
            assert_eq!(shelf.newest(&query, &marked, most), None, "{written} is known by now");
        }
    }
    assert!(found > 2, "too little is found to prove anything");
    let shelf = Shelf::open(&library, &place).unwrap();
    for written in ["the", "\"of the\"*", "\"xyzzy the\"", "speaker:\"of the\"", ""] {
        assert_eq!(shelf.newest(&Query::parse(written, TODAY).unwrap(), &marked, 1), None, "{written}");
    }
}

#[test]
fn words_that_begin_alike_are_found_in_items_far_down_a_long_text_too() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let mut text = "Some words stand here. ".repeat(2_000);
    let said = Span::new(text.len(), text.len() + "“Zebras run,” he said.".len());
    text.push_str("“Zebras run,” he said. “Lions sleep,” he said.\n");
    let rest = Span::new(said.end + 1, text.trim_end().len());
    let (shipped, ..) = shipped();
    let first = shipped.iter().find_map(|briefing| briefing.quotes.first()).unwrap();
    let quote = |sentence: Span| Quote {
        start: sentence.start,
        end: sentence.end,
        text: sentence.of(&text).to_owned(),
        parts: Vec::new(),
        speaker: None,
        source: None,
        cue: None,
        via: None,
        sentence,
        ..first.clone()
    };
    let quotes = vec![quote(said), quote(rest)];
    store::save(&library, &Briefing { id: "long".to_owned(), quotes, text, ..Briefing::default() }).unwrap();
    let place = Place::under(&folder.path().join("cache"), &library);
    place.refresh(&library, Scope::Anew, &|_| {}, &Cancel::default()).unwrap();
    let shelf = Shelf::open(&library, &place).unwrap();
    for (written, found) in [("zeb*", &[0][..]), ("lio*", &[1]), ("sa*", &[0, 1]), ("st*", &[])] {
        let query = Query::parse(written, TODAY).unwrap();
        let answer = shelf.answer(Items::Quotes, &query, &Untouched);
        assert_eq!(answer.found.iter().collect::<Vec<_>>(), found, "{written}");
    }
}
