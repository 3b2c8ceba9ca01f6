//! The words that name who reports: the subject before a cue, and the one after it.

use super::{Clauses, is_pronoun};
use crate::{
    annotate::{Name, Tag, names::is_weekday},
    document::TokenKind,
    label::EntityKind,
    lexicon::Word,
    span::TokenRange,
};

/// Words for a day, which stand between a subject and its verb: "the judge on Friday blocked".
pub(in crate::annotate::quotes) fn is_day(word: &str) -> bool {
    is_weekday(word) || matches!(word, "today" | "yesterday" | "tonight")
}

/// How long the relative clause in a subject may be, in tokens.
const RELATIVE: usize = 14;

impl Clauses<'_> {
    /// The subject that stands before the cue; `start` is the first token that may belong to it.
    pub fn subject_before(&self, cue: usize, start: usize) -> Option<TokenRange> {
        let mut end = cue;
        // auxiliaries and adverbs stand between subject and verb
        let is_noun = |at: usize| self.name_at(at).is_some() || self.info(at).is(Word::POST | Word::PERSON);
        let is_between = |at: usize| {
            is_day(self.word(at))
                || self.word(at) == "on" && is_day(self.word(at + 1))
                || matches!(self.tag(at), Tag::Auxiliary | Tag::Adverb) && !is_noun(at)
                || matches!(
                    self.word(at),
                    "have" | "has" | "had" | "not" | "n't" | "also" | "then" | "later" | "is" | "was" | "are" | "were" | "been"
                )
                || self.tag(cue) == Tag::VerbGerund && matches!(self.word(at), "'s" | "’s")
        };
        // Of "It “firmly condemns”" the subject stands before the marks: a fragment opens with an adverb, whatever the tagger makes of it.
        let opens = |at: usize| matches!(self.word(at), "\"" | "“" | "'" | "‘" | "``");
        let is_opening = |at: usize| at > start && self.word(at).ends_with("ly") && !is_noun(at) && opens(at - 1);
        while end > start && (is_between(end - 1) || is_opening(end - 1)) {
            end -= if is_between(end - 1) { 1 } else { 2 };
        }
        if end <= start {
            return None;
        }
        match self.word(end - 1) {
            "," | "—" | "–" | ")" | "-" => {
                self.twice_described(end - 1, start).or_else(|| self.subject_before_parenthesis(end - 1, start))
            }
            "who" | "which" | "that" => self.antecedent(end - 1, start),
            "and" | "but" | "or" => self.shared_subject(end - 1, start),
            "as" if self.word(cue).ends_with("ing") => self.quoted_subject(end - 1, start),
            _ => {
                let phrase = self.noun_phrase_ending(end, start);
                self.described_subject(phrase, end, start).or(phrase)
            }
        }
    }

    /// "She quoted an official, Juan Mori, as saying": whose words are quoted, before the "as" at `close`.
    pub fn quoted_subject(&self, close: usize, start: usize) -> Option<TokenRange> {
        let quotes =
            |at: &usize| matches!(self.word(*at), "quote" | "quoted" | "quotes" | "quoting" | "cite" | "cited" | "cites" | "citing");
        let verb = (start.max(close.saturating_sub(RELATIVE))..close).rev().find(quotes)?;
        let end = if self.word(close - 1) == "," { close - 1 } else { close };
        (end > verb + 1).then(|| TokenRange::new(verb + 1, end))
    }

    /// "An official who spoke to explain the rules said": whoever the relative clause describes, where `phrase` at its end is
    /// no one.
    fn described_subject(&self, phrase: Option<TokenRange>, end: usize, start: usize) -> Option<TokenRange> {
        // "who had served at a camp in Peru": no camp speaks
        let named = |phrase: TokenRange| phrase.iter().any(|at| self.name_at(at).is_some_and(|name| name.kind == EntityKind::Person));
        let led = |phrase: TokenRange| phrase.start > start && self.tag(phrase.start - 1) == Tag::Adposition && !named(phrase);
        if phrase.is_some_and(|phrase| self.is_somebody(phrase) && !led(phrase) || is_pronoun(self.word(phrase.end - 1))) {
            return None;
        }
        let last = phrase.map_or(end, |phrase| phrase.start);
        let clause = (start.max(last.saturating_sub(RELATIVE))..last).rev();
        let who = clause.take_while(|&at| !matches!(self.word(at), "," | ";" | ":")).find(|&at| self.word(at) == "who")?;
        self.antecedent(who, start).filter(|subject| self.is_somebody(*subject) || phrase.is_some_and(led))
    }

    /// "A colonel who served here, and who would not be named, thought": whom both relative clauses describe; the second one closes
    /// at `close`.
    fn twice_described(&self, close: usize, start: usize) -> Option<TokenRange> {
        let from = start.max(close.saturating_sub(RELATIVE));
        let open = (from..close).rev().find(|&at| self.word(at) == ",")?;
        if self.word(open + 1) != "and" || self.word(open + 2) != "who" {
            return None;
        }
        let who = (start.max(open.saturating_sub(RELATIVE))..open).rev().find(|&at| self.word(at) == "who")?;
        let ranked = |subject: TokenRange| subject.iter().any(|at| self.info(at).is(Word::RANK));
        self.antecedent(who, start).filter(|&subject| self.is_somebody(subject) || ranked(subject))
    }

    /// "X, the minister, said": the phrase before the parenthesis that closes at `close`.
    fn subject_before_parenthesis(&self, close: usize, start: usize) -> Option<TokenRange> {
        let opening = match self.word(close) {
            ")" => "(",
            other => other,
        };
        let from = start.max(close.saturating_sub(40));
        let mut open = (from..close).rev().find(|&at| self.word(at) == opening)?;
        // more commas may stand inside: go on to the one that follows a name
        if opening == "," {
            let mut candidate = open;
            while candidate > from && !self.ends_subject(candidate) && self.apposed(candidate, close).is_none() {
                candidate = (from..candidate).rev().find(|&at| self.word(at) == ",")?;
            }
            open = candidate;
        }
        if open <= start {
            return None;
        }
        let phrase = self.noun_phrase_ending(open, start)?;
        // "Estonia's prime minister, Kaja Kallas, urged": the name in the parenthesis is part of it
        // "Your successor, Juan Mori, wants less": somebody is asked about him
        let asks = matches!(self.word(phrase.start), "Your" | "your");
        Some(self.apposed(open, close).filter(|_| !asks).map_or(phrase, |name| TokenRange::new(phrase.start, name.tokens.end)))
    }

    /// The person whose name, with titles, fills the parenthesis between `open` and `close`.
    fn apposed(&self, open: usize, close: usize) -> Option<&Name> {
        let is_title = |at: &usize| self.info(*at).is(Word::RANK | Word::POST | Word::HONORIFIC | Word::MODIFIER) || self.word(*at) == ".";
        let first = open + 1 + (open + 1..close).take_while(is_title).count();
        let name = self.name_at(first)?;
        (name.kind == EntityKind::Person && name.tokens.start == first && name.tokens.end + 1 >= close).then_some(name)
    }

    /// Whether a name or a person noun ends right before `at`.
    fn ends_subject(&self, at: usize) -> bool {
        let last = at.checked_sub(1).map(|b| self.before_bracket(b));
        last.is_some_and(|b| {
            let head = |name: &Name| name.tokens.start.checked_sub(1).is_none_or(|before| self.tag(before) != Tag::Adposition);
            self.name_at(b).is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization) || head(name))
                || self.info(b).is(Word::PERSON | Word::POST)
                || is_pronoun(self.word(b))
        })
    }

    /// The last token before the bracket that closes at `at`: "Jordan" in "Jordan (R-Ohio)"; else `at` itself.
    pub fn before_bracket(&self, at: usize) -> usize {
        let open = (at.saturating_sub(8)..at).rev().find(|&open| self.word(at) == ")" && self.word(open) == "(");
        open.and_then(|open| open.checked_sub(1)).unwrap_or(at)
    }

    /// "X, who said": the phrase before the relative pronoun, with it.
    fn antecedent(&self, pronoun: usize, start: usize) -> Option<TokenRange> {
        let end = if self.word(pronoun.checked_sub(1)?) == "," { pronoun - 1 } else { pronoun };
        let phrase = if end <= start { None } else { self.noun_phrase_ending(end, start) };
        phrase.map(|phrase| TokenRange::new(phrase.start, pronoun + 1))
    }

    /// The words that name somebody without the relative pronoun behind them: "X" of "X, who".
    pub fn without_relative(&self, source: TokenRange) -> TokenRange {
        let mut end = source.end;
        if source.len() > 1 && matches!(self.word(end - 1), "who" | "which" | "that") {
            end -= 1;
        }
        if end < source.end && end > source.start + 1 && self.word(end - 1) == "," {
            end -= 1;
        }
        TokenRange::new(source.start, end)
    }

    /// "He thanked them and said": the subject of the verb before "and".
    fn shared_subject(&self, and: usize, start: usize) -> Option<TokenRange> {
        let verb = (start..and)
            .rev()
            .take(30)
            .find(|&at| self.tag(at).is_verb() && self.tag(at) != Tag::VerbGerund && self.is_plain_predicate(at, start))?;
        let found = self.subject_before(verb, start);
        found.or_else(|| self.noun_phrase_ending(verb, start))
    }

    fn is_plain_predicate(&self, at: usize, start: usize) -> bool {
        at > start
            && !matches!(self.word(at - 1), "to" | "of" | "by" | "the" | "a")
            && (self.tag(at) != Tag::VerbParticiple || self.tag(at - 1) == Tag::Auxiliary || self.name_at(at - 1).is_some())
    }

    /// The noun phrase that ends before token `end`, with the prepositional phrases that belong to it.
    pub fn noun_phrase_ending(&self, end: usize, start: usize) -> Option<TokenRange> {
        let mut first = end;
        let mut bracket = 0_u32;
        while first > start {
            let at = first - 1;
            // "in Paris the ministry", "at 11:20 a captain": an article begins a phrase
            if bracket == 0 && self.is_article(first) && first < end && !self.leads_to_article(at) {
                break;
            }
            if let Some(name) = self.name_at(at)
                && name.tokens.start >= start
            {
                first = name.tokens.start;
                continue;
            }
            let word = self.word(at);
            if word == ")" {
                bracket += 1;
            } else if word == "(" {
                if bracket == 0 {
                    break;
                }
                bracket -= 1;
            } else if bracket == 0 && !self.is_inside_phrase(at, end, start) {
                break;
            }
            first = at;
        }
        // a phrase does not begin with a preposition or a conjunction
        let leads = |at: usize| {
            let particle = matches!(self.tag(at), Tag::Adposition | Tag::Conjunction | Tag::Adverb | Tag::Auxiliary);
            // "On Friday a loudspeaker told them"
            let day = is_day(self.word(at)) && at + 1 < end && !self.is_kind(at + 1, TokenKind::Possessive);
            day || particle && self.name_at(at).is_none() && !is_pronoun(self.word(at))
        };
        while first < end && leads(first) {
            let skipped = self.after_leading_phrase(first, end);
            if skipped >= end {
                return None;
            }
            first = skipped;
        }
        if first >= end {
            return None;
        }
        let range = TokenRange::new(self.after_circumstance(first, end, start), end);
        // an article alone names nobody
        let bare = range.len() == 1 && matches!(self.word(range.start), "a" | "an" | "the" | "A" | "An" | "The");
        (!bare).then(|| self.whole_subject(range, start))
    }

    /// "In her speech Orlova announced": the person, with titles, where a preposition leads to the noun before the name.
    fn after_circumstance(&self, first: usize, end: usize, start: usize) -> usize {
        let led = first > start && self.tag(first - 1) == Tag::Adposition && self.word(first - 1) != "of";
        let Some(name) = self.name_at(end - 1).filter(|name| led && name.kind == EntityKind::Person && name.tokens.end == end) else {
            return first;
        };
        let head = (first..name.tokens.start).rev().take_while(|&at| self.is_title(at)).last().unwrap_or(name.tokens.start);
        let noun = head > first && self.tag(head - 1) == Tag::Noun && self.name_at(head - 1).is_none();
        if noun && !self.info(head - 1).is(Word::PERSON | Word::POST | Word::BODY) { head } else { first }
    }

    fn is_article(&self, at: usize) -> bool {
        matches!(self.word(at), "a" | "an" | "the")
    }

    /// Whether the article behind token `at` may stand inside a phrase: "all the", "the head of the", "X, the".
    fn leads_to_article(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Adposition | Tag::Conjunction | Tag::Punctuation | Tag::Adverb | Tag::Auxiliary)
            || self.tag(at).is_verb()
            || matches!(self.word(at), "all" | "both" | "half" | "such" | "quite" | "what" | "All" | "Both" | "Half" | "Such")
    }

    /// Skips a leading conjunction or adverb; a leading preposition takes its phrase with it ("In Geneva the envoy").
    fn after_leading_phrase(&self, first: usize, end: usize) -> usize {
        if self.tag(first) != Tag::Adposition
            || matches!(
                self.word(first),
                "that"
                    | "as"
                    | "if"
                    | "while"
                    | "because"
                    | "when"
                    | "where"
                    | "whether"
                    | "after"
                    | "before"
                    | "since"
                    | "although"
                    | "though"
                    | "That"
                    | "As"
                    | "While"
                    | "But"
            )
        {
            return first + 1;
        }
        // the determiner or pronoun that opens the next phrase
        ((first + 2)..end)
            .find(|&at| {
                self.tag(at) == Tag::Determiner
                    || is_pronoun(self.word(at))
                    || self.name_at(at).is_some_and(|n| n.kind == EntityKind::Person && n.tokens.start == at)
            })
            .unwrap_or(first + 1)
    }

    /// Whether token `at` may stand inside a noun phrase that goes on to its right.
    fn is_inside_phrase(&self, at: usize, end: usize, start: usize) -> bool {
        let word = self.word(at);
        if self.is_kind(at, TokenKind::Possessive) {
            return true;
        }
        if self.is_kind(at, TokenKind::Quote) || matches!(word, ":" | ";" | "—" | "–" | "." | "!" | "?" | "…") {
            return word == "." && self.info(at.saturating_sub(1)).is(Word::RANK | Word::HONORIFIC | Word::POST);
        }
        if word == "," {
            return self.is_apposition_comma(at, end, start);
        }
        match self.tag(at) {
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Numeral | Tag::Determiner | Tag::Pronoun => {
                !matches!(word, "that" | "which" | "who" | "what" | "whom" | "me" | "him" | "them" | "us" | "there" | "There")
                    || at + 1 == end
            }
            // "a letter obtained by the Courier"
            Tag::Adposition if word == "by" => at > start && matches!(self.tag(at - 1), Tag::VerbParticiple | Tag::VerbPast),
            Tag::Adposition => {
                matches!(word, "of" | "for" | "in" | "at" | "from" | "on" | "with" | "to" | "near" | "under" | "against" | "about")
                    && at > start
            }
            Tag::Conjunction => matches!(word, "and" | "or" | "&"),
            Tag::VerbParticiple => at > start && self.tag(at - 1) != Tag::Auxiliary && at + 1 < end,
            Tag::VerbPast => self.word(at + 1) == "by" && at > start && self.tag(at - 1) == Tag::Noun && at + 2 < end,
            Tag::VerbGerund => at > start && matches!(self.tag(at - 1), Tag::Determiner | Tag::Adjective) && at + 1 < end,
            Tag::Punctuation => matches!(word, "-" | "/" | "&" | "$" | "%" | "(" | ")"),
            Tag::Particle => word != "to",
            _ => self.info(at).is(Word::MODIFIER | Word::POST | Word::RANK | Word::PERSON),
        }
    }

    /// The comma inside "Kim, a former minister in the cabinet of Lee said": a name before it and a description after it.
    fn is_apposition_comma(&self, at: usize, end: usize, start: usize) -> bool {
        let named = at > start && self.name_at(at - 1).is_some_and(|name| name.kind == EntityKind::Person);
        let described =
            matches!(self.tag(at + 1), Tag::Determiner) || self.info(at + 1).is(Word::POST | Word::MODIFIER | Word::RANK | Word::PERSON);
        let title = at > start
            && self.info(at - 1).is(Word::POST | Word::PERSON)
            && self.name_at(at + 1).is_some_and(|name| name.kind == EntityKind::Person && name.tokens.end >= end);
        named && described && at + 1 < end || title
    }

    /// Drops what stands before the person of a long phrase: "In Berlin on Monday Scholz" is "Scholz".
    fn whole_subject(&self, range: TokenRange, _start: usize) -> TokenRange {
        // a pronoun ends the phrase: it is the subject alone
        let last = range.end - 1;
        if is_pronoun(self.word(last)) {
            return TokenRange::new(last, range.end);
        }
        range
    }

    /// The subject that stands after the cue ("said Orlova, the envoy"); `limit` is the first token that may not belong to it.
    pub fn subject_after(&self, cue_end: usize, limit: usize) -> Option<TokenRange> {
        let leap = self.titled_name(cue_end, limit);
        let mut end = leap.unwrap_or(cue_end);
        let mut named = leap.is_some();
        while end < limit {
            if let Some(name) = self.name_at(end)
                && name.tokens.start >= cue_end
            {
                named |= name.kind == EntityKind::Person;
                end = name.tokens.end;
                continue;
            }
            let word = self.word(end);
            let title_period = word == "." && self.info(end.saturating_sub(1)).is(Word::RANK | Word::HONORIFIC | Word::POST);
            let inside = match self.tag(end) {
                Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Determiner | Tag::Numeral => true,
                Tag::Pronoun => end == cue_end && is_pronoun(word) || matches!(word, "his" | "her" | "its" | "their" | "our" | "my"),
                Tag::Adposition => {
                    !named
                        && end > cue_end
                        && (matches!(word, "of" | "for" | "from")
                            || matches!(word, "by" | "from") && self.info(end - 1).is(Word::DOCUMENT | Word::SPEECH))
                }
                Tag::Conjunction => named && word == "and" && self.titled_name(end + 1, limit).is_some(),
                Tag::VerbParticiple | Tag::VerbGerund => {
                    end > cue_end && !named && self.info(end + 1).is(Word::POST | Word::PERSON | Word::RANK)
                }
                _ => {
                    self.is_kind(end, TokenKind::Possessive)
                        || self.info(end).is(Word::POST | Word::RANK | Word::MODIFIER | Word::HONORIFIC)
                        || title_period
                }
            };
            if !inside {
                break;
            }
            end += 1;
            if is_pronoun(word) {
                break;
            }
        }
        // "cried Ukraine's president, Volodymyr Zelensky": the name in apposition belongs to it
        if end > cue_end
            && !named
            && self.word(end) == ","
            && end + 1 < limit
            && let Some(name) = self.name_at(end + 1).filter(|name| name.kind == EntityKind::Person && name.tokens.start == end + 1)
        {
            end = name.tokens.end;
        }
        (end > cue_end).then(|| TokenRange::new(cue_end, end))
    }

    /// The token after the person whose name ends the phrase that begins at `start`, whatever titles stand before it:
    /// "retired neurosurgeon X", "GOP strategist X".
    fn titled_name(&self, start: usize, limit: usize) -> Option<usize> {
        for at in start..limit.min(start + 8) {
            if let Some(name) = self.name_at(at).filter(|name| name.kind == EntityKind::Person && name.tokens.start == at) {
                return (name.tokens.end <= limit).then_some(name.tokens.end);
            }
            let capital = self.document.token(at).is_some_and(|token| token.capital);
            let inside = match self.tag(at) {
                Tag::VerbPast | Tag::Auxiliary | Tag::Pronoun | Tag::Conjunction | Tag::Verb | Tag::Adverb => false,
                Tag::Adposition => capital || matches!(self.word(at), "of" | "for"),
                Tag::Punctuation => matches!(self.word(at), "-" | "/" | "&") || self.word(at) == "." && self.is_title(at.wrapping_sub(1)),
                _ => true,
            };
            if !inside && !self.is_title(at) {
                return None;
            }
        }
        None
    }

    fn is_title(&self, at: usize) -> bool {
        self.info(at).is(Word::RANK | Word::POST | Word::HONORIFIC | Word::MODIFIER)
    }
}
