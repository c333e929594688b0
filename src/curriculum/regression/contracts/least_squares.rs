//! Least squares: predict a number from a row of numbers.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// What [`Contract::fit`] finds: `prediction = intercept + coefficients · features`.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearModel {
    /// The prediction where every feature is 0, in the targets' unit.
    pub intercept: f64,
    /// How much the prediction grows when the feature grows by 1, `n_features`.
    pub coefficients: Array1<f64>,
}

/// Why [`Contract::fit`] finds no model.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// There is no unique answer: many models fit equally well.
    #[error(
        "there is no unique answer: a column is a combination of the others and the constant, or there are fewer rows than unknowns"
    )]
    Collinear,
}

contract! {
    /// What the learner implements.
    pub struct Contract {
        /// The model's number for every row of `records`, `n_samples` x `n_features`.
        fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64>;
        /// What the model misses: target minus prediction for every row.
        fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64>;
        /// The model, with an intercept, whose squared residuals have the least sum; an error where it is not unique.
        ///
        /// A column is collinear when at most 1e-8 of its length is left after the other columns and the
        /// constant have been taken out. scikit-learn's `LinearRegression` has the same convention for the
        /// intercept, but answers collinear columns with the shortest of all best coefficients.
        fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError>;
    }
}

travels!(struct LinearModel { intercept, coefficients });
travels!(
    enum FitError {
        Collinear,
    }
);
