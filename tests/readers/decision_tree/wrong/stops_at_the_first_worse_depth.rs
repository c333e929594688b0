//! what is wrong: choose_depth goes up through the depths and stops as soon as one is no better than the best
#![allow(unused_variables)]
use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use mlings::decision_tree::{FindSplit, Limits, NoRows, Rows, TrainingError, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

// sorted, the longest run; the first of equals is the lowest
pub fn majority(classes: ArrayView1<usize>) -> usize {
    let mut sorted = classes.to_vec();
    sorted.sort();
    let mut best = sorted[0];
    let mut most = 0;
    let mut from = 0;
    while from < sorted.len() {
        let mut to = from;
        while to < sorted.len() && sorted[to] == sorted[from] {
            to += 1;
        }
        if to - from > most {
            most = to - from;
            best = sorted[from];
        }
        from = to;
    }
    best
}

// without recursion: a stack of trees with the questions above them
pub fn depth(tree: &Tree) -> usize {
    let mut stack = vec![(tree, 0)];
    let mut deepest = 0;
    while let Some((t, d)) = stack.pop() {
        match t {
            Tree::Leaf { .. } => {
                if d > deepest {
                    deepest = d;
                }
            }
            Tree::Node { left, right, .. } => {
                stack.push((&**left, d + 1));
                stack.push((&**right, d + 1));
            }
        }
    }
    deepest
}

pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    let mut out = Array1::zeros(records.nrows());
    for i in 0..records.nrows() {
        let mut at = tree;
        loop {
            match at {
                Tree::Leaf { class, .. } => {
                    out[i] = *class;
                    break;
                }
                Tree::Node { feature, threshold, left, right } => {
                    at = if records[[i, *feature]] > *threshold { &**right } else { &**left };
                }
            }
        }
    }
    out
}

fn take(records: &ArrayView2<f64>, classes: &ArrayView1<usize>, rows: &[usize]) -> (Array2<f64>, Array1<usize>) {
    let mut r = Array2::zeros((rows.len(), records.ncols()));
    let mut c = Array1::zeros(rows.len());
    for k in 0..rows.len() {
        for j in 0..records.ncols() {
            r[[k, j]] = records[[rows[k], j]];
        }
        c[k] = classes[rows[k]];
    }
    (r, c)
}

// `left_questions`: how many may still be asked
fn helper(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    remaining: Option<usize>,
    least: usize,
    find_split: FindSplit,
) -> Tree {
    let mut pure = true;
    for i in 1..classes.len() {
        if classes[i] != classes[0] {
            pure = false;
        }
    }
    let stop = pure || remaining == Some(0);
    let found = if stop { None } else { find_split(records, classes, least) };
    match found {
        None => Tree::Leaf { class: majority(classes), n_samples: classes.len() },
        Some(s) => {
            let mut yes = vec![];
            let mut no = vec![];
            for i in 0..classes.len() {
                if records[[i, s.feature]] <= s.threshold {
                    yes.push(i);
                } else {
                    no.push(i);
                }
            }
            let after = remaining.map(|q| q - 1);
            let (r, c) = take(&records, &classes, &yes);
            let left = Box::new(helper(r.view(), c.view(), after, least, find_split));
            let (r, c) = take(&records, &classes, &no);
            let right = Box::new(helper(r.view(), c.view(), after, least, find_split));
            Tree::Node { feature: s.feature, threshold: s.threshold, left, right }
        }
    }
}

pub fn fit(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
) -> Result<Tree, NoRows> {
    if records.nrows() == 0 {
        return Err(NoRows);
    }
    Ok(helper(records, classes, limits.max_depth, limits.min_samples_leaf, find_split))
}

pub fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
    let mut sorted = depths.to_vec();
    sorted.sort();
    let mut best = sorted[0];
    let mut fewest = usize::MAX;
    for k in 0..sorted.len() {
        let tree = DecisionTree::params().max_depth(Some(sorted[k])).fit(train)?;
        let predicted = tree.predict(validation.records());
        let classes = validation.targets();
        let mut wrong = 0;
        for i in 0..classes.len() {
            if predicted[i] != classes[i] {
                wrong += 1;
            }
        }
        if wrong < fewest {
            fewest = wrong;
            best = sorted[k];
        } else {
            break;
        }
    }
    Ok(best)
}

mlings::grade!(decision_tree { majority, depth, predict, fit, choose_depth });
