//! Moments: mean and variance, of values at hand and of values that come one by one or in parts.

use mlings_contract::{contract, travels};
use ndarray::ArrayView1;

/// All that has to be kept of the values seen so far. `Running::default()` has seen none: all three are 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Running {
    /// How many values.
    pub count: usize,
    /// Their mean, in the values' unit.
    pub mean: f64,
    /// The sum of their squared distances from that mean, in the square of the values' unit.
    pub squared_deviations: f64,
}

/// There are no values to take the mean of, or not more than `ddof` to take the variance of.
///
/// NumPy answers NaN or an infinite number there, with a warning. Here it is an error, so that it cannot be
/// overlooked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too few values")]
pub struct TooFewValues;

contract! {
    /// What the learner implements. Every value is a finite number.
    ///
    /// `ddof` is that of `numpy.var`: the sum of squared deviations is divided by `n - ddof`.
    pub struct Contract {
        /// The sum divided by how many there are.
        fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues>;
        /// The sum of squared deviations divided by `n - ddof`; an error unless `n` is above `ddof`.
        fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues>;
        /// The variance of all values that the state has seen.
        fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues>;
        /// Takes one more value into the state (Welford 1962).
        fn push(running: &mut Running, value: f64);
        /// The state of all values that either part has seen (Chan, Golub and LeVeque 1979).
        fn merge(left: &Running, right: &Running) -> Running;
    }
}

travels!(struct Running { count, mean, squared_deviations });
travels!(struct TooFewValues);
