//! Resampling: how sure a number is, and whether chance explains a difference.

use mlings_contract::{asks_back, contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// Anything that makes one number of a sample: its mean, its median, its largest value.
pub type Statistic = fn(values: ArrayView1<f64>) -> f64;

/// From where to where a number may reasonably lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

contract! {
    /// What the learner implements. Who calls it draws the lists of indices: nothing in here is random.
    pub struct Contract {
        /// The statistic of every resample; `resamples` holds one list of `n_samples` indices a row, with repetitions.
        fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64>;
        /// The middle `confidence` of the statistics, its ends interpolated linearly: the percentile interval of
        /// Efron (1979), as `scipy.stats.bootstrap(..., method="percentile")` has it.
        fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval;
        /// The first group's mean minus the second's, after each permutation of the pooled values.
        fn permuted_differences(
            first: ArrayView1<f64>,
            second: ArrayView1<f64>,
            permutations: ArrayView2<usize>,
        ) -> Array1<f64>;
        /// The two-sided p-value, the observed difference counted in, so never 0: Phipson and Smyth (2010).
        fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64;
    }
}

asks_back!(for Contract: fn(values: ArrayView1<f64>) -> f64);
travels!(struct Interval { low, high });
