//! Mistakes that search in another way.

use ndarray::{ArrayView1, ArrayView2};

use crate::best_split::solution::{best_threshold, gain};
use crate::best_split::{Contract, Criterion, Cut, SOLUTION, Split};

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
    let middles = sorted.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
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
        .map(|pair| values[pair[0]] + (values[pair[1]] - values[pair[0]]) / 2.0)
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
