//! The state of a person that the words right beside the name tell in a roundabout way.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Cast;
use crate::{annotate::Name, country::CountryCode, label::EntityKind, span::TokenRange};

impl Cast<'_, '_> {
    /// For every person whom something tells, by number of the entity, the state.
    pub(super) fn told_beside(&self) -> FxHashMap<usize, CountryCode> {
        let mut told = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for name in self.names.iter().filter(|name| name.kind == EntityKind::Person) {
            let Some(entity) = name.entity.filter(|&entity| seen.insert(entity)) else { continue };
            if let Some(state) = self.of_led_body(name.tokens).or_else(|| self.of_possessor(name.tokens)) {
                told.insert(entity, state);
            }
        }
        told
    }

    /// `Duarte Rocha, who commands the Portuguese detachment`: of the force or body that the person leads or speaks for.
    fn of_led_body(&self, name: TokenRange) -> Option<CountryCode> {
        let word = |at: usize| self.document.word(at);
        if word(name.end) != "," || word(name.end + 1) != "who" {
            return None;
        }
        let at = name.end + 2;
        let leads = matches!(
            word(at),
            "commands" | "commanded" | "leads" | "led" | "heads" | "headed" | "directs" | "runs" | "oversees" | "chairs" | "serves"
        );
        let speaks = word(at) == "speaks" && word(at + 1) == "for";
        if !leads && !speaks {
            return None;
        }
        let sentence = self.document.sentence(self.document.sentence_of(name.start));
        let near = Name::within(self.names, TokenRange::new(at + 1, (at + 7).min(sentence.end)));
        near.iter()
            .find(|other| matches!(other.kind, EntityKind::Nationality | EntityKind::Organization) && other.country.is_some())?
            .country
    }

    /// `Its spokesman, Lu Chang`: of the body or state that the sentence before opens with.
    fn of_possessor(&self, name: TokenRange) -> Option<CountryCode> {
        let number = self.document.sentence_of(name.start);
        let sentence = self.document.sentence(number);
        let word = |at: usize| self.document.word(at);
        if !matches!(word(sentence.start), "Its" | "Their") || name.start > sentence.start + 8 || word(name.start.saturating_sub(1)) != ","
        {
            return None;
        }
        let before = self.document.sentence(number.checked_sub(1)?);
        let opens = Name::within(self.names, TokenRange::new(before.start, before.end.min(before.start + 8)));
        opens.iter().find(|other| other.kind != EntityKind::Person)?.country
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        annotate::{actors::Actors, names::Names, quantities::Quantities, rows::layers, tags::Tagger, words::Words},
        label::EntityKind,
    };

    #[test]
    fn whom_somebody_leads_or_speaks_for_tells_the_state() {
        for (text, expected) in [
            ("The Dutch and the Spanish flew by turns. Major Duarte Rocha, who commands the Portuguese detachment, was glad.", "PT"),
            ("Peru's foreign ministry condemned the sale. Its spokesman, Julio Vega, accused Chile of haste.", "PE"),
            ("It was late. Pentagon spokesman Julio Vega said so.", "US"),
            ("The Pentagon spokesman was late. So was Pentagon spokesman Julio Vega.", "US"),
        ] {
            let layers = layers(text, &[&Words, &Tagger::new(), &Quantities, &Names, &Actors]);
            let person = layers.entities.iter().find(|entity| entity.kind == EntityKind::Person).unwrap();
            let spans: Vec<_> = layers.names.iter().map(|name| name.span).collect();
            assert!(spans.windows(2).all(|pair| pair[0] != pair[1]), "{text}: a name stands there twice: {spans:?}");
            assert_eq!(person.country.map(|code| code.as_str().to_owned()).as_deref(), Some(expected), "{text}");
        }
    }
}
