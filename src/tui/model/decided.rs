//! What the user decides about items, seen in everything that is shown.

use std::path::PathBuf;

use super::{
    super::{layer::Layer, marks::Item, page::Page, reading::Current, views::Target},
    Model,
};
use crate::{
    library::{
        decisions::{Outcome, Subject, Thing},
        state::Key,
    },
    span::Span,
};

impl Model {
    /// A target by the numbers of the record as one by the numbers of what is shown.
    pub(super) fn shown(&self, target: Target) -> Target {
        let thing = target.item.and_then(Item::thing);
        let Some(((thing, number), outcome)) = thing.and_then(|thing| Some((thing, self.records.outcome(target.row)?))) else {
            return target;
        };
        Target { item: outcome.now(thing, number).map(|number| Item::of(thing, number)), ..target }
    }

    /// The path of the file of row `row`, below the library.
    pub(in crate::tui) fn path(&self, row: u32) -> &str {
        self.shelf().catalog().row(row).map_or("", |row| self.shelf().path(row))
    }

    /// The file of row `row`, where it has one of its own.
    pub(in crate::tui) fn file(&self, row: u32) -> Option<PathBuf> {
        let path = self.shelf().catalog().row(row).filter(|row| row.length == 0).map(|_| self.path(row))?;
        self.folder.as_ref().filter(|_| !path.is_empty()).map(|folder| folder.join(path))
    }

    /// The key of the text that is open.
    pub(in crate::tui) fn key(&self) -> Option<Key> {
        self.shelf().catalog().row(self.reading.as_ref()?.row).map(crate::library::catalog::Row::key)
    }

    /// What decisions about `item` of the briefing of row `row` are known by.
    pub(in crate::tui) fn subject(&self, row: u32, item: Item) -> Option<Subject> {
        let (thing, number) = item.thing()?;
        let (briefing, outcome) = self.records.decided(row)?.ok()?;
        let key = self.shelf().catalog().row(row)?.key();
        let decisions = self.state.decisions();
        match outcome {
            Some(outcome) => outcome.subject(&briefing, decisions, thing, number),
            None => Subject::of(&briefing, thing, number).map(|subject| decisions.settled(key, subject)),
        }
    }

    /// Whether the user said that `item` of the briefing of row `row` is right.
    pub(in crate::tui) fn is_confirmed(&self, row: u32, item: Item) -> bool {
        let thing = item.thing().and_then(|thing| Some((thing, self.records.outcome(row)?)));
        thing.is_some_and(|((thing, number), outcome)| outcome.is_confirmed(thing, number))
    }

    /// Shows what is decided now, if that is something else than before.
    pub(super) fn follow(&mut self) {
        let keys = self.records.decide(self.state.decisions());
        if keys.is_empty() {
            return;
        }
        // The same numbers may mean other items now.
        (self.all, self.aimed) = (None, None);
        self.relist();
        if self.key().is_some_and(|key| keys.contains(&key)) {
            self.reopen();
        }
    }

    /// Shows the open briefing as it is decided now; what was lit stays lit, or else what stands where it stood.
    fn reopen(&mut self) {
        let Some(reading) = &mut self.reading else { return };
        let Some(Ok(briefing)) = self.records.briefing(reading.row) else { return };
        let (lit, at) = (reading.current, reading.cursor.at);
        reading.renew(briefing);
        reading.page = Page::default();
        reading.current = lit.and_then(|lit| reading.still(lit));
        if self.speaker.as_ref().is_some_and(|id| reading.briefing.actor(id).is_none()) {
            self.speaker = None;
        }
        reading.cursor.at = at;
        reading.sheet_of = (self.tab, 0, self.speaker.clone());
        self.refind();
    }

    /// Says that decisions about the briefing that is opened fit nothing in it.
    pub(super) fn tell_misfits(&mut self, outcome: Option<&Outcome>) {
        let Some(misfits) = outcome.map(|outcome| outcome.misfits.len()).filter(|&count| count > 0) else { return };
        let count = super::super::text::plural(misfits, "decision");
        let told =
            format!("{count} of yours {} nothing found here any more; kept all the same.", if misfits == 1 { "fits" } else { "fit" });
        if self.told.last() != Some(&told) {
            self.told.push(told.clone());
        }
        self.notice = Some(told);
    }

    /// Closes a list of items of the open briefing: they may be others now.
    pub(super) fn close_lists(&mut self) {
        if matches!(&self.layer, Some(Layer::Menu(menu)) if menu.kind.is_of_briefing()) {
            self.layer = None;
        }
    }
}

impl super::super::reading::Reading {
    /// What `lit` is now: an item of its kind that stands where it stood.
    fn still(&self, (item, span): Current) -> Option<Current> {
        let briefing = &self.briefing;
        let place =
            |spans: Vec<Span>| spans.iter().position(|other| *other == span).or(spans.iter().position(|other| other.overlaps(span)));
        let (thing, _) = item.thing()?;
        let number = match thing {
            Thing::Quote => place(briefing.quotes.iter().filter_map(|quote| quote.stretches().first().copied()).collect()),
            Thing::Asset => place(briefing.assets.iter().map(crate::briefing::Asset::span).collect()),
            Thing::Actor => briefing.actors.iter().position(|actor| actor.mentions.contains(&span)),
        };
        number.map(|number| (Item::of(thing, number), span))
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::{
        library::Library,
        tui::{
            Options,
            action::{Action, Deciding, Move, Tab},
            update,
        },
    };

    #[test]
    fn where_an_item_is_hidden_the_next_one_is_at_hand() {
        for tab in [Tab::Quotes, Tab::Actors, Tab::Assets] {
            let mut model = Model::new(Library::shipped(), Options::default(), Size::new(160, 45));
            model.tab = tab;
            update(&mut model, Action::Turn(-1));
            update(&mut model, Action::Move(Move::Top));
            let at_hand = |model: &Model| {
                let reading = model.reading.as_ref().unwrap();
                let entry = &reading.sheet.entries[reading.cursor.at];
                assert_eq!(entry.item, reading.current.map(|(item, _)| item), "what is at hand is lit");
                entry.words()
            };
            update(&mut model, Action::Move(Move::Step(3)));
            let next = at_hand(&model);
            update(&mut model, Action::Move(Move::Step(-1)));
            assert_ne!(at_hand(&model), next);
            update(&mut model, Action::Decide(Deciding::Hide));
            assert_eq!(at_hand(&model), next, "{tab:?}");
        }
    }
}
