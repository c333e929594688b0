//! Cross-validation: an honest score for a pipeline of two steps, a scaler and a linfa model.

use linfa::Error as LibraryError;
use linfa_linear::{FittedLinearRegression, LinearError};
use mlings_contract::{Bytes, Malformed, Wire, asks_back, contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Brings every column to mean 0 and standard deviation 1. It is given; the learner uses it.
///
/// As scikit-learn's `StandardScaler`: the sum of squares is divided by the number of rows (ddof 0), and a column
/// that is the same in every row keeps its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaler {
    /// The mean of every column, `n_features`.
    pub means: Array1<f64>,
    /// The standard deviation of every column, `n_features`; 1 for a constant column.
    pub deviations: Array1<f64>,
}

impl Scaler {
    /// Learns means and deviations from `rows`, `n_samples` x `n_features`, at least one row.
    pub fn fit(rows: ArrayView2<f64>) -> Scaler {
        let mean_of = |column: ArrayView1<f64>| column.sum() / column.len() as f64;
        let means: Array1<f64> = rows.columns().into_iter().map(mean_of).collect();
        let squares = (&rows - &means).mapv(|difference| difference * difference);
        let deviations: Array1<f64> = squares.columns().into_iter().map(|column| mean_of(column).sqrt()).collect();
        Scaler { means, deviations: deviations.mapv(|deviation| if deviation == 0.0 { 1.0 } else { deviation }) }
    }

    /// `(value - mean) / deviation`, column by column. Learns nothing from `rows`.
    ///
    /// # Panics
    /// When `rows` and the scaler have different numbers of columns, neither of which is 1.
    pub fn transform(&self, rows: ArrayView2<f64>) -> Array2<f64> {
        (&rows - &self.means) / &self.deviations
    }
}

/// linfa's trained linear regression, with `intercept()`, `params()` and `predict`.
pub type Model = FittedLinearRegression<f64>;

/// What linfa says when it cannot train.
pub type TrainingError = LinearError<f64>;

/// A scaler and the model that was trained on the rows that it has scaled.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    /// The first step.
    pub scaler: Scaler,
    /// The second step, trained on scaled rows.
    pub model: Model,
}

/// What was learned without one fold, and how good it is on that fold.
#[derive(Clone, Debug, PartialEq)]
pub struct Fold {
    /// Learned from all rows outside of the fold.
    pub pipeline: Pipeline,
    /// The accuracy on the fold's rows.
    pub score: f64,
}

/// What [`Contract::cross_validate`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossValidation {
    /// One for every fold, in the order of the folds.
    pub folds: Vec<Fold>,
    /// The mean of the folds' scores; every fold counts the same.
    pub mean_score: f64,
}

/// The first step as a function: learns a scaler from the rows that it is given. [`Scaler::fit`] is one.
pub type FitScaler<'a> = &'a dyn Fn(ArrayView2<f64>) -> Scaler;

/// The second step as a function: trains a model on scaled rows and their targets. [`Contract::fit_model`] is one.
pub type FitModel<'a> = &'a dyn Fn(ArrayView2<f64>, ArrayView1<f64>) -> Result<Model, TrainingError>;

contract! {
    /// What the learner implements. Targets and predictions are classes: 0 or 1.
    pub struct Contract {
        /// linfa's linear regression of the classes on the columns of `records`.
        fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError>;
        /// The class of every row, as it comes, unscaled: 1 where the model's number is above 0.5, else 0.
        fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64>;
        /// The share of predictions that are the target. As scikit-learn's `accuracy_score`.
        fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64;
        /// For every fold: a pipeline that learned from all other rows, and its accuracy on the fold.
        /// As scikit-learn's `cross_validate(make_pipeline(...), return_estimator=True)`.
        fn cross_validate(
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            folds: &[Vec<usize>],
            fit_scaler: FitScaler,
            fit_model: FitModel,
        ) -> Result<CrossValidation, TrainingError>;
    }
}

travels!(struct Scaler { means, deviations });
travels!(for Contract: struct Pipeline { scaler, model });
travels!(for Contract: struct Fold { pipeline, score });
travels!(for Contract: struct CrossValidation { folds, mean_score });
travels!(for Contract: enum TrainingError {
    NotEnoughSamples,
    NotEnoughTargets,
    BaseCrate(error),
} else error => TrainingError::BaseCrate(LibraryError::NotConverged(error.to_string())));
travels!(for Contract: enum LibraryError {
    Parameters(words),
    Priors(words),
    NotConverged(words),
    NotEnoughSamples,
    MismatchedShapes(one, other),
} else error => LibraryError::NotConverged(error.to_string()));
asks_back!(for Contract: &dyn Fn(rows: ArrayView2<f64>) -> Scaler);
asks_back!(
    for Contract: &dyn Fn(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError>
);

/// linfa keeps the fields of its model to itself; serde may read and write them.
impl Wire<Contract> for Model {
    fn put(&self, out: &mut Vec<u8>) {
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        Wire::<Contract>::put(&bytes, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        let bytes = <Vec<u8> as Wire<Contract>>::take(from)?;
        postcard::from_bytes(&bytes).map_err(|error| Malformed(error.to_string()))
    }
}
