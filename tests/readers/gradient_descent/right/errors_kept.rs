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
    mean_square(&errors_of(model, records, targets))
}

/// The gradient: how fast the loss grows with the intercept, and with each coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples`
///
/// Returns the derivatives of `loss`, `n_features` of them for the coefficients. One below 0 says that the loss
/// falls when that number grows.
pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
    slopes(&errors_of(model, records, targets), records)
}

/// One step downhill: every number of the model moves against its slope.
///
/// - `gradient`: the slopes at this model
/// - `learning_rate`: how far to go, times the slope
///
/// Returns the new model.
pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
    let mut next = model.clone();
    next.intercept -= learning_rate * gradient.intercept;
    for (coefficient, slope) in next.coefficients.iter_mut().zip(gradient.coefficients.iter()) {
        *coefficient -= learning_rate * slope;
    }
    next
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
    let mut errors = errors_of(&model, records, targets);
    let mut losses = Array1::<f64>::zeros(n_steps + 1);
    losses[0] = mean_square(&errors);
    for number in 1..=n_steps {
        model = step(&model, &slopes(&errors, records), learning_rate);
        errors = errors_of(&model, records, targets);
        losses[number] = mean_square(&errors);
        if !losses[number].is_finite() {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses })
}

fn errors_of(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Vec<f64> {
    let mut errors = Vec::with_capacity(records.nrows());
    for (row, target) in records.rows().into_iter().zip(targets.iter()) {
        let mut prediction = model.intercept;
        for (coefficient, feature) in model.coefficients.iter().zip(row.iter()) {
            prediction += coefficient * feature;
        }
        errors.push(prediction - target);
    }
    errors
}

fn mean_square(errors: &[f64]) -> f64 {
    errors.iter().map(|error| error * error).sum::<f64>() / errors.len() as f64
}

fn slopes(errors: &[f64], records: ArrayView2<f64>) -> Gradient {
    let n = errors.len() as f64;
    let intercept = 2.0 * errors.iter().sum::<f64>() / n;
    let coefficients = records
        .columns()
        .into_iter()
        .map(|column| 2.0 * column.iter().zip(errors).map(|(x, error)| x * error).sum::<f64>() / n)
        .collect();
    Gradient { intercept, coefficients }
}

mlings::grade!(gradient_descent { loss, gradient, step, fit });
