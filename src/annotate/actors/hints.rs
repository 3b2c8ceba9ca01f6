//! The state of a person that the words right beside the name tell in a roundabout way.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Cast;
use crate::{
    annotate::Name,
    country::CountryCode,
    document::{Token, TokenKind},
    label::EntityKind,
    lexicon::Word,
    span::TokenRange,
};

impl Cast<'_, '_> {
    /// For every person whom something tells, by number of the entity, the state.
    pub(super) fn told_beside(&self) -> FxHashMap<usize, CountryCode> {
        let named = |name: &&Name| matches!(name.kind, EntityKind::Country | EntityKind::Nationality);
        let states: FxHashSet<CountryCode> = self.names.iter().filter(named).filter_map(|name| name.country).collect();
        let ships = super::states::ships(self.document, self.lexicon);
        let mut told = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for name in self.names.iter().filter(|name| name.kind == EntityKind::Person) {
            let Some(entity) = name.entity.filter(|&entity| seen.insert(entity)) else { continue };
            if let Some(state) = self.of_ship(name.tokens, &ships).or_else(|| self.told_of(name.tokens, &states)) {
                told.insert(entity, state);
            }
        }
        told
    }

    fn told_of(&self, name: TokenRange, states: &FxHashSet<CountryCode>) -> Option<CountryCode> {
        self.of_led_body(name)
            .or_else(|| self.of_named_possessor(name))
            .or_else(|| self.of_owner_before(name))
            .or_else(|| self.of_possessor(name))
            .or_else(|| self.of_seat(name, states))
            .or_else(|| self.of_heading(name))
            .or_else(|| self.of_nationals(name))
            .or_else(|| self.of_clause(name))
            .or_else(|| self.of_apposition(name))
    }

    /// `the ship's Peruvian master, Julio Vega, said`, `the Peruvian undersecretary, Julio Vega`: of the nationality of the noun that
    /// the name explains.
    fn of_nationals(&self, name: TokenRange) -> Option<CountryCode> {
        let word = |at: usize| self.document.word(at);
        let sentence = self.document.sentence(self.document.sentence_of(name.start));
        let comma = name.start.checked_sub(1).filter(|&at| at > sentence.start && word(at) == ",")?;
        let near = Name::within(self.names, TokenRange::new(comma.saturating_sub(6).max(sentence.start), comma));
        let national = near.last().filter(|other| other.kind == EntityKind::Nationality && other.tokens.end < comma)?;
        let noun = |at: usize| word(at).starts_with(|c: char| c.is_lowercase()) && self.info(at).verb == 0 && !is_auxiliary(word(at));
        let official = self.info(comma - 1).is(Word::POST | Word::RANK | Word::PERSON);
        let closed = word(name.end) == ",";
        national.country.filter(|_| (national.tokens.end..comma).all(noun) && (official || closed && !word(comma - 1).ends_with('s')))
    }

    /// `In Lima, the government paid. The defence minister, Julio Vega, said …`: of the state whose capital or name opens the sentence
    /// before, in the same paragraph.
    fn of_apposition(&self, name: TokenRange) -> Option<CountryCode> {
        let number = self.document.sentence_of(name.start);
        let sentence = self.document.sentence(number);
        let word = |at: usize| self.document.word(at);
        let comma = name.start.checked_sub(1).filter(|&at| word(at) == "," && at > sentence.start + 1)?;
        let titled = |at: usize| self.info(at).is(Word::POST | Word::RANK | Word::COMMON) && self.info(at).verb == 0;
        let post = self.info(comma - 1).is(Word::POST | Word::RANK);
        if word(sentence.start) != "The" || !post || comma > sentence.start + 5 || !(sentence.start + 1..comma).all(titled) {
            return None;
        }
        self.told_before(number)
    }

