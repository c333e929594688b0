//! folds: lists of tests

#![allow(unused_variables)]

use mlings::folds::{Fold, FoldError};
use ndarray::ArrayView1;

fn enough_folds(k: usize) -> Result<(), FoldError> {
    if k >= 2 {
        Ok(())
    } else {
        Err(FoldError::TooFewFolds)
    }
}

/// Each list is the test of a fold, and all other lists together are what it trains on.
fn from_tests(tests: Vec<Vec<usize>>) -> Vec<Fold> {
    let mut folds = Vec::new();
    for i in 0..tests.len() {
        let mut train = Vec::new();
        for (j, rows) in tests.iter().enumerate() {
            if i != j {
                train.extend_from_slice(rows);
            }
        }
        folds.push(Fold { train, test: tests[i].clone() });
    }
    folds
}

/// The different values, from the lowest to the highest.
fn distinct(values: ArrayView1<usize>) -> Vec<usize> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    values
}

pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    enough_folds(k)?;
    if order.len() < k {
        return Err(FoldError::TooFewRows);
    }
    let mut tests = Vec::with_capacity(k);
    let mut rest = order;
    for block in 0..k {
        // what is left, shared among the folds that are left, rounded up
        let (now, later) = rest.split_at(rest.len().div_ceil(k - block));
        tests.push(now.to_vec());
        rest = later;
    }
    Ok(from_tests(tests))
}

pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    enough_folds(k)?;
    let mut tests: Vec<Vec<usize>> = vec![Vec::new(); k];
    let mut next = 0;
    for class in distinct(classes.view()) {
        let members: Vec<usize> = order.iter().copied().filter(|&row| classes[row] == class).collect();
        if members.len() < k {
            return Err(FoldError::SmallClass(class));
        }
        for row in members {
            tests[next].push(row);
            next = (next + 1) % k;
        }
    }
    Ok(from_tests(tests))
}

pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
    enough_folds(k)?;
    let mut members: Vec<Vec<usize>> = distinct(groups.view())
        .into_iter()
        .map(|group| (0..groups.len()).filter(|&row| groups[row] == group).collect())
        .collect();
    if members.len() < k {
        return Err(FoldError::TooFewGroups);
    }
    members.sort_by(|a, b| b.len().cmp(&a.len()));
    let mut tests: Vec<Vec<usize>> = vec![Vec::new(); k];
    for rows in members {
        let mut lightest = 0;
        for fold in 1..k {
            if tests[fold].len() < tests[lightest].len() {
                lightest = fold;
            }
        }
        tests[lightest].extend(rows);
    }
    Ok(from_tests(tests))
}

pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
    enough_folds(k)?;
    let n_samples = times.len();
    if n_samples <= k {
        return Err(FoldError::TooFewRows);
    }
    let mut sorted: Vec<(f64, usize)> = times.iter().copied().zip(0..n_samples).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rows: Vec<usize> = sorted.into_iter().map(|pair| pair.1).collect();
    let size = n_samples / (k + 1);
    let never_tested = n_samples - k * size;
    Ok((0..k)
        .map(|fold| {
            let (train, later) = rows.split_at(never_tested + fold * size);
            Fold { train: train.to_vec(), test: later[..size].to_vec() }
        })
        .collect())
}

mlings::grade!(folds { k_fold, stratified_k_fold, group_k_fold, time_series_split });
