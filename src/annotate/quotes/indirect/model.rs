//! The weights that decide which reports are reports, and where their words end: two logistic models in one table.

/// How many weights: a power of two, as features find theirs by the bits of a hash.
pub const WEIGHTS: usize = 1 << 14;

/// One in the file stands for this much.
pub const SCALE: f32 = 512.0;

/// The weights that ship, little-endian 16-bit numbers; `assets/indirect.toml` tells how they were made.
static SHIPPED: &[u8] = include_bytes!("../../../../assets/indirect.bin");

/// What speaks for or against an answer: places in the table of weights.
#[derive(Clone, Debug, Default)]
pub struct Features(Vec<u16>);

impl Features {
    /// No features yet, of the model number `model`.
    #[must_use]
    pub fn new(model: u32) -> Self {
        let mut features = Self(Vec::with_capacity(40));
        features.add(model, [0; 3]);
        features
    }

    /// Adds the feature of `template` with these values.
    pub fn add(&mut self, template: u32, values: [u32; 3]) {
        let [a, b, c] = values;
        let mixed = (template << 24 ^ a << 16 ^ b << 8 ^ c).wrapping_add(0x9E37_79B9).wrapping_mul(0x85EB_CA6B);
        let mixed = (mixed ^ mixed >> 15).wrapping_mul(0xC2B2_AE35);
        self.0.push(u16::try_from(mixed >> (32 - WEIGHTS.trailing_zeros())).unwrap_or(0));
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
    /// The model with the weights in `bytes`, in the form of `assets/indirect.bin`.
    #[must_use]
    pub const fn with(bytes: &'static [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    /// The model that ships.
    #[must_use]
    pub const fn shipped() -> Self {
        Self::with(SHIPPED)
    }

    /// How likely the answer is yes.
    #[must_use]
    pub fn probability(self, features: &Features) -> f32 {
        let weight = |place: &u16| self.0.get(usize::from(*place)).map_or(0, |&bytes| i32::from(i16::from_le_bytes(bytes)));
        #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2²⁴")]
        let sum = features.0.iter().map(weight).sum::<i32>() as f32 / SCALE;
        1.0 / (1.0 + (-sum).exp())
    }
}

/// A number in few classes: as it is up to 4, then coarser.
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
