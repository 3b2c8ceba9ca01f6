//! From layers to the record: ids, sentences, references.

use rustc_hash::FxHashSet;

use super::mentions;
use crate::{
    annotate::{Entity, Layers},
    briefing::{Actor, Anchor, Asset, Briefing, DateMention, Paragraph, Place, Quantity, Quote},
    document::Document,
    evidence::{Score, round},
    label::{ActorKind, EntityKind, ParagraphKind},
    name::slug,
    span::Span,
};

/// Fills the lists of `briefing` from the layers.
pub fn fill(briefing: &mut Briefing, document: &Document<'_>, layers: &Layers) {
    let ids = actor_ids(&layers.entities);
    let text = document.text();
    let id = |number: Option<usize>| number.and_then(|n| ids.get(n)).and_then(Clone::clone);
    briefing.paragraphs = document
        .paragraphs()
        .iter()
        .enumerate()
        .map(|(number, paragraph)| (paragraph, layers.paragraphs.get(number).copied().unwrap_or(paragraph.kind)))
        .filter(|(_, kind)| *kind != ParagraphKind::Body)
        .map(|(paragraph, kind)| Paragraph { start: paragraph.span.start, end: paragraph.span.end, kind })
        .collect();
    briefing.actors = layers.entities.iter().zip(&ids).filter_map(|(entity, id)| Some(actor(entity, id.clone()?))).collect();
    briefing.quotes = layers
        .quotes
        .iter()
        .enumerate()
        .filter_map(|(number, quote)| {
            let (first, last) = (quote.parts.first()?, quote.parts.last()?);
            let span = Span::new(first.start, last.end);
            Some(Quote {
                id: format!("q{}", number + 1),
                start: span.start,
                end: span.end,
                kind: quote.kind,
                text: span.of(text).to_owned(),
                parts: if quote.parts.len() > 1 { quote.parts.clone() } else { Vec::new() },
                speaker: id(quote.speaker),
                joint: quote.joint.iter().filter_map(|&number| id(Some(number))).collect(),
                source: quote.source.map(|source| Anchor::new(source, text)),
                cue: quote.cue.map(|cue| Anchor::new(cue, text)),
                via: id(quote.via),
                within: quote.within.map(|outer| format!("q{}", outer + 1)),
                sentence: document.sentence_span(span.start).join(span),
                rule: quote.evidence.rule.clone(),
                score: clean(quote.evidence.score),
            })
        })
        .collect();
    briefing.assets =
        layers.assets.iter().enumerate().map(|(number, asset)| self::asset(number, asset, document, id(asset.claimed_by))).collect();
    briefing.places = layers
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Place)
        .map(|entity| Place {
            name: entity.name.clone(),
            country: entity.country,
            rule: entity.evidence.rule.clone(),
            score: clean(entity.evidence.score),
            mentions: entity.mentions.clone(),
        })
        .collect();
    briefing.dates = layers
        .dates
        .iter()
        .map(|date| DateMention {
            start: date.span.start,
            end: date.span.end,
            text: date.span.of(text).to_owned(),
            date: date.date.clone(),
            until: date.until.clone(),
            relative: date.relative,
            sentence: document.sentence_span(date.span.start),
            rule: date.evidence.rule.clone(),
            score: clean(date.evidence.score),
        })
        .collect();
    briefing.entities = mentions::all(document, layers, &ids);
}

/// A score as the record prints it: two digits, so that it reads back equal.
fn clean(score: Score) -> Score {
    round(score)
}

/// An id for every entity that is an actor: the slug of its name, numbered where two share it.
fn actor_ids(entities: &[Entity]) -> Vec<Option<String>> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut give = |entity: &Entity| {
        kind_of(entity.kind)?;
        let base = match slug(&entity.name, 40) {
            empty if empty.is_empty() => "actor".to_owned(),
            slug => slug,
        };
        let mut id = base.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        Some(id)
    };
    entities.iter().map(&mut give).collect()
}

const fn kind_of(kind: EntityKind) -> Option<ActorKind> {
    match kind {
        EntityKind::Person => Some(ActorKind::Person),
        EntityKind::Organization => Some(ActorKind::Organization),
        EntityKind::Country => Some(ActorKind::Country),
        _ => None,
    }
}

fn actor(entity: &Entity, id: String) -> Actor {
    Actor {
        id,
        kind: kind_of(entity.kind).unwrap_or(ActorKind::Organization),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        role: entity.role.clone(),
        country: entity.country,
        affiliation: entity.affiliation.clone(),
        described: entity.described,
        rule: entity.evidence.rule.clone(),
        score: clean(entity.evidence.score),
        mentions: entity.mentions.clone(),
    }
}

fn asset(number: usize, asset: &crate::annotate::Asset, document: &Document<'_>, claimed_by: Option<String>) -> Asset {
    let text = document.text();
    Asset {
        id: format!("a{}", number + 1),
        start: asset.span.start,
        end: asset.span.end,
        text: asset.span.of(text).to_owned(),
        category: asset.category,
        designation: asset.designation.clone(),
        echelon: asset.echelon.clone(),
        hull: asset.hull.clone(),
        quantity: asset.quantity.map(|(min, max, span)| Quantity { min, max, text: span.of(text).to_owned() }),
        owner: asset.owner.clone(),
        giver: asset.giver.clone(),
        receiver: asset.receiver.clone(),
        place: asset.place.clone(),
        status: asset.status,
        claimed_by,
        generic: asset.generic,
        sentence: document.sentence_span(asset.span.start),
        rule: asset.evidence.rule.clone(),
        score: clean(asset.evidence.score),
    }
}
