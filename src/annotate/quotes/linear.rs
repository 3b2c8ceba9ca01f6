//! Small linear models over features that hold no words: places, tags, punctuation, classes of verbs.
//!
//! A feature is a template with up to three values; it finds its weight by the bits of a hash. A table is a file of
//! little-endian 16-bit numbers, [`WEIGHTS`] of them, in units of 1/[`SCALE`]; the sum of the weights of what is so is the
//! logarithm of the odds.

/// How many weights a table has: a power of two.
pub const WEIGHTS: usize = 1 << 14;

/// One in the file stands for this much.
pub const SCALE: f32 = 512.0;

/// What speaks for or against an answer: places in a table of weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(Vec<u16>);

impl Features {
    /// No features yet, but that the question is of the kind `question`.
    #[must_use]
    pub fn new(question: u32) -> Self {
        let mut features = Self::with_room();
        features.add(question, [0; 3]);
        features
    }

    /// No features yet, and room for as many as most have.
    #[must_use]
    pub fn with_room() -> Self {
        Self(Vec::with_capacity(96))
    }

    /// Adds the feature of `template` with these values.
    pub fn add(&mut self, template: u32, values: [u32; 3]) {
        let [a, b, c] = values;
        let mixed = (template << 24 ^ a << 16 ^ b << 8 ^ c).wrapping_add(0x9E37_79B9).wrapping_mul(0x85EB_CA6B);
        let mixed = (mixed ^ mixed >> 15).wrapping_mul(0xC2B2_AE35);
        self.0.push(u16::try_from(mixed >> (32 - WEIGHTS.trailing_zeros())).unwrap_or(0));
    }

    /// Adds the feature of `template` with one value.
    pub fn set(&mut self, template: u32, value: usize) {
        self.add(template, [0, 0, u32::try_from(value).unwrap_or(u32::MAX)]);
    }

    /// Adds the feature of `template` with one value, if `is` so.
    pub fn set_if(&mut self, is: bool, template: u32, value: usize) {
        if is {
            self.set(template, value);
        }
    }

    /// The places.
    #[must_use]
    pub fn places(&self) -> &[u16] {
        &self.0
    }
}

/// A table of weights.
#[derive(Clone, Copy, Debug)]
pub struct Model(&'static [[u8; 2]]);

impl Model {
    /// The model with the weights in `bytes`, in the form of the files in `assets`.
    #[must_use]
    pub const fn with(bytes: &'static [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    /// The logarithm of the odds of yes.
    #[must_use]
    pub fn odds(self, features: &Features) -> f32 {
        let weight = |place: &u16| self.0.get(usize::from(*place)).map_or(0, |&bytes| i32::from(i16::from_le_bytes(bytes)));
        #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2²⁴")]
        let sum = features.0.iter().map(weight).sum::<i32>() as f32;
        sum / SCALE
    }

    /// How likely the answer is yes, 0 to 1.
    #[must_use]
    pub fn probability(self, features: &Features) -> f32 {
        1.0 / (1.0 + (-self.odds(features)).exp())
    }
}

/// A number in few classes: as it is up to 4, then coarser.
#[must_use]
pub fn bucket(number: usize) -> u32 {
    match number {
        0..=4 => u32::try_from(number).unwrap_or(0),
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        _ => 10,
    }
}
