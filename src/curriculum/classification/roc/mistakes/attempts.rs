//! The mistakes in running code.

use ndarray::{Array1, ArrayView1, concatenate};
use ndarray::{Axis, array};

use super::{PrecisionRecall, RocCurve, RocError, roc_curve};

type Curve = Result<RocCurve, RocError>;
type Purity = Result<PrecisionRecall, RocError>;

/// A threshold, and how many true and how many false rows it flags.
type Point = (f64, f64, f64);

fn counts(labels: ArrayView1<bool>) -> Result<(f64, f64), RocError> {
    let positives = labels.iter().filter(|label| **label).count() as f64;
    let negatives = labels.len() as f64 - positives;
    if positives * negatives == 0.0 { Err(RocError::OneClass) } else { Ok((positives, negatives)) }
}

fn roc_of(points: &[Point], positives: f64, negatives: f64) -> RocCurve {
    RocCurve {
        thresholds: points.iter().map(|point| point.0).collect(),
        false_positive_rates: points.iter().map(|point| point.2 / negatives).collect(),
        true_positive_rates: points.iter().map(|point| point.1 / positives).collect(),
    }
}

fn purity_of(points: &[Point], positives: f64) -> PrecisionRecall {
    PrecisionRecall {
        thresholds: points.iter().map(|point| point.0).collect(),
        precision: points.iter().map(|point| point.1 / (point.1 + point.2).max(1.0)).collect(),
        recall: points.iter().map(|point| point.1 / positives).collect(),
    }
}

fn distinct(scores: ArrayView1<f64>) -> Vec<f64> {
    let mut scores = scores.to_vec();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.dedup();
    scores
}

/// What each of the thresholds flags.
fn flagged(
    thresholds: &[f64],
    scores: ArrayView1<f64>,
    labels: ArrayView1<bool>,
    flags: fn(f64, f64) -> bool,
) -> Vec<Point> {
    let count = |threshold: f64, kind: bool| {
        scores.iter().zip(labels).filter(|(score, label)| **label == kind && flags(**score, threshold)).count() as f64
    };
    thresholds.iter().map(|threshold| (*threshold, count(*threshold, true), count(*threshold, false))).collect()
}

pub(super) fn trapezoids(curve: &RocCurve) -> f64 {
    below(&curve.false_positive_rates, &curve.true_positive_rates)
}

