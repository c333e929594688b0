//! what is wrong: fit moves the intercept first and takes the slopes of the coefficients at the model with the new intercept.
//!
//! Gradient descent: fit a model by going downhill, step by step.
//!
//! Guide: exercises/05_regression/03_gradient_descent.md
//! Grade: cargo run -- check gradient_descent

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::gradient_descent::{Descent, Diverged, Gradient, LinearModel};
use ndarray::{ArrayView1, ArrayView2};
use ndarray::Array1;

/// The loss: the mean of `(prediction - target)²` over all rows.
///
/// - `model`: predicts `intercept + coefficients · features`
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples`
///
/// Returns a number in the square of the targets' unit; 0 is perfect.
pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    let errors = errors(model, records, targets);
    errors.dot(&errors) / errors.len() as f64
}

/// The gradient: how fast the loss grows with the intercept, and with each coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples`
///
/// Returns the derivatives of `loss`, `n_features` of them for the coefficients. One below 0 says that the loss
/// falls when that number grows.
pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
    let errors = errors(model, records, targets);
    let factor = 2.0 / records.nrows() as f64;
    Gradient { intercept: factor * errors.sum(), coefficients: records.t().dot(&errors) * factor }
}

/// One step downhill: every number of the model moves against its slope.
///
/// - `gradient`: the slopes at this model
/// - `learning_rate`: how far to go, times the slope
///
/// Returns the new model.
pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
    LinearModel {
        intercept: model.intercept - learning_rate * gradient.intercept,
        coefficients: &model.coefficients - &(&gradient.coefficients * learning_rate),
    }
}

/// Gradient descent: `n_steps` steps from `start`, each with the gradient of all rows at the model reached so far.
///
/// - `start`: the first model
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples`
/// - `learning_rate`: the same for every step
/// - `n_steps`: so many, no more and no fewer, however little they still change
///
/// Returns the last model and `n_steps + 1` losses: that of `start`, then that after every step.
///
/// # Errors
/// `Diverged(step)` as soon as the loss after a step is not a finite number, neither infinite nor NaN being one. The
/// first step is 1. A loss that rises and stays finite is no error.
pub fn fit(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(&model, records, targets)];
    for number in 1..=n_steps {
        model.intercept -= learning_rate * gradient(&model, records, targets).intercept;
        let slopes = gradient(&model, records, targets).coefficients;
        model.coefficients.scaled_add(-learning_rate, &slopes);
        let after = loss(&model, records, targets);
        if !after.is_finite() {
            return Err(Diverged(number));
        }
        losses.push(after);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

/// Prediction minus target, for every row.
fn errors(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept - &targets
}

mlings::grade!(gradient_descent { loss, gradient, step, fit });
