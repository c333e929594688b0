//! Mean and variance, without ever taking a difference of two large sums.
//! `push` is Welford's update (1962), `merge` that of Chan, Golub and LeVeque (1979).

use ndarray::ArrayView1;

use mlings::moments::{Running, TooFewValues};

/// The mean: the sum of the values divided by how many there are.
///
/// - `values`: `n_samples` finite numbers, which need not lie side by side in memory
///
/// Returns a number in the values' unit, or `TooFewValues` where there is no value.
pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
    if values.is_empty() {
        return Err(TooFewValues);
    }
    Ok(values.sum() / values.len() as f64)
}

/// The variance: the sum of the squared distances from the mean, divided by `n_samples - ddof`.
///
/// - `values`: `n_samples` finite numbers, also such as lie close together and far from 0, or are tiny
/// - `ddof`: 0 for the spread of just these values, 1 to estimate that of all from which they are a
///   sample; any other whole number is used in the same way
///
/// Returns a number in the square of the values' unit, or `TooFewValues` unless `n_samples` is above `ddof`.
pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
    let mean = mean(values)?;
    let squared_deviations = values.iter().map(|value| (value - mean).powi(2)).sum();
    running_variance(&Running { count: values.len(), mean, squared_deviations }, ddof)
}

/// The variance of all values that the state has seen, as `variance` would find it.
///
/// - `running`: its `squared_deviations` are the sum of the squared distances from its `mean`
/// - `ddof`: as for `variance`
///
/// Returns the variance, or `TooFewValues` unless the state's `count` is above `ddof`.
pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
    if running.count <= ddof {
        return Err(TooFewValues);
    }
    Ok(running.squared_deviations / (running.count - ddof) as f64)
}

/// Takes one more value into the state. Nobody keeps the values themselves.
///
/// - `running`: what is known of the values so far; `Running::default()`, all 0, before the first one
/// - `value`: a finite number
///
/// Afterwards count, mean and squared deviations are those of all values pushed, this one too.
pub fn push(running: &mut Running, value: f64) {
    let from_old_mean = value - running.mean;
    running.count += 1;
    running.mean += from_old_mean / running.count as f64;
    let from_new_mean = value - running.mean;
    running.squared_deviations += from_old_mean * from_new_mean;
}

/// The state of all values that two parts have seen, as if they had been pushed into one.
///
/// - `left`, `right`: the states of the two parts; either may have seen nothing, or billions of values
///
/// Returns count, mean and squared deviations of all of them. An empty part changes nothing, and two
/// empty ones make the empty state.
pub fn merge(left: &Running, right: &Running) -> Running {
    let count = left.count + right.count;
    if count == 0 {
        return Running::default();
    }
    let (n_left, share) = (left.count as f64, right.count as f64 / count as f64);
    let apart = right.mean - left.mean;
    let between = n_left * share * apart.powi(2);
    Running {
        count,
        mean: left.mean + share * apart,
        squared_deviations: left.squared_deviations + right.squared_deviations + between,
    }
}
