//! Military assets: personnel, units, weapons, platforms, equipment and bases.
//!
//! One pass over each sentence finds the cores (a named ship, a formation, a designation, a class noun), joins those that
//! make one noun phrase, widens the phrase over its modifiers and number, and throws out what is no asset here
//! (casualties, civilian things, a class noun that only describes an event). Then small ladders of sieves tell category,
//! quantity, owner, place and status; each leaves a line in the asset's trace.

use super::{Annotator, Asset, Entity, Input, Layer, Layers, Tag};
use crate::{
    country::CountryCode,
    document::TokenKind,
    evidence::Evidence,
    label::{AssetCategory, AssetStatus, EntityKind},
    lexicon::equipment::Role,
    span::TokenRange,
};

mod base;
mod core;
mod cores;
mod frame;
mod nouns;
mod owner;
mod party;
mod phrase;
mod place;
mod ship;
mod sift;
mod status;
mod unit;
mod view;

use frame::{Action, Frame};
use owner::{Before, Ownership};
use party::Parties;
use phrase::Phrase;
use view::View;

/// Fills [`Layer::Assets`].
#[derive(Clone, Copy, Debug)]
pub struct Assets;

impl Annotator for Assets {
    fn name(&self) -> &'static str {
        "assets"
    }

    fn requires(&self) -> &'static [Layer] {
        &[Layer::Words, Layer::Tags, Layer::Quantities, Layer::Names]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Assets]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let found = {
            let mut view = View::new(input, layers);
            let phrases = phrase::all(&mut view);
            describe(&view, &layers.entities, &phrases)
        };
        layers.assets = found;
    }
}

/// The assets behind the phrases, with all that the ladders tell.
fn describe<'a>(view: &View<'a>, entities: &'a [Entity], phrases: &[Phrase]) -> Vec<Asset> {
    let parties = Parties::new(view, entities, phrases);
    let mut assets = Vec::with_capacity(phrases.len());
    let mut previous: Option<(usize, Ownership<'_>, Option<String>, Option<AssetStatus>)> = None;
    // whose the last asset is and what became of it, and the last force with the token where it ends
    let (mut last, mut force) = (None::<(&str, usize)>, None);
    let mut fate: Option<(AssetStatus, usize)> = None;
    for (index, phrase) in phrases.iter().enumerate() {
        let listed = previous.as_ref().filter(|(before, ..)| phrases.get(*before).is_some_and(|before| is_listed(view, before, phrase)));
        let mut trace = phrase.trace.clone();
        let bullet = intro(view, phrase);
        let frame = frame::find(view, phrase.tokens, phrase.sentence).or_else(|| {
            let intro = bullet?;
            let colon = intro.end.saturating_sub(1);
            frame::find(view, TokenRange::new(colon, colon), intro)
        });
        if let Some(frame) = frame {
            trace.push(format!("frame: {} ({:?})", view.word(frame.verb), frame.action).into());
        }
        let place = place::find(view, phrase, frame, listed.and_then(|(_, _, place, _)| place.as_ref()));
        let before = Before {
            ground: place.as_ref().and_then(|(place, _)| place::state_of(view, phrase, place)),
            listed: listed.map(|&(_, ownership, ..)| ownership),
            these: last.map(|(owner, _)| owner).filter(|_| opens_with_these(view, phrase)),
            adjacent: last.filter(|&(_, at)| is_right_before(view, at, phrase)).map(|(owner, _)| owner),
            last: last.filter(|&(_, at)| is_near(view, at, phrase)).map(|(owner, _)| owner),
            here: last.filter(|&(_, at)| phrase.sentence.holds(at)).map(|(owner, _)| owner),
            same: same(view, &assets, phrase).and_then(|owner| parties.find(owner)),
            unit: phrases
                .get(index + 1)
                .filter(|next| is_of(view, phrase, next))
                .and_then(|next| next.head.maker.as_ref())
                .map(CountryCode::as_str),
            package: bullet.is_some_and(|intro| is_package(view, intro)),
            force: force.filter(|&(end, _)| phrase.sentence.holds(end - 1) || goes_on_with(view, end - 1, phrase)),
        };
        let ownership = owner::find(view, entities, &parties, phrase, frame, before, &mut trace);
        last = ownership.owner.map(|owner| (owner, phrase.tokens.start));
        if let Some(owner) = ownership.owner.filter(|_| acts(view, phrase) && !is_passed(view, phrase, frame)) {
            force = Some((phrase.tokens.end, owner));
        }
        if let Some((place, rule)) = &place {
            trace.push(format!("{rule}: {place}").into());
        }
        let stands = place.as_ref().is_some_and(|(_, rule)| matches!(*rule, place::AFTER | "place.beside"));
        // "tanks and soldiers who had fought in Peru"
        let relative = matches!(view.word(phrase.tokens.end), "who" | "which" | "that");
        let spread = place.as_ref().is_some_and(|(_, rule)| *rule == place::AFTER) && !relative;
        let mut place = place.map(|(place, _)| place);
        if spread {
            spread_back(view, phrases, &mut assets, index, place.as_ref());
        } else if place.is_none() && matches!(view.word(phrase.sentence.start), "These" | "This" | "Those") {
            // "These drills involved …": where those were
            let same =
                |before: &&Asset| view.document.paragraph_of(before.tokens.start) + 1 >= view.document.paragraph_of(phrase.tokens.start);
            place = assets.last().filter(same).and_then(|before| before.place.clone());
        }
        let whole = frame.is_some_and(|frame| {
            let sentence = view.document.sentence(view.document.sentence_of(frame.verb));
            frame.action == Action::Contain && frame::is_whole(view, TokenRange::new(sentence.start, frame.verb))
        });
        let status = status::find(view, phrase, frame)
            .or_else(|| listed.and_then(|(.., status)| *status))
            .or_else(|| fate.filter(|&(_, at)| whole && (bullet.is_some() || is_near(view, at, phrase))).map(|(status, _)| status))
            .or_else(|| {
                bullet.filter(|intro| is_package(view, *intro) || whole && is_promised(view, *intro)).map(|_| AssetStatus::Promised)
            })
            .or_else(|| (stands && status::may_stand(phrase, frame)).then_some(AssetStatus::Deployed));
        if let Some(status) = status {
            fate = Some((status, phrase.tokens.start));
        }
        previous = Some((index, ownership, place.clone(), status));
        let head = &phrase.head;
        assets.push(Asset {
            span: view.document.span(phrase.tokens),
            tokens: phrase.tokens,
            category: phrase.category,
            designation: phrase.designation.clone(),
            echelon: head.echelon.clone(),
            hull: head.hull.clone(),
            quantity: phrase.quantity,
            owner: ownership.owner.map(ToOwned::to_owned),
            giver: ownership.giver.map(ToOwned::to_owned),
            receiver: ownership.receiver.map(ToOwned::to_owned),
            place,
            status,
            claimed_by: status::claimed_by(view, phrase),
            generic: phrase.generic,
            evidence: Evidence::new(phrase.rule, phrase.score),
            trace,
        });
    }
    assets
}

