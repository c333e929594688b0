//! Logistic regression: the probability that a row is of class 1.

mod checks;
mod mistakes;
mod patients;
mod plot;
pub mod solution;
mod trial;

use ndarray::{Array1, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

/// What [`Contract::fit`] finds: `logit = intercept + coefficients · features`, and the probability of class 1 is
/// the sigmoid of the logit.
#[derive(Clone, Debug, PartialEq)]
pub struct LogisticModel {
    /// The logit where every feature is 0.
    pub intercept: f64,
    /// How much the logit grows when the feature grows by 1, `n_features`.
    pub coefficients: Array1<f64>,
}

/// The slopes of the loss: by how much it grows when a number of the model grows by a little, per unit of that.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// The slope in the direction of the intercept.
    pub intercept: f64,
    /// The slope in the direction of each coefficient, `n_features`.
    pub coefficients: Array1<f64>,
}

/// Why [`Contract::fit`] finds no model.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// All rows are of one class, or there is none.
    #[error("every row is of the same class: the best intercept would be infinite")]
    OneClass,
}

/// What linfa says when it cannot train.
pub type TrainingError = linfa_logistic::error::Error;

/// What the learner implements. Targets are classes, 0 or 1.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The probability that belongs to a logit: 1 / (1 + exp(-logit)), without overflow. As SciPy's `expit`.
    pub sigmoid: fn(logit: f64) -> f64,
    /// The probability of class 1 for every row. As the second column of scikit-learn's `predict_proba`.
    pub predict_probabilities: fn(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64>,
    /// The mean log-loss of the rows, plus `alpha / 2` times the sum of squared coefficients.
    ///
    /// This is scikit-learn's objective for `LogisticRegression(C = 1 / (n_samples * alpha))`, divided by
    /// `n_samples * C`; and linfa's for `alpha * n_samples`, divided by `n_samples`. None penalises the intercept.
    pub loss: fn(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64,
    /// The slopes of the loss at the model.
    pub gradient: fn(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient,
    /// The model of least loss: no number in the gradient is larger than 1e-6 there, either sign.
    pub fit: fn(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError>,
    /// The same model, trained by linfa.
    pub fit_linfa:
        fn(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, TrainingError>,
}

const SOLUTION: Contract = Contract {
    sigmoid: solution::sigmoid,
    predict_probabilities: solution::predict_probabilities,
    loss: solution::loss,
    gradient: solution::gradient,
    fit: solution::fit,
    fit_linfa: solution::fit_linfa,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "logistic_regression",
        title: "Logistic regression",
        summary: "say how probable it is that a patient is ill",
        place: "06_classification/03_logistic_regression",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
