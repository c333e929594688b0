//! Quantiles, by selection instead of sorting.

use mlings::quantiles::QuantileError;
use ndarray::{ArrayView1, ArrayViewMut1};

fn place(mut copy: Vec<f64>, q: f64) -> Result<f64, QuantileError> {
    if !(0.0..=1.0).contains(&q) {
        return Err(QuantileError::OutOfRange);
    }
    if copy.iter().any(|value| value.is_nan()) {
        return Err(QuantileError::NotANumber);
    }
    if copy.is_empty() {
        return Err(QuantileError::NoValues);
    }
    let position = (copy.len() - 1) as f64 * q;
    let (_, below, behind) = copy.select_nth_unstable_by(position.floor() as usize, f64::total_cmp);
    let above = behind.iter().copied().reduce(f64::min).unwrap_or(*below);
    Ok(*below + position.fract() * (above - *below))
}

pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
    place(values.to_vec(), q)
}

pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
    let median = place(values.to_vec(), 0.5)?;
    place(values.iter().map(|value| (value - median).abs()).collect(), 0.5)
}

pub fn winsorize(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let ends = (place(values.to_vec(), lower)?, place(values.to_vec(), upper)?);
    values.mapv_inplace(|value| value.max(ends.0).min(ends.1));
    Ok(())
}

mlings::grade!(quantiles { quantile, median_absolute_deviation, winsorize });
