//! Moments, with ndarray methods; the variance by Welford, the push by merging with a state of one value.

use mlings::moments::{Running, TooFewValues};
use ndarray::ArrayView1;

pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
    values.mean().ok_or(TooFewValues)
}

pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
    let state = values.iter().fold(Running::default(), |mut state, &value| {
        push(&mut state, value);
        state
    });
    running_variance(&state, ddof)
}

pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
    match running.count.checked_sub(ddof) {
        None | Some(0) => Err(TooFewValues),
        Some(divisor) => Ok(running.squared_deviations / divisor as f64),
    }
}

pub fn push(running: &mut Running, value: f64) {
    let one = Running { count: 1, mean: value, squared_deviations: 0.0 };
    *running = merge(running, &one);
}

pub fn merge(left: &Running, right: &Running) -> Running {
    if right.count == 0 {
        return Running { count: left.count, mean: left.mean, squared_deviations: left.squared_deviations };
    }
    if left.count == 0 {
        return Running { count: right.count, mean: right.mean, squared_deviations: right.squared_deviations };
    }
    let count = left.count + right.count;
    let share = right.count as f64 / count as f64;
    let apart = right.mean - left.mean;
    Running {
        count,
        mean: left.mean + apart * share,
        squared_deviations: left.squared_deviations
            + right.squared_deviations
            + apart.powi(2) * left.count as f64 * share,
    }
}

mlings::grade!(moments { mean, variance, running_variance, push, merge });
