//! Whose a thing is by what the text, the paragraph or the place is about.

use super::{Action, Answer, CoreKind, Ladder, is_us_style};
use crate::{
    annotate::Name,
    document::TokenKind,
    label::{AssetCategory, EntityKind},
};

impl<'p> Ladder<'_, 'p> {
    /// `Peru: The third of six boats was launched`, `3. The Peruvians. In theory there are …`: whoever opens a paragraph, before a
    /// colon or a full stop, is what it is about.
    pub(super) fn heading(&self) -> Answer<'p> {
        let view = self.view;
        let Some(paragraph) = view.document.paragraphs().get(view.document.paragraph_of(self.phrase.tokens.start)) else {
            return Answer::Pass;
        };
        let numbers = |&at: &usize| view.kind(at) == TokenKind::Number || matches!(view.word(at), "." | ")" | "•" | "-" | "–" | "The");
        let start = paragraph.tokens.iter().take(4).find(|at| !numbers(at)).unwrap_or(paragraph.tokens.start);
        // "Belarus." is rather where than who
        let ends = |name: &&Name| match name.kind {
            EntityKind::Country => view.word(name.tokens.end) == ":",
            EntityKind::Nationality | EntityKind::Organization => matches!(view.word(name.tokens.end), ":" | "."),
            _ => false,
        };
        let side = view.name_at(start).filter(|name| name.tokens.start == start).filter(ends);
        Answer::of(side.and_then(|name| view.owner_of(name)))
    }

    /// Arms that stay on land are rather of the state where they are than of the one that the text names most, where the text
    /// names that state as a side.
    pub(super) fn ground(&self) -> Answer<'p> {
        let there = self.frame.is_none_or(|frame| matches!(frame.action, Action::Hold | Action::Contain));
        let stays = matches!(
            self.phrase.category,
            AssetCategory::Tank
                | AssetCategory::ArmoredVehicle
                | AssetCategory::Artillery
                | AssetCategory::RocketArtillery
                | AssetCategory::AirDefense
        );
        Answer::of(self.before.ground.as_ref().filter(|_| there && stays).and_then(|state| self.parties.find(state.as_str())))
    }

    /// A named formation, ship or base without a state of its own belongs to the forces that the text is about.
    pub(super) fn home(&self) -> Answer<'p> {
        let named =
            matches!(self.phrase.head.kind, CoreKind::Ship | CoreKind::Unit | CoreKind::Base) || is_us_style(self.view, self.phrase);
        let unit = matches!(self.phrase.head.kind, CoreKind::Unit);
        // "HMS Tyne shadowed the Kilo-class boat Krasnodar": a ship of another's class
        let class = self.phrase.maker.as_ref().filter(|_| matches!(self.phrase.head.kind, CoreKind::Ship));
        if let Some(maker) = class.and_then(|maker| self.parties.find(maker.as_str())) {
            return Answer::Is(maker);
        }
        if is_us_style(self.view, self.phrase) && self.parties.home().is_none() && !self.parties.dateline.is_some_and(writes_so) {
            return Answer::Is("US");
        }
        Answer::of(self.parties.home().filter(|_| named).or(self.parties.dateline.filter(|_| unit)))
    }

    /// Soldiers and units of a local report are those of the land where it was written.
    pub(super) fn dateline(&self) -> Answer<'p> {
        let own = matches!(self.phrase.category, AssetCategory::Personnel | AssetCategory::Unit | AssetCategory::Base);
        Answer::of(self.parties.dateline.filter(|_| own || self.parties.are_few()))
    }

    /// `more drones` that nobody is said to have are wanted ones.
    pub(super) fn wanted(&self) -> Answer<'p> {
        let more = self.phrase.quantity.is_none() && self.phrase.tokens.iter().any(|at| self.view.word(at) == "more");
        if more { Answer::Nobody } else { Answer::Pass }
    }
}

/// Other states whose services write "Sailors" with a capital, too.
fn writes_so(state: &str) -> bool {
    matches!(state, "AU" | "CA" | "GB" | "NZ")
}
