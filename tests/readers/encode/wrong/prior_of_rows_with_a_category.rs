//! what is wrong: the prior leaves out the targets of rows whose category is missing (unless all are)
use std::collections::{BTreeMap, BTreeSet};

use mlings::encode::{OneHotEncoder, TargetEncoder};
use ndarray::{Array1, Array2, ArrayView1, Axis};

pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
    let distinct: BTreeSet<&str> = train.iter().flatten().copied().collect();
    OneHotEncoder { categories: distinct.into_iter().map(String::from).collect() }
}

pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    Array2::from_shape_fn((rows.len(), encoder.categories.len()), |(row, column)| {
        if rows[row] == Some(encoder.categories[column].as_str()) { 1.0 } else { 0.0 }
    })
}

pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    rows.iter()
        .map(|row| {
            let place = row.and_then(|category| order.iter().position(|&o| o == category));
            place.map_or(f64::NAN, |place| place as f64)
        })
        .collect()
}

pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let known: Vec<f64> = train.iter().zip(targets.iter()).filter(|(c, _)| c.is_some()).map(|(_, &t)| t).collect();
    let prior = if known.is_empty() {
        targets.sum() / targets.len() as f64
    } else {
        known.iter().sum::<f64>() / known.len() as f64
    };
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (row, &target) in train.iter().zip(targets.iter()) {
        if let Some(category) = row {
            let entry = sums.entry(category).or_default();
            entry.0 += target;
            entry.1 += 1.0;
        }
    }
    let codes = sums
        .into_iter()
        .map(|(category, (sum, count))| (category.to_string(), (sum + smoothing * prior) / (count + smoothing)))
        .collect();
    TargetEncoder { codes, prior }
}

pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    rows.iter()
        .map(|row| row.and_then(|category| encoder.codes.get(category).copied()).unwrap_or(encoder.prior))
        .collect()
}

pub fn out_of_fold_codes(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    smoothing: f64,
) -> Array1<f64> {
    let mut codes = Array1::zeros(train.len());
    let ids: BTreeSet<usize> = folds.iter().copied().collect();
    for id in ids {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|&i| folds[i] == id);
        let rest: Vec<Option<&str>> = others.iter().map(|&i| train[i]).collect();
        let mine: Vec<Option<&str>> = own.iter().map(|&i| train[i]).collect();
        let encoder = fit_target(&rest, targets.select(Axis(0), &others).view(), smoothing);
        let found = target_codes(&encoder, &mine);
        for (&i, &code) in own.iter().zip(found.iter()) {
            codes[i] = code;
        }
    }
    codes
}

mlings::grade!(encode { fit_one_hot, one_hot, ordinal, fit_target, target_codes, out_of_fold_codes });
