//! Principal component analysis: few columns that keep most of what many columns say.

mod checks;
mod eigen;
mod known;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub use eigen::{Eigen, eigen};

use crate::grading::{About, Exercise};

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

/// What the learner implements. The conventions are those of scikit-learn's `PCA`: columns are centred and not scaled,
/// variances divide by `n_samples - 1`, the largest comes first. Only the number of components is limited by the columns
/// alone: what lies beyond the rows' own directions has the variance 0. The sign of a component is free.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The directions of the largest variance. Pearson (1901), Hotelling (1933).
    pub fit: fn(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError>,
    /// Every row's place along the components, seen from the training means, `n_samples` x `n_components`.
    pub transform: fn(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64>,
    /// The rows that have these scores and nothing else, `n_samples` x `n_features`.
    pub inverse_transform: fn(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64>,
    /// The share of the total variance, `n_components`; 0 where there is none.
    pub explained_ratio: fn(pca: &Pca) -> Array1<f64>,
    /// The squared distance from every row to its reconstruction, `n_samples`.
    pub reconstruction_errors: fn(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64>,
    /// The smallest number of components whose shares sum to at least `share`; all where none does.
    pub n_components_for: fn(ratios: ArrayView1<f64>, share: f64) -> usize,
}

const SOLUTION: Contract = Contract {
    fit: solution::fit,
    transform: solution::transform,
    inverse_transform: solution::inverse_transform,
    explained_ratio: solution::explained_ratio,
    reconstruction_errors: solution::reconstruction_errors,
    n_components_for: solution::n_components_for,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "pca",
        title: "Principal components",
        summary: "keep most of what many columns say in a few",
        place: "08_unsupervised/03_pca",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
