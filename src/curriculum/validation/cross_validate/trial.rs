//! Tables with spies: which rows a step of the pipeline was given, in which call.

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, array};

use super::{Contract, CrossValidation, Model, Scaler, TrainingError, mean_columns};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, finite, has_shape, identical, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Failure, Given, Outcome};

pub(super) type Fitted = Result<Model, TrainingError>;

/// Rows, targets and folds to try a learner's `cross_validate` on.
pub(super) struct Trial {
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
    pub(super) folds: Vec<Vec<usize>>,
}

/// A target that stands for a row that was not given.
pub(super) const NOT_GIVEN: f64 = -1.0;

/// One small and one random, both with the row's number in column 0, so that a spy can tell the rows apart.
pub(super) fn small_and_random(cases: &mut Cases) -> [Trial; 2] {
    let records = array![[0.0, 7.0], [1.0, 5.0], [2.0, 8.0], [3.0, 6.0], [4.0, 9.0], [5.0, 4.0]];
    let targets = array![0.0, 1.0, 1.0, 0.0, 0.0, 1.0];
    let small = Trial { records, targets, folds: vec![vec![4, 1], vec![0, 3], vec![5, 2]] };
    let n = 17 + cases.index(0..6);
    // The records lie in memory column by column, the targets backwards.
    let mut records = cases.table(2, n, -9.0..9.0).reversed_axes();
    records.column_mut(0).assign(&Array1::from_iter((0..n).map(|row| row as f64)));
    let random = Trial { records, targets: backwards(&classes(n, cases)), folds: dealt(n, cases) };
    [small, random]
}

/// The 569 masses by the means of their cell nuclei; fold i holds the rows i, i + 5, i + 10, ...
pub(super) fn breast_cancer() -> Result<Trial, DatasetError> {
    let masses = datasets::breast_cancer()?;
    let folds = (0..5).map(|fold| (fold..masses.targets.len()).step_by(5).collect()).collect();
    Ok(Trial { records: mean_columns(masses), targets: masses.targets.clone(), folds })
}

/// What the trials on `breast_cancer` are called.
pub(super) const BREAST_CANCER: &str = "the 10 mean_ columns of breast_cancer, fold i holds the rows i, i + 5, i + 10, ..., Scaler::fit, linfa's LinearRegression";

impl Trial {
    pub(super) fn given(&self) -> String {
        let n = self.targets.len();
        let rows = match (n, self.records.ncols()) {
            (..=12, _) => format!("records {}, targets {}", shown(&self.records), shown(&self.targets)),
            (_, 1) => format!("{n} random rows and classes"),
            _ => format!("{n} rows, their number in column 0 and a random number in column 1, random classes"),
        };
        match n {
            ..=60 => format!("{rows}, folds {:?}", self.folds),
            _ => format!("{rows}, dealt into {} folds", self.folds.len()),
        }
    }

    pub(super) fn run(
        &self,
        cross: &Contract,
        fit_scaler: &dyn Fn(ArrayView2<f64>) -> Scaler,
        fit_model: &dyn Fn(ArrayView2<f64>, ArrayView1<f64>) -> Fitted,
    ) -> Result<CrossValidation, Failure> {
        let validated =
            (cross.cross_validate)(self.records.view(), self.targets.view(), &self.folds, fit_scaler, fit_model);
        let validated = answer("cross_validate", validated).given(self.given())?;
        identical("folds in the answer", &validated.folds.len(), &self.folds.len()).given(self.given())?;
        Ok(validated)
    }

    /// The rows outside a fold, in the order of the table. Behind the last fold: all rows.
    pub(super) fn others(&self, fold: usize) -> Vec<usize> {
        let held_out = self.folds.get(fold).map_or(&[][..], Vec::as_slice);
        (0..self.targets.len()).filter(|row| !held_out.contains(row)).collect()
    }

    /// How often every row of the table is among `rows`.
    pub(super) fn counts(&self, rows: ArrayView2<f64>) -> Array1<f64> {
        let mut counts = Array1::zeros(self.targets.len());
        for row in self.known(rows).into_iter().flatten() {
            counts[row] += 1.0;
        }
        counts
    }

    pub(super) fn targets_by_row(&self, rows: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
        let mut by_row = Array1::from_elem(self.targets.len(), NOT_GIVEN);
        for (at, row) in self.known(rows).into_iter().enumerate() {
            if let Some(row) = row {
                by_row[row] = targets.get(at).copied().unwrap_or(f64::NAN);
            }
        }
        by_row
    }

    /// The number of every row, from its column 0, where the table has such a row.
    pub(super) fn known(&self, rows: ArrayView2<f64>) -> Vec<Option<usize>> {
        let number =
            |row: ArrayView1<f64>| (0..self.targets.len()).find(|number| row.first() == Some(&(*number as f64)));
        rows.rows().into_iter().map(number).collect()
    }

