//! Covariance and Pearson's correlation of all pairs of columns at once: first the means, then the
//! products of what is left. The conventions are those of numpy's `cov` and `corrcoef` with
//! `rowvar=False`, except that what cannot be computed is an error.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

use mlings::correlation::CorrelationError;

/// The covariance of every column with every column.
///
/// - `records`: `n_samples` x `n_features`, every number finite, in any unit and in memory in any order
/// - `ddof`: what is taken off the number of rows before dividing by it; 0 for the rows themselves, 1 to
///   estimate from a sample
///
/// Returns `n_features` x `n_features`: at `[i, j]` the sum, over all rows, of column `i` minus its mean
/// times column `j` minus its mean, divided by `n_samples - ddof`. The unit is that of column `i` times
/// that of column `j`.
///
/// # Errors
/// `CorrelationError::TooFewRows` where there are no more rows than `ddof`.
pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError> {
    let n_samples = records.nrows();
    if n_samples <= ddof {
        return Err(CorrelationError::TooFewRows);
    }
    let distances = distances(records);
    Ok(distances.t().dot(&distances) / (n_samples - ddof) as f64)
}

/// Pearson's correlation of every column with every column.
///
/// - `records`: `n_samples` x `n_features`, every number finite, in any unit and in memory in any order
///
/// Returns `n_features` x `n_features` numbers without a unit: at `[i, j]` the covariance of columns `i`
/// and `j`, divided by the standard deviations of both. No number is below -1 or above 1, not even by
/// rounding.
///
/// # Errors
/// - `CorrelationError::TooFewRows` where there are fewer than two rows
/// - `CorrelationError::ConstantColumn` with the index of the first column whose values are all the same
pub fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError> {
    if records.nrows() < 2 {
        return Err(CorrelationError::TooFewRows);
    }
    if let Some(column) = records.columns().into_iter().position(is_constant) {
        return Err(CorrelationError::ConstantColumn(column));
    }
    // In units of its largest distance no column has squares that vanish or overflow. The number of rows cancels: it
    // would divide the sums above and below the fraction line.
    let distances = distances(records);
    let largest =
        distances.map_axis(Axis(0), |column| column.fold(0.0, |most: f64, distance| most.max(distance.abs())));
    let distances = distances / largest;
    let sums = distances.t().dot(&distances);
    let lengths = sums.diag().mapv(f64::sqrt);
    let correlation = sums / lengths.view().insert_axis(Axis(1)) / &lengths;
    Ok(correlation.mapv_into(|r| r.clamp(-1.0, 1.0)))
}

/// How far every number is from the mean of its column.
fn distances(records: ArrayView2<f64>) -> Array2<f64> {
    let means = records.sum_axis(Axis(0)) / records.nrows() as f64;
    &records - &means
}

/// Asks the values, not the standard deviation: rounding may leave a little of what should be 0.
fn is_constant(column: ArrayView1<f64>) -> bool {
    column.iter().all(|value| *value == column[0])
}
