//! Which texts tell the same story, and which quotations are the same words.
//!
//! A text is known by a sketch: the least of its runs of five words in each of 64 classes (one permutation hashing with borrowed bins: Li, Owen,
//! Zhang 2012; Shrivastava, Li 2014), eight bits of each. Two sketches agree in about as many places as the texts share of their runs
//! (Broder 1997). Four places are a band, and texts that share a band are compared (Indyk, Motwani 1998), so that the cost grows with the
//! number of texts. A quotation is known by its gist, 64 bits that stay much the same when few words change (Charikar 2002).
//!
//! Two texts that agree tell one story, and so do two that each agree with a third; with quotations it is the same. So what belongs together
//! does not depend on the order in which texts came, and when one goes that held others together, they [part](parted).

use rustc_hash::FxHashMap;

use super::{Catalog, halves};
use crate::{
    briefing::outline::{Outline, Quote},
    library::{
        series::Series,
        split::{Split, Word, words},
        state::Key,
        stretch::Standing,
    },
};

mod joined;
mod parted;

pub(super) use joined::{FRESH, Joined};

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
/// Days between two quotes that are one saying though some words differ.
const SOON: u32 = 1;
/// Texts that are compared by looking through all sketches; for more, bands are put into a table.
const FEW: usize = 32;

/// The number of a letter or digit that a folded word may begin with, below 64; `None` for one of another alphabet.
pub(in crate::library) fn letter(first: u8) -> Option<u32> {
    match first {
        b'a'..=b'z' => Some(u32::from(first - b'a')),
        b'0'..=b'9' => Some(u32::from(first - b'0') + 26),
        _ => None,
    }
}

