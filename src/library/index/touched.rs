//! How much of an index was looked at.

use std::{
    ops::Range,
    sync::atomic::{AtomicUsize, Ordering},
};

use tantivy::{
    InvertedIndexReader,
    postings::{SegmentPostings, TermInfo},
    schema::IndexRecordOption,
};

/// Counts the bytes of postings that are read. What is mapped from a file takes memory as soon as it is looked at, and as long as the mapping
/// is there.
#[derive(Debug, Default)]
pub(super) struct Touched(AtomicUsize);

impl Touched {
    /// The postings of a term, counted.
    pub(super) fn read(
        &self,
        inverted: &InvertedIndexReader,
        term: &TermInfo,
        option: IndexRecordOption,
    ) -> tantivy::Result<SegmentPostings> {
        let places = if option.has_positions() { &term.positions_range } else { &(0..0) };
        self.0.fetch_add([&term.postings_range, places].map(Range::len).iter().sum(), Ordering::Relaxed);
        Ok(inverted.read_postings_from_terminfo(term, option)?)
    }

    /// How many bytes.
    pub(super) fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}
