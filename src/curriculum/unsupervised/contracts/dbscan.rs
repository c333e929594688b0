//! DBSCAN: crowds of any shape, and the rows that belong to none.

use linfa_clustering::DbscanParamsError;
use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView2};

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

contract! {
    /// What the learner implements.
    ///
    /// Core points and noise are those of Ester, Kriegel, Sander and Xu (1996), with the conventions of scikit-learn's
    /// `DBSCAN`: neighbours are at a distance of at most eps, and a point is a neighbour of itself. A border point within
    /// reach of two clusters goes to the first one found there; here it goes to that of its nearest core point, so that
    /// the order of the rows matters only where several are equally near.
    pub struct Contract {
        /// The rows at a distance of at most eps from this row, itself among them, in ascending order.
        fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize>;
        /// For every row the smallest eps with which it has `min_points` neighbours, itself counted; in ascending order.
        fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64>;
        /// Core points, their clusters, the border points that join them, and noise.
        fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError>;
        /// The labels of linfa's DBSCAN.
        fn linfa_labels(
            points: ArrayView2<f64>,
            eps: f64,
            min_points: usize,
        ) -> Result<Array1<Option<usize>>, TrainingError>;
    }
}

travels!(struct Clusters { labels, core });
travels!(
    enum DbscanError {
        InvalidEps,
        InvalidMinPoints,
    }
);
travels!(for Contract: enum TrainingError { MinPoints, Tolerance });
