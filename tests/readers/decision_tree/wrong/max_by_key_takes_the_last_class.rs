//! what is wrong: majority uses max_by_key, which returns the last of equal counts, so of equally frequent classes the highest wins.
//!
//! Decision tree: ask one question after the other, and no more than is good.
//!
//! Guide: exercises/07_trees/02_decision_tree.md
//! Grade: cargo run -- check decision_tree

#![allow(unused_variables)] // for the bodies that are not written yet

use std::collections::BTreeMap;
use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use mlings::decision_tree::{FindSplit, Limits, NoRows, Rows, TrainingError, Tree};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

/// The class that most rows have.
///
/// - `classes`: the class of every row, at least one, numbers from 0 up
///
/// Of equally frequent classes the lowest is returned.
pub fn majority(classes: ArrayView1<usize>) -> usize {
    let mut counts = BTreeMap::new();
    for &class in classes.iter() {
        *counts.entry(class).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|&(_, count)| count).map_or(0, |(class, _)| class)
}

/// The most questions from the root to any leaf. A leaf alone has depth 0.
pub fn depth(tree: &Tree) -> usize {
    match tree {
        Tree::Leaf { .. } => 0,
        Tree::Node { left, right, .. } => 1 + depth(left).max(depth(right)),
    }
}

/// The class of the leaf that each row comes to.
///
/// - `tree`: a fitted tree
/// - `records`: `n_samples` x `n_features`
///
/// At every question a row goes left if its value is at most the threshold, otherwise right. Returns `n_samples`
/// classes.
pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    records.outer_iter().map(|row| predict_row(tree, row)).collect()
}

/// Grows a tree from the root down.
///
/// - `records`: `n_samples` x `n_features`
/// - `classes`: the class of every row, `n_samples` numbers from 0 up
/// - `limits`: the most questions on any way, and the fewest rows of any leaf
/// - `find_split`: called with records, their classes and `min_samples_leaf`, it returns the best split of these rows
///   that leaves so many on each side, or `None` where there is no such split
///
/// Some rows become a leaf if all of them are of one class, if `max_depth` questions have led to them, or if
/// `find_split` finds nothing. Otherwise they are split by what `find_split` says, also if the split gains nothing, or
/// both sides come to say the same. A leaf holds the majority of its rows, and how many they are.
///
/// # Errors
/// `NoRows` if there is no row.
pub fn fit(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
) -> Result<Tree, NoRows> {
    if records.nrows() == 0 {
        return Err(NoRows);
    }
    Ok(grow(records, classes, limits, find_split, 0))
}

/// Chooses how deep a tree may grow: for every depth, grows a tree of the crate `linfa_trees` on the training rows,
/// with its parameters as they are but for the greatest depth, and counts the validation rows that it gets wrong.
///
/// - `train`: the rows to learn from
/// - `validation`: other rows, to choose by
/// - `depths`: the depths to try, at least one, in any order
///
/// Returns the depth with the fewest wrong validation rows; of equally good depths the smallest.
///
/// # Errors
/// What linfa says when it cannot grow a tree.
pub fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
    let mut best: Option<(usize, usize)> = None;
    for &depth in depths {
        let wrong = count_wrong(train, validation, depth)?;
        if best.map_or(true, |so_far| (wrong, depth) < so_far) {
            best = Some((wrong, depth));
        }
    }
    Ok(best.expect("at least one depth").1)
}

fn predict_row(tree: &Tree, row: ArrayView1<f64>) -> usize {
    match tree {
        Tree::Leaf { class, .. } => *class,
        Tree::Node { feature, threshold, left, right } => {
            if row[*feature] <= *threshold {
                predict_row(left, row)
            } else {
                predict_row(right, row)
            }
        }
    }
}

fn grow(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
    questions: usize,
) -> Tree {
    let leaf = Tree::Leaf { class: majority(classes), n_samples: classes.len() };
    let pure = classes.iter().all(|&class| class == classes[0]);
    if pure || limits.max_depth.is_some_and(|most| questions >= most) {
        return leaf;
    }
    let Some(split) = find_split(records, classes, limits.min_samples_leaf) else {
        return leaf;
    };
    let (left, right): (Vec<usize>, Vec<usize>) =
        (0..records.nrows()).partition(|&row| records[[row, split.feature]] <= split.threshold);
    let left = grow(
        records.select(Axis(0), &left).view(),
        classes.select(Axis(0), &left).view(),
        limits,
        find_split,
        questions + 1,
    );
    let right = grow(
        records.select(Axis(0), &right).view(),
        classes.select(Axis(0), &right).view(),
        limits,
        find_split,
        questions + 1,
    );
    Tree::Node { feature: split.feature, threshold: split.threshold, left: Box::new(left), right: Box::new(right) }
}

fn count_wrong(train: &Rows, validation: &Rows, depth: usize) -> Result<usize, TrainingError> {
    let tree = DecisionTree::params().max_depth(Some(depth)).fit(train)?;
    let predicted: Array1<usize> = tree.predict(validation.records());
    Ok(predicted.iter().zip(validation.targets().iter()).filter(|(said, class)| said != class).count())
}

mlings::grade!(decision_tree { majority, depth, predict, fit, choose_depth });
