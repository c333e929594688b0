//! Least squares by successive orthogonalisation (modified Gram-Schmidt): every column is reduced to
//! what it adds to the columns before it, and what it adds has a slope of its own.
//! Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, algorithm 3.1.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use crate::curriculum::least_squares::{FitError, LinearModel};

/// The model's prediction for every row: the intercept, plus every coefficient times its feature.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers, in the unit of the targets that the model was fitted to.
pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    model.intercept + records.dot(&model.coefficients)
}

/// What the model misses: the target minus the prediction, for every row.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
///
/// Returns `n_samples` numbers; positive where the model predicts too little.
pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    &targets - &predict(model, records)
}

/// The model with an intercept whose squared residuals have the smallest sum.
///
/// - `records`: `n_samples` x `n_features`, without a column for the intercept
/// - `targets`: `n_samples`
///
/// Returns `LinearModel { intercept, coefficients }`, with one coefficient for every column, in the
/// columns' order and in their units as given.
///
/// # Errors
/// `FitError::Collinear` where many models are equally good:
/// - there are fewer rows than unknowns (`n_features` coefficients and the intercept), or
/// - a column is a combination of the other columns and the constant. Rounding seldom leaves an exact 0,
///   so compare with the column as it was given: at most 1e-8 of its length is left when the other
///   columns and the constant are taken out of it. In normal equations that is a pivot of at most 1e-10
///   of what it was before the elimination. Of a column of zeros 0 is left, and that is too little.
pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
    let (n_samples, n_features) = records.dim();
    if n_samples < n_features + 1 {
        return Err(FitError::Collinear);
    }
    // Seen from its mean, nothing needs an intercept; the means bring it back at the end.
    let means = records.sum_axis(Axis(0)) / n_samples as f64;
    let mean_target = targets.sum() / n_samples as f64;
    let mut columns: Vec<Array1<f64>> =
        records.columns().into_iter().zip(&means).map(|(column, mean)| &column - *mean).collect();
    let mut rest = &targets - mean_target;

    // `new` is what column j adds to the columns before it: `rest` and all later columns give up their share of it.
    let mut overlap = Array2::<f64>::zeros((n_features, n_features));
    let mut coefficients = Array1::<f64>::zeros(n_features);
    for j in 0..n_features {
        let (done, later) = columns.split_at_mut(j + 1);
        let new = &done[j];
        let size = new.dot(new);
        if size <= NOTHING_LEFT.powi(2) * records.column(j).dot(&records.column(j)) {
            return Err(FitError::Collinear);
        }
        coefficients[j] = new.dot(&rest) / size;
        rest.scaled_add(-coefficients[j], new);
        for (k, column) in (j + 1..).zip(later) {
            overlap[[j, k]] = new.dot(column) / size;
            column.scaled_add(-overlap[[j, k]], new);
        }
    }
    // The slope of what a column adds still holds what later columns share with it.
    for j in (0..n_features).rev() {
        for k in j + 1..n_features {
            coefficients[j] -= overlap[[j, k]] * coefficients[k];
        }
    }
    Ok(LinearModel { intercept: mean_target - means.dot(&coefficients), coefficients })
}

/// The share of a column's length below which nothing but rounding is left of it.
const NOTHING_LEFT: f64 = 1e-8;
