//! What may be reported speech: every reporting word of a sentence, with its source and its words.

use super::{
    super::{
        clause::Kind,
        linear::{Features, Model, bucket},
    },
    content::{self, Manner, Shape},
    group::{self, Form, Group, Told, View},
};
use crate::{
    annotate::{Layers, Tag},
    document::TokenKind,
    label::ParagraphKind,
    lexicon::{Report, ReportPart},
    span::{Span, TokenRange},
};

/// How many candidates before and behind another are compared with it.
const NEAR: usize = 24;

/// The class of "according to".
const ACCORDING: u32 = 63;

/// Speech that may be reported.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The reporting words.
    pub cue: TokenRange,
    /// The words that name the source.
    pub source: Option<TokenRange>,
    /// How the words are reported.
    pub manner: Manner,
    /// The reported words, and where they go on after the cue (empty where they do not).
    pub parts: [TokenRange; 2],
    /// How far the words may reach: the sentence's end.
    pub limit: usize,
    /// What speaks for and against it.
    pub features: Features,
}

/// A candidate before anything speaks for or against it.
struct Draft<'r> {
    cue: TokenRange,
    source: Option<TokenRange>,
    manner: Manner,
    parts: [TokenRange; 2],
    limit: usize,
    /// What the lexicon has of the cue.
    report: &'r Report,
    /// The verb group around it.
    group: Group,
}

impl<'r> Draft<'r> {
    /// Of a report in a sentence that ends at `limit`; its shape, source and words are still to come.
    fn new(cue: TokenRange, report: &'r Report, group: Group, limit: usize) -> Self {
        let manner = Manner { shape: Shape::That, class: u32::from(report.class), form: group.form, lead: group.lead };
        Self { cue, source: None, manner, parts: <[TokenRange; 2]>::default(), limit, report, group }
    }

    /// The same by `source`, with the reported words in `shape`.
    fn told(&self, source: Option<TokenRange>, shape: Shape, parts: [TokenRange; 2]) -> Self {
        Self { source, manner: Manner { shape, ..self.manner }, parts, ..*self }
    }

    /// The same of one part.
    fn tells(&self, source: Option<TokenRange>, shape: Shape, words: TokenRange) -> Self {
        self.told(source, shape, [words, TokenRange::default()])
    }
}

/// Reads the sentences of one document.
pub struct Reader<'a> {
    clauses: &'a View<'a>,
    layers: &'a Layers,
    /// Words between marks that are quotes already, in their order.
    taken: &'a [Span],
    /// The cues of those quotes, in their order.
    cues: &'a [Span],
    model: Model,
}

impl<'a> Reader<'a> {
    pub const fn new(clauses: &'a View<'a>, layers: &'a Layers, taken: &'a [Span], cues: &'a [Span], model: Model) -> Self {
        Self { clauses, layers, taken, cues, model }
    }

    /// Whether token `at` stands between quotation marks.
    fn is_marked(&self, at: usize) -> bool {
        let start = self.clauses.document.token(at).map_or(0, |token| token.start as usize);
        let number = self.layers.marks.partition_point(|mark| mark.outer.start <= start);
        self.layers.marks.get(number.saturating_sub(3)..number).unwrap_or(&[]).iter().any(|mark| mark.outer.holds(start))
    }

    /// Where the first quote at or after `start` begins, `limit` at most.
    fn untaken(&self, start: usize, limit: usize) -> usize {
        let document = self.clauses.document;
        let byte = document.token(start).map_or(0, |token| token.start as usize);
        let first = self.taken.partition_point(|part| part.end <= byte);
        let quote = self.taken.get(first).map_or(limit, |part| document.token_at(part.start));
        // with its opening mark
        let open = quote.saturating_sub(1);
        let marked = document.token(open).is_some_and(|token| token.kind == TokenKind::Quote);
        limit.min(if marked { open } else { quote }).max(start)
    }

    /// Whether words of `range` are a quote already.
    fn is_taken(&self, range: TokenRange) -> bool {
        let span = self.clauses.document.span(range);
        let first = self.taken.partition_point(|part| part.end <= span.start);
        self.taken.get(first).is_some_and(|part| part.overlaps(span))
    }

