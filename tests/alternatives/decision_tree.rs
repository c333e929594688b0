//! Other ways to grow a tree and to go through it.

use std::collections::{BTreeMap, VecDeque};

use linfa::prelude::*;
use linfa_trees::DecisionTree;
use mlings::decision_tree::{Contract, FindSplit, Limits, NoRows, Rows, TrainingError, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "no recursion: a queue of row numbers, put together from the leaves up",
        Contract { majority: queue::majority, depth: queue::depth, predict: queue::predict, fit: queue::fit, choose_depth: queue::choose_depth },
    ),
    (
        "recursion on sorted-out copies, closed by the parent",
        Contract { majority: copies::majority, depth: copies::depth, predict: copies::predict, fit: copies::fit, choose_depth: copies::choose_depth },
    ),
];

/// Breadth first. Children have higher numbers than their parents, so the boxes are filled from the back.
mod queue {
    use super::*;

    pub fn majority(classes: ArrayView1<usize>) -> usize {
        let mut counts: BTreeMap<usize, i64> = BTreeMap::new();
        for class in classes {
            *counts.entry(*class).or_default() -= 1;
        }
        counts.into_iter().min_by_key(|(_, count)| *count).expect("a row").0
    }

    pub fn depth(tree: &Tree) -> usize {
        let mut level = vec![tree];
        let mut levels = 0;
        loop {
            let next: Vec<&Tree> = level
                .iter()
                .filter_map(|tree| match tree {
                    Tree::Leaf { .. } => None,
                    Tree::Node { left, right, .. } => Some([left.as_ref(), right.as_ref()]),
                })
                .flatten()
                .collect();
            if next.is_empty() {
                return levels;
            }
            levels += 1;
            level = next;
        }
    }

    pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
        Array1::from_shape_fn(records.nrows(), |row| {
            let mut place = tree;
            while let Tree::Node { feature, threshold, left, right } = place {
                place = if records[[row, *feature]] > *threshold { right } else { left };
            }
            match place {
                Tree::Leaf { class, .. } => *class,
                Tree::Node { .. } => unreachable!("the way ends at a leaf"),
            }
        })
    }

    /// A question and the numbers of its two sides, or a leaf.
    enum Slot {
        Leaf(usize, usize),
        Node(usize, f64, usize, usize),
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
        let mut waiting = VecDeque::from([((0..classes.len()).collect::<Vec<usize>>(), 0)]);
        let mut slots: Vec<Slot> = Vec::new();
        let mut promised = 1;
        while let Some((rows, level)) = waiting.pop_front() {
            let (own_records, own_classes) = (records.select(Axis(0), &rows), classes.select(Axis(0), &rows));
            let mixed = own_classes.iter().any(|class| *class != own_classes[0]);
            let may_ask = mixed && limits.max_depth.is_none_or(|most| level < most);
            let split = may_ask
                .then(|| find_split(own_records.view(), own_classes.view(), limits.min_samples_leaf))
                .flatten();
            match split {
                None => slots.push(Slot::Leaf(majority(own_classes.view()), rows.len())),
                Some(split) => {
                    let (right, left): (Vec<usize>, Vec<usize>) =
                        rows.iter().partition(|row| records[[**row, split.feature]] > split.threshold);
                    slots.push(Slot::Node(split.feature, split.threshold, promised, promised + 1));
                    promised += 2;
                    waiting.extend([(left, level + 1), (right, level + 1)]);
                }
            }
        }
        let mut built: Vec<Option<Tree>> = slots.iter().map(|_| None).collect();
        for (number, slot) in slots.iter().enumerate().rev() {
            built[number] = Some(match *slot {
                Slot::Leaf(class, n_samples) => Tree::Leaf { class, n_samples },
                Slot::Node(feature, threshold, left, right) => {
                    let mut side = |number: usize| Box::new(built[number].take().expect("a side that was built"));
                    Tree::Node { feature, threshold, left: side(left), right: side(right) }
                }
            });
        }
        Ok(built[0].take().expect("a root"))
    }

    /// By linfa's own accuracy, and a stable sort.
    pub fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
        let mut tried = Vec::new();
        for depth in depths {
            let tree = DecisionTree::params().max_depth(Some(*depth)).fit(train)?;
            tried.push((*depth, tree.predict(validation).confusion_matrix(validation)?.accuracy()));
        }
        tried.sort_by_key(|(depth, _)| *depth);
        tried.sort_by(|a, b| b.1.total_cmp(&a.1));
        Ok(tried[0].0)
    }
}

