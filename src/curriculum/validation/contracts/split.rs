//! Train and test: hold out some rows, chosen by a random order.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Which rows are trained on and which are held out, as [`Contract::split_rows`] divides them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The numbers of the rows to train on.
    pub train: Vec<usize>,
    /// The numbers of the rows that are held out.
    pub test: Vec<usize>,
}

/// Some rows of a table, each with its target.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The features, `n_rows` x `n_features`.
    pub records: Array2<f64>,
    /// The target of every row of `records`, `n_rows`.
    pub targets: Array1<f64>,
}

/// What [`Contract::train_test_split`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// What a model may learn from.
    pub train: Part,
    /// What it is tried on.
    pub test: Part,
}

/// Why there is no split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SplitError {
    /// The share of the held-out rows is not above 0 and below 1.
    #[error("the share of the held-out rows must be above 0 and below 1")]
    BadShare,
    /// No row would be left to train on.
    #[error("no row would be left to train on")]
    NothingToTrainOn,
    /// The order does not name every row exactly once.
    #[error("the order does not name every row exactly once")]
    NotAPermutation,
    /// Records, targets and order do not count the same rows.
    #[error("records, targets and order do not count the same rows")]
    DifferentLengths,
}

contract! {
    /// What the learner implements. The conventions are those of scikit-learn's `train_test_split`, whose
    /// `random_state` is replaced by the order itself.
    pub struct Contract {
        /// How many of `n_samples` rows are held out: the share of them, rounded up.
        fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError>;
        /// The first rows of the order are held out, the others are trained on.
        fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError>;
        /// The named rows, in the order in which they are named, with their targets.
        fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part;
        /// Both parts of a table.
        fn train_test_split(
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            order: &[usize],
            test_share: f64,
        ) -> Result<Split, SplitError>;
    }
}

travels!(struct Rows { train, test });
travels!(struct Part { records, targets });
travels!(struct Split { train, test });
travels!(
    enum SplitError {
        BadShare,
        NothingToTrainOn,
        NotAPermutation,
        DifferentLengths,
    }
);
