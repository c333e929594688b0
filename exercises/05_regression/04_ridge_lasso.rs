//! Ridge and lasso: let a linear model pay for its coefficients.
//!
//! Guide: exercises/05_regression/04_ridge_lasso.md
//! Grade: cargo run -- check ridge_lasso

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::ridge_lasso::{FitError, LinearModel, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Moves a number towards 0 by `threshold`, and leaves it at 0 where that would take it past 0.
///
/// - `threshold`: 0 or more
pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
    todo!()
}

/// The model with the least `Σ r² + alpha · Σ b²`, where `r` are the residuals (target minus prediction) and
/// `b` the coefficients. The intercept is free of charge.
///
/// - `records`: `n_samples` x `n_features`, without a column for the intercept; nothing is scaled
/// - `targets`: `n_samples`
/// - `alpha`: what a squared coefficient costs; with 0 no column is a combination of the others and the constant
///
/// Returns `LinearModel { intercept, coefficients }`, in the units of the columns as given.
///
/// # Errors
/// `FitError::InvalidAlpha` where alpha is negative, infinite or NaN.
pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    todo!()
}

/// One round of the lasso's coordinate descent: takes the coefficients in their order, from the first to the
/// last, and puts each where `½ · bᵀGb − bᵀc + alpha · Σ |b|` is least while all others stay as they are. The ones
/// before it have been moved already.
///
/// - `gram`: `G = XᵀX / n_samples` of the centred columns, `n_features` x `n_features`
/// - `products`: `c = Xᵀy / n_samples` with the centred targets, `n_features`
/// - `alpha`: 0 or more
/// - `coefficients`: `b` before this round, `n_features`
///
/// Returns `b` after this round. Where the diagonal of `gram` is 0 the column never changes; its coefficient
/// becomes 0.
pub fn sweep(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    todo!()
}

/// The model with the least `Σ r² / (2 · n_samples) + alpha · Σ |b|`, where `r` are the residuals and `b` the
/// coefficients. The intercept is free of charge.
///
/// - `records`: `n_samples` x `n_features`, without a column for the intercept; nothing is scaled
/// - `targets`: `n_samples`
/// - `alpha`: what a coefficient costs for each unit of its size
///
/// Returns `LinearModel { intercept, coefficients }`, in the units of the columns as given. What the lasso leaves
/// out has exactly 0, and so has a column that never changes. It is done when nothing moves any more: the last round moves no prediction by more than
/// rounding, say by 1e-12 of the targets' standard deviation.
///
/// # Errors
/// `FitError::InvalidAlpha` where alpha is negative, infinite or NaN.
pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    todo!()
}

/// The lasso's coefficients for every alpha, on standardised columns: each has mean 0 and standard deviation 1,
/// where the sum of squares is divided by `n_samples`. So a coefficient is what the prediction gains from one
/// standard deviation more, and it costs the same whatever the unit.
///
/// - `records`: `n_samples` x `n_features`, in any units
/// - `targets`: `n_samples`, not scaled
/// - `alphas`: in any order
///
/// Returns `n_alphas` x `n_features`; row `i` belongs to `alphas[i]`. A column that never changes has 0.
///
/// # Errors
/// `FitError::InvalidAlpha` where one of the alphas is negative, infinite or NaN.
pub fn path(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Result<Array2<f64>, FitError> {
    todo!()
}

/// The lasso once more, trained by linfa's elastic net: the same model as that of `lasso`, up to 1e-7.
///
/// - `records`: `n_samples` x `n_features`, in any place: a year may be 1970 to 1982
/// - `targets`: `n_samples`
/// - `alpha`: positive, scaled as in `lasso`
///
/// Returns `LinearModel { intercept, coefficients }` for the records as given.
///
/// # Errors
/// What linfa says.
pub fn linfa_lasso(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    todo!()
}

mlings::grade!(ridge_lasso { soft_threshold, ridge, sweep, lasso, path, linfa_lasso });
