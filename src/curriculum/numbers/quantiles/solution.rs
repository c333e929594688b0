//! Quantiles: the values are sorted, and between two of them a quantile follows the straight line, as in
//! `numpy.quantile`.

use ndarray::{ArrayView1, ArrayViewMut1};

use mlings::quantiles::QuantileError;

/// The value below which the share `q` of the values lies: 0 gives the smallest, 0.5 the median, 1 the largest.
///
/// - `values`: `n_samples` numbers in any order, each finite or NaN
/// - `q`: from 0 to 1, both included
///
/// The sorted values have the positions 0 to `n_samples - 1`, and the quantile is at `q * (n_samples - 1)`.
/// Between two positions it lies on the straight line from the one value to the other.
///
/// # Errors
/// - `OutOfRange` where `q` is not from 0 to 1, or is NaN
/// - `NoValues` where there is no value
/// - `NotANumber` where one of the values is NaN
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
    // In a copy: the caller's values stay where they are.
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (below, above) = (sorted[position as usize], sorted[position.ceil() as usize]);
    let (way, apart) = (position.fract(), above - below);
    // Two huge numbers of unlike sign may lie further apart than an f64 can say, and yet the line has a middle.
    Ok(if apart.is_finite() { below + way * apart } else { (1.0 - way) * below + way * above })
}

/// The median of the distances from the median: how far a typical value is from the middle. (The median is the
/// quantile 0.5.) It is in the values' unit, and not multiplied with anything.
///
/// - `values`: `n_samples` numbers in any order, each finite or NaN
///
/// # Errors
/// As for `quantile`.
pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
    let median = quantile(values, 0.5)?;
    let distances = values.mapv(|value| (value - median).abs());
    quantile(distances.view(), 0.5)
}

/// Replaces every value below the quantile `lower` by that quantile, and every value above the quantile `upper`
/// by that one, in place. Both are quantiles of the values as they come. All other values stay as they are, and
/// every value keeps its place: it belongs to the other columns of its row.
///
/// - `values`: `n_samples` numbers in any order, each finite or NaN; changed, unless there is an error
/// - `lower`, `upper`: as `q` for `quantile`; `lower` is never above `upper`
///
/// # Errors
/// As for `quantile`. Nothing has changed then.
pub fn winsorize(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    for value in values {
        *value = value.max(low).min(high);
    }
    Ok(())
}
