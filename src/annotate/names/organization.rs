//! Organizations that no list has: by the head of the name, or a lower-case body after a country.

use super::{Scan, closed::is_written_number};
use crate::{
    annotate::Tag,
    document::TokenKind,
    lexicon::{Meaning, Word},
    name::halves,
    span::TokenRange,
};

impl Scan<'_> {
    /// An organization's name that begins at `at`: capital words, joined by "of", "for", "and" …, with an organization's
    /// head among them.
    pub(super) fn organization(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let verb = self.info(at).is(Word::COMMON) && self.word(at).ends_with('s') && self.tags.get(at).is_some_and(|tag| tag.is_verb());
        if verb && !self.opens(at, sentence)
            || self.opens(at, sentence) && self.info(at).is(Word::STARTER)
            || !self.is_part(at) && self.is_capital(at)
        {
            return None;
        }
        let mut end = at;
        let mut head = None;
        while end < sentence.end && end < at + 10 {
            // "Strike Group Enters 5th Fleet": the verb of a headline
            if head == Some(end) && self.info(end).is(Word::COMMON) && self.tags.get(end).is_some_and(|tag| tag.is_verb()) {
                break;
            }
            if self.is_part(end) && (end == at || self.is_spaced(end) || self.word(end) == "&") {
                if self.is_branch(end) {
                    head = Some(self.near_run_end(end, 6, sentence));
                    end = head.unwrap_or(end);
                    continue;
                }
                let staff = self.word(end) == "Staff" && end > at && matches!(self.word(end - 1), "General" | "Joint");
                let team = self.word(end) == "Team" && end > at && self.word(end - 1) == "Combat";
                if (staff || team || self.info(end).is(Word::ORG_SUFFIX | Word::UNIT)) && (end != at || self.joins(end + 1, sentence)) {
                    head = Some(end + 1);
                }
                end += 1;
            } else if end > at && self.joins_halves(at, end, sentence) {
                end += 1;
            } else if head == Some(end) && self.joins(end, sentence) && !self.begins_another(end) {
                let next = self.after_joint(end);
                end = next;
                if self.takes_all(at, next) {
                    // "Ministry of Defense", "Council on Foreign Relations": the words after the joint belong to the name
                    while end < sentence.end && self.is_part(end) && (end == next || self.is_spaced(end)) {
                        // a listed body is taken whole: "Command of the Chinese People's Liberation Army"
                        let listed = self.phrase(end).filter(|(meaning, _)| matches!(meaning, Meaning::Organization(_)));
                        end += listed.map_or(1, |(_, n)| n);
                    }
                    head = Some(end);
                }
            } else {
                break;
            }
        }
        // "Naval Forces West", "Armed Forces Staff"
        let side = |head: usize| {
            matches!(self.word(head), "Central" | "East" | "North" | "South" | "Staff" | "West") && self.word(head - 1) == "Forces"
        };
        let head = head.map(|head| head + usize::from(head < sentence.end && side(head)))?;
        let unit = self.info(head - 1).is(Word::UNIT) || self.word(head - 1) == "Force";
        let range = TokenRange::new(at, if unit { self.unit_number(head, sentence) } else { head });
        // one ordinary capital word with a head at the start of a sentence ("The Committee") is no name
        let words = range.iter().filter(|&i| self.is_part(i)).count();
        let drill = matches!(self.word(range.end), "Exercise" | "Exercises");
        let named = words >= 2 && !drill && !range.iter().all(|i| self.info(i).is(Word::POST | Word::RANK));
        (named && !self.is_class_of_things(range, sentence)).then(|| self.with_specialty(range, sentence))
    }

    /// Whether *and* at `at` leads to another body rather than on: "Syracuse University and Columbia University".
    fn begins_another(&self, at: usize) -> bool {
        let next = at + 1;
        let other = !self.info(next).is(Word::COMMON) || self.info(next).is(Word::ORG_SUFFIX);
        let listed = matches!(self.phrase(next), Some((Meaning::Organization(_), _)));
        self.word(at) == "and" && (self.word(next) == "the" || other || listed)
    }

    /// Whether what follows the *and* at `at` is a body of its own.
    fn begins_another_body(&self, at: usize, sentence: TokenRange) -> bool {
        let end = self.near_run_end(at + 1, 8, sentence);
        (at + 1..end).any(|i| self.info(i).is(Word::ORG_SUFFIX | Word::UNIT | Word::POST | Word::RANK) && !self.info(i).is(Word::COMMON))
            || self.word(end) == "of"
    }

    /// "Space and Missile Defense Command": an *and* between ordinary words of one name, whose head follows.
    fn joins_halves(&self, start: usize, at: usize, sentence: TokenRange) -> bool {
        let whole = |from: usize| match self.phrase(from) {
            Some((Meaning::Organization(_), n)) => Some(from + n),
            _ => None,
        };
        if (start..at).any(|from| whole(from) == Some(at)) || whole(at + 1).is_some() {
            return false;
        }
        let plain = |i: usize| self.info(i).is(Word::COMMON) && !self.info(i).is(Word::ORG_SUFFIX | Word::UNIT);
        matches!(self.word(at), "and" | "&") && plain(at - 1) && self.is_capital(at + 1) && plain(at + 1) && {
            let end = self.near_run_end(at + 1, 8, sentence);
            (at + 2..end).any(|i| self.info(i).is(Word::ORG_SUFFIX | Word::UNIT) && !self.info(i).is(Word::POST))
        }
    }

    /// A body and its seat or branch in one word: "Command-Redstone".
    fn is_branch(&self, at: usize) -> bool {
        halves(self.word(at)).is_some_and(|(head, seat)| {
            seat.starts_with(char::is_uppercase) && self.lexicon.word(head).is(Word::ORG_SUFFIX | Word::UNIT) && head.len() > 4
        })
    }

    /// Words that look like a body's name and are a class of things: "Unmanned Aircraft Systems", "Brigade Combat Teams",
    /// "the Joint Force".
    fn is_class_of_things(&self, range: TokenRange, sentence: TokenRange) -> bool {
        let head = range.end - 1;
        let before = TokenRange::new(range.start, head);
        let common = before.iter().all(|i| self.info(i).is(Word::COMMON));
        let equipment = self.lexicon.equipment();
        match self.word(head) {
            "Systems" => {
                let class = |i: usize| equipment.class_noun(self.document, i, range.end).is_some_and(|noun| i + noun.len == range.end);
                common || before.iter().any(|i| class(i) || equipment.designation(self.document, i, head).is_some())
            }
            "Force" => range.len() == 2 && matches!(self.word(range.start), "Naval" | "Joint" | "Total" | "Combined"),
            "Program" | "Programme" | "Project" | "Initiative" | "Mission" => {
                range.iter().any(|i| equipment.designation(self.document, i, range.end).is_some())
            }
            "Logistics" | "Defense" | "Defence" | "Intelligence" | "Energy" | "Engineering" => {
                // cut out of a longer name: "Carrier Logistics Support"
                let next = range.end;
                next < sentence.end && self.is_capital(next) && self.is_spaced(next) && self.info(next).is(Word::COMMON)
            }
            _ => {
                // the head of another word's name: "Armor Brigade Combat Teams"
                let next = self.is_capital(range.end) && self.is_spaced(range.end) && range.end < sentence.end;
                next && self.info(head).is(Word::UNIT)
                    && (range.end..self.near_run_end(range.end, 6, sentence)).any(|i| self.word(i) == "Teams")
            }
        }
    }

    /// "Program Executive Office [for] Missiles and Space": what an office or institute is for belongs to its name.
    fn with_specialty(&self, range: TokenRange, sentence: TokenRange) -> TokenRange {
        let office = range.iter().any(|i| {
            matches!(
                self.word(i),
                "Office"
                    | "Institute"
                    | "Ministry"
                    | "Department"
                    | "Center"
                    | "Centre"
                    | "Bureau"
                    | "Committee"
                    | "Commission"
                    | "Council"
                    | "Agency"
            )
        });
        let plain = |at: usize| {
            at < sentence.end
                && self.is_part(at)
                && self.is_spaced(at)
                && self.info(at).is(Word::COMMON)
                && !self.info(at).is(Word::POST | Word::RANK | Word::PERSON | Word::HONORIFIC | Word::ORG_SUFFIX)
                && self.phrase(at).is_none()
        };
        let mut end = range.end;
        if !office {
            return range;
        }
        let headed = matches!(self.word(end - 1), "Office" | "Center" | "Centre" | "Bureau" | "Agency");
        let for_something = range.iter().any(|i| matches!(self.word(i), "of" | "for" | "on"));
        if headed && !for_something {
            while plain(end) {
                end += 1;
            }
        }
        // "Institute of Allergy and Infectious Diseases", "Committee on Energy and Commerce", "… Trade, and Industry"
        if end > range.end || for_something {
            let joint = if self.word(end) == "," && self.word(end + 1) == "and" { end + 1 } else { end };
            let specialty = |at: usize| {
                let name = self.info(at).is_given() || self.info(at).is(Word::SURNAME) && !self.info(at).is(Word::COMMON);
                plain(at) || at < sentence.end && self.is_part(at) && self.is_spaced(at) && !name && self.phrase(at).is_none()
            };
            if matches!(self.word(joint), "and" | "&") && specialty(joint + 1) && !self.begins_another_body(joint, sentence) {
                let mut tail = joint + 2;
                while specialty(tail) {
                    tail += 1;
                }
                end = tail;
            }
        }
        TokenRange::new(range.start, end)
    }

    /// The name of a military unit that begins with its number: "92nd Air Refueling Wing", "7th Fleet", and with what it
    /// belongs to where the number alone says little: "6th Squadron, 8th Cavalry Regiment".
    pub(super) fn unit(&self, at: usize, sentence: TokenRange) -> Option<TokenRange> {
        let end = self.unit_end(at, sentence)?;
        let size = |i: usize| self.info(i).is(Word::UNIT) || matches!(self.word(i), "Combat" | "Team");
        // "2nd Armored Brigade Combat Team" is one of many, as "2nd Brigade Combat Team" is
        let arm = |i: usize| self.word(end - 1) == "Team" && matches!(self.word(i), "Armored" | "Infantry" | "Stryker" | "Mobile");
        let bare = (at + 1..end).all(|i| size(i) || arm(i));
        let above = (bare && self.word(end) == ",").then(|| self.unit_end(end + 1, sentence)).flatten();
        Some(TokenRange::new(at, above.unwrap_or(end)))
    }

    /// The end of the single unit whose number stands at `at`.
    fn unit_end(&self, at: usize, sentence: TokenRange) -> Option<usize> {
        let mut end = at + 1;
        let mut head = None;
        while self.is_ordinal(at) && end < sentence.end && end < at + 8 && self.is_capital(end) && self.is_spaced(end) {
            end += 1;
            let team = self.word(end - 1) == "Team" && self.word(end - 2) == "Combat";
            let marines = self.word(end - 1) == "Marines" && end == at + 2;
            if team || marines || self.info(end - 1).is(Word::UNIT) {
                head = Some(end);
            }
        }
        head
    }

    /// The end of the units above the one that ends at `end`: ", 4th Brigade Combat Team, 3rd Infantry Division".
    pub(super) fn chain_of_command(&self, mut end: usize, sentence: TokenRange) -> usize {
        while let (",", Some(next)) = (self.word(end), self.unit_end(end + 1, sentence)) {
            end = next;
        }
        end
    }

    /// What may follow the head of a unit's name: "(CSG) 11", "11".
    pub(super) fn unit_number(&self, end: usize, sentence: TokenRange) -> usize {
        let number = |at: usize| {
            at < sentence.end
                && self.is_spaced(at)
                && self.document.token(at).is_some_and(|t| t.kind == TokenKind::Number)
                && self.word(at).len() <= 3
                && self.word(at).bytes().all(|b| b.is_ascii_digit())
        };
        if end < sentence.end && self.is_spaced(end) && is_written_number(self.word(end)) {
            return end + 1 + usize::from(is_written_number(self.word(end + 1)) && self.is_spaced(end + 1));
        }
        let bracket = self.word(end) == "(" && self.word(end + 2) == ")" && number(end + 3);
        if bracket {
            end + 4
        } else if number(end) {
            end + 1
        } else {
            end
        }
    }

    /// A capital word or an ordinal inside a name.
    fn is_part(&self, at: usize) -> bool {
        self.is_capital(at) && self.compound_head(at).is_none() && (!self.info(at).is(Word::NOT_NAME) || self.word(at + 1) == "Staff")
            || self
                .document
                .token(at)
                .is_some_and(|t| t.kind == TokenKind::Number && t.spaced && self.word(at).ends_with(|c: char| c.is_ascii_lowercase()))
    }

    /// Whether a joint ("of", "for the") with a capital word after it stands at `at`.
    fn joins(&self, at: usize, sentence: TokenRange) -> bool {
        at < sentence.end
            && matches!(self.word(at), "of" | "for" | "on" | "against" | "and" | "&" | "de" | "des" | "du")
            && self.is_part(self.after_joint(at))
    }

    fn after_joint(&self, at: usize) -> usize {
        if matches!(self.word(at + 1), "the" | "la") { at + 2 } else { at + 1 }
    }

    /// Whether the joint before `next` ties what follows to the name: all but "and" do.
    fn takes_all(&self, at: usize, next: usize) -> bool {
        let joint = if matches!(self.word(next - 1), "the" | "la") { next - 2 } else { next - 1 };
        joint > at && !matches!(self.word(joint), "and" | "&")
    }

    /// Adds to a known name what belongs to it: "Lockheed Martin Missiles and Fire Control", "Ministry of Defense".
    pub(super) fn grow_organization(&self, range: TokenRange, sentence: TokenRange) -> TokenRange {
        match self.organization(range.start, sentence) {
            Some(longer) if longer.end > range.end => longer,
            _ => range,
        }
    }

    /// A body that belongs to the country named in `country`: "Ukraine's Defense Ministry", "the Russian defense ministry".
    pub(super) fn body_after_country(&self, country: TokenRange, sentence: TokenRange) -> Option<TokenRange> {
        let mut at = country.end;
        if matches!(self.word(at), "'s" | "’s") {
            at += 1;
        }
        let first = at;
        if first >= sentence.end || !self.is_spaced(first) {
            return None;
        }
        if self.is_part(first) {
            // "British Defense Secretary" is a post, no body
            if self.title_length(first, sentence).is_some_and(|n| n > 1) {
                return None;
            }
            if let Some((Meaning::Organization(number), n)) = self.phrase(first) {
                let kind = self.lexicon.organization(number).map_or("", |o| o.kind);
                // the country's own body; a company or outlet stands alone
                if matches!(kind, "government" | "ministry" | "military" | "intelligence" | "police" | "parliament" | "court") {
                    let grown = self.grow_organization(TokenRange::new(first, first + n), sentence);
                    return Some(TokenRange::new(country.start, grown.end));
                }
            }
            let body = self.organization(first, sentence).or_else(|| {
                (self.info(first).is(Word::ORG_SUFFIX) && !self.info(first).is(Word::POST)).then(|| TokenRange::new(first, first + 1))
            })?;
            return Some(TokenRange::new(country.start, body.end));
        }
        // lower-case: up to two modifiers and the body
        let mut end = first;
        while end < sentence.end
            && end < first + 3
            && self.document.token(end).is_some_and(|t| t.kind == TokenKind::Word && t.spaced && !t.capital)
        {
            end += 1;
            if let Some(field) = self.ministry_of(end - 1, sentence) {
                return Some(TokenRange::new(country.start, field));
            }
            if self.is_lower_body(TokenRange::new(first, end), at > country.end) {
                return Some(TokenRange::new(country.start, end));
            }
        }
        None
    }

    /// "ministry for economic affairs": the end of what a lower-case ministry is for.
    fn ministry_of(&self, at: usize, sentence: TokenRange) -> Option<usize> {
        if self.word(at) != "ministry" || !matches!(self.word(at + 1), "for" | "of") {
            return None;
        }
        let field = |i: usize| {
            i < sentence.end
                && self.is_spaced(i)
                && matches!(self.tags.get(i), Some(Tag::Noun | Tag::Adjective | Tag::Proper))
                && self.info(i).verb == 0
        };
        let start = at + 2;
        let end = (start..start + 2).take_while(|&i| field(i)).last()? + 1;
        Some(if self.word(end) == "and" && field(end + 1) && self.word(end + 1) != "its" { end + 2 } else { end })
    }

    /// Whether lower-case words after a country are its body; `possessive`: "Ukraine's", not "Ukrainian".
    fn is_lower_body(&self, body: TokenRange, possessive: bool) -> bool {
        let next = self.word(body.end);
        match self.word(body.end - 1) {
            // the Russian military as a whole is no body unless it speaks; "the Russian military build-up" never
            "military" if !possessive => body.len() == 1 && self.info(body.end).verb != 0,
            "military" | "army" | "navy" | "police" => {
                let acts =
                    matches!(next, "has" | "had" | "is" | "was" | "will" | "," | "." | "would" | "could" | "'s" | "’s" | "and" | "to");
                body.len() == 1 && (self.info(body.end).verb != 0 || acts)
            }
            "forces" => body.len() == 2 && self.word(body.start) == "armed",
            "force" => body.len() == 2 && self.word(body.start) == "air",
            "administration" => body.len() == 1,
            "district" => body.len() >= 2 && self.word(body.end - 2) == "military",
            "party" => body.len() == 1 && !self.info(body.end).is(Word::COMMON),
            "ministry" if matches!(next, "for" | "of") => false,
            "ministry" | "parliament" | "chancellery" | "embassy" | "senate" | "presidency" => true,
            _ => false,
        }
    }
}
