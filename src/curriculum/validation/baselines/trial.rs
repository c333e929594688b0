//! Tables for the learning curve, in which a spy can tell the rows apart.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, array};

use super::{BaselineError, Contract, CurvePoint, FitModel, Predictor, Rows};
use mlings_grading::compare::{answer, identical, shown};
use mlings_grading::{Cases, Failure, Given};

/// What a learner's `learning_curve` is tried on. Column 0 tells the rows apart.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) train: Rows,
    pub(super) test: Rows,
    pub(super) order: Vec<usize>,
    pub(super) sizes: Vec<usize>,
}

/// One small and one random.
pub(super) fn small_and_random(cases: &mut Cases) -> [Trial; 2] {
    let small = Trial {
        train: numbered(0, array![10.0, 60.0, 20.0, 30.0, 90.0, 0.0]),
        test: numbered(100, array![40.0, 70.0, 10.0]),
        order: vec![4, 1, 5, 0, 3, 2],
        sizes: vec![1, 3, 6],
    };
    let (n_train, n_test) = (12 + cases.index(0..8), 5 + cases.index(0..5));
    let random = Trial {
        train: numbered(0, cases.vector(n_train, 0.0..99.0)),
        test: numbered(100, cases.vector(n_test, 0.0..99.0)),
        order: cases.permutation(n_train),
        sizes: vec![3, 7, 2, n_train - 1],
    };
    [small, random]
}

pub(super) fn numbered(from: usize, targets: Array1<f64>) -> Rows {
    Rows { records: Array2::from_shape_fn((targets.len(), 1), |(row, _)| (from + row) as f64), targets }
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

    pub(super) fn mean_of_first(&self, size: usize) -> f64 {
        self.first_targets(size).sum() / size as f64
    }

    pub(super) fn given(&self) -> String {
        format!(
            "train: records [[0], [1], ...], targets {}; test: records [[100], [101], ...], targets {}; order {:?}, sizes {:?}",
            shown(&self.train.targets),
            shown(&self.test.targets),
            self.order,
            self.sizes
        )
    }

    pub(super) fn given_with_means(&self) -> String {
        format!("{}; a model answers with the mean of its training targets", self.given())
    }
}

/// A model that answers every row with the mean of its training targets.
pub(super) fn constant(targets: ArrayView1<f64>) -> Predictor {
    let mean = targets.sum() / targets.len() as f64;
    Box::new(move |records| Array1::from_elem(records.nrows(), mean))
}