    /// Everything in `sentence` that may be reported speech.
    pub fn read(&self, sentence: TokenRange, kind: ParagraphKind, found: &mut Vec<Candidate>) {
        let clauses = self.clauses;
        let limit = trim_end(clauses, sentence);
        let mut told = Told { start: sentence.start, ..Told::default() };
        let mut at = sentence.start;
        let from = found.len();
        while at < limit {
            let next = at + 1;
            let word = clauses.word(at);
            if clauses.info(at).report > 0 {
                if !self.is_marked(at) {
                    self.report(at, TokenRange::new(sentence.start, limit), told, found);
                    if told.speaker.is_none() {
                        told.speaker = found
                            .get(from..)
                            .and_then(|new| new.iter().find(|c| c.manner.form.is_finite() && c.manner.shape != Shape::Inverted))
                            .and_then(|c| c.source);
                    }
                }
            } else if word == ":" && !self.is_marked(at) {
                self.colon(at, TokenRange::new(sentence.start, limit), told, found);
            } else if word.eq_ignore_ascii_case("according") && clauses.word(next) == "to" && !self.is_marked(at) {
                self.according(at, sentence, limit, found);
            }
            if clauses.finite(at) && clauses.tag(at) != Tag::Auxiliary || clauses.finite(at) && !clauses.finite(next) {
                told.last = Some(at);
            }
            at = next;
        }
        self.compare(found.get_mut(from..).unwrap_or_default(), kind);
    }

    /// Adds what the candidates of one sentence say of each other.
    fn compare(&self, found: &mut [Candidate], kind: ParagraphKind) {
        let count = u32::try_from(found.len().min(5)).unwrap_or(0);
        let seen: Vec<(usize, [TokenRange; 2], Manner)> = found.iter().map(|one| (one.cue.start, one.parts, one.manner)).collect();
        for (number, candidate) in found.iter_mut().enumerate() {
            // an endless sentence is no reason to compare all with all
            let near = seen.get(number.saturating_sub(NEAR)..(number + NEAR).min(seen.len())).unwrap_or_default();
            let (shape, class) = (candidate.manner.shape as u32, candidate.manner.class);
            let features = &mut candidate.features;
            features.add(60, [u32::try_from(number.min(4)).unwrap_or(0), count, 0]);
            features.add(61, [kind as u32, shape, 0]);
            // a report inside a report is seldom told apart
            let outer =
                near.iter().find(|(cue, parts, _)| *cue != candidate.cue.start && parts.iter().any(|part| part.holds(candidate.cue.start)));
            let (outer_shape, outer_class) = outer.map_or((31, 63), |(_, _, manner)| (manner.shape as u32, manner.class));
            features.add(62, [outer_shape, outer_class, 0]);
            features.add(63, [outer_shape, shape, 0]);
            let [first, second] = candidate.parts;
            let inner = near.iter().find(|(cue, _, _)| *cue != candidate.cue.start && (first.holds(*cue) || second.holds(*cue)));
            let (inner_shape, inner_class) = inner.map_or((31, 63), |(_, _, manner)| (manner.shape as u32, manner.class));
            features.add(66, [inner_shape, shape, 0]);
            features.add(67, [inner_class, shape, 0]);
            let same = near.iter().filter(|(cue, parts, _)| *cue != candidate.cue.start && parts[0] == first).count();
            features.add(68, [bucket(same), shape, 0]);
            let cue = self.clauses.document.span(candidate.cue);
            let at = self.cues.partition_point(|other| other.end <= cue.start);
            let direct = u32::from(self.cues.get(at).is_some_and(|other| other.overlaps(cue)));
            features.add(69, [direct, shape, class]);
            features.add(70, [direct, shape, 0]);
        }
    }