    pub(super) fn saw_all_but_the_fold(&self, what: &str, calls: &[Array1<f64>]) -> Outcome {
        was_called(what, calls.len(), self.folds.len()).given(self.given())?;
        for (fold, counts) in calls.iter().enumerate().take(self.folds.len()) {
            let mut expected = Array1::zeros(self.targets.len());
            for row in self.others(fold) {
                expected[row] = 1.0;
            }
            identical(&format!("how often each row was given to {what} in call {fold}"), counts, &expected)
                .given(self.given())?;
        }
        identical(&format!("calls of {what}"), &calls.len(), &self.folds.len()).given(self.given())
    }

    /// Changes the rows and classes of one fold after the other and compares what was learned without them, bit by bit.
    pub(super) fn a_fold_teaches_nothing(
        &self,
        cross: &Contract,
        folds: std::ops::Range<usize>,
        name: &str,
    ) -> Outcome {
        let before = self.run(cross, &Scaler::fit, &linfas)?;
        for fold in folds {
            let (mut records, mut targets) = (self.records.clone(), self.targets.clone());
            for row in &self.folds[fold] {
                records.row_mut(*row).mapv_inplace(|value| value * 1e9);
                targets[*row] = 1.0 - targets[*row];
            }
            let given = if name.is_empty() { self.given() } else { name.to_owned() };
            let given = format!("{given}; then the rows of fold {fold} times 1e9, their classes turned round");
            let changed = Trial { records, targets, folds: self.folds.clone() };
            let after = changed.run(cross, &Scaler::fit, &linfas).given(&given)?;
            let (before, after) = (&before.folds[fold].pipeline, &after.folds[fold].pipeline);
            let what = |field: &str| format!("{field} of fold {fold} as before");
            let shape = [self.records.ncols()];
            has_shape(&what("scaler.means"), &before.scaler.means, &shape).given(&given)?;
            has_shape(&what("scaler.deviations"), &before.scaler.deviations, &shape).given(&given)?;
            finite(&what("scaler.means"), &before.scaler.means).given(&given)?;
            identical(&what("scaler.means"), &after.scaler.means, &before.scaler.means).given(&given)?;
            identical(&what("scaler.deviations"), &after.scaler.deviations, &before.scaler.deviations).given(&given)?;
            identical(&what("model.params()"), after.model.params(), before.model.params()).given(&given)?;
            identical(&what("model.intercept()"), &after.model.intercept(), &before.model.intercept()).given(given)?;
        }
        Ok(())
    }
}

pub(super) fn was_called(what: &str, calls: usize, folds: usize) -> Outcome {
    if calls > 0 { Ok(()) } else { identical(&format!("calls of {what}"), &calls, &folds) }
}

/// A scaler that leaves everything as it is.
pub(super) fn unscaled(n_features: usize) -> Scaler {
    Scaler { means: Array1::zeros(n_features), deviations: Array1::ones(n_features) }
}

pub(super) fn leave_unscaled(rows: ArrayView2<f64>) -> Scaler {
    unscaled(rows.ncols())
}

/// A model that answers every row with the same number.
pub(super) fn constant(number: f64, n_features: usize) -> Fitted {
    model(number, &Array1::zeros(n_features))
}

/// Trains nothing and answers every row with 0.
pub(super) fn always_0(rows: ArrayView2<f64>, _: ArrayView1<f64>) -> Fitted {
    constant(0.0, rows.ncols())
}

/// linfa's model with these numbers: fitted to the origin and one step along every axis.
pub(super) fn model(intercept: f64, params: &Array1<f64>) -> Fitted {
    let p = params.len();
    let corners = Array2::from_shape_fn((p + 1, p), |(row, column)| f64::from(row == column + 1));
    let targets = corners.dot(params) + intercept;
    linfas(corners.view(), targets.view())
}

/// A model that answers with column 0 itself, bit by bit: intercept 0, params [1]. Fitted to one row without an
/// intercept, so that nothing is rounded.
pub(super) fn identity() -> Fitted {
    LinearRegression::new().with_intercept(false).fit(&Dataset::new(array![[1.0]], array![1.0]))
}

pub(super) fn linfas(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    LinearRegression::new().fit(&Dataset::new(records.to_owned(), targets.to_owned()))
}

/// Random classes, both of them at least once.
pub(super) fn classes(n: usize, cases: &mut Cases) -> Array1<f64> {
    cases.permutation(n).into_iter().map(|place| f64::from(place < n / 2)).collect()
}

/// The rows in random order, dealt into four folds of unequal size.
pub(super) fn dealt(n: usize, cases: &mut Cases) -> Vec<Vec<usize>> {
    const DEAL: [usize; 10] = [0, 1, 1, 2, 2, 2, 3, 3, 3, 3];
    let mut folds = vec![Vec::new(); 4];
    for (place, row) in cases.permutation(n).into_iter().enumerate() {
        folds[DEAL[place % DEAL.len()]].push(row);
    }
    folds
}
