//! Sieves that read the words beside the quotation.

use super::{Ladder, Stretch, Verdict, shape::Ending};
use crate::{
    annotate::{
        Tag,
        quotes::clause::{Attribution, Cue, is_pronoun},
    },
    document::TokenKind,
    label::EntityKind,
    lexicon::{SpeechClass, Word},
    span::TokenRange,
};

impl Ladder<'_, '_> {
    /// A cue right before the quotation: `he said: "…"`, `warned that "…"`, `urged Blinken "not to …"`.
    pub(super) fn introduced(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let segment = TokenRange::new(stretch.left.max(stretch.sentence.start), stretch.open);
        let Some(cue) = self.last_cue_in(segment) else { return self.colon_without_cue(segment) };
        let gap = TokenRange::new(cue.end, stretch.open);
        let colon = gap.end > gap.start && self.clauses.word(gap.end - 1) == ":";
        let tight =
            gap.len() <= 3 || colon || gap.len() <= 12 && matches!(self.clauses.word(gap.end - 1), "that" | "as" | "of" | "," | "by");
        let clean = !gap.iter().any(|at| matches!(self.clauses.word(at), "." | ";" | ")"));
        if !(tight && clean) {
            return None;
        }
        // `asked about it, "No," Smith said`: the comma closes an opening phrase, the speaker comes after
        let opening = self.clauses.word(gap.end.wrapping_sub(1)) == "," && !gap.is_empty() && cue.at == segment.start;
        if opening && self.after(stretch).is_some() {
            return None;
        }
        // `"…," he said of the "deal", X added`: a fragment inside a longer clause that has its own attribution behind
        let attribution = self.attribution_in(cue, segment, stretch)?;
        let score = if colon || gap.len() <= 1 { 0.96 } else { 0.92 };
        Some(Verdict { attribution: Some(attribution), rule: "speaker.introduced", score, shares: None })
    }

    /// `Her instructor shook his head: "…"`: the subject of the clause before the colon.
    fn colon_without_cue(&self, segment: TokenRange) -> Option<Verdict> {
        let last = segment.end.checked_sub(1).filter(|&at| at > segment.start && self.clauses.word(at) == ":")?;
        if let Some(label) = self.label_before(last, segment.start) {
            let attribution = self.clauses.attribution(None, label);
            return Some(Verdict { attribution: Some(attribution), rule: "speaker.introduced.colon", score: 0.9, shares: None });
        }
        let attribution = self.subject_of(TokenRange::new(segment.start, last))?;
        Some(Verdict { attribution: Some(attribution), rule: "speaker.introduced.colon", score: 0.85, shares: None })
    }

    /// `Orlova: "…"`, `Rep. Gail Prentiss (R-Kan.): "…"`: the name right before the colon.
    fn label_before(&self, colon: usize, start: usize) -> Option<TokenRange> {
        let last = colon.checked_sub(1).map(|at| self.clauses.before_bracket(at)).filter(|&at| at >= start)?;
        let name = self.clauses.name_at(last).filter(|name| name.tokens.end == last + 1 && name.tokens.start >= start)?;
        let title = |at: &usize| {
            self.clauses.info(*at).is(Word::RANK | Word::POST | Word::HONORIFIC | Word::MODIFIER) || self.clauses.word(*at) == "."
        };
        let first = name.tokens.start - (start..name.tokens.start).rev().take_while(title).count();
        let opens = first == start || matches!(self.clauses.word(first - 1), "-" | "—" | "–" | "," | ";" | ")" | "]");
        (opens && matches!(name.kind, EntityKind::Person | EntityKind::Organization)).then(|| TokenRange::new(first, name.tokens.end))
    }

