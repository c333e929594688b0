//! What the checks compare with: definitions, written down once more and by nothing else, and what a model must
//! have before a check may look inside.

use ndarray::{Array, Array1, Array2, ArrayView, ArrayView1, ArrayView2, Axis, Dimension, array};

use super::{Contract, FitError, LinearModel};
use mlings_grading::compare::{Numbers, answer, close, finite, has_shape, instead_of, refuses_numbers, shown};
use mlings_grading::{Failure, Given, Outcome, Seen};

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
    let targets = 7.0 + records.dot(&array![3.0, 2.0]);
    (records, targets)
}

/// One column, for which ridge and lasso are formulas.
pub(super) struct OneColumn {
    /// How it is made.
    pub(super) what: &'static str,
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
    pub(super) alpha: f64,
}

impl OneColumn {
    /// Numbers of either sign that need all their digits, in other units, far from 0, and more rows than any batch.
    pub(super) fn all() -> [OneColumn; 5] {
        let fractions = array![[-1.234_567_891_23], [0.5], [2.345_678_912_34]];
        let targets = array![-1_000.123_456_789, 300.765_432_198, 1_200.345_678_912];
        let tiny = array![[1.000_04e-5], [2.0e-5], [3.000_03e-5]];
        let many = Array2::from_shape_fn((1100, 1), |(row, _)| (7 * row % 11) as f64 / 4.0 - 1.0);
        let steeper_at_last = |row: usize| many[[row, 0]] * if row < 1024 { 2.0 } else { -50.0 } + (row % 3) as f64;
        let many_targets = Array1::from_shape_fn(1100, steeper_at_last);
        [
            OneColumn {
                what: "fractions",
                records: fractions.clone(),
                targets: targets.clone(),
                alpha: 1_309.123_456_789,
            },
            OneColumn { what: "large targets", records: fractions, targets: targets * 1e8, alpha: 1.234_567_891e10 },
            OneColumn {
                what: "targets far from 0",
                records: array![[0.1], [0.2], [0.7]],
                targets: 1e6 + array![5.0, 6.0, 10.0],
                alpha: 0.1,
            },
            OneColumn {
                what: "tiny numbers",
                records: tiny,
                targets: array![5.000_4e-6, 6.0e-6, 1.000_03e-5],
                alpha: 5.000_4e-12,
            },
            OneColumn {
                what: "1,100 rows: column (7 · row modulo 11) / 4 - 1, target twice the column, from row 1024 on -50 times, \
                       plus row modulo 3",
                records: many,
                targets: many_targets,
                alpha: 0.123_456_789_1,
            },
        ]
    }

    pub(super) fn given(&self) -> String {
        format!("{}: {}, alpha {:?}", self.what, small(&self.records, &self.targets), self.alpha)
    }

    fn means(&self) -> (f64, f64) {
        (self.records.sum() / self.records.len() as f64, self.targets.sum() / self.targets.len() as f64)
    }

    /// The mean square of the column about its mean, and the mean of its products with the targets about theirs.
    fn size_and_pull(&self) -> (f64, f64) {
        let (mean, mean_target) = self.means();
        let pairs = || self.records.iter().zip(&self.targets).map(|(x, y)| (x - mean, y - mean_target));
        let (size, pull): (f64, f64) = (pairs().map(|(x, _)| x * x).sum(), pairs().map(|(x, y)| x * y).sum());
        (size / self.targets.len() as f64, pull / self.targets.len() as f64)
    }

    fn is_slope_of(&self, model: &LinearModel, slope: f64, tolerance: f64) -> Outcome {
        let (mean, mean_target) = self.means();
        is_model(model, mean_target - slope * mean, &array![slope], tolerance).given(self.given())
    }

    pub(super) fn is_ridge(&self, model: &LinearModel, tolerance: f64) -> Outcome {
        let (size, pull) = self.size_and_pull();
        self.is_slope_of(model, pull / (size + self.alpha / self.targets.len() as f64), tolerance)
    }

    pub(super) fn is_lasso(&self, model: &LinearModel, tolerance: f64) -> Outcome {
        let (size, pull) = self.size_and_pull();
        self.is_slope_of(model, less(pull, self.alpha) / size, tolerance)
    }

    /// The coefficient on the standardised column.
    pub(super) fn on_path(&self, alpha: f64) -> f64 {
        let (size, pull) = self.size_and_pull();
        less(pull / size.sqrt(), alpha)
    }
}

/// Nearer to 0, and not past it.
fn less(pull: f64, alpha: f64) -> f64 {
    (pull.abs() - alpha).max(0.0).copysign(pull)
}

/// What [`turned`] makes these numbers of, from a memory where they lie from the last to the first.
pub(super) fn backwards<D: Dimension>(numbers: &Array<f64, D>) -> Array<f64, D> {
    turned(numbers.view()).as_standard_layout().into_owned()
}

/// Every axis from the last to the first.
pub(super) fn turned<D: Dimension>(mut view: ArrayView<f64, D>) -> ArrayView<f64, D> {
    (0..view.ndim()).for_each(|axis| view.invert_axis(Axis(axis)));
    view
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
