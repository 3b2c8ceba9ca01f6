//! Who said it, where the sieves are unsure: candidates ranked by a linear model.
//!
//! A candidate is a noun phrase near the quotation, or whoever said the quotation before; the choice of the sieves is one
//! of them. The model (a conditional logit) reads where a candidate stands, what stands beside it and of what
//! kind it is, never its words. The weights are data: `assets/speakers.bin`, made by `cargo run --release --example
//! train_speakers`; recipe and held-out score stand in `assets/speakers.toml`.

use super::{Ladder, Stretch, Verdict, shape::Ending};
use crate::{
    annotate::{
        Tag,
        quotes::{
            clause::{Attribution, Cue},
            linear::{Features, Model},
        },
    },
    document::TokenKind,
    label::EntityKind,
    lexicon::Word,
    span::TokenRange,
};

/// The weights that the program ships.
pub const SHIPPED: Model = Model::with(include_bytes!("../../../../assets/speakers.bin"));

/// How far candidates are looked for on either side, in tokens.
const REACH: usize = 70;
/// How many candidates there may be.
const MOST: usize = 40;

/// One of those who may have said it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words that name it; those of the quotation before, where it shares a speaker.
    pub tokens: TokenRange,
    /// The reporting verb beside it.
    cue: Option<TokenRange>,
    /// The choice of the sieves.
    pub chosen: bool,
    /// Number of the quote whose speaker it is.
    shares: Option<usize>,
    /// What tells for it.
    pub features: Features,
}

/// What is asked about: a quotation, with what every candidate is compared to.
struct Asked<'s> {
    stretch: &'s Stretch<'s>,
    verdict: &'s Verdict,
    /// The number of the sieve.
    rule: usize,
    /// Whether it seems a whole sentence.
    sentence_like: usize,
    /// Its words, 4 at most, less one.
    length: usize,
    /// How it ends.
    end: usize,
    /// Where each candidate stands.
    places: Vec<Place>,
}

/// Where a candidate stands.
#[derive(Clone, Copy)]
struct Place {
    /// 0 in the gap before, 1 in the sentence but before another quotation, 2 in the sentence before, 3 earlier, 4 behind in
    /// the same sentence, 5 behind.
    zone: usize,
    /// Tokens between it and the quotation.
    distance: usize,
}

