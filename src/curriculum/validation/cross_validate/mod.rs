//! Cross-validation: an honest score for a pipeline of two steps, a scaler and a linfa model.

mod checks;
mod mistakes;
mod plot;
pub mod solution;
mod trial;

use linfa_linear::{FittedLinearRegression, LinearError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use crate::datasets::Labelled;
use crate::grading::{About, Exercise};

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

/// The signature of [`Contract::cross_validate`].
pub type CrossValidate = fn(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    folds: &[Vec<usize>],
    fit_scaler: FitScaler,
    fit_model: FitModel,
) -> Result<CrossValidation, TrainingError>;

/// What the learner implements. Targets and predictions are classes: 0 or 1.
#[derive(Clone, Copy)]
pub struct Contract {
    /// linfa's linear regression of the classes on the columns of `records`.
    pub fit_model: fn(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError>,
    /// The class of every row, as it comes, unscaled: 1 where the model's number is above 0.5, else 0.
    pub predict: fn(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64>,
    /// The share of predictions that are the target. As scikit-learn's `accuracy_score`.
    pub accuracy: fn(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64,
    /// For every fold: a pipeline that learned from all other rows, and its accuracy on the fold.
    /// As scikit-learn's `cross_validate(make_pipeline(...), return_estimator=True)`.
    pub cross_validate: CrossValidate,
}

/// The columns of `breast_cancer` that checks and plots use: the means over the cell nuclei.
fn mean_columns(masses: &Labelled) -> Array2<f64> {
    let columns: Vec<usize> =
        (0..masses.records.ncols()).filter(|at| masses.feature_names[*at].starts_with("mean_")).collect();
    masses.records.select(Axis(1), &columns)
}

const SOLUTION: Contract = Contract {
    fit_model: solution::fit_model,
    predict: solution::predict,
    accuracy: solution::accuracy,
    cross_validate: solution::cross_validate,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "cross_validate",
        title: "Cross-validation",
        summary: "score a pipeline on rows that no step of it has seen",
        place: "04_validation/03_cross_validate",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
