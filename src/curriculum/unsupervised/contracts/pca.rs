//! Principal component analysis: few columns that keep most of what many columns say.

mod eigen;

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub use eigen::{Eigen, eigen};

/// What [`Contract::fit`] learns.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// The mean of every column of the training rows, `n_features`.
    pub means: Array1<f64>,
    /// A direction in every row, `n_components` x `n_features`: of length 1, at right angles to the others, the one
    /// with the largest variance first. Turned round, it is the same component.
    pub components: Array2<f64>,
    /// The variance of the training rows along every component, `n_components`, divided by `n_samples - 1`.
    pub explained_variance: Array1<f64>,
    /// The sum of the variances of all columns, however many components are kept.
    pub total_variance: f64,
}

/// Why nothing is fitted.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// A variance needs two rows.
    #[error("the variance of fewer than two rows is not known")]
    TooFewRows,
    /// No components, or more than there are columns.
    #[error("the number of components must be at least 1 and at most the number of columns")]
    InvalidComponents,
}

contract! {
    /// What the learner implements. The conventions are those of scikit-learn's `PCA`: columns are centred and not scaled,
    /// variances divide by `n_samples - 1`, the largest comes first. Only the number of components is limited by the columns
    /// alone: what lies beyond the rows' own directions has the variance 0. The sign of a component is free.
    pub struct Contract {
        /// The directions of the largest variance. Pearson (1901), Hotelling (1933).
        fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError>;
        /// Every row's place along the components, seen from the training means, `n_samples` x `n_components`.
        fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64>;
        /// The rows that have these scores and nothing else, `n_samples` x `n_features`.
        fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64>;
        /// The share of the total variance, `n_components`; 0 where there is none.
        fn explained_ratio(pca: &Pca) -> Array1<f64>;
        /// The squared distance from every row to its reconstruction, `n_samples`.
        fn reconstruction_errors(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64>;
        /// The smallest number of components whose shares sum to at least `share`; all where none does.
        fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize;
    }
}

travels!(struct Pca { means, components, explained_variance, total_variance });
travels!(
    enum FitError {
        TooFewRows,
        InvalidComponents,
    }
);
