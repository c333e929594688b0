//! What the checks compare with: definitions, written down once more and by nothing else, and what a model must
//! have before a check may look inside.

use ndarray::{Array, Array1, Array2, ArrayView1, ArrayView2, Dimension};

use super::{Contract, FitError, LinearModel};
use mlings_grading::compare::{Numbers, answer, close, finite, has_shape, instead_of, refuses_numbers, shown};
use mlings_grading::{Failure, Outcome, Seen};

/// For small tables, where nothing but the last digits is lost.
pub(super) const EXACT: f64 = 1e-9;
/// For wines, where the lasso comes nearer and nearer.
pub(super) const SETTLED: f64 = 1e-7;
/// For linfa, which stops by its own measure.
pub(super) const BY_LINFA: f64 = 1e-7;

/// By trying: along one coefficient the sum is a parabola on either side of 0, so its lowest place is the bottom
/// of one of the two, or 0.
pub(super) fn minimised_in_turn(
    gram: &Array2<f64>,
    products: &Array1<f64>,
    alpha: f64,
    start: &Array1<f64>,
) -> Array1<f64> {
    let sum = |b: &Array1<f64>| 0.5 * b.dot(&gram.dot(b)) - b.dot(products) + alpha * b.mapv(f64::abs).sum();
    let mut best = start.clone();
    for j in 0..start.len() {
        let slope = |place: f64| {
            let mut moved = best.clone();
            moved[j] = place;
            gram.row(j).dot(&moved) - products[j]
        };
        let bottom = |sign: f64| -(slope(0.0) + sign * alpha) / gram[[j, j]];
        let at = |place: f64| {
            let mut moved = best.clone();
            moved[j] = place;
            moved
        };
        let tried = [0.0, bottom(1.0).max(0.0), bottom(-1.0).min(0.0)].map(at);
        let lowest = tried.into_iter().min_by(|a, b| sum(a).total_cmp(&sum(b)));
        best = lowest.expect("three places");
    }
    best
}

pub(super) type FitModel = fn(ArrayView2<f64>, ArrayView1<f64>, f64) -> Result<LinearModel, FitError>;

/// A model with a number for every column, so that a check may look inside.
pub(super) fn fitted(
    what: &str,
    fit: FitModel,
    records: &Array2<f64>,
    targets: &Array1<f64>,
    alpha: f64,
) -> Result<LinearModel, Failure> {
    let model = answer(what, fit(records.view(), targets.view(), alpha))?;
    usable(&model, records.ncols()).map(|()| model)
}

pub(super) fn usable(model: &LinearModel, n_features: usize) -> Outcome {
    has_shape("coefficients", &model.coefficients, &[n_features])?;
    finite("intercept, coefficients", &in_one(model.intercept, &model.coefficients))
}

pub(super) fn coefficients_on_path(
    contract: &Contract,
    records: &Array2<f64>,
    targets: &Array1<f64>,
    alphas: &Array1<f64>,
) -> Result<Array2<f64>, Failure> {
    let path = answer("path", (contract.path)(records.view(), targets.view(), alphas.view()))?;
    has_shape("path", &path, &[alphas.len(), records.ncols()])?;
    finite("path", &path).map(|()| path)
}

/// A model that takes this column for one that never changes. What is made of rounding differs from one version to
/// another, so it is remembered only that there was something.
pub(super) fn has_no_part(coefficients: &Array1<f64>, column: usize) -> Outcome {
    let got = coefficients[column];
    if got.abs() <= EXACT {
        return Ok(());
    }
    let seen = Seen::Words(if got.is_nan() { "NaN" } else { "another number" }.to_owned());
    Err(instead_of(format!("the coefficient of column {column} = 0")).got(shown(&got), seen))
}

/// Records whose transpose is the table, and a table whose first column are the targets.
pub(super) fn in_another_order(records: &Array2<f64>, targets: &Array1<f64>) -> (Array2<f64>, Array2<f64>) {
    let spaced = |(row, column)| [targets[row], 1e3][column];
    (records.t().as_standard_layout().into_owned(), Array2::from_shape_fn((targets.len(), 2), spaced))
}

/// What [`in_another_order`] is called.
pub(super) const IN_ANOTHER_ORDER: &str =
    "the records column by column in memory, the targets the first column of a table";

