//! Neighboring words in one part of an index, found from the rarest word on, or from where a phrase that was asked before has led.
//!
//! Who types `"port of the` letter by letter asks for a dozen phrases with one beginning. The places of that beginning are kept, so that
//! of each further word only what stands in those documents is read.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{
    DocId, DocSet, SegmentReader, TERMINATED, Term,
    postings::{Postings, SegmentPostings},
    schema::{Field, IndexRecordOption},
};

use super::{
    parts::{cores, each},
    touched::Touched,
};

/// How many phrases are kept.
const KEPT: usize = 8;

/// How many places the phrases that are kept may have together.
const PLACES: usize = 1_000_000;

/// Where a phrase stands in a part of an index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Matches {
    /// Ascending.
    documents: Vec<DocId>,
    /// Where the places of each document end in `starts`.
    ends: Vec<u32>,
    /// The places of the first word, counted in words.
    starts: Vec<u32>,
}

impl Matches {
    fn push(&mut self, document: DocId, starts: &[u32]) {
        self.documents.push(document);
        self.starts.extend_from_slice(starts);
        self.ends.push(u32::try_from(self.starts.len()).unwrap_or(u32::MAX));
    }

    /// Documents with the places in them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (DocId, &[u32])> {
        self.documents.iter().enumerate().map(|(at, &document)| (document, self.starts_of(at)))
    }

    fn starts_of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|&end| self.starts.get(start as usize..end as usize)).unwrap_or_default()
    }
}

/// A phrase that was asked for: its field, its words, and its places in each part of the index.
type Asked = (Field, Vec<String>, Arc<Vec<Matches>>);

/// The phrases asked for last, the latest first.
#[derive(Default)]
pub(super) struct Phrases {
    kept: Mutex<VecDeque<Asked>>,
}

impl Phrases {
    /// Where `words` stand side by side in each of `segments`.
    pub(super) fn find(
        &self,
        segments: &[SegmentReader],
        field: Field,
        words: &[String],
        touched: &Touched,
    ) -> tantivy::Result<Arc<Vec<Matches>>> {
        let head = self.longest(field, words);
        if let Some((length, known)) = &head
            && *length == words.len()
        {
            return Ok(Arc::clone(known));
        }
        let of_segment = |at: usize, segment: &SegmentReader| {
            let head = head.as_ref().and_then(|(length, known)| Some((*length, known.get(at)?)));
            phrase(segment, field, words, head, touched, |_| true)
        };
        let found: tantivy::Result<Vec<Matches>> = each(segments, cores(), of_segment).into_iter().collect();
        let found = Arc::new(found?);
        let places = |all: &[Matches]| all.iter().map(|matches| matches.starts.len()).sum::<usize>();
        let mut free = PLACES.checked_sub(places(&found));
        if free.is_some() {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.truncate(KEPT - 1);
            kept.retain(|(_, _, known)| {
                free = free.and_then(|free| free.checked_sub(places(known)));
                free.is_some()
            });
            kept.push_front((field, words.to_vec(), Arc::clone(&found)));
        }
        Ok(found)
    }

    /// How many documents must be looked into to find where `words` stand side by side; none where that is known.
    pub(super) fn candidates(&self, segments: &[SegmentReader], field: Field, words: &[String]) -> tantivy::Result<usize> {
        let head = self.longest(field, words);
        let known = head.as_ref().map_or(0, |(length, _)| *length);
        if known == words.len() {
            return Ok(0);
        }
        let mut fewest = head.map(|(_, known)| known.iter().map(|matches| matches.documents.len()).sum::<usize>());
        for word in words.iter().skip(known) {
            let term = Term::from_field_text(field, word);
            let mut count = 0;
            for segment in segments {
                count += segment.inverted_index(field)?.doc_freq(&term)? as usize;
            }
            fewest = Some(fewest.map_or(count, |fewest| fewest.min(count)));
        }
        Ok(fewest.unwrap_or(0))
    }

    /// The documents of a segment in which `words` stand side by side, of those that are `wanted`.
    pub(super) fn among(
        segment: &SegmentReader,
        field: Field,
        words: &[String],
        wanted: impl Fn(DocId) -> bool,
    ) -> tantivy::Result<Vec<DocId>> {
        phrase(segment, field, words, None, &Touched::default(), wanted).map(|matches| matches.documents)
    }

    /// The longest beginning of `words` that is known, by its number of words; it will be the last to be forgotten.
    fn longest(&self, field: Field, words: &[String]) -> Option<(usize, Arc<Vec<Matches>>)> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |(_, (other, known, _)): &(usize, &Asked)| *other == field && words.starts_with(known);
        let (place, _) = kept.iter().enumerate().filter(fits).max_by_key(|(_, (_, known, _))| known.len())?;
        let asked = kept.remove(place)?;
        let found = (asked.1.len(), Arc::clone(&asked.2));
        kept.push_front(asked);
        Some(found)
    }
}

/// What leads from document to document.
enum Lead<'a> {
    /// The places of the first words, and at which document it stands.
    Head(&'a Matches, usize),
    /// The places of a word, by its number in the phrase.
    Word(usize, Box<SegmentPostings>),
}

