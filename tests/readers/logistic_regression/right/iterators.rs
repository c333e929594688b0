//! right: ndarray methods, gradient descent
use linfa::Dataset;
use linfa::traits::Fit;
use mlings::logistic_regression::{FitError, Gradient, LogisticModel, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn sigmoid(logit: f64) -> f64 {
    if logit >= 0.0 {
        1.0 / (1.0 + (-logit).exp())
    } else {
        logit.exp() / (1.0 + logit.exp())
    }
}

fn logits(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept
}

pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    logits(model, records).mapv(sigmoid)
}

pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    let row_loss = |(z, &y): (&f64, &f64)| {
        let z = if y == 1.0 { -z } else { *z };
        z.max(0.0) + (-z.abs()).exp().ln_1p()
    };
    let sum: f64 = logits(model, records).iter().zip(targets).map(row_loss).sum();
    sum / targets.len() as f64 + alpha / 2.0 * model.coefficients.dot(&model.coefficients)
}

pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
    let n = targets.len() as f64;
    let errors = predict_probabilities(model, records) - &targets;
    Gradient {
        intercept: errors.sum() / n,
        coefficients: records.t().dot(&errors) / n + &model.coefficients * alpha,
    }
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    if !targets.iter().any(|&y| y == 0.0) || !targets.iter().any(|&y| y == 1.0) {
        return Err(FitError::OneClass);
    }
    let n = targets.len() as f64;
    let c = (1.0 + records.iter().map(|x| x * x).sum::<f64>() / n) / 4.0 + alpha;
    let step = 1.0 / c;
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    loop {
        let slopes = gradient(&model, records, targets, alpha);
        if slopes.intercept.abs() <= 1e-7 && slopes.coefficients.iter().all(|s| s.abs() <= 1e-7) {
            return Ok(model);
        }
        model.intercept -= step * slopes.intercept;
        model.coefficients = model.coefficients - slopes.coefficients * step;
    }
}

pub fn fit_linfa(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    let classes = targets.mapv(|y| y == 1.0);
    let dataset = Dataset::new(records.to_owned(), classes);
    let penalty = alpha * targets.len() as f64;
    let trained = linfa_logistic::LogisticRegression::default().alpha(penalty).fit(&dataset)?;
    let sign = if trained.labels().pos.class { 1.0 } else { -1.0 };
    Ok(LogisticModel { intercept: sign * trained.intercept(), coefficients: trained.params() * sign })
}

mlings::grade!(logistic_regression { sigmoid, predict_probabilities, loss, gradient, fit, fit_linfa });
