//! Least squares: predict a number from a row of numbers.
//!
//! Guide: exercises/05_regression/02_least_squares.md
//! Grade: cargo run -- check least_squares

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::least_squares::{FitError, LinearModel};
use ndarray::{Array1, ArrayView1, ArrayView2};
use ndarray::Array2;

/// The model's prediction for every row: the intercept, plus every coefficient times its feature.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers, in the unit of the targets that the model was fitted to.
pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    records
        .rows()
        .into_iter()
        .map(|row| {
            let mut prediction = model.intercept;
            for (coefficient, feature) in model.coefficients.iter().zip(row.iter()) {
                prediction += coefficient * feature;
            }
            prediction
        })
        .collect()
}

/// What the model misses: the target minus the prediction, for every row.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
///
/// Returns `n_samples` numbers; positive where the model predicts too little.
pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    let predictions = predict(model, records);
    targets.iter().zip(predictions.iter()).map(|(target, prediction)| target - prediction).collect()
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
    let n_features = records.ncols();
    if records.nrows() < n_features + 1 {
        return Err(FitError::Collinear);
    }
    // Gram-Schmidt: each column without what it shares with the ones before it
    let mut basis: Vec<Array1<f64>> = vec![Array1::ones(records.nrows())];
    let mut shares = Array2::<f64>::eye(n_features + 1);
    for j in 0..n_features {
        let given = records.column(j);
        let mut rest = given.to_owned();
        // twice, since the first time leaves a little of rounding
        for _ in 0..2 {
            for (k, before) in basis.iter().enumerate() {
                let share = before.dot(&rest) / before.dot(before);
                rest.scaled_add(-share, before);
                shares[[k, j + 1]] += share;
            }
        }
        if length(rest.view()) <= 1e-8 * length(given) {
            return Err(FitError::Collinear);
        }
        basis.push(rest);
    }
    let mut left = targets.to_owned();
    let mut solution = Array1::<f64>::zeros(n_features + 1);
    for (k, column) in basis.iter().enumerate() {
        let share = column.dot(&left) / column.dot(column);
        left.scaled_add(-share, column);
        solution[k] = share;
    }
    for j in (0..=n_features).rev() {
        let known = solution[j];
        for k in 0..j {
            solution[k] -= shares[[k, j]] * known;
        }
    }
    Ok(LinearModel { intercept: solution[0], coefficients: solution.iter().skip(1).copied().collect() })
}

/// The root of the sum of squares.
fn length(column: ArrayView1<f64>) -> f64 {
    column.dot(&column).sqrt()
}

mlings::grade!(least_squares { predict, residuals, fit });
