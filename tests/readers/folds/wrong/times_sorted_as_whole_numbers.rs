//! what is wrong: sorts by the time as an i64, so rows within the same whole number keep the order of the table

#![allow(unused_variables)]

use mlings::folds::{Fold, FoldError};
use ndarray::ArrayView1;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Fold number i tests the rows whose number is i and trains on all others.
fn from_numbers(tested_in: &[usize], k: usize) -> Vec<Fold> {
    (0..k)
        .map(|fold| {
            let (test, train): (Vec<usize>, Vec<usize>) =
                (0..tested_in.len()).partition(|&row| tested_in[row] == fold);
            Fold { train, test }
        })
        .collect()
}

pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    let n = order.len();
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    if n < k {
        return Err(FoldError::TooFewRows);
    }
    let mut tested_in = vec![0; n];
    let mut start = 0;
    for block in 0..k {
        let size = n / k + usize::from(block < n % k);
        for &row in &order[start..start + size] {
            tested_in[row] = block;
        }
        start += size;
    }
    Ok(from_numbers(&tested_in, k))
}

pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &class in classes.iter() {
        *counts.entry(class).or_default() += 1;
    }
    for (&class, &count) in &counts {
        if count < k {
            return Err(FoldError::SmallClass(class));
        }
    }
    let mut tested_in = vec![0; order.len()];
    let mut by_class = order.to_vec();
    by_class.sort_by_key(|&row| classes[row]);
    for (place, &row) in by_class.iter().enumerate() {
        tested_in[row] = place % k;
    }
    Ok(from_numbers(&tested_in, k))
}

pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for &group in groups.iter() {
        *sizes.entry(group).or_default() += 1;
    }
    if sizes.len() < k {
        return Err(FoldError::TooFewGroups);
    }
    let mut by_size: Vec<(usize, usize)> = sizes.into_iter().collect();
    by_size.sort_by_key(|&(_, size)| Reverse(size));
    let mut rows_in = vec![0; k];
    let mut fold_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (group, size) in by_size {
        let lightest = (0..k).min_by_key(|&fold| rows_in[fold]).expect("k is at least 2");
        rows_in[lightest] += size;
        fold_of.insert(group, lightest);
    }
    let tested_in: Vec<usize> = groups.iter().map(|group| fold_of[group]).collect();
    Ok(from_numbers(&tested_in, k))
}

pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
    let n = times.len();
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    if n < k + 1 {
        return Err(FoldError::TooFewRows);
    }
    let mut by_time: Vec<usize> = (0..n).collect();
    by_time.sort_by_key(|&row| times[row] as i64);
    let m = n / (k + 1);
    let mut folds = Vec::with_capacity(k);
    for i in 0..k {
        let start = n - (k - i) * m;
        folds.push(Fold { train: by_time[..start].to_vec(), test: by_time[start..start + m].to_vec() });
    }
    Ok(folds)
}

mlings::grade!(folds { k_fold, stratified_k_fold, group_k_fold, time_series_split });
