//! Gradient descent on the mean squared error: `model ← model - learning_rate · gradient`, and nothing else.

use ndarray::{Array1, ArrayView1, ArrayView2};

use mlings::gradient_descent::{Descent, Diverged, Gradient, LinearModel};

/// The loss: the mean of `(prediction - target)²` over all rows.
///
/// - `model`: predicts `intercept + coefficients · features`
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples`
///
/// Returns a number in the square of the targets' unit; 0 is perfect.
pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    mean_square(&errors_of(model, records.t(), targets))
}

/// The gradient: how fast the loss grows with the intercept, and with each coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples`
///
/// Returns the derivatives of `loss`, `n_features` of them for the coefficients. One below 0 says that the loss
/// falls when that number grows.
pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
    slopes(records.t(), &errors_of(model, records.t(), targets))
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
        coefficients: &model.coefficients - learning_rate * &gradient.coefficients,
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
    // Every step reads all columns, so each is first copied into one piece of memory.
    let columns = records.t().as_standard_layout().into_owned();
    let mut model = start.clone();
    // The same errors say how bad a model is, and which way is down from it.
    let mut errors = errors_of(&model, columns.view(), targets);
    let mut losses = vec![mean_square(&errors)];
    for number in 1..=n_steps {
        model = step(&model, &slopes(columns.view(), &errors), learning_rate);
        errors = errors_of(&model, columns.view(), targets);
        let loss = mean_square(&errors);
        if !loss.is_finite() {
            return Err(Diverged(number));
        }
        losses.push(loss);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

/// Prediction minus target, for every row. `columns` are the records turned over: `n_features` x `n_samples`.
fn errors_of(model: &LinearModel, columns: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    let mut errors = model.intercept - &targets;
    for (column, coefficient) in columns.rows().into_iter().zip(&model.coefficients) {
        errors.scaled_add(*coefficient, &column);
    }
    errors
}

fn mean_square(errors: &Array1<f64>) -> f64 {
    errors.dot(errors) / errors.len() as f64
}

/// The derivatives of the mean square, by the intercept and by the coefficient of every column.
fn slopes(columns: ArrayView2<f64>, errors: &Array1<f64>) -> Gradient {
    let scale = 2.0 / errors.len() as f64;
    Gradient { intercept: scale * errors.sum(), coefficients: scale * columns.dot(errors) }
}