/// As large as a time in milliseconds.
pub(super) const FAR: f64 = 1_099_511_627_776.0;

/// Two columns, around 5 and -2, of variance 1 and with this correlation; the targets are 7 plus three times the first
/// and twice the second. With a penalty both coefficients lose alpha / (1 + correlation).
pub(super) fn alike(correlation: f64) -> (Array2<f64>, Array1<f64>) {
    let own = (1.0 - correlation * correlation).sqrt();
    let records = Array2::from_shape_fn((4, 2), |(row, column)| {
        let (shared, apart) = ([1.0, -1.0, 1.0, -1.0][row], [1.0, 1.0, -1.0, -1.0][row]);
        [5.0 + shared, -2.0 + correlation * shared + own * apart][column]
    });
    let targets = 7.0 + records.dot(&ndarray::array![3.0, 2.0]);
    (records, targets)
}

pub(super) fn is_model(model: &LinearModel, intercept: f64, coefficients: &Array1<f64>, tolerance: f64) -> Outcome {
    let (got, expected) = (in_one(model.intercept, &model.coefficients), in_one(intercept, coefficients));
    close("intercept, coefficients", &got, &expected, tolerance)
}

/// For every column: what its pull is too much or too little, in units of the column's deviation.
pub(super) fn is_balanced(
    model: &LinearModel,
    records: &Array2<f64>,
    targets: &Array1<f64>,
    alpha: f64,
    tolerance: f64,
) -> Outcome {
    let n_samples = targets.len() as f64;
    let residuals = residuals(model, records, targets);
    no_mean(&residuals)?;
    let pull = records.t().dot(&residuals) / n_samples;
    let unbalanced =
        pull.iter().zip(&model.coefficients).zip(records.columns()).map(|((pull, coefficient), column)| {
            let surplus = match *coefficient {
                0.0 => (pull.abs() - alpha).max(0.0),
                coefficient => pull - alpha.copysign(coefficient),
            };
            let mean = column.sum() / n_samples;
            surplus / (column.dot(&column) / n_samples - mean * mean).sqrt()
        });
    let unbalanced: Array1<f64> = unbalanced.collect();
    close(
        "surplus of each column: Σ x·r / n - alpha · sign(b), or what exceeds alpha where b is 0; per deviation of x",
        &unbalanced,
        &zeros(&unbalanced),
        tolerance,
    )
}

/// A free intercept leaves residuals whose mean is 0.
pub(super) fn no_mean(residuals: &Array1<f64>) -> Outcome {
    close("mean of the residuals", &(residuals.sum() / residuals.len() as f64), &0.0, SETTLED)
}

/// By the definition, and by nothing else.
pub(super) fn residuals(model: &LinearModel, records: &Array2<f64>, targets: &Array1<f64>) -> Array1<f64> {
    targets - &(records.dot(&model.coefficients) + model.intercept)
}

pub(super) fn in_one(intercept: f64, coefficients: &Array1<f64>) -> Array1<f64> {
    [intercept].into_iter().chain(coefficients.iter().copied()).collect()
}

pub(super) fn zeros(like: &Array1<f64>) -> Array1<f64> {
    Array1::zeros(like.len())
}

pub(super) fn small(records: &Array2<f64>, targets: &Array1<f64>) -> String {
    format!("records {}, targets {}", shown(records), shown(targets))
}

/// With all digits, so that it can be pasted.
pub(super) fn exactly<D: Dimension>(numbers: &Array<f64, D>) -> String {
    format!("{numbers:?}").split(", shape=").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who always answers with the mean meets some requirements by doing nothing.
pub(super) fn all_zero<D: Dimension>(coefficients: &Array<f64, D>) -> bool {
    coefficients.iter().all(|coefficient| *coefficient == 0.0)
}

/// Refuses what is no penalty, and nothing else.
pub(super) fn is_right_about(what: &str, result: Result<impl Numbers, FitError>, alpha: f64) -> Outcome {
    if alpha >= 0.0 && alpha.is_finite() {
        return answer(what, result).map(|_| ());
    }
    refuses_numbers(what, &result, &FitError::InvalidAlpha)
}
