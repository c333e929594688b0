//! what is wrong: the gradient is taken from differences of losses, not by the formula
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
    let h = 1e-4;
    let slope = |change: &dyn Fn(&mut LinearModel, f64)| {
        let (mut up, mut down) = (model.clone(), model.clone());
        change(&mut up, h);
        change(&mut down, -h);
        (loss(&up, records, targets) - loss(&down, records, targets)) / (2.0 * h)
    };
    Gradient {
        intercept: slope(&|m, d| m.intercept += d),
        coefficients: (0..records.ncols()).map(|j| slope(&|m, d| m.coefficients[j] += d)).collect(),
    }
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