/// The area below straight lines.
fn below(x: &Array1<f64>, y: &Array1<f64>) -> f64 {
    (1..x.len()).map(|i| (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2.0).sum()
}

pub(super) fn steps(curve: &PrecisionRecall) -> f64 {
    let mut before = 0.0;
    let step = |(recall, precision): (&f64, &f64)| {
        let rise = recall - before;
        before = *recall;
        // Of no rows there is no precision, and nothing rises there.
        if rise == 0.0 { 0.0 } else { rise * precision }
    };
    curve.recall.iter().zip(&curve.precision).map(step).sum()
}

pub(super) fn first_that_reaches(curve: &PrecisionRecall, recall: f64) -> f64 {
    let reached = curve.recall.iter().position(|found| *found >= recall);
    reached.map_or(f64::NAN, |reached| curve.thresholds[reached])
}

pub(super) fn first_of_roc(curve: &RocCurve, recall: f64) -> f64 {
    let reached = curve.true_positive_rates.iter().position(|found| *found >= recall);
    reached.map_or(f64::NAN, |reached| curve.thresholds[reached])
}

/// The score of so many true rows, counted in this way from a share.
pub(super) fn nth_true(
    scores: ArrayView1<f64>,
    labels: ArrayView1<bool>,
    recall: f64,
    whole: fn(f64) -> f64,
) -> Result<f64, RocError> {
    let (positives, _) = counts(labels)?;
    let found = scores.iter().zip(labels).filter(|(_, label)| **label).map(|(score, _)| *score);
    let found = in_order(found.collect::<Array1<f64>>().view());
    Ok(found[(whole(recall * positives) as usize).max(1) - 1])
}

fn walked(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Vec<Point> {
    let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut positives, mut negatives) = (0.0, 0.0);
    let step = |(score, label): (f64, bool)| {
        positives += f64::from(label);
        negatives += f64::from(!label);
        (score, positives, negatives)
    };
    rows.into_iter().map(step).collect()
}

pub(super) fn in_order(scores: ArrayView1<f64>) -> Vec<f64> {
    let mut scores = scores.to_vec();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores
}

pub(super) fn deduped_too_early(scores: ArrayView1<f64>) -> Vec<f64> {
    let mut scores = scores.to_vec();
    scores.dedup();
    in_order(Array1::from(scores).view())
}

/// The points of these thresholds, whether or not each of them stands there once.
pub(super) fn roc_at(thresholds: &[f64], scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let thresholds: Vec<f64> = [f64::INFINITY].into_iter().chain(thresholds.iter().copied()).collect();
    let points = flagged(&thresholds, scores, labels, |score, threshold| score >= threshold);
    Ok(roc_of(&points, positives, negatives))
}

pub(super) fn purity_at(thresholds: &[f64], scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    let points = flagged(thresholds, scores, labels, |score, threshold| score >= threshold);
    Ok(purity_of(&points, counts(labels)?.0))
}

pub(super) fn roc_row_by_row(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let points: Vec<Point> = [(f64::INFINITY, 0.0, 0.0)].into_iter().chain(walked(scores, labels)).collect();
    Ok(roc_of(&points, positives, negatives))
}

pub(super) fn purity_row_by_row(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    Ok(purity_of(&walked(scores, labels), counts(labels)?.0))
}

pub(super) fn hard(scores: ArrayView1<f64>) -> Array1<f64> {
    scores.mapv(|score| f64::from(score >= 0.5))
}

fn from_below(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Vec<Point> {
    let mut thresholds = distinct(scores);
    thresholds.reverse();
    flagged(&thresholds, scores, labels, |score, threshold| score <= threshold)
}

pub(super) fn roc_from_below(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let points: Vec<Point> = [(f64::NEG_INFINITY, 0.0, 0.0)].into_iter().chain(from_below(scores, labels)).collect();
    Ok(roc_of(&points, positives, negatives))
}

pub(super) fn purity_from_below(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    Ok(purity_of(&from_below(scores, labels), counts(labels)?.0))
}

fn backwards(mut column: Array1<f64>) -> Array1<f64> {
    column.invert_axis(Axis(0));
    column
}

pub(super) fn reversed_roc(curve: RocCurve) -> RocCurve {
    RocCurve {
        thresholds: backwards(curve.thresholds),
        false_positive_rates: backwards(curve.false_positive_rates),
        true_positive_rates: backwards(curve.true_positive_rates),
    }
}

pub(super) fn reversed_purity(curve: PrecisionRecall) -> PrecisionRecall {
    PrecisionRecall {
        thresholds: backwards(curve.thresholds),
        precision: backwards(curve.precision),
        recall: backwards(curve.recall),
    }
}

pub(super) fn without_first(curve: RocCurve) -> RocCurve {
    let later = |column: Array1<f64>| column.into_iter().skip(1).collect();
    RocCurve {
        thresholds: later(curve.thresholds),
        false_positive_rates: later(curve.false_positive_rates),
        true_positive_rates: later(curve.true_positive_rates),
    }
}

fn strictly(scores: ArrayView1<f64>, labels: ArrayView1<bool>, thresholds: &[f64]) -> Vec<Point> {
    flagged(thresholds, scores, labels, |score, threshold| score > threshold)
}

pub(super) fn roc_strictly(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let thresholds: Vec<f64> = [f64::INFINITY].into_iter().chain(distinct(scores)).collect();
    Ok(roc_of(&strictly(scores, labels, &thresholds), positives, negatives))
}

pub(super) fn purity_strictly(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    Ok(purity_of(&strictly(scores, labels, &distinct(scores)), counts(labels)?.0))
}

pub(super) fn swapped(curve: RocCurve) -> RocCurve {
    RocCurve {
        false_positive_rates: curve.true_positive_rates,
        true_positive_rates: curve.false_positive_rates,
        ..curve
    }
}

/// With both rates in hand, the counts behind them are had back.
pub(super) fn purity_of_swapped(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    let (positives, negatives) = counts(labels)?;
    let RocCurve { thresholds, false_positive_rates, true_positive_rates } = swapped(roc_curve(scores, labels)?);
    let later = |column: Array1<f64>| column.into_iter().skip(1).collect::<Array1<f64>>();
    let recall = later(true_positive_rates);
    let (found, alarmed) = (&recall * positives, later(false_positive_rates) * negatives);
    Ok(PrecisionRecall { thresholds: later(thresholds), precision: &found / (&found + &alarmed), recall })
}

pub(super) fn roc_of_alarms(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let curve = roc_curve(scores, labels)?;
    let alarmed = &curve.false_positive_rates * negatives;
    let alarms = (&alarmed + &(&curve.true_positive_rates * positives)).mapv(|alarms| alarms.max(1.0));
    Ok(RocCurve { false_positive_rates: alarmed / alarms, ..curve })
}

pub(super) fn until_all_are_found(curve: RocCurve) -> RocCurve {
    let points = 1 + curve.true_positive_rates.iter().filter(|rate| **rate < 1.0).count();
    let first = |column: Array1<f64>| column.into_iter().take(points).collect();
    RocCurve {
        thresholds: first(curve.thresholds),
        false_positive_rates: first(curve.false_positive_rates),
        true_positive_rates: first(curve.true_positive_rates),
    }
}

pub(super) fn but_the_last(curve: &RocCurve) -> f64 {
    let first = |column: &Array1<f64>| column.iter().take(column.len() - 1).copied().collect::<Array1<f64>>();
    below(&first(&curve.false_positive_rates), &first(&curve.true_positive_rates))
}

pub(super) fn swapped_purity(curve: PrecisionRecall) -> PrecisionRecall {
    PrecisionRecall { precision: curve.recall, recall: curve.precision, ..curve }
}

pub(super) fn roc_of_all_rows(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let curve = roc_curve(scores, labels)?;
    Ok(RocCurve {
        true_positive_rates: curve.true_positive_rates * (positives / labels.len() as f64),
        false_positive_rates: curve.false_positive_rates * (negatives / labels.len() as f64),
        ..curve
    })
}

pub(super) fn purity_of_all_rows(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    counts(labels)?;
    let points = flagged(&distinct(scores), scores, labels, |score, threshold| score >= threshold);
    Ok(purity_of(&points, labels.len() as f64))
}

pub(super) fn pairs(scores: ArrayView1<f64>, labels: ArrayView1<bool>, of_a_tie: f64) -> Result<f64, RocError> {
    let (positives, negatives) = counts(labels)?;
    let of = |kind: bool| scores.iter().zip(labels).filter(move |(_, label)| **label == kind).map(|(score, _)| *score);
    let mut right = 0.0;
    for ill in of(true) {
        for healthy in of(false) {
            right += if ill == healthy { of_a_tie } else { f64::from(ill > healthy) };
        }
    }
    Ok(right / (positives * negatives))
}

pub(super) fn with_start(curve: PrecisionRecall) -> PrecisionRecall {
    let behind = |first: f64, column: Array1<f64>| concatenate![Axis(0), array![first], column];
    PrecisionRecall {
        thresholds: behind(f64::INFINITY, curve.thresholds),
        precision: behind(1.0, curve.precision),
        recall: behind(0.0, curve.recall),
    }
}

pub(super) fn sloped(curve: &PrecisionRecall) -> f64 {
    below(&curve.recall, &curve.precision)
}

pub(super) fn steps_after_the_first(curve: &PrecisionRecall) -> f64 {
    (1..curve.recall.len()).map(|i| (curve.recall[i] - curve.recall[i - 1]) * curve.precision[i]).sum()
}

pub(super) fn first_that_exceeds(curve: &PrecisionRecall, recall: f64) -> f64 {
    let exceeded = curve.recall.iter().position(|found| *found > recall);
    exceeded.map_or(f64::NAN, |exceeded| curve.thresholds[exceeded])
}

pub(super) fn last_that_reaches(curve: &PrecisionRecall, recall: f64) -> f64 {
    let reached = curve.recall.iter().rposition(|found| *found >= recall);
    reached.map_or(f64::NAN, |reached| curve.thresholds[reached])
}

pub(super) fn share_of_all(scores: ArrayView1<f64>, labels: ArrayView1<bool>, recall: f64) -> Result<f64, RocError> {
    counts(labels)?;
    let enough = |threshold: &f64| {
        scores.iter().filter(|score| *score >= threshold).count() as f64 >= recall * labels.len() as f64
    };
    Ok(distinct(scores).into_iter().find(enough).unwrap_or(f64::NAN))
}

fn of_whatever_is_there(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Vec<Point> {
    flagged(&distinct(scores), scores, labels, |score, threshold| score >= threshold)
}

pub(super) fn roc_unguarded(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    let positives = labels.iter().filter(|label| **label).count() as f64;
    let points = of_whatever_is_there(scores, labels);
    let points: Vec<Point> = [(f64::INFINITY, 0.0, 0.0)].into_iter().chain(points).collect();
    Ok(roc_of(&points, positives, labels.len() as f64 - positives))
}

pub(super) fn purity_unguarded(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    let positives = labels.iter().filter(|label| **label).count() as f64;
    Ok(purity_of(&of_whatever_is_there(scores, labels), positives))
}

pub(super) fn if_any(kind: bool, labels: ArrayView1<bool>) -> Result<(), RocError> {
    if labels.iter().any(|label| *label == kind) { Ok(()) } else { Err(RocError::OneClass) }
}

pub(super) fn in_single(scores: ArrayView1<f64>) -> Array1<f64> {
    scores.mapv(|score| f64::from(score as f32))
}

pub(super) fn by_memory(scores: ArrayView1<f64>) -> Array1<f64> {
    scores.as_slice_memory_order().map_or_else(|| scores.to_owned(), |numbers| Array1::from(numbers.to_vec()))
}

/// Rows are of one step where each differs by no more than this from the one before it.
fn close_steps(scores: ArrayView1<f64>, labels: ArrayView1<bool>, is_same: impl Fn(f64, f64) -> bool) -> Vec<Point> {
    let walked = walked(scores, labels);
    walked
        .chunk_by(|a, b| is_same(a.0, b.0))
        .map(|tied| (tied[0].0, tied[tied.len() - 1].1, tied[tied.len() - 1].2))
        .collect()
}

fn roc_by(scores: ArrayView1<f64>, labels: ArrayView1<bool>, is_same: impl Fn(f64, f64) -> bool) -> Curve {
    let (positives, negatives) = counts(labels)?;
    let steps = close_steps(scores, labels, is_same);
    let points: Vec<Point> = [(f64::INFINITY, 0.0, 0.0)].into_iter().chain(steps).collect();
    Ok(roc_of(&points, positives, negatives))
}

fn purity_by(scores: ArrayView1<f64>, labels: ArrayView1<bool>, is_same: impl Fn(f64, f64) -> bool) -> Purity {
    Ok(purity_of(&close_steps(scores, labels, is_same), counts(labels)?.0))
}

pub(super) fn roc_close(scores: ArrayView1<f64>, labels: ArrayView1<bool>, within: f64) -> Curve {
    roc_by(scores, labels, |a, b| (a - b).abs() <= within)
}

pub(super) fn purity_close(scores: ArrayView1<f64>, labels: ArrayView1<bool>, within: f64) -> Purity {
    purity_by(scores, labels, |a, b| (a - b).abs() <= within)
}

/// The thresholds keep their digits.
pub(super) fn roc_as_singles(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    roc_by(scores, labels, |a, b| a as f32 == b as f32)
}

pub(super) fn purity_as_singles(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    purity_by(scores, labels, |a, b| a as f32 == b as f32)
}

pub(super) fn roc_by_bits(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Curve {
    roc_by(scores, labels, |a, b| a.to_bits() == b.to_bits())
}

pub(super) fn purity_by_bits(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Purity {
    purity_by(scores, labels, |a, b| a.to_bits() == b.to_bits())
}

/// The points of a curve whose numbers are chosen.
fn chosen(curve: &RocCurve, keeps: impl Fn(usize) -> bool) -> RocCurve {
    let rows: Vec<usize> = (0..curve.thresholds.len()).filter(|point| keeps(*point)).collect();
    RocCurve {
        thresholds: curve.thresholds.select(Axis(0), &rows),
        false_positive_rates: curve.false_positive_rates.select(Axis(0), &rows),
        true_positive_rates: curve.true_positive_rates.select(Axis(0), &rows),
    }
}

/// How far a curve goes from the point before this one, to the right and up.
fn step_to(curve: &RocCurve, point: usize) -> (f64, f64) {
    let (x, y) = (&curve.false_positive_rates, &curve.true_positive_rates);
    (x[point] - x[point - 1], y[point] - y[point - 1])
}

/// Without what lies on a line between its neighbours, from this point on.
pub(super) fn bends(curve: RocCurve, from: usize) -> RocCurve {
    let last = curve.thresholds.len() - 1;
    chosen(&curve, |point| {
        point < from || point == last || {
            let ((x, y), (next_x, next_y)) = (step_to(&curve, point), step_to(&curve, point + 1));
            (x * next_y - y * next_x).abs() > 1e-12
        }
    })
}

/// Without what lies half-way between its neighbours.
pub(super) fn of_unequal_steps(curve: RocCurve) -> RocCurve {
    let last = curve.thresholds.len() - 1;
    chosen(&curve, |point| {
        point == 0 || point == last || {
            let ((x, y), (next_x, next_y)) = (step_to(&curve, point), step_to(&curve, point + 1));
            (x - next_x).abs() > 1e-12 || (y - next_y).abs() > 1e-12
        }
    })
}

pub(super) fn until_all_recalled(curve: PrecisionRecall) -> PrecisionRecall {
    let points = 1 + curve.recall.iter().filter(|recall| **recall < 1.0).count();
    let first = |column: Array1<f64>| column.into_iter().take(points).collect();
    PrecisionRecall {
        thresholds: first(curve.thresholds),
        precision: first(curve.precision),
        recall: first(curve.recall),
    }
}

/// The height of every piece is that of its point, or of the one before it.
pub(super) fn rectangles(curve: &RocCurve, before: usize) -> f64 {
    let (x, y) = (&curve.false_positive_rates, &curve.true_positive_rates);
    (1..x.len()).map(|i| (x[i] - x[i - 1]) * y[i - before]).sum()
}

/// The area by ranks from the lowest score up; rows of equal scores get one made of the first and the last of theirs, and
/// of their own place.
pub(super) fn ranked(
    scores: ArrayView1<f64>,
    labels: ArrayView1<bool>,
    rank: fn(f64, f64, f64) -> f64,
) -> Result<f64, RocError> {
    let (positives, negatives) = counts(labels)?;
    let mut rows: Vec<usize> = (0..scores.len()).collect();
    rows.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let (mut before, mut sum) = (0.0, 0.0);
    for tied in rows.chunk_by(|a, b| scores[*a] == scores[*b]) {
        let last = before + tied.len() as f64;
        for (place, _) in tied.iter().enumerate().filter(|(_, row)| labels[**row]) {
            sum += rank(before + 1.0, last, before + 1.0 + place as f64);
        }
        before = last;
    }
    Ok((sum - positives * (positives + 1.0) / 2.0) / (positives * negatives))
}

fn starting(precision: f64, curve: PrecisionRecall) -> PrecisionRecall {
    let mut started = with_start(curve);
    started.precision[0] = precision;
    started
}

pub(super) fn with_empty_start(curve: PrecisionRecall) -> PrecisionRecall {
    starting(0.0, curve)
}

pub(super) fn with_level_start(curve: PrecisionRecall) -> PrecisionRecall {
    starting(curve.precision[0], curve)
}

pub(super) fn without_dents(mut curve: PrecisionRecall) -> PrecisionRecall {
    for point in (1..curve.precision.len()).rev() {
        curve.precision[point - 1] = curve.precision[point - 1].max(curve.precision[point]);
    }
    curve
}

pub(super) fn plain_mean(curve: &PrecisionRecall) -> f64 {
    curve.precision.sum() / curve.precision.len() as f64
}

pub(super) fn steps_with_the_one_before(curve: &PrecisionRecall) -> f64 {
    let first = curve.recall[0] * curve.precision[0];
    let later = (1..curve.recall.len()).map(|i| (curve.recall[i] - curve.recall[i - 1]) * curve.precision[i - 1]);
    first + later.sum::<f64>()
}
