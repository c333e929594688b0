//! Logistic regression by Newton's method (iteratively reweighted least squares).

use mlings::logistic_regression::{FitError, Gradient, LogisticModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, aview1, concatenate};

/// A slope that counts as none.
const FLAT: f64 = 1e-6;

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    let occurs = |class: f64| targets.iter().any(|target| *target == class);
    if !(occurs(0.0) && occurs(1.0)) {
        return Err(FitError::OneClass);
    }
    // The intercept is the coefficient of a column of ones.
    let design = concatenate![Axis(1), Array2::ones((records.nrows(), 1)), records];
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let (mut probabilities, mut slopes) = slopes_at(&model, records, targets, alpha);
    while steepest(&slopes) > FLAT {
        let step = newton_step(&design, probabilities, &slopes, alpha);
        // Far from the bottom a whole step may lead too far. A short enough one always leads to where it is flatter.
        let mut share = 1.0;
        (model, probabilities, slopes) = loop {
            let next = LogisticModel {
                intercept: model.intercept - share * step.intercept,
                coefficients: &model.coefficients - share * &step.coefficients,
            };
            let (its_probabilities, its_slopes) = slopes_at(&next, records, targets, alpha);
            if steepest(&its_slopes) < steepest(&slopes) {
                break (next, its_probabilities, its_slopes);
            }
            share /= 2.0;
        };
    }
    Ok(model)
}

/// What the model says of every row, and the slopes of the loss there.
fn slopes_at(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> (Array1<f64>, Gradient) {
    let logits = records.dot(&model.coefficients) + model.intercept;
    let probabilities = logits.mapv_into(|logit| 1.0 / (1.0 + (-logit).exp()));
    let errors = &probabilities - &targets;
    let n_samples = targets.len() as f64;
    let coefficients = records.t().dot(&errors) / n_samples + alpha * &model.coefficients;
    (probabilities, Gradient { intercept: errors.sum() / n_samples, coefficients })
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