/// The rows that go left and right as tables of their own; the parent decides whether its sides are leaves.
mod copies {
    use super::*;

    pub fn majority(classes: ArrayView1<usize>) -> usize {
        let mut sorted = classes.to_vec();
        sorted.sort_unstable();
        let mut best = (0, 0);
        for run in sorted.chunk_by(|a, b| a == b) {
            if run.len() > best.0 {
                best = (run.len(), run[0]);
            }
        }
        best.1
    }

    pub fn depth(tree: &Tree) -> usize {
        fn deepest(tree: &Tree, here: usize, most: &mut usize) {
            *most = here.max(*most);
            if let Tree::Node { left, right, .. } = tree {
                deepest(left, here + 1, most);
                deepest(right, here + 1, most);
            }
        }
        let mut most = 0;
        deepest(tree, 0, &mut most);
        most
    }

    /// All rows at once: who goes left is predicted by the left side.
    pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
        fn fill(tree: &Tree, records: ArrayView2<f64>, rows: &[usize], classes: &mut Array1<usize>) {
            match tree {
                Tree::Leaf { class, .. } => rows.iter().for_each(|row| classes[*row] = *class),
                Tree::Node { feature, threshold, left, right } => {
                    let small = |row: &&usize| records[[**row, *feature]] <= *threshold;
                    let yes: Vec<usize> = rows.iter().filter(small).copied().collect();
                    let no: Vec<usize> = rows.iter().filter(|row| !small(row)).copied().collect();
                    fill(left, records, &yes, classes);
                    fill(right, records, &no, classes);
                }
            }
        }
        let mut classes = Array1::zeros(records.nrows());
        fill(tree, records, &(0..records.nrows()).collect::<Vec<_>>(), &mut classes);
        classes
    }

    pub fn fit(
        records: ArrayView2<f64>,
        classes: ArrayView1<usize>,
        limits: &Limits,
        find_split: FindSplit,
    ) -> Result<Tree, NoRows> {
        match classes.len() {
            0 => Err(NoRows),
            _ => Ok(branch(&records.to_owned(), &classes.to_owned(), limits, find_split)),
        }
    }

    fn branch(records: &Array2<f64>, classes: &Array1<usize>, limits: &Limits, find_split: FindSplit) -> Tree {
        let is_pure = classes.iter().min() == classes.iter().max();
        let closed = is_pure || limits.max_depth == Some(0);
        let found = if closed { None } else { find_split(records.view(), classes.view(), limits.min_samples_leaf) };
        let Some(split) = found else {
            return Tree::Leaf { class: majority(classes.view()), n_samples: classes.len() };
        };
        // One question is used up.
        let below = Limits { max_depth: limits.max_depth.map(|most| most - 1), ..*limits };
        let side = |to_left: bool| {
            let goes = |row: &usize| (records[[*row, split.feature]] <= split.threshold) == to_left;
            let rows: Vec<usize> = (0..classes.len()).filter(goes).collect();
            Box::new(branch(&records.select(Axis(0), &rows), &classes.select(Axis(0), &rows), &below, find_split))
        };
        Tree::Node { feature: split.feature, threshold: split.threshold, left: side(true), right: side(false) }
    }

    pub fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
        let wrong = |depth: usize| -> Result<usize, TrainingError> {
            let tree = DecisionTree::params().max_depth(Some(depth)).fit(train)?;
            let targets = validation.targets();
            Ok(tree.predict(validation.records()).iter().zip(targets).map(|(a, b)| usize::from(a != b)).sum())
        };
        let mut best = depths[0];
        for &depth in &depths[1..] {
            let (now, before) = (wrong(depth)?, wrong(best)?);
            if now < before || (now == before && depth < best) {
                best = depth;
            }
        }
        Ok(best)
    }
}
