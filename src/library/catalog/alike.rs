//! Which texts tell the same story, and which quotations are the same words.
//!
//! A text is known by a sketch: the least of its runs of five words in each of 64 classes (one permutation hashing with borrowed bins: Li, Owen,
//! Zhang 2012; Shrivastava, Li 2014), eight bits of each. Two sketches agree in about as many places as the texts share of their runs
//! (Broder 1997). Four places are a band, and texts that share a band are compared (Indyk, Motwani 1998), so that the cost grows with the
//! number of texts. A quotation is known by its gist, 64 bits that stay much the same when few words change (Charikar 2002).
//!
//! What is found depends on the order in which texts came, and on nothing else.

use rustc_hash::FxHashMap;

use super::{Catalog, series::Series};
use crate::{
    briefing::Briefing,
    library::{query::next_word, state::Key},
    name::fold,
};

/// Four places of a sketch in each number.
pub(in crate::library) type Sketch = [u32; BANDS];

const BANDS: usize = 16;
/// Words in a run.
const RUN: usize = 5;
/// Runs that a text must have to be compared; a shorter one is its own story.
const RUNS: usize = 24;
/// Places of 64 in which the sketches of one story agree: about half of the runs are shared.
const AGREE: u32 = 32;
/// Days between the first and the last telling of a story.
const DAYS: u32 = 3;
/// Words that a quotation must have to be compared.
const WORDS: usize = 4;
/// Bits of 64 in which the gists of one saying may differ: a word in twelve.
const DIFFER: u32 = 10;
/// The latest sayings of a voice with which a new one is compared.
const SAYINGS: usize = 256;
/// Texts that are compared by looking through all sketches; for more, bands are put into a table.
const FEW: usize = 32;

/// The words of `text` as numbers: case and accents do not count.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (start, end) = next_word(text, from)?;
        from = end;
        let word = text.get(start..end)?;
        Some(if word.is_ascii() {
            word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x100_0000_01b3))
        } else {
            fold(word).bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        })
    })
}

/// Spreads a number over all bits (Steele, Lea, Flood 2014).
const fn spread(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// What a text is compared by; all zeros for one that is too short.
pub(in crate::library) fn sketch(text: &str) -> Sketch {
    let mut least = [u64::MAX; 4 * BANDS];
    let mut run = [0_u64; RUN];
    let mut runs = 0_usize;
    for (number, word) in words(text).enumerate() {
        run.rotate_left(1);
        if let Some(last) = run.last_mut() {
            *last = word;
        }
        if number + 1 >= RUN {
            runs += 1;
            let sum = spread(run.iter().fold(0, |sum: u64, word| sum.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word));
            if let Some(least) = least.get_mut((sum >> 58) as usize) {
                *least = (*least).min(sum);
            }
        }
    }
    if runs < RUNS {
        return Sketch::default();
    }
    let mut places = least.iter().enumerate().map(|(at, _)| {
        // A class without a run borrows from the next that has one.
        let found = least.iter().cycle().skip(at).take(least.len()).enumerate().find(|(_, sum)| **sum != u64::MAX);
        let (steps, sum) = found.map_or((0, 0), |(steps, &sum)| (steps as u64, sum));
        u32::try_from(spread(sum.wrapping_add(steps)) & 0xff).unwrap_or_default()
    });
    std::array::from_fn(|_| places.by_ref().take(4).fold(0, |band, place| band << 8 | place))
}

/// In how many of 64 places two sketches agree.
fn agree(a: &Sketch, b: &Sketch) -> u32 {
    let same = |(a, b): (&u32, &u32)| (a ^ b).to_le_bytes().into_iter().filter(|&byte| byte == 0).count();
    u32::try_from(a.iter().zip(b).map(same).sum::<usize>()).unwrap_or(0)
}

/// What a quotation is compared by, and whether it is long enough to be.
pub(in crate::library) fn gist(text: &str) -> Option<[u32; 2]> {
    let mut votes = [0_i32; 64];
    let mut before = 0;
    let mut count = 0;
    for word in words(text) {
        count += 1;
        for feature in [spread(word), spread(before ^ word.rotate_left(17))] {
            for (bit, vote) in votes.iter_mut().enumerate() {
                *vote += if feature >> bit & 1 == 1 { 1 } else { -1 };
            }
        }
        before = word;
    }
    let half = |votes: &[i32]| votes.iter().rev().fold(0_u32, |bits, &vote| bits << 1 | u32::from(vote > 0));
    let (low, high) = votes.split_at(32);
    (count >= WORDS).then(|| [half(low), half(high)])
}

fn distance(a: [u32; 2], b: [u32; 2]) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum()
}

/// What somebody is known by who speaks: the last word of the name; 0 for nobody.
pub(super) fn voice(name: &str) -> u32 {
    words(name).last().map_or(0, |word| u32::try_from(spread(word) >> 33).unwrap_or(0) + 1)
}

/// Finds what is alike among all that was added.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Texts compared by looking through.
    few: usize,
    /// The latest row of each band, by the hash of the band and its place; row and one, 0 for none. Its length is a power of two.
    bands: Vec<u32>,
    /// How many rows `bands` knows.
    known: usize,
    /// The latest quotes of each voice.
    voices: FxHashMap<u32, Vec<u32>>,
    /// How many quotes `voices` knows.
    heard: usize,
}

