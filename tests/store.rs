//! Briefings that the engine makes and that ship: one record in two spellings, sound, and small enough to read.

use std::{fs, path::Path};

use attache::{
    article::Article,
    briefing::{self, Briefing, anchor, check, store},
    extract::extract,
    lexicon::Lexicon,
};

/// Briefings of texts with everything that makes the writer's life hard.
fn made() -> Vec<Briefing> {
    let texts = [
        "",
        "\n\n \n",
        "“We will send 12 tanks,” Defence Minister Ann Lee said on Monday.\n\n“They leave today,” she added. Russia's army lost 3 Su-35 jets.",
        "C:\\temp \"\"\" he said: \"No.\"\n'''\n\ttabs and trailing spaces   \nKyiv 'no' “yes” «да» … — ",
        "Zażółć gęślą jaźń — 日本語 🇺🇦 e\u{301} said Ann O’Neil’s “friend”.\r\nNext \\u0041 line.",
    ];
    texts.into_iter().map(|text| extract(&Article::from_text(text), Lexicon::shared()).briefing).collect()
}

/// What ships, with the names of the files.
fn shipped() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn toml_to_json_to_toml_is_identical() {
    for briefing in made() {
        let toml = store::to_toml(&briefing);
        let read = store::from_toml(&toml).unwrap();
        assert_eq!(read, Briefing { entities: Vec::new(), ..briefing });
        let json = store::to_json(&read);
        assert_eq!(store::to_toml(&store::from_json(&json).unwrap()), toml);
    }
}

#[test]
fn what_the_engine_makes_needs_no_mending() {
    for briefing in made() {
        assert_eq!(check::check(&store::to_toml(&briefing)), [], "{}", briefing.text);
        let mut anchored = briefing.clone();
        assert_eq!(anchor::reanchor(&mut anchored), []);
        assert_eq!(anchored, briefing);
    }
}

#[test]
fn what_ships_is_in_the_form_it_would_be_written_in() {
    for (name, toml) in shipped() {
        assert_eq!(check::check(&toml), [], "{name}");
        let briefing = store::from_toml(&toml).unwrap();
        assert_eq!(briefing.id, name);
        assert!(store::to_toml(&briefing) == toml, "{name}.toml is laid out otherwise than attache would");
    }
}

/// The words at every place that `briefing` names.
fn words(briefing: &Briefing) -> Vec<String> {
    let of = |span: attache::span::Span| span.of(&briefing.text).to_owned();
    let quotes = briefing.quotes.iter().flat_map(|quote| [vec![quote.span(), quote.sentence], quote.stretches()].concat());
    let anchors = briefing.quotes.iter().flat_map(|quote| [&quote.source, &quote.cue]).flatten().map(briefing::Anchor::span);
    let assets = briefing.assets.iter().flat_map(|asset| [asset.span(), asset.sentence]);
    let actors = briefing.actors.iter().flat_map(|actor| actor.mentions.iter().copied());
    let places = briefing.places.iter().flat_map(|place| place.mentions.iter().copied());
    quotes.chain(anchors).chain(assets).chain(actors).chain(places).map(of).collect()
}

#[test]
fn an_edit_between_paragraphs_moves_everything_and_loses_nothing() {
    for (name, toml) in shipped() {
        let briefing = store::from_toml(&toml).unwrap();
        let expected = words(&briefing);
        let breaks: Vec<usize> = briefing.text.match_indices("\n\n").map(|(at, _)| at + 2).collect();
        for at in [0].into_iter().chain(breaks.iter().copied().step_by(5)) {
            let mut edited = briefing.clone();
            edited.text.insert_str(at, "Words that an editor put in here, in the early afternoon.\n\n");
            assert_eq!(anchor::reanchor(&mut edited), [], "{name} at {at}");
            // Between the parts of one quotation the words become part of it.
            if briefing
                .quotes
                .iter()
                .any(|quote| quote.span().join(quote.sentence).contains(attache::span::Span::new(at.saturating_sub(1), at + 1)))
            {
                continue;
            }
            let found = words(&edited);
            let moved: Vec<_> = expected.iter().zip(&found).filter(|(before, after)| before != after).collect();
            assert!(moved.is_empty(), "{name} at {at}: {moved:?}");
        }
    }
}

#[test]
fn an_edit_within_a_sentence_moves_all_that_it_does_not_break() {
    const WORDS: &str = " newly inserted";
    for (name, toml) in shipped() {
        let briefing = store::from_toml(&toml).unwrap();
        for (at, _) in briefing.text.match_indices(' ').step_by(37) {
            let mut edited = briefing.clone();
            edited.text.insert_str(at, WORDS);
            let lost = anchor::reanchor(&mut edited);
            let is_broken = |span: attache::span::Span| span.start <= at && at < span.end;
            let moved = |start: usize| if start > at { start + WORDS.len() } else { start };
            let quotes = briefing.quotes.iter().filter(|quote| !quote.stretches().into_iter().any(is_broken));
            let expected: Vec<_> = quotes.map(|quote| (&quote.id, moved(quote.start))).collect();
            let found: Vec<_> = edited.quotes.iter().map(|quote| (&quote.id, quote.start)).collect();
            assert_eq!(found, expected, "{name} at {at}");
            for (index, (before, after)) in briefing.actors.iter().zip(&edited.actors).enumerate() {
                let expected: Vec<usize> = before.mentions.iter().filter(|span| !is_broken(**span)).map(|span| moved(span.start)).collect();
                let missed = expected.iter().filter(|start| !after.mentions.iter().any(|span| span.start == **start)).count();
                let told = lost.iter().any(|misfit| misfit.list == "actors" && misfit.index == index);
                assert!(missed == 0 || told, "{name} at {at}: {} {expected:?} {:?}", before.name, after.mentions);
            }
        }
    }
}
