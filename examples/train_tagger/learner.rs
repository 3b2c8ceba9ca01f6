//! The averaged perceptron that the trainers share.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use attache::annotate::tags::weights::{CLASSES, Row};

/// A feature's key, the sums of its weights over all steps, and how often it was seen.
pub type Sums = (u32, [i64; CLASSES], u32);

/// A fixed sequence of numbers (xorshift, Marsaglia 2003).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }

    /// Puts `list` in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            list.swap(index, self.below(index + 1));
        }
    }
}

/// Weights that learn: rows of sums, with the steps at which each was last changed.
#[derive(Default)]
pub struct Learner {
    rows: HashMap<u32, usize>,
    weights: Vec<[i32; CLASSES]>,
    totals: Vec<[i64; CLASSES]>,
    stamps: Vec<[i64; CLASSES]>,
    seen: Vec<u32>,
    /// Takes no new features.
    pub closed: bool,
    step: i64,
}

impl Learner {
    fn row(&mut self, key: u32) -> Option<usize> {
        if let Some(&row) = self.rows.get(&key) {
            return Some(row);
        }
        if self.closed {
            return None;
        }
        self.open(key);
        Some(self.weights.len() - 1)
    }

    /// Takes in a feature.
    pub fn open(&mut self, key: u32) {
        self.rows.insert(key, self.weights.len());
        self.weights.push([0; CLASSES]);
        self.totals.push([0; CLASSES]);
        self.stamps.push([0; CLASSES]);
        self.seen.push(0);
    }

    fn change(&mut self, row: usize, class: usize, by: i32) {
        let weight = &mut self.weights[row][class];
        self.totals[row][class] += i64::from(*weight) * (self.step - self.stamps[row][class]);
        self.stamps[row][class] = self.step;
        *weight += by;
    }

    /// Decides among `classes` classes and learns from the right one.
    pub fn decide(&mut self, keys: &[u32], classes: usize, gold: usize) -> usize {
        self.step += 1;
        let rows: Vec<usize> = keys.iter().filter_map(|&key| self.row(key)).collect();
        let mut scores = [0; CLASSES];
        for &row in &rows {
            self.seen[row] += 1;
            for (score, weight) in scores.iter_mut().zip(&self.weights[row]) {
                *score += weight;
            }
        }
        let guess = (0..classes).rev().max_by_key(|&class| scores[class]).unwrap_or(0);
        if guess != gold {
            for row in rows {
                self.change(row, gold, 1);
                self.change(row, guess, -1);
            }
        }
        guess
    }

    /// Settles the sums: every weight times the steps it held.
    pub fn averaged(&self) -> Vec<Sums> {
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .map(|(&key, &row)| {
                let mut sums = self.totals[row];
                for (class, sum) in sums.iter_mut().enumerate() {
                    *sum += i64::from(self.weights[row][class]) * (self.step - self.stamps[row][class]);
                }
                (key, sums, self.seen[row])
            })
            .collect();
        rows.sort_unstable();
        rows
    }
}

/// The `count` features that matter most, among those seen more than `often`.
pub fn prune(mut rows: Vec<Sums>, often: usize, count: usize) -> Vec<u32> {
    rows.retain(|(_, _, seen)| *seen as usize > often);
    rows.sort_by_key(|(key, sums, seen)| {
        let spread = sums.iter().max().unwrap_or(&0) - sums.iter().min().unwrap_or(&0);
        (Reverse(i128::from(spread) * i128::from(seen.isqrt())), *key)
    });
    rows.truncate(count);
    rows.into_iter().map(|(key, ..)| key).collect()
}

/// Rows of bytes: the scale is such that one weight in two thousand is clipped.
pub fn quantize(rows: &[Sums]) -> BTreeMap<u32, Row> {
    let mut sizes: Vec<i64> = rows.iter().flat_map(|(_, sums, _)| sums.iter().map(|sum| sum.abs())).filter(|&sum| sum > 0).collect();
    sizes.sort_unstable();
    let top = sizes[sizes.len() - 1 - sizes.len() / 2000];
    let mut table: BTreeMap<u32, Row> = BTreeMap::new();
    for (key, sums, _) in rows {
        let row = sums.map(|sum| {
            let scaled = (sum * 254 + top * sum.signum()) / (2 * top);
            i8::try_from(scaled.clamp(-127, 127)).unwrap_or(0).cast_unsigned()
        });
        if row.iter().any(|&weight| weight != 0) {
            table.insert(*key, row);
        }
    }
    table
}
