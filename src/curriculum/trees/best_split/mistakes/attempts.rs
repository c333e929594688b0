//! The mistakes in running code: most are the search once, put together from parts, each of which can be wrong; at the
//! end stand those that search in another way.

use std::collections::BTreeSet;

use ndarray::{Array1, ArrayView1, ArrayView2};

use crate::best_split::solution::{best_threshold, entropy, gain, gini};
use crate::best_split::{Contract, Criterion, Cut, SOLUTION, Split};

type Impurity = fn(ArrayView1<usize>) -> f64;

/// A learner's file, as the parts that it is made of.
pub(super) struct File {
    pub gini: Impurity,
    pub entropy: Impurity,
    /// How many numbers of classes there is room for.
    pub n_classes: fn(ArrayView1<usize>) -> usize,
    /// The criterion that is used for the one that is asked for.
    pub measure: fn(Criterion) -> Criterion,
    /// The gain: from the impurity of all rows, and from the share and the impurity of each side.
    pub gained: fn(f64, (f64, f64), (f64, f64)) -> f64,
    /// The weight of a side with so many rows, of so many in all.
    pub shared: fn(usize, usize) -> f64,
    pub goes_left: fn(f64, f64) -> bool,
    /// The rows in the order in which they change sides.
    pub order: fn(&[f64]) -> Vec<usize>,
    /// The row whose class is taken: of a row and its place in the order.
    pub class_of: fn(usize, usize) -> usize,
    /// Whether two values are too equal for a threshold between them.
    pub same: fn(f64, f64) -> bool,
    pub between: fn(f64, f64) -> f64,
    /// Whether this place is tried: so many rows are on the left, of so many in all.
    pub tried: fn(usize, usize) -> bool,
    /// Whether the left and the right side have enough rows.
    pub enough: fn(usize, usize, usize) -> bool,
    /// Gains that are not larger are none.
    pub least_gain: f64,
    /// Whether a gain replaces the best one so far.
    pub wins: fn(f64, f64) -> bool,
    /// What is returned of a feature where all values are equal.
    pub without: fn(&[f64]) -> Option<Cut>,
    pub feature_wins: fn(f64, f64) -> bool,
    /// The criterion that is handed on to the search for a threshold.
    pub handed_on: fn(Criterion) -> Criterion,
    /// The `min_samples_leaf` that is handed on.
    pub least_handed_on: fn(usize) -> usize,
    /// Whether rows are taken for columns.
    pub by_rows: bool,
}

pub(super) const TINY: f64 = 1e-9;

pub(super) const RIGHT: File = File {
    gini,
    entropy,
    n_classes: |classes| classes.iter().max().map_or(0, |largest| largest + 1),
    measure: |criterion| criterion,
    gained: |all, left, right| all - left.0 * left.1 - right.0 * right.1,
    shared: |rows, all| rows as f64 / all as f64,
    goes_left: |value, threshold| value <= threshold,
    order: ascending,
    class_of: |row, _| row,
    same: |low, high| low == high,
    between: halfway,
    tried: |_, _| true,
    enough: |left, right, least| left.min(right) >= least,
    least_gain: f64::NEG_INFINITY,
    wins: |gain, best| gain > best + TINY,
    without: |_| None,
    feature_wins: |gain, best| gain > best + TINY,
    handed_on: |criterion| criterion,
    least_handed_on: |least| least,
    by_rows: false,
};

impl File {
    pub(super) fn gain(
        &self,
        values: ArrayView1<f64>,
        classes: ArrayView1<usize>,
        threshold: f64,
        criterion: Criterion,
    ) -> f64 {
        let mut sides = self.empty_sides(classes);
        for (value, class) in values.iter().zip(classes) {
            sides[usize::from(!(self.goes_left)(*value, threshold))][*class] += 1;
        }
        self.gain_of(&sides, criterion)
    }

    pub(super) fn best_threshold(
        &self,
        values: ArrayView1<f64>,
        classes: ArrayView1<usize>,
        criterion: Criterion,
        min_samples_leaf: usize,
    ) -> Option<Cut> {
        let values = values.to_vec();
        if values.iter().all(|value| (self.same)(*value, values[0])) {
            return (self.without)(&values);
        }
        let rows = (self.order)(&values);
        let mut sides = self.empty_sides(classes);
        classes.for_each(|class| sides[1][*class] += 1);
        let mut best: Option<Cut> = None;
        for place in 1..rows.len() {
            let class = classes[(self.class_of)(rows[place - 1], place - 1)];
            sides[0][class] += 1;
            sides[1][class] -= 1;
            let (low, high) = (values[rows[place - 1]], values[rows[place]]);
            let is_enough = (self.enough)(place, rows.len() - place, min_samples_leaf);
            if (self.same)(low, high) || !is_enough || !(self.tried)(place, rows.len()) {
                continue;
            }
            let gain = self.gain_of(&sides, criterion);
            if gain > self.least_gain && best.is_none_or(|best| (self.wins)(gain, best.gain)) {
                best = Some(Cut { threshold: (self.between)(low, high), gain });
            }
        }
        best
    }

