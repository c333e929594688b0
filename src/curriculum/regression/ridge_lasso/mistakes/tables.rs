//! What the wrong versions are made of: centring, scaling, sweeping, and the way back to a model.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use super::super::{FitError, LinearModel, Sweep};

pub(super) type Fitted = Result<LinearModel, FitError>;
pub(super) type Path = Result<Array2<f64>, FitError>;

/// Some wrong sweeps never come to rest.
pub(super) const MOST_SWEEPS: usize = 3000;

pub(super) fn valid(alpha: f64) -> Result<(), FitError> {
    if alpha >= 0.0 && alpha.is_finite() { Ok(()) } else { Err(FitError::InvalidAlpha) }
}

/// That of equal numbers is the number itself.
pub(super) fn mean(values: ArrayView1<f64>) -> f64 {
    values[0] + values.mapv(|value| value - values[0]).sum() / values.len() as f64
}

pub(super) fn from_the_mean(targets: ArrayView1<f64>) -> Array1<f64> {
    &targets - mean(targets)
}

pub(super) fn centred(records: ArrayView2<f64>) -> Array2<f64> {
    &records - &records.map_axis(Axis(0), mean)
}

/// In deviations; `divisor` divides the sum of squares. A column that never changes is 0.
pub(super) fn standardised(records: ArrayView2<f64>, divisor: usize) -> Array2<f64> {
    let mut scaled = centred(records);
    for mut column in scaled.columns_mut() {
        let deviation = (column.dot(&column) / divisor as f64).sqrt();
        column.mapv_inplace(|value| if deviation == 0.0 { 0.0 } else { value / deviation });
    }
    scaled
}

/// 1 for a column that never changes.
pub(super) fn deviations(records: ArrayView2<f64>) -> Array1<f64> {
    records.std_axis(Axis(0), 0.0).mapv(|deviation| if deviation == 0.0 { 1.0 } else { deviation })
}

pub(super) fn through_the_means(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    coefficients: Array1<f64>,
) -> LinearModel {
    let means = records.map_axis(Axis(0), mean);
    LinearModel { intercept: mean(targets) - means.dot(&coefficients), coefficients }
}

pub(super) fn with_ones(records: ArrayView2<f64>) -> Array2<f64> {
    concatenate![Axis(1), Array2::ones((records.nrows(), 1)), records]
}

pub(super) fn split(all: Array1<f64>) -> LinearModel {
    LinearModel { intercept: all[0], coefficients: all.iter().skip(1).copied().collect() }
}

/// A row for every alpha.
pub(super) fn rows(
    alphas: ArrayView1<f64>,
    n_features: usize,
    row: impl Fn(f64) -> Result<Array1<f64>, FitError>,
) -> Path {
    let mut coefficients = Array2::zeros((alphas.len(), n_features));
    for (mut place, alpha) in coefficients.rows_mut().into_iter().zip(alphas) {
        valid(*alpha)?;
        place.assign(&row(*alpha)?);
    }
    Ok(coefficients)
}

/// Sweeps on centred columns.
pub(super) fn settled(
    sweep: Sweep,
    centred: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    most: usize,
) -> Array1<f64> {
    let n_samples = centred.nrows() as f64;
    let gram = centred.t().dot(&centred) / n_samples;
    let products = centred.t().dot(&from_the_mean(targets)) / n_samples;
    repeated(sweep, &gram, &products, alpha, most)
}

pub(super) fn repeated(
    sweep: Sweep,
    gram: &Array2<f64>,
    products: &Array1<f64>,
    alpha: f64,
    most: usize,
) -> Array1<f64> {
    let mut coefficients = Array1::zeros(products.len());
    for _ in 0..most {
        let updated = sweep(gram.view(), products.view(), alpha, coefficients.view());
        let moved = (0..updated.len()).any(|j| {
            let change: f64 = updated[j] - coefficients[j];
            change.abs() > 1e-14 * coefficients[j].abs() && change.abs() < f64::MAX
        });
        coefficients = updated;
        if !moved {
            break;
        }
    }
    coefficients
}
