//! Every metric begins with the misses, target minus prediction, and differs in what it makes of them.

use ndarray::{Array1, ArrayView1};

use mlings::regression_metrics::{Batch, MetricError};

/// The mean squared error, MSE: the mean of `(target - prediction)²`.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number in the square of the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` where there are not as many predictions as targets, also where one of them is a single number;
/// `NoRows` where there are none of both.
pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    Ok(sum_of_squares(&misses) / misses.len() as f64)
}

/// The root mean squared error, RMSE: the root of the mean squared error.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number in the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above.
pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    Ok(mse(predictions, targets)?.sqrt())
}

/// The mean absolute error, MAE: the mean of `|target - prediction|`.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number in the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above.
pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    Ok(misses.mapv(f64::abs).sum() / misses.len() as f64)
}

/// R²: 1 minus the squared misses, divided by the squared distances of the targets from their own mean. Both are
/// sums over all rows.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number without a unit: 1 is perfect, 0 is as good as always predicting the mean of these targets, and
/// below 0 is worse than that.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above; then `ConstantTargets` where every target is the same number.
pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    if targets.iter().all(|target| *target == targets[0]) {
        return Err(MetricError::ConstantTargets);
    }
    let mean = targets.sum() / targets.len() as f64;
    Ok(1.0 - sum_of_squares(&misses) / sum_of_squares(&(&targets - mean)))
}

/// The mean absolute percentage error, MAPE: the mean of `|target - prediction| / |target|`.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each, also below 0
///
/// Returns a share, 0.25 for 25 %; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above; then `ZeroTarget(row)` with the first row whose target is 0.
pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    if let Some(row) = targets.iter().position(|target| *target == 0.0) {
        return Err(MetricError::ZeroTarget(row));
    }
    let shares = (misses / targets).mapv(f64::abs);
    Ok(shares.sum() / shares.len() as f64)
}

/// The root mean squared error of rows that come in batches, as if all of them had come at once.
///
/// - `batches`: each with `predictions` and `targets`; they may be of different sizes, and some of them empty
///
/// Returns a number in the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` where any batch has not as many predictions as targets, whatever the others have; then `NoRows`
/// where all batches together have no row.
pub fn batched_rmse(batches: &[Batch]) -> Result<f64, MetricError> {
    let (mut squares, mut n_samples) = (0.0, 0);
    for Batch { predictions, targets } in batches {
        if predictions.len() != targets.len() {
            return Err(MetricError::DifferentLengths);
        }
        squares += sum_of_squares(&(targets - predictions));
        n_samples += targets.len();
    }
    if n_samples == 0 {
        return Err(MetricError::NoRows);
    }
    Ok((squares / n_samples as f64).sqrt())
}

/// Target minus prediction, for at least one row.
fn misses(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<Array1<f64>, MetricError> {
    if predictions.len() != targets.len() {
        return Err(MetricError::DifferentLengths);
    }
    if targets.is_empty() {
        return Err(MetricError::NoRows);
    }
    Ok(&targets - &predictions)
}

fn sum_of_squares(values: &Array1<f64>) -> f64 {
    values.dot(values)
}
