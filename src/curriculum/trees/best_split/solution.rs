//! The best split (Breiman and others 1984): sort the rows by a feature, move one after the other from the
//! right side to the left, and look after each step how mixed the two sides are.

use ndarray::{Array1, ArrayView1, ArrayView2};

use mlings::best_split::{Criterion, Cut, Split};

/// The Gini impurity: how often two rows drawn at random, the first one put back, differ in class.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns 1 - Σ pₖ², where pₖ is the share of class k. Without any row it is 0.
pub fn gini(counts: ArrayView1<usize>) -> f64 {
    shares(counts).map(|share| share * (1.0 - share)).sum()
}

/// The entropy: how many bits it takes on average to say the class of a row.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns -Σ pₖ log₂ pₖ, where pₖ is the share of class k, and a class without rows adds 0. Without any row it is 0.
pub fn entropy(counts: ArrayView1<usize>) -> f64 {
    shares(counts).map(|share| share * share.recip().log2()).sum()
}

/// How much less mixed the rows are on the two sides of a threshold than all together: the impurity of all
/// rows, minus the impurities of the two sides, each weighted by its share of the rows.
///
/// - `values`: one feature, `n_samples`, at least one, all finite
/// - `classes`: the class of every row, `n_samples` numbers from 0 up; not every number need occur
/// - `threshold`: a row goes left if its value is at most this, otherwise right
/// - `criterion`: how impurity is measured
///
/// A threshold that leaves a side without rows gains 0.
pub fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64 {
    let mut left = Array1::zeros(n_classes(classes));
    let mut right = left.clone();
    for (&value, &class) in values.iter().zip(classes) {
        let side = if value <= threshold { &mut left } else { &mut right };
        side[class] += 1;
    }
    let impurity = impurity_by(criterion);
    impurity((&left + &right).view()) - remaining(&left, &right, impurity)
}

/// The threshold of one feature that gains most.
///
/// - `values`: the feature, `n_samples`, at least one, all finite, in any order
/// - `classes`: the class of every row, `n_samples` numbers from 0 up; not every number need occur
/// - `criterion`: how impurity is measured
/// - `min_samples_leaf`: how many rows each side must have at least, 1 or more
///
/// A threshold lies halfway between two neighbouring values that differ, however little and however large they are. Where
/// no float lies between the two, it is the lower one, so that the larger still goes right. Of thresholds that gain equally
/// much the lowest is taken; a gain that is larger than the best so far by at most 1e-9 counts as equal to it. A gain of 0
/// is a gain like any other.
///
/// Returns the threshold and its gain, or `None` if no threshold leaves enough rows on both sides.
pub fn best_threshold(
    values: ArrayView1<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Cut> {
    // Value and class side by side in memory. The order of equal values makes no difference: no threshold parts them.
    let mut rows: Vec<(f64, usize)> = values.into_iter().copied().zip(classes.into_iter().copied()).collect();
    rows.sort_unstable_by(|(value, _), (other, _)| value.total_cmp(other));
    let mut left = Array1::zeros(n_classes(classes));
    let mut right = counted(classes);
    let impurity = impurity_by(criterion);
    let before = impurity(right.view());

    let mut best: Option<Cut> = None;
    for (n_left, pair) in (1..).zip(rows.windows(2)) {
        let ((value, class), (next, _)) = (pair[0], pair[1]);
        left[class] += 1;
        right[class] -= 1;
        let n_right = rows.len() - n_left;
        if value == next || n_left.min(n_right) < min_samples_leaf {
            continue;
        }
        let gain = before - remaining(&left, &right, impurity);
        if best.is_none_or(|best| gain > best.gain + TIE) {
            best = Some(Cut { threshold: halfway(value, next), gain });
        }
    }
    best
}

/// The question that gains most: which feature, and which threshold.
///
/// - `records`: `n_samples` x `n_features`, at least one row, all finite
/// - `classes`: the class of every row, `n_samples` numbers from 0 up; not every number need occur
/// - `criterion`: how impurity is measured
/// - `min_samples_leaf`: how many rows each side must have at least, 1 or more
///
/// Of features that gain equally much the lowest is taken; a gain that is larger than the best so far by at most 1e-9
/// counts as equal to it.
///
/// Returns the best split, or `None` if no feature has a threshold that leaves enough rows on both sides.
pub fn best_split(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    let mut best: Option<Split> = None;
    for (feature, values) in records.columns().into_iter().enumerate() {
        let Some(Cut { threshold, gain }) = best_threshold(values, classes, criterion, min_samples_leaf) else {
            continue;
        };
        if best.is_none_or(|best| gain > best.gain + TIE) {
            best = Some(Split { feature, threshold, gain });
        }
    }
    best
}

/// Gains this close together differ by nothing but rounding.
const TIE: f64 = 1e-9;

/// The share of every class that has rows.
fn shares(counts: ArrayView1<usize>) -> impl Iterator<Item = f64> {
    let n_samples = counts.sum() as f64;
    counts.into_iter().filter(|count| **count > 0).map(move |count| *count as f64 / n_samples)
}

fn n_classes(classes: ArrayView1<usize>) -> usize {
    classes.iter().max().map_or(0, |largest| largest + 1)
}

fn counted(classes: ArrayView1<usize>) -> Array1<usize> {
    let mut counts = Array1::zeros(n_classes(classes));
    classes.for_each(|&class| counts[class] += 1);
    counts
}

type Impurity = fn(ArrayView1<usize>) -> f64;

fn impurity_by(criterion: Criterion) -> Impurity {
    match criterion {
        Criterion::Gini => gini,
        Criterion::Entropy => entropy,
    }
}

/// The impurities of the two sides, each weighted by its share of the rows.
fn remaining(left: &Array1<usize>, right: &Array1<usize>, impurity: Impurity) -> f64 {
    let n_samples = (left.sum() + right.sum()) as f64;
    let weighted = |side: &Array1<usize>| side.sum() as f64 / n_samples * impurity(side.view());
    weighted(left) + weighted(right)
}

/// Between two floats that are next to each other there is none, and their middle may round to the upper one. The sum of
/// two large values may overflow; the sum of their halves does not.
fn halfway(low: f64, high: f64) -> f64 {
    let middle = low / 2.0 + high / 2.0;
    if middle < high { middle } else { low }
}
