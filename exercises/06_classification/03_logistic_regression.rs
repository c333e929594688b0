//! Logistic regression: say how probable it is that a patient is ill.
//!
//! Guide: exercises/06_classification/03_logistic_regression.md
//! Grade: cargo run -- check logistic_regression

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::logistic_regression::{FitError, Gradient, LogisticModel, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// The probability that belongs to a logit: `1 / (1 + exp(-logit))`.
///
/// It is a number for every finite logit, 1000 and -1000 too. Small probabilities keep their digits: that of
/// -40 is `exp(-40)`, up to rounding, and not 0.
pub fn sigmoid(logit: f64) -> f64 {
    todo!()
}

/// The probability of class 1 for every row: the sigmoid of the row's logit, which is the intercept plus every
/// coefficient times its feature.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers from 0 to 1.
pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    todo!()
}

/// The mean log-loss of the rows, plus the penalty `alpha / 2` times the sum of squared coefficients.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples` classes, 0 or 1
/// - `alpha`: how much large coefficients cost, 0 or more; the intercept costs nothing
///
/// The log-loss of a row is `-ln(p)`, where `p` is the probability that the model gives to the row's own class.
/// It is a finite number for every finite logit: where the logit is 1000 and the class 0, it is 1000. Small losses keep
/// their digits: where the logit is 40 and the class 1, it is `exp(-40)`, up to rounding, and not 0.
pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    todo!()
}

/// The slopes of `loss` at the model, in the direction of the intercept and of each coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples` classes, 0 or 1
/// - `alpha`: as in `loss`
///
/// Returns `Gradient { intercept, coefficients }`, with one slope for every column.
pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
    todo!()
}

/// The model of least loss: no number in its gradient is larger than 1e-6, either sign.
///
/// - `records`: `n_samples` x `n_features`, columns of about mean 0 and standard deviation 1
/// - `targets`: `n_samples` classes, 0 or 1
/// - `alpha`: as in `loss`, above 0
///
/// # Errors
/// `FitError::OneClass` where not both classes occur among the targets.
pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    todo!()
}

/// The same model, trained by linfa's logistic regression, whose penalty is `alpha / 2` beside the *sum* of the
/// log-losses, and whose positive class is the one with more rows, or where both have as many, that of the first row.
///
/// - `records`, `targets`, `alpha`: as in `fit`
///
/// Returns the model with linfa's intercept and coefficients, turned so that it gives the probability of class 1.
/// linfa's default tolerance is fine enough.
///
/// # Errors
/// linfa's own.
pub fn fit_linfa(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    todo!()
}

mlings::grade!(logistic_regression { sigmoid, predict_probabilities, loss, gradient, fit, fit_linfa });
