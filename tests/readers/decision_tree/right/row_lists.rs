//! Decision tree: ask one question after the other, and no more than is good.
//!
//! Guide: exercises/07_trees/02_decision_tree.md
//! Grade: cargo run -- check decision_tree

#![allow(unused_variables)] // for the bodies that are not written yet

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
    let mut sorted = classes.to_vec();
    sorted.sort_unstable();
    let mut best = sorted[0];
    let (mut longest, mut run) = (0, 0);
    for (place, &class) in sorted.iter().enumerate() {
        run = if place > 0 && sorted[place - 1] == class { run + 1 } else { 1 };
        if run > longest {
            longest = run;
            best = class;
        }
    }
    best
}

/// The most questions from the root to any leaf. A leaf alone has depth 0.
pub fn depth(tree: &Tree) -> usize {
    let mut deepest = 0;
    let mut open = vec![(tree, 0)];
    while let Some((place, questions)) = open.pop() {
        match place {
            Tree::Leaf { .. } => deepest = deepest.max(questions),
            Tree::Node { left, right, .. } => {
                open.push((&**left, questions + 1));
                open.push((&**right, questions + 1));
            }
        }
    }
    deepest
}

/// The class of the leaf that each row comes to.
///
/// - `tree`: a fitted tree
/// - `records`: `n_samples` x `n_features`
///
/// At every question a row goes left if its value is at most the threshold, otherwise right. Returns `n_samples`
/// classes.
pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    Array1::from_shape_fn(records.nrows(), |row| {
        let mut place = tree;
        loop {
            match place {
                Tree::Leaf { class, .. } => return *class,
                Tree::Node { feature, threshold, left, right } => {
                    place = if records[[row, *feature]] <= *threshold { &**left } else { &**right };
                }
            }
        }
    })
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
    let grower = Grower { records: records.view(), classes: classes.view(), limits, find_split };
    Ok(grower.grow((0..records.nrows()).collect(), limits.max_depth))
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
    let mut sorted = depths.to_vec();
    sorted.sort_unstable();
    let mut best = sorted[0];
    let mut fewest = usize::MAX;
    for &max_depth in &sorted {
        let tree = DecisionTree::params().max_depth(Some(max_depth)).fit(train)?;
        let predicted: Array1<usize> = tree.predict(validation.records());
        let classes = validation.targets();
        let mut wrong = 0;
        for row in 0..classes.len() {
            if predicted[row] != classes[row] {
                wrong += 1;
            }
        }
        if wrong < fewest {
            fewest = wrong;
            best = max_depth;
        }
    }
    Ok(best)
}

struct Grower<'a> {
    records: ArrayView2<'a, f64>,
    classes: ArrayView1<'a, usize>,
    limits: &'a Limits,
    find_split: FindSplit<'a>,
}

impl Grower<'_> {
    /// `left_over`: how many more questions may be asked, without end if `None`.
    fn grow(&self, rows: Vec<usize>, left_over: Option<usize>) -> Tree {
        let classes = self.classes.select(Axis(0), &rows);
        let leaf = Tree::Leaf { class: majority(classes.view()), n_samples: rows.len() };
        if left_over == Some(0) || classes.iter().all(|class| *class == classes[0]) {
            return leaf;
        }
        let records = self.records.select(Axis(0), &rows);
        match (self.find_split)(records.view(), classes.view(), self.limits.min_samples_leaf) {
            None => leaf,
            Some(split) => {
                let mut low = Vec::new();
                let mut high = Vec::new();
                for row in rows {
                    if self.records[[row, split.feature]] <= split.threshold {
                        low.push(row);
                    } else {
                        high.push(row);
                    }
                }
                let left_over = left_over.map(|questions| questions - 1);
                Tree::Node {
                    feature: split.feature,
                    threshold: split.threshold,
                    left: Box::new(self.grow(low, left_over)),
                    right: Box::new(self.grow(high, left_over)),
                }
            }
        }
    }
}

mlings::grade!(decision_tree { majority, depth, predict, fit, choose_depth });