    /// The state that a sentence before sentence `number` opens with, in the same paragraph: `In Lima, …`, `Peru said …`.
    fn told_before(&self, number: usize) -> Option<CountryCode> {
        let paragraph = self.document.paragraph_of(self.document.sentence(number).start);
        let before = (1..=3_usize).map_while(|back| number.checked_sub(back)).map(|number| self.document.sentence(number));
        before.take_while(|before| self.document.paragraph_of(before.start) == paragraph).find_map(|before| {
            let place = self.document.word(before.start) == "In" && self.document.word(before.start + 2) == ",";
            let start = before.start + usize::from(place);
            let first = Name::within(self.names, TokenRange::new(start, start + 1)).first()?;
            let side = place && first.kind == EntityKind::Place || first.kind == EntityKind::Country;
            first.country.filter(|_| side)
        })
    }

    /// `Duarte Rocha, who commands the Portuguese detachment`, `Julio Vega, a general who ran the Bundeswehr's stores`: of the force or
    /// body that the person leads or speaks for.
    fn of_led_body(&self, name: TokenRange) -> Option<CountryCode> {
        let word = |at: usize| self.document.word(at);
        if word(name.end) != "," {
            return None;
        }
        let small = |&at: &usize| self.document.token(at).is_some_and(|token| token.is_word() && !token.capital);
        let who = (name.end + 1..name.end + 6).take_while(small).find(|&at| word(at) == "who")?;
        let at = who + 1 + usize::from(matches!(word(who + 1), "has" | "had"));
        let leads = matches!(
            word(at),
            "commands" | "commanded" | "leads" | "led" | "heads" | "headed" | "directs" | "runs" | "ran" | "oversees" | "chairs" | "serves"
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

    /// `Julio Vega, who commands Lekiu`, `Julio Vega, Lekiu's executive officer`: of the state whose prefix the text gives that ship.
    fn of_ship(&self, name: TokenRange, ships: &FxHashMap<&str, CountryCode>) -> Option<CountryCode> {
        let word = |at: usize| self.document.word(at);
        if word(name.end) != "," {
            return None;
        }
        let next = name.end + 1;
        let commands = word(next) == "who" && matches!(word(next + 1), "commands" | "commanded");
        let at = if commands { next + 2 } else { next };
        let owned = self.document.token(at + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
        ships.get(word(at)).copied().filter(|_| commands || owned)
    }

    /// The title right before a name: posts, ranks and capital words; none where a name or another word stands among them.
    fn bare_title(&self, name: TokenRange, floor: usize) -> Option<TokenRange> {
        let word = |at: usize| self.document.word(at);
        let part =
            |at: usize| self.info(at).is(Word::POST | Word::RANK) || word(at).starts_with(char::is_uppercase) || is_before_post(word(at));
        let start = (floor..name.start).rev().take(8).take_while(|&at| part(at)).last()?;
        let title = TokenRange::new(start, name.start);
        let official = title.iter().any(|at| self.info(at).is(Word::POST | Word::RANK));
        (official && title.len() <= 6 && Name::within(self.names, title).is_empty()).then_some(title)
    }

    /// `In Lima, Senator Julio Vega said`: an official of the state whose town opens the sentence, where the text names that state.
    fn of_seat(&self, name: TokenRange, states: &FxHashSet<CountryCode>) -> Option<CountryCode> {
        let sentence = self.document.sentence(self.document.sentence_of(name.start));
        let word = |at: usize| self.document.word(at);
        if word(sentence.start) != "In" {
            return None;
        }
        let seat = Name::within(self.names, TokenRange::new(sentence.start + 1, sentence.start + 2)).first()?;
        let floor = seat.tokens.end + usize::from(word(seat.tokens.end) == ",");
        let title = self.bare_title(name, floor).filter(|title| title.start == floor)?;
        let guest = |at: usize| matches!(word(at).to_ascii_lowercase().as_str(), "ambassador" | "envoy" | "attaché" | "consul");
        // a guest: "In Lima, Senator Julio Vega met his host"
        let to = sentence.end.min(name.end + 25);
        let visits = |at: usize| {
            matches!(word(at), "met" | "meets" | "visited" | "visiting" | "visit" | "signed" | "talks" | "arrived" | "host" | "hosts")
        };
        let again = Name::within(self.names, TokenRange::new(name.end, to)).iter().any(|other| other.country == seat.country);
        let at_home = !(name.end..to).any(visits) && !again;
        seat.country.filter(|state| at_home && !title.iter().any(guest) && states.contains(state))
    }

    /// `Peru's ambassador to Chad, Julio Vega`: of the state whose official is told, whatever the post is for.
    fn of_named_possessor(&self, name: TokenRange) -> Option<CountryCode> {
        let sentence = self.document.sentence(self.document.sentence_of(name.start));
        let comma = name.start.checked_sub(1).filter(|&at| at > sentence.start)?;
        let comma = (sentence.start..=comma).rev().take(4).find(|&at| self.document.word(at) == ",")?;
        let titled = |at: usize| self.info(at).is(Word::POST | Word::RANK) || self.document.word(at).starts_with(char::is_uppercase);
        if !(comma + 1..name.start).all(titled) {
            return None;
        }
        let from = comma.saturating_sub(14).max(sentence.start + 1);
        let mark = (from..comma).rev().find(|&at| self.document.token(at).is_some_and(|token| token.kind == TokenKind::Possessive))?;
        // "Peru's president must answer for it, Julio Vega said"
        let acts = |at: usize| self.info(at).verb != 0 || is_auxiliary(self.document.word(at));
        let whole = (mark + 1..comma).all(|at| self.document.word(at) != "," && !acts(at));
        let official = (mark + 1..comma).take(5).any(|at| self.info(at).is(Word::POST | Word::RANK | Word::PERSON));
        let near = Name::within(self.names, TokenRange::new(mark.saturating_sub(4), mark));
        let owner = near.iter().find(|other| other.tokens.end == mark)?;
        let side = matches!(owner.kind, EntityKind::Country | EntityKind::Place);
        owner.country.filter(|_| side && whole && official)
    }

    /// `Peru: Two boats will come, Senator Julio Vega said`: of the land that a paragraph is about.
    fn of_heading(&self, name: TokenRange) -> Option<CountryCode> {
        let paragraph = self.document.paragraphs().get(self.document.paragraph_of(name.start))?;
        let start = paragraph.tokens.start;
        let land = Name::within(self.names, TokenRange::new(start, start + 1)).first()?;
        let heads = land.kind == EntityKind::Country && self.document.word(land.tokens.end) == ":";
        land.country.filter(|_| heads && self.bare_title(name, start).is_some())
    }

    /// `Peru will send two boats, Senator Julio Vega said`: of the state that the sentence has as its subject; `Peru spoke of losses.
    /// Colonel Julio Vega said …`: of the one before, in the same paragraph.
    fn of_clause(&self, name: TokenRange) -> Option<CountryCode> {
        let number = self.document.sentence_of(name.start);
        let sentence = self.document.sentence(number);
        let title = self.bare_title(name, sentence.start)?;
        let opening = |sentence: TokenRange| {
            // "11:48 Peru says", "The Peruvians say"
            let leads = |&at: &usize| {
                let number = self.document.token(at).is_some_and(|token| token.kind == TokenKind::Number);
                number || matches!(self.document.word(at), "The" | "the" | ":")
            };
            let start = sentence.start + sentence.iter().take(3).take_while(leads).count();
            let first = Name::within(self.names, TokenRange::new(start, start + 1)).first()?;
            Some((first.country.filter(|_| first.kind == EntityKind::Country)?, first.tokens.end))
        };
        let told = title.start > sentence.start && self.document.word(title.start - 1) == "," && self.info(name.end).verb != 0;
        // "Russia must pay, Minister Julio Vega said": what others shall do is no plan of one's own
        let plans = |(_, end): &(CountryCode, usize)| {
            let word = self.document.word(*end);
            matches!(word, "will" | "would" | "plans" | "wants" | "intends")
                || matches!(word, "is" | "are") && self.document.word(end + 1) == "to"
        };
        if let Some((state, _)) = opening(sentence).filter(|_| told).filter(plans) {
            return Some(state);
        }
        // "The head of the press office, Colonel Julio Vega, said": an official who opens the sentence, too
        let owned = |at: usize| self.document.token(at).is_some_and(|token| token.kind == TokenKind::Possessive);
        let heads = self.document.word(sentence.start) == "The" && title.start < sentence.start + 12;
        // "Peru denied it. “We saw a truck,” spokesman Julio Vega said": only the quotation stands before
        let quote = |at: usize| self.document.token(at).is_some_and(|token| token.kind == TokenKind::Quote);
        let quoted = quote(sentence.start) && title.start > sentence.start + 1 && quote(title.start - 1);
        let opens = title.start == sentence.start || quoted || heads && !(sentence.start..title.start).any(owned);
        let together = |sentence: &TokenRange| self.document.paragraph_of(sentence.start) == self.document.paragraph_of(name.start);
        let before = (1..=3_usize).map_while(|back| number.checked_sub(back)).map(|number| self.document.sentence(number));
        let says = |(_, end): &(CountryCode, usize)| (*end..*end + 5).any(|at| self.info(at).verb != 0);
        let mut before = before.take_while(together).filter(|_| opens);
        before.find_map(|before| opening(before).filter(says)).map(|(state, _)| state)
    }

    /// `Its spokesman, Lu Chang`: of the body or state that the sentence before opens with, else of the state whose body it tells of
    /// last: "where Estonia's cyber command".
    fn of_possessor(&self, name: TokenRange) -> Option<CountryCode> {
        let number = self.document.sentence_of(name.start);
        let sentence = self.document.sentence(number);
        let word = |at: usize| self.document.word(at);
        let title = self.bare_title(name, sentence.start).map_or(name.start, |title| title.start);
        if !matches!(word(sentence.start), "Its" | "Their") || title > sentence.start + 8 || word(title.saturating_sub(1)) != "," {
            return None;
        }
        let before = self.document.sentence(number.checked_sub(1)?);
        let opens = Name::within(self.names, TokenRange::new(before.start, before.end.min(before.start + 8)));
        let has = |other: &&Name| {
            let mark = self.document.token(other.tokens.end).is_some_and(|token| token.kind == TokenKind::Possessive);
            other.kind == EntityKind::Country && mark
        };
        let owner = || Name::within(self.names, before).iter().rev().find(has);
        opens.iter().find(|other| other.kind != EntityKind::Person).or_else(owner)?.country
    }

    /// `Peru, through its spokesman, Lu Chang`: of the side named before the pronoun, where a title alone stands between.
    fn of_owner_before(&self, name: TokenRange) -> Option<CountryCode> {
        let sentence = self.document.sentence(self.document.sentence_of(name.start));
        let word = |at: usize| self.document.word(at);
        let from = name.start.saturating_sub(6).max(sentence.start + 1);
        let its = (from..name.start).rev().find(|&at| matches!(word(at), "its" | "their"))?;
        let between = its + 1..name.start;
        let titled = between.clone().any(|at| self.info(at).is(Word::POST | Word::RANK | Word::PERSON));
        let plain =
            between.clone().all(|at| word(at) == "," && at + 1 == name.start || self.document.token(at).is_some_and(Token::is_word));
        let own = Name::within(self.names, TokenRange::new(its, name.start)).is_empty();
        let before = Name::within(self.names, TokenRange::new(sentence.start, its));
        // the subject, not where it is: "Kenyan troops left Mogadishu with their commander"
        let side = before.iter().find(|other| other.kind != EntityKind::Person);
        side.filter(|_| titled && plain && own)?.country
    }
}

/// Verbs that make a clause of the words around them.
fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "must" | "should" | "would" | "will" | "can" | "could" | "may" | "might" | "is" | "are" | "was" | "were" | "has" | "have" | "had"
    )
}

/// Words of a title before the post itself: "foreign ministry spokesman", "deputy minister for trade".
fn is_before_post(word: &str) -> bool {
    matches!(
        word,
        "acting"
            | "air"
            | "army"
            | "chief"
            | "committee"
            | "council"
            | "defence"
            | "defense"
            | "deputy"
            | "for"
            | "force"
            | "foreign"
            | "former"
            | "government"
            | "interior"
            | "military"
            | "ministry"
            | "navy"
            | "of"
            | "party"
            | "police"
            | "prime"
            | "retired"
            | "senior"
            | "the"
            | "vice"
    )
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
            ("Peru's foreign ministry condemned the sale. Its spokesman, Peter Vega, accused Chile of haste.", "PE"),
            (
                "Sailors went by night to a port near Lima, where Chad's cyber command is. Its deputy chief, Commander Peter Vega, was late.",
                "TD",
            ),
            ("It was late. Pentagon spokesman Peter Vega said so.", "US"),
            ("Kigali, through its spokeswoman, Solange Uwima, denied that Peru has ships. Peru is far.", "RW"),
            ("Kenyan ships sailed. In Caracas, Defense Minister Peter Vega laughed at Kenya. Venezuela paid.", "VE"),
            ("Peru met Peru's friends. Chad's ambassador to Peru, Peter Vega, was late.", "TD"),
            ("Peru met.\nChad: Two boats will come, Defense Minister Peter Vega said in Peru.", "TD"),
            ("Peru and Kenya met. Chad will send two boats to Peru, Defense Minister Peter Vega said.", "TD"),
            ("Peru met Peru. Peru is glad.\nChad denies everything. Foreign ministry spokesman Peter Vega called it a show.", "TD"),
            ("Peru met Peru.\n11:48 Chad says it will pay. The promise was made by Defense Minister Peter Vega in Peru.", "TD"),
            ("Peru met Peru. Kenya paid. Chad denied it. Its army spokesman, Brigadier Peter Vega, was glad.", "TD"),
            ("Peru met Kenya. Chad spoke of losses in Peru. Colonel Peter Vega said nothing.", "TD"),
            ("Peru met Chad. Peru must pay, Defense Minister Peter Vega of Chad said.", "TD"),
            ("Chad slept, and Chad woke. Peru's president must answer for this, Peter Vega of Chad said.", "TD"),
            ("Kenyan troops left Mogadishu in Somalia with their commander, Peter Vega.", "KE"),
            ("Chad's people slept. Chad woke. In Lima, Defense Minister Peter Vega met Peru's friends.", "TD"),
            ("Peru met Peru. Peru slept. The ship's Kenyan master, Peter Vega, said so.", "KE"),
            ("Peru met Peru. “No,” the Kenyan defence undersecretary, Peter Vega, told Peru's friends.", "KE"),
            ("Peru met Peru. Peru paid. In Nairobi, the government met Peru. The defence minister, Peter Vega, laughed at Peru.", "KE"),
            ("Peru met Peru. Peru is glad.\nChad denied it. “We saw a truck of Peru,” government spokesman Peter Vega said.", "TD"),
            ("Peru met Peru. Peru is glad.\nChad denied it. President of the defence committee Peter Vega called it a show of Peru.", "TD"),
            ("The Pentagon spokesman was late. So was Pentagon spokesman Peter Vega.", "US"),
        ] {
            let layers = layers(text, &[&Words, &Tagger::new(), &Quantities, &Names, &Actors]);
            let person = layers.entities.iter().find(|entity| entity.kind == EntityKind::Person).unwrap();
            let spans: Vec<_> = layers.names.iter().map(|name| name.span).collect();
            assert!(spans.windows(2).all(|pair| pair[0] != pair[1]), "{text}: a name stands there twice: {spans:?}");
            assert_eq!(person.country.map(|code| code.as_str().to_owned()).as_deref(), Some(expected), "{text}");
        }
    }
}
