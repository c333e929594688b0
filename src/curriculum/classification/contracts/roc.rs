//! ROC and precision-recall: what a score is worth at every threshold, before one is chosen.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1};

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

contract! {
    /// What the learner implements. Every function takes `scores` and `labels`, `n_samples` each; `true` is what is
    /// looked for, and a higher score says that it is more likely.
    pub struct Contract {
        /// As scikit-learn's `roc_curve(drop_intermediate=False)`.
        fn roc_curve(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError>;
        /// As scikit-learn's `roc_auc_score`: Hanley and McNeil, Radiology 143 (1982).
        fn auc(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError>;
        /// As scikit-learn's `precision_recall_curve`, but from the highest threshold on, and without the point
        /// (recall 0, precision 1) that it adds.
        fn precision_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError>;
        /// As scikit-learn's `average_precision_score`.
        fn average_precision(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError>;
        /// The highest score that, as a threshold, finds at least the share `recall` of the rows labelled true.
        fn threshold_for_recall(
            scores: ArrayView1<f64>,
            labels: ArrayView1<bool>,
            recall: f64,
        ) -> Result<f64, RocError>;
    }
}

travels!(struct RocCurve { thresholds, false_positive_rates, true_positive_rates });
travels!(struct PrecisionRecall { thresholds, precision, recall });
travels!(
    enum RocError {
        OneClass,
    }
);