    pub(super) fn best_split(
        &self,
        records: ArrayView2<f64>,
        classes: ArrayView1<usize>,
        criterion: Criterion,
        min_samples_leaf: usize,
    ) -> Option<Split> {
        let mut best: Option<Split> = None;
        let features = if self.by_rows { records.rows() } else { records.columns() };
        for (feature, values) in features.into_iter().enumerate() {
            let least = (self.least_handed_on)(min_samples_leaf);
            let cut = self.best_threshold(values, classes, (self.handed_on)(criterion), least);
            let Some(Cut { threshold, gain }) = cut else { continue };
            if best.is_none_or(|best| (self.feature_wins)(gain, best.gain)) {
                best = Some(Split { feature, threshold, gain });
            }
        }
        best
    }

    fn empty_sides(&self, classes: ArrayView1<usize>) -> [Array1<usize>; 2] {
        let n_classes = (self.n_classes)(classes);
        [Array1::zeros(n_classes), Array1::zeros(n_classes)]
    }

    fn gain_of(&self, sides: &[Array1<usize>; 2], criterion: Criterion) -> f64 {
        let impurity = match (self.measure)(criterion) {
            Criterion::Gini => self.gini,
            Criterion::Entropy => self.entropy,
        };
        let all = &sides[0] + &sides[1];
        let share = |side: &Array1<usize>| (self.shared)(side.sum(), all.sum());
        let [left, right] = sides.each_ref().map(|side| (share(side), impurity(side.view())));
        (self.gained)(impurity(all.view()), left, right)
    }
}

fn ascending(values: &[f64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..values.len()).collect();
    rows.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    rows
}

pub(super) fn by_whole_parts(values: &[f64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..values.len()).collect();
    rows.sort_by_key(|row| values[*row] as i64);
    rows
}

pub(super) fn by_tenths(values: &[f64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..values.len()).collect();
    rows.sort_by_key(|row| (values[*row] * 10.0) as i64);
    rows
}

fn halfway(low: f64, high: f64) -> f64 {
    let middle = low / 2.0 + high / 2.0;
    if low <= middle && middle < high { middle } else { low }
}

fn shares(counts: ArrayView1<usize>) -> Vec<f64> {
    let n = counts.sum().max(1) as f64;
    counts.iter().map(|count| *count as f64 / n).collect()
}

/// The shares with about seven digits.
fn shares_f32(counts: ArrayView1<usize>) -> Vec<f32> {
    let n = counts.sum().max(1) as f32;
    counts.iter().map(|count| *count as f32 / n).collect()
}

pub(super) fn gini_of_f32(counts: ArrayView1<usize>) -> f64 {
    let all = if counts.sum() == 0 { 0.0 } else { 1.0 };
    all - shares_f32(counts).iter().map(|share| f64::from(*share).powi(2)).sum::<f64>()
}

pub(super) fn gini_of_f32_by_others(counts: ArrayView1<usize>) -> f64 {
    shares_f32(counts).iter().map(|share| f64::from(*share)).map(|share| share * (1.0 - share)).sum()
}

pub(super) fn gini_in_f32(counts: ArrayView1<usize>) -> f64 {
    let all = if counts.sum() == 0 { 0.0 } else { 1.0 };
    f64::from(all - shares_f32(counts).iter().map(|share| share * share).sum::<f32>())
}

pub(super) fn entropy_of_f32(counts: ArrayView1<usize>) -> f64 {
    let shares = shares_f32(counts).into_iter().filter(|share| *share > 0.0).map(f64::from);
    shares.map(|share| -share * share.log2()).sum()
}

pub(super) fn entropy_in_f32(counts: ArrayView1<usize>) -> f64 {
    let shares = shares_f32(counts).into_iter().filter(|share| *share > 0.0);
    f64::from(shares.map(|share| -share * share.log2()).sum::<f32>())
}

/// The squares of the counts begin anew at 2³², as optimised code has it.
pub(super) fn wrapped_squares(counts: ArrayView1<usize>) -> f64 {
    let n = counts.sum().max(1) as f64;
    let all = if counts.sum() == 0 { 0.0 } else { 1.0 };
    all - counts.iter().map(|count| f64::from((*count as u32).wrapping_mul(*count as u32))).sum::<f64>() / (n * n)
}

/// The squares of the counts do not fit, and the program says so.
pub(super) fn narrow_squares(counts: ArrayView1<usize>) -> f64 {
    let n = counts.sum().max(1) as f64;
    let all = if counts.sum() == 0 { 0.0 } else { 1.0 };
    all - counts.iter().map(|count| *count as u32).map(|count| f64::from(count * count)).sum::<f64>() / (n * n)
}

pub(super) fn in_tens(counts: ArrayView1<usize>) -> f64 {
    entropy(counts) * std::f64::consts::LOG10_2
}

pub(super) fn negative(counts: ArrayView1<usize>) -> f64 {
    -entropy(counts)
}

pub(super) fn purity(counts: ArrayView1<usize>) -> f64 {
    shares(counts).iter().map(|share| share * share).sum()
}

pub(super) fn two_classes(counts: ArrayView1<usize>) -> f64 {
    let first = shares(counts).first().copied().unwrap_or(0.0);
    2.0 * first * (1.0 - first)
}

