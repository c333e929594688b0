//! Duplicates and outliers: one row for every key, and a flag on what can hardly be true.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1};

/// What [`Contract::iqr_fences`] and [`Contract::mad_fences`] learn, in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fences {
    /// The lowest value that is not flagged.
    pub low: f64,
    /// The highest value that is not flagged.
    pub high: f64,
}

contract! {
    /// What the learner implements. A missing number is NaN.
    ///
    /// The conventions are those of pandas and NumPy: `str.split().str.join(" ").str.lower()`,
    /// `sort_values("time", kind="stable", na_position="first").drop_duplicates("key", keep="last").sort_index()`,
    /// `numpy.percentile` with its linear method, and `scipy.stats.median_abs_deviation(scale=0.6745)`.
    pub struct Contract {
        /// A key in the one way in which all its spellings are the same.
        fn normalise(key: &str) -> String;
        /// The rows to keep, one for every key: the latest, and of equally late ones the last.
        fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize>;
        /// `reach` interquartile ranges below the first and above the third quartile.
        fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences;
        /// `cutoff` · MAD / 0.6745 below and above the median.
        fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences;
        /// For every value whether it lies outside of the fences.
        fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool>;
    }
}

travels!(struct Fences { low, high });
