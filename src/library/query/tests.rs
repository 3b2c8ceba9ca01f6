use super::*;
use jiff::civil::date;

fn parse(text: &str) -> Query {
    Query::parse(text, date(2026, 3, 15)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn problem(text: &str) -> String {
    Query::parse(text, date(2026, 3, 15)).expect_err(text).to_string()
}

/// A short spelling of a query, so that rows stay readable.
fn shape(query: &Query) -> String {
    let many = |parts: &[Query], sign: &str| format!("({})", parts.iter().map(shape).collect::<Vec<_>>().join(sign));
    match query {
        Query::All => "all".to_owned(),
        Query::And(parts) => many(parts, " & "),
        Query::Or(parts) => many(parts, " | "),
        Query::Not(part) => format!("!{}", shape(part)),
        Query::Test(test) => match test {
            Test::Text(words) => spell(words),
            Test::Name(field, words) => format!("{}={}", field.name(), spell(words)),
            Test::Country(code) => format!("country={code}"),
            Test::Owner(code) => format!("owner={code}"),
            Test::Category(label) => format!("category={label}"),
            Test::Status(label) => format!("status={label}"),
            Test::Quantity(amounts) => {
                format!("quantity={}..{}", amounts.from, if amounts.to == u64::MAX { String::new() } else { amounts.to.to_string() })
            }
            Test::Kind(label) => format!("kind={label}"),
            Test::Date(days) => {
                let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
                format!("date={}..{}", day(days.from), day(days.to))
            }
            Test::Language(code) => format!("lang={code}"),
            Test::Is(label) => format!("is={label}"),
            Test::Has(label) => format!("has={label}"),
        },
    }
}

fn spell(words: &Words) -> String {
    match words {
        Words::Plain(words) => words.join("+"),
        Words::Phrase(words) => format!("'{}'", words.join(" ")),
        Words::Prefix(words) => format!("{}*", words.join("+")),
        Words::Near(words) => format!("{}~", words.join("+")),
        Words::Pattern(pattern) => format!("/{}/", pattern.as_str()),
    }
}

#[test]
fn words_operators_and_fields_are_read() {
    for (written, expected) in [
        ("", "all"),
        ("   ", "all"),
        ("grain", "grain"),
        ("Grain Corridor", "(grain & corridor)"),
        ("grain AND corridor", "(grain & corridor)"),
        ("grain OR corridor", "(grain | corridor)"),
        ("a b OR c d", "((a & b) | (c & d))"),
        ("grain -corridor", "(grain & !'corridor')"),
        ("NOT grain", "!'grain'"),
        ("grain - corridor", "(grain & corridor)"),
        ("-(a OR b) c", "(!(a | b) & c)"),
        ("\"grain corridor\"", "'grain corridor'"),
        ("\"grain corr", "'grain corr'"),
        ("\"grain corr\"*", "grain+corr*"),
        ("(grain OR (rail port", "(grain | (rail & port))"),
        ("Su-35", "su+35"),
        ("Erdoğan's", "erdogan+s"),
        ("artill*", "artill*"),
        ("lavrof~", "lavrof~"),
        ("/t-?72.*/", "/t-?72.*/"),
        ("/a\\/b", "/a/b/"),
        ("speaker:lavrov", "speaker=lavrov"),
        ("SAID:lavrov", "speaker=lavrov"),
        ("speaker:\"anna weber\" nato", "(speaker='anna weber' & nato)"),
        ("speaker:lavrov~", "speaker=lavrov~"),
        ("speaker:/^sergei/", "speaker=/^sergei/"),
        ("country:polish", "country=PL"),
        ("country:kyiv", "country=UA"),
        ("country:UKR", "country=UA"),
        ("country:usa,gbr", "(country=US | country=GB)"),
        ("country:UA,PL", "(country=UA | country=PL)"),
        ("country:(UA -PL)", "(country=UA & !country=PL)"),
        ("-country:\"south korea\"", "!country=KR"),
        ("owner:ukrainian", "owner=UA"),
        ("owner:houthis", "owner=houthis"),
        ("owner:KNA", "owner=kna"),
        ("asset:himars status:promised", "(asset=himars & status=promised)"),
        ("category:air-defense", "category=air-defense"),
        ("quantity:>=100", "quantity=100.."),
        ("quantity:<5k", "quantity=0..4999"),
        ("quantity:10..20", "quantity=10..20"),
        ("quantity:1,000", "quantity=1000..1000"),
        ("quantity:>=1,250,000 tank", "(quantity=1250000.. & tank)"),
        ("quantity:1,000..2,500", "quantity=1000..2500"),
        ("quantity:\"1,000\"", "quantity=1000..1000"),
        ("quantity:5,20", "(quantity=5..5 | quantity=20..20)"),
        ("quantity:\"5\",200", "(quantity=5..5 | quantity=200..200)"),
        ("quantity:5,2000", "(quantity=5..5 | quantity=2000..2000)"),
        ("category:Tanks", "category=tank"),
        ("category:air-defence", "category=air-defense"),
        ("category:\"air defense\"", "category=air-defense"),
        ("kind:quote kind:assets", "(has=quote & has=asset)"),
        ("kind:statement", "ERROR"),
        ("kind:place", "ERROR"),
        ("kind:direct", "kind=direct"),
        ("has:quotes is:unread", "(has=quote & is=unread)"),
        ("date:2022", "date=2022-01-01..2022-12-31"),
        ("date:2024-02", "date=2024-02-01..2024-02-29"),
        ("date:2022-01..2022-02", "date=2022-01-01..2022-02-28"),
        ("date:>2022-01-31", "date=2022-02-01.."),
        ("date:<=2022-01", "date=..2022-01-31"),
        ("date:7d", "date=2026-03-09..2026-03-15"),
        ("date:1m", "date=2026-02-15..2026-03-15"),
        ("date:yesterday", "date=2026-03-14..2026-03-14"),
        ("lang:EN", "lang=en"),
        ("12:30", "12+30"),
        (", ;", "all"),
        ("or", "or"),
    ] {
        let read = Query::parse(written, date(2026, 3, 15)).map_or_else(|_| "ERROR".to_owned(), |query| shape(&query));
        assert_eq!(read, expected, "{written}");
    }
}

#[test]
fn mistakes_are_told_with_their_place_and_their_mend() {
    for (written, expected) in [
        ("grain speakr:lavrov", "column 7: there is no field 'speakr'; did you mean 'speaker:'?"),
        ("speaker:", "column 1: 'speaker:' needs a value, as in speaker:lavrov"),
        ("country:ukrane", "column 9: no country is called 'ukrane'; did you mean 'ukraine'?"),
        ("grain)", "column 6: ')' closes nothing; take it away, or open with '('"),
        ("OR grain", "column 1: OR needs something before it; write \"or\" in quotation marks to find the word"),
        ("grain OR", "column 7: OR needs something after it; write \"or\" in quotation marks to find the word"),
        ("status:promissed", "column 8: 'promissed' is no status; did you mean 'promised'?"),
        ("date:soon", "column 6: 'soon' is no date; write 2022, 2022-01, 2022-01-18, 2022-01..2022-02, >=2022-06, 7d or today"),
        ("date:2022-02..2022-01", "column 6: '2022-02..2022-01' ends before it begins; write the lesser first"),
        ("quantity:20..10", "column 10: '20..10' ends before it begins; write the lesser first"),
        ("quantity:\"1,00\"", "column 10: '1,00' is no number; write 100, >=100, 10..20 or 5k"),
        ("quantity:many", "column 10: 'many' is no number; write 100, >=100, 10..20 or 5k"),
        ("/(/", "column 1: this pattern cannot be read: unclosed group"),
    ] {
        assert_eq!(problem(written), expected, "{written}");
    }
}

#[test]
fn every_example_of_the_table_is_a_query() {
    for row in FIELDS {
        assert!(matches!(parse(row.example), Query::Test(_) | Query::Or(_)), "{}", row.example);
        assert_eq!(Field::find(row.name), Some(row.field));
        assert!(row.example.starts_with(row.name), "{}", row.example);
    }
}

#[test]
fn texts_fall_into_folded_words_with_their_places() {
    let found: Vec<(String, usize, usize)> = tokens("Čaputová’s Su-35s").map(|token| (token.word, token.start, token.end)).collect();
    let word = |word: &str, start, end| (word.to_owned(), start, end);
    assert_eq!(found, [word("caputova", 0, 10), word("s", 13, 14), word("su", 15, 17), word("35s", 18, 21)]);
}

#[test]
fn deep_nesting_is_an_error_not_a_crash() {
    assert!(problem(&"(".repeat(100_000)).contains("nests too deeply"));
    assert!(problem(&format!("{}a", "-".repeat(100_000))).contains("nests too deeply"));
}

proptest::proptest! {
    #[test]
    fn any_input_is_a_query_or_an_error_within_it(text in "[a-z :\"()/*~,.<>=0-9-]{0,40}|\\PC{0,40}|((speaker|date|country|has|owner):|OR |-|\\(|\\)|\"|/|[a-z]{1,5} ?){0,12}") {
        if let Err(error) = Query::parse(&text, date(2026, 3, 15)) {
            assert!(text.get(error.at.start..error.at.end).is_some(), "{text:?} {error:?}");
        }
    }

    #[test]
    fn a_word_that_a_pattern_matches_begins_as_it_says(
        written in "[abAkſé.]{0,5}|[abk]{9,12}|[a-cBſs.*?+|()^$\\[\\]-]{0,9}",
        words in proptest::collection::vec("[abcksſ]{0,12}", 20),
    ) {
        if let Ok(pattern) = Pattern::new(&written) {
            for word in words.iter().chain([&crate::name::fold(&written)]).filter(|word| pattern.is_whole(word)) {
                let begins = |bytes: &Vec<u8>| word.as_bytes().starts_with(bytes);
                proptest::prop_assert!(pattern.beginnings().is_none_or(|all| all.iter().any(begins)), "/{}/ {:?}", written, word);
            }
        }
    }
}

#[test]
fn a_pattern_says_what_its_words_begin_with() {
    let beginnings = |written: &str| {
        let pattern = Pattern::new(written).unwrap();
        pattern.beginnings().map(|all| all.iter().map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect::<Vec<_>>())
    };
    let some = |all: &[&str]| Some(all.iter().map(|&one| one.to_owned()).collect::<Vec<_>>());
    assert_eq!(beginnings("bad.*"), some(&["bad"]));
    assert_eq!(beginnings("Bad|ba.|cart"), some(&["ba", "cart"]));
    assert_eq!(beginnings("[ab]c?d"), some(&["acd", "ad", "bcd", "bd"]));
    assert_eq!(beginnings(".*ing"), None);
    assert_eq!(beginnings("(ram)?"), None);
}