    /// What the lexicon has of the word at `at`, as the part of speech that it seems to be.
    fn entry(&self, at: usize) -> Option<&'a Report> {
        let clauses = self.clauses;
        let reports = clauses.lexicon.reports(clauses.info(at).report);
        let find = |part: ReportPart| reports.iter().find(|report| report.part == part && report.fits(clauses.document, at));
        let before = at.checked_sub(1);
        match clauses.tag(at) {
            Tag::Noun => {
                // a verb that looks like a noun: "the poll shows", "other voices counter"
                let verbal = !clauses.finite(at + 1)
                    && before.is_some_and(|before| {
                        clauses.name_at(before).is_some()
                            || matches!(clauses.tag(before), Tag::Noun | Tag::Pronoun) && !is_possessive(clauses.word(before))
                            || matches!(clauses.word(before), "who" | "which" | "to")
                    });
                if verbal && let Some(verb) = find(ReportPart::Verb) {
                    return Some(verb);
                }
                find(ReportPart::Noun)
            }
            Tag::Adjective => find(ReportPart::Adjective).or_else(|| find(ReportPart::Verb)),
            tag if tag.is_verb() => find(ReportPart::Verb).or_else(|| find(ReportPart::Adjective)),
            Tag::Adposition if clauses.word(at).ends_with("ed") => find(ReportPart::Verb),
            _ => None,
        }
    }

    /// The reporting words at `at`, if they are used as such.
    fn report(&self, at: usize, sentence: TokenRange, told: Told, found: &mut Vec<Candidate>) {
        let clauses = self.clauses;
        let limit = sentence.end;
        let Some(report) = self.entry(at) else { return };
        // "his acclaimed concert"
        let described =
            at.checked_sub(1).is_some_and(|b| matches!(clauses.tag(b), Tag::Determiner | Tag::Adjective) || is_possessive(clauses.word(b)));
        if described && report.part == ReportPart::Verb && matches!(clauses.tag(at), Tag::VerbParticiple | Tag::Adjective | Tag::Noun) {
            return;
        }
        let cue = TokenRange::new(at, at + report.len());
        let group = Group::read(clauses, at, sentence.start, report.part, told.last);
        let draft = Draft::new(cue, report, group, limit);
        let mut source = group::source(clauses, group, cue, told);
        let after = content::after(clauses, report, cue.end, limit);
        let plain = group.form.is_finite();
        // ", said the envoy": the subject follows
        let inverted =
            plain && report.takes(Report::THAT) && group.first == at && at > sentence.start && matches!(clauses.word(at - 1), "," | "—");
        if inverted && !after.is_some_and(|(shape, _)| matches!(shape, Shape::That)) {
            let subject = clauses.subject_after(cue.end, limit);
            if let Some((shape, first, second)) = content::before(clauses, cue, subject, sentence) {
                self.push(&draft.told(subject, shape, [first, second]), found);
            }
        }
        if plain
            && let Some(subject) = source
            && self.leads_with_as(subject, sentence)
        {
            // "As she said, the bridge is shut"
            let comma = (cue.end..limit.min(cue.end + 12)).find(|&i| clauses.word(i) == ",");
            if let Some(comma) = comma {
                self.push(&draft.tells(source, Shape::As, TokenRange::new(comma + 1, limit)), found);
            }
            return;
        }
        if let Some((shape, start)) = after {
            // words between marks are quotes of their own: what stands before them may be a report
            let content = TokenRange::new(start, self.untaken(start, limit));
            if !content.is_empty() && !self.tells_nothing(&draft.tells(source, shape, content)) {
                let end = content::end(clauses, self.model, Manner { shape, ..draft.manner }, content);
                self.push(&draft.tells(source, shape, TokenRange::new(start, end)), found);
            }
            if !matches!(shape, Shape::Object) {
                return;
            }
        }
        if plain && report.takes(Report::THAT) {
            source = self.between(group.first, sentence.start).or(source).filter(|subject| clauses.can_speak(*subject));
            if source.is_some()
                && let Some((shape, first, second)) = content::before(clauses, cue, source, sentence)
            {
                self.push(&draft.told(source, shape, [first, second]), found);
            }
        }
    }

    /// Whether the words behind a reporting verb tell nothing, whatever stands around them.
    fn tells_nothing(&self, draft: &Draft<'_>) -> bool {
        let clauses = self.clauses;
        // "What worries them can be counted": the clause asks, and tells nothing
        let asks = matches!(draft.manner.shape, Shape::Object | Shape::Zero)
            && draft.source.is_none()
            && draft.manner.form.is_finite()
            && draft
                .group
                .first
                .checked_sub(1)
                .is_some_and(|before| matches!(clauses.word(before), "what" | "What" | "whatever" | "Whatever"));
        if asks || draft.manner.shape != Shape::Object {
            return asks;
        }
        let start = draft.parts[0].start;
        let (word, next) = (clauses.word(start), clauses.word(start + 1));
        // polls show what they found, people show things
        let person = draft.source.is_some_and(|source| clauses.kind_of(source).is_personal());
        let thing = draft.report.class_name() == "show" && person;
        // "call themselves the Grey Herons", "a sergeant called Halvorsen" tell a name
        let named = clauses.name_at(start).is_some_and(|name| name.tokens.start == start);
        let naming = matches!(word, "themselves" | "itself" | "himself" | "herself") || draft.manner.form == Form::Participle && named;
        // "read it aloud": what "it" is stands elsewhere
        let adverb = clauses.tag(start + 1) == Tag::Adverb || matches!(next, "aloud" | "down" | "out" | "up");
        let bare = matches!(word, "it" | "him" | "her" | "them" | "me" | "us") && adverb;
        thing || naming || bare
    }

    /// What follows a colon tells what a noun of speech before it meant: "Her answer never changed: the bridge stays shut".
    fn colon(&self, at: usize, sentence: TokenRange, told: Told, found: &mut Vec<Candidate>) {
        let clauses = self.clauses;
        let nouns = (sentence.start..at).rev().take(14).filter(|&noun| clauses.info(noun).report > 0 && clauses.tag(noun) == Tag::Noun);
        let Some((noun, report)) = nouns.filter_map(|noun| Some((noun, self.entry(noun)?))).find(|(_, r)| r.part == ReportPart::Noun)
        else {
            return;
        };
        let cue = TokenRange::new(noun, noun + report.len());
        let group = Group::read(clauses, noun, sentence.start, report.part, told.last.filter(|&verb| verb < noun));
        let source = group::source(clauses, group, cue, told);
        let content = TokenRange::new(at + 1, self.untaken(at + 1, sentence.end));
        if cue.end < at && source.is_some() && clauses.any_finite(content) {
            self.push(&Draft::new(cue, report, group, sentence.end).tells(source, Shape::Colon, content), found);
        }
    }

    /// Everything between the last comma and the verb, where it holds no verb: "…, a source close to him said".
    fn between(&self, end: usize, start: usize) -> Option<TokenRange> {
        let clauses = self.clauses;
        let from = (start..end).rev().take(14).take_while(|&at| !clauses.finite(at)).find(|&at| clauses.word(at) == ",")? + 1;
        let opens =
            matches!(clauses.tag(from), Tag::Determiner | Tag::Numeral | Tag::Adjective | Tag::Noun) && clauses.tag(end - 1) != Tag::Adverb;
        (from < end && opens).then(|| TokenRange::new(from, end))
    }

    fn leads_with_as(&self, subject: TokenRange, sentence: TokenRange) -> bool {
        subject.start > sentence.start
            && subject.start <= sentence.start + 2
            && self.clauses.word(subject.start - 1).eq_ignore_ascii_case("as")
    }

    fn according(&self, at: usize, sentence: TokenRange, limit: usize, found: &mut Vec<Candidate>) {
        let clauses = self.clauses;
        let cue = TokenRange::new(at, at + 2);
        let Some(subject) = clauses.subject_after(at + 2, limit) else { return };
        let group = Group { first: at, form: Form::Preposition, ..Group::default() };
        let report = Report::default();
        let mut draft = Draft::new(cue, &report, group, limit);
        draft.manner.class = ACCORDING;
        if at <= sentence.start + 1 {
            let from = if clauses.word(subject.end) == "," { subject.end + 1 } else { subject.end };
            self.push(&draft.tells(Some(subject), Shape::Fronted, TokenRange::new(from, limit)), found);
            return;
        }
        let to = if clauses.word(at - 1) == "," { at - 1 } else { at };
        let first = TokenRange::new(sentence.start, to);
        let goes_on = clauses.word(subject.end) == "," && subject.end + 3 < limit && !clauses.any_finite(first);
        let second = if goes_on { TokenRange::new(subject.end + 1, limit) } else { TokenRange::default() };
        self.push(&draft.told(Some(subject), Shape::Tail, [first, second]), found);
    }

    /// Takes a draft in, with what speaks for and against it, unless its words are a quote already.
    fn push(&self, draft: &Draft<'_>, found: &mut Vec<Candidate>) {
        let Draft { cue, source, manner, parts, limit, .. } = *draft;
        if parts[0].is_empty() || parts.iter().any(|part| !part.is_empty() && self.is_taken(*part)) {
            return;
        }
        let features = self.features(draft);
        found.push(Candidate { cue, source, manner, parts, limit, features });
    }

    /// What kind of thing a bare phrase names that is reported: 31 for a clause.
    fn object(&self, draft: &Draft<'_>) -> u32 {
        let clauses = self.clauses;
        if !matches!(draft.manner.shape, Shape::Object | Shape::Of) {
            return 31;
        }
        let [words, _] = draft.parts;
        let inside = |at: &usize| {
            let noun = matches!(clauses.tag(*at), Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Determiner | Tag::Numeral | Tag::Pronoun);
            noun || clauses.name_at(*at).is_some()
        };
        let end = words.start + words.iter().take(8).take_while(inside).count();
        clauses.kind_of(TokenRange::new(words.start, end)) as u32
    }

    fn features(&self, draft: &Draft<'_>) -> Features {
        let Draft { cue, source, manner, parts, limit, report, group } = *draft;
        let clauses = self.clauses;
        let [first, second] = parts;
        let (shape, class, form) = (manner.shape as u32, manner.class, manner.form as u32);
        let takes = u32::from(report.takes);
        let kind = source.map_or(Kind::Nobody, |source| clauses.kind_of(source)) as u32;
        let length = bucket(first.len() + second.len());
        let finite = u32::from(clauses.any_finite(first));
        let opening = clauses.tag(first.start) as u32;
        let named = u32::from(first.iter().take(12).any(|at| clauses.name_at(at).is_some()));
        let negated = u32::from(group.negated);
        let gap = source.map_or(0, |source| if source.end <= cue.start { bucket(cue.start - source.end) } else { 11 });
        let words = u32::try_from(report.len().min(3)).unwrap_or(0);
        let mut features = Features::new(20);
        features.add(45, [shape, group.lead, form]);
        features.add(47, [clauses.tag(cue.start) as u32, form, shape]);
        features.add(48, [u32::from(clauses.document.token(cue.start).is_some_and(|token| token.capital)), form, 0]);
        features.add(21, [shape, class, 0]);
        features.add(22, [shape, form, 0]);
        features.add(23, [shape, kind, 0]);
        features.add(24, [shape, length, 0]);
        features.add(25, [class, form, 0]);
        features.add(26, [class, kind, 0]);
        features.add(27, [form, kind, 0]);
        features.add(28, [shape, opening, finite]);
        features.add(29, [class, length, 0]);
        features.add(30, [takes, shape, words]);
        features.add(31, [takes, class, report.part as u32]);
        features.add(32, [form, negated, group.modal]);
        features.add(33, [shape, negated, form]);
        features.add(34, [shape, finite, named]);
        features.add(35, [shape, gap, 0]);
        features.add(
            39,
            [bucket(cue.start.saturating_sub(clauses.document.sentence(clauses.document.sentence_of(cue.start)).start)), shape, 0],
        );
        features.add(40, [bucket(limit.saturating_sub(first.end)), shape, 0]);
        features.add(54, [u32::from(first.end + second.len() >= limit), shape, finite]);
        let last = if second.is_empty() { first.end } else { second.end };
        let nearest =
            (last..limit.min(last + 12)).find(|&at| clauses.document.token(at).is_some_and(|token| token.kind == TokenKind::Quote));
        features.add(49, [nearest.map_or(0, |at| 1 + bucket(at - last).min(5)), shape, 0]);
        let quoted = u32::from(clauses.document.token(first.start).is_some_and(|token| token.kind == TokenKind::Quote));
        features.add(41, [quoted, shape, 0]);
        let before = cue.start.checked_sub(1).map_or(0, |at| clauses.tag(at) as u32);
        features.add(42, [before, shape, form]);
        let object = self.object(draft);
        features.add(80, [object, shape, 0]);
        features.add(81, [object, class, 0]);
        features.add(43, [clauses.tag(first.end) as u32, shape, 0]);
        features
    }
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "our" | "my" | "your" | "His" | "Her" | "Its" | "Their" | "Our" | "My")
}

/// The end of a sentence without its stops.
pub fn trim_end(clauses: &super::super::clause::Clauses<'_>, sentence: TokenRange) -> usize {
    let mut end = sentence.end;
    while end > sentence.start && matches!(clauses.word(end - 1), "." | "!" | "?" | "…" | ";" | ":") {
        end -= 1;
    }
    end
}
