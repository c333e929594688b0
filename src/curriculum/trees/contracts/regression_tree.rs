//! The regression tree that the exercises with many trees are given: their learners grow it and ask it.

use mlings_contract::travels;
use ndarray::{Array1, ArrayView1, ArrayView2};

/// A tree that predicts a number: a leaf, or a split with a smaller tree on each side.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// The same prediction for every row that arrives here.
    Leaf(f64),
    /// Sends a row on by one of its features.
    Split {
        /// The column that is looked at.
        feature: usize,
        /// Rows with at most this value go to `low`, the others to `high`.
        threshold: f64,
        /// Predicts rows up to the threshold.
        low: Box<Tree>,
        /// Predicts rows above the threshold.
        high: Box<Tree>,
    },
}

/// How far a tree may grow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The most splits on the way from the root to a leaf.
    pub max_depth: usize,
    /// The fewest rows that a leaf may stand for, at least 1.
    pub min_samples_leaf: usize,
}

travels!(enum Tree { Leaf(value), Split { feature, threshold, low, high } });
travels!(struct Limits { max_depth, min_samples_leaf });

impl Tree {
    /// Grows a tree of least squares, as CART does (Breiman, Friedman, Olshen and Stone 1984) and scikit-learn's
    /// `DecisionTreeRegressor`: every split takes as much as it can out of the sum of squared residuals, and a leaf
    /// predicts the mean of its targets.
    ///
    /// - `records`: `n_samples` x `n_features`, finite, at least one row
    /// - `targets`: `n_samples`
    /// - `candidates`: asked once for every node that may be split, for the columns that this split may look at
    ///
    /// A threshold lies half way between two neighbouring values; where that rounds to the upper one, on the lower. So
    /// both sides always have rows. Of equally good splits the first candidate's wins,
    /// then the lowest threshold. A node is a leaf, and `candidates` is not asked, at `max_depth`, where both sides
    /// cannot have `min_samples_leaf` rows, and where all targets are equal. Where no split helps it is one as well.
    ///
    /// # Panics
    /// When there are fewer records than targets, a candidate is no column of theirs, or there is no row and
    /// `min_samples_leaf` is 0.
    pub fn fit(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        limits: &Limits,
        candidates: &mut dyn FnMut() -> Vec<usize>,
    ) -> Tree {
        let columns = records.columns().into_iter().map(|column| column.to_vec()).collect();
        let rows = (0..targets.len()).collect();
        Grower { columns, targets: targets.to_vec(), limits: *limits, candidates }.grow(rows, 0)
    }

    /// The prediction for every row of `records`, `n_samples` x `n_features`.
    ///
    /// # Panics
    /// When a row comes to a split whose column it does not have.
    pub fn predict(&self, records: ArrayView2<f64>) -> Array1<f64> {
        records.rows().into_iter().map(|row| self.leaf(row)).collect()
    }

    /// The prediction of the leaf that a row arrives at.
    fn leaf(&self, row: ArrayView1<f64>) -> f64 {
        match self {
            Tree::Leaf(prediction) => *prediction,
            Tree::Split { feature, threshold, low, .. } if row[*feature] <= *threshold => low.leaf(row),
            Tree::Split { high, .. } => high.leaf(row),
        }
    }
}

/// Grows one tree. Plain vectors: this is the hot loop of the exercises, and it runs as it is written.
struct Grower<'a> {
    columns: Vec<Vec<f64>>,
    targets: Vec<f64>,
    limits: Limits,
    candidates: &'a mut dyn FnMut() -> Vec<usize>,
}

struct Split {
    feature: usize,
    threshold: f64,
    gain: f64,
}

/// Gains that differ by a smaller share differ by rounding.
const ROUNDING: f64 = 1e-9;

/// Targets that differ by a smaller share of their size are equal.
const EQUAL: f64 = 1e-12;

impl Grower<'_> {
    fn grow(&mut self, rows: Vec<usize>, depth: usize) -> Tree {
        let mean = rows.iter().map(|row| self.targets[*row]).sum::<f64>() / rows.len() as f64;
        let leaf = Tree::Leaf(mean);
        if depth == self.limits.max_depth || rows.len() / 2 < self.limits.min_samples_leaf || self.is_pure(&rows) {
            return leaf;
        }
        let Some(Split { feature, threshold, .. }) = self.best_split(&rows, mean) else {
            return leaf;
        };
        let (low, high) = rows.into_iter().partition(|row| self.columns[feature][*row] <= threshold);
        let low = Box::new(self.grow(low, depth + 1));
        let high = Box::new(self.grow(high, depth + 1));
        Tree::Split { feature, threshold, low, high }
    }

    fn is_pure(&self, rows: &[usize]) -> bool {
        let first = self.targets[rows[0]];
        rows.iter().all(|row| (self.targets[*row] - first).abs() <= EQUAL * first.abs())
    }

    /// The split that takes most out of the sum of squares. Where `s` is what the targets of one side exceed the mean
    /// by, in all, that is s²/n of this side plus s²/n of the other.
    fn best_split(&mut self, rows: &[usize], mean: f64) -> Option<Split> {
        let n = rows.len();
        let squares: f64 = rows.iter().map(|row| (self.targets[*row] - mean).powi(2)).sum();
        let mut best: Option<Split> = None;
        for feature in (self.candidates)() {
            let column = &self.columns[feature];
            let mut sorted: Vec<(f64, f64)> = rows.iter().map(|row| (column[*row], self.targets[*row])).collect();
            sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let mut excess = 0.0;
            for n_low in 1..n {
                let (value, target) = sorted[n_low - 1];
                excess += target - mean;
                let n_high = n - n_low;
                if value == sorted[n_low].0 || n_low.min(n_high) < self.limits.min_samples_leaf {
                    continue;
                }
                let gain = excess * excess * (1.0 / n_low as f64 + 1.0 / n_high as f64);
                if gain > best.as_ref().map_or(0.0, |best| best.gain) + ROUNDING * squares {
                    best = Some(Split { feature, threshold: halfway(value, sorted[n_low].0), gain });
                }
            }
        }
        best
    }
}

