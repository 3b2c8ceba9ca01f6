//! Small linear models over features that hold no words: places, tags, punctuation, classes of verbs.
//!
//! A feature is a number below [`FEATURES`]: its group and its value in the group. A model is one signed byte a feature,
//! its weight in units of 1/[`UNIT`]; the sum of the active ones is the logarithm of the odds.

/// Values a group may have.
pub const VALUES: usize = 128;
/// Groups there may be.
pub const GROUPS: usize = 64;
/// How many features there are.
pub const FEATURES: usize = GROUPS * VALUES;
/// A weight of 1 as it is written.
pub const UNIT: f32 = 20.0;

/// The active features of one decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(Vec<u16>);

impl Features {
    /// Sets `value` of `group`; values too large count as the largest.
    pub fn set(&mut self, group: usize, value: usize) {
        let index = group.min(GROUPS - 1) * VALUES + value.min(VALUES - 1);
        self.0.extend(u16::try_from(index));
    }

    /// Sets `value` of `group` if `is` so.
    pub fn set_if(&mut self, is: bool, group: usize, value: usize) {
        if is {
            self.set(group, value);
        }
    }

    /// The active features.
    #[must_use]
    pub fn active(&self) -> &[u16] {
        &self.0
    }
}

/// A model.
#[derive(Clone, Copy, Debug)]
pub struct Linear(pub &'static [u8]);

impl Linear {
    /// The logarithm of the odds.
    #[must_use]
    pub fn odds(self, features: &Features) -> f32 {
        let weight = |&feature: &u16| self.0.get(usize::from(feature)).map_or(0, |&byte| i16::from(byte.cast_signed()));
        f32::from(features.active().iter().map(weight).sum::<i16>()) / UNIT
    }

    /// How probable a yes is, 0 to 1.
    #[must_use]
    pub fn probability(self, features: &Features) -> f32 {
        1.0 / (1.0 + (-self.odds(features)).exp())
    }
}
