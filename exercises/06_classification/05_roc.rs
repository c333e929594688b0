//! ROC and precision-recall: judge a score at every threshold, then choose one.
//!
//! Guide: exercises/06_classification/05_roc.md
//! Grade: cargo run -- check roc

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::roc::{PrecisionRecall, RocCurve, RocError};
use ndarray::ArrayView1;

/// The ROC curve: for every threshold the share of true rows that it finds, and the share of false rows
/// that it alarms for nothing.
///
/// - `scores`: `n_samples` finite numbers; the higher, the more likely `true`
/// - `labels`: `n_samples`
///
/// Returns one point for every threshold, from the strictest to the loosest: first infinity, which flags
/// nothing and gives (0, 0), then every score that occurs, once each. A row is flagged where its score is
/// at least the threshold, so equal scores are flagged together, and the last point is (1, 1).
///
/// # Errors
/// `RocError::OneClass` where all labels are the same, or there are none.
pub fn roc_curve(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError> {
    todo!()
}

/// The area under the ROC curve. It is also the share of pairs of a true and a false row in which the true
/// one scores higher, a tie counting a half.
///
/// - `scores`: `n_samples` finite numbers
/// - `labels`: `n_samples`
///
/// Returns a number from 0 to 1: 1 where every true row scores above every false one, 0.5 where the scores
/// say nothing.
///
/// # Errors
/// `RocError::OneClass` where all labels are the same, or there are none.
pub fn auc(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
    todo!()
}

/// The precision-recall curve: of the flagged rows the share that is true, and of the true rows the share
/// that is flagged.
///
/// - `scores`: `n_samples` finite numbers
/// - `labels`: `n_samples`
///
/// Returns one point for every score that occurs, from the highest to the lowest. A threshold above them
/// all flags nothing; of nothing there is no precision, so it has no point.
///
/// # Errors
/// `RocError::OneClass` where all labels are the same, or there are none.
pub fn precision_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError> {
    todo!()
}

/// Average precision: every precision of the curve, weighted by what the recall has grown since the point
/// before it. The recall begins at 0.
///
/// - `scores`: `n_samples` finite numbers
/// - `labels`: `n_samples`
///
/// Returns a number from 0 to 1.
///
/// # Errors
/// `RocError::OneClass` where all labels are the same, or there are none.
pub fn average_precision(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
    todo!()
}

/// The highest score that, taken as the threshold, finds at least this share of the true rows.
///
/// - `scores`: `n_samples` finite numbers
/// - `labels`: `n_samples`
/// - `recall`: above 0, at most 1; what a threshold finds is compared with it as a share, `found / all true rows`
///
/// Returns one of the scores. Every score above it finds too few.
///
/// # Errors
/// `RocError::OneClass` where all labels are the same, or there are none.
pub fn threshold_for_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>, recall: f64) -> Result<f64, RocError> {
    todo!()
}

mlings::grade!(roc { roc_curve, auc, precision_recall, average_precision, threshold_for_recall });
