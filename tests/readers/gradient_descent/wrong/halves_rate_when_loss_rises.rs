//! what is wrong: fit halves the learning rate whenever the loss has risen, instead of keeping the same for every step
use mlings::gradient_descent::{Descent, Diverged, Gradient, LinearModel};
use ndarray::{Array1, ArrayView1, ArrayView2};

fn errors(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept - &targets
}

pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    let e = errors(model, records, targets);
    e.dot(&e) / e.len() as f64
}

pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
    let e = errors(model, records, targets);
    let factor = 2.0 / e.len() as f64;
    Gradient { intercept: factor * e.sum(), coefficients: records.t().dot(&e) * factor }
}

pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
    LinearModel {
        intercept: model.intercept - learning_rate * gradient.intercept,
        coefficients: &model.coefficients - &(&gradient.coefficients * learning_rate),
    }
}

pub fn fit(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut learning_rate = learning_rate;
    let mut losses = vec![loss(&model, records, targets)];
    for number in 1..=n_steps {
        let slopes = gradient(&model, records, targets);
        model = step(&model, &slopes, learning_rate);
        let now = loss(&model, records, targets);
        if !now.is_finite() {
            return Err(Diverged(number));
        }
        if now > losses[losses.len() - 1] {
            learning_rate /= 2.0;
        }
        losses.push(now);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

mlings::grade!(gradient_descent { loss, gradient, step, fit });
