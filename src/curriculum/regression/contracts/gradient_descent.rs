//! Gradient descent: fit a model by going downhill, step by step.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// `prediction = intercept + coefficients · features`.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearModel {
    /// The prediction where every feature is 0, in the targets' unit.
    pub intercept: f64,
    /// How much the prediction grows when the feature grows by 1, `n_features`.
    pub coefficients: Array1<f64>,
}

/// How fast the loss grows with each number of a [`LinearModel`], the others left as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// By the intercept.
    pub intercept: f64,
    /// By each coefficient, `n_features`.
    pub coefficients: Array1<f64>,
}

/// What [`Contract::fit`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Descent {
    /// The model after the last step.
    pub model: LinearModel,
    /// The loss of the start, then that after every step, `n_steps + 1`.
    pub losses: Array1<f64>,
}

/// After this step, counted from 1, the loss was not a finite number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("after step {0} the loss is not a finite number: the learning rate is too large for these features")]
pub struct Diverged(pub usize);

/// The signature of [`Contract::fit`].
pub type Fit = fn(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged>;

contract! {
    /// What the learner implements. There is at least one row, and every number is finite.
    ///
    /// The loss is the mean squared error, as scikit-learn's `mean_squared_error`, without a factor of one half; every
    /// step uses all rows (batch gradient descent, Cauchy 1847).
    pub struct Contract {
        /// The mean of the squared misses of all rows; `records` `n_samples` x `n_features`, `targets` `n_samples`.
        fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64;
        /// The derivatives of that loss by the intercept and by every coefficient.
        fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient;
        /// Every number of the model less `learning_rate` times its derivative.
        fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel;
        /// `n_steps` steps from `start`, with the losses on the way; an error where the loss stops being finite.
        fn fit(
            start: &LinearModel,
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            learning_rate: f64,
            n_steps: usize,
        ) -> Result<Descent, Diverged>;
    }
}

travels!(struct LinearModel { intercept, coefficients });
travels!(struct Gradient { intercept, coefficients });
travels!(struct Descent { model, losses });
travels!(struct Diverged(value));
