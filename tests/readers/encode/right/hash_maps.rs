//! encode: hash maps

#![allow(unused_variables)]

use mlings::encode::{OneHotEncoder, TargetEncoder};
use ndarray::{Array1, Array2, ArrayView1};
use std::collections::{BTreeMap, HashMap};

pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
    let mut categories: Vec<String> = Vec::new();
    for row in train {
        if let Some(category) = row {
            categories.push(category.to_string());
        }
    }
    categories.sort();
    categories.dedup();
    OneHotEncoder { categories }
}

pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let mut column_of: HashMap<&str, usize> = HashMap::new();
    for (column, category) in encoder.categories.iter().enumerate() {
        column_of.insert(category.as_str(), column);
    }
    let mut table = Array2::zeros((rows.len(), encoder.categories.len()));
    for (i, row) in rows.iter().enumerate() {
        if let Some(category) = row {
            if let Some(&column) = column_of.get(*category) {
                table[[i, column]] = 1.0;
            }
        }
    }
    table
}

pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    let mut codes = Array1::from_elem(rows.len(), f64::NAN);
    for (i, row) in rows.iter().enumerate() {
        for (place, category) in order.iter().enumerate() {
            if *row == Some(*category) {
                codes[i] = place as f64;
                break;
            }
        }
    }
    codes
}

pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let all: Vec<usize> = (0..train.len()).collect();
    fit_rows(train, targets, &all, smoothing)
}

/// Learns from some of the rows.
fn fit_rows(train: &[Option<&str>], targets: ArrayView1<f64>, rows: &[usize], smoothing: f64) -> TargetEncoder {
    let mut total = 0.0;
    let mut groups: HashMap<&str, Vec<f64>> = HashMap::new();
    for &row in rows {
        total += targets[row];
        if let Some(category) = train[row] {
            groups.entry(category).or_default().push(targets[row]);
        }
    }
    let prior = total / rows.len() as f64;
    let codes: BTreeMap<String, f64> = groups
        .into_iter()
        .map(|(category, group)| {
            let sum: f64 = group.iter().sum();
            (category.to_owned(), (sum + smoothing * prior) / (group.len() as f64 + smoothing))
        })
        .collect();
    TargetEncoder { codes, prior }
}

pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    let mut codes = Array1::from_elem(rows.len(), encoder.prior);
    for (i, row) in rows.iter().enumerate() {
        if let Some(category) = row {
            if let Some(&code) = encoder.codes.get(*category) {
                codes[i] = code;
            }
        }
    }
    codes
}

pub fn out_of_fold_codes(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    smoothing: f64,
) -> Array1<f64> {
    // one encoder for every fold, learned from the rows outside of it
    let mut encoders: HashMap<usize, TargetEncoder> = HashMap::new();
    for &id in folds {
        if !encoders.contains_key(&id) {
            let others: Vec<usize> = (0..folds.len()).filter(|&row| folds[row] != id).collect();
            encoders.insert(id, fit_rows(train, targets.view(), &others, smoothing));
        }
    }
    (0..train.len()).map(|row| target_codes(&encoders[&folds[row]], &train[row..row + 1])[0]).collect()
}

mlings::grade!(encode { fit_one_hot, one_hot, ordinal, fit_target, target_codes, out_of_fold_codes });