impl Lead<'_> {
    fn document(&self) -> DocId {
        match self {
            Self::Head(matches, at) => matches.documents.get(*at).copied().unwrap_or(TERMINATED),
            Self::Word(_, postings) => postings.doc(),
        }
    }

    /// Goes on to the first document from `document` on.
    fn seek(&mut self, document: DocId) {
        match self {
            Self::Head(matches, at) => {
                let rest = matches.documents.get(*at..).unwrap_or_default();
                *at += rest.partition_point(|&other| other < document);
            }
            Self::Word(_, postings) => drop(to(postings, document)),
        }
    }

    /// Where the phrase may begin in the document at hand.
    fn starts(&mut self, starts: &mut Vec<u32>) {
        starts.clear();
        match self {
            Self::Head(matches, at) => starts.extend_from_slice(matches.starts_of(*at)),
            Self::Word(number, postings) => {
                postings.positions(starts);
                let before = u32::try_from(*number).unwrap_or(u32::MAX);
                if before == 0 {
                    return;
                }
                starts.retain_mut(|place| place.checked_sub(before).inspect(|start| *place = *start).is_some());
            }
        }
    }
}

/// The first document of `postings` from `document` on.
fn to(postings: &mut SegmentPostings, document: DocId) -> DocId {
    if postings.doc() < document { postings.seek(document) } else { postings.doc() }
}

/// Where a phrase stands of which `head` has all words but the last, number `number`, whose places in the segment are `last`.
pub(super) fn followed(head: &Matches, number: usize, last: SegmentPostings) -> Matches {
    follow(Lead::Head(head, 0), &mut [(number, last)], |_| true)
}

/// Where `words` stand side by side in the documents of a segment that are `wanted`; `head` is where so many of the first of them do, if that
/// is known.
fn phrase(
    segment: &SegmentReader,
    field: Field,
    words: &[String],
    head: Option<(usize, &Matches)>,
    touched: &Touched,
    wanted: impl Fn(DocId) -> bool,
) -> tantivy::Result<Matches> {
    let inverted = segment.inverted_index(field)?;
    let known = head.map_or(0, |(length, _)| length);
    let mut rest = Vec::new();
    for (number, word) in words.iter().enumerate().skip(known) {
        let Some(term) = inverted.get_term_info(&Term::from_field_text(field, word))? else { return Ok(Matches::default()) };
        rest.push((number, touched.read(&inverted, &term, IndexRecordOption::WithFreqsAndPositions)?));
    }
    rest.sort_by_key(|(_, postings)| postings.doc_freq());
    let lead = match head {
        Some((_, matches)) => Lead::Head(matches, 0),
        None if rest.is_empty() => return Ok(Matches::default()),
        None => {
            let (number, postings) = rest.remove(0);
            Lead::Word(number, Box::new(postings))
        }
    };
    Ok(follow(lead, &mut rest, wanted))
}

/// Where the phrase stands in documents that are `wanted`, of which `lead` has some words and `rest` the others, the rarest first.
fn follow(mut lead: Lead<'_>, rest: &mut [(usize, SegmentPostings)], wanted: impl Fn(DocId) -> bool) -> Matches {
    let mut found = Matches::default();
    let (mut starts, mut places) = (Vec::new(), Vec::new());
    loop {
        let document = lead.document();
        if document == TERMINATED {
            return found;
        }
        let ahead = rest.iter_mut().map(|(_, postings)| to(postings, document)).find(|&other| other > document);
        if let Some(ahead) = ahead {
            lead.seek(ahead);
            continue;
        }
        if !wanted(document) {
            lead.seek(document + 1);
            continue;
        }
        lead.starts(&mut starts);
        for (number, postings) in &mut *rest {
            if starts.is_empty() {
                break;
            }
            postings.positions(&mut places);
            keep(&mut starts, &places, u32::try_from(*number).unwrap_or(u32::MAX));
        }
        if !starts.is_empty() {
            found.push(document, &starts);
        }
        lead.seek(document + 1);
    }
}

/// Where there are so many places for each start, most of them are passed over; else one after the other is looked at.
const MANY: usize = 8;

/// Keeps those of `starts` that have one of `places` so many words after them; both ascend.
fn keep(starts: &mut Vec<u32>, places: &[u32], after: u32) {
    if starts.len() * MANY < places.len() {
        let mut rest = places;
        starts.retain(|start| {
            let wanted = start.saturating_add(after);
            rest = rest.get(rest.partition_point(|&place| place < wanted)..).unwrap_or_default();
            rest.first() == Some(&wanted)
        });
        return;
    }
    // Which of both comes next nobody can foresee, so that no step may depend on it: a wrong guess costs more than some steps.
    let (mut kept, mut at, mut place_at) = (0, 0, 0);
    while let (Some(&start), Some(&place)) = (starts.get(at), places.get(place_at)) {
        let wanted = start.saturating_add(after);
        if let Some(slot) = starts.get_mut(kept) {
            *slot = start;
        }
        kept += usize::from(wanted == place);
        at += usize::from(wanted <= place);
        place_at += usize::from(place <= wanted);
    }
    starts.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_kept_that_have_a_place_after_them() {
        // Few and many places, close together and far apart.
        for (count, step) in [(0, 1), (3, 7), (16, 2), (17, 3), (90, 1), (200, 5), (40, 321)] {
            let places: Vec<u32> = (0..count).map(|number| 70 + number * step).collect();
            for after in [1, 2, 64, 5_000] {
                let mut starts: Vec<u32> = (0..1_500).filter(|start| start % 3 != 1).collect();
                let expected: Vec<u32> = starts.iter().copied().filter(|start| places.contains(&(start + after))).collect();
                keep(&mut starts, &places, after);
                assert_eq!(starts, expected, "{count} places, each {step} words after the one before, {after}");
            }
        }
    }
}
