//! right: plain loops
use mlings::gradient_descent::{Descent, Diverged, Gradient, LinearModel};
use ndarray::{Array1, ArrayView1, ArrayView2};

fn error(model: &LinearModel, records: &ArrayView2<f64>, targets: &ArrayView1<f64>, i: usize) -> f64 {
    let mut prediction = model.intercept;
    for j in 0..records.ncols() {
        prediction += model.coefficients[j] * records[[i, j]];
    }
    prediction - targets[i]
}

pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    let n = records.nrows();
    let mut sum = 0.0;
    for i in 0..n {
        sum += error(model, &records, &targets, i).powi(2);
    }
    sum / n as f64
}

pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
    let (n, p) = records.dim();
    let mut intercept = 0.0;
    let mut coefficients = Array1::zeros(p);
    for i in 0..n {
        let e = error(model, &records, &targets, i);
        intercept += e;
        for j in 0..p {
            coefficients[j] += e * records[[i, j]];
        }
    }
    Gradient { intercept: 2.0 * intercept / n as f64, coefficients: coefficients.mapv(|s: f64| 2.0 * s / n as f64) }
}

pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
    let mut next = model.clone();
    next.intercept -= learning_rate * gradient.intercept;
    for j in 0..next.coefficients.len() {
        next.coefficients[j] -= learning_rate * gradient.coefficients[j];
    }
    next
}

pub fn fit(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = Array1::zeros(n_steps + 1);
    losses[0] = loss(&model, records, targets);
    for number in 1..=n_steps {
        model = step(&model, &gradient(&model, records, targets), learning_rate);
        losses[number] = loss(&model, records, targets);
        if losses[number].is_nan() || losses[number].is_infinite() {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses })
}

mlings::grade!(gradient_descent { loss, gradient, step, fit });
