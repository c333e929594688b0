//! Regression metrics: how far off predictions of a number are.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1};

/// Some rows with what was predicted for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// One for every row, `n_samples`; there may be none.
    pub predictions: Array1<f64>,
    /// What came true, `n_samples`.
    pub targets: Array1<f64>,
}

/// Why there is no answer.
///
/// scikit-learn answers constant targets with 0 or 1, and divides by a tiny number where a target is 0. Here both
/// are errors, so that nobody takes a made-up number for a measured one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetricError {
    /// There are not as many predictions as targets.
    #[error("there are not as many predictions as targets")]
    DifferentLengths,
    /// The mean of nothing is 0/0.
    #[error("there is no row to measure")]
    NoRows,
    /// All targets are equal: there is nothing that R² could be a share of.
    #[error("all targets are equal")]
    ConstantTargets,
    /// The target of this row is 0, and nothing is a share of 0.
    #[error("the target of row {0} is 0")]
    ZeroTarget(usize),
}

/// The signature of a metric: predictions first, then targets, `n_samples` each.
pub type Metric = fn(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError>;

contract! {
    /// What the learner implements. Every number is finite.
    ///
    /// As `mean_squared_error`, `root_mean_squared_error`, `mean_absolute_error`, `r2_score` and
    /// `mean_absolute_percentage_error` of `sklearn.metrics`, which take the targets first. Everywhere lengths are looked
    /// at first, then whether there are rows at all.
    pub struct Contract {
        /// Mean squared error: the mean of the squared misses, in the square of the targets' unit.
        fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError>;
        /// Root mean squared error: the root of that mean, in the targets' unit.
        fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError>;
        /// Mean absolute error: the mean of the misses without their signs, in the targets' unit.
        fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError>;
        /// 1 - (squared misses) / (squared distances of the targets from their own mean), both summed; no unit.
        /// [`MetricError::ConstantTargets`] where all targets are equal.
        fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError>;
        /// Mean absolute percentage error: the mean of |miss| / |target|, a share and not per cent.
        /// [`MetricError::ZeroTarget`] with the first row whose target is 0.
        fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError>;
        /// The root mean squared error of all rows of all batches together, in the targets' unit.
        fn batched_rmse(batches: &[Batch]) -> Result<f64, MetricError>;
    }
}

travels!(struct Batch { predictions, targets });
travels!(
    enum MetricError {
        DifferentLengths,
        NoRows,
        ConstantTargets,
        ZeroTarget(value),
    }
);
