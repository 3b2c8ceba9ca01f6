//! Words around places: prepositions, sides, distances, and what tells where a thing only comes from.

use super::View;

/// Whether words for a place mean one that was named before.
pub(super) fn is_vague(place: &str) -> bool {
    matches!(
        place,
        "airbase"
            | "airfield"
            | "airport"
            | "area"
            | "base"
            | "bay"
            | "camp"
            | "city"
            | "coast"
            | "compound"
            | "country"
            | "district"
            | "gulf"
            | "harbor"
            | "harbour"
            | "hill"
            | "island"
            | "nation"
            | "peninsula"
            | "port"
            | "province"
            | "reef"
            | "region"
            | "river"
            | "sector"
            | "shoal"
            | "strait"
            | "territory"
            | "town"
            | "valley"
            | "village"
            | "zone"
    )
}

/// Whether `from` tells where a thing was before, not where it is: "brought from Peru", "a gift from Peru".
pub(super) fn is_origin(view: &View<'_>, from: usize) -> bool {
    let Some(before) = from.checked_sub(1) else { return false };
    let over = matches!(view.word(before), "over" | "in" | "back");
    let verb = before.checked_sub(usize::from(over)).map_or("", |verb| view.word(verb));
    matches!(
        verb,
        "arrived"
            | "arriving"
            | "arrives"
            | "bought"
            | "brought"
            | "coming"
            | "delivered"
            | "diverted"
            | "donated"
            | "gift"
            | "imported"
            | "leased"
            | "loan"
            | "obtained"
            | "ordered"
            | "purchased"
            | "received"
            | "redeployed"
            | "sent"
            | "shipped"
            | "smuggled"
            | "supplied"
            | "transferred"
    )
}

/// Whether words for a place end as those for where aircraft or ships are at home.
pub(super) fn is_field(place: &str) -> bool {
    let last = place.rsplit(' ').next().unwrap_or("");
    matches!(last, "airbase" | "airfield" | "airport" | "base" | "Base" | "port")
}

/// Nouns for those who speak from a place: "officials in Lima believe" tells where those are.
pub(super) fn is_speaking(word: &str) -> bool {
    matches!(
        word,
        "Ministry"
            | "Officials"
            | "analysts"
            | "authorities"
            | "diplomats"
            | "embassy"
            | "journalists"
            | "lawmakers"
            | "ministry"
            | "officials"
            | "reporters"
    )
}

/// What the names of bases of some services begin with: "RNAS", "NAS".
pub(super) fn is_station(word: &str) -> bool {
    matches!(word, "HMNB" | "MCAS" | "NAS" | "RAAF" | "RAF" | "RNAS" | "RNZAF")
}

/// Measures of the way to a place: "within 30 miles of Peru".
pub(super) fn is_distance(word: &str) -> bool {
    matches!(word, "miles" | "mile" | "kilometers" | "kilometres" | "km" | "kilometer" | "kilometre" | "yards" | "meters" | "metres")
}

/// Sides of a place, before "of".
pub(super) fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "south"
            | "north"
            | "east"
            | "west"
            | "southwest"
            | "southeast"
            | "northwest"
            | "northeast"
            | "south-west"
            | "south-east"
            | "north-west"
            | "north-east"
    )
}

pub(super) fn is_locative(word: &str) -> bool {
    is_direction(word)
        || matches!(
            word,
            "in" | "near"
                | "at"
                | "to"
                | "toward"
                | "towards"
                | "on"
                | "into"
                | "across"
                | "around"
                | "along"
                | "outside"
                | "inside"
                | "off"
                | "over"
                | "within"
                | "from"
                | "aboard"
                | "above"
                | "behind"
                | "among"
                | "between"
                | "beyond"
                | "throughout"
                | "through"
                | "onto"
                | "past"
        )
}
