//! Quantiles: where the values lie when they are sorted, and what a few wild ones cannot move.

use mlings_contract::{contract, travels};
use ndarray::{ArrayView1, ArrayViewMut1};

/// Why there is no quantile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantileError {
    /// Nothing has no smallest, middle or largest value.
    #[error("there are no values")]
    NoValues,
    /// NaN is neither smaller nor larger than a number, so it has no place among sorted values. NumPy's `quantile`
    /// answers NaN, `nanquantile` and pandas leave it out; here somebody has to decide.
    #[error("one of the values is NaN")]
    NotANumber,
    /// A quantile is asked for by a number from 0 to 1, both included.
    #[error("q is not a number from 0 to 1")]
    OutOfRange,
}

contract! {
    /// What the learner implements. Every value is finite or NaN.
    pub struct Contract {
        /// The value at the position `q * (n_samples - 1)` of the sorted values, on the straight line between its two
        /// neighbours: `numpy.quantile` with its default `method="linear"`, type 7 of Hyndman and Fan (1996).
        fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError>;
        /// The median of the distances from the median: `scipy.stats.median_abs_deviation` with its default `scale=1.0`.
        fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError>;
        /// Pulls what lies below the quantile `lower` or above the quantile `upper` to it, in place: pandas'
        /// `s.clip(s.quantile(lower), s.quantile(upper))`.
        fn winsorize(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError>;
    }
}

travels!(
    enum QuantileError {
        NoValues,
        NotANumber,
        OutOfRange,
    }
);
