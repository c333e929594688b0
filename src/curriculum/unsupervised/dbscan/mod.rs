//! DBSCAN: crowds of any shape, and the rows that belong to none.

mod checks;
mod customers;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

use linfa_clustering::DbscanParamsError;
use ndarray::{Array1, ArrayView2};

use crate::grading::{About, Exercise};

/// What [`Contract::dbscan`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// For every point the number of its cluster, `None` for noise, `n_samples`. Numbers are names only.
    pub labels: Array1<Option<usize>>,
    /// For every point whether it is a core point, `n_samples`.
    pub core: Array1<bool>,
}

/// Why there are no clusters.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum DbscanError {
    /// Eps is 0, negative, infinite or NaN.
    #[error("eps must be a positive number")]
    InvalidEps,
    /// `min_points` is 0.
    #[error("min_points must be 1 or more")]
    InvalidMinPoints,
}

/// What linfa says when it cannot train.
pub type TrainingError = DbscanParamsError;

/// The signature of [`Contract::dbscan`].
pub type FitDbscan = fn(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError>;

/// The signature of [`Contract::linfa_labels`].
pub type LinfaLabels =
    fn(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Array1<Option<usize>>, TrainingError>;

/// What the learner implements.
///
/// Core points and noise are those of Ester, Kriegel, Sander and Xu (1996), with the conventions of scikit-learn's
/// `DBSCAN`: neighbours are at a distance of at most eps, and a point is a neighbour of itself. A border point within
/// reach of two clusters goes to the first one found there; here it goes to that of its nearest core point, so that
/// the order of the rows matters only where several are equally near.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The rows at a distance of at most eps from this row, itself among them, in ascending order.
    pub neighbours: fn(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize>,
    /// For every row the smallest eps with which it has `min_points` neighbours, itself counted; in ascending order.
    pub reach: fn(points: ArrayView2<f64>, min_points: usize) -> Array1<f64>,
    /// Core points, their clusters, the border points that join them, and noise.
    pub dbscan: FitDbscan,
    /// The labels of linfa's DBSCAN.
    pub linfa_labels: LinfaLabels,
}

const SOLUTION: Contract = Contract {
    neighbours: solution::neighbours,
    reach: solution::reach,
    dbscan: solution::dbscan,
    linfa_labels: solution::linfa_labels,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "dbscan",
        title: "DBSCAN",
        summary: "find crowds of any shape, and what belongs to none",
        place: "08_unsupervised/04_dbscan",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
