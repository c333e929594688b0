//! what is wrong: merge multiplies the two counts as usize before it turns them into a float, which overflows for billions
//!
//! Moments: mean and variance, also of values that come one by one or in parts.

#![allow(unused_variables)]

use mlings::moments::{Running, TooFewValues};
use ndarray::ArrayView1;

pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
    if values.is_empty() {
        return Err(TooFewValues);
    }
    Ok(values.sum() / values.len() as f64)
}

pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
    let center = mean(values)?;
    let squared_deviations: f64 = values.iter().map(|value| (value - center).powi(2)).sum();
    let state = Running { count: values.len(), mean: center, squared_deviations };
    running_variance(&state, ddof)
}

pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
    if running.count <= ddof {
        return Err(TooFewValues);
    }
    Ok(running.squared_deviations / (running.count - ddof) as f64)
}

pub fn push(running: &mut Running, value: f64) {
    let from_old_mean = value - running.mean;
    running.count += 1;
    running.mean += from_old_mean / running.count as f64;
    let from_new_mean = value - running.mean;
    running.squared_deviations += from_old_mean * from_new_mean;
}

pub fn merge(left: &Running, right: &Running) -> Running {
    if left.count == 0 {
        return same(right);
    }
    if right.count == 0 {
        return same(left);
    }
    let count = left.count + right.count;
    let n = count as f64;
    let apart = right.mean - left.mean;
    let mean = left.mean + apart * (right.count as f64 / n);
    let weight = (left.count * right.count) as f64 / n;
    let squared_deviations = left.squared_deviations + right.squared_deviations + apart * apart * weight;
    Running { count, mean, squared_deviations }
}

fn same(state: &Running) -> Running {
    Running { count: state.count, mean: state.mean, squared_deviations: state.squared_deviations }
}

mlings::grade!(moments { mean, variance, running_variance, push, merge });
