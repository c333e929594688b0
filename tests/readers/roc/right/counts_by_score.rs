//! ROC and precision-recall: judge a score at every threshold, then choose one.
//!
//! Guide: exercises/06_classification/05_roc.md
//! Grade: cargo run -- check roc

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::roc::{PrecisionRecall, RocCurve, RocError};
use ndarray::ArrayView1;
use ndarray::Array1;

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
    let (positives, negatives) = totals(labels)?;
    let mut thresholds = vec![f64::INFINITY];
    let mut false_positive_rates = vec![0.0];
    let mut true_positive_rates = vec![0.0];
    let (mut tp, mut fp) = (0.0, 0.0);
    for (score, ill, healthy) in by_score(scores, labels) {
        tp += ill;
        fp += healthy;
        thresholds.push(score);
        false_positive_rates.push(fp / negatives);
        true_positive_rates.push(tp / positives);
    }
    Ok(RocCurve {
        thresholds: Array1::from(thresholds),
        false_positive_rates: Array1::from(false_positive_rates),
        true_positive_rates: Array1::from(true_positive_rates),
    })
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
    // by pairs: the healthy ones below, and half of those with the same score
    let (positives, negatives) = totals(labels)?;
    let mut below = negatives;
    let mut pairs = 0.0;
    for (_, ill, healthy) in by_score(scores, labels) {
        below -= healthy;
        pairs += ill * (below + healthy / 2.0);
    }
    Ok(pairs / (positives * negatives))
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
    let (positives, _) = totals(labels)?;
    let groups = by_score(scores, labels);
    let mut curve = PrecisionRecall {
        thresholds: Array1::zeros(groups.len()),
        precision: Array1::zeros(groups.len()),
        recall: Array1::zeros(groups.len()),
    };
    let (mut tp, mut flagged) = (0.0, 0.0);
    for (i, &(score, ill, healthy)) in groups.iter().enumerate() {
        tp += ill;
        flagged += ill + healthy;
        curve.thresholds[i] = score;
        curve.precision[i] = tp / flagged;
        curve.recall[i] = tp / positives;
    }
    Ok(curve)
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
    let (positives, _) = totals(labels)?;
    let (mut tp, mut flagged) = (0.0, 0.0);
    let mut average = 0.0;
    for (_, ill, healthy) in by_score(scores, labels) {
        tp += ill;
        flagged += ill + healthy;
        average += ill / positives * (tp / flagged);
    }
    Ok(average)
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
    let curve = precision_recall(scores, labels)?;
    let mut i = 0;
    while curve.recall[i] < recall {
        i += 1;
    }
    Ok(curve.thresholds[i])
}

/// How many labels are true and how many false.
fn totals(labels: ArrayView1<bool>) -> Result<(f64, f64), RocError> {
    let positives = labels.iter().filter(|&&label| label).count();
    if positives == 0 || positives == labels.len() {
        return Err(RocError::OneClass);
    }
    Ok((positives as f64, (labels.len() - positives) as f64))
}

/// Every score that occurs, the highest first, with the number of true and of false rows that have it.
fn by_score(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Vec<(f64, f64, f64)> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].partial_cmp(&scores[a]).unwrap());
    let mut groups: Vec<(f64, f64, f64)> = Vec::new();
    for row in order {
        if groups.last().map(|group| group.0) != Some(scores[row]) {
            groups.push((scores[row], 0.0, 0.0));
        }
        let group = groups.last_mut().unwrap();
        if labels[row] {
            group.1 += 1.0;
        } else {
            group.2 += 1.0;
        }
    }
    groups
}

mlings::grade!(roc { roc_curve, auc, precision_recall, average_precision, threshold_for_recall });
