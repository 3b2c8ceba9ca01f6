//! Nouns that stand for parties: "the army", "the rebels", and the fighters that tell an unknown group's name.

use super::{party::is_state, view::View};
use crate::{
    annotate::{Name, Tag},
    label::EntityKind,
    lexicon::equipment::Role,
    span::TokenRange,
};

/// Who nouns such as "the army" and "the rebels" stand for: whoever was named last.
#[derive(Debug, Default)]
pub(super) struct Nouns<'a> {
    pub state: Option<&'a str>,
    /// Whose ministry was named last.
    pub ministry: Option<&'a str>,
    pub group: Option<&'a str>,
    /// The state of the dateline.
    pub home: Option<&'a str>,
    /// The peace-keeping mission named last.
    pub mission: Option<&'a str>,
    /// Whose army the text named as such: "Sudan's army", "the Malian army".
    pub army: Option<&'a str>,
}

impl<'a> Nouns<'a> {
    pub(super) fn learn(&mut self, view: &View<'_>, name: &Name, party: &'a str, oblique: bool) {
        // "a Mexican", "the Turkish border": no body of that state
        let acts = match name.kind {
            EntityKind::Nationality => is_body(view.word(name.tokens.end)) || view.role(name.tokens.end).is(Role::MILITARY | Role::BRANCH),
            EntityKind::Person => false,
            _ => !oblique,
        };
        if name.owner.is_some() && view.is_international(name) {
            self.mission = Some(party);
            return;
        }
        if name.kind == EntityKind::Organization && name.tokens.iter().any(|at| view.word(at).eq_ignore_ascii_case("ministry")) {
            self.ministry = Some(party);
        }
        let next = name.tokens.end + usize::from(matches!(view.word(name.tokens.end), "'s" | "’s"));
        if is_state(party) && matches!(view.word(next), "army" | "military" | "navy" | "junta") {
            self.army = Some(party);
        }
        if !is_state(party) {
            self.group = Some(party);
        } else if acts || self.state.is_none() {
            self.state = Some(party);
        }
    }

    /// The party behind a definite noun at token `at`, with the tokens from its article.
    pub(super) fn stand_in(&self, view: &View<'a>, at: usize, sentence: TokenRange) -> Option<(TokenRange, &'a str)> {
        let bare = match view.word(at) {
            "Police" | "police" | "Troops" | "Soldiers" => true,
            "Security" | "security" | "Government" | "government" => matches!(view.word(at + 1), "forces" | "troops"),
            "Army" | "army" | "Navy" | "Military" => view.opens(at, sentence),
            _ => false,
        };
        // "Paramilitaries overran the base"
        if matches!(view.word(at), "Insurgents" | "Jihadists" | "Militants" | "Paramilitaries" | "Rebels")
            && (at + 1..at + 4).any(|i| matches!(view.tag(i), Tag::Verb | Tag::VerbPast | Tag::Auxiliary))
        {
            return self.group.map(|group| (TokenRange::new(at, at + 1), group));
        }
        if bare && view.name_at(at).is_none() {
            return self.state.map(|state| (TokenRange::new(at, at + 1), state));
        }
        if !matches!(view.word(at), "the" | "The" | "its" | "Its") {
            return None;
        }
        // "the Peruvian army" is named
        let noun = (at + 1..sentence.end.min(at + 4)).find(|&i| view.tag(i) != Tag::Adjective || view.name_at(i).is_some())?;
        if view.name_at(noun).is_some() {
            return None;
        }
        let party = match view.word(noun) {
            // "its army" is that of whoever was named last
            "army" | "navy" | "military" if matches!(view.word(at), "its" | "Its") => self.state.or(self.army),
            "army" | "navy" | "military" => self.army.or(self.state),
            "junta" => self.army.or(self.home).or(self.state),
            "government" | "parliament" | "country" | "coastguard" | "police" | "troops" => self.state,
            // "a helicopter of the mission", but not "the mission involved 20 jets"
            "mission" if matches!(view.before(at, sentence), "of" | "from" | "by" | "with") => self.mission,
            "ministry" => self.ministry.or(self.state),
            "air" if view.word(noun + 1) == "force" => self.state,
            "coast" if view.word(noun + 1) == "guard" => self.state,
            "armed" if view.word(noun + 1) == "forces" => self.state,
            "general" if view.word(noun + 1) == "staff" => self.state,
            "defense" | "defence" if matches!(view.word(noun + 1), "ministry" | "minister") => self.state,
            "rebels" | "militants" | "insurgents" | "guerrillas" | "jihadists" | "separatists" | "paramilitaries" | "militia"
            | "militiamen" | "movement" | "group" => self.group,
            _ => None,
        }?;
        // "the army of Peru" names its state itself; "the army chief" is somebody else
        (view.word(noun + 1) != "of" && !view.is_capital(noun + 1)).then(|| (TokenRange::new(at, noun + 1), party))
    }
}

/// The name of a group that only its fighters tell: `fighters of the Fronte Novo`, `the armed group Jabhat al-Nil`.
pub(super) fn unknown_group(view: &View<'_>, at: usize, sentence: TokenRange) -> Option<TokenRange> {
    let mut from = at + 1;
    match view.word(at) {
        "fighters" | "Fighters" | "rebels" | "Rebels" | "militants" | "Militants" | "insurgents" | "Insurgents" | "guerrillas"
        | "Guerrillas" | "jihadists" | "Jihadists"
            if matches!(view.word(from), "of" | "from") =>
        {
            from += 1 + usize::from(view.word(from + 1) == "the");
        }
        "group" | "militia" | "movement"
            if matches!(
                view.word(at.saturating_sub(1)),
                "armed" | "rebel" | "militant" | "insurgent" | "jihadist" | "guerrilla" | "separatist" | "Islamist" | "extremist"
            ) => {}
        _ => return None,
    }
    let part = |i: usize| view.is_capital(i) || i > from && view.word(i).contains('-') && view.word(i).starts_with("al");
    let to = (from..sentence.end.min(from + 5)).take_while(|&i| part(i)).last()? + 1;
    let known = (from..to).any(|i| view.name_at(i).is_some_and(|name| name.country.is_some() || name.owner.is_some()));
    (!known).then(|| TokenRange::new(from, to))
}

/// Nouns for those who act for a party named after `of`.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "army"
            | "navy"
            | "air"
            | "coast"
            | "armed"
            | "defense"
            | "defence"
            | "foreign"
            | "authorities"
            | "officials"
            | "troops"
            | "forces"
            | "government"
            | "military"
            | "ministry"
            | "president"
            | "members"
            | "leader"
            | "leaders"
            | "commander"
            | "commanders"
            | "men"
            | "king"
            | "Army"
            | "Navy"
            | "Government"
            | "Forces"
            | "Ministry"
            | "President"
    )
}
