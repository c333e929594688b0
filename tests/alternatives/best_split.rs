//! Other ways to the best split.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use mlings::best_split::{Contract, Criterion, Cut, Split};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "every threshold tried from scratch, maps of counts",
        Contract {
            gini: scratch::gini,
            entropy: scratch::entropy,
            gain: scratch::gain,
            best_threshold: scratch::best_threshold,
            best_split: scratch::best_split,
        },
    ),
    (
        "cumulative sums of one-hot classes, all gains sorted",
        Contract {
            gini: sums::gini,
            entropy: sums::entropy,
            gain: sums::gain,
            best_threshold: sums::best_threshold,
            best_split: sums::best_split,
        },
    ),
];

/// As good as equal.
const TIE: f64 = 1e-9;

/// The definition, as slow as it is: a new partition for every threshold.
mod scratch {
    use super::*;

    pub fn gini(counts: ArrayView1<usize>) -> f64 {
        let n = counts.sum();
        if n == 0 {
            return 0.0;
        }
        let squares: usize = counts.iter().map(|count| count * count).sum();
        1.0 - squares as f64 / (n * n) as f64
    }

    pub fn entropy(counts: ArrayView1<usize>) -> f64 {
        let n = counts.sum() as f64;
        let mut bits = 0.0;
        for &count in counts {
            if count > 0 {
                let share = count as f64 / n;
                bits -= share * share.log2();
            }
        }
        bits
    }

    fn impurity(classes: &[usize], criterion: Criterion) -> f64 {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for class in classes {
            *counts.entry(*class).or_default() += 1;
        }
        let counts: Array1<usize> = counts.into_values().collect();
        match criterion {
            Criterion::Gini => gini(counts.view()),
            Criterion::Entropy => entropy(counts.view()),
        }
    }

    pub fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64 {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in 0..values.len() {
            if values[row] > threshold {
                right.push(classes[row]);
            } else {
                left.push(classes[row]);
            }
        }
        let mixed = left.len() as f64 * impurity(&left, criterion) + right.len() as f64 * impurity(&right, criterion);
        impurity(&classes.to_vec(), criterion) - mixed / values.len() as f64
    }

    pub fn best_threshold(
        values: ArrayView1<f64>,
        classes: ArrayView1<usize>,
        criterion: Criterion,
        min_samples_leaf: usize,
    ) -> Option<Cut> {
        let mut distinct = values.to_vec();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let enough = |threshold: f64| {
            let left = values.iter().filter(|value| **value <= threshold).count();
            left >= min_samples_leaf && values.len() - left >= min_samples_leaf
        };
        let cuts: Vec<Cut> = distinct
            .windows(2)
            .map(|pair| (0.5 * pair[0] + 0.5 * pair[1]).min(pair[1].next_down()))
            .filter(|threshold| enough(*threshold))
            .map(|threshold| Cut { threshold, gain: gain(values, classes, threshold, criterion) })
            .collect();
        let most = cuts.iter().map(|cut| cut.gain).fold(f64::NEG_INFINITY, f64::max);
        cuts.into_iter().find(|cut| cut.gain >= most - TIE)
    }

    pub fn best_split(
        records: ArrayView2<f64>,
        classes: ArrayView1<usize>,
        criterion: Criterion,
        min_samples_leaf: usize,
    ) -> Option<Split> {
        let cut = |feature| best_threshold(records.column(feature), classes, criterion, min_samples_leaf);
        (0..records.ncols()).rev().fold(None, |best: Option<Split>, feature| match (best, cut(feature)) {
            (best, None) => best,
            (Some(best), Some(cut)) if best.gain > cut.gain + TIE => Some(best),
            (_, Some(cut)) => Some(Split { feature, threshold: cut.threshold, gain: cut.gain }),
        })
    }
}

/// A table of counts after every row, from which all gains follow at once.
mod sums {
    use super::*;

    pub fn gini(counts: ArrayView1<usize>) -> f64 {
        let n = counts.sum().max(1) as f64;
        let mut unlike = 0;
        for (class, count) in counts.iter().enumerate() {
            unlike += 2 * count * counts.slice(s![class + 1..]).sum();
        }
        unlike as f64 / n / n
    }

    pub fn entropy(counts: ArrayView1<usize>) -> f64 {
        let n = counts.sum().max(1) as f64;
        let logs: f64 = counts.iter().map(|count| *count as f64 * (*count.max(&1) as f64).ln()).sum();
        (n.ln() - logs / n) / 2_f64.ln()
    }

    pub fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64 {
        let (order, table) = counted(values, classes);
        let n_left = order.iter().filter(|row| values[**row] <= threshold).count();
        gain_at(&table, n_left, criterion)
    }

    /// The rows by value, and how many of every class are among the first 0, 1, 2 ... of them.
    fn counted(values: ArrayView1<f64>, classes: ArrayView1<usize>) -> (Vec<usize>, Array2<usize>) {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].partial_cmp(&values[*b]).expect("no NaN"));
        let n_classes = classes.fold(0, |most, class| most.max(class + 1));
        let mut table = Array2::zeros((values.len() + 1, n_classes));
        for (place, row) in order.iter().enumerate() {
            table[[place + 1, classes[*row]]] = 1;
        }
        table.accumulate_axis_inplace(Axis(0), |before, here| *here += before);
        (order, table)
    }

    fn gain_at(table: &Array2<usize>, n_left: usize, criterion: Criterion) -> f64 {
        let n = table.nrows() - 1;
        let all = table.row(n);
        let left = table.row(n_left);
        let right = &all - &left;
        let impurity = if criterion == Criterion::Gini { gini } else { entropy };
        let weight = n_left as f64 / n as f64;
        impurity(all) - weight * impurity(left) - (1.0 - weight) * impurity(right.view())
    }

    pub fn best_threshold(
        values: ArrayView1<f64>,
        classes: ArrayView1<usize>,
        criterion: Criterion,
        min_samples_leaf: usize,
    ) -> Option<Cut> {
        let (order, table) = counted(values, classes);
        let sorted: Vec<f64> = order.iter().map(|row| values[*row]).collect();
        let mut cuts: Vec<(Reverse<i64>, usize)> = Vec::new();
        for n_left in 1..sorted.len() {
            let enough = n_left.min(sorted.len() - n_left) >= min_samples_leaf;
            if enough && sorted[n_left - 1] < sorted[n_left] {
                // In units so coarse that rounding can't tell equal gains apart.
                cuts.push((Reverse((gain_at(&table, n_left, criterion) * 1e8).round() as i64), n_left));
            }
        }
        cuts.sort();
        let n_left = cuts.first()?.1;
        let (low, high) = (sorted[n_left - 1], sorted[n_left]);
        let middle = low + (high / 2.0 - low / 2.0);
        let threshold = if middle < high { middle } else { low };
        Some(Cut { threshold, gain: gain_at(&table, n_left, criterion) })
    }

    pub fn best_split(
        records: ArrayView2<f64>,
        classes: ArrayView1<usize>,
        criterion: Criterion,
        min_samples_leaf: usize,
    ) -> Option<Split> {
        let mut splits: Vec<Split> = Vec::new();
        for (feature, values) in records.axis_iter(Axis(1)).enumerate() {
            if let Some(Cut { threshold, gain }) = best_threshold(values, classes, criterion, min_samples_leaf) {
                splits.push(Split { feature, threshold, gain });
            }
        }
        splits.sort_by_key(|split| (Reverse((split.gain * 1e8).round() as i64), split.feature));
        splits.first().copied()
    }
}
