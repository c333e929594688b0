//! Logistic regression (Cox 1958): a weighted sum of the features, squeezed into a probability. The best one is found by
//! going down, in steps that never lead too far.

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, ArrayView1, ArrayView2};

use mlings::logistic_regression::{FitError, Gradient, LogisticModel, TrainingError};

/// The probability that belongs to a logit: `1 / (1 + exp(-logit))`.
///
/// It is a number for every finite logit, 1000 and -1000 too. Small probabilities keep their digits: that of
/// -40 is `exp(-40)`, up to rounding, and not 0.
pub fn sigmoid(logit: f64) -> f64 {
    // The exponential of what is not above 0 cannot overflow.
    let odds = (-logit.abs()).exp();
    if logit >= 0.0 { 1.0 / (1.0 + odds) } else { odds / (1.0 + odds) }
}

/// The probability of class 1 for every row: the sigmoid of the row's logit, which is the intercept plus every
/// coefficient times its feature.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers from 0 to 1.
pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    logits(model, records).mapv(sigmoid)
}

/// The mean log-loss of the rows, plus the penalty `alpha / 2` times the sum of squared coefficients.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples` classes, 0 or 1
/// - `alpha`: how much large coefficients cost, 0 or more; the intercept costs nothing
///
/// The log-loss of a row is `-ln(p)`, where `p` is the probability that the model gives to the row's own class.
/// It is a finite number for every finite logit: where the logit is 1000 and the class 0, it is 1000. Small losses keep
/// their digits: where the logit is 40 and the class 1, it is `exp(-40)`, up to rounding, and not 0.
pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    let logits = logits(model, records);
    let surprise = |(logit, target): (&f64, &f64)| softplus(if *target == 1.0 { -logit } else { *logit });
    let log_loss = logits.iter().zip(targets).map(surprise).sum::<f64>() / targets.len() as f64;
    log_loss + alpha / 2.0 * model.coefficients.dot(&model.coefficients)
}

/// The slopes of `loss` at the model, in the direction of the intercept and of each coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `targets`: `n_samples` classes, 0 or 1
/// - `alpha`: as in `loss`
///
/// Returns `Gradient { intercept, coefficients }`, with one slope for every column.
pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
    let n_samples = targets.len() as f64;
    let errors = predict_probabilities(model, records) - targets;
    Gradient {
        intercept: errors.sum() / n_samples,
        coefficients: records.t().dot(&errors) / n_samples + alpha * &model.coefficients,
    }
}

/// The model of least loss: no number in its gradient is larger than 1e-6, either sign.
///
/// - `records`: `n_samples` x `n_features`, columns of about mean 0 and standard deviation 1
/// - `targets`: `n_samples` classes, 0 or 1
/// - `alpha`: as in `loss`, above 0
///
/// # Errors
/// `FitError::OneClass` where not both classes occur among the targets.
pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    let occurs = |class: f64| targets.iter().any(|target| *target == class);
    if !(occurs(0.0) && occurs(1.0)) {
        return Err(FitError::OneClass);
    }
    // No slope changes faster than this in any direction, so a step of its inverse never leads too far. A sigmoid nowhere
    // rises faster than by a quarter of its logit.
    let squares: f64 = records.iter().map(|feature| feature * feature).sum();
    let fastest = (1.0 + squares / records.nrows() as f64) / 4.0 + alpha;
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    loop {
        let slopes = gradient(&model, records, targets, alpha);
        if steepest(&slopes) <= FLAT {
            return Ok(model);
        }
        model.intercept -= slopes.intercept / fastest;
        model.coefficients -= &(slopes.coefficients / fastest);
    }
}

/// The same model, trained by linfa's logistic regression, whose penalty is `alpha / 2` beside the *sum* of the
/// log-losses, and whose positive class is the one with more rows, or where both have as many, that of the first row.
///
/// - `records`, `targets`, `alpha`: as in `fit`
///
/// Returns the model with linfa's intercept and coefficients, turned so that it gives the probability of class 1.
/// linfa's default tolerance is fine enough.
///
/// # Errors
/// linfa's own.
pub fn fit_linfa(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    let is_ill = targets.mapv(|target| target == 1.0);
    let trained = LogisticRegression::default()
        .alpha(alpha * targets.len() as f64)
        .fit(&Dataset::new(records.to_owned(), is_ill))?;
    let sign = if trained.labels().pos.class { 1.0 } else { -1.0 };
    Ok(LogisticModel { intercept: sign * trained.intercept(), coefficients: sign * trained.params() })
}

/// A slope that counts as none.
const FLAT: f64 = 1e-6;

fn logits(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept
}

/// The largest slope, either sign.
fn steepest(slopes: &Gradient) -> f64 {
    slopes.coefficients.iter().fold(slopes.intercept.abs(), |most, slope| most.max(slope.abs()))
}

/// `ln(1 + exp(z))` is `-ln(1 - sigmoid(z))`: the log-loss of class 0 at the logit z.
fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}