impl Ladder<'_, '_> {
    /// Those who may have said `stretch`, the choice of the sieves first.
    pub(super) fn candidates(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> Vec<Candidate> {
        let mut found = Vec::new();
        let chosen = verdict.attribution.as_ref().map(|attribution| attribution.tokens);
        let shared = verdict.shares.and_then(|number| self.tokens_of(number));
        let first = Candidate {
            tokens: chosen.or(shared).unwrap_or_default(),
            cue: None,
            chosen: true,
            shares: verdict.shares,
            features: Features::default(),
        };
        found.push(first);
        if let Some((number, _)) = self.last.filter(|_| verdict.shares.is_none())
            && let Some(tokens) = self.tokens_of(number)
        {
            found.push(Candidate { tokens, cue: None, chosen: false, shares: Some(number), features: Features::default() });
        }
        let document = self.clauses.document;
        let from = stretch.open.saturating_sub(REACH);
        // what another paragraph tells is not of words inside this one
        let paragraph = document.paragraphs().get(stretch.paragraph).map(|paragraph| paragraph.tokens).unwrap_or_default();
        let alone = stretch.open == paragraph.start && stretch.close >= paragraph.end;
        let to = (stretch.close + REACH).min(if alone { document.tokens().len() } else { paragraph.end.max(stretch.close) });
        let after = self.phrases(TokenRange::new(stretch.close, to), stretch);
        let before = self.phrases(TokenRange::new(from, stretch.open), stretch);
        found.extend(before.into_iter().rev().take(MOST / 2).chain(after.into_iter().take(MOST / 2)));
        // who named the speaker of the quotation before is not resolved anew
        if let Some((number, _)) = self.last
            && let Some(tokens) = self.tokens_of(number)
        {
            for candidate in found.iter_mut().filter(|candidate| !candidate.chosen && candidate.tokens.overlaps(tokens)) {
                candidate.shares = Some(number);
            }
        }
        found.dedup_by(|later, earlier| later.tokens == earlier.tokens && later.shares == earlier.shares);
        let asked = Asked {
            stretch,
            verdict,
            rule: Self::rule_number(verdict.rule),
            sentence_like: usize::from(self.is_sentence_like(stretch)),
            length: self.word_count(stretch).clamp(1, 4) - 1,
            end: self.end_of(stretch) as usize,
            places: found.iter().map(|candidate| self.place(candidate.tokens, stretch)).collect(),
        };
        let features: Vec<Features> = (0..found.len()).map(|number| self.candidate_features(number, &found, &asked)).collect();
        for (candidate, features) in found.iter_mut().zip(features) {
            candidate.features = features;
        }
        found
    }

    /// The words that named the speaker of quote `number`.
    fn tokens_of(&self, number: usize) -> Option<TokenRange> {
        let mut number = number;
        for _ in 0..4 {
            let quote = self.found.get(number)?;
            if let Some(source) = quote.source {
                return Some(self.clauses.document.range(source));
            }
            number = quote.speaker?.checked_sub(super::SHARED)?;
        }
        None
    }

    /// The noun phrases of `range` that may name somebody, outside quotations.
    fn phrases(&self, range: TokenRange, stretch: &Stretch<'_>) -> Vec<Candidate> {
        let document = self.clauses.document;
        let mut found: Vec<Candidate> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Some(end) = self.quotation_end(at) {
                at = end.max(at + 1);
                continue;
            }
            let sentence = document.sentence(document.sentence_of(at));
            let name = self.clauses.name_at(at).filter(|name| name.tokens.start == at);
            let end = name.map_or(at + 1, |name| name.tokens.end);
            let named = name.is_some_and(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Country));
            let info = self.clauses.info(at);
            let noun = name.is_none()
                && matches!(self.clauses.tag(at), Tag::Noun | Tag::Proper)
                && info.is(Word::PERSON | Word::POST | Word::RANK | Word::BODY | Word::DOCUMENT)
                && self.clauses.name_at(end).is_none()
                && !self.clauses.info(end).is(Word::PERSON | Word::POST | Word::BODY | Word::RANK);
            let pronoun = name.is_none()
                && matches!(self.clauses.word(at), "he" | "she" | "they" | "it" | "He" | "She" | "They" | "It" | "I" | "we" | "We");
            if named || noun || pronoun {
                let start = self.clauses.noun_phrase_ending(end, sentence.start.max(range.start)).filter(|phrase| phrase.len() <= 12);
                let tokens = if pronoun { TokenRange::new(at, end) } else { start.unwrap_or(TokenRange::new(at, end)) };
                let (tokens, cue) = self.with_cue(tokens, sentence);
                if found.last().is_some_and(|last| last.tokens.start >= tokens.start) {
                    found.pop();
                }
                found.push(Candidate { tokens, cue, chosen: false, shares: None, features: Features::default() });
            }
            at = end;
        }
        let state =
            |range: TokenRange| self.clauses.name_at(range.end.saturating_sub(1)).is_some_and(|name| name.kind == EntityKind::Country);
        found.retain(|candidate| {
            let speaks = candidate.cue.is_some() || !state(candidate.tokens);
            speaks && !candidate.tokens.overlaps(TokenRange::new(stretch.open, stretch.close))
        });
        found
    }

    /// The token after the quotation that begins at or before `at` and holds it.
    fn quotation_end(&self, at: usize) -> Option<usize> {
        let start = self.clauses.document.token(at)?.start as usize;
        let number = self.outer.partition_point(|span| span.start <= start);
        let span = self.outer.get(number.checked_sub(1)?).filter(|span| span.holds(start))?;
        Some(self.clauses.document.range(*span).end)
    }

    /// The phrase as the subject of a reporting verb beside it, with that verb.
    fn with_cue(&self, phrase: TokenRange, sentence: TokenRange) -> (TokenRange, Option<TokenRange>) {
        let range = |cue: Cue<'_>| Some(TokenRange::new(cue.at, cue.end));
        let according = phrase
            .start
            .checked_sub(2)
            .filter(|&b| b >= sentence.start && self.clauses.word(b).eq_ignore_ascii_case("according") && self.clauses.word(b + 1) == "to");
        if let Some(at) = according {
            return (phrase, Some(TokenRange::new(at, at + 2)));
        }
        let subject = |cue: Cue<'_>| {
            let subject = self.clauses.subject_before(cue.at, sentence.start)?;
            // "a statement issued today by the ministry"
            let passive = self.clauses.tag(cue.at) == Tag::VerbParticiple && (cue.end..cue.end + 3).any(|at| self.clauses.word(at) == "by");
            (!passive && self.clauses.is_finite(cue) && subject.overlaps(phrase)).then_some((subject, range(cue)))
        };
        let mut after = (phrase.end..sentence.end.min(phrase.end + 24)).filter_map(|at| self.cue_at(at));
        if let Some(found) = after.find_map(subject) {
            return found;
        }
        let before = phrase.start.checked_sub(1).filter(|&b| b >= sentence.start).and_then(|b| self.cue_at(b));
        let inverted = before.filter(|cue| cue.verb.direct && self.clauses.subject_before(cue.at, sentence.start).is_none());
        let whole = |cue: Cue<'_>| self.clauses.subject_after(cue.end, sentence.end).filter(|subject| subject.overlaps(phrase));
        inverted.map_or((phrase, None), |cue| (whole(cue).unwrap_or(phrase), range(cue)))
    }

    fn place(&self, tokens: TokenRange, stretch: &Stretch<'_>) -> Place {
        let document = self.clauses.document;
        if tokens.start >= stretch.close {
            let same = document.sentence_of(tokens.start) == document.sentence_of(stretch.close) && tokens.start < stretch.right;
            let begins = document.sentence(document.sentence_of(tokens.start)).start >= stretch.close;
            let zone = if same && !begins { 4 } else { 5 };
            return Place { zone, distance: tokens.start - stretch.close };
        }
        let zone = if tokens.start >= stretch.sentence.start {
            usize::from(tokens.start < stretch.left)
        } else if document.sentence_of(tokens.start) + 1 == document.sentence_of(stretch.open) {
            2
        } else {
            3
        };
        Place { zone, distance: stretch.open.saturating_sub(tokens.end) }
    }

    /// What tells for and against a candidate.
    fn candidate_features(&self, number: usize, all: &[Candidate], asked: &Asked<'_>) -> Features {
        let mut features = Features::with_room();
        let &Asked { stretch, verdict, rule, sentence_like, length, .. } = asked;
        let (Some(candidate), Some(&place)) = (all.get(number), asked.places.get(number)) else { return features };
        if candidate.tokens.is_empty() {
            features.set(0, 0);
            features.set(1, rule);
            features.set(2, sentence_like * 4 + length);
            return features;
        }
        let kind = self.kind_of(candidate.tokens) as usize;
        let twin = all.iter().any(|other| other.chosen && other.tokens.overlaps(candidate.tokens));
        if candidate.chosen || twin {
            features.set(3, rule);
            features.set(4, rule * 32 + kind);
            features.set(5, usize::from(candidate.chosen));
        }
        features.set_if(candidate.chosen && verdict.attribution.as_ref().is_some_and(|found| found.cue.is_some()), 6, rule);
        let zone = place.zone;
        let distance = match place.distance {
            0..=3 => place.distance,
            4..=5 => 4,
            6..=9 => 5,
            10..=16 => 6,
            17..=30 => 7,
            31..=50 => 8,
            _ => 9,
        };
        if let Some(number) = candidate.shares {
            let paragraph = self.found.get(number).and_then(|quote| quote.parts.last()).map_or(0, |part| {
                stretch.paragraph.saturating_sub(self.clauses.document.paragraph_of(self.clauses.document.token_at(part.start)))
            });
            let gap = match stretch.open.saturating_sub(stretch.left) {
                _ if paragraph > 0 => 7,
                gap @ 0..=3 => gap,
                4..=9 => 4,
                10..=20 => 5,
                _ => 6,
            };
            features.set(7, gap * 8 + paragraph.min(3) * 2 + sentence_like);
            features.set(8, rule);
            features.set(9, kind);
            let opens = stretch.open == stretch.sentence.start;
            features.set(10, usize::from(opens) * 4 + length);
            return features;
        }
        features.set(11, zone * 16 + distance);
        features.set(12, zone * 32 + kind);
        features.set(13, (zone * 2 + sentence_like) * 4 + length);
        features.set(14, kind);
        self.cue_beside(candidate, stretch, zone, &mut features);
        let nearer = |&(other, there): &(&Candidate, &Place)| {
            other.shares.is_none() && !other.chosen && (there.zone >= 4) == (zone >= 4) && there.distance < place.distance
        };
        features.set(15, usize::from(zone >= 4) * 8 + all.iter().zip(&asked.places).filter(nearer).count().min(7));
        self.beside(candidate.tokens, zone, kind, &mut features);
        features.set(29, kind * 4 + usize::from(candidate.cue.is_some()) * 2 + sentence_like);
        features.set(30, kind * 8 + zone);
        features.set(16, rule * 6 + zone);
        self.way_features(candidate, asked, zone, &mut features);
        features
    }

    /// What lies between a candidate and the quotation.
    fn way_features(&self, candidate: &Candidate, asked: &Asked<'_>, zone: usize, features: &mut Features) {
        let document = self.clauses.document;
        let tokens = candidate.tokens;
        let &Asked { stretch, sentence_like, end, .. } = asked;
        let cue = usize::from(candidate.cue.is_some());
        features.set(46, ((zone * 4 + end) * 2 + cue) * 2 + sentence_like);
        let paragraph = document.paragraphs().get(stretch.paragraph).map(|p| p.tokens).unwrap_or_default();
        let place = usize::from(stretch.open == paragraph.start) * 2 + usize::from(stretch.close >= paragraph.end);
        features.set(47, (zone * 4 + place) * 2 + cue);
        let before = candidate.cue.map_or(tokens.end, |cue| cue.end.max(tokens.end));
        let behind = candidate.cue.map_or(tokens.start, |cue| cue.start.min(tokens.start));
        let way = if zone >= 4 { (stretch.close, behind.max(stretch.close)) } else { (before.min(stretch.open), stretch.open) };
        let verbs = self.finite_in(way.0, way.1);
        let near = way.0..way.1.min(way.0 + 40);
        let cues = near.clone().filter(|&at| self.is_cue(at)).take(2).count();
        let relative = near.clone().any(|at| matches!(self.clauses.word(at), "who" | "which" | "whom" | "that"));
        let commas = near.filter(|&at| matches!(self.clauses.word(at), "," | ";" | "—" | "–")).take(2).count();
        features.set(48, (zone * 4 + verbs) * 2 + cue);
        features.set(49, (zone * 3 + cues) * 2 + cue);
        features.set(50, ((zone * 2 + usize::from(relative)) * 3 + commas) * 2 + cue);
    }

    /// The verb that reports, with the candidate as its subject.
    fn cue_beside(&self, candidate: &Candidate, stretch: &Stretch<'_>, zone: usize, features: &mut Features) {
        let cue = candidate.cue.and_then(|range| self.cue_at(range.start));
        let Some(range) = candidate.cue else {
            features.set(17, zone);
            return;
        };
        let verb = cue.map_or((15, 0), |cue| (cue.verb.class as usize, usize::from(cue.verb.weak) * 2 + usize::from(cue.verb.direct)));
        let gap = if range.end <= stretch.open { stretch.open - range.end } else { range.start.saturating_sub(stretch.close) };
        let gap = match gap {
            0..=3 => gap,
            4..=6 => 4,
            7..=12 => 5,
            13..=25 => 6,
            _ => 7,
        };
        features.set(18, zone * 16 + verb.0);
        features.set(19, zone * 4 + verb.1);
        features.set(20, zone * 8 + gap);
        let inverted = range.end <= candidate.tokens.start;
        features.set(21, zone * 2 + usize::from(inverted));
        let colon = zone <= 1 && self.clauses.word(stretch.open.wrapping_sub(1)) == ":";
        features.set_if(colon, 22, gap);
        let comma = zone <= 1 && self.clauses.word(stretch.open.wrapping_sub(1)) == ",";
        features.set_if(comma, 23, gap);
    }

    /// The neighbors of a candidate.
    fn beside(&self, tokens: TokenRange, zone: usize, kind: usize, features: &mut Features) {
        let document = self.clauses.document;
        let near = |at: Option<usize>| {
            let Some(at) = at else { return 27 };
            match self.clauses.word(at) {
                "," => 18,
                "." | "!" | "?" => 19,
                "(" | ")" => 20,
                ":" => 21,
                "to" => 22,
                _ if document.token(at).is_some_and(|token| token.kind == TokenKind::Possessive) => {
                    if self.clauses.info(at + 1).is(Word::SPEECH | Word::DOCUMENT) { 26 } else { 23 }
                }
                _ if document.token(at).is_some_and(|token| token.kind == TokenKind::Quote) => 24,
                _ if self.is_cue(at) => 25,
                _ => self.clauses.tag(at) as usize,
            }
        };
        let sentence = document.sentence(document.sentence_of(tokens.start));
        let before = near(tokens.start.checked_sub(1).filter(|&b| b >= sentence.start));
        let after = near(Some(tokens.end));
        features.set(24, before);
        features.set(25, after);
        let side = usize::from(zone >= 4);
        features.set(26, side * 32 + before);
        features.set(27, side * 32 + after);
        features.set(32, (kind * 2 + side) * 32 + after);
        features.set(28, zone * 8 + (tokens.start - sentence.start.min(tokens.start)).min(7));
    }

    /// The verdict after the ranker has seen it, with the number of the candidate that won.
    pub(super) fn ranked(&self, stretch: &Stretch<'_>, verdict: Verdict, rank: &mut super::Rank<'_>) -> Verdict {
        let settled = self.is_settled(stretch, &verdict);
        if settled && self.asked == super::Ranked::Open {
            return verdict;
        }
        let candidates = self.candidates(stretch, &verdict);
        let Some((best, probability)) = rank(stretch.mark.inner, &candidates) else { return verdict };
        let chosen = candidates.first().map(|candidate| candidate.tokens).unwrap_or_default();
        match candidates.into_iter().nth(best) {
            Some(best) if !best.chosen && !best.tokens.overlaps(chosen) && !settled => Verdict {
                attribution: best.shares.is_none().then(|| self.attributed(best.cue, best.tokens)),
                rule: "speaker.ranked",
                score: probability.min(0.9),
                shares: best.shares,
            },
            _ => verdict,
        }
    }

    /// `"…," Orlova said`, `"…" — Orlova`: an attribution right behind the words is not to be outdone.
    fn is_settled(&self, stretch: &Stretch<'_>, verdict: &Verdict) -> bool {
        let signed = verdict.rule == "speaker.after.signed";
        // "quoted an official as calling it “too slow”"
        let cue = verdict.attribution.as_ref().and_then(|found| found.cue).map(|cue| self.clauses.document.token_at(cue.start));
        let lead = cue.and_then(|cue| cue.checked_sub(1)).filter(|&at| at > stretch.sentence.start && self.clauses.word(at) == "as");
        let quoted = lead.is_some_and(|at| self.clauses.quoted_subject(at, stretch.sentence.start).is_some());
        signed
            || quoted
            || verdict.rule == "speaker.after"
                && self.is_sentence_like(stretch)
                && (self.end_of(stretch) != Ending::None || self.clauses.word(stretch.close) == ",")
                && verdict.attribution.as_ref().is_some_and(|found| self.clauses.is_somebody(found.tokens))
    }

    fn attributed(&self, cue: Option<TokenRange>, tokens: TokenRange) -> Attribution {
        self.clauses.attribution(cue, tokens)
    }
}

/// How many times as probable as the choice of the sieves another candidate must be.
const LEAD: f32 = 2.0;

/// The candidate that `model` holds for the speaker, with its probability; the choice of the sieves, which comes first,
/// unless another is clearly better.
#[must_use]
pub fn choose(model: Model, candidates: &[Candidate]) -> Option<(usize, f32)> {
    let odds: Vec<f32> = candidates.iter().map(|candidate| model.odds(&candidate.features)).collect();
    let top = odds.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = odds.iter().map(|odds| (odds - top).exp()).sum();
    let best = odds.iter().position(|&odds| odds >= top)?;
    // the choice of the sieves may stand there again, as a phrase with its verb
    let chosen = candidates.first()?;
    let is_first = |other: &Candidate| other.chosen || other.shares.is_none() && other.tokens.overlaps(chosen.tokens);
    let first = candidates.iter().zip(&odds).filter(|(other, _)| is_first(other)).map(|(_, &odds)| odds).fold(f32::MIN, f32::max);
    Some(if top - first > LEAD.ln() { (best, 1.0 / sum) } else { (0, (first - top).exp() / sum) })
}
