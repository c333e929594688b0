//! Softmax regression: a probability for each of several classes.

mod checks;
mod mistakes;
mod plot;
pub mod solution;
mod trial;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

/// A row's logits are `intercepts + row · coefficients`, one for every class; their softmax are its probabilities.
#[derive(Clone, Debug, PartialEq)]
pub struct SoftmaxModel {
    /// The logit of every class where all features are 0, `n_classes`.
    pub intercepts: Array1<f64>,
    /// How much the logit of a class grows when a feature grows by 1, `n_features` x `n_classes`.
    pub coefficients: Array2<f64>,
}

/// The slopes of the loss in the direction of every number of the model, in the model's shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// The slopes in the direction of the intercepts, `n_classes`.
    pub intercepts: Array1<f64>,
    /// The slopes in the direction of the coefficients, `n_features` x `n_classes`.
    pub coefficients: Array2<f64>,
}

/// The signature of [`Contract::fit`].
pub type Fit = fn(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel;

/// What the learner implements. Labels are classes from 0 to `n_classes - 1`.
#[derive(Clone, Copy)]
pub struct Contract {
    /// Every row of logits as probabilities, without overflow. As SciPy's `softmax` with `axis=1`.
    pub softmax: fn(logits: ArrayView2<f64>) -> Array2<f64>,
    /// The mean over the rows of -ln of the probability of the row's label.
    /// As scikit-learn's `log_loss` of the softmax, without its limit on small probabilities.
    pub cross_entropy: fn(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64,
    /// The probability of every class for every row. As scikit-learn's `predict_proba`.
    pub predict_probabilities: fn(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64>,
    /// The slopes of the cross-entropy at the model.
    pub gradient: fn(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient,
    /// Gradient descent from a given start, with all rows in every epoch.
    pub fit: Fit,
}

const SOLUTION: Contract = Contract {
    softmax: solution::softmax,
    cross_entropy: solution::cross_entropy,
    predict_probabilities: solution::predict_probabilities,
    gradient: solution::gradient,
    fit: solution::fit,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "softmax_regression",
        title: "Softmax regression",
        summary: "read a handwritten digit, and say how sure you are",
        place: "06_classification/04_softmax_regression",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
