//! Softmax regression: a probability for each of several classes.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

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

contract! {
    /// What the learner implements. Labels are classes from 0 to `n_classes - 1`.
    pub struct Contract {
        /// Every row of logits as probabilities, without overflow. As SciPy's `softmax` with `axis=1`.
        fn softmax(logits: ArrayView2<f64>) -> Array2<f64>;
        /// The mean over the rows of -ln of the probability of the row's label.
        /// As scikit-learn's `log_loss` of the softmax, without its limit on small probabilities.
        fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64;
        /// The probability of every class for every row. As scikit-learn's `predict_proba`.
        fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64>;
        /// The slopes of the cross-entropy at the model.
        fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient;
        /// Gradient descent from a given start, with all rows in every epoch.
        fn fit(
            start: &SoftmaxModel,
            records: ArrayView2<f64>,
            labels: ArrayView1<usize>,
            learning_rate: f64,
            epochs: usize,
        ) -> SoftmaxModel;
    }
}

travels!(struct SoftmaxModel { intercepts, coefficients });
travels!(struct Gradient { intercepts, coefficients });
