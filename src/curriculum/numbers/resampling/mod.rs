//! Resampling: how sure a number is, and whether chance explains a difference.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

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

/// What the learner implements. Who calls it draws the lists of indices: nothing in here is random.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The statistic of every resample; `resamples` holds one list of `n_samples` indices a row, with repetitions.
    pub bootstrap: fn(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64>,
    /// The middle `confidence` of the statistics, its ends interpolated linearly: the percentile interval of
    /// Efron (1979), as `scipy.stats.bootstrap(..., method="percentile")` has it.
    pub percentile_interval: fn(statistics: ArrayView1<f64>, confidence: f64) -> Interval,
    /// The first group's mean minus the second's, after each permutation of the pooled values.
    pub permuted_differences:
        fn(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64>,
    /// The two-sided p-value, the observed difference counted in, so never 0: Phipson and Smyth (2010).
    pub p_value: fn(observed: f64, permuted: ArrayView1<f64>) -> f64,
}

const SOLUTION: Contract = Contract {
    bootstrap: solution::bootstrap,
    percentile_interval: solution::percentile_interval,
    permuted_differences: solution::permuted_differences,
    p_value: solution::p_value,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "resampling",
        title: "Resampling",
        summary: "tell how sure a number is, and whether chance explains a difference",
        place: "01_numbers/04_resampling",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