    /// An attribution right after the quotation: `"…," said Orlova`, `"…," Orlova told reporters`, `"…," according to Orlova`.
    pub(super) fn after(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let document = self.clauses.document;
        let mut first = stretch.close;
        while first < stretch.right && matches!(self.clauses.word(first), "," | "." | "—" | "–" | "―" | "-" | "…") {
            first += 1;
        }
        if first >= stretch.right {
            return self.signed_below(stretch);
        }
        let sentence_end = document.sentence(document.sentence_of(first)).end.min(stretch.right);
        let ended = self.ends_sentence(stretch);
        let stop = stretch.mark.inner.of(document.text()).ends_with('.');
        let fresh = ended && stop && document.token(first).is_some_and(|t| t.capital);
        let limit = sentence_end;
        if self.clauses.word(first).eq_ignore_ascii_case("according") && self.clauses.word(first + 1) == "to" {
            let subject = self.clauses.subject_after(first + 2, limit)?;
            return self.verdict_after(Some(TokenRange::new(first, first + 2)), subject, 0.95);
        }
        // "the 'sharing economy' reflects an improvement" is no inversion: nothing parts the words from the verb
        let apart = first > stretch.close || self.end_of(stretch) != Ending::None;
        let inverted = self.cue_at(first).filter(|cue| !fresh && apart && cue.verb.class != SpeechClass::Describe);
        let speaks = |cue: Cue<'_>| {
            self.clauses
                .subject_after(cue.end, limit)
                .filter(|&subject| self.clauses.can_speak(subject) && !self.is_addressee(cue, subject))
        };
        if let Some((cue, subject)) = inverted.and_then(|cue| Some((cue, speaks(cue)?))) {
            return self.verdict_after(Some(TokenRange::new(cue.at, cue.end)), subject, 0.96);
        }
        if let Some(found) = self.signed(stretch, first, limit) {
            return Some(found);
        }
        let start = if matches!(self.clauses.word(first), "as" | "and" | "but") && !fresh { first + 1 } else { first };
        let cue = (start + 1..limit.min(start + 45))
            .filter_map(|at| self.cue_at(at))
            .find(|&cue| self.clauses.is_finite(cue) && !self.clauses.is_ing(cue.at))?;
        // "…," she quoted an official as saying
        let quoted = matches!(self.clauses.word(cue.at), "cited" | "cites" | "quoted" | "quotes");
        let saying = (cue.end..limit.min(cue.end + 10)).find(|&at| self.clauses.word(at) == "as" && self.clauses.word(at + 1) == "saying");
        if let Some(subject) = saying.filter(|_| quoted).and_then(|at| self.clauses.quoted_subject(at, cue.at)) {
            return self.verdict_after(Some(TokenRange::new(cue.at, cue.end)), subject, 0.9);
        }
        let subject = self.clauses.subject_before(cue.at, start)?;
        let near = subject.start <= start + 1
            || subject.start <= start + 6 && TokenRange::new(start, subject.start).iter().any(|at| self.clauses.word(at) == ",");
        if !near || !self.clauses.can_speak(subject) {
            return None;
        }
        if fresh && !self.is_bare_attribution(cue, limit, stretch) {
            return None;
        }
        // the clause introduces the next quotation, not this one
        if ended && stretch.right < document.tokens().len() && self.introduces_next(cue, stretch.right, sentence_end) {
            return None;
        }
        self.verdict_after(Some(TokenRange::new(cue.at, cue.end)), subject, if fresh { 0.85 } else { 0.96 })
    }

    /// A name instead of an attribution: `"…," Rear Adm. Jim Kirk, commander, CSG 11.` and `"…" — Maria Orlova, teacher`.
    fn signed(&self, stretch: &Stretch<'_>, first: usize, limit: usize) -> Option<Verdict> {
        let dashed = first.checked_sub(1).is_some_and(|b| matches!(self.clauses.word(b), "—" | "–" | "―" | "-"));
        if dashed && let Some(name) = self.signature(first, limit) {
            return Some(self.signed_by(name));
        }
        // `its "chief listener" Maria Orlova`: the words are about her
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        if first == stretch.close && inner.starts_with(|c: char| c.is_lowercase()) && self.end_of(stretch) == Ending::None {
            return None;
        }
        let start = (first..limit.min(first + 6))
            .find(|&at| self.clauses.name_at(at).is_some_and(|name| name.kind == EntityKind::Person && name.tokens.start == at))?;
        let name = self.clauses.name_at(start)?;
        let titled = (first..start).all(|at| {
            let info = self.clauses.info(at);
            let capital = self.clauses.document.token(at).is_some_and(|token| token.capital);
            capital || self.clauses.word(at) == "." || info.is(Word::RANK | Word::POST | Word::HONORIFIC | Word::MODIFIER)
        });
        let closes = name.tokens.end >= limit || self.clauses.word(name.tokens.end) == "." && name.tokens.end + 1 >= limit;
        let described = matches!(self.clauses.word(name.tokens.end), "," | "(")
            && !(name.tokens.end..limit)
                .any(|at| self.is_cue(at) || matches!(self.clauses.tag(at), Tag::VerbPast | Tag::Verb | Tag::Auxiliary));
        let subject = TokenRange::new(first, name.tokens.end);
        (titled && (described || dashed && closes || closes && name.tokens.len() > 1)).then(|| self.signed_by(subject))
    }

    fn signed_by(&self, name: TokenRange) -> Verdict {
        Verdict { attribution: Some(self.clauses.attribution(None, name)), rule: "speaker.after.signed", score: 0.9, shares: None }
    }

    /// A paragraph of nothing but a dash and a name, below one of nothing but the quotation: `- Orlova.`
    fn signed_below(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let document = self.clauses.document;
        let paragraph = |number: usize| document.paragraphs().get(number).map(|paragraph| paragraph.tokens);
        let below = paragraph(stretch.paragraph + 1)?;
        let alone = paragraph(stretch.paragraph)?.start == stretch.open;
        let dashed = matches!(self.clauses.word(below.start), "—" | "–" | "―" | "-");
        if !alone || !dashed {
            return None;
        }
        let first = below.start + 1;
        let named = self.clauses.name_at(first).filter(|name| name.kind == EntityKind::Person && name.tokens.end + 1 >= below.end);
        named.map(|name| name.tokens).or_else(|| self.signature(first, below.end)).map(|name| self.signed_by(name))
    }

    /// The name after a dash that ends the paragraph or is followed by a description: two to five capital words.
    fn signature(&self, first: usize, limit: usize) -> Option<TokenRange> {
        let document = self.clauses.document;
        let inside = |at: &usize| {
            let capital = document.token(*at).is_some_and(|token| token.capital && token.kind == TokenKind::Word);
            capital || matches!(self.clauses.word(*at), "." | "-" | "de" | "del" | "la" | "van" | "von" | "bin" | "al")
        };
        let end = (first..limit.min(first + 8)).take_while(inside).last()? + 1;
        let end = if self.clauses.word(end - 1) == "." { end - 1 } else { end };
        let paragraph = document.paragraphs().get(document.paragraph_of(first))?.tokens;
        let closes = end >= paragraph.end || self.clauses.word(end) == "." && end + 1 >= paragraph.end || self.clauses.word(end) == ",";
        (closes && (2..=5).contains(&(end - first))).then(|| TokenRange::new(first, end))
    }

    fn verdict_after(&self, cue: Option<TokenRange>, subject: TokenRange, score: f32) -> Option<Verdict> {
        self.clauses.can_speak(subject).then(|| Verdict {
            attribution: Some(self.clauses.attribution(cue, subject)),
            rule: "speaker.after",
            score,
            shares: None,
        })
    }

    /// `"…," told reporters Smith`? No: what follows "told" is who was told.
    fn is_addressee(&self, cue: Cue<'_>, subject: TokenRange) -> bool {
        cue.verb.lemma == "tell" && !is_pronoun(self.clauses.word(subject.start)) && self.clauses.name_at(subject.start).is_none()
    }

    /// `"It is over." Smith said.`: a sentence of its own that holds nothing but the attribution.
    fn is_bare_attribution(&self, cue: Cue<'_>, limit: usize, stretch: &Stretch<'_>) -> bool {
        let rest = TokenRange::new(cue.end, limit);
        let next = self.clauses.word(cue.end);
        let bare =
            rest.len() <= 1 || matches!(next, "." | "," | "in" | "at" | "on" | "during" | "after" | "to" | "via") && rest.len() <= 10;
        bare && stretch.right == limit.max(stretch.right) && cue.verb.direct
    }

    fn introduces_next(&self, cue: Cue<'_>, right: usize, sentence_end: usize) -> bool {
        let last = right.saturating_sub(1);
        sentence_end >= right && right > cue.end && matches!(self.clauses.word(last), ":" | "," | "that") || right == cue.end
    }

    /// Whether the words inside end their sentence.
    pub(super) fn ends_sentence(&self, stretch: &Stretch<'_>) -> bool {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        inner.ends_with(['.', '!', '?', '…'])
    }

    /// Words that go on with a clause of reported speech: `Orlova said the bridge was closed "because of the wind", …`.
    pub(super) fn clause_open(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let inner = stretch.mark.inner.of(self.clauses.document.text());
        if !inner.starts_with(|c: char| c.is_lowercase()) {
            return None;
        }
        let verdict = self.clause_before(stretch)?;
        let cue = verdict.attribution.as_ref()?.cue?;
        let verb = self.cue_at(self.clauses.document.token_at(cue.start))?.verb;
        let named = self.clauses.is_somebody(verdict.attribution.as_ref()?.tokens);
        (verb.that && verb.direct && named).then_some(Verdict { rule: "speaker.clause.open", score: 0.9, ..verdict })
    }

    /// A cue earlier in the same sentence: `stressed the "unshakeable" commitment`.
    pub(super) fn clause_before(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let segment = TokenRange::new(stretch.left.max(stretch.sentence.start), stretch.open);
        let cue = self.last_cue_in(segment)?;
        let between = TokenRange::new(cue.end, stretch.open);
        if between.len() > 30 {
            return None;
        }
        let attribution = self.attribution_in(cue, segment, stretch)?;
        // "Fragments found here came “almost certainly” from Peru, according to an official"
        let frame = |at: usize| self.clauses.word(at) == "according" && self.clauses.word(at + 1) == "to";
        let limit = stretch.sentence.end.min(stretch.close + 60);
        let body = |at: usize| {
            self.clauses.info(at).is(Word::BODY | Word::DOCUMENT | Word::SPEECH | Word::RANK) || self.clauses.name_at(at).is_some()
        };
        if !self.clauses.is_somebody(attribution.tokens) && !attribution.tokens.iter().any(body) && (stretch.close..limit).any(frame) {
            return None;
        }
        let score = if between.len() <= 8 { 0.85 } else { 0.7 };
        Some(Verdict { attribution: Some(attribution), rule: "speaker.clause", score, shares: None })
    }

    /// A fragment in a clause without a reporting verb is its subject's: `praised … as a "strong leader"`.
    pub(super) fn clause_subject(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let segment = TokenRange::new(stretch.left.max(stretch.sentence.start), stretch.open);
        if segment.len() < 2 || self.ends_sentence(stretch) && self.is_sentence_like(stretch) {
            return None;
        }
        let verb = (segment.start + 1..segment.end).rev().take(14).find(|&at| {
            matches!(self.clauses.tag(at), Tag::VerbPast | Tag::Verb)
                && self.clauses.name_at(at).is_none()
                && !matches!(self.clauses.word(at), "is" | "are" | "was" | "were" | "has" | "have" | "had")
        })?;
        let subject = self.clauses.subject_before(verb, segment.start)?;
        let person = self.clauses.is_somebody(subject);
        let lead = matches!(
            self.clauses.word(segment.end - 1),
            "as" | "a" | "an" | "the" | "of" | "his" | "her" | "their" | "about" | "for" | "against" | "to"
        ) || verb + 1 == segment.end;
        let attribution = self.clauses.attribution(None, subject);
        (person && lead).then_some(Verdict { attribution: Some(attribution), rule: "speaker.clause.subject", score: 0.62, shares: None })
    }

    /// A cue later in the same sentence, set off by a comma: `the "reckless" move, Orlova said, would …`.
    pub(super) fn clause_after(&self, stretch: &Stretch<'_>) -> Option<Verdict> {
        let limit = stretch.sentence.end.min(stretch.close + 60);
        let according = (stretch.close..limit).find(|&at| self.clauses.word(at) == "according" && self.clauses.word(at + 1) == "to");
        if let Some(at) = according
            && let Some(subject) = self.clauses.subject_after(at + 2, limit)
        {
            let attribution = self.clauses.attribution(Some(TokenRange::new(at, at + 2)), subject);
            return Some(Verdict { attribution: Some(attribution), rule: "speaker.clause.after", score: 0.86, shares: None });
        }
        let words_of = (stretch.close..limit).find(|&at| {
            self.clauses.word(at) == "in"
                && self.clauses.word(at + 1) == "the"
                && self.clauses.word(at + 2) == "words"
                && self.clauses.word(at + 3) == "of"
        });
        if let Some(at) = words_of
            && let Some(subject) = self.clauses.subject_after(at + 4, limit)
        {
            let attribution = self.clauses.attribution(Some(TokenRange::new(at, at + 4)), subject);
            return Some(Verdict { attribution: Some(attribution), rule: "speaker.clause.after", score: 0.9, shares: None });
        }
        // "…, said Orlova"
        let inverted = (stretch.close + 1..limit)
            .filter(|&at| self.clauses.word(at - 1) == ",")
            .filter_map(|at| self.cue_at(at))
            .find(|cue| cue.verb.direct && cue.verb.class != SpeechClass::Accuse);
        if let Some(cue) = inverted
            && let Some(subject) = self.clauses.subject_after(cue.end, limit).filter(|&s| self.clauses.is_somebody(s))
        {
            let attribution = self.clauses.attribution(Some(TokenRange::new(cue.at, cue.end)), subject);
            return Some(Verdict { attribution: Some(attribution), rule: "speaker.clause.after", score: 0.88, shares: None });
        }
        let cue = (stretch.close + 1..limit).filter_map(|at| self.cue_at(at)).find(|&cue| {
            let next = self.clauses.word(cue.end);
            let told = cue.verb.object && self.clauses.name_at(cue.end).is_some()
                || matches!(next, "reporters" | "journalists" | "lawmakers" | "a" | "the" | "state");
            self.clauses.is_finite(cue)
                && cue.verb.direct
                && (cue.end >= limit || matches!(next, "." | "," | "in" | "on" | "at" | "during" | "") || cue.verb.lemma == "tell" && told)
        })?;
        let comma = (stretch.close.saturating_sub(2)..cue.at).rev().find(|&at| self.clauses.word(at) == ",")?;
        let subject = self.clauses.subject_before(cue.at, comma + 1)?;
        if !self.clauses.can_speak(subject) {
            return None;
        }
        let attribution = self.clauses.attribution(Some(TokenRange::new(cue.at, cue.end)), subject);
        Some(Verdict { attribution: Some(attribution), rule: "speaker.clause.after", score: 0.88, shares: None })
    }

    /// The attribution of the last cue inside `range`.
    pub(super) fn last_cue(&self, range: TokenRange) -> Option<Attribution> {
        let cue = self.last_cue_in(range)?;
        self.attribution_of(cue, range.start, range.start)
    }

    /// The last reporting verb inside `segment`.
    fn last_cue_in(&self, segment: TokenRange) -> Option<Cue<'_>> {
        let from = segment.start.max(segment.end.saturating_sub(40));
        (from..segment.end).rev().find_map(|at| {
            if self.clauses.word(at).eq_ignore_ascii_case("according") && self.clauses.word(at + 1) == "to" {
                return Some(Cue { at, end: at + 2, verb: &ACCORDING });
            }
            self.cue_at(at).filter(|cue| cue.end <= segment.end && (self.clauses.is_finite(*cue) || self.clauses.is_ing(at)))
        })
    }

    /// The attribution of `cue`, or of the clause that reports it: "Orlova said the envoy once called it "…"" is Orlova's.
    fn attribution_in(&self, cue: Cue<'_>, segment: TokenRange, stretch: &Stretch<'_>) -> Option<Attribution> {
        let outer = self.outer_cue(cue, stretch.sentence.start.max(segment.start));
        outer
            .and_then(|outer| self.attribution_of(outer, segment.start, stretch.sentence.start))
            .or_else(|| self.attribution_of(cue, segment.start, stretch.sentence.start))
    }

    /// A cue earlier in the sentence in whose that-clause `cue` stands.
    fn outer_cue(&self, cue: Cue<'_>, start: usize) -> Option<Cue<'_>> {
        (start..cue.at).filter_map(|at| self.cue_at(at)).find(|outer| {
            let next = self.clauses.word(outer.end);
            let clause = next == "that"
                || matches!(self.clauses.tag(outer.end), Tag::Pronoun | Tag::Determiner | Tag::Proper | Tag::Noun) && !outer.verb.object;
            let broken = (outer.end..cue.at).any(|at| matches!(self.clauses.word(at), ";" | ":" | "—" | "–" | "who" | "which" | "whom"));
            outer.end < cue.at
                && outer.verb.that
                && outer.verb.direct
                && clause
                && !broken
                && self.clauses.is_finite(*outer)
                && !self.clauses.is_ing(cue.at)
        })
    }

    /// The subject of a cue before the quotation.
    fn attribution_of(&self, cue: Cue<'_>, segment: usize, sentence: usize) -> Option<Attribution> {
        let cue_range = TokenRange::new(cue.at, cue.end);
        // "quoted an official, Juan Mori, as calling the ferry “too slow”"
        let before = cue.at.checked_sub(1).filter(|&at| at > sentence && self.clauses.word(at) == "as" && self.clauses.is_ing(cue.at));
        if let Some(subject) = before.and_then(|at| self.clauses.quoted_subject(at, sentence)) {
            return Some(self.clauses.attribution(Some(cue_range), subject));
        }
        if cue.verb.lemma == ACCORDING.lemma {
            let limit = cue.end + 20;
            let subject = self.clauses.subject_after(cue.end, limit)?;
            return Some(self.clauses.attribution(Some(cue_range), subject));
        }
        if self.clauses.is_ing(cue.at) && !self.clauses.is_progressive(cue.at) {
            return self.gerund_subject(cue, sentence);
        }
        let before = self.clauses.subject_before(cue.at, segment.min(sentence)).filter(|&subject| self.clauses.can_speak(subject));
        let subject = before.or_else(|| self.clauses.subject_after(cue.end, cue.end + 12).filter(|_| cue.at == segment))?;
        Some(self.clauses.attribution(Some(cue_range), subject))
    }

    /// `he said, adding that "…"`: the subject of the clause before.
    fn gerund_subject(&self, cue: Cue<'_>, sentence: usize) -> Option<Attribution> {
        let cue_range = TokenRange::new(cue.at, cue.end);
        let verbs = (sentence..cue.at).rev().filter(|&at| {
            self.cue_at(at).is_some_and(|c| self.clauses.is_finite(c) && !self.clauses.is_ing(at))
                || self.clauses.tag(at) == Tag::VerbPast && self.clauses.name_at(at).is_none()
        });
        let mut fallback = None;
        let mut subordinate = None;
        for verb in verbs.take(6) {
            let after = self
                .clauses
                .cue_at(verb)
                .and_then(|c| self.clauses.subject_after(c.end, cue.at))
                .filter(|&s| self.clauses.is_somebody(s) && self.clauses.word(verb.wrapping_sub(1)) == ",");
            let Some(subject) = self.clauses.subject_before(verb, sentence).filter(|&s| self.clauses.can_speak(s)).or(after) else {
                continue;
            };
            if !self.clauses.is_somebody(subject) {
                fallback = fallback.or(Some(subject));
            } else if self.is_subordinate(verb, sentence) {
                subordinate = subordinate.or(Some(subject));
            } else {
                return Some(self.clauses.attribution(Some(cue_range), subject));
            }
        }
        subordinate.or(fallback).map(|subject| self.clauses.attribution(Some(cue_range), subject))
    }
    /// Whether the verb stands in a clause inside another: "claims that Orlova knew", "Orlova, with whom he clashed".
    fn is_subordinate(&self, verb: usize, start: usize) -> bool {
        let before = (start.max(verb.saturating_sub(CLAUSE))..verb).rev();
        let clause = before.take_while(|&at| self.clauses.word(at) != "," && !matches!(self.clauses.tag(at), Tag::VerbPast | Tag::Verb));
        let opens = |at: usize| {
            matches!(self.clauses.word(at), "that" | "who" | "whom" | "which" | "whose" | "where" | "because" | "while" | "when" | "after")
        };
        clause.into_iter().any(opens)
    }
}

/// How far before its verb the word that opens a clause may stand, in tokens.
const CLAUSE: usize = 8;

/// The frame "according to", as a verb.
const ACCORDING: crate::lexicon::Verb = crate::lexicon::Verb {
    lemma: "according to",
    class: SpeechClass::Say,
    direct: true,
    that: true,
    object: false,
    partial: true,
    weak: false,
};
