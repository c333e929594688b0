//! Classification metrics: the confusion matrix, and the scores that are read off it.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Why there is no confusion matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetricsError {
    /// Every row has one actual and one predicted class.
    #[error("there are {actual} actual classes, but {predicted} predicted ones")]
    DifferentLengths {
        /// How many actual classes were given.
        actual: usize,
        /// How many predicted classes were given.
        predicted: usize,
    },
    /// A class that is not below the number of classes; of several such classes, any of them.
    #[error("class {0} is not below the number of classes")]
    UnknownClass(usize),
}

contract! {
    /// What the learner implements. Classes are the numbers 0 to `n_classes - 1`, and in a matrix a row is the actual
    /// class, a column the predicted one, as in scikit-learn. A division of 0 by 0 is 0, as with `zero_division=0`.
    pub struct Contract {
        /// How often each actual class was predicted as each class, `n_classes` x `n_classes`. As scikit-learn's
        /// `confusion_matrix(actual, predicted, labels=range(n_classes))`.
        fn confusion_matrix(
            actual: ArrayView1<usize>,
            predicted: ArrayView1<usize>,
            n_classes: usize,
        ) -> Result<Array2<usize>, MetricsError>;
        /// The share of all rows that were predicted right. As scikit-learn's `accuracy_score`.
        fn accuracy(confusion: ArrayView2<usize>) -> f64;
        /// For every class, the share of the rows predicted as it that are it. As `precision_score(average=None)`.
        fn precision(confusion: ArrayView2<usize>) -> Array1<f64>;
        /// For every class, the share of its rows that were predicted as it. As `recall_score(average=None)`.
        fn recall(confusion: ArrayView2<usize>) -> Array1<f64>;
        /// For every class, the harmonic mean of precision and recall. As `f1_score(average=None)`.
        fn f1(confusion: ArrayView2<usize>) -> Array1<f64>;
        /// The mean of the classes' F1, each counting alike. As `f1_score(average="macro", labels=range(n_classes))`.
        fn macro_f1(confusion: ArrayView2<usize>) -> f64;
        /// F1 of the hits and errors of all classes together. As `f1_score(average="micro")`.
        fn micro_f1(confusion: ArrayView2<usize>) -> f64;
    }
}

travels!(enum MetricsError { DifferentLengths { actual, predicted }, UnknownClass(value) });
