//! The card that tells why an item is there: its words, the rule that made it, the score, and what they rest on.

use ratatui::layout::Rect;

use super::{
    super::{
        geometry::Geometry,
        items::Line,
        keymap::Scope,
        marks::{Item, actor_role},
        model::Model,
        reading::Reading,
        text::{fold_lines, plural},
        theme::Role,
        update::review,
        wording::{class, in_short, one_line, quantity, said},
    },
    Canvas, frame, joints,
};
use crate::{
    briefing::{Actor, Asset, Quote},
    evidence::Score,
};

pub(super) fn draw(model: &Model, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let area = geometry.panel;
    canvas.wipe(area);
    frame::rule(Rect { height: 1, ..area }, &joints(geometry), "┴", canvas);
    let title = model.review.as_ref().map_or_else(|| "WHY".to_owned(), |review| format!("REVIEW {}", review::place(review)));
    let wide = u16::try_from(super::width(&title)).unwrap_or(0);
    canvas.wipe(Rect { x: area.x + 1, width: wide + 2, height: 1, ..area });
    let mut x = canvas.say(area.x + 2, area.y, area.right(), &title, Role::Focus) + 1;
    if model.review.is_some() {
        // Notices take the place of the hints at the bottom, and here one needs them.
        for (key, words) in model.options.keymap.hints(&[Scope::Review]) {
            let wide = u16::try_from(super::width(&key) + super::width(words)).unwrap_or(u16::MAX).saturating_add(3);
            if x.saturating_add(wide) >= area.right() {
                break;
            }
            canvas.wipe(Rect { x, width: wide + 1, height: 1, ..area });
            x = canvas.say(x + 1, area.y, area.right(), &key, Role::Key);
            x = canvas.say(x + 1, area.y, area.right(), words, Role::Dim) + 1;
        }
    }
    canvas.wipe(geometry.base);
    frame::rule(geometry.base, &[], "", canvas);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let Some((reading, (item, _))) = model.reading.as_ref().and_then(|reading| Some((reading, reading.current?))) else {
        canvas.say(body.x + 2, body.y, body.right(), "Choose a quote, an actor or an asset: its reasons stand here.", Role::Dim);
        return;
    };
    if model.is_confirmed(reading.row, item) {
        let (told, wide) = (" ✓ confirmed by you ", 20);
        canvas.wipe(Rect { x: area.right().saturating_sub(wide + 2), width: wide, height: 1, ..area });
        canvas.say_right(area.x + 8, area.y, area.right().saturating_sub(2), told, Role::Focus);
    }
    for (y, line) in (body.y..body.bottom()).zip(lines(reading, item, usize::from(area.width.saturating_sub(4)))) {
        canvas.line(area.x + 2, y, area.right().saturating_sub(2), &line, None);
    }
}

fn lines(reading: &Reading, item: Item, columns: usize) -> Vec<Line> {
    let briefing = &reading.briefing;
    let (head, words, facts, rule, score) = match item {
        Item::Quote(number) => match briefing.quotes.get(number) {
            Some(quote) => (speaker(reading, quote), words(&said(quote), columns), quote_facts(reading, quote), &quote.rule, quote.score),
            None => return Vec::new(),
        },
        Item::Asset(number) => match briefing.assets.get(number) {
            Some(asset) => {
                let name = asset.designation.as_deref().unwrap_or(&asset.text);
                let head = Line { left: vec![("▲ ".to_owned(), Role::AssetSign), (name.to_owned(), Role::Title)], right: Vec::new() };
                (head, words(&format!("“{}”", one_line(&asset.text)), columns), asset_facts(reading, asset), &asset.rule, asset.score)
            }
            None => return Vec::new(),
        },
        Item::Place(number) => match briefing.places.get(number) {
            Some(place) => {
                let facts = vec![
                    ("country", place.country.map_or_else(String::new, |code| code.name().to_owned())),
                    ("named", plural(place.mentions.len(), "time")),
                ];
                (Line::of(place.name.clone(), Role::Place), Vec::new(), facts, &place.rule, place.score)
            }
            None => return Vec::new(),
        },
        Item::Link(_) => return vec![Line::of(in_short(briefing, item), Role::Key)],
        Item::Actor(number) => match briefing.actors.get(number) {
            Some(actor) => (named(actor), Vec::new(), actor_facts(actor), &actor.rule, actor.score),
            None => return Vec::new(),
        },
    };
    let mut head = head;
    if columns >= 80 {
        head.right.push((frame::dateline(briefing), Role::Dim));
    }
    let mut lines = vec![head];
    lines.extend(words);
    let mut facts: Vec<Line> = facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| fact(label, value)).collect();
    let mut proof = vec![fact("rule", rule.clone()), score_line(score)];
    if columns < 90 {
        proof.extend(facts);
        lines.extend(proof);
        lines.extend(sentence(reading, item, columns));
        return lines;
    }
    facts.resize_with(facts.len().max(proof.len()), Line::default);
    for (place, mut line) in facts.into_iter().enumerate() {
        if let Some(right) = proof.get_mut(place) {
            line.right = std::mem::take(&mut right.left);
            let wide: usize = line.right.iter().map(|(words, _)| super::width(words)).sum();
            line.right.push((" ".repeat(44usize.saturating_sub(wide)), Role::Dim));
        }
        lines.push(line);
    }
    lines.extend(sentence(reading, item, columns));
    lines
}

