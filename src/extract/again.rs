//! A briefing extracted again from the text it holds.

use super::extract;
use crate::{
    article::{Article, Header, Origin},
    briefing::{Briefing, Paragraph},
    lexicon::Lexicon,
    span::Span,
};

/// The rule of an item that a person wrote or changed: it is kept when the briefing is extracted again.
pub const HAND: &str = "hand";

/// Extracts the text of `old` again, with the headline, day, outlet and other words of its header.
///
/// The id stays. Actors, quotes and assets whose rule is [`HAND`] stay as well, in the place of what the engine finds at the same words;
/// everything else is as the engine has it now. Decisions that are kept elsewhere are for the caller to apply to what is returned.
#[must_use]
pub fn again(old: &Briefing, lexicon: &Lexicon) -> Briefing {
    let source = &old.source;
    let article = Article {
        text: old.text.clone(),
        header: Header {
            title: Some(old.title.clone()),
            outlet: source.name.clone(),
            author: source.author.clone(),
            published: old.published,
            url: source.url.clone(),
            language: old.language.clone(),
        },
        origin: Origin { path: source.path.clone(), format: source.format.clone(), sha256: source.sha256.clone() },
        marks: if source.format == "text" { Vec::new() } else { old.paragraphs.iter().map(mark).collect() },
        warnings: old.warnings.clone(),
    };
    let mut new = Briefing { id: old.id.clone(), ..extract(&article, lexicon).briefing };
    keep(old, &mut new);
    new
}

/// What the loader knew of a paragraph, as the record has it.
const fn mark(paragraph: &Paragraph) -> (Span, crate::label::ParagraphKind) {
    (Span { start: paragraph.start, end: paragraph.end }, paragraph.kind)
}

/// Puts what a person wrote into the place of what the engine found there.
fn keep(old: &Briefing, new: &mut Briefing) {
    let overlap = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
    for quote in old.quotes.iter().filter(|quote| quote.rule == HAND) {
        new.quotes.retain(|other| other.rule == HAND || !overlap((other.start, other.end), (quote.start, quote.end)));
        new.quotes.push(quote.clone());
    }
    for asset in old.assets.iter().filter(|asset| asset.rule == HAND) {
        new.assets.retain(|other| other.rule == HAND || !overlap((other.start, other.end), (asset.start, asset.end)));
        new.assets.push(asset.clone());
    }
    new.quotes.sort_by_key(|quote| (quote.start, quote.end));
    new.assets.sort_by_key(|asset| (asset.start, asset.end));
    // Of actors those too whom a kept item needs.
    let needed = |id: &str| {
        let said = |quote: &crate::briefing::Quote| {
            let ids = quote.speaker.iter().chain(&quote.joint).chain(&quote.via);
            quote.rule == HAND && ids.into_iter().any(|other| other == id)
        };
        new.quotes.iter().any(said) || new.assets.iter().any(|asset| asset.rule == HAND && asset.claimed_by.as_deref() == Some(id))
    };
    let kept: Vec<_> = old
        .actors
        .iter()
        .filter(|actor| actor.rule == HAND || needed(&actor.id) && new.actors.iter().all(|other| other.id != actor.id))
        .cloned()
        .collect();
    for actor in kept {
        new.actors.retain(|other| other.id != actor.id);
        new.actors.push(actor);
    }
    renumber(new);
}

/// Numbers quotes and assets in reading order, as the engine does.
fn renumber(briefing: &mut Briefing) {
    let mut changed: Vec<(String, String)> = Vec::new();
    for (at, quote) in briefing.quotes.iter_mut().enumerate() {
        let id = format!("q{}", at + 1);
        let old = std::mem::replace(&mut quote.id, id.clone());
        changed.push((old, id));
    }
    for quote in &mut briefing.quotes {
        if let Some(within) = &mut quote.within
            && let Some((_, id)) = changed.iter().find(|(old, _)| old == within)
        {
            within.clone_from(id);
        }
    }
    for (at, asset) in briefing.assets.iter_mut().enumerate() {
        asset.id = format!("a{}", at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::store;

    fn shipped() -> Vec<Briefing> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/briefings");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        paths.sort();
        paths.iter().filter(|path| path.extension().is_some_and(|it| it == "toml")).map(|path| store::load(path).unwrap()).collect()
    }

    #[test]
    fn by_the_same_engine_a_briefing_comes_out_as_it_was() {
        for old in shipped().iter().take(6) {
            let again = again(&again(old, Lexicon::shared()), Lexicon::shared());
            assert_eq!(again, super::again(old, Lexicon::shared()), "{}", old.id);
            assert_eq!((&again.quotes, &again.assets, &again.actors), (&old.quotes, &old.assets, &old.actors), "{}", old.id);
        }
    }

    #[test]
    fn what_a_person_wrote_stays_and_the_rest_is_made_anew() {
        let all = shipped();
        let old = all.iter().find(|briefing| briefing.quotes.len() > 2 && briefing.assets.len() > 1).unwrap();
        let mut edited = old.clone();
        edited.title = "A better headline".to_owned();
        edited.quotes.remove(0);
        edited.quotes[0].rule = HAND.to_owned();
        edited.quotes[0].speaker = Some("somebody".to_owned());
        let mut actor = old.actors[0].clone();
        (actor.id, actor.name) = ("somebody".to_owned(), "Some Body".to_owned());
        edited.actors.push(actor);
        edited.assets[0].owner = Some("XX".to_owned());
        let new = again(&edited, Lexicon::shared());
        assert_eq!((&new.id, &*new.title, new.quotes.len()), (&old.id, "A better headline", old.quotes.len()));
        assert_eq!((&new.quotes[0], &*new.quotes[1].rule), (&old.quotes[0], HAND));
        assert_eq!(new.speaker(&new.quotes[1]).unwrap().name, "Some Body");
        assert_eq!(new.assets[0].owner, old.assets[0].owner, "without the rule it is the engine's");
    }
}
