//! Nearest neighbours: a row is taken for what the rows most like it are.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

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

contract! {
    /// What the learner implements. `records` is `n_samples` x `n_features`, with at least one row, every
    /// number of it finite.
    ///
    /// As scikit-learn's `KNeighborsClassifier(algorithm="brute")`, which leaves open which of equally near rows it
    /// takes; here it is the one with the lowest index.
    pub struct Contract {
        /// The Euclidean distance from every row to the query, `n_samples`.
        fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64>;
        /// The indices of the `k` rows nearest to the query, the nearest first; of equally near rows, the lowest index.
        fn nearest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Result<Vec<usize>, NeighboursError>;
        /// The label that occurs most often; of equally frequent ones the smallest, as `scipy.stats.mode`.
        fn vote(labels: ArrayView1<usize>) -> usize;
        /// For every query the vote of its `k` nearest rows, `n_queries`.
        fn predict(
            records: ArrayView2<f64>,
            labels: ArrayView1<usize>,
            queries: ArrayView2<f64>,
            k: usize,
        ) -> Result<Array1<usize>, NeighboursError>;
        /// For every row the vote of its `k` nearest other rows, `n_samples`. As scikit-learn's `cross_val_predict`
        /// with `LeaveOneOut`.
        fn leave_one_out(
            records: ArrayView2<f64>,
            labels: ArrayView1<usize>,
            k: usize,
        ) -> Result<Array1<usize>, NeighboursError>;
    }
}

travels!(
    enum NeighboursError {
        BadK(value),
    }
);
