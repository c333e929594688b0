//! Imputation: fill what is missing with what the training rows say is typical.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView2};

/// What a missing value of a column is replaced with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// The sum of the column's values divided by how many there are.
    Mean,
    /// The value in the middle of the sorted values; of an even number the mean of the two in the middle.
    Median,
    /// The value that occurs most often; of equally frequent ones the smallest.
    MostFrequent,
}

/// What [`Contract::fit`] learns.
#[derive(Clone, Debug, PartialEq)]
pub struct Imputer {
    /// What stands in for a missing value, one for every column, `n_features`.
    pub fills: Array1<f64>,
}

/// What [`Contract::impute_split`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Imputed {
    /// What was learned.
    pub imputer: Imputer,
    /// The training rows, filled.
    pub train: Array2<f64>,
    /// The held-out rows, filled.
    pub test: Array2<f64>,
}

/// The column of this index has not a single value to learn from.
///
/// scikit-learn's `SimpleImputer` leaves such a column out of its answer. Here it is an error, so that a table
/// never changes its shape behind one's back.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("column {0} has no value to learn from")]
pub struct EmptyColumn(pub usize);

contract! {
    /// What the learner implements. A missing value is NaN.
    pub struct Contract {
        /// One fill for every column, learned from the values that are there; the first column without any is the error.
        fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn>;
        /// A copy of the rows in which every missing value is its column's fill.
        fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64>;
        /// Both parts filled with what the training rows alone have taught.
        fn impute_split(
            train: ArrayView2<f64>,
            test: ArrayView2<f64>,
            strategy: Strategy,
        ) -> Result<Imputed, EmptyColumn>;
    }
}

travels!(
    enum Strategy {
        Mean,
        Median,
        MostFrequent,
    }
);
travels!(struct Imputer { fills });
travels!(struct Imputed { imputer, train, test });
travels!(struct EmptyColumn(value));
