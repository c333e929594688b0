//! Logistic regression: the probability that a row is of class 1.

use linfa::Error as LibraryError;
use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

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

contract! {
    /// What the learner implements. Targets are classes, 0 or 1.
    pub struct Contract {
        /// The probability that belongs to a logit: 1 / (1 + exp(-logit)), without overflow. As SciPy's `expit`.
        fn sigmoid(logit: f64) -> f64;
        /// The probability of class 1 for every row. As the second column of scikit-learn's `predict_proba`.
        fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64>;
        /// The mean log-loss of the rows, plus `alpha / 2` times the sum of squared coefficients.
        ///
        /// This is scikit-learn's objective for `LogisticRegression(C = 1 / (n_samples * alpha))`, divided by
        /// `n_samples * C`; and linfa's for `alpha * n_samples`, divided by `n_samples`. None penalises the intercept.
        fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64;
        /// The slopes of the loss at the model.
        fn gradient(
            model: &LogisticModel,
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            alpha: f64,
        ) -> Gradient;
        /// The model of least loss: no number in the gradient is larger than 1e-6 there, either sign.
        fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError>;
        /// The same model, trained by linfa.
        fn fit_linfa(
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            alpha: f64,
        ) -> Result<LogisticModel, TrainingError>;
    }
}

travels!(struct LogisticModel { intercept, coefficients });
travels!(struct Gradient { intercept, coefficients });
travels!(
    enum FitError {
        OneClass,
    }
);
travels!(for Contract: enum TrainingError {
    LinfaError(error),
    TooManyClasses,
    TooFewClasses,
    MismatchedShapes(records, targets),
    InvalidValues,
    InitialParameterFeaturesMismatch { rows, n_features },
    InitialParameterClassesMismatch { cols, n_classes },
    InvalidGradientTolerance,
    InvalidAlpha,
    InvalidInitialParameters,
} else error => TrainingError::LinfaError(LibraryError::NotConverged(error.to_string())));
travels!(for Contract: enum LibraryError {
    Parameters(words),
    Priors(words),
    NotConverged(words),
    NotEnoughSamples,
    MismatchedShapes(one, other),
} else error => LibraryError::NotConverged(error.to_string()));
