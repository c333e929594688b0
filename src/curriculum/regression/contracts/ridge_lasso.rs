//! Ridge and lasso: linear models that pay for their coefficients.

use linfa::Error as LibraryError;
use linfa_elasticnet::ElasticNetError;
use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// `prediction = intercept + coefficients · features`.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearModel {
    /// The prediction where every feature is 0, in the targets' unit.
    pub intercept: f64,
    /// How much the prediction grows when the feature grows by 1, `n_features`.
    pub coefficients: Array1<f64>,
}

/// Why nothing is fitted.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The penalty is negative, infinite or NaN.
    #[error("alpha must be 0 or a positive number")]
    InvalidAlpha,
}

/// What linfa says when it cannot train.
pub type TrainingError = ElasticNetError;

/// Solves `matrix · answer = right` by Cholesky's method. It is given; the learner uses it.
///
/// - `matrix`: `n` x `n`, symmetric and positive definite, such as `XᵀX` of columns that are not collinear, or any
///   `XᵀX` with something positive added to its diagonal
/// - `right`: `n`
///
/// Returns `n` numbers; of any other matrix they mean nothing.
///
/// # Panics
/// When the matrix has fewer than `n` rows or columns.
pub fn solve(matrix: ArrayView2<f64>, right: ArrayView1<f64>) -> Array1<f64> {
    let n = right.len();
    // lower · lowerᵀ = matrix
    let mut lower = Array2::<f64>::zeros((n, n));
    for i in 0..n {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[[i, k]] * lower[[j, k]]).sum();
            let rest = matrix[[i, j]] - known;
            lower[[i, j]] = if i == j { rest.sqrt() } else { rest / lower[[j, j]] };
        }
    }
    let mut answer = right.to_owned();
    for i in 0..n {
        let known: f64 = (0..i).map(|k| lower[[i, k]] * answer[k]).sum();
        answer[i] = (answer[i] - known) / lower[[i, i]];
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| lower[[k, i]] * answer[k]).sum();
        answer[i] = (answer[i] - known) / lower[[i, i]];
    }
    answer
}

/// The signature of [`Contract::sweep`].
pub type Sweep =
    fn(gram: ArrayView2<f64>, products: ArrayView1<f64>, alpha: f64, coefficients: ArrayView1<f64>) -> Array1<f64>;

contract! {
    /// What the learner implements. The intercept is never penalised.
    ///
    /// `r` are the residuals, `b` the coefficients, `n` the number of rows. Alpha is scaled as in scikit-learn:
    /// `Ridge` minimises `Σ r² + alpha · Σ b²`, `Lasso` minimises `Σ r² / (2n) + alpha · Σ |b|`. linfa's elastic net
    /// divides by `2n` in both: its lasso has the same alpha, its ridge the penalty `alpha / n`.
    pub struct Contract {
        /// The number nearer to 0 by `threshold`, and 0 where it would get past it.
        fn soft_threshold(value: f64, threshold: f64) -> f64;
        /// The model with the least `Σ r² + alpha · Σ b²`. As scikit-learn's `Ridge`. Hoerl and Kennard (1970).
        fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError>;
        /// Every coefficient once, from the first to the last, at the place where the lasso's sum is least while all
        /// others stay. Friedman, Hastie and Tibshirani (2010), section 2.2.
        fn sweep(
            gram: ArrayView2<f64>,
            products: ArrayView1<f64>,
            alpha: f64,
            coefficients: ArrayView1<f64>,
        ) -> Array1<f64>;
        /// The model with the least `Σ r² / (2n) + alpha · Σ |b|`. As scikit-learn's `Lasso`. Tibshirani (1996).
        fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError>;
        /// The lasso's coefficients for every alpha, on standardised columns (ddof 0). As scikit-learn's `lasso_path`
        /// after `StandardScaler`.
        fn path(
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            alphas: ArrayView1<f64>,
        ) -> Result<Array2<f64>, FitError>;
        /// The lasso once more, trained by linfa.
        fn linfa_lasso(
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            alpha: f64,
        ) -> Result<LinearModel, TrainingError>;
    }
}

travels!(struct LinearModel { intercept, coefficients });
travels!(
    enum FitError {
        InvalidAlpha,
    }
);
travels!(for Contract: enum TrainingError {
    NotEnoughSamples,
    IllConditioned,
    InvalidL1Ratio(ratio),
    InvalidPenalty(penalty),
    InvalidTolerance(tolerance),
    IncorrectTargetShape,
    BaseCrate(error),
});
travels!(for Contract: enum LibraryError {
    Parameters(words),
    Priors(words),
    NotConverged(words),
    NotEnoughSamples,
    MismatchedShapes(one, other),
} else error => LibraryError::NotConverged(error.to_string()));