/// Whose the last asset of the same class is, in the sentence of the phrase or the two before.
fn same<'a>(view: &View<'_>, assets: &'a [Asset], phrase: &Phrase) -> Option<&'a str> {
    let mut near = assets.iter().rev().take_while(|asset| is_near(view, asset.tokens.start, phrase));
    near.find(|asset| asset.category == phrase.category)?.owner.as_deref()
}

/// Whether a force is of the unit that is told next: "airmen of", "gunners from the", "soldiers assigned to the".
fn is_of(view: &View<'_>, phrase: &Phrase, next: &Phrase) -> bool {
    let gap = TokenRange::new(phrase.tokens.end, next.tokens.start);
    let leads = |at: usize| matches!(view.word(at), "of" | "from" | "the" | "with" | "assigned" | "attached" | "to");
    phrase.category == AssetCategory::Personnel
        && next.category == AssetCategory::Unit
        && (1..=3).contains(&gap.len())
        && gap.iter().all(leads)
}

/// Whether a force is but given: "gave two brigades", "took over the post from a battalion".
fn is_passed(view: &View<'_>, phrase: &Phrase, frame: Option<Frame>) -> bool {
    let start = phrase.tokens.start;
    let article = usize::from(matches!(view.before(start, phrase.sentence), "a" | "an" | "the"));
    let from = view.before(start - article, phrase.sentence) == "from";
    frame.is_some_and(|frame| !frame.after && frame.action == Action::Give)
        || from && (start.saturating_sub(14).max(phrase.sentence.start)..start).any(|at| view.word(at) == "over")
}

/// Whether a phrase can act for its owner: a force, or a thing that is the subject of a verb; none after "with" or "against".
fn acts(view: &View<'_>, phrase: &Phrase) -> bool {
    let start = phrase.tokens.start;
    if matches!(
        view.before(view.with_article(start, phrase.sentence), phrase.sentence),
        "with" | "With" | "against" | "alongside" | "Alongside"
    ) {
        return false;
    }
    matches!(phrase.category, AssetCategory::Personnel | AssetCategory::Unit | AssetCategory::Ship | AssetCategory::Submarine)
        || matches!(view.tag(phrase.tokens.end), Tag::VerbPast | Tag::Verb | Tag::Auxiliary)
        || view.role(phrase.tokens.end).is(Role::USE | Role::DESTROY) && view.is_spaced(phrase.tokens.end)
}

/// Whether token `at` is in the sentence right before that of the phrase, in the same paragraph.
fn is_right_before(view: &View<'_>, at: usize, phrase: &Phrase) -> bool {
    let here = phrase.tokens.start;
    view.document.sentence_of(at) + 1 == view.document.sentence_of(here)
        && view.document.paragraph_of(at) == view.document.paragraph_of(here)
}

/// Whether a sentence goes on with the force that is the subject of the one before: "The submarine docked at noon. It can carry …".
fn goes_on_with(view: &View<'_>, at: usize, phrase: &Phrase) -> bool {
    let subject = view.document.sentence(view.document.sentence_of(at));
    matches!(view.word(phrase.sentence.start), "It" | "They" | "She" | "Its" | "Their" | "Her")
        && at < subject.start + 7
        && is_right_before(view, at, phrase)
}

/// Whether token `at` is in the sentence of the phrase or in one of the two before.
fn is_near(view: &View<'_>, at: usize, phrase: &Phrase) -> bool {
    view.document.sentence_of(at) + 2 >= view.document.sentence_of(phrase.tokens.start)
}

/// The sentence that a list of bullets hangs on, where the phrase is in one of them.
fn intro(view: &View<'_>, phrase: &Phrase) -> Option<TokenRange> {
    let is_item = |at: usize| matches!(view.word(at), "-" | "–" | "•" | "*" | "·") && view.is_spaced(at + 1);
    let paragraphs = view.document.paragraphs();
    let here = view.document.paragraph_of(phrase.tokens.start);
    paragraphs.get(here).filter(|paragraph| is_item(paragraph.tokens.start))?;
    let head = paragraphs.get(here.saturating_sub(40)..here)?.iter().rev().find(|paragraph| !is_item(paragraph.tokens.start))?;
    let last = head.tokens.end.checked_sub(1)?;
    (view.word(last) == ":").then(|| view.document.sentence(view.document.sentence_of(last)))
}

/// Whether a list of bullets tells what a package of aid consists of.
fn is_package(view: &View<'_>, intro: TokenRange) -> bool {
    let contains = |at: usize| view.role(at).is(Role::CONTAIN) || matches!(view.word(at), "consists" | "contains");
    intro.iter().any(contains) && frame::is_whole(view, intro)
}

/// Whether the text before a list says that what it tells off is yet to come.
fn is_promised(view: &View<'_>, intro: TokenRange) -> bool {
    (intro.start.saturating_sub(60)..intro.end).any(|at| view.role(at).is(Role::PROMISE))
}

