//! Tables for the learning curve, in which a spy can tell the rows apart.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};

use super::{BaselineError, Contract, CurvePoint, FitModel, Predictor, Rows};
use mlings_grading::compare::{answer, close, identical, shown};
use mlings_grading::{Cases, Failure, Given, Outcome};

/// What a learner's `learning_curve` is tried on. Column 0 tells the rows apart.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) train: Rows,
    pub(super) test: Rows,
    pub(super) order: Vec<usize>,
    pub(super) sizes: Vec<usize>,
    /// What all numbers are in.
    pub(super) unit: f64,
}

/// One small, also in a tiny and in a huge unit, and one random.
pub(super) fn small_and_random(cases: &mut Cases) -> [Trial; 4] {
    let small = |unit: f64| Trial {
        train: numbered(0, array![10.0, -60.0, 20.0, 30.0, 90.0, 0.0], unit),
        test: numbered(100, array![40.0, -70.0, 10.0], unit),
        order: vec![4, 1, 5, 0, 3, 2],
        sizes: vec![1, 3, 6],
        unit,
    };
    let (n_train, n_test) = (12 + cases.index(0..8), 5 + cases.index(0..5));
    let random = Trial {
        train: numbered(0, cases.vector(n_train, 0.0..99.0), 1.0),
        test: numbered(100, cases.vector(n_test, 0.0..99.0), 1.0),
        order: cases.permutation(n_train),
        sizes: vec![3, 7, 2, n_train - 1, 3],
        unit: 1.0,
    };
    [small(1.0), small(3e-11), small(1e9), random]
}

/// Column 0 counts the rows, column 1 is 0, 2, 4, 1, 3, and so on again. The table lies in memory column by column.
pub(super) fn numbered(from: usize, targets: Array1<f64>, unit: f64) -> Rows {
    let column = |(column, row): (usize, usize)| if column == 0 { (from + row) as f64 } else { ((7 * row) % 5) as f64 };
    Rows { records: Array2::from_shape_fn((2, targets.len()), column).reversed_axes() * unit, targets: targets * unit }
}

/// For every row of a table 1 if it is among the records, otherwise 0.
pub(super) fn in_it(records: ArrayView2<f64>, table: &Rows) -> Array1<f64> {
    let known = |number: &f64| records.rows().into_iter().any(|row| row.first() == Some(number));
    table.records.column(0).iter().map(|number| f64::from(known(number))).collect()
}

impl Trial {
    pub(super) fn try_curve(
        &self,
        baselines: &Contract,
        fit_model: FitModel,
    ) -> Result<Vec<CurvePoint>, BaselineError> {
        (baselines.learning_curve)(&self.train, &self.test, &self.order, &self.sizes, fit_model)
    }

    /// A curve with a point for every size.
    pub(super) fn curve(&self, baselines: &Contract, fit_model: FitModel) -> Result<Vec<CurvePoint>, Failure> {
        let curve = answer("learning_curve", self.try_curve(baselines, fit_model)).given(self.given())?;
        identical("points in the answer", &curve.len(), &self.sizes.len()).given(self.given())?;
        Ok(curve)
    }

    pub(super) fn first_targets(&self, size: usize) -> Array1<f64> {
        self.order.iter().take(size).map(|row| self.train.targets[*row]).collect()
    }

    /// What the model of [`shifted`] is off by on these rows, when it was trained on the first `size` rows of the order.
    pub(super) fn error_on(&self, rows: &Rows, size: usize) -> f64 {
        let mean = self.first_targets(size).sum() / size as f64;
        let distances =
            rows.records.column(1).into_iter().zip(&rows.targets).map(|(shift, target)| mean + shift - target);
        distances.map(f64::abs).sum::<f64>() / rows.targets.len() as f64
    }

    pub(super) fn first_rows(&self, size: usize) -> Rows {
        let first = &self.order[..size];
        Rows { records: self.train.records.select(Axis(0), first), targets: self.train.targets.select(Axis(0), first) }
    }

    /// Compares in the unit of the numbers, so that no error is too small to count.
    pub(super) fn close(&self, what: String, got: f64, expected: f64) -> Outcome {
        let what = if self.unit == 1.0 { what } else { format!("{what} in units of {:e}", self.unit) };
        close(&what, &(got / self.unit), &(expected / self.unit), 1e-9)
    }

    pub(super) fn given(&self) -> String {
        let times = if self.unit == 1.0 { String::new() } else { format!(" times {:e}", self.unit) };
        format!(
            "train: records [[0, 0], [1, 2], [2, 4], [3, 1], [4, 3], ...]{times}, targets {}; test: records [[100, 0], [101, 2], ...]{times}, targets {}; order {:?}, sizes {:?}",
            shown(&self.train.targets),
            shown(&self.test.targets),
            self.order,
            self.sizes
        )
    }

    pub(super) fn given_with_means(&self) -> String {
        format!("{}; a model answers with the mean of its training targets and column 1 of the row", self.given())
    }
}

/// A model that answers every row with the mean of its training targets and the row's column 1.
pub(super) fn shifted(targets: ArrayView1<f64>) -> Predictor {
    let mean = targets.sum() / targets.len() as f64;
    Box::new(move |records| records.rows().into_iter().map(|row| mean + row.get(1).unwrap_or(&f64::NAN)).collect())
}
