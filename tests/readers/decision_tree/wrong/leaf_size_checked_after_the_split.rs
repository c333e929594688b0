//! what is wrong: find_split is asked with 1, and a split whose side is too small becomes a leaf
#![allow(unused_variables)]
use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use mlings::decision_tree::{FindSplit, Limits, NoRows, Rows, TrainingError, Tree};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};
use std::collections::BTreeMap;

pub fn majority(classes: ArrayView1<usize>) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &class in &classes {
        *counts.entry(class).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|&(class, count)| (count, std::cmp::Reverse(class))).unwrap().0
}

pub fn depth(tree: &Tree) -> usize {
    match tree {
        Tree::Leaf { .. } => 0,
        Tree::Node { left, right, .. } => 1 + depth(left).max(depth(right)),
    }
}

fn follow(tree: &Tree, row: ArrayView1<f64>) -> usize {
    match tree {
        Tree::Leaf { class, .. } => *class,
        Tree::Node { feature, threshold, left, right } => {
            if row[*feature] <= *threshold {
                follow(left, row)
            } else {
                follow(right, row)
            }
        }
    }
}

pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    records.rows().into_iter().map(|row| follow(tree, row)).collect()
}

fn grow(records: ArrayView2<f64>, classes: ArrayView1<usize>, limits: &Limits, find_split: FindSplit, questions: usize) -> Tree {
    let leaf = Tree::Leaf { class: majority(classes), n_samples: classes.len() };
    if classes.iter().all(|c| *c == classes[0]) {
        return leaf;
    }
    if limits.max_depth.is_some_and(|most| questions >= most) {
        return leaf;
    }
    let Some(split) = find_split(records, classes, 1) else {
        return leaf;
    };
    let column = records.column(split.feature);
    let (left, right): (Vec<usize>, Vec<usize>) = (0..classes.len()).partition(|&i| column[i] <= split.threshold);
    if left.len() < limits.min_samples_leaf || right.len() < limits.min_samples_leaf {
        return leaf;
    }
    let side = |rows: &[usize]| {
        let part = records.select(Axis(0), rows);
        let own = classes.select(Axis(0), rows);
        Box::new(grow(part.view(), own.view(), limits, find_split, questions + 1))
    };
    Tree::Node { feature: split.feature, threshold: split.threshold, left: side(&left), right: side(&right) }
}

pub fn fit(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
) -> Result<Tree, NoRows> {
    if classes.is_empty() {
        return Err(NoRows);
    }
    Ok(grow(records, classes, limits, find_split, 0))
}

pub fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
    let mut best: Option<(usize, usize)> = None;
    for &depth in depths {
        let tree = DecisionTree::params().max_depth(Some(depth)).fit(train)?;
        let predicted = tree.predict(validation.records());
        let wrong = predicted.iter().zip(validation.targets().iter()).filter(|(p, c)| p != c).count();
        let pair = (wrong, depth);
        if best.is_none_or(|b| pair < b) {
            best = Some(pair);
        }
    }
    Ok(best.unwrap().1)
}

mlings::grade!(decision_tree { majority, depth, predict, fit, choose_depth });
