//! Cross-validation: score a pipeline on rows that no step of it has seen.
//!
//! Guide: exercises/04_validation/03_cross_validate.md
//! Grade: cargo run -- check cross_validate

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::cross_validate::{CrossValidation, FitModel, FitScaler, Model, Pipeline, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// Trains linfa's linear regression, with an intercept, to predict the class as a number.
///
/// - `records`: `n_samples` x `n_features`, as they are; nothing is scaled here
/// - `targets`: `n_samples` classes, 0 or 1
///
/// Returns linfa's fitted model, or linfa's error.
pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError> {
    todo!()
}

/// The class of every row: scales the rows with the pipeline's scaler, asks its model for a number, and
/// says 1 where that number is above 0.5, else 0.
///
/// - `pipeline`: a scaler and a model that was trained on rows scaled by it
/// - `records`: `n_samples` x `n_features`, not scaled yet
///
/// Returns `n_samples` classes. Learns nothing from `records`.
pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    todo!()
}

/// The share of predictions that are right, from 0 to 1.
///
/// - `predictions`: `n_samples` classes, at least one
/// - `targets`: `n_samples` classes
pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    todo!()
}

/// Holds out one fold after the other: learns a scaler and a model from all other rows, and scores them on
/// the fold.
///
/// - `records`: `n_samples` x `n_features`, not scaled
/// - `targets`: `n_samples` classes, 0 or 1
/// - `folds`: for every fold the indices of its rows, in any order; every row stands in exactly one fold,
///   every fold has a row, and there are at least two
/// - `fit_scaler`: a function that learns a scaler from rows, `fit_scaler(rows.view())`; called once for every fold
/// - `fit_model`: a function that trains a model on scaled rows, `fit_model(rows.view(), targets.view())?`; called
///   once for every fold
///
/// Returns for every fold, in their order, the pipeline that was learned without it and the accuracy on it;
/// and the mean of these scores, in which every fold counts the same, however large it is.
///
/// # Errors
/// The first error that `fit_model` returns.
pub fn cross_validate(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    folds: &[Vec<usize>],
    fit_scaler: FitScaler,
    fit_model: FitModel,
) -> Result<CrossValidation, TrainingError> {
    todo!()
}

mlings::grade!(cross_validate { fit_model, predict, accuracy, cross_validate });
