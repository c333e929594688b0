//! Covariance and correlation: which columns go together.

use mlings_contract::{contract, travels};
use ndarray::{Array2, ArrayView2};

/// Why there is no matrix.
///
/// numpy and pandas answer with NaN instead. Here it is an error, so that nobody takes it for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrelationError {
    /// There are no more rows than `ddof`; for a correlation, fewer than two.
    #[error("there are too few rows")]
    TooFewRows,
    /// Every value of the column of this index is the same, so nothing can be said to go with it.
    #[error("column {0} is constant, and what is constant correlates with nothing")]
    ConstantColumn(usize),
}

contract! {
    /// What the learner implements. `records` is `n_samples` x `n_features`, every number of it finite.
    pub struct Contract {
        /// The covariance of every column with every column, `n_features` x `n_features`, divided by
        /// `n_samples - ddof`; as `numpy.cov(records, rowvar=False, ddof=ddof)`.
        fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError>;
        /// Pearson's correlation of every column with every column, `n_features` x `n_features`, each from -1 to 1;
        /// as `numpy.corrcoef(records, rowvar=False)`.
        fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError>;
    }
}

travels!(
    enum CorrelationError {
        TooFewRows,
        ConstantColumn(value),
    }
);