/// Spreads a number over all bits (Steele, Lea, Flood 2014).
const fn spread(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// What a text of `words` is compared by; all zeros for one that is too short.
fn sketch(words: &[Word]) -> Sketch {
    let mut least = [u64::MAX; 4 * BANDS];
    let mut run = [0_u64; RUN];
    let mut runs = 0_usize;
    for (number, word) in words.iter().enumerate() {
        run.rotate_left(1);
        if let Some(last) = run.last_mut() {
            *last = word.sum;
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
    let mut places = (0..least.len()).map(|at| {
        // A class without a run borrows from the next that has one.
        let (before, after) = least.split_at_checked(at).unwrap_or_default();
        let found = after.iter().chain(before).enumerate().find(|(_, sum)| **sum != u64::MAX);
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

/// Whether two sketches have a band in common, so that they are compared.
fn shares_band(a: &Sketch, b: &Sketch) -> bool {
    *b != Sketch::default() && a.iter().zip(b).any(|(a, b)| a == b)
}

/// Whether what was told on two days may be one story.
const fn is_soon(a: u32, b: u32) -> bool {
    a == 0 || b == 0 || a.abs_diff(b) <= DAYS
}

/// What a quotation of `words` is compared by; `None` where it is too short to be.
fn gist(words: impl Iterator<Item = Word>) -> Option<[u32; 2]> {
    let mut votes = Votes::default();
    let mut before = 0;
    let mut count = 0;
    for word in words.map(|word| word.sum) {
        count += 1;
        votes.add(spread(word));
        votes.add(spread(before ^ word.rotate_left(17)));
        before = word;
    }
    (count >= WORDS).then(|| halves(votes.most(count)))
}

/// For each bit of a number how many have it: the counts of all bits side by side, the lowest digit of each in the first number.
#[derive(Default)]
struct Votes {
    digits: [u64; 32],
}

impl Votes {
    fn add(&mut self, mut carried: u64) {
        for digit in &mut self.digits {
            (*digit, carried) = (*digit ^ carried, *digit & carried);
            if carried == 0 {
                return;
            }
        }
    }

    /// The bits that more than `half` have.
    fn most(&self, half: usize) -> u64 {
        // From the lowest digit up: which counts are greater, judged by the digits so far.
        let greater = |greater: u64, (place, digit): (usize, &u64)| if half >> place & 1 == 1 { greater & digit } else { greater | digit };
        self.digits.iter().enumerate().fold(0, greater)
    }
}

/// Whether two gists are of one saying. They must also share a byte, as nearly all that are near do: that is told faster.
const fn is_near(a: u64, b: u64) -> bool {
    const LOW: u64 = u64::MAX / 0xff;
    const HIGH: u64 = LOW << 7;
    let apart = a ^ b;
    apart.wrapping_sub(LOW) & !apart & HIGH != 0 && apart.count_ones() <= DIFFER
}

/// What somebody is known by who speaks: the last word of the name; 0 for nobody.
fn voice(name: &str) -> u32 {
    words(name).last().map_or(0, |word| u32::try_from(spread(word.sum) >> 33).unwrap_or(0) + 1)
}

/// Finds what is alike among all that was added.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Texts compared by looking through.
    few: usize,
    /// The latest row of each band, by the hash of the band and its place, see [`Seat`]; 0 for none. Its length is a power of two.
    bands: Vec<u32>,
    /// For each row and band the row before it that has it; row and one, 0 for none.
    before: Vec<[u32; BANDS]>,
    /// The day of each of these rows: most of what shares a band is of another time, which is told without looking at the row.
    days: Vec<u32>,
    /// What each voice has said that was asked for, and all once many were.
    voices: FxHashMap<u32, Voice>,
    /// Whether all voices are known.
    has_all: bool,
}

impl Finder {
    /// The stories that a text of `sketch` and `day` tells, each by its number: of all rows that share a band with it, told at about the
    /// same time, those that agree with it.
    pub(super) fn stories(&mut self, catalog: &Catalog, sketch: &Sketch, day: u32) -> Vec<u32> {
        let mut found = Vec::new();
        if *sketch == Sketch::default() {
            return found;
        }
        let mut take = |row: u32| {
            let agrees = |other: &Sketch| agree(sketch, other) >= AGREE;
            if !catalog.is_gone(row)
                && catalog.sketches.get(row as usize).is_some_and(agrees)
                && let Some(story) = catalog.story(row)
                && !found.contains(&story)
            {
                found.push(story);
            }
        };
        self.few += 1;
        if self.few > FEW {
            self.by_table(catalog, sketch, day, &mut take);
        } else {
            let near = catalog
                .sketches
                .beside(&catalog.rows)
                .zip(0..)
                .filter(|((other, row), _)| is_soon(day, row.day) && shares_band(sketch, other));
            near.for_each(|(_, row)| take(row));
        }
        found
    }

    /// Each row of about the same `day` that shares a band with `sketch`.
    fn by_table(&mut self, catalog: &Catalog, sketch: &Sketch, day: u32, take: &mut impl FnMut(u32)) {
        if self.bands.len() < catalog.limit() * BANDS * 3 / 2 {
            self.bands = vec![0; (catalog.limit().max(1_000) * BANDS * 3).next_power_of_two()];
            self.before.clear();
            self.days.clear();
        }
        let days = catalog.rows.numbered_from(self.days.len()).map(|(_, row)| row.day);
        self.days.extend(days);
        for (row, other) in catalog.sketches.numbered_from(self.before.len()) {
            let mut before = [0; BANDS];
            if *other != Sketch::default() {
                for ((at, &band), before) in other.iter().enumerate().zip(&mut before) {
                    let slot = self.slot(&catalog.sketches, at, band);
                    if let Some(slot) = slot.and_then(|slot| self.bands.get_mut(slot)) {
                        *before = Seat(std::mem::replace(slot, Seat::of(row, at).0)).row().map_or(0, |row| row + 1);
                    }
                }
            }
            self.before.push(before);
        }
        for (at, &band) in sketch.iter().enumerate() {
            let latest = self.slot(&catalog.sketches, at, band).and_then(|slot| self.bands.get(slot));
            let mut next = latest.and_then(|&seat| Seat(seat).row());
            while let Some(row) = next {
                if self.days.get(row as usize).is_some_and(|&other| is_soon(day, other)) {
                    take(row);
                }
                next = self.before.get(row as usize).and_then(|before| before.get(at)?.checked_sub(1));
            }
        }
    }

    /// Where the table has a band, or could have it.
    fn slot(&self, sketches: &Series<Sketch>, at: usize, band: u32) -> Option<usize> {
        let last = self.bands.len().checked_sub(1)?;
        let first = usize::try_from(spread(u64::from(band) | (at as u64) << 32) >> 32).ok()?;
        (0..self.bands.len()).map(|step| (first + step) & last).find(|&slot| {
            let seat = Seat(self.bands.get(slot).copied().unwrap_or(0));
            // A row has as many seats as bands, so that the place must be the same, too.
            seat.row().is_none_or(|row| seat.is_at(at) && sketches.get(row as usize).is_some_and(|other| other.get(at) == Some(&band)))
        })
    }

    /// The sayings that a quote is, each by its number. The voice was [heard](Self::hear).
    pub(super) fn sayings(&self, catalog: &Catalog, voice: u32, said: Said) -> Vec<u32> {
        let mut found = Vec::new();
        if let Some(voice) = self.voices.get(&voice) {
            voice.near(said, |quote| found.extend(catalog.saying(quote)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Takes up what `voices` have said so far.
    pub(super) fn hear(&mut self, catalog: &Catalog, voices: impl Iterator<Item = u32>) {
        let is_many = self.few > FEW;
        if self.has_all {
            return;
        }
        let mut new: Vec<u32> = voices.filter(|voice| *voice != 0 && !self.voices.contains_key(voice)).collect();
        if new.is_empty() {
            return;
        }
        if is_many {
            (self.voices, self.has_all) = (FxHashMap::default(), true);
        }
        new.sort_unstable();
        self.voices.extend(new.iter().map(|&voice| (voice, Voice::default())));
        for (_, row) in catalog.rows.numbered().filter(|(number, _)| !catalog.is_gone(*number)) {
            let voices = catalog.voices.part(row.quotes, row.quotes_end).iter();
            for ((quote, &voice), &gist) in (row.quotes..).zip(voices).zip(catalog.gists.part(row.quotes, row.quotes_end)) {
                if voice != 0 && (is_many || new.binary_search(&voice).is_ok()) {
                    self.note(voice, Said::of(gist, row.day), quote);
                }
            }
        }
    }

    /// Takes up a quote.
    pub(super) fn note(&mut self, voice: u32, said: Said, quote: u32) {
        self.voices.entry(voice).or_default().add(said, quote);
    }
}

/// A row and a place in its sketch as one number, 0 for none: the row times the places, and the place, and one.
#[derive(Clone, Copy)]
struct Seat(u32);

impl Seat {
    /// Rows beyond some hundred millions have none.
    fn of(row: u32, at: usize) -> Self {
        let number = u32::try_from(row as usize * BANDS + at).ok().and_then(|number| number.checked_add(1));
        Self(number.unwrap_or(0))
    }

    fn row(self) -> Option<u32> {
        u32::try_from(self.0.checked_sub(1)? as usize / BANDS).ok()
    }

    fn is_at(self, at: usize) -> bool {
        self.0.checked_sub(1).is_some_and(|number| number as usize % BANDS == at)
    }
}

/// What was said, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Said {
    gist: u64,
    day: u32,
}

impl Said {
    pub(super) fn of([low, high]: [u32; 2], day: u32) -> Self {
        Self { gist: u64::from(low) | u64::from(high) << 32, day }
    }
}

/// What one voice has said.
#[derive(Debug, Default)]
struct Voice {
    /// By gist the first quote that has it.
    firsts: FxHashMap<u64, u32>,
    /// The gists of each day, each with the first quote of that day that has it.
    days: FxHashMap<u32, Vec<(u64, u32)>>,
}

impl Voice {
    fn add(&mut self, said: Said, quote: u32) {
        let is_new = *self.firsts.entry(said.gist).or_insert(quote) == quote;
        let day = self.days.entry(said.day).or_default();
        if is_new || day.iter().all(|(gist, _)| *gist != said.gist) {
            day.push((said.gist, quote));
        }
    }

    /// Quotes of all sayings that `said` is: what has its gist whenever it was said, and what has nearly its gist at about the same time.
    fn near(&self, said: Said, mut take: impl FnMut(u32)) {
        if let Some(&first) = self.firsts.get(&said.gist) {
            take(first);
        }
        for day in said.day.saturating_sub(SOON)..=said.day.saturating_add(SOON) {
            let near = self.days.get(&day).into_iter().flatten().filter(|(gist, _)| is_near(said.gist, *gist));
            near.for_each(|&(_, quote)| take(quote));
        }
    }
}

/// What is made of a briefing before it is added, on any thread: mostly what it is compared by.
#[derive(Debug)]
pub(in crate::library) struct Traits {
    pub(super) key: Key,
    /// A bit for each [`letter`] that words of title and text begin with.
    pub(super) letters: u64,
    pub(super) sketch: Sketch,
    /// By quote: its gist, where it has one, and whose voice it is; 0 for nobody's, whose words are not compared, and neither are a few of
    /// anybody.
    pub(super) gists: Vec<(Option<[u32; 2]>, u32)>,
    pub(in crate::library) standing: Standing,
    /// The words of title and text, folded, a blank after each.
    pub(in crate::library) folded: [String; 2],
}

impl Traits {
    /// Of a briefing.
    pub(in crate::library) fn of(briefing: &Outline<'_>) -> Self {
        let (title, text) = (Split::of(&briefing.title), Split::of(&briefing.text));
        let gist = |quote: &Quote<'_>| {
            let said = quote.words();
            let within = text.within(quote.span()).filter(|_| said == quote.span().of(&briefing.text));
            within.map_or_else(|| gist(words(&said)), |(_, words)| gist(words.iter().copied()))
        };
        let voices: Vec<u32> = briefing.actors.iter().map(|actor| voice(&actor.name)).collect();
        let of_speaker = |quote: &Quote<'_>| {
            let speaker = briefing.number_of(quote.speaker.as_deref()?)?;
            voices.get(speaker).copied()
        };
        let gists =
            briefing.quotes.iter().map(|quote| gist(quote).and_then(|gist| Some((Some(gist), of_speaker(quote)?))).unwrap_or_default());
        let gists = gists.collect();
        let firsts = title.words.iter().chain(&text.words).filter_map(|word| letter(word.first));
        let letters = firsts.fold(0, |all, letter| all | 1 << letter);
        let standing = Standing::of(briefing, title.words.len(), &text);
        let sketch = sketch(&text.words);
        Self { key: Key::of_digest(&briefing.digest), letters, sketch, gists, standing, folded: [title.folded, text.folded] }
    }
}

#[cfg(test)]
mod tests;
