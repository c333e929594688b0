//! The wrong versions themselves.

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use super::super::solution::{fit, fit_linfa, predict_probabilities, sigmoid};
pub(super) use super::super::solution::{gradient, loss};
use super::super::{FitError, Gradient, LogisticModel, TrainingError};

type Fitted = Result<LogisticModel, FitError>;
type Predict = fn(&LogisticModel, ArrayView2<f64>) -> Array1<f64>;
type Slopes = fn(&LogisticModel, ArrayView2<f64>, ArrayView1<f64>, f64) -> Gradient;

/// A loop that never arrives has to come back too.
const MOST_STEPS: usize = 150;

/// Gradient descent, as the last hint has it.
pub(super) fn descend(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, gradient: Slopes) -> Fitted {
    if targets.iter().all(|target| *target == targets[0]) {
        return Err(FitError::OneClass);
    }
    descend_anyway(records, targets, alpha, gradient)
}

pub(super) fn descend_anyway(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    gradient: Slopes,
) -> Fitted {
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let learning_rate = step(records, alpha);
    for _ in 0..MOST_STEPS {
        let slope = gradient(&model, records, targets, alpha);
        if slope.coefficients.iter().chain([&slope.intercept]).all(|slope| slope.abs() <= 1e-6) {
            break;
        }
        model.intercept -= learning_rate * slope.intercept;
        model.coefficients.scaled_add(-learning_rate, &slope.coefficients);
    }
    Ok(model)
}

fn step(records: ArrayView2<f64>, alpha: f64) -> f64 {
    let curvature = records.map_axis(Axis(1), |row| 1.0 + row.dot(&row)).sum() / records.nrows() as f64 / 4.0 + alpha;
    1.0 / curvature
}

pub(super) fn stops_early(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    fit(records, targets, alpha)?;
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let mut before = f64::INFINITY;
    while before - loss(&model, records, targets, alpha) > 1e-3 {
        before = loss(&model, records, targets, alpha);
        let slope = gradient(&model, records, targets, alpha);
        model.intercept -= step(records, alpha) * slope.intercept;
        model.coefficients.scaled_add(-step(records, alpha), &slope.coefficients);
    }
    Ok(model)
}

pub(super) fn any_way_down(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    fit(records, targets, alpha)?;
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    loop {
        let slope = gradient(&model, records, targets, alpha);
        if slope.coefficients.iter().chain([&slope.intercept]).all(|slope| *slope <= 1e-6) {
            return Ok(model);
        }
        model.intercept -= step(records, alpha) * slope.intercept;
        model.coefficients.scaled_add(-step(records, alpha), &slope.coefficients);
    }
}

pub(super) fn rows(targets: ArrayView1<f64>) -> f64 {
    targets.len() as f64
}

pub(super) fn logits(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept
}

/// The gradient, made of these errors.
fn from_errors(model: &LogisticModel, records: ArrayView2<f64>, errors: &Array1<f64>, alpha: f64) -> Gradient {
    let n_samples = errors.len() as f64;
    let coefficients = records.t().dot(errors) / n_samples + alpha * &model.coefficients;
    Gradient { intercept: errors.sum() / n_samples, coefficients }
}

/// The gradient, made of these predictions.
pub(super) fn sloping(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    predict: Predict,
) -> Gradient {
    from_errors(model, records, &(predict(model, records) - targets), alpha)
}

pub(super) fn overflowing(logit: f64) -> f64 {
    logit.exp() / (1.0 + logit.exp())
}

pub(super) fn subtracted(logit: f64) -> f64 {
    if logit >= 0.0 { sigmoid(logit) } else { 1.0 - sigmoid(-logit) }
}

pub(super) fn mirrored(logit: f64) -> f64 {
    sigmoid(-logit)
}

pub(super) fn rounded(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    predict_probabilities(model, records).mapv(|probability| f64::from(probability > 0.5))
}

pub(super) fn without_intercept(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients).mapv(sigmoid)
}

pub(super) fn loss_without_intercept(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(&LogisticModel { intercept: 0.0, ..model.clone() }, records, targets, alpha)
}

fn penalty(model: &LogisticModel, alpha: f64) -> f64 {
    alpha / 2.0 * model.coefficients.dot(&model.coefficients)
}

/// The mean of a cost for every probability and its target, plus the penalty.
fn mean_cost(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    cost: fn(f64, f64) -> f64,
) -> f64 {
    let probabilities = predict_probabilities(model, records);
    let costs = probabilities.iter().zip(targets).map(|(probability, target)| cost(*probability, *target));
    costs.sum::<f64>() / rows(targets) + penalty(model, alpha)
}

pub(super) fn both_terms(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| -(target * p.ln() + (1.0 - target) * (1.0 - p).ln()))
}

pub(super) fn cut_off(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| {
        let p = p.clamp(1e-15, 1.0 - 1e-15);
        -(target * p.ln() + (1.0 - target) * (1.0 - p).ln())
    })
}

pub(super) fn squared_loss(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| (p - target).powi(2))
}

pub(super) fn squared_gradient(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let probabilities = predict_probabilities(model, records);
    let errors = 2.0 * (&probabilities - &targets) * &probabilities * (1.0 - &probabilities);
    from_errors(model, records, &errors, alpha)
}

pub(super) fn summed_loss(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    rows(targets) * loss(model, records, targets, 0.0) + penalty(model, alpha)
}

pub(super) fn summed_gradient(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let errors = predict_probabilities(model, records) - targets;
    from_errors(model, records, &(errors * rows(targets)), alpha)
}

/// ln(1 + exp(-y z)) is right for y of -1 and 1.
pub(super) fn signed_loss(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    let signed = logits(model, records) * targets;
    let costs = signed.mapv(|logit| (-logit).max(0.0) + (-logit.abs()).exp().ln_1p());
    costs.sum() / rows(targets) + penalty(model, alpha)
}

pub(super) fn signed_gradient(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let errors = (logits(model, records) * targets).mapv(|logit| -sigmoid(-logit)) * targets;
    from_errors(model, records, &errors, alpha)
}

pub(super) fn uphill(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    from_errors(model, records, &(&targets - &predict_probabilities(model, records)), alpha)
}

pub(super) fn intercept_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(model, records, targets, alpha) + alpha / 2.0 * model.intercept.powi(2)
}

pub(super) fn everything_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let Gradient { intercept, coefficients } = gradient(model, records, targets, alpha);
    Gradient { intercept: intercept + alpha * model.intercept, coefficients }
}

pub(super) fn with_alpha_as_it_is(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    fit_linfa(records, targets, alpha / rows(targets))
}

pub(super) fn unturned(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    let classes = targets.mapv(|target| target == 1.0);
    let trained =
        LogisticRegression::default().alpha(alpha * rows(targets)).fit(&Dataset::new(records.to_owned(), classes))?;
    Ok(LogisticModel { intercept: trained.intercept(), coefficients: trained.params().to_owned() })
}