/// Between two floats that are next to each other there is none, and their middle may round to the upper one. Half of
/// each does not overflow.
fn halfway(low: f64, high: f64) -> f64 {
    let middle = low / 2.0 + high / 2.0;
    if low <= middle && middle < high { middle } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    const LIMITS: Limits = Limits { max_depth: 2, min_samples_leaf: 1 };

    #[test]
    fn splits_where_most_squares_go_and_predicts_means() {
        let (records, targets) = (array![[0.0], [1.0], [4.0], [6.0]], array![1.0, 3.0, 10.0, 10.0]);
        let tree = Tree::fit(records.view(), targets.view(), &LIMITS, &mut || vec![0]);
        let low = Tree::Split { feature: 0, threshold: 0.5, low: leaf(1.0), high: leaf(3.0) };
        assert_eq!(tree, Tree::Split { feature: 0, threshold: 2.5, low: Box::new(low), high: leaf(10.0) });
        assert_eq!(tree.predict(array![[2.5], [2.6], [0.5], [0.6]].view()), array![3.0, 10.0, 1.0, 3.0]);
        let limits = Limits { min_samples_leaf: 2, ..LIMITS };
        let tree = Tree::fit(records.view(), targets.view(), &limits, &mut || vec![0]);
        assert_eq!(tree, Tree::Split { feature: 0, threshold: 2.5, low: leaf(2.0), high: leaf(10.0) });
    }

    #[test]
    fn asks_for_columns_where_it_may_split_and_for_equal_gains_takes_the_first() {
        let records = array![[0.0, 5.0, 1.0], [0.0, 6.0, 2.0], [0.0, 7.0, 3.0]];
        let mut asked = 0;
        let mut candidates = || {
            asked += 1;
            vec![2, 1, 0]
        };
        let tree = Tree::fit(records.view(), array![1.0, 1.0, 4.0].view(), &LIMITS, &mut candidates);
        assert_eq!(tree, Tree::Split { feature: 2, threshold: 2.5, low: leaf(1.0), high: leaf(4.0) });
        assert_eq!(asked, 1);
        let tree = Tree::fit(records.view(), array![1.0, 1.0, 4.0].view(), &LIMITS, &mut || vec![0]);
        assert_eq!(tree, Tree::Leaf(2.0));
    }

    /// Grown from one column, asked about the same.
    fn predictions(values: &[f64], targets: &[f64], limits: &Limits) -> Vec<f64> {
        let records = ArrayView2::from_shape((values.len(), 1), values).expect("one column");
        Tree::fit(records, ArrayView1::from(targets), limits, &mut || vec![0]).predict(records).to_vec()
    }

    #[test]
    fn neighbouring_floats_are_told_apart_however_small_or_large() {
        let targets = [0.0, 0.0, 0.0, 5.0, 5.0, 5.0];
        let limits = Limits { max_depth: 3, min_samples_leaf: 1 };
        assert_eq!(predictions(&[0.1, 0.2, 0.3, 0.1 + 0.2, 0.4, 0.5], &targets, &limits), targets);
        let below_one = 1.0_f64.next_down();
        let unlimited = Limits { max_depth: usize::MAX, min_samples_leaf: 1 };
        for values in [
            [below_one, 1.0],
            [0.0, f64::from_bits(1)],
            [f64::from_bits(1), f64::from_bits(2)],
            [1.5e308, f64::MAX],
            [f64::MIN, f64::MAX],
            [-f64::from_bits(1), 0.0],
        ] {
            assert_eq!(predictions(&values, &[0.0, 10.0], &unlimited), [0.0, 10.0], "{values:?}");
        }
        let records = array![[below_one], [1.0], [2.0]];
        let (below, targets) = (array![[below_one], [1.0]], array![0.0, 10.0]);
        let tree = Tree::fit(below.view(), targets.view(), &unlimited, &mut || vec![0]);
        assert_eq!(tree.predict(records.view()), array![0.0, 10.0, 10.0]);
    }

    #[test]
    fn targets_far_from_0_are_not_taken_for_equal() {
        let targets = [1.7e9, 1.7e9, 1.7e9 + 1.0, 1.7e9 + 1.0];
        assert_eq!(predictions(&[1.0, 2.0, 3.0, 4.0], &targets, &LIMITS), targets);
        let none = Limits { max_depth: 3, min_samples_leaf: usize::MAX };
        assert_eq!(predictions(&[1.0, 2.0], &[1.0, 3.0], &none), [2.0, 2.0]);
    }

    fn leaf(prediction: f64) -> Box<Tree> {
        Box::new(Tree::Leaf(prediction))
    }
}