impl Finder {
    /// The row that tells the same story as the one of `sketch` and `day`, the likest, of two equally like ones the first.
    pub(super) fn story(&mut self, catalog: &Catalog, sketch: &Sketch, day: u32) -> Option<u32> {
        if *sketch == Sketch::default() {
            return None;
        }
        self.few += 1;
        let near = if self.few > FEW { self.by_table(catalog, sketch) } else { look_through(catalog, sketch) };
        let mut best: Option<(u32, u32)> = None;
        for row in near.into_iter().flatten() {
            let (Some(other), Some(there)) = (catalog.sketches.get(row as usize), catalog.row(row)) else { continue };
            let agreed = agree(sketch, other);
            let is_near = day == 0 || there.day == 0 || day.abs_diff(there.day) <= DAYS;
            if is_near && agreed >= AGREE && best.is_none_or(|(most, first)| agreed > most || agreed == most && row < first) {
                best = Some((agreed, row));
            }
        }
        best.map(|(_, row)| row)
    }

    /// For each band the latest row that has it.
    fn by_table(&mut self, catalog: &Catalog, sketch: &Sketch) -> [Option<u32>; BANDS] {
        if self.bands.len() < catalog.limit() * BANDS * 3 / 2 {
            self.bands = vec![0; (catalog.limit().max(1_000) * BANDS * 3).next_power_of_two()];
            self.known = 0;
        }
        for (row, other) in catalog.sketches.numbered_from(self.known) {
            if *other != Sketch::default() && !catalog.is_gone(row) {
                for (at, &band) in other.iter().enumerate() {
                    let slot = self.slot(&catalog.sketches, at, band);
                    if let Some(slot) = slot.and_then(|slot| self.bands.get_mut(slot)) {
                        *slot = row + 1;
                    }
                }
            }
        }
        self.known = catalog.limit();
        let mut found = [None; BANDS];
        for ((at, &band), found) in sketch.iter().enumerate().zip(&mut found) {
            let row = self.slot(&catalog.sketches, at, band).and_then(|slot| self.bands.get(slot)?.checked_sub(1));
            *found = row.filter(|&row| !catalog.is_gone(row));
        }
        found
    }

    /// Where the table has a band, or could have it.
    fn slot(&self, sketches: &Series<Sketch>, at: usize, band: u32) -> Option<usize> {
        let last = self.bands.len().checked_sub(1)?;
        let first = usize::try_from(spread(u64::from(band) | (at as u64) << 32) >> 32).ok()?;
        (0..self.bands.len()).map(|step| (first + step) & last).find(|&slot| {
            let row = self.bands.get(slot).copied().unwrap_or(0);
            row == 0 || sketches.get(row as usize - 1).is_some_and(|other| other.get(at) == Some(&band))
        })
    }

    /// The saying of a quote that is much the same as one of `gist` by `voice`, the likest, of two equally like ones the first.
    pub(super) fn saying(&mut self, catalog: &Catalog, voice: u32, gist: [u32; 2]) -> Option<u32> {
        let mut best: Option<(u32, u32)> = None;
        self.hear(catalog);
        for &number in self.voices.get(&voice)? {
            let Some(&other) = catalog.gists.get(number as usize) else { continue };
            let apart = distance(gist, other);
            if apart <= DIFFER && best.is_none_or(|(least, first)| apart < least || apart == least && number < first) {
                best = Some((apart, number));
            }
        }
        catalog.quotes.get(best?.1 as usize).map(|quote| quote.saying)
    }

    /// Takes up the quotes that were added since.
    fn hear(&mut self, catalog: &Catalog) {
        for (number, &voice) in catalog.voices.numbered_from(self.heard) {
            if voice != 0 {
                let sayings = self.voices.entry(voice).or_default();
                if sayings.len() >= 2 * SAYINGS {
                    sayings.drain(..SAYINGS);
                }
                sayings.push(number);
            }
        }
        self.heard = catalog.voices.len();
    }
}

/// For each band the latest row that has it, by looking through all.
fn look_through(catalog: &Catalog, sketch: &Sketch) -> [Option<u32>; BANDS] {
    let mut found = [None; BANDS];
    let last = catalog.limit();
    for (back, other) in catalog.sketches.iter_back().enumerate() {
        if other.iter().zip(sketch).all(|(a, b)| a != b) || *other == Sketch::default() {
            continue;
        }
        let Some(row) = u32::try_from(last - 1 - back).ok().filter(|&row| !catalog.is_gone(row)) else { continue };
        for ((a, b), found) in other.iter().zip(sketch).zip(&mut found) {
            if a == b && found.is_none() {
                *found = Some(row);
            }
        }
    }
    found
}

/// What a briefing is compared by.
#[derive(Debug)]
pub(in crate::library) struct Traits {
    pub(super) key: Key,
    pub(super) sketch: Sketch,
    pub(super) gists: Vec<Option<[u32; 2]>>,
}

impl Traits {
    /// Of a briefing.
    pub(in crate::library) fn of(briefing: &Briefing) -> Self {
        let gists = briefing.quotes.iter().map(|quote| gist(&quote.words())).collect();
        Self { key: Key::of(&briefing.text), sketch: sketch(&briefing.text), gists }
    }
}

#[cfg(test)]
mod tests;
