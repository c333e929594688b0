//! what is wrong: the columns are centred first and the pivot is compared with the centred column instead of the column as given, so a constant column of which the mean leaves a rounding error is taken for a feature.
//!
//! Least squares: predict a number from a row of numbers.
//!
//! Guide: exercises/05_regression/02_least_squares.md
//! Grade: cargo run -- check least_squares

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::least_squares::{FitError, LinearModel};
use ndarray::{Array1, ArrayView1, ArrayView2};
use ndarray::{Array2, Axis};

/// The model's prediction for every row: the intercept, plus every coefficient times its feature.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers, in the unit of the targets that the model was fitted to.
pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept
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
    let unknowns = n_features + 1;
    if n_samples < unknowns {
        return Err(FitError::Collinear);
    }
    let means = records.mean_axis(Axis(0)).unwrap();
    let target_mean = targets.mean().unwrap();
    let x: Array2<f64> = &records - &means;
    let y = &targets - target_mean;

    // the normal equations of the centred columns: a · coefficients = b
    let mut a = x.t().dot(&x);
    let mut b = x.t().dot(&y);
    let first = a.diag().to_owned();
    for j in 0..n_features {
        let pivot = a[[j, j]];
        if pivot <= 1e-10 * first[j] {
            return Err(FitError::Collinear);
        }
        let pivot_row = a.row(j).to_owned();
        let pivot_b = b[j];
        for k in 0..n_features {
            if k != j {
                let share = a[[k, j]] / pivot;
                a.row_mut(k).scaled_add(-share, &pivot_row);
                b[k] -= share * pivot_b;
            }
        }
    }
    let coefficients = &b / &a.diag();
    Ok(LinearModel { intercept: target_mean - means.dot(&coefficients), coefficients })
}

mlings::grade!(least_squares { predict, residuals, fit });