/// The sentence that an item stands in.
fn sentence(reading: &Reading, item: Item, columns: usize) -> Vec<Line> {
    let briefing = &reading.briefing;
    let span = match item {
        Item::Quote(number) => briefing.quotes.get(number).map(|quote| quote.sentence),
        Item::Asset(number) => briefing.assets.get(number).map(|asset| asset.sentence),
        Item::Actor(_) | Item::Place(_) | Item::Link(_) => None,
    };
    let words = span.map_or("", |span| span.of(&briefing.text)).split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = fold_lines(&words, columns.saturating_sub(10), 2);
    rows.into_iter().enumerate().map(|(row, line)| fact(if row == 0 { "sentence" } else { "" }, line)).collect()
}

fn fact(label: &str, value: impl Into<String>) -> Line {
    Line { left: vec![(format!("{label:<10}"), Role::Dim), (value.into(), Role::Text)], right: Vec::new() }
}

fn score_line(score: Score) -> Line {
    let tenths = (0..10u8).filter(|&tenth| f32::from(tenth) + 0.5 <= score * 10.0).count();
    let gauge = format!("{}{}", "▓".repeat(tenths), "░".repeat(10 - tenths));
    let band = match score {
        s if s >= 0.9 => "sure",
        s if s >= 0.7 => "likely",
        _ => "doubtful",
    };
    Line {
        left: vec![
            (format!("{:<10}", "score"), Role::Dim),
            (format!("{score:.2} "), Role::Count),
            (gauge, Role::Speaker),
            (format!(" {band}"), Role::Dim),
        ],
        right: Vec::new(),
    }
}

fn words(text: &str, columns: usize) -> Vec<Line> {
    fold_lines(text, columns, 2).into_iter().map(|line| Line::of(line, Role::Quote)).collect()
}

/// `Name · role · country`.
fn named(actor: &Actor) -> Line {
    let mut about: Vec<String> = actor.role.clone().into_iter().collect();
    about.extend(actor.affiliation.clone().filter(|body| Some(body) != actor.role.as_ref()));
    about.extend(actor.country.map(|code| format!("{code} {}", code.name())));
    let about = if about.is_empty() { String::new() } else { format!(" · {}", about.join(" · ")) };
    let name = if actor.described { format!("{} (described, not named)", actor.name) } else { actor.name.clone() };
    Line { left: vec![(name, actor_role(actor)), (about, Role::Text)], right: Vec::new() }
}

fn speaker(reading: &Reading, quote: &Quote) -> Line {
    reading.briefing.speaker(quote).map_or_else(|| Line::of("? the text does not tell who said it", Role::Warning), named)
}

fn name_of(reading: &Reading, id: Option<&String>) -> String {
    id.and_then(|id| reading.briefing.actor(id)).map(|actor| actor.name.clone()).unwrap_or_default()
}

fn quote_facts(reading: &Reading, quote: &Quote) -> Vec<(&'static str, String)> {
    let speaker = name_of(reading, quote.speaker.as_ref());
    let source = quote.source.as_ref().map_or_else(
        || if speaker.is_empty() { String::new() } else { format!("not named here → {speaker}") },
        |source| if source.text == speaker { speaker.clone() } else { format!("{} → {speaker}", source.text) },
    );
    let joint: Vec<String> = quote.joint.iter().map(|id| name_of(reading, Some(id))).collect();
    vec![
        ("source", source),
        ("with", joint.join(", ")),
        ("cue", quote.cue.as_ref().map_or_else(|| "no reporting word".to_owned(), |cue| cue.text.clone())),
        ("kind", quote.kind.to_string()),
        ("via", name_of(reading, quote.via.as_ref())),
        ("within", quote.within.clone().unwrap_or_default()),
    ]
}

fn asset_facts(reading: &Reading, asset: &Asset) -> Vec<(&'static str, String)> {
    let figure = asset.quantity.as_ref().map_or_else(String::new, |known| {
        let figure = quantity(known);
        if known.text == figure || known.text.is_empty() { figure } else { format!("{figure} (“{}”)", known.text) }
    });
    let mut class = class(asset);
    for part in [&asset.echelon, &asset.hull].into_iter().flatten() {
        class = format!("{class} · {part}");
    }
    let hands = [&asset.giver, &asset.owner, &asset.receiver].map(|side| side.clone().unwrap_or_default());
    let [giver, owner, receiver] = hands;
    let handed = if giver.is_empty() && receiver.is_empty() { String::new() } else { format!("{giver} → {receiver}") };
    vec![
        ("category", class),
        ("quantity", figure),
        ("owner", owner),
        ("handed", handed),
        ("status", asset.status.map_or_else(String::new, |status| status.to_string())),
        ("place", asset.place.clone().unwrap_or_default()),
        ("says", name_of(reading, asset.claimed_by.as_ref())),
    ]
}

fn actor_facts(actor: &Actor) -> Vec<(&'static str, String)> {
    vec![
        ("kind", actor.kind.to_string()),
        ("also", actor.aliases.join(", ")),
        ("named", plural(actor.mentions.len(), "time")),
        ("serves", actor.country.map_or_else(String::new, |code| code.name().to_owned())),
    ]
}
