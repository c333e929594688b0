//! Classification metrics: the confusion matrix, and the scores that are read off it.

mod birds;
mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

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

/// The signature of [`Contract::confusion_matrix`].
pub type CountConfusions = fn(
    actual: ArrayView1<usize>,
    predicted: ArrayView1<usize>,
    n_classes: usize,
) -> Result<Array2<usize>, MetricsError>;

/// What the learner implements. Classes are the numbers 0 to `n_classes - 1`, and in a matrix a row is the actual
/// class, a column the predicted one, as in scikit-learn. A division of 0 by 0 is 0, as with `zero_division=0`.
#[derive(Clone, Copy)]
pub struct Contract {
    /// How often each actual class was predicted as each class, `n_classes` x `n_classes`. As scikit-learn's
    /// `confusion_matrix(actual, predicted, labels=range(n_classes))`.
    pub confusion_matrix: CountConfusions,
    /// The share of all rows that were predicted right. As scikit-learn's `accuracy_score`.
    pub accuracy: fn(confusion: ArrayView2<usize>) -> f64,
    /// For every class, the share of the rows predicted as it that are it. As `precision_score(average=None)`.
    pub precision: fn(confusion: ArrayView2<usize>) -> Array1<f64>,
    /// For every class, the share of its rows that were predicted as it. As `recall_score(average=None)`.
    pub recall: fn(confusion: ArrayView2<usize>) -> Array1<f64>,
    /// For every class, the harmonic mean of precision and recall. As `f1_score(average=None)`.
    pub f1: fn(confusion: ArrayView2<usize>) -> Array1<f64>,
    /// The mean of the classes' F1, each counting alike. As `f1_score(average="macro", labels=range(n_classes))`.
    pub macro_f1: fn(confusion: ArrayView2<usize>) -> f64,
    /// F1 of the hits and errors of all classes together. As `f1_score(average="micro")`.
    pub micro_f1: fn(confusion: ArrayView2<usize>) -> f64,
}

const SOLUTION: Contract = Contract {
    confusion_matrix: solution::confusion_matrix,
    accuracy: solution::accuracy,
    precision: solution::precision,
    recall: solution::recall,
    f1: solution::f1,
    macro_f1: solution::macro_f1,
    micro_f1: solution::micro_f1,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "classification_metrics",
        title: "Classification metrics",
        summary: "see which classes are mistaken for which, and score them one by one",
        place: "06_classification/01_classification_metrics",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
