use super::*;
use crate::{
    library::{
        Library,
        answer::Untouched,
        decisions::{Decision, Nation, Spot, Standing, Subject, Voice},
    },
    name::fold,
};

/// Every kind of decision, each about items of several of the briefings that ship.
fn decisions(shelf: &Shelf) -> Decisions {
    let mut decisions = Decisions::default();
    for (turn, &number) in shelf.catalog().order().iter().enumerate() {
        let briefing = shelf.briefing(number).unwrap().unwrap();
        let key = Key::of(&briefing.text);
        let subject = |thing, number| Subject::of(&briefing, thing, number);
        let mut decide = |subject: Option<Subject>, decision: Decision| {
            if let Some(subject) = subject {
                decisions.set(key, &subject, decision);
            }
        };
        let first = subject(Thing::Actor, 0).map(|subject| subject.spot);
        match turn % 7 {
            0 => decide(subject(Thing::Actor, 0), Decision::Name(Some("Zebulon Quark".to_owned()))),
            1 => decide(subject(Thing::Actor, 1), Decision::SameAs(first)),
            2 => {
                decide(subject(Thing::Quote, 0), Decision::Standing(Some(Standing::Hidden)));
                decide(subject(Thing::Asset, 0), Decision::Standing(Some(Standing::Hidden)));
            }
            3 => decide(subject(Thing::Quote, 0), Decision::Speaker(first.map(Voice::Actor))),
            4 => {
                decide(subject(Thing::Actor, 0), Decision::Country(Some(Nation("SE".parse().ok()))));
                decide(subject(Thing::Actor, 0), Decision::Role(Some("skipper".to_owned())));
            }
            5 => {
                let actor = briefing.actors.iter().find(|actor| actor.mentions.len() > 1);
                let second = actor.map(|actor| actor.mentions[1]);
                let spot = second.map(|span| Spot { at: span.start, words: span.of(&briefing.text).to_owned() });
                decide(spot.map(|spot| Subject { thing: Thing::Actor, spot }), Decision::Apart(Some(Vec::new())));
            }
            _ => {}
        }
    }
    decisions
}

/// The same library with every briefing as decided, made anew.
fn made_anew(shelf: &Shelf, decisions: &Decisions) -> Shelf {
    let decided = (0_u32..).take(shelf.catalog().limit()).map(|number| shelf.decided(decisions, number).unwrap().unwrap().0);
    Shelf::gathered(decided.map(|briefing| (briefing, None, None)).collect::<Vec<_>>())
}

fn both() -> (Shelf, Overlay, Shelf) {
    let shelf = Shelf::of(&Library::shipped());
    let decisions = decisions(&shelf);
    let (overlay, anew) = (Overlay::of(&shelf, &decisions), made_anew(&shelf, &decisions));
    (shelf, overlay, anew)
}

#[test]
fn queries_find_what_they_find_in_a_library_made_anew() {
    let (shelf, overlay, anew) = both();
    let today = jiff::civil::date(2026, 1, 1);
    for written in [
        "zebulon",
        "person:quark",
        "speaker:\"zebulon quark\"",
        "speaker:\"zebulon quark\" OR (country:SE -has:asset)",
        "speaker:lavrov",
        "speaker:lavrof",
        "actor:zelensky",
        "actor:zebulan",
        "role:skipper",
        "role:skip",
        "role:minister",
        "country:SE",
        "country:ru",
        "has:quote",
        "-has:quote",
        "has:asset",
        "kind:direct",
        "category:tank",
        "owner:UA",
        "asset:tank",
        "quantity:>=10",
    ] {
        let query = Query::parse(written, today).unwrap();
        for items in [Items::Briefings, Items::Quotes, Items::Assets] {
            let found = overlay.answer(&shelf, items, &query, &Untouched);
            let wanted = anew.answer(items, &query, &Untouched);
            let at = |shelf: &Shelf, number: u32| {
                let row = if items == Items::Briefings { number } else { shelf.catalog().row_of(items, number).unwrap() };
                (row, number - if items == Items::Briefings { number } else { range(shelf.catalog().row(row).unwrap(), items).start })
            };
            let shown = |(row, at): (u32, u32)| match (overlay.outcome(row), thing(items)) {
                (Some(outcome), Some(thing)) => (row, u32::try_from(outcome.now(thing, at as usize).unwrap()).unwrap()),
                _ => (row, at),
            };
            let ours: Vec<(u32, u32)> = found.found.iter().map(|number| shown(at(&shelf, number))).collect();
            let theirs: Vec<(u32, u32)> = wanted.found.iter().map(|number| at(&anew, number)).collect();
            assert_eq!(ours, theirs, "{written}: {items:?}");
            assert_eq!(found.loose, wanted.loose, "{written}: {items:?}");
        }
    }
}

#[test]
fn facets_speakers_and_actors_are_those_of_a_library_made_anew() {
    let (shelf, overlay, anew) = both();
    let all = shelf.catalog().present();
    for (facet, name) in Facet::ALL {
        let told = |counts: Vec<Count>| {
            let mut told: Vec<(String, usize)> = counts.into_iter().map(|count| (fold(&count.label), count.count)).collect();
            told.sort();
            told
        };
        let ours = told(overlay.facet(&shelf, *facet, all, &Untouched, usize::MAX));
        assert_eq!(ours, told(anew.facet(*facet, all, &Untouched, usize::MAX)), "{name}");
        assert_eq!(overlay.facet(&shelf, *facet, all, &Untouched, 2).len(), ours.len().min(2));
    }
    assert!(overlay.facet(&shelf, Facet::Speaker, all, &Untouched, usize::MAX).iter().any(|count| count.label == "Zebulon Quark"));
    let speakers = |shelf: &Shelf, overlay: &Overlay| {
        let quotes = overlay.answer(shelf, Items::Quotes, &Query::All, &Untouched).found;
        let tallies = crate::library::speakers::tally(shelf, overlay, &quotes);
        let mut told: Vec<(String, u32, u32)> = tallies
            .iter()
            .map(|(person, tally)| (fold(overlay.known(shelf, *person).unwrap().name), tally.quotes, tally.briefings))
            .collect();
        told.sort();
        told
    };
    assert_eq!(speakers(&shelf, &overlay), speakers(&anew, &Overlay::default()));
    let actors = |shelf: &Shelf, overlay: &Overlay| {
        let (rows, _) = overlay.actors(shelf, &Query::All, &Untouched);
        let named = rows.into_iter().flat_map(|(_, named)| named);
        let mut told: Vec<(String, String, usize)> =
            named.map(|actor| (fold(overlay.known(shelf, actor.person).unwrap().name), actor.role.to_owned(), actor.quotes)).collect();
        told.sort();
        told
    };
    assert_eq!(actors(&shelf, &overlay), actors(&anew, &Overlay::default()));
    assert_eq!(overlay.totals(&shelf, all).speakers, anew.catalog().totals(all).speakers);
}
