//! The mistakes in running code.

use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use crate::decision_tree::{FindSplit, Limits, NoRows, Rows, Split, TrainingError, Tree};

/// How growing a tree can go wrong.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Slip {
    None,
    OneTooDeep,
    OneTooShallow,
    NoDepthLimit,
    SharedDepth,
    NoLeafLimit,
    GivesUp,
    SplitsPure,
    Unwraps,
    StopsAtNoGain,
    SplitsAllRows,
    LeavesClasses,
    SwapsSides,
    CountsAll,
    OneAnswer,
    LeafOfNothing,
}

type Majority = fn(ArrayView1<usize>) -> usize;

/// What stays the same from the root to the leaves.
struct Plan<'a> {
    slip: Slip,
    majority: Majority,
    records: ArrayView2<'a, f64>,
    classes: ArrayView1<'a, usize>,
    limits: &'a Limits,
    find_split: FindSplit<'a>,
}

pub(super) fn fit(
    slip: Slip,
    majority: Majority,
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
) -> Result<Tree, NoRows> {
    if classes.is_empty() && slip == Slip::LeafOfNothing {
        return Ok(Tree::Leaf { class: 0, n_samples: 0 });
    }
    if classes.is_empty() {
        return Err(NoRows);
    }
    let plan = Plan { slip, majority, records: records.view(), classes: classes.view(), limits, find_split };
    Ok(plan.grow(records.view(), classes.view(), 0, &mut 0))
}

impl Plan<'_> {
    fn grow(&self, records: ArrayView2<f64>, classes: ArrayView1<usize>, questions: usize, asked: &mut usize) -> Tree {
        let leaf = self.leaf(classes);
        let is_pure = classes.iter().all(|class| *class == classes[0]);
        if (is_pure && self.slip != Slip::SplitsPure) || self.is_deep_enough(questions, *asked) {
            return leaf;
        }
        let Some(Split { feature, threshold, .. }) = self.split(records, classes) else {
            return leaf;
        };
        let (mut left, mut right): (Vec<usize>, Vec<usize>) =
            (0..classes.len()).partition(|row| records[[*row, feature]] <= threshold);
        // The best split of other rows need not part these.
        if left.is_empty() || right.is_empty() {
            return leaf;
        }
        if self.slip == Slip::SwapsSides {
            (left, right) = (right, left);
        }
        *asked += 1;
        let mut branch = |rows: &[usize]| {
            let first: Vec<usize> = (0..rows.len()).collect();
            let beside = if self.slip == Slip::LeavesClasses { &first } else { rows };
            let (records, classes) = (records.select(Axis(0), rows), classes.select(Axis(0), beside));
            Box::new(self.grow(records.view(), classes.view(), questions + 1, asked))
        };
        Tree::Node { feature, threshold, left: branch(&left), right: branch(&right) }
    }

    fn leaf(&self, classes: ArrayView1<usize>) -> Tree {
        let n_samples = if self.slip == Slip::CountsAll { self.classes.len() } else { classes.len() };
        let class = (self.majority)(if self.slip == Slip::OneAnswer { self.classes.view() } else { classes.view() });
        Tree::Leaf { class, n_samples }
    }

    fn is_deep_enough(&self, questions: usize, asked: usize) -> bool {
        let Some(most) = self.limits.max_depth else { return false };
        match self.slip {
            Slip::OneTooDeep => questions > most,
            Slip::OneTooShallow => questions + 1 >= most,
            Slip::NoDepthLimit => false,
            Slip::SharedDepth => asked >= most,
            _ => questions >= most,
        }
    }

    fn split(&self, records: ArrayView2<f64>, classes: ArrayView1<usize>) -> Option<Split> {
        let least = self.limits.min_samples_leaf;
        let split = match self.slip {
            Slip::NoLeafLimit | Slip::GivesUp => (self.find_split)(records, classes, 1),
            Slip::SplitsAllRows => (self.find_split)(self.records, self.classes, least),
            _ => (self.find_split)(records, classes, least),
        };
        match (self.slip, split) {
            (Slip::Unwraps, split) => Some(split.unwrap()),
            (Slip::StopsAtNoGain, Some(split)) if split.gain < 1e-9 => None,
            (Slip::GivesUp, Some(split)) => {
                let left = records.column(split.feature).iter().filter(|value| **value <= split.threshold).count();
                (left.min(classes.len() - left) >= least).then_some(split)
            }
            (_, split) => split,
        }
    }
}

fn counts(classes: ArrayView1<usize>) -> Vec<usize> {
    let mut counts = vec![0; classes.iter().max().map_or(0, |largest| largest + 1)];
    classes.for_each(|class| counts[*class] += 1);
    counts
}

pub(super) fn highest_of_equals(classes: ArrayView1<usize>) -> usize {
    let counts = counts(classes);
    (0..counts.len()).max_by_key(|class| counts[*class]).unwrap_or(0)
}

pub(super) fn first(classes: ArrayView1<usize>) -> usize {
    classes[0]
}

pub(super) fn middle(classes: ArrayView1<usize>) -> usize {
    let mut sorted = classes.to_vec();
    sorted.sort_unstable();
    sorted[(sorted.len() - 1) / 2]
}

pub(super) fn leftmost(tree: &Tree) -> usize {
    match tree {
        Tree::Leaf { .. } => 0,
        Tree::Node { left, .. } => 1 + leftmost(left),
    }
}

pub(super) fn shortest(tree: &Tree) -> usize {
    match tree {
        Tree::Leaf { .. } => 0,
        Tree::Node { left, right, .. } => 1 + shortest(left).min(shortest(right)),
    }
}

pub(super) fn all_questions(tree: &Tree) -> usize {
    match tree {
        Tree::Leaf { .. } => 0,
        Tree::Node { left, right, .. } => 1 + all_questions(left) + all_questions(right),
    }
}

pub(super) fn predict(tree: &Tree, records: ArrayView2<f64>, goes_left: fn(f64, f64) -> bool) -> Array1<usize> {
    let class_of = |row: ArrayView1<f64>| {
        let mut here = tree;
        loop {
            match here {
                Tree::Leaf { class, .. } => return *class,
                Tree::Node { feature, threshold, left, right } => {
                    here = if goes_left(row[*feature], *threshold) { left } else { right };
                }
            }
        }
    };
    records.rows().into_iter().map(class_of).collect()
}

pub(super) fn first_column(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    let first = vec![0; records.ncols()];
    predict(tree, records.select(Axis(1), &first).view(), |value, threshold| value <= threshold)
}

/// From the smallest depth to the greatest: `wins` says whether so many errors replace the fewest so far.
pub(super) fn choose_depth(
    train: &Rows,
    validation: &Rows,
    depths: &[usize],
    wins: fn(usize, usize) -> bool,
) -> Result<usize, TrainingError> {
    let mut ascending = depths.to_vec();
    ascending.sort_unstable();
    let mut best = (usize::MAX, 0);
    for depth in ascending {
        let predicted = DecisionTree::params().max_depth(Some(depth)).fit(train)?.predict(validation.records());
        let errors = (0..predicted.len()).filter(|row| predicted[*row] != validation.targets()[*row]).count();
        if wins(errors, best.0) {
            best = (errors, depth);
        }
    }
    Ok(best.1)
}
