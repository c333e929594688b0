//! Folds: let every row be held out once, and keep together what belongs together.

use mlings_contract::{contract, travels};
use ndarray::ArrayView1;

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

contract! {
    /// What the learner implements: row numbers for every fold, never rows.
    pub struct Contract {
        /// Blocks of the order, the longer ones first, as scikit-learn's `KFold`.
        fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError>;
        /// Every class spread evenly over folds of one size, as scikit-learn's `StratifiedKFold`.
        fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError>;
        /// Whole groups, the largest first, always into the lightest fold, as scikit-learn's `GroupKFold`.
        fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError>;
        /// Training rows before test rows, as scikit-learn's `TimeSeriesSplit`, for rows in any order.
        fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError>;
    }
}

travels!(struct Fold { train, test });
travels!(
    enum FoldError {
        TooFewFolds,
        TooFewRows,
        SmallClass(value),
        TooFewGroups,
    }
);
