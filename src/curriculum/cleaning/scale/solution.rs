//! Scaling by column: `scaled = (value - offset) / scale`, with offset and scale learned from the training rows.
//! The conventions are those of scikit-learn's `StandardScaler` and `MinMaxScaler`.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

use crate::curriculum::scale::{Method, NoRows, Scaled, Scaler};

/// Learns an offset and a scale for every column.
///
/// - `train`: `n_samples` x `n_features`, the training rows
/// - `method`: what offset and scale are
///   - `Standard`: the mean and the standard deviation, which divides by `n_samples` (ddof 0)
///   - `MinMax`: the smallest value, and the largest less the smallest
///
/// Returns the `Scaler` with `n_features` offsets and scales. A column whose values are all equal has
/// the scale 1.
///
/// # Errors
/// `NoRows` if `n_samples` is 0.
pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    if train.nrows() == 0 {
        return Err(NoRows);
    }
    let of_columns = |statistic: fn(ArrayView1<f64>) -> f64| train.map_axis(Axis(0), statistic);
    let ranges = of_columns(range);
    let (offsets, mut scales) = match method {
        Method::Standard => (of_columns(mean), of_columns(standard_deviation)),
        Method::MinMax => (of_columns(smallest), ranges.clone()),
    };
    // Rounding can leave equal values a standard deviation a little above 0, but never a range.
    scales.zip_mut_with(&ranges, |scale, range| {
        if *range == 0.0 {
            *scale = 1.0;
        }
    });
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

fn mean(column: ArrayView1<f64>) -> f64 {
    column.sum() / column.len() as f64
}

/// The root of the mean squared distance from the mean.
fn standard_deviation(column: ArrayView1<f64>) -> f64 {
    let mean = mean(column);
    (column.mapv(|value| (value - mean).powi(2)).sum() / column.len() as f64).sqrt()
}

fn smallest(column: ArrayView1<f64>) -> f64 {
    column.fold(f64::INFINITY, |smallest, value| smallest.min(*value))
}

fn largest(column: ArrayView1<f64>) -> f64 {
    column.fold(f64::NEG_INFINITY, |largest, value| largest.max(*value))
}

fn range(column: ArrayView1<f64>) -> f64 {
    largest(column) - smallest(column)
}
