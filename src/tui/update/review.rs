//! A look through the items of what is listed, the least certain first: right, no such thing, or on to the next.

use super::super::{
    action::{Pane, Tab, Verdict, ViewKind},
    marks::Item,
    model::{Model, Review, review::Doubt},
    text::number,
};
use crate::{
    evidence::Score,
    library::decisions::{Decision, Standing, Thing},
};

/// So many briefings are looked through at most, the first that are listed: more are no work for one sitting.
const MOST: usize = 200;

/// Begins to look through what is listed, or ends it.
pub(super) fn begin(model: &mut Model) {
    if model.review.is_some() {
        end(model);
        return;
    }
    if model.is_listed_later() {
        return;
    }
    let (doubts, left_out) = doubts(model);
    if doubts.is_empty() {
        model.notice = Some("Everything that is listed is confirmed, or there is nothing.".to_owned());
        return;
    }
    model.remember();
    if model.kind != ViewKind::Briefings {
        model.show(ViewKind::Briefings);
    }
    if left_out {
        model.notice = Some(format!("The first {MOST} briefings that are listed are looked through."));
    }
    model.review = Some(Review { doubts, ..Review::default() });
    model.card = true;
    show(model, 1);
}

/// Every item of the listed briefings that is not confirmed, the least certain first; and whether there were too many briefings.
fn doubts(model: &Model) -> (Vec<Doubt>, bool) {
    let mut rows: Vec<u32> = Vec::new();
    for at in 0..model.listing.numbers.len() {
        let Some(target) = model.target_at(at) else { continue };
        if !rows.contains(&target.row) {
            if rows.len() == MOST {
                break;
            }
            rows.push(target.row);
        }
    }
    let left_out = rows.len() == MOST && model.held() > MOST;
    let mut doubts: Vec<(Score, Doubt)> = Vec::new();
    for row in rows {
        let Some(Ok((briefing, outcome))) = model.records.decided(row) else { continue };
        let Some(key) = model.shelf().catalog().row(row).map(crate::library::catalog::Row::key) else { continue };
        let quotes = briefing.quotes.iter().enumerate().map(|(number, quote)| (Thing::Quote, number, quote.score));
        let assets = briefing.assets.iter().enumerate().map(|(number, asset)| (Thing::Asset, number, asset.score));
        let actors = briefing.actors.iter().enumerate().map(|(number, actor)| (Thing::Actor, number, actor.score));
        for (thing, number, score) in quotes.chain(assets).chain(actors) {
            if outcome.as_ref().is_some_and(|outcome| outcome.is_confirmed(thing, number)) {
                continue;
            }
            doubts.extend(model.subject(row, Item::of(thing, number)).map(|subject| (score, Doubt { row, key, subject })));
        }
    }
    doubts.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    (doubts.into_iter().map(|(_, doubt)| doubt).collect(), left_out)
}

/// Ends it.
pub(super) fn end(model: &mut Model) {
    let Some(review) = model.review.take() else { return };
    model.card = false;
    let judged = review.steps.iter().filter(|(_, depth)| depth.is_some()).count();
    model.notice =
        Some(format!("Looked through {} of {}, {} decided.", number(review.at as u64), number(review.doubts.len() as u64), judged));
}

/// The item that a doubt is about, by its number as it is shown; `None` where it is hidden or its briefing gone.
fn item_of(model: &Model, doubt: &Doubt) -> Option<Item> {
    model.shelf().catalog().row(doubt.row).filter(|row| row.key() == doubt.key)?;
    let (briefing, _) = model.records.decided(doubt.row)?.ok()?;
    let count = match doubt.subject.thing {
        Thing::Quote => briefing.quotes.len(),
        Thing::Actor => briefing.actors.len(),
        Thing::Asset => briefing.assets.len(),
    };
    (0..count)
        .map(|number| Item::of(doubt.subject.thing, number))
        .find(|&item| model.subject(doubt.row, item).as_ref() == Some(&doubt.subject))
}

/// Shows the item at hand, or the next in direction `by` that is still there.
fn show(model: &mut Model, by: isize) {
    loop {
        let Some(review) = &model.review else { return };
        let Some(doubt) = review.doubts.get(review.at).cloned() else {
            end(model);
            return;
        };
        let at = model.listing.numbers.iter().position(|&row| row == doubt.row);
        if let Some((item, at)) = item_of(model, &doubt).zip(at) {
            model.list.at = at;
            model.open_selected();
            model.focus = Pane::Article;
            model.tab = tab_of(doubt.subject.thing);
            model.speaker = None;
            if let Some(reading) = &mut model.reading {
                reading.wanted = reading.span_of(item).map(|span| (item, span));
            }
            return;
        }
        let Some(review) = &mut model.review else { return };
        match review.at.checked_add_signed(by) {
            Some(next) => review.at = next,
            None => return,
        }
    }
}

/// The tab that lists things of a kind.
pub(super) const fn tab_of(thing: Thing) -> Tab {
    match thing {
        Thing::Quote => Tab::Quotes,
        Thing::Actor => Tab::Actors,
        Thing::Asset => Tab::Assets,
    }
}

/// Says what the item at hand is, and goes on; or goes a step back.
pub(super) fn judge(model: &mut Model, verdict: Verdict) {
    let Some(review) = &model.review else { return };
    let (at, Some(doubt)) = (review.at, review.doubts.get(review.at).cloned()) else { return };
    if verdict == Verdict::Back {
        back(model);
        return;
    }
    let standing = match verdict {
        Verdict::Accept => Some(Standing::Confirmed),
        Verdict::Reject => Some(Standing::Hidden),
        Verdict::Skip | Verdict::Back => None,
    };
    let item = item_of(model, &doubt);
    let mut depth = None;
    if let Some((standing, item)) = standing.zip(item) {
        let before = model.state.depth();
        super::decide::decide(model, item, vec![Decision::Standing(Some(standing))]);
        let after = model.state.depth();
        // A history that is full forgets its first step for the new one.
        depth = (after != before || after == model.state.limit()).then_some(after);
        model.settle();
    }
    if let Some(review) = &mut model.review {
        review.steps.push((at, depth));
        review.at += 1;
    }
    show(model, 1);
}

/// To the item before; what was said of it is taken back, unless something else was changed since.
fn back(model: &mut Model) {
    let Some((at, depth)) = model.review.as_mut().and_then(|review| review.steps.pop()) else {
        model.notice = Some("That was the first one.".to_owned());
        return;
    };
    match depth {
        Some(depth) if depth == model.state.depth() => super::marks::undo(model),
        Some(_) => model.notice = Some("Something else was changed since; u takes back one after the other.".to_owned()),
        None => {}
    }
    model.settle();
    if let Some(review) = &mut model.review {
        review.at = at;
    }
    show(model, 1);
}

/// `3 of 41`, for the head of the card.
pub(in super::super) fn place(review: &Review) -> String {
    format!("{} of {}", number(review.at as u64 + 1), number(review.doubts.len() as u64))
}
