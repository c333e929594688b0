//! what is wrong: after sorting with total_cmp only the last value is asked for NaN, but a NaN with a minus sign (0.0 / 0.0 on a PC) is sorted first

#![allow(unused_variables)]

use mlings::quantiles::QuantileError;
use ndarray::{ArrayView1, ArrayViewMut1};

pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
    if !(0.0..=1.0).contains(&q) {
        return Err(QuantileError::OutOfRange);
    }
    if values.is_empty() {
        return Err(QuantileError::NoValues);
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // NaN is sorted behind all numbers
    if sorted[sorted.len() - 1].is_nan() {
        return Err(QuantileError::NotANumber);
    }
    let position = q * (sorted.len() - 1) as f64;
    let below = sorted[position.floor() as usize];
    let above = sorted[position.ceil() as usize];
    Ok(below + position.fract() * (above - below))
}

pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
    let median = quantile(values.view(), 0.5)?;
    let distances = values.mapv(|value| (value - median).abs());
    quantile(distances.view(), 0.5)
}

pub fn winsorize(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let low = quantile(values.view(), lower)?;
    let high = quantile(values.view(), upper)?;
    values.mapv_inplace(|value| value.max(low).min(high));
    Ok(())
}

mlings::grade!(quantiles { quantile, median_absolute_deviation, winsorize });
