//! Scaling by column: `scaled = (value - offset) / scale`, with offset and scale learned from the training rows.
//! The conventions are those of scikit-learn's `StandardScaler` and `MinMaxScaler`.

use ndarray::{Array1, Array2, ArrayView2, Axis, Zip};

use mlings::scale::{Method, NoRows, Scaled, Scaler};

/// Learns an offset and a scale for every column.
///
/// - `train`: `n_samples` x `n_features`, the training rows
/// - `method`: what offset and scale are
///   - `Standard`: the mean and the standard deviation, which divides by `n_samples` (ddof 0)
///   - `MinMax`: the smallest value, and the largest less the smallest
///
/// Returns the `Scaler` with `n_features` offsets and scales. A column whose values are all equal has
/// the scale 1; values that differ by ever so little are not equal.
///
/// # Errors
/// `NoRows` if `n_samples` is 0.
pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    if train.nrows() == 0 {
        return Err(NoRows);
    }
    let (offsets, mut scales) = match method {
        Method::Standard => means_and_deviations(train),
        Method::MinMax => minima_and_ranges(train),
    };
    // Rounding can leave equal values a standard deviation a little above 0.
    for (scale, column) in scales.iter_mut().zip(train.columns()) {
        if column.iter().all(|value| *value == column[0]) {
            *scale = 1.0;
        }
    }
    Ok(Scaler { offsets, scales })
}

/// Scales every value with the offset and the scale of its column. Learns nothing from `rows`.
///
/// - `scaler`: its `n_features` offsets and scales
/// - `rows`: `n_samples` x `n_features`, any rows
///
/// Returns `(value - offset) / scale`, in the shape of `rows`, also for values that the training rows
/// never reached.
pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    (&rows - &scaler.offsets) / &scaler.scales
}

/// Takes scaled values back to the units of their columns: undoes `transform`.
///
/// - `scaler`: its `n_features` offsets and scales
/// - `scaled`: `n_samples` x `n_features`, as `transform` returns them
pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
    &scaled * &scaler.scales + &scaler.offsets
}

/// Learns from the training rows alone and scales both parts with what was learned.
///
/// - `train`: `n_train` x `n_features`, the training rows
/// - `test`: `n_test` x `n_features`, the held-out rows; whatever stands there, the scaler stays the same
/// - `method`: as for `fit`
///
/// Returns the scaler and both parts, scaled; or the error of `fit`.
pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let scaler = fit(train, method)?;
    let (train, test) = (transform(&scaler, train), transform(&scaler, test));
    Ok(Scaled { scaler, train, test })
}

/// The mean of every column, and the root of its mean squared distance from there.
fn means_and_deviations(train: ArrayView2<f64>) -> (Array1<f64>, Array1<f64>) {
    let n_samples = train.nrows() as f64;
    let means = train.sum_axis(Axis(0)) / n_samples;
    let mut squares = Array1::<f64>::zeros(train.ncols());
    for row in train.rows() {
        Zip::from(&mut squares).and(row).and(&means).for_each(|sum, value, mean| *sum += (value - mean).powi(2));
    }
    (means, (squares / n_samples).sqrt())
}

/// The smallest value of every column, and the largest less the smallest.
fn minima_and_ranges(train: ArrayView2<f64>) -> (Array1<f64>, Array1<f64>) {
    let minima = train.fold_axis(Axis(0), f64::INFINITY, |least, value| least.min(*value));
    let maxima = train.fold_axis(Axis(0), f64::NEG_INFINITY, |most, value| most.max(*value));
    let ranges = maxima - &minima;
    (minima, ranges)
}
