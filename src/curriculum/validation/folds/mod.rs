//! Folds: let every row be held out once, and keep together what belongs together.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::ArrayView1;

use crate::grading::{About, Exercise};

/// One round of a cross-validation: which rows are trained on and which are tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The numbers of the rows to train on, in any order.
    pub train: Vec<usize>,
    /// The numbers of the rows to test, in any order.
    pub test: Vec<usize>,
}

/// Why there are no folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// Fewer than 2 folds are asked for.
    #[error("there must be at least 2 folds")]
    TooFewFolds,
    /// There are fewer rows than the folds need.
    #[error("there are fewer rows than the folds need")]
    TooFewRows,
    /// This class has fewer rows than there are folds; of several such classes the lowest.
    ///
    /// scikit-learn's `StratifiedKFold` warns, and refuses only when every class is that small.
    #[error("class {0} has fewer rows than there are folds")]
    SmallClass(usize),
    /// There are fewer groups than folds.
    #[error("there are fewer groups than folds")]
    TooFewGroups,
}

/// The folds, or why there are none.
type Folds = Result<Vec<Fold>, FoldError>;

/// What the learner implements: row numbers for every fold, never rows.
#[derive(Clone, Copy)]
pub struct Contract {
    /// Blocks of the order, the longer ones first, as scikit-learn's `KFold`.
    pub k_fold: fn(order: &[usize], k: usize) -> Folds,
    /// Every class spread evenly over folds of one size, as scikit-learn's `StratifiedKFold`.
    pub stratified_k_fold: fn(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds,
    /// Whole groups, the largest first, always into the lightest fold, as scikit-learn's `GroupKFold`.
    pub group_k_fold: fn(groups: ArrayView1<usize>, k: usize) -> Folds,
    /// Training rows before test rows, as scikit-learn's `TimeSeriesSplit`, for rows in any order.
    pub time_series_split: fn(times: ArrayView1<f64>, k: usize) -> Folds,
}

const SOLUTION: Contract = Contract {
    k_fold: solution::k_fold,
    stratified_k_fold: solution::stratified_k_fold,
    group_k_fold: solution::group_k_fold,
    time_series_split: solution::time_series_split,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "folds",
        title: "Folds",
        summary: "choose who is held out when, by chance, by class, by group and by time",
        place: "04_validation/02_folds",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
