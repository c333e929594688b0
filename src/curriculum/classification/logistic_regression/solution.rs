//! Logistic regression (Cox 1958) by Newton's method: a weighted sum of the features, squeezed into a probability.

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, aview1, concatenate};

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
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let mut slopes = gradient(&model, records, targets, alpha);
    // The intercept is the coefficient of a column of ones.
    let design = concatenate![Axis(1), Array2::ones((records.nrows(), 1)), records];
    while steepest(&slopes) > FLAT {
        let step = newton_step(&design, predict_probabilities(&model, records), &slopes, alpha);
        // Far from the bottom a whole step may lead too far. A short enough one always leads to where it is flatter.
        let mut share = 1.0;
        (model, slopes) = loop {
            let next = LogisticModel {
                intercept: model.intercept - share * step.intercept,
                coefficients: &model.coefficients - share * &step.coefficients,
            };
            let next_slopes = gradient(&next, records, targets, alpha);
            if steepest(&next_slopes) < steepest(&slopes) {
                break (next, next_slopes);
            }
            share /= 2.0;
        };
    }
    Ok(model)
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

/// The step after which no slope would be left if each went on changing as fast as it does here.
///
/// - `design`: the records, with a column of ones in front
/// - `probabilities`: what the model says of every row
fn newton_step(design: &Array2<f64>, probabilities: Array1<f64>, slopes: &Gradient, alpha: f64) -> Gradient {
    // How fast every slope changes with every number of the model: a sum over the rows, each weighted by how undecided
    // the model is about it.
    let n_samples = design.nrows() as f64;
    let weights = probabilities.mapv_into(|p| p * (1.0 - p) / n_samples).insert_axis(Axis(1));
    let mut curvature = design.t().dot(&(design * &weights));
    // Without a little of its own, a pair of equal columns with hardly a penalty would leave nothing to divide by.
    curvature.diag_mut().iter_mut().skip(1).for_each(|change| *change += alpha.max(1e-9));
    let step = solve(curvature, concatenate![Axis(0), aview1(&[slopes.intercept]), slopes.coefficients]);
    Gradient { intercept: step[0], coefficients: step.slice_axis(Axis(0), (1..).into()).to_owned() }
}

/// The x of `matrix · x = right`, by elimination.
fn solve(mut matrix: Array2<f64>, mut right: Array1<f64>) -> Array1<f64> {
    for pivot in 0..right.len() {
        let row = matrix.row(pivot).to_owned();
        for other in (0..right.len()).filter(|other| *other != pivot) {
            let share = matrix[[other, pivot]] / row[pivot];
            matrix.row_mut(other).scaled_add(-share, &row);
            right[other] -= share * right[pivot];
        }
    }
    right / matrix.diag()
}

/// `ln(1 + exp(z))` is `-ln(1 - sigmoid(z))`: the log-loss of class 0 at the logit z.
fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}