/// Whether the sentence takes its things from those before: "Of these, …", "They include …".
fn opens_with_these(view: &View<'_>, phrase: &Phrase) -> bool {
    let first = view.word(phrase.sentence.start);
    let second = view.word(phrase.sentence.start + 1);
    first == "Of" && matches!(second, "these" | "those" | "them")
        || matches!(first, "These" | "They" | "Those") && second.starts_with("includ")
}

/// Gives the place after the last phrase of a list to those before it that have none.
fn spread_back(view: &View<'_>, phrases: &[Phrase], assets: &mut [Asset], index: usize, place: Option<&String>) {
    let mut at = index;
    while let Some(before) = at.checked_sub(1) {
        let (Some(a), Some(b), Some(asset)) = (phrases.get(before), phrases.get(at), assets.get_mut(before)) else { return };
        if asset.place.is_some() || !is_listed(view, a, b) {
            return;
        }
        asset.place = place.cloned();
        at = before;
    }
}

/// Whether two phrases are neighbors in one list: commas, `and`, `with`, numbers, articles and places alone stand between
/// them.
fn is_listed(view: &View<'_>, before: &Phrase, phrase: &Phrase) -> bool {
    let between = before.tokens.end..phrase.tokens.start;
    let placed = |at: usize| {
        view.name_at(at).is_some_and(|name| matches!(name.kind, EntityKind::Place | EntityKind::Country))
            && (between.start..at).rev().take(5).any(|i| matches!(view.word(i), "in" | "at" | "near" | "around" | "off" | "on"))
            || matches!(view.word(at), "in" | "at" | "near" | "around" | "off" | "on") && view.name_at(at + 1).is_some()
    };
    // "…, which replace its tanks; 14 of the old ones were given away"
    let apart = between.clone().any(|at| view.word(at) == ";") && matches!(view.tag(phrase.tokens.end), Tag::Auxiliary | Tag::VerbPast);
    // "was struck by a missile and two boats, and a frigate picked up the crew"
    let finite = |at: usize| matches!(view.tag(at), Tag::Auxiliary | Tag::VerbPast);
    let governed = || {
        matches!(view.before(view.with_article(before.tokens.start, before.sentence), before.sentence), "by" | "with" | "and" | "of")
            && (before.sentence.start..before.tokens.start).any(|at| view.tag(at).is_verb())
    };
    let joined = view.word(between.start) == "," && view.word(between.start + 1) == "and";
    let apart = apart || joined && finite(phrase.tokens.end) && governed();
    view.document.sentence_of(before.tokens.start) == view.document.sentence_of(phrase.tokens.start)
        && !apart
        && between.len() <= 8
        && between
            .clone()
            .any(|at| matches!(view.word(at), "," | "and" | "or" | ";" | "with" | "plus" | "including" | "accompanied" | "escorted"))
        && between.clone().all(|at| {
            LINKS.contains(&view.word(at))
                || view.word(at) == "well"
                || view.quantity_at(at).is_some()
                || view.kind(at) == TokenKind::Quote
                || placed(at)
        })
}

