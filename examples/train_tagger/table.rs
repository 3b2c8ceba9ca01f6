//! Tables of weights as the small linear models read them.

use attache::annotate::quotes::linear::SCALE;

/// The bytes of a file in `assets` with these weights.
pub fn encode(weights: &[f64]) -> Vec<u8> {
    let whole = |weight: &f64| (weight * f64::from(SCALE)).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
    weights.iter().flat_map(|weight| whole(weight).to_le_bytes()).collect()
}
