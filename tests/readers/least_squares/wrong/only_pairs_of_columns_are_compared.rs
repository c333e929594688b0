//! what is wrong: collinearity is looked for in constant columns and in pairs of columns only, so a column that is the sum of two others is not noticed.
//!
//! Least squares: predict a number from a row of numbers.
//!
//! Guide: exercises/05_regression/02_least_squares.md
//! Grade: cargo run -- check least_squares

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::least_squares::{FitError, LinearModel};
use ndarray::{Array1, ArrayView1, ArrayView2};
use ndarray::{Array2, s};
use ndarray::Axis;

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
    // a column that does not move, or two columns that move together
    let centred = &records - &records.mean_axis(Axis(0)).unwrap();
    let length = |column: ArrayView1<f64>| column.dot(&column).sqrt();
    for i in 0..n_features {
        if length(centred.column(i)) <= 1e-8 * length(records.column(i)) {
            return Err(FitError::Collinear);
        }
        for j in 0..i {
            let lengths = length(centred.column(i)) * length(centred.column(j));
            let correlation = centred.column(i).dot(&centred.column(j)) / lengths;
            if correlation.abs() >= 1.0 - 1e-12 {
                return Err(FitError::Collinear);
            }
        }
    }
    let mut x = Array2::<f64>::ones((n_samples, unknowns));
    x.slice_mut(s![.., 1..]).assign(&records);

    // the normal equations: a · solution = b
    let mut a = x.t().dot(&x);
    let mut b = x.t().dot(&targets);
    for j in 0..unknowns {
        let pivot = a[[j, j]];
        let pivot_row = a.row(j).to_owned();
        let pivot_b = b[j];
        for k in 0..unknowns {
            if k != j {
                let share = a[[k, j]] / pivot;
                a.row_mut(k).scaled_add(-share, &pivot_row);
                b[k] -= share * pivot_b;
            }
        }
    }
    let solution = &b / &a.diag();
    Ok(LinearModel { intercept: solution[0], coefficients: solution.slice(s![1..]).to_owned() })
}

mlings::grade!(least_squares { predict, residuals, fit });
