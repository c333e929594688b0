//! Nearest neighbours: a row is taken for what the rows most like it are.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

/// Why there are no neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NeighboursError {
    /// So many neighbours cannot be asked: it is 0, or more than there are rows to ask.
    #[error("{0} neighbours cannot be asked: it is 0, or more than there are rows to ask")]
    BadK(usize),
}

/// The signature of [`Contract::nearest`].
pub type Nearest =
    fn(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Result<Vec<usize>, NeighboursError>;

/// The signature of [`Contract::predict`].
pub type Predict = fn(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError>;

/// The signature of [`Contract::leave_one_out`].
pub type LeaveOneOut =
    fn(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Result<Array1<usize>, NeighboursError>;

/// What the learner implements. `records` is `n_samples` x `n_features`, with at least one row, every
/// number of it finite.
///
/// As scikit-learn's `KNeighborsClassifier(algorithm="brute")`, which leaves open which of equally near rows it
/// takes; here it is the one with the lowest index.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The Euclidean distance from every row to the query, `n_samples`.
    pub distances: fn(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64>,
    /// The indices of the `k` rows nearest to the query, the nearest first; of equally near rows, the lowest index.
    pub nearest: Nearest,
    /// The label that occurs most often; of equally frequent ones the smallest, as `scipy.stats.mode`.
    pub vote: fn(labels: ArrayView1<usize>) -> usize,
    /// For every query the vote of its `k` nearest rows, `n_queries`.
    pub predict: Predict,
    /// For every row the vote of its `k` nearest other rows, `n_samples`. As scikit-learn's `cross_val_predict`
    /// with `LeaveOneOut`.
    pub leave_one_out: LeaveOneOut,
}

const SOLUTION: Contract = Contract {
    distances: solution::distances,
    nearest: solution::nearest,
    vote: solution::vote,
    predict: solution::predict,
    leave_one_out: solution::leave_one_out,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "nearest_neighbours",
        title: "Nearest neighbours",
        summary: "take a row for what the rows most like it are",
        place: "06_classification/02_nearest_neighbours",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