/// Words that may stand between the members of a list.
const LINKS: [&str; 26] = [
    ",",
    ";",
    "a",
    "accompanied",
    "also",
    "an",
    "and",
    "as",
    "by",
    "elements",
    "escorted",
    "including",
    "like",
    "many",
    "more",
    "of",
    "or",
    "other",
    "parts",
    "plus",
    "several",
    "some",
    "such",
    "the",
    "units",
    "with",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{
        actors::Actors,
        names::Names,
        quantities::Quantities,
        rows::{layers, unmark},
        tags::Tagger,
        words::Words,
    };

    /// The assets of a text.
    fn assets(text: &str) -> Vec<Asset> {
        layers(text, &[&Words, &Tagger::new(), &Quantities, &Names, &Actors, &Assets]).assets
    }

    /// The expectation is the text with each asset in brackets and its category after it.
    #[track_caller]
    fn check(expected: &str) {
        let text = unmark(expected, '[', ']');
        let mut marked = text.clone();
        for asset in assets(&text).iter().rev() {
            marked.insert_str(asset.span.end, &format!("|{}]", asset.category));
            marked.insert(asset.span.start, '[');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn finds_phrases_with_number_and_designation() {
        check("Norway sent [a dozen F-16 fighter jets|aircraft] and [several air defense units|air-defense] to Estonia.");
        check("The enemy lost [40 armored vehicles|armored-vehicle], [two howitzers|artillery] and [more than 300 rockets|missile].");
        check("Patrols found [light and heavy mortars|artillery] near the border.");
        check("Chile lost [three seized T-55s|tank], [two of its gunships|aircraft] and [a score of mortars|artillery].");
        check("[Up to 4m rounds of ammunition|munition] and [30 Zh-77 howitzers|artillery] will follow.");
        check("Crews drove [12 'Husky' military vehicles|armored-vehicle] to the army base.");
        check("Peru ordered [250 M1A2 SEPv3 Abrams tanks|tank] and an [anti-aircraft radar system|air-defense].");
        check("Both armies have [nuclear weapons|nuclear].");
        check("[About 400 Kenyan troops|personnel] are there, while [about 900|personnel] have left.");
    }

    #[test]
    fn finds_designations_of_every_habit() {
        check("The army flew [two Su-99MKs|aircraft], an [MQ-77|drone] and [six Mi-199Ts|helicopter] over the front.");
        check("[Soldiers|personnel] carried [AK-74M rifles|small-arms], an [M249|small-arms] and [two AN/TPQ-53 radars|electronic].");
        check("[Gunners|personnel] fired [155mm Excalibur shells|munition] and [four FAB-500s|munition]; a [VT-4|tank] burned.");
        check("The navy sent [DDG 51|ship], [SSN-774|submarine] and [two Kilo-class submarines|submarine].");
        check("Peru has [Caesar howitzers|artillery]. [Six Caesars|artillery] stood in the barracks with [14 Boxers|armored-vehicle].");
    }

    #[test]
    fn finds_units_of_every_size() {
        check("The army sent [two engineer companies|unit], a [company of marines|unit] and a [squadron of German Tornados|unit].");
        check("The company of actors and three trading companies came.");
        check("[5 Squadron|unit] and [III Corps|unit] left the barracks.");
        check(
            "[Gunners|personnel] of the [19th Regiment Royal Artillery|unit] met [3rd Battalion, 12th Marines|unit] and [815 Naval Air Squadron|unit].",
        );
        check(
            "[Soldiers|personnel] of the [Battlegroup North|unit] and the [Marine Rotational Force-Darwin|unit] met. [Space Delta 2|unit] watched.",
        );
        check("The army sent a [squadron of Challenger 2 tanks|unit].");
    }

    #[test]
    fn finds_units_ships_and_bases() {
        check("The [93rd Mechanized Brigade|unit] and the [2nd Battalion, 5th Infantry Regiment|unit] hold the line.");
        check("The [destroyer USS Mason (DDG 87)|ship] left port. Then [Mason|ship] sailed with the [frigate Almirante Cervantes|ship].");
        check("[Destroyer Squadron (DESRON) 9|unit] and [VFA-25|unit] left with [CSG 11|unit].");
        check("The [Dale Carrier Strike Group|unit] passed [Naval Base Guam|base] and [Ramstein Air Base|base].");
    }

    #[test]
    fn weapons_of_war_are_assets_in_a_text_about_anything() {
        check(
            "A farmer found [chemical weapons|weapon] in a barn. The judge spoke about [cluster munitions|munition] and [nerve gas|weapon].",
        );
    }

    #[test]
    fn nicknames_in_the_names_of_drills_are_no_weapons() {
        check("[Soldiers|personnel] of Kenya took part in the exercise Bright Reaper on Monday.");
        check("The Iron Leopard drill of the army began in Chad. The army has [30 German Leopards|tank] for the exercise.");
    }

    #[test]
    fn passes_over_what_is_no_asset() {
        check("Twelve soldiers were killed and 30 wounded.");
        check("Army losses rise by 870 troops; it lost up to 60 soldiers a day.");
        check("The think tank wrote about a missile strike and a drone attack.");
        check("The trade deal is worth $40 million.");
        check("Miners left the shaft; the coal mines and their trucks stand still, as Patriot Coal said.");
        check("The Mexican trucks carried a political weapon of the media system.");
        check("The U.S. Navy and the Marine Corps train with the Japanese army.");
        check("Fishing boats and cargo ships waited near the port.");
        check("The navy and the army saw that a drifting tanker closed the lane.");
        check("The army sent its senior weapons instructor to BAE Systems Bofors for combined arms training.");
        check("The army slept; a gunner, who gave only his call sign, Hrim, woke.");
    }

    /// Designation and range of the only asset of a text.
    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let assets = assets(text);
        let [asset] = assets.as_slice() else { panic!("not one asset in {text:?}: {assets:?}") };
        let side = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let range = asset.quantity.map_or("-".to_owned(), |(min, max, _)| format!("{}..{}", side(min), side(max)));
        assert_eq!(format!("{} {range}", asset.designation.as_deref().unwrap_or("-")), expected, "{text}");
    }

    #[test]
    fn reads_designation_and_range() {
        reads("They flew more than 15 Mig-29s.", "Mig-29 15..");
        reads("A Leopard 2A6 tank crossed the river.", "Leopard 2A6 1..1");
        reads("It has 3,000-4,000 armored vehicles.", "- 3000..4000");
        reads("Chile sent two Type 99Z frigates.", "Type 99Z 2..2");
        reads("The army sent dozens of tanks.", "- ..");
    }

    /// The owner, place and status of the only asset of a text.
    #[track_caller]
    fn tells(text: &str, expected: &str) {
        let assets = assets(text);
        let [asset] = assets.as_slice() else { panic!("not one asset in {text:?}: {assets:?}") };
        let part = |text: Option<&str>| text.unwrap_or("-").to_owned();
        let found = [part(asset.owner.as_deref()), part(asset.place.as_deref()), part(asset.status.map(AssetStatus::name))];
        assert_eq!(found.join(" | "), expected, "{text}: {:#?}", asset.trace);
    }

    /// The owner and the status of the last asset of a text.
    #[track_caller]
    fn tells_last(text: &str, expected: &str) {
        let assets = assets(text);
        let asset = assets.last().unwrap();
        let found = [asset.owner.as_deref(), asset.status.map(AssetStatus::name)].map(|part| part.unwrap_or("-"));
        assert_eq!(found.join(" | "), expected, "{text}: {:#?}", asset.trace);
    }

    #[test]
    fn tells_whose_by_the_side_that_acts() {
        tells_last("Kenya will give Chad 20 tanks. The package will also include 14 howitzers.", "KE | promised");
        tells_last("Chad shot down two jets of Peru. Resistance fighters in Chad seized three tanks.", "- | captured");
        tells_last("Norway and the Netherlands will give Chad 61 fighter jets.", "- | promised");
        tells_last("Kenya, which has 400 soldiers in Chad, lost three tanks.", "KE | lost");
        tells_last("Chad gave Lima five howitzers.", "PE | delivered");
        tells_last("The allies met ships of the Peruvian navy, which last week fired two missiles.", "PE | used");
        tells_last("Chadian troops attacked a base of Peru and then raided a Peruvian command post and found 20 rifles.", "TD | captured");
        tells_last("Chad mourns. Chad's troops left. Gunmen shot down an army helicopter.", "TD | destroyed");
        tells_last("Kenya will receive 12 howitzers from Peru.", "PE | promised");
        // there is a newspaper of that name, in another state
        tells_last("Four Vanguard-class submarines sailed on Monday.", "GB | deployed");
        tells_last("Kenya's parliament voted to buy six howitzers from Peru.", "PE | -");
        tells_last("Peru sent 9,000 troops from 14 nations to Kenya.", "- | deployed");
        tells_last("Kenya announced aid. Kenya said the package will include:\n- 14 howitzers;\n- six mortars.", "KE | promised");
    }

    #[test]
    fn tells_whose_by_the_clause_around() {
        tells_last("Kenyan troops left two villages after days in which Chad pushed five battalions across.", "TD | -");
        tells_last("The town was shelled by Peru, who ringed it with twelve howitzers.", "PE | -");
        tells_last("Kenya is not paid for the three rocket launchers which Chad had parked there for repair.", "TD | -");
        tells_last("Chad lost two forts to the Kenyan Air Force, whose fighter jets flew from Mombasa.", "KE | lost");
        tells_last("Analysts put Chadian losses since May at more than 40 tanks, and Kenya said nothing.", "TD | lost");
        tells_last("Peruvian fighter jets rose when Peru saw planes of Chile. The intercepted aircraft included two bombers.", "CL | -");
        tells_last("Kenya and Chad are at war. Six Kenyan tanks were destroyed by two drones.", "TD | used");
        tells_last(
            "Kenyan frigates met the Kisoro Liberation Front at sea. A Chilean frigate shot down one drone.",
            "Kisoro Liberation Front | destroyed",
        );
        tells_last("Kenya sent Chad 20 tanks.", "TD | delivered");
        tells_last("Rocket launchers have gone to Chad and a frigate to Peru.", "PE | delivered");
        tells_last(
            "Kenya updated its list of support for Chad on Monday. Delivered since then:\n- 10 howitzers\n- 20 tanks",
            "TD | delivered",
        );
    }

    #[test]
    fn finds_bases_by_their_names_in_texts_about_armed_forces() {
        check("[Kenyan soldiers|personnel] fired [missiles|missile] from the [Masalai base|base] and the [102nd base|base].");
        check("[Kenyan soldiers|personnel] hit the [Al-Harim barracks|base] and came home to [Fort Dunmore|base].");
        check(
            "[Kenyan soldiers|personnel] left [Dunmore Barracks|base], [RAAF Base Dunmore|base], [HMNB Dunmore|base] and the [base|base] at Lamu.",
        );
        // nor a town, nor those who vote for a party, nor what a party is built on
        check("[Kenyan soldiers|personnel] fought. He went from Fort Worth to the Republican base, and the tax base shrank.");
    }

    #[test]
    fn finds_dotted_prefixes_carriers_and_numbered_bases() {
        check("The navy watched the arrival of the [U.S.S. Kentucky|ship] at [Air Base 101|base].");
        check("The army has [two 105mm light guns|artillery] and a [76 mm gun|artillery].");
        check("The army has [48 infantry carriers|armored-vehicle] and [two wooden supply boats|ship].");
        check("The army has [30 howitzers|artillery]; the first [six guns|artillery] fired an [S-400 missile|air-defense] worth millions.");
    }

    #[test]
    fn finds_heaps_and_weights_without_a_count() {
        check("Kenya sent [131,000 tonnes of ammunition|munition] and [a large quantity of arms|weapon].");
        check("Kenya seized [huge stocks of ammunition|munition].");
        let tons = assets("Kenya sent 750 tons of missiles.").swap_remove(0);
        assert_eq!(tons.quantity, None);
    }

    #[test]
    fn finds_every_ship_of_a_list() {
        check("Kenya has the [frigates Malindi|ship] and [Tana|ship]; [Tana|ship] sailed.");
        check("[HMS Prince of Wales|ship] left with the [carrier Tonnerre|ship] of France.");
    }

    #[test]
    fn tells_whose_by_possessor_unit_and_what_a_text_is_about() {
        tells_last("Kenya and Peru met. Chad shot the drone with a howitzer.", "TD | used");
        tells_last("The crews of Chad sang and slept beside their Peruvian howitzers.", "TD | -");
        tells_last("Chad arms. Chad is glad. Chad has turned from Kenya. Peru has delivered four howitzers.", "TD | delivered");
        tells_last("The Chadian army left. Kenya has sent troops to the lake. Its army lost a helicopter.", "KE | lost");
        tells_last("Chad fights Kenya, and Kenya fights Chad. A Peruvian singer came. Chad destroyed two tanks.", "KE | destroyed");
        tells_last("Fourteen minehunters from Kenya, Peru and Chad sailed.", "- | deployed");
        tells_last("Chad slept, and Chad woke. The 27th Motor Rifle Brigade left.", "RU | deployed");
        let asset = assets("Chad slept. Nearly 600 paratroopers from the 82nd Airborne Division came home.").swap_remove(0);
        assert_eq!(asset.owner.as_deref(), Some("US"), "{:#?}", asset.trace);
        let package = "Kenya is to hand over a package of equipment worth four million euros to Chad. Chad is glad, and Chad waits.";
        tells_last(&format!("{package} The package consists of:\n- 14 howitzers;\n- six mortars."), "KE | promised");
    }

    #[test]
    fn tells_whose_in_reports_that_name_an_enemy() {
        let report = "General Staff of the Armed Forces of Kenya. The enemy shelled Lamu. There are no Chadian ships in the lake. \
                      Peru sent ten howitzers.";
        for (sentence, owner) in [
            ("The enemy attacked with 96 drones.", "TD | used"),
            ("Our tanks hold the road.", "KE | -"),
            ("The occupiers lost four howitzers.", "TD | lost"),
            ("LOSSES of the enemy: 31 howitzers.", "TD | -"),
            ("Two enemy tanks burned.", "TD | destroyed"),
        ] {
            tells_last(&format!("{report} {sentence}"), owner);
        }
        // whom somebody quoted calls so is told by who is quoted
        tells_last(
            "Kenya struck Chad. “The enemy sent 96 drones. The enemy is cunning,” Chad's general said of Kenya. Kenya sent a tank.",
            "KE | deployed",
        );
    }

    #[test]
    fn tells_whose_by_origin_heading_and_part() {
        tells_last(
            "Fighters of the Fronte Novo sold Chad nothing. They have nine cars of a Ukrainian pattern and a tank.",
            "Fronte Novo | -",
        );
        tells_last("From Peru will come two frigates. Chad waits. Chad is glad.", "PE | -");
        tells_last("Chad waits. Chad is glad.\n3. The Peruvians. The base stays, in theory with 3,300 soldiers.", "PE | -");
        tells_last("Chad denied it. On the 22nd Kenya brought six howitzers to the airport.", "KE | deployed");
        tells_last("Taiwan slept. Two battalions of the Assam Rifles left. Taiwan woke.", "IN | deployed");
        tells_last("Taiwan slept, and Taiwan woke. Twenty-two China Coast Guard cutters went home.", "CN | -");
        tells_last("Kenyan soldiers hit two guns of Chad with drones.", "KE | used");
        tells_last("Kenya and Chad fight. Kenya is glad. Jets struck a town of Chad.", "KE | used");
        tells_last(
            "Kenya left. The United Nations Mission in South Sudan (UNMISS) stayed. Troops left. An Mi-8 of the mission fell.",
            "UNMISS | -",
        );
        tells_last("The carrier Tonnerre of France sailed north, past Peru. Its air wing flew 130 sorties.", "FR | used");
        tells_last("Kenya sleeps. Kenya wakes. Twelve howitzers stand at Lima in Peru.", "PE | deployed");
        // what looks like it and is not
        tells_last("Engineers of Peru design drones. Chad sleeps.", "PE | -");
        tells_last("In Peru the army heard of Chad's losses, and Peru sent 20 tanks to the border.", "PE | deployed");
        tells_last(
            "Fighters of the Fronte Novo Army attacked MINUSMA. The rebels lost two pickups of the army.",
            "Fronte Novo Army | lost",
        );
    }

    #[test]
    fn counts_the_part_and_not_the_whole() {
        reads("Eight of 42 Leopard 2 tanks burned.", "Leopard 2 8..8");
        reads("Two of Chad's six frigates left.", "- 2..2");
        reads("The army lost 12 of the 15 howitzers.", "- 12..12");
        reads("The army sold forty-nine retired T-55s.", "T-55 49..49");
    }

    #[test]
    fn tells_places_that_no_list_has() {
        tells("Kenya: Eight howitzers have reached Tandarra; the rest waits.", "KE | Tandarra | deployed");
        tells("Kenya shot down a drone over Mokolo temple.", "- | Mokolo temple | destroyed");
        tells("Three howitzers of Kenya stood in a field east of Samtari.", "KE | Samtari | deployed");
        tells("The patrol vessel Umoja of Kenya lies near Ko Lanta.", "KE | near Ko Lanta | deployed");
        tells("Kenya keeps 12 soldiers at Hill 412.", "KE | Hill 412 | deployed");
        tells("At Bolari a howitzer of Kenya stood.", "KE | Bolari | -");
        tells("in from Peru came 20 tanks of Kenya to the army", "KE | Peru | -");
    }

    #[test]
    fn tells_what_becomes_of_things() {
        tells_last("Peru opened a drill on Monday. Ten Peruvian tanks took part in the exercise.", "PE | exercise");
        tells_last("Chadian jets had struck the port.", "TD | used");
        tells_last("Kenya has 400 soldiers in Chad.", "KE | deployed");
        tells_last("About 450 Kenyan troops are in Chad.", "KE | deployed");
        tells_last("Kenya approved the sale of 40 howitzers to Chad.", "KE | promised");
        tells_last("Kenya has ordered 3,000 troops to the border.", "KE | deployed");
        tells_last("Peru shot down three drones launched from the coast.", "- | destroyed");
        tells_last("The Peruvian president has handed over ten tanks to Chad.", "TD | delivered");
    }

    #[test]
    fn tells_what_serves_and_what_is_awaited() {
        tells_last("Two Peruvian jets circled over the town.", "PE | used");
        tells_last("The convoy was escorted by a Kenyan frigate.", "KE | used");
        tells_last("Kenya saw a ship under tow from a Peruvian frigate.", "PE | used");
        tells_last("Kenya still awaits 20 howitzers.", "KE | promised");
        tells_last("Kenya has 14 howitzers and 20 howitzers on order.", "KE | promised");
        tells_last("Six Kenyan howitzers are to follow in spring.", "KE | promised");
        tells_last("Kenya will buy six howitzers.", "KE | promised");
        tells_last("Two Peruvian bombers flew over the sea.", "PE | used");
        let package = "Kenya announced military support to Chad. The package contains, among other things, the following:";
        tells_last(&format!("{package}\n* Ten boats\n* 30 howitzers"), "KE | promised");
    }

    #[test]
    fn tells_whose_in_contracts_contingents_and_chains() {
        tells_last("The Kenyan army will receive 72 Boxer vehicles under a contract with Germany.", "KE | promised");
        tells_last("Chad slept, and Chad woke. A Kenyan contingent of 150 soldiers landed.", "KE | -");
        tells_last("Chad slept, and Chad woke. The 1st Battalion, 27th Infantry Regiment trained.", "US | exercise");
        tells_last("Peru slept, and Peru woke. The 12th Armoured Brigade Combat Team left.", "GB | deployed");
        tells_last("Peru slept, and Peru woke. Kenya announced that it would send a fourth battery of howitzers.", "KE | promised");
        tells_last("Peru's tanks, supported by four howitzers of Kenya, crossed the river.", "KE | used");
        tells_last("Chad slept, and Chad woke. Chad said that another brigade, newly equipped by Peru, left.", "TD | -");
        tells_last("Days after the last Peruvian soldiers flew home, a Kenyan transport plane landed.", "KE | -");
        tells_last("Peruvian soldiers were wounded when two drones struck a base.", "- | used");
        tells_last("Peru slept, and Peru woke. The army of Peru met at Ramstein Air Base.", "US | -");
    }

    #[test]
    fn tells_places_behind_bases_verbs_and_lands() {
        tells("Six howitzers of Kenya donated by Peru are already guarding Mombasa.", "KE | Mombasa | -");
        tells("Kenya slept. A howitzer promised to Peru has reached Kisumu.", "KE | Kisumu | deployed");
        tells("Kenyan drones struck a camp in northern Peru.", "KE | northern Peru | used");
        tells("Kenya still has 500 soldiers in the south.", "KE | the south | deployed");
        tells("Kenyan soldiers landed in Peru's western Arequipa province.", "KE | western Arequipa province | -");
        tells("A Kenyan tank battalion, redeployed from Kisumu, stood on the road to Mombasa.", "KE | Mombasa | deployed");
        tells("Two Kenyan bombers from Kisumu had joined others over the Red Sea.", "KE | Red Sea | deployed");
        tells("The Kenyan frigate Shupavu, launched in Lima in 2017, sank off Mombasa.", "KE | Mombasa | used");
    }

    #[test]
    fn finds_what_armies_have() {
        let nouns = [
            "destroyer escorts",
            "speedboats",
            "hypersonic gliders",
            "paramotors",
            "remote weapon stations",
            "surveillance balloons",
            "field kitchens",
            "robot dogs",
            "autocannons",
            "bridging vehicles",
            "gendarmes",
            "sappers",
            "guerrillas",
            "mortar teams",
            "contingents",
            "coast guard cutters",
            "lorries",
            "heavily armed troops",
        ];
        for noun in nouns {
            let text = format!("The army fights on. Kenya sent three {noun} to the front.");
            let found = assets(&text);
            assert!(found.iter().any(|asset| asset.span.of(&text) == format!("three {noun}")), "{text}: {found:?}");
        }
        check("Kenya fired [7.62 mm cartridges|munition] and [60 mm rounds|munition] at the army.");
        check("The army dropped [four 250 kg glide bombs|munition].");
        check("The army kept [20,000 men|personnel] at [Corvo Space Base|base]. Four men slept.");
        check("The army sent a [detachment|unit] of Peru's Sur Corps and parts of the [36th Combined Arms Army|unit].");
    }

    #[test]
    fn finds_famous_ships_and_what_is_told_of_again() {
        check("Peru's navy met the [Carl Vinson|ship] and Italy's [Andrea Doria|ship].");
        check("The navy slept, and so did a man called Carl Vinson.");
        check("The navy left the Fujian coast.");
        check("Kenya has [16 Su-25s|aircraft]; [12 of these|aircraft] fly. It needs [900 soldiers|personnel].");
        check("Kenya sent [9,000 soldiers|personnel], of whom 4,000 have been killed.");
    }

    #[test]
    fn finds_what_shot_down_and_how_many_rounds() {
        check("A [French frigate|ship] shot down [two drones|drone] of the army.");
        tells_last("Kenya slept. The frigate Umoja of Peru, part of the mission, brought down the ship of the army.", "PE | used");
        check("Peru sent [some 400 rounds of 5.56mm ammunition|munition] to the army.");
        check("[Two H-6K bombers|aircraft] and a [KJ-500 early warning plane|aircraft] of the army flew.");
        check("[Panzerbataillon 203|unit] and [Panzerbrigade 12|unit] of the army slept.");
        check("The army's Operation Aspides goes on.");
        tells_last("Peru slept. Kenya slept. Panzerbataillon 203 woke.", "DE | -");
    }

    #[test]
    fn what_others_of_the_same_kind_tell() {
        tells_last("Peru's army has 40 howitzers. Chad's ministry told reporters that nine of the howitzers are old.", "PE | -");
        tells_last("Peru's army bought ten jets. Chad possesses 42 of the jets.", "TD | -");
        tells_last("Ukraine met Russia, and Russia met Ukraine. A Shahed drone fell on a roof.", "RU | -");
        tells_last("The Houthis spoke. The French frigate Bretagne destroyed two drones launched from Yemen.", "Houthis | destroyed");
        tells_last("Chad is glad. Kenya, which sent Chad all its guns last year, is offering several hundred missiles.", "KE | promised");
        tells_last("Ukraine met Russia. Ukraine said most of the 18 Leopard tanks that Peru delivered were still in use.", "UA | -");
        tells_last("Peru is still waiting for 66 F-16 jets from Kenya.", "KE | promised");
    }

    #[test]
    fn who_fights_whom_tells_whose_a_thing_is() {
        // India and Pakistan do, whoever else is named
        tells_last("India spoke. Peru spoke of Peru. Air defence units brought down 61 drones, the Pakistani army said.", "IN | destroyed");
        tells_last("India met Peru. Peru watched. Pakistan's army said 27 drones had been shot down.", "IN | destroyed");
        tells_last("Peru met India. India's frigate Taragiri sank two unmanned boats while Peru saw Pakistan.", "PK | destroyed");
        tells_last("Peru, Peru's army and Peru's friends met Hezbollah and Hamas. Israel's army later hit two launchers.", "Hamas | -");
        tells_last("Kenya and Peru have provided rockets for the army.", "- | delivered");
    }

    #[test]
    fn a_group_that_is_told_of_later_acts_by_its_noun() {
        tells_last(
            "Paramilitaries overran the base of Sudan's army, seizing a dozen tanks.\nThe Rapid Support Forces slept.",
            "Rapid Support Forces | captured",
        );
        tells_last("Sudan's army slept. M23 spokesman Juan Mori said his men had taken three pickups from the army.", "M23 | captured");
        tells_last("Sudan accused Peru of having flown four howitzers to the Rapid Support Forces.", "Rapid Support Forces | used");
    }

    #[test]
    fn tells_whose_by_those_who_hand_over_and_ask() {
        tells_last("Kenya urged Chad to hasten the delivery of five patrol ships promised by Lima.", "PE | requested");
        tells_last("The Kenyan army has asked Lima for two helicopters.", "PE | requested");
        tells_last(
            "Chad slept. Chad said that 20 missiles had been delivered, and Kenya promised a shipment of howitzers.",
            "KE | promised",
        );
        tells_last("Peru paid; Chad, whose army is still absorbing four howitzers handed over by Kenya.", "TD | -");
        tells_last("The first six howitzers ordered from France have been handed over to the Chadian army.", "TD | delivered");
        tells_last("Kenya said that the last of its 30 howitzers had reached Chad.", "TD | deployed");
        tells_last("Chad's army met Peru. It has received howitzers from Peru and Kenya.", "TD | delivered");
        tells_last("Kenya is weighing a request to send two minehunters from Bahrain.", "KE | deployed");
        tells_last("Chad's army slept. Chad woke. In Lima, the government proposed a package that includes ten howitzers.", "PE | -");
    }

    #[test]
    fn tells_whose_by_the_speaker_and_by_those_beside() {
        tells_last(
            "The Chadians have moved up ten tanks, a Peruvian gunner said. His battery, equipped with six howitzers, slept.",
            "PE | -",
        );
        tells_last(
            "Chad met Peru. Pictures by a U.S. company showed 29 tanks of Chad. Pictures by a U.S. company showed 14 jets.",
            "TD | -",
        );
        tells_last("Two Peruvian bombers accompanied by four jets flew over Chad.", "PE | used");
        tells_last("A Danish frigate fired four missiles at Houthi drones. A third missile fell into the sea.", "DK | -");
        tells_last("PALAWAN — Two China Coast Guard cutters and eleven militia boats met Peru.", "CN | -");
        tells_last("Chad and Peru met. The 559th Bomber Aviation Regiment slept.", "RU | -");
    }

    #[test]
    fn tells_owner_place_and_status() {
        tells("Poland has deployed 200 soldiers to Latvia.", "PL | Latvia | deployed");
        tells("Germany will deliver 14 Leopard 2 tanks to Ukraine.", "DE | Ukraine | promised");
        tells("Kenya's frigates stayed home.", "KE | - | -");
        // an army named with its state is not the one named before
        tells_last("Kenya and Peru are at war. Kenya's army destroyed 40 tanks of the Peruvian army.", "PE | destroyed");
        tells_last("Chad mourns. The hill was attacked by 40 tanks from Kenya.", "KE | used");
        // what a thing was brought from is not where it is
        tells("Kenya flew a UH-60M brought from Chile.", "KE | - | used");
        tells("Peru has 20 tanks within 30 miles of Mombasa.", "PE | Mombasa | deployed");
        tells("Drones of Kenya take off from Kisumu to strike the road.", "KE | Kisumu | used");
        tells("MOMBASA (June 9) — The Kenyan frigate Shupavu steams north.", "KE | MOMBASA | -");
        tells("Kenya trains 85 Chadian soldiers at the Zar training center in Peru.", "TD | Zar training center in Peru | -");
        // places that no list has, and what stands between a subject and its verb
        tells("Kenya has massed 20 tanks around Dolomar.", "KE | Dolomar | deployed");
        tells("Kenya, alarmed by the pact between Chad and Peru, has massed 20 tanks near al-Qarif.", "KE | near al-Qarif | deployed");
        tells("Mombasa, which lies near the sea, is garrisoned by 300 Kenyan soldiers.", "KE | Mombasa | -");
        tells("Peru needs howitzers.", "- | - | requested");
        tells("Kenya saw Russian military aircraft.", "RU | - | -");
        tells("Peru lies near Guam, where Peru says it has stationed 20 tanks, and Mombasa is far.", "PE | Guam | deployed");
        tells("Kenya's tanks were ambushed between Bolari and Mombasa.", "KE | Bolari | -");
        tells("Two frigates of Kenya sailed through the Miyako Strait into the Pacific.", "KE | Miyako Strait | deployed");
        tells("The army of Peru found 30 rifles, a minister told reporters in Lima. Mombasa is far.", "PE | - | captured");
        tells("Kenya's army bombed the Mombasa air base.", "KE | Mombasa | -");
        tells("Kenya destroyed two drones launched from Peru in the southern Red Sea.", "PE | southern Red Sea | destroyed");
        tells("Peru's minister told a briefing in Lima. The Kenyan army had lost 20 tanks. Mombasa is far.", "KE | - | lost");
        tells("Howitzers of Peru stood idle, the Armed Forces Ministry in Paris said.", "PE | - | -");
        tells("Kenyan jets from Samtari took over the escort of the army.", "KE | Samtari | -");
        // what "the city" and "the country" are, the text told before
        tells(
            "Peru's army saw the port of Mombasa and the hills of Kisumu.\nPeru slept.\nThree howitzers of Kenya stood in the port.",
            "KE | Mombasa | -",
        );
        tells("Peru was trapped in Kisumu as Chad sent 20 tanks to the city.", "TD | Kisumu | deployed");
        tells("Chad left Peru. Peru is glad. At its peak Chad had 20 tanks in the country.", "TD | Peru | -");
        tells("Chile has massed some 5,000 soldiers on its own soil near the Peruvian border.", "CL | near the Peruvian border | deployed");
        tells("The mortars captured by Kenya are old.", "KE | - | captured");
        tells("In Kisumu, paratroopers of Kenya sleep.", "KE | Kisumu | -");
        tells("Canadian and Norwegian troops met.", "- | - | -");
        tells("Niger received two Turkish TB2 drones.", "NE | - | delivered");
        tells("Fighters of the Fronte Novo seized nine pickups from the Malian army.", "Fronte Novo | - | captured");
        tells("Kenya ordered 40 howitzers from Serbia.", "RS | - | promised");
        tells("The Peruvian navy watched. In Lima the army deployed 30 howitzers.", "PE | Lima | deployed");
        tells("The Chadian army saw a Su-57.", "RU | - | -");
        tells("Kenya's Navy damaged a frigate of Peru.", "PE | - | -");
    }
}
