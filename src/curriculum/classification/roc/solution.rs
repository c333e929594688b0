//! The reference: one walk from the highest score down. Whatever a threshold does is in two counts, how
//! many rows of each kind have been passed so far.

use ndarray::ArrayView1;

use mlings::roc::{PrecisionRecall, RocCurve, RocError};

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
    let (positives, negatives) = both_kinds(labels)?;
    let none = Flagged { threshold: f64::INFINITY, positives: 0.0, negatives: 0.0 };
    let points: Vec<Flagged> = [none].into_iter().chain(walk_down(scores, labels)).collect();
    Ok(RocCurve {
        thresholds: points.iter().map(|flagged| flagged.threshold).collect(),
        false_positive_rates: points.iter().map(|flagged| flagged.negatives / negatives).collect(),
        true_positive_rates: points.iter().map(|flagged| flagged.positives / positives).collect(),
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
    let curve = roc_curve(scores, labels)?;
    let (x, y) = (&curve.false_positive_rates, &curve.true_positive_rates);
    Ok((1..x.len()).map(|i| (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2.0).sum())
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
    let (positives, _) = both_kinds(labels)?;
    let points = walk_down(scores, labels);
    let precision = |flagged: &Flagged| flagged.positives / (flagged.positives + flagged.negatives);
    Ok(PrecisionRecall {
        thresholds: points.iter().map(|flagged| flagged.threshold).collect(),
        precision: points.iter().map(precision).collect(),
        recall: points.iter().map(|flagged| flagged.positives / positives).collect(),
    })
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
    let curve = precision_recall(scores, labels)?;
    let before = [0.0].into_iter().chain(curve.recall.iter().copied());
    let steps = curve.recall.iter().zip(before).zip(&curve.precision);
    Ok(steps.map(|((recall, before), precision)| (recall - before) * precision).sum())
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
    let too_few = curve.recall.iter().take_while(|found| **found < recall).count();
    Ok(curve.thresholds[too_few])
}

/// How many rows of each kind a threshold flags.
struct Flagged {
    threshold: f64,
    positives: f64,
    negatives: f64,
}

/// What every score flags as a threshold, from the highest on. Rows of one score are passed in one step.
fn walk_down(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Vec<Flagged> {
    let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut positives, mut negatives) = (0.0, 0.0);
    let step = |tied: &[(f64, bool)]| {
        let found = tied.iter().filter(|(_, label)| *label).count();
        positives += found as f64;
        negatives += (tied.len() - found) as f64;
        Flagged { threshold: tied[0].0, positives, negatives }
    };
    rows.chunk_by(|a, b| a.0 == b.0).map(step).collect()
}

/// How many rows are true and how many false, if there are both.
fn both_kinds(labels: ArrayView1<bool>) -> Result<(f64, f64), RocError> {
    let positives = labels.iter().filter(|label| **label).count();
    let negatives = labels.len() - positives;
    if positives == 0 || negatives == 0 { Err(RocError::OneClass) } else { Ok((positives as f64, negatives as f64)) }
}
