//! Records from outside, made safe to show: a file of a library is no more to be trusted than an article.

use std::borrow::Cow;

use super::Briefing;
use crate::sanitize;

/// Replaces what could harm a terminal or deceive the eye in every string of `briefing`.
///
/// Where that changes the text, positions no longer hold: see [`super::anchor::reanchor`].
pub fn clean(briefing: &mut Briefing) {
    let source = &mut briefing.source;
    all(&mut briefing.warnings);
    lines([&mut briefing.engine, &mut briefing.id, &mut briefing.title, &mut source.path, &mut source.format, &mut source.sha256]);
    options([&mut briefing.language, &mut source.name, &mut source.author, &mut source.url]);
    words(&mut briefing.text);
    for actor in &mut briefing.actors {
        lines([&mut actor.id, &mut actor.name, &mut actor.rule]);
        options([&mut actor.role, &mut actor.affiliation]);
        all(&mut actor.aliases);
    }
    for quote in &mut briefing.quotes {
        lines([&mut quote.id, &mut quote.rule]);
        options([&mut quote.speaker, &mut quote.via, &mut quote.within]);
        all(&mut quote.joint);
        words(&mut quote.text);
        for anchor in [&mut quote.source, &mut quote.cue].into_iter().flatten() {
            words(&mut anchor.text);
        }
    }
    for asset in &mut briefing.assets {
        lines([&mut asset.id, &mut asset.rule]);
        options([&mut asset.designation, &mut asset.echelon, &mut asset.hull, &mut asset.place, &mut asset.claimed_by]);
        options([&mut asset.owner, &mut asset.giver, &mut asset.receiver]);
        words(&mut asset.text);
        lines(asset.quantity.iter_mut().map(|quantity| &mut quantity.text));
    }
    for place in &mut briefing.places {
        lines([&mut place.name, &mut place.rule]);
    }
    for date in &mut briefing.dates {
        lines([&mut date.rule]);
        options([&mut date.date, &mut date.until]);
        words(&mut date.text);
    }
    options(briefing.entities.iter_mut().map(|mention| &mut mention.actor));
}

fn words(string: &mut String) {
    if let Cow::Owned(safe) = sanitize::text(string) {
        *string = safe;
    }
}

fn lines<'a>(strings: impl IntoIterator<Item = &'a mut String>) {
    for string in strings {
        if let Cow::Owned(safe) = sanitize::line(string) {
            *string = safe;
        }
    }
}

fn options<'a>(strings: impl IntoIterator<Item = &'a mut Option<String>>) {
    lines(strings.into_iter().flatten());
}

fn all(strings: &mut [String]) {
    lines(strings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{Place, anchor::reanchor, store};

    #[test]
    fn nothing_harmful_is_left() {
        let evil = "a\u{1b}]0;x\u{7}b\u{202e}c\n\u{9b}31md".to_owned();
        let mut briefing = Briefing {
            title: evil.clone(),
            text: evil.clone(),
            warnings: vec![evil.clone()],
            places: vec![Place { name: evil.clone(), country: None, rule: evil, score: 1.0, mentions: vec![] }],
            ..Briefing::default()
        };
        clean(&mut briefing);
        reanchor(&mut briefing);
        assert_eq!(briefing.text, "abc\nd");
        let json = store::to_json(&briefing);
        assert!(json.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{json}");
        assert!(!json.contains("\\u00"), "{json}");
    }
}
