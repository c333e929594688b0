//! Decision tree: one question after the other, until the rows that are left are of one class.

use linfa::Dataset;
use mlings_contract::{Bytes, Malformed, Wire, asks_back, contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2, Ix1};

pub use super::best_split::Split;

/// A tree, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// The end of a way: an answer.
    Leaf {
        /// The class that most training rows here have.
        class: usize,
        /// How many training rows came here.
        n_samples: usize,
    },
    /// A question, and where each answer leads.
    Node {
        /// The column that is asked about.
        feature: usize,
        /// Rows with a value of at most this go left, the others right.
        threshold: f64,
        /// Where rows go whose value is at most the threshold.
        left: Box<Tree>,
        /// Where all other rows go.
        right: Box<Tree>,
    },
}

/// How far a tree may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most questions from the root to any leaf; `None` is no limit.
    pub max_depth: Option<usize>,
    /// How many training rows every leaf must have at least, 1 or more.
    pub min_samples_leaf: usize,
}

/// Finds the best split of some rows: `records`, their `classes`, and how many rows each side must have at least.
/// `None` where no threshold leaves so many. Both sides of a split that it finds have rows.
pub type FindSplit<'a> = &'a dyn Fn(ArrayView2<f64>, ArrayView1<usize>, usize) -> Option<Split>;

/// Rows with their classes, as linfa takes them.
pub type Rows = Dataset<f64, usize, Ix1>;

/// What linfa says when it cannot grow a tree.
pub type TrainingError = linfa::Error;

/// There is nothing to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tree cannot be grown without a row")]
pub struct NoRows;

/// The signature of [`Contract::fit`].
pub type Fit = for<'a> fn(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit<'a>,
) -> Result<Tree, NoRows>;

contract! {
    /// What the learner implements. A class is a number from 0 up; there is no NaN.
    ///
    /// The conventions are those of scikit-learn's `DecisionTreeClassifier`: a node of one class is a leaf, and a split
    /// that gains nothing is made all the same.
    pub struct Contract {
        /// The class that most rows have; of equally frequent ones the lowest.
        fn majority(classes: ArrayView1<usize>) -> usize;
        /// The most questions from the root to any leaf; 0 for a leaf alone.
        fn depth(tree: &Tree) -> usize;
        /// The class of every row's leaf.
        fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize>;
        /// Splits the rows, and what they are split into, until a node is pure, or the limits or `find_split` say no.
        fn fit(
            records: ArrayView2<f64>,
            classes: ArrayView1<usize>,
            limits: &Limits,
            find_split: FindSplit,
        ) -> Result<Tree, NoRows>;
        /// The depth whose tree, grown by linfa, classifies the fewest validation rows wrongly; of equals the smallest.
        fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError>;
    }
}

asks_back!(
    for Contract: &dyn Fn(records: ArrayView2<f64>, classes: ArrayView1<usize>, min_samples_leaf: usize) -> Option<Split>
);
travels!(enum Tree { Leaf { class, n_samples }, Node { feature, threshold, left, right } });
travels!(struct Limits { max_depth, min_samples_leaf });
travels!(struct NoRows);
travels!(for Contract: enum TrainingError {
    Parameters(words),
    Priors(words),
    NotConverged(words),
    NotEnoughSamples,
    MismatchedShapes(one, other),
} else error => TrainingError::NotConverged(error.to_string()));

/// Records and targets, and nothing of what linfa keeps beside them.
impl Wire<Contract> for Rows {
    fn put(&self, out: &mut Vec<u8>) {
        Wire::<Contract>::put(&self.records, out);
        Wire::<Contract>::put(&self.targets, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        let records = Wire::<Contract>::take(from)?;
        Ok(Dataset::new(records, Wire::<Contract>::take(from)?))
    }
}
