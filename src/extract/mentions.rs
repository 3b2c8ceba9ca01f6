//! Mentions of every kind: names, persons with their titles, forces, quantities and times, in reading order.

use crate::{
    annotate::{Asset, Layers, quantities::mention},
    briefing::Mention,
    document::Document,
    label::{AssetCategory as C, EntityKind},
    span::{Span, TokenRange},
};

/// All mentions of the text; `ids` has the record's id of every entity that is an actor. Mentions may nest.
pub fn all(document: &Document<'_>, layers: &Layers, ids: &[Option<String>]) -> Vec<Mention> {
    let text = document.text();
    let make = |span: Span, kind, actor| Mention { start: span.start, end: span.end, kind, actor };
    let id = |entity: Option<usize>| entity.and_then(|number| ids.get(number)).and_then(Clone::clone);
    // a state inside the name of its body is no mention of the place
    let bodies: Vec<Span> = layers.names.iter().filter(|name| name.kind == EntityKind::Organization).map(|name| name.span).collect();
    let within = |span: Span| {
        let next = bodies.partition_point(|body| body.start <= span.start);
        next.checked_sub(1).and_then(|last| bodies.get(last)).is_some_and(|body| body.contains(span) && *body != span)
    };
    let names = layers.names.iter().filter(|name| name.kind != EntityKind::Country || !within(name.span)).map(|name| {
        let span = if name.kind == EntityKind::Place { with_noun(document, name.tokens, name.span) } else { name.span };
        // "Syrians" are a group of people; "Syrian" is a nationality
        let printed = name.span.of(text);
        let people = name.kind == EntityKind::Nationality && printed.ends_with('s') && !printed.ends_with("ss");
        make(span, if people { EntityKind::Organization } else { name.kind }, id(name.entity))
    });
    let titled = layers.titled.iter().map(|&(span, entity)| make(span, EntityKind::Person, id(Some(entity))));
    let assets = layers.assets.iter().filter_map(|asset| Some(make(asset.span, kind_of(asset, text)?, None)));
    let quantities = quantities(document, layers).into_iter().map(|span| make(span, EntityKind::Quantity, None));
    let times = layers.dates.iter().flat_map(|date| [Some(date.span), date.first]).flatten().map(|span| make(span, EntityKind::Time, None));
    let mut all: Vec<Mention> = names.chain(titled).chain(assets).chain(quantities).chain(times).filter(|m| m.end <= text.len()).collect();
    all.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    all
}

/// The span of a place with the noun behind it that says what it is: "Anbar province", "the Mosul district".
fn with_noun(document: &Document<'_>, tokens: TokenRange, span: Span) -> Span {
    let noun = matches!(
        document.word(tokens.end),
        "province"
            | "district"
            | "region"
            | "governorate"
            | "county"
            | "peninsula"
            | "suburbs"
            | "airport"
            | "oblast"
            | "area"
            | "valley"
            | "city"
            | "city's"
    );
    let spaced = document.token(tokens.end).is_some_and(|token| token.spaced);
    if noun && spaced { document.token(tokens.end).map_or(span, |token| span.join(token.span())) } else { span }
}

/// What an asset is as a mention; forces are organizations.
fn kind_of(asset: &Asset, text: &str) -> Option<EntityKind> {
    let head = asset.span.of(text).rsplit(' ').next().unwrap_or("");
    Some(match asset.category {
        C::Personnel if matches!(head, "forces" | "militias" | "militia" | "army" | "fighters") => EntityKind::Organization,
        C::Personnel | C::Base => return None,
        // what soldiers wear and carry along is no weapon
        C::Weapon if matches!(head, "equipment" | "gear" | "masks" | "helmets" | "vests" | "uniforms" | "goggles" | "radios") => {
            return None;
        }
        C::Unit => EntityKind::Unit,
        C::Missile | C::SmallArms | C::Munition | C::Nuclear | C::Weapon | C::Artillery | C::RocketArtillery | C::AirDefense => {
            EntityKind::Weapon
        }
        _ => EntityKind::Platform,
    })
}

/// The numbers in dates and in the names of exercises are no quantities.
fn quantities(document: &Document<'_>, layers: &Layers) -> Vec<Span> {
    let events = layers.names.iter().filter(|name| name.kind == EntityKind::Event).map(|name| name.span);
    let mut taken: Vec<Span> = layers.dates.iter().map(|date| date.span).chain(events).collect();
    taken.sort_unstable_by_key(|span| span.start);
    let free = |span: &Span| {
        // "24 hours" is a period and a measure
        let measured = span.of(document.text()).ends_with(|c: char| c.is_ascii_lowercase());
        let next = taken.partition_point(|other| other.start < span.end);
        next.checked_sub(1).and_then(|last| taken.get(last)).is_none_or(|other| measured || !other.overlaps(*span))
    };
    layers.quantities.iter().filter_map(|quantity| mention(document, quantity)).filter(free).collect()
}
