#![allow(unused_variables)]
use mlings::best_split::{Criterion, Cut, Split};
use ndarray::{Array1, ArrayView1, ArrayView2};
use std::collections::HashMap;

pub fn gini(counts: ArrayView1<usize>) -> f64 {
    let mut n = 0.0;
    for i in 0..counts.len() {
        n += counts[i] as f64;
    }
    if n == 0.0 {
        return 0.0;
    }
    let mut differ = 0.0;
    for i in 0..counts.len() {
        let p = counts[i] as f64 / n;
        differ += p * (1.0 - p);
    }
    differ
}

pub fn entropy(counts: ArrayView1<usize>) -> f64 {
    let mut n = 0.0;
    for i in 0..counts.len() {
        n += counts[i] as f64;
    }
    let mut bits = 0.0;
    for i in 0..counts.len() {
        if counts[i] > 0 {
            let c = counts[i] as f64;
            bits += c / n * (n / c).log2();
        }
    }
    bits
}

// classes numbered anew, without holes
fn compact(classes: &ArrayView1<usize>) -> (Vec<usize>, usize) {
    let mut names = HashMap::new();
    let mut out = vec![];
    for i in 0..classes.len() {
        let next = names.len();
        out.push(*names.entry(classes[i]).or_insert(next));
    }
    (out, names.len())
}

fn gain_bool(goes_left: &[bool], classes: &[usize], k: usize, is_gini: bool) -> f64 {
    let mut all = Array1::<usize>::zeros(k);
    let mut left = Array1::<usize>::zeros(k);
    let mut right = Array1::<usize>::zeros(k);
    let mut n_left = 0.0;
    for i in 0..classes.len() {
        all[classes[i]] += 1;
        if goes_left[i] {
            left[classes[i]] += 1;
            n_left += 1.0;
        } else {
            right[classes[i]] += 1;
        }
    }
    let n = classes.len() as f64;
    if n_left == 0.0 || n_left == n {
        return 0.0;
    }
    let f = |c: &Array1<usize>| if is_gini { gini(c.view()) } else { entropy(c.view()) };
    f(&all) - n_left / n * f(&left) - (n - n_left) / n * f(&right)
}

pub fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64 {
    let (c, k) = compact(&classes);
    let mut goes = vec![];
    for i in 0..values.len() {
        goes.push(values[i] <= threshold);
    }
    gain_bool(&goes, &c, k, matches!(criterion, Criterion::Gini))
}

fn cuts(values: ArrayView1<f64>, classes: ArrayView1<usize>, is_gini: bool, least: usize) -> Option<Cut> {
    let (c, k) = compact(&classes);
    let mut distinct: Vec<f64> = values.to_vec();
    distinct.sort_by(|a, b| a.partial_cmp(b).unwrap());
    distinct.dedup();
    let mut best: Option<Cut> = None;
    for j in 1..distinct.len() {
        let (low, high) = (distinct[j - 1], distinct[j]);
        let mut middle = low + (high / 2.0 - low / 2.0);
        if middle >= high || middle < low {
            middle = low;
        }
        let mut goes = vec![];
        let mut n_left = 0;
        for i in 0..values.len() {
            goes.push(values[i] <= middle);
            if values[i] <= middle {
                n_left += 1;
            }
        }
        if n_left < least || values.len() - n_left < least {
            continue;
        }
        let g = gain_bool(&goes, &c, k, is_gini);
        let better = match &best {
            None => true,
            Some(b) => g > b.gain + 1e-9,
        };
        if better {
            best = Some(Cut { threshold: middle, gain: g });
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
    cuts(values, classes, matches!(criterion, Criterion::Gini), min_samples_leaf)
}

pub fn best_split(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    let is_gini = matches!(criterion, Criterion::Gini);
    let mut best: Option<Split> = None;
    for feature in 0..records.ncols() {
        let found = match cuts(records.column(feature), classes, is_gini, min_samples_leaf) {
            Some(cut) => cut,
            None => continue,
        };
        let better = match &best {
            None => true,
            Some(b) => found.gain > b.gain + 1e-9,
        };
        if better {
            best = Some(Split { feature, threshold: found.threshold, gain: found.gain });
        }
    }
    best
}

mlings::grade!(best_split { gini, entropy, gain, best_threshold, best_split });