pub(super) fn outside_the_largest(counts: ArrayView1<usize>) -> f64 {
    if counts.sum() == 0 { 0.0 } else { 1.0 - shares(counts).iter().copied().fold(0.0, f64::max) }
}

pub(super) fn without_replacement(counts: ArrayView1<usize>) -> f64 {
    let pairs = |n: usize| (n * n.saturating_sub(1)) as f64;
    if counts.sum() < 2 {
        return 0.0;
    }
    1.0 - counts.iter().map(|count| pairs(*count)).sum::<f64>() / pairs(counts.sum())
}

pub(super) fn log_of_nearly_zero(counts: ArrayView1<usize>) -> f64 {
    -shares(counts).iter().map(|share| share * (share + 1e-12).log2()).sum::<f64>()
}

pub(super) fn different(classes: ArrayView1<usize>) -> usize {
    classes.iter().collect::<BTreeSet<_>>().len()
}

pub(super) fn log_of_zero(counts: ArrayView1<usize>) -> f64 {
    -shares(counts).iter().map(|share| share * share.log2()).sum::<f64>()
}

pub(super) fn in_nats(counts: ArrayView1<usize>) -> f64 {
    entropy(counts) * std::f64::consts::LN_2
}

/// 0 / 0 at an empty side; a class without rows is looked after all the same.
pub(super) fn nan_when_empty_gini(counts: ArrayView1<usize>) -> f64 {
    if counts.sum() == 0 { f64::NAN } else { gini(counts) }
}

pub(super) fn nan_when_empty_entropy(counts: ArrayView1<usize>) -> f64 {
    if counts.sum() == 0 { f64::NAN } else { entropy(counts) }
}

type Search = fn(ArrayView1<f64>, ArrayView1<usize>, Criterion, usize) -> Option<Cut>;

/// A learner's `best_split`, made of this search.
fn split_by(
    search: Search,
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    let cuts = records.columns().into_iter().map(|values| search(values, classes, criterion, min_samples_leaf));
    let cuts: Vec<(usize, Cut)> = cuts.enumerate().filter_map(|(feature, cut)| Some((feature, cut?))).collect();
    let (feature, Cut { threshold, gain }) = first_best(cuts, |(_, cut)| cut.gain)?;
    Some(Split { feature, threshold, gain })
}

/// The first of the items whose number none exceeds.
fn first_best<T>(items: Vec<T>, number: impl Fn(&T) -> f64) -> Option<T> {
    items.into_iter().reduce(|best, item| if number(&item) > number(&best) + 1e-9 { item } else { best })
}

fn enough(values: ArrayView1<f64>, threshold: f64, min_samples_leaf: usize) -> bool {
    let left = values.iter().filter(|value| **value <= threshold).count();
    left.min(values.len() - left) >= min_samples_leaf
}

/// Between two equal values lies that value itself.
fn between_equals(
    values: ArrayView1<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Cut> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middles = sorted.windows(2).map(|pair| halfway(pair[0], pair[1]));
    let cuts = middles
        .filter(|threshold| enough(values, *threshold, min_samples_leaf))
        .map(|threshold| Cut { threshold, gain: gain(values, classes, threshold, criterion) });
    first_best(cuts.collect(), |cut| cut.gain)
}

/// Between two rows of one class no threshold is tried.
fn at_changes(
    values: ArrayView1<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Cut> {
    let mut rows: Vec<usize> = (0..values.len()).collect();
    rows.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let changes =
        rows.windows(2).filter(|pair| values[pair[0]] != values[pair[1]] && classes[pair[0]] != classes[pair[1]]);
    let cuts = changes
        .map(|pair| halfway(values[pair[0]], values[pair[1]]))
        .filter(|threshold| enough(values, *threshold, min_samples_leaf))
        .map(|threshold| Cut { threshold, gain: gain(values, classes, threshold, criterion) });
    first_best(cuts.collect(), |cut| cut.gain)
}

/// The best threshold of all, and only if its sides are too small none.
fn looked_at_afterwards(
    values: ArrayView1<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Cut> {
    let best = best_threshold(values, classes, criterion, 1)?;
    enough(values, best.threshold, min_samples_leaf).then_some(best)
}

/// A question mark in the loop ends the whole search.
fn gives_up(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    for values in records.columns() {
        best_threshold(values, classes, criterion, min_samples_leaf)?;
    }
    (SOLUTION.best_split)(records, classes, criterion, min_samples_leaf)
}

/// The right functions, with this search.
macro_rules! searching {
    ($search:ident) => {
        Contract {
            best_threshold: $search,
            best_split: |records, classes, criterion, least| split_by($search, records, classes, criterion, least),
            ..SOLUTION
        }
    };
}

pub(super) const BETWEEN_EQUALS: Contract = searching!(between_equals);
pub(super) const AT_CHANGES: Contract = searching!(at_changes);
pub(super) const LOOKED_AT_AFTERWARDS: Contract = searching!(looked_at_afterwards);
pub(super) const GIVES_UP: Contract = Contract { best_split: gives_up, ..SOLUTION };
