//! what is wrong: the threshold is (low + high) / 2 without a look at rounding, so it can be the larger of two neighbouring floats, or infinite.
//!
//! The best split: find the one question that tells the classes apart best.
//!
//! Guide: exercises/07_trees/01_best_split.md
//! Grade: cargo run -- check best_split

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::best_split::{Criterion, Cut, Split};
use ndarray::{ArrayView1, ArrayView2};
use ndarray::Array1;

/// The Gini impurity: how often two rows drawn at random, the first one put back, differ in class.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns 1 - Σ pₖ², where pₖ is the share of class k. Without any row it is 0.
pub fn gini(counts: ArrayView1<usize>) -> f64 {
    let n: f64 = counts.iter().map(|&count| count as f64).sum();
    if n == 0.0 {
        return 0.0;
    }
    1.0 - counts.iter().map(|&count| (count as f64 / n).powi(2)).sum::<f64>()
}

/// The entropy: how many bits it takes on average to say the class of a row.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns -Σ pₖ log₂ pₖ, where pₖ is the share of class k, and a class without rows adds 0. Without any row it is 0.
pub fn entropy(counts: ArrayView1<usize>) -> f64 {
    let n: f64 = counts.iter().map(|&count| count as f64).sum();
    let mut bits = 0.0;
    for &count in counts.iter() {
        if count > 0 {
            let share = count as f64 / n;
            bits -= share * share.log2();
        }
    }
    bits
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
    let n_classes = n_classes(classes);
    let mut left = Array1::<usize>::zeros(n_classes);
    let mut right = Array1::<usize>::zeros(n_classes);
    for (&value, &class) in values.iter().zip(classes.iter()) {
        if value <= threshold {
            left[class] += 1;
        } else {
            right[class] += 1;
        }
    }
    gain_of(&left, &right, criterion)
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
    let n = values.len();
    let mut rows: Vec<usize> = (0..n).collect();
    rows.sort_by(|&a, &b| values[a].total_cmp(&values[b]));

    let n_classes = n_classes(classes);
    let mut left = Array1::<usize>::zeros(n_classes);
    let mut right = Array1::<usize>::zeros(n_classes);
    for &class in classes.iter() {
        right[class] += 1;
    }
    let mut best: Option<Cut> = None;
    for (i, pair) in rows.windows(2).enumerate() {
        let (row, next) = (pair[0], pair[1]);
        left[classes[row]] += 1;
        right[classes[row]] -= 1;
        let n_left = i + 1;
        if values[row] == values[next] {
            continue;
        }
        if n_left < min_samples_leaf || n - n_left < min_samples_leaf {
            continue;
        }
        let gain = gain_of(&left, &right, criterion);
        let better = match best {
            None => true,
            Some(cut) => gain > cut.gain + 1e-9,
        };
        if better {
            best = Some(Cut { threshold: halfway(values[row], values[next]), gain });
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
        if let Some(cut) = best_threshold(values, classes, criterion, min_samples_leaf) {
            let better = match best {
                None => true,
                Some(split) => cut.gain > split.gain + 1e-9,
            };
            if better {
                best = Some(Split { feature, threshold: cut.threshold, gain: cut.gain });
            }
        }
    }
    best
}

/// How long a list of counts has to be.
fn n_classes(classes: ArrayView1<usize>) -> usize {
    classes.iter().max().map_or(0, |&largest| largest + 1)
}

fn impurity(counts: &Array1<usize>, criterion: Criterion) -> f64 {
    match criterion {
        Criterion::Gini => gini(counts.view()),
        Criterion::Entropy => entropy(counts.view()),
    }
}

/// The gain, from the counts of both sides.
fn gain_of(left: &Array1<usize>, right: &Array1<usize>, criterion: Criterion) -> f64 {
    let n_left = left.sum() as f64;
    let n_right = right.sum() as f64;
    if n_left == 0.0 || n_right == 0.0 {
        return 0.0;
    }
    let n = n_left + n_right;
    let all = left + right;
    impurity(&all, criterion) - n_left / n * impurity(left, criterion) - n_right / n * impurity(right, criterion)
}

/// The middle of two neighbouring values.
fn halfway(low: f64, high: f64) -> f64 {
    (low + high) / 2.0
}

mlings::grade!(best_split { gini, entropy, gain, best_threshold, best_split });
