//! what is wrong: winsorize ignores upper and cuts at 1 - lower, as if both ends were always symmetric

use mlings::quantiles::QuantileError;
use ndarray::{ArrayView1, ArrayViewMut1};

pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
    if !(q >= 0.0 && q <= 1.0) {
        return Err(QuantileError::OutOfRange);
    }
    if values.is_empty() {
        return Err(QuantileError::NoValues);
    }
    for value in values {
        if value.is_nan() {
            return Err(QuantileError::NotANumber);
        }
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let position = q * (sorted.len() - 1) as f64;
    let k = position.floor() as usize;
    let fraction = position - k as f64;
    if k + 1 >= sorted.len() {
        return Ok(sorted[sorted.len() - 1]);
    }
    Ok(sorted[k] + fraction * (sorted[k + 1] - sorted[k]))
}

pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
    let median = quantile(values, 0.5)?;
    let distances = values.mapv(|value| (value - median).abs());
    quantile(distances.view(), 0.5)
}

pub fn winsorize(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let low = quantile(values.view(), lower)?;
    quantile(values.view(), upper)?;
    let high = quantile(values.view(), (1.0 - lower).max(lower))?;
    for value in values.iter_mut() {
        if *value < low {
            *value = low;
        } else if *value > high {
            *value = high;
        }
    }
    Ok(())
}

mlings::grade!(quantiles { quantile, median_absolute_deviation, winsorize });
