//! quantiles: sorted once

#![allow(unused_variables)]

use mlings::quantiles::QuantileError;
use ndarray::{ArrayView1, ArrayViewMut1};

/// A sorted copy of the values, or why there is none.
fn in_order(values: ArrayView1<f64>) -> Result<Vec<f64>, QuantileError> {
    let mut sorted = Vec::with_capacity(values.len());
    for &value in values.iter() {
        if value.is_nan() {
            return Err(QuantileError::NotANumber);
        }
        sorted.push(value);
    }
    if sorted.is_empty() {
        return Err(QuantileError::NoValues);
    }
    sorted.sort_unstable_by(|a, b| a.total_cmp(b));
    Ok(sorted)
}

/// The quantile of values that are sorted already. There is at least one.
fn at(sorted: &[f64], q: f64) -> Result<f64, QuantileError> {
    if q.is_nan() || q < 0.0 || q > 1.0 {
        return Err(QuantileError::OutOfRange);
    }
    let position = q * (sorted.len() - 1) as f64;
    let k = position as usize;
    let share = position - k as f64;
    match sorted.get(k + 1) {
        Some(next) => Ok(sorted[k] + share * (next - sorted[k])),
        None => Ok(sorted[k]),
    }
}

pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
    at(&in_order(values)?, q)
}

pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
    let sorted = in_order(values)?;
    let median = at(&sorted, 0.5)?;
    let mut distances: Vec<f64> = sorted.iter().map(|value| (value - median).abs()).collect();
    distances.sort_unstable_by(|a, b| a.total_cmp(b));
    at(&distances, 0.5)
}

pub fn winsorize(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let sorted = in_order(values.view())?;
    let low = at(&sorted, lower)?;
    let high = at(&sorted, upper)?;
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
