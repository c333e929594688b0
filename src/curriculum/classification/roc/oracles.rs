//! Rows for the checks, and what is true of them by the definitions alone.

use ndarray::{Array1, Axis, array};

use super::RocCurve;
use mlings_grading::Cases;
use mlings_grading::compare::shown;

pub(super) type Rows = (Array1<f64>, Array1<bool>);

/// True and false by turns from the highest score down, stored in another order.
pub(super) fn six_patients() -> Rows {
    (array![4.0, -3.0, 9.0, 2.5, 1.0, 7.5], array![true, false, true, false, true, false])
}

/// Scores that differ far behind the digits that are printed: by a billionth, and by a last bit.
pub(super) fn nearly_equal() -> Rows {
    let last_bit = f64::from_bits(0.5_f64.to_bits() + 1);
    let scores = array![0.5, 0.25 + 1e-9, last_bit, 0.25, 0.25 + 1e-9];
    (scores, array![false, true, true, false, false])
}

/// Scores that are huge, long or tiny, of either sign, two and two of them near each other. Both lists lie backwards in
/// memory.
pub(super) fn far_apart() -> Rows {
    let mut scores = array![3e-10, -2.5e6, 123_456.711, 1e-10, 3.5e6, -3.5e6, 2.5e6, 123_456.712, -0.3, 0.4];
    let mut labels = array![true, true, false, false, true, false, false, true, true, false];
    scores.invert_axis(Axis(0));
    labels.invert_axis(Axis(0));
    (scores, labels)
}

/// More rows than fit into any small buffer.
pub(super) fn many() -> Rows {
    let scores = Array1::from_shape_fn(MANY, |row| (row % 7) as f64 / 10.0 - 0.25);
    (scores, Array1::from_shape_fn(MANY, |row| row % 103 == 0 || row >= 1024))
}

const MANY: usize = 1030;

/// 20 rows with different scores.
pub(super) fn random(cases: &mut Cases) -> Rows {
    let order = cases.permutation(20);
    (order.iter().map(|place| *place as f64 * 2.5 - 12.0).collect(), random_labels(cases))
}

/// 20 rows with whole scores from -2 to 4.
pub(super) fn random_with_ties(cases: &mut Cases) -> Rows {
    let scores = (0..20).map(|_| cases.index(0..7) as f64 - 2.0).collect();
    (scores, random_labels(cases))
}

/// 20 labels, at least four of either kind.
pub(super) fn random_labels(cases: &mut Cases) -> Array1<bool> {
    let kinds: Vec<bool> = (0..20).map(|row| if row < 8 { row < 4 } else { cases.index(0..2) == 0 }).collect();
    cases.permutation(20).iter().map(|row| kinds[*row]).collect()
}

/// Every threshold in turn, by counting.
pub(super) fn counted(scores: &Array1<f64>, labels: &Array1<bool>) -> RocCurve {
    let thresholds: Array1<f64> = [f64::INFINITY].into_iter().chain(distinct(scores)).collect();
    let rates = |kind| thresholds.mapv(|threshold| count(scores, labels, threshold, kind) / of_kind(labels, kind));
    RocCurve { false_positive_rates: rates(false), true_positive_rates: rates(true), thresholds }
}

/// How many rows of this kind score at least the threshold.
pub(super) fn count(scores: &Array1<f64>, labels: &Array1<bool>, threshold: f64, kind: bool) -> f64 {
    scores.iter().zip(labels).filter(|(score, label)| **score >= threshold && **label == kind).count() as f64
}

pub(super) fn of_kind(labels: &Array1<bool>, kind: bool) -> f64 {
    labels.iter().filter(|label| **label == kind).count() as f64
}

/// Every score that occurs, from the highest on.
pub(super) fn distinct(scores: &Array1<f64>) -> Array1<f64> {
    let mut scores = scores.to_vec();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.dedup();
    Array1::from(scores)
}

/// Of all pairs of a true and a false row, the share in which the true one scores higher; ties count a half.
pub(super) fn pairs_in_order(scores: &Array1<f64>, labels: &Array1<bool>) -> f64 {
    let of = |kind: bool| scores.iter().zip(labels).filter(move |(_, label)| **label == kind).map(|(score, _)| *score);
    let wins = of(true).flat_map(|ill| {
        of(false).map(move |healthy| if ill > healthy { 1.0 } else { f64::from(ill == healthy) / 2.0 })
    });
    wins.sum::<f64>() / of_kind(labels, true) / of_kind(labels, false)
}

pub(super) fn both(scores: &Array1<f64>, labels: &Array1<bool>) -> String {
    if scores.len() == MANY {
        return format!(
            "{MANY} rows, scores -0.25, -0.15 and so on up to 0.35, again and again, labels true in every 103rd row from the first on and in the last 6"
        );
    }
    let how = if scores.strides()[0] < 0 { "; both lie backwards in memory" } else { "" };
    format!("scores {}, labels {:?}{how}", shown(scores), labels.to_vec())
}
