use std::collections::{BTreeMap, HashMap};

use mlings::encode::{OneHotEncoder, TargetEncoder};
use ndarray::{Array1, Array2, ArrayView1};

pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
    let mut categories: Vec<String> = Vec::new();
    for row in train {
        if let Some(c) = row {
            categories.push(c.to_string());
        }
    }
    categories.sort();
    categories.dedup();
    OneHotEncoder { categories }
}

pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let mut out = Array2::zeros((rows.len(), encoder.categories.len()));
    for i in 0..rows.len() {
        if let Some(c) = rows[i] {
            for j in 0..encoder.categories.len() {
                if encoder.categories[j] == c {
                    out[[i, j]] = 1.0;
                }
            }
        }
    }
    out
}

pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    let mut out = Array1::from_elem(rows.len(), f64::NAN);
    for i in 0..rows.len() {
        for k in 0..order.len() {
            if rows[i] == Some(order[k]) {
                out[i] = k as f64;
                break;
            }
        }
    }
    out
}

pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let mut total = 0.0;
    for t in targets {
        total += t;
    }
    let prior = total / train.len() as f64;
    let mut sums: HashMap<String, f64> = HashMap::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for i in 0..train.len() {
        if let Some(c) = train[i] {
            *sums.entry(c.to_string()).or_insert(0.0) += targets[i];
            *counts.entry(c.to_string()).or_insert(0) += 1;
        }
    }
    let mut codes = BTreeMap::new();
    for (c, s) in &sums {
        let n = counts[c] as f64;
        codes.insert(c.clone(), (s + smoothing * prior) / (n + smoothing));
    }
    TargetEncoder { codes, prior }
}

pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    let mut out = Array1::zeros(rows.len());
    for i in 0..rows.len() {
        out[i] = encoder.prior;
        if let Some(c) = rows[i] {
            if let Some(code) = encoder.codes.get(c) {
                out[i] = *code;
            }
        }
    }
    out
}

// The sums of the fold are taken off the sums of all, as the guide allows.
pub fn out_of_fold_codes(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    smoothing: f64,
) -> Array1<f64> {
    let n = train.len();
    let mut total = 0.0;
    let mut fold_total: HashMap<usize, (f64, f64)> = HashMap::new();
    let mut all: HashMap<&str, (f64, f64)> = HashMap::new();
    let mut by_fold: HashMap<(usize, &str), (f64, f64)> = HashMap::new();
    for i in 0..n {
        total += targets[i];
        let f = fold_total.entry(folds[i]).or_default();
        f.0 += targets[i];
        f.1 += 1.0;
        if let Some(c) = train[i] {
            let a = all.entry(c).or_default();
            a.0 += targets[i];
            a.1 += 1.0;
            let b = by_fold.entry((folds[i], c)).or_default();
            b.0 += targets[i];
            b.1 += 1.0;
        }
    }
    let mut out = Array1::zeros(n);
    for i in 0..n {
        let f = fold_total[&folds[i]];
        let prior = (total - f.0) / (n as f64 - f.1);
        out[i] = prior;
        if let Some(c) = train[i] {
            let (a, b) = (all[c], by_fold[&(folds[i], c)]);
            let count = a.1 - b.1;
            if count > 0.0 {
                out[i] = (a.0 - b.0 + smoothing * prior) / (count + smoothing);
            }
        }
    }
    out
}

mlings::grade!(encode { fit_one_hot, one_hot, ordinal, fit_target, target_codes, out_of_fold_codes });
