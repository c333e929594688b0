//! The best split: the one question about one feature that tells the classes apart best.

use mlings_contract::{contract, travels};
use ndarray::{ArrayView1, ArrayView2};

/// How the mixture of classes is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// How often two rows drawn at random, the first one put back, differ in class.
    Gini,
    /// How many bits it takes on average to say the class of a row.
    Entropy,
}

/// The best threshold of one feature, and what it gains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Rows with a value of at most this go left, the others right.
    pub threshold: f64,
    /// How much less mixed the two sides are than all rows together.
    pub gain: f64,
}

/// The best split of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The column that is asked about.
    pub feature: usize,
    /// Rows with a value of at most this go left, the others right.
    pub threshold: f64,
    /// How much less mixed the two sides are than all rows together.
    pub gain: f64,
}

contract! {
    /// What the learner implements. There is at least one row; a class is a number from 0 up; every value is finite.
    ///
    /// The conventions are those of scikit-learn's `DecisionTreeClassifier`, except that it breaks ties at random.
    pub struct Contract {
        /// The Gini impurity of rows of which so many are of each class; 0 without rows.
        fn gini(counts: ArrayView1<usize>) -> f64;
        /// The same rows' entropy in bits; 0 without rows.
        fn entropy(counts: ArrayView1<usize>) -> f64;
        /// The impurity of all rows less that of the two sides, each weighted by its share of the rows.
        fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64;
        /// The threshold that gains most, halfway between two neighbouring values; equal gains: the lowest.
        fn best_threshold(
            values: ArrayView1<f64>,
            classes: ArrayView1<usize>,
            criterion: Criterion,
            min_samples_leaf: usize,
        ) -> Option<Cut>;
        /// The feature and threshold that gain most; equal gains: the lowest feature.
        fn best_split(
            records: ArrayView2<f64>,
            classes: ArrayView1<usize>,
            criterion: Criterion,
            min_samples_leaf: usize,
        ) -> Option<Split>;
    }
}

travels!(
    enum Criterion {
        Gini,
        Entropy,
    }
);
travels!(struct Cut { threshold, gain });
travels!(struct Split { feature, threshold, gain });
