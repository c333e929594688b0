//! The best split: find the one question that tells the classes apart best.
//!
//! Guide: exercises/07_trees/01_best_split.md
//! Grade: cargo run -- check best_split

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::best_split::{Criterion, Cut, Split};
use ndarray::{ArrayView1, ArrayView2};

/// The Gini impurity: how often two rows drawn at random, the first one put back, differ in class.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns 1 - Σ pₖ², where pₖ is the share of class k. Without any row it is 0.
pub fn gini(counts: ArrayView1<usize>) -> f64 {
    gini_of(&counts.iter().map(|&count| count as f64).collect::<Vec<f64>>())
}

/// The entropy: how many bits it takes on average to say the class of a row.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns -Σ pₖ log₂ pₖ, where pₖ is the share of class k, and a class without rows adds 0. Without any row it is 0.
pub fn entropy(counts: ArrayView1<usize>) -> f64 {
    entropy_of(&counts.iter().map(|&count| count as f64).collect::<Vec<f64>>())
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
    let mut names = classes.to_vec();
    names.sort_unstable();
    names.dedup();
    let mut sides = [vec![0.0_f64; names.len()], vec![0.0_f64; names.len()]];
    for (&value, class) in values.iter().zip(classes.iter()) {
        let side = if value <= threshold { 0 } else { 1 };
        sides[side][names.binary_search(class).unwrap()] += 1.0;
    }
    let [left, right] = sides;
    less_mixed(&left, &right, criterion)
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
    let mut names = classes.to_vec();
    names.sort_unstable();
    names.dedup();
    let mut left = vec![0.0_f64; names.len()];
    let mut right = vec![0.0_f64; names.len()];
    let mut rows: Vec<(f64, usize)> = Vec::with_capacity(values.len());
    for (&value, class) in values.iter().zip(classes.iter()) {
        let number = names.binary_search(class).unwrap();
        right[number] += 1.0;
        rows.push((value, number));
    }
    rows.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap());

    let mut best: Option<Cut> = None;
    let mut n_left = 0;
    // all rows of one value move together
    for same in rows.chunk_by(|a, b| a.0 == b.0) {
        for row in same {
            left[row.1] += 1.0;
            right[row.1] -= 1.0;
        }
        n_left += same.len();
        let n_right = rows.len() - n_left;
        if n_right == 0 || n_left < min_samples_leaf || n_right < min_samples_leaf {
            continue;
        }
        let gain = less_mixed(&left, &right, criterion);
        if best.map_or(true, |cut| gain > cut.gain + 1e-9) {
            best = Some(Cut { threshold: between(same[0].0, rows[n_left].0), gain });
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
    for feature in 0..records.ncols() {
        let Some(cut) = best_threshold(records.column(feature), classes, criterion, min_samples_leaf) else {
            continue;
        };
        if best.map_or(true, |split| cut.gain > split.gain + 1e-9) {
            best = Some(Split { feature, threshold: cut.threshold, gain: cut.gain });
        }
    }
    best
}

fn gini_of(counts: &[f64]) -> f64 {
    let n: f64 = counts.iter().sum();
    if n == 0.0 {
        return 0.0;
    }
    1.0 - counts.iter().map(|count| (count / n) * (count / n)).sum::<f64>()
}

fn entropy_of(counts: &[f64]) -> f64 {
    let n: f64 = counts.iter().sum();
    // -p log2 p, written with 1/p so that a pure side is a plain 0
    counts.iter().filter(|&&count| count > 0.0).map(|count| count / n * (n / count).log2()).sum()
}

fn less_mixed(left: &[f64], right: &[f64], criterion: Criterion) -> f64 {
    let impurity = |counts: &[f64]| match criterion {
        Criterion::Gini => gini_of(counts),
        Criterion::Entropy => entropy_of(counts),
    };
    let n_left: f64 = left.iter().sum();
    let n_right: f64 = right.iter().sum();
    if n_left == 0.0 || n_right == 0.0 {
        return 0.0;
    }
    let n = n_left + n_right;
    let all: Vec<f64> = left.iter().zip(right).map(|(a, b)| a + b).collect();
    impurity(&all) - (n_left / n * impurity(left) + n_right / n * impurity(right))
}

/// Halfway between two values that differ; the lower of them where the middle is not below the higher.
fn between(a: f64, b: f64) -> f64 {
    let mut middle = (a + b) / 2.0;
    if middle.is_infinite() {
        middle = a / 2.0 + b / 2.0;
    }
    if middle >= b { a } else { middle }
}

mlings::grade!(best_split { gini, entropy, gain, best_threshold, best_split });
