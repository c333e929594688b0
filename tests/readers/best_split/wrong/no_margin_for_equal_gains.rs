//! what is wrong: thresholds are compared without the margin of 1e-9, so the last digit decides
#![allow(unused_variables)]
use mlings::best_split::{Criterion, Cut, Split};
use ndarray::{Array1, ArrayView1, ArrayView2};

const MARGIN: f64 = 1e-9;

pub fn gini(counts: ArrayView1<usize>) -> f64 {
    let n = counts.sum();
    if n == 0 {
        return 0.0;
    }
    1.0 - counts.iter().map(|&c| (c as f64 / n as f64).powi(2)).sum::<f64>()
}

pub fn entropy(counts: ArrayView1<usize>) -> f64 {
    let n = counts.sum() as f64;
    counts
        .iter()
        .filter(|&&c| c > 0)
        .map(|&c| {
            let p = c as f64 / n;
            -p * p.log2()
        })
        .sum()
}

fn impurity(counts: &Array1<usize>, criterion: &Criterion) -> f64 {
    match criterion {
        Criterion::Gini => gini(counts.view()),
        Criterion::Entropy => entropy(counts.view()),
    }
}

fn gain_of(left: &Array1<usize>, right: &Array1<usize>, criterion: &Criterion) -> f64 {
    let all = left + right;
    let (l, r, n) = (left.sum() as f64, right.sum() as f64, all.sum() as f64);
    impurity(&all, criterion) - l / n * impurity(left, criterion) - r / n * impurity(right, criterion)
}

fn halfway(low: f64, high: f64) -> f64 {
    let middle = low / 2.0 + high / 2.0;
    if middle >= low && middle < high { middle } else { low }
}

pub fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64 {
    let n_classes = classes.iter().max().map_or(0, |m| m + 1);
    let mut left = Array1::<usize>::zeros(n_classes);
    let mut right = Array1::<usize>::zeros(n_classes);
    for (&value, &class) in values.iter().zip(&classes) {
        if value <= threshold {
            left[class] += 1;
        } else {
            right[class] += 1;
        }
    }
    if left.sum() == 0 || right.sum() == 0 {
        return 0.0;
    }
    gain_of(&left, &right, &criterion)
}

fn search(values: ArrayView1<f64>, classes: ArrayView1<usize>, criterion: &Criterion, min_leaf: usize) -> Option<(f64, f64)> {
    let n = values.len();
    let mut rows: Vec<usize> = (0..n).collect();
    rows.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let n_classes = classes.iter().max().map_or(0, |m| m + 1);
    let mut left = Array1::<usize>::zeros(n_classes);
    let mut right = Array1::<usize>::zeros(n_classes);
    for &class in &classes {
        right[class] += 1;
    }
    let mut best: Option<(f64, f64)> = None;
    for (i, pair) in rows.windows(2).enumerate() {
        let (row, next) = (pair[0], pair[1]);
        left[classes[row]] += 1;
        right[classes[row]] -= 1;
        let (n_left, n_right) = (i + 1, n - i - 1);
        if values[row] == values[next] {
            continue;
        }
        if n_left < min_leaf || n_right < min_leaf {
            continue;
        }
        let gain = gain_of(&left, &right, criterion);
        if best.is_none_or(|(_, so_far)| gain > so_far) {
            best = Some((halfway(values[row], values[next]), gain));
        }
    }
    best
}

pub fn best_threshold(
    values: ArrayView1<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Cut> {
    search(values, classes, &criterion, min_samples_leaf).map(|(threshold, gain)| Cut { threshold, gain })
}

pub fn best_split(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    let mut best: Option<Split> = None;
    for (feature, column) in records.columns().into_iter().enumerate() {
        if let Some((threshold, gain)) = search(column, classes, &criterion, min_samples_leaf) {
            if best.as_ref().is_none_or(|b| gain > b.gain + MARGIN) {
                best = Some(Split { feature, threshold, gain });
            }
        }
    }
    best
}

mlings::grade!(best_split { gini, entropy, gain, best_threshold, best_split });
