//! what is wrong: times are sorted by the bits of the float, which puts times below zero at the end and in reverse

use mlings::folds::{Fold, FoldError};
use ndarray::ArrayView1;
use std::collections::BTreeMap;

fn from_tested(tested_in: &[usize], k: usize) -> Vec<Fold> {
    let mut folds = Vec::new();
    for i in 0..k {
        let mut train = Vec::new();
        let mut test = Vec::new();
        for (row, &fold) in tested_in.iter().enumerate() {
            if fold == i {
                test.push(row);
            } else {
                train.push(row);
            }
        }
        folds.push(Fold { train, test });
    }
    folds
}

pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    let n = order.len();
    if n < k {
        return Err(FoldError::TooFewRows);
    }
    let mut tested_in = vec![0; n];
    let mut at = 0;
    for i in 0..k {
        let longer = i < n % k;
        let size = n / k + usize::from(longer);
        for &row in &order[at..at + size] {
            tested_in[row] = i;
        }
        at += size;
    }
    Ok(from_tested(&tested_in, k))
}

pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &class in classes.iter() {
        *counts.entry(class).or_insert(0) += 1;
    }
    for (&class, &count) in counts.iter() {
        if count < k {
            return Err(FoldError::SmallClass(class));
        }
    }
    let mut sorted = order.to_vec();
    sorted.sort_by_key(|&row| classes[row]);
    let mut tested_in = vec![0; classes.len()];
    let mut next = 0;
    for &row in &sorted {
        tested_in[row] = next % k;
        next += 1;
    }
    Ok(from_tested(&tested_in, k))
}

pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &group in groups.iter() {
        *counts.entry(group).or_insert(0) += 1;
    }
    if counts.len() < k {
        return Err(FoldError::TooFewGroups);
    }
    let mut by_size: Vec<(usize, usize)> = counts.iter().map(|(&g, &c)| (g, c)).collect();
    by_size.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut load = vec![0usize; k];
    let mut fold_of: BTreeMap<usize, usize> = BTreeMap::new();
    for &(group, count) in &by_size {
        let mut best = 0;
        for i in 1..k {
            if load[i] < load[best] {
                best = i;
            }
        }
        load[best] += count;
        fold_of.insert(group, best);
    }
    let tested_in: Vec<usize> = groups.iter().map(|&group| fold_of[&group]).collect();
    Ok(from_tested(&tested_in, k))
}

pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
    if k < 2 {
        return Err(FoldError::TooFewFolds);
    }
    let n = times.len();
    if n < k + 1 {
        return Err(FoldError::TooFewRows);
    }
    let mut by_time: Vec<usize> = (0..n).collect();
    by_time.sort_by_key(|&row| times[row].to_bits());
    let m = n / (k + 1);
    let mut folds = Vec::new();
    for i in 0..k {
        let start = n - (k - i) * m;
        let train = by_time[..start].to_vec();
        let test = by_time[start..start + m].to_vec();
        folds.push(Fold { train, test });
    }
    Ok(folds)
}

mlings::grade!(folds { k_fold, stratified_k_fold, group_k_fold, time_series_split });
