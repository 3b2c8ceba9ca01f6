//! Persons: titles before the name, the extent of a name, and the evidence that it is one.

use super::Scan;
use crate::{
    annotate::{Tag, nametypes::NameTyper},
    document::TokenKind,
    label::EntityKind,
    lexicon::{Meaning, Word},
    span::TokenRange,
};

impl Scan<'_> {
    /// How many tokens of titles, ranks and posts begin at `at`: "Deputy Foreign Minister", "Sen.", "Mr".
    pub(super) fn title_length(&self, at: usize, sentence: TokenRange) -> Option<usize> {
        let mut end = at;
        // the end of the title without modifiers that no post follows
        let mut whole = at;
        while end < sentence.end {
            let info = self.info(end);
            let post = Word::HONORIFIC | Word::RANK | Word::POST;
            let named = end > at && info.is_given() && info.is(Word::COMMON);
            if let Some((n, _)) = self.lexicon.title(self.document, end, info) {
                end += n;
                whole = end;
            } else if info.is(post | Word::MODIFIER) && !named {
                end += 1;
                whole = if info.is(post) { end } else { whole };
            } else {
                break;
            }
            if self.word(end) == "." && !self.is_spaced(end) && self.is_capital(end + 1) {
                end += 1;
                whole = end;
            }
        }
        let end = whole;
        (end > at).then_some(end - at)
    }

    /// Whether a title ends right before `at`, in any case ("foreign minister Annalena Baerbock").
    pub(super) fn has_title_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let before = if self.word(before) == "." && !self.is_spaced(before) { before.saturating_sub(1) } else { before };
        let info = self.info(before);
        info.is(Word::HONORIFIC | Word::RANK | Word::POST) || info.is(Word::PERSON) && !self.is_capital(before)
    }

    /// A person's name right after a title: one capital word is enough.
    pub(super) fn person_after_title(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        if at >= sentence.end || !self.is_capital(at) || !self.is_spaced(at) && self.word(at.saturating_sub(1)) != "." {
            return None;
        }
        if let Some((meaning, n)) = self.phrase(at).filter(|(meaning, _)| !matches!(meaning, Meaning::Person(_))) {
            // "Mayor London Breed", "Capt. Fukushima Koji": a town's name before another word that is a name
            let opens_name = self.is_capital(at + n) && self.is_spaced(at + n) && !self.info(at + n).is(Word::COMMON | Word::ORG_SUFFIX);
            let is_name = self.info(at).is_given()
                || self.info(at).is(Word::SURNAME)
                || self.info(at.saturating_sub(1)).is(Word::HONORIFIC) && matches!(meaning, Meaning::Place(..))
                || opens_name && matches!(meaning, Meaning::Place(..) | Meaning::Capital(_));
            if n > 1 || !is_name || matches!(meaning, Meaning::Country(_) | Meaning::Organization(_)) && !self.is_capital(at + n) {
                return None;
            }
        }
        let range = self.name_extent(at, sentence);
        // "Model S"
        if range.len() == 1 && self.word(at).chars().count() < 2 {
            return None;
        }
        // "the Minister for Defence Readiness, Jane Doe": the name stands behind the post
        let post = at.checked_sub(2).is_some_and(|b| matches!(self.word(b), "for" | "of"));
        if post && range.len() == 1 && self.word(range.end) == "," && self.is_capital(range.end + 1) && !self.info(at).is_given() {
            return None;
        }
        let ordinary = range
            .iter()
            .any(|i| self.info(i).is(Word::ORG_SUFFIX | Word::UNIT) && self.info(i).is(Word::COMMON) && !self.info(i).is_given());
        let first = self.info(at);
        let plain = range.iter().all(|i| {
            let info = self.info(i);
            info.is(Word::COMMON) && !info.is(Word::SURNAME | Word::SURNAME_WORD) && !info.is_given()
        });
        // a headline in capitals: "GOV WATCHDOG"
        let shouted = self.is_shouted(at) && self.is_shouted(at.saturating_sub(1)) && !first.is(Word::SURNAME) && !first.is_given();
        let plain = plain || shouted;
        (!ordinary && !self.is_no_name(at) && !plain).then_some(range)
    }

    /// The extent of a name from `at`: capital words, initials, particles, "Jr.".
    pub(super) fn name_extent(&self, at: usize, sentence: TokenRange) -> TokenRange {
        let mut end = at + 1;
        while end < sentence.end && end < at + 6 {
            let word = self.word(end);
            let previous = self.word(end - 1);
            let initial = previous.chars().count() == 1;
            if word == "." && !self.is_spaced(end) && (initial || matches!(previous, "Jr" | "Sr" | "St")) {
                // the period of an initial; at the end of the sentence it is the sentence's
                if initial && !self.is_capital(end + 1) {
                    break;
                }
                end += 1;
            } else if self.is_capital(end) && self.is_spaced(end) && self.goes_on(at, end)
                || is_particle(word) && self.particle_goes_on(end, sentence)
                || is_articled(word) && self.is_spaced(end)
            {
                end += 1;
            } else if word == "," && matches!(self.word(end + 1), "Jr" | "Sr") {
                end += 2;
            } else {
                break;
            }
        }
        // a nickname between quotation marks inside the name: Jimmy "Barbecue" Chérizier
        let quote = |i: usize, spaced: bool| self.document.token(i).is_some_and(|t| t.kind == TokenKind::Quote && t.spaced == spaced);
        if end == at + 1
            && end + 3 < sentence.end
            && quote(end, true)
            && quote(end + 2, false)
            && self.is_capital(end + 1)
            && self.is_capital(end + 3)
        {
            return TokenRange::new(at, end + 4);
        }
        TokenRange::new(at, end)
    }

    /// Whether the capital word at `end` goes on with the name from `at`.
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let info = self.info(end);
        if self.compound_head(end).is_some() {
            return false;
        }
        // "Theresa May": a month after a given name, with no day behind it
        if info.is(Word::MONTH) && self.info(end - 1).is_given() && self.document.token(end + 1).is_none_or(|t| t.kind != TokenKind::Number)
        {
            return true;
        }
        let name_word = info.is(Word::SURNAME_WORD | Word::SURNAME | Word::GIVEN_WORD) || info.is_given();
        // headlines: "Clinton Says Russians", "Kasich Just"
        let ordinary = info.is(Word::STARTER) || info.is(Word::COMMON) && (end > at + 1 || info.verb != 0);
        let stops = self.is_no_name(end) || ordinary && !name_word;
        let other = match self.phrase(end) {
            Some((Meaning::Country(_) | Meaning::Adjective(_) | Meaning::Organization(_), n)) => n > 1 || !info.is(Word::SURNAME),
            _ => false,
        };
        !stops && !other
    }

    fn particle_goes_on(&self, at: usize, sentence: TokenRange) -> bool {
        let next = at + 1;
        next < sentence.end && (self.is_capital(next) && self.is_spaced(next) || is_particle(self.word(next)) && self.is_capital(next + 1))
    }

    /// A person's name at `at` without a title, by its own words and what stands around it.
    pub(super) fn person(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let first = self.info(at);
        let opens = self.opens(at, sentence);
        if self.is_no_name(at) || opens && first.is(Word::STARTER) || first.is(Word::HONORIFIC | Word::RANK) {
            return None;
        }
        let range = self.name_extent(at, sentence);
        let words: Vec<usize> = range.iter().filter(|&i| self.is_capital(i) || is_articled(self.word(i))).collect();
        let last = *words.last()?;
        let tail = self.info(last);
        let is_name = |i: usize| self.info(i).is(Word::SURNAME | Word::SURNAME_WORD) || self.info(i).is_given();
        if words.iter().any(|&i| self.info(i).is(Word::ORG_SUFFIX | Word::UNIT) && !is_name(i)) {
            return None;
        }
        // "Mihail Kogălniceanu air base"
        let tail_word = self.word(range.end);
        let site = matches!((tail_word, self.word(range.end + 1)), ("air" | "naval" | "army" | "military", "base"))
            || matches!(tail_word, "airbase" | "airfield" | "airport" | "barracks" | "shipyard");
        if site {
            return None;
        }
        let titled = self.has_title_before(at) && !opens || self.is_call_sign(at);
        // "the Shahid Rostami and the Sahand carry missiles": an article stands before ships and things
        let article = at > sentence.start && matches!(self.word(at - 1), "the" | "The");
        let ends = self.tags.get(range.end).is_none_or(|&tag| tag != Tag::Noun && tag != Tag::Proper && tag != Tag::Adjective);
        if article && ends && words.len() == 2 && self.phrase(at).is_none() {
            return None;
        }
        // "Florida Gov" and the verb of a headline before a name: "Impeaching Trump"
        let posted_last = tail.is(Word::HONORIFIC | Word::RANK | Word::POST) && !is_name(last);
        let famous_next = words.len() > 1
            && (self.lexicon.famous(self.word(at + 1)).is_some() || matches!(self.phrase(at + 1), Some((Meaning::Person(_), _))));
        let verb_first = famous_next && !is_name(at) && self.tags.get(at).is_none_or(|&tag| tag != Tag::Proper);
        if posted_last || verb_first {
            return None;
        }
        // "ACC Commissioner Jim Phillips": the name begins after the post; "SAN DIEGO" is a dateline
        let posted = words.iter().skip(1).any(|&i| i < last && self.info(i).is(Word::POST | Word::RANK) && !is_name(i));
        // "at PB Stone"
        let coded =
            words.len() == 2 && self.is_shouted(at) && at.checked_sub(1).is_some_and(|b| matches!(self.word(b), "at" | "in" | "near"));
        if coded || posted || !titled && words.iter().all(|&i| self.is_shouted(i)) {
            return None;
        }
        if words.len() < 2 {
            let plain = first.is(Word::COMMON) && !first.is(Word::SURNAME);
            return (titled && !plain && self.phrase(at).is_none()).then_some(range);
        }
        let common = |i: usize| self.info(i).is(Word::COMMON);
        let introduced = self.is_introduced(range);
        let sure_given = !first.is(Word::GIVEN_WORD) && !common(at);
        let given = first.is_given() && (sure_given || tail.is(Word::SURNAME) && !common(last) || titled || introduced);
        let initial = self.word(at).chars().count() == 1 || self.word(at).len() == 4 && self.word(at).ends_with('.');
        let shape = !common(at) && !common(last) && self.is_letters(range);
        let strong = given
            || titled
            || initial && !common(last)
            || tail.is(Word::SURNAME) && shape
            || introduced && !common(at) && self.is_letters(range);
        let strong = strong && (titled || !self.goes_on_as_thing(range, sentence));
        let weak = shape
            && !self.goes_on_as_thing(range, sentence)
            && words.len() <= 3
            && !self.has_digits_or_caps(range)
            && self.types_as_person(range);
        (strong || weak).then_some(range)
    }

    /// Whether ordinary capital words right behind the name make it a part of a thing's name: "Ash Carter Exchange",
    /// "Marketplace Basic Ordering Agreement"; not in headlines, where every word has a capital.
    pub(super) fn goes_on_as_thing(&self, range: TokenRange, sentence: TokenRange) -> bool {
        let next = range.end;
        let follows = next < sentence.end && self.is_capital(next) && self.is_spaced(next) && self.info(next).is(Word::COMMON);
        if !follows || self.info(next).is(Word::NOT_NAME | Word::STARTER) || self.tags.get(next).is_some_and(|tag| tag.is_verb()) {
            return false;
        }
        let plain = (sentence.start.max(range.start.saturating_sub(40))..sentence.end.min(range.end + 40))
            .filter(|&i| self.document.token(i).is_some_and(|t| t.is_word() && !t.capital && t.end - t.start > 3));
        plain.take(3).count() == 3
    }

    /// Whether the name typer, which has seen how names of persons look and stand, takes the words for one.
    pub(super) fn types_as_person(&self, range: TokenRange) -> bool {
        NameTyper::new(self.document, self.tags, self.forms, self.words).kind(range).0 == Some(EntityKind::Person)
    }

    /// What surrounds a person's name: an age, an apposition with a post, a reporting verb.
    pub(super) fn is_introduced(&self, range: TokenRange) -> bool {
        if self.info(range.end).verb != 0 {
            return true;
        }
        let before = range.start.checked_sub(1).map(|b| self.info(b)).unwrap_or_default();
        if self.lexicon.verb(before.verb).is_some_and(|verb| verb.direct) {
            return true;
        }
        // "the spokeswoman, Lin Yue, said"
        let set_off = matches!(self.word(range.end), "," | ".") && range.start.checked_sub(1).is_some_and(|b| self.word(b) == ",");
        let post = range.start.checked_sub(2).filter(|&b| set_off && !self.is_capital(b));
        if post.is_some_and(|b| self.info(b).is(Word::POST | Word::PERSON | Word::RANK)) {
            return true;
        }
        if self.word(range.end) != "," {
            return false;
        }
        let after = range.end + 1;
        let age = self.document.token(after).is_some_and(|t| t.kind == TokenKind::Number)
            && self.word(after).len() == 2
            && self.word(after + 1) == ",";
        let noun =
            matches!(self.word(after), "a" | "an") && self.tags.get(after + 1..after + 4).is_some_and(|tags| tags.contains(&Tag::Noun));
        age || noun || (after..after + 6).any(|i| self.info(i).is(Word::POST | Word::PERSON | Word::RANK)) && self.word(after) != "and"
    }

    /// `who gave only his call sign, Hrim`, `callsign Mavka`: what somebody is called at the front.
    fn is_call_sign(&self, at: usize) -> bool {
        let before = |steps: usize| at.checked_sub(steps).map_or("", |b| self.word(b));
        let skip = usize::from(matches!(before(1), "," | ":" | "is" | "was"));
        before(skip + 1) == "callsign" || before(skip + 1) == "sign" && before(skip + 2) == "call"
    }

    fn is_letters(&self, range: TokenRange) -> bool {
        !self.document.words(range).bytes().any(|b| b.is_ascii_digit())
    }

    fn has_digits_or_caps(&self, range: TokenRange) -> bool {
        range.iter().any(|i| {
            let word = self.word(i);
            word.bytes().any(|b| b.is_ascii_digit()) || word.len() > 1 && !word.contains('.') && word.chars().all(|c| !c.is_lowercase())
        })
    }
}

/// A surname with its article: "al-Kuwari", "el-Sisi".
pub(super) fn is_articled(word: &str) -> bool {
    word.split_once('-').is_some_and(|(article, name)| {
        matches!(article, "al" | "el" | "as" | "ash" | "an" | "ad" | "ar" | "az" | "at" | "ul") && name.starts_with(char::is_uppercase)
    })
}

/// Lower-case words inside names.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "della"
            | "der"
            | "den"
            | "di"
            | "da"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "zu"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ben"
            | "bint"
            | "ter"
            | "ten"
            | "y"
            | "e"
            | "af"
            | "av"
            | "dela"
    )
}
