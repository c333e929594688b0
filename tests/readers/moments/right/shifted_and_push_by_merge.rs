//! Moments, from shifted values; a push is a merge with a part of one value.

#![allow(unused_variables)]

use mlings::moments::{Running, TooFewValues};
use ndarray::ArrayView1;

pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
    match values.len() {
        0 => Err(TooFewValues),
        n => Ok(values.sum() / n as f64),
    }
}

pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
    let n = values.len();
    if n <= ddof {
        return Err(TooFewValues);
    }
    let first = values[0];
    let shifted = values.mapv(|value| value - first);
    let center = shifted.sum() / n as f64;
    let deviations = shifted.mapv(|value| value - center);
    Ok(deviations.dot(&deviations) / (n - ddof) as f64)
}

pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
    match running.count.checked_sub(ddof) {
        None | Some(0) => Err(TooFewValues),
        Some(divisor) => Ok(running.squared_deviations / divisor as f64),
    }
}

pub fn push(running: &mut Running, value: f64) {
    let one = Running { count: 1, mean: value, squared_deviations: 0.0 };
    let both = merge(running, &one);
    *running = both;
}

pub fn merge(left: &Running, right: &Running) -> Running {
    let (a, b) = (left.count as f64, right.count as f64);
    match (left.count, right.count) {
        (0, 0) => Running::default(),
        (0, count) => Running { count, mean: right.mean, squared_deviations: right.squared_deviations },
        (count, 0) => Running { count, mean: left.mean, squared_deviations: left.squared_deviations },
        (some, more) => {
            let share = b / (a + b);
            let apart = right.mean - left.mean;
            Running {
                count: some + more,
                mean: left.mean + apart * share,
                squared_deviations: left.squared_deviations + right.squared_deviations + apart * apart * (a * share),
            }
        }
    }
}

mlings::grade!(moments { mean, variance, running_variance, push, merge });
