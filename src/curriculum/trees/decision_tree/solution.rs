//! A decision tree (Breiman and others 1984): part the rows by the best question, and do the same with either
//! part, until there is nothing left to ask. A tree is made of smaller trees, and so is every function here.

use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use mlings::decision_tree::{FindSplit, Limits, NoRows, Rows, Split, TrainingError, Tree};

/// The class that most rows have.
///
/// - `classes`: the class of every row, at least one, numbers from 0 up
///
/// Of equally frequent classes the lowest is returned.
pub fn majority(classes: ArrayView1<usize>) -> usize {
    let mut counts = vec![0; classes.iter().max().map_or(0, |largest| largest + 1)];
    classes.for_each(|&class| counts[class] += 1);
    // Of equal counts `max_by_key` keeps the last, and in falling order that is the lowest class.
    (0..counts.len()).rev().max_by_key(|class| counts[*class]).unwrap_or(0)
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
    records.rows().into_iter().map(|row| class_of(tree, row)).collect()
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
    if classes.is_empty() {
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
    let mut best = (usize::MAX, usize::MAX);
    for &depth in depths {
        let tree = DecisionTree::params().max_depth(Some(depth)).fit(train)?;
        let predicted = tree.predict(validation.records());
        let errors = predicted.iter().zip(validation.targets()).filter(|(ours, theirs)| ours != theirs).count();
        // Pairs are compared by their first number, and by the second where the first ones are equal.
        best = best.min((errors, depth));
    }
    Ok(best.1)
}

/// The tree of these rows, to which so many questions have led.
fn grow(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
    questions: usize,
) -> Tree {
    let class = majority(classes);
    let leaf = Tree::Leaf { class, n_samples: classes.len() };
    let is_pure = classes.iter().all(|other| *other == class);
    if is_pure || limits.max_depth == Some(questions) {
        return leaf;
    }
    let Some(Split { feature, threshold, .. }) = find_split(records, classes, limits.min_samples_leaf) else {
        return leaf;
    };
    let (left, right): (Vec<usize>, Vec<usize>) =
        (0..classes.len()).partition(|&row| records[[row, feature]] <= threshold);
    let branch = |rows: &[usize]| {
        let (records, classes) = (records.select(Axis(0), rows), classes.select(Axis(0), rows));
        Box::new(grow(records.view(), classes.view(), limits, find_split, questions + 1))
    };
    Tree::Node { feature, threshold, left: branch(&left), right: branch(&right) }
}

/// Follows one row to its leaf.
fn class_of(tree: &Tree, row: ArrayView1<f64>) -> usize {
    match tree {
        Tree::Leaf { class, .. } => *class,
        Tree::Node { feature, threshold, left, right } => {
            class_of(if row[*feature] <= *threshold { left } else { right }, row)
        }
    }
}
