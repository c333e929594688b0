//! ROC and precision-recall: what a score is worth at every threshold, before one is chosen.

mod checks;
mod mistakes;
mod plot;
mod rows;
pub mod solution;

use ndarray::{Array1, ArrayView1};

use crate::grading::{About, Exercise};

/// What every threshold finds and what it alarms for nothing, from the strictest threshold to the loosest.
#[derive(Clone, Debug, PartialEq)]
pub struct RocCurve {
    /// Infinity, then every score that occurs, once each, from the highest to the lowest.
    pub thresholds: Array1<f64>,
    /// The share of the rows labelled false that score at least the threshold, from 0 to 1.
    pub false_positive_rates: Array1<f64>,
    /// The share of the rows labelled true that score at least the threshold, from 0 to 1.
    pub true_positive_rates: Array1<f64>,
}

/// How pure and how complete the alarms of every threshold are, from the strictest threshold to the loosest.
#[derive(Clone, Debug, PartialEq)]
pub struct PrecisionRecall {
    /// Every score that occurs, once each, from the highest to the lowest.
    pub thresholds: Array1<f64>,
    /// Of the rows that score at least the threshold, the share that is labelled true.
    pub precision: Array1<f64>,
    /// Of the rows labelled true, the share that scores at least the threshold.
    pub recall: Array1<f64>,
}

/// Why a score cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RocError {
    /// A score tells two kinds of rows apart, and one kind is not there.
    #[error("all labels are the same, or there are none")]
    OneClass,
}

/// What the learner implements. Every function takes `scores` and `labels`, `n_samples` each; `true` is what is
/// looked for, and a higher score says that it is more likely.
#[derive(Clone, Copy)]
pub struct Contract {
    /// As scikit-learn's `roc_curve(drop_intermediate=False)`.
    pub roc_curve: fn(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError>,
    /// As scikit-learn's `roc_auc_score`: Hanley and McNeil, Radiology 143 (1982).
    pub auc: fn(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError>,
    /// As scikit-learn's `precision_recall_curve`, but from the highest threshold on, and without the point
    /// (recall 0, precision 1) that it adds.
    pub precision_recall: fn(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError>,
    /// As scikit-learn's `average_precision_score`.
    pub average_precision: fn(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError>,
    /// The highest score that, as a threshold, finds at least the share `recall` of the rows labelled true.
    pub threshold_for_recall:
        fn(scores: ArrayView1<f64>, labels: ArrayView1<bool>, recall: f64) -> Result<f64, RocError>,
}

const SOLUTION: Contract = Contract {
    roc_curve: solution::roc_curve,
    auc: solution::auc,
    precision_recall: solution::precision_recall,
    average_precision: solution::average_precision,
    threshold_for_recall: solution::threshold_for_recall,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "roc",
        title: "ROC and precision-recall",
        summary: "judge a score at every threshold, then choose one",
        place: "06_classification/05_roc",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
