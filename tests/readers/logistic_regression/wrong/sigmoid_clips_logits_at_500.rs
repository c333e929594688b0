//! what is wrong: the sigmoid clips its logit to -500 to 500 against overflow, as one finds it everywhere, so smaller probabilities are wrong
//!
//! Logistic regression: say how probable it is that a patient is ill.

#![allow(unused_variables)]

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings::logistic_regression::{FitError, Gradient, LogisticModel, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn sigmoid(logit: f64) -> f64 {
    let logit = logit.clamp(-500.0, 500.0);
    if logit >= 0.0 {
        1.0 / (1.0 + (-logit).exp())
    } else {
        let e = logit.exp();
        e / (1.0 + e)
    }
}

pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    (records.dot(&model.coefficients) + model.intercept).mapv(sigmoid)
}

/// `ln(1 + exp(z))`
fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    let logits = records.dot(&model.coefficients) + model.intercept;
    let sum: f64 = logits
        .iter()
        .zip(targets.iter())
        .map(|(logit, target)| if *target == 1.0 { softplus(-*logit) } else { softplus(*logit) })
        .sum();
    let penalty = alpha / 2.0 * model.coefficients.dot(&model.coefficients);
    sum / targets.len() as f64 + penalty
}

pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
    let n = targets.len() as f64;
    let errors = predict_probabilities(model, records) - &targets;
    let data = records.t().dot(&errors) / n;
    let penalty = &model.coefficients * alpha;
    Gradient { intercept: errors.sum() / n, coefficients: data + penalty }
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    let ill = targets.iter().filter(|target| **target == 1.0).count();
    if ill == 0 || ill == targets.len() {
        return Err(FitError::OneClass);
    }
    let squares: f64 = records.iter().map(|value| value * value).sum();
    let step = 1.0 / ((1.0 + squares / records.nrows() as f64) / 4.0 + alpha);
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    loop {
        let slopes = gradient(&model, records, targets, alpha);
        if slopes.intercept.abs() < 5e-7 && slopes.coefficients.iter().all(|slope| slope.abs() < 5e-7) {
            break;
        }
        model.intercept -= step * slopes.intercept;
        model.coefficients.scaled_add(-step, &slopes.coefficients);
    }
    Ok(model)
}

pub fn fit_linfa(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    let classes = targets.mapv(|target| target == 1.0);
    let dataset = Dataset::new(records.to_owned(), classes);
    let trained = LogisticRegression::default().alpha(alpha * targets.len() as f64).fit(&dataset)?;
    let sign = if trained.labels().pos.class { 1.0 } else { -1.0 };
    Ok(LogisticModel { intercept: sign * trained.intercept(), coefficients: trained.params().mapv(|b| sign * b) })
}

mlings::grade!(logistic_regression { sigmoid, predict_probabilities, loss, gradient, fit, fit_linfa });
