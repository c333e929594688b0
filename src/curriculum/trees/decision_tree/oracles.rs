//! Trees and rows for the checks: how trees are written, how rows go through them, and tables to grow them from.

use linfa::Dataset;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::{Rows, Split, Tree};
use crate::best_split::{self, Criterion};
use mlings_grading::Cases;

/// The splits that every check lets a tree grow by.
pub(super) fn best_by_gini(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    min_samples_leaf: usize,
) -> Option<Split> {
    best_split::solution::best_split(records, classes, Criterion::Gini, min_samples_leaf)
}

/// Other splits: of the last column at its lower middle value, which lies on the threshold; for four rows or more.
pub(super) fn in_the_middle(records: ArrayView2<f64>, _: ArrayView1<usize>, min_samples_leaf: usize) -> Option<Split> {
    let feature = records.ncols() - 1;
    let mut values = records.column(feature).to_vec();
    values.sort_by(f64::total_cmp);
    let threshold = *values.get((values.len().max(1) - 1) / 2)?;
    let n_left = values.iter().filter(|value| **value <= threshold).count();
    let is_enough = values.len() >= 4 && n_left.min(values.len() - n_left) >= min_samples_leaf;
    is_enough.then_some(Split { feature, threshold, gain: 0.125 })
}

pub(super) fn leaf(class: usize, n_samples: usize) -> Tree {
    Tree::Leaf { class, n_samples }
}

pub(super) fn node(feature: usize, threshold: f64, left: Tree, right: Tree) -> Tree {
    Tree::Node { feature, threshold, left: Box::new(left), right: Box::new(right) }
}

/// A tree in one line, as the guide explains it: "column 0 <= 2.5 ? class 1 [3] : (column 1 <= 7.0 ? ... : ...)".
pub(super) fn written(tree: &Tree) -> String {
    let part = |tree: &Tree| match tree {
        Tree::Leaf { .. } => written(tree),
        Tree::Node { .. } => format!("({})", written(tree)),
    };
    match tree {
        Tree::Leaf { class, n_samples } => format!("class {class} [{n_samples}]"),
        Tree::Node { feature, threshold, left, right } => {
            format!("column {feature} <= {threshold:?} ? {} : {}", part(left), part(right))
        }
    }
}

/// A node with the rows that come to it, from the root down.
pub(super) struct Visit<'a> {
    pub tree: &'a Tree,
    pub rows: Vec<usize>,
    pub questions: usize,
}

/// Every node and leaf, with the rows that come to it by its questions. A question about a column that is not there
/// sends everybody right.
pub(super) fn visits<'a>(tree: &'a Tree, records: ArrayView2<f64>) -> Vec<Visit<'a>> {
    let mut visits = vec![Visit { tree, rows: (0..records.nrows()).collect(), questions: 0 }];
    let mut next = 0;
    while next < visits.len() {
        let Visit { tree, ref rows, questions } = visits[next];
        if let Tree::Node { feature, threshold, left, right } = tree {
            let goes_left = |row: &usize| records.get([*row, *feature]).is_some_and(|value| value <= threshold);
            let (to_left, to_right): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| goes_left(row));
            visits.push(Visit { tree: left, rows: to_left, questions: questions + 1 });
            visits.push(Visit { tree: right, rows: to_right, questions: questions + 1 });
        }
        next += 1;
    }
    visits
}

/// The leaves alone.
pub(super) fn leaves<'a>(tree: &'a Tree, records: ArrayView2<f64>) -> Vec<Visit<'a>> {
    visits(tree, records).into_iter().filter(|visit| matches!(visit.tree, Tree::Leaf { .. })).collect()
}

/// The class of every row, by the tree's questions alone.
pub(super) fn followed(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    let mut classes = Array1::zeros(records.nrows());
    for visit in leaves(tree, records) {
        if let Tree::Leaf { class, .. } = visit.tree {
            visit.rows.iter().for_each(|row| classes[*row] = *class);
        }
    }
    classes
}

/// Rows without any pattern, no two values of a column equal: a tree of these is deep.
pub(super) fn noise(cases: &mut Cases, n: usize, n_features: usize) -> (Array2<f64>, Array1<usize>) {
    let classes = Array1::from_shape_simple_fn(n, || cases.index(0..3));
    (distinct(cases, n, n_features), classes)
}

fn distinct(cases: &mut Cases, n: usize, n_features: usize) -> Array2<f64> {
    let columns: Vec<Vec<usize>> = (0..n_features).map(|_| cases.permutation(n)).collect();
    Array2::from_shape_fn((n, n_features), |(row, column)| columns[column][row] as f64)
}

/// Rows of three classes by two planted questions, a few of them wrong, where every split of a tree of depth 2 is
/// better than any other one, and every leaf has one majority: whoever breaks ties otherwise grows the same tree.
pub(super) fn planted(cases: &mut Cases, n: usize, min_samples_leaf: usize) -> Rows {
    loop {
        let records = distinct(cases, n, 2);
        let third = n as f64 / 3.0;
        let class = |row: ArrayView1<f64>| match (row[0] < third, row[1] < 1.5 * third) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let mut classes: Array1<usize> = records.rows().into_iter().map(class).collect();
        for _ in 0..n / 12 {
            classes[cases.index(0..n)] = cases.index(0..3);
        }
        if is_clear(records.view(), classes.view(), min_samples_leaf, 2) {
            return Dataset::new(records, classes);
        }
    }
}

/// Whether no split down to this depth has a rival, and no leaf's majority has one.
fn is_clear(records: ArrayView2<f64>, classes: ArrayView1<usize>, min_samples_leaf: usize, depth: usize) -> bool {
    let mut counts = [0; 3];
    classes.for_each(|class| counts[*class] += 1);
    counts.sort_unstable();
    if counts[2] == classes.len() || depth == 0 {
        return counts[2] > counts[1];
    }
    let Some(best) = best_by_gini(records, classes, min_samples_leaf) else {
        return counts[2] > counts[1];
    };
    let rival = |feature: usize| {
        let mut values = records.column(feature).to_vec();
        values.sort_by(f64::total_cmp);
        let places = min_samples_leaf..values.len() + 1 - min_samples_leaf;
        places
            .filter(|place| {
                let threshold = (values[place - 1] + values[*place]) / 2.0;
                let gain = best_split::solution::gain(records.column(feature), classes, threshold, Criterion::Gini);
                gain > best.gain - 1e-3
            })
            .count()
    };
    let sides: (Vec<usize>, Vec<usize>) =
        (0..classes.len()).partition(|row| records[[*row, best.feature]] <= best.threshold);
    let clear_side = |rows: &[usize]| {
        let (records, classes) = (records.select(Axis(0), rows), classes.select(Axis(0), rows));
        is_clear(records.view(), classes.view(), min_samples_leaf, depth - 1)
    };
    best.gain > 1e-2 && (0..2).map(rival).sum::<usize>() == 1 && clear_side(&sides.0) && clear_side(&sides.1)
}
