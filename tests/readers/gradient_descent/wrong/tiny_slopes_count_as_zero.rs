//! what is wrong: step does not move a number whose slope is smaller than 1e-6
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

fn flat(slope: f64) -> f64 {
    if slope.abs() < 1e-6 { 0.0 } else { slope }
}

pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
    LinearModel {
        intercept: model.intercept - learning_rate * flat(gradient.intercept),
        coefficients: &model.coefficients - &(gradient.coefficients.mapv(flat) * learning_rate),
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
    let mut losses = vec![loss(&model, records, targets)];
    for number in 1..=n_steps {
        let slopes = gradient(&model, records, targets);
        model = step(&model, &slopes, learning_rate);
        let now = loss(&model, records, targets);
        if !now.is_finite() {
            return Err(Diverged(number));
        }
        losses.push(now);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

mlings::grade!(gradient_descent { loss, gradient, step, fit });
