//! Quantiles without sorting: only the value that is asked for comes to its place.

use mlings::quantiles::QuantileError;
use ndarray::ArrayView1;

pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
    if !(0.0..=1.0).contains(&q) {
        return Err(QuantileError::OutOfRange);
    }
    if values.is_empty() {
        return Err(QuantileError::NoValues);
    }
    if values.iter().any(|value| value.is_nan()) {
        return Err(QuantileError::NotANumber);
    }
    let position = q * (values.len() - 1) as f64;
    // Puts one value where sorting would put it, all smaller ones before it and all larger ones behind it.
    let mut copy = values.to_vec();
    let (_, below, behind) = copy.select_nth_unstable_by(position as usize, |a, b| a.total_cmp(b));
    if position.fract() == 0.0 {
        return Ok(*below);
    }
    let above = behind.iter().copied().fold(f64::INFINITY, f64::min);
    let (way, apart) = (position.fract(), above - *below);
    // Two huge numbers of unlike sign may lie further apart than an f64 can say, and yet the line has a middle.
    Ok(if apart.is_finite() { *below + way * apart } else { (1.0 - way) * *below + way * above })
}
