//! Payments for the checks, and what is true of them by counting.

use ndarray::{Array1, Axis, array};

use super::{Costs, Rates, Scored};
use mlings_grading::Cases;
use mlings_grading::compare::shown;

/// T T F T F F T F from the highest score on.
pub(super) fn eight_payments() -> Scored {
    Scored {
        scores: array![6.0, 2.0, 9.0, 5.0, 8.0, 7.0, 3.0, 4.0],
        labels: array![true, false, true, false, true, false, true, false],
    }
}

/// T T F T F F T F from the highest score on: huge, long and tiny scores.
pub(super) fn far_apart() -> Scored {
    Scored {
        scores: array![123_456.43, -3.5e6, 3.5e6, 2.5, 2.5e6, 0.5, 3e-10, 123_456.44],
        labels: array![true, false, true, false, true, false, true, false],
    }
}

/// More rows than fit into any small buffer, the first and the sixth of them fraud.
pub(super) fn many_labels() -> Array1<bool> {
    Array1::from_shape_fn(1030, |row| row == 0 || row == 5)
}

/// 16 payments with different scores between 0 and 10.
pub(super) fn random_payments(cases: &mut Cases) -> Scored {
    let places = cases.permutation(16);
    let scores = places.iter().map(|place| *place as f64 * 0.625 + 0.25).collect();
    Scored { scores, labels: random_labels(cases, 16) }
}

/// At least three of either kind.
pub(super) fn random_labels(cases: &mut Cases, n: usize) -> Array1<bool> {
    let kinds: Vec<bool> = (0..n).map(|row| if row < 6 { row < 3 } else { cases.index(0..4) == 0 }).collect();
    cases.permutation(n).iter().map(|row| kinds[*row]).collect()
}

pub(super) fn random_costs(cases: &mut Cases) -> Costs {
    let mut between = |low: f64, high: f64| (cases.number(low..high) * 100.0).round() / 100.0 + 0.0012345;
    Costs {
        caught: between(1.0, 9.0),
        missed: between(30.0, 90.0),
        false_alarm: between(6.0, 20.0),
        passed: between(0.1, 0.9),
    }
}

/// Few frauds, in the order of the table; a random one; and one in which frauds are the more frequent kind.
/// And one with nothing held out, in which the copies do not come out even by 3 of 4.
pub(super) fn splits(cases: &mut Cases) -> [(Array1<bool>, Vec<usize>, usize); 4] {
    // They lie backwards in memory.
    let mut few = array![false, false, true, false, false, false, false, true, false, false, true, false];
    few.invert_axis(Axis(0));
    // Whatever is held out, a fraud and two legitimate payments are left.
    let mut labels = Array1::from_elem(20, false);
    let order = cases.permutation(20);
    for place in [2, 5, 9, 16, 18] {
        labels[order[place]] = true;
    }
    let many = array![true, true, false, true, true, false];
    let uneven = Array1::from_shape_fn(15, |row| row % 4 == 1);
    [
        (few, (0..12).collect(), 3),
        (uneven, (0..15).rev().collect(), 0),
        (labels, order, cases.index(4..8)),
        (many, vec![5, 4, 3, 2, 1, 0], 1),
    ]
}

pub(super) fn count(labels: &Array1<bool>, kind: bool) -> f64 {
    labels.iter().filter(|label| **label == kind).count() as f64
}

pub(super) fn rates_by_counting(payments: &Scored, threshold: f64) -> Rates {
    let share = |kind: bool| {
        let of_kind = payments.scores.iter().zip(&payments.labels).filter(|(_, label)| **label == kind);
        of_kind.filter(|(score, _)| **score >= threshold).count() as f64 / count(&payments.labels, kind)
    };
    Rates { caught: share(true), false_alarms: share(false) }
}

pub(super) fn cost_by_counting(payments: &Scored, threshold: f64, fraud_share: f64, costs: Costs) -> f64 {
    let Rates { caught, false_alarms } = rates_by_counting(payments, threshold);
    let of_frauds = costs.missed + caught * (costs.caught - costs.missed);
    let of_others = costs.passed + false_alarms * (costs.false_alarm - costs.passed);
    fraud_share * of_frauds + (1.0 - fraud_share) * of_others
}

pub(super) fn of_split(labels: &Array1<bool>, order: &[usize], n_test: usize) -> String {
    let how = if labels.strides()[0] < 0 { ", which lie backwards in memory" } else { "" };
    format!("labels {:?}{how}, order {order:?}, n_test {n_test}", labels.to_vec())
}

pub(super) fn of_tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> String {
    format!("validation {}; test {}; fraud_share {fraud_share}, {costs:?}", in_words(validation), in_words(test))
}

pub(super) fn in_words(payments: &Scored) -> String {
    format!("scores {}, labels {:?}", shown(&payments.scores), payments.labels.to_vec())
}
