//! Quantiles: where the values lie when they are sorted, and what a few wild ones cannot move.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{ArrayView1, ArrayViewMut1};

use crate::grading::{About, Exercise};

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

/// What the learner implements. Every value is finite or NaN.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The value at the position `q * (n_samples - 1)` of the sorted values, on the straight line between its two
    /// neighbours: `numpy.quantile` with its default `method="linear"`, type 7 of Hyndman and Fan (1996).
    pub quantile: fn(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError>,
    /// The median of the distances from the median: `scipy.stats.median_abs_deviation` with its default `scale=1.0`.
    pub median_absolute_deviation: fn(values: ArrayView1<f64>) -> Result<f64, QuantileError>,
    /// Pulls what lies below the quantile `lower` or above the quantile `upper` to it, in place: pandas'
    /// `s.clip(s.quantile(lower), s.quantile(upper))`.
    pub winsorize: fn(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError>,
}

const SOLUTION: Contract = Contract {
    quantile: solution::quantile,
    median_absolute_deviation: solution::median_absolute_deviation,
    winsorize: solution::winsorize,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "quantiles",
        title: "Quantiles",
        summary: "the middle and the spread that a few wild values cannot move",
        place: "01_numbers/02_quantiles",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
