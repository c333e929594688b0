//! The mistakes in running code.

use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use crate::decision_tree::oracles::best_by_gini;
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
    UnwrapsNothing,
    SearchesItself,
    ZeroIsNoLimit,
    MergesLeaves,
    CountsMajority,
    PureEnds,
    PureStart,
    PureEndsAndStart,
    EqualGoesRight,
    SinglePrecision,
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
    if slip == Slip::UnwrapsNothing {
        classes.iter().max().unwrap();
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
        let is_pure = self.is_pure(classes);
        if (is_pure && self.slip != Slip::SplitsPure) || self.is_deep_enough(questions, *asked) {
            return leaf;
        }
        let Some(Split { feature, threshold, .. }) = self.split(records, classes) else {
            return leaf;
        };
        let (mut left, mut right): (Vec<usize>, Vec<usize>) =
            (0..classes.len()).partition(|row| self.goes_left(records[[*row, feature]], threshold));
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
        let (left, right) = (branch(&left), branch(&right));
        match (&*left, &*right) {
            (Tree::Leaf { class, .. }, Tree::Leaf { class: other, .. })
                if class == other && self.slip == Slip::MergesLeaves =>
            {
                leaf
            }
            _ => Tree::Node { feature, threshold, left, right },
        }
    }

    fn is_pure(&self, classes: ArrayView1<usize>) -> bool {
        let n = classes.len();
        let is_first = |row: usize| classes[row.min(n - 1)] == classes[0];
        match self.slip {
            Slip::PureEnds => is_first(n - 1),
            Slip::PureStart => is_first(1),
            Slip::PureEndsAndStart => is_first(1) && is_first(n - 1),
            _ => (0..n).all(is_first),
        }
    }

    fn goes_left(&self, value: f64, threshold: f64) -> bool {
        match self.slip {
            Slip::EqualGoesRight => value < threshold,
            Slip::SinglePrecision => value as f32 <= threshold as f32,
            _ => value <= threshold,
        }
    }

    fn leaf(&self, classes: ArrayView1<usize>) -> Tree {
        let n_samples = match self.slip {
            Slip::CountsAll => self.classes.len(),
            Slip::CountsMajority => counts(classes).into_iter().max().unwrap_or(0),
            _ => classes.len(),
        };
        let class = (self.majority)(if self.slip == Slip::OneAnswer { self.classes.view() } else { classes.view() });
        Tree::Leaf { class, n_samples }
    }

    fn is_deep_enough(&self, questions: usize, asked: usize) -> bool {
        let Some(most) = self.limits.max_depth else { return false };
        match self.slip {
            Slip::OneTooDeep => questions > most,
            Slip::OneTooShallow => questions + 1 >= most,
            Slip::NoDepthLimit => false,
            Slip::ZeroIsNoLimit if most == 0 => false,
            Slip::SharedDepth => asked >= most,
            _ => questions >= most,
        }
    }

    fn split(&self, records: ArrayView2<f64>, classes: ArrayView1<usize>) -> Option<Split> {
        let least = self.limits.min_samples_leaf;
        let split = match self.slip {
            Slip::NoLeafLimit | Slip::GivesUp => (self.find_split)(records, classes, 1),
            Slip::SearchesItself => best_by_gini(records, classes, least),
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

/// Of equally frequent classes the one whose `place` is the smallest.
fn of_equals_by(classes: ArrayView1<usize>, place: impl Fn(usize) -> Option<usize>) -> usize {
    let counts = counts(classes);
    let most = counts.iter().max().copied().unwrap_or(0);
    (0..counts.len()).filter(|class| counts[*class] == most).min_by_key(|class| place(*class)).unwrap_or(0)
}

pub(super) fn first_seen_of_equals(classes: ArrayView1<usize>) -> usize {
    of_equals_by(classes, |class| classes.iter().position(|other| *other == class))
}

pub(super) fn last_seen_of_equals(classes: ArrayView1<usize>) -> usize {
    of_equals_by(classes, |class| classes.iter().rev().position(|other| *other == class))
}

/// Counts begin anew after 255, as optimised code has it.
pub(super) fn in_bytes(classes: ArrayView1<usize>) -> usize {
    let counts: Vec<u8> = counts(classes).into_iter().map(|count| count as u8).collect();
    (0..counts.len()).rev().max_by_key(|class| counts[*class]).unwrap_or(0)
}

/// Counts do not fit behind 255, and the program says so.
pub(super) fn in_narrow_bytes(classes: ArrayView1<usize>) -> usize {
    let mut counts = vec![0_u8; classes.iter().max().map_or(0, |largest| largest + 1)];
    classes.for_each(|class| counts[*class] += 1);
    (0..counts.len()).rev().max_by_key(|class| counts[*class]).unwrap_or(0)
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

pub(super) fn rightmost(tree: &Tree) -> usize {
    match tree {
        Tree::Leaf { .. } => 0,
        Tree::Node { right, .. } => 1 + rightmost(right),
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

/// Makes a tree of the training rows and a depth.
type Grown = fn(&Rows, usize) -> Result<DecisionTree<f64, usize>, TrainingError>;

/// How wrong the validation rows are by a tree that `grown` makes of the training rows and a depth.
fn cost(
    train: &Rows,
    validation: &Rows,
    depth: usize,
    grown: Grown,
    of_row: fn(usize, usize) -> usize,
) -> Result<usize, TrainingError> {
    let predicted = grown(train, depth)?.predict(validation.records());
    Ok(predicted.iter().zip(validation.targets()).map(|(ours, theirs)| of_row(*ours, *theirs)).sum())
}

pub(super) fn to_depth(train: &Rows, depth: usize) -> Result<DecisionTree<f64, usize>, TrainingError> {
    DecisionTree::params().max_depth(Some(depth)).fit(train)
}

pub(super) fn is_wrong(ours: usize, theirs: usize) -> usize {
    usize::from(ours != theirs)
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
    in_this_order(train, validation, &ascending, wins, false)
}

/// As the depths come; may stop at the first that does not win.
pub(super) fn in_this_order(
    train: &Rows,
    validation: &Rows,
    depths: &[usize],
    wins: fn(usize, usize) -> bool,
    stops: bool,
) -> Result<usize, TrainingError> {
    let mut best = (usize::MAX, 0);
    for depth in depths {
        let errors = cost(train, validation, *depth, to_depth, is_wrong)?;
        if wins(errors, best.0) {
            best = (errors, *depth);
        } else if stops {
            break;
        }
    }
    Ok(best.1)
}

pub(super) fn stops_ascending(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
    let mut ascending = depths.to_vec();
    ascending.sort_unstable();
    in_this_order(train, validation, &ascending, |errors, best| errors < best, true)
}

/// The smallest of the depths with the smallest cost.
pub(super) fn least_cost(
    train: &Rows,
    validation: &Rows,
    depths: &[usize],
    grown: Grown,
    of_row: fn(usize, usize) -> usize,
    of_sum: fn(usize, usize) -> usize,
) -> Result<usize, TrainingError> {
    let mut best = (usize::MAX, 0);
    for depth in depths {
        let cost = cost(train, validation, *depth, grown, of_row)?;
        best = best.min((of_sum(cost, validation.targets().len()), *depth));
    }
    Ok(best.1)
}

pub(super) fn most_errors(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
    let mut best: Option<(usize, usize)> = None;
    for depth in depths {
        let errors = cost(train, validation, *depth, to_depth, is_wrong)?;
        if best.is_none_or(|(most, _)| errors > most) {
            best = Some((errors, *depth));
        }
    }
    Ok(best.map_or(0, |(_, depth)| depth))
}
