//! Baselines: know what a score has to beat, and whether more rows would help.
//!
//! Guide: exercises/04_validation/04_baselines.md
//! Grade: cargo run -- check baselines

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::baselines::{Baseline, BaselineError, CurvePoint, FitModel, Rows};
use ndarray::ArrayView1;

/// How far off the predictions are, on average: the mean of `|prediction - target|`.
///
/// - `predictions`: `n_samples`, at least one
/// - `targets`: `n_samples`
///
/// Returns a number in the unit of the targets; 0 is perfect.
pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    todo!()
}

/// Predicts for every held-out row the label that occurs most often among the training rows.
///
/// - `train`: `n_train` labels, any whole numbers, also large ones and such as -1
/// - `test`: `n_test` labels of the held-out rows, at least one; they are used for the error alone
///
/// Of equally frequent labels the smallest is taken. The error is the share of held-out rows that have another
/// label, from 0 to 1. Without a training row the answer is `NoTrainingRows`.
pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    todo!()
}

/// Predicts for every held-out row the mean of the training targets.
///
/// - `train`: `n_train` targets
/// - `test`: `n_test` targets of the held-out rows, at least one; they are used for the error alone
///
/// The error is the mean absolute error on the held-out rows. Without a training row the answer is
/// `NoTrainingRows`.
pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    todo!()
}

/// Predicts for every held-out row what was the case one row before. The rows are in order of time, the held-out
/// rows follow the training rows, and every row is known by the time the next one is to be predicted.
///
/// - `train`: `n_train` targets
/// - `test`: `n_test` targets of the held-out rows, at least one
///
/// The first held-out row is predicted by the last training row. The error is the mean absolute error on the
/// held-out rows. Without a training row the answer is `NoTrainingRows`.
pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    todo!()
}

/// Trains a model on more and more training rows, and tests each on the same held-out rows.
///
/// - `train`: the training rows
/// - `test`: the held-out rows, at least one
/// - `order`: the indices of all training rows, shuffled; a model of size n is trained on the first n of them
/// - `sizes`: how many rows to train on, one point of the curve each
/// - `fit_model`: a function that trains a model, `let predict = fit_model(records.view(), targets.view())`,
///   which is then a function itself: `predict(records.view())`; called once for every entry of `sizes`, in their order
///
/// Returns one point for every size, in their order: the mean absolute error on the rows that the model was
/// trained on, and on all held-out rows. A size that is 0 or larger than the number of training rows is
/// `BadSize`, with the first such size.
pub fn learning_curve(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Result<Vec<CurvePoint>, BaselineError> {
    todo!()
}

mlings::grade!(baselines { mean_absolute_error, majority, mean, last_value, learning_curve });
